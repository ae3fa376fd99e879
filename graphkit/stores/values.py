"""Values of the driver as plain Python."""

from __future__ import annotations

from typing import Any


def native(value: Any) -> Any:
    """Return a driver's value as plain Python: nodes and relationships as objects, paths as lists of them.

    A node is {kind, id, properties}, a relationship {kind, id, properties} with the id of its fact, a duration is text.
    """
    from neo4j.graph import Node, Path, Relationship
    from neo4j.time import Duration

    if isinstance(value, Node):
        kind = next(iter(sorted(value.labels)), None)
        return {"kind": kind, "id": value.get("id"), "properties": native(dict(value.items()))}
    if isinstance(value, Relationship):
        return {"kind": value.type, "id": value.get("fact"), "properties": native(dict(value.items()))}
    if isinstance(value, Path):
        pairs = zip(value.nodes, [*value.relationships, None], strict=True)
        return [native(item) for pair in pairs for item in pair if item is not None]
    if isinstance(value, Duration):
        return value.iso_format()
    if hasattr(value, "to_native"):
        return value.to_native()
    if isinstance(value, list):
        return [native(v) for v in value]
    if isinstance(value, dict):
        return {k: native(v) for k, v in value.items()}
    return value


def plain(value: Any) -> Any:
    """Return a driver's value as `native` does; the relationships of a path also tell from where to where."""
    from neo4j.graph import Path

    if isinstance(value, Path):
        out = [native(value.nodes[0])]
        for node, step in zip(value.nodes[1:], value.relationships, strict=True):
            one, other = (end.get("id") if end is not None else None for end in step.nodes)
            out += [{**native(step), "from": one, "to": other}, native(node)]
        return out
    if isinstance(value, list):
        return [plain(item) for item in value]
    return native(value)
