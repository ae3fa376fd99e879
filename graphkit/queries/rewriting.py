"""What the embedded engine answers otherwise than Neo4j, written so that it answers alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphkit.queries.editing import Edit
from graphkit.queries.operands import chain_start, operand_end, pattern_end
from graphkit.queries.scoping import walk
from graphkit.queries.tokens import Token, after, closing, items, quoted, tokens

NO_PATTERN = "graphkit: no regular expression"
_EARTH = "6378140.0 / 6371000.0"
_NUMBER = re.compile(r"0*[1-9][\d.]*|0*\.0*[1-9]\d*|0+\.0*[1-9]\d*")
_QUARTER = re.compile(r"(['\"])(\d{4})-?Q([1-4])\1")
_PREFIX = re.compile(r"\s*CYPHER(?:\s+5)?(?:\s+\w+\s*=\s*\w+)*(?=\s)", re.IGNORECASE)


def prefix(text: str) -> Iterator[Edit]:
    """`CYPHER 5` and the options of Neo4j's planner: left out."""
    if (found := _PREFIX.match(text)) and not text[found.end() :].lstrip()[:1].isdigit():
        yield Edit(found.start(), len(found[0]), re.sub(r"\S", " ", found[0]))


def numbers(text: str) -> Iterator[Edit]:
    """1_000: the embedded engine reads no such number."""
    for token in tokens(text):
        if token.kind == "number" and "_" in token.text:
            yield Edit(token.start, len(token.text), token.text.replace("_", ""))


def quarters(text: str) -> Iterator[Edit]:
    """date('2024-Q2'): the first day of the quarter."""
    found = tokens(text)
    for i, token in enumerate(found):
        if token.text.lower() == "date" and (given := _QUARTER.fullmatch(after(found, i, 2).text)):
            first = f"'{given[2]}-{int(given[3]) * 3 - 2:02}-01'"
            yield Edit(found[i + 2].start, len(given[0]), first)


def stars(text: str) -> Iterator[Edit]:
    """`*` with more beside it, sorted after DISTINCT, or given by a subquery: the embedded engine forgets some."""
    for one in walk(tokens(text)):
        body = one.clause.body
        listed = items(body)
        if one.clause.word not in ("RETURN", "WITH") or not listed or listed[0][0].text != "*":
            continue
        distinct = body[0].word == "DISTINCT" and one.following and one.following.word == "ORDER"
        given = one.clause.word == "RETURN" and not one.whole and not one.variables & one.outer
        if len(listed) > 1 or distinct or given:
            names = ", ".join(quoted(name) for name in sorted(one.variables))
            if names:
                yield Edit(listed[0][0].start, 1, names)


def percentiles(text: str) -> Iterator[Edit]:
    """percentileCont gives the value itself where it need not interpolate, as Neo4j does."""
    found = tokens(text)
    for i, token in enumerate(found):
        if token.text.lower() == "percentilecont" and after(found, i).text == "(":
            end = closing(found, i + 1)
            given = items(found[i + 2 : end])
            if len(given) == 2 and end < len(found):
                value, part = (text[item[0].start : item[-1].end] for item in given)
                whole = text[token.start : found[end].end]
                exact = f"({part}) * (count({value}) - 1) % 1.0 = 0.0"
                replaced = f"CASE WHEN {exact} THEN percentileDisc({value}, {part}) ELSE {whole} END"
                yield Edit(token.start, len(whole), replaced.replace("\n", " "))


def distances(text: str) -> Iterator[Edit]:
    """Distances on the globe: by the radius of the earth that Neo4j takes."""
    found = tokens(text)
    for i, token in enumerate(found):
        named = token.text.lower() == "point" and after(found, i).text == "."
        if not named or after(found, i, 2).text.lower() != "distance" or after(found, i, 3).text != "(":
            continue
        end = closing(found, i + 3)
        given = items(found[i + 4 : end])
        if len(given) == 2 and end < len(found):
            one = text[given[0][0].start : given[0][-1].end]
            yield Edit(token.start, 0, "(")
            yield Edit(found[end].end, 0, f" * CASE WHEN ({one}).srid IN [4326, 4979] THEN {_EARTH} ELSE 1.0 END)")


