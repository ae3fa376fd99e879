"""The vocabulary: the file is sound, the linter finds each kind of fault, and the checks refuse what does not fit."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from graphkit import schema as module
from graphkit.errors import InputError, VocabularyError
from graphkit.model import Claim, Fact, Instrument, Node, Record, Ref, Value, freeze
from graphkit.schema import parse, schema
from tests.builders import IDN, JPN, KAZ, KOR, LITHIUM, MSP, claim, fact, mou, supplies, topics
from tests.vocabulary_linter import lint

REAL = module.FILE.read_text(encoding="utf-8")
SIGNED = claim(status="signed")
CURRENT = claim(status="current")


def broken(old: str, new: str) -> str:
    """Return the real file with one place changed."""
    assert REAL.count(old) >= 1
    return REAL.replace(old, new, 1)


def test_the_real_vocabulary_is_sound() -> None:
    assert lint(REAL) == []
    assert parse(REAL) == schema()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (broken('planned = "intent"', 'planned = "plan"'), ["planned", "plan", "intent"]),
        (broken("[kinds.Country]", "[kinds.country]"), ["country", "CamelCase"]),
        (broken("[relations.SUPPLIES]", "[relations.Supplies]"), ["Supplies", "UPPER_CASE"]),
        (REAL + '\n[relations.Country]\nabout="a"\nphrase="a"\nfrom=["any"]\nto=["any"]\n', ["Country", "namespace"]),
        (broken('phrase = "supply"', 'phrase = "supply"\nsymetric = true'), ["SUPPLIES", "symetric"]),
        (broken('phrase = "supply"', ""), ["SUPPLIES", "phrase"]),
        (broken('about = "supplies the other party with the good"', 'about = ""'), ["SUPPLIES", "about"]),
        (broken('to = ["Official"]', 'to = ["Officer"]'), ["SIGNED_BY", "Officer"]),
        (broken('phrase = "production"', 'phrase = "production"\nsymmetric = true'), ["PRODUCES", "symmetric"]),
        (broken('statuses = ["current", "planned", "ended"]', 'statuses = ["curent"]'), ["PRODUCES", "curent"]),
        (broken('phrase = "met"', 'phrase = "met"\nagree = ["colour"]'), ["MET_WITH", "colour"]),
        (broken('attributes = ["place"]', 'attributes = ["plaice"]'), ["MET_WITH", "plaice"]),
        (broken('identity = ["year", "series"]', 'identity = ["year", "source"]'), ["TRADES_WITH", "source", "both"]),
        (broken('agree = ["value_usd"]', 'agree = ["tonnes"]'), ["TRADES_WITH", "tonnes"]),
        (
            broken('attributes = ["title", "topics", "count"', 'attributes = ["titel", "topics"'),
            ["Instruments", "titel"],
        ),
        (broken("[attributes]", '[attributes]\nevidence = { type = "list", about = "x" }'), ["evidence"]),
        (broken('one_per = "object"', 'one_per = "subject"'), ["LEADS", "subject"]),
    ],
)
def test_the_linter_finds(text: str, words: list[str]) -> None:
    found = lint(text)
    assert any(all(word in sentence for word in words) for sentence in found), found


def test_groups_of_kinds_are_expanded() -> None:
    assert schema().parties == {"Country", "Bloc", "Ministry", "Company", "Forum"}
    assert schema().topics == {"Mineral", "Commodity", "Sector"}
    assert schema().relation("SUPPLIES").sources == schema().parties
    assert schema().relation("MENTIONS").targets == set(schema().kinds)


def test_every_status_of_a_relation_has_a_stage_and_every_one_that_ends_began() -> None:
    stages = schema().statuses
    for relation in schema().relations.values():
        named = {stages[status] for status in relation.statuses}
        assert "end" not in named or "act" in named, relation.name


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("Country", ["KOR", "XKX"], ["KR", "kor", "KORE", "KOR\n", ""]),
        ("Bloc", ["EU", "ASEAN", "C5-1"], ["eu", "E"]),
        ("Ministry", ["KOR/motie", "EU/european-commission"], ["motie", "KOR/", "KOR/MOTIE", "KOR/a--b"]),
        ("Official", ["KOR/yoon-suk-yeol", "msp/chair-name"], ["yoon-suk-yeol", "KOR/Yoon"]),
        ("Mineral", ["lithium", "rare-earth-elements"], ["Lithium", "rare earths", "-lithium", "lithium-"]),
    ],
)
def test_ids_have_the_form_of_their_kind(kind: str, good: list[str], bad: list[str]) -> None:
    for identity in good:
        schema().check_ref(Ref(kind, identity))
    for identity in bad:
        with pytest.raises(VocabularyError, match="id of a"):
            schema().check_ref(Ref(kind, identity))


def raw(relation: str, subject: Ref, to: Ref, said: Claim = CURRENT, **qualifiers: Value) -> Fact:
    """Return a fact that nobody has checked yet."""
    return Fact(relation, subject, to, freeze(qualifiers), (said,))


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (raw("BEFRIENDS", KOR, IDN), "BEFRIENDS"),
        (raw("SIGNED_MOU", IDN, KOR, SIGNED), "follows from other facts"),
        (raw("SUPPLIES", KOR, LITHIUM), "cannot stand at a Mineral"),
        (raw("PRODUCES", LITHIUM, LITHIUM), "cannot stand at a Mineral"),
        (raw("SUPPLIES", KOR, KOR), "to itself"),
        (raw("SUPPLIES", Ref("Planet", "mars"), KOR), "Planet"),
        (raw("SUPPLIES", Ref("Country", "mars"), KOR), "mars"),
        (raw("SUCCEEDS", MSP, Ref("Ministry", "KOR/motie"), claim()), "one kind"),
        (raw("TRADES_WITH", KOR, IDN), "from the smaller to the larger"),
        (raw("SUPPLIES", KAZ, KOR, colour="green"), "colour"),
        (raw("SUPPLIES", KAZ, KOR, claim(status="signed")), "signed"),
        (raw("SUPPLIES", KAZ, KOR, claim()), "needs a status"),
        (raw("PART_OF", LITHIUM, Ref("Mineral", "x"), claim(status="current")), "current"),
        (raw("SUPPLIES", KAZ, KOR, claim(status="current", place="Seoul")), "place"),
        (raw("SUPPLIES", KAZ, KOR, mineral="Lithium Carbonate"), "Lithium Carbonate"),
        (raw("SUPPLIES", KAZ, KOR, year="2022"), "year"),
        (raw("SUPPLIES", KAZ, KOR, year=True), "year"),
        (raw("SUPPLIES", KAZ, KOR, series=5), "series"),
        (raw("SUPPLIES", KAZ, KOR, series=""), "series"),
        (replace(supplies([CURRENT]), claims=()), "no claim"),
        (Instrument("treaty", (IDN, KOR), (SIGNED,)), "treaty"),
        (Instrument("mou", (KOR,), (SIGNED,)), "two or more"),
        (Instrument("mou", (KOR, IDN), (SIGNED,)), "sorted"),
        (Instrument("mou", (KOR, KOR), (SIGNED,)), "two or more"),
        (Instrument("mou", (KOR, LITHIUM), (SIGNED,)), "Mineral"),
        (Instrument("mou", (IDN, KOR), (claim(status="current"),)), "current"),
        (Instrument("mou", (IDN, KOR), (claim(),)), "status"),
        (Instrument("mou", (IDN, KOR), ()), "no claim"),
        (Instrument("mou", (IDN, KOR), (claim(status="signed", topics=topics(KOR)),)), "topic"),
        (Instrument("mou", (IDN, KOR), (claim(status="signed", topics=("lithium",)),)), "lithium"),
    ],
)
def test_what_does_not_fit_the_vocabulary_is_refused(record: Record, words: str) -> None:
    with pytest.raises(VocabularyError, match=words):
        schema().check(record)


@pytest.mark.parametrize(
    ("name", "value"),
    [("tonnes", "many"), ("tonnes", True), ("tonnes", math.nan), ("tonnes", math.inf), ("source", 5)],
)
def test_attributes_have_the_type_that_the_vocabulary_says(name: str, value: Value) -> None:
    said = replace(CURRENT, attributes=freeze({name: value}))
    with pytest.raises(VocabularyError, match=name):
        schema().check(raw("SUPPLIES", KAZ, KOR, said))


@pytest.mark.parametrize(("name", "value"), [("count", 3.0), ("count", True), ("count", 2**63), ("topics", "lithium")])
def test_counts_are_whole_and_topics_are_lists(name: str, value: Value) -> None:
    with pytest.raises(VocabularyError, match=name):
        mou(replace(SIGNED, attributes=freeze({name: value})))


@pytest.mark.parametrize(
    "said",
    [claim(status="current", date="June 2024"), claim(status="current", published="yesterday")],
)
def test_dates_of_claims_are_dates(said: Claim) -> None:
    with pytest.raises(InputError, match="is not a date"):
        supplies([said])
    with pytest.raises(InputError, match="is not a date"):
        fact("MEMBER_OF", KOR, MSP, claim(status="member", since="long ago"))


@pytest.mark.parametrize(
    "node",
    [Node(Ref("Country", "kor"), "Korea"), Node(KOR, ""), Node(Ref("Planet", "x"), "X"),
     Node(KOR, "Korea", {"latitude": math.nan}), Node(KOR, "Korea", {"id": "KOR"}),
     Node(KOR, "Korea", {"x": None}), Node(KOR, "Korea", {"x": {"a": 1}}), Node(KOR, "Korea", {"x": (1, 2)})],  # type: ignore[dict-item]
)  # fmt: skip
def test_nodes_that_a_store_could_not_give_back_are_refused(node: Node) -> None:
    with pytest.raises(VocabularyError):
        schema().check_node(node)


def test_what_fits_is_taken() -> None:
    schema().check_node(Node(KOR, "Korea", {"latitude": 37.5, "aliases": ("ROK",), "rank": 3, "landlocked": False}))
    schema().check(supplies([claim(status="sought", tonnes=3, share=0.5)], year=2022, series="baci", stage="ore"))
    schema().check(fact("TRADES_WITH", KOR, IDN, CURRENT, year=2022))
    schema().check(mou(claim(status="planned", count=3, topics=topics(LITHIUM)), parties=(KOR, IDN, JPN)))
