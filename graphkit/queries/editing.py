"""A text that is changed in steps, and where a place in what came out of them stood at first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a text, `size` long, that another takes the place of."""

    start: int
    size: int
    text: str


@dataclass(frozen=True, slots=True)
class Edited:
    """What a text became, the text before, and the edits of each step in their order."""

    text: str
    original: str
    steps: tuple[tuple[Edit, ...], ...]

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Return the line and column in the original text of those in what it became; both count from 1."""
        at = _offset(self.text, line, column)
        for edits in reversed(self.steps):
            at = _before(edits, at)
        head = self.original[:at]
        return head.count("\n") + 1, at - head.rfind("\n")


def edited(text: str, steps: Iterable[Callable[[str], Iterable[Edit]]]) -> Edited:
    """Return a text after steps, each of which says what is to be edited in what the last one made of it."""
    original, done = text, []
    for step in steps:
        edits = tuple(sorted(step(text), key=lambda edit: edit.start))
        if edits:
            text = _applied(text, edits)
            done.append(edits)
    return Edited(text, original, tuple(done))


def _applied(text: str, edits: Sequence[Edit]) -> str:
    out, last = [], 0
    for edit in edits:
        out += [text[last : edit.start], edit.text]
        last = edit.start + edit.size
    return "".join([*out, text[last:]])


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start + column - 1


def _before(edits: Sequence[Edit], at: int) -> int:
    """Return where a place stood before a step; one in a new piece stood where that begins."""
    moved = 0
    for edit in edits:
        start = edit.start + moved
        if at < start:
            break
        if at < start + len(edit.text):
            return edit.start + min(at - start, edit.size)
        moved += len(edit.text) - edit.size
    return at - moved
