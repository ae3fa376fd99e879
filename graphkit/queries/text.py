"""Cypher as text: where a statement ends, which names it uses, and where in it an error stands.

None of this decides what a query may do; that is the engine's affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPAQUE = re.compile(
    r"//[^\n]*|/\*.*?(?:\*/|\Z)"
    r"|'(?:\\.|[^'\\])*(?:'|\Z)|\"(?:\\.|[^\"\\])*(?:\"|\Z)|`(?:``|[^`])*(?:`|\Z)",
    re.DOTALL,
)
_TOKEN = re.compile(r"[A-Za-z_]\w*|\$\w+|[0-9][\w.]*|->|<-|\.\.|[^\s\w]")
_NAME = re.compile(r"[A-Za-z_]\w*")
_BEFORE_PATTERN = ("MATCH", "MERGE", "CREATE", "WHERE", "AND", "OR", "NOT")


def masked(text: str) -> str:
    """Return the text, as long as it was, with blanks for comments and tildes for strings and quoted names.

    Example:
        >>> masked("RETURN 'a;b' // c")
        'RETURN ~~~~~     '
    """

    def blank(match: re.Match[str]) -> str:
        filler = " " if match[0].startswith("/") else "~"
        return re.sub(r"[^\n]", filler, match[0])

    return _OPAQUE.sub(blank, text)


def bare(text: str) -> str:
    """Return the statement without the semicolon that ends it, and what follows that."""
    end = len(masked(text).rstrip())
    while end and masked(text)[end - 1] == ";":
        end = len(masked(text)[: end - 1].rstrip())
    return text[:end] if masked(text)[:end].strip() else ""


def sent(text: str) -> tuple[str, tuple[int, int]]:
    """Return a statement as it is sent, and the (lines, columns) that stand before its first word.

    Comments become blanks: an engine that drops them counts its lines without them.
    """
    plain = uncommented(bare(text))
    start = len(plain) - len(plain.lstrip())
    return plain[start:], (plain.count("\n", 0, start), start - plain.rfind("\n", 0, start) - 1)


def uncommented(text: str) -> str:
    """Return the text, as long as it was, with blanks for comments."""
    return _OPAQUE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]) if m[0].startswith("/") else m[0], text)


def complete(text: str) -> bool:
    """Tell whether the text ends with a semicolon outside strings and comments."""
    return masked(text).rstrip().endswith(";")


def caret(text: str, line: int, column: int) -> str:
    """Return a line of the text with a caret under a column (both count from 1); nothing where there is none."""
    lines = text.split("\n")
    if not 1 <= line <= len(lines) or not 1 <= column <= len(lines[line - 1]) + 1:
        return ""
    row = lines[line - 1].rstrip("\r").replace("\t", " ")
    start = max(0, column - 60)  # a long line is shown around the place
    cut = row[start : start + 76]
    return f"  {cut}\n  {' ' * (column - 1 - start)}^"


def names_used(text: str) -> Iterator[tuple[str, str]]:
    """Yield ("label" | "relation" | "property", name) for the names in a query, as far as its text shows them.

    A property is one of a variable that a pattern binds, or a key in a pattern; keys of maps are not.

    Example:
        >>> sorted(names_used("MATCH (c:Country {id: 'KOR'})-[r:SUPPLIES]->(d) RETURN c.name, size('x.y')"))
        [('label', 'Country'), ('property', 'id'), ('property', 'name'), ('relation', 'SUPPLIES')]
    """
    tokens = _TOKEN.findall(masked(text))
    bound: set[str] = set()
    stack: list[str] = []  # the brackets that are open: "(" or "[" of a pattern, else what stands there
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else ""
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        inside = stack[-1] if stack else ""
        if token in "([{":
            stack.append(_opened(token, tokens, at, inside))
        elif token in ")]}" and stack:
            stack.pop()
        elif _NAME.fullmatch(token) is None:
            continue
        elif inside in ("node", "edge") and before in "([":
            bound.add(token)
        elif inside in ("node", "edge") and before in (":", "|", "&", "!"):
            yield ("label" if inside == "node" else "relation"), token
        elif before == "." and at > 1 and tokens[at - 2] in bound:
            if after != "(":
                yield "property", token
        elif inside == "keys" and after == ":" and before in ("{", ","):
            yield "property", token


def _opened(token: str, tokens: list[str], at: int, inside: str) -> str:
    """Say what a bracket opens: a node or an edge of a pattern, the keys in one, or something else."""
    before = tokens[at - 1] if at else ""
    if token == "{":
        return "keys" if inside in ("node", "edge") else "map"
    if token == "[":
        return "edge" if before in ("-", "<-") else "list"
    following = tokens[at + 1 : at + 3]
    opens = before in ("", "-", "->", ",", "=", "{", "(") or before.upper() in _BEFORE_PATTERN
    named = bool(following) and (following[0] in (":", ")", "{") or following[1:2] in ([":"], [")"], ["{"]))
    return "node" if opens and named else "call"
