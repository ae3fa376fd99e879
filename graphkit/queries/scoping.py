"""Which variables a clause of a query can see, and where a column mixes an aggregate with what is no column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphkit.queries.tokens import Clause, Token, after, clauses, closing, column, items, unquoted

AGGREGATES = {"count", "sum", "avg", "min", "max", "collect", "stdev", "stdevp", "percentilecont", "percentiledisc"}
_JOINING = {
    "ALL", "AND", "ANY", "AS", "BOTH", "BY", "CASE", "CONTAINS", "DISTINCT", "ELSE", "END", "ENDS", "FROM", "IN", "IS",
    "LEADING", "NONE", "NOT", "NULL", "OR", "SINGLE", "STARTS", "THEN", "TRAILING", "TYPED", "WHEN", "WHERE", "WITH",
    "XOR", "NORMALIZED", "NFC", "NFD", "NFKC", "NFKD", "EXISTS", "COUNT", "COLLECT",
}  # fmt: skip
_PATTERNS = ("MATCH", "OPTIONAL", "MERGE", "CREATE")


@dataclass(frozen=True, slots=True)
class Seen:
    """A clause, the variables that it can see, the clause after it, and whether its scope is the whole query.

    `outer` are the variables that its subquery takes from around it.
    """

    clause: Clause
    variables: frozenset[str]
    following: Clause | None
    whole: bool
    outer: frozenset[str] = frozenset()


def walk(found: Sequence[Token], outer: frozenset[str] = frozenset(), whole: bool = True) -> Iterator[Seen]:
    """Yield every clause of a query and of its subqueries with the variables that stand before it."""
    seen = outer
    listed = clauses(found)
    for clause, following in zip(listed, [*listed[1:], None], strict=False):
        yield Seen(clause, seen, following, whole, outer)
        returned: frozenset[str] = frozenset()
        for start, inner in _subqueries(clause.body):
            given = imported(clause, start, seen)
            yield from walk(inner, given, whole=False)
            returned = result(inner, given)
        seen = _afterwards(clause, seen, returned if clause.word == "CALL" else frozenset(), outer)


def _subqueries(body: Sequence[Token]) -> Iterator[tuple[int, Sequence[Token]]]:
    """Yield the outermost subqueries of a clause: where each opens, and what is in it."""
    i = 0
    while i < len(body):
        if body[i].text == "{" and body[i].within == "subquery":
            end = closing(body, i)
            yield i, body[i + 1 : end]
            i = end
        i += 1


def imported(clause: Clause, start: int, seen: frozenset[str]) -> frozenset[str]:
    """What a subquery sees of what is around it; CALL { } sees what its first WITH takes in."""
    if clause.word != "CALL":
        return seen
    inside = clause.body[start + 1] if start + 1 < len(clause.body) else Token("", "", 0)
    if start == 0:
        return seen if inside.word == "WITH" else frozenset()
    named = {t.text for t in clause.body[:start] if t.kind == "name"}
    return seen if any(t.text == "*" for t in clause.body[:start]) else frozenset(named)


def result(inner: Sequence[Token], outer: frozenset[str]) -> frozenset[str]:
    """The columns that a subquery gives to the clauses after it."""
    for seen in walk(inner, outer):
        if seen.whole and seen.clause.word == "RETURN":
            listed = items(seen.clause.body)
            star = bool(listed) and listed[0][0].text == "*"
            return frozenset(filter(None, map(column, listed))) | (seen.variables - outer if star else frozenset())
    return frozenset()


def _afterwards(
    clause: Clause, seen: frozenset[str], returned: frozenset[str], outer: frozenset[str]
) -> frozenset[str]:
    body = clause.body
    if clause.word in _PATTERNS:
        return seen | set(bound(body))
    if clause.word == "UNWIND":
        return seen | {unquoted(body[-1].text)} if body else seen
    if clause.word == "WITH":
        listed = items(body)
        star = bool(listed) and listed[0][0].text == "*"
        return frozenset(filter(None, map(column, listed))) | (seen if star else frozenset())
    if clause.word == "UNION":
        return outer
    if clause.word == "CALL":
        words = [t.word for t in body]
        given = items(body[words.index("YIELD") + 1 :]) if "YIELD" in words else []
        return seen | returned | set(filter(None, map(column, given)))
    return seen


def bound(body: Sequence[Token]) -> Iterator[str]:
    """Yield the variables of a pattern: nodes, relationships, paths."""
    for i, token in enumerate(body):
        following = after(body, i)
        if token.kind not in ("name", "alias"):
            continue
        opened = body[i - 1] if i else Token("", "", 0)
        of_pattern = opened.kind == "sign" and opened.text in "([" and opened.within in ("node", "relationship")
        of_path = following.text == "=" and token.within not in ("node", "relationship")
        if of_pattern or of_path:
            yield unquoted(token.text)


def own(body: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """Yield the tokens of a clause that stand in none of its subqueries, and where."""
    skip = -1
    for i, token in enumerate(body):
        if i > skip and token.text == "{" and token.within == "subquery":
            skip = closing(body, i)
        if i > skip:
            yield i, token


def used(body: Sequence[Token]) -> Iterator[Token]:
    """Yield the names in a clause that may be variables and are used in it, outside its subqueries."""
    for i, token in own(body):
        before, following = body[i - 1] if i else Token("", "", 0), after(body, i)
        alternative = before.text == "|" and token.within in ("node", "relationship")
        label = before.text in (":", "&", "!") or alternative or (following.text == ":" and token.within != "node")
        if token.kind in ("name", "alias") and before.word != "AS" and following.text != "(" and not label:
            yield token


def things(found: Sequence[Token]) -> dict[str, str]:
    """Return the variables of patterns that name nothing else in the query, and what each is."""
    out: dict[str, str] = {}
    for i, token in enumerate(found[1:], 1):
        before = found[i - 1]
        if token.kind not in ("name", "alias"):
            continue
        if before.text in ("(", "[") and before.within in ("node", "relationship"):
            out.setdefault(token.text, before.within)
        elif after(found, i).text == "=" and before.word in ("MATCH", "OPTIONAL"):
            out.setdefault(token.text, "path")
    named = {token.text for i, token in enumerate(found[1:], 1) if found[i - 1].word == "AS"}
    local = {token.text for i, token in enumerate(found) if after(found, i).word == "IN"}
    return {name: what for name, what in out.items() if name not in named | local}


def mixed(found: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Yield the columns that mix an aggregate with something that is no column, and its name; Neo4j refuses them."""
    for seen in walk(found):
        if seen.clause.word not in ("RETURN", "WITH"):
            continue
        listed = items(seen.clause.body)
        keys = {written(item) for item in listed if not any(True for _ in calls(item, AGGREGATES))}
        for item in listed:
            if written(item) in keys or _unread(item):
                continue
            for name in _free(item, seen.variables):
                if name not in keys and name.split(".")[0] not in keys and "*" not in keys:
                    yield item[0], name
                    break


