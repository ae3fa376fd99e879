"""Short expressions mean what was spoken of before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = Callable[..., set[tuple[str, ...]]]
MOU = {("mou", "CHL", "PER", "signed")}


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile are neighbours. The two countries signed a memorandum of understanding on copper.",
        "Peru and Chile are neighbours. Both sides signed a memorandum of understanding on copper.",
        "Peru and Chile are neighbours. They signed a memorandum of understanding on copper.",
        "Peru met Chile. The two governments signed a memorandum of understanding on copper in Japan.",
        "Peru wooed Chile. A memorandum of understanding on copper was drafted. It was signed by Peru and Chile.",
    ],
)
def test_pairs(rows_of: Rows, text: str) -> None:
    assert {r for r in rows_of(text) if r[0] == "mou" and r[-1] == "signed"} == MOU


def test_the_two_leaders_stand_for_their_states(rows_of: Rows) -> None:
    text = (
        "Peruvian President Ana Quispe met Chilean President Luz Soto in Lima. "
        "The two leaders signed a memorandum of understanding on copper."
    )
    assert ("mou", "CHL", "PER", "signed") in rows_of(text)
    assert ("MET_WITH", "CHL/luz-soto", "PER/ana-quispe", "") in rows_of(text)


def test_no_pair_is_guessed_among_many_countries(rows_of: Rows) -> None:
    text = "Peru, Chile, Bolivia, Brazil and Ecuador met. The two countries signed a memorandum of understanding."
    assert not {r for r in rows_of(text) if r[0] == "mou"}


def test_the_nation_of_a_region(rows_of: Rows) -> None:
    text = "Japan looks to Uzbekistan. Japan imports uranium from the Central Asian nation."
    assert ("SUPPLIES", "UZB", "JPN", "current", "uranium") in rows_of(text)


def test_the_dialogue_is_the_forum_of_that_name(rows_of: Rows) -> None:
    text = "The Baltic Minerals Dialogue opened in Riga. Latvia attended the dialogue."
    assert ("PARTICIPATES_IN", "LVA", "baltic-minerals-dialogue", "") in rows_of(text)


@pytest.mark.parametrize("name", ["the Fijian leader", "the Fijian prime minister", "the prime minister", "Tora"])
def test_a_person_by_the_office(rows_of: Rows, name: str) -> None:
    text = f"Fijian Prime Minister Jone Tora came to Malta. On Friday {name} met Maltese President Karla Zammit."
    assert ("MET_WITH", "FJI/jone-tora", "MLT/karla-zammit", "") in rows_of(text)


def test_they_are_the_two_who_met(rows_of: Rows) -> None:
    text = "Fijian Prime Minister Jone Tora met Maltese President Karla Zammit. They discussed cooperation on zinc."
    assert ("COOPERATES_WITH", "FJI", "MLT", "agreed") in rows_of(text)
