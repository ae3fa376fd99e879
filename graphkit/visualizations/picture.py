"""A picture for print: the network as SVG, with title, day, legend and names that do not cover each other.

The same facts give the same bytes; the picture needs no script and no browser. PNG is made of the SVG.
"""

from __future__ import annotations

import datetime as dt
import math
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from graphkit.bundle import Bundle
from graphkit.errors import InputError
from graphkit.visualizations import colours, lettering, world
from graphkit.visualizations.colours import paint
from graphkit.visualizations.lettering import FONT, Point, Spot, clean, short, width
from graphkit.visualizations.scene import Line, Scene, scene
from graphkit.visualizations.trade_picture import Caption, caption

WIDE = 1600
_HEAD, _MARGIN, _EDGE = 96, 40, 96  # edge: room for names around the network
_ROW, _SIZE, _PNG_ZOOM = 26, 14, 2.0
_LETTERS = 240  # of a line below the picture
_CORNERS = {
    "square": (4, math.pi / 4, (1.25,)), "diamond": (4, 0.0, (1.2,)), "triangle": (3, -math.pi / 2, (1.25,)),
    "triangleDown": (3, math.pi / 2, (1.25,)), "hexagon": (6, 0.0, (1.1,)), "star": (10, -math.pi / 2, (1.35, 0.6)),
}  # fmt: skip


def svg(
    bundle: Bundle, title: str, *, as_of: dt.date | None = None, max_facts: int | None = None, on_land: bool = False
) -> str:
    """Return a bundle's facts as a drawing in SVG, of now or of a day, as a network or on a world map."""
    return _Drawing(scene(bundle, as_of, max_facts, on_land), title, as_of, caption(bundle)).text()


def png(drawing: str) -> bytes:
    """Return a drawing in SVG as a picture in PNG, of twice its size."""
    try:
        import resvg_py
    except ImportError:
        raise InputError(
            "A picture in PNG needs one more package: `pip install resvg-py`. Without it write OUT.svg, which "
            "browsers and word processors read."
        ) from None
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, zoom=_PNG_ZOOM))


def write(path: Path, drawing: str) -> int:
    """Write a drawing as its ending says, whole or not at all, and return its size in bytes."""
    from graphkit.files import replacing

    data = png(drawing) if path.suffix.lower() == ".png" else drawing.encode()
    with replacing(path) as (part,):
        part.write_bytes(data)
    return len(data)


