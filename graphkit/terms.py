"""The terms of an office: when each began and ended and with which title, as the claims of its fact tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from graphkit import dates
from graphkit.model import Claim, Fact, Record
from graphkit.schema import schema

Term = tuple[dt.date | None, dt.date | None]
"""First and last day of a term, where they are known; on the last it is over."""


def dated(record: Record, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that tell a term each: those with its start or its end, of a relation that has terms."""
    if not isinstance(record, Fact) or not schema().relation(record.relation).terms:
        return []
    return [claim for claim in claims if claim.get("since") or claim.get("until")]


def term(claim: Claim) -> Term:
    """Return the term that a claim tells."""
    since, until = claim.get("since"), claim.get("until")
    return dates.first_day(str(since)) if since else None, dates.last_day(str(until)) if until else None


def terms(record: Record, claims: Sequence[Claim]) -> tuple[Term, ...]:
    """Return the terms that claims tell, each once."""
    return tuple(dict.fromkeys(term(claim) for claim in dated(record, claims)))


def covers(one: Term, day: dt.date) -> bool:
    """Tell whether a day lies in a term."""
    start, end = one
    return (start is None or start <= day) and (end is None or day < end)


def serving(record: Record, claims: Sequence[Claim], day: dt.date) -> list[Claim]:
    """Return the claims that tell the terms in which a day lies."""
    return [claim for claim in dated(record, claims) if covers(term(claim), day)]


def first_of(found: Sequence[Term]) -> dt.date | None:
    """Return the first day of the first term."""
    return min((start for start, _ in found if start), default=None)


def last_of(found: Sequence[Term]) -> dt.date | None:
    """Return the last day of the last term; None where one has no end."""
    ends = [end for _, end in found]
    return None if None in ends else max((end for end in ends if end), default=None)


def properties(record: Record) -> dict[str, list[str]]:
    """Return the terms as lists of the same length, in order of their starts, so that a query can tell them apart.

    `terms_from` and `terms_to` are days as ISO text, `terms_title` the titles; what is not known is empty.
    """
    told = {(*_texts(claim), str(claim.get("title") or "")) for claim in dated(record, record.claims)}
    if not told:
        return {}
    starts, ends, titles = map(list, zip(*sorted(told), strict=True))
    return {"terms_from": starts, "terms_to": ends, "terms_title": titles}


def _texts(claim: Claim) -> tuple[str, str]:
    start, end = (day.isoformat() if day else "" for day in term(claim))
    return start, end
