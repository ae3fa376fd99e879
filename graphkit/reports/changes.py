"""Changes: what is new, changed, ended or contradicted since a day, by what was published since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphkit import dates
from graphkit.bundle import Bundle
from graphkit.errors import InputError
from graphkit.links import Link
from graphkit.model import Claim, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import rows as common
from graphkit.reports.shared.facts import Narrowed, clashing, links
from graphkit.reports.shared.page import LINKS, Page, Section, basis, counted
from graphkit.reports.shared.things import ACTORS, TOPICS, name, resolve, side
from graphkit.schema import schema
from graphkit.standing import settle
from graphkit.stores.base import Selection, Store

SUBJECTS = {"[SUBJECT]": "a country, bloc, forum, ministry, company, official, mineral or sector; without it: all"}
NARROWED_BY = ("since", "until", "statuses", "relations", "party", "mineral", "exact", "quotes", "all")
OPTIONS = ()
COLUMNS = {
    "change": "new, changed (another status), contradicted, confirmed, ended; began: by its own date, where no source "
    "says when it was published",
    "was": "of what changed the status before",
    "reported": "the first report since the day; empty: the source has no date",
    **common.COLUMNS,
}
_HEADINGS = {
    "new": "New",
    "changed": "Changed",
    "contradicted": "Contradicted since",
    "ended": "Ended",
    "began": "Began since, in sources without a date of publication",
    "confirmed": "Confirmed by another report",
}
_LEGEND = (
    "What counts is when a source was published; where it does not say, when the thing itself began or ended. A store "
    "does not know when it was loaded."
)


@dataclass(frozen=True, slots=True)
class _Change:
    item: Link
    kind: str
    was: str | None
    reported: str | None


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """What is new, changed, ended or contradicted since a day.

    By what was published since --since DATE, until --until or today; about SUBJECT or at all.
    """
    if question.since is None:
        raise InputError("Say since when: graphkit report changes --since 2026-01.")
    since, until = question.since, question.until or dt.date.today()
    thing = (
        resolve(store, subjects[0], (*ACTORS, *TOPICS), "country, forum, person, company or mineral")
        if subjects
        else None
    )
    facts = _touched(store, since, until)
    bundle = store.read(_selection(store, facts, thing, question)) if facts else Bundle()
    narrowed = Narrowed.of(store, question)
    clashes = clashing(store, bundle)
    items = [item for item in links(bundle, bundle.records, question, clashes=clashes) if narrowed.wants(item)]
    changes = [change for item in items if (change := _change(item, since, until)) is not None]
    changes.sort(key=lambda change: list(_HEADINGS).index(change.kind))
    called = f" about {name(thing, bundle)}" if thing else ""
    claims = [claim for change in changes for claim in change.item.claims]
    page = Page(
        f"Changes{called}",
        question,
        bundle.documents,
        list(_sections(changes, bundle, question)),
        lead=(_lead(changes),) if changes else (),
        closing=(f"{basis(claims, bundle.documents)} {_LEGEND}",) if changes else (),
        empty=f"Nothing{called} was published, began or ended from {since} to {until}. The latest report in this "
        f"store is of {_latest(store)}.",
        note=f"from {since} to {until}",
    )
    rows = [{"change": c.kind, "was": c.was, "reported": c.reported} | common.row(c.item, bundle) for c in changes]
    return common.answer(page, COLUMNS, rows)


def _touched(store: Store, since: dt.date, until: dt.date) -> frozenset[str]:
    """Return the ids of the facts that something was published of, or that began or ended, in the window."""
    recent = "MATCH (d:Document) WHERE d.published >= $year RETURN d.id, d.published ORDER BY d.id"
    documents = [
        identity
        for identity, published in store.query(recent, {"year": f"{since.year}"}).rows
        if since <= dates.last_day(published) and dates.first_day(published) <= until
    ]
    moved = (
        "(x.known_from >= $since AND x.known_from <= $until OR x.valid_from >= $since AND x.valid_from <= $until "
        "OR x.valid_to >= $since AND x.valid_to <= $until OR x.date STARTS WITH $year "
        "OR any(d IN x.documents WHERE d IN $documents))"
    )
    queries = (
        f"MATCH (x:Agreement) WHERE {moved} RETURN x.id AS id ORDER BY id",
        f"MATCH ()-[x]->() WHERE x.evidence IS NOT NULL AND {moved} RETURN x.fact AS id ORDER BY id",
    )
    given = {"since": since, "until": until, "year": f"{since.year}", "documents": documents}
    return frozenset(identity for query in queries for (identity,) in store.query(query, given).rows)


def _selection(store: Store, facts: frozenset[str], thing: Ref | None, question: Question) -> Selection:
    if thing is None:
        return Selection(facts=facts)
    if thing.kind in schema().topics:
        return Selection(facts=facts, topics=frozenset([thing]))
    return Selection(facts=facts, around=side(store, thing, question.exact))


def _change(item: Link, since: dt.date, until: dt.date) -> _Change | None:
    """Return what changed of a fact in the window, or None."""
    told = [claim for claim in item.record.claims if not (claim.published and dates.first_day(claim.published) > until)]
    fresh = [claim for claim in told if claim.published and dates.last_day(claim.published) >= since]
    reported = min((claim.published for claim in fresh if claim.published), default=None)
    end = item.standing.valid_to
    start = item.standing.valid_from
    if end is not None and since <= end <= until and item.relation != "LISTS_AS_CRITICAL":
        return _Change(item, "ended", None, reported)
    before = [claim for claim in told if claim not in fresh and not _dated_since(claim, since)]
    if fresh or any(_dated_since(claim, since) for claim in told):
        if before:
            return _compared(item, before, told, bool(fresh), reported)
        return _Change(item, "new" if fresh else "began", None, reported) if told else None
    if start is not None and since <= start <= until:
        return _Change(item, "began", None, None)
    return None


def _dated_since(claim: Claim, since: dt.date) -> bool:
    """Tell whether a claim without a publication speaks of a day in the window, so that it was not made before."""
    day = claim.date or claim.get("since")
    return claim.published is None and bool(day) and dates.first_day(str(day)) >= since


def _compared(
    item: Link, before: Sequence[Claim], now: Sequence[Claim], fresh: bool, reported: str | None
) -> _Change | None:
    """Return how the fact stands now beside how it stood on the earlier claims."""
    earlier, later = settle(item.record, before), settle(item.record, now)
    if earlier.status != later.status:
        return _Change(item, "changed", earlier.status, reported)
    if set(later.disputed) - set(earlier.disputed):
        return _Change(item, "contradicted", None, reported)
    return _Change(item, "confirmed", None, reported) if fresh else None


def _sections(changes: Sequence[_Change], bundle: Bundle, question: Question) -> Iterator[Section]:
    for kind, heading in _HEADINGS.items():
        same = [change for change in changes if change.kind == kind]
        if same:
            lines = [common.line(c.item, bundle, question, note=f"was {c.was}" if c.was else "") for c in same]
            yield Section(f"{heading}: {len(same)}", LINKS, lines)


def _lead(changes: Sequence[_Change]) -> str:
    parts = [f"{number} {kind}" for kind in _HEADINGS if (number := sum(change.kind == kind for change in changes))]
    return f"{counted(len(changes), 'fact')}: {', '.join(parts)}."


def _latest(store: Store) -> str:
    queries = (
        "MATCH (a:Agreement) RETURN max(a.known_from)",
        "MATCH ()-[r]->() WHERE r.evidence IS NOT NULL RETURN max(r.known_from)",
    )
    found = [day for query in queries for (day,) in store.query(query).rows if day is not None]
    return str(max(found, default="an unknown date"))
