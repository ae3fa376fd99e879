"""The graph of a store in columns, so that no edge needs an object: what CSV and Parquet are written from.

Types of columns: whole numbers, numbers and yes or no as the vocabulary has them; `valid_from` and `valid_to`, the
first and the last day, are dates; all else is text, lists joined by "; ". Dates as a source gives them (`date`,
`since`, `until`) may be partial, a year or a month, and so are text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from graphkit.exports.flat import FlatEdge, FlatNode
from graphkit.schema import schema

if TYPE_CHECKING:
    import polars as pl

_CHUNK = 20_000
_YES_NO = {"derived", "directed", "disputed", "preferred"}
_WHOLE = {"support", "year"}
_DECIMAL = {"weight", "latitude", "longitude"}
_DAYS = ["valid_from", "valid_to"]

Row = Mapping[str, object]


def of_nodes(found: Iterable[FlatNode]) -> pl.DataFrame:
    """Return the nodes: id ("Country/KOR"), name, kind, code, then what the tables say of them, sorted by name."""
    rows = ({"id": node.key, "name": node.label, **node.values} for node in found)
    return _frame(rows, ["id", "name", "kind", "code"])


def of_edges(found: Iterable[FlatEdge]) -> pl.DataFrame:
    """Return the edges: id, from_node, to_node, relation, directed, weight, days, then what is said of them."""
    return _frame(map(_edge, found), ["id", "from_node", "to_node", "relation", "directed", "weight", *_DAYS])


def _edge(edge: FlatEdge) -> Row:
    ends = {"id": edge.key, "from_node": edge.source, "to_node": edge.target, "relation": edge.relation}
    return {**edge.values, **ends, "directed": edge.directed, "weight": edge.weight}


def _frame(rows: Iterator[Row], first: list[str]) -> pl.DataFrame:
    import polars as pl

    chunks = [pl.DataFrame({name: pl.Series(name, [], _type(name)) for name in [*first, *_DAYS]})]
    while chunk := list(islice(rows, _CHUNK)):
        names = dict.fromkeys(name for row in chunk for name in row)
        chunks.append(pl.DataFrame([_column(name, [row.get(name) for row in chunk]) for name in names]))
    whole = pl.concat(chunks, how="diagonal", rechunk=True)
    days = [pl.col(name).str.to_date() for name in _DAYS]
    return whole.select(*first, *sorted(set(whole.columns) - set(first))).with_columns(days)


def _column(name: str, values: list[object]) -> pl.Series:
    import polars as pl

    wanted = _type(name)
    if wanted == pl.String:
        values = [None if value is None else str(value) for value in values]
    if name in _DECIMAL:  # which tables have as text
        values = [None if value is None else float(str(value)) for value in values]
    return pl.Series(name, values, dtype=wanted, strict=False)


def _type(name: str) -> type[pl.DataType]:
    import polars as pl

    said = schema().attributes.get(name, {}).get("type")
    if name in _YES_NO:
        return pl.Boolean
    if name in _WHOLE or said == "integer":
        return pl.Int64
    return pl.Float64 if name in _DECIMAL or said == "number" else pl.String
