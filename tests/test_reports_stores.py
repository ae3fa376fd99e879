"""Every report says the same, to the letter, on every store and on a facts file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit import factsfile, reports
from graphkit.output import render
from graphkit.reports import Question
from graphkit.stores import open_store
from graphkit.stores.base import Store
from tests.report_world import world
from tests.test_reports_days import world as days
from tests.test_reports_supply import CASES as SUPPLY

DAY = dt.date(2024, 12, 31)
Cases = list[tuple[str, list[str], Question]]
CASES: Cases = [
    ("announced", [], Question(as_of=DAY)),
    ("announced", [], Question(party="Korea", mineral="nickel")),
    ("changes", [], Question(since=dt.date(2024, 6, 1), until=dt.date(2026, 2, 28))),
    ("changes", ["lithium"], Question(since=dt.date(2024, 6, 1), until=dt.date(2026, 2, 28))),
    ("contradictions", [], Question()),
    ("forum", ["msp,forge"], Question(as_of=DAY, options={"pact_with": "China"})),
    ("forum", ["msp"], Question()),
    ("mineral", ["lithium"], Question(as_of=DAY)),
    ("mineral", ["critical minerals"], Question()),
    ("officials", [], Question(options={"country": "Korea"})),
    ("officials", [], Question(mineral="lithium")),
    ("pair", ["Korea", "Kazakhstan"], Question()),
    ("pair", ["China", "Korea"], Question(as_of=DAY, exact=True)),
    ("partners", ["lithium"], Question()),
    ("partners", ["Korea"], Question(as_of=DAY)),
    ("profile", ["Korea"], Question()),
    ("profile", ["China"], Question(options={"by_mineral": True})),
    ("sources", [], Question()),
    ("sources", ["Kazakhstan"], Question()),
    ("timeline", [], Question()),
    ("timeline", ["MSP"], Question(since=dt.date(2024, 1, 1))),
]


THEN = dt.date(2019, 6, 30)
DAYS: Cases = [
    ("brokers", [], Question(statuses=frozenset({"signed"}))),
    ("changes", [], Question(since=dt.date(2025, 11, 15), until=dt.date(2025, 11, 30))),
    ("communities", [], Question()),
    ("forum", ["EU,opec"], Question(as_of=THEN)),
    ("mineral", ["lithium"], Question(party="China")),
    ("officials", [], Question(as_of=dt.date(2025, 3, 15), options={"country": "Korea"})),
    ("pair", ["UK", "France"], Question(as_of=THEN)),
    ("partners", ["EU"], Question(as_of=THEN)),
    ("profile", ["Korea"], Question()),
]


def told(store: Store, cases: Cases = CASES) -> list[str]:
    """Return what each report says, as JSON and drawn."""
    out = []
    for name, subjects, question in cases:
        answer = reports.get(name).run(store, subjects, question)
        out += [render(answer, "json"), render(answer, "table"), render(reports.bibliography(store, answer), "json")]
    return out


@pytest.fixture(scope="module")
def from_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """What the reports say of a facts file."""
    path = Path(tmp_path_factory.mktemp("facts"), "facts.jsonl")
    factsfile.write(world(), path)
    with open_store(str(path)) as store:
        yield told(store)


def test_every_report_says_the_same_on_every_store_and_on_a_facts_file(store: Store, from_file: list[str]) -> None:
    store.load(world())
    assert told(store) == from_file


def test_answers_for_a_day_are_the_same_on_every_store_and_on_a_facts_file(store: Store, tmp_path: Path) -> None:
    store.load(days())
    factsfile.write(days(), tmp_path / "facts.jsonl")
    with open_store(str(tmp_path / "facts.jsonl")) as file:
        assert told(store, DAYS) == told(file, DAYS)


def test_every_report_that_is_there_is_compared() -> None:
    compared = {name for name, _, _ in (*CASES, *SUPPLY)}
    assert set(reports.names()) - {"brokers", "communities"} == compared  # those two have tests of their own
