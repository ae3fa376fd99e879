"""How central the entities of a page are, and which belong together; seeded, so that the same graph says the same."""

from __future__ import annotations

from collections.abc import Sequence

_SEED = 7
_EXACT = 400  # entities up to which every one is a source; beyond, a seeded sample speaks for all
_SAMPLE = 40
_COMMUNITIES = 8  # as many as there are colours to tell apart


def measures(count: int, pairs: Sequence[tuple[int, int]]) -> tuple[list[float], list[int]]:
    """Return the betweenness of each entity, from 0 to 1, and the number of its community, the largest being 0.

    Communities beyond the eight largest, and entities alone, are numbered -1.
    """
    import networkx as nx

    from graphkit.analysis.centrality import compute

    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]}))
    sample = None if count <= _EXACT else _SAMPLE
    # One engine everywhere: the bytes of a page do not depend on what is installed beside it.
    central = list(compute(graph, "betweenness", seed=_SEED, engine="networkx", sample=sample).values.values())
    most = max(central, default=0.0) or 1.0
    together = [-1] * count
    groups = nx.community.louvain_communities(graph, seed=_SEED) if graph.number_of_edges() else []
    for number, group in enumerate(sorted((sorted(g) for g in groups), key=lambda g: (-len(g), g[0]))[:_COMMUNITIES]):
        for node in group if len(group) > 1 else []:
            together[node] = number
    return [round(central[node] / most, 3) for node in range(count)], together
