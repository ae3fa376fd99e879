"""`extract --explain` shows for each fact by what it was read, in which clause, and what stands for its parts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graphkit.cli import cli
from graphkit.reading import read
from tests.reading.conftest import document

TEXT = (
    "LIMA, 11 June 2024 - On Monday Peru and Norway signed a memorandum of understanding on copper, which Bolivia had "
    "expected. The two also agreed to cooperate in geological surveys. Chile exports lithium to South Korea; Bolivia "
    "banned exports of tin in March."
)


@pytest.fixture
def explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Read the text with --explain, as a user does in a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    path = tmp_path / "lima.txt"
    path.write_text(TEXT, encoding="utf-8")

    def run(*options: str) -> str:
        result = CliRunner().invoke(cli, ["extract", str(path), "--explain", *options])
        assert result.exit_code == 0, result.output
        return result.stdout

    return run


def _facts(explained: Callable[..., str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(explained("--format", "json"))
    return found


def _slots(row: dict[str, Any]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for slot in row["slots"]:
        out.setdefault(slot["slot"], []).append(slot["text"])
    return out


def test_clause_and_slots_are_ranges_of_the_text(explained: Callable[..., str]) -> None:
    for row in _facts(explained):
        for part in (row["clause"], *row["slots"]):
            assert TEXT[part["start"] : part["end"]] == part["text"]
        assert row["rule"]
        assert 0 < row["confidence"] <= 1


def test_each_fact_has_the_slots_of_its_relation(explained: Callable[..., str]) -> None:
    by_relation = {row["relation"]: row for row in _facts(explained) if not row.get("doubtful")}
    mou = _slots(by_relation["mou"])
    assert mou["party"] == ["Peru", "Norway"]
    assert mou["word"] == ["signed"]
    assert mou["instrument"] == ["memorandum of understanding"]
    assert mou["date"] == ["On Monday"]
    supplies = _slots(by_relation["SUPPLIES"])
    assert (supplies["subject"], supplies["good"], supplies["object"]) == (["Chile"], ["lithium"], ["South Korea"])
    assert by_relation["SUPPLIES"]["clause"]["text"] == "Chile exports lithium to South Korea"
    assert _slots(by_relation["COOPERATES_WITH"])["date elsewhere"] == ["On Monday"]


def test_the_table_shows_them_within_the_terminal(explained: Callable[..., str]) -> None:
    text = explained()
    assert "        by rule instrument.active, confidence " in text
    assert "        date  “On Monday” = 2024-06-10" in text
    assert "        clause  “Bolivia banned exports of tin in March" in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_no_trace_is_kept_where_none_was_asked_for() -> None:
    assert read(document(TEXT)).traces == {}
