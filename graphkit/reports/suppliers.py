"""Suppliers: from whom a country, or the world, imports a mineral, how much, and what share that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from graphkit.analysis.concentration import hhi, shares
from graphkit.bundle import Bundle
from graphkit.gazetteer import gazetteer
from graphkit.model import Document, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import narrowing, supply
from graphkit.reports.shared.page import Line, Page, Section, counted
from graphkit.reports.shared.production import HHI
from graphkit.reports.shared.supplied import OPTION_BY, OPTION_SERIES, OPTION_STAGE, OPTION_YEAR, finished, nothing
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
    "share": "share of the imports, 0 to 1: by value, or with --by weight by weight",
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
    called = gazetteer().name(mineral)
    importer = gazetteer().name(thing) if thing else "the world"
    title = f"Suppliers of {called} to {importer}" if thing else f"Exporters of {called}"
    if trade is None:
        return nothing(title, question, COLUMNS, store, "SUPPLIES", goods, called)
    supply.check_stages(trade, asked)
    documents = supply.sources(store, trade.series)
    rows = list(_rows(documents, trade, importer))
    page = Page(
        f"{title}, {trade.span}",
        question,
        {},
        list(_sections(rows, trade)),
        lead=(_lead(rows, trade), supply.only_weights(trade, asked), goods.note),
        closing=(supply.told_sources(documents), _legend(trade, thing)),
        note="",
    )
    return finished(page, COLUMNS, rows, trade.series)


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
                "codes": list(trade.codes),
                "proxy": bool(trade.goods.note.count("proxy")),
                "series": "; ".join(trade.series),
                "vintage": "; ".join(supply.vintage(documents, one) for one in trade.series),
            }


def _shares(flows: Sequence[supply.Flow], trade: supply.Trade) -> dict[Ref, float]:
    if trade.year is None:  # as the publisher gives them, of all imports, those of countries not named too
        told = {flow.supplier: flow.share or 0.0 for flow in flows}
        return dict(sorted(told.items(), key=lambda pair: (-pair[1], pair[0])))
    amount = (lambda flow: flow.tonnes) if trade.weighed else None
    return shares(supply.by(flows, lambda f: f.supplier, amount))


def _lead(rows: Sequence[dict[str, Any]], trade: supply.Trade) -> str:
    """The strongest statement: how much, of whom most, how concentrated."""
    whole = [row for row in rows if row["stage"] == rows[0]["stage"]]
    most = ", ".join(f"{row['supplier']} {supply.percent(row['share'])}" for row in whole[:3])
    if whole[0]["year"] is None:
        return f"Mostly of {most}, as the publisher reckons."
    total = f"{supply.money(sum(row['value_usd'] or 0 for row in whole))} million USD"
    if trade.weighed:
        total = f"{supply.tonnes(sum(row['tonnes'] or 0 for row in whole))} t"
    return (
        f"{total} from {counted(len(whole), 'country')}: {most}. "
        f"HHI {supply.index(hhi(row['share'] for row in whole))}."
    )


def _sections(rows: Sequence[dict[str, Any]], trade: supply.Trade) -> Iterator[Section]:
    for stage in dict.fromkeys(row["stage"] for row in rows):
        same = [row for row in rows if row["stage"] == stage]
        lines = [
            Line(
                (row["supplier"], supply.percent(row["share"]),
                 supply.money(row["value_usd"]) if row["value_usd"] is not None else "", supply.tonnes(row["tonnes"]))
            )
            for row in same
        ]  # fmt: skip
        heading = (
            f"All stages together, by {'weight' if trade.weighed else 'value'}"
            if stage == "all"
            else stage[:1].upper() + stage[1:]
        )
        few = _FEW if stage == rows[0]["stage"] else _FEW // 2
        index = supply.index(hhi(row["share"] for row in same))
        yield Section(heading if trade.year is None else f"{heading} (HHI {index})", supply.TRADE, lines, few=few)


def _legend(trade: supply.Trade, thing: Ref | None) -> str:
    codes = f"HS codes counted: {', '.join(trade.codes)}. " if trade.codes else ""
    inside = "What its members sell each other is left out. " if thing and thing.kind == "Bloc" else ""
    missing = sum(flow.unweighed for flow in trade.flows)
    every = sum(flow.rows for flow in trade.flows)
    some = "The only row has no weight. " if every == 1 else f"{missing:,} of {every:,} rows have no weight. "
    some = some if missing and trade.year else ""
    money = "Current US dollars; metric" if any(flow.value is not None for flow in trade.flows) else "Metric"
    return f"{codes}{inside}{money} tonnes, gross weight of the goods. {some}{HHI}"
