"""Partners: who is linked to a mineral, sector, country, bloc or forum, how, and which sentence says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graphkit.analysis.sentences import spoken
from graphkit.bundle import Bundle
from graphkit.evidence import SHAPE, evidence
from graphkit.links import FAMILIES, Link, began, family, parties
from graphkit.model import Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import rows as common
from graphkit.reports.shared.facts import FRAME, Narrowed, clashing, links, relations, without_rows
from graphkit.reports.shared.page import LINKS, Page, Section, basis, under
from graphkit.reports.shared.things import name, resolve, side, topics_of
from graphkit.schema import schema
from graphkit.stores.base import Selection, Store

SUBJECTS = {"THING": "a mineral, sector, commodity, country, bloc, forum or ministry, as people write it"}
NARROWED_BY = ("statuses", "relations", "party", "as_of", "since", "until", "exact", "quotes", "all")
OPTIONS = ()
COLUMNS = {
    "match": "names: it is about the thing itself; group: it covers the group that the thing belongs to",
    "topic": "the mineral, sector or commodity that it is about",
    "status": "planned or sought is not signed or supplied",
    "relation": "the relation in the vocabulary",
    "partner": "the partner; of a supply the supplier",
    "counterpart": "the other side; of a supply the buyer",
    "date": "since when, as precisely as the sources agree; empty: not known",
    "until": "the last day, where it ended or will end",
    "how": "in words",
    "level": "state, ministry, company or official",
    "support": "number of independent sources",
    "disputed": "whether sources contradict each other",
    "quote": "the sentence or table row that says so",
    "document": "the document it stands in",
    "evidence": f"all sentences: {SHAPE}",
}
_SUBJECTS = ("Country", "Bloc", "Mineral", "Sector", "Commodity", "Forum", "Ministry")
# Who works for whom is the matter of `officials`, not of partnership; who owns what and sits where is one.
_RELATIONS = relations(*(FRAME - {"BASED_IN", "OWNED_BY"}), "SUCCEEDS")
_WHAT = "mineral, sector, country, bloc or forum"
Entry = tuple[str, Ref | None, Link]


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """All partners linked to THING, by status.

    What names it stands apart from what covers its group. Nothing planned or sought is shown as signed.
    """
    thing = resolve(store, subjects[0], (*_SUBJECTS, "Company"), _WHAT)
    around: frozenset[Ref] = frozenset()
    if thing.kind in schema().topics:
        topics = topics_of(thing, question.exact)
        bundle = without_rows(store, Selection(_RELATIONS, topics=frozenset(topics)))
        found = _by_topic(bundle, topics, question)
    else:
        around = side(store, thing, question.exact)
        bundle = without_rows(store, Selection(_RELATIONS, around))
        clashes = clashing(store, bundle)
        found = [("names", None, item) for item in links(bundle, bundle.records, question, clashes=clashes)]
    narrowed = Narrowed.of(store, question)
    found = [entry for entry in found if narrowed.wants(entry[2]) and narrowed.begun(entry[2])]
    claims = [claim for _, _, item in found for claim in item.claims]
    called = name(thing, bundle)
    page = Page(
        f"Partners linked to {spoken(thing, called)}",
        question,
        bundle.documents,
        list(_sections(thing, called, found, bundle, question)),
        closing=(basis(claims, bundle.documents), common.LEGEND.format(who="partners")) if found else (),
        empty=_nothing(spoken(thing, called), question),
    )
    rows = [_row(match, topic, item, bundle, around) for match, topic, item in found]
    return common.answer(page, COLUMNS, rows)


def _by_topic(bundle: Bundle, topics: Sequence[Ref], question: Question) -> list[Entry]:
    """Return the links of each topic; one that names the thing is not repeated under its group."""
    seen: set[str] = set()
    found: list[Entry] = []
    for number, topic in enumerate(topics):
        for item in links(bundle, bundle.records, question, topic):
            if item.record.id not in seen:
                found.append(("group" if number else "names", topic, item))
        seen |= {item.record.id for _, _, item in found}
    return found


def _sections(
    thing: Ref, called: str, entries: Sequence[Entry], bundle: Bundle, question: Question
) -> Iterator[Section]:
    """First what names the thing, then what covers its groups, apart from what has no date."""

    def section(heading: str, items: Sequence[Link]) -> Section:
        hidden = [thing] if thing.kind == "Forum" or thing.kind in schema().topics else []
        return Section(heading, LINKS, [common.line(item, bundle, question, hidden) for item in items])

    undated = [item for _, _, item in entries if question.as_of and item.standing.undated]
    dated = [entry for entry in entries if not (question.as_of and entry[2].standing.undated)]
    named = [item for match, _, item in dated if match == "names"]
    alone: list[Link] = []
    if thing.kind in schema().topics:
        dated = [entry for entry in dated if len(parties(entry[2])) > 1]
        alone = [item for item in named if len(parties(item)) == 1]
        if partners := [item for item in named if len(parties(item)) > 1]:
            yield section(f"Names {called}", partners)
    else:
        for heading in (*FAMILIES, "Other links"):
            if members := [item for item in named if family(item) == heading]:
                yield section(heading, members)
    for group in dict.fromkeys(topic for match, topic, _ in dated if match == "group" and topic):
        members = [item for match, about, item in dated if match == "group" and about == group]
        yield section(f"Covers a group that {called} belongs to: {name(group, bundle)}", members)
    if alone:
        yield section(f"Restricts, lists or produces {called}", alone)
    if undated:
        yield section("No date is known, so whether these held on that day cannot be said", undated)


def _nothing(called: str, asked: Question) -> str:
    text = f"Nothing in this store links anybody to {called}{under(asked)}."
    return f"{text} {'Ask with fewer of them.' if under(asked) else common.STATUS}"


def _row(match: str, topic: Ref | None, item: Link, bundle: Bundle, around: frozenset[Ref]) -> dict[str, Any]:
    ends = parties(item)
    if around:
        partners = [ref for ref in ends if ref not in around] or list(ends[1:])
        others = [ref for ref in ends if ref not in partners]
    else:
        partners, others = list(ends[:1]), list(ends[1:])
    topics = [topic] if topic else [Ref.parse(t) for t in sorted({t for c in item.claims for t in c.topics})]
    best = item.claims[0]
    return {
        "match": match,
        "topic": ", ".join(name(ref, bundle) for ref in topics),
        "status": item.standing.status,
        "relation": item.relation,
        "partner": ", ".join(name(ref, bundle) for ref in partners),
        "counterpart": ", ".join(name(ref, bundle) for ref in others),
        "date": began(item),
        "until": item.standing.valid_to,
        "how": item.how,
        "level": common.level(item, ends),
        "support": item.support,
        "disputed": item.disputed,
        "quote": best.quote,
        "document": best.document,
        "evidence": evidence(item.claims),
    }
