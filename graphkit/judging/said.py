"""What a claim said before a judgement put another node in place of the one it names, and the way back.

A claim that was moved carries `said`, a list of "role Kind/id": the ends, topics and goods as its source names them.
Nothing else is needed to restore it exactly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from graphkit.errors import VocabularyError
from graphkit.facts import make_fact, make_instrument
from graphkit.model import Claim, Fact, Instrument, Record, Ref, Value, freeze
from graphkit.schema import schema

SAID = "said"
QUALIFIERS = {"mineral": "Mineral", "commodity": "Commodity", "within": "Forum", "event": "Event", "against": ""}
"""Qualifiers that hold the id of a node, with its kind ("": any party)."""


def said_refs(claim: Claim) -> tuple[Ref, ...]:
    """Return the nodes that the source names, where the claim now stands at others."""
    return tuple(ref for refs in _roles(claim).values() for ref in refs)


def moved(record: Record, same: Mapping[Ref, Ref]) -> Record:
    """Return the record with each node replaced by the one that `same` says it is.

    Where that cannot be (a fact would join a node to itself, or may not stand at such a node) it stays as it is.
    """
    if not any(ref in same for ref in named(record)):
        return record
    try:
        return _moved_instrument(record, same) if isinstance(record, Instrument) else _moved_fact(record, same)
    except VocabularyError:
        return record


def named(record: Record) -> set[Ref]:
    """Return the nodes that a judgement could replace in this record."""
    refs = {*record.ends, *(Ref.parse(topic) for claim in record.claims for topic in claim.topics)}
    if isinstance(record, Fact):
        refs |= {ref for name, value in record.qualifiers for ref in _good(name, value)}
    return refs


def restored(record: Record, wanted: Callable[[Claim], bool]) -> list[Record]:
    """Return the record without the claims that are wanted, if any is left, and each of these as its source says it."""
    stay = tuple(c for c in record.claims if not (c.get(SAID) and wanted(c)))
    if len(stay) == len(record.claims):
        return [record]
    back = [_restored(record, c) for c in record.claims if c not in stay]
    return [replace(record, claims=stay), *back] if stay else back


def _moved_fact(fact: Fact, same: Mapping[Ref, Ref]) -> Fact:
    subject, object_ = (same.get(ref, ref) for ref in fact.ends)
    marks = [f"subject {fact.subject}", f"object {fact.object}"] if (subject, object_) != fact.ends else []
    qualifiers: dict[str, Value] = {}
    for name, value in fact.qualifiers:
        old = next((ref for ref in _good(name, value) if ref in same), None)
        qualifiers[name] = value if old is None or same[old].kind != old.kind else same[old].id
        if qualifiers[name] != value:
            marks.append(f"{name} {old}")
    return make_fact(fact.relation, subject, object_, [_marked(c, marks, same) for c in fact.claims], qualifiers)


def _moved_instrument(instrument: Instrument, same: Mapping[Ref, Ref]) -> Instrument:
    parties = {same.get(ref, ref) for ref in instrument.parties}
    marks = [f"party {ref}" for ref in instrument.parties] if parties != set(instrument.parties) else []
    return make_instrument(instrument.kind, parties, [_marked(c, marks, same) for c in instrument.claims])


def _marked(claim: Claim, marks: list[str], same: Mapping[Ref, Ref]) -> Claim:
    """Return the claim with its topics replaced, and with what it said; what it said first of all stays."""
    attributes = dict(claim.attributes)
    topics = tuple(dict.fromkeys(str(same.get(Ref.parse(t), Ref.parse(t))) for t in claim.topics))
    if topics != claim.topics:
        marks = [*marks, *(f"topic {t}" for t in claim.topics)]
        attributes["topics"] = topics
    before = _items(claim)
    roles = {item.split(" ", 1)[0] for item in before}
    said = (*before, *(mark for mark in marks if mark.split(" ", 1)[0] not in roles))
    return replace(claim, attributes=freeze({**attributes, SAID: said})) if said else claim


def _restored(record: Record, claim: Claim) -> Record:
    roles = _roles(claim)
    attributes = {name: value for name, value in claim.attributes if name != SAID}
    if "topic" in roles:
        attributes["topics"] = tuple(str(ref) for ref in roles["topic"])
    claims = (replace(claim, attributes=freeze(attributes)),)
    if isinstance(record, Instrument):
        return replace(record, parties=tuple(roles.get("party", record.parties)), claims=claims)
    qualifiers = {name: roles[name][0].id if name in roles else value for name, value in record.qualifiers}
    return Fact(
        record.relation,
        roles.get("subject", [record.subject])[0],
        roles.get("object", [record.object])[0],
        freeze(qualifiers),
        claims,
    )


def _good(name: str, value: Value) -> Iterator[Ref]:
    """Yield the nodes that a qualifier may stand for."""
    if name in QUALIFIERS:
        kinds = [QUALIFIERS[name]] if QUALIFIERS[name] else sorted(schema().parties)
        yield from (Ref(kind, str(value)) for kind in kinds)


def _items(claim: Claim) -> tuple[str, ...]:
    value = claim.get(SAID)
    return value if isinstance(value, tuple) else ()


def _roles(claim: Claim) -> dict[str, list[Ref]]:
    roles: dict[str, list[Ref]] = defaultdict(list)
    for item in _items(claim):
        role, _, ref = item.partition(" ")
        roles[role].append(Ref.parse(ref))
    return dict(roles)
