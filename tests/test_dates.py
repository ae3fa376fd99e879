"""Partial dates: what they can mean, which agree, and the most precise that no other contradicts."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit import dates
from graphkit.errors import InputError

DAYS = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31))
PARTIAL = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10]))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2023-02", dt.date(2023, 2, 1), dt.date(2023, 2, 28)),
        ("1900-02", dt.date(1900, 2, 1), dt.date(1900, 2, 28)),
        ("2024-02-29", dt.date(2024, 2, 29), dt.date(2024, 2, 29)),
        ("9999", dt.date(9999, 1, 1), dt.date(9999, 12, 31)),
    ],
)
def test_a_partial_date_means_its_first_to_its_last_day(text: str, first: dt.date, last: dt.date) -> None:
    assert (dates.check(text), dates.first_day(text), dates.last_day(text)) == (text, first, last)


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-6", "2024-13", "2024-00", "2024-06-00", "2023-02-29", "2024-06-31", "0000", "2024/06",
     " 2024", "2024\n", "2024-06-12T10:00", "12 June 2024", "２０２４", "2024-", "-2024", "02024"],
)  # fmt: skip
@pytest.mark.parametrize("function", [dates.check, dates.first_day, dates.last_day])
def test_what_is_no_date_is_refused_and_named(text: str, function: object) -> None:
    assert callable(function)
    with pytest.raises(InputError) as caught:
        function(text)
    assert f'"{text}"' in str(caught.value)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2024", "2024-06-12", True),
        ("2024-06", "2024-06-12", True),
        ("2024-06-12", "2024-06-12", True),
        ("2024-06-12", "2024-06-13", False),
        ("2024-06", "2024-07-12", False),
        ("2023", "2024", False),
    ],
)
def test_dates_agree_where_they_can_name_the_same_day(one: str, other: str, same: bool) -> None:
    assert dates.agree(one, other) is same
    assert dates.agree(other, one) is same


@pytest.mark.parametrize(
    ("given_dates", "expected"),
    [
        ([], (None, True)),
        (["2024"], ("2024", True)),
        (["2024", "2024-06-12", "2024-06"], ("2024-06-12", True)),
        (["2024-06-12", "2024-06-13"], ("2024-06", False)),
        (["2024-06-12", "2024-06-13", "2024"], ("2024-06", False)),
        (["2024-06-12", "2024-07"], ("2024", False)),
        (["2024-06", "2024-07", "2024"], ("2024", False)),
        (["2023", "2024-06-12"], (None, False)),
    ],
)
def test_the_most_precise_date(given_dates: list[str], expected: tuple[str | None, bool]) -> None:
    assert dates.most_precise(given_dates) == expected
    assert dates.most_precise(given_dates[::-1]) == expected


@given(PARTIAL, PARTIAL)
def test_dates_agree_exactly_where_their_days_overlap(one: str, other: str) -> None:
    overlap = dates.first_day(one) <= dates.last_day(other) and dates.first_day(other) <= dates.last_day(one)
    assert dates.agree(one, other) is overlap


@given(st.lists(PARTIAL, min_size=1, max_size=5), st.randoms())
def test_the_most_precise_date_does_not_depend_on_order_or_repetition(some: list[str], random: object) -> None:
    shuffled = some * 2
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    date, same = dates.most_precise(some)
    assert dates.most_precise(shuffled) == (date, same)
    assert same is all(dates.agree(a, b) for a in some for b in some)
    if date is not None:
        assert all(dates.agree(date, other) for other in some)


@given(DAYS)
def test_a_whole_date_is_its_own_first_and_last_day(day: dt.date) -> None:
    assert dates.first_day(day.isoformat()) == dates.last_day(day.isoformat()) == day
