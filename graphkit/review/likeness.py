"""How alike two names are: spellings of one person, of one ministry, of one company or forum."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import cache

from graphkit.gazetteer import gazetteer
from graphkit.model import plain

# One sound, several spellings, as names come out of Korean, Russian, Kazakh, Arabic and Chinese.
_SOUNDS = (
    ("dzh", "j"), ("zh", "j"), ("kh", "h"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("w", "v"), ("x", "ks"),
    ("oo", "u"), ("ou", "u"), ("eo", "u"), ("ee", "i"), ("ie", "i"), ("ey", "i"), ("iy", "i"), ("y", "i"),
)  # fmt: skip
_SMALL = frozenset({"of", "and", "the", "for", "on", "in", "de", "da", "al", "el", "bin", "ibn", "van", "von"})
_STATE = frozenset(
    {"ministry", "ministries", "department", "commission", "minister", "office", "government", "federal", "national"}
)
_LEGAL = frozenset(
    {"co", "company", "corp", "corporation", "inc", "incorporated", "ltd", "limited", "llc", "llp", "plc", "jsc",
     "ojsc", "pjsc", "ao", "pt", "tbk", "sa", "ag", "nv", "bv", "gmbh", "spa", "ab", "oy", "pty", "bhd", "group",
     "holding", "holdings", "forum", "initiative"}
)  # fmt: skip
_TOKEN, _MINISTRY, _BODY, _GIVEN = 0.8, 0.75, 0.85, 0.6


def same_person(one: Iterable[str], other: Iterable[str], same_office: bool, family_first: bool = False) -> str:
    """Say why two people of one country may be one, or ""; `family_first` tells where their surnames stand.

    Example:
        >>> same_person(["Yoon Suk-yeol"], ["Yun Seok-yeol"], same_office=False)
        'names that differ in spelling only'
        >>> same_person(["Kim Jong-il"], ["Kim Jong-un"], same_office=False)
        ''
    """
    pairs = [(_words(a), _words(b)) for a in one for b in other]
    if any(len(a) == len(b) > 1 and not _unmatched(a, b) and not _unmatched(b, a) for a, b in pairs):
        return "names that differ in spelling only"
    for a, b in pairs:
        short, long = sorted((a, b), key=len)
        if len(short) < len(long) and (len(short) > 1 or same_office) and short and not _unmatched(short, long):
            return "the name of one is part of the other's" + (", same office" if same_office else "")
    if same_office and any(_namesakes(a, b, family_first) for a, b in pairs):
        return "one surname, given names that are close, same office"
    return ""


def _namesakes(one: tuple[str, ...], other: tuple[str, ...], family_first: bool) -> bool:
    if len(one) < 2 or len(other) < 2:
        return False
    at = 0 if family_first else -1
    a, b = sorted("".join(w[1:] if family_first else w[:-1]) for w in (one, other))
    return _alike(one[at], other[at]) >= _TOKEN and difflib.SequenceMatcher(None, a, b).ratio() >= _GIVEN


def same_ministry(one: Iterable[str], other: Iterable[str]) -> str:
    """Say why two ministries of one country may be one, or "".

    Example:
        >>> same_ministry(["Ministry of Trade, Industry and Energy"], ["Trade, Industry & Energy Ministry"])
        'nearly the same name'
    """
    names = [(_words(a, _STATE), _words(b, _STATE)) for a in one for b in other]
    return "nearly the same name" if any(_share(a, b) >= _MINISTRY for a, b in names) else ""


def same_body(one: Iterable[str], other: Iterable[str]) -> str:
    """Say why two companies or forums may be one, or "".

    Example:
        >>> same_body(["POSCO Holdings Inc."], ["Posco Holdings"])
        'nearly the same name'
        >>> same_body(["Korea-Kazakhstan Business Forum"], ["Korea-Uzbekistan Business Forum"])
        ''
    """
    for a, b in ((_words(a, _LEGAL), _words(b, _LEGAL)) for a in one for b in other):
        if a and b and ("".join(a) == "".join(b) or _share(a, b) >= _BODY):
            rest = {*_unmatched(a, b), *_unmatched(b, a)}
            differ = {w for w in (*a, *b) if w in _places() and not (w in a and w in b)}
            if not (rest & _places() or differ or any(word.isdigit() for word in rest)):
                return "nearly the same name"
    return ""


def same_title(one: str, other: str) -> bool:
    """Tell whether two titles are close."""
    return bool(one and other) and difflib.SequenceMatcher(None, plain(one), plain(other)).ratio() >= _TOKEN


def _words(name: str, without: frozenset[str] = frozenset()) -> tuple[str, ...]:
    words = re.findall(r"[^\W_]+", plain(name))
    return tuple(_sound(w) for w in words if w not in _SMALL and w not in without)


@cache
def _sound(word: str) -> str:
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return re.sub(r"(.)\1", r"\1", word)


def _unmatched(one: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
    """Return the words of one name that have no counterpart in the other; each counterpart serves once."""
    left = list(other)
    out: list[str] = []
    for word in one:
        found = max((w for w in left), key=lambda w: _alike(word, w), default=None)
        if found is None or _alike(word, found) < _TOKEN:
            out.append(word)
        else:
            left.remove(found)
    return out


@cache
def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if 1 in (len(one), len(other)):  # an initial
        return 1.0 if one[0] == other[0] else 0.0
    if min(len(one), len(other)) < 4:
        return 0.0
    return difflib.SequenceMatcher(None, min(one, other), max(one, other)).ratio()


def _share(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if not one or not other:
        return 0.0
    return 2 * (len(one) - len(_unmatched(one, other))) / (len(one) + len(other))


@cache
def _places() -> frozenset[str]:
    """Words that name countries: two bodies that differ in them are two."""
    entries = [*gazetteer().of("Country"), *gazetteer().of("Bloc")]
    return frozenset(w for e in entries for name in (*e.names, *e.demonyms, *e.capitals) for w in _words(name))
