"""Draw the outlines of the countries once, as plain paths in the projection of the page's world map.

Usage: build.py countries-110m.json > outlines.json, with the file of the npm package world-atlas 2.0.2, which carries
Natural Earth 1:110m (public domain). Its hash is checked, so that the same outlines come out everywhere.
"""

from __future__ import annotations

import hashlib
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from graphkit.errors import NameNotFoundError
from graphkit.gazetteer import gazetteer
from graphkit.visualizations.rendering import third_party
from graphkit.visualizations.world import HEIGHT, WIDTH, project

# Names that Natural Earth shortens or that no table of ours has.
NAMES = {
    "Bosnia and Herz.": "BIH", "Central African Rep.": "CAF", "Dem. Rep. Congo": "COD", "Dominican Rep.": "DOM",
    "Eq. Guinea": "GNQ", "Falkland Is.": "FLK", "Fr. S. Antarctic Lands": "ATF", "S. Sudan": "SSD",
    "Solomon Is.": "SLB", "W. Sahara": "ESH", "eSwatini": "SWZ", "Macedonia": "MKD",
}  # fmt: skip
LEFT_OUT = {"Antarctica"}
APART = {"Somaliland", "N. Cyprus"}  # drawn, but no country of ours

Point = tuple[float, float]


def main(path: Path) -> None:
    """Print {country code: path}; what belongs to no country of ours stands under "-"."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != third_party()["natural-earth"]["sha256"]:
        sys.exit(f"{path} is not the file of world-atlas 2.0.2.")
    topology = json.loads(data)
    arcs = _arcs(topology)
    paths: dict[str, str] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name in LEFT_OUT:
            continue
        rings = [ring for polygon in _polygons(shape) for ring in polygon]
        drawn = "".join(_path(part) for ring in rings for part in _cut(_ring(ring, arcs)))
        code = "-" if name in APART else _code(name)
        paths[code] = paths.get(code, "") + drawn
    out = {"width": WIDTH, "height": HEIGHT, "paths": dict(sorted(paths.items()))}
    sys.stdout.write(json.dumps(out, separators=(",", ":")) + "\n")


def _code(name: str) -> str:
    if name in NAMES:
        return NAMES[name]
    try:
        return gazetteer().resolve(name, {"Country"}).id
    except NameNotFoundError as error:
        sys.exit(str(error))


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def _polygons(shape: dict[str, Any]) -> list[list[list[int]]]:
    found: list[list[list[int]]] = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    return found


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Join arcs to a ring; a number below zero is the arc of its complement, backwards."""
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _cut(ring: list[Point]) -> list[list[Point]]:
    """Cut a ring that crosses the line where the map ends (180 degrees) in two, one at each side."""
    turn = 0.0
    unrolled = [ring[0]]
    for (before, _), (lon, lat) in pairwise(ring):
        turn += 360 * ((before - lon > 180) - (lon - before > 180))
        unrolled.append((lon + turn, lat))
    found: list[list[Point]] = []
    for shift in (-360, 0, 360):
        part = [(lon + shift, lat) for lon, lat in unrolled]
        part = _clip(_clip(part, 180, 1), -180, -1)
        if part:
            found.append(part)
    return found


def _clip(ring: list[Point], edge: float, side: int) -> list[Point]:
    """Return the part of a ring that lies below the edge (side 1) or above it (side -1)."""
    out: list[Point] = []
    for (x0, y0), (x1, y1) in zip(ring[-1:] + ring[:-1], ring, strict=True):
        was, now = (edge - x0) * side >= 0, (edge - x1) * side >= 0
        if was != now:
            out.append((edge, y0 + (y1 - y0) * (edge - x0) / (x1 - x0)))
        if now:
            out.append((x1, y1))
    return out


def _path(ring: list[Point]) -> str:
    """Return whole steps from point to point; points that fall together are one."""
    points = [(round(x), round(y)) for x, y in (project(lon, lat) for lon, lat in ring)]
    points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    if points and points[0] == points[-1]:
        points.pop()
    if len(points) < 3:
        return ""
    text = f"M{points[0][0]} {points[0][1]}l"
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    for i, (dx, dy) in enumerate(steps):
        text += f"{'' if i == 0 or dx < 0 else ' '}{dx}{'' if dy < 0 else ' '}{dy}"
    return f"{text}z"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
