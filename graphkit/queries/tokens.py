"""Cypher as tokens that know where they stand: in a node, a relationship, a map, a subquery; and as clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<comment>//[^\n]*|/\*.*?\*/)"
    r"|(?P<string>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
    r"|(?P<name>(?:`[^`]*`)+|[^\W\d]\w*)|(?P<parameter>\$(?:\w+|(?:`[^`]*`)+))"
    r"|(?P<number>0[xo]\w+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)"
    r"|(?P<sign><>|!=|<=|>=|=~|\.\.|\+=|\|\||.)",
    re.DOTALL,
)
WRITES = ("CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "DROP", "LOAD", "INSERT")
CLAUSES = {"MATCH", "OPTIONAL", "WHERE", "WITH", "UNWIND", "CALL", "RETURN", "ORDER", "SKIP", "LIMIT", "UNION", "USE"}
_WORDS = {
    "AND", "AS", "ASC", "ASCENDING", "BY", "CASE", "CONTAINS", "DESC", "DESCENDING", "DISTINCT", "ELSE", "END", "ENDS",
    "IN", "IS", "NOT", "NULL", "OR", "STARTS", "THEN", "WHEN", "XOR", "YIELD", "ALL", "ANY", "SHORTEST",
}  # fmt: skip
_FINAL = {"ALL", "ANY", "ASC", "ASCENDING", "DESC", "DESCENDING", "END", "NULL", "UNION"}
_TYPES = {"ANY", "BOOLEAN", "DATE", "DATETIME", "DURATION", "FLOAT", "INTEGER", "MAP", "NODE", "NULL", "STRING", "TIME"}
_PLAIN = re.compile(r"[^\W\d]\w*")
_CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass(slots=True)
class Token:
    """One token. `within` is what the innermost bracket around it is; of an opening bracket, what it opens itself."""

    kind: str
    text: str
    line: int
    within: str = ""
    depth: int = 0
    start: int = 0

    @property
    def end(self) -> int:
        """Where in the text the token ends; it begins at `start`."""
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """The word in capitals, where it can be a keyword."""
        return self.text.upper() if self.kind == "name" else ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of one scope: its keyword and the tokens that follow it."""

    word: str
    line: int
    body: Sequence[Token]


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text, without blanks and comments.

    Example:
        >>> [t.text for t in tokens("RETURN $a // the end")]
        ['RETURN', '$a']
    """
    found: list[Token] = []
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind not in ("space", "comment"):
            found.append(Token(kind, match.group(), line, start=match.start()))
        line += match.group().count("\n")
    _place(found)
    return found


def _place(found: list[Token]) -> None:
    """Say of each token where it stands, and which names are properties and keys rather than words of the language."""
    open_: list[str] = []
    calls: list[bool] = []
    for i, token in enumerate(found):
        before = found[i - 1] if i else Token("", "", 0)
        if token.text in _CLOSING and token.kind == "sign":
            opened = _opens(found, i, open_[-1] if open_ else "")
            calls.append(before.word == "CALL")
            token.within, token.depth = opened, len(open_)
            open_.append(opened)
        elif token.text in _CLOSING.values() and token.kind == "sign" and open_:
            token.within, token.depth = open_.pop(), len(open_)
            if calls.pop() and token.text == ")" and i + 1 < len(found) and found[i + 1].text == "{":
                token.kind = "scope"  # CALL (x) { ... }
        else:
            token.within, token.depth = open_[-1] if open_ else "", len(open_)
            if token.kind == "name":
                _name(found, i)


def _name(found: list[Token], i: int) -> None:
    token, before = found[i], found[i - 1] if i else Token("", "", 0)
    after = found[i + 1].text if i + 1 < len(found) else ""
    if before.text == "." and before.kind == "sign":
        token.kind = "property"
    elif token.within in ("map", "properties", "projection") and after == ":" and before.text in ("{", ","):
        token.kind = "key"
    elif before.word == "AS" or (token.text.startswith("`")):
        token.kind = "alias"


def _opens(found: list[Token], i: int, around: str) -> str:
    token, before = found[i], found[i - 1] if i else Token("", "", 0)
    if token.text == "[":
        return "relationship" if before.text == "-" else "list"
    if token.text == "(":
        return _parenthesis(found, i, before)
    if before.word in ("EXISTS", "COUNT", "COLLECT", "CALL") or before.kind == "scope":
        return "subquery"
    if before.text in (")", "-", ">") and before.kind == "sign":
        return "quantifier"
    if around in ("node", "relationship") and (before.text in ("(", "*") or before.kind in ("name", "number")):
        return "properties"
    if around in ("node", "relationship") and before.text in ("[", "|", "`"):
        return "properties"
    plain = before.kind in ("name", "alias") and before.word not in CLAUSES | _WORDS
    return "projection" if plain else "map"


def _parenthesis(found: list[Token], i: int, before: Token) -> str:
    named = before.kind in ("name", "property") and before.word not in CLAUSES | _WORDS | {*WRITES}
    if named and before.word != "EXISTS":
        return "call"
    ahead = [t.text for t in found[i + 1 : i + 3]]
    if ahead and (
        ahead[0] in (")", ":", "{") or (found[i + 1].kind == "name" and ahead[1:2] in ([")"], [":"], ["{"], ["WHERE"]))
    ):
        return "node"
    return "parenthesis"


def after(found: Sequence[Token], i: int, steps: int = 1) -> Token:
    """Return the token so many steps after `i`, an empty one where the text ends before it."""
    return found[i + steps] if i + steps < len(found) else Token("", "", 0)


def scopes(found: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens of the whole query, then those of each subquery, outer ones first."""
    yield found
    for i, token in enumerate(found):
        if token.text == "{" and token.within == "subquery":
            end = closing(found, i)
            yield found[i + 1 : end]


