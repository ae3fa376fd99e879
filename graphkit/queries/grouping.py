"""An aggregate inside an expression: the embedded engine gets it in a WITH of its own, before the expression.

It forgets `min(c.joined).year`, and is wrong about `'KOR' IN collect(c.id)` and `count(c) IN [6]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graphkit.queries.editing import Edit
from graphkit.queries.scoping import AGGREGATES, Seen, calls, walk, written
from graphkit.queries.tokens import Token, after, closing, column, items, quoted, tokens

_DIRECTIONS = ("ASC", "ASCENDING", "DESC", "DESCENDING")


def groups(text: str) -> Iterator[Edit]:
    """Group first, by what the columns group by, and make the columns of that afterwards."""
    found = tokens(text)
    for seen in walk(found):
        following = seen.following if seen.following and seen.following.word == "ORDER" else None
        listed = items(seen.clause.body) if seen.clause.word in ("RETURN", "WITH") else []
        sorts = items(following.body) if following else []
        if any(map(_nested, listed)) or (any(map(_nested, sorts)) and any(map(_aggregates, listed))):
            yield from _Split(text, listed).edits(found, seen, sorts)


def unlisted(found: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Aggregates that rows are sorted by and that are no column; Neo4j refuses them."""
    for seen in walk(found):
        if seen.clause.word not in ("RETURN", "WITH") or not seen.following or seen.following.word != "ORDER":
            continue
        listed = {written(_expression(item)) for item in items(seen.clause.body)}
        for item in items(seen.following.body):
            part = _expression(item)
            for i, token in enumerate(part):
                end = _aggregate_end(part, i)
                if end > i and not listed & {written(part), written(part[i:end])}:
                    yield token, "Neo4j sorts by aggregates only that are columns; make it one."


def _aggregates(item: Sequence[Token]) -> bool:
    return any(True for _ in calls(item, AGGREGATES))


def _nested(item: Sequence[Token]) -> bool:
    """Tell whether an aggregate is part of an expression."""
    return _aggregates(item) and _aggregate_end(_expression(item), 0) != len(_expression(item))


def _expression(item: Sequence[Token]) -> Sequence[Token]:
    """An item of RETURN, WITH or ORDER BY without its name or direction."""
    if len(item) > 2 and item[-2].word == "AS":
        return item[:-2]
    return item[:-1] if len(item) > 1 and item[-1].word in _DIRECTIONS else item


def _aggregate_end(item: Sequence[Token], i: int) -> int:
    """Return the place after the aggregate that begins at `i`, or `i`."""
    token, opening = item[i], after(item, i)
    called = opening.text == "(" and opening.within == "call"
    named = called and token.kind == "name" and token.text.lower() in AGGREGATES
    return min(closing(item, i + 1) + 1, len(item)) if named else i


@dataclass
class _Split:
    """One clause made two: what is grouped, by the text of its tokens, and the name it gets."""

    text: str
    listed: Sequence[Sequence[Token]]
    made: dict[tuple[str, ...], str] = field(default_factory=dict)
    first: list[str] = field(default_factory=list)

    def edits(self, found: Sequence[Token], seen: Seen, sorts: Sequence[Sequence[Token]]) -> Iterator[Edit]:
        """Yield the edits: the clause, and the expressions that its rows are sorted by."""
        body = seen.clause.body
        keyword = next(token for token, then in pairwise(found) if then is body[0])
        for item in self.listed:
            if not _aggregates(item):
                self._name(_expression(item))
        columns = [f"{self._rewritten(_expression(item))} AS {self._alias(i)}" for i, item in enumerate(self.listed)]
        orders = [self._order(_expression(item)) for item in sorts]
        distinct = "DISTINCT " if body[0].word == "DISTINCT" else ""
        clause = f"WITH {', '.join(self.first)} {keyword.text} {distinct}{', '.join(columns)}"
        yield Edit(keyword.start, body[-1].end - keyword.start, clause)
        yield from orders

    def _order(self, part: Sequence[Token]) -> Edit:
        """Sort by columns under their own names: others are gone after DISTINCT."""
        text = self._rewritten(part)
        for i, item in enumerate(self.listed):
            name = self.made.get(tuple(token.text for token in _expression(item)))
            if name:
                text = self._alias(i).join(re.split(rf"\b{name}\b", text))
        return Edit(part[0].start, part[-1].end - part[0].start, text)

    def _alias(self, i: int) -> str:
        return quoted(column(self.listed[i]) or f"graphkit_column_{i}")  # the bridge gives it its own name again

    def _source(self, part: Sequence[Token]) -> str:
        return self.text[part[0].start : part[-1].end]

    def _name(self, part: Sequence[Token]) -> str:
        key = tuple(token.text for token in part)
        if key not in self.made:
            self.made[key] = f"graphkit_{len(self.made)}"
            self.first.append(f"{self._source(part)} AS {self.made[key]}")
        return self.made[key]

    def _rewritten(self, part: Sequence[Token]) -> str:
        """An expression with names in place of what is grouped."""
        out, last, i = "", part[0].start, 0
        while i < len(part):
            end = _aggregate_end(part, i)
            if end > i:
                self._name(part[i:end])
            else:
                end = self._known_end(part, i)
            if end > i:
                out += self.text[last : part[i].start] + self.made[tuple(t.text for t in part[i:end])]
                last = part[end - 1].end
            i = max(end, i + 1)
        return out + self.text[last : part[-1].end]

    def _known_end(self, part: Sequence[Token], i: int) -> int:
        """Return the place after the longest grouped expression that begins at `i`, or `i`."""
        if part[i].kind in ("property", "key") or part[i - 1 if i else 0].word == "AS":
            return i
        words = tuple(token.text for token in part[i:])
        sizes = [len(key) for key in self.made if words[: len(key)] == key and not _longer(part, i + len(key) - 1)]
        return i + max(sizes, default=0)


def _longer(part: Sequence[Token], i: int) -> bool:
    """Tell whether a name goes on as a function: `x` in `x(...)`."""
    return part[i].kind == "name" and after(part, i).text == "(" and after(part, i).within == "call"
