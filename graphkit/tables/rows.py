"""Tables of facts: strict CSV or XLSX, each row on its own line, so that the line is the quote that says so."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from graphkit.errors import GraphkitError, InputError
from graphkit.gazetteer import split
from graphkit.model import Claim, Document, Node, Ref, Value, content_id, freeze, plain
from graphkit.tables import sheets

OURS = "graphkit"
"""The publisher of the bundled tables."""

_TITLES = ("Table", "Reference table")
_LISTS = {"aliases", "demonyms", "capital"}
_NUMBERS = {"latitude", "longitude"}


@dataclass(frozen=True, slots=True)
class Table:
    """What a table looks like.

    `required` cells are never empty. `refs` are the columns that name nodes, with the kinds they may name, `several`
    those of them that may name more than one; `checks` say of other columns what a filled cell must be. Two rows with
    the same `key` are one row too many. `describes` is the kind of node that a row describes.
    """

    columns: tuple[str, ...]
    required: frozenset[str]
    key: tuple[str, ...]
    refs: Mapping[str, tuple[str, ...]]
    several: frozenset[str]
    checks: Mapping[str, Callable[[str], object]]
    describes: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells, the nodes they name, the line that it is, and where that stands."""

    document: Document
    place: str
    number: int
    start: int
    line: str
    cells: dict[str, str]
    refs: dict[str, tuple[Ref, ...]] = field(default_factory=dict)

    @contextmanager
    def at(self, column: str = "") -> Iterator[None]:
        """Let an error name the file, the line and the column."""
        try:
            yield
        except PlacedError:
            raise
        except GraphkitError as error:
            where = f"{self.place}, line {self.number}{f', column {column}' if column else ''}"
            raise PlacedError(f"{where}: {error}") from None

    def ref(self, column: str) -> Ref:
        """Return the one node that a cell names."""
        return self.refs[column][0]

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
            if name in self.refs:
                ids = tuple(ref.id for ref in self.refs[name])
                properties[name] = ids if name == "part_of" else ";".join(ids)
            elif name in _LISTS:
                properties[name] = split(cell)
            else:
                properties[name] = float(cell) if name in _NUMBERS else cell
        return Node(Ref(kind, self.cells["id"]), self.cells["name"], properties)


class PlacedError(InputError):
    """Something in a table is wrong; the message begins with file, line and column."""


def read_table(file: Path, table: Table, publisher: str) -> tuple[Document, list[Row]]:
    """Return the table as a document, and its rows, each with a cell for every column.

    The first filled line names the columns, in any order; those that need not be filled may be left out. What is wrong
    is named with file, line and column.
    """
    sheet, head, lines = read_head(file, table)
    title = f"{_TITLES[publisher == OURS]} {file.stem}"
    document = Document(content_id(title, sheet.sha256), title, sheet.text, sheet.sha256, publisher)
    rows = []
    for line in lines:
        _check_width(line, head, f"{sheet.place}, line {line.number}")
        cells = dict.fromkeys(table.columns, "") | {n: c for n, c in zip(head, line.cells, strict=False) if n}
        row = Row(document, sheet.place, line.number, line.start, line.text, cells)
        _check(row, table)
        rows.append(row)
    return document, rows


def is_table(document: Document) -> bool:
    """Tell whether a document is a table that was read here."""
    titled = document.title.startswith(tuple(f"{title} " for title in _TITLES))
    return titled and "source" in map(_column, document.text.lstrip().split("\n", 1)[0].split(","))


def read_head(file: Path, table: Table) -> tuple[sheets.Sheet, list[str], Iterator[sheets.Line]]:
    """Return a table file with its columns and the lines below them; raise InputError where it is not such a table."""
    sheet = sheets.read(file, lambda head: table.required <= set(map(_column, head)))
    lines = sheet.lines()
    first = next(lines, None)
    if first is None:
        raise InputError(f"{file} is empty.")
    return sheet, _head(first, table, f"{sheet.place}, line {first.number}"), lines


