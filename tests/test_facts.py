"""Claims become facts: identity, merging, and which claims speak of the same instrument, whatever the order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import EvidenceError, VocabularyError
from graphkit.facts import check_evidence, merge, without
from graphkit.model import Claim, Instrument, Record
from tests.builders import IDN, JPN, KAZ, KOR, LITHIUM, NICKEL, article, claim, fact, mou, supplies, topics

A, B, C = "a", "b", "c"
LI, NI = topics(LITHIUM), topics(NICKEL)


def instruments(records: Iterable[Record]) -> list[set[str]]:
    """Return the instruments among records, each as the set of the documents that speak of it."""
    return sorted(({c.document for c in r.claims} for r in merge(records) if isinstance(r, Instrument)), key=sorted)


def test_facts_of_one_identity_become_one_with_all_claims() -> None:
    one, other = claim(A, status="current"), claim(B, status="planned", tonnes=3.0)
    (merged,) = merge([supplies([one]), supplies([other])])
    assert merged.claims == (one, other)


def test_another_mineral_year_or_direction_is_another_fact() -> None:
    said = [claim(status="current")]
    facts = [supplies(said), supplies(said, "nickel"), supplies(said, year=2022), supplies(said, subject=KOR, to=KAZ)]
    assert len(merge(facts)) == 4


def test_the_same_claim_twice_is_one() -> None:
    (merged,) = merge([supplies([claim(A, status="current")])] * 3)
    assert len(merged.claims) == 1


def test_symmetric_relations_have_one_direction() -> None:
    said = claim(status="agreed")
    one, other = fact("COOPERATES_WITH", KOR, IDN, said), fact("COOPERATES_WITH", IDN, KOR, said)
    assert one == other
    assert (one.subject, one.object) == (IDN, KOR)
    assert fact("MET_WITH", JPN, KOR, claim()) == fact("MET_WITH", KOR, JPN, claim())


def test_directed_relations_keep_their_direction() -> None:
    made = supplies([claim(status="current")], subject=KOR, to=IDN)
    assert (made.subject, made.object) == (KOR, IDN)


def test_no_fact_without_evidence() -> None:
    with pytest.raises(VocabularyError, match="no claim"):
        supplies([])
    with pytest.raises(VocabularyError, match="no claim"):
        mou()


TEXT = "Korea and Indonesia signed an MOU. 한국 signed it in Seoul."
DOCUMENT = article(TEXT)


@pytest.mark.parametrize("quote", [TEXT, "signed an MOU", "한국 signed it"])
def test_evidence_that_stands_in_its_document_is_taken(quote: str) -> None:
    check_evidence(mou(claim(DOCUMENT, quote, status="signed")), {DOCUMENT.id: DOCUMENT})


@pytest.mark.parametrize(
    ("quote", "start", "end"),
    [
        ("signed an MOU", 21, 34),
        ("Signed an MOU", 20, 33),
        ("", 20, 20),
        ("in Seoul", -9, -1),
        ("in Seoul.", len(TEXT) - 9, len(TEXT) + 5),
        ("", len(TEXT), len(TEXT)),
        ("signed", 26, 20),
    ],
)
def test_evidence_that_does_not_stand_there_is_refused(quote: str, start: int, end: int) -> None:
    said = replace(claim(DOCUMENT, TEXT, status="signed"), quote=quote, start=start, end=end)
    with pytest.raises(EvidenceError, match=DOCUMENT.id):
        check_evidence(mou(said), {DOCUMENT.id: DOCUMENT})


def test_evidence_from_a_document_that_is_not_given_is_refused() -> None:
    with pytest.raises(EvidenceError, match="not given"):
        check_evidence(mou(claim(DOCUMENT, status="signed")), {})


# ---------------------------------------------------------------- which claims speak of the same instrument
def said(document: str, status: str = "signed", **about: object) -> Instrument:
    """Return the instrument of one claim."""
    return mou(claim(document, status=status, **about))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "pair",
    [
        (said(A, topics=LI, date="2024-06-12"), said(B, topics=LI, date="2024-06-13")),
        (said(A, topics=LI, date="2024-06-12"), said(B, "planned", topics=LI, date="2024-06")),
        (said(A, title="The Pact", topics=LI), said(B, title="THE PACT", topics=NI)),
        (said(A, topics=LI, date="2024-06-12"), said(B, topics=LI, date="2024")),
        (said(A, topics=LI, date="2024-06-12"), said(B, topics=LI)),
        (said(A, topics=LI, date="2024-06-12"), said(B, date="2024-06")),
        (said(A, topics=LI), said(B, topics=topics(LITHIUM, NICKEL))),
        (said(A, title="The Pact", date="2024-06-12"), said(B, topics=LI, date="2024-06")),
        (said(A, topics=LI), said(B)),
        (said(A, topics=LI, date="2020-05-01"), said(B, "terminated", topics=LI, date="2023-06-30")),
        (said(A, topics=LI, date="2020"), said(B, "in_force", topics=LI, date="2021-01-01")),
        (said(A, "planned", topics=LI, date="2020-05"), said(B, "cancelled", topics=LI, date="2021-01")),
    ],
)
def test_claims_that_differ_in_precision_only_speak_of_one(pair: tuple[Instrument, Instrument]) -> None:
    assert instruments(pair) == [{A, B}]
    assert instruments(pair[::-1]) == [{A, B}]


@pytest.mark.parametrize(
    "pair",
    [
        (said(A, topics=LI), said(B, topics=NI)),
        (said(A, topics=LI, date="2024-06"), said(B, topics=LI, date="2024-07")),
        (said(A, topics=LI, date="2023"), said(B, topics=LI, date="2024-06")),
        (said(A, title="The Pact"), said(B, title="The Other Pact")),
        (said(A, topics=LI, date="2024-06-12"), said(B, "planned", topics=LI, date="2024")),
        (said(A), mou(claim(B, status="signed"), kind="agreement")),
        (said(A), mou(claim(B, status="signed"), parties=(KOR, JPN))),
        (said(A), mou(claim(B, status="signed"), parties=(KOR, IDN, JPN))),
    ],
)
def test_claims_that_differ_otherwise_speak_of_two(pair: tuple[Instrument, Instrument]) -> None:
    assert instruments(pair) == [{A}, {B}]


def test_a_vague_claim_with_two_candidates_is_left_alone() -> None:
    june, july = said(A, topics=LI, date="2024-06-12"), said(B, topics=LI, date="2024-07-12")
    assert instruments([june, july, said(C, topics=LI, date="2024")]) == [{A}, {B}, {C}]
    assert instruments([said(A, topics=LI), said(B, topics=NI), said(C)]) == [{A}, {B}, {C}]


def test_an_end_with_two_candidates_is_left_alone() -> None:
    first, second = said(A, topics=LI, date="2020-05-01"), said(B, topics=LI, date="2022-05-01")
    assert instruments([first, second, said(C, "terminated", topics=LI, date="2023-06")]) == [{A}, {B}, {C}]


def test_a_chain_of_precision_ends_in_one() -> None:
    steps = [said(A), said(B, topics=LI), said(C, topics=LI, date="2024-06-12")]
    assert instruments(steps) == [{A, B, C}]


def test_claims_that_come_to_the_same_title_and_month_are_one() -> None:
    planned = [said(A, "planned", topics=LI, date="2024-06"), said(B, "planned", title="The Pact")]
    assert instruments([*planned, said(C, title="The Pact", date="2024-06-12")]) == [{A, B, C}]


def test_without_a_document_the_rest_stays() -> None:
    (merged,) = merge([said(A, topics=LI), said(B, topics=LI)])
    rest = without(merged, A)
    assert rest is not None
    assert {c.document for c in rest.claims} == {B}
    assert without(rest, B) is None


# ---------------------------------------------------------------- properties
DATES = st.sampled_from([None, "2023", "2024", "2024-06", "2024-06-12", "2024-06-13", "2024-07"])
TOPICS = st.lists(st.sampled_from([str(LITHIUM), str(NICKEL)]), max_size=2, unique=True).map(sorted)
DOCUMENTS = st.sampled_from(["a", "b", "c", "d"])


@st.composite
def instrument_claims(draw: st.DrawFn) -> Claim:
    """Draw a claim of an instrument."""
    about: dict[str, object] = {}
    if found := draw(TOPICS):
        about["topics"] = tuple(found)
    if title := draw(st.sampled_from(["", "", "The Pact", "THE PACT", "Roadmap"])):
        about["title"] = title
    status = draw(st.sampled_from(["planned", "signed", "in_force", "terminated", "cancelled"]))
    return claim(draw(DOCUMENTS), status=status, date=draw(DATES), **about)  # type: ignore[arg-type]


FACT_CLAIMS = st.builds(
    lambda document, status, date: claim(document, status=status, date=date),
    DOCUMENTS, st.sampled_from(["current", "planned", "sought", "ended"]), DATES,
)  # fmt: skip
RECORDS = st.lists(
    st.one_of(
        st.builds(lambda c, k: mou(c, kind=k), instrument_claims(), st.sampled_from(["mou", "agreement"])),
        st.builds(lambda c, m: supplies([c], m), FACT_CLAIMS, st.sampled_from(["lithium", "nickel"])),
    ),
    max_size=7,
)


@given(RECORDS)
def test_merging_is_idempotent(records: list[Record]) -> None:
    merged = merge(records)
    assert merge(merged) == merged
    assert merge([*merged, *records]) == merged


@given(RECORDS, st.randoms())
def test_merging_does_not_depend_on_order(records: list[Record], random: object) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(shuffled) == merge(records)


@given(RECORDS, RECORDS, RECORDS)
def test_merging_does_not_depend_on_how_the_records_are_split(
    a: list[Record], b: list[Record], c: list[Record]
) -> None:
    whole = merge([*a, *b, *c])
    assert merge([*merge([*a, *b]), *c]) == whole
    assert merge([*a, *merge([*b, *c])]) == whole
    assert merge([*merge(a), *merge(c), *merge(b)]) == whole


@given(RECORDS)
def test_merging_keeps_every_claim_once_and_gives_every_record_its_own_id(records: list[Record]) -> None:
    merged = merge(records)
    ids = [r.id for r in merged]
    assert len(set(ids)) == len(ids)
    for kind in ("mou", "agreement"):
        given_claims = {c for r in records if isinstance(r, Instrument) and r.kind == kind for c in r.claims}
        kept = [c for r in merged if isinstance(r, Instrument) and r.kind == kind for c in r.claims]
        assert sorted(kept, key=lambda c: c.sort_key) == sorted(given_claims, key=lambda c: c.sort_key)


@given(RECORDS, DOCUMENTS)
def test_taking_a_document_back_leaves_what_the_others_make(records: list[Record], document: str) -> None:
    left = [rest for r in merge(records) if (rest := without(r, document)) is not None]
    never = [rest for r in records if (rest := without(r, document)) is not None]
    assert merge(left) == merge(never)
