"""What a store says of a query that it refuses, as one sentence with the place in what the user wrote."""

from __future__ import annotations

import re

from graphkit.errors import QueryError
from graphkit.queries.rewriting import NO_PATTERN
from graphkit.queries.scoping import bound, used, walk
from graphkit.queries.searching import SAME_ENDS
from graphkit.queries.text import masked
from graphkit.queries.tokens import Token, after, tokens, unquoted
from graphkit.stores import wording

NO_FILES = "LOAD CSV reads files of the machine; a query reads the graph only. Use `graphkit load` for tables."
ONLY_READS = "This query would change the store; `graphkit cypher` only reads, unless it is given --write."
_REFUSED = ("Neo.ClientError.Security.Forbidden", "Neo.ClientError.Statement.AccessMode")
_PLACES = (
    (re.compile(r"^Syntax error at line (\d+):(\d+) - "), 1),  # the embedded engine counts columns from 0
    (re.compile(r" at line (\d+), column (\d+)\b.*", re.DOTALL), 1),  # the embedded engine, too
    (re.compile(r" \(line (\d+), column (\d+) \(offset: \d+\)\).*", re.DOTALL), 0),
)
_SAME_ENDS = "This asks for a shortest path from a node to itself, which Neo4j refuses; leave it out by WHERE a <> b."
_ADDED_UP = "write reduce(total = duration('PT0S'), d IN collect(...) | total + d)"
_KNOWN = (
    (re.compile(SAME_ENDS), _SAME_ENDS),
    (re.compile("start and end nodes are the same"), _SAME_ENDS),
    (re.compile(NO_PATTERN), "The store refuses this: what stands after =~ is no regular expression."),
    (
        re.compile(r"sum\(\) requires numeric input, but received a value of type CypherDuration"),
        f"The engines differ here: the embedded engine has no sum() of durations; {_ADDED_UP}.",
    ),
    (
        re.compile(r"avg\(\) expects .* got DURATION"),
        f"The engines differ here: the embedded engine has no avg() of durations; {_ADDED_UP}, and divide by count().",
    ),
    (
        re.compile(r"Cannot compare (\w*Date\w*) with (\w*Date\w*)"),
        "The engines differ here: the embedded engine does not sort dates together with datetimes; sort by date(...).",
    ),
)
_NO_REASON = "Error executing Cypher query: "
_UNSAID = "The store refuses this, and gives no reason"
_CODE = re.compile(r"^(?:[A-Z][a-z]+[A-Z]\w*(?:: | - ))+")
_NAMED = re.compile(r"([Ff]unction|Variable) ['`]([\w.]+)['`]")
_ENDED = "mismatched input '<EOF>'"
_SHOWN = 90  # characters of what a parser would have liked instead


def refusal(code: str | None, message: str | None, text: str) -> QueryError:
    """Return what a store says of a query as one sentence, with the place that it names in what was sent."""
    said = message or ""
    if code in _REFUSED:
        csv = "LOAD CSV" in said or ("security" in said and re.search(r"\bload\s+csv\b", masked(text), re.IGNORECASE))
        return QueryError(NO_FILES if csv else ONLY_READS)
    if code is not None and code.endswith(".ParameterMissing"):
        names = re.findall(r"\w+", said.partition(":")[2])
        return QueryError(
            f"The query needs a value for {' and '.join(f'${name}' for name in names)}; give it with "
            f"{' '.join(f'-p {name}=VALUE' for name in names)}."
        )
    if sentence := known(said):
        return QueryError(sentence)
    if said.startswith(_NO_REASON):
        where = _counted(text)
        return QueryError("The store refuses this: a whole number is wanted here." if where else f"{_UNSAID}.", where)
    where, said = _place(said, text)
    return QueryError(f"The store refuses this: {short(said)}", where)


def moved(error: QueryError, lines: int, columns: int) -> QueryError:
    """Return an error with its place in what the user wrote, which has so much before what was sent, and its words."""
    if error.at is None or error.at[0] + lines < 1:
        return QueryError(str(error))
    line, column = error.at
    at = (line + lines, column + (columns if line == 1 else 0))
    head, mark, rest = str(error).partition(": ")
    return QueryError(f"{head}{mark}line {at[0]}, column {at[1]}: {rest}", at)


def known(said: str) -> str | None:
    """Return the sentence for an error that we know: one that a bridged query raises, or a lack of an engine."""
    return next((sentence for pattern, sentence in _KNOWN if pattern.search(said)), None)


def placed(error: QueryError, at: tuple[int, int]) -> QueryError:
    """Return an error with another place, in its words too."""
    line, column = error.at or at
    words = str(error).replace(f"line {line}, column {column}", f"line {at[0]}, column {at[1]}", 1)
    return QueryError(words, at)


def _place(said: str, text: str) -> tuple[tuple[int, int] | None, str]:
    """Return the line and column that a message names, or that of what it names, and the message without them."""
    lines = text.split("\n")
    for pattern, base in _PLACES:
        if found := pattern.search(said):
            line, column = int(found[1]), int(found[2]) + base
            if line > len(lines):  # what marks a query stands on a line after it
                line, column = len(lines), len(lines[-1]) + 1
            return (line, column) if line > 0 else None, said[: found.start()] + said[found.end() :]
    return named(said, text), said


def _counted(text: str) -> tuple[int, int] | None:
    """Return the place of the parameter that says how many rows are wanted, if there is one."""
    found = tokens(text)
    for i, token in enumerate(found):
        if token.word in ("LIMIT", "SKIP") and after(found, i).kind == "parameter":
            return _at(after(found, i), text)
    return None


def named(said: str, text: str) -> tuple[int, int] | None:
    """Return where the function or variable is named that a message speaks of: a variable where it is not known."""
    match = _NAMED.search(said)
    if match is None:
        return None
    found, name = tokens(text), match[2].split(".")[0]
    if match[1] == "Variable":
        before: frozenset[str] = frozenset()
        for seen in walk(found):
            ending = seen.clause.word in ("ORDER", "WHERE", "SKIP", "LIMIT")
            known = seen.variables | set(bound(seen.clause.body)) | (before if ending else set())
            before = seen.variables if not ending else before
            if name not in known:
                for token in used(seen.clause.body):
                    if unquoted(token.text) == name:
                        return _at(token, text)
    return next((_at(token, text) for token in found if token.text == name and token.kind == "name"), None)


def _at(token: Token, text: str) -> tuple[int, int]:
    return token.line, token.start - text.rfind("\n", 0, token.start)


def short(message: str | None) -> str:
    """The first line, without codes, examples, and the list of all that a parser would have taken."""
    line = (wording.plain((message or "").strip()).splitlines() or ["no reason given"])[0].rstrip(". ")
    line = _CODE.sub("", line).replace(_ENDED, "the query ends too early").partition(". For example, in ")[0]
    head, mark, expected = line.partition("expected")
    if mark and len(expected) > _SHOWN:
        wanted, was, kind = expected.rpartition(" but was ")
        line = head.rstrip(" ,:")
        if was:
            line += f": {kind} does not fit here" if "," not in kind else f": expected{wanted}"
    return f"{line}."
