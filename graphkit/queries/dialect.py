"""Checks saved queries for what differs between the engines, and for what the vocabulary does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graphkit.gazetteer import TABLES, gazetteer
from graphkit.queries.tokens import WRITES, Token, after, clauses, closing, scopes
from graphkit.schema import schema

# What every edge, every node, an Agreement and a Document have beside the attributes of the vocabulary.
_EDGES = {
    "fact", "status", "date", "valid_from", "valid_to", "known_from", "evidence", "documents", "quotes", "support",
    "disputed", "disputed_on", "derived_from", "reader", "agreement", "preferred",
    "terms_from", "terms_to", "terms_title",
}  # fmt: skip
_NODES = {"id", "name", "source", "document", "kind", "parties", "group"}
_DOCUMENTS = {"title", "publisher", "url", "published", "sha256", "original", "text", "loaded"}
_PARTS_OF_TIME = {
    "year", "quarter", "month", "week", "day", "hour", "minute", "second", "years", "quarters", "months", "weeks",
    "days", "hours", "minutes", "seconds", "weekYear", "dayOfWeek", "ordinalDay", "dayOfQuarter", "millisecond",
    "epochSeconds", "epochMillis", "quartersOfYear", "monthsOfYear", "monthsOfQuarter", "daysOfWeek",
}  # fmt: skip
_CALLS = {
    "exists": "exists(n.property) is refused by Neo4j; write n.property IS NOT NULL.",
    "id": "id() changes from store to store; use the property id.",
    "elementid": "elementId() changes from store to store; use the property id.",
    "localdatetime": "the embedded engine cannot store local datetimes; use date() or datetime() of a parameter.",
    "localtime": "the embedded engine cannot store local times; use date() or datetime() of a parameter.",
    "shortestpath": "shortestPath picks one of several paths at chance; use allShortestPaths, ORDER BY and LIMIT.",
    "keys": "keys() has no fixed order; name the properties.",
}
_CLOCKS = {"date", "datetime", "time", "timestamp", "rand", "randomuuid"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a saved query: the rule it breaks, where, and what to do."""

    rule: str
    line: int
    message: str


def dialect(found: Sequence[Token]) -> Iterator[Problem]:
    """Yield what one engine answers otherwise than the other, or refuses."""
    for scope in scopes(found):
        for clause in clauses(scope):
            if clause.word in WRITES:
                yield Problem("read only", clause.line, f"{clause.word} changes the store; saved queries only read.")
            if clause.word == "CALL" and clause.body and clause.body[0].kind == "name":
                yield Problem("dialect", clause.line, "Procedures differ from engine to engine; use clauses.")
    for i, token in enumerate(found):
        opening, inside = after(found, i), after(found, i, 2).text
        low = token.text.lower() if token.kind == "name" else ""
        if token.word == "SHORTEST":
            yield Problem("dialect", token.line, "The embedded engine has no SHORTEST k; use allShortestPaths.")
        if opening.text != "(" or opening.within not in ("call", "node", "parenthesis"):
            continue
        if low in _CALLS and (low != "exists" or inside != "("):
            yield Problem("dialect", token.line, _CALLS[low])
        if low in _CLOCKS and inside == ")":
            yield Problem("chance", token.line, f"{low}() changes from run to run; give the day as a parameter.")
        if low == "percentilecont" and inside.lower() != "tofloat":
            text = "percentileCont of integers is a float in one engine only; write percentileCont(toFloat(...), ...)."
            yield Problem("dialect", token.line, text)
        if low in ("shortestpath", "allshortestpaths"):
            yield from _path(found, i + 1)


def _path(found: Sequence[Token], start: int) -> Iterator[Problem]:
    """The embedded engine searches first and applies conditions on the relationships afterwards."""
    end = closing(found, start)
    inside = any(
        t.within == "properties" and t.text == "{" and _in_relationship(found, start, j)
        for j, t in enumerate(found[start:end], start)
    )
    rest: list[Token] = []
    for token in found[end:]:
        if token.word in ("RETURN", "WITH", "ORDER") and token.depth <= found[start].depth:
            break
        rest.append(token)
    where = any(t.text.lower() == "relationships" for t in rest)
    if inside or where:
        text = "Conditions on the relationships of a shortest path do not guide the search; choose by relation types."
        yield Problem("dialect", found[start].line, text)


def _in_relationship(found: Sequence[Token], start: int, j: int) -> bool:
    """Tell whether the map that opens at `j` stands in a relationship."""
    return next((t.within for t in reversed(found[start:j]) if t.text in ("[", "(")), "") == "relationship"


def vocabulary(found: Sequence[Token]) -> Iterator[Problem]:
    """Yield the kinds, relations and properties that the vocabulary does not have."""
    made = {t.text for t in found if t.kind == "key" and t.within == "map"} | _PARTS_OF_TIME
    kinds, relations = schema().kinds, schema().relations
    for i, token in enumerate(found):
        if token.text == ":" and token.kind == "sign" and token.within not in ("map", "properties", "projection"):
            known, what = (
                (set(relations), "relation") if token.within == "relationship" else (set(kinds), "kind of node")
            )
            if token.within not in ("relationship", "node"):
                known, what = {*relations, *kinds}, "kind or relation"
            for name in labels(found, i + 1):
                if name.text in (relations if what == "kind of node" else kinds) and name.text not in known:
                    other = "relation" if what == "kind of node" else "kind of node"
                    text = f"{name.text} is a {other}, asked for as a {what}; the embedded engine mixes the two up."
                    yield Problem("dialect", name.line, text)
                elif name.text not in known:
                    yield Problem("vocabulary", name.line, f"There is no {what} {name.text} in the vocabulary.")
        pattern_key = token.kind == "key" and token.within == "properties"
        if (pattern_key or _property(found, i)) and token.text not in properties() | (set() if pattern_key else made):
            yield Problem("vocabulary", token.line, f"There is no property {token.text} in the vocabulary.")


def labels(found: Sequence[Token], i: int) -> Iterator[Token]:
    """Yield the names of a label expression that begins at `i`."""
    named = False
    while i < len(found):
        token = found[i]
        if token.kind in ("name", "alias") and not named:
            yield token
            named = True
        elif token.text in ("|", "&", "!", ":", "%") or (token.text == "(" and not named):
            named = False
        else:
            return
        i += 1


def _property(found: Sequence[Token], i: int) -> bool:
    """Tell whether the token is a property of something in the graph: no function, no part of a parameter."""
    if found[i].kind != "property":
        return False
    return after(found, i).text not in ("(", ".") and found[i - 2].kind != "parameter"


@cache
def properties() -> frozenset[str]:
    """All properties that nodes and edges can have."""
    names = _EDGES | _NODES | _DOCUMENTS | set(schema().attributes)
    for relation in schema().relations.values():
        names |= set(relation.identity)
    for kind in TABLES.values():
        names |= {name for entry in gazetteer().of(kind)[:1] for name in entry.row}
    return frozenset(names)
