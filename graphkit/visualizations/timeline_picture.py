"""A timeline as a picture for print: the lanes and marks of its page, with title and legend."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from graphkit.visualizations.colours import of_relation, paint
from graphkit.visualizations.lettering import FONT, clean, width
from graphkit.visualizations.picture import fitting, written
from graphkit.visualizations.timeline import SHAPES, TYPES, Lane, Timeline

_WIDE, _MARGIN, _NAMES = 1200, 24, 190
_LEFT = _MARGIN + _NAMES  # where the chart begins
_TOP = 144
_STAGES = (("act", "done"), ("intent", "planned or sought"), ("end", "ended"))


def svg(drawn: Timeline, title: str = "") -> str:
    """Return a timeline as a drawing in SVG. The same facts give the same bytes."""
    said = clean(title or drawn.title)
    lanes = drawn.lanes()
    bottom = _TOP + sum(lane.high for lane in lanes)
    high = bottom + _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{high}" viewBox="0 0 {_WIDE} {high}" '
        f'role="img" font-family="{FONT}">',
        f"<title>{escape(said)}</title>",
        f'<rect width="{_WIDE}" height="{high}" fill="{paint("card")}"/>',
        written(_MARGIN, 40, fitting(said, 22, _WIDE - 2 * _MARGIN, True), 22, "fg", bold=True),
        written(_MARGIN, 64, drawn.counted(), 14, "mute"),
        *_legend(drawn),
        *_axis(drawn, bottom),
    ]
    y = _TOP
    for lane in lanes:
        parts += _lane(lane, y)
        y += lane.high
    return "\n".join([*parts, "</svg>"]) + "\n"


def _legend(drawn: Timeline) -> Iterator[str]:
    x = float(_MARGIN)
    used = {mark.stage for mark in drawn.marks}
    signs = [(name, "act", label) for name, label in drawn.types()]
    signs += [("", stage, label) for stage, label in _STAGES if stage in used]
    for name, stage, label in signs:
        yield _sign(name, stage, x + 9, 92)
        yield written(x + 24, 97, label, 13, "fg")
        x += 24 + width(label, 13) + 20


def _axis(drawn: Timeline, bottom: int) -> Iterator[str]:
    for year, at in drawn.axis.ticks():
        yield f'<path d="M{_x(at):.1f} {_TOP}V{bottom}" stroke="{paint("line")}"/>'
        yield written(_x(at), _TOP - 12, year, 12, "mute", anchor="middle")
    if drawn.axis.earlier:
        yield written(_x(3.5), _TOP - 12, "earlier", 12, "mute", anchor="middle")
    if drawn.axis.undated:
        yield written(_x(96.5), _TOP - 12, "no date", 12, "mute", anchor="middle")


def _lane(lane: Lane, y: int) -> Iterator[str]:
    yield f'<path d="M{_MARGIN} {y}H{_WIDE - _MARGIN}" stroke="{paint("line")}"/>'
    yield written(_MARGIN, y + 21, fitting(f"{clean(lane.name)} ({lane.size})", 13, _NAMES - 12, False), 13, "fg")
    for mark, label, top in lane.marks:
        x, middle = _x(mark.at), y + top + 9
        yield f"<g><title>{escape(clean(label))}</title>{_sign(mark.type, mark.stage, x, middle)}"
        if len(mark.events) > 1:
            yield written(x + 9, middle - 3, str(len(mark.events)), 10, "fg", bold=True, halo=True)
        yield "</g>"


def _sign(name: str, stage: str, x: float, y: float) -> str:
    """The shape of a type of events, filled where they are done; a circle stands for none."""
    colour = _colour(name)
    fill = colour if stage == "act" else paint("card")
    dash = ' stroke-dasharray="2 2"' if stage == "end" else ""
    place = f'transform="translate({x - 9:.1f} {y - 9:.1f})" stroke-width="2" stroke-linejoin="round"'
    return f'<path d="{SHAPES.get(name, SHAPES["instrument"])}" fill="{fill}" stroke="{colour}" {place}{dash}/>'


def _colour(name: str) -> str:
    styles = {"instrument": "accent", "restriction": "alarm", "deal": "act", "": "mute"}
    return paint(styles[name]) if name in styles else of_relation(TYPES[name][1][0])


def _x(percent: float) -> float:
    return _LEFT + percent / 100 * (_WIDE - _MARGIN - _LEFT)
