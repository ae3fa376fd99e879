"""Nodes, relationships and paths as short text for a terminal; the other forms of output have them whole."""

from __future__ import annotations

from typing import Any

from graphkit.output import cell

_OBJECT = {"kind", "id", "properties"}
_STEP = {*_OBJECT, "from", "to"}


def short(value: Any) -> Any:
    """Return a value as it is shown in a table.

    Example:
        >>> short({"kind": "Country", "id": "KOR", "properties": {"name": "South Korea"}})
        '(:Country KOR "South Korea")'
    """
    if isinstance(value, dict):
        if value.keys() in (_OBJECT, _STEP):
            return _object(value)
        return {key: short(item) for key, item in value.items()}
    if isinstance(value, list):
        if len(value) > 2 and isinstance(value[1], dict) and value[1].keys() == _STEP:
            return _path(value)
        return [short(item) for item in value]
    return value


def _object(value: dict[str, Any]) -> str:
    """A node as (:Kind id "name"), a relationship as [:KIND status date id]."""
    kind, properties = value["kind"] or "", value["properties"]
    if kind and kind == kind.upper():
        return f"[{_words(kind, properties.get('status'), properties.get('date'), value['id'])}]"
    name = properties.get("name")
    return f"({_words(kind, value['id'], name and cell(name).join(chr(34) * 2))})"


def _words(kind: str, *rest: Any) -> str:
    return " ".join([f":{kind}" if kind else "", *(cell(word) for word in rest if word)]).strip()


def _path(items: list[dict[str, Any]]) -> str:
    """A path with its arrows; its relationships without their ids, which would drown it."""
    out = _object(items[0])
    for number in range(1, len(items), 2):
        step, before = items[number], items[number - 1]
        properties = step["properties"]
        words = f"[{_words(step['kind'], properties.get('status'), properties.get('date'))}]"
        forward = step["from"] == before["properties"].get("id")
        out += f"-{words}->" if forward else f"<-{words}-"
        out += _object(items[number + 1])
    return out
