"""Producers: who mines or makes a mineral, how much, and what share of the whole that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graphkit.bundle import Bundle
from graphkit.gazetteer import gazetteer
from graphkit.model import Document
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import narrowing, numerals, production, supply
from graphkit.reports.shared.page import Column, Line, Page, Section, counted
from graphkit.reports.shared.production import HHI, LEAST, Output
from graphkit.reports.shared.supplied import APART, OPTION_SERIES, OPTION_YEAR, finished, nothing
from graphkit.reports.shared.things import named, resolve
from graphkit.stores.base import Store

SUBJECTS = {"MINERAL": "a mineral, as people write it"}
NARROWED_BY = ("all",)
OPTIONS = (OPTION_YEAR, OPTION_SERIES)
COLUMNS = {
    "stage": "mined, intermediate, refined",
    "product": "where the publisher counts several products of one stage apart, which one",
    "rank": "place among the producers of the stage",
    "producer": "the producer's name",
    "id": "its id",
    "year": "year of the figures",
    "tonnes": "metric tonnes of what `basis` says; empty where the publisher withholds the figure",
    "share": "share of the world's total, or where the publisher gives none of what the producers listed make, 0 to 1",
    "world": "the publisher's total of the world in metric tonnes; empty where it gives none",
    "basis": "what the weight counts: metal, oxide, gross",
    "mark": "estimated, provisional, withheld ...; empty: as reported",
    "hhi": "concentration of the stage: sum of the squared shares, 0 to 1; who is not listed counts as many small ones",
    "series": "the release that the figures are of",
    "vintage": "when it was published, or what tells the release from others",
}
_COLUMNS = (Column("producer"), Column("share", 8, True), Column("tonnes", 14, True), Column("figure", 14))
_FEW = 10


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """Who mines or makes MINERAL: tonnes, share, concentration.

    The newest year up to --year answers, stage by stage, of the preferred release; stages and bases are never mixed.
    """
    mineral = resolve(store, subjects[0], ("Mineral",), "mineral")
    called = gazetteer().name(mineral)
    series = narrowing.series_of(store, question.options.get("series"))
    found = production.read(store, [mineral], question.options.get("year"), series)
    apart = not found
    found = found or production.read(store, [mineral], question.options.get("year"), series, apart=True)
    title = f"Producers of {called}"
    if not found:
        return nothing(title, question, COLUMNS, store, "PRODUCES", supply.Goods(mineral.id), called)
    releases = [one.series for one in found]
    documents = supply.sources(store, releases)
    page = Page(
        title,
        question,
        {},
        [_section(one) for one in found],
        lead=(_lead(found), APART if apart else ""),
        closing=(
            supply.told_sources(documents),
            _legend(found),
        ),
        note="",
    )
    return finished(page, COLUMNS, [row for one in found for row in _rows(one, documents)], releases)


def _rows(one: Output, documents: dict[str, Document]) -> Iterator[dict[str, Any]]:
    shares = one.shares
    for rank, making in enumerate(one.made, 1):
        yield {
            "stage": one.stage,
            "product": one.product or None,
            "rank": rank if making.producer in shares else None,
            "producer": named([making.producer], Bundle())[0],
            "id": making.producer.id,
            "year": one.year,
            "tonnes": making.tonnes,
            "share": shares.get(making.producer),
            "world": one.world,
            "basis": one.basis or None,
            "mark": making.mark or None,
            "hhi": one.hhi,
            "series": one.series,
            "vintage": supply.vintage(documents, one.series),
        }


def _lead(found: Sequence[Output]) -> str:
    """The strongest statement, a clause a stage: who makes most, and how concentrated it is."""
    told = []
    for one in found:
        ref, share = next(iter(one.shares.items()))
        name = named([ref], Bundle())[0]
        told.append(f"{one.called()}, {one.year}: {name} {numerals.percent(share)}, HHI {one.index}")
    text = "; ".join(told)
    return f"{text[:1].upper()}{text[1:]}."


def _section(one: Output) -> Section:
    shares = one.shares
    lines = [
        Line(
            (named([making.producer], Bundle())[0], numerals.percent(shares.get(making.producer)),
             numerals.tonnes(making.tonnes), making.mark or "reported")
        )
        for making in one.made
    ]  # fmt: skip
    words = []
    if one.withheld:
        names = ", ".join(named((making.producer for making in one.withheld), Bundle()))
        words = [f"{counted(len(one.withheld), 'figure')} not known: {names}."]
    if one.rest:
        words.append(f"Others, not listed: {numerals.percent(one.rest)}.")
    called = one.called()
    whole = f"{numerals.tonnes(one.world)} t in the world" if one.world else f"{numerals.tonnes(one.total or None)} t"
    heading = f"{called[:1].upper()}{called[1:]}, {one.year}: {whole}, HHI {one.index}"
    return Section(heading, _COLUMNS, lines, words, _FEW)


def _legend(found: Sequence[Output]) -> str:
    """Say what shares are of, and what the index makes of those who are not listed."""
    worlds = {one.world is not None for one in found if one.total}
    of = {
        frozenset(): "as the publisher gives them",
        frozenset({True}): "of the publisher's total of the world",
        frozenset({False}): "of what the producers listed make: others, and figures withheld, are in none",
    }.get(frozenset(worlds), "of the publisher's total of the world, and where it gives none of the producers listed")
    return f"Metric tonnes. Shares are {of}. {HHI}{f' {LEAST}' if any(one.rest for one in found) else ''}"
