"""What publishers call minerals: `seeds/statistical_minerals.csv` has mineral, stage and basis for each name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from graphkit.errors import InputError
from graphkit.gazetteer import rows

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Good:
    """A mineral as a publisher counts it; `mineral` is empty for what is left out by name."""

    mineral: str
    stage: str = ""
    product: str = ""
    basis: str = ""


@cache
def _known(system: str) -> dict[str, list[tuple[str, Good]]]:
    out: dict[str, list[tuple[str, Good]]] = defaultdict(list)
    for row in rows("statistical_minerals"):
        if row["system"] == system:
            good = Good(row["mineral"], row["stage"], row["product"], row["basis"])
            out[row["name"]].append((row["detail"].casefold(), good))
    return out


@cache
def good(system: str, name: str, detail: str = "") -> Good:
    """Return what a publisher's name means, or raise InputError; a longer matching detail comes before a shorter."""
    found = _known(system).get(" ".join(name.split()), [])
    fitting = [(len(head), one) for head, one in found if head in detail.casefold()]
    if not fitting:
        raise InputError(f'"{name}" is no mineral that is known here (seeds/statistical_minerals.csv)')
    return max(fitting, key=lambda pair: pair[0])[1]


def comparable(frame: pl.DataFrame) -> pl.DataFrame:
    """Empty `product` where the rows of a mineral, stage and year can be compared and added up.

    That is so where all have one basis and no party has two rows; else each row keeps the name of its product and is
    never preferred. A product that the table names stays.
    """
    import polars as pl

    cell = ["object", "stage", "year", "fixed"]
    fixed = pl.col("fixed").str.len_chars() > 0
    alike = ((pl.col("basis").n_unique() == 1) & pl.col("subject").is_unique().all()).over(cell)
    product = pl.when(fixed).then(pl.col("fixed")).when(alike).then(None).otherwise(pl.col("product"))
    return frame.with_columns(product.alias("product")).drop("fixed")
