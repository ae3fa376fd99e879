"""Communities: who stands closer together than with the rest, and what holds them (Louvain, seeded)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.selecting import topics_of

if TYPE_CHECKING:
    from networkx import Graph, MultiDiGraph

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Community:
    """A community: its members, the most strongly tied first, and what holds it together.

    `inside` and `outside` are the weights of the ties among its members and to others. `ties` are its strongest pairs
    with their weights, `topics` what the facts of its ties are most often about, `facts` the facts, of which the one
    that joins most members comes first.
    """

    members: tuple[str, ...]
    inside: float
    outside: float
    ties: tuple[tuple[str, str, float], ...]
    topics: tuple[tuple[str, int], ...]
    facts: tuple[str, ...]

    @property
    def cohesion(self) -> float:
        """The share of the weight of its members' ties that stays inside; 1 where nothing leads out."""
        whole = self.inside + self.outside
        return self.inside / whole if whole else 0.0


def communities(
    graph: Graph, facts: MultiDiGraph | None = None, *, seed: int = 1, resolution: float = 1.0
) -> list[Community]:
    """Return the communities of a projection by Louvain's method, the largest first; the same for the same seed.

    `facts` is the graph that was projected; it tells what the ties are about.
    """
    import networkx

    if graph.number_of_edges() == 0:
        return []
    found = networkx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed)
    out = [_community(graph, facts, {str(node) for node in members}) for members in found]
    return sorted(out, key=lambda c: (-len(c.members), c.members))


def membership(found: list[Community]) -> dict[str, int]:
    """Return the number of each node's community, counted from 0 in the order given; for colours of a map."""
    return {node: number for number, community in enumerate(found) for node in community.members}


def modularity(graph: Graph, found: list[Community]) -> float:
    """Return how much more weight lies inside the communities than chance would put there: 0 none, towards 1 all."""
    import networkx

    if not found:
        return 0.0
    return float(networkx.community.modularity(graph, [set(c.members) for c in found], weight="weight"))


def _community(graph: Graph, facts: MultiDiGraph | None, members: set[str]) -> Community:
    ties: list[tuple[str, str, float]] = []
    strength: Counter[str] = Counter(dict.fromkeys(members, 0))
    resting: Counter[str] = Counter()
    outside = 0.0
    for node in sorted(members):
        for other, data in sorted(graph[node].items()):
            if other not in members:
                outside += data["weight"]
                continue
            strength[node] += data["weight"]
            if node < other:
                ties.append((node, other, data["weight"]))
                resting.update(data["facts"])
    ties.sort(key=lambda tie: (-round(tie[2], 9), tie[:2]))
    ordered = sorted(members, key=lambda node: (-round(strength[node], 9), node))
    by_reach = sorted(resting, key=lambda fact: (-resting[fact], fact))
    return Community(
        members=tuple(ordered),
        inside=sum(tie[2] for tie in ties),
        outside=outside,
        ties=tuple(ties[:_SHOWN]),
        topics=_topics(facts, by_reach) if facts is not None else (),
        facts=tuple(by_reach),
    )


def _topics(facts: MultiDiGraph, ids: list[str]) -> tuple[tuple[str, int], ...]:
    """Return the topics that most of these facts are about."""
    wanted = set(ids)
    counted: Counter[str] = Counter()
    seen: set[str] = set()
    everything = [data for _, data in facts.nodes(data=True)] + [data for _, _, data in facts.edges(data=True)]
    for data in everything:
        if data.get("fact") in wanted and data["fact"] not in seen:
            seen.add(data["fact"])
            counted.update(str(ref) for ref in topics_of(data["record"]))
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN])
