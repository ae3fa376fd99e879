"""Pair: all that stands between two parties, in order of time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from graphkit.bundle import Bundle
from graphkit.errors import InputError
from graphkit.links import Link, parties
from graphkit.model import Fact, Instrument, Record, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import events as happened
from graphkit.reports.shared import figures
from graphkit.reports.shared import rows as common
from graphkit.reports.shared.facts import FRAME, Narrowed, clashing, is_pact, links, relations, without_rows
from graphkit.reports.shared.page import Page, Section, asked_for, basis, counted
from graphkit.reports.shared.things import ACTORS, called, named, resolve, side
from graphkit.schema import schema
from graphkit.stores.base import Selection, Store

SUBJECTS = {
    "A": "a country, bloc, ministry, forum, company or official",
    "B": "the other one; the ministries, officials and companies of both count, unless --exact",
}
NARROWED_BY = ("statuses", "relations", "mineral", "as_of", "since", "until", "exact", "quotes", "all")
OPTIONS = ()
COLUMNS = {
    "between": "links: between the two; forums: both are members of it; figures: of a data set, what is sold",
    **happened.COLUMNS,
    **figures.COLUMNS,
}
_WHAT = "country, bloc, forum, ministry, official or company"
_FEW = 12
_NOUNS = {
    "SUPPLIES": "supply",
    "COOPERATES_WITH": "cooperation",
    "INVESTS_IN": "investment",
    "RESTRICTS_EXPORT_OF": "export restriction",
    "SANCTIONS": "sanction",
    "MEMBER_OF": "membership",
    "PARTICIPATES_IN": "appearance",
    "MET_WITH": "meeting",
}
_DOORS = ("Forum", "Bloc", "Event")


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """All that stands between A and B, in order of time.

    Instruments, supply, cooperation, meetings, restrictions against each other, and the forums that both are in.
    """
    one, other = (resolve(store, subject, ACTORS, _WHAT) for subject in subjects)
    if one == other:
        raise InputError(f'"{subjects[0]}" and "{subjects[1]}" are the same: {one.id}. A pair is of two.')
    sides = [side(store, thing, question.exact) for thing in (one, other)]
    bundle = without_rows(store, Selection(relations(*FRAME), sides[0] | sides[1]))
    clashes = clashing(store, bundle)
    narrowed = Narrowed.of(store, question)
    found = [item for item in links(bundle, bundle.records, question, clashes=clashes) if narrowed.wants(item)]
    between = [item for item in found if _between(item, sides)]
    told = happened.events(between, question)
    shared = _in_common(found, sides, question.as_of or question.until or dt.date.today())
    names = [called(thing, bundle) for thing in (one, other)]
    rows = [{"between": "links"} | happened.row(event, bundle) for event in told]
    rows += [
        {"between": "forums", "dating": "", "event": item.standing.status} | common.row(item, bundle) for item in shared
    ]
    counted_up = figures.of_pair(store, one, other, question)
    rows += [{"between": "figures", "dating": "happened", "event": "current"} | row for row in counted_up.rows]
    claims = [claim for event in told for claim in event.claims] + [c for item in shared for c in item.claims]
    page = Page(
        f"Between {names[0]} and {names[1]}",
        question,
        bundle.documents,
        [*happened.sections(told, bundle, question, _FEW), *counted_up.sections, *_forums(shared, bundle, question)],
        lead=(_lead(told, names, question),),
        closing=(basis(claims, bundle.documents), counted_up.told(store), happened.LEGEND) if rows else (),
        empty=f"{_alone(question)}{common.STATUS} "
        f'`graphkit path "{names[0]}" "{names[1]}"` looks for links through others.',
    )
    return figures.cited(common.answer(page, COLUMNS, rows), counted_up)


def _between(item: Link, sides: Sequence[frozenset[Ref]]) -> bool:
    """Tell whether each side has a part in it: as a party, or as the one that a measure is against."""
    ends = set(parties(item)) | _against(item.record)
    if item.relation in ("MEMBER_OF", "PARTICIPATES_IN", "LEADS"):
        ends = {ref for ref in ends if ref.kind not in _DOORS} | ({item.record.ends[-1]} & (sides[0] | sides[1]))
    return not ends.isdisjoint(sides[0]) and not ends.isdisjoint(sides[1])


def _against(record: Record) -> set[Ref]:
    """Return the parties that a measure is against."""
    said = record.get("against") if isinstance(record, Fact) else None
    return {Ref(kind, part) for part in str(said).split(";") for kind in schema().parties} if said else set()


def _in_common(found: Sequence[Link], sides: Sequence[frozenset[Ref]], day: dt.date) -> list[Link]:
    """Return the memberships of both in the same forums and blocs, forum by forum."""
    members: dict[Ref, list[list[Link]]] = {}
    for item in found:
        if item.relation == "MEMBER_OF" and item.standing.status == "member" and not item.standing.over(day):
            for number, both in enumerate(sides):
                if item.record.ends[0] in both:
                    members.setdefault(item.record.ends[1], [[], []])[number].append(item)
    return [item for _, (left, right) in sorted(members.items()) if left and right for item in (*left, *right)]


def _forums(shared: Sequence[Link], bundle: Bundle, question: Question) -> list[Section]:
    """The forums in words; where a day is asked for those apart of which no date says since when both are in."""
    forums = list(dict.fromkeys(item.record.ends[1] for item in shared))
    if not forums:
        return []
    loose = {item.record.ends[1] for item in shared if question.as_of and item.standing.undated}
    words = [
        f"{name}, without a date" if ref in loose else name
        for ref, name in zip(forums, named(forums, bundle), strict=True)
    ]
    joined = "; ".join(words) if loose else ", ".join(words)
    return [Section(f"Both are members of {counted(len(forums), 'forum')}", words=[joined])]


def _alone(question: Question) -> str:
    """Say that no forum has both, unless the question left memberships out."""
    if question.statuses or question.relations or question.mineral:
        return ""
    return "Both are known, but no forum has them both as members. "


def _lead(told: Sequence[happened.Event], names: Sequence[str], question: Question) -> str:
    """The strongest statement: how many instruments stand, how many are only planned, what else."""
    if not told:
        return f"Nothing{asked_for(question)} stands between {names[0]} and {names[1]} in this store."
    items = {event.link.record.id: event.link for event in told}
    pacts = [item for item in items.values() if is_pact(item)]
    plans = [i for i in items.values() if isinstance(i.record, Instrument) and i.standing.status == "planned"]
    parts = [common.tally(pacts) if pacts else "No instrument is signed"]
    parts += [f"{len(plans)} only planned"] if plans else []
    others = Counter(
        _NOUNS.get(item.relation, "other link") for item in items.values() if isinstance(item.record, Fact)
    )
    parts += [counted(many, noun) for noun, many in others.most_common()]
    return ", ".join(parts) + "."
