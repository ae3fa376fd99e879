"""Dates in a text, resolved against the day it was published; never an invented year."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from graphkit import dates as partial
from graphkit.errors import InputError
from graphkit.reading.timing import datewords


@dataclass(frozen=True, slots=True)
class Moment:
    """A date expression in the text, and the day, month or year it means.

    `ahead` is what it means of something still to come; `loose`: it only describes a noun ("a 2012 agreement").
    """

    start: int
    end: int
    value: str
    ahead: str = ""
    loose: bool = False


def published(given: str | None, clean: str) -> str | None:
    """Return the day of publication: as given, else from a stamp at the head or the foot of the page.

    A dateline with a year ("LIMA, 11 June 2024 - ...") serves where there is none.
    """
    if given:
        return given
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", clean) if m.group().strip()]
    for _, line in (*lines[:6], *lines[-4:]):
        short = len(line) < 120
        match = datewords.STAMP.search(line[:300]) if short else None
        if match and (datewords.STAMP_CUE.search(line) or len(line.strip()) < 60):
            value = _stamp(match)
            if value:
                return value
    opening = datewords.DATELINE.search(clean)
    if opening and opening["year"] and opening.start() < 600:
        return _day(int(opening["year"]), _month(opening["month"] or opening["month2"]), _number(opening))
    return None


def _number(match: re.Match[str]) -> int:
    return int(match["day"] or match["day2"])


def _stamp(match: re.Match[str]) -> str | None:
    if match["iso"]:
        return _valid(re.sub(r"[/.]", "-", match["iso"]))
    if match["month"]:
        return _day(int(match["year"]), _month(match["month"]), int(match["day"]))
    return _day(int(match["year2"]), _month(match["month2"]), int(match["day2"]))


def find(clean: str, day: str | None) -> list[Moment]:
    """Return the dates of a text in order, those that can be resolved."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, int, dict[str, str | None]]] = []
    for pattern in datewords.PATTERNS:
        for match in pattern.finditer(clean):
            start, end = match.span()
            if any(s < end and start < e for s, e in taken[-400:]):
                continue
            taken.append((start, end))
            found.append((start, end, match.groupdict()))
    out: list[Moment] = []
    base = _Base.of(_dateline(clean, day) or day)
    for start, end, parts in sorted(found, key=lambda f: f[:2]):
        value = _known(parts, base, out)
        if value:
            ahead = _known(parts, base, out, future=True) or value
            out.append(Moment(start, end, value, ahead, _describes(clean, end, parts)))
    return out


def _dateline(clean: str, day: str | None) -> str | None:
    """Return the day in a dateline ("Muscat, 17 Sept (ONA) -") shortly before publication: "today" is that day."""
    if not day or len(day) != 10:
        return None
    published = partial.first_day(day)
    for match in datewords.DATELINE.finditer(clean):
        month = _month(match["month"] or match["month2"])
        found = _day(published.year, month, _number(match))
        if found and dt.timedelta(0) <= published - partial.first_day(found) <= dt.timedelta(days=3):
            return found
    return None


@dataclass(frozen=True, slots=True)
class _Base:
    """The day of publication, or only the last day of its month."""

    day: dt.date | None = None
    month: dt.date | None = None

    @classmethod
    def of(cls, day: str | None) -> _Base:
        full = partial.first_day(day) if day and len(day) == 10 else None
        return cls(full, full or (partial.last_day(day) if day and len(day) == 7 else None))


def _describes(clean: str, end: int, parts: dict[str, str | None]) -> bool:
    """Tell whether a year or month only describes the noun after it: "the 2026 ministerial", "its April controls"."""
    if parts.get("day") or parts.get("ordinal") or parts.get("unit") or not (parts.get("year") or parts.get("month")):
        return False
    lead = (parts.get("lead") or "").lower()
    return lead in ("its", "their", "the", "a", "an") and bool(re.match(r" [a-zA-Z]", clean[end : end + 2]))


def _known(parts: dict[str, str | None], base: _Base, before: list[Moment], future: bool = False) -> str | None:
    """Return what an expression means if the calendar has it."""
    try:
        value = _resolve(parts, base, before, future)
    except OverflowError:
        return None
    return _valid(value) if value else None


def _resolve(parts: dict[str, str | None], base: _Base, before: list[Moment], future: bool = False) -> str | None:
    if parts.get("number"):
        return _day(int(parts["year"] or 0), int(parts["number"] or 0), int(parts["day"] or 0))
    if parts.get("month"):
        return _with_month(parts, base.month, before, future)
    if parts.get("unit"):
        return _unit(str(parts["back"]).lower(), str(parts["unit"]).lower(), base.day, before)
    if parts.get("span"):
        return _ago(str(parts["ago"]).lower(), str(parts["span"]).lower(), base.day)
    if parts.get("weekday"):
        return _weekday(str(parts["weekday"]).lower(), parts.get("weekside"), base.day, future)
    if parts.get("word"):
        return _word(str(parts["word"]).lower(), base.day)
    if parts.get("day"):
        return _of_month(int(parts["day"] or 0), base.day, " last " in (parts.get("same") or ""))
    return parts.get("year")


def _with_month(parts: dict[str, str | None], base: dt.date | None, before: list[Moment], future: bool) -> str | None:
    month = _month(str(parts["month"]))
    day = datewords.ORDINALS[str(parts["ordinal"])] if parts.get("ordinal") else int(parts.get("day") or 0)
    year = int(parts["year"] or 0) if parts.get("year") else None
    near = (parts.get("near") or "").replace(",", "").replace(" of ", " ").split()
    if year is None and near:
        year = _near_year(near, base, before)
    elif year is None and base:
        year = _nearest_year(month, day or 1, base, (parts.get("side") or "").lower(), future)
    if year is None:
        return None
    return _day(year, month, day) if day else f"{year:04d}-{month:02d}"


