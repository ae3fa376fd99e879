"""BGS World Mineral Statistics: production by country and year since 1971, from the CSV export of its service."""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from pathlib import Path

from graphkit.datasets import codes, strict
from graphkit.datasets.goods import comparable, good
from graphkit.datasets.recognise import Head
from graphkit.datasets.releases import Columns, Read, Release, file_hash, series
from graphkit.datasets.task import Task
from graphkit.errors import InputError
from graphkit.gazetteer import gazetteer
from graphkit.loaders import Loaded, Source
from graphkit.model import Ref

SOURCE = Source(
    title="World Mineral Statistics, production",
    publisher="British Geological Survey",
    licence="BGS (UKRI) copyright; see the terms of the download",
    takes="a CSV file of the OGC API of World Mineral Statistics, one commodity or several",
    gives="PRODUCES by year with tonnes, stage and basis, historic states among the countries",
    cite="British Geological Survey, World Mineral Statistics data, BGS (UKRI)",
    url="https://www.bgs.ac.uk/mineralsuk/statistics/world-mineral-statistics/",
)
CHECKS: dict[str, tuple[str, int]] = {  # how the SHA-256 of a file begins: its name, and the facts that must come out
    "9d8d5f448a85": ("BGS_REs_production.csv", 564),
    "0bcc6198f408": ("BGS_antimony_production.csv", 974),
    "08ac8dd6487e": ("BGS_cobalt_production.csv", 1_473),
    "e7cec46d6565": ("BGS_copper_production.csv", 6_633),
    "5aa1bb89f448": ("BGS_ferroalloys_production.csv", 0),
    "caa6ebfc86b7": ("BGS_gallium_production.csv", 78),
    "826feec91993": ("BGS_germanium_production.csv", 214),
    "e9fb26103b32": ("BGS_graphite_production.csv", 923),
    "15bfd423d15e": ("BGS_lithium_production.csv", 776),
    "d5996a0d058a": ("BGS_magnesium_production.csv", 455),
    "db143cff8bb0": ("BGS_manganese_production.csv", 1_503),
    "e8ce7061127c": ("BGS_nickel_production.csv", 2_354),
    "6a17067b3cb9": ("BGS_platinum_production.csv", 1_126),
    "39b41352677e": ("BGS_tungsten_production.csv", 1_235),
}
_USED = (
    "country_trans", "country_iso3_code", "year", "bgs_statistic_type_trans", "bgs_commodity_trans",
    "bgs_sub_commodity_trans", "quantity", "units", "data_precision_description", "concat_figure_notes_text",
)  # fmt: skip
_IGNORED = (
    "bgs_commodity_code", "cgi_commodity_url", "concat_figure_notes_code", "concat_table_notes_code",
    "concat_table_notes_text", "country_iso2_code", "erml_commodity", "erml_group", "erml_sub_commodity",
    "pole_of_inaccessibility_latitude", "pole_of_inaccessibility_longitude", "quantity_in_book_style", "sdmx_code",
    "sdmx_translation", "x", "y", "yearbook_table_id", "yearbook_table_trans",
)  # fmt: skip
HEADS = ((*_USED, "quantity_in_book_style"),)
_UNITS = {
    "tonnes (metric)": (1.0, None), "tonnes": (1.0, None), "kilograms": (1e-3, None), "Carats": (2e-7, None),
    "tonnes (metal content)": (1.0, "metal"), "kilograms (metal content)": (1e-3, "metal"),
    "tonnes (Al2O3 content)": (1.0, "oxide"), "tonnes (K2O content)": (1.0, "oxide"),
    "tonnes (K20 content)": (1.0, "oxide"), "million cubic metres": (0.0, None),
}  # fmt: skip
"""What a unit is in tonnes, zero for one that is no weight, and what is weighed, where its name says so."""
_PRECISION = {
    "": "", "Nil (nothing produced)": "nil", "Figures not available": "not available",
    "Quantity is more than 0 but less than 0.5": "less than half a unit",
}  # fmt: skip


def recognise(head: Head) -> bool:
    """Tell whether a file is such an export, by its columns; their order differs from file to file."""
    return {"bgs_commodity_trans", "quantity_in_book_style"} <= set(head.columns)


def load(path: Path, task: Task) -> Loaded:
    """Return the series that a file is; the service names no release, so the file names itself."""
    digest = file_hash(path)
    document = series(f"bgs-wms-{digest[:8]}", SOURCE, f"World Mineral Statistics, {path.stem}", None, digest)
    return Loaded(taken=1, releases=[Release(document, path.name, task.key(digest), partial(_read, path, task))])


