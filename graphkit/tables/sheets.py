"""Files of tables: CSV and XLSX as lines of text, each with its cells and the number that a user sees beside it."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.documents import read_bytes
from graphkit.errors import InputError

if TYPE_CHECKING:
    from openpyxl import Workbook

SUFFIXES = (".csv", ".xlsx")
_SAVE = "Save it as CSV UTF-8 (comma delimited), or as XLSX."


@dataclass(frozen=True, slots=True)
class Line:
    """One filled line of a table: its number, where it starts in the text, the text of it, and its cells."""

    number: int
    start: int
    text: str
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as text: a line for each row, with the hash that tells it from others, and how messages call it."""

    text: str
    sha256: str
    place: str

    def lines(self) -> Iterator[Line]:
        """Yield the lines that hold anything; what is no CSV is named with its line."""
        start = 0
        for number, text in enumerate(self.text.split("\n"), 1):
            if text.strip(" \t,"):  # a spreadsheet writes an empty row as commas
                yield Line(number, start, text, _cells(text, f"{self.place}, line {number}"))
            start += len(text) + 1


def read(file: Path, fits: Callable[[list[str]], bool]) -> Sheet:
    """Return the table in a CSV or XLSX file; of several sheets the first whose head `fits`, else the first filled."""
    data = read_bytes(file)
    if data.startswith(b"PK\x03\x04"):
        return _from_xlsx(file, data, fits)
    if file.suffix.lower() == ".xlsx" or data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            f"{file} is no workbook that can be read. Save it as XLSX again, without a password, or as CSV."
        )
    text = _decoded(file, data)
    if not text.strip():
        raise InputError(f"{file} is empty.")
    return Sheet(text, hashlib.sha256(data).hexdigest(), str(file))


def _decoded(file: Path, data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError(f"{file} is UTF-16, not UTF-8. {_SAVE}")
    if b"\x00" in data[:8192]:
        raise InputError(f"{file} is a binary file, not a table. {_SAVE}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{file}, line {line}: this is not UTF-8. {_SAVE}") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _cells(line: str, where: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], strict=True))]
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise InputError(
                f"{where}: a cell begins with a quotation mark and does not end in this line. "
                "Take line breaks out of cells, or save as XLSX."
            ) from None
        raise InputError(
            f"{where}: this is not a row of a CSV table ({error}). A quotation mark inside a cell is written twice."
        ) from None


# ---------------------------------------------------------------- workbooks
def _from_xlsx(file: Path, data: bytes, fits: Callable[[list[str]], bool]) -> Sheet:
    """Return one sheet of a workbook as CSV: line 7 is row 7, an empty row an empty line."""
    tables: list[tuple[str, list[list[str]]]] = []
    values, formulas = _opened(file, data, data_only=True), _opened(file, data, data_only=False)
    for sheet, written in zip(values.worksheets, formulas.worksheets, strict=True):
        where = str(file) if len(values.worksheets) == 1 else f"{file}, sheet {sheet.title}"
        rows = [
            [_text(cell, source, where) for cell, source in zip(line, sources, strict=False)]
            for line, sources in zip(sheet.iter_rows(), written.iter_rows(), strict=False)
        ]
        if any(any(row) for row in rows):
            tables.append((where, rows))
    if not tables:
        raise InputError(f"{file} is empty.")
    place, rows = next((t for t in tables if fits(next(row for row in t[1] if any(row)))), tables[0])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        if any(row):
            writer.writerow(row)
        else:
            out.write("\n")
    text = out.getvalue().rstrip("\n") + "\n"
    # The bytes of a workbook change with each saving, its text does not.
    return Sheet(text, hashlib.sha256(text.encode()).hexdigest(), place)


def _opened(file: Path, data: bytes, data_only: bool) -> Workbook:
    import warnings
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():  # of styles and lists to choose from, which say nothing of the cells
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), data_only=data_only)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, TypeError, OSError):
        raise InputError(f"{file} is no workbook that can be read. Save it as XLSX or CSV again.") from None


def _text(cell: Any, written: Any, where: str) -> str:
    """A cell as our tables write it: days as ISO dates as precise as they are shown, whole numbers without a point."""
    value = cell.value
    if value is None and isinstance(written.value, str) and written.data_type == "f":
        raise InputError(
            f"{where}, line {cell.row}, column {cell.column_letter}: a formula without a result. Save values instead."
        )
    if cell.data_type == "e":
        raise InputError(f"{where}, line {cell.row}, column {cell.column_letter}: {value} is an error of the sheet.")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()[: _precision(cell.number_format)]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def _precision(form: str) -> int:
    """How much of a date is meant: one that was typed as "June 2024" is kept as its first day and shown without it."""
    shown = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|\\.", "", form).lower()
    return 10 if "d" in shown or "y" not in shown else 7 if "m" in shown else 4
