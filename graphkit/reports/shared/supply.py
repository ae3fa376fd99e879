"""Trade as the reports of supply read it: one mineral, one year, one series, added up in the store."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphkit.errors import InputError
from graphkit.gazetteer import gazetteer, rows
from graphkit.model import STAGES, Document, Ref
from graphkit.reports.shared.narrowing import chosen
from graphkit.reports.shared.page import Column
from graphkit.stores.base import Store

# No labels and the mineral by equality, or the embedded engine does not use its index and looks at every row.
_TRADE = "MATCH (x)-[r:SUPPLIES]->(y) WHERE r.mineral = $mineral AND r.status = 'current'"
_SHARES = "r.year IS NULL AND (r.share IS NOT NULL OR r.mark IS NOT NULL)"
TRADE = (Column("supplier"), Column("share", 8, True), Column("million USD", 12, True), Column("tonnes", 14, True))


@dataclass(frozen=True, slots=True)
class Goods:
    """The goods that answer for a mineral: whose rows, of which HS codes (none: of all), and what is to be said."""

    mineral: str
    codes: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """What one country supplied to another of one stage in a year; `value` and `tonnes` are None where no row has any.

    `mark` is what the publisher writes in the place of a share.
    """

    supplier: Ref
    buyer: Ref
    stage: str
    value: float | None
    tonnes: float | None
    unweighed: int
    rows: int
    share: float | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Trade:
    """The flows of one year of one series; `year` is None where the publisher gives shares over several years.

    `weighed` tells that shares are by weight: it was asked for, or there are no values. `product` is the one that all
    rows are of, where it is not added up with others.
    """

    goods: Goods
    year: int | None
    series: tuple[str, ...]
    flows: tuple[Flow, ...]
    codes: tuple[str, ...]
    span: str
    weighed: bool = False
    product: str = ""

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that are traded, in order of the chain."""
        found = {flow.stage for flow in self.flows}
        return tuple(sorted(found, key=lambda stage: (STAGES.index(stage) if stage in STAGES else 9, stage)))


def goods_of(mineral: Ref) -> Goods:
    """Return the goods that stand for a mineral in trade: its codes, or one that it shares and that must be named."""
    table = list(rows("hs_codes"))
    own = [row for row in table if row["mineral"] == mineral.id]
    called = gazetteer().name(mineral)
    lumped = [row for row in own if row["lumped"] == "yes"]
    if own and len(lumped) == len(own):
        return Goods(mineral.id, (), f"{called} has no code of its own. A proxy answers: {_codes(lumped)}.")
    shared = [row for row in table if row["lumped"] == "yes" and row not in own and _names(row, mineral)]
    if own:
        notes = [f"Some of its codes take in other minerals too: {_codes(lumped)}."] if lumped else []
        notes += [f"What is traded under a code that it shares is not counted: {_codes(shared)}."] if shared else []
        return Goods(mineral.id, (), " ".join(notes))
    if shared:
        proxies = [row for row in shared if row["mineral"] == shared[0]["mineral"]]
        told = f"{called} has no code of its own. A proxy answers: {_codes(proxies)}."
        return Goods(proxies[0]["mineral"], tuple(row["hs6"] for row in proxies), told)
    return Goods(mineral.id)


def _names(row: dict[str, str], mineral: Ref) -> bool:
    """Tell whether the description of a code names a mineral."""
    if mineral not in gazetteer().entries:
        return False
    told = row["description"].casefold().replace(",", " ").replace(";", " ").replace(":", " ").split()
    return not {name.casefold() for name in gazetteer().entries[mineral].names}.isdisjoint(told)


def _codes(found: Sequence[dict[str, str]]) -> str:
    return "; ".join(f"HS {row['hs6']}, “{row['description']}”" for row in found)


def _picked(
    series: str | None, stage: str | None, goods: Goods, to: Collection[str], apart: bool = False
) -> tuple[str, dict[str, Any]]:
    """Return what narrows the rows, as Cypher and its parameters."""
    clauses = [chosen(series, apart)]
    clauses += ["r.stage = $stage"] if stage else []
    clauses += ["r.hs IN $codes"] if goods.codes else []
    clauses += ["y.id IN $to"] if to else []
    given = {"mineral": goods.mineral, "series": series, "stage": stage, "codes": list(goods.codes), "to": list(to)}
    return "".join(f" AND {clause}" for clause in clauses), given


