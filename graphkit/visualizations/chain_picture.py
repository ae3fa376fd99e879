"""A mineral's chain as a picture for print: the drawing of its page, with title, sources and colours of its own."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from xml.sax.saxutils import escape

from graphkit.reports.shared.numerals import percent
from graphkit.visualizations.chain import BAR, HIGH, WIDE, Band, Bar, Chain, Column
from graphkit.visualizations.colours import paint, series
from graphkit.visualizations.lettering import FONT, clean
from graphkit.visualizations.picture import fitting, written

_MARGIN, _HEAD, _LINE = 24, 56, 18
_LETTERS = 165  # of a line of the notes
_MEANS = (
    "A bar is a country's share of its column. A band between exporters and importers is their trade by value; a pale "
    "band joins a country that makes the mineral to its own exports: production is not traced to trade."
)


def svg(chain: Chain, title: str = "") -> str:
    """Return a chain as a drawing in SVG. The same chain gives the same bytes."""
    said = clean(title or chain.title)
    notes = textwrap.wrap(clean(" ".join(part for part in (_MEANS, chain.note, chain.source) if part)), _LETTERS)
    wide, below = WIDE + 2 * _MARGIN, _HEAD + HIGH + 8
    high = below + _LINE * len(notes) + _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" '
        f'role="img" font-family="{FONT}">',
        f"<title>{escape(said)}</title>",
        f'<rect width="{wide}" height="{high}" fill="{paint("card")}"/>',
        written(_MARGIN, 38, fitting(said, 22, WIDE, True), 22, "fg", bold=True),
        f'<g transform="translate({_MARGIN} {_HEAD})">',
        *(part for column in chain.columns for part in _heading(chain, column)),
        *map(_band, chain.bands),
        *(part for column in chain.columns for bar in column.bars for part in _bar(bar, column is chain.columns[0])),
        "</g>",
        *(written(_MARGIN, below + _LINE * (i + 1), line, 12, "mute") for i, line in enumerate(notes)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _heading(chain: Chain, column: Column) -> Iterator[str]:
    x, anchor = column.bars[0].x + BAR / 2, "middle"
    if column is chain.columns[0]:
        x, anchor = 0, "start"
    elif column is chain.columns[-1]:
        x, anchor = WIDE, "end"
    yield written(x, 18, column.title, 14, "fg", bold=True, anchor=anchor)
    yield written(x, 36, column.unit, 12, "mute", anchor=anchor)


def _band(band: Band) -> str:
    return f'<path d="{band.path}" fill="{_colour(band.one)}" fill-opacity="{0.4 if band.flow else 0.15}"/>'


def _bar(bar: Bar, left: bool) -> Iterator[str]:
    place = f'x="{bar.x:.1f}" y="{bar.y:.1f}" width="{BAR}" height="{bar.high:.1f}"'
    yield f'<rect {place} rx="2" fill="{_colour(bar)}"/>'
    x, anchor = (bar.x - 8, "end") if left else (bar.x + BAR + 8, "start")
    name = fitting(f"{clean(bar.name)} {percent(bar.share)}", 13, 168, False)
    yield written(x, bar.y + bar.high / 2 + 4.5, name, 13, "fg", anchor=anchor, halo=True)


def _colour(bar: Bar) -> str:
    known = series()
    return known[bar.colour][0] if bar.colour < len(known) else paint("field")
