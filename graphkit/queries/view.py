"""Draws answers of saved queries for a terminal: a table where it fits, else a block for each row; and their list."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from graphkit import output
from graphkit.output import Answer, cell

_WRAPPED = 16
"""A column of a table may wrap its cells at this width, but not at less."""


def drawn(answer: Answer) -> Answer:
    """Return the answer with a way to draw it that fits the terminal."""

    def text(width: int) -> str:
        fits = _needed(answer) <= width
        return output.render(replace(answer, text=None), "table", width) if fits else blocks(answer, width)

    return replace(answer, text=text)


def listing(rows: Sequence[Mapping[str, str]], width: int) -> str:
    """Return the list of saved queries: name and title, and below them the parameters."""
    label = max((len(row["name"]) for row in rows), default=0) + 2
    lines: list[str] = []
    for row in rows:
        head = f"{row['name']:{label}}"
        for text in (row["title"], row["parameters"] and f"-p {row['parameters']}"):
            lines += textwrap.wrap(text, width, initial_indent=head, subsequent_indent=" " * label)
            head = " " * label
    return "".join(f"{line}\n" for line in lines)


def _needed(answer: Answer) -> int:
    """The least width of a table that breaks no word and wraps no column to less than is readable."""
    return sum(_column(answer, name) + 3 for name in answer.columns)


def _column(answer: Answer, name: str) -> int:
    texts = [cell(row.get(name)) for row in answer.rows]
    words = max((len(word) for text in texts for word in text.split()), default=0)
    return max(len(name), words, min(max(map(len, texts), default=0), _WRAPPED))


def blocks(answer: Answer, width: int) -> str:
    """Return the rows one below the other, each column on lines of its own; what is empty is left out."""
    label = max((len(name) for name in answer.columns), default=0)
    return "\n".join(_block(row, answer.columns, label, width) for row in answer.rows)


def _block(row: Mapping[str, Any], columns: Sequence[str], label: int, width: int) -> str:
    lines: list[str] = []
    for name in columns:
        value = row.get(name)
        quotes = isinstance(value, list) and any(isinstance(v, str) and " " in v for v in value)
        for number, part in enumerate(value if quotes and isinstance(value, list) else [value]):
            shown = output._printable(cell(part)).replace("\n", " ").replace("\t", " ")
            if shown:
                head = f"{name if number == 0 else '':{label}}  "
                lines += textwrap.wrap(
                    shown, width, initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False
                )
    return "".join(f"{line}\n" for line in lines)
