"""Changes: what is new, changed, ended or contradicted since a day: by publication, or by when it was loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import click

from graphkit import dates
from graphkit.bundle import Bundle
from graphkit.errors import InputError
from graphkit.links import Link
from graphkit.model import Claim, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import rows as common
from graphkit.reports.shared.arrivals import Arrivals, Release, Window, arrivals, touched
from graphkit.reports.shared.facts import Narrowed, clashing, is_pact, links, told_facts
from graphkit.reports.shared.page import LINKS, Column, Line, Page, Section, basis, counted
from graphkit.reports.shared.things import ACTORS, TOPICS, called, resolve, side
from graphkit.schema import schema
from graphkit.standing import settle
from graphkit.stores.base import Selection, Store

SUBJECTS = {"[SUBJECT]": "a country, bloc, forum, ministry, company, official, mineral or sector; without it: all"}
NARROWED_BY = ("since", "until", "statuses", "relations", "party", "mineral", "exact", "quotes", "all")
OPTIONS = (
    click.option("--loaded", is_flag=True, help="By when it came into this store, not by when it was published."),
)
COLUMNS = {
    "change": "new, changed (another status), contradicted, confirmed, ended; suspension ended: of a measure, what "
    "followed is not known; began: by its own date, where no source "
    "says when it was published; loaded: rows of a data set, with --loaded",
    "was": "of what changed the status before",
    "reported": "the first report since the day; empty: the source has no date",
    "loaded": "with --loaded: when the first of its documents since the day came into this store, in UTC",
    **common.COLUMNS,
}
_HEADINGS = {
    "new": "New",
    "changed": "Changed",
    "contradicted": "Contradicted since",
    "ended": "Ended",
    "suspension ended": "Suspension ended; what followed is not known",
    "began": "Began since, in sources without a date of publication",
    "confirmed": "Confirmed by another report",
}
_PUBLISHED = (
    "What counts is when a source was published; where it does not say, when the thing itself began or ended. "
    "--loaded goes by when it came into this store."
)
_LOADED = (
    "What counts is when a document first came into this store or came in changed, by days in UTC; confirmed is what "
    "an earlier document had said too."
)
_RELEASES = (Column("loaded", 20), Column("data set"), Column("rows", 11, True))


@dataclass(frozen=True, slots=True)
class _Change:
    item: Link
    kind: str
    was: str | None = None
    fresh: Sequence[Claim] = ()


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """What is new, changed, ended or contradicted since a day.

    By what was published since --since DATE, until --until or today; about SUBJECT or at all. With --loaded by what
    came into this store in those days, data sets among it.
    """
    if question.since is None:
        raise InputError("Say since when: graphkit report changes --since 2026-01.")
    arrived = arrivals(store) if question.options.get("loaded") else None
    window = Window(question.since, question.until or dt.date.today(), arrived)
    what = "country, forum, person, company or mineral"
    thing = resolve(store, subjects[0], (*ACTORS, *TOPICS), what) if subjects else None
    news = _news(store, window)
    bundle = store.read(_about(store, news, thing, question)) if news else Bundle()
    changes = _changes(store, bundle, window, question)
    releases = [release for release in arrived.releases if window.takes(release.loaded)] if arrived else []
    if thing or question.party or question.mineral or question.statuses or question.relations:
        releases = []  # a data set is about too much to be about one of these
    rows = [_row(change, bundle, arrived) for change in changes] + [_released(release) for release in releases]
    about = f" about {called(thing, bundle)}" if thing else ""
    latest = "" if rows else _latest(store, arrived)
    page = _page(window, about, question, bundle, changes, releases, latest)
    answer = common.answer(page, COLUMNS, rows)
    return replace(answer, cites=tuple(dict.fromkeys((*answer.cites, *(release.series for release in releases)))))


def _changes(store: Store, bundle: Bundle, window: Window, question: Question) -> list[_Change]:
    narrowed = Narrowed.of(store, question)
    items = links(bundle, bundle.records, question, clashes=clashing(store, bundle), heard=window.told)
    changes = [change for item in items if narrowed.wants(item) and (change := _change(item, window)) is not None]
    return sorted(changes, key=lambda change: list(_HEADINGS).index(change.kind))


def _news(store: Store, window: Window) -> Selection | None:
    """Return what takes the facts that may be news in some days, or None where there is none."""
    if window.arrived is not None:
        came = frozenset(i for i, loaded in window.arrived.documents.items() if window.takes(loaded))
        return Selection(documents=came, told=True) if came else None
    facts = touched(store, window)
    return Selection(facts=facts) if facts else None


def _about(store: Store, news: Selection, thing: Ref | None, question: Question) -> Selection:
    if thing is None:
        return news
    if thing.kind in schema().topics:
        return replace(news, topics=frozenset([thing]))
    return replace(news, around=side(store, thing, question.exact))


def _change(item: Link, window: Window) -> _Change | None:
    """Return what changed of a fact in the window, or None."""
    fresh = [claim for claim in item.claims if window.fresh(claim)]
    before = [claim for claim in item.claims if claim not in fresh]
    if window.arrived is not None:
        return _compared(item, before, fresh) if fresh else None
    since, until = window.since, window.until
    end, start = item.standing.valid_to, item.standing.valid_from
    if end is not None and since <= end <= until and item.relation != "LISTS_AS_CRITICAL":
        paused = item.relation == "RESTRICTS_EXPORT_OF" and item.standing.status == "suspended"
        return _Change(item, "suspension ended" if paused else "ended", None, fresh)
    earlier = [claim for claim in before if not _dated_since(claim, since)]
    if fresh or len(earlier) < len(before):
        return _compared(item, earlier, fresh)
    return _Change(item, "began") if start is not None and since <= start <= until else None


def _dated_since(claim: Claim, since: dt.date) -> bool:
    """Tell whether a claim without a publication speaks of a day in the window, so that it was not made before."""
    day = claim.date or claim.get("since")
    return claim.published is None and bool(day) and dates.first_day(str(day)) >= since


def _compared(item: Link, before: Sequence[Claim], fresh: Sequence[Claim]) -> _Change | None:
    """Return how the fact stands now beside how it stood on the earlier claims."""
    if not before:
        return _Change(item, "new" if fresh else "began", None, fresh)
    earlier, later = settle(item.record, before), settle(item.record, item.claims)
    if earlier.status != later.status:
        return _Change(item, "changed", earlier.status, fresh)
    if set(later.disputed) - set(earlier.disputed):
        return _Change(item, "contradicted", None, fresh)
    return _Change(item, "confirmed", None, fresh) if fresh else None


def _row(change: _Change, bundle: Bundle, arrived: Arrivals | None) -> dict[str, Any]:
    reported = min((claim.published for claim in change.fresh if claim.published), default=None)
    loaded = min((arrived.documents[claim.document] for claim in change.fresh), default=None) if arrived else None
    told = {"change": change.kind, "was": change.was, "reported": reported, "loaded": loaded}
    return told | common.row(change.item, bundle)


def _released(release: Release) -> dict[str, Any]:
    """Return a part of a data set as a row."""
    listed = dict.fromkeys(("parties", "ids", "topics", "evidence"), ())
    said = {"change": "loaded", "reported": release.published, "loaded": release.loaded, "title": release.title}
    return {
        **dict.fromkeys(COLUMNS), **listed, **said, "how": f"{counted(release.rows, 'row')} of {release.part}",
        "document": release.series,
    }  # fmt: skip


def _page(
    window: Window,
    about: str,
    question: Question,
    bundle: Bundle,
    changes: Sequence[_Change],
    releases: Sequence[Release],
    latest: str,
) -> Page:
    arrived = window.arrived
    span = f"from {window.since} to {window.until}"
    happened = "came into this store" if arrived else "was published, began or ended"
    claims = [claim for change in changes for claim in change.item.claims]
    legend = f"{basis(claims, bundle.documents)} {_LOADED if arrived else _PUBLISHED}" if changes else ""
    return Page(
        f"{'Loaded' if arrived else 'Changes'}{about}",
        question,
        bundle.documents,
        [*_sections(changes, bundle, question), *_data_sets(releases)],
        lead=tuple(words for words in (_lead(changes, releases), _unknown(arrived)) if words),
        closing=(legend.strip(),),
        empty=f"Nothing{about} {happened} {span}. {latest}",
        note=span,
    )


def _sections(changes: Sequence[_Change], bundle: Bundle, question: Question) -> Iterator[Section]:
    for kind, heading in _HEADINGS.items():
        same = [change for change in changes if change.kind == kind]
        if same:
            lines = [common.line(c.item, bundle, question, note=f"was {c.was}" if c.was else "") for c in same]
            yield Section(f"{heading}: {len(same):,}", LINKS, lines)


def _data_sets(releases: Sequence[Release]) -> Iterator[Section]:
    if releases:
        lines = [Line((r.loaded, f"{r.title}: {r.part}", f"{r.rows:,}")) for r in releases]
        yield Section("Data sets", _RELEASES, lines)


def _lead(changes: Sequence[_Change], releases: Sequence[Release]) -> str:
    told = {
        "new": "newly reported",
        "began": "begun by their own date",
        "suspension ended": "of a suspension that ended",
    }
    parts = [
        f"{number:,} {told.get(kind, kind)}"
        for kind in _HEADINGS
        if (number := sum(change.kind == kind for change in changes))
    ]
    facts = f"{counted(len(changes), 'fact')}: {', '.join(parts)}" if changes else ""
    rows = f"{counted(sum(r.rows for r in releases), 'row')} of data sets" if releases else ""
    pacts = [change.item for change in changes if is_pact(change.item) and change.kind in ("new", "changed", "began")]
    signed = f" Among them are {common.tally(pacts)}." if pacts else ""
    return f"{' and '.join(filter(None, (facts, rows)))}.{signed}" if changes or releases else ""


def _unknown(arrived: Arrivals | None) -> str:
    """Say of how many documents the store does not know when they came in."""
    if arrived is None or not arrived.unknown:
        return ""
    return (
        f"This store does not know when {counted(arrived.unknown, 'document')} came in: an earlier version of "
        "graphkit, which did not note it, loaded them. What is loaded from now on is dated."
    )


def _latest(store: Store, arrived: Arrivals | None) -> str:
    if arrived is not None:
        return f"The last that came in is of {arrived.latest}." if arrived.latest else ""
    queries = ["MATCH (x:Agreement)", *told_facts()]
    found = [
        day for query in queries for (day,) in store.query(f"{query} RETURN max(x.known_from)").rows if day is not None
    ]
    return f"The latest report in this store is of {max(found, default='an unknown date')}."
