"""When a fact holds, and with which status: the terms that a page needs to show any day without asking again."""

from __future__ import annotations

import datetime as dt

from graphkit import dates
from graphkit.model import Record
from graphkit.schema import schema
from graphkit.standing import Standing, as_of, close_with_forum

EPOCH = dt.date(1970, 1, 1)
Phase = tuple[int, int | None, str | None]


def day_number(day: dt.date) -> int:
    """Return the day as days since 1970, as a browser counts them."""
    return (day - EPOCH).days


def phases(record: Record, standing: Standing, forum_ended: dt.date | None = None) -> list[Phase]:
    """Return the terms in which a fact holds as (first day, first day after or None, status), in order.

    They say on any day what `standing.as_of` and `Standing.holds_on` say, but of a day before the end no status where
    all that is told is the end; an undated fact has none.
    """
    days = _turns(record, standing, forum_ended)
    out: list[Phase] = []
    for number, day in enumerate(days):
        then = as_of(record, day)
        if then is None or then.undated or not close_with_forum(record, then, forum_ended).holds_on(day):
            continue
        end = day_number(days[number + 1]) if number + 1 < len(days) else None
        begin, status = day_number(day), None if then.ended else then.status  # before its end it had not ended
        if out and out[-1][1:] == (begin, status):
            out[-1] = (out[-1][0], end, status)
        else:
            out.append((begin, end, status))
    return out


def _turns(record: Record, standing: Standing, forum_ended: dt.date | None) -> list[dt.date]:
    """The days on which the standing of a fact may change."""
    found = {standing.valid_from, standing.known_from, standing.valid_to, forum_ended}
    for claim in record.claims:
        begins = {claim.date, claim.published, claim.get("since")}
        found |= {dates.first_day(str(text)) for text in begins if text}
        ends = {claim.get("until"), claim.date if schema().statuses.get(claim.status or "") == "end" else None}
        found |= {dates.last_day(str(text)) for text in ends if text}
    for begin, end in standing.terms:
        found |= {begin, end}
    if standing.yearly and standing.valid_to:
        found.add(standing.valid_to + dt.timedelta(days=1))
    return sorted(day for day in found if day is not None)
