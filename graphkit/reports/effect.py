"""Effect: did the imports of a mineral from a partner grow after the two signed over it?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from graphkit.analysis.concentration import change
from graphkit.bundle import Bundle
from graphkit.gazetteer import gazetteer
from graphkit.gazetteer import rows as rows_of
from graphkit.links import Link, parties
from graphkit.model import Document, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import imports, narrowing, numerals, supply
from graphkit.reports.shared.facts import INSTRUMENT, is_pact, links, topics
from graphkit.reports.shared.pacts import power_of
from graphkit.reports.shared.page import Column, Line, Page, Section, counted
from graphkit.reports.shared.supplied import OPTION_SERIES, finished
from graphkit.reports.shared.things import POWERS, named, resolve, side, topics_of
from graphkit.stores.base import Selection, Store

SUBJECTS = {
    "IMPORTER": "a country or bloc, as people write it",
    "[PARTNER]": "one of its partners, all unless named",
}
NARROWED_BY = ("mineral", "exact", "all")
OPTIONS = (
    click.option(
        "--years", "window", type=click.IntRange(1, 10), default=3, show_default=True, metavar="N",
        help="So many years before and after; the year of signing is in neither.",
    ),
    OPTION_SERIES,
)  # fmt: skip
COLUMNS = {
    "instrument": "id of the instrument",
    "title": "its title, else its kind",
    "status": "signed or in_force",
    "date": "when it was signed",
    "partner": "the other party",
    "partner_id": "its id",
    "mineral": "the mineral that is imported",
    "covers": "names: the instrument names the mineral; group: it covers a group that the mineral belongs to",
    "share_before": "the partner's share of the imports by value in the years before, 0 to 1; empty: no figures",
    "share_after": "the same in the years after",
    "change": "after less before; empty where one of them is not known",
    "usd_before": "imports from the partner, mean of a year before, current US dollars",
    "usd_after": "the same after",
    "years_before": "the years before that there are figures of",
    "years_after": "the years after",
    "releases": "the release of each of those years, where they are of several",
    "series": "the releases that the figures are of",
    "vintage": "when they were published, or what tells a release from others",
}
_COLUMNS = (
    Column("signed", 7), Column("partner", 13), Column("mineral"), Column("before", 8, True),
    Column("after", 8, True), Column("change", 9, True), Column("years", 5, True),
)  # fmt: skip
_FEW = 15
_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Pair:
    """An instrument, one partner in it and one mineral that it is about."""

    item: Link
    partner: Ref
    mineral: str
    names: bool

    @property
    def signed(self) -> int:
        return int(str(self.item.standing.date)[:4])


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """Did imports from a partner grow after signing?

    For each signed instrument of IMPORTER with PARTNER: the partner's share of the imports of what it is about, in the
    years before and after. Under a group those minerals stand that the partner supplied. It tells no cause.
    """
    importer = resolve(store, subjects[0], POWERS, "country or bloc")
    partner = resolve(store, subjects[1], POWERS, "country or bloc") if len(subjects) > 1 else None
    window = int(question.options.get("window") or 3)
    pacts, pairs, found = _found(store, importer, partner, question, window)
    used = sorted({name for _, years in found for name in years.values()})
    documents = supply.sources(store, used)
    rows = [row | _releases(years, documents) for row, years in found]
    rows = [row for row in rows if row["share_before"] is not None or row["share_after"] is not None]
    rows.sort(
        key=lambda row: (row["partner"], row["date"], row["instrument"], row["covers"] != "names", row["mineral"])
    )
    called = gazetteer().name(importer)
    with_whom = f" from {gazetteer().name(partner)}" if partner else ""
    page = Page(
        f"Imports of {called}{with_whom} before and after signing",
        question,
        {},
        [Section("Share of the partner in the imports, by value", _COLUMNS, _lines(rows), few=_FEW)] if rows else [],
        lead=(_lead(rows, called),),
        closing=(*_mixed(rows, documents), supply.told_sources(documents), _legend(window)) if rows else (),
        empty=_nothing(pacts, pairs, called, with_whom, window),
        note="",
    )
    return finished(page, COLUMNS, rows, used)


def _found(
    store: Store, importer: Ref, partner: Ref | None, question: Question, window: int
) -> tuple[list[Link], list[_Pair], list[tuple[dict[str, Any], dict[int, str]]]]:
    """Return the instruments, what each is about, and of that a row each with the series of each year."""
    series = narrowing.series_of(store, question.options.get("series"))
    to = narrowing.importers(store, importer, None)
    bundle = store.read(Selection(frozenset({INSTRUMENT}), side(store, importer, question.exact)))
    pacts = [item for item in links(bundle, bundle.records, question) if is_pact(item) and item.standing.date]
    seats = dict(
        store.query("MATCH (p:Company)-[:BASED_IN]->(c:Country) RETURN p.id AS p, c.id AS c ORDER BY p, c").rows
    )
    partners = {item.record.id: _partners(item, seats, importer, partner) for item in pacts}
    ends = {ref: narrowing.buyers(store, ref, None) for refs in partners.values() for ref in refs}
    first = min((int(str(item.standing.date)[:4]) for item in pacts), default=0) - window
    inside = sorted({one for ids in ends.values() for one in ids})
    bought = imports.by_year(store, to, inside, first, series)
    pairs = [
        pair
        for item in pacts
        for ref in partners[item.record.id]
        for pair in _pairs(item, ref, {m for one in ends[ref] for m in bought.of.get(one, {})}, question)
    ]
    found = []
    for pair in pairs:
        row = _row(pair, ends[pair.partner], bought, window)
        years = (*row["years_before"], *row["years_after"])
        found.append((row, {year: bought.series[pair.mineral][year] for year in years}))
    return pacts, pairs, found


def _releases(years: Mapping[int, str], documents: dict[str, Document]) -> dict[str, Any]:
    """Return the releases of a row, and where there are several that of each year."""
    names = sorted(set(years.values()))
    return {
        "releases": [f"{year} {name}" for year, name in years.items()] if len(names) > 1 else [],
        "series": "; ".join(names),
        "vintage": "; ".join(supply.vintage(documents, name) for name in names),
    }


def _partners(item: Link, seats: dict[str, str], importer: Ref, wanted: Ref | None) -> list[Ref]:
    """Return the other countries and blocs of an instrument, those that are asked for."""
    powers = {power_of(ref, seats) for ref in parties(item)}
    found = sorted(ref for ref in powers if ref and ref != importer)
    return [ref for ref in found if wanted in (None, ref)]


def _pairs(item: Link, partner: Ref, supplied: set[str], question: Question) -> Iterator[_Pair]:
    """Yield what an instrument is about, mineral by mineral: those it names, and of a group those supplied."""
    about = {ref for ref in topics(item) if ref.kind == "Mineral"}
    asked = gazetteer().resolve(question.mineral, ("Mineral",)) if question.mineral else None
    for mineral in sorted({row["mineral"] for row in rows_of("hs_codes")}):
        ref = Ref("Mineral", mineral)
        if asked not in (None, ref):
            continue
        if ref in about:
            yield _Pair(item, partner, mineral, True)
        elif mineral in supplied and not about.isdisjoint(topics_of(ref)):
            yield _Pair(item, partner, mineral, False)


def _before(pair: _Pair, window: int) -> range:
    return range(pair.signed - window, pair.signed)


def _after(pair: _Pair, window: int) -> range:
    return range(pair.signed + 1, pair.signed + 1 + window)


def _row(pair: _Pair, ends: Sequence[str], bought: imports.ByYear, window: int) -> dict[str, Any]:
    every = bought.all.get(pair.mineral, {})

    def told(years: range) -> tuple[float | None, float | None, list[int]]:
        known = [year for year in years if every.get(year, 0) > 0]
        own = sum(bought.of.get(one, {}).get(pair.mineral, {}).get(year, 0.0) for one in ends for year in known)
        return (own / sum(every[year] for year in known), own / len(known), known) if known else (None, None, [])

    (before, usd_before, years_before), (after, usd_after, years_after) = (
        told(_before(pair, window)), told(_after(pair, window))
    )  # fmt: skip
    return {
        "instrument": pair.item.record.id,
        "title": getattr(pair.item.record, "title", "") or pair.item.how,
        "status": pair.item.standing.status,
        "date": str(pair.item.standing.date),
        "partner": named([pair.partner], Bundle())[0],
        "partner_id": pair.partner.id,
        "mineral": gazetteer().name(Ref("Mineral", pair.mineral)),
        "covers": "names" if pair.names else "group",
        "share_before": before,
        "share_after": after,
        "change": change(before, after),
        "usd_before": usd_before,
        "usd_after": usd_after,
        "years_before": years_before,
        "years_after": years_after,
    }


def _lead(rows: Sequence[dict[str, Any]], called: str) -> str:
    """The strongest statement: of how many signings the share grew and of how many it fell; what cannot be said yet."""
    if not rows:
        return ""
    known = [row for row in rows if row["change"] is not None]
    counts = Counter("grew" if r["change"] > 0.01 else "fell" if r["change"] < -0.01 else "stayed" for r in known)
    early = len(rows) - len(known)
    if not known:
        return (
            f"It is too early: no year after the signing has figures yet ({len(rows)} pairs of instrument and mineral)."
        )
    parts = [
        f"Of {counted(len(known), 'pair')} of an instrument and a mineral with figures before and after, the partner's "
        f"share in the imports of {called} grew in {counts['grew']}, fell in {counts['fell']} and stayed within one "
        f"point in {counts['stayed']}."
    ]
    parts += [f"For {early} it is too early, or figures of one side are missing."] if early else []
    return " ".join(parts)


def _lines(rows: Sequence[dict[str, Any]]) -> list[Line]:
    out = []
    for row in sorted(rows, key=lambda r: (r["change"] is None, r["covers"] != "names", -abs(r["change"] or 0))):
        missing = "too early" if row["share_after"] is None else "no before"
        points = missing if row["change"] is None else f"{row['change'] * 100:+.1f}"
        years = f"{len(row['years_before'])}+{len(row['years_after'])}"
        mineral = f"{row['mineral']}{'' if row['covers'] == 'names' else ' (group)'}{'*' if row['releases'] else ''}"
        cells = (row["date"][:7], row["partner"], mineral, numerals.percent(row["share_before"]),
                 numerals.percent(row["share_after"]), points, years)  # fmt: skip
        out.append(Line(cells))
    return out


def _mixed(rows: Sequence[dict[str, Any]], documents: dict[str, Document]) -> Iterator[str]:
    """Say of the comparisons across releases which years are of which."""
    told: dict[str, None] = {}
    for row in rows:
        years: dict[str, list[str]] = defaultdict(list)
        for year, name in (text.split(" ", 1) for text in row["releases"]):
            years[name].append(year)
        if years:
            parts = [f"{', '.join(same)} {documents[name].publisher}, series {name}" for name, same in years.items()]
            told[f"{row['mineral']} around {row['date'][:4]} ({'; '.join(parts)})"] = None
    more = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    if told:
        yield (
            f"* years of different releases are compared: {'; '.join(list(told)[:_NAMED])}{more}. Publishers count "
            "trade differently, so part of a change may be theirs; --series keeps to one."
        )


def _nothing(pacts: Sequence[Link], pairs: Sequence[_Pair], called: str, with_whom: str, window: int) -> str:
    if not pacts:
        return f"No signed instrument of {called} with a date is known here."
    if not pairs:
        return (
            f"None of the {len(pacts)} dated instruments of {called} fits, or none is about a mineral that is traded."
        )
    first, last = min(_before(pair, window)[0] for pair in pairs), max(_after(pair, window)[-1] for pair in pairs)
    return (
        f"{counted(len(pairs), 'pair')} of an instrument and a mineral could be compared, but there are no figures by "
        f"value of those imports of {called}{with_whom} from {first} to {last}, the years around the signings. "
        "`graphkit loaders` shows what can be loaded."
    )


def _legend(window: int) -> str:
    return (
        f"before, after: the partner's share of the imports in up to {window} years before and after the year of "
        "signing, by value; change in percentage points; years: how many years have figures before and after. (group): "
        "the instrument covers a group of the mineral. Prices and other suppliers move shares too: this tells what "
        "happened, not why. --format csv has the values and years."
    )
