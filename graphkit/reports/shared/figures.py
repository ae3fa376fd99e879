"""Figures of supply beside what sources tell: a few lines each for a mineral, a country, a pair, with unit and source.

They are rows of the answer too, with the columns of links and those of COLUMNS.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graphkit.analysis.concentration import shares
from graphkit.bundle import Bundle
from graphkit.gazetteer import gazetteer
from graphkit.model import Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import dealings, imports, narrowing, numerals, production, supply
from graphkit.reports.shared import rows as common
from graphkit.reports.shared.page import Column, Line, Section
from graphkit.reports.shared.things import named
from graphkit.stores.base import Store

COLUMNS = {
    "year": "of a figure of trade or production: its year",
    "tonnes": "of a figure: metric tonnes",
    "value_usd": "of a figure: current US dollars",
    "share": "of a figure: share of the world's production, of the country's imports, or of its exports, 0 to 1",
    "mark": "of a figure: what the publisher writes in the place of a share, such as more than 99 (percent)",
    "series": "of a figure: the release that it is of",
}
_COLUMNS = (Column("figure"), Column("year", 4), Column("share", 8, True), Column("amount", 24, True))
_FEW = 5
_RECENT = 5  # years: what is older says little of how things stand


@dataclass(slots=True)
class Figures:
    """Sections for the page, rows for the answer, and the ids of the releases that they are of."""

    sections: list[Section] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    series: dict[str, None] = field(default_factory=dict)

    def add(self, heading: str, rows: Sequence[dict[str, Any]]) -> None:
        """Add a section of rows."""
        if rows:
            lines = [Line((row["how"], str(row["year"] or ""), _share(row), _amount(row))) for row in rows]
            self.sections.append(Section(heading, _COLUMNS, lines, few=_FEW))
            self.rows += rows
            self.series |= dict.fromkeys(name for row in rows for name in row["series"].split("; "))

    def told(self, store: Store) -> str:
        """Return the sentence that names the releases."""
        return supply.told_sources(supply.sources(store, self.series)) if self.series else ""

    def closing(self, store: Store, rests_on: str) -> tuple[str, ...]:
        """Return what ends a page of links and figures: what the links rest on, the releases, what the words mean."""
        return rests_on.strip(), self.told(store), common.LEGEND.format(who="partners")


def cited(answer: Answer, figures: Figures) -> Answer:
    """Return an answer that cites the releases of its figures too, each row with every column."""
    rows = [{column: row.get(column) for column in answer.columns} for row in answer.rows]
    return replace(answer, rows=rows, cites=tuple(dict.fromkeys([*answer.cites, *figures.series])))


def _share(row: dict[str, Any]) -> str:
    return numerals.told_share(row["share"], row["mark"] or "")


def _amount(row: dict[str, Any]) -> str:
    if row["value_usd"] is not None:
        return f"{numerals.money(row['value_usd'])} mio USD"
    return f"{numerals.tonnes(row['tonnes'])} t" if row["tonnes"] is not None else ""


def wanted(question: Question, relation: str) -> bool:
    """Tell whether a question leaves figures of this relation in: they are current, and no link with a party."""
    if question.statuses and "current" not in question.statuses:
        return False
    return not question.party and not question.since and (not question.relations or relation in question.relations)


def _last(question: Question) -> int | None:
    day = question.as_of or question.until
    return day.year if day else None


def _row(
    relation: str, ends: Sequence[Ref], mineral: Ref, how: str, year: int | None, series: str, **figure: Any
) -> dict[str, Any]:
    return {
        "status": "current",
        "relation": relation,
        "parties": named(ends, Bundle()),
        "ids": [str(ref) for ref in ends],
        "topics": [gazetteer().name(mineral)],
        "date": str(year) if year else None,
        "how": how,
        "level": "state",
        "support": 1,
        "disputed": False,
        "document": series.split("; ")[0],
        "evidence": [],
        "year": year,
        "tonnes": None,
        "value_usd": None,
        "share": None,
        "mark": None,
        "series": series,
    } | figure


# ---------------------------------------------------------------- a mineral
def of_mineral(store: Store, mineral: Ref, question: Question) -> Figures:
    """Return who makes a mineral and who sells and buys it, the largest of the newest year."""
    out = Figures()
    last = _last(question)
    if mineral.kind != "Mineral":
        return out
    if wanted(question, "PRODUCES"):
        made = production.read(store, [mineral], last) or production.read(store, [mineral], last, apart=True)
        for one in made:
            found = one.shares
            heading = f"Production, {one.called()}: HHI {one.index} (0 spread, 1 one alone)"
            out.add(heading, [_made(one, m, found[m.producer]) for m in one.made if found.get(m.producer)])
    if wanted(question, "SUPPLIES"):
        trade = supply.read(store, supply.goods_of(mineral), last)
        for sold in [trade] if trade else supply.apart(store, supply.goods_of(mineral), last):
            (_given if sold.year is None else _traded)(out, mineral, sold)
    return out


def _traded(out: Figures, mineral: Ref, trade: supply.Trade) -> None:
    """Add who sells and who buys a mineral; by weight stage by stage, as ore and metal do not add up."""
    figure, by = ("tonnes", "weight") if trade.weighed else ("value_usd", "value")
    note = " (a proxy: the code counts other minerals too)" if "proxy" in trade.goods.note else ""
    for stage in trade.stages if trade.weighed else ("",):
        flows = [flow for flow in trade.flows if not trade.weighed or flow.stage == stage]
        kind = "".join(f", {part}" for part in (stage, trade.product) if part)
        for heading, side in (("Exporters", "supplier"), ("Importers", "buyer")):
            amounts = supply.by(
                flows,
                lambda flow, side=side: getattr(flow, side),  # type: ignore[misc]
                (lambda flow: flow.tonnes) if trade.weighed else None,
            )
            rows = [
                _row("SUPPLIES", [ref], mineral, named([ref], Bundle())[0], trade.year, "; ".join(trade.series),
                     share=share, **{figure: amounts[ref]})
                for ref, share in shares(amounts).items()
            ]  # fmt: skip
            out.add(f"{heading}{kind}, by {by}{note}", rows)


def _given(out: Figures, mineral: Ref, trade: supply.Trade) -> None:
    """Add the shares in one country's imports that a publisher gives without amounts (the USGS)."""
    rows = [
        _row("SUPPLIES", [f.supplier, f.buyer], mineral, named([f.supplier], Bundle())[0], None,
             "; ".join(trade.series), share=f.share, mark=f.mark or None)
        for f in sorted(trade.flows, key=lambda flow: (-(flow.share or 1), flow.supplier))
    ]  # fmt: skip
    whose = named([trade.flows[0].buyer], Bundle())[0]
    product = f" ({trade.product})" if trade.product else ""
    out.add(f"Imports of {whose}{product}, {trade.span}, shares as the publisher gives them", rows)


