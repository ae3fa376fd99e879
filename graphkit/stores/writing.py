"""Writing to a store, in one transaction: all of a bundle or nothing; derived edges rebuilt for what changed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.bundle import Bundle, combine, refs_of, refs_of_claim
from graphkit.derived import agreement_ref, derive
from graphkit.facts import unjoined, without
from graphkit.judging.applying import attached, settled
from graphkit.judging.judgements import Judgements
from graphkit.leading import only_leader
from graphkit.model import Fact, Instrument, Record, Ref
from graphkit.schema import schema
from graphkit.standing import Standing, close_with_forum, settle
from graphkit.stores import arriving, coding, reading
from graphkit.stores.base import Changes
from graphkit.stores.edges import BATCH, Edges, Written
from graphkit.stores.finding import NONE, citing, stored
from graphkit.support import support

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from graphkit.loaders import Progress


def load(
    tx: ManagedTransaction, bundle: Bundle, rows: Judgements = NONE, progress: Progress = lambda *_: None
) -> Changes:
    """Write a settled bundle under the judgements; facts that the store has take in the new claims."""
    changes = Changes()
    changes.nodes = write_nodes(tx, bundle, progress)
    changes.documents = arriving.write(tx, bundle.documents)
    known = stored(tx, bundle.records, rows)
    merged = settled([*known, *bundle.records], rows)
    changed = exchange(tx, known, merged, progress)
    arriving.note(tx, known, changed)
    known_marks, given = _marks(known), _marks(bundle.records)
    ids = {r.id for r in changed}
    disputed = {r.id for r in changed if settle(r).disputed}
    disputed |= {one for _, _, rivals in _leaders(tx) for one, others in rivals.items() if ids & {one, *others}}
    changes.disputed = len(disputed)
    for record in merged:
        marks = _marks([record])
        if not marks & given:
            continue
        if record.id in ids and not marks & known_marks:
            changes.new += 1
        elif marks & given - known_marks or record.id in ids:
            changes.confirmed += 1
        else:
            changes.unchanged += 1
    return changes


def remove(tx: ManagedTransaction, document: str, rows: Judgements = NONE) -> Changes:
    """Forget a document: its claims, the facts that rest on it alone, and nodes that nothing speaks of any more."""
    if not reading.documents(tx, [document]):
        return Changes()
    cited = citing(tx, [document])
    groups = [r for r in cited if isinstance(r, Instrument)]
    known = list({r.id: r for r in [*cited, *stored(tx, groups, rows)]}.values())
    pairs = [(record, without(record, document)) for record in known]
    past = [(record.id, rest) for record, rest in pairs if isinstance(rest, Instrument)]
    gone: dict[str, set[str] | None] = {r.id: None for r, rest in pairs if rest is None and isinstance(r, Instrument)}
    exchange(tx, known, settled(attached([rest for _, rest in pairs if rest is not None], gone), rows, past))
    _run(tx, "MATCH (d:Document {id: $id}) DETACH DELETE d", id=document)
    _forget_nodes(tx, document, {ref for record in cited for ref in refs_of(record)})
    _end_memberships(tx)
    return Changes(documents=1, removed=sum(without(record, document) is None for record in cited))


def _forget_nodes(tx: ManagedTransaction, document: str, touched: set[Ref]) -> None:
    """Take back what a document said of nodes; those that nothing speaks of any more go."""
    for kind in sorted(_plain_kinds()):
        described = f"MATCH (n:{kind}) WHERE n.document = $id "
        touched |= {Ref(kind, row["id"]) for row in _run(tx, f"{described} RETURN n.id AS id", id=document)}
        _run(tx, f"{described} WITH n, {{id: n.id, name: n.name}} AS bare SET n = bare", id=document)
    forget_unspoken(tx, touched)


def forget_unspoken(tx: ManagedTransaction, refs: Iterable[Ref]) -> None:
    """Delete those of the nodes that no table describes and nothing speaks of."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for ref in sorted(set(refs)):
        by_kind[ref.kind].append(ref.id)
    for kind in sorted(_plain_kinds() & by_kind.keys()):
        where = "WHERE n.id IN $ids AND n.source IS NULL AND NOT (n)--()"
        _run(tx, f"MATCH (n:{kind}) {where} DELETE n", ids=by_kind[kind])


