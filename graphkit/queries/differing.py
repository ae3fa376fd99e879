"""What the embedded engine answers otherwise than Neo4j and cannot be helped: refused, by a sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.errors import QueryError
from graphkit.queries import conditions, declared, functions, grouping, lax, moments
from graphkit.queries.scoping import mixed, walk
from graphkit.queries.tokens import Token, after, closing, column, items, tokens

Found = tuple[Token, str]
_SEARCHES = ("shortestpath", "allshortestpaths")
_GUIDED = (
    "Neo4j searches the shortest path that fulfils the condition on {0}, the embedded engine takes the shortest and "
    "looks at the condition then. MATCH the paths up to some length instead, ORDER BY length(...) LIMIT 1."
)


def refuse(text: str) -> None:
    """Raise QueryError, with its place, where a query would get another answer here than from Neo4j."""
    found = tokens(text)
    for rule in RULES:
        for token, why in rule(found):
            line, at = token.line, token.start - text.rfind("\n", 0, token.start)
            raise QueryError(f"The engines differ here: line {line}, column {at}: {why}", (line, at))


def _searches(found: Sequence[Token]) -> Iterator[Found]:
    """SHORTEST 1, ANY SHORTEST, ALL SHORTEST, ANY."""
    for i, token in enumerate(found):
        before, following = found[i - 1] if i else Token("", "", 0), after(found, i)
        starts = before.text in ("=", ",") or before.word in ("MATCH", "ANY", "ALL")
        node = following.text == "(" and following.within == "node"
        counted = following.kind in ("number", "parameter") or following.word in ("GROUP", "GROUPS", "PATH", "PATHS")
        if starts and ((token.word == "SHORTEST" and (node or counted)) or (token.word in ("ANY", "ALL") and node)):
            yield token, f"the embedded engine has no {token.word} of Neo4j's; use shortestPath or allShortestPaths."


def _guided(found: Sequence[Token]) -> Iterator[Found]:
    """Neo4j searches a shortest path under the conditions on it, the embedded engine looks at them afterwards."""
    for seen in walk(found):
        body, following = seen.clause.body, seen.following
        where = following.body if following and following.word == "WHERE" else ()
        for i, token in enumerate(body):
            if token.text.lower() not in _SEARCHES or after(body, i).text != "(":
                continue
            end = closing(body, i + 1)
            if any(_of_relationship(body, k) for k in range(i, end)):
                yield token, f"Neo4j refuses a property map in {token.text}; name the relation types instead."
            names = {body[k].text for k in range(i, end) if body[k].kind == "name" and body[k - 1].text == "["}
            names |= {body[i - 2].text} if i > 1 and body[i - 1].text == "=" else set()
            for other in where:
                if other.kind == "name" and other.text in names:
                    yield other, _GUIDED.format(other.text)


def _lengths(found: Sequence[Token]) -> Iterator[Found]:
    """Shortest paths of two steps or more, or of several relationships."""
    for i, token in enumerate(found):
        if token.text.lower() not in _SEARCHES or after(found, i).text != "(":
            continue
        inside = range(i + 2, closing(found, i + 1))
        for k in inside:
            least = after(found, k)
            if found[k].text == "*" and least.kind == "number" and least.text not in ("0", "1"):
                yield least, f"Neo4j searches no {token.text} of at least {least.text} steps; begin with 1 or 0."
        if sum(found[k].text == "(" and found[k].within == "node" for k in inside) > 2:
            yield token, f"Neo4j takes one relationship in {token.text}; MATCH the others beside it."


def _of_relationship(body: Sequence[Token], k: int) -> bool:
    """Tell whether a map of properties opens here, in a relationship."""
    if body[k].text != "{" or body[k].within != "properties":
        return False
    return next((t.within for t in reversed(body[:k]) if t.text in ("[", "(")), "") == "relationship"


def _exists(found: Sequence[Token]) -> Iterator[Found]:
    for i, token in enumerate(found):
        if token.text.lower() == "exists" and after(found, i).text == "(" and after(found, i, 2).text != "(":
            yield token, "Neo4j has no exists(n.property) any more; write n.property IS NOT NULL."


def _nameless(found: Sequence[Token]) -> Iterator[Found]:
    for seen in walk(found):
        if seen.clause.word == "WITH":
            for item in items(seen.clause.body):
                if not column(item) and item[0].text != "*":
                    yield item[0], "Neo4j wants a name for each expression of WITH; add AS name."


def _grouped(found: Sequence[Token]) -> Iterator[Found]:
    for token, name in mixed(found):
        yield (
            token,
            f"Neo4j refuses {name} beside an aggregate where it is no column of its own; make it one, or name it in a "
            "WITH before.",
        )


def _percentiles(found: Sequence[Token]) -> Iterator[Found]:
    for i, token in enumerate(found):
        if token.text.lower() in ("percentilecont", "percentiledisc") and after(found, i, 2).word == "DISTINCT":
            yield token, f"The embedded engine does not heed DISTINCT in {token.text}; WITH DISTINCT ... before it."


RULES = (
    lax.clauses, declared.again, declared.columns, _searches, _guided, _lengths, _exists, _nameless, _grouped,
    grouping.unlisted, _percentiles, lax.patterns, conditions.conditions, lax.durations, moments.refused,
    lax.expressions, functions.procedures, functions.unknown,
)  # fmt: skip
