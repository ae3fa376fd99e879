"""Names in a picture: how much room they take, and places for them so that none covers another."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

# Widths of the characters from space to tilde in thousandths of the size, of DejaVu Sans, the widest of FONT.
_WIDTHS = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636,
    636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863,
    748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635,
    615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636,
    337, 636, 838,
]  # fmt: skip
FONT = "Arial, 'Liberation Sans', Arimo, Helvetica, 'DejaVu Sans', sans-serif"
_BOLD = 1.12
_CELL = 48
_RINGS = (18, 40, 64)  # how far from a spot a name may stand
_COMPASS = [(1, 0.4), (1, -0.4), (-1, 0.4), (-1, -0.4), (0.5, 1), (0.5, -1), (-0.5, 1), (-0.5, -1), (0, 1), (0, -1)]
Point = tuple[float, float]
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")

Box = tuple[float, float, float, float]


def clean(text: str) -> str:
    """Return a text as one line, without characters that XML cannot hold or that turn what stands beside them."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def short(text: str, most: int = 34) -> str:
    """Return a name, cut where it is too long.

    Example:
        >>> short("Minerals Security Partnership", 12)
        'Minerals Se…'
    """
    text = clean(text)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def width(text: str, size: float, bold: bool = False) -> float:
    """Return the most that a text can be wide, in whichever of the fonts it is set."""
    units = sum(_units(character) for character in unicodedata.normalize("NFKD", text))
    return units * size / 1000 * (_BOLD if bold else 1)


def _units(character: str) -> int:
    code = ord(character)
    if 32 <= code < 127:
        return _WIDTHS[code - 32]
    if unicodedata.combining(character):
        return 0
    return 1000 if unicodedata.east_asian_width(character) in "WF" or code > 0xFFFF or character == "…" else 800


def overlap(one: Box, other: Box) -> bool:
    """Tell whether two boxes cover each other."""
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


@dataclass(frozen=True, slots=True)
class Spot:
    """What wants a name: its middle, its radius, its text and size."""

    x: float
    y: float
    radius: float
    text: str
    size: float = 13
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A name with its place: the box that it takes, and whether it stands so far off that a line leads to it."""

    spot: Spot
    box: Box
    far: bool


@dataclass(slots=True)
class _Grid:
    """Boxes and points by cells, so that only near ones are looked at."""

    boxes: dict[tuple[int, int], list[tuple[Box, int]]] = field(default_factory=lambda: defaultdict(list))
    points: dict[tuple[int, int], list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def put(self, box: Box, owner: int) -> None:
        for cell in _cells(box):
            self.boxes[cell].append((box, owner))

    def free(self, box: Box, owner: int) -> bool:
        near = (item for cell in _cells(box) for item in self.boxes.get(cell, ()))
        return not any(by != owner and overlap(box, other) for other, by in near)

    def crossed(self, box: Box) -> int:
        """Return how much of the lines a box covers."""
        near = (point for cell in _cells(box) for point in self.points.get(cell, ()))
        return sum(box[0] < x < box[2] and box[1] < y < box[3] for x, y in near)


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for x in range(int(box[0] // _CELL), int(box[2] // _CELL) + 1):
        for y in range(int(box[1] // _CELL), int(box[3] // _CELL) + 1):
            yield x, y


def place(spots: Sequence[Spot], frame: Box, lines: Sequence[tuple[float, float]] = ()) -> list[Placed]:
    """Return a place for each name that finds one within the frame, the first spots first.

    No name covers another or a spot; among the free places it takes the one over which the fewest of the points of
    lines lie. A spot without a free place keeps its name to itself.
    """
    grid = _Grid()
    for number, spot in enumerate(spots):
        r = spot.radius * 0.9
        grid.put((spot.x - r, spot.y - r, spot.x + r, spot.y + r), number)
    for x, y in lines:
        grid.points[int(x // _CELL), int(y // _CELL)].append((x, y))
    found: list[Placed] = []
    for number, spot in enumerate(spots):
        best: tuple[float, Placed] | None = None
        for rank, (box, far) in enumerate(_ways(spot)):
            inside = box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]
            if not inside or not grid.free(box, number):
                continue
            cost = grid.crossed(box) + rank * 0.7 + 8 * far
            if best is None or cost < best[0]:
                best = (cost, Placed(spot, box, far))
        if best:
            found.append(best[1])
            grid.put(best[1].box, -1)
    return found


def _ways(spot: Spot) -> Iterator[tuple[Box, bool]]:
    """The places around a spot, the best first; then those farther off, to which a line leads."""
    w, h = width(spot.text, spot.size, spot.bold), spot.size * 1.15
    r, x, y, gap, slant = spot.radius, spot.x, spot.y, 4, spot.radius * 0.75
    lefts = [
        (x + r + gap, y - h / 2), (x - w / 2, y + r + gap - 1), (x - r - gap - w, y - h / 2),
        (x - w / 2, y - r - gap - h + 2), (x + slant, y + slant), (x - slant - w, y + slant),
        (x + slant, y - slant - h), (x - slant - w, y - slant - h),
    ]  # fmt: skip
    for left, top in lefts:
        yield (left - 2, top, left + w + 2, top + h), False
    for away in _RINGS:
        for dx, dy in _COMPASS:
            left = x + dx * (r + away) + (dx - 1) * w / 2
            top = y + dy * (r + away) + (dy - 1) * h / 2
            yield (left - 2, top, left + w + 2, top + h), True


def along(begin: Point, bend: Point, end: Point) -> Iterator[Point]:
    """Points along a curve, eight pixels apart."""
    steps = max(2, int(math.hypot(end[0] - begin[0], end[1] - begin[1]) / 8))
    for i in range(1, steps):
        t = i / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        yield a * begin[0] + b * bend[0] + c * end[0], a * begin[1] + b * bend[1] + c * end[1]
