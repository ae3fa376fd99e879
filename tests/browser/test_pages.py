"""Pages in a real browser: nothing is asked for, everything can be reached, and it reads well for everyone."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.visualizations import show_map
from tests import map_cases
from tests.browser import browsing
from tests.browser.opening import Open

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.skipif(bool(browsing.skip_reason()), reason=browsing.skip_reason() or "no browser")

VIEWS = ("network", "world", "table")
INK = """() => { const c = document.querySelector('#view-' + %s + ' canvas');
  const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; const seen = new Set();
  for (let i = 0; i < d.length; i += 4) seen.add((d[i] << 16) + (d[i + 1] << 8) + d[i + 2]); return seen.size; }"""


def test_a_page_shows_what_it_holds_and_is_not_blank(opened: Open) -> None:
    map_ = opened()
    assert map_.counts() == {"nodes": 10, "links": 14, "facts": 8, "cut": 0}
    assert map_.text("#count") == "10 entities, 8 of 8 facts"
    assert map_.page.evaluate(INK % "'network'") > 50
    map_.page.click("#tab-world")
    assert map_.page.evaluate(INK % "'world'") > 50
    map_.page.click("#tab-table")
    assert map_.page.locator("#table-body tr").count() == 8


def test_a_click_on_a_link_shows_its_facts_in_words_with_their_evidence(opened: Open) -> None:
    map_ = opened(hash_="#r=COOPERATES_ON,EXPORTS,IMPORTS")
    (x0, y0), (x1, y1) = map_.place("Country", "KOR"), map_.place("Country", "KAZ")
    map_.page.mouse.click((x0 + x1) / 2, (y0 + y1) / 2)
    panel = map_.text("#panel")
    assert "Kazakhstan and South Korea signed 3 MOUs on lithium" in panel
    assert map_cases.THREE in panel
    assert "sources disagree: date" in panel
    assert "2 sources" in panel
    assert map_cases.EARLIER in panel
    link = map_.page.locator("#panel cite a").first
    assert link.get_attribute("href") == "https://example.org/astana"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_planned_and_sought_are_never_said_to_be_done(opened: Open) -> None:
    map_ = opened(hash_="#v=table")
    rows = map_.text("#table-body")
    assert "Indonesia and Kazakhstan plan to sign an MOU on nickel" in rows
    assert "Indonesia seeks nickel from Kazakhstan" in rows
    assert "Japan left Minerals Security Partnership" in rows


def test_a_click_on_an_entity_shows_it_and_its_neighbours(opened: Open) -> None:
    map_ = opened()
    map_.page.mouse.click(*map_.place("Country", "KOR"))
    assert map_.text("#panel-title").strip() == "South Korea"
    assert map_.text("#panel-sub") == "Country · 4 facts, 4 partners"
    map_.page.click("text=Only its neighbours")
    assert map_.counts()["nodes"] < 10
    map_.page.click("#undo")
    assert map_.counts()["nodes"] == 10
    map_.page.keyboard.press("Escape")
    assert not map_.page.is_visible("#panel")


def test_switches_and_filters_narrow_all_views_alike(opened: Open) -> None:
    map_ = opened()
    map_.page.locator("#kinds label", has_text="Official").click()
    assert map_.counts()["facts"] == 7
    map_.page.locator("#relations label", has_text="MOU").click()
    assert map_.counts()["facts"] == 5
    map_.page.click("#undo")
    map_.page.click("#undo")
    assert map_.counts()["facts"] == 8
    map_.page.select_option("#mineral", label="nickel")
    assert map_.counts()["facts"] == 2
    map_.page.click("#tab-table")
    assert map_.page.locator("#table-body tr").count() == 2
    map_.page.locator("#statuses label", has_text="planned").click()
    assert map_.page.locator("#table-body tr").count() == 1


def test_as_of_a_day_shows_what_held_then(opened: Open) -> None:
    map_ = opened(hash_="#v=table&d=19888")  # 2024-06-14
    rows = map_.text("#table-body")
    assert "signed 3 MOUs" in rows
    assert "Japan is a member of" in rows
    map_.go("#v=table&d=19100")  # 2022-04-18
    assert map_.text("#count").startswith("0 entities, 0 of 8")
    map_.go("#v=table&d=20500")  # 2026-02-16
    rows = map_.text("#table-body")
    assert "South Korea is a member of" in rows
    assert "Japan is a member of" not in rows


def test_time_plays_and_pauses(opened: Open) -> None:
    map_ = opened()
    map_.page.click("#play")
    assert map_.text("#play .t") == "Pause"
    map_.page.wait_for_function("() => location.hash.includes('d=')")
    map_.page.click("#play")
    assert map_.text("#play .t") == "Play"
    map_.page.click("#day-all")
    assert map_.counts()["facts"] == 8


def test_a_page_of_years_plays_by_itself_unless_motion_is_unwanted(opened: Open) -> None:
    map_ = opened("years")
    assert map_.page.get_attribute("#play", "aria-pressed") == "true"
    assert map_.text("#day-out") in {"2022", "2024", "2025"}  # as far as it has come; nothing happened in 2023
    map_.page.emulate_media(reduced_motion="reduce")
    map_.go()
    assert map_.page.get_attribute("#play", "aria-pressed") == "false"


def test_a_path_is_told_hop_by_hop(opened: Open) -> None:
    map_ = opened(hash_="#r=COOPERATES_ON,EXPORTS,IMPORTS")
    map_.page.fill("#from", "Indonesia")
    map_.page.fill("#to", "Ministry of Trade")
    map_.page.keyboard.press("Tab")
    hops = map_.page.locator("#panel ol.hops > li")
    assert hops.count() == 3
    assert "Indonesia" in hops.nth(0).inner_text()
    assert "Ministry of Trade is a ministry of South Korea" in hops.nth(2).inner_text()
    assert all(hops.nth(i).locator("blockquote").count() for i in range(3))
    map_.page.fill("#to", "nobody at all")
    map_.page.keyboard.press("Tab")
    assert "no entity is called that" in map_.text("#way-note")


def test_search_finds_and_picks(opened: Open) -> None:
    map_ = opened()
    map_.page.keyboard.press("/")
    map_.page.keyboard.type("kaza")
    assert map_.page.locator("#found li").count() == 1
    map_.page.keyboard.press("Enter")
    assert map_.text("#panel-title").strip() == "Kazakhstan"


@pytest.mark.parametrize("view", ["network", "world"])
def test_the_keyboard_reaches_entities_and_their_facts(opened: Open, view: str) -> None:
    map_ = opened(hash_=f"#v={view}")
    map_.page.focus(f"#{view}")
    map_.page.keyboard.press("n")
    first = map_.text("#live")
    assert "links" in first
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "n", "p", "+", "-", "0"):
        map_.page.keyboard.press(key)
    map_.page.keyboard.press("Enter")
    assert map_.page.evaluate("() => document.activeElement.id") == "panel"
    map_.page.keyboard.press("Escape")
    assert map_.page.evaluate("() => document.activeElement.id") == view


def test_tabs_move_with_arrows_and_the_view_stands_in_the_address(opened: Open) -> None:
    map_ = opened()
    map_.page.focus("#tab-network")
    map_.page.keyboard.press("ArrowRight")
    assert map_.page.is_visible("#view-world")
    map_.page.mouse.click(*map_.place("Country", "KAZ"))
    address = map_.page.evaluate("() => location.hash")
    map_.go(address)
    assert map_.page.is_visible("#view-world")
    assert map_.text("#panel-title").strip() == "Kazakhstan"


def test_what_is_saved_has_title_day_and_legend(opened: Open, tmp_path: Path) -> None:
    map_ = opened(hash_="#d=19888")
    for name, start in (("png", b"\x89PNG"), ("svg", b"<svg"), ("csv", b"\xef\xbb\xbffact")):
        map_.page.click("#save summary")
        with map_.page.expect_download() as waiting:
            map_.page.click(f"#save-{name}")
        waiting.value.save_as(tmp_path / f"map.{name}")
        assert waiting.value.suggested_filename == f"papers-of-astana.{name}"
        assert (tmp_path / f"map.{name}").read_bytes().startswith(start)
    texts = {e.text for e in ET.parse(tmp_path / "map.svg").iter() if e.text}
    assert {"Papers of Astana", "Country", "MOU", "South Korea", "planned or sought"} <= texts
    assert any(text.startswith("As of 2024-06-14") for text in texts)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "map.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == map_.counts()["facts"]
    assert {row["status"] for row in rows} >= {"signed", "planned", "member"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", ["small", "hostile"])
def test_no_violation_of_accessibility(opened: Open, name: str, view: str, scheme: str) -> None:
    map_ = opened(name, f"#v={view}", scheme)
    map_.page.evaluate(browsing.AXE.read_text(encoding="utf-8"))
    assert map_.page.evaluate(browsing.BARRIERS) == []
    map_.go(f"#v={view}&n=Country%2FKOR")
    map_.page.evaluate(browsing.AXE.read_text(encoding="utf-8"))
    assert map_.page.evaluate(browsing.BARRIERS) == []


def test_hostile_texts_do_nothing_wherever_they_stand(opened: Open) -> None:
    map_ = opened("hostile")
    assert map_.page.title() == map_cases.HOSTILE[1]
    for kind, identity in (("Country", "KOR"), ("Country", "JPN")):
        map_.page.mouse.move(*map_.place(kind, identity))
        map_.go(f"#n={kind}%2F{identity}")
        for more in map_.page.locator("#panel summary").all():
            more.click()
    for view in VIEWS:
        map_.page.click(f"#tab-{view}")
    map_.page.fill("#search", "img")
    assert map_.page.locator("#found li").count() > 0
    assert map_.page.evaluate("() => window.broken") is None
    assert map_.page.evaluate("() => document.querySelectorAll('img, iframe').length") == 0
    assert map_.page.locator("a[href^='javascript']").count() == 0
    map_.go()
    drawn = map_.page.evaluate("() => window.graphkitMap.svg()")
    assert "<img" not in drawn
    ET.fromstring(drawn)
    assert "'=HYPERLINK" in map_.page.evaluate("() => window.graphkitMap.csv()")


def test_a_page_without_a_fact_says_so(opened: Open) -> None:
    map_ = opened("empty")
    assert map_.text("#nothing") == "There is no fact here."


def test_filters_that_leave_nothing_say_so(opened: Open) -> None:
    map_ = opened(hash_="#k=Country")
    map_.page.locator("#kinds label", has_text="Forum").click()
    map_.page.locator("#kinds label", has_text="Company").click()
    map_.page.locator("#kinds label", has_text="Mineral").click()
    assert map_.text("#nothing").startswith("Nothing passes these filters.")


@pytest.mark.parametrize("name", ["trade", "many"])
def test_large_pages_start_move_and_say_what_they_do_not_draw(opened: Open, name: str) -> None:
    map_ = opened(name)
    counts = map_.counts()
    assert counts["links"] <= 1500
    assert counts["cut"] > 0
    assert f"{counts['cut']:,} links not drawn" in map_.text("#count")
    assert map_.page.evaluate("() => window.graphkitReady") < 5000  # 0.3 to 0.5 s where nothing else runs
    view = "world" if name == "trade" else "network"
    assert map_.page.is_visible(f"#view-{view}")
    map_.page.mouse.move(700, 400)
    map_.page.mouse.down()
    for step in range(20):
        map_.page.mouse.move(700 + 6 * step, 400 + 3 * step)
    map_.page.mouse.up()
    map_.page.click("#tab-table")
    assert f"{counts['facts']:,} facts" in map_.text("#table-note")


def test_a_phone_has_everything_without_scrolling_sideways(opened: Open) -> None:
    map_ = opened(size=(390, 780))
    wide = "() => document.documentElement.scrollWidth"
    for view in VIEWS:
        map_.page.click(f"#tab-{view}")
        assert map_.page.evaluate(wide) <= 390
    map_.page.click("#filters-open")
    assert map_.page.is_visible("#mineral")
    map_.page.click("#filters-open")
    map_.page.click("#tab-world")
    map_.page.mouse.click(*map_.place("Country", "KOR"))
    assert map_.page.is_visible("#panel")
    assert map_.page.evaluate(wide) <= 390


@pytest.mark.parametrize("way", ["address", "notebook"])
def test_a_page_works_inside_another(
    browser: BrowserContext, pages: Callable[[str], Path], tmp_path: Path, way: str
) -> None:
    frame = f'<iframe src="{pages("small").as_uri()}" width="900" height="600"></iframe>'
    if way == "notebook":
        frame = show_map(map_cases.small())._repr_html_()
    outer = tmp_path / "outer.html"
    outer.write_text(f"<!doctype html><meta charset=utf-8><title>x</title>{frame}", encoding="utf-8")
    tab = browser.new_page()
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.goto(outer.as_uri())
    inner = tab.frames[1]
    inner.wait_for_function("() => window.graphkitReady > 0")
    inner.click("#tab-table")
    assert inner.locator("#table-body tr").count() == 8
    inner.click("#table-body td button >> nth=0")
    assert inner.is_visible("#panel")
    tab.close()
    assert faults == []
