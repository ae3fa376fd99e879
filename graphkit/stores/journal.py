"""The journal of bulk loads: a Load node for each part of a release, with what it wrote and whether it is complete.

`state` is "writing" until all rows are in the store, then "written", and "done" when what follows from them is too.
`loaded` is when the part came into the store, in UTC.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.stores.arriving import now
from graphkit.stores.preferring import Cell, Held

if TYPE_CHECKING:
    from neo4j import ManagedTransaction


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of a release that was loaded, or is about to be."""

    id: str
    series: str
    part: str
    key: str
    state: str
    rows: int = 0
    cells: frozenset[Cell] = frozenset()
    products: frozenset[Cell] = frozenset()
    published: str = ""
    bridges: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)
    relations: dict[str, int] = field(default_factory=dict)  # how many of its rows are of each
    loaded: str = field(default_factory=now)

    @property
    def touched(self) -> frozenset[Cell]:
        """All cells that it has rows for, those that are never preferred among them."""
        return self.cells | self.products


def load_id(series: str, part: str) -> str:
    """Return the id of the Load node of a part."""
    return f"{series}/{part}"


def entries(tx: ManagedTransaction) -> list[Entry]:
    """Return all parts that the journal knows, sorted by id."""
    found = tx.run("MATCH (l:Load) RETURN properties(l) AS p ORDER BY l.id")
    return [_entry(record["p"]) for record in found]


def write(tx: ManagedTransaction, entry: Entry) -> None:
    """Write down a part."""
    properties = {
        "id": entry.id, "name": entry.part, "series": entry.series, "part": entry.part, "key": entry.key,
        "state": entry.state, "rows": entry.rows, "published": entry.published,
        "cells": json.dumps(sorted(map(list, entry.cells), key=repr)),
        "products": json.dumps(sorted(map(list, entry.products), key=repr)),
        "bridges": json.dumps(entry.bridges, sort_keys=True),
        "relations": json.dumps(entry.relations, sort_keys=True),
    }  # fmt: skip
    text = "MERGE (l:Load {id: $id}) ON CREATE SET l.loaded = $now SET l += $properties"
    tx.run(text, {"id": entry.id, "properties": properties, "now": entry.loaded}).consume()


def write_all(tx: ManagedTransaction, entries: list[Entry]) -> None:
    """Write down several parts."""
    for entry in entries:
        write(tx, entry)


def mark(tx: ManagedTransaction, ids: list[str], state: str) -> None:
    """Say how far these parts are."""
    tx.run("MATCH (l:Load) WHERE l.id IN $ids SET l.state = $state", {"ids": ids, "state": state}).consume()


def forget(tx: ManagedTransaction, ids: list[str]) -> None:
    """Take parts out of the journal."""
    tx.run("MATCH (l:Load) WHERE l.id IN $ids DELETE l", {"ids": ids}).consume()


def held(found: list[Entry]) -> list[Held]:
    """Return the series that the journal knows, each with the cells of all its parts."""
    cells: dict[str, set[Cell]] = {}
    published: dict[str, str] = {}
    loaded: dict[str, str] = {}
    for entry in found:
        cells.setdefault(entry.series, set()).update(entry.cells)
        published[entry.series] = entry.published
        loaded[entry.series] = max(loaded.get(entry.series, ""), entry.loaded)
    return [Held(name, published[name], frozenset(cells[name]), loaded[name]) for name in sorted(cells)]


def _entry(raw: dict[str, Any]) -> Entry:
    bridges = {name: (pair[0], pair[1]) for name, pair in json.loads(raw["bridges"]).items()}
    return Entry(
        raw["id"], raw["series"], raw["part"], raw["key"], raw["state"], raw["rows"], _cells(raw["cells"]),
        _cells(raw["products"]), raw["published"], bridges, json.loads(raw.get("relations", "{}")),
        raw.get("loaded", ""),
    )  # fmt: skip


def _cells(text: str) -> frozenset[Cell]:
    return frozenset((relation, mineral, stage, year) for relation, mineral, stage, year in json.loads(text))
