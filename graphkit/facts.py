"""From claims to facts: identity, merging, and which claims speak of the same instrument.

Everything here is a function of the set of claims: the order in which documents are loaded changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graphkit import dates
from graphkit.errors import EvidenceError
from graphkit.model import Claim, Document, Fact, Instrument, Record, Ref, Value, freeze, instrument_id, plain, title_of
from graphkit.schema import schema

JOINED = "joined"
_State = tuple[str, tuple[str, ...], str]
_MOST_STATES = 1_000


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


def merge(records: Iterable[Record], formerly: Iterable[tuple[str, Instrument]] = ()) -> list[Record]:
    """Return one record per fact and instrument, each with all its claims, sorted by id.

    Facts merge by identity. Instruments of one kind and the same parties merge where title or topics and month are
    the same, where only precision differs and one candidate exists, and where claims are marked as joined. Facts at an
    instrument follow it to its new id; `formerly` gives ids that instruments had, each with what it has become.
    """
    facts: list[Fact] = []
    groups: dict[tuple[str, tuple[Ref, ...]], list[Instrument]] = defaultdict(list)
    for record in records:
        if isinstance(record, Fact):
            facts.append(record)
        else:
            groups[(record.kind, record.parties)].append(record)
    merged: list[Record] = []
    moves: dict[str, list[Instrument]] = {}
    past = list(formerly)
    for (kind, parties), same in groups.items():
        made = [Instrument(kind, parties, claims) for claims in _cluster(_marks(same))]
        merged += made
        _follow(moves, [(r.id, r) for r in same], made)
        _follow(moves, [(i, r) for i, r in past if (r.kind, r.parties) == (kind, parties)], made)
    moved = [_attached(fact, moves) for fact in facts]
    merged += _merged_facts(fact for fact in moved if fact.subject != fact.object)  # two that became one instrument
    return sorted(merged, key=lambda r: (isinstance(r, Instrument), r.id))


def _merged_facts(records: Iterable[Fact]) -> list[Fact]:
    facts: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for record in records:
        facts[(record.relation, record.subject, record.object, record.qualifiers)].append(record)
    return [replace(same[0], claims=_union(same)) for same in facts.values()]


def without(record: Record, document: str) -> Record | None:
    """Return the record without the claims of one document, or None where nothing is left."""
    claims = tuple(c for c in record.claims if c.document != document)
    return replace(record, claims=claims) if claims else None


def _union(records: Iterable[Record]) -> tuple[Claim, ...]:
    claims = {claim for record in records for claim in record.claims}
    return tuple(sorted(claims, key=lambda c: c.sort_key))


# ---------------------------------------------------------------- instruments
def marks_of(claim: Claim) -> tuple[str, ...]:
    """Return the marks by which a person joined the claim to others."""
    value = claim.get(JOINED)
    return value if isinstance(value, tuple) else ()


def unjoined(claim: Claim, marks: frozenset[str] | None = None) -> Claim:
    """Return the claim without its mark of being joined, or without these marks."""
    given = marks_of(claim)
    if not given:
        return claim
    left = () if marks is None else tuple(m for m in given if m not in marks)
    rest = {name: value for name, value in claim.attributes if name != JOINED}
    return replace(claim, attributes=freeze({**rest, JOINED: left} if left else rest))


def joined(claim: Claim, marks: Iterable[str]) -> Claim:
    """Return the claim marked as one of an instrument that a person joined of several."""
    both = sorted({*marks, *marks_of(claim)})
    return replace(claim, attributes=freeze({**dict(claim.attributes), JOINED: tuple(both)})) if both else claim


def _marks(records: Iterable[Instrument]) -> dict[Claim, set[str]]:
    """Return the claims without marks, each with its marks; one that is given with marks and without counts once."""
    marks: dict[Claim, set[str]] = defaultdict(set)
    for record in records:
        for claim in record.claims:
            marks[unjoined(claim)].update(marks_of(claim))
    return marks


def _follow(
    moves: dict[str, list[Instrument]], given: Iterable[tuple[str, Instrument]], made: Sequence[Instrument]
) -> None:
    """Note in which of the instruments that were made the claims of those given now stand."""
    homes = {unjoined(claim): one for one in made for claim in one.claims}
    for identity, instrument in given:
        known = moves.setdefault(identity, [])
        for claim in instrument.claims:
            home = homes[unjoined(claim)]
            if home not in known:
                known.append(home)


def _attached(fact: Fact, moves: Mapping[str, list[Instrument]]) -> Fact:
    """Return the fact at the instruments that its ends have become: of several the one its own sentences speak of."""
    if "Agreement" not in (fact.subject.kind, fact.object.kind):
        return fact
    ends = []
    for end in fact.ends:
        homes = sorted(moves.get(end.id, ()) if end.kind == "Agreement" else (), key=lambda i: i.id)
        best = max(homes, key=lambda home: _meetings(fact, home), default=None)
        ends.append(end if best is None else Ref("Agreement", best.id))
    return replace(fact, subject=ends[0], object=ends[1])


def _meetings(fact: Fact, instrument: Instrument) -> int:
    """Count the sentences that speak of both."""
    places = [(c.document, c.start, c.end) for c in instrument.claims]
    return sum(c.document == d and c.start < end and start < c.end for c in fact.claims for d, start, end in places)


def former_ids(instrument: Instrument) -> frozenset[str]:
    """Return the ids that the instrument had, or would have, with some of its claims only."""
    states = {_identity_of((claim,)) for claim in instrument.claims}
    singles, edge = sorted(states), sorted(states)
    while edge and len(states) < _MOST_STATES:
        grown = {_both(one, other) for one in edge for other in singles} - states
        states |= grown
        edge = sorted(grown)
    return frozenset(instrument_id(instrument.kind, instrument.parties, *state) for state in states)


def _identity_of(claims: tuple[Claim, ...]) -> _State:
    alone = Instrument("", (), claims)
    return alone.title, alone.topics, alone.month


def _both(one: _State, other: _State) -> _State:
    title = min((one[0], other[0]), key=lambda t: (-len(t), t))
    month = min((m for m in (one[2], other[2]) if m), default="")
    return title, tuple(sorted({*one[1], *other[1]})), month


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


def _cluster(marks: Mapping[Claim, set[str]]) -> list[tuple[Claim, ...]]:
    clusters = _by_identity([_said((claim,)) for claim in sorted(marks, key=lambda c: c.sort_key)])
    while pair := _only_candidate(clusters):
        rest = [c for c in clusters if c not in pair]
        clusters = _by_identity([*rest, _said((*pair[0].claims, *pair[1].claims))])
    whole = sorted((c.claims for c in _by_mark(clusters, marks)), key=lambda claims: claims[0].sort_key)
    return [tuple(sorted((joined(c, marks[c]) for c in claims), key=lambda c: c.sort_key)) for claims in whole]


def _by_mark(clusters: list[_Cluster], marks: Mapping[Claim, set[str]]) -> list[_Cluster]:
    """Put together what a person joined: clusters that share a mark."""
    out: list[tuple[set[str], list[Claim]]] = []
    for cluster in clusters:
        own, claims = set().union(*(marks[c] for c in cluster.claims)), list(cluster.claims)
        for item in [item for item in out if item[0] & own]:
            out.remove(item)
            own |= item[0]
            claims += item[1]
        out.append((own, claims))
    return _by_identity([_said(tuple(claims)) for _, claims in out]) if len(out) < len(clusters) else clusters


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
        title=plain(title_of(claims)),
        topics=frozenset(topic for c in claims for topic in c.topics),
        month=min((c.date[:7] for c in claims if c.date and len(c.date) >= 7), default=""),
        made=frozenset(c.date for c in claims if c.date and c.status in ("planned", "signed")),
        intent=stages == {"intent"} if stages else None,
    )