def _made(one: production.Output, making: production.Making, share: float | None) -> dict[str, Any]:
    name = named([making.producer], Bundle())[0]
    how = f"{name}{f', {making.mark}' if making.mark else ''}"
    return _row(
        "PRODUCES", [making.producer], one.mineral, how, one.year, one.series, tonnes=making.tonnes, share=share
    )


# ---------------------------------------------------------------- a country
def of_country(store: Store, country: Ref, question: Question) -> Figures:
    """Return what a country or a bloc makes, with its share of the world, and what it sells and buys, newest year each.

    Of a bloc that is what its members make, and what they buy of others.
    """
    out = Figures()
    if country.kind not in ("Country", "Bloc"):
        return out
    last = _last(question)
    every = [entry.ref for entry in gazetteer().of("Mineral")]
    minerals = [gazetteer().resolve(question.mineral, ("Mineral",))] if question.mineral else every
    if wanted(question, "PRODUCES"):
        makers = {Ref("Country", one) for one in narrowing.buyers(store, country, last)}
        rows = [_made_by(country, one, makers) for one in production.read(store, minerals, last)]
        rows = _recent([row for row in rows if row["share"]])
        out.add("Production, with the share of the world's", sorted(rows, key=lambda r: (-r["share"], r["how"])))
    if wanted(question, "SUPPLIES") and country.kind == "Bloc":
        rows = _bought(store, minerals, country, last)
        out.add(f"Imports from others than its members, {_by(rows)}, with the largest supplier and its share", rows)
    elif wanted(question, "SUPPLIES"):
        for heading, sells in (("Exports", True), ("Imports", False)):
            rows = _trade(store, country, sells, None, {ref.id for ref in minerals}, last)
            out.add(f"{heading}, {_by(rows)}, with the largest {'buyer' if sells else 'supplier'} and its share", rows)
    return out