def divisions(text: str) -> Iterator[Edit]:
    """A decimal divided by the whole number 0: Neo4j refuses it, as it does of a whole number."""
    found = tokens(text)
    for i, token in enumerate(found):
        end = operand_end(found, i + 1)
        if token.text != "/" or token.kind != "sign" or end <= i + 1:
            continue
        start, last = found[i + 1].start, found[end - 1].end
        by = text[start:last]
        if not _NUMBER.fullmatch(by) and not _literal(found, i):
            checked = f"CASE WHEN ({by}) IS :: INTEGER AND ({by}) = 0 THEN 1 / ({by}) ELSE ({by}) END"
            if "/" not in by:  # one edit a place; a divisor that divides itself is left as it is
                yield Edit(start, last - start, checked)


def _literal(found: Sequence[Token], i: int) -> bool:
    """Tell whether `1.0 / 0` stands at `i`, which Neo4j works out beforehand, and otherwise."""
    return found[i - 1].kind == after(found, i).kind == "number" and found[i - 2].text not in ("*", "/", "%")


def expressions(text: str) -> Iterator[Edit]:
    """A regular expression: what is no text matches none, and one that cannot be read is refused."""
    found = tokens(text)
    for i, token in enumerate(found):
        if token.text != "=~":
            continue
        if (start := chain_start(found, i)) < i:
            what = text[found[start].start : found[i - 1].end]
            yield Edit(found[start].start, len(what), f"CASE WHEN {what} IS :: STRING THEN {what} END")
        end = _sum_end(found, i + 1)
        if end > i + 1 and not (end == i + 2 and (found[i + 1].word == "NULL" or _plain(found[i + 1]))):
            given = text[found[i + 1].start : found[end - 1].end]
            no = f"toString(date('{NO_PATTERN}'))"
            checked = f"CASE WHEN ({given}) IS NULL THEN null WHEN '' =~ ({given} + '|') THEN {given} ELSE {no} END"
            yield Edit(found[i + 1].start, len(given), checked)


def _sum_end(found: Sequence[Token], i: int) -> int:
    """Return the place after what is added up from `i` on."""
    end = operand_end(found, i)
    while end > i and after(found, end, 0).text == "+":
        i, end = end + 1, operand_end(found, end + 1)
    return end


def _plain(given: Token) -> bool:
    """Tell whether a regular expression can be read for sure."""
    if given.kind != "string" or "\\" in given.text:
        return False
    try:
        re.compile(given.text[1:-1])
    except re.error:
        return False
    return True


def patterns(text: str) -> Iterator[Edit]:
    """A pattern as a condition outside of WHERE: the embedded engine takes it in EXISTS { } only."""
    for seen in walk(tokens(text)):
        if seen.clause.word in ("RETURN", "WITH", "ORDER", "UNWIND"):
            yield from _wrapped(seen.clause.body)


def _wrapped(body: Sequence[Token]) -> Iterator[Edit]:
    i = 0
    while i < len(body):
        token, before = body[i], body[i - 1] if i else Token("", "", 0)
        end = pattern_end(body, i) if token.text == "(" and token.within == "node" else i
        if token.text == "{" and token.within == "subquery":
            end = closing(body, i) + 1
        elif end > i and _condition(before, after(body, end, 0)):
            yield Edit(token.start, 0, "EXISTS { ")
            yield Edit(body[end - 1].end, 0, " }")
        i = max(end, i + 1)


def _condition(before: Token, behind: Token) -> bool:
    """Tell by its neighbours whether a pattern is a condition: no path of a comprehension, no value of its own."""
    words = ("NOT", "AND", "OR", "XOR")
    if before.text in ("[", "="):
        return False
    return before.word in (*words, "WHEN", "WHERE") or behind.word in words
