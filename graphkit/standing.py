"""How a fact stands: its status and dates after all claims, on any day, and what its claims disagree on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graphkit import dates, terms
from graphkit.model import Claim, Fact, Instrument, Record, Value
from graphkit.schema import schema
from graphkit.terms import Term

_BEFORE_ALL = dt.date.min


@dataclass(frozen=True, slots=True)
class Standing:
    """The outcome of all claims.

    `date` is when it began (signed, agreed, joined), as precisely as no claim contradicts; `valid_from` and `valid_to`
    are its first and last day as far as known; `known_from` is the earliest publication that reports it.
    `disputed` names what its claims contradict each other on. On `valid_to` it is over: a member that left on that day
    is none on it. Only a figure of a year (`yearly`) holds on its last day too, 31 December.
    """

    status: str | None = None
    date: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    known_from: dt.date | None = None
    disputed: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    attributes: dict[str, Value] = field(default_factory=dict)
    yearly: bool = False

    @property
    def ended(self) -> bool:
        """Whether the last word is that it ended."""
        return _stage(self.status) == "end"

    @property
    def begin(self) -> dt.date | None:
        """From when it can be spoken of: its first day; of an intent, which precedes its day, the first report."""
        if _stage(self.status) == "intent":
            return min((day for day in (self.valid_from, self.known_from) if day), default=None)
        return self.valid_from or self.known_from

    @property
    def undated(self) -> bool:
        """Whether neither a start nor a publication is known."""
        return self.valid_from is None and self.known_from is None

    def holds_on(self, day: dt.date) -> bool:
        """Tell whether it had begun by `day` and had not ended by then; an undated one holds on no day."""
        if self.begin is None or self.begin > day:
            return False
        if self.terms:
            return any(terms.covers(term, day) for term in self.terms)
        return not (self.ended if self.valid_to is None else self.over(day))

    def over(self, day: dt.date) -> bool:
        """Tell whether its last day had come by `day`, so that it no longer held."""
        return self.valid_to is not None and self.valid_to <= day and not (self.yearly and self.valid_to == day)

    def held_within(self, first: dt.date, last: dt.date) -> bool:
        """Tell whether it held at some time from one day to another; one that ended nobody says when, on its first."""
        if self.terms:
            return any((a is None or a <= last) and (b is None or first < b) for a, b in self.terms)
        begun = self.begin is not None and self.begin <= last
        lasted = not self.ended or (self.begin or last) >= first
        return begun and (lasted if self.valid_to is None else not self.over(first))


def settle(record: Record, claims: Sequence[Claim] | None = None) -> Standing:
    """Return how the record stands after its claims, or after those given.

    The status is the one that holds after all claims in order of the dates they speak of; an intent (planned, sought)
    never replaces an act (signed, supplied) that still holds.
    """
    said = record.claims if claims is None else claims
    ordered = said if len(said) == 1 else sorted(said, key=lambda c: _order(record, c))
    status = _status(ordered)
    date, disputed = _date(record, ordered, status)
    attributes, contradicted = _attributes(record, ordered, status)
    published = [c.published for c in ordered if c.published]
    served = terms.terms(record, ordered)
    year = None if "until" in attributes or _stage(status) == "end" else year_of(record)
    return Standing(
        status=status,
        date=date,
        valid_from=terms.first_of(served) or _valid_from(record, date, attributes),
        valid_to=terms.last_of(served) if served else _valid_to(ordered, status, attributes, year),
        known_from=min(map(dates.first_day, published)) if published else None,
        disputed=tuple(sorted({*disputed, *contradicted})),
        terms=served,
        attributes=attributes,
        yearly=year is not None,
    )


def year_of(record: Record) -> int | None:
    """Return the year of a yearly figure (of a series, or of a text), or None."""
    if isinstance(record, Instrument) or "series" not in schema().relation(record.relation).identity:
        return None
    year = record.get("year")
    return year if isinstance(year, int) else None


def as_of(record: Record, day: dt.date) -> Standing | None:
    """Return how the record stood on `day`, from the claims that speak of that day or before; None if not yet begun.

    Of an office of several terms those speak that tell the term in which the day lies.
    Where no claim has a date or a publication the standing is returned with `undated` true: list it apart.
    """
    dated = [c for c in record.claims if _moment(record, c) is not None]
    if not dated:
        return settle(record)
    spoken = [c for c in record.claims if (m := _first_moment(record, c)) is None or m <= day]
    if all(_moment(record, c) is None for c in spoken):
        return None
    standing = settle(record, terms.serving(record, spoken, day) or spoken)
    return standing if standing.begin is not None and standing.begin <= day else None


def about(record: Record, topic: str) -> tuple[Claim, ...]:
    """Return the claims that name a topic ("Mineral/lithium"), or all where the fact itself is about it."""
    if isinstance(record, Fact):
        named = {f"Mineral/{record.get('mineral')}", f"Commodity/{record.get('commodity')}", str(record.object)}
        if topic in named:
            return record.claims
    return tuple(c for c in record.claims if topic in c.topics)


def close_with_forum(record: Record, standing: Standing, ended: dt.date | None) -> Standing:
    """Return the standing of a membership, ended with its forum where that ended first."""
    member = isinstance(record, Fact) and record.relation == "MEMBER_OF"
    if not member or ended is None or (standing.valid_to is not None and standing.valid_to <= ended):
        return standing
    return replace(standing, valid_to=ended)


def _stage(status: str | None) -> str | None:
    """Whether a status is an intent, an act or an end."""
    return schema().statuses.get(status or "")


def _moment(record: Record, claim: Claim) -> dt.date | None:
    """The day that a claim speaks of: of an intent the day it was reported, of all else when it happened.

    An end is spoken of as of the last day that it can mean, so that "ended 2024" comes after "signed June 2024".
    """
    stage = _stage(claim.status)
    if stage == "intent" and claim.published:
        return dates.first_day(claim.published)
    end = claim.date or claim.get("until")
    if stage == "end" and end:
        return dates.last_day(str(end))
    year = record.get("year") if isinstance(record, Fact) else None
    start = claim.date or claim.get("since") or year or claim.published
    return dates.first_day(str(start)) if start else None


def _first_moment(record: Record, claim: Claim) -> dt.date | None:
    """The first day that a claim speaks of; one that tells a whole term ("member 1973 to 2020") speaks of its start."""
    since = claim.get("since")
    if _stage(claim.status) == "end" and since:
        return dates.first_day(str(since))
    return _moment(record, claim)


def _order(record: Record, claim: Claim) -> tuple[object, ...]:
    statuses = _statuses(record)
    rank = statuses.index(claim.status) if claim.status in statuses else 0
    moment = _moment(record, claim)
    if moment is None:  # what ended had begun before
        moment = dt.date.max if _stage(claim.status) == "end" else _BEFORE_ALL
    return (moment, rank, claim.sort_key)


def _statuses(record: Record) -> tuple[str, ...]:
    if isinstance(record, Instrument):
        return tuple(schema().instruments["statuses"])
    return schema().relation(record.relation).statuses


def _status(ordered: Sequence[Claim]) -> str | None:
    stages = schema().statuses
    now: str | None = None
    for claim in ordered:
        if claim.status is None:
            continue
        if stages[claim.status] == "intent" and now is not None and stages[now] == "act":
            continue
        now = claim.status
    return now


def _date(record: Record, ordered: Sequence[Claim], status: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The date of the beginning: that of the first act with a date, or of the intent where there was no act yet."""
    stages = schema().statuses
    said: dict[str | None, list[str]] = {}
    for claim in ordered:
        if claim.date:
            said.setdefault(None if status is None else claim.status, []).append(claim.date)
    if not said:
        return None, ()
    found = said.get(None, []) if status is None else []
    if status is not None:
        intent = stages[status] == "intent"
        fitting = (n for n in _statuses(record) if (stages[n] == "intent") == intent and stages[n] != "end")
        found = next((said[name] for name in fitting if name in said), [])
    if len(found) == 1:
        return found[0], ()
    if "date" in _agree(record):
        date, same = dates.most_precise(found)
        return date, () if same else ("date",)
    if not found:
        return None, ()
    first = min(found, key=lambda d: (dates.first_day(d), -len(d), d))
    return dates.most_precise([d for d in found if dates.agree(first, d)])[0], ()


