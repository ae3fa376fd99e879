"""Where in a query an operand, a chain of properties or a pattern ends or begins."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.queries.tokens import Token, after, closing

_VALUES = ("END", "NULL", "TRUE", "FALSE")


def operand_end(found: Sequence[Token], i: int) -> int:
    """Return where the operand of * or / ends that begins at `i`: the place after its last token."""
    while i < len(found) and found[i].text in ("-", "+"):
        i += 1
    i = _primary_end(found, i)
    while i < len(found):
        if found[i].text == "." and found[i].kind == "sign":
            i += 2
        elif found[i].text in ("[", "(", "{") and found[i].within in ("list", "call", "subquery", "projection"):
            i = closing(found, i) + 1
        elif found[i].text == "^":
            return operand_end(found, i + 1)
        else:
            break
    return min(i, len(found))


def _primary_end(found: Sequence[Token], i: int) -> int:
    if i >= len(found):
        return i
    if found[i].word == "CASE":
        return _case_end(found, i)
    if found[i].text in ("(", "[", "{"):
        return closing(found, i) + 1
    return i + 1


def _case_end(found: Sequence[Token], i: int) -> int:
    """Return the place after the END of the CASE at `i`."""
    open_ = 0
    for j in range(i, len(found)):
        if found[j].depth == found[i].depth:
            open_ += (found[j].word == "CASE") - (found[j].word == "END")
            if not open_:
                return j + 1
    return len(found)


def chain_start(found: Sequence[Token], i: int) -> int:
    """Return where the variable or property begins that ends before `i`; `i` where something else stands there."""
    j = i - 1
    while j > 1 and found[j].kind == "property" and found[j - 1].text == ".":
        j -= 2
    return j if j >= 0 and found[j].kind in ("name", "alias") and found[j].word not in _VALUES else i


def pattern_end(found: Sequence[Token], i: int) -> int:
    """Return where the pattern ends that begins with a node at `i`: the place after it, or `i` if it has no steps."""
    end = i
    if _at(found, i).text != "(" or found[i].within != "node":
        return i
    j = closing(found, i) + 1
    while (step := _step_end(found, j)) > j:
        if _at(found, step).text != "(":
            break
        end = j = min(closing(found, step) + 1, len(found))
    return end


def _step_end(found: Sequence[Token], j: int) -> int:
    """Return where the relationship ends that begins at `j`; `j` if there is none."""
    end = j + (_at(found, j).text == "<")
    if _at(found, end).text != "-":
        return j
    end += 1
    if _at(found, end).text == "[":
        end = closing(found, end) + 1
    if _at(found, end).text != "-":
        return j
    end += 1 + (_at(found, end + 1).text == ">")
    if _at(found, end).within == "quantifier":
        return closing(found, end) + 1
    return end + (_at(found, end).text in ("+", "*"))


def _at(found: Sequence[Token], i: int) -> Token:
    return after(found, i, 0)
