"""Judgements applied to a store that already holds facts, and taken back, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.bundle import Bundle, refs_of, refs_of_claim
from graphkit.derived import agreement_ref
from graphkit.judging.applying import attached, judged, lost_of, prepared, settled, unsettled
from graphkit.model import Claim, Instrument, Record, Ref
from graphkit.stores import finding, reading, writing
from graphkit.stores.base import Changes, Selection, Verdict

if TYPE_CHECKING:
    from neo4j import ManagedTransaction


def judge(tx: ManagedTransaction, verdict: Verdict) -> Changes:
    """Make the store hold what it would hold, had the judgements after been there when its facts were loaded."""
    if verdict.before is None:
        known: list[Record] = reading.bundle(tx, Selection()).records
    else:
        known = finding.judged_otherwise(tx, verdict.before, verdict.after)
        known += finding.stored(tx, [judged(r, verdict.before) or r for r in verdict.drop], verdict.before)
    known, raw = _with_neighbours(tx, known, verdict)
    pairs = [(identity, _judged(r, verdict)) for identity, r in raw]
    past = [(identity, r) for identity, r in pairs if isinstance(r, Instrument)]
    parts: dict[str, list[Record | None]] = {r.id: [] for r in known if isinstance(r, Instrument)}
    for identity, r in pairs:
        if identity in parts:
            parts[identity].append(r)
    lost = lost_of((r, parts[r.id]) for r in known if r.id in parts)
    left = attached([r for _, r in pairs if r is not None], lost)
    merged = settled(left, verdict.after, past)
    _add_missing(tx, {ref for record in merged for ref in refs_of(record)})
    changed = writing.exchange(tx, known, merged)
    _mention_again(tx, known)
    added = writing.load(tx, prepared(verdict.add, verdict.after).settled(), verdict.after)
    writing.forget_unspoken(tx, {ref for record in known for ref in refs_of(record)})
    return replace(added, confirmed=added.confirmed + len(changed), removed=len(known) - len(left))


def _add_missing(tx: ManagedTransaction, refs: set[Ref]) -> None:
    """Make the nodes that judgements name and the store does not have, as a load makes them."""
    known = {node.ref for node in reading.nodes(tx, refs)}
    bare = Bundle()
    bare.add_bare(sorted(ref for ref in refs - known if ref.kind not in ("Agreement", "Document")))
    writing.write_nodes(tx, bare)


def _with_neighbours(
    tx: ManagedTransaction, known: list[Record], verdict: Verdict
) -> tuple[list[Record], list[tuple[str, Record]]]:
    """Return the records with all that they may merge with, and each as its sources say it, with the id that it had."""
    rows = None if verdict.before is None else [verdict.before, verdict.after]
    held = {r.id: r for r in known}
    raw: list[tuple[str, Record]] = []
    new: Sequence[Record] = list(held.values())
    while new:
        back = [(r.id, one) for r in new for one in unsettled(r, rows)]
        raw += back
        # instruments whose facts or fellows are not yet known, and what the records will be
        targets = [judged(r, verdict.after) for _, r in back]
        near = finding.stored(tx, [*(r for r in new), *(r for r in targets if r is not None)], verdict.after)
        new = [r for r in near if r.id not in held]
        held |= {r.id: r for r in new}
    return list(held.values()), raw


def _judged(record: Record, verdict: Verdict) -> Record | None:
    """Return the record under the new judgements, without the claims that are to go."""
    gone: set[Claim] = set()
    for other in verdict.drop:
        if _same_thing(record, other):
            gone |= set(other.claims)
    claims = tuple(c for c in record.claims if c not in gone)
    return judged(replace(record, claims=claims), verdict.after) if claims else None


def _same_thing(one: Record, other: Record) -> bool:
    if isinstance(one, Instrument) or isinstance(other, Instrument):
        return type(one) is type(other) and one.ends == other.ends
    return one.id == other.id


def _mention_again(tx: ManagedTransaction, known: Iterable[Record]) -> None:
    """Make the documents of these records mention what they speak of now, and no more."""
    documents = sorted({claim.document for record in known for claim in record.claims})
    citing = finding.citing(tx, documents)
    spoken: dict[str, set[Ref]] = defaultdict(set)
    for record in citing:
        for claim in record.claims:
            spoken[claim.document] |= set(refs_of_claim(record, claim))
            if isinstance(record, Instrument):
                spoken[claim.document].add(agreement_ref(record))
    text = "MATCH (d:Document)-[r:MENTIONS]->(n) WHERE d.id = $d AND NOT [labels(n)[0], n.id] IN $refs DELETE r"
    for document in documents:
        refs = [[ref.kind, ref.id] for ref in sorted(spoken[document])]
        tx.run(text, {"d": document, "refs": refs}).consume()
    writing.write_mentions(tx, citing)
