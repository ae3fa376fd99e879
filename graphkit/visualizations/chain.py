"""A mineral's chain as one page: who makes, who exports and who imports it, each by its share, and their trade.

The page is `visualizations/chain.html` with `chain.js`; like a map it is one file that asks for nothing. Places are
computed here, so that the drawing is plain SVG.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graphkit.gazetteer import gazetteer
from graphkit.model import Ref
from graphkit.reports.shared import numerals, production, supply
from graphkit.stores.base import Store
from graphkit.visualizations import trade
from graphkit.visualizations.colours import series
from graphkit.visualizations.rendering import filled

WIDE, HIGH, TOP = 1060, 690, 56
MOST = 10  # countries of a column; the others stand together
_LEFT, _RIGHT, BAR = 176, 186, 16
_LINE, _GAP = 17, 5  # the height of a name, and the room between two bars
OTHERS = Ref("Country", "")
_COLOURS = 8
_ROUNDED = 0.0005  # a rest that no figure with a digit behind the comma shows


@dataclass(slots=True)
class Bar:
    """A country in a column: its share of the column, the figure in words, and where it is drawn.

    `others` is how many stand together, 0 where that is not known.
    """

    ref: Ref
    share: float
    figure: str
    colour: int
    number: int = 0
    x: float = 0.0
    y: float = 0.0
    high: float = 0.0
    others: int = 0

    @property
    def name(self) -> str:
        """Return the name of the country, or how many stand together."""
        if self.ref != OTHERS:
            return gazetteer().name(self.ref)
        return f"{self.others} others" if self.others else "others"


@dataclass(slots=True)
class Column:
    """One step of the chain."""

    id: str
    title: str
    unit: str
    of: str
    bars: list[Bar] = field(default_factory=list)
    scale: float = 0.0

    def bar(self, ref: Ref) -> Bar | None:
        """Return the bar that a country is in."""
        found = next((bar for bar in self.bars if bar.ref == ref), None)
        return found or next((bar for bar in self.bars if bar.ref == OTHERS), None)


@dataclass(frozen=True, slots=True)
class Band:
    """What joins two bars: a flow of trade, or the same country in two steps."""

    one: Bar
    other: Bar
    path: str
    says: str
    flow: bool
    weight: float
    figure: str


@dataclass(slots=True)
class Chain:
    """The whole of a page."""

    name: str
    year: int
    columns: list[Column]
    bands: list[Band]
    source: str
    note: str

    @property
    def title(self) -> str:
        """Return what the page is called."""
        return f"{self.name[:1].upper()}{self.name[1:]}: from producers to consumers, {self.year}"


def read(store: Store, mineral: Ref, year: int | None = None) -> Chain:
    """Return the chain of a mineral: the trade of a year, or of the newest, and the newest production up to it."""
    year = year or trade.newest(store, mineral)
    made = _stages(production.read(store, [mineral], year))
    found = trade.read(store, mineral, year)
    sold = _sums(found.flows, lambda flow: flow.seller)
    bought = _sums(found.flows, lambda flow: flow.buyer)
    ranks = {ref: rank for rank, ref in enumerate(list(sold)[:_COLOURS])}
    columns = [
        _column(one.stage or "made", _title(one), f"{one.called()}, tonnes", "of production", one.shares,
                {m.producer: f"{numerals.tonnes(m.tonnes)} t" for m in one.made}, ranks)
        for one in made
    ]  # fmt: skip
    for kind, amounts in (("export", sold), ("import", bought)):
        told = {ref: money(value) for ref, value in amounts.items()}
        total = math.fsum(amounts.values())
        shares = {ref: value / total for ref, value in amounts.items()}
        title = f"{kind.capitalize()}ers, {year}"
        columns.append(_column(kind, title, "current US dollars", f"of {kind}s", shares, told, ranks, total))
    place(columns)
    documents = supply.sources(store, [one.series for one in made] + [flow.series for flow in found.flows])
    bands = [band for one, other in pairwise(columns[:-1]) for band in _same(one, other)]
    bands += _flows(columns[-2], columns[-1], found.flows)
    return Chain(found.name, year, columns, bands, supply.told_sources(documents), found.note)


def _sums(flows: Iterable[trade.Flow], key: Callable[[trade.Flow], Ref]) -> dict[Ref, float]:
    """Return how much each country sold or bought, the largest first."""
    parts: dict[Ref, list[float]] = {}
    for flow in flows:
        parts.setdefault(key(flow), []).append(flow.value)
    sums = {ref: math.fsum(sorted(values)) for ref, values in parts.items()}
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))


def _stages(found: Sequence[production.Output]) -> list[production.Output]:
    """Return for each stage the product that most is made of."""
    best: dict[str, production.Output] = {}
    for one in found:
        if one.stage not in best or one.total > best[one.stage].total:
            best[one.stage] = one
    return list(best.values())[:2]


def _title(one: production.Output) -> str:
    who = {"mined": "Miners", "refined": "Refiners"}.get(one.stage, "Producers")
    return f"{who}, {one.year}"


def _column(
    identity: str, title: str, unit: str, of: str, shares: Mapping[Ref, float], told: Mapping[Ref, str],
    ranks: Mapping[Ref, int], total: float | None = None,
) -> Column:  # fmt: skip
    order = list(shares)
    kept = order if len(order) <= MOST + 1 else order[:MOST]
    bars = [Bar(ref, shares[ref], told[ref], ranks.get(ref, _COLOURS)) for ref in kept if shares[ref] > 0]
    rest = order[len(kept) :]
    unlisted = 1 - math.fsum(shares.values())
    if rest or unlisted > _ROUNDED:
        share = math.fsum(shares[ref] for ref in rest) + max(0.0, unlisted)
        figure = money(share * total) if total is not None else ""
        bars.append(Bar(OTHERS, share, figure, _COLOURS, others=len(rest) if unlisted <= _ROUNDED else 0))
    return Column(identity, title, unit, of, bars)


def place(columns: Sequence[Column]) -> None:
    """Give every bar its place: in each column a bar has the room of its name, so that no name covers another."""
    room = HIGH - TOP - 12
    for at, column in enumerate(columns):
        column.scale = _scale([bar.share for bar in column.bars], room)
        y = float(TOP)
        for bar in column.bars:
            bar.high = max(1.0, bar.share * column.scale)
            slot = max(bar.high, _LINE)
            bar.y, y = y + (slot - bar.high) / 2, y + slot + _GAP
            bar.x = _LEFT + at * (WIDE - _LEFT - _RIGHT - BAR) / max(1, len(columns) - 1)
    for number, bar in enumerate(bar for column in columns for bar in column.bars):
        bar.number = number


def _scale(shares: Sequence[float], room: float) -> float:
    """Return the largest scale at which all bars, and the names of thin ones, have room."""
    low, high = 0.0, room
    for _ in range(40):
        middle = (low + high) / 2
        used = sum(max(share * middle, _LINE) + _GAP for share in shares)
        low, high = (middle, high) if used <= room else (low, middle)
    return low


def _same(one: Column, other: Column) -> list[Band]:
    """Return what joins a country in two steps of the chain: its share in each."""
    out = []
    for bar in one.bars:
        to = next((found for found in other.bars if found.ref == bar.ref), None)
        if bar.ref == OTHERS or to is None:
            continue
        says = f"{bar.name}: {numerals.percent(bar.share)} {one.of}, {numerals.percent(to.share)} {other.of}"
        path = _band(bar.x + BAR, bar.y, bar.high, to.x, to.y, to.high)
        out.append(Band(bar, to, path, says, False, to.share, numerals.percent(to.share)))
    return out


def _flows(sellers: Column, buyers: Column, flows: Iterable[trade.Flow]) -> list[Band]:
    """Return the trade between two columns, at each bar in the order of the other column, so that bands cross least."""
    sums: dict[tuple[int, int], list[float]] = {}
    ends: dict[int, Bar] = {}
    for flow in flows:
        one, other = sellers.bar(flow.seller), buyers.bar(flow.buyer)
        if one and other:
            sums.setdefault((one.number, other.number), []).append(flow.value)
            ends[one.number], ends[other.number] = one, other
    values = {pair: math.fsum(sorted(parts)) for pair, parts in sums.items()}
    total = math.fsum(values.values())
    left = {bar.number: bar.y for bar in sellers.bars}
    right = {bar.number: bar.y for bar in buyers.bars}
    places: dict[tuple[int, int], tuple[float, float]] = {}
    for pair in sorted(values):
        places[pair] = (left[pair[0]], 0.0)
        left[pair[0]] += values[pair] / total * sellers.scale
    for pair in sorted(values, key=lambda pair: (pair[1], pair[0])):
        places[pair] = (places[pair][0], right[pair[1]])
        right[pair[1]] += values[pair] / total * buyers.scale
    out = []
    for pair in sorted(values, key=lambda pair: -values[pair]):
        one, other, share = ends[pair[0]], ends[pair[1]], values[pair] / total
        y, to = places[pair]
        path = _band(one.x + BAR, y, share * sellers.scale, other.x, to, share * buyers.scale)
        figure = money(values[pair])
        says = f"{one.name} to {other.name}: {figure}, {numerals.percent(share)} of the trade"
        out.append(Band(one, other, path, says, True, values[pair], figure))
    return out


def _band(x: float, y: float, high: float, to_x: float, to_y: float, to_high: float) -> str:
    bend = (x + to_x) / 2
    return (
        f"M{x:.1f} {y:.1f}C{bend:.1f} {y:.1f} {bend:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
        f"V{to_y + max(to_high, 0.5):.1f}C{bend:.1f} {to_y + to_high:.1f} {bend:.1f} {y + high:.1f} {x:.1f} "
        f"{y + max(high, 0.5):.1f}Z"
    )


def money(value: float) -> str:
    """Return US dollars as a person reads them.

    Example:
        >>> money(5_118_786_152.0), money(250_000.0), money(12.0)
        ('USD 5.12 bn', 'USD 250 k', 'USD 12')
    """
    for size, name in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if value >= size:
            return f"USD {value / size:.3g} {name}" if value / size < 999.5 else f"USD {value / size:,.0f} {name}"
    return f"USD {value:,.0f}"


def page(chain: Chain, title: str = "") -> str:
    """Return the page. The same chain gives the same text."""
    return filled(
        "chain", title=title or chain.title,
        series=series(), chain=chain, wide=WIDE, high=HIGH, top=TOP, bar=BAR, percent=numerals.percent,
        last=chain.columns[-1], first=chain.columns[0],
    )  # fmt: skip
