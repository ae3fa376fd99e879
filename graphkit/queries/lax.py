"""What the embedded engine takes and Neo4j refuses, as far as the text of a query shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.queries.conditions import COMPARED
from graphkit.queries.kinds import CLOCKS, kind
from graphkit.queries.operands import pattern_end
from graphkit.queries.scoping import AGGREGATES, Seen, calls, imported, result, things, walk
from graphkit.queries.tokens import Token, after, closing, items

Found = tuple[Token, str]
_TEXTUAL = (
    "tostring", "left", "right", "substring", "toupper", "tolower", "upper", "lower", "trim", "ltrim", "rtrim", "btrim",
    "replace", "type", "normalize", "elementid",
)  # fmt: skip
_FOLLOWING = ("WHERE", "ORDER", "SKIP", "LIMIT")


def expressions(found: Sequence[Token]) -> Iterator[Found]:
    """Operators and functions with what Neo4j does not give them."""
    known = things(found)
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
        elif token.text == "[" and token.within == "list" and _slices_text(found, i, known):
            yield token, "Neo4j cuts lists only by [..]; use substring(..., start, length) or left(...)."
        elif token.text == "+" and ("string" in (following.kind, found[i - 1].kind)):
            if {following.word, found[i - 1].word} & {"TRUE", "FALSE"}:
                yield token, "Neo4j adds no true or false to a text; use toString(...)."
            elif _time(found, i + 1) or _time_before(found, i):
                yield token, "Neo4j adds no date to a text; use toString(...)."
        elif following.text == "(" and following.within == "call" and token.kind == "name":
            yield from _call(found, i, name, known)


def _call(found: Sequence[Token], i: int, name: str, known: dict[str, str]) -> Iterator[Found]:
    given = items(found[i + 2 : closing(found, i + 1)])
    if name in ("left", "right", "substring") and given and (what := _no_text(given[0], known)):
        yield given[0][0], f"Neo4j takes texts only in {name}(); this may be a {what}: use toString(...)."
    if name == "datetime" and len(given) == 1 and (_date(given[0], known) or _time(given[0], 0) == "date"):
        yield found[i], "Neo4j makes no datetime of a date; use datetime({date: ...})."
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


def _slices_text(found: Sequence[Token], i: int, known: dict[str, str]) -> bool:
    """Tell whether a text is cut by [a..b]: a literal, what a function of texts gives, a property that is a text."""
    end, before = closing(found, i), found[i - 1]
    if not any(token.text == ".." and token.depth == found[i].depth + 1 for token in found[i:end]):
        return False
    if before.text == ")" and before.within == "call":
        opening = next(k for k in range(i - 1, -1, -1) if found[k].text == "(" and closing(found, k) == i - 1)
        return found[opening - 1].text.lower() in _TEXTUAL and found[opening - 1].kind == "name"
    chain = found[i - 3 : i] if i > 2 else ()
    return before.kind == "string" or _of_kind(chain, "text", known)


def _no_text(given: Sequence[Token], known: dict[str, str]) -> str:
    """Return what an expression may give that is no text, as far as it shows."""
    if len(given) == 1 and given[0].kind == "number":
        return "number"
    if given[0].text.lower() == "coalesce" and len(given) > 1 and closing(given, 1) == len(given) - 1:
        return next(filter(None, (_no_text(item, known) for item in items(given[2:-1]))), "")
    return "date" if _date(given, known) or _time(given, 0) else ""


def _date(part: Sequence[Token], known: dict[str, str]) -> bool:
    """Tell whether this is a property that is a date."""
    return _of_kind(part, "date", known)


def _of_kind(part: Sequence[Token], what: str, known: dict[str, str]) -> bool:
    """Tell whether this is a property of a node or relationship, and of this kind."""
    return len(part) == 3 and part[-1].kind == "property" and part[0].text in known and kind(part[-1].text) == what


def _time(found: Sequence[Token], i: int) -> str:
    """Return the kind of what is called at `i`, and of which no part is asked: a date, a duration."""
    name = after(found, i, 0)
    if name.text.lower() not in CLOCKS or name.kind != "name" or after(found, i).text != "(":
        return ""
    return "" if after(found, closing(found, i + 1)).text == "." else name.text.lower()


def _time_before(found: Sequence[Token], i: int) -> bool:
    """Tell whether a date or duration ends before `i`."""
    if i < 3 or found[i - 1].text != ")":
        return False
    opening = next((k for k in range(i - 1, -1, -1) if found[k].text == "(" and closing(found, k) == i - 1), 0)
    return opening > 0 and bool(_time(found, opening - 1)) and found[opening - 2].text != "."


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
        if before in COMPARED or (behind in COMPARED and before not in ("+", "-")):
            yield token, "Neo4j answers null when durations are compared; compare their .months, .days or .seconds."


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
        before = found[i - 1].word if i else ""
        if token.word == "ALL" and before in ("RETURN", "WITH") and after(found, i).text not in ("(", "{"):
            yield token, f"Neo4j has no {before} ALL; leave ALL out."
        if token.word == "SHOW" and i == 0 and after(found, i).word in ("FUNCTIONS", "PROCEDURES"):
            yield token, "the embedded engine lists none of them."
    listed = list(walk(found))
    yield from _unfinished([seen for seen in listed if seen.whole])
    for seen in listed:
        body = seen.clause.body
        if seen.clause.word == "UNWIND":
            for token in calls(body, AGGREGATES):
                yield token, f"Neo4j takes no {token.text}(...) in UNWIND; WITH it AS a name before."
        counted = seen.clause.word in ("SKIP", "LIMIT") and len(body) == 1
        if counted and (body[0].kind == "string" or (body[0].kind == "number" and "." in body[0].text)):
            yield body[0], f"Neo4j wants a whole number after {seen.clause.word}."
        if seen.clause.word == "LIMIT" and seen.following and seen.following.word == "SKIP":
            yield seen.clause.body[0], "Neo4j wants SKIP before LIMIT."
        if seen.clause.word == "CALL":
            yield from _subquery(seen)


def _unfinished(whole: Sequence[Seen]) -> Iterator[Found]:
    """A query that ends with a clause that gives nothing."""
    last = next((seen.clause for seen in reversed(whole) if seen.clause.word not in _FOLLOWING), None)
    returned = any(token.word == "RETURN" for seen in whole for token in seen.clause.body)
    if last is None or returned or (last.body and last.body[-1].word == "FINISH"):
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
