"""USGS Mineral Commodity Summaries: production, reserves and sources of US imports, one release a year.

The release of 2026 is one long table, that of 2025 a wide one of world production; the header tells them apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.datasets import strict, usgs
from graphkit.datasets.goods import Good, comparable, good
from graphkit.datasets.recognise import Head
from graphkit.datasets.records import Lines
from graphkit.datasets.releases import Columns, Read, Release, file_hash, series
from graphkit.datasets.task import Task
from graphkit.errors import InputError
from graphkit.facts import make_fact
from graphkit.loaders import Loaded, Source
from graphkit.model import Ref

if TYPE_CHECKING:
    import polars as pl

SOURCE = Source(
    title="Mineral Commodity Summaries",
    publisher="U.S. Geological Survey",
    licence="public domain (work of the U.S. Government)",
    takes="MCS2026_Commodities_Data.csv (long) or MCS2025_World_Data.csv (wide)",
    gives="PRODUCES and HAS_RESERVES with tonnes, share and basis; SUPPLIES to the USA; the US list",
    cite="U.S. Geological Survey, Mineral Commodity Summaries: U.S. Geological Survey data release",
    url="https://www.usgs.gov/centers/national-minerals-information-center/mineral-commodity-summaries",
)
CHECKS = {  # how the SHA-256 of a file begins: its name, and how many facts must come out of the whole of it
    "1498aa3ec717": ("MCS2026_Commodities_Data.csv, first version", 2_287),
    "246709ab62b9": ("MCS2025_World_Data.csv", 1_798),
}
LONG = (
    "MCS chapter", "Section", "Commodity", "Country", "Statistics", "Statistics_detail", "Unit", "Year", "Value",
    "Notes", "Is critical mineral 2025", "Other notes",
)  # fmt: skip
WIDE = (
    "SOURCE", "COMMODITY", "COUNTRY", "TYPE", "UNIT_MEAS", "PROD_2023", "PROD_EST_ 2024", "PROD_NOTES", "CAP_2023",
    "CAP_EST_ 2024", "CAP_NOTES", "RESERVES_2024", "RESERVE_NOTES",
)  # fmt: skip
HEADS = (LONG, WIDE)
_IGNORED = {
    "Capacity": "capacities", "Import": "trade totals of the USA", "Export": "trade totals of the USA",
    "Price": "prices", "Consumption": "consumption", "Net import reliance": "net import reliance",
    "Employment": "employment", "Stock": "stocks", "Sold or used": "sales", "Shipment": "sales", "Sales": "sales",
    "Sold": "sales", "Supply": "supply of the USA",
}  # fmt: skip
_NOT_LISTED = {"", "alumina", "bauxite", "platinum-group-metals", "rare-earth-elements"}
_REFINED = re.compile(r"refin|smelt|sponge|primary|metal production|plant|electrolytic", re.IGNORECASE)


def recognise(head: Head) -> bool:
    """Tell whether a file is one of the two, by its header."""
    return head.columns in (LONG, WIDE)


def load(path: Path, task: Task) -> Loaded:
    """Return the release that a file is; a release that was revised in place is another series."""
    digest = file_hash(path)
    wide = Head.of(path).columns == WIDE
    year = "2025" if wide else "2026"
    document = series(f"usgs-mcs-{year}-{digest[:8]}", SOURCE, f"Mineral Commodity Summaries {year}", year, digest)
    read = partial(_wide if wide else _long, path, task)
    loaded = Loaded(taken=1, releases=[Release(document, path.name, task.key(digest), read)])
    if not wide:
        _critical(path, digest, loaded)
    return loaded


def _critical(path: Path, digest: str, loaded: Loaded) -> None:
    """Add the list of critical minerals of the United States, as a column marks it; groups are not on it."""
    import polars as pl

    frame = strict.read_rows(path, LONG, encoding="cp1252", ragged=1)
    column = "Is critical mineral 2025"
    odd = frame.filter(~pl.col(column).is_in(["Yes", "No", "", "Yttrium"]))  # one row names itself
    strict.refuse(path, odd, column, "is neither Yes nor No")
    names = frame.filter(pl.col(column) == "Yes")["Commodity"].unique().sort().to_list()
    lines = Lines(f"{SOURCE.title} 2026, critical minerals", SOURCE.publisher, digest, SOURCE.url, "2026")
    for mineral in sorted({_mineral(name) for name in names} - _NOT_LISTED):
        claim = lines.claim(f"{mineral}: critical mineral of the United States 2025")
        ends = Ref("Country", "USA"), Ref("Mineral", mineral)
        loaded.bundle.records.append(make_fact("LISTS_AS_CRITICAL", *ends, [claim], {"list": "us", "year": 2025}))
    if loaded.bundle.records:
        document = lines.document()
        loaded.bundle.documents[document.id] = document


def _mineral(name: str) -> str:
    try:
        return good("usgs", name).mineral
    except InputError:
        return ""  # the rows say where it stands


# ---------------------------------------------------------------- the two forms
def _long(path: Path, task: Task) -> Read:
    import polars as pl

    frame = strict.read_rows(path, LONG, encoding="cp1252", ragged=1)
    known = {"Production", "Reserves", "Import sources 2021-2024", *_IGNORED}
    strict.refuse(
        path, frame.filter(~pl.col("Statistics").is_in(sorted(known))), "Statistics", "is no statistic of USGS"
    )
    left_out: Counter[str] = Counter(_IGNORED[s] for s in frame["Statistics"] if s in _IGNORED)
    imports = frame.filter(pl.col("Statistics") == "Import sources 2021-2024")
    world = frame.filter(
        pl.col("Section").str.starts_with("World") & pl.col("Statistics").is_in(["Production", "Reserves"])
    )
    own = frame.filter((pl.col("Statistics") == "Production") & ~pl.col("Section").str.starts_with("World")).height
    left_out["figures of the USA by year; the world tables have them by country"] += own
    world = strict.years(path, world, "Year")
    rows = world.select(
        strict.LINE, commodity="Commodity", country="Country", detail="Statistics_detail", unit="Unit",
        year="Year", value="Value", notes="Notes", own="Statistics_detail", head="Other notes", statistic="Statistics",
        title="Section", remark=pl.lit(""), column=pl.lit("Value"),
    )  # fmt: skip
    rows = rows.with_columns(unequal=usgs.unequal())
    said = usgs.said(rows.iter_rows(named=True), _table)
    read = _production(path, rows, task, left_out, said, ("Commodity", "Country", "Unit"))
    _imports(path, imports, task, read)
    return read


def _wide(path: Path, task: Task) -> Read:
    import polars as pl

    frame = strict.read_rows(path, WIDE)
    pieces = [
        frame.select(
            strict.LINE, commodity="COMMODITY", country="COUNTRY", detail="TYPE", unit="UNIT_MEAS",
            year=pl.lit(year, dtype=pl.Int32), value=column, notes=notes, own=pl.lit(""), head="TYPE",
            statistic=pl.lit(statistic), title=pl.lit(""), remark=notes, column=pl.lit(column),
        )
        for column, year, statistic, notes in (
            ("PROD_2023", 2023, "Production", "PROD_NOTES"), ("PROD_EST_ 2024", 2024, "Production", "PROD_NOTES"),
            ("RESERVES_2024", 2024, "Reserves", "RESERVE_NOTES"),
        )
    ]  # fmt: skip
    rows = pl.concat(pieces).sort(strict.LINE, maintain_order=True)
    rows = rows.with_columns(unit=usgs.corrected(), unequal=usgs.unequal())
    said = usgs.said(rows.iter_rows(named=True), _table)  # a row without a figure may say what those of others are
    capacity = frame.filter((pl.col("CAP_2023") != "") | (pl.col("CAP_EST_ 2024") != "")).height
    rows, left_out = rows.filter(pl.col("value") != ""), Counter({"capacities": capacity})
    return _production(path, rows, task, left_out, said, ("COMMODITY", "COUNTRY", "UNIT_MEAS"))


# ---------------------------------------------------------------- production and reserves
def _production(
    path: Path, rows: pl.DataFrame, task: Task, left_out: Counter[str], said: Mapping[object, usgs.Said],
    titles: tuple[str, str, str],
) -> Read:  # fmt: skip
    commodity, country, unit = titles
    made: list[dict[str, object]] = []
    totals: dict[tuple[object, ...], float] = {}
    for row in rows.iter_rows(named=True):
        where = f"{path}, line {row[strict.LINE]}, column"
        found = _good(f"{where} {commodity}", row["commodity"], row["detail"])
        name, remark = usgs.country(row["country"])
        detail, total = usgs.detail(row["detail"])
        number, mark = usgs.figure(row["value"], f"{where} {row['column']}")
        if not found.mineral:
            left_out["goods that are no minerals here"] += 1
            continue
        noted = said.get(_table(row), usgs.Said())
        factor = usgs.factor(noted.unit or row["unit"], f"{where} {unit}")
        stage = _stage(row["statistic"], found.stage, detail)
        basis = found.basis or usgs.basis(row, noted.counts)
        key = (row["statistic"], found.mineral, stage, row["year"], found.product)
        if name.casefold().startswith("world total"):
            if number is not None and factor:
                totals.setdefault(key, number * factor)
            left_out["totals of the world"] += 1
        elif name.casefold().startswith("other") or name in ("United States and Canada",):
            left_out["groups of countries"] += 1
        elif mark in usgs.NOTHING or factor == 0:
            left_out[f"without a figure: {mark}" if mark in usgs.NOTHING else "units that are no weight"] += 1
        else:
            estimated = "estimated" if "estimated" in f"{row['notes']} {detail}".casefold() and not mark else None
            product = " ".join(p for p in (detail, remark) if p).casefold() if not total else detail.casefold()
            counted = ": ".join(p for p in (product, row["remark"].casefold()) if p) if row["unequal"] else ""
            made.append({
                "line": row[strict.LINE], "country": name, "object": found.mineral, "stage": stage, "year": row["year"],
                "product": product, "fixed": found.product or counted, "basis": basis, "mark": mark or estimated,
                "tonnes": None if number is None else number * factor, "statistic": row["statistic"], "key": key,
            })  # fmt: skip
    return _columns(path, made, totals, task, left_out, country)


def _good(where: str, name: str, detail: str) -> Good:
    try:
        return good("usgs", name, detail)
    except InputError as error:
        raise InputError(f"{where}: {error}.") from None


def _stage(statistic: str, of_good: str, detail: str) -> str:
    """Return the stage that a row counts: reserves are in the ground; of production the good tells, else the detail."""
    if statistic == "Production" and of_good:
        return of_good
    return "refined" if statistic != "Reserves" and _REFINED.search(detail) else "mined"


def _columns(
    path: Path, made: list[dict[str, object]], totals: dict[tuple[object, ...], float], task: Task,
    left_out: Counter[str], country: str,
) -> Read:  # fmt: skip
    import polars as pl

    for row in made:
        total, tonnes = totals.get(row["key"]), row["tonnes"]  # type: ignore[call-overload]
        row["share"] = tonnes / total if total and isinstance(tonnes, float) and tonnes <= total else None
        del row["key"]
    types = {
        "line": pl.Int64, "country": pl.String, "object": pl.String, "stage": pl.String, "year": pl.Int32,
        "product": pl.String,
        "fixed": pl.String, "basis": pl.String, "mark": pl.String, "tonnes": pl.Float64, "statistic": pl.String,
        "share": pl.Float64,
    }  # fmt: skip
    frame = strict.named(path, pl.DataFrame(made, schema=types).rename({"country": country}), country, "subject")
    read = Read(left_out=left_out)
    for statistic, relation in (("Production", "PRODUCES"), ("Reserves", "HAS_RESERVES")):
        part = comparable(frame.filter(pl.col("statistic") == statistic))
        strict.once(path, part, ("subject", "object", "stage", "product", "year"))
        chosen = task.chosen(part).drop("line", "statistic", country).with_columns(object_kind=pl.lit("Mineral"))
        if relation == "PRODUCES":
            chosen = chosen.with_columns(status=pl.lit("current"))
        if chosen.height:
            read.columns.append(Columns(relation, chosen))
    return read


def _table(row: Mapping[str, object]) -> tuple[object, ...]:
    """Return which of the publisher's tables a row stands in."""
    return row["statistic"], str(row["commodity"]).strip(), usgs.detail(str(row["detail"]))[0]