def _near_year(near: list[str], base: dt.date | None, before: list[Moment]) -> int | None:
    """Return the year that "last year" or "the same year" after a month means."""
    if near[0] in ("last", "this", "next"):
        return base.year + {"last": -1, "this": 0, "next": 1}[near[0]] if base else None
    step = {"previous": -1, "following": 1}.get(near[1], 0)
    return int(before[-1].value[:4]) + step if before else None


def _nearest_year(month: int, day: int, base: dt.date, side: str, future: bool) -> int:
    """Return the year of a month: the last one up to publication, or the next one of what lies ahead.

    Without a sign of what lies ahead, the days and weeks right after publication are taken for this year's.
    """
    distance = (month - base.month) + (day - base.day) / 31
    if side == "next" or (future and side not in ("last", "past", "since")):
        return base.year if month >= base.month else base.year + 1
    if side in ("last", "past", "since"):
        return base.year if month < base.month or (side == "since" and month == base.month) else base.year - 1
    return base.year if distance <= 4 else base.year - 1


def _unit(back: str, unit: str, base: dt.date | None, before: list[Moment]) -> str | None:
    if back in ("the same", "that"):
        size = {"month": 7, "year": 4}.get(unit)
        return before[-1].value[:size] if size and before and len(before[-1].value) >= size else None
    if base is None:
        return None
    step = {"this": 0, "next": 1}.get(back, -1)
    if unit == "week":
        return _week(base + dt.timedelta(days=7 * step - base.weekday()))
    if unit == "month":
        index = base.year * 12 + base.month - 1 + step
        return f"{index // 12:04d}-{index % 12 + 1:02d}"
    if unit == "winter" or (unit != "year" and step < 0):
        return None  # which year a season means depends on the month
    return f"{base.year + step:04d}"


def _week(monday: dt.date) -> str:
    """Return the month of a week, or its year where it has two months."""
    sunday = monday + dt.timedelta(days=6)
    if monday.month == sunday.month:
        return monday.isoformat()[:7]
    return (monday if monday.year == sunday.year else sunday).isoformat()[:4]


def _ago(number: str, span: str, base: dt.date | None) -> str | None:
    """Read "two days ago"; weeks and longer only to the month or year."""
    count = datewords.NUMBERS.get(number) or (int(number) if number.isdigit() else 0)
    if base is None or not count:
        return None
    if span == "day":
        return _shift(base, -count)
    if span == "week":
        return (_shift(base, -7 * count) or "")[:7] or None
    if span == "month":
        index = base.year * 12 + base.month - 1 - count
        return f"{index // 12:04d}-{index % 12 + 1:02d}"
    return f"{base.year - count:04d}"


def _weekday(name: str, side: str | None, base: dt.date | None, future: bool) -> str | None:
    """Return the last such day up to publication; the next one of what lies ahead, or where the text says "next"."""
    if base is None:
        return None
    back = (base.weekday() - datewords.DAYS.index(name)) % 7
    if (side or "").lower() == "next" or (future and (side or "").lower() != "last"):
        return _shift(base, (7 - back) if back else (0 if future and side != "next" else 7))
    if (side or "").lower() == "last" and back == 0:
        back = 7
    return _shift(base, -back)


_HANGING = {
    "the day before": -1,
    "the previous day": -1,
    "a day earlier": -1,
    "on the eve": -1,
    "the same day": 0,
    "same day": 0,
    "that day": 0,
    "earlier in the day": 0,
    "later in the day": 0,
    "the following day": 1,
    "the next day": 1,
    "a day later": 1,
}


def _word(word: str, base: dt.date | None) -> str | None:
    if base is None or word in _HANGING:
        return None  # these hang on a date before them: see `anchored`
    step = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    return _shift(base, step)


def _shift(day: dt.date, days: int) -> str | None:
    try:
        return (day + dt.timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def anchored(clean: str, moments: list[Moment]) -> list[Moment]:
    """Add "the day before" and "the same day", counted from the full date before them."""
    out = list(moments)
    pattern = re.compile(rf"\b({'|'.join(_HANGING)})\b", re.IGNORECASE)
    for match in pattern.finditer(clean):
        known = [m for m in out if match.start() <= m.start < match.end()]
        before = [m for m in moments if m.end <= match.start() and len(m.value) == 10]
        value = _shift(partial.first_day(before[-1].value), _HANGING[match[1].lower()]) if before else None
        if value:
            out = [m for m in out if m not in known]
            out.append(Moment(match.start(), match.end(), value, value))
    return sorted(out, key=lambda m: (m.start, m.end))


def _of_month(day: int, base: dt.date | None, last: bool) -> str | None:
    """Read "the 5th" as the last 5th up to a few days after publication."""
    if base is None:
        return None
    if day <= base.day + 2 and not last:
        return _day(base.year, base.month, day)
    index = base.year * 12 + base.month - 2
    return _day(index // 12, index % 12 + 1, day)


def _month(name: str) -> int:
    return next(i for i, m in enumerate(datewords.MONTHS, 1) if m.startswith(name.lower().rstrip(".")[:3]))


def _day(year: int, month: int, day: int) -> str | None:
    return _valid(f"{year:04d}-{month:02d}-{day:02d}")


def _valid(text: str) -> str | None:
    try:
        return partial.check(text)
    except InputError:
        return None
