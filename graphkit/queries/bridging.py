"""What the embedded engine answers otherwise than Neo4j and can be helped: the text it gets, the columns it gives."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphkit.errors import QueryError
from graphkit.queries.scoping import Seen, walk
from graphkit.queries.tokens import Clause, Token, after, clauses, closing, column, items, tokens
from graphkit.shell.text import bare

SAME_ENDS = "graphkit: the ends are the same node"
_RAISED = f"date('{SAME_ENDS}')"
_PLAIN = re.compile(r"[^\W\d]\w*")
_TIMES = (dt.date, dt.datetime, dt.time, dt.timedelta)


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of the text, `size` long, that another takes the place of."""

    start: int
    size: int
    text: str


@dataclass(frozen=True, slots=True)
class Bridge:
    """What is sent for a query, and what its rows are to be: the columns by name, and those they are sorted by."""

    text: str
    columns: tuple[str, ...]
    ordered: frozenset[str]
    edits: tuple[Edit, ...]

    def place(self, original: str, line: int, at: int) -> tuple[int, int]:
        """Return the place in the original text of a place in what was sent."""
        first = sum(len(row) + 1 for row in original.split("\n")[: line - 1])
        moved = 0
        for edit in self.edits:  # none goes over a line
            if first <= edit.start and edit.start + moved - first < at - 1:
                if original.find("\n", first, edit.start) >= 0:
                    break
                moved += len(edit.text) - edit.size
        return line, max(1, at - moved)

    def arrange(self, given: tuple[str, ...]) -> tuple[int, ...]:
        """Return where in a row of the engine each column stands."""
        if len(given) != len(self.columns) or set(given) != set(self.columns):
            return tuple(range(len(given)))
        return tuple(given.index(name) for name in self.columns)

    def named(self, given: tuple[str, ...]) -> tuple[str, ...]:
        """Return the columns by the names that the query gives them."""
        return self.columns if self.columns and len(given) in (0, len(self.columns)) else given

    def sorted_alike(self, columns: Sequence[str], row: Sequence[Any], kinds: dict[str, bool]) -> None:
        """Raise QueryError once a column by which the rows are sorted holds dates and other values."""
        for name, value in zip(columns, row, strict=True):
            if name in self.ordered and isinstance(value, (*_TIMES, str, bool, int, float)):
                dated = isinstance(value, _TIMES)
                if kinds.setdefault(name, dated) != dated:
                    raise QueryError(
                        f"The engines differ here: {name} holds dates beside other values, which Neo4j sorts before "
                        f"them and the embedded engine after. Sort by toString({name})."
                    )


def bridge(text: str) -> Bridge:
    """Return what to send to the embedded engine for a query, and what to make of its rows."""
    found = tokens(bare(text))
    seen = list(walk(found))
    edits = [*_stars(seen), *_percentiles(text, found), *_searches(seen)]
    edits.sort(key=lambda edit: edit.start)
    sent, last = "", 0
    for edit in edits:
        sent += text[last : edit.start] + edit.text
        last = edit.start + edit.size
    columns, ordered = _columns(text, found, seen)
    return Bridge(sent + text[last:], columns, ordered, tuple(edits))


def _stars(seen: Sequence[Seen]) -> list[Edit]:
    """`*` with more beside it: the embedded engine forgets one of the two."""
    out = []
    for one in seen:
        listed = items(one.clause.body)
        if one.clause.word in ("RETURN", "WITH") and len(listed) > 1 and listed[0][0].text == "*":
            names = ", ".join(_quoted(name) for name in sorted(one.variables))
            if names:
                out.append(Edit(listed[0][0].start, 1, names))
    return out


