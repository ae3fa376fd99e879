"""The browser and the pages that its tests open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.bundle import Bundle
from graphkit.visualizations import page as page_of
from tests import map_cases
from tests.browser import browsing
from tests.browser.opening import Open, Opened

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """One browser for a whole module."""
    with browsing.chromium(tmp_path_factory.mktemp("profile")) as context:
        yield context


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Write each page once."""
    folder = tmp_path_factory.mktemp("pages")
    made: dict[str, Callable[[], Bundle]] = {
        "small": map_cases.small,
        "hostile": map_cases.hostile,
        "years": map_cases.small,
        "empty": Bundle,
        "trade": lambda: map_cases.trade(8260),
        "many": lambda: map_cases.generated(1000, 4000),
    }

    def write(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            title = map_cases.HOSTILE[1] if name == "hostile" else "Papers of Astana"
            path.write_text(page_of(made[name](), title, years=name == "years"), encoding="utf-8")
        return path

    return write


@pytest.fixture
def tab(browser: BrowserContext) -> Iterator[Page]:
    """A tab for one page; at the end nothing may have been asked for or complained of."""
    found, faults = browser.new_page(), list[str]()
    found.on("request", lambda r: None if r.url.startswith("file:") else faults.append(r.url))
    found.on("pageerror", lambda error: faults.append(str(error)))
    found.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    yield found
    found.close()
    assert faults == []


@pytest.fixture
def opened(browser: BrowserContext, pages: Callable[[str], Path]) -> Iterator[Open]:
    """Open pages; at the end none of them may have asked for anything or complained."""
    there: list[Opened] = []

    def open_(
        name: str = "small", hash_: str = "", scheme: Any = "light", size: tuple[int, int] = (1280, 800)
    ) -> Opened:
        tab = browser.new_page()
        found = Opened(tab, pages(name).as_uri())
        tab.on(
            "request", lambda r: None if r.url.startswith(("file:", "data:", "blob:")) else found.asked.append(r.url)
        )
        tab.on("pageerror", lambda error: found.faults.append(str(error)))
        tab.on("console", lambda said: found.faults.append(said.text) if said.type in ("error", "warning") else None)
        tab.emulate_media(color_scheme=scheme, reduced_motion="no-preference")
        tab.set_viewport_size({"width": size[0], "height": size[1]})
        there.append(found)
        found.go(hash_)
        return found

    yield open_
    for found in there:
        found.page.close()
        assert (found.asked, found.faults) == ([], [])
