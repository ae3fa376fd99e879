"""Finding in a store what a change touches: facts by id, instruments that could be one, what cites a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graphkit.judging.applying import judged, resolve, unsettled
from graphkit.judging.judgements import Judgements
from graphkit.judging.said import QUALIFIERS, moved
from graphkit.model import Fact, Instrument, Record, Ref
from graphkit.schema import schema
from graphkit.stores import coding, reading

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

NONE = Judgements()


def stored(tx: ManagedTransaction, records: Iterable[Record], rows: Judgements = NONE) -> list[Record]:
    """Return what the store has of these facts, all instruments that could be one of these, and the facts at them."""
    ids: dict[str, list[str]] = defaultdict(list)
    groups: set[str] = set()
    for record in records:
        if isinstance(record, Instrument):
            kinds = schema().instruments["kinds"] if rows.fulfilled else [record.kind]
            groups |= {coding.group_key(replace(record, kind=kind)) for kind in kinds}
        else:
            ids[record.relation].append(record.id)
    found: list[Record] = []
    for relation, wanted in sorted(ids.items()):
        found += reading.facts_where(tx, relation, "WHERE r.fact IN $ids", ids=wanted)
    instruments = list(reading.instruments_where(tx, "WHERE a.group IN $groups", groups=sorted(groups)))
    found += [*instruments, *facts_at(tx, [i.id for i in instruments])]
    return list({record.id: record for record in found}.values())


def facts_at(tx: ManagedTransaction, agreements: Sequence[str]) -> list[Fact]:
    """Return the facts that stand at these instruments."""
    found: list[Fact] = []
    for name, relation in schema().relations.items():
        if agreements and not relation.derived and relation.sources == {"Agreement"}:
            where = "WHERE a.id IN $ids OR (b.id IN $ids AND 'Agreement' IN labels(b))"
            found += reading.facts_where(tx, name, where, ids=list(agreements))
    return found


def citing(tx: ManagedTransaction, documents: Iterable[str]) -> list[Record]:
    """Return all records with a claim from one of these documents."""
    ids = sorted(documents)
    found: list[Record] = []
    for name, relation in schema().relations.items():
        if not relation.derived:
            found += reading.facts_where(tx, name, "WHERE any(d IN r.documents WHERE d IN $ids)", ids=ids)
    return [*found, *reading.instruments_where(tx, "WHERE any(d IN a.documents WHERE d IN $ids)", ids=ids)]


def judged_otherwise(tx: ManagedTransaction, before: Judgements, after: Judgements) -> list[Record]:
    """Return what the store has that the two sets of judgements treat differently."""
    refs = {ref for ref in {*before.same, *after.same} if before.same.get(ref) != after.same.get(ref)}
    found: list[Record] = list(_at(tx, refs)) if refs else []
    if wrong := after.wrong - before.wrong:
        found += [r for r in _perhaps(tx, wrong) if _has_wrong(r, before, after)]
    pairs = ({*before.joined} ^ {*after.joined}) | ({*before.fulfilled} ^ {*after.fulfilled})
    if pairs:
        instruments = list(reading.instruments_where(tx, ""))
        named = [resolve(identity, instruments) for pair in sorted(pairs) for identity in pair]
        found += [instrument for instrument in named if instrument is not None]
    return list({record.id: record for record in found}.values())


def _at(tx: ManagedTransaction, refs: set[Ref]) -> Iterator[Record]:
    """Yield the records that name one of the nodes, or named it before a judgement."""
    goods = " OR ".join(f"r.{name} IN $ids" for name in sorted(QUALIFIERS))
    where = (
        "WHERE [labels(a)[0], a.id] IN $ends OR [labels(b)[0], b.id] IN $ends "
        "OR any(t IN coalesce(r.topics, []) WHERE t IN $ids) "
        "OR any(s IN coalesce(r.said, []) WHERE split(s, ' ')[1] IN $refs)"
    )
    named: dict[str, Any] = {"ids": sorted(r.id for r in refs), "refs": sorted(map(str, refs))}
    for name, relation in schema().relations.items():
        if not relation.derived:
            text = f"{where} OR {goods}"
            yield from reading.facts_where(tx, name, text, ends=[[r.kind, r.id] for r in sorted(refs)], **named)
    where = (
        "WHERE any(p IN a.parties WHERE p IN $refs) OR any(t IN coalesce(a.topics, []) WHERE t IN $ids) "
        "OR any(s IN coalesce(a.said, []) WHERE split(s, ' ')[1] IN $refs)"
    )
    yield from reading.instruments_where(tx, where, **named)


def _perhaps(tx: ManagedTransaction, ids: Iterable[str]) -> Iterator[Record]:
    """Yield the facts with one of the ids, those that may have had it before a judgement, and all instruments."""
    for name, relation in schema().relations.items():
        if not relation.derived:
            yield from reading.facts_where(tx, name, "WHERE r.fact IN $ids OR r.said IS NOT NULL", ids=sorted(ids))
    yield from reading.instruments_where(tx, "")


def _has_wrong(record: Record, before: Judgements, after: Judgements) -> bool:
    return any(judged(raw, after) != moved(raw, after.same) for raw in unsettled(record, [before, after]))
