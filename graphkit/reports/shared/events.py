"""What happened when: the dated events that the claims of a fact tell, and how a timeline shows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graphkit import dates
from graphkit.bundle import Bundle
from graphkit.evidence import evidence
from graphkit.links import Link, parties
from graphkit.model import Claim, Fact, Ref
from graphkit.reports import Question
from graphkit.reports.shared import rows as common
from graphkit.reports.shared.page import EVENTS, Line, Section
from graphkit.reports.shared.things import named
from graphkit.schema import schema

COLUMNS = {
    "date": "when it happened, as precisely as the sources agree; of what has no date when it was reported",
    "dating": "happened; reported: only the date of the report is known; empty: no date is known",
    "event": "the status that it brought: planned or sought is not signed or supplied; until: its last day",
    **{name: meaning for name, meaning in common.COLUMNS.items() if name != "date"},
}
LEGEND = (
    "date: when it happened; “reported”: only the day of the report is known. status: what it brought; planned and "
    "sought are intentions, not deals. who: A → B says that A supplies, joins or acts on B. sources: independent ones."
)
_NO_DAY = dt.date.max


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a fact: the status it brought, when, and the claims that tell it."""

    link: Link
    status: str
    date: str | None
    dating: str
    claims: tuple[Claim, ...]

    @property
    def day(self) -> dt.date:
        """The first day that it may have been; the end of time where no date is known."""
        return dates.first_day(self.date) if self.date else _NO_DAY


def events(items: Iterable[Link], question: Question) -> list[Event]:
    """Return what happened in order of time, in the window asked for; what has no date comes last."""
    limit = question.as_of or question.until or dt.date.today()
    found = [event for item in items for event in _of(item)]
    if question.since:
        found = [event for event in found if event.date and dates.last_day(event.date) >= question.since]
    if question.until:
        found = [event for event in found if event.date]
    found = [event for event in found if not event.date or event.day <= limit]
    return sorted(found, key=lambda e: (e.day, e.date or "", e.link.relation, e.link.record.id, e.status))


def _of(item: Link) -> list[Event]:
    """Return the events of one fact: one for each status that its claims date, and its end."""
    told: dict[str, list[tuple[str, Claim]]] = {}
    loose: list[Claim] = []
    for claim in item.claims:
        found = list(_moments(item, claim))
        for status, date in found:
            told.setdefault(status, []).append((date, claim))
        if not found:
            loose.append(claim)
    out: list[Event] = []
    for status, said in told.items():
        told_dates = [date for date, _ in said]
        shared = dates.most_precise(told_dates)[0]
        out.append(Event(item, status, shared or min(told_dates), "happened", tuple(claim for _, claim in said)))
    left = [claim for claim in loose if (claim.status or "") not in told]
    for status in dict.fromkeys(claim.status or "" for claim in left):
        same = tuple(claim for claim in left if (claim.status or "") == status)
        reported = min((claim.published for claim in same if claim.published), default=None)
        out.append(Event(item, status, reported, "reported" if reported else "", same))
    return out


def _moments(item: Link, claim: Claim) -> Iterable[tuple[str, str]]:
    """Yield what one claim dates: the status with its day, the end of a term."""
    stage = schema().statuses.get(claim.status or "")
    since, until = claim.get("since"), claim.get("until")
    year = item.record.get("year") if isinstance(item.record, Fact) else None
    if stage == "end":
        if since:
            yield schema().relation(item.relation).statuses[0] if item.relation == "MEMBER_OF" else "", str(since)
        if end := claim.date or until:
            yield claim.status or "", str(end)
        return
    start = claim.date or since or year
    if start:
        yield claim.status or "", str(start)
    last = item.standing.valid_to
    if until and last and dates.last_day(str(until)) == last and item.standing.status == claim.status:
        yield "until", str(until)


def row(event: Event, bundle: Bundle) -> dict[str, Any]:
    """Return an event as a row."""
    shared = common.row(event.link, bundle)
    best = event.claims[0]
    return shared | {
        "date": event.date,
        "dating": event.dating,
        "event": event.status or None,
        "how": ", ".join([event.link.how, *_note(event)]),
        "quote": best.quote,
        "document": best.document,
        "evidence": evidence(event.claims),
    }


def _note(event: Event) -> list[str]:
    """Say of the last day of a suspension that it is not the end of the measure."""
    measure = event.link.relation == "RESTRICTS_EXPORT_OF" and event.link.standing.status == "suspended"
    return [common.LAPSED] if measure and event.status == "until" else []


def _key(event: Event) -> tuple[object, ...]:
    """What events have in common that one line can tell: many join a forum, one measure is on many minerals."""
    record, what = event.link.record, (event.date, event.dating, event.status, event.link.relation)
    if event.link.relation == "RESTRICTS_EXPORT_OF":
        return (*what, record.ends[0], event.link.how)
    return (*what, record.ends[-1]) if event.link.directed and len(parties(event.link)) == 2 else (*what, record.id)


def line(same: Sequence[Event], bundle: Bundle, without: Iterable[Ref] = ()) -> Line:
    """Return events with one key as a line under the columns EVENTS."""
    item = same[0].link
    hidden = set() if item.directed else set(without)
    ends = tuple(ref for ref in parties(item) if ref not in hidden) or parties(item)
    who = (" → " if item.directed else " – ").join(named(ends, bundle))
    if len(same) > 1 and len(ends) == 2:
        who = f"{', '.join(named((e.link.record.ends[0] for e in same), bundle))} → {named(ends[-1:], bundle)[0]}"
    topics = dict.fromkeys(topic for event in same for topic in common.about(event.link, bundle))
    if len(parties(item)) == 1 and topics:
        who = f"{who}: {', '.join(topics)}"
    notes = [*_note(same[0]), *(["reported"] if same[0].dating == "reported" else [])]
    disputed = any(event.link.disputed for event in same)
    words = ", ".join([item.how, *notes, *(["disputed"] if disputed else [])])
    claims = {(c.document, c.start, c.end): c for event in same for c in event.claims}
    support = min(event.link.support for event in same)
    cells = (same[0].date or "no date", same[0].status or "", who, words, str(support))
    return Line(cells, tuple(claims.values()), disputed)


def lines(found: Iterable[Event], bundle: Bundle, without: Iterable[Ref] = ()) -> list[Line]:
    """Return events as lines, those that one line can tell together."""
    groups: dict[tuple[object, ...], list[Event]] = {}
    for event in found:
        groups.setdefault(_key(event), []).append(event)
    return [line(same, bundle, without) for same in groups.values()]


def sections(
    found: Sequence[Event], bundle: Bundle, question: Question, few: int, without: Iterable[Ref] = ()
) -> list[Section]:
    """Return the dated events, the last ones where they are too many for a terminal, and apart those without a date."""
    dated = lines((event for event in found if event.date), bundle, without)
    shown = dated[-few:] if question.limit else dated
    out: list[Section] = []
    if shown:
        cut = len(shown) < len(dated)
        heading = f"The last {len(shown)} lines of {len(dated)}; --all shows them all" if cut else "What happened"
        out.append(Section(heading, EVENTS, shown, few=len(shown)))
    if undated := lines((event for event in found if not event.date), bundle, without):
        out.append(Section("No date is known", EVENTS, undated))
    return out
