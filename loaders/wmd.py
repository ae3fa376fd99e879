"""World Mining Data: production by mineral, country and year, a workbook with a sheet for each mineral."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from graphkit.datasets import codes, strict
from graphkit.datasets.goods import comparable, good
from graphkit.datasets.recognise import Head
from graphkit.datasets.releases import Columns, Read, Release, file_hash, series
from graphkit.datasets.task import Task
from graphkit.errors import InputError
from graphkit.loaders import Loaded, Source

SOURCE = Source(
    title="World Mining Data, production of countries by minerals (6.4)",
    publisher="Austrian Federal Ministry of Finance",
    licence="as the ministry says; cite the source",
    takes="the workbook 6.4 (.xlsx), or its long form as CSV",
    gives="PRODUCES by year with tonnes and basis",
    cite="Reichl, C. and Schatz, M., World Mining Data, Federal Ministry of Finance, Vienna",
    url="https://www.world-mining-data.info/",
)
CHECKS: dict[str, tuple[str, int]] = {  # how the SHA-256 of a file begins: its name, and the facts that must come out
    "be45970091df": ("wmd_production_2018_2024_long.csv", 11_022),
}
LONG = ("mineral_sheet", "country", "iso_numeric", "iso3", "year", "value", "unit", "data_source")
HEADS = (LONG,)
_UNITS = {"metr. t": 1.0, "kg": 1e-3, "ct": 2e-7, "Mio m3": 0.0}
_SOURCES = {"r": None, "e": "estimated", "p": "provisional", "nan": None, "": None}
_HEAD_WITHIN = 6
_STAR = "*"
"""What the publisher writes behind a year, or a source, whose figures are not as the others; he does not say how."""


def recognise(head: Head) -> bool:
    """Tell whether a file is the long form, or a workbook with sheets named like minerals of this publisher."""
    return head.columns == LONG or len({"Lithium (Li2O)", "Cobalt", "Nickel", "Rare Earths (REO)"} & {*head.sheets}) > 0


def load(path: Path, task: Task) -> Loaded:
    """Return the series that a file is."""
    digest = file_hash(path)
    document = series(f"wmd-{digest[:8]}", SOURCE, f"World Mining Data, {path.stem}", None, digest)
    return Loaded(taken=1, releases=[Release(document, path.name, task.key(digest), partial(_read, path, task))])


def _read(path: Path, task: Task) -> Read:
    import polars as pl

    left_out: Counter[str] = Counter()
    cells = _workbook(path, left_out) if path.suffix.lower() == ".xlsx" else _long(path)
    made = [row for raw in cells if (row := _row(raw, left_out))]
    if not made and not left_out:
        raise InputError(f"{path} has no figures.")
    types = {
        "where": pl.String, strict.LINE: pl.Int64, "Country": pl.String, "object": pl.String, "stage": pl.String,
        "year": pl.Int32, "product": pl.String, "fixed": pl.String, "basis": pl.String, "mark": pl.String,
        "tonnes": pl.Float64,
    }  # fmt: skip
    rows = comparable(strict.named(path, pl.DataFrame(made, schema=types), "Country", "subject"))
    strict.once(path, rows, ("subject", "object", "stage", "product", "year"))
    rows = task.chosen(rows).drop(strict.LINE, "where", "Country").with_columns(
        object_kind=pl.lit("Mineral"), status=pl.lit("current")
    )  # fmt: skip
    return Read([Columns("PRODUCES", rows)], left_out=left_out)


Raw = tuple[str, int, str, str, int, str, str, str]
"""Where it stands in words, its line, mineral, country, year, value, unit, source."""


def _row(raw: Raw, left_out: Counter[str]) -> dict[str, object] | None:
    where, line, mineral, country, year, value, unit, source = raw
    starred, source = source.endswith(_STAR), source.removesuffix(_STAR)
    row = where.split(", column ")[0]
    try:
        found = good("wmd", mineral)
    except InputError as error:
        raise InputError(f"{where}: {error}.") from None
    if unit not in _UNITS:
        raise InputError(f'{where}: "{unit}" is no unit that is known here ({", ".join(_UNITS)}).')
    if source not in _SOURCES:
        raise InputError(f'{where}: "{source}" is no mark of a source (r, e, p).')
    number = strict.number(str(value))
    if number is None:
        raise InputError(f'{where}: "{value}" is not a number (write 1234.5).')
    if not 0 <= number < float("inf"):
        raise InputError(f'{where}: "{value}" is no weight.')
    why = None
    if not found.mineral:
        why = "goods that are no minerals here"
    elif country in ("Total", "DELETE"):
        why = "totals of the world"
    elif _UNITS[unit] == 0:
        why = "units that are no weight (gas in million cubic metres)"
    elif number == 0:
        why = "without a figure: nil"
    if why:
        left_out[why] += 1
        return None
    try:
        codes.named(country)
    except InputError as error:  # a line of which sheet, a table of rows would not say
        raise InputError(f'{row}, column Country: "{country}" {strict.why_unknown(country, error)}.') from None
    return {
        "where": where, strict.LINE: line, "Country": country, "object": found.mineral, "stage": found.stage,
        "year": year, "product": mineral.casefold(), "fixed": found.product, "basis": found.basis,
        "mark": ", ".join(filter(None, (_SOURCES[source], "marked *" if starred else None))) or None,
        "tonnes": number * _UNITS[unit],
    }  # fmt: skip


def _long(path: Path) -> Iterator[Raw]:
    frame = strict.years(path, strict.read_rows(path, LONG), "year")
    for row in frame.iter_rows(named=True):
        where = f"{path}, line {row[strict.LINE]}"
        yield (
            where, row[strict.LINE], row["mineral_sheet"], row["country"], row["year"], row["value"], row["unit"],
            row["data_source"],
        )  # fmt: skip


def _workbook(path: Path, left_out: Counter[str]) -> Iterator[Raw]:
    """Yield the cells of all sheets of minerals; each has a head with Country, years, unit and data source."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            texts = [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
            at = next((n for n, row in enumerate(texts[:_HEAD_WITHIN]) if "country" in map(str.casefold, row)), None)
            if at is not None:
                yield from _sheet(path, sheet.title, texts, at)
            elif _mineral(sheet.title):
                raise InputError(f'{path}, sheet {sheet.title}: there is no line with "Country" near the top.')
            else:
                left_out[f'sheet "{sheet.title}", which is no mineral\'s'] += 1
    finally:
        book.close()