def _plain_kinds() -> set[str]:
    return schema().kinds.keys() - {"Document", "Agreement"}


def _marks(records: Iterable[Record]) -> set[object]:
    """What tells whether a record was known: its id, or its claims where the id changes with those of an instrument."""
    out: set[object] = set()
    for record in records:
        if isinstance(record, Instrument):
            out |= {(record.kind, record.parties, unjoined(claim)) for claim in record.claims}
        elif any(end.kind == "Agreement" for end in record.ends):
            out |= {(record.relation, claim) for claim in record.claims}
        else:
            out.add(record.id)
    return out


def write_nodes(tx: ManagedTransaction, bundle: Bundle, progress: Progress = lambda *_: None) -> int:
    """Write the nodes of a bundle and return how many are new; better descriptions replace bare names."""
    known = {node.ref: node for node in reading.nodes(tx, bundle.nodes)}
    by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for ref, node in sorted(bundle.nodes.items()):
        have = known.get(ref)
        merged = node if have is None else combine(have, node)
        if merged != have:
            by_kind[ref.kind].append(coding.node_properties(merged))
    written = _counter("nodes written", sum(map(len, by_kind.values())), progress)
    for kind, rows in by_kind.items():
        _in_batches(tx, f"UNWIND $rows AS row MERGE (n:{kind} {{id: row.id}}) SET n = row", rows, written)
    return len(bundle.nodes.keys() - known.keys())


def exchange(
    tx: ManagedTransaction,
    known: Sequence[Record],
    merged: Sequence[Record],
    progress: Progress = lambda *_: None,
) -> list[Record]:
    """Make the store hold `merged` in place of `known`, writing only what differs; return what was written."""
    before = {r.id: r for r in known}
    after = {r.id: r for r in merged}
    changed = [r for r in merged if before.get(r.id) != r]
    gone = [r for r in known if r.id not in after]
    rebuilt = {Ref("Agreement", r.id) for r in changed if isinstance(r, Instrument)}
    # A changed instrument is written anew, which takes the facts at it along.
    at_them = [r for r in merged if isinstance(r, Fact) and before.get(r.id) == r and rebuilt & set(r.ends)]
    _delete(tx, [*gone, *(before[r.id] for r in [*changed, *at_them] if r.id in before)])
    _write(tx, [*changed, *at_them], progress)
    return changed


def _write(tx: ManagedTransaction, records: Sequence[Record], progress: Progress) -> None:
    cited = reading.documents(tx, {c.document for r in records for c in r.claims})
    ended = reading.ended_forums(tx.run)
    properties: dict[str, dict[str, Any]] = {}
    for record in records:
        standing = _standing(record, ended)
        properties[record.id] = coding.record_properties(record, standing, support(record.claims, cited))
    _write_records(tx, records, properties, _counter("facts written", len(records), progress))
    _write_derived(tx, records, properties, ended)
    write_mentions(tx, records)
    _mark_leaders(tx)
    _end_memberships(tx)


def _counter(what: str, total: int, progress: Progress) -> Written:
    """Return what tells `progress` how many of `total` have been written, batch by batch."""
    done = 0

    def written(number: int) -> None:
        nonlocal done
        done += number
        progress(what, done, total)

    return written


def _standing(record: Record, ended: Mapping[Ref, dt.date]) -> Standing:
    standing = settle(record)
    return close_with_forum(record, standing, ended.get(record.ends[-1]))


def _write_records(
    tx: ManagedTransaction,
    records: Sequence[Record],
    properties: Mapping[str, dict[str, Any]],
    written: Written,
) -> None:
    edges = Edges()
    agreements: list[dict[str, Any]] = []
    for record in records:
        if isinstance(record, Fact):
            edges.add(record.relation, record.subject, record.object, properties[record.id])
        else:
            agreements.append(properties[record.id])
    _in_batches(tx, "UNWIND $rows AS row CREATE (a:Agreement) SET a = row", agreements, written)
    edges.write(tx, written)


def _write_derived(
    tx: ManagedTransaction,
    records: Sequence[Record],
    properties: Mapping[str, dict[str, Any]],
    ended: Mapping[Ref, dt.date],
) -> None:
    edges = Edges()
    for record in records:
        parent = properties[record.id]
        for edge in derive(record, _standing(record, ended)):
            row = coding.derived_properties(edge, record.id, parent)
            edges.add(edge.relation, edge.subject, edge.object, row)
    edges.write(tx)


