"""GraphML, for Gephi, Cytoscape, yEd and networkx."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.exports import many
from graphkit.exports.flat import Scalar, edges, nodes
from graphkit.files import replacing
from graphkit.stores.base import Store

if TYPE_CHECKING:
    import networkx as nx

SUFFIX = ".graphml"
ABOUT = "GraphML for Gephi, Cytoscape and yEd, with labels, kinds, dates and weights"
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(store: Store, path: Path) -> str:
    """Write the graph as GraphML."""
    import networkx as nx

    graph = network(store)
    with replacing(path) as (part,):
        text = "\n".join(nx.generate_graphml(graph, edge_id_from_attribute="id"))
        part.write_text(text + "\n", encoding="utf-8", newline="\n")
    return said(graph, path)


def network(store: Store) -> nx.MultiDiGraph:
    """Return the graph with attributes that any program takes; edges of symmetric relations say `directed` false."""
    import networkx as nx

    graph = nx.MultiDiGraph()
    for node in nodes(store):
        graph.add_node(_token(node.key), label=_clean(node.label), **_cleaned(node.values))
    for edge in edges(store):
        dates: dict[str, Any] = {name: day for name, day in (("start", edge.start), ("end", edge.end)) if day}
        key, ends = _token(edge.key), (_token(edge.source), _token(edge.target))
        own = {"id": key, "label": edge.relation, "directed": edge.directed, "weight": edge.weight}
        graph.add_edge(*ends, key=key, **{**_cleaned(edge.values), **own, **dates})
    return graph


def _token(key: str) -> str:
    """Return a key as the schema of GraphML has ids: without slashes and spaces."""
    return re.sub(r"[^\w.:-]", ":", key)


def _cleaned(values: Mapping[str, Scalar]) -> dict[str, Scalar]:
    return {name: _clean(value) for name, value in values.items()}


def _clean(value: Scalar) -> Scalar:
    """Leave out the control characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", value) if isinstance(value, str) else value


def said(graph: nx.MultiDiGraph, path: Path) -> str:
    """Say what was written."""
    return f"{many(graph.number_of_nodes(), 'node')} and {many(graph.number_of_edges(), 'edge')} written to {path}"