def check_twice(rows: list[Row], table: Table) -> None:
    """Raise where two rows are one: the same in all that tells one from another."""
    seen: dict[tuple[object, ...], Row] = {}
    for row in rows:
        key = tuple(frozenset(row.refs[name]) if name in row.refs else plain(row.cells[name]) for name in table.key)
        before = seen.setdefault(key, row)
        if before is not row:
            told = ", ".join(f'{name} "{row.cells[name]}"' for name in table.key if row.cells[name])
            with row.at(table.key[0]):
                raise InputError(f"line {before.number} is the same ({told}). Keep one of the two rows.")


def number(low: float, high: float) -> Callable[[str], object]:
    """Return a check for numbers between two bounds."""

    def check(cell: str) -> None:
        try:
            value = float(cell)
        except ValueError:
            raise InputError(f'"{cell}" is not a number; write it like 12.5, with a point.') from None
        if not low <= value <= high:
            raise InputError(f'"{cell}" is not between {low:g} and {high:g}.')

    return check


def one_of(*words: str) -> Callable[[str], object]:
    """Return a check for one of these words."""

    def check(cell: str) -> None:
        if cell not in words:
            raise InputError(f'"{cell}" is none of {", ".join(words)}.')

    return check


def like(pattern: str, what: str) -> Callable[[str], object]:
    """Return a check for cells of one form."""

    def check(cell: str) -> None:
        if not re.fullmatch(pattern, cell):
            raise InputError(f'"{cell}" is not {what}.')

    return check


def _head(line: sheets.Line, table: Table, where: str) -> list[str]:
    """Return the columns that the first line names; those without name or content at its end are left out."""
    found = [_column(cell) for cell in line.cells]
    while found and not found[-1]:
        found.pop()
    if len(found) == 1:
        for mark, what in ((";", "semicolons"), ("\t", "tabs")):
            if mark in line.text:
                raise PlacedError(
                    f"{where}: the columns are separated by {what}. Save it as CSV with commas, or as XLSX."
                )
    for name in found:
        if found.count(name) > 1 and name:
            raise PlacedError(f"{where}, column {name}: it stands there twice. Keep one of the two.")
        if name not in table.columns:
            near = difflib.get_close_matches(name, table.columns, n=1)
            hint = f' Perhaps "{near[0]}" is meant.' if near else " Take it out."
            what = f"column {name}: this table has no such column.{hint}" if name else "a column has no name."
            raise PlacedError(f"{where}, {what} The columns are {', '.join(table.columns)}.")
    for name in table.columns:
        if name in table.required and name not in found:
            needed = ", ".join(n for n in table.columns if n in table.required)
            raise PlacedError(f"{where}, column {name}: it is missing. Needed are {needed}.")
    return found


def _column(cell: str) -> str:
    return cell.strip().lower().replace(" ", "_")


def _check_width(line: sheets.Line, head: list[str], where: str) -> None:
    extra = [cell for cell in line.cells[len(head) :] if cell]
    if extra:
        raise PlacedError(
            f"{where}, after column {head[-1]}: {len(line.cells)} cells, but {len(head)} columns. "
            "A cell with a comma in it stands in quotation marks."
        )
    if len(line.cells) < len(head):
        lacking = head[len(line.cells)]
        raise PlacedError(
            f"{where}, column {lacking}: {len(line.cells)} cells, but {len(head)} columns. "
            "Each row has a comma for each column, also where a cell is empty."
        )


def _check(row: Row, table: Table) -> None:
    for name in table.columns:
        cell = row.cells[name]
        with row.at(name):
            if not cell and name in table.required:
                hint = " Name the page, book or data set that says so." if name == "source" else ""
                raise InputError(f"the row has no {name}.{hint}")
            if cell and name in table.checks:
                table.checks[name](cell)
