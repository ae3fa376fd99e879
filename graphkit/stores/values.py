"""Values of the driver as plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from neo4j.graph import Path


def plain(value: Any) -> Any:
    """Return a driver's value as plain Python: nodes and relationships as objects, paths as lists of them.

    A node is {kind, id, properties}, a relationship {kind, id, properties} with the id of its fact, in a path also from
    where to where it runs; a duration is text.
    """
    from neo4j.graph import Node, Path, Relationship
    from neo4j.time import Duration

    if isinstance(value, Node):
        kind = next(iter(sorted(value.labels)), None)
        return {"kind": kind, "id": value.get("id"), "properties": plain(dict(value.items()))}
    if isinstance(value, Relationship):
        return {"kind": value.type, "id": value.get("fact"), "properties": plain(dict(value.items()))}
    if isinstance(value, Path):
        return _of_path(value)
    if isinstance(value, Duration):
        return value.iso_format()
    if hasattr(value, "to_native"):
        return value.to_native()
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def _of_path(path: Path) -> list[Any]:
    out = [plain(path.nodes[0])]
    for node, step in zip(path.nodes[1:], path.relationships, strict=True):
        one, other = (end.get("id") if end is not None else None for end in step.nodes)
        out += [{**plain(step), "from": one, "to": other}, plain(node)]
    return out
