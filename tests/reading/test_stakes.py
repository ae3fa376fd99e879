"""Stakes in companies and mines are read, whether a table has their names or not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = Callable[..., set[tuple[str, ...]]]

STATED: dict[str, set[tuple[str, str]]] = {
    "Glencore owns 40 percent of Norvik Copper.": {("glencore", "norvik-copper")},
    "The mine is run by Norvik Copper, in which Glencore holds 40 per cent and Codelco 35 percent.": {
        ("glencore", "norvik-copper"),
        ("codelco", "norvik-copper"),
    },
    "Ore is sold by Norvik Copper, which is owned to 60 per cent by Vale and to 40 per cent by the Finnish state.": {
        ("vale", "norvik-copper"),
        ("FIN", "norvik-copper"),
    },
    "Prices fell. A third of Norvik Copper belongs to the Finnish state.": {("FIN", "norvik-copper")},
    "Glencore has poured 70 million euros into Norvik Copper.": {("glencore", "norvik-copper")},
    "Outokumpu of Finland keeps 12 percent of Norvik Copper.": {("outokumpu", "norvik-copper")},
    "Glencore would own 40 percent of Norvik Copper.": set(),
    "Glencore sold its half of Norvik Copper.": set(),
    "Will Glencore own 40 percent of Norvik Copper?": set(),
}


@pytest.mark.parametrize("text", STATED)
def test_a_stake_is_read(rows_of: Rows, text: str) -> None:
    assert {row[1:3] for row in rows_of(text) if row[0] == "INVESTS_IN"} == STATED[text]
