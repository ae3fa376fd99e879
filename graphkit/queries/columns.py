"""The columns of a query, written so that the embedded engine gives them the names and the order of Neo4j."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.queries.editing import Edit
from graphkit.queries.scoping import walk
from graphkit.queries.tokens import Clause, Token, after, clauses, closing, column, items, projected, scopes, tokens


def projections(text: str) -> Iterator[Edit]:
    """`a {.id}` without a name: it is called `a`."""
    for seen in walk(tokens(text)):
        for item in items(seen.clause.body) if seen.clause.word in ("RETURN", "WITH") else ():
            if projected(item):
                yield Edit(item[-1].end, 0, f" AS {item[0].text}")


def backticks(text: str) -> Iterator[Edit]:
    """A map projection of a variable in backticks, which is null: made of a variable without them."""
    found = tokens(text)
    for i, token in enumerate(found):
        opening = after(found, i)
        if token.kind != "alias" or not token.text.startswith("`") or token.within in ("node", "relationship"):
            continue
        if opening.text == "{" and opening.within == "projection" and (end := closing(found, i + 1)) < len(found):
            plain = f"graphkit_{token.start}"
            yield Edit(token.start, 0, f"[{plain} IN [")
            yield Edit(token.end, 0, f"] | {plain} ")
            yield Edit(found[end].end, 0, "][0]")
        elif token.within == "projection" and found[i - 1].text in ("{", ",") and opening.text in (",", "}"):
            yield Edit(token.end, 0, f": {token.text}")


def unions(text: str) -> Iterator[Edit]:
    """The branches of a UNION name their columns in any order; the embedded engine wants that of the first."""
    for scope in scopes(tokens(text)):
        first: list[str] = []
        for clause in _returns(clauses(scope)):
            written = {_name(text, item): _source(text, item) for item in items(clause.body)}
            if not first:
                first = list(written)
            elif list(written) != first and written.keys() == set(first) and not _nested(clause.body):
                start = items(clause.body)[0][0].start
                new = ", ".join(written[name] for name in first)
                yield Edit(start, clause.body[-1].end - start, new)


def _returns(listed: Sequence[Clause]) -> Sequence[Clause]:
    """The RETURN of each branch of a UNION; none where there is no UNION."""
    united = any(clause.word == "UNION" for clause in listed)
    return [clause for clause in listed if united and clause.word == "RETURN" and clause.body]


def _nested(body: Sequence[Token]) -> bool:
    return any(token.within == "subquery" for token in body if token.text == "{")


def _source(text: str, item: Sequence[Token]) -> str:
    return text[item[0].start : item[-1].end]


def _name(text: str, item: Sequence[Token]) -> str:
    return column(item) or _source(text, item)
