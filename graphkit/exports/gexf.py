"""GEXF, Gephi's own format, with the first and last day of each edge for its timeline."""

from __future__ import annotations

import re
from pathlib import Path

from graphkit.exports.graphml import network, said
from graphkit.files import replacing
from graphkit.stores.base import Store

SUFFIX = ".gexf"
ABOUT = "GEXF for Gephi, whose timeline plays the dates"


def write(store: Store, path: Path) -> str:
    """Write the graph as GEXF 1.2draft, dynamic where edges have dates.

    All edges are of the type "directed", since few programs read a mixed file; those of symmetric relations have
    `directed` false.
    """
    import networkx as nx

    graph = network(store)
    with replacing(path) as (part,):
        text = "\n".join(nx.generate_gexf(graph, version="1.2draft"))
        text = re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1)  # the same graph gives the same bytes
        text = text.replace(' name=""', "", 1)  # which the schema does not have
        part.write_text(text + "\n", encoding="utf-8", newline="\n")
    return said(graph, path)
