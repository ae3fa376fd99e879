"""Rows that another program prepared (DuckDB, Spark): a Parquet file, or a folder of them, read strictly into columns.

Which columns there may be is a loader's `Form`; a missing cell is null, and what does not fit is named by column and
row. `series`, `publisher` and `published` name the release; several of them may stand in one file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.datasets import strict
from graphkit.datasets.recognise import parts_of
from graphkit.datasets.releases import Read, Release, file_hash, series
from graphkit.datasets.task import Task
from graphkit.errors import InputError, NameNotFoundError
from graphkit.gazetteer import gazetteer
from graphkit.loaders import Loaded, Source
from graphkit.model import STAGES, Document, slug

if TYPE_CHECKING:
    import polars as pl

RELEASE = ("series", "publisher", "published")
BASES = ("metal", "oxide", "gross")
FIGURES = ("value_usd", "tonnes", "share")
_YEARS = (1900, 2100)
_SERIES = re.compile(r"[a-z0-9][a-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Form:
    """Which columns a file must have, and which it may have; what kind each is by its name."""

    needs: tuple[str, ...]
    may: tuple[str, ...]

    def fits(self, names: Mapping[str, object] | tuple[str, ...]) -> bool:
        """Tell whether a file with these columns is of this form."""
        return {*self.needs} <= {*names} <= {*self.needs, *self.may, *RELEASE}


Shape = Callable[[Path, "pl.DataFrame"], Read]
"""Makes checked columns into the rows of relations."""


def load(path: Path, task: Task, source: Source, form: Form, shape: Shape) -> Loaded:
    """Return the releases that a file, or a folder of parts, holds."""
    files = parts_of(path)
    if not files:
        raise InputError(f"{path} holds no Parquet file (a name that ends in .parquet).")
    digest = hashlib.sha256("".join(map(file_hash, files)).encode()).hexdigest() if path.is_dir() else file_hash(path)
    for file in files:
        _check_columns(file, form)

    documents = _releases(files, source, f"{slug(path.stem)}-{digest[:8]}")
    found = [
        Release(d, path.name, task.key(digest, d.id), partial(_read, path, files, d.id, shape, task)) for d in documents
    ]
    return Loaded(taken=1, releases=found)


def _read(path: Path, files: list[Path], name: str, shape: Shape, task: Task) -> Read:
    import polars as pl

    read = shape(path, pl.concat([_frame(file, name) for file in files], how="diagonal_relaxed"))
    for columns in read.columns:
        chosen = task.chosen(columns.frame)
        columns.frame = _told(chosen)
        if empty := chosen.height - columns.frame.height:
            read.left_out["rows without a figure"] += empty
    read.columns = [columns for columns in read.columns if columns.frame.height]
    return read


def _told(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that tell something: a figure, or a mark in its place."""
    import polars as pl

    names = [name for name in (*FIGURES, "mark") if name in frame.columns]
    return frame.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in names))


def ends(path: Path, frame: pl.DataFrame, column: str, end: str) -> pl.DataFrame:
    """Return the rows with two columns more for the countries and blocs that `column` has by code or name.

    For the end "subject" they are `subject`, the id ("KOR"), and `subject_kind` ("Country" or "Bloc"); `column` stays
    as it is. A cell that is empty, or names no country, raises InputError with its line.
    """
    import polars as pl

    found = strict.named(path, frame, column, end)
    strict.refuse(path, found.filter(pl.col(end).is_null()), column, "is no country")
    return found


def minerals(path: Path, frame: pl.DataFrame, column: str, into: str) -> pl.DataFrame:
    """Turn names or symbols of minerals into their ids."""
    import polars as pl

    ids: dict[str, str] = {}
    for name in frame[column].unique().sort().to_list():
        try:
            ids[name] = gazetteer().resolve(name, ["Mineral"]).id
        except NameNotFoundError as error:
            why = f"is no mineral that is known here: {error}"
            strict.refuse(path, frame.filter(pl.col(column) == name), column, why.rstrip("."))
    return frame.with_columns(pl.col(column).replace_strict(ids, return_dtype=pl.String).alias(into))


# ---------------------------------------------------------------- columns
def _check_columns(path: Path, form: Form) -> None:
    """Refuse columns that are not of the form, or of a type that cannot be read as what they are."""
    import polars as pl

    try:
        types = pl.read_parquet_schema(path)
    except (pl.exceptions.PolarsError, OSError):
        raise InputError(f"{path} is no Parquet file that can be read; it may be cut off.") from None
    for name, kind in types.items():
        if name not in (*form.needs, *form.may, *RELEASE):
            allowed = ", ".join((*form.needs, *form.may, *RELEASE))
            raise InputError(f'{path}: "{name}" is no column of this format. It has {allowed}.')
        wanted = _wanted(name)
        fits = {"text": kind == pl.String, "whole numbers": kind.is_integer(), "numbers": kind.is_numeric()}
        if not (fits[wanted] or kind == pl.Null or (kind == pl.Categorical and wanted == "text")):
            told = "text" if kind == pl.String else f"{kind}".split("(")[0].lower()
            raise InputError(f"{path}, column {name}: it holds {told}; it must hold {wanted}.")
    missing = [name for name in form.needs if name not in types]
    if missing:
        raise InputError(f'{path}: the column "{missing[0]}" is missing.')


