"""Node and edge tables in CSV, with the headings that Gephi, Cytoscape and Neo4j's importers look for."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.exports import many
from graphkit.exports.flat import edges, nodes
from graphkit.exports.frames import of_edges, of_nodes
from graphkit.files import replacing
from graphkit.stores.base import Store

if TYPE_CHECKING:
    import polars as pl

SUFFIX = ".csv"
ABOUT = "two tables, OUT.nodes.csv and OUT.edges.csv, for spreadsheets, Gephi and Cytoscape"
_HEADINGS = {
    "id": "Id", "name": "Label", "from_node": "Source", "to_node": "Target", "relation": "Label", "weight": "Weight",
}  # fmt: skip
_FIRST = ("Id", "Source", "Target", "Type", "Label", "Weight")


def write(store: Store, path: Path) -> str:
    """Write a table of the nodes and one of the edges."""
    frames = (of_nodes(nodes(store)), of_edges(edges(store)))
    paths = pair(path)
    with replacing(*paths) as parts:
        for frame, part in zip(frames, parts, strict=True):
            _headed(frame).write_csv(part, line_terminator="\n")
    return said(frames, paths)


def _headed(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table with the headings of CSV: those that programs look for with a capital, the others sorted."""
    import polars as pl

    if "relation" in frame.columns:
        kind = pl.when(pl.col("directed")).then(pl.lit("Directed")).otherwise(pl.lit("Undirected"))
        frame = frame.with_columns(kind.alias("Type")).drop("directed")
    frame = frame.rename({name: _HEADINGS[name] for name in frame.columns if name in _HEADINGS})
    first = [name for name in _FIRST if name in frame.columns]
    words = pl.selectors.boolean().replace_strict({True: "True", False: "False"}, default=None, return_dtype=pl.String)
    frame = frame.with_columns(words)
    return frame.select(*first, *sorted(set(frame.columns) - set(first)))


def pair(path: Path) -> tuple[Path, Path]:
    """Return the paths of the two tables."""
    return path.with_suffix(f".nodes{path.suffix}"), path.with_suffix(f".edges{path.suffix}")


def said(tables: Sequence[Sized], paths: Sequence[Path]) -> str:
    """Say what was written where."""
    return f"{many(len(tables[0]), 'node')} written to {paths[0]}, {many(len(tables[1]), 'edge')} to {paths[1]}"