class _Drawing:
    """Puts one picture together."""

    def __init__(self, seen: Scene, title: str, day: dt.date | None, trade: Caption | None = None) -> None:
        self.seen, self.title, self.day, self.trade = seen, title, day, trade
        self.names: list[lettering.Placed] = []
        self.spots: list[Point] = []
        xs, ys = [x for x, _ in seen.places] or [0], [y for _, y in seen.places] or [0]
        wide, high = max(xs) - min(xs) or 1, max(ys) - min(ys) or 1
        room = WIDE - 2 * (_MARGIN + _EDGE)
        if seen.homes:
            self._on_land()
            return
        self.scale = min(room / wide, 860 / high, 1.7)
        across = min(room / wide, self.scale * 1.3)  # a page is wider than high
        self.high = max(340.0, high * self.scale + 64)
        left, top = (WIDE - wide * across) / 2, _HEAD + (self.high - high * self.scale) / 2
        self.spots = [(left + (x - min(xs)) * across, top + (y - min(ys)) * self.scale) for x, y in seen.places]
        most = max(seen.degrees, default=1)
        self.radii = [max(4.0, min(1.0, self.scale) * (6 + 17 * math.sqrt(d / most))) for d in seen.degrees]

    def _on_land(self) -> None:
        """Take the places on the world map as they are, to its scale."""
        self.scale = (WIDE - 2 * _MARGIN) / world.WIDTH
        self.high = world.HEIGHT * self.scale + 24
        self.spots = [(_MARGIN + x * self.scale, _HEAD + 12 + y * self.scale) for x, y in self.seen.places]
        most = max(self.seen.degrees, default=1)
        self.radii = [3.5 + 7 * math.sqrt(degree / most) for degree in self.seen.degrees]

    def _land(self) -> Iterator[str]:
        if self.seen.homes:
            at = f"translate({_MARGIN} {_HEAD + 12}) scale({self.scale:.4f})"
            yield f'<g transform="{at}" stroke="{paint("coast")}" stroke-width="1">'
            for code, outline in world.outlines()["paths"].items():
                yield f'<path d="{outline}" fill="{paint("land-on" if code in self.seen.homes else "land")}"/>'
            yield "</g>"

    def text(self) -> str:
        """Return the drawing."""
        curves = list(self._curves())
        self.names = self._placed(curves)
        foot = _HEAD + self.high + 34
        legend, below = self._legend(foot)
        credit = textwrap.wrap(clean(self._credit()), _LETTERS)
        high = round(below + 56 + 18 * (len(credit) - 1))
        said = clean(self.title)
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{high}" viewBox="0 0 {WIDE} {high}" '
            f'role="img" font-family="{FONT}">',
            f"<title>{escape(said)}</title>",
            f'<rect width="{WIDE}" height="{high}" fill="{paint("card")}"/>',
            written(_MARGIN, 52, fitting(said, 30, WIDE - 2 * _MARGIN, True), 30, "fg", bold=True),
            written(_MARGIN, 80, self._subtitle(), 16, "mute"),
            *self._land(),
            *(part for line, curve in zip(self.seen.lines, curves, strict=True) for part in _stroke(self, line, curve)),
            *self._marks(),
            *self._lettered(),
            f'<path d="M{_MARGIN} {_n(foot - 24)}H{WIDE - _MARGIN}" stroke="{paint("line")}"/>',
            *legend,
            *(written(_MARGIN, below + 36 + 18 * i, line, 12, "mute") for i, line in enumerate(credit)),
            "</svg>",
        ]
        return "\n".join(parts) + "\n"

    def _subtitle(self) -> str:
        when = f"As of {self.day.isoformat()}" if self.day else "All dates"
        if self.trade and not self.day:
            when = self.trade.span
        latest = f", sources up to {self.seen.latest}" if self.seen.latest and not self.day and not self.trade else ""
        drawn = len(self.seen.lines)
        links = f"{drawn} of {drawn + self.seen.cut:,} links" if self.seen.cut else _many(drawn, "link", "links")
        counts = f"{_many(len(self.seen.names), 'entity', 'entities')}, {links}"
        return f"{when}{latest} · {counts}"

    def _credit(self) -> str:
        seen = self.seen
        thick = "is of more" if seen.weighted else "on more of them"
        notes = [f"graphkit. Each link rests on facts with their sources; a thicker one {thick}"]
        if self.trade:
            notes = [f"graphkit. {self.trade.width}"]
        if seen.cut:
            notes.append("the most telling links are drawn")
        if seen.undated:
            notes.append(f"{seen.undated:,} undated {'facts are' if seen.undated > 1 else 'fact is'} left out")
        if unnamed := len(seen.names) - len(self.names):
            notes.append(f"{unnamed} {'names' if unnamed > 1 else 'name'} found no room")
        return f"{'; '.join(notes)}.{self.trade.source if self.trade else ''}"

    def _curves(self) -> Iterator[tuple[Point, Point, Point]]:
        """Each link as begin, bend and end: of several between two the first is straight, the others bend aside."""
        seen: Counter[tuple[int, int]] = Counter()
        for line in self.seen.lines:
            one, other = min(line.one, line.other), max(line.one, line.other)
            count = seen[one, other]
            seen[one, other] += 1
            bend = 0.15 * ((count + 1) // 2) * (1 if count % 2 else -1) * (1 if line.one == one else -1)
            (px, py), (qx, qy) = self.spots[line.one], self.spots[line.other]
            if self.seen.homes:  # arcs, to the north
                bend += 0.2 if qx > px else -0.2
            middle = ((px + qx) / 2 + (qy - py) * bend, (py + qy) / 2 - (qx - px) * bend)
            yield (px, py), middle, (qx, qy)

    def _placed(self, curves: list[tuple[Point, Point, Point]]) -> list[lettering.Placed]:
        """Return the names with their places: those of the best-connected first, and larger."""
        seen = self.seen
        ranked = sorted(range(len(seen.names)), key=lambda i: (-seen.degrees[i], i))
        spots = [
            Spot(
                *self.spots[i], self.radii[i], short(seen.names[i]), 15 if rank < 12 else 13,
                rank < 12 and len(ranked) > 20,
            )
            for rank, i in enumerate(ranked)
        ]  # fmt: skip
        frame = (_MARGIN / 2, _HEAD - 10, WIDE - _MARGIN / 2, _HEAD + self.high + 6)
        return lettering.place(spots, frame, [point for curve in curves for point in lettering.along(*curve)])

    def _marks(self) -> Iterator[str]:
        for i in sorted(range(len(self.spots)), key=lambda i: self.seen.degrees[i]):
            yield _mark(self.seen.kinds[i], *self.spots[i], self.radii[i])

    def _lettered(self) -> Iterator[str]:
        for placed in self.names:
            left, top, right, bottom = placed.box
            middle, base = (left + right) / 2, bottom - placed.spot.size * 0.28
            if placed.far:
                x, y = min(max(placed.spot.x, left), right), min(max(placed.spot.y, top), bottom)
                colour = paint("mute")
                yield f'<path d="M{_n(placed.spot.x)} {_n(placed.spot.y)}L{_n(x)} {_n(y)}" stroke="{colour}"/>'
            anchor, at = "middle", middle
            if left >= placed.spot.x - 1:
                anchor, at = "start", left + 2
            elif right <= placed.spot.x + 1:
                anchor, at = "end", right - 2
            yield written(at, base, placed.spot.text, placed.spot.size, "fg", placed.spot.bold, anchor, halo=True)

    def _legend(self, top: float) -> tuple[list[str], float]:
        """Return the legend in rows from `top` on, and where it ends."""
        used = set(self.seen.kinds)
        items: list[tuple[str, str]] = [(f"kind {kind}", kind) for kind in self.seen.kind_order if kind in used]
        rows, y = _row(items, top)
        relations = {line.relation["id"]: line.relation for line in self.seen.lines}
        ordered = sorted(relations.values(), key=lambda r: (r["derived"], r["order"], r["id"]))
        items = [(f"line {relation['id']}", relation["label"]) for relation in ordered]
        stages = {line.stage for line in self.seen.lines}
        items += [("dash act", "done, in force")] if stages - {"act"} else []
        items += [("dash intent", "planned or sought")] if "intent" in stages else []
        items += [("dash end", "ended")] if "end" in stages else []
        more, y = _row(items, y + _ROW)
        return rows + more, y


def _row(items: list[tuple[str, str]], y: float) -> tuple[list[str], float]:
    """Return signs with their meaning, in as many rows as they take, and the last row's height."""
    out: list[str] = []
    x = float(_MARGIN)
    for sign, label in items:
        wide = 40 + width(label, _SIZE) + 22
        if x > _MARGIN and x + wide > WIDE - _MARGIN:
            x, y = float(_MARGIN), y + _ROW
        what, _, name = sign.partition(" ")
        if what == "kind":
            out.append(_mark(name, x + 14, y, 7))
        else:
            colour = colours.of_relation(name) if what == "line" else paint("mute")
            dash = colours.DASHES.get(name, "") if what == "dash" else ""
            out.append(f'<path d="M{_n(x)} {_n(y)}h28" stroke="{colour}" stroke-width="3"' + _dashed(dash) + "/>")
        out.append(written(x + 36, y + 5, label, _SIZE, "fg"))
        x += wide
    return out, y


def _stroke(drawing: _Drawing, line: Line, curve: tuple[Point, Point, Point]) -> Iterator[str]:
    (px, py), (cx, cy), (qx, qy) = curve
    colour, own = colours.of_relation(line.relation["id"]), not line.relation["derived"]
    wide = 1.3 + 3.7 * drawing.seen.share(line)
    shown = 0.75 if own else 0.35
    yield (
        f'<path d="M{_n(px)} {_n(py)}Q{_n(cx)} {_n(cy)} {_n(qx)} {_n(qy)}" fill="none" stroke="{colour}" '
        f'stroke-width="{_n(wide)}" stroke-opacity="{shown}"{_dashed(colours.DASHES[line.stage])}/>'
    )
    if not line.relation["symmetric"]:
        length = math.hypot(qx - cx, qy - cy) or 1.0
        dx, dy = (qx - cx) / length, (qy - cy) / length
        off = drawing.radii[line.other] + 1
        tx, ty, side = qx - dx * off, qy - dy * off, 3 + wide / 2
        bx, by = tx - dx * (6 + wide), ty - dy * (6 + wide)
        corners = [(tx, ty), (bx - dy * side, by + dx * side), (bx + dy * side, by - dx * side)]
        points = " ".join(f"{_n(x)},{_n(y)}" for x, y in corners)
        yield f'<polygon points="{points}" fill="{colour}" fill-opacity="{shown}"/>'


def _mark(kind: str, x: float, y: float, r: float) -> str:
    look = f'fill="{colours.of_kind(kind)}" stroke="{paint("card")}" stroke-width="1.5"'
    corners = _CORNERS.get(colours.shape(kind))
    if corners is None:
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" {look}/>'
    count, turn, radii = corners
    points = []
    for i in range(count):
        angle, far = turn + i * 2 * math.pi / count, r * radii[i % len(radii)]
        points.append(f"{_n(x + far * math.cos(angle))},{_n(y + far * math.sin(angle))}")
    return f'<polygon points="{" ".join(points)}" {look}/>'


def written(
    x: float, y: float, text: str, size: float, colour: str, bold: bool = False, anchor: str = "start",
    halo: bool = False,
) -> str:  # fmt: skip
    """Return a text in a drawing, its base at `y`; a halo keeps it readable on lines."""
    more = ' font-weight="700"' if bold else ""
    more += f' text-anchor="{anchor}"' if anchor != "start" else ""
    more += f' stroke="{paint("card")}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"' if halo else ""
    return f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{paint(colour)}"{more}>{escape(text)}</text>'


def fitting(text: str, size: float, room: float, bold: bool) -> str:
    """Return as much of a text as there is room for."""
    most = len(text)
    while most > 1 and width(short(text, most), size, bold) > room:
        most -= 1
    return short(text, most) if text else ""


def _dashed(dash: str) -> str:
    return f' stroke-dasharray="{dash}"' if dash else ""


def _many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def _n(value: float) -> str:
    """A number as short as it is exact enough: so that no machine's last digit shows."""
    return f"{round(value, 1) + 0:g}"
