"""Reports of supply of figures as their publishers give them: twice, as shares alone, as weights alone, by product."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphkit import reports
from graphkit.output import Answer, render
from graphkit.reports import Question
from graphkit.stores.embedded import EmbeddedStore
from tests.datasets import put
from tests.supply_world import comtrade


def ask(store: EmbeddedStore, name: str, *subjects: str, **options: Any) -> Answer:
    """Return the answer of a report."""
    return reports.get(name).run(store, subjects, Question(limit=5, options=options))


def text(answer: Answer) -> str:
    """Return what a report says on one line, after checking that it fits a terminal."""
    drawn = render(answer, "table")
    assert max(map(len, drawn.splitlines())) <= 80
    return " ".join(drawn.split())


# ---------------------------------------------------------------- what two report is counted once
def test_what_importer_and_exporter_report_is_counted_once(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        put(store, comtrade(tmp_path))
        for series in (None, "comtrade"):
            found = ask(store, "suppliers", "nickel", to="Korea", series=series).rows
            assert [(row["id"], row["value_usd"], row["share"]) for row in found] == [
                ("NCL", 600.0, pytest.approx(0.6)),
                ("PHL", 400.0, pytest.approx(0.4)),
            ]
            (korea,) = ask(store, "exposure", "nickel", restricted_by="Philippines", series=series).rows
            assert (korea["id"], korea["value_usd"], korea["total_usd"]) == ("KOR", 400.0, 1000.0)
            for subject in (["nickel"], []):
                (bought,) = ask(store, "concentration", *subject, of="Korea", series=series).rows
                assert (bought["total"], bought["hhi"]) == (1000.0, pytest.approx(0.52))
