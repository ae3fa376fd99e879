"""How dates are written: the patterns that `dates.py` looks for, and what their words mean."""

from __future__ import annotations

import re

MONTHS = [
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
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
_MONTH = rf"(?P<month>{_FULL}|{_SHORT}|{_FULL.upper()}|{_SHORT.upper().replace(chr(92) + 'B', chr(92) + 'b')})"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_SECOND = r"(?: ?[-–/] ?| and | to | or )[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NEAR = r"(?P<near>,?(?: of)? (?:last|this|next|the same|that|the previous|the following) year)"
_SIDES = (
    "last|past|this|next|in|early|late|mid|since|until|till|by|from|during|of|after|before|between|the month of|as of"
)
_TENS = "first second third fourth fifth sixth seventh eighth ninth"
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
_HIGH = [*(f"twenty-{w}" for w in _TENS.split()), "thirtieth", "thirty-first"]
ORDINALS = {word: number for number, word in enumerate([*_TENS.split(), *_TEENS.split(), *_HIGH], 1)}
NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_SEASONS = "spring|summer|autumn|fall|winter"
PATTERNS = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/](?P<number>[01]\d)[-/](?P<day>[0-3]\d)\b"),
    re.compile(rf"\b{_MONTH} {_DAY}(?:{_SECOND})?(?:(?:,| of)? {_YEAR}|{_NEAR})?\b"),
    re.compile(rf"\b{_DAY}(?:{_SECOND})?(?: of)? {_MONTH}(?:,? {_YEAR}|{_NEAR})?"),
    re.compile(rf"\b(?P<ordinal>{'|'.join(sorted(ORDINALS, key=len, reverse=True))}) of {_MONTH}(?:,? {_YEAR})?"),
    re.compile(rf"\b{_MONTH}(?: of)?,? {_YEAR}\b"),
    re.compile(rf"\b(?P<side>(?i:{_SIDES}))[ -](?:early |late |mid-)?{_MONTH}(?:{_NEAR})?(?! ?\d)"),
    re.compile(rf"\b(?P<month>{_FULL.replace('March|', '').replace('May|', '')})\b(?:{_NEAR})?(?! ?\d)"),
    re.compile(
        rf"\b(?P<back>last|past|previous|this|next|the same|that) (?P<unit>week|month|year|{_SEASONS})\b", re.IGNORECASE
    ),
    re.compile(
        r"\b(?P<ago>a|one|two|three|four|five|six|ten|\d\d?) (?P<span>day|week|month|year)s? ago\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:on |from )?the (?P<day>[0-3]?\d)(?:st|nd|rd|th)(?P<same> of (?:this|the|last) month)?"
        r"(?=[,.;:)]|\s*\n| (?:in|at|by|with|to|and|that|after|when|from|local|for|he|she|it|they|the)\b)"
    ),
    re.compile(
        r"\b(?:(?P<weekside>(?i:last|next|this|on)) )?"
        r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
    ),
    re.compile(
        r"\b(?P<word>yesterday|today|tomorrow|tonight|this (?:morning|afternoon|evening)|the day before(?! yesterday)|"
        r"the previous day|(?:the )?same day|that day|(?:earlier|later) in the day)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<lead>in|since|by|of|from|until|during|its|their|the|a|an) (?P<year>(?:19|20)\d\d)\b"
        r"(?! ?(?:percent|per|tonnes|tons|MW|people))",
        re.IGNORECASE,
    ),
)
STAMP = re.compile(
    r"(?P<iso>(?:19|20)\d\d[-/.][01]\d[-/.][0-3]\d)|"
    + rf"{_MONTH} {_DAY},? {_YEAR}|"
    + _DAY.replace("day", "day2")
    + " "
    + _MONTH.replace("month", "month2")
    + ",? "
    + _YEAR.replace("year", "year2")
)
DATELINE = re.compile(
    rf"^[A-Z][^\n\d]{{1,30}}?,? (?:{_MONTH} {_DAY}|{_DAY.replace('day', 'day2')} {_MONTH.replace('month', 'month2')})"
    r"(?:,? (?P<year>\d{4}))?,? ?(?:\([^)\n]{1,30}\)|[A-Z]{2,6})? ?(?:--|—|–|-) ",
    re.MULTILINE,
)
STAMP_CUE = re.compile(
    r"published|updated|posted|date\b|released|issued|\d\d:\d\d|\bKST\b|\bGMT\b|\bUTC\b|\bLOCAL TIME\b|copyright",
    re.IGNORECASE,
)