def _unread(item: Sequence[Token]) -> bool:
    """Tell whether two values stand side by side, as in `c.id HAVING count(*)`: no engine can read that."""
    values = ("name", "alias", "property", "number", "string", "parameter")
    return any(
        one.kind in values and one.word not in _JOINING and two.kind in ("name", "alias") and two.word not in _JOINING
        for one, two in pairwise(item)
    )


def written(item: Sequence[Token]) -> str:
    """Return an item of a RETURN or WITH without blanks and without its name."""
    named = len(item) > 2 and item[-2].word == "AS"
    return "".join(t.text for t in (item[:-2] if named else item))


def calls(body: Sequence[Token], names: set[str]) -> Iterator[Token]:
    """Yield the names of the functions called in a clause, outside its subqueries."""
    for i, token in own(body):
        called = i + 1 < len(body) and body[i + 1].text == "(" and body[i + 1].within == "call"
        if called and token.kind == "name" and token.text.lower() in names:
            yield token


def _free(item: Sequence[Token], variables: frozenset[str]) -> Iterator[str]:
    """Yield the variables, with their property, that stand outside the aggregates of an item that has some."""
    if not any(True for _ in calls(item, AGGREGATES)):
        return
    skip = -1
    for i, token in enumerate(item):
        following = after(item, i).text
        if i <= skip:
            continue
        if token.text.lower() in AGGREGATES and following == "(":
            skip = closing(item, i + 1)
        elif token.kind in ("name", "alias") and unquoted(token.text) in variables and following != "(":
            if i and item[i - 1].word == "AS":
                continue
            dotted = following == "." and i + 2 < len(item)
            yield f"{token.text}.{item[i + 2].text}" if dotted else token.text
