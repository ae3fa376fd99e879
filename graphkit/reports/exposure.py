"""Exposure: who imports how much of a mineral from a country that restricts it, and which partners could stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import click

from graphkit.analysis.concentration import hhi, shares, without
from graphkit.bundle import Bundle
from graphkit.gazetteer import gazetteer
from graphkit.model import Document, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import narrowing, numerals, pacts, production, supply
from graphkit.reports.shared.page import Column, Line, Page, Section, counted
from graphkit.reports.shared.supplied import OPTION_BY, OPTION_SERIES, OPTION_STAGE, OPTION_YEAR, finished, nothing
from graphkit.reports.shared.things import named, resolve
from graphkit.stores.base import Store

SUBJECTS = {"MINERAL": "a mineral, as people write it"}
NARROWED_BY = ("all",)
OPTIONS = (
    click.option("--restricted-by", required=True, metavar="COUNTRY", help="The supplier that restricts or might."),
    click.option(
        "--at-least", type=click.FloatRange(0, 1), default=0.0, metavar="SHARE",
        help="Only importers with at least this share of it, 0 to 1.",
    ),
    OPTION_YEAR, OPTION_STAGE, OPTION_BY, OPTION_SERIES,
)  # fmt: skip
COLUMNS = {
    "importer": "the exposed country",
    "id": "its id",
    "mineral": "the mineral whose rows answer; another than the one asked for where that has no code of its own",
    "year": "year of the trade",
    "value_usd": "what it imports from the supplier, current US dollars",
    "tonnes": "the same in metric tonnes; empty where stages would be mixed or no row has a weight",
    "total_usd": "what it imports from all",
    "share": "the supplier's share of its imports, 0 to 1: by value, or with --by weight by weight",
    "hhi": "concentration of its imports, 0 to 1",
    "hhi_without": "the same of what is left without the supplier; empty where nothing is left",
    "next": "its largest other supplier",
    "next_share": "the share of that one",
    "partners": "partners with a signed instrument over the mineral or its group that produce it: name, id, share of "
    "the production, stage, instruments, through (the bloc that signed for the country); empty where the store has no "
    "production of it",
    "partners_share": "the share of the world's production that those partners have together, at their largest stage",
    "partners_hhi": "concentration of the production among those partners alone",
    "production_year": "year of the production",
    "proxy": "whether the HS code counts other minerals too",
    "series": "the releases that the figures are of, trade and production",
    "vintage": "when they were published, or what tells a release from others",
}
_COLUMNS = (
    Column("importer", 15), Column("mio USD", 9, True), Column("share", 7, True), Column("HHI", 4, True),
    Column("after", 5, True), Column("signed partners that produce it"),
)  # fmt: skip
_FEW = 12
_NAMED = 3


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """Who is exposed if a country restricts MINERAL.

    Each importer with what it buys there, its HHI before and after, and its signed partners that produce the mineral.
    """
    mineral = resolve(store, subjects[0], ("Mineral",), "mineral")
    asked = question.options
    supplier = resolve(store, asked["restricted_by"], ("Country",), "country")
    goods = supply.goods_of(mineral)
    series = narrowing.series_of(store, asked.get("series"))
    trade = supply.read(store, goods, asked.get("year"), (), series, asked.get("stage"), asked.get("by") == "weight")
    called, restricting = gazetteer().name(mineral), named([supplier], Bundle())[0]
    title = f"Exposed if {restricting} restricts {called}"
    if trade is None or trade.year is None:
        return nothing(title, question, COLUMNS, store, "SUPPLIES", goods, called)
    supply.check_stages(trade, asked)
    made = production.read(store, [mineral], trade.year)
    documents = supply.sources(store, [*trade.series, *(one.series for one in made)])
    found = _rows(store, trade, supplier, mineral, made, documents)
    rows = sorted(
        (row for row in found if row["share"] >= (asked.get("at_least") or 0)),
        key=lambda row: (-(row["tonnes" if trade.weighed else "value_usd"] or 0), row["id"]),
    )
    page = Page(
        f"{title}, {trade.span}",
        question,
        {},
        [_section(rows, trade)] if rows else [],
        lead=(
            _lead(rows, trade, supplier, restricting),
            *_measures(store, supplier, mineral, restricting),
            supply.only_weights(trade, asked) if rows else "",
            goods.note,
        ),
        closing=(supply.told_sources(documents), _legend(trade, made)) if rows else (),
        empty=f"No importer that was asked for buys {called} from {restricting} in these figures.",
        note="",
    )
    return finished(page, COLUMNS, rows, [*trade.series, *(one.series for one in made)])


def _section(rows: Sequence[dict[str, Any]], trade: supply.Trade) -> Section:
    """Return the importers by what is at stake for them."""
    heading = f"By {'weight' if trade.weighed else 'value'} of the imports at stake"
    columns = (_COLUMNS[0], Column("tonnes", 9, True), *_COLUMNS[2:]) if trade.weighed else _COLUMNS
    return Section(heading, columns, [_line(row, trade) for row in rows], few=_FEW)


def _rows(
    store: Store,
    trade: supply.Trade,
    supplier: Ref,
    mineral: Ref,
    made: Sequence[production.Output],
    documents: dict[str, Document],
) -> Iterator[dict[str, Any]]:
    by_buyer: dict[Ref, list[supply.Flow]] = defaultdict(list)
    for flow in trade.flows:
        by_buyer[flow.buyer].append(flow)
    signed = pacts.over(store, mineral)
    weighed = (lambda flow: flow.tonnes) if trade.weighed else None
    releases = sorted({*trade.series, *(one.series for one in made)})
    for buyer, flows in by_buyer.items():
        own = [flow for flow in flows if flow.supplier == supplier]
        amounts = supply.by(flows, lambda flow: flow.supplier, weighed)
        found = shares(amounts)
        if not own or not found:
            continue
        others = [ref for ref in found if ref != supplier and found[ref] > 0]
        yield {
            "importer": named([buyer], Bundle())[0],
            "id": buyer.id,
            "mineral": trade.goods.mineral,
            "year": trade.year,
            "value_usd": supply.value(own),
            "tonnes": supply.weight(own),
            "total_usd": supply.value(flows),
            "share": found[supplier],
            "hhi": hhi(amounts.values()),
            "hhi_without": hhi(without(amounts, supplier).values()),
            "next": named(others[:1], Bundle())[0] if others else None,
            "next_share": found[others[0]] if others else None,
            **_instead(_partners(signed.get(buyer.id, []), made, {supplier, buyer}), made),
            "proxy": "proxy" in trade.goods.note,
            "series": "; ".join(releases),
            "vintage": "; ".join(supply.vintage(documents, one) for one in releases),
        }


def _instead(partners: list[dict[str, Any]], made: Sequence[production.Output]) -> dict[str, Any]:
    """Return the partners with what they produce together, at the stage of which they produce most."""
    stage = max(made, key=lambda one: sum(_share(one, p["id"]) for p in partners), default=None)
    if not partners or stage is None:
        return {
            "partners": partners if made else None,
            "partners_share": None,
            "partners_hhi": None,
            "production_year": None,
        }
    parts = [_share(stage, partner["id"]) for partner in partners]
    return {
        "partners": partners, "partners_share": sum(parts), "partners_hhi": hhi(parts), "production_year": stage.year,
    }  # fmt: skip


def _share(one: production.Output, country: str) -> float:
    return one.shares.get(Ref("Country", country), 0.0)


def _partners(
    signed: Sequence[pacts.Pact], made: Sequence[production.Output], left_out: set[Ref]
) -> list[dict[str, Any]]:
    """Return the partners of one country that produce the mineral, each at the stage where its share is largest."""
    by_partner: dict[Ref, list[pacts.Pact]] = defaultdict(list)
    for pact in signed:
        if pact.partner not in left_out:
            by_partner[pact.partner].append(pact)
    out = []
    for partner, same in by_partner.items():
        held = [(one.shares.get(partner, 0.0), one) for one in made if one.shares.get(partner, 0.0) > 0]
        if held:
            share, one = max(held, key=lambda pair: pair[0])
            out.append(
                {
                    "name": named([partner], Bundle())[0],
                    "id": partner.id,
                    "share": share,
                    "stage": one.called(),
                    "instruments": sorted({pact.instrument for pact in same}),
                    "through": sorted({pact.through for pact in same if pact.through}),
                }
            )
    return sorted(out, key=lambda p: (-p["share"], p["id"]))


def _stake(row: dict[str, Any], trade: supply.Trade) -> str:
    return numerals.tonnes(row["tonnes"]) if trade.weighed else numerals.money(row["value_usd"])


def _line(row: dict[str, Any], trade: supply.Trade) -> Line:
    known = row["partners"]
    shown = [f"{p['name']} {numerals.percent(p['share'])}" for p in (known or [])[:_NAMED]]
    more = len(known or []) - len(shown)
    partners = ", ".join(shown) + (f" and {more} more" if more else "")
    partners = partners or ("not known" if known is None else "none")
    after = numerals.index(row["hhi_without"]) or "-"
    return Line(
        (row["importer"], _stake(row, trade), numerals.percent(row["share"]), numerals.index(row["hhi"]),
         after, partners)
    )  # fmt: skip


def _lead(rows: Sequence[dict[str, Any]], trade: supply.Trade, supplier: Ref, restricting: str) -> str:
    """The strongest statement: how much of the world's trade, who buys most of it, who has no partner."""
    if not rows:
        return ""
    measure, unit = ("weight", "t") if trade.weighed else ("value", "million USD")
    amount = (lambda flow: flow.tonnes) if trade.weighed else None
    world = shares(supply.by(trade.flows, lambda flow: flow.supplier, amount))
    over_half = [row for row in rows if row["share"] > 0.5]
    alone = sum(not row["partners"] for row in over_half)
    most = rows[0]
    replaced = f"{alone} of them have no signed partner that produces it. "
    if most["partners"] is None:
        replaced = (
            "This store has no production of it, so which signed partners could replace it is not known: load "
            "figures of USGS, BGS or World Mining Data. "
        )
    return (
        f"{restricting} sells {numerals.percent(world.get(supplier, 0.0))} of what is traded, by {measure}. "
        f"{counted(len(over_half), 'importer')} of {len(rows)} "
        f"{'buys' if len(over_half) == 1 else 'buy'} more than half there"
        f"{'; ' if most['partners'] is not None else '. '}{replaced}Most is at stake for {most['importer']}: "
        f"{_stake(most, trade)} {unit}, {numerals.percent(most['share'])} of its imports."
    )