def _agree(record: Record) -> tuple[str, ...]:
    if isinstance(record, Instrument):
        return tuple(schema().instruments["agree"])
    return schema().relation(record.relation).agree


def _attributes(
    record: Record, ordered: Sequence[Claim], status: str | None
) -> tuple[dict[str, Value], tuple[str, ...]]:
    values: dict[str, list[Value]] = {}
    for claim in ordered:
        for name, value in claim.attributes:
            # The end of one phase (in force until May) is not the end of the next (suspended until November).
            if name != "until" or claim.status == status:
                values.setdefault(name, []).append(value)
    if served := terms.dated(record, ordered):  # the title that stands is that of the last term, and so are its days
        last = {name: [day] for name in ("since", "until") if (day := served[-1].get(name))}
        values = {name: said for name, said in values.items() if name not in ("since", "until")} | last
    merged: dict[str, Value] = {}
    disputed: list[str] = []
    for name, said in sorted(values.items()):
        kind = schema().attributes[name]["type"]
        if kind in ("list", "topics"):
            merged[name] = tuple(sorted({item for value in said if isinstance(value, tuple) for item in value}))
        elif kind == "date":
            date, same = dates.most_precise([str(v) for v in said])
            if date is not None:
                merged[name] = date
            if not same and name in _agree(record):
                disputed.append(name)
        else:
            merged[name] = said[-1]
            if name in _agree(record) and len(set(said)) > 1:
                disputed.append(name)
    return merged, tuple(disputed)


def _valid_from(record: Record, date: str | None, attributes: dict[str, Value]) -> dt.date | None:
    if date is None and "since" in attributes:
        date = str(attributes["since"])
    if date is None and isinstance(record, Fact) and record.get("year") is not None:
        date = str(record.get("year"))  # a row of that year, or a list of that edition
    return dates.first_day(date) if date else None


def _valid_to(
    ordered: Sequence[Claim], status: str | None, attributes: dict[str, Value], year: int | None
) -> dt.date | None:
    if "until" in attributes:
        return dates.last_day(str(attributes["until"]))
    if _stage(status) == "end":
        ends = [c.date for c in ordered if c.status == status and c.date]
        end, _ = dates.most_precise(ends)
        return dates.last_day(end) if end else None
    return dates.last_day(str(year)) if year is not None else None  # a list of a year stays in force
