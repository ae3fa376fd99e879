"""A page that is open in the browser, as the tests see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass(slots=True)
class Opened:
    """A page that is open, and what went wrong in it."""

    page: Page
    address: str
    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        """Return the text of an element."""
        return self.page.inner_text(selector)

    def counts(self) -> dict[str, int]:
        """Return how many entities, links and facts are drawn."""
        found: dict[str, int] = self.page.evaluate("() => window.graphkitMap.counts()")
        return found

    def place(self, kind: str, identity: str) -> tuple[float, float]:
        """Return where an entity is on the screen."""
        x, y = self.page.evaluate("([k, i]) => window.graphkitMap.place(k, i)", [kind, identity])
        return x, y

    def go(self, hash_: str = "") -> None:
        """Open the page anew, with a view in its address."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}{hash_}")
        self.page.wait_for_function("() => window.graphkitReady > 0")


Open = Callable[..., Opened]
