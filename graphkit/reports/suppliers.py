"""Suppliers: from whom a country, or the world, imports a mineral, how much, and what share that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from graphkit.analysis.concentration import hhi, shares
from graphkit.bundle import Bundle
from graphkit.gazetteer import gazetteer
from graphkit.model import Document, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import narrowing, numerals, supply
from graphkit.reports.shared.page import Line, Page, Section, counted
from graphkit.reports.shared.production import HHI
from graphkit.reports.shared.supplied import (
    APART,
    OPTION_BY,
    OPTION_SERIES,
    OPTION_STAGE,
    OPTION_YEAR,
    finished,
    nothing,
)
from graphkit.reports.shared.things import POWERS, named, resolve
from graphkit.stores.base import Store

SUBJECTS = {"MINERAL": "a mineral, as people write it"}
NARROWED_BY = ("all",)
OPTIONS = (
    click.option("--to", "to", metavar="IMPORTER", help="A country or bloc; without it the world's exporters."),
    OPTION_YEAR,
    OPTION_STAGE,
    OPTION_BY,
    OPTION_SERIES,
)
COLUMNS = {
    "supplier": "the exporter's name",
    "id": "its id",
    "importer": "whose imports; the world where none was asked for",
    "mineral": "the mineral whose rows answer; another than the one asked for where that has no code of its own",
    "stage": "all stages together, or one: mined (ore), intermediate, refined, semi-finished",
    "year": "year of the figures; empty: over the years in `span`",
    "span": "the year or years",
    "value_usd": "current US dollars",
    "tonnes": "metric tonnes of the rows that have a weight; empty where stages would be mixed",
    "share": "share of the imports, 0 to 1: by value; with --by weight, or where there are only weights, by weight",
    "mark": "what the publisher writes in the place of a share, such as more than 99 (percent)",
    "product": "where the publisher counts single products that are not added up, which one",
    "codes": "the HS codes counted",
    "proxy": "whether the code counts other minerals too",
    "series": "the release that the figures are of",
    "vintage": "when it was published, or what tells the release from others",
}
_FEW = 10


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """Who supplies MINERAL to a country: value, weight, share.

    The newest year up to --year answers. Value counts all traded stages together; tonnes only those of one stage.
    """
    mineral = resolve(store, subjects[0], ("Mineral",), "mineral")
    asked = question.options
    thing = resolve(store, asked["to"], POWERS, "country or bloc") if asked.get("to") else None
    to = narrowing.importers(store, thing, asked.get("year")) if thing else ()
    goods = supply.goods_of(mineral)
    series = narrowing.series_of(store, asked.get("series"))
    trade = supply.read(store, goods, asked.get("year"), to, series, asked.get("stage"), asked.get("by") == "weight")
    trades = [trade] if trade else supply.apart(store, goods, asked.get("year"), to, series, asked.get("stage"))
    called = gazetteer().name(mineral)
    thing = thing or _only(trades)
    importer = gazetteer().name(thing) if thing else "the world"
    title = f"Suppliers of {called} to {importer}" if thing else f"Exporters of {called}"
    if not trades:
        return nothing(title, question, COLUMNS, store, "SUPPLIES", goods, called)
    for one in trades:
        supply.check_stages(one, asked)
    used = list(dict.fromkeys(name for one in trades for name in one.series))
    documents = supply.sources(store, used)
    parts = [(one, list(_rows(documents, one, importer))) for one in trades]
    page = Page(
        f"{title}, {', '.join(dict.fromkeys(one.span for one in trades))}",
        question,
        {},
        [section for one, rows in parts for section in _sections(rows, one)],
        lead=(
            " ".join(_lead(rows, one) for one, rows in parts),
            APART if trade is None else supply.only_weights(trade, asked),
            goods.note,
        ),
        closing=(supply.told_sources(documents), _legend(trades, thing)),
        note="",
    )
    return finished(page, COLUMNS, [row for _, rows in parts for row in rows], used)


def _only(trades: Sequence[supply.Trade]) -> Ref | None:
    """Return whose imports figures are that are of one country alone; the USGS gives shares of US imports."""
    buyers = {flow.buyer for trade in trades for flow in trade.flows}
    return next(iter(buyers)) if len(buyers) == 1 and all(trade.year is None for trade in trades) else None


def _rows(documents: dict[str, Document], trade: supply.Trade, importer: str) -> Iterator[dict[str, Any]]:
    """Yield a row for each supplier: all stages together, then, where there are several, stage by stage."""
    for stage in ("all", *(trade.stages if len(trade.stages) > 1 else ())):
        flows = [flow for flow in trade.flows if stage in ("all", flow.stage)]
        for ref, share in _shares(flows, trade).items():
            same = [flow for flow in flows if flow.supplier == ref]
            yield {
                "supplier": named([ref], Bundle())[0],
                "id": ref.id,
                "importer": importer,
                "mineral": trade.goods.mineral,
                "stage": trade.stages[0] or "all" if len(trade.stages) == 1 else stage,
                "year": trade.year,
                "span": trade.span,
                "value_usd": supply.value(same),
                "tonnes": supply.weight(same),
                "share": share,
                "mark": next((flow.mark for flow in same if flow.mark), None),
                "product": trade.product or None,
                "codes": list(trade.codes),
                "proxy": bool(trade.goods.note.count("proxy")),
                "series": "; ".join(trade.series),
                "vintage": "; ".join(supply.vintage(documents, one) for one in trade.series),
            }


def _shares(flows: Sequence[supply.Flow], trade: supply.Trade) -> Mapping[Ref, float | None]:
    if trade.year is None:  # as the publisher gives them, of all imports, those of countries not named too
        first = sorted(flows, key=lambda flow: (not flow.mark.startswith("more"), -(flow.share or 0), flow.supplier))
        return {flow.supplier: flow.share for flow in first}
    amount = (lambda flow: flow.tonnes) if trade.weighed else None
    return shares(supply.by(flows, lambda f: f.supplier, amount))


def _lead(rows: Sequence[dict[str, Any]], trade: supply.Trade) -> str:
    """The strongest statement: how much, of whom most, how concentrated."""
    whole = [row for row in rows if row["stage"] == rows[0]["stage"]]
    most = ", ".join(f"{row['supplier']} {numerals.told_share(row['share'], row['mark'])}" for row in whole[:3])
    product = f"{trade.product[:1].upper()}{trade.product[1:]}: " if trade.product else ""
    if trade.year is None:
        return f"{product or 'Of all imports: '}{most}."
    total = f"{numerals.money(sum(row['value_usd'] or 0 for row in whole))} million USD"
    if trade.weighed:
        total = f"{numerals.tonnes(sum(row['tonnes'] or 0 for row in whole))} t"
    return (
        f"{product}{total} from {counted(len(whole), 'country')}: {most}. "
        f"HHI {numerals.index(hhi(row['share'] for row in whole))}."
    )


def _sections(rows: Sequence[dict[str, Any]], trade: supply.Trade) -> Iterator[Section]:
    for stage in dict.fromkeys(row["stage"] for row in rows):
        same = [row for row in rows if row["stage"] == stage]
        if trade.year is None:
            yield _as_given(same, trade)
            continue
        lines = [Line((row["supplier"], numerals.percent(row["share"]), *_amounts(row))) for row in same]
        together = f"All stages together, by {'weight' if trade.weighed else 'value'}"
        heading = trade.product or (together if stage == "all" else stage)
        few = _FEW if stage == rows[0]["stage"] else _FEW // 2
        index = numerals.index(hhi(row["share"] for row in same))
        yield Section(f"{heading[:1].upper()}{heading[1:]} (HHI {index})", supply.TRADE, lines, few=few)


def _amounts(row: dict[str, Any]) -> tuple[str, str]:
    return numerals.money(row["value_usd"]) if row["value_usd"] is not None else "", numerals.tonnes(row["tonnes"])


def _as_given(rows: Sequence[dict[str, Any]], trade: supply.Trade) -> Section:
    """Return the shares of a publisher that gives neither values nor weights."""
    lines = [Line((row["supplier"], numerals.told_share(row["share"], row["mark"] or ""))) for row in rows]
    heading = f"{trade.product[:1].upper()}{trade.product[1:]}" if trade.product else "All imports"
    return Section(f"{heading}, shares as the publisher gives them", supply.TRADE[:2], lines, few=_FEW)


def _legend(trades: Sequence[supply.Trade], thing: Ref | None) -> str:
    if all(trade.year is None for trade in trades):
        return (
            f"The publisher gives shares of the imports of {trades[0].span}, not whether by value or weight, and no "
            "amounts. Countries that it does not name are in none."
        )
    flows = [flow for trade in trades for flow in trade.flows]
    found = sorted({code for trade in trades for code in trade.codes})
    codes = f"HS codes counted: {', '.join(found)}. " if found else ""
    inside = "What its members sell each other is left out. " if thing and thing.kind == "Bloc" else ""
    missing = sum(flow.unweighed for flow in flows)
    every = sum(flow.rows for flow in flows)
    some = "The only row has no weight. " if every == 1 else f"{missing:,} of {every:,} rows have no weight. "
    some = some if missing else ""
    money = "Current US dollars; metric" if any(flow.value is not None for flow in flows) else "Metric"
    return f"{codes}{inside}{money} tonnes, gross weight of the goods. {some}{HHI}"