def _wanted(name: str) -> str:
    if name == "year":
        return "whole numbers"
    return "numbers" if name in FIGURES else "text"


def _frame(path: Path, name: str) -> pl.DataFrame:
    """Return the rows of one release in one file, each cell checked by itself."""
    import polars as pl

    scan = pl.scan_parquet(path, row_index_name=strict.LINE, row_index_offset=1, hive_partitioning=False)
    names = scan.collect_schema().names()
    if "series" in names:
        scan = scan.filter(pl.col("series") == name)
    frame = scan.drop(*RELEASE, strict=False).collect()
    for column in frame.columns:
        if column == "year":
            frame = _year(path, frame)
        elif _wanted(column) == "numbers":
            frame = _number(path, frame, column)
        elif column != strict.LINE:
            frame = _text(path, frame, column)
    return frame


def _year(path: Path, frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    wrong = frame.filter(~pl.col("year").is_between(*_YEARS).fill_null(False))
    strict.refuse(path, wrong, "year", "is not a year")
    today = dt.date.today()
    later = frame.filter(pl.col("year") > today.year)
    strict.refuse(path, later, "year", f"is in the future; today is {today.isoformat()}")
    return frame.with_columns(pl.col("year").cast(pl.Int32))


def _number(path: Path, frame: pl.DataFrame, column: str) -> pl.DataFrame:
    import polars as pl

    number = pl.col(column).cast(pl.Float64)
    out = frame.with_columns(number.alias(column))
    odd = out.filter(~pl.col(column).is_finite().fill_null(True))
    strict.refuse(path, odd, column, "is not a number that can be kept; a figure that is missing is null")
    strict.refuse(path, out.filter(pl.col(column) < 0), column, "is below zero")
    if column == "share":
        strict.refuse(path, out.filter(pl.col(column) > 1), column, "is no share; write 0.25 for 25 %")
    return out


_ALLOWED = {"stage": STAGES, "basis": BASES}
_OPEN = ("product", "mark", "stage", "basis", "hs")
"""Columns of text in which a cell may be null."""


def _text(path: Path, frame: pl.DataFrame, column: str) -> pl.DataFrame:
    import polars as pl

    text = pl.col(column).cast(pl.String).str.strip_chars()
    out = frame.with_columns(text.alias(column))
    empty = pl.col(column).str.len_chars() == 0
    if column not in _OPEN:
        empty = empty | pl.col(column).is_null()
    strict.refuse(path, out.filter(empty), column, "is empty; what is missing is null, where it may be missing")
    if column in _ALLOWED:
        told = ", ".join(_ALLOWED[column])
        strict.refuse(path, out.filter(~pl.col(column).is_in(_ALLOWED[column])), column, f"is none of {told}")
    if column == "hs":
        strict.refuse(path, out.filter(~pl.col("hs").str.contains(r"^\d{6}$")), "hs", "is no HS code of six digits")
    return out


# ---------------------------------------------------------------- releases
def _releases(files: list[Path], source: Source, otherwise: str) -> list[Document]:
    """Return the documents of the releases in the files; a file without `series` is one, named by its content."""
    import polars as pl

    found: dict[str, dict[str, str]] = {}
    for file in files:
        scan = pl.scan_parquet(file, row_index_name=strict.LINE, row_index_offset=1, hive_partitioning=False)
        have = [name for name in RELEASE if name in scan.collect_schema().names()]
        told = scan.group_by(have).agg(pl.col(strict.LINE).min()).sort(strict.LINE) if have else scan.head(1)
        for row in told.collect().iter_rows(named=True):
            where = f"{file}, row {row[strict.LINE]}"
            name = row["series"] if "series" in have else otherwise
            if not name or not _SERIES.fullmatch(name):
                raise InputError(
                    f'{where}, column series: "{name or ""}" names no release; write it as in baci-202401, '
                    "in small letters, digits, points and dashes."
                )
            said = {key: str(row[key]).strip() for key in have if key != "series" and row[key]}
            if found.setdefault(name, said) != said:
                raise InputError(f"{where}: the series {name} has another publisher or date in another row.")
            if "published" in said:
                strict.day(said["published"], f"{where}, column published")
    if not found:
        raise InputError(f"{files[0]} has no rows.")
    return [_document(name, source, said) for name, said in sorted(found.items())]


def _document(name: str, source: Source, said: Mapping[str, str]) -> Document:
    publisher = said.get("publisher", source.publisher)
    return series(name, replace(source, publisher=publisher, cite=f"{publisher}, {name}"), name, said.get("published"))
