"""Shortest paths: from a node to itself, and the variable of their relationships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.queries.editing import Edit
from graphkit.queries.scoping import Seen, bound, own, walk
from graphkit.queries.tokens import Clause, Token, after, closing, quoted, tokens, unquoted

SAME_ENDS = "graphkit: the ends are the same node"
_RAISED = f"date('{SAME_ENDS}')"
_SEARCHES = ("shortestpath", "allshortestpaths")


def relationships(text: str) -> Iterator[Edit]:
    """The variable of a shortest path's relationships, which the embedded engine leaves null: taken from the path."""
    for one in walk(tokens(text)):
        if one.clause.word in ("MATCH", "OPTIONAL") and one.following:
            yield from _taken_from_paths(one, one.following)


def _taken_from_paths(one: Seen, following: Clause) -> Iterator[Edit]:
    body = one.clause.body
    paths: dict[str, str] = {}
    for i, token in own(body):
        if token.text.lower() not in _SEARCHES or after(body, i).text != "(":
            continue
        path = body[i - 2].text if i > 1 and body[i - 1].text == "=" else f"graphkit_path_{token.start}"
        for name in (body[k] for k in range(i, closing(body, i + 1)) if _of_relationship(body, k)):
            if unquoted(name.text) not in one.variables:
                paths[unquoted(name.text)] = path
                yield Edit(name.start, len(name.text), "")
        if path.startswith("graphkit_path_") and path in paths.values():
            yield Edit(token.start, 0, f"{path} = ")
    if paths:
        kept = [quoted(name) for name in sorted((one.variables | set(bound(body))) - set(paths))]
        taken = [f"relationships({path}) AS {quoted(name)}" for name, path in paths.items()]
        last = following.body[-1] if following.word == "WHERE" and following.body else body[-1]
        yield Edit(last.end, 0, f" WITH {', '.join([*kept, *taken])}")


def _of_relationship(body: Sequence[Token], k: int) -> bool:
    """Tell whether the variable of a relationship stands here."""
    before = body[k - 1]
    return body[k].kind in ("name", "alias") and before.text == "[" and before.within == "relationship"


def searches(text: str) -> list[Edit]:
    """Neo4j refuses a shortest path from a node to itself; the embedded engine gives one of no steps."""
    out: list[Edit] = []
    for one in walk(tokens(text)):
        body = one.clause.body
        guards: list[str] = []
        for i, token in own(body):
            if token.text.lower() not in _SEARCHES or after(body, i).text != "(":
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
