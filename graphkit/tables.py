"""Tables of facts: strict CSV, each row on its own line, so that the line is the quote that says so."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graphkit import dates
from graphkit.documents import read_bytes, read_file
from graphkit.errors import InputError
from graphkit.gazetteer import split
from graphkit.model import Claim, Document, Node, Ref, Value, content_id, freeze

OURS = "graphkit"
"""The publisher of the bundled tables."""

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
    read = from_xlsx(file) if file.suffix.lower() == ".xlsx" else read_file(file)
    title = f"{'Reference table' if publisher == OURS else 'Table'} {file.stem}"
    document = Document(content_id(title, read.sha256), title, read.text, read.sha256, publisher)
    rows: list[Row] = []
    start = 0
    for number, line in enumerate(read.text.split("\n"), 1):
        where = f"{file}, line {number}"
        if number == 1:
            _check_head(_cells(line, where), columns, where)
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


def from_xlsx(file: Path) -> Document:
    """Return the first sheet of a workbook as a document whose text is CSV, a line for each row."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    data = read_bytes(file)
    try:
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        rows = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError):
        raise InputError(f"{file} is no workbook that can be read. Save it as XLSX or CSV again.") from None
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(row for row in rows if any(row))
    if not out.getvalue().strip():
        raise InputError(f"{file} is empty.")
    return Document("", file.stem, out.getvalue(), hashlib.sha256(data).hexdigest())


def _text(value: object) -> str:
    """A cell as our tables write it: days as ISO dates, whole numbers without a point, no line breaks."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def _check_head(found: list[str], columns: tuple[str, ...], where: str) -> None:
    if tuple(found) == columns:
        return
    unknown = [name for name in found if name not in columns]
    missing = [name for name in columns if name not in found]
    what = f'"{unknown[0]}" is none of them. ' if unknown else f'"{missing[0]}" is missing. ' if missing else ""
    raise InputError(f"{where}: {what}The columns must be {','.join(columns)}.")


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
