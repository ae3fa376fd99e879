"""`--map OUT` of a report and of `path`: the facts behind the answer, and those alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graphkit import factsfile
from tests import map_cases
from tests.commands import graphkit


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path = tmp_path_factory.mktemp("maps") / "facts.jsonl"
    factsfile.write(map_cases.small().settled(), path)
    return ["--store", str(path)]


def held(page: Path) -> list[dict[str, Any]]:
    """Return the facts that a page holds, by relation and status."""
    data = map_cases.unpacked(page.read_text(encoding="utf-8"))
    names, statuses = [r["id"] for r in data["relations"]], [s[0] for s in data["statuses"]]
    facts = data["facts"]
    return [
        {"relation": names[rel], "status": statuses[status] if status >= 0 else None}
        for rel, status in zip(facts["rel"], facts["status"], strict=True)
    ]


def test_a_report_draws_the_facts_that_its_rows_name(run: list[str], tmp_path: Path) -> None:
    out = tmp_path / "m.html"
    done = graphkit(*run, "report", "mineral", "nickel", "--map", str(out), "--format", "json")
    assert done.code == 0, done.err
    assert "it opens without a network" in done.err
    assert sorted(fact["relation"] for fact in held(out)) == sorted(row["relation"] for row in json.loads(done.out))


def test_a_report_of_measures_draws_what_its_ties_rest_on(run: list[str], tmp_path: Path) -> None:
    out = tmp_path / "brokers.html"
    done = graphkit(*run, "report", "brokers", "--map", str(out))
    assert done.code == 0, done.err
    assert held(out) == [{"relation": "SIGNED_MOU", "status": "signed"}]


def test_a_path_is_drawn_too(run: list[str], tmp_path: Path) -> None:
    out = tmp_path / "path.svg"
    done = graphkit(*run, "path", "Kazakhstan", "Minerals Security Partnership", "--k", "1", "--map", str(out))
    assert done.code == 0, done.err
    drawn = out.read_text(encoding="utf-8")
    assert all(name in drawn for name in ("Kazakhstan", "South Korea", "Minerals Security Partnership"))
    assert "Hideyuki Urata" not in drawn


def test_an_answer_without_facts_draws_nothing_and_says_so(run: list[str], tmp_path: Path) -> None:
    out = tmp_path / "none.html"
    done = graphkit(*run, "report", "pair", "Japan", "Indonesia", "--map", str(out))
    assert done.code == 0
    assert "no fact to draw" in done.err
    assert not out.exists()


def test_a_name_that_cannot_be_drawn_is_refused_before_anything_is_asked(run: list[str], tmp_path: Path) -> None:
    done = graphkit(*run, "report", "brokers", "--map", str(tmp_path / "x.pdf"))
    assert (done.code, done.out) == (1, "")
    assert "a map ends in .html" in done.err
