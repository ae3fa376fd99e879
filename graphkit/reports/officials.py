"""Officials: who carries the minerals file: who met, took part, signed, and who serves in the ministries for it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import click

from graphkit import dates
from graphkit.bundle import Bundle
from graphkit.evidence import SHAPE, evidence
from graphkit.gazetteer import gazetteer
from graphkit.links import Link, began
from graphkit.model import Fact, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import events as happened
from graphkit.reports.shared import rows as common
from graphkit.reports.shared.facts import Narrowed, links
from graphkit.reports.shared.page import EVENTS, Column, Line, Page, Section, basis, counted
from graphkit.reports.shared.things import POWERS, called, name, named, resolve, side, topics_of
from graphkit.standing import Standing, settle
from graphkit.stores.base import Selection, Store

SUBJECTS: dict[str, str] = {}
NARROWED_BY = ("mineral", "as_of", "since", "until", "exact", "quotes", "all")
OPTIONS = (click.option("--country", help="Only those who act for this country or bloc.", metavar="COUNTRY"),)
COLUMNS = {
    "official": "name of the official",
    "id": "the same as kind and id",
    "country": "the country, bloc or forum that the official acts for",
    "carries": "how: met, took part, signed, office (its title or the ministry's name speaks of minerals)",
    "acts": "number of meetings, appearances and signatures",
    "title": "title of the office, the last one that is told",
    "body": "name of the ministry or body of the office",
    "since": "first day of the term; empty: not known",
    "until": "last day of the term; empty: none was told",
    "holds": "whether the office is held on the day: yes, no (over, or its ministry is), or not known: no date says "
    "so, or it began in the year or month of the day and nobody says when",
    "met": "names of those whom the official met",
    "support": "number of independent sources of the best told of these facts",
    "quote": "the sentence or table row that says so",
    "document": "the document it stands in",
    "evidence": f"all sentences: {SHAPE}",
    "facts": "ids of the facts",
}
_ACTS = {"MET_WITH": "met", "PARTICIPATES_IN": "took part", "SIGNED_BY": "signed"}
_WORDS = re.compile(r"mineral|\bmin(?:es|ing)\b|resources|geolog|raw material", re.IGNORECASE)
_PEOPLE = (Column("official"), Column("office", 30), Column("how", 14), Column("sources", 7, True))
_OFFICES = (Column("official", 24), Column("office"), Column("since", 10), Column("until", 10))
_LEGEND = (
    "office: one whose title or ministry speaks of minerals, mines, resources, geology or raw materials. No last day "
    "means that no end is known. sources: independent ones."
)


@dataclass(frozen=True, slots=True)
class _Day:
    """The day that is asked for, and from when to when there were ministries, as far as known."""

    date: dt.date
    ministries: Mapping[Ref, Standing]

    def holds(self, item: Link) -> str:
        """Tell whether an office is held on the day: yes, no, or not known."""
        ministry, office = self.ministries.get(item.record.ends[1]), item.standing
        if ministry and (ministry.over(self.date) or (ministry.valid_from or self.date) > self.date):
            return "no"
        if office.valid_from is None and office.valid_to is None:
            return "not known"
        if not office.holds_on(self.date):
            return "no"
        return "not known" if self.in_doubt(item) else "yes"

    def in_doubt(self, item: Link) -> bool:
        """Tell whether the day, a past one, lies in the year or month in which it began, of which no day is known."""
        terms = [(str(c.get("since")), str(c.get("until") or "9999")) for c in item.claims if c.get("since")]
        begun = [since for since, until in terms if dates.first_day(since) <= self.date < dates.last_day(until)]
        sure = any(dates.last_day(since) <= self.date for since in begun)
        return bool(begun) and not sure and self.date < dt.date.today()


def _ministries(bundle: Bundle) -> dict[Ref, Standing]:
    belonging = (r for r in bundle.records if isinstance(r, Fact) and r.relation == "MINISTRY_OF")
    return {record.subject: settle(record) for record in belonging}


@dataclass(slots=True)
class _Person:
    """An official with what he or she did, and the offices that are told."""

    ref: Ref
    acts: list[Link] = field(default_factory=list)
    offices: list[Link] = field(default_factory=list)


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """Who carries the minerals file: met, signed, serves in it.

    With --mineral only what stands in documents that name that mineral; those whose office is about minerals in
    general follow apart.
    """
    country = question.options.get("country")
    around = side(store, resolve(store, country, POWERS, "country or bloc")) if country else frozenset()
    bundle = store.read(Selection(frozenset({"SERVES_IN", "MINISTRY_OF", *_ACTS}), around))
    narrowed = Narrowed.of(store, question)
    told = _documents(store, narrowed) if question.mineral else None
    found = links(bundle, bundle.records, question)
    acts = [item for item in found if item.relation in _ACTS and _asked(item, question, told)]
    people = _people(acts, found, around)
    day = _Day(question.as_of or dt.date.today(), _ministries(bundle))
    active = [p for p in people if p.acts]
    serving = [p for p in people if not p.acts and _file(p, bundle, day)]
    rows = [_row(person, bundle, day) for person in (*active, *serving)]
    claims = [c for p in (*active, *serving) for item in (*p.acts, *p.offices) for c in item.claims]
    where = f" of {country_name(country)}" if country else ""
    what = name(gazetteer().resolve(question.mineral, ("Mineral",)), bundle) if question.mineral else "minerals"
    page = Page(
        f"Officials{where} who carry the {what} file",
        replace(question, mineral=None),  # the title names it
        bundle.documents,
        [*_sections(active, serving, acts, bundle, day)],
        lead=(_lead(active, serving, acts),) if rows else (),
        closing=(basis(claims, bundle.documents), _LEGEND) if rows else (),
        empty=f"No official{where} in this store met, signed or serves in such a ministry. {common.STATUS}",
    )
    return common.answer(page, COLUMNS, rows)


def country_name(text: str) -> str:
    """Return the name of a country as it stands in a sentence."""
    return called(gazetteer().resolve(text, POWERS), Bundle())


def _documents(store: Store, narrowed: Narrowed) -> frozenset[str]:
    """Return the documents that name the mineral itself."""
    mineral = gazetteer().resolve(str(narrowed.question.mineral), ("Mineral",))
    ids = [ref.id for ref in topics_of(mineral, exact=True)]
    query = "MATCH (d:Document)-[:MENTIONS]->(m:Mineral) WHERE m.id IN $ids RETURN DISTINCT d.id AS id ORDER BY id"
    return frozenset(identity for (identity,) in store.query(query, {"ids": ids}).rows)


def _asked(item: Link, question: Question, told: frozenset[str] | None) -> bool:
    """Tell whether an act is of the window asked for, and told by a document that names the mineral."""
    if told is not None and all(claim.document not in told for claim in item.claims):
        return False
    if not (question.since or question.until):
        return True
    day = item.standing.valid_from or item.standing.known_from
    return day is not None and (question.since or day) <= day <= (question.until or day)


def _people(acts: Sequence[Link], found: Sequence[Link], around: frozenset[Ref]) -> list[_Person]:
    """Return the officials with their acts and offices, those who did most first."""
    people: dict[Ref, _Person] = {}
    for item in acts:
        for ref in item.record.ends:
            if ref.kind == "Official" and (not around or ref in around):
                people.setdefault(ref, _Person(ref)).acts.append(item)
    for item in found:
        if item.relation == "SERVES_IN" and (not around or item.record.ends[0] in around):
            people.setdefault(item.record.ends[0], _Person(item.record.ends[0])).offices.append(item)
    return sorted(people.values(), key=lambda p: (-len(p.acts), p.ref))


def _file(person: _Person, bundle: Bundle, day: _Day) -> list[Link]:
    """Return the offices about minerals that are held on the day, as far as known."""
    return [item for item in person.offices if day.holds(item) != "no" and _speaks(item, bundle)]


def _speaks(item: Link, bundle: Bundle) -> bool:
    """Tell whether the title of an office, or the name of the ministry, speaks of minerals."""
    titles = [str(claim.get("title") or "") for claim in item.claims]
    return bool(_WORDS.search(" ".join([*titles, name(item.record.ends[1], bundle)])))


def _office(person: _Person, bundle: Bundle, day: _Day) -> Link | None:
    """Return the office that matters: held on the day, about minerals, the latest."""
    order = {"yes": 0, "not known": 1, "no": 2}

    def key(item: Link) -> tuple[object, ...]:
        latest = str(began(item) or "")
        return order[day.holds(item)], not _speaks(item, bundle), tuple(-ord(c) for c in latest), item.record.id

    return min(person.offices, key=key, default=None)


def _how(person: _Person, bundle: Bundle, day: _Day) -> list[str]:
    done = Counter(_ACTS[item.relation] for item in person.acts)
    return [*done, *(["office"] if _file(person, bundle, day) else [])]


def _row(person: _Person, bundle: Bundle, day: _Day) -> dict[str, Any]:
    office = _office(person, bundle, day)
    items = [*person.acts, *([office] if office else [])]
    best = items[0]
    claims = {(c.document, c.start, c.end): c for item in items for c in item.claims}
    others = [ref for item in person.acts if item.relation == "MET_WITH" for ref in item.record.ends]
    return {
        "official": name(person.ref, bundle),
        "id": str(person.ref),
        "country": _power(person.ref),
        "carries": _how(person, bundle, day),
        "acts": len(person.acts),
        "title": _title(office) if office else None,
        "body": name(office.record.ends[1], bundle) if office else None,
        "since": office.standing.valid_from if office else None,
        "until": office.standing.valid_to if office else None,
        "holds": day.holds(office) if office else None,
        "met": named((ref for ref in others if ref != person.ref), bundle),
        "support": _support(person, office),
        "quote": best.claims[0].quote,
        "document": best.claims[0].document,
        "evidence": evidence(claims.values()),
        "facts": [item.record.id for item in items],
    }


def _power(ref: Ref) -> str:
    """Return the name of the country, bloc or forum that the id of an official begins with."""
    head = ref.id.split("/")[0]
    entries = gazetteer().entries
    found = (entries[r].name for kind in (*POWERS, "Forum") if (r := Ref(kind, head)) in entries)
    return next(found, head)


def _title(item: Link) -> str | None:
    title = item.standing.attributes.get("title")
    return str(title) if title else None


def _post(item: Link, bundle: Bundle) -> str:
    """Return title and ministry, the ministry once: the Minister of Mines sits in the Ministry of Mines."""
    title, body = _title(item) or "in office", name(item.record.ends[1], bundle)
    same = body.lower() in title.lower().replace("minister", "ministry")
    return title if same else f"{title}, {body}"


def _told(item: Link, bundle: Bundle, day: _Day) -> str:
    """Return title and ministry with what the day makes of it: no longer, not yet, or begun nobody says when."""
    if day.holds(item) == "no":
        began_later = item.standing.begin is not None and item.standing.begin > day.date
        return f"{_post(item, bundle)} ({'not yet' if began_later else 'no longer'})"
    return f"{_post(item, bundle)}{f' (since {began(item)}, day not known)' if day.in_doubt(item) else ''}"


def _support(person: _Person, office: Link | None) -> int:
    """Return the number of sources of the best told of what an official did and of the office."""
    return max(item.support for item in (*person.acts, *([office] if office else [])))


def _sections(
    active: Sequence[_Person], serving: Sequence[_Person], acts: Sequence[Link], bundle: Bundle, day: _Day
) -> Iterator[Section]:
    lines = []
    for person in active:
        office = _office(person, bundle, day)
        title = _told(office, bundle, day) if office else "no office known"
        how = ", ".join(_how(person, bundle, day))
        who = f"{name(person.ref, bundle)} ({_power(person.ref)})"
        claims = tuple(claim for item in person.acts for claim in item.claims)
        lines.append(Line((who, title, how, str(_support(person, office))), claims))
    if lines:
        yield Section(f"Met, took part or signed: {len(active)}", _PEOPLE, lines, few=10)
    meetings = happened.events([item for item in acts if item.relation == "MET_WITH"], Question())
    if meetings:
        yield Section("Who met whom", EVENTS, happened.lines(meetings, bundle), few=10)
    lines = []
    for person in sorted(serving, key=lambda p: (_power(p.ref), p.ref)):
        for item in _file(person, bundle, day):
            who = f"{name(person.ref, bundle)} ({_power(person.ref)})"
            term = (str(began(item) or "not known"), str(item.standing.valid_to or ""))
            lines.append(Line((who, _told(item, bundle, day), *term), item.claims))
    if lines:
        yield Section(f"Serve in an office for minerals: {len(serving)}", _OFFICES, lines)


def _lead(active: Sequence[_Person], serving: Sequence[_Person], acts: Sequence[Link]) -> str:
    done = Counter(item.relation for item in acts)
    words = (("MET_WITH", "meeting"), ("PARTICIPATES_IN", "appearance"), ("SIGNED_BY", "signature"))
    told = ", ".join(counted(done[relation], word) for relation, word in words if done[relation])
    text = f"{counted(len(active), 'official')} with {told}".capitalize() if active else "No official with a meeting"
    return f"{text}; {len(serving)} more in an office for minerals." if serving else f"{text}."
