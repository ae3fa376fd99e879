"""Writing relationships in bulk: the two ends of many are looked up once, and the names of properties travel once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from graphkit.errors import StoreError
from graphkit.model import Ref

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

BATCH = 5_000
"""So many rows at most travel to a store in one query."""
_MANY = 1_000
"""From so many relationships on, it pays to plan a query of their own for them."""

Written = Callable[[int], None]
"""Called with how many rows have just been written."""


class Edge(NamedTuple):
    """A relationship to be written: the ids of its ends, and its properties."""

    start: str
    end: str
    properties: Mapping[str, Any]


class Edges:
    """Relationships to be written, by relation and the kinds of their ends."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)

    def add(self, relation: str, start: Ref, end: Ref, properties: Mapping[str, Any]) -> None:
        """Take in one relationship."""
        self._groups[relation, start.kind, end.kind].append(Edge(start.id, end.id, properties))

    def write(self, tx: ManagedTransaction, written: Written = lambda number: None) -> None:
        """Create the relationships, or raise StoreError where the store lacks an end of one."""
        for (relation, start, end), edges in sorted(self._groups.items(), key=lambda group: group[0]):
            # A result is read only once the next query is on its way: we make that one while the store does this one.
            results = []
            for text, parameters, size in queries(relation, start, end, edges):
                results.append(tx.run(text, parameters))
                written(size)
            number = sum(result.single(strict=True)["number"] for result in results)
            if number != len(edges):
                raise StoreError(
                    f"{len(edges) - number} {relation} facts end at a {start} or {end} that the store does not have."
                )


def queries(relation: str, start: str, end: str, edges: Sequence[Edge]) -> Iterator[tuple[str, dict[str, Any], int]]:
    """Yield the queries that create the relationships, each with its parameters and how many it creates."""
    ordered = sorted(edges, key=_ends)
    names = sorted({name for edge in ordered for name in edge.properties})
    shared = _shared(names, ordered) if len(ordered) >= _MANY else {}
    own = [name for name in names if name not in shared]
    text = creating(relation, start, end, list(shared), own)
    for at in range(0, len(ordered), BATCH):
        batch = ordered[at : at + BATCH]
        pairs = [
            [*ends, [[edge.properties.get(name) for name in own] for edge in group]]
            for ends, group in groupby(batch, _ends)
        ]
        yield text, {"pairs": pairs, "shared": shared}, len(batch)


def creating(relation: str, start: str, end: str, shared: Sequence[str], own: Sequence[str]) -> str:
    """Return the query that creates relationships of $pairs: the two ids, and for each relationship its own values.

    The properties that all have in common come as $shared.
    """
    values = [f"`{name}`: $shared.`{name}`" for name in shared] + [f"`{name}`: r[{i}]" for i, name in enumerate(own)]
    return (
        f"UNWIND $pairs AS pair MATCH (a:{start} {{id: pair[0]}}), (b:{end} {{id: pair[1]}}) UNWIND pair[2] AS r "
        f"CREATE (a)-[e:{relation} {{{', '.join(values)}}}]->(b) RETURN count(e) AS number"
    )


def _ends(edge: Edge) -> tuple[str, str]:
    return edge.start, edge.end


def _shared(names: Sequence[str], edges: Sequence[Edge]) -> dict[str, Any]:
    """Return the properties that are the same on all of these relationships."""
    first = edges[0].properties
    return {
        name: first[name]
        for name in names
        if name in first and all(name in e.properties and _same(e.properties[name], first[name]) for e in edges)
    }


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)
