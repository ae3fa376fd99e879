"""Reading back from a store, inside one transaction: facts, instruments, nodes, documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from graphkit import dates, selecting
from graphkit.bundle import Bundle, refs_of
from graphkit.collecting import paused
from graphkit.model import Document, Fact, Instrument, Node, Record, Ref
from graphkit.schema import schema
from graphkit.stores import conditions
from graphkit.stores.base import Selection
from graphkit.stores.coding import document_from, fact_from, instrument_from, node_from

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from graphkit.loaders import Progress


@paused()
def bundle(tx: ManagedTransaction, selection: Selection, progress: Progress = lambda *_: None) -> Bundle:
    """Return the facts asked for, with the nodes they stand on and the documents they cite."""
    records: list[Record] = [*_facts(tx, selection, progress), *_instruments(tx, selection)]
    everything = selection == Selection()
    if not everything:
        ended = selecting.endings(nodes(tx, _forums(records)))
        records = [record for record in records if selecting.fits(record, selection, ended)]
    if selection.bare:
        return Bundle(records=sorted(records, key=lambda r: (isinstance(r, Instrument), r.id)))
    refs = None if everything else {ref for record in records for ref in refs_of(record)}
    ids = None if everything else {claim.document for record in records for claim in record.claims}
    return Bundle(
        documents(tx, ids),
        {node.ref: node for node in nodes(tx, refs)},
        sorted(records, key=lambda r: (isinstance(r, Instrument), r.id)),
    )


def _forums(records: Iterable[Record]) -> set[Ref]:
    return {ref for record in records for ref in record.ends if ref.kind == "Forum"}


def nodes(tx: ManagedTransaction, refs: Iterable[Ref] | None = None) -> Iterator[Node]:
    """Yield the nodes asked for, or all; Agreements and Documents are records of their own and not among them."""
    by_kind: dict[str, list[str] | None] = {}
    if refs is None:
        by_kind = dict.fromkeys(k for k in schema().kinds if k not in ("Agreement", "Document"))
    else:
        for ref in sorted(ref for ref in refs if ref.kind not in ("Agreement", "Document")):
            ids = by_kind.setdefault(ref.kind, [])
            if ids is not None:
                ids.append(ref.id)
    for kind, wanted in by_kind.items():
        match = f"MATCH (n:{kind})" if wanted is None else _each(kind, "n")
        for row in _run(tx, f"{match} RETURN properties(n) AS p ORDER BY n.id", ids=wanted):
            yield node_from(kind, row["p"])


def documents(tx: ManagedTransaction, ids: Iterable[str] | None = None) -> dict[str, Document]:
    """Return the documents asked for, or all, by id."""
    match = "MATCH (d:Document)" if ids is None else _each("Document", "d")
    text = f"{match} RETURN properties(d) AS p ORDER BY d.id"
    found = [document_from(row["p"]) for row in _run(tx, text, ids=None if ids is None else sorted(set(ids)))]
    return {document.id: document for document in found}


def ended_forums(ask: Callable[[str], Iterable[Iterable[Any]]]) -> dict[Ref, dt.date]:
    """Return the last days of the forums that ended, as what asks a store in Cypher and gives rows finds them."""
    found = ask("MATCH (f:Forum) WHERE f.ended IS NOT NULL RETURN f.id, f.ended")
    return {Ref("Forum", identity): dates.last_day(ended) for identity, ended in found}


def _each(kind: str, name: str) -> str:
    """Return what finds the nodes of $ids by the index; with `IN $ids` the embedded engine looks at all of the kind."""
    return f"UNWIND $ids AS id MATCH ({name}:{kind} {{id: id}})"


TOLD = "r.disputed IN [true, false]"
"""What sources tell, without the rows of data sets: these lack the property, so that an index finds the others."""


def facts_where(
    tx: ManagedTransaction,
    relation: str,
    where: str,
    came: Callable[[int], None] = lambda number: None,
    **parameters: Any,
) -> Iterator[Fact]:
    """Yield the facts of one relation that a WHERE clause over (a)-[r]->(b) picks, by id; `came` is told how many."""
    kinds = schema().relations[relation].targets
    # One row for each start, its facts in lists without names: server and driver take half the time of a row a fact.
    names = _kept(relation)
    kind = "labels(b)[0]" if len(kinds) > 1 else "null"
    text = (
        f"{_match(relation, where)} RETURN labels(a)[0] AS ak, a.id AS ai, "
        f"collect([{kind}, b.id, {_of_edge(names)}]) AS facts"
    )
    found: list[Fact] = []
    only = min(kinds)
    for row in _rows(tx, text, parameters):
        start = Ref(row["ak"], row["ai"])
        came(len(row["facts"]))
        for end, identity, *values in row["facts"]:
            found.append(fact_from(relation, start, Ref(end or only, identity), _given(names, values)))
    yield from sorted(found, key=lambda fact: fact.id)


def _match(relation: str, where: str) -> str:
    """Return MATCH (a)-[r]->(b) with its WHERE as the embedded engine finds these facts soonest.

    It searches from where a pattern begins, and from all nodes, or all countries, it goes through all rows of trade. So
    it begins at the end whose kind is one and no country; where both may be countries an index finds what is told, if
    no other does, and only where the ends have no kind.
    """
    of = schema().relations[relation]
    if "r.fact" not in where and TOLD not in where:
        if len(of.targets) == 1 and "Country" not in of.targets:
            return f"MATCH (b:{min(of.targets)})<-[r:{relation}]-(a) {where}"
        if len(of.sources) == 1 and "Country" not in of.sources:
            return f"MATCH (a:{min(of.sources)})-[r:{relation}]->(b) {where}"
        if relation in schema().among_countries and relation not in schema().of_rows:
            where = f"WHERE {TOLD} AND ({where.removeprefix('WHERE ')})" if where else f"WHERE {TOLD}"
    return f"MATCH (a)-[r:{relation}]->(b) {where}"


def _given(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}


def _of_edge(names: Iterable[str]) -> str:
    return ", ".join(f"r.{name}" for name in names)


def _kept(*relations: str) -> list[str]:
    """Return the properties that facts of these relations are read back from."""
    names = {"evidence"}
    for relation in (schema().relations[name] for name in relations):
        rows = "series" in relation.identity  # a row of a data set has no evidence: its figures are properties
        names.update(relation.identity, (*relation.attributes, "status") if rows else ())
    return sorted(names)


def instruments_where(
    tx: ManagedTransaction, where: str, match: str = "MATCH (a:Agreement)", **parameters: Any
) -> Iterator[Instrument]:
    """Yield the instruments that a WHERE clause over a, an Agreement, picks, sorted by id."""
    text = f"{match} {where} RETURN a {{.kind, .parties, .evidence}} AS p ORDER BY a.id"
    for row in _run(tx, text, **parameters):
        yield instrument_from(row["p"])


def _facts(tx: ManagedTransaction, selection: Selection, progress: Progress) -> Iterator[Fact]:
    wanted = selecting.sources(selection.relations)
    relations = [n for n, r in schema().relations.items() if not r.derived and (not wanted or n in wanted)]
    found: dict[str, Fact] = {}
    apart = selection.told or (
        selection.facts and not any("/" in fact for fact in selection.facts)
    )  # as in ids of rows
    if apart and _run(tx, "MATCH (l:Load) RETURN l.id LIMIT 1"):  # else all is found as what has no rows is
        of_rows = [name for name in relations if name in schema().of_rows]
        relations = [name for name in relations if name not in of_rows]
        found = {fact.id: fact for name in of_rows for fact in _told(tx, name, selection)}
    if selection.around:
        found |= {fact.id: fact for fact in _facts_around(tx, relations, selection, selection.around)}
    if selection.topics:
        at = [name for name in relations if schema().relations[name].targets & schema().topics]
        found |= {fact.id: fact for fact in _facts_around(tx, at, selection, selection.topics - selection.around)}
    if selection.topics or not selection.around:
        came = _counter(progress)
        for name in relations:
            condition = conditions.of_relation(name, selection)
            if condition is not None:
                where, parameters = condition
                found |= {fact.id: fact for fact in facts_where(tx, name, where, came, **parameters)}
    yield from found.values()


def _counter(progress: Progress) -> Callable[[int], None]:
    """Return what tells `progress` how many facts have come in; how many there are is not known before."""
    done = 0

    def came(number: int) -> None:
        nonlocal done
        done += number
        progress("facts read", done, 0)

    return came


def _told(tx: ManagedTransaction, name: str, selection: Selection) -> Iterator[Fact]:
    """Yield what sources tell of a relation that rows of data sets have too, so that no row is looked at."""
    clauses, parameters = conditions.limits("r", selection)
    relation, refs = schema().relations[name], selection.around | selection.topics
    if refs:
        parameters["near"] = sorted(ref.id for ref in refs)
        goods = [f"r.{good} IN $near" for good in ("mineral", "commodity") if good in relation.identity]
        if "topics" in relation.attributes:
            goods.append("any(t IN r.topics WHERE t IN $near)")
        clauses.append(" OR ".join(["a.id IN $near", "b.id IN $near", *goods]))
    if selection.facts:
        clauses.append("r.fact IN $facts")
    yield from facts_where(tx, name, conditions.where([TOLD, *clauses]), **parameters)


def _facts_around(
    tx: ManagedTransaction, relations: list[str], selection: Selection, refs: Iterable[Ref]
) -> Iterator[Fact]:
    """Yield the facts at some nodes, found from the nodes and not by looking at every fact."""
    clauses, parameters = conditions.limits("r", selection)
    if selection.facts:
        clauses.append("r.fact IN $facts")
    if selection.kinds:
        clauses.append("labels(n)[0] IN $kinds AND labels(m)[0] IN $kinds")
    around = sorted(refs)
    for kind in sorted({ref.kind for ref in around}):
        ends = schema().relations
        own = [n for n in relations if kind in ends[n].sources | ends[n].targets]
        if not own:
            continue
        names = _kept(*own)
        text = (
            f"{_each(kind, 'n')}-[r:{'|'.join(own)}]-(m) {conditions.where(clauses)} "
            "RETURN type(r) AS relation, n.id AS ni, labels(m)[0] AS mk, m.id AS mi, "
            "[labels(startNode(r))[0], startNode(r).id] = [labels(n)[0], n.id] AS out, "
            f"[{_of_edge(names)}] AS p"
        )
        ids = [ref.id for ref in around if ref.kind == kind]
        for row in _run(tx, text, ids=ids, **parameters):
            ends_of = Ref(kind, row["ni"]), Ref(row["mk"], row["mi"])
            subject, to = ends_of if row["out"] else ends_of[::-1]
            yield fact_from(row["relation"], subject, to, _given(names, row["p"]))


def _instruments(tx: ManagedTransaction, selection: Selection) -> Iterator[Instrument]:
    kinds = selecting.instrument_kinds(selection.relations)
    if not kinds:
        return
    clauses, parameters = conditions.limits("a", selection)
    if len(kinds) < len(schema().instruments["kinds"]):
        clauses.append("a.kind IN $instruments")
        parameters["instruments"] = list(kinds)
    if selection.kinds:
        clauses.append("all(p IN a.parties WHERE split(p, '/')[0] IN $kinds)")
    if selection.facts:
        clauses.append("a.id IN $facts")
    if not selection.around and not selection.topics:
        yield from instruments_where(tx, conditions.where(clauses), **parameters)
        return
    found: dict[str, Instrument] = {}
    for relation, refs in (("PARTY_TO", selection.around), ("COVERS", selection.topics)):
        for kind in sorted({ref.kind for ref in refs}):
            ids = sorted(ref.id for ref in refs if ref.kind == kind)
            match = f"{_each(kind, 'n')}-[:{relation}]-(a:Agreement) WITH DISTINCT a"
            some = instruments_where(tx, conditions.where(clauses), match, ids=ids, **parameters)
            found.update((instrument.id, instrument) for instrument in some)
    yield from found.values()


def _run(tx: ManagedTransaction, text: str, **parameters: Any) -> list[dict[str, Any]]:
    return list(_rows(tx, text, parameters))


def _rows(tx: ManagedTransaction, text: str, parameters: dict[str, Any]) -> Iterator[dict[str, Any]]:
    result = tx.run(text, parameters)
    keys = result.keys()
    for record in result:
        yield dict(zip(keys, record, strict=True))  # plain values: no need to look into them