# ---------------------------------------------------------------- imports of the United States
def _imports(path: Path, frame: pl.DataFrame, task: Task, read: Read) -> None:
    import polars as pl

    made: list[dict[str, object]] = []
    for row in frame.iter_rows(named=True):
        where = f"{path}, line {row[strict.LINE]}, column"
        found = _good(f"{where} Commodity", row["Commodity"], row["Statistics_detail"])
        if row["Unit"] != "percent":
            raise InputError(f'{where} Unit: "{row["Unit"]}" is not percent.')
        if not found.mineral or row["Country"] in ("Other countries", "China, Germany, and Russia"):
            read.left_out["goods that are no minerals here" if not found.mineral else "groups of countries"] += 1
            continue
        number, mark = usgs.figure(row["Value"], f"{where} Value")
        made.append({
            "line": row[strict.LINE], "Country": row["Country"], "mineral": found.mineral,
            "product": row["Statistics_detail"].casefold(), "share": None if number is None else number / 100,
            "mark": mark, "commodity": row["Commodity"],
        })  # fmt: skip
    types = {
        "line": pl.Int64, "Country": pl.String, "mineral": pl.String, "product": pl.String, "share": pl.Float64,
        "mark": pl.String, "commodity": pl.String,
    }  # fmt: skip
    rows = strict.named(path, pl.DataFrame(made, schema=types), "Country", "subject")
    products = pl.col("product").n_unique().over("mineral")
    whole = (products == 1) | pl.col("product").str.contains(r"^(total\b|all\b|combined total|manganese contained in )")
    several = pl.when(whole).then(pl.col("product")).drop_nulls().n_unique().over("mineral") > 1
    rows = rows.with_columns(pl.when(whole & ~several).then(None).otherwise(pl.col("product")).alias("product"))
    strict.once(path, rows, ("subject", "mineral", "product"))
    chosen = task.chosen(rows).with_columns(
        object=pl.lit("USA"), object_kind=pl.lit("Country"), status=pl.lit("current"), since=pl.lit("2021"),
        until=pl.lit("2024"),
    )  # fmt: skip
    if chosen.height:
        read.columns.append(Columns("SUPPLIES", chosen.drop("line", "Country", "commodity")))
