"""Pages on paper, on a phone, beside a panel: nothing is cut, broken or left blank."""

from __future__ import annotations

import pytest

from tests.browser import browsing
from tests.browser.opening import Open

pytestmark = pytest.mark.skipif(bool(browsing.skip_reason()), reason=browsing.skip_reason() or "no browser")
THEME = "() => document.documentElement.dataset.theme"


def test_on_paper_a_table_is_light_whole_and_as_wide_as_the_sheet(opened: Open) -> None:
    map_ = opened(hash_="#v=table", scheme="dark", size=(760, 400))
    map_.page.emulate_media(media="print")
    map_.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert map_.page.evaluate(THEME) == "light"
    assert map_.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert map_.page.locator("#view-table").evaluate("t => [t.offsetLeft, t.scrollHeight - t.clientHeight]") == [0, 0]
    map_.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert map_.page.evaluate(THEME) == "dark"


def test_on_a_phone_no_date_of_the_table_is_broken(opened: Open) -> None:
    map_ = opened(hash_="#v=table", size=(375, 740))
    heights = map_.page.locator("td.day").evaluate_all("days => days.map((day) => day.offsetHeight)")
    assert len(heights) == 8
    assert max(heights) < 40
    heads = map_.page.locator("th:visible").evaluate_all("heads => heads.map((h) => h.getBoundingClientRect().right)")
    assert max(heads) <= 375


def test_the_whole_world_fits_beside_a_panel(opened: Open) -> None:
    map_ = opened(hash_="#v=world&n=Country%2FKOR")
    map_.page.click("#fit")
    box = map_.page.locator("#world").bounding_box()
    assert box is not None
    left, right = box["x"], box["x"] + box["width"]
    for country in ("KOR", "KAZ", "IDN", "JPN"):
        assert left < map_.place("Country", country)[0] < right
    map_.page.click("#zoom-in")
    map_.page.click("#zoom-out")
    map_.page.click("#zoom-out")
    assert left < map_.place("Country", "JPN")[0] < right


def test_a_view_that_was_not_open_at_first_is_drawn_when_it_is_seen(opened: Open) -> None:
    map_ = opened(hash_="#v=table")
    map_.page.click("#save summary")
    assert map_.page.is_disabled("#save-png")  # a table is no picture
    map_.page.click("#tab-network")
    x, y = map_.place("Country", "KOR")
    map_.page.mouse.click(x, y)
    assert map_.text("#panel-title").strip() == "South Korea"