def _read(path: Path, task: Task) -> Read:
    import polars as pl

    frame = strict.read_rows(path, _USED, optional=_IGNORED)
    other = frame.filter(pl.col("bgs_statistic_type_trans") != "Production")
    strict.refuse(path, other, "bgs_statistic_type_trans", "is not Production; other statistics are not read yet")
    left_out: Counter[str] = Counter()
    made = [row for raw in frame.iter_rows(named=True) if (row := _row(path, raw, left_out))]
    types = {
        strict.LINE: pl.Int64, "subject": pl.String, "object": pl.String, "stage": pl.String, "year": pl.Int32,
        "product": pl.String, "fixed": pl.String, "basis": pl.String, "mark": pl.String, "tonnes": pl.Float64,
    }  # fmt: skip
    rows = comparable(pl.DataFrame(made, schema=types))
    strict.once(path, rows, ("subject", "object", "stage", "product", "year"))
    rows = task.chosen(rows).drop(strict.LINE).with_columns(
        subject_kind=pl.lit("Country"), object_kind=pl.lit("Mineral"), status=pl.lit("current")
    )  # fmt: skip
    return Read([Columns("PRODUCES", rows)], codes.nodes("iso3", set(rows["subject"])), left_out)


def _row(path: Path, raw: dict[str, str], left_out: Counter[str]) -> dict[str, object] | None:
    where = f"{path}, line {raw[strict.LINE]}, column"
    sub, units, precision = raw["bgs_sub_commodity_trans"], raw["units"], raw["data_precision_description"]
    try:
        found = good("bgs", raw["bgs_commodity_trans"], sub)
    except InputError as error:
        raise InputError(f"{where} bgs_commodity_trans: {error}.") from None
    area = _area(where, raw["country_trans"], raw["country_iso3_code"])
    for column, cell, known in (("units", units, _UNITS), ("data_precision_description", precision, _PRECISION)):
        if cell not in known:
            raise InputError(f'{where} {column}: "{cell}" is not known here ({", ".join(filter(None, known))}).')
    mark = _PRECISION[precision]
    factor, basis = _UNITS[units]
    if not found.mineral or area.ref is None or mark in ("nil", "not available") or not factor:
        why = f"without a figure: {mark}" if mark in ("nil", "not available") else "units that are no weight"
        left_out[why if found.mineral and area.ref else "goods that are no minerals here"] += 1
        return None
    notes = raw["concat_figure_notes_text"].split("|")
    basis = basis or _said(sub, notes) or found.basis or None
    return {
        strict.LINE: raw[strict.LINE], "subject": area.ref.id, "object": found.mineral, "stage": found.stage,
        "year": _year(raw["year"], where), "product": sub.casefold() or raw["bgs_commodity_trans"],
        "fixed": found.product, "basis": basis, "mark": mark or ("estimated" if "Estimates." in notes else None),
        "tonnes": None if mark else _quantity(raw["quantity"], where) * factor,
    }  # fmt: skip


def _said(sub: str, notes: list[str]) -> str | None:
    """Return what a weight counts, as the name of the good or a note on the row says."""
    if any(note.startswith("REO content") for note in notes):
        return "oxide"
    return "metal" if "content" in sub.casefold() else None


def _area(where: str, name: str, code: str) -> codes.Area:
    """Return the country of a row: its code says which, and a name that is known here must be of the same one."""
    if strict.broken(name) or not name:
        why = "is text in a wrong encoding" if name else "is empty; a country must stand here"
        raise InputError(f'{where} country_trans: "{name}" {why}.')
    own = codes.areas("bgs").get(name)  # where the publisher's own code is another country's
    try:
        area = own or (codes.area("iso3", code) if code else codes.named(name))
    except InputError as error:
        column = "country_iso3_code" if code else "country_trans"
        raise InputError(f"{where} {column}: {str(error).rstrip('.')}.") from None
    said = _called(name)
    if own is None and said not in (None, area.ref) and area.ref in gazetteer().entries:
        raise InputError(f'{where} country_trans: "{name}" is not the country with the code {code}.')
    return area


@cache
def _called(name: str) -> Ref | None:
    try:
        return codes.named(name).ref
    except InputError:
        return None  # the publisher has names of its own, and a code beside them


def _year(cell: str, where: str) -> int:
    if not (cell[:4].isdigit() and cell[4:] in ("", "-01-01", "-01-01 00:00:00", "-01-01T00:00:00Z")):
        raise InputError(f'{where} year: "{cell}" is not the first day of a year.')
    return strict.year(cell[:4], f"{where} year")


def _quantity(cell: str, where: str) -> float:
    value = strict.number(cell)
    if value is None:
        raise InputError(f'{where} quantity: "{cell}" is not a number, and no remark says why.')
    if not 0 <= value < float("inf"):
        raise InputError(f'{where} quantity: "{cell}" is no weight.')
    return value
