"""What is news in some days: by the dates of the sources, or by when documents and data sets came into the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphkit import dates
from graphkit.errors import InputError
from graphkit.model import Claim
from graphkit.reports.shared.facts import told_facts
from graphkit.stores.base import Store


@dataclass(frozen=True, slots=True)
class Release:
    """A part of a data set that came in: its document and title, its rows, and when."""

    series: str
    title: str
    published: str | None
    part: str
    rows: int
    loaded: str


@dataclass(frozen=True, slots=True)
class Arrivals:
    """When each document came in, by its id; of `unknown` others the store cannot say; and the data sets."""

    documents: Mapping[str, str]
    unknown: int
    releases: tuple[Release, ...]

    @property
    def latest(self) -> str | None:
        """The last day on which anything came in, as far as the store knows."""
        moments = (*self.documents.values(), *(release.loaded for release in self.releases))
        return max(moments)[:10] if moments else None


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked about, and which claims are news in them; with `arrived` by when their document came in."""

    since: dt.date
    until: dt.date
    arrived: Arrivals | None = None

    def told(self, claim: Claim) -> bool:
        """Tell whether it had been said by the last of the days."""
        if self.arrived is not None:
            return self._day(claim) <= self.until.isoformat()
        return not (claim.published and dates.first_day(claim.published) > self.until)

    def fresh(self, claim: Claim) -> bool:
        """Tell whether it had not been said before the first of them."""
        if self.arrived is not None:
            return self._day(claim) >= self.since.isoformat()
        return bool(claim.published) and dates.last_day(str(claim.published)) >= self.since

    def takes(self, loaded: str) -> bool:
        """Tell whether what came in at that moment came in on one of the days."""
        return self.since.isoformat() <= loaded[:10] <= self.until.isoformat()

    def _day(self, claim: Claim) -> str:
        return self.arrived.documents.get(claim.document, "")[:10] if self.arrived else ""


def arrivals(store: Store) -> Arrivals:
    """Return when everything came into a store, or raise where it is none of the kind that knows."""
    if store.address.endswith(".jsonl"):
        raise InputError(
            f"{store.address} is a facts file, read anew for each question: it does not know when anything came in. "
            "A store does: graphkit load FILE."
        )
    found = store.query("MATCH (d:Document) RETURN d.id, d.loaded, d.title, d.published ORDER BY d.id").rows
    parts = "MATCH (l:Load) WHERE l.state = 'done' RETURN l.series, l.part, l.rows, l.loaded ORDER BY l.loaded, l.id"
    titles = {identity: title for identity, _, title, _ in found}
    dated = {identity: published for identity, *_, published in found}
    return Arrivals(
        {identity: loaded for identity, loaded, *_ in found if loaded},
        sum(loaded is None for _, loaded, *_ in found),
        tuple(
            Release(series, titles.get(series) or series, dated.get(series), part, rows, loaded)
            for series, part, rows, loaded in store.query(parts).rows
            if loaded
        ),
    )


def touched(store: Store, window: Window) -> frozenset[str]:
    """Return the ids of the facts that may be news in some days by their dates, without a look at data sets' rows."""
    days = ("known_from", "valid_from", "valid_to")
    moved = " OR ".join(f"x.{day} >= $since AND x.{day} <= $until" for day in days)
    news = f"({moved} OR x.date STARTS WITH $year OR any(d IN x.documents WHERE d IN $documents))"
    given: dict[str, Any] = {"since": window.since, "until": window.until, "year": f"{window.since.year}"}
    given["documents"] = list(_published(store, window))
    queries = [f"MATCH (x:Agreement) WHERE {news} RETURN x.id AS id ORDER BY id"]
    queries += [f"{found} AND {news} RETURN x.fact AS id ORDER BY id" for found in told_facts()]
    return frozenset(identity for query in queries for (identity,) in store.query(query, given).rows)


def _published(store: Store, window: Window) -> Iterator[str]:
    """Yield the ids of the documents that were published on one of the days."""
    recent = "MATCH (d:Document) WHERE d.published >= $year RETURN d.id, d.published ORDER BY d.id"
    for identity, published in store.query(recent, {"year": f"{window.since.year}"}).rows:
        if window.since <= dates.last_day(published) and dates.first_day(published) <= window.until:
            yield identity
