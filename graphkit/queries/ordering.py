"""Rows sorted by what may be a date in one and a text or number in another: Neo4j puts the dates before the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.queries.dialect import properties
from graphkit.queries.editing import Edit
from graphkit.queries.kinds import CLOCKS, dated
from graphkit.queries.scoping import AGGREGATES, calls, walk, written
from graphkit.queries.tokens import Token, after, column, items, quoted, tokens, unquoted

_DIRECTIONS = ("ASC", "ASCENDING", "DESC", "DESCENDING")
_TIMES = ("DATE", "ZONED DATETIME", "LOCAL DATETIME", "ZONED TIME", "LOCAL TIME", "DURATION")


def sorts(text: str) -> Iterator[Edit]:
    """Sort by whether it is a date first."""
    found = tokens(text)
    mixed = names(found)
    for seen in walk(found):
        if seen.clause.word not in ("RETURN", "WITH") or not seen.following or seen.following.word != "ORDER":
            continue
        listed = {written(item): column(item) for item in items(seen.clause.body)}
        for item in items(seen.following.body):
            part = item[:-1] if item[-1].word in _DIRECTIONS else item
            name = listed.get(written(part), "")
            if mixes(part, mixed) and (name or not any(True for _ in calls(part, AGGREGATES))):
                what = quoted(name) if name else f"({text[part[0].start : part[-1].end]})"
                down = " DESC" if item[-1].word.startswith("DESC") and len(item) > 1 else ""
                yield Edit(item[0].start, 0, f"{_rank(what)}{down}, ")


def _rank(what: str) -> str:
    tests = " OR ".join(f"{what} IS :: {kind}" for kind in _TIMES)
    return f"CASE WHEN {what} IS NULL THEN 2 WHEN {tests} THEN 0 ELSE 1 END"


def names(found: Sequence[Token]) -> frozenset[str]:
    """Return the columns of a query whose values may be of both kinds."""
    mixed: frozenset[str] = frozenset()
    for seen in walk(found):
        for item in items(seen.clause.body) if seen.clause.word in ("RETURN", "WITH") else ():
            part = item[:-2] if len(item) > 2 and item[-2].word == "AS" else item
            if column(item) and mixes(part, mixed):
                mixed |= {column(item)}
    return mixed


def mixes(part: Sequence[Token], mixed: frozenset[str]) -> bool:
    """Tell whether an expression may give a date in one row and something else in another."""
    if len(part) == 1 and part[0].kind in ("name", "alias"):
        return unquoted(part[0].text) in mixed
    chosen = any(
        t.word == "CASE" or (t.text.lower() == "coalesce" and after(part, i).text == "(") for i, t in enumerate(part)
    )
    return chosen and any(_date(part, i) for i in range(len(part))) and any(_other(part, i) for i in range(len(part)))


def _date(part: Sequence[Token], i: int) -> bool:
    """Tell whether a value begins here that may be a date."""
    token, following = part[i], after(part, i)
    if token.kind == "property":
        return dated(token.text) or token.text not in properties()
    called = token.text.lower() in CLOCKS and following.text in ("(", ".")
    return called or token.kind == "parameter" or _variable(part, i)


def _other(part: Sequence[Token], i: int) -> bool:
    """Tell whether a value begins here that may be no date."""
    token = part[i]
    if token.kind == "property":
        return not dated(token.text)
    return token.kind in ("string", "number", "parameter") or token.word in ("TRUE", "FALSE") or _variable(part, i)


def _variable(part: Sequence[Token], i: int) -> bool:
    token, before = part[i], part[i - 1] if i else Token("", "", 0)
    plain = token.kind == "alias" or (token.kind == "name" and not token.text.isupper())
    return plain and before.text != "." and after(part, i).text not in (".", "(", "{", "=", "<", ">")
