"""Rows of data sets as a store takes them: tables that are alike, named and marked; and the cells that they fill."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from graphkit.datasets.releases import Columns
from graphkit.model import Fact
from graphkit.stores import bridging
from graphkit.stores.preferring import Cell

if TYPE_CHECKING:
    import polars as pl


def cells(columns: Columns) -> tuple[set[Cell], set[Cell]]:
    """Return the cells that the rows fill, and those of rows of single products, which are never preferred."""
    import polars as pl

    frame, relation = columns.frame, columns.relation
    for name in ("year", "stage", "product"):
        if name not in frame.columns:
            frame = frame.with_columns(pl.lit(None).alias(name))
    mineral = "mineral" if relation == "SUPPLIES" else "object"
    stage = pl.lit(None, dtype=pl.String).alias("stage") if relation == "SUPPLIES" else pl.col("stage")
    cells = frame.select(mineral, stage, "year", pl.col("product").is_null().alias("main")).unique()
    main: set[Cell] = set()
    other: set[Cell] = set()
    for of, at, year, whole in cells.iter_rows():
        (main if whole else other).add((relation, of, at, year))
    return main, other


def cells_of(facts: Iterable[Fact]) -> tuple[frozenset[Cell], frozenset[Cell]]:
    """Return the same of rows that came as facts."""
    main: set[Cell] = set()
    other: set[Cell] = set()
    for fact in facts:
        trade = fact.relation == "SUPPLIES"
        year, stage = fact.get("year"), fact.get("stage")
        cell = (
            fact.relation, str(fact.get("mineral")) if trade else fact.object.id,
            str(stage) if stage is not None and not trade else None, year if isinstance(year, int) else None,
        )  # fmt: skip
        (other if fact.get("product") else main).add(cell)
    return frozenset(main), frozenset(other)


def spans_of(facts: Iterable[Fact]) -> dict[str, bridging.Span]:
    """Return first and last year of what each party exports and imports, of rows that came as facts."""
    parts: list[dict[str, bridging.Span]] = []
    for fact in facts:
        if fact.relation == "SUPPLIES" and fact.get("mineral"):
            year = fact.get("year")
            span = (year, year) if isinstance(year, int) else (None, None)
            parts.append({f"EXPORTS {fact.subject} {fact.get('mineral')}": span})
            parts.append({f"IMPORTS {fact.object} {fact.get('mineral')}": span})
    return bridging.joined(parts)


def tables(columns: Columns, series: str, load_id: str, winners: dict[Cell, str]) -> list[tuple[str, pl.DataFrame]]:
    """Return the rows as tables that are alike in the kinds of their ends and in the columns they fill."""
    import polars as pl

    frame = columns.frame.filter(pl.col("subject").is_not_null())
    for name in ("subject_kind", "object_kind"):
        if name not in frame.columns:
            frame = frame.with_columns(pl.lit("Country" if name == "subject_kind" else "Mineral").alias(name))
    frame = frame.with_columns(pl.lit(series).alias("series"), pl.lit(load_id).alias("load"))
    frame = frame.with_columns(_fact(columns.relation, frame).alias("fact"))
    frame = _preferred(columns.relation, frame, series, winners)
    gaps = [name for name in frame.columns if frame[name].null_count()]
    keys = ["subject_kind", "object_kind", *(pl.col(name).is_null().alias(f"no {name}") for name in gaps)]
    flagged = frame.with_columns(keys[2:]) if gaps else frame
    marks = [f"no {name}" for name in gaps]
    out = []
    for part in flagged.partition_by(["subject_kind", "object_kind", *marks], maintain_order=True):
        empty = [name for name in gaps if part[f"no {name}"][0]]
        out.append((columns.relation, part.drop([*marks, *empty])))
    return out


def _fact(relation: str, frame: pl.DataFrame) -> pl.Expr:
    """What names each row, as `graphkit.model.row_id` makes it."""
    import polars as pl

    names = ["series", "year", "subject", "object"]
    names += ["hs", "product"] if "hs" in frame.columns else ["mineral", "commodity", "stage", "product"]
    pieces: list[pl.Expr] = [pl.col(name).cast(pl.String) for name in names if name in frame.columns]
    if relation == "HAS_RESERVES":
        pieces.append(pl.lit("reserves"))
    return pl.concat_str(pieces, separator="/", ignore_nulls=True)


def _preferred(relation: str, frame: pl.DataFrame, series: str, winners: dict[Cell, str]) -> pl.DataFrame:
    import polars as pl

    whole = pl.col("product").is_null() if "product" in frame.columns else pl.lit(True)
    won = [cell for cell, winner in winners.items() if cell[0] == relation and winner == series]
    mineral = "mineral" if relation == "SUPPLIES" else "object"
    years = pl.Int32 if "year" not in frame.columns else frame["year"].dtype
    names = [mineral, *(["stage"] if relation != "SUPPLIES" else []), *(["year"] if "year" in frame.columns else [])]
    places = {mineral: 1, "stage": 2, "year": 3}
    schema: dict[str, Any] = {n: years if n == "year" else pl.String for n in names}
    rows = [[cell[places[n]] for n in names] for cell in won]
    table = pl.DataFrame(rows, schema=schema, orient="row").unique().with_columns(pl.lit(True).alias("won"))
    joined = frame.join(table, on=names, how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns((pl.col("won").fill_null(False) & whole).alias("preferred")).drop("won")
