"""graphkit: a graph database of critical-minerals diplomacy. Importing it does nothing.

Example:
    >>> import graphkit
    >>> graphkit.load_graph.__module__
    'graphkit.graph'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.graph import graph_of, load_graph
    from graphkit.stores import open_store
    from graphkit.visualizations import show_map

__version__ = "0.1.0"
__all__ = ["__version__", "graph_of", "load_graph", "open_store", "show_map"]

# What the package offers, and where it stands; each is imported when it is first asked for.
_LAZY = {
    "graph_of": "graphkit.graph",
    "load_graph": "graphkit.graph",
    "open_store": "graphkit.stores",
    "show_map": "graphkit.visualizations",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'graphkit' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_LAZY[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