def _mineral(title: str) -> bool:
    """Tell whether a sheet is named like a mineral, or a good that is none here."""
    try:
        good("wmd", title)
    except InputError:
        return False
    return True


def _sheet(path: Path, title: str, texts: list[list[str]], at: int) -> Iterator[Raw]:
    head = [cell.casefold() for cell in texts[at]]
    where = f"{path}, sheet {title}, line {at + 1}"
    years = {n: strict.year(cell[:4], where) for n, cell in enumerate(head) if re.fullmatch(r"[0-9]{4} ?\*?", cell)}
    places = {name: head.index(name) for name in ("country", "unit", "data source") if name in head}
    if len({*years.values()}) < len(years):
        raise InputError(f"{where}: a year stands there twice.")
    known = {*years, *places.values()}
    if len(places) != 3 or not years:
        raise InputError(f"{where}: needs the columns Country, unit, data source and years.")
    odd = [cell for n, cell in enumerate(texts[at]) if n not in known and cell]
    if odd:
        raise InputError(f'{where}: "{odd[0]}" is no column of this format.')
    for number, row in enumerate(texts[at + 1 :], at + 2):
        country = row[places["country"]]
        if not country and any(row[n] for n in years):
            raise InputError(f"{path}, sheet {title}, line {number}, column Country: it is empty beside figures.")
        if country:
            unit, source = row[places["unit"]], row[places["data source"]]
            for n, year in years.items():
                place = f"{path}, sheet {title}, line {number}, column {year}"
                star = _STAR if head[n].endswith(_STAR) else ""
                if row[n]:  # an empty cell is no figure
                    yield place, number, title, country, year, row[n], unit, source + star


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else " ".join(str(cell).split())
