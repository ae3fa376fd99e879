"""Bulk loads: rows of a data set from columns into a store, journalled: one that is killed is undone or finished.

Into an embedded store they go through the engine's batch API, on a copy of the database that takes its place when it is
whole. To a server they travel grouped by pair, 20,000 rows a transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from graphkit.bundle import Bundle
from graphkit.datasets.releases import Read, Release
from graphkit.errors import InputError
from graphkit.model import Ref
from graphkit.stores import adopting, arriving, bridging, bulkbolt, journal, preferring, shaping, writing
from graphkit.stores.base import Changes
from graphkit.stores.bolt import BoltStore
from graphkit.stores.embedded import EmbeddedStore
from graphkit.stores.journal import Entry
from graphkit.stores.preferring import Cell

if TYPE_CHECKING:
    import polars as pl
    from neo4j import ManagedTransaction

    from graphkit.loaders import Progress

SMALL = 20_000
"""So many rows go into an embedded store over Bolt, since a copy of the database would take longer."""
_BY_MINERAL = "CREATE INDEX supplies_mineral_year IF NOT EXISTS FOR ()-[r:SUPPLIES]-() ON (r.mineral, r.year)"
_BY_FACT = "CREATE INDEX supplies_fact IF NOT EXISTS FOR ()-[r:SUPPLIES]-() ON (r.fact)"
"""Neo4j fills it while other work goes on. In an embedded store a million rows go without: it would take as long as
they do, and rows are looked for by mineral and year."""


def known(store: BoltStore) -> list[Entry]:
    """Return what the journal of a store says, after undoing or finishing what an interrupted load left."""
    found = store._read(journal.entries)
    if all(entry.state == "done" for entry in found):
        return found
    with store._one_load():
        return _mended(store)


def load(store: BoltStore, parts: Sequence[tuple[Release, Read]], progress: Progress) -> Changes:
    """Put parts of releases into a store, all of them or none, and return what changed."""
    store._prepare()
    with _undertaking(store) as (before, still):
        keys = {entry.key for entry in before}
        parts = [(release, read) for release, read in parts if release.key not in keys]  # another may have been quicker
        entries = [_entry(release, read) for release, read in parts]
        _refuse_overlap(before, entries)
        winners = preferring.winners(journal.held([*before, *entries]))
        tables = [
            table for (release, read), entry in zip(parts, entries, strict=True) for columns in read.columns
            for table in shaping.tables(columns, release.series.id, entry.id, winners)
        ]  # fmt: skip
        changes = store._write(lambda tx: _announce(tx, parts, entries))
        changes.new = sum(entry.rows for entry in entries)
        _write(store, tables, [entry.id for entry in entries], _watched(progress, still))
        _finish(store, before)
    return changes


def adopt(store: BoltStore, bundle: Bundle, work: Callable[[ManagedTransaction], Changes]) -> Changes:
    """Do the work that writes a bundle in which rows came as facts, and make these like those of a load."""

    def both(tx: ManagedTransaction) -> Changes:
        changes = work(tx)
        adopting.note(tx, bundle)
        return changes

    with _undertaking(store) as (before, _):
        changes = store._write(both)
        _finish(store, before)
    return changes


def remove(store: BoltStore, series: str) -> int:
    """Take all rows of a series out of a store, with its document, and return how many they were."""
    with _undertaking(store) as (found, _):
        gone = [entry for entry in found if entry.series == series]
        store._write(lambda tx: journal.mark(tx, [entry.id for entry in gone], "writing"))
        _delete_rows(store, gone, "r.series = $series", {"series": series})
        _undo(store, found, gone)
        store._write(lambda tx: tx.run("MATCH (d:Document {id: $id}) DETACH DELETE d", {"id": series}).consume())
    return sum(entry.rows for entry in gone)


# ---------------------------------------------------------------- one at a time, and whole
@contextmanager
def _undertaking(store: BoltStore) -> Iterator[tuple[list[Entry], Callable[[], None]]]:
    """Keep other loads out and give the journal, and what tells that no other came in; what fails is undone."""
    with store._one_load() as still:
        before = _mended(store)
        if isinstance(store, EmbeddedStore):
            store.loading.touch()
        try:
            yield before, still
        except BaseException:
            store._awake()
            _mended(store)
            _ended(store)
            raise
        _ended(store)


def _ended(store: BoltStore) -> None:
    if isinstance(store, EmbeddedStore):
        store.loading.unlink(missing_ok=True)


def _mended(store: BoltStore) -> list[Entry]:
    """Undo or finish what a load left that is no more, and return what the journal says then."""
    found = store._read(journal.entries)
    broken = [entry for entry in found if entry.state == "writing"]
    if broken:
        _undo(store, found, broken)
        found = store._read(journal.entries)
    if any(entry.state == "written" for entry in found):
        _finish(store, found)
        found = store._read(journal.entries)
    return found


def _undo(store: BoltStore, found: Sequence[Entry], gone: Sequence[Entry]) -> None:
    """Take the rows of parts out of a store, and what followed from them, and then the parts out of the journal."""
    left = [entry for entry in found if entry not in gone]
    for entry in gone:
        _delete_rows(store, [entry], *adopting.of_part(entry))
    for series in sorted({entry.series for entry in gone}):
        spans = bridging.joined(entry.bridges for entry in left if entry.series == series)
        store._write(lambda tx, s=series, b=spans: bridging.write(tx, s, b))  # type: ignore[misc]
    _turn(store, found, left)
    store._write(lambda tx: journal.forget(tx, [entry.id for entry in gone]))


def _watched(progress: Progress, still: Callable[[], None]) -> Progress:
    """Return what tells of progress and makes sure that no other load has come in."""

    def told(what: str, done: int, total: int) -> None:
        still()
        progress(what, done, total)

    return told


# ---------------------------------------------------------------- what a part holds
def _entry(release: Release, read: Read) -> Entry:
    cells: set[Cell] = set()
    products: set[Cell] = set()
    for columns in read.columns:
        main, other = shaping.cells(columns)
        cells |= main
        products |= other
    series = release.series
    return Entry(
        journal.load_id(series.id, release.part), series.id, release.part, release.key, "writing", read.rows,
        frozenset(cells), frozenset(products - cells), series.published or "", bridging.spans(read.columns),
        dict(sum((Counter({c.relation: c.frame.height}) for c in read.columns), Counter())),
    )  # fmt: skip


def _refuse_overlap(before: Iterable[Entry], entries: Iterable[Entry]) -> None:
    have = {entry.id: entry for entry in before}
    for entry in entries:
        other = have.get(entry.id)
        if other is not None and other.key != entry.key:
            raise InputError(
                f"The store has another state of {entry.part} of {entry.series}, or another choice of its years and "
                f"minerals. Take that out first: graphkit remove {entry.series}"
            )
        for old in have.values():
            both = old.touched & entry.touched
            if old.id != entry.id and old.series == entry.series and both:
                cell = min(both, key=repr)
                what = " ".join(str(part) for part in cell[1:] if part is not None)
                raise InputError(
                    f"{entry.part} has rows of {what}, which {entry.series} has from {old.part} already. "
                    f"Load one of them, or take the series out first: graphkit remove {entry.series}"
                )


# ---------------------------------------------------------------- writing
def _announce(tx: ManagedTransaction, parts: Sequence[tuple[Release, Read]], entries: Sequence[Entry]) -> Changes:
    """Write the nodes, the documents and the journal; the rows follow."""
    bundle = Bundle()
    for release, read in parts:
        bundle.documents[release.series.id] = release.series
        for node in read.nodes:
            bundle.add_node(node)
        bundle.add_bare(_refs(read))
    changes = Changes(nodes=writing.write_nodes(tx, bundle), documents=arriving.write(tx, bundle.documents))
    for entry in entries:
        journal.write(tx, entry)
    return changes


def _refs(read: Read) -> list[Ref]:
    found: set[Ref] = set()
    for columns in read.columns:
        frame = columns.frame
        for end, kind in (("subject", "Country"), ("object", "Mineral")):
            kinds = [f"{end}_kind"] if f"{end}_kind" in frame.columns else []
            pairs = frame.select(end, *kinds).drop_nulls().unique().iter_rows()
            found |= {Ref(pair[1] if kinds else kind, pair[0]) for pair in pairs}
        if "mineral" in frame.columns:
            found |= {Ref("Mineral", name) for name in frame["mineral"].unique().drop_nulls().to_list()}
    return sorted(found)


def _write(store: BoltStore, tables: Sequence[tuple[str, pl.DataFrame]], loads: list[str], progress: Progress) -> None:
    """Write the rows, and that they are all there."""
    if isinstance(store, EmbeddedStore) and sum(frame.height for _, frame in tables) > SMALL:
        from graphkit.stores import embedding

        embedding.write(store, tables, loads, [_BY_MINERAL], progress)
    else:
        bulkbolt.write(store, tables, progress)
        store._write(lambda tx: journal.mark(tx, loads, "written"))


def _delete_rows(store: BoltStore, entries: Sequence[Entry], which: str, parameters: Mapping[str, Any]) -> None:
    """Delete those rows of some parts that a condition picks, a mineral and year at a time."""
    for cell in sorted({(c[0], c[1], c[3]) for entry in entries for c in entry.touched}, key=repr):
        where, at = _at(*cell)
        text, given = f"{where} AND {which} DELETE r", {**at, **parameters}
        store._write(lambda tx, t=text, g=given: tx.run(t, g).consume())  # type: ignore[misc]


def _at(relation: str, mineral: str, year: int | None) -> tuple[str, dict[str, Any]]:
    """Return the pattern of the rows of one mineral and year; no labels, or the engine does not use its index."""
    timed = "r.year = $year" if year is not None else "r.year IS NULL"
    parameters = {"mineral": mineral, "year": year}
    if relation == "SUPPLIES":
        return f"MATCH (a)-[r:{relation}]->(b) WHERE r.mineral = $mineral AND {timed}", parameters
    return f"MATCH (a)-[r:{relation}]->(b:Mineral {{id: $mineral}}) WHERE {timed}", parameters


# ---------------------------------------------------------------- what follows
def _finish(store: BoltStore, before: Sequence[Entry]) -> None:
    """Make what follows from the rows: the index, which series is preferred, who exports and imports what."""
    found = store._read(journal.entries)
    new = [entry for entry in found if entry.state != "done"]
    with store._translated(), store._driver.session(database=store._database) as session:
        for statement in [_BY_MINERAL, *([_BY_FACT] if store._is_neo4j else [])]:
            session.run(statement).consume()
    _turn(store, [entry for entry in before if entry.state == "done"], found, new)
    for series in sorted({entry.series for entry in new}):
        spans = bridging.joined(entry.bridges for entry in found if entry.series == series)
        store._write(lambda tx, s=series, b=spans: bridging.write(tx, s, b))  # type: ignore[misc]
    store._write(lambda tx: journal.mark(tx, [entry.id for entry in new], "done"))


def _turn(store: BoltStore, old: Sequence[Entry], new: Sequence[Entry], came: Sequence[Entry] = ()) -> None:
    """Mark rows anew where another series is preferred now; those that just came are marked, unless they are facts."""
    before, after = preferring.winners(journal.held(list(old))), preferring.winners(journal.held(list(new)))
    marked = {entry.series for entry in came if entry.part != adopting.PART}
    turned = [one for one in preferring.turned(before, after) if not (one[2] and one[1] in marked)]
    bare = [entry for entry in came if entry.part == adopting.PART]
    turned += [(cell, entry.series, after[cell] == entry.series) for entry in bare for cell in entry.cells]
    for (relation, mineral, stage, year), series, won in sorted(set(turned), key=repr):
        where, parameters = _at(relation, mineral, year)
        staged = "" if stage is None else " AND r.stage = $stage"
        text = f"{where}{staged} AND r.series = $series AND r.product IS NULL SET r.preferred = $won"
        parameters |= {"series": series, "won": won, "stage": stage}
        store._write(lambda tx, t=text, p=parameters: tx.run(t, p).consume())  # type: ignore[misc]
