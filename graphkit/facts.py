"""From claims to facts: identity, merging, and which claims speak of the same instrument.

Everything here is a function of the set of claims: the order in which documents are loaded changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

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
        fits = 0 <= claim.start < claim.end <= len(document.text)
        if not fits or document.text[claim.start : claim.end] != claim.quote:
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
@dataclass(frozen=True, slots=True)
class _Cluster:
    """Claims that speak of one instrument, and what they say together.

    `made` are the dates of its planning and signing; when it came into force or ended tells nothing of which one it is.
    `intent` is None where its claims only say that it ended.
    """

    claims: tuple[Claim, ...]
    title: str
    topics: frozenset[str]
    month: str
    made: frozenset[str]
    intent: bool | None

    @property
    def identity(self) -> tuple[str, frozenset[str], str]:
        """What tells it from others of its kind and parties; two with the same are one."""
        return self.title, frozenset() if self.title else self.topics, self.month

    @property
    def order(self) -> tuple[object, ...]:
        """The vaguest first."""
        return bool(self.title), max(map(len, self.made), default=0), len(self.topics), self.claims[0].sort_key


def _cluster(claims: tuple[Claim, ...]) -> list[tuple[Claim, ...]]:
    clusters = _by_identity([_said((claim,)) for claim in claims])
    while pair := _only_candidate(clusters):
        rest = [c for c in clusters if c not in pair]
        clusters = _by_identity([*rest, _said((*pair[0].claims, *pair[1].claims))])
    return sorted((c.claims for c in clusters), key=lambda claims: claims[0].sort_key)


def _by_identity(clusters: list[_Cluster]) -> list[_Cluster]:
    """Join clusters of the same title or topics and month, planned and signed claims together."""
    groups: dict[object, list[Claim]] = defaultdict(list)
    for cluster in clusters:
        groups[cluster.identity] += cluster.claims
    joined = [_said(tuple(same)) for same in groups.values()]
    return joined if len(joined) == len(clusters) else _by_identity(joined)


def _only_candidate(clusters: list[_Cluster]) -> tuple[_Cluster, _Cluster] | None:
    """Return the first pair of clusters that differ in precision only, where the vaguer one has no other candidate."""
    ordered = sorted(clusters, key=lambda c: c.order)
    for number, vague in enumerate(ordered, 1):
        candidates = [c for c in ordered[number:] if _compatible(vague, c)]
        if len(candidates) == 1:
            return vague, candidates[0]
    return None


def _compatible(one: _Cluster, other: _Cluster) -> bool:
    titles = one.title == other.title or not one.title or not other.title
    topics = not one.topics or not other.topics or one.topics <= other.topics or other.topics <= one.topics
    meet = all(dates.agree(x, y) for x in one.made for y in other.made)
    # A plan and what was signed are two, unless they bear one name; which plan was fulfilled is a judgement of its own.
    named = bool(one.title) and one.title == other.title
    stages = named or one.intent == other.intent or None in (one.intent, other.intent)
    return titles and topics and meet and stages


def _said(claims: tuple[Claim, ...]) -> _Cluster:
    stages = {schema().statuses.get(c.status or "") for c in claims} - {"end"}
    return _Cluster(
        claims=tuple(sorted(claims, key=lambda c: c.sort_key)),
        title=max((plain(str(c.get("title") or "")) for c in claims), key=lambda t: (len(t), t)),
        topics=frozenset(topic for c in claims for topic in c.topics),
        month=min((c.date[:7] for c in claims if c.date and len(c.date) >= 7), default=""),
        made=frozenset(c.date for c in claims if c.date and c.status in ("planned", "signed")),
        intent=stages == {"intent"} if stages else None,
    )
