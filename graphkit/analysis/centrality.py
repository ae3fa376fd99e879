"""Centrality: networkx's measures and results, by a faster library where one is there, by samples where it is large.

With rustworkx installed (`pip install graphkit-diplomacy[fast]`) betweenness and closeness are computed by it; they are
the same to 1e-9. Betweenness of a graph that is too large to do whole is estimated from some of its nodes.
"""

from __future__ import annotations

import importlib.util
import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.errors import InputError

if TYPE_CHECKING:
    from networkx import Graph

# Nodes times edges of the largest graph that is done whole: some seconds with rustworkx, and in plain Python.
_WHOLE = {"rustworkx": 400_000_000, "networkx": 8_000_000}
_SAMPLING_WORK = 40_000_000
_FEWEST, _MOST = 60, 1_000


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: what it says of a node, and whether it looks at the weights of the edges."""

    name: str
    about: str
    weighted: bool


MEASURES = {
    m.name: m
    for m in (
        Measure("degree", "number of partners", False),
        Measure("weighted_degree", "sum of the weights of its ties", True),
        Measure("betweenness", "share of the shortest paths between others that pass through it", False),
        Measure("closeness", "how few steps away the others are, 1 at the nearest", False),
        Measure("eigenvector", "tied to those who are well tied themselves", True),
        Measure("pagerank", "where a walk along the ties, stronger ones more often, comes by", True),
        Measure("core", "the k of the innermost k-core: a group whose members have k partners in it", False),
    )
}


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of all nodes by one measure.

    `sampled` is the number of nodes that an estimate starts from (None: exact) and `error` the expected error, one
    standard deviation, of the score that it is worst for.
    """

    measure: Measure
    values: Mapping[str, float]
    engine: str = "networkx"
    sampled: int | None = None
    error: float | None = None
    ranks: Mapping[str, int] = field(default_factory=dict)

    def ranked(self) -> list[tuple[str, float]]:
        """Return nodes and scores, highest first, ties by id."""
        return sorted(self.values.items(), key=lambda item: (-_even(item[1]), item[0]))


def compute(
    graph: Graph, measure: str, *, seed: int = 0, engine: str | None = None, sample: int | None = None
) -> Scores:
    """Return the scores of the nodes of a simple graph by one of `MEASURES`.

    Degree is the number of partners and core the core number; the others are as networkx has them, normalised to the
    size of the graph. `engine` is "rustworkx" or "networkx"; by default the first where it is installed. `sample`
    asks for an estimate of betweenness from so many nodes, drawn with `seed`; by default only large graphs are sampled.

    Example:
        >>> import networkx
        >>> compute(networkx.path_graph(["a", "b", "c"]), "betweenness").ranked()[0]
        ('b', 1.0)
    """
    import networkx

    known = get(measure)
    chosen = engine or ("rustworkx" if importlib.util.find_spec("rustworkx") else "networkx")
    if len(graph) == 0:
        return Scores(known, {})
    if measure == "betweenness":
        return _betweenness(graph, known, chosen, seed, sample)
    if measure == "closeness" and chosen == "rustworkx":
        import rustworkx

        values = rustworkx.closeness_centrality(_fast(graph))
        return _scores(known, dict(zip(graph, (values[i] for i in range(len(graph))), strict=True)), chosen)
    by_measure: dict[str, Any] = {
        "degree": lambda: dict(graph.degree()),
        "weighted_degree": lambda: dict(graph.degree(weight="weight")),
        "closeness": lambda: networkx.closeness_centrality(graph),
        "eigenvector": lambda: _eigenvector(graph),
        "pagerank": lambda: _pagerank(graph),
        "core": lambda: networkx.core_number(graph),
    }
    return _scores(known, by_measure[measure](), "networkx")


def get(name: str) -> Measure:
    """Return a measure by name."""
    if name not in MEASURES:
        raise InputError(f'There is no measure "{name}"; there are: {", ".join(MEASURES)}.')
    return MEASURES[name]


def _scores(measure: Measure, values: Mapping[str, float], engine: str, **told: Any) -> Scores:
    ordered = sorted(values, key=lambda node: (-_even(values[node]), node))
    ranks: dict[str, int] = {}
    for place, node in enumerate(ordered, 1):  # equal scores share a rank
        before = ordered[place - 2] if place > 1 else None
        tied = before is not None and _even(values[before]) == _even(values[node])
        ranks[node] = ranks[before] if tied and before is not None else place
    return Scores(measure, values, engine, ranks=ranks, **told)


