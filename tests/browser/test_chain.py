"""Chains in a real browser: nothing is asked for, every bar is reached by keys, and it reads well for everyone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.model import Ref
from graphkit.stores.embedded import EmbeddedStore
from graphkit.visualizations import chain
from tests import trade_world
from tests.browser import browsing
from tests.datasets import put

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.skipif(bool(browsing.skip_reason()), reason=browsing.skip_reason() or "no browser")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write the page."""
    folder = tmp_path_factory.mktemp("chain")
    with EmbeddedStore(folder / "store") as store:
        put(store, *(Path(name) for name in trade_world.written(folder)))
        text = chain.page(chain.read(store, Ref("Mineral", "lithium"), 2022))
    (folder / "chain.html").write_text(text, encoding="utf-8")
    return (folder / "chain.html").as_uri()


def test_a_bar_tells_where_its_trade_goes_and_comes_from(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.click('.bar[aria-label^="China: 25.0 % of exports"]')
    panel = tab.inner_text("#panel")
    assert "25.0 % of exports, USD 250 k" in panel
    assert "South Korea" in panel
    assert "China: 10.0 % of production, 25.0 % of exports." in panel
    assert tab.locator(".band.on").count() == 2
    tab.click("#close")
    assert "Choose a bar" in tab.inner_text("#panel")


def test_a_band_tells_its_figure(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.locator('.band[data-says^="Chile to China"]').hover()
    assert tab.inner_text("#tip") == "Chile to China: USD 600 k, 60.0 % of the trade"


def test_keys_go_from_bar_to_bar_and_a_view_can_be_sent(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.locator('.bar[tabindex="0"]').focus()
    tab.keyboard.press("Enter")
    assert tab.inner_text("#panel h2:visible") == "Australia"
    tab.keyboard.press("ArrowDown")
    assert tab.inner_text("#panel h2:visible") == "Chile"
    tab.keyboard.press("ArrowRight")
    assert "of exports" in (tab.get_attribute('.bar[aria-pressed="true"]', "aria-label") or "")
    shown = tab.inner_text("#panel")
    tab.goto(tab.url)
    tab.reload()
    assert tab.inner_text("#panel") == shown
    tab.keyboard.press("Escape")
    assert "Choose a bar" in tab.inner_text("#panel")


def test_the_page_says_unit_year_and_source_and_has_the_figures_as_tables(tab: Page, address: str) -> None:
    tab.goto(address)
    assert "Miners, 2022 → Exporters, 2022 → Importers, 2022" in tab.inner_text("#count")
    assert "current US dollars" in (tab.text_content("#chart") or "")
    assert "Source: BACI HS92" in tab.inner_text("main")
    tab.click("summary")
    assert "Chile\tChina\tUSD 600 k" in tab.inner_text("main")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_of_accessibility_and_a_phone_needs_no_sideways_page(tab: Page, address: str, scheme: Any) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": 390, "height": 780})
    tab.goto(f"{address}#n3")
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= 390
    tab.click("summary")
    tab.evaluate(browsing.AXE.read_text(encoding="utf-8"))
    assert tab.evaluate(browsing.BARRIERS) == []
