"""A real browser for the tests of pages: Debian's Chromium, driven by Playwright, with no network.

`make test` installs Chromium with apt where it is missing, and fetches the checker of accessibility and the linter
into .build/browser.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.commands import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

CHROMIUM = shutil.which("chromium")
TOOLS = ROOT / ".build" / "browser" / "node_modules"
AXE = TOOLS / "axe-core" / "axe.min.js"
BIOME = TOOLS / ".bin" / "biome"
MISSING = [
    name
    for name, there in (("chromium", bool(CHROMIUM)), ("axe-core", AXE.is_file()), ("biome", BIOME.exists()))
    if not there
]
# What the checker finds wrong in a page that it was put into.
BARRIERS = """() => axe.run(document).then((r) => r.violations.map(
  (v) => [v.id, v.nodes.map((n) => n.html.slice(0, 90))]))"""
# Nothing of the browser itself may ask the network either, so that a test sees what the page asks for alone.
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def skip_reason() -> str:
    """Return why the browser tests cannot run here, or "" where they can; in CI that is a failure, not a skip."""
    if MISSING and not os.environ.get("CI"):
        return f"there is no {', '.join(MISSING)} here: use `make test`"
    return ""


@contextmanager
def chromium(profile: Path, offline: bool = True) -> Iterator[BrowserContext]:
    """Start Chromium with an empty profile, and without a network unless told otherwise."""
    from playwright.sync_api import sync_playwright

    if MISSING:
        raise RuntimeError(f"The browser tests need {', '.join(MISSING)}; `make test` fetches them.")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(profile), executable_path=CHROMIUM, headless=True, args=ARGUMENTS, offline=offline,
            viewport={"width": 1280, "height": 800}, accept_downloads=True,
        )  # fmt: skip
        try:
            yield context
        finally:
            context.close()
