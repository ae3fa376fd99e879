"""Concentration: the HHI of the production of minerals, and of a country's imports of them, with the largest shares."""

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
from graphkit.reports.shared import imports, narrowing, numerals, production, supply
from graphkit.reports.shared.page import Column, Line, Page, Section, counted
from graphkit.reports.shared.production import HHI, LEAST, Output
from graphkit.reports.shared.supplied import (
    OPTION_BY,
    OPTION_SERIES,
    OPTION_STAGE,
    OPTION_YEAR,
    finished,
    nothing,
)
from graphkit.reports.shared.things import POWERS, named, resolve
from graphkit.stores.base import Store

SUBJECTS = {"[MINERAL]": "a mineral, as people write it; all that there are figures of, unless one is named"}
NARROWED_BY = ("all",)
OPTIONS = (
    click.option("--of", "of", metavar="IMPORTER", help="The imports of this country or bloc, with production."),
    OPTION_YEAR,
    OPTION_STAGE,
    OPTION_BY,
    OPTION_SERIES,
)
COLUMNS = {
    "mineral": "the mineral",
    "of": "production (of the world) or imports",
    "stage": "mined, intermediate, refined; of imports all together, unless --stage",
    "product": "where the publisher counts several products of one stage apart, which one",
    "year": "year of the figures",
    "hhi": "Herfindahl-Hirschman index: the sum of squared shares, from 0 (many small ones) to 1 (one alone)",
    "others": "share of producers in the publisher's total of the world that are not listed; in hhi many small ones",
    "top": "the largest first: name, id and share (0 to 1) of up to three",
    "number": "how many have a share",
    "withheld": "how many producers' figures the publisher withholds; they are in no share",
    "total": "what the shares are of: tonnes of production; imports in US dollars, or tonnes with --by weight",
    "unit": "unit of the total: tonnes, with what they count, or USD",
    "proxy": "whether the HS code counts other minerals too",
    "series": "the release that the figures are of",
    "vintage": "when it was published, or what tells the release from others",
}
_COLUMNS = (Column("mineral", 23), Column("year", 4), Column("HHI", 5, True), Column("largest shares"))
_FEW = 30
_RECENT = 5  # years: what is older says little beside the others


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """HHI of production and of a country's imports.

    For one MINERAL or all; the newest year up to --year answers. With --of the imports of that country stand beside.
    """
    mineral = resolve(store, subjects[0], ("Mineral",), "mineral") if subjects else None
    asked = question.options
    importer = resolve(store, asked["of"], POWERS, "country or bloc") if asked.get("of") else None
    made, bought, old = _read(store, mineral, importer, question)
    releases = [*(one.series for one in made), *(name for trade in bought for name in trade.series)]
    documents = supply.sources(store, releases)
    mixed = [trade for trade in bought if trade.weighed and len(trade.stages) > 1]
    if mineral and mixed:
        supply.check_stages(mixed[0], asked)
    old += [f"imports of {gazetteer().name(Ref('Mineral', trade.goods.mineral))}" for trade in mixed]
    rows = [_made(one, documents) for one in made]
    rows += [row for trade in bought for row in _bought(trade, documents)]
    called = gazetteer().name(mineral) if mineral else "minerals"
    title = f"Concentration of {called}"
    if not rows:
        goods = supply.goods_of(mineral) if mineral else supply.Goods("")
        return nothing(title, question, COLUMNS, store, "PRODUCES", goods, called)
    notes = [trade.goods.note for trade in bought if trade.goods.note] if mineral else []
    page = Page(
        title,
        question,
        {},
        list(_sections(rows, importer)),
        lead=(_lead(rows, mineral), *notes),
        closing=(supply.told_sources(documents), _legend(rows, old, bool(mixed))),
        note="",
    )
    return finished(page, COLUMNS, rows, releases)


def _read(
    store: Store, mineral: Ref | None, importer: Ref | None, question: Question
) -> tuple[list[Output], list[supply.Trade], list[str]]:
    """Return what is produced and what the importer buys, of one mineral or of all; of all what is old only by name."""
    asked = question.options
    every = [mineral] if mineral else [entry.ref for entry in gazetteer().of("Mineral")]
    found = production.read(store, every, asked.get("year"), narrowing.series_of(store, asked.get("series")))
    made = [one for one in found if asked.get("stage") in (None, one.stage)]
    bought = imports.of_all(store, every, importer, question) if importer else []
    if mineral:
        return made, list(bought), []
    last = max([one.year for one in made] + [trade.year or 0 for trade in bought], default=0)
    old = [f"{gazetteer().name(one.mineral)} ({one.year})" for one in made if one.year < last - _RECENT]
    recent = [trade for trade in bought if (trade.year or 0) >= last - _RECENT]
    return [one for one in made if one.year >= last - _RECENT], recent, old


