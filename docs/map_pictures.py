"""Take the two pictures of a map that the README shows: the network in light, the world map in dark.

Usage: map_pictures.py PAGE.html, with a page of the five briefs; the pictures are written beside this file.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.browser.browsing import chromium

HERE = Path(__file__).parent
# Korea, whose MOUs the briefs tell of, with the sentences; then the world of the same facts.
VIEWS = {
    "map-network.png": ("light", "#n=Country%2FKOR"),
    "map-world.png": ("dark", "#v=world"),
}


def main(page: Path) -> None:
    """Take the pictures."""
    with tempfile.TemporaryDirectory() as profile, chromium(Path(profile)) as browser:
        for name, (scheme, view) in VIEWS.items():
            tab = browser.new_page()
            tab.emulate_media(color_scheme="light" if scheme == "light" else "dark")
            tab.goto(f"{page.resolve().as_uri()}{view}")
            tab.wait_for_function("() => window.graphkitReady > 0")
            tab.wait_for_timeout(400)  # the panel has opened and the network fits beside it
            tab.screenshot(path=HERE / name)
            tab.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
