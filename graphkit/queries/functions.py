"""The functions and procedures of Neo4j 5, and what the embedded engine has beside them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from graphkit.queries.tokens import Token

Found = tuple[Token, str]
_PLAIN = (
    "abs acos all allShortestPaths any asin atan atan2 avg btrim ceil char_length character_length coalesce collect "
    "cos cot count date datetime degrees duration e elementId endNode exists exp file floor haversin head id isEmpty "
    "isNaN keys labels last left length linenumber localdatetime localtime log log10 lower ltrim max min nodes none "
    "normalize nullIf percentileCont percentileDisc pi point properties radians rand randomUUID range reduce "
    "relationships replace reverse right round rtrim shortestPath sign sin single size split sqrt startNode stDev "
    "stDevP substring sum tail tan time timestamp toBoolean toBooleanList toBooleanOrNull toFloat toFloatList "
    "toFloatOrNull toInteger toIntegerList toIntegerOrNull toLower toString toStringList toStringOrNull toUpper trim "
    "type upper valueType"
)
_CLOCKS = ("date", "datetime", "localdatetime", "localtime", "time")
_SPACED = [
    *(f"{clock}.{name}" for clock in _CLOCKS for name in ("realtime", "statement", "transaction", "truncate")),
    *("datetime.fromEpoch", "datetime.fromEpochMillis", "point.distance", "point.withinBBox"),
    *(f"duration.{name}" for name in ("between", "inDays", "inMonths", "inSeconds")),
]
FUNCTIONS = {name.lower(): name for name in (*_PLAIN.split(), *_SPACED)}
_PROCEDURES = ("db.labels", "db.relationshiptypes")
_NOT_FUNCTIONS = ("FOR", "ON", "REQUIRE", "ASSERT", "OPTIONS", "FINISH", "USING")


def unknown(found: Sequence[Token]) -> Iterator[Found]:
    """Functions that Neo4j does not have: the embedded engine has some of its own."""
    for token, name, called in _called(found):
        if not called and name.lower() not in FUNCTIONS and token.word not in _NOT_FUNCTIONS:
            near = difflib.get_close_matches(name.lower(), FUNCTIONS, n=1, cutoff=0.75)
            rest = f"; the nearest is {FUNCTIONS[near[0]]}()" if near else " without a plug-in"
            yield token, f"Neo4j has no function {name}(){rest}."


def procedures(found: Sequence[Token]) -> Iterator[Found]:
    """Procedures other than those that both engines answer alike."""
    for token, name, called in _called(found):
        if called and name.lower() not in _PROCEDURES:
            hint = (
                " MATCH (n) UNWIND keys(n) AS key RETURN DISTINCT key tells them."
                if "propertykeys" in name.lower()
                else ""
            )
            yield token, f"the embedded engine and Neo4j have no procedure {name}() in common.{hint}"


def _called(found: Sequence[Token]) -> Iterator[tuple[Token, str, bool]]:
    """Yield what is called: its first token, its name, and whether it is a procedure."""
    for i, token in enumerate(found):
        if token.text != "(" or token.within != "call" or not i:
            continue
        start = i - 1
        while start > 1 and found[start].kind == "property":
            start -= 2
        before = found[start - 1] if start else Token("", "", 0)
        if before.text not in (":", "|", "&", "!"):  # USING INDEX c:Country(id)
            yield found[start], "".join(t.text for t in found[start:i]), before.word == "CALL"
