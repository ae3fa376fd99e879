"""What engines say in the words of their makers, in plain words."""

from __future__ import annotations

import re

_CLASSES = {
    "a date": "CypherDate Date", "a datetime": "CypherDateTime DateTime CypherLocalDateTime LocalDateTime",
    "a time": "CypherTime Time CypherLocalTime LocalTime", "a duration": "CypherDuration Duration",
    "a whole number": "Long Integer Short LongValue IntegralValue", "a decimal": "Double Float BigDecimal DoubleValue",
    "a text": "String UTF8StringValue StringValue", "true or false": "Boolean BooleanValue", "null": "NO_VALUE",
    "a node": "ImmutableVertex MutableVertex ImmutableDocument NodeIdReference NodeReference",
    "a relationship": "ImmutableEdge MutableEdge ImmutableLightEdge RelationshipReference",
}  # fmt: skip
_WORDS = {name: words for words, names in _CLASSES.items() for name in names.split()}
_ARITHMETIC = re.compile(r"Arithmetic operations require numeric operands, got: (\w+) and (\w+)")
_ADDED = re.compile(r"Cannot (?:add|subtract|multiply|divide) `(\w+)` (?:and|from|to|by|with) `(\w+)`")
_NAMED = re.compile(r"(?<=got: )\w+|a value of type \w+|(?<=convert )\w+|(?<=but was )a \w+Value\b")
_WITHIN = re.compile(r" for org\.neo4j\.\S+")
_TRUNCATED = re.compile(
    r"Invalid call signature for \w*Truncate: Provided input was \[String\(\"?\w+\"?\), NO_VALUE"
    r"|\w+\.truncate\(\) second argument must be a temporal value"
)
_UNREADABLE = re.compile(r"(Text cannot be parsed to a[n]? \w+)[^\n]*\n(\"[^\n]*\")")
_BETWEEN = "; duration.between(...) and duration.inDays(...) tell what lies between two days"
_LATER = "; add a duration, as in date + duration({days: 1})"
_EXPECTED = (
    (re.compile("expected Duration but was Date"), _BETWEEN),
    (re.compile(r"expected Duration or List<T> but was"), _LATER),
)
_DAYS = ("a date", "a datetime", "a time")


def plain(said: str) -> str:
    """Return a message of an engine without the names of its classes, and with what to do instead where we know it.

    Example:
        >>> plain("Arithmetic operations require numeric operands, got: CypherDate and Long")
        'a date and a whole number cannot be reckoned with; add a duration, as in date + duration({days: 1})'
    """
    if _TRUNCATED.search(said):
        return "truncate() wants a date; where it may be null, leave it out by WHERE ... IS NOT NULL"
    if found := _ARITHMETIC.search(said) or _ADDED.search(said):
        return _reckoned(word(found[1]), word(found[2]))
    if found := _UNREADABLE.search(said):
        return f"{found[1]}: {found[2]}"
    hint = next((words for pattern, words in _EXPECTED if pattern.search(said)), "")
    said = said.rstrip(".") + hint if hint else said
    return _NAMED.sub(lambda match: word(match[0].rpartition(" ")[2]), _WITHIN.sub("", said))


def word(name: str) -> str:
    """Return what a class of an engine is called by people."""
    if name.endswith("List") or name.startswith("List"):
        return "a list"
    if name.endswith("Map"):
        return "a map"
    return _WORDS.get(name, name)


def _reckoned(one: str, other: str) -> str:
    hint = ""
    if one in _DAYS and other in _DAYS:
        hint = _BETWEEN
    elif {one, other} & set(_DAYS):
        hint = _LATER
    return f"{one} and {other} cannot be reckoned with{hint}"
