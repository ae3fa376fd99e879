"""Trade flows that another program prepared: a Parquet file, or a folder of parts, with the columns of FORM."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.datasets import codes, prepared, strict
from graphkit.datasets.prepared import FIGURES, Form
from graphkit.datasets.recognise import Head
from graphkit.datasets.releases import Columns, Read
from graphkit.datasets.task import Task
from graphkit.errors import InputError
from graphkit.gazetteer import gazetteer, rows
from graphkit.loaders import Loaded, Source
from graphkit.model import Ref

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
    if "mineral" in frame.columns:
        frame = prepared.minerals(path, frame, "mineral", "mineral")
        _of_one_good(path, frame)
    else:
        frame = _by_code(path, frame)
    frame = frame.drop("from", "to").with_columns(pl.lit("current").alias("status"))
    if "hs" not in frame.columns:
        return _read(path, [frame])
    return _read(path, [frame.filter(pl.col("hs").is_not_null()), frame.filter(pl.col("hs").is_null()).drop("hs")])


def _of_one_good(path: Path, frame: pl.DataFrame) -> None:
    """Raise InputError where the mineral of a row is neither that of its HS code, nor of its group, nor its group.

    A code that lumps minerals together may stand beside any.
    """
    import polars as pl

    if "hs" not in frame.columns:
        return
    single = [row["hs6"] for row in rows("hs_codes") if row["lumped"] == "no"]
    known = codes.minerals().filter(pl.col("hs").is_in(single)).select("hs", pl.col("mineral").alias("of code"))
    both = frame.join(known, on="hs", how="inner", maintain_order="left").filter(pl.col("mineral") != pl.col("of code"))
    for mineral, coded in both.select("mineral", "of code").unique(maintain_order=True).iter_rows():
        one, other = Ref("Mineral", mineral), Ref("Mineral", coded)
        if one not in gazetteer().groups_of(other) and other not in gazetteer().groups_of(one):
            wrong = both.filter((pl.col("mineral") == mineral) & (pl.col("of code") == coded))
            strict.refuse(path, wrong, "hs", f"is the code of {coded}, and the mineral is {mineral}")


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
