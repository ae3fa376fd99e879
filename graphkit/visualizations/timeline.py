"""A timeline of one party as a page: what it signed, whom it met, what it restricted, in a lane for each partner.

The page is `visualizations/timeline.html` with `timeline.js`; like a map it is one file that asks for nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graphkit import dates
from graphkit.bundle import Bundle
from graphkit.links import Link, parties
from graphkit.model import Claim, Fact, Ref
from graphkit.reports import Question
from graphkit.reports.shared import things
from graphkit.reports.shared.events import Event, events
from graphkit.reports.shared.facts import Narrowed, links
from graphkit.schema import schema
from graphkit.stores.base import Selection, Store
from graphkit.visualizations.rendering import filled
from graphkit.visualizations.wording import detail, pattern, what

TYPES = {
    "instrument": ("Instruments", ("SIGNED_MOU", "SIGNED_AGREEMENT")),
    "meeting": ("Meetings", ("MET_WITH", "PARTICIPATES_IN")),
    "restriction": ("Restrictions and sanctions", ("RESTRICTS_EXPORT_OF", "SANCTIONS")),
    "deal": ("Cooperation, supply, investment", ("COOPERATES_WITH", "SUPPLIES", "INVESTS_IN", "TRADES_WITH")),
    "seat": ("Members and chairs", ("MEMBER_OF", "LEADS")),
}
_TYPE_OF = {relation: name for name, (_, relations) in TYPES.items() for relation in relations}
_MANY, _LANES = 4, 36  # partners from which an event is one of many; lanes at most
OWN, FORUMS, CLUBS, REST = "Own measures", "Forums and blocs", "Many partners at once", "Other partners"
_WIDE, _GAP, _ROW = 900, 17, 20  # a chart's width and the room for a mark, in pixels, where it is narrow


@dataclass(slots=True)
class Mark:
    """What happened in one lane on one day with one outcome: one event, or several of a kind."""

    lane: str
    type: str
    stage: str
    date: str | None
    reported: bool
    events: list[Event] = field(default_factory=list)
    number: int = 0
    at: float = 0.0
    row: int = 0


def page(
    bundle: Bundle, party: Ref, narrowed: Narrowed, title: str = "", side: frozenset[Ref] = frozenset()
) -> tuple[str, int]:
    """Return the timeline of a party as one HTML page, and how many events it shows.

    `side` are the bodies that act for the party too; the seats of companies are taken from the bundle.
    """
    drawn = _Timeline(bundle, party, narrowed, side | {party})
    return drawn.render(title), drawn.count


def page_of(store: Store, party: Ref, question: Question, title: str = "") -> tuple[str, int]:
    """Return the timeline of a party in a store, and how many events it shows."""
    side = things.side(store, party)
    wanted = question.relations & set(_TYPE_OF) if question.relations else frozenset(_TYPE_OF)
    bundle = store.read(Selection(frozenset(wanted), side))
    seats = store.read(Selection(frozenset({"BASED_IN"}), bare=True))
    bundle = replace(bundle, records=[*bundle.records, *seats.records])
    return page(bundle, party, Narrowed.of(store, question), title, side)


class _Timeline:
    """Puts one page together."""

    def __init__(self, bundle: Bundle, party: Ref, narrowed: Narrowed, side: frozenset[Ref]) -> None:
        self.bundle, self.side, question = bundle, side, narrowed.question
        facts = [record for record in bundle.records if isinstance(record, Fact)]
        self.seats = {fact.subject: fact.object for fact in facts if fact.relation == "BASED_IN"}
        records = [r for r in bundle.records if not isinstance(r, Fact) or _happens(r)]
        found = [
            item
            for item in links(self.bundle, records, question)
            if narrowed.wants(item) and not side.isdisjoint(parties(item))
        ]
        self.name = things.name(party, self.bundle)
        told = events(found, question)
        self.count = len(told)
        self.marks = self._marks(told)
        self.axis = _Axis([mark.date for mark in self.marks])

    def _marks(self, told: Iterable[Event]) -> list[Mark]:
        """Return the marks by lane: the partners with most events first."""
        found: dict[tuple[str, ...], Mark] = {}
        for event in told:
            stage = "end" if event.status == "until" else schema().statuses.get(event.status, "act")
            for lane in self._lanes(event.link):
                key = (lane, _TYPE_OF[event.link.relation], stage, event.date or "", event.dating)
                fresh = Mark(lane, key[1], stage, event.date, event.dating == "reported")
                found.setdefault(key, fresh).events.append(event)
        sizes: dict[str, int] = {}
        for mark in found.values():
            sizes[mark.lane] = sizes.get(mark.lane, 0) + len(mark.events)
        last = (REST, CLUBS, FORUMS, OWN)
        order = sorted(sizes, key=lambda lane: (lane in last and last.index(lane) + 1, -sizes[lane], lane))
        for lane in [lane for lane in order if lane not in last][_LANES:]:
            for mark in found.values():
                mark.lane = REST if mark.lane == lane else mark.lane
            order = [*dict.fromkeys([*(name for name in order if name != lane and name not in last), REST]), *last[1:]]
        marks = sorted(
            found.values(), key=lambda m: (order.index(m.lane), m.date is None, m.date or "", m.type, m.stage)
        )
        for number, mark in enumerate(marks):
            mark.number = number
        return marks

    def _lanes(self, item: Link) -> list[str]:
        """Return the lanes of a fact: those of its partners, by country."""
        others = [self._home(ref) for ref in parties(item) if ref not in self.side]
        if any(ref.kind in ("Forum", "Event") for ref in others) or item.relation == "MEMBER_OF":
            return [FORUMS]
        names = list(dict.fromkeys(things.name(ref, self.bundle) for ref in others if ref not in self.side))
        if not names:
            return [OWN]
        return [CLUBS] if len(names) > _MANY else names

    def _home(self, ref: Ref) -> Ref:
        if ref.kind in ("Ministry", "Official"):
            head = ref.id.split("/")[0]
            for kind in ("Country", "Bloc"):
                if Ref(kind, head) in self.bundle.nodes or re.fullmatch(schema().kinds[kind].pattern or "", head):
                    return Ref(kind, head)
        return self.seats.get(ref, ref)

    def render(self, title: str) -> str:
        """Return the page."""
        used = {mark.type for mark in self.marks}
        return filled(
            "timeline",
            title=title or f"{self.name[:1].upper()}{self.name[1:]}: what happened when",
            count=f"{self.count:,} event{'s' if self.count != 1 else ''}{self.axis.span()}",
            lanes=self._drawn_lanes(),
            ticks=self.axis.ticks(),
            earlier=self.axis.earlier,
            undated=self.axis.undated,
            types=[(name, label) for name, (label, _) in TYPES.items() if name in used],
            told=[self._told(mark) for mark in self.marks],
            reported=any(mark.reported for mark in self.marks),
            ended=any(mark.stage == "end" for mark in self.marks),
        )

    def _drawn_lanes(self) -> list[dict[str, Any]]:
        lanes: dict[str, list[Mark]] = {}
        for mark in self.marks:
            mark.at = self.axis.at(mark.date)
            lanes.setdefault(mark.lane, []).append(mark)
        out = []
        for name, marks in lanes.items():
            rows = _stack(marks)
            drawn = [(mark, self._label(mark), 7 + _ROW * mark.row) for mark in marks]
            size = sum(len(mark.events) for mark in marks)
            out.append({"name": name, "size": size, "marks": drawn, "high": 14 + _ROW * rows})
        return out

    def _label(self, mark: Mark) -> str:
        when = f"reported {mark.date}" if mark.reported else mark.date or "no date"
        first = self._sentence(mark.events[0])
        more = f", and {len(mark.events) - 1} more" if len(mark.events) > 1 else ""
        return f"{when}: {first}{more}"

    def _told(self, mark: Mark) -> dict[str, Any]:
        return {"number": mark.number, "events": [self._event(event) for event in mark.events]}

    def _event(self, event: Event) -> dict[str, Any]:
        stage = "end" if event.status == "until" else schema().statuses.get(event.status, "act")
        when = f"reported {event.date}" if event.dating == "reported" else event.date or "no date"
        return {
            "says": self._sentence(event),
            "status": event.status.replace("_", " "),
            "stage": stage,
            "when": when,
            "detail": detail(event.link),
            "support": event.link.support,
            "disputed": ", ".join(event.link.standing.disputed).replace("_", " "),
            "quotes": [_quote(claim, self.bundle) for claim in event.claims],
        }

    def _sentence(self, event: Event) -> str:
        item = event.link
        ends = things.named(item.record.ends, self.bundle)
        topics = {Ref.parse(topic) for claim in item.record.claims for topic in claim.topics} - set(item.record.ends)
        named = things.named(sorted(topics), self.bundle)
        shown = named[:3] + ([f"{len(named) - 3} more"] if len(named) > 3 else [])
        status = event.link.standing.status if event.status == "until" else event.status
        values = {"a": ", ".join(ends[:-1]), "b": ends[-1], "what": what(item), "good": what(item)}
        values["on"] = f" on {_joined(shown)}" if shown else ""
        said = re.sub(r"\{(\w+)\}", lambda m: values.get(m[1], ""), pattern(item.relation, status))
        return f"{said}, until then" if event.status == "until" else said


def _happens(fact: Fact) -> bool:
    """Whether a fact is something that happened; a row of a data set is a figure."""
    return fact.relation in _TYPE_OF and not fact.get("series")


class _Axis:
    """Where days lie across the chart, in percent; a few that lie far before the others stand apart at its left."""

    def __init__(self, days: Sequence[str | None]) -> None:
        known = sorted(dates.first_day(day) for day in days if day)
        self.undated = len(known) < len(days)
        self._left, self._right = 1.5, 92.0 if self.undated else 98.5
        self._first = self._last = dt.date(2000, 1, 1)
        self.earlier = ""
        if known:
            begin = known[len(known) // 12].year
            if begin - known[0].year > 6:
                self.earlier, self._left = str(begin), 11.0
            else:
                begin = known[0].year
            self._first, self._last = dt.date(begin, 1, 1), dt.date(known[-1].year, 12, 31)
        self._known = known

    def at(self, day: str | None) -> float:
        """Return where a day lies."""
        if day is None:
            return 96.5
        date = dates.first_day(day)
        if date < self._first:
            return 3.5
        share = (date - self._first).days / max(1, (self._last - self._first).days)
        return round(self._left + share * (self._right - self._left), 2)

    def ticks(self) -> list[tuple[str, float]]:
        """Return the years to name, with their places."""
        if not self._known:
            return []
        years = range(self._first.year, self._last.year + 1)
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if len(years) / s <= 14)
        return [(str(year), self.at(f"{year}-01-01")) for year in years if (year - years[0]) % step == 0]

    def span(self) -> str:
        """Say from when to when."""
        return f", {self._known[0].year} to {self._known[-1].year}" if self._known else ""


def _stack(marks: Sequence[Mark]) -> int:
    """Give each mark a row where it covers no other, and return how many rows there are."""
    ends: list[float] = []
    for mark in sorted(marks, key=lambda m: m.at):
        left = mark.at * _WIDE / 100
        row = next((i for i, end in enumerate(ends) if end <= left), len(ends))
        if row == len(ends):
            ends.append(0.0)
        ends[row] = left + _GAP
        mark.row = row
    return len(ends)


def _quote(claim: Claim, bundle: Bundle) -> dict[str, Any]:
    """Return the words of a claim with its document; of a row of a table its cells and the pages that it names."""
    text, sites = " ".join(claim.quote.split()), []
    if claim.reader == "table":
        *cells, source = next(csv.reader([claim.quote]))
        text = str(claim.get("title") or " · ".join(cell for cell in cells if cell))
        sites = list(dict.fromkeys(re.findall(r"https?://[^\s;]+", source)))
    document = bundle.documents.get(claim.document)
    title, url = (document.title, document.url) if document else (claim.document, "")
    about = [part for part in ((document.publisher, document.published) if document else ()) if part]
    safe = url if re.match(r"https?://", url) else ""
    return {"text": text, "title": title, "url": safe, "about": ", ".join(about), "sites": sites, "row": bool(sites)}


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
