"""Draw `docs/lithium.svg`, the picture in the README: what `graphkit report partners lithium` prints (`make picture`)."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

COMMAND = "graphkit report partners lithium"
INK, PAPER = (218, 222, 230), (24, 27, 33)
THEME = TerminalTheme(PAPER, INK, [(90, 96, 108)] * 8, [INK] * 8)


def draw(report: str, lines: int) -> str:
    """Return an SVG of a terminal with the first lines of the report."""
    console = Console(record=True, width=80, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text(f"$ {COMMAND}", style="bold #8ab4f8"))
    for line in report.splitlines()[:lines]:
        console.print(_styled(line))
    svg = console.export_svg(title="graphkit", theme=THEME, unique_id="graphkit")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # a picture asks no server for a font


def _styled(line: str) -> Text:
    text = Text(line)
    if line and not line.startswith(" "):
        text.stylize("bold")
    text.highlight_regex(r"^  (signed|agreed|member|current)\b", "bold #81c995")
    text.highlight_regex(r"^  (planned|sought)\b", "bold #fdd663")
    if line.startswith(" " * 12):
        text.stylize("#9aa0a6")
    return text


if __name__ == "__main__":
    Path(__file__).with_name("lithium.svg").write_text(draw(sys.stdin.read(), 40), encoding="utf-8")
