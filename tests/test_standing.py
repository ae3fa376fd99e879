"""How a fact stands after its claims: status, dates, disputes, and on any day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit import dates
from graphkit.leading import only_leader
from graphkit.model import Claim, Record, Ref
from graphkit.schema import schema
from graphkit.standing import Standing, about, as_of, close_with_forum, settle
from tests.builders import FORGE, IDN, JPN, KAZ, KOR, LITHIUM, MSP, NICKEL, claim, fact, mou, supplies, topics


def day(text: str) -> dt.date:
    """Return the day that an ISO date names."""
    return dt.date.fromisoformat(text)


# ---------------------------------------------------------------- status
@pytest.mark.parametrize(
    ("said", "status"),
    [
        ([("planned", "2024-01"), ("signed", "2024-06")], "signed"),
        ([("signed", "2024-06"), ("in_force", "2025-01")], "in_force"),
        ([("signed", "2020"), ("terminated", "2023")], "terminated"),
        ([("signed", "2024-06-12"), ("terminated", "2024")], "terminated"),
        ([("signed", "2020"), ("suspended", "2021"), ("in_force", "2022")], "in_force"),
        ([("signed", "2020"), ("planned", "2024")], "signed"),
        ([("signed", "2020"), ("terminated", "2021"), ("signed", "2022")], "signed"),
        ([("signed", "2020"), ("terminated", "2021"), ("planned", "2022")], "planned"),
        ([("planned", "2024"), ("cancelled", "2025")], "cancelled"),
        ([("signed", None), ("planned", None)], "signed"),
        ([("signed", "2020"), ("terminated", None)], "terminated"),
        ([("signed", None), ("terminated", "2020")], "terminated"),
    ],
)
def test_the_status_is_the_one_that_holds_after_all_claims(said: list[tuple[str, str | None]], status: str) -> None:
    claims = [claim(f"d{n}", status=s, date=d) for n, (s, d) in enumerate(said)]
    assert settle(mou(*claims)).status == status
    assert settle(mou(*claims[::-1])).status == status


def test_an_older_report_of_a_plan_read_later_does_not_undo_the_signing() -> None:
    signed = claim("b", status="signed", date="2024-06-12", published="2024-06-13")
    plan = claim("a", status="planned", date="2024-07", published="2024-06-20")
    standing = settle(mou(signed, plan))
    assert (standing.status, standing.date, standing.disputed) == ("signed", "2024-06-12", ())


def test_claims_without_a_date_speak_of_the_day_of_their_publication() -> None:
    claims = [claim("a", status="current", published="2023-01-05"), claim("b", status="ended", published="2022-01-05")]
    assert settle(supplies(claims)).status == "current"
    assert not settle(supplies(claims)).ended


def test_one_who_left_after_the_last_report_of_membership_has_left() -> None:
    left = claim("a", status="left", since="1973-01-01", until="2020-01-31")
    member = claim("b", status="member", published="2010-05-01")
    standing = settle(fact("MEMBER_OF", KOR, MSP, left, member))
    assert standing.ended
    assert (standing.valid_from, standing.valid_to) == (day("1973-01-01"), day("2020-01-31"))


# ---------------------------------------------------------------- dates and disputes
def test_the_date_is_the_most_precise_that_no_claim_contradicts() -> None:
    standing = settle(mou(*(claim(d, status="signed", date=d) for d in ("2024", "2024-06", "2024-06-12"))))
    assert (standing.date, standing.disputed) == ("2024-06-12", ())
    assert standing.valid_from == day("2024-06-12")


def test_partial_dates_begin_on_their_first_and_end_on_their_last_day() -> None:
    standing = settle(mou(claim(status="signed", date="2020-02"), claim("b", status="terminated", date="2024-02")))
    assert (standing.valid_from, standing.valid_to) == (day("2020-02-01"), day("2024-02-29"))
    yearly = settle(supplies([claim(status="current")], year=2022))
    assert (yearly.valid_from, yearly.valid_to) == (day("2022-01-01"), day("2022-12-31"))


def test_two_dates_of_one_signing_are_disputed() -> None:
    standing = settle(
        mou(claim("a", status="signed", date="2024-06-12"), claim("b", status="signed", date="2024-06-13"))
    )
    assert (standing.date, standing.disputed) == ("2024-06", ("date",))
    assert standing.valid_from == day("2024-06-01")


def test_the_dates_of_plan_signing_and_entry_into_force_do_not_dispute_each_other() -> None:
    claims = [claim(s, status=s, date=d) for s, d in (("planned", "2023"), ("signed", "2024"), ("in_force", "2025"))]
    standing = settle(mou(*claims))
    assert (standing.date, standing.disputed) == ("2024", ())


def test_two_counts_are_disputed_and_one_count_twice_is_not() -> None:
    three, again, five = (claim(n, status="signed", date="2024", count=c) for n, c in (("a", 3), ("b", 3), ("c", 5)))
    assert settle(mou(three, again)).disputed == ()
    assert settle(mou(three, again)).attributes["count"] == 3
    assert settle(mou(three, five)).disputed == ("count",)


def test_where_the_vocabulary_does_not_ask_for_agreement_nothing_is_disputed() -> None:
    claims = [claim("a", status="planned", share=0.1), claim("b", status="planned", share=0.2)]
    assert settle(fact("INVESTS_IN", KOR, IDN, *claims)).disputed == ()
    assert settle(supplies([claim("a", status="current", share=0.1), claim("b", status="current", share=0.2)])).disputed


def test_lists_are_joined_and_dates_of_terms_sharpened() -> None:
    both = [claim("a", status="signed", topics=topics(NICKEL)), claim("b", status="signed", topics=topics(LITHIUM))]
    assert settle(mou(*both)).attributes["topics"] == ("Mineral/lithium", "Mineral/nickel")
    member = [claim("a", status="member", since="2022"), claim("b", status="member", since="2022-06-14")]
    assert settle(fact("MEMBER_OF", KOR, MSP, *member)).attributes["since"] == "2022-06-14"
    member.append(claim("c", status="member", since="2023"))
    assert settle(fact("MEMBER_OF", KOR, MSP, *member)).disputed == ("since",)


def test_claims_about_a_topic() -> None:
    one, other = claim("a", status="signed", topics=topics(NICKEL)), claim("b", status="signed")
    assert about(mou(one, other), "Mineral/nickel") == (one,)
    assert about(supplies([claim(status="current")]), "Mineral/lithium") != ()
    assert about(supplies([claim(status="current")]), "Mineral/nickel") == ()


# ---------------------------------------------------------------- as of a day
LIFE = mou(
    claim("a", status="planned", date="2021-06", published="2021-01-10"),
    claim("b", status="signed", date="2021-06-12"),
    claim("c", status="terminated", date="2023"),
)


@pytest.mark.parametrize(
    ("on", "status", "holds"),
    [
        ("2021-01-09", None, False),
        ("2021-01-10", "planned", True),
        ("2021-06-11", "planned", True),
        ("2021-06-12", "signed", True),
        ("2023-06-01", "signed", True),
        ("2023-12-31", "terminated", False),
        ("2030-01-01", "terminated", False),
    ],
)
def test_as_of_a_day_it_stood_as_the_claims_up_to_it_say(on: str, status: str | None, holds: bool) -> None:
    standing = as_of(LIFE, day(on))
    assert (standing.status if standing else None) == status
    assert (standing.holds_on(day(on)) if standing else False) is holds


def test_the_settled_fact_held_while_it_lasted() -> None:
    standing = settle(LIFE)
    assert [standing.holds_on(day(d)) for d in ("2021-06-11", "2021-06-12", "2023-12-30", "2023-12-31")] == [
        False, True, True, False,
    ]  # fmt: skip


def test_without_a_start_the_first_publication_that_reports_it_serves() -> None:
    record = supplies(
        [claim("a", status="current", published="2023-05-02"), claim("b", status="current", published="2022-03")]
    )
    standing = settle(record)
    assert (standing.valid_from, standing.known_from) == (None, day("2022-03-01"))
    assert standing.holds_on(day("2022-03-01"))
    assert not standing.holds_on(day("2022-02-28"))
    assert as_of(record, day("2022-02-28")) is None


def test_what_has_neither_date_nor_publication_is_undated_and_holds_on_no_day() -> None:
    standing = as_of(supplies([claim(status="current")]), day("2024-01-01"))
    assert standing is not None
    assert standing.undated
    assert not standing.holds_on(day("2024-01-01"))


def test_a_yearly_row_holds_in_its_year() -> None:
    standing = settle(supplies([claim(status="current")], year=2022))
    assert standing.valid_to == day("2022-12-31")
    assert [standing.holds_on(day(d)) for d in ("2021-12-31", "2022-01-01", "2022-12-31", "2023-01-01")] == [
        False, True, True, False,
    ]  # fmt: skip
    assert [standing.over(day(d)) for d in ("2022-12-31", "2023-01-01")] == [False, True]


@pytest.mark.parametrize("day_asked", ["2022-01-01", "2022-12-31"])
def test_a_figure_of_a_year_holds_in_it_though_it_was_published_later(day_asked: str) -> None:
    figure = supplies([claim(status="current", published="2024-06-01")], year=2022)
    standing = as_of(figure, day(day_asked))
    assert standing is not None
    assert standing.holds_on(day(day_asked))
    assert as_of(figure, day("2021-12-31")) is None


def test_what_ended_on_a_day_does_not_hold_on_it_nor_in_the_year_that_it_begins() -> None:
    left = settle(fact("MEMBER_OF", JPN, MSP, claim(status="left", since="2019", until="2022-01-01")))
    assert [left.holds_on(day(d)) for d in ("2021-12-31", "2022-01-01")] == [True, False]
    assert [left.held_within(day(f"{year}-01-01"), day(f"{year}-12-31")) for year in (2018, 2019, 2021, 2022)] == [
        False, True, True, False,
    ]  # fmt: skip
    figure = settle(supplies([claim(status="current")], year=2022))
    assert [figure.held_within(day(f"{year}-01-01"), day(f"{year}-12-31")) for year in (2021, 2022, 2023)] == [
        False, True, False,
    ]  # fmt: skip


def test_each_term_of_an_office_counts() -> None:
    terms = [claim("a", title="Minister", since="2010", until="2012"), claim("b", title="Minister", since="2020-05-01")]
    standing = settle(fact("SERVES_IN", Ref("Official", "KOR/yoon-suk-yeol"), KOR, *terms))
    assert [standing.holds_on(day(d)) for d in ("2009-12-31", "2011-01-01", "2015-01-01", "2024-01-01")] == [
        False, True, False, True,
    ]  # fmt: skip
    assert standing.valid_to is None


def test_on_a_day_an_office_stands_with_the_title_and_the_days_of_that_term() -> None:
    terms = [
        claim("a", title="Deputy Minister", since="2010", until="2012-03-01"),
        claim("b", title="Minister", since="2020-05-01", until="2022"),
    ]
    office = fact("SERVES_IN", Ref("Official", "KOR/yoon-suk-yeol"), KOR, *terms)

    def told(standing: Standing | None) -> list[object]:
        assert standing is not None
        said = (standing.attributes.get(name) for name in ("title", "since", "until"))
        return [standing.valid_from, standing.valid_to, *said]

    deputy = [day("2010-01-01"), day("2012-03-01"), "Deputy Minister", "2010", "2012-03-01"]
    minister = [day("2020-05-01"), day("2022-12-31"), "Minister", "2020-05-01", "2022"]
    assert told(as_of(office, day("2011-01-01"))) == deputy
    assert told(as_of(office, day("2021-01-01"))) == minister
    assert told(settle(office)) == [day("2010-01-01"), *minister[1:]]


def test_the_end_of_a_forum_ends_its_memberships_and_nothing_else() -> None:
    member = fact("MEMBER_OF", KOR, MSP, claim(status="member", since="2022-06"))
    left = fact("MEMBER_OF", JPN, MSP, claim(status="left", until="2025-01-31"))
    chair = fact("LEADS", KOR, MSP, claim(since="2022-06"))
    end = day("2026-02-04")
    assert close_with_forum(member, settle(member), end).valid_to == end
    assert close_with_forum(member, settle(member), None) == settle(member)
    assert close_with_forum(left, settle(left), end).valid_to == day("2025-01-31")
    assert close_with_forum(chair, settle(chair), end) == settle(chair)
    assert not close_with_forum(member, settle(member), end).holds_on(end)


# ---------------------------------------------------------------- one leader at a time
@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ({"since": "2022-06-14", "until": "2024-06-30"}, {"since": "2024-07-01"}, False),
        ({"since": "2022-06-14", "until": "2024-07-01"}, {"since": "2024-07-01"}, False),
        ({"since": "2022-06-14"}, {"since": "2024-07-01"}, True),
        ({"since": "2022", "until": "2024"}, {"since": "2024-07"}, True),
        ({"since": "2022-06-14", "role": "co-chair"}, {"since": "2024-07-01"}, False),
        ({}, {"since": "2024-07-01"}, True),
    ],
)
def test_two_leaders_clash_where_their_terms_overlap(
    first: dict[str, str], second: dict[str, str], clash: bool
) -> None:
    one, other = fact("LEADS", KOR, MSP, claim("a", **first)), fact("LEADS", JPN, MSP, claim("b", **second))  # type: ignore[arg-type]
    assert only_leader([one, other]) == ({one.id: (other.id,), other.id: (one.id,)} if clash else {})


def test_leaders_of_different_forums_do_not_clash() -> None:
    facts = [fact("LEADS", party, forum, claim(since="2024")) for party, forum in ((KOR, MSP), (JPN, FORGE))]
    assert only_leader(facts) == {}


# ---------------------------------------------------------------- properties
DAYS = st.dates(min_value=dt.date(2019, 1, 1), max_value=dt.date(2026, 12, 31))
PARTIAL = st.builds(lambda d, length: d.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10]))
CLAIMS = st.builds(
    lambda document, status, date, published: claim(document, status=status, date=date, published=published),
    st.sampled_from("abcde"), st.sampled_from(schema().instruments["statuses"]),
    st.none() | PARTIAL, st.none() | DAYS.map(dt.date.isoformat),
)  # fmt: skip
INSTRUMENTS = st.lists(CLAIMS, min_size=1, max_size=5).map(lambda claims: mou(*claims))


def _can_speak_by(said: Claim, when: dt.date) -> bool:
    given_dates = [d for d in (said.date, said.published) if d]
    return not given_dates or any(dates.first_day(d) <= when for d in given_dates)


@given(INSTRUMENTS, DAYS)
def test_as_of_never_shows_a_status_that_no_claim_up_to_that_day_gives(record: Record, when: dt.date) -> None:
    standing = as_of(record, when)
    if standing is not None and not standing.undated:
        assert standing.status in {c.status for c in record.claims if _can_speak_by(c, when)}
        assert standing.begin is not None
        assert standing.begin <= when


@given(INSTRUMENTS, st.randoms())
def test_settling_does_not_depend_on_the_order_of_claims(record: Record, random: object) -> None:
    shuffled = list(record.claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert settle(record, shuffled) == settle(record)
    assert settle(record, shuffled * 2) == settle(record)


@given(INSTRUMENTS, st.tuples(DAYS, DAYS, DAYS))
def test_what_holds_on_two_days_holds_between_them(record: Record, days: tuple[dt.date, ...]) -> None:
    first, middle, last = sorted(days)
    standing = settle(record)
    if standing.holds_on(first) and standing.holds_on(last):
        assert standing.holds_on(middle)


@given(INSTRUMENTS, DAYS)
def test_it_holds_exactly_from_its_first_day_until_its_last(record: Record, when: dt.date) -> None:
    standing: Standing = settle(record)
    if standing.valid_from and standing.valid_to and schema().statuses[standing.status or ""] != "intent":
        assert standing.holds_on(when) is (standing.valid_from <= when < standing.valid_to)


@given(INSTRUMENTS)
def test_an_act_is_never_replaced_by_an_intent(record: Record) -> None:
    stages = schema().statuses
    said = {stages[c.status or ""] for c in record.claims}
    if "act" in said and "end" not in said:
        assert stages[settle(record).status or ""] == "act"


def test_kazakhstan_sought_then_supplied() -> None:
    record = supplies(
        [claim("a", status="sought", published="2023-01-01"), claim("b", status="current", published="2024-01-01")]
    )
    assert [s.status if (s := as_of(record, day(d))) else None for d in ("2022-12-31", "2023-06-01", "2024-06-01")] == [
        None, "sought", "current",
    ]  # fmt: skip
    assert (record.subject, record.object) == (KAZ, KOR)
    assert IDN not in record.ends
