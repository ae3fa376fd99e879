"""Partial dates: ISO 8601 to the year, month or day, as sources give them ("2024", "2024-06", "2024-06-12")."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

from graphkit.errors import InputError

_KNOWN = 1 << 15
"""So many dates are remembered: those of all facts repeat."""
_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def check(text: str) -> str:
    """Return `text` if it is a partial date that exists, else raise InputError.

    Example:
        >>> check("2024-06")
        '2024-06'
    """
    first_day(text)
    return text


@lru_cache(_KNOWN)
def first_day(text: str) -> dt.date:
    """Return the first day that the partial date can mean.

    Example:
        >>> first_day("2024-06")
        datetime.date(2024, 6, 1)
    """
    year, month, day = _parts(text)
    return _date(text, year, 1 if month is None else month, 1 if day is None else day)


@lru_cache(_KNOWN)
def last_day(text: str) -> dt.date:
    """Return the last day that the partial date can mean.

    Example:
        >>> last_day("2024-02")
        datetime.date(2024, 2, 29)
    """
    year, month, day = _parts(text)
    month = 12 if month is None else month
    _date(text, year, month, 1)
    return _date(text, year, month, calendar.monthrange(year, month)[1] if day is None else day)


def up_to_today(text: str, start: bool = False) -> dt.date:
    """Return the last day that a question's date can mean, today at most; with `start` the first.

    A date in the future raises InputError.

    Example:
        >>> up_to_today("2024-06"), up_to_today("2024-06", start=True)
        (datetime.date(2024, 6, 30), datetime.date(2024, 6, 1))
    """
    first, today = first_day(text), dt.date.today()
    if first > today:
        raise InputError(f"{text} is in the future; today is {today.isoformat()}.")
    return first if start else min(last_day(text), today)


def agree(one: str, other: str) -> bool:
    """Tell whether both can name the same day: one of them is the start of the other."""
    short, long = sorted((one, other), key=len)
    return long == short or long.startswith(short + "-")


def most_precise(dates: list[str]) -> tuple[str | None, bool]:
    """Return the most precise date that no other contradicts, and whether all agree.

    Where dates contradict each other, what they share (the month, the year) is returned, or None.

    Example:
        >>> most_precise(["2024", "2024-06-12", "2024-06"])
        ('2024-06-12', True)
        >>> most_precise(["2024-06-12", "2024-06-13"])
        ('2024-06', False)
    """
    if not dates:
        return None, True
    if len(dates) == 1:
        return dates[0], True
    longest = max(sorted(set(dates)), key=len)
    if all(agree(longest, date) for date in dates):
        return longest, True
    for length in (7, 4):
        heads = {date[:length] for date in dates if len(date) >= length}
        if len(heads) == 1 and all(agree(date, next(iter(heads))) for date in dates):
            return heads.pop(), False
    return None, False


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = _PARTIAL.fullmatch(text)
    if match is None:
        raise InputError(f'"{text}" is not a date; write YYYY, YYYY-MM or YYYY-MM-DD.')
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _date(text: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise InputError(f'"{text}" is not a day of the calendar.') from None
