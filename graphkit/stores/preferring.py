"""Which series answers: of several that have a mineral and a year exactly one is preferred, by `seeds/series.csv`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from graphkit.gazetteer import rows

Cell = tuple[str, str, str | None, int | None]
"""Relation, mineral, stage and year; trade is taken whole for a mineral and year, so its stage is None."""


@dataclass(frozen=True, slots=True)
class Held:
    """A series that a store holds: its id, when it was published, its cells with figures, and when it was loaded."""

    id: str
    published: str
    cells: frozenset[Cell]
    loaded: str = ""


@cache
def _orders() -> dict[tuple[str, str], int]:
    return {(row["relation"], row["series"]): int(row["order"]) for row in rows("series")}


def rank(relation: str, series: str) -> int:
    """Return the place of a series among those of a relation; one that the table does not name comes last."""
    found = [n for (r, head), n in _orders().items() if r == relation and f"{series}-".startswith(f"{head}-")]
    return min(found, default=1_000_000)


def winners(held: Iterable[Held]) -> dict[Cell, str]:
    """Return the preferred series of each cell: by the order of the table, then the newest vintage, the last loaded.

    A publisher revises a release in place, so which of two revisions is the newer only their loading tells; of those
    loaded at once, the last by id.
    """
    by_cell: dict[Cell, list[Held]] = defaultdict(list)
    for one in sorted(held, key=lambda h: (h.published, h.loaded, h.id), reverse=True):
        for cell in one.cells:
            by_cell[cell].append(one)
    return {cell: min(all_, key=lambda h: rank(cell[0], h.id)).id for cell, all_ in by_cell.items()}


def turned(before: Mapping[Cell, str], after: Mapping[Cell, str]) -> list[tuple[Cell, str, bool]]:
    """Return which rows change when other series win: the cell, the series, and whether it is preferred now."""
    out: list[tuple[Cell, str, bool]] = []
    for cell in before.keys() | after.keys():
        old, new = before.get(cell), after.get(cell)
        if old != new:
            out += [(cell, old, False)] if old else []
            out += [(cell, new, True)] if new else []
    return sorted(out, key=repr)
