"""Which loader a file is for: each loader looks at the head of it."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from graphkit.errors import InputError

_HEAD = 1 << 16
SUFFIXES = (".csv", ".tsv", ".db", ".sqlite", ".xlsx", ".json", ".ijson", ".jsonl", ".ndjson", ".parquet")


def parts_of(path: Path) -> list[Path]:
    """Return the files of a table: itself, or where it is a folder x.parquet, as Spark writes it, the parts in it."""
    if not path.is_dir():
        return [path]
    return [p for p in sorted(path.rglob("*.parquet")) if p.is_file() and not p.name.startswith((".", "_"))]


def table_of(file: Path, folder: Path) -> Path:
    """Return the table that a file is a part of: a folder x.parquet below `folder`, or else the file itself."""
    above = [parent for parent in file.parents if parent.suffix == ".parquet" and parent.is_relative_to(folder)]
    return above[-1] if above else file


@dataclass
class Head:
    """The beginning of a file, looked at in the ways that loaders ask for."""

    path: Path
    start: bytes = field(default=b"", repr=False)

    @classmethod
    def of(cls, path: Path) -> Head:
        """Read the beginning of a file."""
        try:
            with path.open("rb") as file:
                return cls(path, file.read(_HEAD))
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}.") from None

    @cached_property
    def text(self) -> str:
        """The beginning as text, in the encoding that fits."""
        with suppress(UnicodeDecodeError):
            return self.start.decode("utf-8-sig")
        cut = self.start.rsplit(b"\n", 1)[0]
        with suppress(UnicodeDecodeError):
            return cut.decode("utf-8-sig")
        return self.start.decode("cp1252", errors="replace")

    @cached_property
    def lines(self) -> list[str]:
        """The first lines; the last of them may be cut."""
        return self.text.splitlines()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The cells of the first line of a CSV file."""
        if self.sqlite or self.start.startswith(b"PAR1") or not self.lines or self.text.lstrip()[:1] in ("{", "["):
            return ()
        with suppress(csv.Error):
            return tuple(cell.strip() for cell in next(csv.reader(self.lines[:1]), []))
        return ()

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The names of the columns of a Parquet file."""
        if not self.start.startswith(b"PAR1"):
            return ()
        import polars as pl

        with suppress(pl.exceptions.PolarsError, OSError):
            return tuple(pl.read_parquet_schema(self.path))
        return ()

    @cached_property
    def tabs(self) -> int:
        """How many cells the first line has where tabs divide it."""
        return self.lines[0].count("\t") + 1 if self.lines else 0

    @property
    def sqlite(self) -> bool:
        """Whether it is an SQLite file."""
        return self.start.startswith(b"SQLite format 3\x00")

    @cached_property
    def tables(self) -> frozenset[str]:
        """The tables of an SQLite file."""
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True)) as b,
        ):
            return frozenset(row[0] for row in b.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
        return frozenset()

    @property
    def workbook(self) -> bool:
        """Whether it is a ZIP file that is called a workbook."""
        return self.start.startswith(b"PK") and self.path.suffix.lower() == ".xlsx"

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        """The names of a workbook's sheets."""
        if not self.workbook:
            return ()
        from zipfile import BadZipFile

        from openpyxl import load_workbook

        try:
            book = load_workbook(self.path, read_only=True)
        except (BadZipFile, KeyError, ValueError, OSError):
            return ()
        names = tuple(book.sheetnames)
        book.close()
        return names

    @cached_property
    def json_line(self) -> dict[str, Any]:
        """The object on the first line of a file of JSON lines."""
        for line in self.lines[:1]:
            with suppress(ValueError):
                value = json.loads(line)
                if isinstance(value, dict):
                    return cast(dict[str, Any], value)
        return {}

    @cached_property
    def json(self) -> Any:
        """The whole of a JSON file, or None."""
        if self.text.lstrip()[:1] not in ("{", "["):
            return None
        try:
            return json.loads(self.path.read_bytes())
        except ValueError:
            return None
