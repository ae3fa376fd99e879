"""Profile: what one country or bloc has: instruments, forums, measures, lists, supply, and who carries the file."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from graphkit.analysis.sentences import spoken
from graphkit.bundle import Bundle
from graphkit.links import Link, family, parties
from graphkit.model import Fact, Instrument, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import figures, measures
from graphkit.reports.shared import rows as common
from graphkit.reports.shared.facts import FRAME, Narrowed, clashing, is_pact, links, relations, topics, without_rows
from graphkit.reports.shared.pacts import power_of
from graphkit.reports.shared.page import LINKS, Page, Section, basis, counted, under
from graphkit.reports.shared.things import POWERS, name, named, resolve, seats, side
from graphkit.stores.base import Selection, Store

SUBJECTS = {"COUNTRY": "a country or bloc, as people write it"}
NARROWED_BY = ("statuses", "relations", "party", "mineral", "as_of", "since", "until", "exact", "quotes", "all")
OPTIONS = (
    click.option("--by-mineral", is_flag=True, help="Mineral by mineral: with whom, what it restricts and supplies."),
)
COLUMNS = {
    "section": "instruments, forums, measures, against (measures of others against it), lists, supply, figures (of "
    "data sets), cooperation, meetings; with --by-mineral the name of the mineral",
    "partners": "names of the other parties",
    **common.COLUMNS,
    **figures.COLUMNS,
}
_SEATS = ("member", "leads", "its members", "led by")
_SECTIONS = {
    "Instruments": "instruments",
    "Supply, production and trade": "supply",
    "Cooperation and investment": "cooperation",
    "Members and chairs": "forums",
    "Meetings": "meetings",
}


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """What COUNTRY has: pacts, forums, measures, lists, supply.

    Its ministries, officials and companies count with it, unless --exact. With --by-mineral: mineral by mineral.
    """
    thing = resolve(store, subjects[0], POWERS, "country or bloc")
    around = side(store, thing, question.exact)
    bundle = without_rows(store, Selection(relations(*FRAME), around))
    against = store.read(Selection(frozenset({"RESTRICTS_EXPORT_OF"})))
    bundle.add(_against(against, thing))
    clashes = clashing(store, bundle)
    narrowed = Narrowed.of(store, question)
    found = [
        item
        for item in links(bundle, bundle.records, question, clashes=clashes)
        if narrowed.wants(item) and narrowed.begun(item)
    ]
    called = name(thing, bundle)
    powers = _Powers(around, seats(store))
    if question.options.get("by_mineral"):
        rows, sections = _by_mineral(found, bundle, around, question)
    else:
        rows = [_row(_section(item, thing), item, bundle, around) for item in found]
        sections = list(_sections(spoken(thing, called), found, bundle, thing, powers, question))
    counted_up = figures.Figures() if question.options.get("by_mineral") else figures.of_country(store, thing, question)
    rows += [{"section": "figures", "partners": row["parties"][1:]} | row for row in counted_up.rows]
    sections += counted_up.sections
    claims = [claim for item in found for claim in item.claims]
    rests_on = f"{basis(claims, bundle.documents)} {_missing(thing, called, found, counted_up)}"
    page = Page(
        f"{called}{', mineral by mineral' if question.options.get('by_mineral') else ''}",
        question,
        bundle.documents,
        sections,
        lead=(_capital(_lead(found, thing, powers, question)),) if found else (),
        closing=counted_up.closing(store, rests_on) if rows else (),
        empty=f"Nothing in this store concerns {spoken(thing, called)}{under(question)}. {common.STATUS}",
    )
    return figures.cited(common.answer(page, COLUMNS, rows), counted_up)


def _against(measures: Bundle, thing: Ref) -> Bundle:
    """Return the measures of others against the country."""
    kept = [
        record
        for record in measures.records
        if isinstance(record, Fact) and thing.id in str(record.get("against") or "").split(";")
    ]
    return Bundle(measures.documents, measures.nodes, list(kept))


def _section(item: Link, thing: Ref) -> str:
    if item.relation == "RESTRICTS_EXPORT_OF":
        return "measures" if item.record.ends[0] == thing else "against"
    if item.relation == "LISTS_AS_CRITICAL":
        return "lists"
    return _SECTIONS.get(family(item), "other")


def _row(section: str, item: Link, bundle: Bundle, around: frozenset[Ref]) -> dict[str, Any]:
    return {"section": section, "partners": named(_partners(item, around), bundle)} | common.row(item, bundle)


@dataclass(frozen=True, slots=True)
class _Powers:
    """For whom the partners act: a ministry or company of Kazakhstan counts as Kazakhstan, as it does in `pair`."""

    around: frozenset[Ref]
    seats: Mapping[str, str]

    def of(self, item: Link) -> set[Ref]:
        return {power_of(ref, self.seats) or ref for ref in _partners(item, self.around)}


def _partners(item: Link, around: frozenset[Ref]) -> list[Ref]:
    return [ref for ref in parties(item) if ref not in around]


def _sections(
    said: str, found: Sequence[Link], bundle: Bundle, thing: Ref, powers: _Powers, question: Question
) -> Iterator[Section]:
    sorted_in: dict[str, list[Link]] = defaultdict(list)
    for item in found:
        sorted_in[_section(item, thing)].append(item)

    def section(heading: str, key: str, words: Sequence[str] = ()) -> Iterator[Section]:
        if sorted_in[key]:
            lines = [common.line(item, bundle, question, powers.around) for item in sorted_in[key]]
            yield Section(heading, LINKS, lines, words)

    yield from section("Instruments", "instruments", _most(sorted_in["instruments"], bundle, powers))
    yield from _measures(f"Export restrictions of {said}", sorted_in["measures"], bundle, question)
    yield from _measures(f"Measures of others against {said}", sorted_in["against"], bundle, question)
    yield from section("Supply, production and trade", "supply")
    yield from section("Cooperation and investment", "cooperation")
    yield from section("Meetings", "meetings")
    yield from _forums(sorted_in["forums"], bundle, thing, question)
    yield from measures.lists(f"What {said} lists as critical", sorted_in["lists"], bundle, of="party")


def _most(items: Sequence[Link], bundle: Bundle, powers: _Powers) -> list[str]:
    """Say with whom and on what most are signed."""
    pacts = [item for item in items if is_pact(item)]
    partners = Counter(ref for item in pacts for ref in powers.of(item))
    minerals = Counter(ref for item in pacts for ref in topics(item) if ref.kind == "Mineral")

    def told(counts: Counter[Ref]) -> str:
        most = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:8]
        return ", ".join(f"{named([ref], bundle)[0]} {number}" for ref, number in most)

    by = "" if common.own_count(pacts) == len(pacts) else ", by entries"
    words = [f"Most signed with{by}: {told(partners)}."] if partners else []
    return [*words, f"Most signed on{by}: {told(minerals)}."] if minerals else words


def _forums(items: Sequence[Link], bundle: Bundle, thing: Ref, question: Question) -> Iterator[Section]:
    """Memberships in words, a status a paragraph, with the year since when; of a bloc its members apart."""
    words: dict[str, list[str]] = defaultdict(list)
    for item in items:
        own = item.record.ends[1] == thing
        since = str(item.standing.date or item.standing.attributes.get("since") or "")[:4]
        undated = "without a date" if question.as_of and item.standing.undated else ""
        until = f" until {item.standing.valid_to}" if item.standing.valid_to else ""
        disputed = ", disputed" if item.disputed else ""
        note = f"{since or undated}{until}{disputed}".strip(", ")
        other = name(item.record.ends[0 if own else 1], bundle)
        words[_seat(item, own, question)].append(f"{other}{f' ({note})' if note else ''}")
    if words:
        order = sorted(words, key=lambda s: (_SEATS.index(s) if s in _SEATS else len(_SEATS), s))
        yield Section("Forums and blocs", words=[f"{status}: {', '.join(words[status])}" for status in order])


def _seat(item: Link, own: bool, question: Question) -> str:
    """Say what the party is in a forum, or was, if that is over, and what others are in the bloc itself."""
    status = "leads" if item.relation == "LEADS" else item.standing.status or "member"
    if item.standing.over(question.as_of or dt.date.today()):
        status = {"leads": "led", "left": "left"}.get(status, f"no longer {status}")
    return {"member": "its members", "leads": "led by"}.get(status, f"of others in it, {status}") if own else status


def _measures(heading: str, items: Sequence[Link], bundle: Bundle, question: Question) -> Iterator[Section]:
    lapsed = [item for item in items if common.lapsed(item, question)]
    yield from measures.restrictions(heading, [item for item in items if item not in lapsed], bundle)
    yield from measures.restrictions(f"{heading}: {common.LAPSED}", lapsed, bundle)


def _by_mineral(
    found: Sequence[Link], bundle: Bundle, around: frozenset[Ref], question: Question
) -> tuple[list[dict[str, Any]], list[Section]]:
    """Return the links once for each mineral that they name, the minerals with most signed instruments first."""
    minerals: dict[Ref, list[Link]] = defaultdict(list)
    for item in found:
        for topic in topics(item):
            if topic.kind == "Mineral":
                minerals[topic].append(item)
    order = sorted(minerals, key=lambda ref: (-sum(map(is_pact, minerals[ref])), -len(minerals[ref]), ref))
    rows = [_row(name(ref, bundle), item, bundle, around) for ref in order for item in minerals[ref]]
    sections = []
    for ref in order:
        items = [item for item in minerals[ref] if item.relation != "LISTS_AS_CRITICAL"]
        listed = [
            item.how.removeprefix("on the list ") for item in minerals[ref] if item.relation == "LISTS_AS_CRITICAL"
        ]
        words = [_said(items, bundle, around, question)] if items else []
        words += [f"On its critical list: {', '.join(listed)}."] if listed else []
        lines = [common.line(item, bundle, question, around) for item in items]
        sections.append(Section(name(ref, bundle), LINKS, () if question.limit else lines, words))
    return rows, sections


def _said(items: Sequence[Link], bundle: Bundle, around: frozenset[Ref], question: Question) -> str:
    """Say in one paragraph with whom the pacts on one mineral are, and what else there is."""
    parts: dict[str, list[str]] = defaultdict(list)
    for item in items:
        with_whom = " + ".join(named(_partners(item, around), bundle))
        status = item.standing.status or "stated"
        if isinstance(item.record, Instrument):
            parts[f"{status} with"].append(with_whom)
        elif item.relation == "RESTRICTS_EXPORT_OF":
            said = common.LAPSED if common.lapsed(item, question) else status
            parts["export measure"].append(f"{item.how} ({said})")
        else:
            parts[f"{item.how.split(' of ')[0]} ({status})"].append(with_whom or item.how)
    told = []
    for what, names in parts.items():
        counts = Counter(names)
        told.append(f"{what}: {', '.join(n if k == 1 else f'{n} ({k})' for n, k in counts.items() if n)}")
    return "; ".join(told) + "."


def _lead(found: Sequence[Link], thing: Ref, powers: _Powers, question: Question) -> str:
    """The strongest statement: pacts and with how many, plans, measures, forums."""
    day = question.as_of or dt.date.today()
    pacts = [item for item in found if is_pact(item)]
    partners = {ref for item in pacts for ref in powers.of(item)}
    plans = sum(isinstance(i.record, Instrument) and i.standing.status == "planned" for i in found)
    standing = [i for i in found if _section(i, thing) == "measures" and measures.in_force(i.standing, day)]
    minerals = {i.record.ends[1] for i in standing}
    unknown = {i.record.ends[1] for i in found if common.lapsed(i, question)} - minerals
    forums = {i.record.ends[1] for i in found if _is_member(i, day)} - {thing}
    parts = [common.tally(pacts)]
    parts[0] += f" with {counted(len(partners), 'partner')}" if partners else ""
    parts += [f"{plans} only planned"] if plans else []
    parts += [f"restricts the export of {counted(len(minerals), 'mineral')}"] if minerals else []
    parts += [f"on {counted(len(unknown), 'mineral')} more the {common.LAPSED}"] if unknown else []
    parts += [f"a member of {counted(len(forums), 'forum')}"] if forums else []
    return f"{'; '.join(parts)}."


def _is_member(item: Link, day: dt.date) -> bool:
    member = item.relation == "MEMBER_OF" and item.standing.status == "member"
    return member and measures.in_force(item.standing, day)


def _missing(thing: Ref, called: str, found: Sequence[Link], counted_up: figures.Figures) -> str:
    """Say which figures there are none of, and where the offices are."""
    if counted_up.rows or any(family(i).startswith("Supply") and "tonnes" in i.standing.attributes for i in found):
        return f'`graphkit report officials --country "{called}"` names who carries the file.'
    return (
        f"No figures of trade or production of {spoken(thing, called)} are loaded; `graphkit loaders` shows what can "
        "be. "
        f'`graphkit report officials --country "{called}"` names who carries the file.'
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
