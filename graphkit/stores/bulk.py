"""Bulk loads: rows of a data set from columns into a store, journalled: one that is killed is undone or finished.

Into an embedded store they go through the engine's batch API, on a copy of the database that takes its place when it is
whole. To a server they travel grouped by pair, 20,000 rows a transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.bundle import Bundle
from graphkit.datasets.releases import Read, Release
from graphkit.errors import InputError
from graphkit.model import Fact, Ref
from graphkit.stores import arriving, bridging, journal, preferring, shaping, writing
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
_MANY = 50_000
"""From so many rows on, Neo4j's indexes are made anew and not kept up."""
_ENDS = ("subject_kind", "subject", "object_kind", "object")


def known(store: BoltStore) -> list[Entry]:
    """Return what the journal of a store says, after undoing or finishing what an interrupted load left."""
    found = store._read(journal.entries)
    broken = [entry for entry in found if entry.state == "writing"]
    if broken:
        for entry in broken:
            _delete_rows(store, entry)
        store._write(lambda tx: journal.forget(tx, [entry.id for entry in broken]))
        found = store._read(journal.entries)
    if any(entry.state == "written" for entry in found):
        _finish(store, found)
        found = store._read(journal.entries)
    return found


def load(store: BoltStore, parts: Sequence[tuple[Release, Read]], progress: Progress) -> Changes:
    """Put parts of releases into a store, all of them or none, and return what changed."""
    store._prepare()
    before = known(store)
    entries = [_entry(release, read) for release, read in parts]
    _refuse_overlap(before, entries)
    winners = preferring.winners(journal.held([*before, *entries]))
    tables = [
        table for (release, read), entry in zip(parts, entries, strict=True) for columns in read.columns
        for table in shaping.tables(columns, release.series.id, entry.id, winners)
    ]  # fmt: skip
    if isinstance(store, EmbeddedStore):
        store.loading.touch()
    changes = store._write(lambda tx: _announce(tx, parts, entries))
    changes.new = sum(entry.rows for entry in entries)
    try:
        if isinstance(store, EmbeddedStore) and changes.new > SMALL:
            from graphkit.stores import embedding

            embedding.write(store, tables, [entry.id for entry in entries], [_BY_MINERAL], progress)
        else:
            _over_bolt(store, tables, progress)
            store._write(lambda tx: journal.mark(tx, [entry.id for entry in entries], "written"))
    except BaseException:
        store._awake()
        known(store)  # undoes it
        _ended(store)
        raise
    _finish(store, before)
    _ended(store)
    return changes


def _ended(store: BoltStore) -> None:
    if isinstance(store, EmbeddedStore):
        store.loading.unlink(missing_ok=True)


def adopt(store: BoltStore, bundle: Bundle) -> None:
    """Write down rows that came as facts, from a facts file or another store, so that they are like those of a load."""
    before = known(store)
    have = {entry.series for entry in before}
    entries = []
    for series in sorted({str(fact.get("series")) for fact in _row_facts(bundle)} - have):
        facts = [fact for fact in _row_facts(bundle) if fact.get("series") == series]
        document = bundle.documents.get(series)
        main, other = shaping.cells_of(facts)
        entries.append(
            Entry(
                journal.load_id(series, "facts"), series, "facts", "", "written", len(facts), main, other - main,
                (document.published if document else None) or "", shaping.spans_of(facts),
                dict(Counter(fact.relation for fact in facts)),
            )
        )  # fmt: skip
    store._write(lambda tx: journal.write_all(tx, entries))
    if entries:
        _finish(store, before, fresh=False)


def _row_facts(bundle: Bundle) -> list[Fact]:
    return [record for record in bundle.records if isinstance(record, Fact) and record.is_row]


def remove(store: BoltStore, series: str) -> int:
    """Take all rows of a series out of a store, with its document, and return how many they were."""
    found = known(store)
    gone = [entry for entry in found if entry.series == series]
    left = [entry for entry in found if entry.series != series]
    store._write(lambda tx: journal.mark(tx, [entry.id for entry in gone], "writing"))
    for entry in gone:
        _delete_rows(store, entry)
    store._write(lambda tx: bridging.forget(tx, series))
    store._write(lambda tx: journal.forget(tx, [entry.id for entry in gone]))
    store._write(lambda tx: tx.run("MATCH (d:Document {id: $id}) DETACH DELETE d", {"id": series}).consume())
    _turn(store, found, left)
    return sum(entry.rows for entry in gone)


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


