"""Dates in a text, resolved against the day it was published; never an invented year."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from graphkit import dates as partial
from graphkit.errors import InputError

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
_MONTH = rf"(?P<month>{_FULL}|{_SHORT})"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PATTERNS = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/](?P<number>[01]\d)[-/](?P<day>[0-3]\d)\b"),
    re.compile(rf"\b{_MONTH} {_DAY}(?:(?:,| of)? {_YEAR})?\b"),
    re.compile(rf"\b{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?"),
    re.compile(rf"\b{_MONTH}(?: of)?,? {_YEAR}\b"),
    re.compile(r"\b(?P<back>last|past|previous|this|next) (?P<unit>month|year)\b", re.IGNORECASE),
    re.compile(
        rf"\b(?P<side>last|this|next|in|early|late|mid|since|until|by) {_MONTH}"
        r"(?P<near> (?:last|this|next) year)?(?! ?\d)"
    ),
    re.compile(r"\b(?:on )?the (?P<day>[0-3]?\d)(?:st|nd|rd|th)(?P<same> of (?:this|the|last) month)?(?=[\s,.;])"),
    re.compile(
        r"\b(?P<weekside>last|next|this|on)? ?"
        r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
    ),
    re.compile(
        r"\b(?P<word>yesterday|today|tomorrow|the day before|the previous day|the same day|that day)\b", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:in|since|by|of|from|until|during|its|their|the|a|an) (?P<year>(?:19|20)\d\d)\b"
        r"(?! ?(?:percent|per|tonnes|tons|MW|people))"
    ),
)
_STAMP = re.compile(
    r"(?P<iso>(?:19|20)\d\d[-/.][01]\d[-/.][0-3]\d)|"
    + rf"{_MONTH} {_DAY},? {_YEAR}|"
    + _DAY.replace("day", "day2")
    + " "
    + _MONTH.replace("month", "month2")
    + ",? "
    + _YEAR.replace("year", "year2")
)
_STAMP_CUE = re.compile(
    r"published|updated|posted|date\b|released|issued|\d\d:\d\d|\bKST\b|\bGMT\b|\bUTC\b|\bLOCAL TIME\b|copyright",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date expression in the text, and the day, month or year it means."""

    start: int
    end: int
    value: str


def published(given: str | None, clean: str) -> str | None:
    """Return the day of publication: as given, else from a stamp at the head or the foot of the page."""
    if given:
        return given
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", clean) if m.group().strip()]
    for _, line in (*lines[:6], *lines[-4:]):
        short = len(line) < 120
        match = _STAMP.search(line[:300]) if short else None
        if match and (_STAMP_CUE.search(line) or len(line.strip()) < 60):
            value = _stamp(match)
            if value:
                return value
    return None


def _stamp(match: re.Match[str]) -> str | None:
    if match["iso"]:
        return _valid(re.sub(r"[/.]", "-", match["iso"]))
    if match["month"]:
        return _day(int(match["year"]), _month(match["month"]), int(match["day"]))
    return _day(int(match["year2"]), _month(match["month2"]), int(match["day2"]))


def find(clean: str, day: str | None) -> list[Moment]:
    """Return the dates of a text in order, those that can be resolved."""
    base = partial.first_day(day) if day and len(day) == 10 else None
    taken: list[tuple[int, int]] = []
    out: list[Moment] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(clean):
            start, end = match.span()
            if any(s < end and start < e for s, e in taken[-400:]):
                continue
            taken.append((start, end))
            value = _resolve(match.groupdict(), base, day)
            if value:
                out.append(Moment(start, end, value))
    return sorted(out, key=lambda m: (m.start, m.end))


def _resolve(parts: dict[str, str | None], base: dt.date | None, day: str | None) -> str | None:
    if parts.get("number"):
        return _day(int(parts["year"] or 0), int(parts["number"] or 0), int(parts["day"] or 0))
    if parts.get("month"):
        return _with_month(parts, base or (partial.last_day(day) if day and len(day) == 7 else None))
    if parts.get("unit"):
        return _unit(str(parts["back"]).lower(), str(parts["unit"]).lower(), base)
    if parts.get("weekday"):
        return _weekday(str(parts["weekday"]).lower(), parts.get("weekside"), base)
    if parts.get("word"):
        return _word(str(parts["word"]).lower(), base)
    if parts.get("day"):
        return _of_month(int(parts["day"] or 0), base)
    return parts.get("year")


def _with_month(parts: dict[str, str | None], base: dt.date | None) -> str | None:
    month = _month(str(parts["month"]))
    year = int(parts["year"] or 0) or None if parts.get("year") else None
    if year is None and base:
        year = _nearest_year(month, int(parts["day"] or 1) if parts.get("day") else 1, base, parts.get("side"))
        near = (parts.get("near") or "").split()
        if near:
            year = base.year + {"last": -1, "this": 0, "next": 1}[near[0]]
    if year is None:
        return None
    if parts.get("day"):
        return _day(year, month, int(parts["day"] or 0))
    return f"{year:04d}-{month:02d}"


def _nearest_year(month: int, day: int, base: dt.date, side: str | None) -> int:
    """Return the year that brings a month nearest to the day of publication, the past before the future."""
    if side == "last":
        return base.year if month < base.month else base.year - 1
    if side == "next":
        return base.year if month > base.month else base.year + 1
    distance = (month - base.month) + (day - base.day) / 31
    if distance > 6:
        return base.year - 1
    return base.year + 1 if distance < -8.5 else base.year


def _unit(back: str, unit: str, base: dt.date | None) -> str | None:
    if base is None:
        return None
    step = {"this": 0, "next": 1}.get(back, -1)
    if unit == "year":
        return f"{base.year + step:04d}"
    index = base.year * 12 + base.month - 1 + step
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def _weekday(name: str, side: str | None, base: dt.date | None) -> str | None:
    """Return the last such day up to publication; the next one where the text says "next"."""
    if base is None:
        return None
    back = (base.weekday() - _DAYS.index(name)) % 7
    if (side or "").lower() == "next":
        return _shift(base, (7 - back) or 7)
    if (side or "").lower() == "last" and back == 0:
        back = 7
    return _shift(base, -back)


def _word(word: str, base: dt.date | None) -> str | None:
    if base is None or word in ("the same day", "that day", "the day before", "the previous day"):
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
    pattern = re.compile(
        r"\b(the day before|the previous day|the same day|that day|the following day|the next day)\b", re.IGNORECASE
    )
    for match in pattern.finditer(clean):
        before = [m for m in moments if m.end <= match.start() and len(m.value) == 10]
        if not before:
            continue
        step = {"the day before": -1, "the previous day": -1, "the following day": 1, "the next day": 1}.get(
            match[1].lower(), 0
        )
        value = partial.first_day(before[-1].value) + dt.timedelta(days=step)
        out.append(Moment(match.start(), match.end(), value.isoformat()))
    return sorted(out, key=lambda m: (m.start, m.end))


def _of_month(day: int, base: dt.date | None) -> str | None:
    """Read "the 5th" as the last 5th up to a few days after publication."""
    if base is None:
        return None
    if day <= base.day + 2:
        return _day(base.year, base.month, day)
    index = base.year * 12 + base.month - 2
    return _day(index // 12, index % 12 + 1, day)


def _month(name: str) -> int:
    return next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(name.lower().rstrip(".")[:3]))


def _day(year: int, month: int, day: int) -> str | None:
    return _valid(f"{year:04d}-{month:02d}-{day:02d}")


def _valid(text: str) -> str | None:
    try:
        return partial.check(text)
    except InputError:
        return None
