"""Trade flows that another program prepared: a Parquet file, or a folder of parts, with the columns of FORM."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.datasets import codes, prepared, strict
from graphkit.datasets.prepared import Form
from graphkit.datasets.recognise import Head
from graphkit.datasets.releases import Columns, Read
from graphkit.datasets.task import Task
from graphkit.errors import InputError
from graphkit.loaders import Loaded, Source

if TYPE_CHECKING:
    import polars as pl

SOURCE = Source(
    title="Trade flows that you prepared",
    publisher="whoever the file names",
    licence="that of the data",
    takes="a Parquet file, or a folder x.parquet of parts, with year, from, to, mineral or hs (six digits), and if "
    "you have them stage, product, value_usd, tonnes, share, basis, mark, series, publisher, published",
    gives="SUPPLIES by year and mineral, with value_usd, tonnes, share",
)
FORM = Form(
    ("year", "from", "to"), ("mineral", "hs", "stage", "product", "value_usd", "tonnes", "share", "basis", "mark")
)
FIGURES = ("value_usd", "tonnes", "share")


def recognise(head: Head) -> bool:
    """Tell whether it is a Parquet file with these columns."""
    return FORM.fits(head.fields)


def load(path: Path, task: Task) -> Loaded:
    """Return the releases in the file."""
    return prepared.load(path, task, SOURCE, FORM, _rows)


def _rows(path: Path, frame: pl.DataFrame) -> Read:
    import polars as pl

    if {"mineral", "hs"}.isdisjoint(frame.columns):
        raise InputError(f'{path}: the column "mineral" is missing, and there is no column "hs" in its place.')
    if not {*FIGURES} & {*frame.columns}:
        raise InputError(f"{path}: there is no figure; give at least one of {', '.join(FIGURES)}.")
    frame = prepared.ends(path, prepared.ends(path, frame, "from", "subject"), "to", "object")
    strict.refuse(path, frame.filter(pl.col("subject") == pl.col("object")), "to", "is the supplier itself")
    frame = (
        prepared.minerals(path, frame, "mineral", "mineral") if "mineral" in frame.columns else _by_code(path, frame)
    )
    frame = frame.drop("from", "to").with_columns(pl.lit("current").alias("status"))
    if "hs" not in frame.columns:
        return _read(path, [frame])
    return _read(path, [frame.filter(pl.col("hs").is_not_null()), frame.filter(pl.col("hs").is_null()).drop("hs")])


def _by_code(path: Path, frame: pl.DataFrame) -> pl.DataFrame:
    """Add the minerals, and their stages where the file has none, that the HS codes are of."""
    import polars as pl

    known = codes.minerals().rename({"stage": "stage of code"})
    strange = frame.filter(~pl.col("hs").is_in(known["hs"].to_list()).fill_null(False))
    strict.refuse(path, strange, "hs", "is no code of a mineral (seeds/hs_codes.csv); name it in a column `mineral`")
    frame = frame.join(known, on="hs", how="left", maintain_order="left")
    stage = pl.coalesce("stage", "stage of code") if "stage" in frame.columns else pl.col("stage of code")
    return frame.with_columns(stage.alias("stage")).drop("stage of code")


def _read(path: Path, frames: list[pl.DataFrame]) -> Read:
    out = Read()
    for frame in frames:
        if frame.height:
            names = ("year", "subject", "object", "hs", "product") if "hs" in frame.columns else (
                "year", "subject", "object", "mineral", "stage", "product"
            )  # fmt: skip
            strict.once(path, frame, [name for name in names if name in frame.columns])
            out.columns.append(Columns("SUPPLIES", frame.drop(strict.LINE)))
    return out
