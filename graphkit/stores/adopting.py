"""Rows that came as facts, from a facts file or another store: the journal knows them like those of a load."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.bundle import Bundle
from graphkit.model import Fact
from graphkit.schema import schema
from graphkit.stores import bridging, journal, shaping
from graphkit.stores.journal import Entry

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

PART = "facts"
"""The part that holds all rows of a series that no load has written; only what a load writes carries its id."""


def note(tx: ManagedTransaction, bundle: Bundle) -> None:
    """Write down the rows of a bundle that this transaction has written; what followed from others has to follow anew.

    A row that was changed is one of these too, so the parts of its series are counted anew.
    """
    came: dict[str, list[Fact]] = defaultdict(list)
    for record in bundle.records:
        if isinstance(record, Fact) and record.is_row:
            came[str(record.get("series"))].append(record)
    known = {entry.id: entry for entry in journal.entries(tx)}
    counts = _counts(tx, sorted(came))
    for series, facts in sorted(came.items()):
        document = bundle.documents.get(series)
        parts = [entry for entry in known.values() if entry.series == series and entry.part != PART]
        before = known.get(journal.load_id(series, PART))
        parts.append(_joined(before, _entry(series, (document and document.published) or "", facts)))
        for entry in parts:
            relations = dict(counts[series, None if entry.part == PART else entry.id])
            counted = replace(entry, rows=sum(relations.values()), relations=relations)
            if counted.rows and counted != known.get(entry.id):
                journal.write(tx, counted)


def of_part(entry: Entry) -> tuple[str, dict[str, str]]:
    """Return the condition that picks the rows of a part, and its parameters."""
    if entry.part == PART:
        return "r.series = $series AND r.load IS NULL", {"series": entry.series}
    return "r.load = $load", {"load": entry.id}


def _entry(series: str, published: str, facts: list[Fact]) -> Entry:
    main, other = shaping.cells_of(facts)
    identity, spans = journal.load_id(series, PART), shaping.spans_of(facts)
    return Entry(identity, series, PART, "", "written", 0, main, other - main, published, spans)


def _joined(one: Entry | None, other: Entry) -> Entry:
    """Return the part with what came before and what came now."""
    if one is None:
        return other
    cells = one.cells | other.cells
    return replace(
        other,
        cells=cells,
        products=(one.products | other.products) - cells,
        published=other.published or one.published,
        bridges=bridging.joined([one.bridges, other.bridges]),
    )


def _counts(tx: ManagedTransaction, series: list[str]) -> dict[tuple[str, str | None], Counter[str]]:
    """Return how many rows of each relation the store has, by series and the load that wrote them."""
    out: dict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)
    for relation in schema().of_rows:
        text = f"MATCH (a)-[r:{relation}]->(b) WHERE r.series IN $series RETURN r.series, r.load, count(r)"
        for name, load, number in tx.run(text, {"series": series}):
            out[name, load][relation] = number
    return out
