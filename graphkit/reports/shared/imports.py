"""The imports of one country or bloc, of all minerals: each in its newest year, few questions to the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphkit.model import Ref
from graphkit.reports import Question
from graphkit.reports.shared import narrowing, supply
from graphkit.stores.base import Store


def of_all(store: Store, minerals: Sequence[Ref], importer: Ref, question: Question) -> list[supply.Trade]:
    """Return the trade of each mineral that the importer buys, in the newest year up to the one asked for."""
    asked = question.options
    year, stage, weighed = asked.get("year"), asked.get("stage"), asked.get("by") == "weight"
    series = narrowing.series_of(store, asked.get("series"))
    to = narrowing.importers(store, importer, year)
    if len(minerals) == 1:
        trade = supply.read(store, supply.goods_of(minerals[0]), year, to, series, stage, weighed)
        return [trade] if trade and trade.year is not None else []
    wanted = {ref.id for ref in minerals}
    text = (
        "MATCH (m:Mineral)<-[i:IMPORTS]-(c) WHERE c.id IN $to AND i.first_year <= $year "
        "RETURN m.id AS mineral, max(i.last_year) AS last ORDER BY mineral"
    )
    by_year: dict[int, list[str]] = defaultdict(list)
    for mineral, last in store.query(text, {"to": list(to), "year": year or 9999}).rows:
        if last is not None and mineral in wanted:
            by_year[min(last, year or last)].append(mineral)
    found: list[supply.Trade] = []
    for when, ids in sorted(by_year.items()):
        found += _of_year(store, ids, when, to, series, stage, weighed)
    return sorted(found, key=lambda trade: trade.goods.mineral)


def _of_year(
    store: Store, minerals: Sequence[str], year: int, to: Sequence[str], series: str | None, stage: str | None,
    weighed: bool,
) -> list[supply.Trade]:  # fmt: skip
    """Return the trade of minerals in a year: by value, or by weight where that is asked for or there are no values."""
    text = (
        # No labels and lists of equals, or the embedded engine does not use its index by mineral and year.
        f"MATCH (x)-[r:SUPPLIES]->(y) WHERE r.mineral IN $minerals AND r.year = $year AND {narrowing.chosen(series)} "
        "AND r.status = 'current' AND y.id IN $to AND (r.value_usd IS NOT NULL OR r.tonnes IS NOT NULL) "
        f"{'AND r.stage = $stage ' if stage else ''}{'AND NOT x.id IN $to ' if len(to) > 1 else ''}"
        "RETURN r.mineral AS mineral, labels(x)[0] AS xk, x.id AS xi, coalesce(r.stage, '') AS stage, "
        "r.series AS series, sum(r.value_usd) AS value, count(r.value_usd) AS valued, sum(r.tonnes) AS tonnes, "
        "count(r.tonnes) AS weighed, count(*) AS number ORDER BY mineral, value DESC, xi, stage, series"
    )
    given = {"minerals": list(minerals), "year": year, "series": series, "stage": stage, "to": list(to)}
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in store.query(text, given).dicts():
        rows[row["mineral"]].append(row)
    buyer = Ref("Country", to[0]) if len(to) == 1 else Ref("Bloc", "")
    out = []
    for mineral, same in rows.items():
        by_weight = weighed or not any(row["valued"] for row in same)
        flows = tuple(supply.flow_of(row, buyer) for row in same if by_weight or row["valued"])
        goods = supply.goods_of(Ref("Mineral", mineral))
        names = tuple(dict.fromkeys(row["series"] for row in same))
        out.append(supply.Trade(goods, year, names, flows, (), str(year), by_weight))
    return out


@dataclass(frozen=True, slots=True)
class ByYear:
    """What an importer buys: of each partner and of all, by mineral and year, in US dollars, and of which series."""

    of: dict[str, dict[str, dict[int, float]]]
    all: dict[str, dict[int, float]]
    series: dict[str, dict[int, str]]


def by_year(store: Store, to: Sequence[str], partners: Sequence[str], first: int, series: str | None) -> ByYear:
    """Return the imports since a year, added up in the store, found from the importer and not by looking at all."""
    text = (
        f"MATCH (y:Country)<-[r:SUPPLIES]-(x) WHERE y.id IN $to AND {narrowing.chosen(series)} "
        "AND r.status = 'current' AND r.mineral IS NOT NULL AND r.value_usd IS NOT NULL AND r.year >= $first "
        "AND NOT x.id IN $to "
        "RETURN r.mineral AS mineral, r.year AS year, CASE WHEN x.id IN $partners THEN x.id ELSE '' END AS partner, "
        "sum(r.value_usd) AS value, min(r.series) AS series ORDER BY mineral, year, partner"
    )
    given = {"to": list(to), "partners": list(partners), "first": first, "series": series}
    out = ByYear(defaultdict(lambda: defaultdict(dict)), defaultdict(dict), defaultdict(dict))
    for mineral, year, partner, value, name in store.query(text, given).rows:
        out.of[partner][mineral][year] = value
        out.all[mineral][year] = out.all[mineral].get(year, 0.0) + value
        out.series[mineral][year] = name
    return out
