"""Strict reading of delimited files into columns: what does not fit is named with file, line and column."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit import dates
from graphkit.errors import InputError

if TYPE_CHECKING:
    import polars as pl

LINE = "line"
"""The column with the number of the line that a row begins on."""
_MOJIBAKE = ("Ã¼", "Ã©", "Ã´", "Ã¨", "Ã§", "Ã¶", "â€™")
_NUMBER = r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?"
_SHOWN = 40


def read_rows(
    path: Path,
    columns: Sequence[str],
    *,
    encoding: str = "utf-8-sig",
    optional: Iterable[str] = (),
    ragged: int = 0,
    keep: tuple[str, Callable[[str], bool]] | None = None,
    fold: bool = False,
    trailing: bool = False,
) -> pl.DataFrame:
    """Return the rows of a CSV file as text columns, and the line of each.

    Text that is UTF-8 is read as that; `encoding` is what it is in otherwise.
    The header must name these columns in any order, and no other; `optional` may be missing. A row may lack its last
    `ragged` cells. Every cell is text; blanks around it are taken off. With `keep`, a column and a test of its cells,
    only rows that pass are held in memory, so that a file may be larger than it. With `fold` the header may be written
    in capitals or not; with `trailing` every row may end in a comma.
    """
    import polars as pl

    cells: list[list[str]] = []
    lines: list[int] = []
    rows = _rows(path, encoding_of(path, encoding), ragged, trailing)
    _, head = next(rows, (0, None))
    if head is None:
        raise InputError(f"{path} is empty.")
    head = _folded(head, (*columns, *optional)) if fold else head
    check_head(path, head, columns, optional)
    at, wanted = (head.index(keep[0]), keep[1]) if keep else (0, None)
    empty = True
    for line, row in rows:
        empty = False
        if wanted is None or wanted(row[at]):
            cells.append(row)
            lines.append(line)
    if empty:
        raise InputError(f"{path} has a header and no rows.")
    frame = pl.DataFrame(cells, schema=dict.fromkeys(head, pl.String), orient="row")
    return frame.with_columns(pl.Series(LINE, lines, dtype=pl.Int64))


def _folded(head: Sequence[str], known: Sequence[str]) -> list[str]:
    """Return the names of a header as they are known, however their letters are written."""
    own = {name.casefold(): name for name in known}
    return [own.get(name.casefold(), name) for name in head]


def _rows(path: Path, encoding: str, ragged: int, trailing: bool) -> Iterator[tuple[int, list[str]]]:
    """Yield the header and the rows of a CSV file, each with its line, filled up to the width of the header."""
    width, at = 0, 1
    try:
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(whole_lines(path, file), strict=True)
            for row in _uncommaed(reader) if trailing else reader:
                width = width or len(row)
                if row:
                    if not width - ragged <= len(row) <= width:
                        raise InputError(f"{path}, line {at}: {len(row)} cells, but {width} columns.")
                    yield at, [cell.strip() for cell in row] + [""] * (width - len(row))
                at = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"{path}, line {at}: this is not a row of a CSV table ({error}).") from None
    except UnicodeDecodeError:
        raise InputError(
            f"{path}, line {undecodable(path, encoding)}: this is not {encoding.removesuffix('-sig').upper()} text."
        ) from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from None


def _uncommaed(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """Yield rows without the empty cell behind a comma that divides nothing; the first row tells whether all have it.

    The header may have one or not, whatever the rows have.
    """
    width, ends = 0, None
    for row in rows:
        if not width:
            ended = row[-1:] == [""]
            width = len(row) - ended
        else:
            ends = len(row) == width + 1 if ends is None and row else ends
            ended = bool(ends) and row[-1:] == [""]
        yield row[:-1] if ended else row


def whole_lines(path: Path, file: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a text; a NUL in one says that the file is damaged, or no text."""
    for number, line in enumerate(file, 1):
        if "\0" in line:
            raise InputError(f"{path}, line {number}: there is a NUL byte in it, so the file is damaged or no text.")
        yield line


def encoding_of(path: Path, otherwise: str) -> str:
    """Return UTF-8 where a file is that to its end, or else the encoding that its publisher uses."""
    if otherwise.startswith("utf-8"):
        return otherwise
    try:
        with path.open(encoding="utf-8") as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return otherwise
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from None
    return "utf-8-sig"


def undecodable(path: Path, encoding: str) -> int:
    """Return the first line that is not text in an encoding."""
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            try:
                raw.decode(encoding)
            except UnicodeDecodeError:
                return number
    return 1


def check_head(path: Path, head: Sequence[str], columns: Sequence[str], optional: Iterable[str] = ()) -> None:
    """Raise InputError unless the header names the columns: each once, none that is not known."""
    known = {*columns, *optional}
    for number, name in enumerate(head, 1):
        if name not in known:
            raise InputError(f'{path}, line 1, column {number}: "{name}" is no column of this format.')
    missing = [name for name in columns if name not in head]
    if missing:
        raise InputError(f'{path}, line 1: the column "{missing[0]}" is missing.')
    if len(set(head)) != len(head):
        raise InputError(f"{path}, line 1: a column is named twice.")


def place(path: Path) -> str:
    """Return what a row of a file is called in messages: text has lines."""
    return "row" if path.suffix == ".parquet" else "line"


