"""Node and edge tables in Parquet, for pandas, polars, R, DuckDB and Spark; `frames.py` says what the columns are."""

from __future__ import annotations

from pathlib import Path

from graphkit.exports.flat import edges, nodes
from graphkit.exports.frames import of_edges, of_nodes
from graphkit.exports.tables import pair, said
from graphkit.files import replacing
from graphkit.stores.base import Store

SUFFIX = ".parquet"
ABOUT = "two tables, OUT.nodes.parquet and OUT.edges.parquet, typed, for pandas, R and DuckDB"


def write(store: Store, path: Path) -> str:
    """Write a table of the nodes and one of the edges, in the order of the other exports."""
    frames = (of_nodes(nodes(store)), of_edges(edges(store)))
    paths = pair(path)
    with replacing(*paths) as parts:
        for frame, part in zip(frames, parts, strict=True):
            frame.write_parquet(part, compression="zstd")
    return said(frames, paths)
