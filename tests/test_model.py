"""Ids come from content, names compare without accents, refs survive being written."""

from __future__ import annotations

import copy
import pickle
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.model import ROW, TABLE, Claim, Fact, Instrument, Ref, content_id, freeze, plain, slug
from tests.builders import IDN, KOR, LITHIUM, NICKEL, claim, mou, supplies, topics

TEXT = st.text(max_size=30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Türkiye", "turkiye"), ("Côte d’Ivoire", "cote d’ivoire"), ("Đà Nẵng", "da nang"), ("Straße", "strasse"),
     ("İstanbul", "istanbul"), ("Łódź", "lodz")],
)  # fmt: skip
def test_plain_drops_accents_and_case(text: str, expected: str) -> None:
    assert plain(text) == expected
    assert plain(text.lower()) == expected


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_takes_no_other_way_with_ascii(text: str) -> None:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    assert plain(text) == "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def test_an_id_that_was_asked_for_changes_nothing_of_a_record() -> None:
    said = Claim("doc", "so", 0, 2, status="signed", date="2024-06")
    for fresh in (Fact("MET_WITH", IDN, KOR, (), (said,)), Instrument("mou", (IDN, KOR), (said,))):
        asked = copy.copy(fresh)
        assert asked.id == asked.id == fresh.id
        same = replace(asked)
        assert (same, hash(same), repr(same)) == (asked, hash(asked), repr(asked))
        assert pickle.loads(pickle.dumps(asked)) == copy.deepcopy(asked) == asked
    fact, pact = Fact("MET_WITH", IDN, KOR, (), (said,)), Instrument("mou", (IDN, KOR), (said,))
    assert fact.id != replace(fact, relation="COOPERATES_WITH").id
    assert pact.id != replace(pact, claims=(replace(said, date="2024-07"),)).id


def test_plain_writes_out_capital_ligatures_too() -> None:
    assert plain("Ærø") == plain("ærø") == "aero"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Korea–Kazakhstan Business Forum", "korea-kazakhstan-business-forum"), ("Korea's plan", "koreas-plan"),
     ("Korea’s plan", "koreas-plan"), ("  --  ", ""), ("희토류", ""), ("C5+1", "c5-1")],
)  # fmt: skip
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(TEXT)
def test_slugs_are_ids_and_stay_as_they_are(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))
    assert slug(slug(text)) == slug(text)


@given(st.text(max_size=120), st.lists(TEXT, max_size=3))
def test_content_ids_are_ids(head: str, content: list[str]) -> None:
    identity = content_id(head, *content)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identity)
    assert len(identity) <= 48 + 1 + 10
    assert identity == content_id(head, *content)


def test_content_ids_tell_parts_apart() -> None:
    ids = {content_id("x", *parts) for parts in (("ab", "c"), ("a", "bc"), ("abc",), ("c", "ab"))}
    assert len(ids) == 4


def test_a_ref_survives_being_written() -> None:
    for ref in (KOR, Ref("Ministry", "KOR/motie"), LITHIUM):
        assert Ref.parse(str(ref)) == ref


def test_ids_are_equal_for_equal_content_and_ignore_claims() -> None:
    one = supplies([claim("a", status="current")], year=2022)
    other = supplies([claim("b", status="planned", tonnes=5.0)], year=2022)
    assert one.id == other.id
    assert one.id.startswith("kaz-supplies-kor-")


def test_whatever_belongs_to_the_identity_of_a_fact_changes_its_id() -> None:
    said = [claim(status="current")]
    facts = [
        supplies(said),
        supplies(said, "nickel"),
        supplies(said, year=2022),
        supplies(said, year=2023),
        supplies(said, series="baci"),
        supplies(said, subject=KOR, to=IDN),
        supplies(said, subject=IDN, to=KOR),
    ]
    assert len({f.id for f in facts}) == len(facts)


def test_the_order_of_qualifiers_and_parties_is_not_content() -> None:
    said = (claim(status="current"),)
    one = Fact("SUPPLIES", KOR, IDN, freeze({"mineral": "lithium", "year": 2022}), said)
    other = Fact("SUPPLIES", KOR, IDN, freeze({"year": 2022, "mineral": "lithium"}), said)
    assert one == other
    assert mou(claim(status="signed"), parties=(KOR, IDN)) == mou(claim(status="signed"), parties=(IDN, KOR))


def test_the_id_of_an_instrument_is_kind_parties_title_or_topics_and_month() -> None:
    def made(kind: str = "mou", **said: object) -> Instrument:
        return mou(claim(status="signed", **said), kind=kind)  # type: ignore[arg-type]

    same = made(title="The Pact", topics=topics(LITHIUM), date="2024-06-12").id
    assert made(title="THE PACT", topics=topics(NICKEL), date="2024-06-13", count=3).id == same
    others = [
        made(topics=topics(LITHIUM), date="2024-06-12"), made(title="The Pact", date="2024"),
        made(title="The Pact", date="2024-07-12"), made("agreement", title="The Pact", date="2024-06-12"),
        made(topics=topics(NICKEL), date="2024-06-12"), made(),
    ]  # fmt: skip
    assert len({same, *(o.id for o in others)}) == len(others) + 1


def test_a_claim_gives_its_attributes() -> None:
    said = claim(status="signed", topics=topics(LITHIUM), count=3)
    assert (said.get("count"), said.get("title"), said.topics) == (3, None, ("Mineral/lithium",))
    assert claim(status="signed").topics == ()


@given(st.integers(0, 10**12 - 1), st.integers(0, 10**12 - 1))
def test_claims_sort_by_place_in_the_document(one: int, other: int) -> None:
    a, b = (Claim("doc", "x", start, start + 1) for start in (one, other))
    assert (a.sort_key < b.sort_key) is (one < other)


@pytest.mark.parametrize(("reader", "told"), [("graphkit", True), (TABLE, False), (ROW, False)])
def test_what_was_read_from_a_text_is_told_and_a_row_is_not(reader: str, told: bool) -> None:
    assert Claim("d", "q", 0, 1, reader=reader).told is told