def _newest(
    store: Store, goods: Goods, year: int | None, to: Collection[str], picked: tuple[str, dict[str, Any]], figure: str
) -> int | None:
    """Return the newest year up to the one asked for that there are figures of: value_usd, or tonnes.

    The year asked for, or the last one that the importers are known to import in, is tried first: one look at the
    index by mineral and year. Only where it has none are all years of the mineral looked through.
    """
    likely = year
    if likely is None:
        text = "MATCH (:Mineral {id: $mineral})<-[i:IMPORTS]-(c) "
        text += f"{'WHERE c.id IN $to ' if to else ''}RETURN max(i.last_year) AS year"
        likely = store.query(text, {"mineral": goods.mineral, "to": list(to)}).rows[0][0]
    narrowed, given = picked
    text = f"{_TRADE} AND r.year = $year{narrowed} AND r.{figure} IS NOT NULL RETURN r.year AS year LIMIT 1"
    if likely is not None and store.query(text, {**given, "year": likely}).rows:
        return int(likely)
    text = f"{_TRADE}{narrowed} AND r.{figure} IS NOT NULL AND r.year <= $year RETURN max(r.year) AS year"
    found = store.query(text, {**given, "year": year or 9999}).rows[0][0]
    return None if found is None else int(found)


def read(
    store: Store,
    goods: Goods,
    year: int | None,
    to: Collection[str] = (),
    series: str | None = None,
    stage: str | None = None,
    weighed: bool = False,
) -> Trade | None:
    """Return the trade of the newest year up to the one asked for; what members of a bloc sell each other is left out.

    Where no rows have values, or where weights are asked for, rows with weights answer; where there are neither, shares
    as their publisher gives them (the USGS: US imports of four years).
    """
    picked = _picked(series, stage, goods, to)
    for figure in ("tonnes",) if weighed else ("value_usd", "tonnes"):
        found = _newest(store, goods, year, to, picked, figure)
        if found is not None:
            timed = "r.year = $year AND r.value_usd IS NOT NULL"
            if figure == "tonnes":  # rows without a weight are counted too, to tell how many there are
                timed = "r.year = $year AND (r.tonnes IS NOT NULL OR r.value_usd IS NOT NULL)"
            return _trade(store, goods, found, to, picked, timed, figure == "tonnes")
    # Shares of products of one mineral cannot be added up, so only a mineral without products is answered by them.
    return _trade(store, goods, None, to, picked, f"{_SHARES} AND r.product IS NULL", False)


def apart(
    store: Store,
    goods: Goods,
    year: int | None,
    to: Collection[str] = (),
    series: str | None = None,
    stage: str | None = None,
) -> list[Trade]:
    """Return the trade of each product that is not added up with others: its newest year, its last series."""
    narrowed, given = _picked(series, stage, goods, to, True)
    text = (
        f"{_TRADE}{narrowed} AND (r.year IS NULL OR r.year <= $year) RETURN r.product AS product, r.series AS series, "
        "max(r.year) AS year, count(r.value_usd) AS valued ORDER BY product, coalesce(year, 0), series"
    )
    found = {row["product"]: row for row in store.query(text, {**given, "year": year or 9999}).dicts()}
    out = []
    for product, row in found.items():
        weighed = row["year"] is not None and not row["valued"]
        figure = "tonnes" if weighed else "value_usd"
        timed = _SHARES if row["year"] is None else f"r.year = $year AND r.{figure} IS NOT NULL"
        one = f"{narrowed} AND r.product = $product AND r.series = $of"
        picked = one, {**given, "product": product, "of": row["series"]}
        if trade := _trade(store, goods, row["year"], to, picked, timed, weighed):
            out.append(replace(trade, product=product))
    return out