def closing(found: Sequence[Token], i: int) -> int:
    """Return where the bracket that opens at `i` closes."""
    depth = found[i].depth
    for j in range(i + 1, len(found)):
        if found[j].depth == depth and found[j].text == _CLOSING[found[i].text] and found[j].within == found[i].within:
            return j
    return len(found)


def clauses(scope: Sequence[Token]) -> list[Clause]:
    """Return the clauses of one scope; ORDER BY, SKIP and LIMIT are clauses of their own."""
    if not scope:
        return []
    depth = min(token.depth for token in scope)
    starts = [
        i
        for i, t in enumerate(scope)
        if t.depth == depth
        and t.kind == "name"
        and (t.word in CLAUSES or t.word in WRITES)
        and (i == 0 or _ends(scope[i - 1]) or _type_ends(scope, i - 1))
    ]
    return [
        Clause(scope[i].word, scope[i].line, scope[i + 1 : j])
        for i, j in zip(starts, [*starts[1:], len(scope)], strict=False)
    ]


def _ends(before: Token) -> bool:
    """Tell whether a clause can begin after this token: `limit` in "RETURN limit" and "a.limit" is a name."""
    if before.kind == "sign":
        return before.text in (")", "]", "}", ";", "*")
    if before.kind != "name":
        return True
    return before.word not in CLAUSES | _WORDS or before.word in _FINAL


def _type_ends(scope: Sequence[Token], i: int) -> bool:
    """Tell whether a type ends here: `LIST<STRING>`."""
    return i > 2 and scope[i].text == ">" and scope[i - 1].word in _TYPES


def items(body: Sequence[Token]) -> list[Sequence[Token]]:
    """Split what a RETURN, WITH or ORDER BY lists at its commas; those of `CASE x WHEN 1, 2` are not its own."""
    out: list[list[Token]] = [[]]
    depth = min((token.depth for token in body), default=0)
    cases = 0
    for token in body:
        cases = max(0, cases + (token.word == "CASE") - (token.word == "END"))
        if token.text == "," and token.depth == depth and token.kind == "sign" and not cases:
            out.append([])
        else:
            out[-1].append(token)
    if out[0] and out[0][0].word in ("DISTINCT", "BY"):
        out[0] = out[0][1:]
    return [item for item in out if item]


def unquoted(name: str) -> str:
    """Return a name without the backticks that it is written in."""
    return name[1:-1].replace("``", "`") if name.startswith("`") else name


def quoted(name: str) -> str:
    """Return a name as it is written in a query."""
    return name if _PLAIN.fullmatch(name) else f"`{name.replace('`', '``')}`"


def column(item: Sequence[Token]) -> str:
    """Return the name of a column that a RETURN or WITH gives, or "" where it is an expression without one."""
    if len(item) > 1 and item[-2].word == "AS":
        return unquoted(item[-1].text)
    named = item[0].kind in ("name", "alias") and (len(item) == 1 or projected(item))
    return unquoted(item[0].text) if named else ""


def projected(item: Sequence[Token]) -> bool:
    """Tell whether an item is a map projection and no more, as in `a {.id}`: it bears the name of its variable."""
    opened = len(item) > 2 and item[1].text == "{" and item[1].within == "projection"
    return opened and closing(item, 1) == len(item) - 1
