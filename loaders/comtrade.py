"""UN Comtrade: trade as each country reports it, from the CSV that its API gives.

A flow is reported twice, by the importer and by the exporter. The importer's report is the figure; the exporter's
stands beside it as a product of its own ("reported by the exporter"), so that nothing is counted twice. A weight of
zero beside a value is one that was not reported. The quantity is not taken in its place: the UN fills it by a fixed
price (for China's imports of nickel ore in 2016 a twentieth of what the years beside it weigh).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
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
    "partner2ISO", "partner2Desc", "customsDesc", "mosCode", "motDesc", "qtyUnitCode",
    "altQtyUnitCode", "altQtyUnitAbbr", "altQty", "isQtyEstimated", "isAltQtyEstimated", "isNetWgtEstimated",
    "isGrossWgtEstimated", "legacyEstimationFlag", "isReported", "isAggregate", "aggrLevel", "isLeaf",
)  # fmt: skip
_WHOLE = {"motCode": "0", "partner2Code": "0", "customsCode": "C00"}
"""What marks the rows of all transport, second partners and customs procedures; the others are parts of them."""
_EUROPEAN_UNION = "97"
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
_SIX = re.compile(r"[0-9]{6}")
_ABOVE = re.compile(r"[0-9]{2}|[0-9]{4}|TOTAL")
"""Codes of what is the sum of codes of six digits."""
_KILOGRAMS = 1_000


def recognise(head: Head) -> bool:
    """Tell whether a file is one of Comtrade's, by its columns."""
    return {name.casefold() for name in _USED} <= {name.casefold() for name in head.columns}


def load(path: Path, task: Task) -> Loaded:
    """Return the series that a file is; the data are revised at any time, so the file names itself."""
    digest = file_hash(path)
    document = series(f"comtrade-{digest[:8]}", SOURCE, f"UN Comtrade, {path.stem}", None, digest)
    return Loaded(taken=1, releases=[Release(document, path.name, task.key(digest), partial(_read, path, task))])


def _read(path: Path, task: Task) -> Read:
    left_out: Counter[str] = Counter()
    minerals = set(codes.minerals()["hs"])

    def kept(code: str) -> bool:
        """Tell whether a row is of a mineral, or wrong; the others are only counted, so a file may be of any size."""
        above = _ABOVE.fullmatch(code) is not None
        other = code not in minerals and _SIX.fullmatch(code) is not None
        left_out["goods of two or four digits, and the total of all"] += above
        left_out["products that are no minerals"] += other
        return not (above or other)

    frame = strict.read_rows(
        path, _USED, encoding="cp1252", optional=(*_WHOLE, *_IGNORED), keep=("cmdCode", kept), fold=True, trailing=True
    )
    frame = _checked(path, _chosen(frame, _partial(frame), left_out).select(strict.LINE, *_USED))
    frame = frame.rename({"cmdCode": "hs"}).join(codes.minerals(), on="hs", how="left", maintain_order="left")
    frame = _supplied(_chosen(frame, _no_supplies(), left_out))
    strict.once(path, frame, ("subject", "object", "year", "hs", "product"))
    rows = task.chosen(frame).select(
        "subject_kind", "subject", "object_kind", "object", "year", "hs", "mineral", "stage", "product", "status",
        "value_usd", "tonnes",
    )  # fmt: skip
    read = Read([Columns("SUPPLIES", rows)], codes.nodes("un", {*rows["subject"], *rows["object"]}))
    read.left_out.update(+left_out)
    return read


def _chosen(frame: pl.DataFrame, without: Mapping[str, pl.Expr], left_out: Counter[str]) -> pl.DataFrame:
    """Return the rows that none of the reasons holds for, and count the others by reason."""
    for why, wrong in without.items():
        before, frame = frame.height, frame.filter(~wrong)
        left_out[why] += before - frame.height
    return frame


def _partial(frame: pl.DataFrame) -> dict[str, pl.Expr]:
    """Return what marks rows that are a part or a sum of others."""
    import polars as pl

    names = [name for name in _WHOLE if name in frame.columns]
    parts = [~pl.col(name).is_in(["", _WHOLE[name]]) for name in names]
    sums = [pl.col(name) == _EUROPEAN_UNION for name in ("reporterCode", "partnerCode")]
    return {
        "parts of a flow, by transport, second partner or customs procedure": pl.any_horizontal(parts or pl.lit(False)),
        "the European Union, whose members report themselves": pl.any_horizontal(sums),
    }


def _no_supplies() -> dict[str, pl.Expr]:
    """Return what marks rows that are no supply of one country to another."""
    import polars as pl

    return {
        "re-exports and other flows": ~pl.col("flowCode").is_in(["M", "X"]),
        "the world and areas that are no country": pl.col("r").is_null() | pl.col("p").is_null(),
        "what a country trades with itself": pl.col("r") == pl.col("p"),
    }


def _checked(path: Path, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with years, numbers and countries (r and p: reporter and partner), or raise for what is wrong."""
    import polars as pl

    frame = strict.years(path, frame, "period")
    flows = frame.filter(~pl.col("flowCode").is_in(list(_FLOWS)))
    strict.refuse(path, flows, "flowCode", "is no flow that is known here (M, X, RM, RX)")
    bad = frame.filter(~pl.col("cmdCode").str.contains(r"^[0-9]{6}$"))
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
        year=pl.col("period"), tonnes=pl.when(pl.col("netWgt") > 0).then(pl.col("netWgt") / _KILOGRAMS),
        value_usd=pl.col("primaryValue"), status=pl.lit("current"),
    )  # fmt: skip
