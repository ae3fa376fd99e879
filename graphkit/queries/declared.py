"""Names that a query gives twice, and subqueries whose columns have none; Neo4j refuses them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.queries.scoping import walk
from graphkit.queries.tokens import Token, after, clauses, closing, column, items, unquoted

Found = tuple[Token, str]


def again(found: Sequence[Token]) -> Iterator[Found]:
    """Names of UNWIND and of paths that something has already."""
    for seen in walk(found):
        body = seen.clause.body
        known = set(seen.variables)
        for token in _given(seen.clause.word, body):
            if unquoted(token.text) in known:
                yield token, f"{token.text} is the name of something already, which Neo4j refuses; take another."
            known.add(unquoted(token.text))


def _given(word: str, body: Sequence[Token]) -> Iterator[Token]:
    """Yield the names that UNWIND and paths give."""
    if word == "UNWIND" and len(body) > 1 and body[-2].word == "AS":
        yield body[-1]
    depth = min((token.depth for token in body), default=0)
    for i, token in enumerate(body if word in ("MATCH", "OPTIONAL") else ()):
        first = i == 0 or body[i - 1].text == "," or body[i - 1].word == "MATCH"
        if first and token.depth == depth and token.kind in ("name", "alias") and after(body, i).text == "=":
            yield token


def columns(found: Sequence[Token]) -> Iterator[Found]:
    """Expressions without a name in what CALL { } gives, and COLLECT { } of more than one column."""
    for i, token in enumerate(found):
        if token.text != "{" or token.within != "subquery":
            continue
        returned = [clause for clause in clauses(found[i + 1 : closing(found, i)]) if clause.word == "RETURN"]
        listed = items(returned[0].body) if returned else []
        if found[i - 1].word == "COLLECT":
            star = bool(listed) and listed[0][0].text == "*"
            if len(listed) != 1 or star:
                yield found[i - 1], "Neo4j collects one column; end COLLECT { } by RETURN with one, or a map {...}."
        elif found[i - 1].word == "CALL" or found[i - 1].kind == "scope":
            for item in listed:
                if not column(item) and item[0].text != "*":
                    yield item[0], "Neo4j wants a name for each expression that CALL { } gives; add AS name."
