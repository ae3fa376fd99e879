"""Dates are resolved against the day of publication, and no year is invented."""

from __future__ import annotations

import pytest

from graphkit.reading import dates


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
