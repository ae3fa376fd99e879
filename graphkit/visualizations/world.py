"""The world map: the projection, and where countries lie in it."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from graphkit.resources import part

WIDTH = 2000
HEIGHT = 862
_TOP, _BOTTOM = 83.7, -56.0  # the north of Greenland, Cape Horn: Antarctica is left out
_BESIDE = 14
_SCALE = WIDTH / (2 * 0.8707 * math.pi)


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return a place in the Natural Earth projection (Šavrič and others, 2011), x and y growing right and down.

    Example:
        >>> project(0, 0)[0]
        1000.0
    """
    north, south = _height(_TOP), _height(_BOTTOM)
    phi = math.radians(latitude)
    p2 = phi * phi
    p4 = p2 * p2
    width = 0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4))
    x = WIDTH / 2 + _SCALE * math.radians(longitude) * width
    return x, (north - _height(latitude)) / (north - south) * HEIGHT


def _height(latitude: float) -> float:
    phi = math.radians(latitude)
    p2 = phi * phi
    p4 = p2 * p2
    return phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))


@cache
def places() -> dict[str, tuple[int, int]]:
    """Return where each country of the reference tables lies, by its code."""
    from graphkit.gazetteer import rows

    found: dict[str, tuple[int, int]] = {}
    for row in rows("countries"):
        if row["latitude"] and row["longitude"]:
            x, y = project(float(row["longitude"]), float(row["latitude"]))
            found[row["id"]] = (round(x), round(y))
    return found


@cache
def seats() -> dict[str, tuple[int, int]]:
    """Return where each bloc lies: beside the country whose capital it has its seat in."""
    from graphkit.gazetteer import rows

    capitals = {capital: row["id"] for row in rows("countries") for capital in row["capital"].split(";")}
    found = {row["id"]: places().get(capitals.get(row["seat"], "")) for row in rows("blocs") if row["seat"]}
    return {bloc: (at[0] - _BESIDE, at[1] - _BESIDE) for bloc, at in found.items() if at is not None}


@cache
def outlines() -> dict[str, Any]:
    """Return the outlines of the countries as paths, by code, with the width and height they are drawn in."""
    import json

    text = (part("visualizations") / "world" / "outlines.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
