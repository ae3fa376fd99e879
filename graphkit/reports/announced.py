"""Announced: instruments that were planned and never signed, with their age, apart from those that came about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from graphkit import dates
from graphkit.bundle import Bundle
from graphkit.links import Link, parties
from graphkit.model import Claim, Fact, Instrument
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import rows as common
from graphkit.reports.shared.facts import INSTRUMENT, Narrowed, links
from graphkit.reports.shared.page import Column, Line, Page, Section, basis, counted
from graphkit.reports.shared.things import named
from graphkit.schema import schema
from graphkit.standing import settle
from graphkit.stores.base import Selection, Store

SUBJECTS: dict[str, str] = {}
NARROWED_BY = ("party", "mineral", "as_of", "since", "until", "exact", "quotes", "all")
OPTIONS = ()
COLUMNS = {
    "outcome": "never signed (no source here says that it was), signed or cancelled, by the day",
    "age_days": "days from the first report to the day, or to the signing or end; empty: a date is missing",
    "announced": "the first report of the plan; empty: not known",
    "last_report": "the last report of it as a plan, where there is a later one: not signed by then",
    "outcome_date": "when it was signed or given up; empty: not known",
    **common.COLUMNS,
    "fulfilled_by": "id of the instrument that fulfilled it, where that is another one",
}
_HEADINGS = {
    "never signed": "Announced and never signed, as far as is known, the oldest first",
    "signed": "Announced and signed since",
    "cancelled": "Announced and given up",
}
_COLUMNS = (
    Column("age", 10),
    Column("parties"),
    Column("announced", 10),
    Column("instrument", 21),
    Column("sources", 7, True),
)
_LEGEND = (
    "age: since the first report, or from it to the signing. A plan counts as signed where a source says so, or where "
    "a person judged that another instrument fulfils it (`graphkit review`); of the others no source here says that "
    "they were. open: a later report has it as a plan still. sources: independent ones."
)


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """What was announced and never signed, with its age.

    What was signed later or given up stands apart. --since and --until narrow when it was announced.
    """
    narrowed = Narrowed.of(store, question)
    bundle = store.read(narrowed.selection(frozenset({INSTRUMENT})))
    day = question.as_of or dt.date.today()
    fulfilled = _fulfilled(store, bundle, day)
    planned = [record for record in bundle.records if any(_plans(claim) for claim in record.claims)]
    found: list[tuple[dict[str, Any], Link]] = []
    for item in links(bundle, planned, question):
        told = _outcome(item, fulfilled.get(item.record.id), day)
        start = told["announced"]
        begun = dates.first_day(start) if start else None
        if not narrowed.wants(item) and not (told["outcome"] == "cancelled" and _about(item, narrowed)):
            continue
        if (question.since or question.until) and not (
            begun and (question.since or begun) <= begun <= (question.until or begun)
        ):
            continue
        found.append((told, item))
    found.sort(key=lambda e: (list(_HEADINGS).index(e[0]["outcome"]), e[0]["announced"] or "9999", e[1].record.id))
    rows = [told | {k: v for k, v in common.row(item, bundle).items() if k not in told} for told, item in found]
    claims = [claim for _, item in found for claim in item.claims]
    page = Page(
        "Announced instruments",
        question,
        bundle.documents,
        list(_sections(found, bundle)),
        lead=(_lead([told for told, _ in found]),) if found else (),
        closing=(basis(claims, bundle.documents), _LEGEND) if found else (),
        empty=f"No instrument in this store was announced under these conditions. {common.STATUS}",
    )
    return common.answer(page, COLUMNS, rows)


def _fulfilled(store: Store, bundle: Bundle, day: dt.date) -> dict[str, tuple[str, str | None]]:
    """Return, by the id of a plan, the other instrument that fulfilled it by the day, with its date."""
    signed = {record.id: settle(record) for record in bundle.records}
    out: dict[str, tuple[str, str | None]] = {}
    for fact in store.read(Selection(frozenset({"FULFILS"}))).records:
        assert isinstance(fact, Fact)
        standing = signed.get(fact.subject.id)
        if standing is None or standing.valid_from is None or standing.valid_from <= day:
            out[fact.object.id] = (fact.subject.id, standing.date if standing else None)
    return out


def _plans(claim: Claim) -> bool:
    return schema().statuses.get(claim.status or "") == "intent"


def _about(item: Link, narrowed: Narrowed) -> bool:
    """Tell whether it is one of those asked for; a plan that was given up no longer holds, but was one."""
    ends = not narrowed.sides or not narrowed.sides.isdisjoint(parties(item))
    return ends and (not narrowed.topics or any(f"{t}" in c.topics for t in narrowed.topics for c in item.claims))


def _outcome(item: Link, fulfilling: tuple[str, str | None] | None, day: dt.date) -> dict[str, Any]:
    """Return what became of a plan by the day, when, and how long that took."""
    reports = sorted(filter(None, (c.published or c.date for c in item.record.claims if _plans(c))))
    announced = reports[0] if reports else None
    last = max((report for report in reports if dates.first_day(report) <= day), default=None)
    stage = schema().statuses.get(item.standing.status or "")
    outcome, date = "never signed", None
    if stage == "act":
        outcome, date = "signed", item.standing.date
    elif stage == "end":
        outcome = "cancelled"
        date = next((c.date for c in item.claims if c.status == item.standing.status and c.date), None)
    elif fulfilling is not None:
        outcome, date = "signed", fulfilling[1]
    until = dates.first_day(date) if date else (day if outcome == "never signed" else None)
    if date and announced and date != announced and dates.agree(date, announced):
        until = None  # signed "in 2024", announced in January of it: how long that took is not known
    age = max(0, (until - dates.first_day(announced)).days) if announced and until else None
    return {
        "outcome": outcome,
        "age_days": age,
        "announced": announced,
        "last_report": last if last != announced else None,
        "outcome_date": date,
        "fulfilled_by": fulfilling[0] if fulfilling is not None else None,
    }


def _sections(found: Sequence[tuple[dict[str, Any], Link]], bundle: Bundle) -> Iterator[Section]:
    for outcome, heading in _HEADINGS.items():
        same = [entry for entry in found if entry[0]["outcome"] == outcome]
        if same:
            lines = [_line(told, item, bundle) for told, item in same]
            yield Section(f"{heading}: {len(same)}", _COLUMNS, lines, few=10 if outcome == "never signed" else 5)


def _line(told: dict[str, Any], item: Link, bundle: Bundle) -> Line:
    still = f"{item.how}, open {told['last_report']}" if told["last_report"] else item.how
    became = {"never signed": still, "signed": f"{item.how} signed", "cancelled": f"{item.how} cancelled"}
    words = f"{became[told['outcome']]} {told['outcome_date'] or ''}".strip()
    assert isinstance(item.record, Instrument)
    who = " – ".join(named(item.record.parties, bundle))
    plans = tuple(sorted(item.claims, key=lambda c: not _plans(c)))
    cells = (_age(told["age_days"]), who, str(told["announced"] or "not known"), words, str(item.support))
    return Line(cells, plans)


def _age(days: int | None) -> str:
    """Return an age in words: days below two months, months below two years, then years."""
    if days is None:
        return "not known"
    if days < 61:
        return counted(days, "day") if days else "same day"
    return f"{days // 30} months" if days < 730 else f"{days / 365.25:.1f} years"


def _lead(told: Sequence[dict[str, Any]]) -> str:
    """The strongest statement: how many were never signed, and how old the oldest is."""
    open_ones = [t for t in told if t["outcome"] == "never signed"]
    old = sum((t["age_days"] or 0) > 365 for t in open_ones)
    parts = [f"{counted(len(open_ones), 'instrument')} announced and never signed".capitalize()]
    parts[0] += f", {old} of them more than a year ago" if old else ""
    for outcome, words in (("signed", "signed since"), ("cancelled", "given up")):
        number = sum(t["outcome"] == outcome for t in told)
        parts += [f"{number} {words}"] if number else []
    return f"{'; '.join(parts)}."
