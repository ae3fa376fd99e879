"""graphkit: a graph database of critical-minerals diplomacy. Importing it does nothing.

`load` fills a store and `open_store` opens it, `load_facts` gives its facts, `load_graph` the same as a networkx graph,
`report` and `query` answer questions (rows, text, frames of pandas or Polars), `show_map` draws a map in a notebook.
Each takes an open store, or the address of one. `docs/tour.ipynb` walks through them.

Example:
    >>> import graphkit
    >>> graphkit.load_graph.__module__
    'graphkit.graph'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.answers import Table, load, query, report
    from graphkit.graph import graph_of, load_facts, load_graph
    from graphkit.stores import open_store
    from graphkit.visualizations import show_map

__version__ = "0.1.0"
__all__ = [
    "Table",
    "__version__",
    "graph_of",
    "load",
    "load_facts",
    "load_graph",
    "open_store",
    "query",
    "report",
    "show_map",
]

# What the package offers, and where it stands; each is imported when it is first asked for.
_LAZY = {
    "Table": "graphkit.answers",
    "graph_of": "graphkit.graph",
    "load": "graphkit.answers",
    "load_facts": "graphkit.graph",
    "load_graph": "graphkit.graph",
    "open_store": "graphkit.stores",
    "query": "graphkit.answers",
    "report": "graphkit.answers",
    "show_map": "graphkit.visualizations",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'graphkit' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_LAZY[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