def _even(value: float) -> float:
    """Return a score without the last digits, in which equal ones differ by the order of summing."""
    return 0.0 if value == 0 else round(value, 9 - math.floor(math.log10(abs(value))))


def _fast(graph: Graph) -> Any:
    """Return the graph for rustworkx, its nodes in the order that they have here."""
    import rustworkx

    fast = rustworkx.PyGraph(multigraph=False)
    index = dict(zip(graph, fast.add_nodes_from(list(graph)), strict=True))
    fast.add_edges_from_no_data([(index[one], index[other]) for one, other in graph.edges()])
    return fast


def _eigenvector(graph: Graph) -> dict[str, float]:
    import networkx

    try:
        values: dict[str, float] = networkx.eigenvector_centrality(graph, max_iter=2_000, weight="weight")
    except networkx.PowerIterationFailedConvergence:
        raise InputError("Eigenvector centrality does not settle on this graph; ask for pagerank.") from None
    return values


def _pagerank(graph: Graph) -> dict[str, float]:
    """PageRank by networkx; its own plain Python where SciPy, which its usual way asks for, is not there."""
    import networkx
    from networkx.algorithms.link_analysis import pagerank_alg

    if importlib.util.find_spec("scipy"):
        values: dict[str, float] = networkx.pagerank(graph, weight="weight")
    else:
        values = pagerank_alg._pagerank_python(graph, weight="weight")
    return values


def _betweenness(graph: Graph, measure: Measure, engine: str, seed: int, sample: int | None) -> Scores:
    import networkx

    size, edges = graph.number_of_nodes(), graph.number_of_edges()
    if sample is None and size * edges > _WHOLE[engine]:
        sample = max(_FEWEST, min(_MOST, _SAMPLING_WORK // (size + 2 * edges)))
    if sample is not None and sample < size:
        values, error = _estimate(graph, sample, seed)
        return _scores(measure, values, "graphkit", sampled=sample, error=error)
    if engine == "rustworkx":
        import rustworkx

        found = rustworkx.betweenness_centrality(_fast(graph), normalized=True)
        return _scores(measure, dict(zip(graph, (found[i] for i in range(size)), strict=True)), engine)
    return _scores(measure, networkx.betweenness_centrality(graph), engine)


def _estimate(graph: Graph, sample: int, seed: int) -> tuple[dict[str, float], float]:
    """Estimate betweenness from the shortest paths of some nodes, and by how much it may be off.

    What each of them adds is a draw from all; their spread tells the expected error of the mean.
    """
    nodes = list(graph)
    index = {node: number for number, node in enumerate(nodes)}
    near = [[index[other] for other in graph[node]] for node in nodes]
    size = len(nodes)
    total, squares = [0.0] * size, [0.0] * size
    for source in random.Random(seed).sample(range(size), sample):
        for node, share in _dependencies(near, source):
            total[node] += share
            squares[node] += share * share
    scale = size / ((size - 1) * (size - 2))
    left = 1 - sample / size  # of what is drawn without putting back, the part that is not seen
    error = 0.0
    for node in range(size):
        spread = max(0.0, squares[node] - total[node] ** 2 / sample) / (sample - 1) if sample > 1 else math.inf
        error = max(error, scale * math.sqrt(spread / sample * left))
    return {nodes[i]: total[i] / sample * scale for i in range(size)}, error


def _dependencies(near: list[list[int]], source: int) -> list[tuple[int, float]]:
    """Return how much of the shortest paths from one node to all others passes through each (Brandes 2001)."""
    size = len(near)
    distance, paths = [-1] * size, [0.0] * size
    distance[source], paths[source] = 0, 1.0
    order = [source]
    for node in order:
        further, number = distance[node] + 1, paths[node]
        for other in near[node]:
            if distance[other] < 0:
                distance[other] = further
                order.append(other)
            if distance[other] == further:
                paths[other] += number
    share = [0.0] * size
    for node in reversed(order):
        before, each = distance[node] - 1, (1 + share[node]) / paths[node]
        for other in near[node]:
            if distance[other] == before:
                share[other] += paths[other] * each
    return [(node, share[node]) for node in order[1:] if share[node]]
