"""The form in which readings are scored: a dictionary a fact, instruments as pairs of parties and topics."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from graphkit.model import Claim, Fact, Instrument, Ref
from graphkit.reading.language import lists
from graphkit.reading.reader import Reading
from graphkit.schema import schema


def to_gold(reading: Reading) -> dict[str, Any]:
    """Return `{"facts": [...]}` with subject, predicate, object, status, mineral, date, names and evidence."""
    names = {node.ref: node.name for node in reading.nodes}
    facts: list[dict[str, Any]] = []
    for record in reading.records:
        if isinstance(record, Instrument):
            facts += _of_instrument(record, names)
        else:
            facts += _of_fact(record, names)
    unique: dict[tuple[str, ...], dict[str, Any]] = {}
    for fact in facts:
        key = tuple(str(fact[k]) for k in ("subject", "predicate", "object", "status", "mineral"))
        unique.setdefault(key, fact)
    return {"facts": list(unique.values())}


def _row(
    subject: Ref, predicate: str, target: Ref, claim: Claim, names: dict[Ref, str], good: str = ""
) -> dict[str, Any]:
    return {
        "subject": subject.id,
        "predicate": predicate,
        "object": target.id,
        "status": claim.status if predicate in lists.GOLD_STAYS else None,
        "mineral": [good] if good else [],
        "date": claim.date,
        "subject_name": names.get(subject),
        "object_name": names.get(target),
        "evidence": claim.quote,
        "rule": claim.rule,
    }


def _of_instrument(record: Instrument, names: dict[Ref, str]) -> list[dict[str, Any]]:
    predicate = "SIGNED_MOU" if record.kind == "mou" else "SIGNED_AGREEMENT"
    out = []
    for claim in record.claims:
        if len(record.parties) <= schema().instruments["pair_edges_up_to"]:
            out += [_row(a, predicate, b, claim, names) for a, b in combinations(record.parties, 2)]
        out += [_row(p, "COVERS", Ref.parse(t), claim, names) for t in claim.topics for p in record.parties]
    return out


def _of_fact(record: Fact, names: dict[Ref, str]) -> list[dict[str, Any]]:
    good = str(record.get("mineral") or record.get("commodity") or "")
    claims = list(record.claims)
    if record.relation == "COOPERATES_WITH" and any(c.status == "agreed" for c in claims):
        claims = [c for c in claims if c.status == "agreed"]  # a plan to go on does not undo what was agreed
    if record.relation == "SANCTIONS":
        claims = [c for c in claims if c.status != "lifted"]  # the form has no word for it
    out = [_row(record.subject, record.relation, record.object, claim, names, good) for claim in claims]
    if record.relation == "COOPERATES_WITH":
        out += [_row(p, "COVERS", Ref.parse(t), c, names) for c in record.claims for t in c.topics for p in record.ends]
    return out
