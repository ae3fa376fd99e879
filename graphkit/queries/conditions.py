"""Conditions that are neither true nor false, as far as the text of a query shows it; Neo4j refuses most of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.queries.functions import FUNCTIONS
from graphkit.queries.kinds import kind
from graphkit.queries.operands import pattern_end
from graphkit.queries.scoping import AGGREGATES, calls, things, walk
from graphkit.queries.tokens import Token, after, closing

Found = tuple[Token, str]
COMPARED = ("<", ">", "<=", ">=")
_WORDS = ("AND", "OR", "XOR", "NOT")
_MAY_BE_TRUE = {
    "all", "any", "none", "single", "exists", "isempty", "isnan", "toboolean", "tobooleanornull", "coalesce", "head",
    "last", "reduce", "nullif", "point.withinbbox", "allshortestpaths", "shortestpath", "collect",
}  # fmt: skip


def conditions(found: Sequence[Token]) -> Iterator[Found]:
    """Conditions that are neither true nor false, patterns that are compared, aggregates."""
    bound = things(found)
    for seen in walk(found):
        if seen.clause.word != "WHERE":
            continue
        body = seen.clause.body
        yield from ((token, "Neo4j takes no aggregate here; WITH it AS a name before.") for token in _counted(body))
        for part in _parts(body):
            if why := _why(part, bound):
                yield part[0], why
        for i, token in enumerate(body):
            end = pattern_end(body, i)
            if end > i and after(body, end, 0).text in ("=", "<>", *COMPARED):
                yield token, "Neo4j compares no pattern; use EXISTS { ... }."


def _counted(body: Sequence[Token]) -> Iterator[Token]:
    return calls(body, AGGREGATES)


def _parts(body: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield what AND, OR and NOT join, also in parentheses; nothing where a CASE chooses."""
    if any(token.word == "CASE" for token in body):
        return
    depth = min((token.depth for token in body), default=0)
    part: list[Token] = []
    for token in [*body, Token("", "", 0, depth=depth)]:
        if token.text and not (token.depth == depth and token.word in _WORDS):
            part.append(token)
        elif part:
            if part[0].within == "parenthesis" and part[0].text == "(" and closing(part, 0) == len(part) - 1:
                yield from _parts(part[1:-1])
            else:
                yield part
            part = []


def _why(part: Sequence[Token], bound: dict[str, str]) -> str:
    """Say why this is no condition, or "" where it may be one."""
    first, last = part[0], part[-1]
    if len(part) == 1 and first.kind in ("number", "string"):
        return "Neo4j takes conditions only in WHERE, not a number or a text."
    if len(part) == 1 and first.text in bound:
        return f"{first.text} is a {bound[first.text]}, and no condition; write what must be true of it."
    if first.text == "[" and first.within == "list" and closing(part, 0) == len(part) - 1:
        return "Neo4j takes no list as a condition; write NOT isEmpty(...)."
    if first.text == "{" and first.within == "map" and closing(part, 0) == len(part) - 1:
        return "Neo4j takes no map as a condition."
    if last.kind == "property" and len(part) == 3 and first.text in bound:
        return _of_property(first.text, last.text)
    called = after(part, 1, 0).text == "(" and first.kind == "name" and closing(part, 1) == len(part) - 1
    if called and first.text.lower() in FUNCTIONS and first.text.lower() not in _MAY_BE_TRUE:
        return f"{first.text}(...) is neither true nor false; compare it with something."
    return ""


def _of_property(variable: str, name: str) -> str:
    what = kind(name)
    if what == "list":
        return f"Neo4j takes the list {name} for true where it is not empty; write NOT isEmpty({variable}.{name})."
    return f"{name} is a {what}, neither true nor false; write {variable}.{name} IS NOT NULL." if what else ""
