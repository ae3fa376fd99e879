"""The trade of a mineral as a map shows it: who supplied whom in a year, of which stage, for how much."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graphkit.bundle import Bundle
from graphkit.errors import InputError
from graphkit.gazetteer import gazetteer
from graphkit.model import ROW, Claim, Document, Fact, Ref
from graphkit.reports.shared import supply
from graphkit.stores.base import Store
from graphkit.visualizations.phases import day_number

# No labels, and mineral and year by equality: so the embedded engine finds the rows by its index, and only so.
_ROWS = "MATCH (a)-[r:SUPPLIES]->(b) WHERE r.mineral = $mineral AND r.year = $year AND r.preferred"
_MOST = 12_000  # flows of all years that a page holds and still plays smoothly; of a year it holds all
_KNOWN = "r.status = 'current' AND r.value_usd IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Flow:
    """What one country supplied to another of one stage in a year: US dollars, and tonnes where all rows have some."""

    seller: Ref
    buyer: Ref
    stage: str
    year: int
    series: str
    value: float
    tonnes: float | None
    codes: tuple[str, ...]

    def fact(self, mineral: str) -> Fact:
        """Return the flow as a fact that a page can show."""
        figures: list[tuple[str, float]] = [("value_usd", self.value)]
        if self.tonnes is not None:
            figures.insert(0, ("tonnes", self.tonnes))
        told = f"HS {' + '.join(self.codes)}" if self.codes else f"{mineral}, no HS code"
        row = Claim(self.series, told, 0, len(told), None, "current", None, tuple(figures), ROW)
        stage = (("stage", self.stage),) if self.stage else ()
        cell = (("mineral", mineral), ("series", self.series), *stage, ("year", str(self.year)))
        return Fact("SUPPLIES", self.seller, self.buyer, cell, (row,))


@dataclass(frozen=True, slots=True)
class Trade:
    """The flows of a mineral that a page holds, with what it says of them all."""

    mineral: Ref
    flows: tuple[Flow, ...]
    years: tuple[int, ...]
    totals: dict[int, float]
    left: int
    source: str
    note: str
    documents: dict[str, Document]

    @property
    def name(self) -> str:
        """Return the name of the mineral."""
        return gazetteer().name(self.mineral)

    @property
    def span(self) -> str:
        """Return the year, or the first and the last."""
        return str(self.years[0]) if len(self.years) == 1 else f"{self.years[0]}–{self.years[-1]}"

    @property
    def last(self) -> dt.date:
        """Return the last day of the last year."""
        return dt.date(self.years[-1], 12, 31)

    def title(self, country: Ref | None = None) -> str:
        """Return what the page is called."""
        whose = f" with {gazetteer().name(country)}" if country else ""
        return f"Trade of {self.name}{whose}, {self.span}"

    def counted(self) -> str:
        """Return how many flows a page holds, and of how many."""
        count = f"{len(self.flows):,} flow{'s' if len(self.flows) != 1 else ''}"
        return f"{count} of {len(self.flows) + self.left:,}, the heaviest of each year," if self.left else count

    def bundle(self) -> Bundle:
        """Return the flows as facts, with the releases that they rest on."""
        return Bundle(documents=self.documents, records=[flow.fact(self.mineral.id) for flow in self.flows])

    def fill(self, data: dict[str, Any]) -> None:
        """Add what a page says of the trade, and the figures of its facts; each holds for the whole of its year."""
        found = {record.id: record for record in self.bundle().records if isinstance(record, Fact)}
        rows = [found[identity] for identity in data["facts"]["id"]]
        shown = math.fsum(flow.value for flow in self.flows)
        years = [int(str(row.get("year"))) for row in rows]
        data["facts"]["phases"] = [[_first(year), _first(year + 1), 0] for year in years]
        data["trade"] = {
            "name": self.name,
            "years": list(self.years),
            "total": [round(self.totals[year]) for year in self.years],
            "left": self.left,
            "share": round(shown / (math.fsum(self.totals.values()) or 1), 4),
            "source": self.source,
            "note": self.note,
            "year": years,
            "stage": [str(row.get("stage") or "") for row in rows],
            "tonnes": [row.claims[0].get("tonnes") for row in rows],
        }


def read(
    store: Store, mineral: Ref, year: int, *, years: bool = False, country: Ref | None = None, most: int = _MOST
) -> Trade:
    """Return the trade of a mineral in a year, or in every year up to it; of one country where it is named."""
    goods = supply.goods_of(mineral)
    spans = _years(store, goods, year, years)
    flows = [flow for one in spans for flow in _flows(store, goods, one)]
    if country is not None:
        flows = [flow for flow in flows if country in (flow.seller, flow.buyer)]
    if not flows:
        called = gazetteer().name(mineral)
        whose = f" with {gazetteer().name(country)}" if country else ""
        raise InputError(f"No trade of {called}{whose} in {year} is loaded. {_available(store, goods)}")
    kept = _heaviest(flows, max(1, most // len(spans)) if years else len(flows))
    documents = supply.sources(store, {flow.series for flow in kept})
    return Trade(
        mineral, tuple(kept), tuple(sorted({flow.year for flow in kept})), _sums(flows), len(flows) - len(kept),
        supply.told_sources(documents), goods.note, documents,
    )  # fmt: skip


def newest(store: Store, mineral: Ref) -> int:
    """Return the last year that there is trade of a mineral of."""
    goods = supply.goods_of(mineral)
    last = _span(store, goods)[1]
    if last is None:
        raise InputError(f"No trade of {gazetteer().name(mineral)} is loaded. {_available(store, goods)}")
    return last


def _flows(store: Store, goods: supply.Goods, year: int) -> list[Flow]:
    codes = " AND r.hs IN $codes" if goods.codes else ""
    text = (
        f"{_ROWS} AND {_KNOWN}{codes} RETURN labels(a)[0] AS ak, a.id AS ai, labels(b)[0] AS bk, b.id AS bi, "
        "coalesce(r.stage, '') AS stage, r.series AS series, sum(r.value_usd) AS value, sum(r.tonnes) AS tonnes, "
        "count(r.tonnes) AS weighed, count(*) AS number, collect(DISTINCT r.hs) AS codes"
    )
    given = {"mineral": goods.mineral, "year": year, "codes": list(goods.codes)}
    found = [
        Flow(
            Ref(row["ak"], row["ai"]), Ref(row["bk"], row["bi"]), row["stage"], year, row["series"],
            float(row["value"]), float(row["tonnes"]) if row["weighed"] == row["number"] else None,
            tuple(sorted(row["codes"])),
        )
        for row in store.query(text, given).dicts()
    ]  # fmt: skip
    return sorted(found, key=_weight)


def _years(store: Store, goods: supply.Goods, year: int, every: bool) -> list[int]:
    if not every:
        return [year]
    first = _span(store, goods)[0]
    return list(range(min(first or year, year), year + 1))


def _span(store: Store, goods: supply.Goods) -> tuple[int | None, int | None]:
    text = f"MATCH (a)-[r:SUPPLIES]->(b) WHERE r.mineral = $mineral AND r.preferred AND {_KNOWN} "
    first, last = store.query(f"{text}RETURN min(r.year), max(r.year)", {"mineral": goods.mineral}).rows[0]
    return first, last


def _available(store: Store, goods: supply.Goods) -> str:
    first, last = _span(store, goods)
    if first is None:
        text = "MATCH (a)-[r:SUPPLIES]->(b) WHERE r.mineral = $mineral AND r.preferred AND r.tonnes IS NOT NULL "
        if store.query(f"{text}RETURN r.year AS year LIMIT 1", {"mineral": goods.mineral}).rows:
            return (
                "Its rows have weights alone, and trade is drawn by value; "
                f"`graphkit report suppliers {goods.mineral}` answers by weight."
            )
        return "`graphkit loaders` shows what can be loaded."
    return f"There is trade of {first}." if first == last else f"There is trade from {first} to {last}."


def _heaviest(flows: Iterable[Flow], most: int) -> list[Flow]:
    """Return of each year the flows of most value."""
    kept: list[Flow] = []
    counts: dict[int, int] = {}
    for flow in sorted(flows, key=_weight):
        counts[flow.year] = counts.get(flow.year, 0) + 1
        if counts[flow.year] <= most:
            kept.append(flow)
    return kept


def _sums(flows: Iterable[Flow]) -> dict[int, float]:
    values: dict[int, list[float]] = {}
    for flow in flows:
        values.setdefault(flow.year, []).append(flow.value)
    return {year: math.fsum(sorted(found)) for year, found in sorted(values.items())}


def _weight(flow: Flow) -> tuple[object, ...]:
    return (-flow.value, flow.seller, flow.buyer, flow.stage, flow.series)


def _first(year: int) -> int:
    return day_number(dt.date(year, 1, 1))