def _quoted(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else f"`{name}`"


def _percentiles(text: str, found: Sequence[Token]) -> list[Edit]:
    """percentileCont gives the value itself where it need not interpolate, as Neo4j does."""
    out = []
    for i, token in enumerate(found):
        if token.text.lower() == "percentilecont" and after(found, i).text == "(":
            end = closing(found, i + 1)
            given = items(found[i + 2 : end])
            if len(given) == 2 and end < len(found):
                value, part = (text[item[0].start : item[-1].end] for item in given)
                whole = text[token.start : found[end].end]
                exact = f"({part}) * (count({value}) - 1) % 1.0 = 0.0"
                replaced = f"CASE WHEN {exact} THEN percentileDisc({value}, {part}) ELSE {whole} END"
                out.append(Edit(token.start, len(whole), replaced.replace("\n", " ")))
    return out


def _searches(seen: Sequence[Seen]) -> list[Edit]:
    """Neo4j refuses a shortest path from a node to itself; the embedded engine gives one of no steps."""
    out: list[Edit] = []
    for one in seen:
        body = one.clause.body
        guards: list[str] = []
        for i, token in enumerate(body):
            if token.text.lower() not in ("shortestpath", "allshortestpaths") or after(body, i).text != "(":
                continue
            end = closing(body, i + 1)
            names, edits = _ends(body, i + 1, end, token.start)
            if len(names) != 2 or _from_nothing(body, i, end):
                continue
            if one.clause.word in ("MATCH", "OPTIONAL"):
                guards.append(f"CASE WHEN {names[0]} = {names[1]} THEN {_RAISED} IS NULL ELSE true END")
                out += edits
            elif not edits and end < len(body):
                out.append(Edit(token.start, 0, f"CASE WHEN {names[0]} = {names[1]} THEN {_RAISED} ELSE "))
                out.append(Edit(body[end].end, 0, " END"))
        if guards:
            out += _guarded(body, one.following, " AND ".join(guards))
    return out


def _ends(body: Sequence[Token], start: int, end: int, mark: int) -> tuple[list[str], list[Edit]]:
    """The variables of the two ends of a path; those that have none get one."""
    names, edits = [], []
    for k in range(start + 1, end):
        if body[k].text == "(" and body[k].within == "node":
            inside = after(body, k)
            if inside.kind in ("name", "alias"):
                names.append(inside.text)
            else:
                names.append(f"graphkit_{mark}_{len(names)}")
                edits.append(Edit(body[k].end, 0, names[-1]))
    return names, edits


def _from_nothing(body: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a path may have no steps: `*0..`."""
    return any(
        body[k].text == "*" and body[k].within == "relationship" and after(body, k).text.startswith("0")
        for k in range(start, end)
    )


def _guarded(body: Sequence[Token], following: Clause | None, guard: str) -> list[Edit]:
    """Add a condition to those of a clause."""
    if following is None or following.word != "WHERE" or not following.body:
        return [Edit(body[-1].end, 0, f" WHERE {guard}")]
    depth = min(token.depth for token in following.body)
    first, last = following.body[0].start, following.body[-1].end
    if any(token.depth == depth and token.word in ("OR", "XOR") for token in following.body):
        return [Edit(first, 0, "("), Edit(last, 0, f") AND {guard}")]
    return [Edit(last, 0, f" AND {guard}")]


def _columns(text: str, found: Sequence[Token], seen: Sequence[Seen]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The columns that the last RETURN names, and those that the rows are sorted by."""
    ending = next((one for one in reversed(seen) if one.whole and one.clause.word == "RETURN"), None)
    if ending is None or clauses(found)[0].word in ("EXPLAIN", "PROFILE"):
        return (), frozenset()
    names: list[str] = []
    written: dict[str, str] = {}
    for item in items(ending.clause.body):
        if item[0].text == "*" and len(item) == 1:
            names += sorted(ending.variables)
            continue
        named = len(item) > 2 and item[-2].word == "AS"
        source = text[item[0].start : item[-3 if named else -1].end]
        names.append(column(item) or source)
        written["".join(source.split())] = names[-1]
    behind = [c for c in clauses(found) if c.word == "ORDER" and c.body and c.line >= ending.clause.line]
    order = behind[-1] if behind and behind[-1].body[0].start > ending.clause.body[0].start else None
    ordered = set()
    for item in items(order.body) if order else ():
        rest = item[:-1] if item[-1].word in ("ASC", "DESC", "ASCENDING", "DESCENDING") else item
        source = "".join(t.text for t in rest)
        ordered.add(written.get(source, source))
    return tuple(names), frozenset(ordered & set(names))