def _top(found: dict[Ref, float]) -> list[dict[str, Any]]:
    return [{"name": named([ref], Bundle())[0], "id": ref.id, "share": share} for ref, share in list(found.items())[:3]]


def _made(one: Output, documents: dict[str, Document]) -> dict[str, Any]:
    return {
        "mineral": gazetteer().name(one.mineral),
        "of": "production",
        "stage": one.stage,
        "product": one.product or None,
        "year": one.year,
        "hhi": one.hhi,
        "others": one.rest,
        "top": _top(one.shares),
        "number": len(one.shares),
        "withheld": len(one.withheld),
        "total": one.world or one.total or None,
        "unit": f"tonnes, {one.basis}" if one.basis else "tonnes",
        "proxy": False,
        "series": one.series,
        "vintage": supply.vintage(documents, one.series),
    }


def _bought(trade: supply.Trade, documents: dict[str, Document]) -> Iterator[dict[str, Any]]:
    amount = (lambda flow: flow.tonnes) if trade.weighed else None
    amounts = supply.by(trade.flows, lambda flow: flow.supplier, amount)
    if trade.weighed and len(trade.stages) > 1:
        return
    if found := shares(amounts):
        yield {
            "mineral": gazetteer().name(Ref("Mineral", trade.goods.mineral)),
            "of": "imports",
            "stage": trade.stages[0] if len(trade.stages) == 1 else "all",
            "product": None,
            "year": trade.year,
            "hhi": hhi(amounts.values()),
            "others": 0.0,
            "top": _top(found),
            "number": sum(share > 0 for share in found.values()),
            "withheld": 0,
            "total": sum(amounts.values()),
            "unit": "tonnes, gross" if trade.weighed else "USD",
            "proxy": "proxy" in trade.goods.note,
            "series": "; ".join(trade.series),
            "vintage": "; ".join(supply.vintage(documents, one) for one in trade.series),
        }


def _lead(rows: Sequence[dict[str, Any]], mineral: Ref | None) -> str:
    """The strongest statement: of one mineral its figures, of all how many hang on one country."""
    if mineral:
        return "; ".join(_said(row) for row in rows) + "."
    made = [row for row in rows if row["of"] == rows[-1]["of"]]
    half = sum(row["top"][0]["share"] > 0.5 for row in made)
    what = "Production" if made[0]["of"] == "production" else "Imports"
    return f"{what} of {half} of {len(made)} minerals and stages: more than half comes from one country."


def _said(row: dict[str, Any]) -> str:
    stage = f", {row['stage']}" if row["stage"] not in ("", "all") else ""
    first = row["top"][0]
    what = row["of"].capitalize()
    most = f"{first['name']} {numerals.percent(first['share'])}"
    return f"{what}{stage}, {row['year']}: HHI {_index(row)}, {most}"


def _index(row: dict[str, Any]) -> str:
    return f"{'≥' if row['others'] else ''}{numerals.index(row['hhi'])}"


def _sections(rows: Sequence[dict[str, Any]], importer: Ref | None) -> Iterator[Section]:
    """Production, then imports, the most concentrated first."""
    names = {"production": "Production of the world", "imports": ""}
    if importer:
        names["imports"] = f"Imports of {gazetteer().name(importer)}"
    for of, heading in names.items():
        same = sorted((r for r in rows if r["of"] == of), key=lambda r: (-r["hhi"], r["mineral"], r["stage"]))
        lines = []
        for row in same:
            kind = ", ".join(part for part in (row["product"] or "", row["stage"]) if part and part != "all")
            shares = ", ".join(f"{one['name']} {numerals.percent(one['share'])}" for one in row["top"])
            shares += f"; {counted(row['withheld'], 'figure')} withheld" if row["withheld"] else ""
            mark = "*" if row["proxy"] else ""
            name = f"{row['mineral']}{mark}{f', {kind}' if kind else ''}"
            lines.append(Line((name, str(row["year"]), _index(row), shares)))
        if lines:
            yield Section(heading, _COLUMNS, lines, few=_FEW)


def _legend(rows: Sequence[dict[str, Any]], old: Sequence[str], mixed: bool) -> str:
    units = {row["unit"] == "USD" for row in rows if row["of"] == "imports"}
    shares = "Shares of production are by weight: of the publisher's total of the world, else of the producers listed"
    least = f" {LEAST}" if any(row["others"] for row in rows) else ""
    ways = ["value, all traded stages together"] if True in units else []
    ways += ["weight where there are only weights" if ways else "weight"] if False in units else []
    bought = f"; of imports by {', and by '.join(ways)}" if ways else ""
    why = f"figures older than {_RECENT} years{', ore and metal that do not add up by weight' if mixed else ''}"
    told = f" Left out ({why}): {', '.join(old)}." if old else ""
    proxy = " * the code counts other minerals too." if any(row["proxy"] for row in rows) else ""
    return f"{HHI}{least} {shares}{bought}.{proxy}{told}"
