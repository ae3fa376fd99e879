"""Mineral: who has pacts on a mineral, who restricts it, lists it, supplies and mines it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from graphkit.bundle import Bundle
from graphkit.links import Link, family
from graphkit.model import Instrument, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import figures, measures
from graphkit.reports.shared import rows as common
from graphkit.reports.shared.facts import FRAME, Narrowed, is_pact, links, relations, without_rows
from graphkit.reports.shared.page import LINKS, Page, Section, basis, counted, under
from graphkit.reports.shared.things import TOPICS, name, resolve, topics_of
from graphkit.stores.base import Selection, Store

SUBJECTS = {"MINERAL": "a mineral or group of minerals, a sector or a commodity, as people write it"}
NARROWED_BY = ("statuses", "relations", "party", "as_of", "since", "until", "exact", "quotes", "all")
OPTIONS = ()
COLUMNS = {
    "match": "names: it names the mineral itself; group: it covers a group that the mineral belongs to; figures: of a "
    "data set",
    **common.COLUMNS,
    **figures.COLUMNS,
}
_FIGURES = {"PRODUCES", "HAS_RESERVES", "SUPPLIES"}


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """Who has pacts on MINERAL, restricts, lists or supplies it.

    What names it stands first; what covers only a group that it belongs to is counted apart (--all shows it).
    """
    mineral = resolve(store, subjects[0], TOPICS, "mineral, sector or commodity")
    topics = topics_of(mineral, question.exact)
    bundle = without_rows(store, Selection(relations(*FRAME), topics=frozenset(topics)))
    narrowed = Narrowed.of(store, question)
    found = _wanted(links(bundle, bundle.records, question, mineral), narrowed)
    seen = {item.record.id for item in found}
    groups: dict[Ref, list[Link]] = {}
    for topic in topics[1:]:
        same = _wanted(links(bundle, bundle.records, question, topic), narrowed)
        groups[topic] = [item for item in same if item.record.id not in seen and not _is_about_group(item)]
        seen |= {item.record.id for item in same}
    called = name(mineral, bundle)
    rows = [{"match": "names"} | common.row(item, bundle) for item in found]
    rows += [{"match": "group"} | common.row(item, bundle) for same in groups.values() for item in same]
    counted_up = figures.of_mineral(store, mineral, question)
    rows += [{"match": "figures"} | row for row in counted_up.rows]
    claims = [claim for item in (*found, *(i for same in groups.values() for i in same)) for claim in item.claims]
    rests_on = f"{basis(claims, bundle.documents)} {_missing(called, found, counted_up)}"
    page = Page(
        f"{called[:1].upper()}{called[1:]}",
        question,
        bundle.documents,
        [
            *_sections(called, found, bundle, question),
            *counted_up.sections,
            *_groups(called, groups, bundle, question),
        ],
        lead=(_lead(found, question),) if found else (),
        closing=counted_up.closing(store, rests_on) if rows else (),
        empty=f"Nothing in this store names {called}{under(question)}. {common.STATUS}",
    )
    return figures.cited(common.answer(page, COLUMNS, rows), counted_up)


def _wanted(items: Sequence[Link], narrowed: Narrowed) -> list[Link]:
    return [item for item in items if narrowed.wants(item) and narrowed.begun(item)]


def _is_about_group(item: Link) -> bool:
    """A measure on a group, or a list that has it, says nothing of one member."""
    return item.relation in ("LISTS_AS_CRITICAL", "PRODUCES", "HAS_RESERVES")


def _sections(called: str, found: Sequence[Link], bundle: Bundle, question: Question) -> Iterator[Section]:
    def section(heading: str, items: Sequence[Link]) -> Iterator[Section]:
        if items:
            yield Section(heading, LINKS, [common.line(item, bundle, question) for item in items])

    yield from section(f"Instruments that name {called}", [i for i in found if isinstance(i.record, Instrument)])
    yield from _measures(f"Export restrictions on {called}", found, bundle, question)
    yield from section("Supply and production", [i for i in found if family(i).startswith("Supply")])
    yield from measures.lists(f"Critical lists with {called}", found, bundle, of="mineral")
    yield from section("Cooperation and investment", [i for i in found if family(i).startswith("Cooperation")])


def _measures(heading: str, items: Sequence[Link], bundle: Bundle, question: Question) -> Iterator[Section]:
    lapsed = [item for item in items if common.lapsed(item, question)]
    yield from measures.restrictions(heading, [item for item in items if item not in lapsed], bundle)
    yield from measures.restrictions(f"{heading}: {common.LAPSED}", lapsed, bundle)


def _groups(called: str, groups: dict[Ref, list[Link]], bundle: Bundle, question: Question) -> Iterator[Section]:
    for group, items in groups.items():
        if items:
            heading = f"Covers a group that {called} belongs to: {name(group, bundle)}"
            pacts = [item for item in items if is_pact(item)]
            words = f"{counted(len(items), 'more link')}, {common.tally(pacts)} among them"
            if question.limit:
                yield Section(heading, words=[f"{words}; --all shows them"])
            else:
                lines = [common.line(item, bundle, question) for item in items]
                yield Section(heading, LINKS, lines, words=[words])


def _lead(found: Sequence[Link], question: Question) -> str:
    """The strongest statement: what is signed, restricted, listed."""
    day = question.as_of or dt.date.today()
    pacts = [item for item in found if is_pact(item)]
    plans = sum(isinstance(i.record, Instrument) and i.standing.status == "planned" for i in found)
    standing = [i for i in found if i.relation == "RESTRICTS_EXPORT_OF" and measures.in_force(i.standing, day)]
    lists = [i for i in found if i.relation == "LISTS_AS_CRITICAL"]
    restricting = {i.record.ends[0] for i in standing}
    unknown = {i.record.ends[0] for i in found if common.lapsed(i, question)} - restricting
    by = counted(len(unknown), "country")
    lapsed = f" ({common.LAPSED.replace('suspension', f'suspension by {by}')})" if unknown else ""
    return (
        f"Named in {common.tally(pacts)} and {counted(plans, 'planned one')}; its export restricted by "
        f"{counted(len(restricting), 'country')}{lapsed}; on {counted(len(lists), 'critical list')}."
    )


def _missing(called: str, found: Sequence[Link], counted_up: figures.Figures) -> str:
    """Say which figures there are none of."""
    if counted_up.rows or any(i.relation in _FIGURES and "tonnes" in i.standing.attributes for i in found):
        return ""
    return f"No figures of trade or production of {called} are loaded; `graphkit loaders` shows what can be."
