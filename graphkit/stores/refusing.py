"""What a store says of a query that it refuses, as one sentence with the place in what the user wrote."""

from __future__ import annotations

import re

from graphkit.errors import QueryError
from graphkit.queries.rewriting import NO_PATTERN
from graphkit.queries.searching import SAME_ENDS
from graphkit.queries.tokens import tokens
from graphkit.shell.text import masked

NO_FILES = "LOAD CSV reads files of the machine; a query reads the graph only. Use `graphkit load` for tables."
ONLY_READS = "This query would change the store; `graphkit cypher` only reads, unless it is given --write."
_REFUSED = ("Neo.ClientError.Security.Forbidden", "Neo.ClientError.Statement.AccessMode")
_PLACES = (
    (re.compile(r"^Syntax error at line (\d+):(\d+) - "), 1),  # the embedded engine counts columns from 0
    (re.compile(r" at line (\d+), column (\d+)\b.*", re.DOTALL), 1),  # the embedded engine, too
    (re.compile(r" \(line (\d+), column (\d+) \(offset: \d+\)\).*", re.DOTALL), 0),
)
_SAME_ENDS = "This asks for a shortest path from a node to itself, which Neo4j refuses; leave it out by WHERE a <> b."
_KNOWN = (
    (re.compile(SAME_ENDS), _SAME_ENDS),
    (re.compile("start and end nodes are the same"), _SAME_ENDS),
    (re.compile(NO_PATTERN), "The store refuses this: what stands after =~ is no regular expression."),
    (
        re.compile(r"avg\(\) expects .* got DURATION"),
        "The engines differ here: the embedded engine has no avg() of durations; divide their sum() by count().",
    ),
    (
        re.compile(r"Cannot compare (\w*Date\w*) with (\w*Date\w*)"),
        "The engines differ here: the embedded engine does not sort dates together with datetimes; sort by date(...).",
    ),
)
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


def named(said: str, text: str) -> tuple[int, int] | None:
    """Return where the function or variable is first named that a message speaks of."""
    found = _NAMED.search(said)
    for token in tokens(text) if found else ():
        if found and token.text == found[2].split(".")[0] and token.kind == "name":
            return token.line, token.start - text.rfind("\n", 0, token.start)
    return None


def short(message: str | None) -> str:
    """The first line, without codes, examples, and the list of all that a parser would have taken."""
    line = ((message or "").strip().splitlines() or ["no reason given"])[0].rstrip(". ")
    line = _CODE.sub("", line).replace(_ENDED, "the query ends too early").partition(". For example, in ")[0]
    head, mark, expected = line.partition("expected")
    if mark and len(expected) > _SHOWN:
        line = head.rstrip(" ,:")
    return f"{line}."
