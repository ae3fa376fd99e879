"""The imports of one country or bloc, of all minerals: each in its newest year, few questions to the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from graphkit.model import Ref
from graphkit.reports import Question
from graphkit.reports.shared import supply
from graphkit.stores.base import Store


def of_all(store: Store, minerals: Sequence[Ref], importer: Ref, question: Question) -> list[supply.Trade]:
    """Return the trade of each mineral that the importer buys, in the newest year up to the one asked for."""
    asked = question.options
    year, stage = asked.get("year"), asked.get("stage")
    series = supply.series_of(store, asked.get("series"))
    to = supply.importers(store, importer, year)
    if len(minerals) == 1:
        trade = supply.read(store, supply.goods_of(minerals[0]), year, to, series, stage)
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
        found += _of_year(store, ids, when, to, series, stage)
    return sorted(found, key=lambda trade: trade.goods.mineral)


def _of_year(
    store: Store, minerals: Sequence[str], year: int, to: Sequence[str], series: str | None, stage: str | None
) -> list[supply.Trade]:
    text = (
        # No labels and lists of equals, or the embedded engine does not use its index by mineral and year.
        f"MATCH (x)-[r:SUPPLIES]->(y) WHERE r.mineral IN $minerals AND r.year = $year AND {supply.chosen(series)} "
        "AND r.status = 'current' AND y.id IN $to AND r.value_usd IS NOT NULL "
        f"{'AND r.stage = $stage ' if stage else ''}{'AND NOT x.id IN $to ' if len(to) > 1 else ''}"
        "RETURN r.mineral AS mineral, labels(x)[0] AS xk, x.id AS xi, coalesce(r.stage, '') AS stage, "
        "r.series AS series, sum(r.value_usd) AS value, sum(r.tonnes) AS tonnes, count(r.tonnes) AS weighed, "
        "count(*) AS number ORDER BY mineral, value DESC, xi, stage, series"
    )
    given = {"minerals": list(minerals), "year": year, "series": series, "stage": stage, "to": list(to)}
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in store.query(text, given).dicts():
        rows[row["mineral"]].append(row)
    buyer = Ref("Country", to[0]) if len(to) == 1 else Ref("Bloc", "")
    out = []
    for mineral, same in rows.items():
        flows = tuple(
            supply.Flow(
                Ref(row["xk"], row["xi"]), buyer, row["stage"], float(row["value"] or 0),
                float(row["tonnes"]) if row["weighed"] else None, row["number"] - row["weighed"], row["number"], None,
            )
            for row in same
        )  # fmt: skip
        goods = supply.goods_of(Ref("Mineral", mineral))
        names = tuple(dict.fromkeys(row["series"] for row in same))
        out.append(supply.Trade(goods, year, names, flows, (), str(year)))
    return out
