"""Sums, shares and circumstances are kept where a sentence gives them once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.model import Fact
from graphkit.reading import Reading
from graphkit.reading.sentences import figures

Readings = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It paid US$1.5 billion.", 1.5e9),
        ("It paid $12,500,000 in all.", 12_500_000.0),
        ("It paid 30 million dollars.", 30e6),
        ("It paid C$8.6 billion.", None),
        ("It paid 30 million euros.", None),
        ("It paid $5 million, then $6 million.", None),
        ("It paid nothing.", None),
    ],
)
def test_dollars(text: str, value: float | None) -> None:
    assert figures.dollars(text) == value


@pytest.mark.parametrize(("text", "value"), [("holds 51 percent", 0.51), ("holds 49.5%", 0.495), ("5% and 6%", None)])
def test_share(text: str, value: float | None) -> None:
    assert figures.share(text) == value


def claim_of(reading: Reading, relation: str) -> dict[str, object]:
    fact = next(r for r in reading.records if isinstance(r, Fact) and r.relation == relation)
    return dict(fact.claims[0].attributes)


def test_a_stake_has_its_share(reading_of: Readings) -> None:
    text = "Andes Copper Ltd bought a 10 percent stake in Baltic Tin Ltd for $5 million."
    assert claim_of(reading_of(text), "INVESTS_IN") == {"share": 0.1, "value_usd": 5e6}


def test_a_meeting_has_its_place(reading_of: Readings) -> None:
    text = "Fijian Prime Minister Jone Tora met Maltese President Karla Zammit in Tokyo."
    assert claim_of(reading_of(text), "MET_WITH") == {"place": "Tokyo"}


def test_a_forum_has_its_edition(reading_of: Readings) -> None:
    text = "Peru hosted the 3rd Andean Copper Forum."
    assert claim_of(reading_of(text), "PARTICIPATES_IN") == {"edition": 3}


def test_a_cooperation_has_its_form(reading_of: Readings) -> None:
    text = "In a joint statement Peru and Chile agreed to cooperate on copper."
    assert claim_of(reading_of(text), "COOPERATES_WITH")["form"] == "joint statement"
