"""Timeline: what happened when, around one thing or in the whole store."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.model import Fact, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import events as happened
from graphkit.reports.shared import rows as common
from graphkit.reports.shared.facts import FRAME, Narrowed, clashing, links, relations, without_rows
from graphkit.reports.shared.page import Page, basis, under
from graphkit.reports.shared.things import ACTORS, TOPICS, called, resolve, side, topics_of
from graphkit.schema import schema
from graphkit.stores.base import Selection, Store

SUBJECTS = {"[SUBJECT]": "a country, bloc, forum, ministry, official, company, mineral or sector; without it: all"}
NARROWED_BY = ("statuses", "relations", "party", "mineral", "as_of", "since", "until", "exact", "quotes", "all")
OPTIONS = ()
COLUMNS = happened.COLUMNS
_FEW = 15
_WHAT = "country, bloc, forum, ministry, official, company, mineral or sector"


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """What happened when, around SUBJECT or at all.

    One line for each event: planned, signed, joined, restricted, ended. Terms of office, yearly figures and lists are
    left out; --relation names them.
    """
    wanted = relations(*FRAME, "LISTS_AS_CRITICAL") if not question.relations else question.relations
    narrowed = Narrowed.of(store, question)
    selection, thing = _selection(store, subjects, question, narrowed, wanted)
    bundle = store.read(selection) if question.relations else without_rows(store, selection)
    clashes = clashing(store, bundle)
    records = [r for r in bundle.records if question.relations or not (isinstance(r, Fact) and r.get("series"))]
    found = [item for item in links(bundle, records, question, clashes=clashes) if narrowed.wants(item)]
    told = happened.events(found, question)
    about = called(thing, bundle) if thing else ""
    claims = [claim for event in told for claim in event.claims]
    page = Page(
        f"Timeline of {about or 'all that this store holds'}",
        question,
        bundle.documents,
        happened.sections(told, bundle, question, _FEW, [thing] if thing else ()),
        closing=(basis(claims, bundle.documents), happened.LEGEND) if told else (),
        empty=f"No event{f' of {about}' if about else ''} is known in this store{under(question)}. {common.STATUS}",
    )
    return common.answer(page, COLUMNS, [happened.row(event, bundle) for event in told])


def _selection(
    store: Store, subjects: Sequence[str], question: Question, narrowed: Narrowed, wanted: frozenset[str]
) -> tuple[Selection, Ref | None]:
    """Return what to read, and the thing that is asked about."""
    if not subjects:
        return narrowed.selection(wanted), None
    thing = resolve(store, subjects[0], (*ACTORS, *TOPICS), _WHAT)
    if thing.kind in schema().topics:
        return Selection(wanted, topics=frozenset(topics_of(thing, exact=True))), thing
    return Selection(wanted, side(store, thing, question.exact)), thing
