"""Dates and durations as Neo4j takes them: keys and parts in any case, days of one digit; and what it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphkit.queries.dialect import properties
from graphkit.queries.editing import Edit
from graphkit.queries.kinds import CLOCKS
from graphkit.queries.operands import chain_start
from graphkit.queries.tokens import Token, after, closing, items, tokens

Found = tuple[Token, str]
_DAY = "year quarter month week day dayOfWeek ordinalDay dayOfQuarter"
_HOUR = "hour minute second millisecond microsecond nanosecond"
_KEYS = {
    "date": f"{_DAY} date",
    "datetime": f"{_DAY} {_HOUR} date time datetime timezone epochSeconds epochMillis",
    "localdatetime": f"{_DAY} {_HOUR} date time datetime",
    "time": f"{_HOUR} time timezone",
    "localtime": f"{_HOUR} time",
    "duration": "years months weeks days hours minutes seconds milliseconds microseconds nanoseconds",
}
_ZONE = "timezone offset offsetMinutes offsetSeconds"
_EPOCH = "epochSeconds epochMillis"
_LENGTHS = (
    f"{_KEYS['duration']} quarters quartersOfYear monthsOfYear monthsOfQuarter daysOfWeek minutesOfHour "
    "secondsOfMinute millisecondsOfSecond microsecondsOfSecond nanosecondsOfSecond"
)
_PARTS = {
    "date": f"{_DAY} weekYear weekDay",
    "datetime": f"{_DAY} weekYear weekDay {_HOUR} {_ZONE} {_EPOCH}",
    "localdatetime": f"{_DAY} weekYear weekDay {_HOUR}",
    "time": f"{_HOUR} {_ZONE}",
    "localtime": _HOUR,
    "duration": _LENGTHS,
}
_TYPES = {
    "date": "DATE", "datetime": "ZONED DATETIME", "localdatetime": "LOCAL DATETIME", "time": "ZONED TIME",
    "localtime": "LOCAL TIME", "duration": "DURATION",
}  # fmt: skip
_NEEDS = {"day": "month", "dayOfWeek": "week", "dayOfQuarter": "quarter", "second": "minute", "minute": "hour"}
_OTHERS = ("date", "time", "datetime", "timezone", "epochSeconds", "epochMillis")
_SYSTEMS = (("month", "day"), ("week", "dayOfWeek"), ("ordinalDay",), ("quarter", "dayOfQuarter"))
_TEXT = re.compile(r"(['\"])\+?(\d{4})(?:-(\d\d?)(?:(?<=\d\d)(?=['\"])|-(\d\d?)(T[^'\"]*)?))?\1")


def _named(words: str) -> dict[str, str]:
    """Return the spelling of each name by its small letters."""
    return {name.lower(): name for name in words.split()}


_UNITS = _named(f"millennium century decade year weekYear quarter month week day {_HOUR}")


def keys(text: str) -> Iterator[Edit]:
    """date({Year: 2024}): Neo4j takes keys in any case."""
    for name, entries, _ in _maps(tokens(text)):
        known = _named(_KEYS[name.text.lower()])
        for key, _value in entries:
            if (written := known.get(key.text.lower(), key.text)) != key.text:
                yield Edit(key.start, len(key.text), written)


def texts(text: str) -> Iterator[Edit]:
    """date('2024-5-7') and date('+2024'): written as both engines read them."""
    found = tokens(text)
    for i, token in enumerate(found):
        given = _TEXT.fullmatch(after(found, i, 2).text)
        if given and token.text.lower() in ("date", "datetime", "localdatetime") and after(found, i).text == "(":
            parts = [given[2], *(f"{int(part):02}" for part in (given[3], given[4]) if part)]
            yield Edit(found[i + 2].start, len(given[0]), f"'{'-'.join(parts)}{given[5] or ''}'")


def parts(text: str) -> Iterator[Edit]:
    """`.weekday` of a date, `.Days` of a duration: Neo4j takes parts in any case."""
    found = tokens(text)
    for i, token in enumerate(found):
        if token.kind != "property" or after(found, i).text == "(":
            continue
        if clock := _clock_before(found, i - 1):
            written = _named(_PARTS[clock]).get(token.text.lower(), token.text)
            if written != token.text:
                yield Edit(token.start, len(token.text), written)
        elif token.text not in properties() and after(found, i).text != ".":
            yield from _either(text, found, i)


def _either(text: str, found: Sequence[Token], i: int) -> Iterator[Edit]:
    """A part of what may be a date, or else the property of that name."""
    kinds = [(clock, _named(names)[found[i].text.lower()]) for clock, names in _PARTS.items()
             if found[i].text.lower() in _named(names)]  # fmt: skip
    start = i - 2 if found[i - 2].kind == "parameter" else chain_start(found, i + 1)
    if not kinds or kinds[0][1] == found[i].text or start >= i or found[start - 1].text == ".":
        return
    what = text[found[start].start : found[i - 1].start]
    tests = " OR ".join(f"{what} IS :: {_TYPES[clock]}" for clock, _ in kinds)
    chosen = f"CASE WHEN {tests} THEN {what}.{kinds[0][1]} ELSE {what}.{found[i].text} END"
    yield Edit(found[start].start, found[i].end - found[start].start, chosen)


def refused(found: Sequence[Token]) -> Iterator[Found]:
    """Keys that Neo4j does not take, and parts that it does not have."""
    for name, entries, whole in _maps(found):
        yield from _odd_keys(name, entries, whole)
    for i, token in enumerate(found):
        unit = after(found, i, 2)
        written = unit.text[1:-1]
        if token.text.lower() == "truncate" and token.kind == "property" and written.lower() in _UNITS:
            if written not in _UNITS.values():
                yield unit, f"Neo4j writes the unit {_UNITS[written.lower()]}."
            continue
        clock = _clock_before(found, i - 1) if token.kind == "property" and after(found, i).text != "(" else ""
        if clock and token.text.lower() not in _named(_PARTS[clock]):
            yield token, f"Neo4j has no {token.text} of a {clock}."


def _odd_keys(name: Token, entries: Sequence[tuple[Token, Sequence[Token]]], whole: bool) -> Iterator[Found]:
    clock = name.text.lower()
    known = _named(_KEYS[clock])
    for key, value in entries:
        if key.text.lower() not in known:
            yield key, f"Neo4j knows no {key.text} of a {clock}; it takes {', '.join(known.values())}."
        literal = value[0] if len(value) == 1 and known.get(key.text.lower()) not in _OTHERS else None
        decimal = literal and literal.kind == "number" and "." in literal.text and clock != "duration"
        if literal and (literal.kind == "string" or decimal):
            yield literal, f"Neo4j takes whole numbers only for {key.text}."
    given = {known.get(key.text.lower(), "") for key, _ in entries}
    if whole and not given:
        yield name, f"Neo4j wants something in {name.text}({{}})."
    first = "hour" if clock in ("time", "localtime") else "year"
    base = {"time"} if first == "hour" else {"date", "datetime", "epochSeconds", "epochMillis"}
    if whole and clock != "duration" and not given & base:
        yield from _gaps(name, given, first)


def _gaps(name: Token, given: set[str], first: str) -> Iterator[Found]:
    """What must be there beside what is, and what cannot."""
    if first not in given:
        yield name, f"Neo4j wants the {first} in {name.text}({{...}})."
    for part, needed in _NEEDS.items():
        if part in given and needed not in given:
            yield name, f"Neo4j takes no {part} without the {needed} in {name.text}({{...}})."
    if given & {"hour", "time"} and first == "year" and not given & {"day", "dayOfWeek", "ordinalDay", "dayOfQuarter"}:
        yield name, f"Neo4j takes no hour without the day in {name.text}({{...}})."
    systems = [system for system in _SYSTEMS if given & set(system)]
    if len(systems) > 1:
        yield name, f"Neo4j takes no {systems[1][0]} beside the {systems[0][0]} in {name.text}({{...}})."


def _maps(found: Sequence[Token]) -> Iterator[tuple[Token, list[tuple[Token, Sequence[Token]]], bool]]:
    """Yield the maps that are given to a function of time: its name, keys with values, whether it is all that it gets.

    What `truncate` gets is beside a date.
    """
    for i, token in enumerate(found):
        if token.text.lower() not in CLOCKS or token.kind != "name":
            continue
        cut = after(found, i).text == "." and after(found, i, 2).text.lower() == "truncate"
        opening = i + 3 if cut else i + 1
        if after(found, opening, 0).text != "(" or opening >= len(found):
            continue
        given = items(found[opening + 1 : closing(found, opening)])
        for part in given[2:3] if cut else given if len(given) == 1 else []:
            if part[0].text == "{" and closing(part, 0) == len(part) - 1:
                entries = [(entry[0], entry[2:]) for entry in items(part[1:-1]) if len(entry) > 2]
                yield token, entries, not cut


def _clock_before(found: Sequence[Token], i: int) -> str:
    """Return the kind of what a call gives that ends before the dot at `i`, where that is a date, time or duration."""
    if i < 2 or found[i].text != "." or found[i - 1].text != ")" or found[i - 1].within != "call":
        return ""
    opening = next((k for k in range(i - 2, -1, -1) if found[k].text == "(" and closing(found, k) == i - 1), 0)
    start = opening - 1
    while start > 1 and found[start].kind == "property":
        start -= 2
    name = found[start].text.lower() if start >= 0 and found[start].kind == "name" else ""
    return name if name in CLOCKS else ""
