"""Sources: which documents the facts rest on, and what rests on one source only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from graphkit.bundle import Bundle
from graphkit.links import Link
from graphkit.model import Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import rows as common
from graphkit.reports.shared.facts import FRAME, Narrowed, clashing, links, relations, without_rows
from graphkit.reports.shared.page import LINKS, Column, Line, Page, Section, counted, under
from graphkit.reports.shared.things import ACTORS, TOPICS, called, resolve, side
from graphkit.schema import schema
from graphkit.stores.base import Selection, Store

SUBJECTS = {"[SUBJECT]": "a country, bloc, forum, ministry, company, official, mineral or sector; without it: all"}
NARROWED_BY = ("statuses", "relations", "mineral", "as_of", "since", "until", "exact", "quotes", "all")
OPTIONS = ()
COLUMNS = {
    "what": "document, or fact: one that rests on one independent source only",
    "facts": "of a document: how many of the facts cite it",
    "alone": "of a document: how many of these rest on one independent source",
    "name": "title of the document, or the fact in words",
    "publisher": "who published the document",
    "published": "when; empty: not known",
    "url": "where it stands",
    **common.COLUMNS,
}
_DOCUMENTS = (Column("facts", 6, True), Column("alone", 6, True), Column("document"), Column("published", 10))
_LEGEND = (
    "facts: those that cite the document; alone: of these, those that rest on one independent source. A brief and its "
    "original, one publisher's articles, and copies of one report count as one source. Who serves where, what belongs "
    "to what, and yearly figures are left out; --relation names them."
)


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """What rests on one source only, and which documents tell most.

    About SUBJECT, or about all that the store holds.
    """
    wanted = question.relations or relations(*FRAME)
    thing = (
        resolve(store, subjects[0], (*ACTORS, *TOPICS), "country, forum, person, company or mineral")
        if subjects
        else None
    )
    narrowed = Narrowed.of(store, question)
    bundle = without_rows(store, _selection(store, thing, question, narrowed, wanted))
    clashes = clashing(store, bundle)
    found = [
        item
        for item in links(bundle, bundle.records, question, clashes=clashes)
        if narrowed.wants(item) and narrowed.begun(item) and not (item.record.ends and _figure(item))
    ]
    single = [item for item in found if item.support == 1]
    documents = _documents(found, bundle)
    about = called(thing, bundle) if thing else ""
    page = Page(
        f"Sources on {about}" if about else "Sources of all that this store holds",
        question,
        bundle.documents,
        list(_sections(documents, single, bundle, question)),
        lead=(f"{len(single):,} of {counted(len(found), 'fact')} rest on one independent source.",) if found else (),
        closing=(_LEGEND,) if found else (),
        empty=f"No fact{f' about {about}' if about else ''} is known in this store{under(question)}. {common.STATUS}",
    )
    rows = [{"what": "document"} | row for row in documents]
    rows += [_fact(item, bundle) for item in single]
    return common.answer(page, COLUMNS, rows)


def _selection(
    store: Store, thing: Ref | None, question: Question, narrowed: Narrowed, wanted: frozenset[str]
) -> Selection:
    if thing is None:
        return narrowed.selection(wanted)
    if thing.kind in schema().topics:
        return Selection(wanted, topics=frozenset([thing]))
    return Selection(wanted, side(store, thing, question.exact))


def _figure(item: Link) -> bool:
    """Tell whether it is a yearly figure of a series, of which there is one source by nature."""
    return "series" in dict(getattr(item.record, "qualifiers", ()))


def _documents(found: Sequence[Link], bundle: Bundle) -> list[dict[str, Any]]:
    """Return the documents with how many facts cite them, most first."""
    facts: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for item in found:
        cited = {claim.document for claim in item.claims}
        facts.update(cited)
        if item.support == 1:
            alone.update(cited)
    order = sorted(facts, key=lambda identity: (-facts[identity], identity))
    return [
        {
            "facts": facts[identity],
            "alone": alone[identity],
            "name": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "url": document.url,
            "document": identity,
        }
        for identity in order
        for document in [bundle.documents[identity]]
    ]


def _fact(item: Link, bundle: Bundle) -> dict[str, Any]:
    shared = common.row(item, bundle)
    document = bundle.documents[item.claims[0].document]
    return {
        "what": "fact",
        "name": f"{' – '.join(shared['parties'])}: {item.how}",
        "publisher": document.publisher,
        "published": document.published,
        "url": document.url,
    } | shared


def _sections(
    documents: Sequence[dict[str, Any]], single: Sequence[Link], bundle: Bundle, question: Question
) -> Iterator[Section]:
    lines = [
        Line(
            (f"{row['facts']:,}", f"{row['alone']:,}",
             ", ".join(part for part in (row["name"], row["publisher"]) if part), row["published"] or "no date")
        )
        for row in documents
    ]  # fmt: skip
    if lines:
        yield Section("Documents by number of facts", _DOCUMENTS, lines, few=12)
    told = [item for item in single if any(claim.told for claim in item.claims)]
    if told:
        items = [common.line(item, bundle, question) for item in told]
        yield Section(f"Rests on one article only: {len(told)}", LINKS, items)
    tables = Counter(item.relation for item in single if not any(claim.told for claim in item.claims))
    if tables:
        words = ", ".join(f"{number:,} {relation}" for relation, number in tables.most_common())
        yield Section(f"Rests on a row of a table only: {tables.total():,}", words=[f"{words}."])
