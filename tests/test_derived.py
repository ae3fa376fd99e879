"""Edges that follow from a fact: parties, topics, pairs that signed, cooperation, imports and exports."""

from __future__ import annotations

import datetime as dt

import pytest

from graphkit.derived import agreement_ref, derive, pair_relation
from graphkit.model import Record, Ref
from graphkit.schema import schema
from graphkit.standing import settle
from tests.builders import IDN, JPN, KAZ, KOR, LITHIUM, MSP, NICKEL, claim, fact, mou, supplies, topics


def edges(record: Record) -> list[tuple[str, Ref, Ref]]:
    """Return what follows from a record."""
    return [(e.relation, e.subject, e.object) for e in derive(record, settle(record))]


def test_an_instrument_has_parties_topics_and_a_pair() -> None:
    record = mou(claim(status="signed", topics=topics(LITHIUM)))
    node = agreement_ref(record)
    assert node == Ref("Agreement", record.id)
    assert edges(record) == [
        ("PARTY_TO", IDN, node),
        ("PARTY_TO", KOR, node),
        ("COVERS", node, LITHIUM),
        ("SIGNED_MOU", IDN, KOR),
        ("COOPERATES_ON", IDN, LITHIUM),
        ("COOPERATES_ON", KOR, LITHIUM),
    ]


@pytest.mark.parametrize("kind", [k for k in schema().instruments["kinds"] if k != "mou"])
def test_other_instruments_make_agreements(kind: str) -> None:
    assert ("SIGNED_AGREEMENT", IDN, KOR) in edges(mou(claim(status="signed"), kind=kind))
    assert pair_relation("mou") == "SIGNED_MOU"


@pytest.mark.parametrize(("number", "pairs"), [(2, 1), (3, 3), (4, 6), (5, 0), (9, 0)])
def test_up_to_four_parties_have_pair_edges_and_larger_clubs_have_none(number: int, pairs: int) -> None:
    parties = [Ref("Country", f"AA{chr(65 + n)}") for n in range(number)]
    made = edges(mou(claim(status="signed"), parties=parties))
    assert sum(relation == "SIGNED_MOU" for relation, _, _ in made) == pairs
    assert sum(relation == "PARTY_TO" for relation, _, _ in made) == number
    assert all(a < b for relation, a, b in made if relation == "SIGNED_MOU")


def test_each_topic_has_the_standing_of_the_claims_that_name_it() -> None:
    signed = claim("a", status="signed", date="2024-06-12", topics=topics(LITHIUM))
    planned = claim("b", status="planned", date="2024-06", published="2024-01-01", topics=topics(LITHIUM, NICKEL))
    record = mou(signed, planned)
    stood = {e.object: e.standing for e in derive(record, settle(record)) if e.relation == "COVERS"}
    assert (stood[LITHIUM].status, stood[NICKEL].status) == ("signed", "planned")
    on = {e.object: e.standing.status for e in derive(record, settle(record)) if e.relation == "COOPERATES_ON"}
    assert on == {LITHIUM: "signed", NICKEL: "planned"}


def test_cooperation_names_those_with_whom() -> None:
    record = mou(claim(status="signed", topics=topics(NICKEL)), parties=(KOR, IDN, JPN))
    found = {e.subject: e.properties["with"] for e in derive(record, settle(record)) if e.relation == "COOPERATES_ON"}
    assert found == {KOR: ["IDN", "JPN"], IDN: ["JPN", "KOR"], JPN: ["IDN", "KOR"]}
    talks = fact("COOPERATES_WITH", KOR, JPN, claim(status="agreed", topics=topics(LITHIUM)))
    assert edges(talks) == [("COOPERATES_ON", JPN, LITHIUM), ("COOPERATES_ON", KOR, LITHIUM)]


def test_supply_makes_an_export_and_an_import_of_the_good() -> None:
    record = supplies([claim(status="current", date="2024")])
    assert edges(record) == [("EXPORTS", KAZ, LITHIUM), ("IMPORTS", KOR, LITHIUM)]
    standing = derive(record, settle(record))[0].standing
    assert (standing.status, standing.valid_from) == ("current", dt.date(2024, 1, 1))
    goods = fact("SUPPLIES", KAZ, KOR, claim(status="sought"), commodity="beef")
    assert edges(goods) == [("EXPORTS", KAZ, Ref("Commodity", "beef")), ("IMPORTS", KOR, Ref("Commodity", "beef"))]


def test_nothing_follows_from_the_rest() -> None:
    assert edges(fact("SUPPLIES", KAZ, KOR, claim(status="current"))) == []
    assert edges(fact("MEMBER_OF", KOR, MSP, claim(status="member"))) == []
    assert edges(fact("COOPERATES_WITH", KOR, JPN, claim(status="agreed"))) == []


def test_only_derived_relations_follow_and_their_ends_fit_the_vocabulary() -> None:
    records: list[Record] = [
        mou(claim(status="signed", topics=topics(LITHIUM)), parties=(KOR, IDN, MSP)),
        supplies([claim(status="current")]),
        fact("COOPERATES_WITH", KOR, JPN, claim(status="agreed", topics=topics(LITHIUM))),
    ]
    for record in records:
        for relation, subject, to in edges(record):
            known = schema().relation(relation)
            assert known.derived
            assert subject.kind in known.sources
            assert to.kind in known.targets
