"""Edges that follow from a fact: pairs that signed, parties, topics, imports and exports."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import combinations

from graphkit.model import Fact, Instrument, Record, Ref
from graphkit.schema import schema
from graphkit.standing import Standing, about, settle


@dataclass(frozen=True, slots=True)
class Derived:
    """One edge that follows from a fact, with the fact's standing as far as this edge is concerned."""

    relation: str
    subject: Ref
    object: Ref
    standing: Standing
    properties: dict[str, str | int | list[str]] = field(default_factory=dict)


def derive(record: Record, standing: Standing, relations: Collection[str] | None = None) -> list[Derived]:
    """Return the edges that follow from a record, or those of some relations, in a fixed order."""
    out: list[Derived] = []
    if isinstance(record, Instrument):
        out += _from_instrument(record, standing)
    if relations is None or "COOPERATES_ON" in relations:
        out += _cooperation(record)
    if isinstance(record, Fact) and record.relation == "SUPPLIES" and not record.is_row:  # of rows one for all years
        out += _trade(record, standing)
    return out if relations is None else [edge for edge in out if edge.relation in relations]


def agreement_ref(instrument: Instrument) -> Ref:
    """Return the node that an instrument is in the graph."""
    return Ref("Agreement", instrument.id)


def pair_relation(kind: str) -> str:
    """Return the relation that an instrument of this kind makes between two of its parties."""
    return "SIGNED_MOU" if kind == "mou" else "SIGNED_AGREEMENT"


def _from_instrument(instrument: Instrument, standing: Standing) -> list[Derived]:
    node = agreement_ref(instrument)
    out = [Derived("PARTY_TO", party, node, standing) for party in instrument.parties]
    out += [
        Derived("COVERS", node, Ref.parse(topic), settle(instrument, about(instrument, topic)))
        for topic in instrument.topics
    ]
    if len(instrument.parties) <= schema().instruments["pair_edges_up_to"]:
        for one, other in combinations(instrument.parties, 2):
            out.append(Derived(pair_relation(instrument.kind), one, other, standing, {"agreement": instrument.id}))
    return out


def _cooperation(record: Record) -> list[Derived]:
    if isinstance(record, Fact) and record.relation != "COOPERATES_WITH":
        return []
    parties = record.ends
    topics = sorted({t for c in record.claims for t in c.topics})
    out: list[Derived] = []
    for topic in topics:
        standing = settle(record, about(record, topic))
        for party in parties:
            others = [str(p.id) for p in parties if p != party]
            out.append(Derived("COOPERATES_ON", party, Ref.parse(topic), standing, {"with": others}))
    return out


def _trade(fact: Fact, standing: Standing) -> list[Derived]:
    for kind, name in (("Mineral", "mineral"), ("Commodity", "commodity")):
        good = fact.get(name)
        if good is not None:
            ref, year = Ref(kind, str(good)), fact.get("year")
            span: dict[str, str | int | list[str]] = {}
            if isinstance(year, int):
                span = {"first_year": year, "last_year": year}
            ends = (("EXPORTS", fact.subject), ("IMPORTS", fact.object))
            return [Derived(relation, party, ref, standing, span) for relation, party in ends]
    return []
