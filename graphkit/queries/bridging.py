"""What the embedded engine answers otherwise than Neo4j and can be helped: the text it gets, the columns it gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphkit.errors import QueryError
from graphkit.queries import columns as naming
from graphkit.queries import moments, ordering, rewriting
from graphkit.queries.editing import Edited, edited
from graphkit.queries.grouping import groups
from graphkit.queries.scoping import Seen, walk
from graphkit.queries.searching import relationships, searches
from graphkit.queries.text import bare, uncommented
from graphkit.queries.tokens import Token, column, items, tokens

# What a step writes is not read by those before it: a star has become names when groups are made of columns.
STEPS = (
    rewriting.prefix, rewriting.numbers, rewriting.quarters, moments.texts, moments.keys, moments.parts, relationships,
    rewriting.stars, naming.unions, naming.projections, naming.backticks, ordering.sorts, rewriting.percentiles,
    searches, rewriting.patterns, groups, rewriting.expressions, rewriting.divisions,
    rewriting.distances,
)  # fmt: skip
_TIMES = (dt.date, dt.datetime, dt.time, dt.timedelta)


@dataclass(frozen=True, slots=True)
class Bridge:
    """What is sent for a query, and what its rows are to be: the columns by name, and those they are sorted by."""

    sent: Edited
    columns: tuple[str, ...]
    ordered: frozenset[str]

    def arrange(self, given: tuple[str, ...]) -> tuple[int, ...]:
        """Return where in a row of the engine each column stands."""
        if given and self.columns and len(given) != len(self.columns):
            lost = ", ".join(name for name in self.columns if name not in given)
            raise QueryError(f"The engines differ here: the embedded engine gives no {lost}. Name it in a WITH before.")
        if set(given) != set(self.columns):
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
    plain = uncommented(bare(text))
    found = tokens(plain)
    columns, ordered = _columns(plain, found, list(walk(found)))
    return Bridge(edited(plain, STEPS), columns, ordered)


def _columns(text: str, found: Sequence[Token], seen: Sequence[Seen]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The columns that the first RETURN names, and those that the rows are sorted by."""
    endings = [one for one in seen if one.whole and one.clause.word == "RETURN" and one.clause.body]
    if not endings:
        return (), frozenset()
    names: list[str] = []
    written: dict[str, str] = {}
    for item in items(endings[0].clause.body):
        if item[0].text == "*" and len(item) == 1:
            names += sorted(endings[0].variables)
            continue
        named = len(item) > 2 and item[-2].word == "AS"
        source = text[item[0].start : item[-3 if named else -1].end]
        names.append(column(item) or source)
        written["".join(source.split())] = names[-1]
    united = any(one.whole and one.clause.word == "UNION" for one in seen)
    order = endings[0].following if not united else None
    mixed = ordering.names(found)
    ordered = set()
    for item in items(order.body) if order and order.word == "ORDER" else ():
        rest = item[:-1] if item[-1].word in ("ASC", "DESC", "ASCENDING", "DESCENDING") else item
        source = "".join(t.text for t in rest)
        if not ordering.mixes(rest, mixed):
            ordered.add(written.get(source, source))
    return tuple(names), frozenset(ordered & set(names))
