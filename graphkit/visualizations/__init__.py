"""Maps: any selection of facts as one self-contained page with network, world map and table.

The template, the viewer's script and style, and the outlines of the countries stand in the content folder
`visualizations/`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from networkx import MultiDiGraph

    from graphkit.bundle import Bundle
    from graphkit.stores.base import Store
    from graphkit.visualizations.contents import Payload
    from graphkit.visualizations.trade import Trade

TITLE = "Critical-minerals diplomacy"


def page(
    bundle: Bundle,
    title: str = TITLE,
    *,
    as_of: dt.date | None = None,
    max_facts: int | None = None,
    years: bool = False,
    trade: Trade | None = None,
) -> str:
    """Return one HTML page of a bundle's facts. The same facts give the same text.

    `as_of` is the day it opens at, `max_facts` how many links it draws at first, `years` makes it play year by year;
    `trade` says that the facts are the flows of a mineral, and tells their figures.
    """
    from graphkit.visualizations.contents import payload
    from graphkit.visualizations.phases import day_number
    from graphkit.visualizations.rendering import render
    from graphkit.visualizations.thinning import thinned

    records, left_out = (bundle.records, trade.left) if trade else thinned(bundle.records)
    made = payload(replace(bundle, records=records))
    _place(made)
    made.data["title"] = title
    made.data["open"] = {
        "day": day_number(as_of) if as_of else None,
        "top": max_facts,
        "years": int(years),
        "left": left_out,
    }
    if trade:
        trade.fill(made.data)
    return render(made, title)


def _place(made: Payload) -> None:
    """Give the entities their places in the network and on the world map, and their measures."""
    from graphkit.visualizations.layout import positions
    from graphkit.visualizations.ranks import measures
    from graphkit.visualizations.ties import pairs
    from graphkit.visualizations.world import outlines, places, seats

    nodes = made.data["nodes"]
    count = len(nodes["id"])
    spots = positions(count, made.telling())
    nodes["x"], nodes["y"] = [x for x, _ in spots], [y for _, y in spots]
    nodes["between"], nodes["together"] = measures(count, pairs(made.links))
    known = {**seats(), **places()}
    homes = sorted(set(nodes["home"]) & set(known))
    made.data["world"] = {**outlines(), "places": {home: known[home] for home in homes}}


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that a notebook displays."""

    text: str = field(repr=False)
    height: int

    def _repr_html_(self) -> str:
        """Return the page in a frame of its own, which shares nothing with the notebook."""
        from html import escape

        frame = f'style="width: 100%; height: {self.height}px; border: 1px solid #888; border-radius: 8px"'
        apart = 'sandbox="allow-scripts allow-popups allow-downloads"'
        return f'<iframe {frame} {apart} srcdoc="{escape(self.text)}"></iframe>'


def show_map(
    graph: MultiDiGraph | Bundle | Store | str | Path, title: str = TITLE, *, height: int = 640, years: bool = False
) -> Shown:
    """Return a map that a notebook shows, of a graph, a bundle, an open store, or the address of one.

    Example:
        >>> from graphkit.bundle import Bundle
        >>> show_map(Bundle(), "Nothing yet")._repr_html_()[:7]
        '<iframe'
    """
    from graphkit.graph import bundle_from, bundle_of
    from graphkit.stores.base import Selection

    bundle = bundle_of(graph) if hasattr(graph, "edges") else bundle_from(graph, Selection())
    return Shown(page(bundle, title, years=years), height)
