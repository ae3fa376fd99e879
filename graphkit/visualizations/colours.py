"""The colours and shapes of maps, read from the viewer's own files, which are their one home."""

from __future__ import annotations

import re
from functools import cache

from graphkit.resources import part

DASHES = {"act": "", "intent": "7 5", "end": "2 4"}
_PLAIN = "Company"


@cache
def _table(name: str) -> dict[str, list[str]]:
    """Return a table of `colours.js`: the texts that stand there for each name."""
    text = (part("visualizations") / "viewer" / "colours.js").read_text(encoding="utf-8")
    found = re.search(rf"^const {name} = \{{(.*?)^\}};", text, re.DOTALL | re.MULTILINE)
    assert found is not None, name
    rows = re.findall(r"(\w+): \[([^\]]*)\]", found.group(1))
    return {key: re.findall(r"'([^']+)'", row) for key, row in rows}


@cache
def paint(name: str, dark: bool = False) -> str:
    """Return a colour of the page's style.

    Example:
        >>> paint("card")
        '#fff'
    """
    text = (part("visualizations") / "base.css").read_text(encoding="utf-8")
    scheme = text.split("\n}", 2)[int(dark)]
    found = re.search(rf"--{name}: (#[0-9a-f]+)", scheme)
    assert found is not None, name
    return found.group(1)


def shape(kind: str) -> str:
    """Return the name of the shape that a kind is drawn as."""
    return _table("KINDS").get(kind, _table("KINDS")[_PLAIN])[0]


def of_kind(kind: str, dark: bool = False) -> str:
    """Return the colour of a kind."""
    return _table("KINDS").get(kind, _table("KINDS")[_PLAIN])[1 + dark]


def of_relation(relation: str, dark: bool = False) -> str:
    """Return the colour of a relation."""
    known = _table("RELATIONS")
    return known.get(relation, known["PART_OF"])[int(dark)]


@cache
def series() -> list[tuple[str, str]]:
    """Return the colours that tell things of one kind apart, each for light and for dark."""
    text = (part("visualizations") / "viewer" / "colours.js").read_text(encoding="utf-8")
    found = re.search(r"^const SERIES = \[(.*?)^\];", text, re.DOTALL | re.MULTILINE)
    assert found is not None
    return re.findall(r"\['(#[0-9a-f]+)', '(#[0-9a-f]+)'\]", found.group(1))