def _over_bolt(store: BoltStore, tables: Sequence[tuple[str, pl.DataFrame]], progress: Progress) -> None:
    """Write rows grouped by pair, so many a transaction."""
    total, done = sum(frame.height for _, frame in tables), 0
    if store._is_neo4j and total >= _MANY:
        with store._translated(), store._driver.session(database=store._database) as session:
            for name in ("supplies_mineral_year", "supplies_fact"):
                session.run(f"DROP INDEX {name} IF EXISTS").consume()
    for relation, frame in tables:
        names = [name for name in frame.columns if name not in _ENDS]
        same = [name for name in names if frame[name].n_unique() == 1]
        own = [name for name in names if name not in same]
        sets = [f"`{name}`: $same.`{name}`" for name in same] + [f"`{n}`: r[{i}]" for i, n in enumerate(own)]
        text = (
            f"UNWIND $pairs AS pair MATCH (a:{frame['subject_kind'][0]} {{id: pair[0]}}), "
            f"(b:{frame['object_kind'][0]} {{id: pair[1]}}) UNWIND pair[2] AS r "
            f"CREATE (a)-[e:{relation} {{{', '.join(sets)}}}]->(b) RETURN count(e) AS number"
        )
        fixed = {name: frame[name][0] for name in same}
        for piece in frame.sort("subject", "object", maintain_order=True).iter_slices(SMALL):
            pairs = _pairs(piece, own)
            store._write(lambda tx, t=text, p=pairs, n=piece.height, f=fixed: _create(tx, t, p, f, n))  # type: ignore[misc]
            done += piece.height
            progress("rows written", done, total)


def _create(tx: ManagedTransaction, text: str, pairs: list[Any], same: dict[str, Any], wanted: int) -> None:
    record = tx.run(text, {"pairs": pairs, "same": same}).single(strict=True)
    if record["number"] != wanted:
        raise InputError(f"{wanted - record['number']} rows end at a country or mineral that the store does not have.")


def _pairs(frame: pl.DataFrame, own: Sequence[str]) -> list[Any]:
    grouped = frame.group_by("subject", "object", maintain_order=True).agg(own)
    if not own:
        counts = frame.group_by("subject", "object", maintain_order=True).len()
        return [[a, b, [[]] * number] for a, b, number in counts.iter_rows()]
    return [[row[0], row[1], list(zip(*row[2:], strict=True))] for row in grouped.iter_rows()]


def _delete_rows(store: BoltStore, entry: Entry) -> None:
    """Delete the rows of a part, a mineral and year at a time."""
    for cell in sorted({(c[0], c[1], c[3]) for c in entry.touched}, key=repr):
        where, parameters = _at(*cell)
        text = f"{where} AND r.load = $load DELETE r"
        store._write(lambda tx, t=text, p=parameters: tx.run(t, {**p, "load": entry.id}).consume())  # type: ignore[misc]


def _at(relation: str, mineral: str, year: int | None) -> tuple[str, dict[str, Any]]:
    """Return the pattern of the rows of one mineral and year; no labels, or the engine does not use its index."""
    timed = "r.year = $year" if year is not None else "r.year IS NULL"
    parameters = {"mineral": mineral, "year": year}
    if relation == "SUPPLIES":
        return f"MATCH (a)-[r:{relation}]->(b) WHERE r.mineral = $mineral AND {timed}", parameters
    return f"MATCH (a)-[r:{relation}]->(b:Mineral {{id: $mineral}}) WHERE {timed}", parameters


# ---------------------------------------------------------------- what follows
def _finish(store: BoltStore, before: Sequence[Entry], fresh: bool = True) -> None:
    """Make what follows from the rows: the index, which series is preferred, who exports and imports what."""
    found = store._read(journal.entries)
    new = [entry for entry in found if entry.state != "done"]
    with store._translated(), store._driver.session(database=store._database) as session:
        for statement in [_BY_MINERAL, *([_BY_FACT] if store._is_neo4j else [])]:
            session.run(statement).consume()
    done = [entry for entry in before if entry.state == "done"]
    _turn(store, done, found, frozenset(entry.series for entry in new if fresh))
    for series in sorted({entry.series for entry in new}):
        spans = bridging.joined(entry.bridges for entry in found if entry.series == series)
        store._write(lambda tx, s=series, b=spans: bridging.write(tx, s, b))  # type: ignore[misc]
    store._write(lambda tx: journal.mark(tx, [entry.id for entry in new], "done"))


def _turn(store: BoltStore, old: Sequence[Entry], new: Sequence[Entry], fresh: frozenset[str] = frozenset()) -> None:
    """Mark rows anew where another series is preferred now; the rows of `fresh` series came marked."""
    before, after = preferring.winners(journal.held(list(old))), preferring.winners(journal.held(list(new)))
    for (relation, mineral, stage, year), series, won in preferring.turned(before, after):
        if series in fresh and won:
            continue
        where, parameters = _at(relation, mineral, year)
        staged = "" if stage is None else " AND r.stage = $stage"
        text = f"{where}{staged} AND r.series = $series AND r.product IS NULL SET r.preferred = $won"
        parameters |= {"series": series, "won": won, "stage": stage}
        store._write(lambda tx, t=text, p=parameters: tx.run(t, p).consume())  # type: ignore[misc]
