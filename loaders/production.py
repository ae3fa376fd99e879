"""Production that another program put together: a Parquet file, or a folder of parts, with the columns of FORM."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.datasets import prepared, strict
from graphkit.datasets.prepared import Form
from graphkit.datasets.recognise import Head
from graphkit.datasets.releases import Columns, Read
from graphkit.datasets.task import Task
from graphkit.errors import InputError
from graphkit.loaders import Loaded, Source

if TYPE_CHECKING:
    import polars as pl

SOURCE = Source(
    title="Production that you prepared",
    publisher="whoever the file names",
    licence="that of the data",
    takes="a Parquet file, or a folder x.parquet of parts, with year, country, mineral, stage, and if you have them "
    "product, tonnes, share, basis, mark, series, publisher, published",
    gives="PRODUCES by year, mineral and stage, with tonnes, share, basis",
)
FORM = Form(("year", "country", "mineral", "stage"), ("product", "tonnes", "share", "basis", "mark"))
FIGURES = ("tonnes", "share")


def recognise(head: Head) -> bool:
    """Tell whether it is a Parquet file with these columns."""
    return FORM.fits(head.fields)


def load(path: Path, task: Task) -> Loaded:
    """Return the releases in the file."""
    return prepared.load(path, task, SOURCE, FORM, _rows)


def _rows(path: Path, frame: pl.DataFrame) -> Read:
    import polars as pl

    if not {*FIGURES} & {*frame.columns}:
        raise InputError(f"{path}: there is no figure; give at least one of {', '.join(FIGURES)}.")
    strict.refuse(path, frame.filter(pl.col("stage").is_null()), "stage", "is empty")
    frame = prepared.minerals(path, prepared.ends(path, frame, "country", "subject"), "mineral", "object")
    names = [n for n in ("year", "subject", "object", "stage", "product") if n in frame.columns]
    strict.once(path, frame, names)
    rows = frame.drop("country", "mineral", strict.LINE).with_columns(
        object_kind=pl.lit("Mineral"), status=pl.lit("current")
    )
    return Read([Columns("PRODUCES", rows)] if rows.height else [])
