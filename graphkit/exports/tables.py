"""Node and edge tables in CSV, with the headings that Gephi, Cytoscape and Neo4j's importers look for."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from graphkit.exports import replacing
from graphkit.exports.flat import FlatEdge, FlatNode, Scalar, edges, nodes
from graphkit.stores.base import Store

SUFFIX = ".csv"
ABOUT = "two tables, OUT.nodes.csv and OUT.edges.csv, for spreadsheets, Gephi and Cytoscape"


def write(store: Store, path: Path) -> str:
    """Write a table of the nodes and one of the edges."""
    tables = (node_rows(nodes(store)), edge_rows(edges(store)))
    paths = pair(path)
    with replacing(*paths) as parts:
        for rows, part in zip(tables, parts, strict=True):
            with part.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns(rows), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
    return said(tables, paths)


def pair(path: Path) -> tuple[Path, Path]:
    """Return the paths of the two tables."""
    return path.with_suffix(f".nodes{path.suffix}"), path.with_suffix(f".edges{path.suffix}")


def said(tables: Sequence[Sequence[object]], paths: Sequence[Path]) -> str:
    """Say what was written where."""
    return f"{len(tables[0])} nodes written to {paths[0]}, {len(tables[1])} edges to {paths[1]}"


def node_rows(found: Iterable[FlatNode]) -> list[dict[str, Scalar | None]]:
    """Return a row for each node: Id, Label and what the tables say of it."""
    return [{"Id": node.key, "Label": node.label, **node.values} for node in found]


def edge_rows(found: Iterable[FlatEdge]) -> list[dict[str, Scalar | None]]:
    """Return a row for each edge: its ends, type and weight, and what is said of it."""
    return [
        {
            "Id": edge.key,
            "Source": edge.source,
            "Target": edge.target,
            "Type": "Directed" if edge.directed else "Undirected",
            "Label": edge.relation,
            "Weight": edge.weight,
            **edge.values,
        }
        for edge in found
    ]


def columns(rows: Iterable[Mapping[str, object]]) -> list[str]:
    """Return all columns of the rows: those with a capital first, in their order, the others sorted."""
    known = dict.fromkeys(name for row in rows for name in row)
    return [name for name in known if name[0].isupper()] + sorted(name for name in known if not name[0].isupper())
