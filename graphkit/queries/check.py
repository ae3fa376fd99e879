"""Checks saved queries: the header, the order of the rows, what differs between the engines, the vocabulary, series."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from graphkit.queries.dialect import Problem, dialect, labels, vocabulary
from graphkit.queries.library import SavedQuery
from graphkit.queries.scoping import calls, mixed
from graphkit.queries.tokens import Clause, Token, after, clauses, closing, column, items, scopes, tokens
from graphkit.queries.values import PLAIN
from graphkit.schema import schema


def check(query: SavedQuery) -> list[Problem]:
    """Return what is wrong with a saved query; an empty list means that it is sound."""
    found = tokens(query.text)
    whole = clauses(found)
    out: list[Problem] = []
    for rule in RULES:
        out += rule(query, found, whole)
    out += [*dialect(found), *vocabulary(found)]
    return sorted(out, key=lambda p: (p.line, p.rule, p.message))


def _header(query: SavedQuery, found: Sequence[Token], whole: Sequence[Clause]) -> Iterator[Problem]:
    def problem(message: str) -> Problem:
        return Problem("header", 1, message)

    for name, value in (("title", query.title), ("question", query.question), ("columns", query.columns)):
        if not value:
            yield problem(f"The header has no {name}.")
    for line in query.problems:
        yield problem(f'"{line}" cannot be understood; write "name (type = default): meaning" or "name: meaning".')
    used = list(dict.fromkeys(t.text[1:] for t in found if t.kind == "parameter"))
    declared = [p.name for p in query.parameters]
    for name in sorted(set(used) - set(declared)):
        yield problem(f"The text uses ${name}, which the header does not declare.")
    for name in sorted(set(declared) - set(used)):
        yield problem(f"The header declares {name}, which the text does not use.")
    for parameter in query.parameters:
        if parameter.type == "any" and query.title:
            yield problem(f"{parameter.name} has no type; it may be {', '.join(PLAIN[:-1])}, country, mineral ...")
    returned = _returned(whole)
    if query.columns and returned != list(query.columns):
        said, given = ", ".join(query.columns), ", ".join(name or "?" for name in returned)
        yield problem(f"The header declares the columns {said}; the text returns {given}.")
    for name in query.key:
        if name not in query.columns:
            yield problem(f"The key names {name}, which is no column.")


def _returned(whole: Sequence[Clause]) -> list[str]:
    last = next((c for c in reversed(whole) if c.word == "RETURN"), None)
    return [column(item) for item in items(last.body)] if last else []


def _order(query: SavedQuery, found: Sequence[Token], whole: Sequence[Clause]) -> Iterator[Problem]:
    words = [c.word for c in whole]
    if "UNION" in words:
        yield Problem(
            "order", whole[words.index("UNION")].line, "Put the UNION into CALL { ... }, then RETURN and ORDER BY."
        )
        return
    ending = whole[len(words) - words[::-1].index("RETURN") :] if "RETURN" in words else []
    order = next((c for c in ending if c.word == "ORDER"), None)
    wanted = query.key or tuple(_returned(whole))
    if order is None:
        yield Problem("order", whole[-1].line if whole else 1, "There is no ORDER BY at the end.")
        return
    names = {item[0].text for item in items(order.body) if item[-1].word in ("ASC", "DESC") or len(item) == 1}
    if missing := [name for name in wanted if name not in names]:
        rows = "the key" if query.key else "all columns (or declare a key)"
        yield Problem("order", order.line, f"The order is not total: ORDER BY lacks {', '.join(missing)} of {rows}.")


def _chance(query: SavedQuery, found: Sequence[Token], whole: Sequence[Clause]) -> Iterator[Problem]:
    """What depends on the order in which an engine finds things."""
    ordered_before = False
    for scope in scopes(found):
        ordered = ordered_before if scope is not found else False
        for clause in clauses(scope):
            if clause.word in ("RETURN", "WITH") and not ordered:
                for token in calls(clause.body, {"collect"}):
                    yield Problem("chance", token.line, "collect() without an ORDER BY before it gives any order.")
            if clause.word == "ORDER":
                ordered = True
            if clause.word in ("LIMIT", "SKIP") and not ordered:
                yield Problem("chance", clause.line, f"{clause.word} without ORDER BY takes any rows.")
        ordered_before = ordered_before or (ordered and scope is found)
    for i, token in enumerate(found):
        if token.word == "COLLECT" and after(found, i).within == "subquery":
            inner = clauses(found[i + 2 : closing(found, i + 1)])
            if not any(c.word == "ORDER" for c in inner):
                yield Problem("chance", token.line, "COLLECT { } without an ORDER BY in it gives any order.")


def _grouping(query: SavedQuery, found: Sequence[Token], whole: Sequence[Clause]) -> Iterator[Problem]:
    """Neo4j refuses a column that mixes an aggregate with something that is no column of its own."""
    for token, name in mixed(found):
        text = f"{name} stands beside an aggregate and is no column of its own; WITH first."
        yield Problem("grouping", token.line, text)


def _series(query: SavedQuery, found: Sequence[Token], whole: Sequence[Clause]) -> Iterator[Problem]:
    """Trade and production come from several publishers; without a choice everything is counted several times."""
    # What sources tell has evidence, and rows of data sets have none: who asks for it has chosen too.
    if any(t.text in ("preferred", "series", "evidence") and t.kind in ("property", "key") for t in found):
        return
    for i, token in enumerate(found):
        if token.text == ":" and token.within == "relationship":
            for name in labels(found, i + 1):
                if name.text in schema().relations and "series" in schema().relations[name.text].identity:
                    text = f"{name.text} has rows of several series; add (r.series IS NULL OR r.preferred) or a series."
                    yield Problem("series", name.line, text)


Rule = Callable[[SavedQuery, Sequence[Token], Sequence[Clause]], Iterator[Problem]]
RULES: tuple[Rule, ...] = (_header, _order, _chance, _grouping, _series)
