"""Forum: who is in a forum on a day, who joined and left, who leads it, what took its place, who has pacts with X."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import click

from graphkit.bundle import Bundle
from graphkit.evidence import SHAPE
from graphkit.links import Link, began
from graphkit.model import Claim, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import rows as common
from graphkit.reports.shared.facts import INSTRUMENT, clashing, is_pact, links
from graphkit.reports.shared.memberships import Seen, look
from graphkit.reports.shared.page import LINKS, Column, Line, Page, Section, basis, conditions, counted
from graphkit.reports.shared.things import POWERS, name, resolve, side
from graphkit.stores.base import Selection, Store

SUBJECTS = {"FORUM": "a forum or bloc, as people write it; several with commas (msp,forge)"}
NARROWED_BY = ("as_of", "since", "until", "quotes", "all")
OPTIONS = (
    click.option("--pact-with", help="Who of the members has signed with this country or bloc.", metavar="PARTY"),
)
COLUMNS = {
    "forum": "name of the forum",
    "member": "name of the member, or of who leads it",
    "id": "the same as kind and id",
    "relation": "MEMBER_OF, or LEADS",
    "status": "on the day: member, joining, observer, suspended; of who is not in on it the last word, such as left",
    "date": "since when; empty: not known",
    "until": "the last day, where it left or the forum ended",
    "on_day": "whether it holds on the day: yes, no, undated where no date is known, or not known where it was first "
    "reported later",
    "pacts": "with --pact-with: how many signed instruments with that party stand on the day",
    "latest": "date of the latest of them",
    "pact_facts": "ids of the instruments",
    "support": "number of independent sources",
    "disputed": "whether sources contradict each other",
    "quote": "the sentence or table row that says so",
    "document": "the document it stands in",
    "evidence": f"all sentences: {SHAPE}",
    "fact": "id of the fact",
}
_MEMBERS = (Column("since", 10), Column("members"), Column("sources", 7, True))
_LEADERS = (Column("since", 10), Column("who leads it"), Column("until", 10), Column("sources", 7, True))


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """Who is in FORUM on a day, who joined and left, who leads it.

    What took its place, and with --pact-with who of its members has signed with somebody. --since and --until narrow
    who joined and left.
    """
    forums = [resolve(store, text.strip(), ("Forum", "Bloc"), "forum or bloc") for text in subjects[0].split(",")]
    bundle = store.read(Selection(frozenset({"MEMBER_OF", "LEADS", "SUCCEEDS"}), frozenset(forums)))
    clashes = clashing(store, bundle)
    seen = [look(forum, bundle, question, clashes) for forum in dict.fromkeys(forums)]
    day = question.as_of or dt.date.today()
    pacts: dict[Ref, list[Link]] = {}
    other = ""
    if question.options.get("pact_with"):
        party = resolve(store, question.options["pact_with"], POWERS, "country or bloc")
        pacts, more = _pacts(store, party, [m.item.record.ends[0] for s in seen for m in s.members], day)
        bundle.add(more)
        other = name(party, bundle)
    rows = [row for one in seen for row in _rows(one, bundle, pacts if other else None)]
    sections = [section for one in seen for section in _sections(one, bundle, question, len(seen) > 1)]
    if other:
        sections = [*_with(other, seen, pacts, bundle, question), *sections]
    claims = [c for one in seen for seat in (*one.members, *one.leaders) for c in seat.item.claims]
    claims += [c for items in pacts.values() for item in items for c in item.claims]
    page = Page(
        " and ".join(one.called for one in seen),
        replace(question, since=None, until=None),  # they narrow who joined and left, which says so itself
        bundle.documents,
        sections,
        lead=[_lead(one, day, pacts, other) for one in seen],
        closing=(basis(claims, bundle.documents), _LEGEND) if rows else (),
        empty=f"No member is known in this store. {common.STATUS}",
    )
    return common.answer(page, COLUMNS, rows)


_LEGEND = (
    "since: when it joined, as precisely as the sources agree. A member without a date counts from the first report; "
    "before that nothing is known. The end of a forum ends its memberships."
)


def _pacts(store: Store, party: Ref, members: Sequence[Ref], day: dt.date) -> tuple[dict[Ref, list[Link]], Bundle]:
    """Return the signed instruments of each member, its ministries and companies, with the party, on the day."""
    query = (
        "MATCH (b)-[:MINISTRY_OF|BASED_IN]->(c) WHERE c.id IN $ids "
        "RETURN labels(b)[0] AS kind, b.id AS body, labels(c)[0] AS of_kind, c.id AS of ORDER BY body, of"
    )
    owner = {ref: ref for ref in members}
    for kind, body, of_kind, of in store.query(query, {"ids": sorted({ref.id for ref in members})}).rows:
        owner[Ref(kind, body)] = Ref(of_kind, of)
    there = side(store, party)
    bundle = store.read(Selection(frozenset({INSTRUMENT}), there))
    found: dict[Ref, list[Link]] = {}
    for item in links(bundle, bundle.records, Question(as_of=day)):
        begin = item.standing.begin
        if is_pact(item) and not item.standing.over(day) and begin and begin <= day:
            sides = {owner[ref] for ref in item.record.ends if ref in owner and ref not in there}
            for member in sorted(sides - {party}):
                found.setdefault(member, []).append(item)
    return found, bundle


def _rows(one: Seen, bundle: Bundle, pacts: dict[Ref, list[Link]] | None) -> Iterator[dict[str, Any]]:
    for seat in (*one.members, *one.leaders):
        item, member = seat.item, seat.item.record.ends[0]
        shared = common.row(item, bundle)
        signed = pacts.get(member, []) if pacts is not None and item.relation == "MEMBER_OF" else []
        yield {
            "forum": one.called,
            "member": name(member, bundle),
            "id": str(member),
            "on_day": seat.holds,
            "pacts": len(signed) if pacts is not None and item.relation == "MEMBER_OF" else None,
            "latest": max((str(began(i)) for i in signed if began(i)), default=None),
            "pact_facts": [i.record.id for i in signed],
            **{key: shared[key] for key in COLUMNS if key in shared},
            "status": seat.status,
        }


def _sections(one: Seen, bundle: Bundle, question: Question, several: bool) -> Iterator[Section]:
    of, where = (f" of {one.called}", f" {one.called}") if several else ("", "")
    over = one.ended is not None and one.ended <= (question.as_of or dt.date.today())
    heading = "Members at the end" if over and question.as_of is None else "Members"
    yield from _groups(f"{heading}{of}", one.on_day(), bundle)
    yield from _groups(f"Members without a date{of}", one.on_day("undated"), bundle)
    yield from _groups(f"Not known whether already members{of}", one.on_day("not known"), bundle)
    yield from _leaders(one, where or " it", over, bundle)
    for status, word in (("joining", "Joining"), ("observer", "Observers"), ("suspended", "Suspended")):
        named = sorted(name(i.record.ends[0], bundle) for i in one.on_day("yes", "undated", status=status))
        if named:
            yield Section(f"{word}{of}", words=[", ".join(named)])
    span = "".join(f" {word}" for word in conditions(Question(since=question.since, until=question.until)))
    yield from _moves(f"Who joined{where}{span}", _dated(one, question, begin=True), bundle)
    yield from _moves(f"Who left{where}{span}", _dated(one, question, begin=False), bundle)


def _leaders(one: Seen, what: str, over: bool, bundle: Bundle) -> Iterator[Section]:
    """Who leads it on the day; where nobody is known to, who led it last."""
    seats = [seat for seat in one.leaders if seat.holds != "no" or over]
    heading = f"Who led{what}" if over else f"Who leads{what}"
    if not seats:
        seats = [seat for seat in one.leaders if seat.item.standing.valid_to and seat.item.standing.over(one.day)]
        heading = f"Who led{what}; who does now is not known" if one.today else f"Who had led{what}"
    lines = [
        Line(
            (str(began(i) or "not known"), f"{name(i.record.ends[0], bundle)}{', disputed' if i.disputed else ''}",
             str(i.standing.valid_to or ""), str(i.support)), i.claims,
        )
        for i in (seat.item for seat in seats)
    ]  # fmt: skip
    if lines:
        clash = any(seat.item.disputed for seat in seats)
        words = ["The sources contradict each other: `graphkit report contradictions`."] if clash else []
        yield Section(heading, _LEADERS, lines, words)


def _groups(heading: str, items: Sequence[Link], bundle: Bundle) -> Iterator[Section]:
    """Members by when they joined, the earliest first, those without a date last."""
    groups: dict[str, list[Link]] = {}
    for item in sorted(items, key=lambda i: (began(i) or "9", name(i.record.ends[0], bundle))):
        groups.setdefault(began(item) or "not known", []).append(item)
    lines = []
    for since, same in groups.items():
        claims = {(c.document, c.start, c.end): c for item in same for c in item.claims}
        ordered = sorted(claims.values(), key=lambda c: _telling(c, since))
        sources = f"{min(i.support for i in same)}"
        most = max(i.support for i in same)
        members = ", ".join(name(i.record.ends[0], bundle) for i in same)
        lines.append(Line((since, members, sources if str(most) == sources else f"{sources}-{most}"), tuple(ordered)))
    if lines:
        yield Section(f"{heading}: {len(items)}", _MEMBERS, lines, few=len(lines))


def _telling(claim: Claim, since: str) -> tuple[object, ...]:
    """What says since when comes first, then articles before tables."""
    dated = bool(claim.date or claim.get("since")) or since == "not known"
    return (not dated, claim.reader == "table", claim.published or "9999", claim.sort_key)


def _dated(one: Seen, question: Question, begin: bool) -> list[tuple[dt.date, str, Ref]]:
    """Return who joined, or left, in the window, with the date."""
    found = []
    for item in (seat.item for seat in one.members):
        ended = item.standing.valid_to if item.standing.status == "left" else None
        day = item.standing.valid_from if begin else ended
        told = began(item) if begin else str(ended)
        inside = day and (question.since or day) <= day <= (question.until or question.as_of or dt.date.today())
        if day and inside and item.standing.status in (("member", "left", "suspended") if begin else ("left",)):
            found.append((day, str(told), item.record.ends[0]))
    return sorted(found)


def _moves(heading: str, moves: Sequence[tuple[dt.date, str, Ref]], bundle: Bundle) -> Iterator[Section]:
    by_date: dict[str, list[str]] = {}
    for _, told, ref in moves:
        by_date.setdefault(told, []).append(name(ref, bundle))
    if by_date:
        words = "; ".join(f"{told} {', '.join(sorted(names))}" for told, names in by_date.items())
        yield Section(heading, words=[f"{words}."])


def _with(
    other: str, seen: Sequence[Seen], pacts: dict[Ref, list[Link]], bundle: Bundle, question: Question
) -> Iterator[Section]:
    """Members with a pact, and those without."""
    members = list(dict.fromkeys(i.record.ends[0] for one in seen for i in one.on_day("yes", "undated")))
    signed = [ref for ref in members if pacts.get(ref)]
    lines = [common.line(item, bundle, question) for ref in signed for item in pacts[ref]]
    if lines:
        yield Section(f"Members that have signed with {other}: {len(signed)}", LINKS, lines, few=len(lines))
    without = sorted(name(ref, bundle) for ref in members if ref not in signed)
    if without:
        yield Section(f"Members without a known pact with {other}: {len(without)}", words=[", ".join(without)])


def _lead(one: Seen, day: dt.date, pacts: dict[Ref, list[Link]], other: str) -> str:
    """The strongest statement: how many members, how many of them with a pact, and what took its place."""
    dated, undated = one.on_day(), one.on_day("undated")
    members = [*dated, *undated]
    over = one.ended is not None and one.ended <= day
    unsure = len(one.on_day("not known"))
    parts = [f"{counted(len(dated), 'member')}{' at the end' if over else ''}"] if dated else []
    parts += [f"{counted(len(undated), 'more member' if dated else 'member')} without a date"] if undated else []
    parts += ["no member is known"] if not (members or over) else []
    parts += [f"of {unsure}{' more' if members else ''} it is not known whether already"] if unsure else []
    if other and members:
        signed = sum(bool(pacts.get(item.record.ends[0])) for item in members)
        parts += [f"{signed or 'none'} of them {'has' if signed < 2 else 'have'} signed with {other}"]
    if over:
        parts += [f"it ended on {one.ended}"]
        parts += [f"{' and '.join(one.successors)} took its place"] if one.successors else []
    return f"{one.called}: {'; '.join(parts)}."
