"""From claims to facts: identity, merging, and which claims speak of the same instrument.

Everything here is a function of the set of claims: the order in which documents are loaded changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graphkit import dates
from graphkit.errors import EvidenceError
from graphkit.model import Claim, Document, Fact, Instrument, Record, Ref, Value, freeze, plain
from graphkit.schema import schema


def make_fact(
    relation: str,
    subject: Ref,
    object: Ref,  # noqa: A002 - the field's own term
    claims: Sequence[Claim],
    qualifiers: Mapping[str, Value] | None = None,
) -> Fact:
    """Return the fact with its ends in the order in which it is stored, checked against the vocabulary."""
    if schema().relation(relation).symmetric and object < subject:
        subject, object = object, subject  # noqa: A001
    fact = Fact(relation, subject, object, freeze(qualifiers or {}), tuple(claims))
    schema().check(fact)
    return fact


def make_instrument(kind: str, parties: Iterable[Ref], claims: Sequence[Claim]) -> Instrument:
    """Return the instrument with its parties sorted, checked against the vocabulary."""
    instrument = Instrument(kind, tuple(sorted(set(parties))), tuple(claims))
    schema().check(instrument)
    return instrument


def check_evidence(record: Record, documents: Mapping[str, Document]) -> None:
    """Raise EvidenceError unless each quote stands verbatim between its offsets in its document."""
    for claim in record.claims:
        document = documents.get(claim.document)
        if document is None:
            raise EvidenceError(f"{record.id} cites the document {claim.document}, which is not given.")
        if not claim.quote or document.text[claim.start : claim.end] != claim.quote:
            raise EvidenceError(
                f"{record.id}: its quote does not stand at {claim.start} to {claim.end} of {claim.document}."
            )


def merge(records: Iterable[Record]) -> list[Record]:
    """Return one record per fact and instrument, each with all its claims, sorted by id.

    Facts merge by identity. Instruments of one kind and the same parties merge where title or topics and month are
    the same, and where only precision differs and one candidate exists.
    """
    facts: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    instruments: dict[tuple[str, tuple[Ref, ...]], list[Instrument]] = defaultdict(list)
    for record in records:
        if isinstance(record, Fact):
            facts[(record.relation, record.subject, record.object, record.qualifiers)].append(record)
        else:
            instruments[(record.kind, record.parties)].append(record)
    merged: list[Record] = [replace(same[0], claims=_union(same)) for same in facts.values()]
    for (kind, parties), same in instruments.items():
        merged += [Instrument(kind, parties, claims) for claims in _cluster(_union(same))]
    return sorted(merged, key=lambda r: (isinstance(r, Instrument), r.id))


def without(record: Record, document: str) -> Record | None:
    """Return the record without the claims of one document, or None where nothing is left."""
    claims = tuple(c for c in record.claims if c.document != document)
    return replace(record, claims=claims) if claims else None


def _union(records: Iterable[Record]) -> tuple[Claim, ...]:
    claims = {claim for record in records for claim in record.claims}
    return tuple(sorted(claims, key=lambda c: c.sort_key))


# ---------------------------------------------------------------- instruments
# A reading is what a set of claims says an instrument is: (title, topics, month, planned or not).
_Reading = tuple[str, tuple[str, ...], str, bool]


def _cluster(claims: tuple[Claim, ...]) -> list[tuple[Claim, ...]]:
    groups: dict[_Reading, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[_reading(claim)].append(claim)
    # The same title or topics and month: one instrument, planned and signed claims together.
    exact: dict[tuple[str, tuple[str, ...], str], list[Claim]] = defaultdict(list)
    for (title, topics, month, _), same in groups.items():
        exact[(title, () if title else topics, month)] += same
    clusters = [tuple(sorted(same, key=lambda c: c.sort_key)) for same in exact.values()]
    while True:
        pair = _only_candidate(clusters)
        if pair is None:
            return sorted(clusters, key=lambda c: c[0].sort_key)
        one, other = pair
        clusters = [c for c in clusters if c not in pair]
        clusters.append(tuple(sorted({*one, *other}, key=lambda c: c.sort_key)))


def _only_candidate(clusters: list[tuple[Claim, ...]]) -> tuple[tuple[Claim, ...], tuple[Claim, ...]] | None:
    """Return the first pair of clusters that differ in precision only, where the vaguer one has no other candidate."""
    ordered = sorted(clusters, key=lambda c: (_weight(c), c[0].sort_key))
    for vague in ordered:
        candidates = [c for c in ordered if c is not vague and _compatible(vague, c)]
        if len(candidates) == 1:
            return vague, candidates[0]
    return None


def _compatible(one: tuple[Claim, ...], other: tuple[Claim, ...]) -> bool:
    a, b = _sum(one), _sum(other)
    titles = a[0] == b[0] or not a[0] or not b[0]
    topics = not a[1] or not b[1] or set(a[1]) <= set(b[1]) or set(b[1]) <= set(a[1])
    dates_of = [sorted({c.date for c in cluster if c.date}) for cluster in (one, other)]
    meet = all(dates.agree(x, y) for x in dates_of[0] for y in dates_of[1])
    return titles and topics and meet and a[3] == b[3]


def _reading(claim: Claim) -> _Reading:
    title = claim.get("title")
    month = claim.date[:7] if claim.date and len(claim.date) >= 7 else ""
    intent = schema().statuses.get(claim.status or "") == "intent"
    return plain(str(title)) if title else "", claim.topics, month, intent


def _sum(cluster: tuple[Claim, ...]) -> _Reading:
    readings = [_reading(c) for c in cluster]
    return (
        max((r[0] for r in readings), key=lambda t: (len(t), t)),
        tuple(sorted({t for r in readings for t in r[1]})),
        max(r[2] for r in readings),
        all(r[3] for r in readings),
    )


def _weight(cluster: tuple[Claim, ...]) -> tuple[int, int, int]:
    title, topics, month, _ = _sum(cluster)
    return (bool(title), bool(month), len(topics))