def write_mentions(tx: ManagedTransaction, records: Sequence[Record]) -> None:
    """Note which documents speak of which nodes."""
    pairs: dict[tuple[str, str], set[Ref]] = defaultdict(set)
    for record in records:
        own = [agreement_ref(record)] if isinstance(record, Instrument) else []
        for claim in record.claims:
            spoken = [ref for ref in refs_of_claim(record, claim) if ref.kind != "Agreement"]
            for ref in own + spoken:
                pairs[(claim.document, ref.kind)].add(ref)
    by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for (document, kind), mentioned in sorted(pairs.items()):
        by_kind[kind].append({"document": document, "ids": [ref.id for ref in sorted(mentioned)]})
    for kind, rows in by_kind.items():
        text = (
            "UNWIND $rows AS row MATCH (d:Document {id: row.document}) UNWIND row.ids AS id "
            f"MATCH (n:{kind} {{id: id}}) MERGE (d)-[:MENTIONS]->(n)"
        )
        _in_batches(tx, text, rows)


def _delete(tx: ManagedTransaction, records: Sequence[Record]) -> None:
    by_relation: dict[str, list[str]] = defaultdict(list)
    for record in records:
        if isinstance(record, Fact):
            by_relation[record.relation].append(record.id)
        standing = settle(record)
        for relation in sorted({edge.relation for edge in derive(record, standing)}):
            by_relation[relation].append(record.id)
    for relation, ids in sorted(by_relation.items()):
        rows = [{"id": identity} for identity in ids]
        _in_batches(tx, f"UNWIND $rows AS row MATCH ()-[r:{relation} {{fact: row.id}}]->() DELETE r", rows)
    agreements = [{"id": r.id} for r in records if isinstance(r, Instrument)]
    _in_batches(tx, "UNWIND $rows AS row MATCH (a:Agreement {id: row.id}) DETACH DELETE a", agreements)


def _end_memberships(tx: ManagedTransaction) -> None:
    """End the memberships of a forum that ended, also those loaded before the store knew of its end, or forgot it."""
    ended = reading.ended_forums(tx.run)
    rows = [
        {"id": fact.id, "day": _standing(fact, ended).valid_to}
        for fact in reading.facts_where(tx, "MEMBER_OF", "WHERE b.ended IS NOT NULL OR r.valid_to IS NOT NULL")
    ]
    _in_batches(tx, "UNWIND $rows AS row MATCH ()-[r:MEMBER_OF {fact: row.id}]->() SET r.valid_to = row.day", rows)


def _leaders(tx: ManagedTransaction) -> Iterator[tuple[str, list[Fact], dict[str, tuple[str, ...]]]]:
    """Yield each relation of which only one fact can stand at a time, its facts, and the ids that clash with others."""
    for name, relation in schema().relations.items():
        if relation.one_per:
            facts = list(reading.facts_where(tx, name, ""))
            yield name, facts, only_leader(facts)


def _mark_leaders(tx: ManagedTransaction) -> None:
    """Mark facts of which only one can stand at a time, where more than one is claimed."""
    for name, facts, rivals in _leaders(tx):
        rows = []
        for fact in facts:
            disputed = sorted({*settle(fact).disputed, *(["subject"] if fact.id in rivals else [])})
            rows.append({"id": fact.id, "disputed": bool(disputed), "on": disputed or None})
        text = f"MATCH ()-[r:{name} {{fact: row.id}}]->() SET r.disputed = row.disputed, r.disputed_on = row.on"
        _in_batches(tx, f"UNWIND $rows AS row {text}", rows)


def _in_batches(
    tx: ManagedTransaction, text: str, rows: Sequence[dict[str, Any]], written: Written = lambda number: None
) -> None:
    for start in range(0, len(rows), BATCH):
        batch = list(rows[start : start + BATCH])
        tx.run(text, {"rows": batch}).consume()
        written(len(batch))


def _run(tx: ManagedTransaction, text: str, **parameters: Any) -> list[dict[str, Any]]:
    return [record.data() for record in tx.run(text, parameters)]
