"""The viewer's source: a linter has nothing to say, text is never read as HTML, and colours can be told apart."""

from __future__ import annotations

import re
import subprocess

import pytest

from graphkit.visualizations.rendering import MODULES
from tests.browser import browsing
from tests.commands import ROOT

FOLDER = ROOT / "visualizations" / "viewer"


@pytest.mark.skipif(bool(browsing.skip_reason()), reason=browsing.skip_reason() or "no linter")
def test_the_linter_has_nothing_to_say() -> None:
    command = [
        str(browsing.BIOME),
        "lint",
        "--error-on-warnings",
        "--config-path=tests/browser",
        "visualizations/viewer",
        "visualizations/chain.js",
        "visualizations/timeline.js",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_module_is_in_the_page_and_none_reads_text_as_html() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.js")) == sorted(MODULES)
    for path in FOLDER.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text), (
            path.name
        )
        assert len(text.splitlines()) < 300, path.name


def _light(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_colour_stands_out_from_its_ground() -> None:
    text = (FOLDER / "colours.js").read_text(encoding="utf-8")
    pairs = re.findall(r"'(#[0-9a-f]{6})', '(#[0-9a-f]{6})'", text)
    assert len(pairs) > 40
    for light, dark in pairs:
        assert _contrast(light, "#fbfbfa") >= 4.5, light
        assert _contrast(dark, "#111318") >= 4.5, dark
        assert _contrast(light, "#f1f4f8") >= 3, light
