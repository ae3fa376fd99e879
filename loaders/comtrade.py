"""UN Comtrade: trade as each country reports it, from the CSV that its API gives.

A flow is reported twice, by the importer and by the exporter. The importer's report is the figure; the exporter's
stands beside it as a product of its own ("reported by the exporter"), so that nothing is counted twice.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.datasets import codes, strict
from graphkit.datasets.recognise import Head
from graphkit.datasets.releases import Columns, Read, Release, file_hash, series
from graphkit.datasets.task import Task
from graphkit.loaders import Loaded, Source

if TYPE_CHECKING:
    import polars as pl

SOURCE = Source(
    title="UN Comtrade, annual trade by product",
    publisher="United Nations Statistics Division",
    licence="UN terms of use: with attribution, no bulk redistribution",
    takes="a CSV file with the names of the API's columns (period, reporterCode, partnerCode, flowCode, cmdCode ...)",
    gives="SUPPLIES by year, mineral and HS code, with value_usd and tonnes",
    cite="United Nations, UN Comtrade Database",
    url="https://comtradeplus.un.org/",
)
CHECKS: dict[str, tuple[str, int]] = {  # how the SHA-256 of a file begins: its name, and the facts that must come out
    "4bcf43dcb5e0": ("UN_nickel_trade.csv", 10_186),
}
_USED = ("period", "reporterCode", "partnerCode", "flowCode", "cmdCode", "primaryValue", "netWgt")
_IGNORED = (
    "mineral", "stage", "hs_code_queried", "hs_description", "reporterISO", "reporterDesc", "partnerISO", "partnerDesc",
    "flowDesc", "cmdDesc", "grossWgt", "qty", "qtyUnitAbbr", "cifvalue", "fobvalue", "typeCode", "freqCode",
    "refPeriodId", "refYear", "refMonth", "classificationCode", "classificationSearchCode", "isOriginalClassification",
    "partner2Code",
    "partner2ISO", "partner2Desc", "customsCode", "customsDesc", "mosCode", "motCode", "motDesc", "qtyUnitCode",
    "altQtyUnitCode", "altQtyUnitAbbr", "altQty", "isQtyEstimated", "isAltQtyEstimated", "isNetWgtEstimated",
    "isGrossWgtEstimated", "legacyEstimationFlag", "isReported", "isAggregate", "aggrLevel", "isLeaf",
)  # fmt: skip
_FLOWS = {
    "M": "imports",
    "X": "exports",
    "RM": "re-imports",
    "RX": "re-exports",
    "MIP": "",
    "XIP": "",
    "DX": "",
    "FM": "",
}
HEADS = (_USED,)
_SIX = re.compile(r"\d{6}")
_KILOGRAMS = 1_000


def recognise(head: Head) -> bool:
    """Tell whether a file is one of Comtrade's, by its columns."""
    return {*_USED} <= set(head.columns)


def load(path: Path, task: Task) -> Loaded:
    """Return the series that a file is; the data are revised at any time, so the file names itself."""
    digest = file_hash(path)
    document = series(f"comtrade-{digest[:8]}", SOURCE, f"UN Comtrade, {path.stem}", None, digest)
    return Loaded(taken=1, releases=[Release(document, path.name, task.key(digest), partial(_read, path, task))])


def _read(path: Path, task: Task) -> Read:
    import polars as pl

    left_out: Counter[str] = Counter()
    minerals = set(codes.minerals()["hs"])

    def kept(code: str) -> bool:
        """Tell whether a row is of a mineral, or wrong; the others are only counted, so a file may be of any size."""
        other = code not in minerals and _SIX.fullmatch(code) is not None
        left_out["products that are no minerals"] += other
        return not other

    frame = strict.read_rows(path, _USED, optional=_IGNORED, keep=("cmdCode", kept))
    frame = _checked(path, frame.select(strict.LINE, *_USED))
    frame = frame.rename({"cmdCode": "hs"}).join(codes.minerals(), on="hs", how="left", maintain_order="left")
    for why, keep in (
        ("re-exports and other flows", pl.col("flowCode").is_in(["M", "X"])),
        ("the world and areas that are no country", pl.col("r").is_not_null() & pl.col("p").is_not_null()),
        ("what a country trades with itself", (pl.col("r") != pl.col("p"))),
    ):
        before, frame = frame.height, frame.filter(keep)
        if before > frame.height:
            left_out[why] += before - frame.height
    frame = _supplied(frame)
    strict.once(path, frame, ("subject", "object", "year", "hs", "product"))
    rows = task.chosen(frame).select(
        "subject_kind", "subject", "object_kind", "object", "year", "hs", "mineral", "stage", "product", "status",
        "value_usd", "tonnes",
    )  # fmt: skip
    read = Read([Columns("SUPPLIES", rows)], codes.nodes("un", {*rows["subject"], *rows["object"]}))
    read.left_out.update(+left_out)
    return read


def _checked(path: Path, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with years, numbers and countries (r and p: reporter and partner), or raise for what is wrong."""
    import polars as pl

    frame = strict.years(path, frame, "period")
    flows = frame.filter(~pl.col("flowCode").is_in(list(_FLOWS)))
    strict.refuse(path, flows, "flowCode", "is no flow that is known here (M, X, RM, RX)")
    bad = frame.filter(~pl.col("cmdCode").str.contains(r"^\d{6}$"))
    strict.refuse(path, bad, "cmdCode", "is not an HS code of six digits")
    frame = strict.numbers(path, strict.numbers(path, frame, "primaryValue", missing=()), "netWgt")
    return strict.coded(path, strict.coded(path, frame, "reporterCode", "un", "r"), "partnerCode", "un", "p")


def _supplied(frame: pl.DataFrame) -> pl.DataFrame:
    """Return what reporters say of their imports and exports as supplies, from the exporter to the importer."""
    import polars as pl

    imports = pl.col("flowCode") == "M"
    ends = {
        new: pl.when(imports).then(pl.col(a)).otherwise(pl.col(b))
        for new, a, b in (
            ("subject", "p", "r"),
            ("object", "r", "p"),
            ("subject_kind", "p_kind", "r_kind"),
            ("object_kind", "r_kind", "p_kind"),
        )
    }
    return frame.with_columns(
        **ends, product=pl.when(imports).then(None).otherwise(pl.lit("reported by the exporter")),
        year=pl.col("period"), tonnes=pl.col("netWgt") / _KILOGRAMS,
        value_usd=pl.col("primaryValue"), status=pl.lit("current"),
    )  # fmt: skip
