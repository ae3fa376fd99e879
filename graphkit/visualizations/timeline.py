"""A timeline of one party as a page: what it signed, whom it met, what it restricted, in a lane for each partner.

The page is `visualizations/timeline.html` with `timeline.js`; like a map it is one file that asks for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graphkit.bundle import Bundle
from graphkit.evidence import in_words
from graphkit.links import Link, parties
from graphkit.model import Claim, Fact, Ref
from graphkit.reports import Question
from graphkit.reports.shared import things
from graphkit.reports.shared.events import Event, events
from graphkit.reports.shared.facts import Narrowed, links
from graphkit.schema import schema
from graphkit.stores.base import Selection, Store
from graphkit.visualizations.axis import Axis
from graphkit.visualizations.rendering import filled
from graphkit.visualizations.wording import detail, pattern, what

TYPES = {
    "instrument": ("Instruments", ("SIGNED_MOU", "SIGNED_AGREEMENT")),
    "meeting": ("Meetings", ("MET_WITH", "PARTICIPATES_IN")),
    "restriction": ("Restrictions and sanctions", ("RESTRICTS_EXPORT_OF", "SANCTIONS")),
    "deal": ("Cooperation, supply, investment", ("COOPERATES_WITH", "SUPPLIES", "INVESTS_IN", "TRADES_WITH")),
    "seat": ("Members and chairs", ("MEMBER_OF", "LEADS")),
}
SHAPES = {  # in a square of 18
    "instrument": "M3 9a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
    "meeting": "M9 2l7 7-7 7-7-7z",
    "restriction": "M3.5 3.5h11v11h-11z",
    "deal": "M9 2.5l7 12.5H2z",
    "seat": "M9 2.2l2 4.5 4.9.5-3.7 3.3 1.1 4.8L9 12.8l-4.3 2.5 1.1-4.8L2.1 7.2 7 6.7z",
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
    drawn = Timeline(bundle, party, narrowed, side | {party})
    return drawn.render(title), drawn.count


def read(store: Store, party: Ref, question: Question) -> Timeline:
    """Return the timeline of a party in a store."""
    side = things.side(store, party)
    wanted = question.relations & set(_TYPE_OF) if question.relations else frozenset(_TYPE_OF)
    bundle = store.read(Selection(frozenset(wanted), side))
    seats = store.read(Selection(frozenset({"BASED_IN"}), bare=True))
    bundle = replace(bundle, records=[*bundle.records, *seats.records])
    return Timeline(bundle, party, Narrowed.of(store, question), side | {party})


@dataclass(frozen=True, slots=True)
class Lane:
    """What happened with one partner: each mark with what it says and how far from the top of the lane it stands."""

    name: str
    size: int
    marks: list[tuple[Mark, str, int]]
    high: int


class Timeline:
    """What happened to a party, as marks in a lane for each partner, and the page of it."""

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
        self.axis = Axis([mark.date for mark in self.marks])

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
        return filled(
            "timeline",
            title=title or self.title,
            count=self.counted(),
            lanes=self.lanes(),
            shapes=SHAPES,
            ticks=self.axis.ticks(),
            earlier=self.axis.earlier,
            undated=self.axis.undated,
            types=self.types(),
            told=[self._told(mark) for mark in self.marks],
            reported=any(mark.reported for mark in self.marks),
            ended=any(mark.stage == "end" for mark in self.marks),
        )

    @property
    def title(self) -> str:
        """Return what the timeline is called."""
        return f"{self.name[:1].upper()}{self.name[1:]}: what happened when"

    def counted(self) -> str:
        """Say how many events there are, and from when to when."""
        return f"{self.count:,} event{'s' if self.count != 1 else ''}{self.axis.span()}"

    def types(self) -> list[tuple[str, str]]:
        """Return the types of events that there are, with their labels."""
        used = {mark.type for mark in self.marks}
        return [(name, label) for name, (label, _) in TYPES.items() if name in used]

    def lanes(self) -> list[Lane]:
        """Return the lanes, each mark in its place."""
        lanes: dict[str, list[Mark]] = {}
        for mark in self.marks:
            mark.at = self.axis.at(mark.date)
            lanes.setdefault(mark.lane, []).append(mark)
        out = []
        for name, marks in lanes.items():
            rows = _stack(marks)
            drawn = [(mark, self._label(mark), 7 + _ROW * mark.row) for mark in marks]
            size = sum(len(mark.events) for mark in marks)
            out.append(Lane(name, size, drawn, 14 + _ROW * rows))
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
    told = in_words(claim)
    document = bundle.documents.get(claim.document)
    title, url = (document.title, document.url) if document else (claim.document, "")
    about = [part for part in ((document.publisher, document.published) if document else ()) if part]
    safe = url if re.match(r"https?://", url) else ""
    return {
        "text": told.plain, "title": title, "url": safe, "about": ", ".join(about), "sites": told.pages,
        "row": not told.sentence,
    }  # fmt: skip


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