def refuse(path: Path, frame: pl.DataFrame, column: str, what: str) -> None:
    """Raise InputError for the first row of `frame`, which holds rows that are wrong in `column`; none is fine."""
    if frame.height:
        line, cell = frame[LINE][0], frame[column][0]
        rows = "row is" if frame.height == 2 else "rows are"
        more = f" ({frame.height - 1:,} more {rows} wrong in this way.)" if frame.height > 1 else ""
        shown = "" if cell is None else str(cell)[:_SHOWN]
        raise InputError(f'{path}, {place(path)} {line}, column {column}: "{shown}" {what}.{more}')


def numbers(path: Path, frame: pl.DataFrame, column: str, missing: Sequence[str] = ("",)) -> pl.DataFrame:
    """Return the rows with a text column made into numbers (Float64), in the place where it stands.

    A cell that is null or one of `missing` becomes null. Any other must be a plain number, not below zero: 1234.5 or
    1.2e3, with no comma and no blank between. InputError names the line of the first that is none.
    """
    import polars as pl

    text = pl.col(column).str.strip_chars()
    plain = text.str.contains(f"^{_NUMBER}$")
    gap = pl.col(column).is_null() | text.is_in(list(missing))
    wrong = frame.filter(~(plain | gap).fill_null(False))
    refuse(path, wrong, column, "is not a number (write 1234.5: a point, no comma, no blanks between)")
    value = pl.when(gap).then(None).otherwise(text).cast(pl.Float64)
    out = frame.with_columns(value.alias(column))
    refuse(path, frame.filter(out[column].is_infinite().fill_null(False)), column, "is not a number that can be kept")
    refuse(path, frame.filter((out[column] < 0).fill_null(False)), column, "is below zero")
    return out


def number(cell: str) -> float | None:
    """Return the plain number in one cell, or None."""
    return float(cell) if re.fullmatch(_NUMBER, cell.strip()) else None


def day(text: str, where: str, begins: bool = True) -> str:
    """Return a partial date that is one, or raise InputError that begins with where it stands.

    What `begins` on it has begun by today; an end may be known before it.
    """
    try:
        if begins:
            dates.up_to_today(text, start=True)
        return dates.check(text)
    except InputError as error:
        raise InputError(f"{where}: {error}") from None


def year(cell: str, where: str) -> int:
    """Return the year in one cell, or raise InputError that begins with where it is: none is in the future."""
    return dates.first_day(day(cell, where)).year


def years(path: Path, frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """Turn a text column into years, none of them in the future."""
    import polars as pl

    text = pl.col(column).str.strip_chars()
    refuse(path, frame.filter(~text.str.contains(r"^(19|20)[0-9]{2}$").fill_null(False)), column, "is not a year")
    years, today = text.cast(pl.Int32), dt.date.today()
    refuse(path, frame.filter(years > today.year), column, f"is in the future; today is {today.isoformat()}")
    return frame.with_columns(years.alias(column))


def coded(path: Path, frame: pl.DataFrame, column: str, system: str, end: str) -> pl.DataFrame:
    """Add `end` and `end`_kind, what the codes in a column stand for; an unknown one is an error."""
    import polars as pl

    from graphkit.datasets import codes

    known = codes.frame(system).rename({"code": column, "id": end, "kind": f"{end}_kind"})
    text = frame.with_columns(pl.col(column).str.strip_chars())
    unknown = text.filter(~pl.col(column).is_in(known[column].to_list()))
    refuse(path, unknown, column, "is no code of a country that is known here (seeds/statistical_codes.csv)")
    return text.join(known, on=column, how="left", maintain_order="left")


def named(path: Path, frame: pl.DataFrame, column: str, end: str) -> pl.DataFrame:
    """Add `end` and `end`_kind for the countries that a column names in words; an unknown name is an error."""
    import polars as pl

    from graphkit.datasets import codes

    found: dict[str, tuple[str | None, str | None]] = {}
    for name in frame[column].unique().to_list():
        try:
            ref = codes.named(name or "").ref
        except InputError as error:
            refuse(path, frame.filter(pl.col(column) == name), column, why_unknown(name or "", error))
            continue
        found[name] = (ref.kind, ref.id) if ref else (None, None)
    kinds = {name: pair[0] for name, pair in found.items()}
    ids = {name: pair[1] for name, pair in found.items()}
    return frame.with_columns(
        pl.col(column).replace_strict(ids, default=None, return_dtype=pl.String).alias(end),
        pl.col(column).replace_strict(kinds, default=None, return_dtype=pl.String).alias(f"{end}_kind"),
    )


def why_unknown(name: str, error: InputError) -> str:
    """Return what is wrong with a name that is no country's."""
    if broken(name):
        return "is text in a wrong encoding"
    return f"is no country that is known here: {error}".rstrip(".") if name else "is empty; a country must stand here"


def broken(text: str) -> bool:
    """Tell whether a text was written in one encoding and read in another."""
    return any(mark in text for mark in _MOJIBAKE)


def once(path: Path, frame: pl.DataFrame, columns: Sequence[str]) -> None:
    """Raise InputError where two rows are the same in these columns, null being the same as null; name both lines.

    The columns are those that tell one fact from another, so that nothing is counted twice.
    """
    import polars as pl

    twice = frame.filter(pl.struct(columns).is_duplicated())
    if twice.height:
        first = twice.row(0, named=True)
        same = twice.filter(pl.all_horizontal(pl.col(c).eq_missing(pl.lit(first[c])) for c in columns))
        lines = same[LINE].to_list()
        told = ", ".join(str(first[c]) for c in columns)
        where = place(path)
        raise InputError(f"{path}, {where} {lines[1]}: the same row as {where} {lines[0]} ({told}).")