def _made_by(country: Ref, one: production.Output, makers: Collection[Ref]) -> dict[str, Any]:
    """Return what a country or the members of a bloc make."""
    own = [making for making in one.made if making.producer in makers]
    share = math.fsum(one.shares.get(making.producer, 0.0) for making in own)
    known = [making.tonnes for making in own if making.tonnes is not None]
    how = f"{gazetteer().name(one.mineral)}, {one.called()}"
    weight = math.fsum(known) if known else None
    return _row("PRODUCES", [country], one.mineral, how, one.year, one.series, tonnes=weight, share=share)


def _bought(store: Store, minerals: Sequence[Ref], bloc: Ref, last: int | None) -> list[dict[str, Any]]:
    """Return by mineral what a bloc whose members are known buys, with its largest supplier."""
    if not narrowing.buyers(store, bloc, last):
        return []
    rows = []
    for trade in imports.of_all(store, minerals, bloc, Question(options={"year": last})):
        amount = (lambda flow: flow.tonnes) if trade.weighed else None
        amounts = supply.by(trade.flows, lambda flow: flow.supplier, amount)
        found = shares(amounts)
        if not found or (trade.weighed and len(trade.stages) > 1):
            continue
        most, mineral = next(iter(found)), Ref("Mineral", trade.goods.mineral)
        how = f"{gazetteer().name(mineral)}: {named([most], Bundle())[0]}"
        figure = {"tonnes" if trade.weighed else "value_usd": math.fsum(amounts.values())}
        series = "; ".join(trade.series)
        rows.append(_row("SUPPLIES", [most, bloc], mineral, how, trade.year, series, share=found[most], **figure))
    return _largest(rows)


def _recent(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    newest = max((row["year"] for row in rows), default=0)
    return [row for row in rows if row["year"] >= newest - _RECENT]


def _largest(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(_recent(rows), key=lambda r: (-(r["value_usd"] or 0), -(r["tonnes"] or 0), r["how"]))


def of_pair(store: Store, one: Ref, other: Ref, question: Question) -> Figures:
    """Return what two countries sell each other, with the share that it is of the buyer's imports."""
    out = Figures()
    if one.kind != "Country" or other.kind != "Country" or not wanted(question, "SUPPLIES"):
        return out
    asked = {gazetteer().resolve(question.mineral, ("Mineral",)).id} if question.mineral else None
    for seller, buyer in ((one, other), (other, one)):
        rows = _trade(store, buyer, False, seller, asked, _last(question))
        names = named([seller, buyer], Bundle())
        out.add(f"{names[0]} sells {names[1]}, with the share in its imports, {_by(rows)}", rows)
    return out


def _by(rows: Sequence[dict[str, Any]]) -> str:
    valued = [row["value_usd"] is not None for row in rows]
    if any(valued):
        return "by value" if all(valued) else "by value, or by weight where there are only weights"
    return "by weight"


def _trade(
    store: Store, country: Ref, sells: bool, partner: Ref | None, minerals: Iterable[str] | None, last: int | None
) -> list[dict[str, Any]]:
    """Return by mineral, in the newest year, what a country sells or buys, with its largest partner, or of one."""
    wanted_minerals = None if minerals is None else set(minerals)
    rows = []
    for row in dealings.newest(store, country, sells, partner, last):
        if (wanted_minerals is not None and row["mineral"] not in wanted_minerals) or not row["most"]:
            continue
        most, value = Ref(row["most"]["kind"], row["most"]["id"]), float(row["most"]["value"])
        if value == 0:
            continue
        mineral = Ref("Mineral", row["mineral"])
        name = gazetteer().name(mineral)
        how = name if partner else f"{name}: {named([most], Bundle())[0]}"
        ends = [country, most] if sells else [most, country]
        shown = value if partner else float(row["total"])
        rows.append(
            _row(
                "SUPPLIES",
                ends,
                mineral,
                how,
                row["year"],
                row["series"],
                share=value / row["total"],
                **{row["figure"]: shown},
            )
        )
    return _largest(rows)
