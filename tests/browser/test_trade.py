"""Pages of trade in a real browser: arcs by value, years that play, figures in tips, lists and tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.model import Document, Ref
from graphkit.visualizations import page
from graphkit.visualizations.trade import Flow, Trade
from tests.browser import browsing
from tests.browser.opening import Open

pytestmark = pytest.mark.skipif(bool(browsing.skip_reason()), reason=browsing.skip_reason() or "no browser")

ROWS = [
    ("CHL", "CHN", 2021, 3e8, 30.0), ("CHL", "KOR", 2021, 1e8, None), ("CHL", "CHN", 2022, 6e8, 60.0),
    ("CHN", "KOR", 2022, 2.5e8, 25.0), ("AUS", "USA", 2022, 5e7, 5.0),
]  # fmt: skip


def _trade(*years: int) -> str:
    flows = tuple(
        Flow(Ref("Country", a), Ref("Country", b), "refined", year, "baci-x", value, tonnes, ("283691",))
        for a, b, year, value, tonnes in ROWS
        if year in years
    )
    totals = {year: sum(flow.value for flow in flows if flow.year == year) for year in years}
    release = Document("baci-x", "BACI HS92, release x", "BACI", "1" * 64, "CEPII", "https://example.org/baci", "2024")
    made = Trade(
        Ref("Mineral", "lithium"), flows, years, totals, 0, "Source: BACI (CEPII).", "", {"baci-x": release}
    )  # fmt: skip
    return page(
        made.bundle(), made.title(), as_of=made.last if len(years) > 1 else None, years=len(years) > 1, trade=made
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Write the pages of one year and of two."""
    folder = tmp_path_factory.mktemp("trade")
    (folder / "year.html").write_text(_trade(2022), encoding="utf-8")
    (folder / "years.html").write_text(_trade(2021, 2022), encoding="utf-8")
    return lambda name: folder / f"{name}.html"


def test_a_page_of_trade_opens_on_the_world_map_with_unit_and_source(opened: Open) -> None:
    map_ = opened("year")
    assert map_.page.is_visible("#view-world")
    assert map_.text("#count") == "5 countries, 3 flows, USD 900 m"
    note = map_.text("#world-note")
    assert "width is the value in current US dollars" in note
    assert "Source: BACI (CEPII)." in note
    assert not map_.page.is_visible("#time")
    map_.page.mouse.move(*map_.place("Country", "CHN"))
    assert map_.text("#tip") == "China: exports USD 250 m, imports USD 600 m"


def test_a_country_lists_what_it_sells_and_buys(opened: Open) -> None:
    map_ = opened("year", "#v=world&n=Country%2FCHN")
    panel = map_.text("#panel")
    assert "Exports USD 250 m, imports USD 600 m" in panel
    assert "South Korea" in panel.split("Imports")[0]
    assert "USD 600 m, 60 t · refined" in panel
    map_.page.click("#panel .flows button >> nth=0")
    assert "China supplies South Korea with lithium" in map_.text("#panel")
    assert "HS 283691" in map_.text("#panel blockquote")


def test_the_table_and_the_csv_have_the_figures(opened: Open) -> None:
    map_ = opened("year", "#v=table")
    first = map_.page.locator("#table-body tr").first
    cells = [cell.inner_text() for cell in first.locator("td").all()]
    assert cells == ["Chile", "China", "2022", "refined", "600,000,000", "60", "66.7 %", "HS 283691"]
    map_.page.click("text=Tonnes")
    map_.page.click("text=Tonnes")
    assert map_.text("#table-body tr td").startswith("Australia")
    rows = list(csv.DictReader(io.StringIO(map_.page.evaluate("() => window.graphkitMap.csv()"))))
    assert [row["value_usd"] for row in rows] == ["50000000", "250000000", "600000000"]


def test_years_play_and_each_is_measured_by_the_largest_of_all(opened: Open) -> None:
    map_ = opened("years", "#v=world&d=18992")  # the last day of 2021
    assert map_.text("#count") == "3 countries, 2 flows, USD 400 m"
    assert map_.text("#day-out") == "2021"
    assert "USD 100 m" in (map_.page.text_content("#world-note svg") or "")
    map_.page.click("#day-all")
    assert map_.text("#count") == "5 countries, 5 flows, USD 1.3 bn"
    map_.go()
    assert map_.page.get_attribute("#play", "aria-pressed") == "true"
    map_.page.wait_for_function("() => document.querySelector('#day-out').textContent === '2022'")
    drawn = map_.page.evaluate("() => window.graphkitMap.svg()")
    assert "from Chile" in drawn
    assert "Width: value in current US dollars. Source: BACI (CEPII)." in drawn


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["network", "world", "table"])
def test_no_violation_of_accessibility(opened: Open, view: str, scheme: str) -> None:
    map_ = opened("years", f"#v={view}&d=19357&n=Country%2FCHN", scheme)
    map_.page.evaluate(browsing.AXE.read_text(encoding="utf-8"))
    assert map_.page.evaluate(browsing.BARRIERS) == []
