"""Draw `docs/lithium.svg`, the picture in the README: what the lithium report prints. Run by `make picture`."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from graphkit.linkview import coloured

COMMAND = "graphkit report partners lithium"
LINES = 28
INK, PAPER, GREEN, YELLOW = (218, 222, 230), (24, 27, 33), (129, 201, 149), (253, 214, 99)
COLOURS = [PAPER, INK, GREEN, YELLOW, INK, INK, INK, INK]
THEME = TerminalTheme(PAPER, INK, COLOURS, COLOURS)


def draw(report: str, lines: int) -> str:
    """Return an SVG of a terminal with the first lines of the report, in the colours that a terminal shows."""
    console = Console(record=True, width=80, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text(f"$ {COMMAND}", style="bold"))
    shown = coloured(report).split("\n")[:lines]
    console.print(Text.from_ansi("\n".join(shown)))
    svg = console.export_svg(title="graphkit", theme=THEME, unique_id="graphkit")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # a picture asks no server for a font


if __name__ == "__main__":
    Path(__file__).with_name("lithium.svg").write_text(draw(sys.stdin.read(), LINES), encoding="utf-8")
