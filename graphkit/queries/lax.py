"""What the embedded engine takes and Neo4j refuses, as far as the text of a query shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.queries.operands import pattern_end
from graphkit.queries.scoping import Seen, imported, result, walk
from graphkit.queries.tokens import Token, after, closing, items

Found = tuple[Token, str]
_COMPARED = ("<", ">", "<=", ">=")
_FOLLOWING = ("WHERE", "ORDER", "SKIP", "LIMIT")


def expressions(found: Sequence[Token]) -> Iterator[Found]:
    """Operators and functions with what Neo4j does not give them."""
    for i, token in enumerate(found):
        following, name = after(found, i), token.text.lower()
        before = found[i - 1] if i else Token("", "", 0)
        if token.kind == "alias" and "." in token.text and before.word != "AS" and before.text not in (":", "|", "&"):
            yield token, f"the embedded engine reads {token.text} as a property; give it a name without a dot."
        elif token.text == "!=":
            yield token, "Neo4j has no !=; write <>."
        elif token.text == "=~" and "number" in (following.kind, found[i - 1].kind):
            yield token, "Neo4j takes texts only on both sides of =~."
        elif token.text == "[" and following.text == ".." and after(found, i, 2).text == "]":
            yield token, "Neo4j wants a start or an end in [..]."
        elif token.text == "+" and ("string" in (following.kind, found[i - 1].kind)):
            if {following.word, found[i - 1].word} & {"TRUE", "FALSE"}:
                yield token, "Neo4j adds no true or false to a text; use toString(...)."
        elif following.text == "(" and following.within == "call" and token.kind == "name":
            yield from _call(found, i, name)


def _call(found: Sequence[Token], i: int, name: str) -> Iterator[Found]:
    given = items(found[i + 2 : closing(found, i + 1)])
    if name == "round" and len(given) > 1 and given[1][0].text == "-":
        yield given[1][0], "Neo4j rounds to no negative number of places; divide, round and multiply."
    if name == "split" and len(given) > 1 and given[1][0].text == "[":
        yield given[1][0], "the embedded engine splits at one text only; replace() the others by it first."
    if name == "length" and given and given[0][-1].kind in ("string", "property"):
        yield found[i], "Neo4j takes length() of paths only; use size(...)."
    if name == "valuetype":
        yield found[i], "the embedded engine names other types of lists; use IS :: with the type."
    if name in ("size", "length") and given and pattern_end(found, i + 2) > i + 2:
        yield given[0][0], "Neo4j counts no pattern here any more; use COUNT { ... }."


def durations(found: Sequence[Token]) -> Iterator[Found]:
    """Neo4j does not say which of two durations is longer."""
    for i, token in enumerate(found):
        if token.text.lower() != "duration" or token.kind != "name":
            continue
        opening = i + 1 if after(found, i).text == "(" else i + 3
        if after(found, opening, 0).text != "(":
            continue
        before = found[i - 1].text if i else ""
        behind = after(found, closing(found, opening)).text
        if before in _COMPARED or (behind in _COMPARED and before not in ("+", "-")):
            yield token, "Neo4j answers null when durations are compared; compare their .months, .days or .seconds."


def conditions(found: Sequence[Token]) -> Iterator[Found]:
    """Conditions that are neither true nor false, and patterns that are compared."""
    for seen in walk(found):
        body = seen.clause.body
        if seen.clause.word == "WHERE" and len(body) == 1 and body[0].kind in ("number", "string"):
            yield body[0], "Neo4j takes conditions only in WHERE, not a number or a text."
        for i, token in enumerate(body if seen.clause.word == "WHERE" else ()):
            end = pattern_end(body, i)
            if end > i and after(body, end, 0).text in ("=", "<>", *_COMPARED):
                yield token, "Neo4j compares no pattern; use EXISTS { ... }."


def patterns(found: Sequence[Token]) -> Iterator[Found]:
    """Labels that a query makes up, and relationships that are named twice."""
    for i, token in enumerate(found):
        opened = after(found, i)
        if token.word == "DIFFERENT" and opened.word == "RELATIONSHIPS":
            yield token, "Neo4j 5 has no DIFFERENT RELATIONSHIPS; it is the rule anyway."
        made = token.text.lower() in ("$any", "$all") and opened.text == "("
        if token.within == "relationship" and (made or token.text == "$"):
            yield token, "the embedded engine takes any relation for $(...); use WHERE type(r) = ..."
        elif made and token.within == "node":
            yield token, "the embedded engine has no $any(...) and $all(...); use WHERE any(l IN labels(n) WHERE ...)."
    for seen in walk(found):
        if seen.clause.word in ("MATCH", "OPTIONAL"):
            yield from _twice(seen.clause.body)


def _twice(body: Sequence[Token]) -> Iterator[Found]:
    known: set[str] = set()
    for i, token in enumerate(body):
        opened = body[i - 1] if i else Token("", "", 0)
        if token.kind in ("name", "alias") and opened.text == "[" and opened.within == "relationship":
            if token.text in known:
                yield token, f"in Neo4j no relationship stands twice in one MATCH, so {token.text} finds nothing."
            known.add(token.text)


def clauses(found: Sequence[Token]) -> Iterator[Found]:
    """Clauses that Neo4j 5 does not have, or not here."""
    for i, token in enumerate(found):
        named = after(found, i).kind in ("name", "alias")
        if token.word == "LET" and token.kind == "name" and named and after(found, i, 2).text == "=":
            yield token, "Neo4j 5 has no LET; use WITH *, ... AS name."
        if token.word == "FILTER" and token.kind == "name" and (named or after(found, i).kind == "number"):
            yield token, "Neo4j 5 has no FILTER; use WITH * WHERE ..."
        if token.word == "SHOW" and i == 0 and after(found, i).word in ("FUNCTIONS", "PROCEDURES"):
            yield token, "the embedded engine lists none of them."
    listed = list(walk(found))
    yield from _unfinished([seen for seen in listed if seen.whole])
    for seen in listed:
        if seen.clause.word == "LIMIT" and seen.following and seen.following.word == "SKIP":
            yield seen.clause.body[0], "Neo4j wants SKIP before LIMIT."
        if seen.clause.word == "CALL":
            yield from _subquery(seen)


def _unfinished(whole: Sequence[Seen]) -> Iterator[Found]:
    """A query that ends with a clause that gives nothing."""
    last = next((seen.clause for seen in reversed(whole) if seen.clause.word not in _FOLLOWING), None)
    if last is None or any(token.word == "RETURN" for seen in whole for token in seen.clause.body):
        return
    if last.word in ("MATCH", "OPTIONAL", "UNWIND", "WITH") and last.body:
        yield last.body[0], f"Neo4j wants a RETURN after the last {last.word}."


def _subquery(seen: Seen) -> Iterator[Found]:
    """CALL { }: what it takes in, and what it gives."""
    body = seen.clause.body
    start = next((i for i, token in enumerate(body) if token.text == "{" and token.within == "subquery"), None)
    if start is None:
        return
    inner = body[start + 1 : closing(body, start)]
    again = result(inner, imported(seen.clause, start, seen.variables)) & seen.variables
    if again:
        yield (
            body[start],
            f"{min(again)} is the name of something outside already, which Neo4j refuses; RETURN ... AS another.",
        )
    first = next(walk(inner, seen.variables), None)
    if first is None or start or first.clause.word != "WITH" or not first.following:
        return
    plain = [item for item in items(first.clause.body) if len(item) == 1 and item[0].text in (*seen.variables, "*")]
    odd = first.following.word in _FOLLOWING or len(plain) < len(items(first.clause.body))
    if plain and odd:
        yield first.clause.body[0], "Neo4j takes names only in the WITH that begins a CALL { }; add another WITH."
