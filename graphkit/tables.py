"""Tables of facts: strict CSV, each row on its own line, so that the line is the quote that says so."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graphkit import dates
from graphkit.documents import read_file
from graphkit.errors import InputError
from graphkit.gazetteer import split
from graphkit.model import Claim, Document, Node, Ref, Value, content_id, freeze

_LISTS = {"aliases", "demonyms", "capital", "part_of"}
_NUMBERS = {"latitude", "longitude"}
_DATES = {"founded", "ended", "since", "until"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells, the line that it is, and where that stands in the document."""

    document: Document
    number: int
    start: int
    line: str
    cells: Mapping[str, str]

    def claim(self, status: str | None = None, date: str = "", published: str = "", **attributes: Value) -> Claim:
        """Return the claim that this row makes; empty attributes are left out."""
        said = {k: v for k, v in {**attributes, "source": self.cells["source"]}.items() if v != "" and v != ()}
        return Claim(
            document=self.document.id,
            quote=self.line,
            start=self.start,
            end=self.start + len(self.line),
            published=published or self.document.published,
            status=status,
            date=date or None,
            attributes=freeze(said),
            reader="table",
            rule=self.document.title,
        )

    def node(self, kind: str) -> Node:
        """Return the node that this row describes: every filled cell but id and name is a property of it."""
        properties: dict[str, Value] = {"document": self.document.id}
        for name, cell in self.cells.items():
            if name in ("id", "name") or not cell:
                continue
            if name in _LISTS:
                properties[name] = split(cell)
            elif name in _NUMBERS:
                properties[name] = _number(cell, name)
            else:
                properties[name] = dates.check(cell) if name in _DATES else cell
        return Node(Ref(kind, self.cells["id"]), self.cells["name"], properties)


def read_table(file: Path, columns: tuple[str, ...], publisher: str) -> tuple[Document, list[Row]]:
    """Return the table as a document, and its rows.

    The first line must name exactly these columns; each row fills them, and its `source` is never empty. What is
    wrong is named with file and line.
    """
    read = read_file(file)
    title = f"Reference table {file.stem}"
    document = Document(content_id(title, read.sha256), title, read.text, read.sha256, publisher)
    rows: list[Row] = []
    start = 0
    for number, line in enumerate(read.text.split("\n"), 1):
        where = f"{file}, line {number}"
        if number == 1:
            if tuple(_cells(line, where)) != columns:
                raise InputError(f"{where}: the columns must be {','.join(columns)}.")
        elif line.strip():
            cells = _cells(line, where)
            if len(cells) != len(columns):
                raise InputError(f"{where}: {len(cells)} cells, but {len(columns)} columns.")
            row = Row(document, number, start, line, dict(zip(columns, cells, strict=True)))
            if not row.cells["source"]:
                raise InputError(f"{where}: the row has no source.")
            rows.append(row)
        start += len(line) + 1
    return document, rows


def _cells(line: str, where: str) -> list[str]:
    try:
        return next(csv.reader([line], strict=True))
    except csv.Error as error:
        raise InputError(f"{where}: this is not a row of a CSV table ({error}).") from None


def _number(cell: str, column: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise InputError(f'{column}: "{cell}" is not a number (write 12.5, with a point).') from None
