"""What was announced: how long ago, and until when a source still spoke of it as a plan."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from graphkit import reports
from graphkit.output import render
from graphkit.reports import Question
from graphkit.stores.embedded import EmbeddedStore
from tests.builders import article, bundle, claim, mou

FIRST = article("Korea and Indonesia plan an MOU.", published="2023-03-10")
LATER = article("Korea and Indonesia have not signed their MOU yet.", published="2024-04-02")


def test_the_last_report_of_a_plan_tells_until_when_it_was_not_signed(tmp_path: Path) -> None:
    plans = [mou(claim(said, status="planned", title="Nickel MOU")) for said in (FIRST, LATER)]
    with EmbeddedStore(tmp_path / "store") as store:
        store.load(bundle([FIRST, LATER], plans))
        answer = reports.get("announced").run(store, (), Question())
        (before,) = reports.get("announced").run(store, (), Question(as_of=dt.date(2024, 1, 1))).rows
    (row,) = answer.rows
    assert (row["outcome"], row["announced"], row["last_report"]) == ("never signed", "2023-03-10", "2024-04-02")
    assert before["last_report"] is None
    assert "MOU, open 2024-04-02" in " ".join(render(answer, "table").split())


def test_a_plan_that_is_told_once_has_no_later_report(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        store.load(bundle([FIRST], [mou(claim(FIRST, status="planned"))]))
        (row,) = reports.get("announced").run(store, (), Question()).rows
    assert (row["announced"], row["last_report"]) == ("2023-03-10", None)
