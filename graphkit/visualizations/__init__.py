"""Maps: any selection of facts as one self-contained page with network, world map and table.

The template, the viewer's script and style, and the outlines of the countries stand in the content folder
`visualizations/`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from graphkit.bundle import Bundle


def page(
    bundle: Bundle,
    title: str = "Critical-minerals diplomacy",
    *,
    as_of: dt.date | None = None,
    max_facts: int | None = None,
    years: bool = False,
) -> str:
    """Return one HTML page of a bundle's facts. The same facts give the same text.

    `as_of` is the day it opens at, `max_facts` how many links it draws at first, `years` makes it play year by year.
    """
    from dataclasses import replace

    from graphkit.visualizations.contents import payload
    from graphkit.visualizations.layout import positions
    from graphkit.visualizations.phases import day_number
    from graphkit.visualizations.ranks import measures
    from graphkit.visualizations.rendering import render
    from graphkit.visualizations.thinning import thinned
    from graphkit.visualizations.world import outlines, places

    records, left_out = thinned(bundle.records)
    made = payload(replace(bundle, records=records))
    nodes = made.data["nodes"]
    count = len(nodes["id"])
    spots = positions(count, made.telling())
    nodes["x"], nodes["y"] = [x for x, _ in spots], [y for _, y in spots]
    nodes["between"], nodes["together"] = measures(count, made.pairs())
    homes = sorted(set(nodes["home"]) & set(places()))
    made.data["title"] = title
    made.data["open"] = {
        "day": day_number(as_of) if as_of else None,
        "top": max_facts,
        "years": int(years),
        "left": left_out,
    }
    made.data["world"] = {**outlines(), "places": {home: places()[home] for home in homes}}
    return render(made, title)


def write_map(bundle: Bundle, path: Path, title: str) -> None:
    """Write a page of a bundle's facts to `path`, whole or not at all."""
    from graphkit.visualizations.writing import write

    write(path, page(bundle, title))