def _trade(
    store: Store, goods: Goods, year: int | None, to: Collection[str], picked: tuple[str, dict[str, Any]], timed: str,
    weighed: bool,
) -> Trade | None:  # fmt: skip
    """Return the flows of rows of a time, added up in the store."""
    narrowed, given = picked
    where = f"{_TRADE}{narrowed} AND {timed}{' AND NOT x.id IN $to' if len(to) > 1 else ''}"
    text = (
        f"{where} RETURN labels(x)[0] AS xk, x.id AS xi, labels(y)[0] AS yk, y.id AS yi, "
        "coalesce(r.stage, '') AS stage, sum(r.value_usd) AS value, count(r.value_usd) AS valued, "
        "sum(r.tonnes) AS tonnes, count(r.tonnes) AS weighed, count(*) AS number, max(r.share) AS share, "
        "max(r.mark) AS mark, min(r.since) AS since, max(r.until) AS until ORDER BY value DESC, xi, yi, stage"
    )
    told = store.query(text, {**given, "year": year}).dicts()
    if not told:
        return None
    flows = tuple(flow_of(row, Ref(row["yk"], row["yi"]), shared=year is None) for row in told)
    text = f"{where} RETURN DISTINCT r.series AS series, r.hs AS hs ORDER BY series, hs"
    kinds = store.query(text, {**given, "year": year}).rows
    span = str(year) if year is not None else f"{told[0]['since']} to {told[0]['until']}"
    return Trade(goods, year, _distinct(k[0] for k in kinds), flows, _distinct(k[1] for k in kinds), span, weighed)


def flow_of(row: Mapping[str, Any], buyer: Ref, shared: bool = False) -> Flow:
    """Return a row as a flow; only where the publisher gives shares instead of values does it have one."""
    return Flow(
        Ref(row["xk"], row["xi"]), buyer, row["stage"], float(row["value"]) if row["valued"] else None,
        float(row["tonnes"]) if row["weighed"] else None, row["number"] - row["weighed"], row["number"],
        row["share"] if shared else None, (row["mark"] or "") if shared else "",
    )  # fmt: skip


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def by(
    flows: Iterable[Flow], key: Callable[[Flow], Ref], amount: Callable[[Flow], float | None] | None = None
) -> dict[Ref, float]:
    """Add up flows by supplier or buyer: their value, or another amount; exact, so in any order the same."""
    parts: dict[Ref, list[float]] = defaultdict(list)
    for flow in flows:
        worth = flow.value if amount is None else amount(flow)
        parts[key(flow)].append(worth or 0.0)
    return {ref: math.fsum(sorted(found)) for ref, found in parts.items()}


def value(flows: Iterable[Flow]) -> float | None:
    """Return the US dollars of flows, None where none has any."""
    known = [flow.value for flow in flows if flow.value is not None]
    return math.fsum(sorted(known)) if known else None


def weight(flows: Iterable[Flow]) -> float | None:
    """Return the tonnes of flows of one stage; None of several stages: ore and metal do not add up."""
    same = list(flows)
    known = [flow.tonnes for flow in same if flow.tonnes is not None]
    return math.fsum(sorted(known)) if known and len({flow.stage for flow in same}) == 1 else None


def only_weights(trade: Trade, asked: Mapping[str, Any]) -> str:
    """Return the sentence that says that weights answer where values were asked for."""
    unasked = trade.weighed and asked.get("by") != "weight"
    return "There are only weights here, no values: shares are by weight." if unasked else ""


def check_stages(trade: Trade, asked: Mapping[str, Any]) -> None:
    """Raise InputError where shares by weight would add up ore and metal."""
    if trade.weighed and len(trade.stages) > 1:
        why = f"{only_weights(trade, asked)} Ore" if only_weights(trade, asked) else "Ore"
        raise InputError(f"{why} and metal do not add up by weight: add --stage, one of {', '.join(trade.stages)}.")


def sources(store: Store, series: Iterable[str]) -> dict[str, Document]:
    """Return the releases of series."""
    return store.documents(sorted(set(series)))


def vintage(found: dict[str, Document], series: str) -> str:
    """Return when a release was published, or what tells it from others where it does not say."""
    document = found.get(series)
    return (document.published if document else None) or series.rsplit("-", 1)[-1]


def told_sources(found: dict[str, Document]) -> str:
    """Return the sentence that names the releases that an answer rests on."""
    names = [
        f"{d.title} ({d.publisher}{f', {d.published}' if d.published else ''}; series {identity})"
        for identity, d in sorted(found.items())
    ]
    return f"Source: {'; '.join(names)}." if names else ""
