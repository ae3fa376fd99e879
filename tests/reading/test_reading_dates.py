"""Dates are resolved against the day of publication, and no year is invented."""

from __future__ import annotations

import pytest

from graphkit.model import Document, Fact
from graphkit.reading import read
from graphkit.reading.timing import dates


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        ("They met on June 12.", None, []),
        ("They met on June 12.", "2024-06-30", ["2024-06-12"]),
        ("They met on June 12.", "2024-06", ["2024-06-12"]),
        ("They met on June 12.", "2024", []),
        ("They met on the 5th.", "2024-06", []),
        ("They met on 12 June 2023.", None, ["2023-06-12"]),
        ("They met on June 12th, 2023.", None, ["2023-06-12"]),
        ("They met in March 2022.", None, ["2022-03"]),
        ("They met in 2022.", None, ["2022"]),
        ("They met on Monday.", "2024-06-12", ["2024-06-10"]),
        ("They meet next Monday.", "2024-06-12", ["2024-06-17"]),
        ("They met on the 5th.", "2024-03-06", ["2024-03-05"]),
        ("They met on the 27th.", "2024-03-06", ["2024-02-27"]),
        ("They met yesterday.", "2024-03-01", ["2024-02-29"]),
        ("They met last month.", "2024-01-15", ["2023-12"]),
        ("They met last year.", "2024-01-15", ["2023"]),
        ("They met in November.", "2024-01-15", ["2023-11"]),
        ("They met on 31 February 2023.", None, []),
        ("They met on 2024-02-30.", None, []),
    ],
)
def test_what_an_expression_means(text: str, published: str | None, values: list[str]) -> None:
    assert [m.value for m in dates.find(text, published)] == values


def test_the_day_before_counts_from_the_date_before_it() -> None:
    text = "They met on the 5th, after talks the day before."
    found = dates.anchored(text, dates.find(text, "2024-03-06"))
    assert [m.value for m in found] == ["2024-03-05", "2024-03-04"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Body text.\n2024/03/06 08:01 KST", "2024-03-06"),
        ("Published May 17, 2023 8:02 a.m.\n\nBody.", "2023-05-17"),
        ("5 June 2024\n\nBody text here.", "2024-06-05"),
        (
            "Body text on a treaty of May 17, 2013, and on nothing else at all that matters to those who read it.",
            None,
        ),
    ],
)
def test_a_stamp_tells_the_day_of_publication(text: str, day: str | None) -> None:
    assert dates.published(None, text) == day


def test_the_given_day_comes_first() -> None:
    assert dates.published("2024-06", "5 June 2020\n\nBody.") == "2024-06"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In March they met.", ["2024-03"]),
        ("Since November it needs a licence.", ["2023-11"]),
        ("Its April controls stay.", ["2024-04"]),
        ("They met in November of last year.", ["2023-11"]),
        ("They met on 19 July last year.", ["2023-07-19"]),
        ("It began in May 2022; in June of the same year they met.", ["2022-05", "2022-06"]),
        ("They met on 22 and 23 December 2023.", ["2023-12-22"]),
        ("They met on the twenty-seventh of May.", ["2024-05-27"]),
        ("MAY 3 – They met.", ["2024-05-03"]),
        ("They met last week.", ["2024-06"]),
        ("They met two days ago.", ["2024-06-10"]),
        ("They held the 14th meeting and may march in.", []),
        ("Lima, 11 June (ANB) - They met here today.", ["2024-06-11", "2024-06-11"]),
        ("They met on 3 June; a day earlier they had talked.", ["2024-06-03", "2024-06-02"]),
    ],
)
def test_dates_are_read_as_news_writes_them(text: str, values: list[str]) -> None:
    assert [m.value for m in dates.anchored(text, dates.find(text, "2024-06-12"))] == values


def test_what_lies_ahead_is_the_next_such_day() -> None:
    (moment,) = dates.find("They will meet in March.", "2024-06-12")
    assert (moment.value, moment.ahead) == ("2024-03", "2025-03")


def _read(text: str) -> list[tuple[str, str | None]]:
    records = read(Document("d", "", text, "h", published="2024-06-12"), learned=False).records
    return [(r.relation if isinstance(r, Fact) else r.kind, c.date) for r in records for c in r.claims]


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("Peru and Norway signed a memorandum of understanding on copper on Monday.", "mou", "2024-06-10"),
        ("Peru and Norway will sign a memorandum of understanding on copper in March.", "mou", "2025-03"),
        ("In March, Peru and Norway signed an MoU on copper, which is to be renewed in October.", "mou", "2024-03"),
        ("Peru is to mine more. Peru and Norway signed an MoU on copper; it ends in May 2030.", "mou", None),
        (
            "The ministers of Peru and Norway sat down in Lima on Monday. Peru and Norway signed an MoU on copper.",
            "mou",
            "2024-06-10",
        ),
        (
            "The mines ministers of Peru and Norway sat down in Lima on Monday. Peru and Norway had signed an MoU.",
            "mou",
            None,
        ),
    ],
)
def test_a_claim_has_the_date_of_what_happened(text: str, kind: str, date: str | None) -> None:
    assert (kind, date) in _read(text)
