"""Timelines in a real browser: nothing is asked for, every mark is reached by keys, and it reads well for everyone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.reports import Question
from graphkit.reports.shared.facts import Narrowed
from graphkit.visualizations.timeline import page
from tests import map_cases
from tests.browser import browsing
from tests.builders import KOR

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.skipif(bool(browsing.skip_reason()), reason=browsing.skip_reason() or "no browser")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("timelines")
    for name in ("small", "hostile"):
        text, _ = page(getattr(map_cases, name)(), KOR, Narrowed(Question()))
        (found / f"{name}.html").write_text(text, encoding="utf-8")
    return found


def test_marks_are_chosen_by_pointer_and_by_keys(tab: Page, folder: Path) -> None:
    tab.goto((folder / "small.html").as_uri())
    tab.click('.lane[aria-label="Kazakhstan"] .mark')
    assert map_cases.THREE in tab.inner_text("#panel")
    tab.keyboard.press("ArrowDown")
    assert "member of Minerals Security Partnership" in tab.inner_text("#panel")
    tab.keyboard.press("ArrowUp")
    assert map_cases.THREE in tab.inner_text("#panel")
    tab.keyboard.press("Escape")
    assert "Choose a mark" in tab.inner_text("#panel")


def test_a_view_can_be_sent_and_types_switched_off(tab: Page, folder: Path) -> None:
    tab.goto((folder / "small.html").as_uri() + "#m0")
    assert map_cases.THREE in tab.inner_text("#panel")
    tab.uncheck('input[data-type="instrument"]')
    assert tab.locator(".lane:visible").count() == 1
    assert "Choose a mark" in tab.inner_text("#panel")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_has_no_barrier(tab: Page, folder: Path, scheme: Any) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.goto((folder / "small.html").as_uri())
    tab.focus(".mark")
    tab.evaluate(browsing.AXE.read_text(encoding="utf-8"))
    assert tab.evaluate(browsing.BARRIERS) == []
    assert tab.evaluate("() => document.documentElement.dataset.theme") == scheme


def test_hostile_texts_do_nothing(tab: Page, folder: Path) -> None:
    tab.goto((folder / "hostile.html").as_uri())
    for mark in tab.locator(".mark").all():
        mark.click()
    assert tab.evaluate("() => window.broken") is None


def test_a_phone_shows_it_without_scrolling_the_page_aside(tab: Page, folder: Path) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto((folder / "small.html").as_uri())
    assert tab.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
