"""Reads the probes and the graph that they ask, and takes an engine's answer in a form that can be compared."""

from __future__ import annotations

import datetime as dt
import math
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from neo4j.exceptions import Neo4jError

from graphkit.stores.bolt import BoltStore
from graphkit.stores.values import plain

_HERE = Path(__file__).parent
GRAPH = (_HERE / "graph.cypher").read_text(encoding="utf-8")
PARAMETERS: dict[str, Any] = {
    "two": 2, "text": "Li", "yes": True, "nothing": None, "ids": ["KOR", "JPN", "CHL"], "key": "name",
    "day": dt.date(2024, 6, 30), "map": {"a": 1, "b": "x"}, "rows": [{"id": "KOR", "n": 2}, {"id": "JPN", "n": 1}],
}  # fmt: skip


def _backwards(graph: str) -> str:
    """Make the last thing first, and the last relationship."""
    lines = [line.strip().rstrip(",") for line in graph.splitlines() if line.startswith("  (")]
    lines.reverse()
    return "CREATE " + ", ".join(sorted(lines, key=lambda line: "]->" in line))


def _probes() -> dict[str, str]:
    """A query is a line, called by the comment above it; several under one comment are counted.

    A comment that no query follows heads a section.
    """
    found: dict[str, str] = {}
    name, number = "", 0
    for line in (_HERE / "probes.cypher").read_text(encoding="utf-8").splitlines():
        if line.startswith("//"):
            name, number = line[2:].strip(), 0
        elif line:
            number += 1
            called = name if number == 1 else f"{name} {number}"
            assert called not in found, f"two probes are called {called}"
            found[called] = line
    return found


def _listed(table: Mapping[str, str]) -> dict[str, str]:
    """Give what is said of a name to all the queries under it."""
    called = {name: re.sub(r" \d+$", "", name) for name in PROBES}
    return {name: table.get(name) or table[base] for name, base in called.items() if name in table or base in table}


BACKWARDS = _backwards(GRAPH)
"""The same graph in another order: a probe whose rows come in an order that nobody promised fails always, not once."""
PROBES = _probes()
NAMES = tomllib.loads((_HERE / "differences.toml").read_text(encoding="utf-8"))
BRIDGED = _listed(NAMES["bridged"])
REFUSED = _listed(NAMES["refused"])
UNSEEN = _listed(NAMES["unseen"])
DIFFERENCES = BRIDGED | REFUSED | UNSEEN


def answer(store: BoltStore, text: str) -> Any:
    """Return columns and rows, or "refused"."""
    try:
        columns, rows = ask(store, text, PARAMETERS if "$missing" not in text else {})
    except Neo4jError:
        return "refused"
    # The embedded engine names no columns where there are no rows: that is one probe, not the outcome of many.
    named = columns if rows or text == PROBES["columns of no rows"] else ()
    return named, rows


def ask(store: BoltStore, text: str, parameters: Mapping[str, Any]) -> tuple[tuple[str, ...], list[list[Any]]]:
    """Ask the engine itself: a store has each query explained first, which takes Neo4j longer than the answer."""
    with store._driver.session(database=store._database) as session:
        result = session.run(text, dict(parameters))
        columns = tuple(result.keys())
        return columns, [[plain(value) for value in record.values()] for record in result]


def alike(one: Any, other: Any) -> bool:
    """Tell whether two answers are the same: values, types and order; floats to 1e-9 of their size."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, float):
        return one == other or (math.isnan(one) and math.isnan(other)) or math.isclose(one, other, rel_tol=1e-9)
    return bool(one == other)