def _measures(store: Store, supplier: Ref, mineral: Ref, restricting: str) -> list[str]:
    """Say what the country restricts already."""
    text = (
        "MATCH (c:Country {id: $id})-[r:RESTRICTS_EXPORT_OF]->(m:Mineral {id: $mineral}) "
        "RETURN r.measure AS measure, r.status AS status, r.date AS date, r.against AS against ORDER BY date, measure"
    )
    told = []
    for measure, status, date, against in store.query(text, {"id": supplier.id, "mineral": mineral.id}).rows:
        refs = [Ref("Country", one) for one in (against or "").split(";") if one]
        names = [gazetteer().name(ref) if ref in gazetteer().entries else ref.id for ref in refs]
        whom = f" against {', '.join(names)}" if names else ""
        told.append(f"{measure or 'measure'}{whom} ({status or 'stated'}{f', since {date}' if date else ''})")
    return [f"Measures of {restricting} that are known: {'; '.join(told)}."] if told else []


def _legend(trade: supply.Trade, made: Sequence[production.Output]) -> str:
    stages = "; ".join(f"{one.called()} {one.year}" for one in made)
    produced = f"after a partner: its share of the world's production ({stages}). " if stages else ""
    codes = f"HS codes counted: {', '.join(trade.codes)}. " if trade.codes else ""
    return (
        "share: of the country's imports. HHI: concentration of its imports, 0 to 1; after: of what is left without "
        f"that supplier, if the others sell what they sell now (-: nothing is left). {produced}{codes}"
        f"{'Metric tonnes, gross weight' if trade.weighed else 'Current US dollars'}. Re-exports count for the "
        "country that sells."
    )
