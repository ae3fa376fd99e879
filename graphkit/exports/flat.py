"""The graph of a store as flat rows, for programs that draw and measure networks.

Rows hold texts, numbers and booleans only: dates are ISO text, lists are joined. Documents are no nodes here; the quote
and the ids of the documents stand on the edges that they speak for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphkit.schema import schema
from graphkit.stores.base import Store

Scalar = str | int | float | bool
_JOIN = "; "
_LEFT_OUT = {"evidence", "quotes", "derived_from", "known_from", "id", "name", "group"}
_NODES = """
MATCH (n)
RETURN labels(n)[0] AS kind, n.id AS id, n.name AS name, properties(n) AS properties ORDER BY kind, id
"""
_GROUPS = """
MATCH (a)-[r]->() WHERE type(r) <> 'MENTIONS'
RETURN type(r) AS relation, labels(a)[0] AS kind, count(*) AS edges ORDER BY relation, kind
"""
_EDGES = """
-[r:`{relation}`]->(b)
RETURN a.id AS source, labels(b)[0] AS to_kind, b.id AS target, properties(r) AS properties
ORDER BY source, to_kind, target, properties.fact
"""
_ALL = "MATCH (a:`{kind}`)" + _EDGES
_ONE_SOURCE = "MATCH (a:`{kind}` {{id: $source}})" + _EDGES
_SOURCES = "MATCH (a:`{kind}`)-[:`{relation}`]->() RETURN DISTINCT a.id AS source ORDER BY source"
_MANY = 20_000  # edges of a relation from which they are asked for source by source, so that the engine sorts few


@dataclass(frozen=True, slots=True)
class FlatNode:
    """A node: its key ("Kind/id"), its name, its kind and what the tables say of it."""

    key: str
    label: str
    values: Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class FlatEdge:
    """A fact, or an edge that follows from one: the ends by key, and what is said of it.

    `weight` is 1, and 1/(n-1) for a pair of an instrument of n parties; `start` and `end` are the first and the last
    day on which it holds, as programs with a timeline have them.
    """

    key: str
    source: str
    target: str
    relation: str
    directed: bool
    weight: float
    start: str | None
    end: str | None
    values: Mapping[str, Scalar]


def nodes(store: Store) -> Iterator[FlatNode]:
    """Yield the nodes, sorted by kind and id."""
    with store.ask(_NODES) as rows:
        for kind, identity, name, properties in rows:
            if kind in schema().kinds and kind != "Document":
                values = _flat(properties)
                if "kind" in values:  # of an instrument
                    values["instrument"] = values.pop("kind")
                yield FlatNode(f"{kind}/{identity}", name, {"kind": kind, "code": identity, **values})


def edges(store: Store) -> Iterator[FlatEdge]:
    """Yield the edges, in a fixed order."""
    parties = dict(store.query("MATCH (a:Agreement) RETURN a.id AS id, size(a.parties) AS parties ORDER BY id").rows)
    for relation, kind, count in store.query(_GROUPS).rows:
        for source, to_kind, target, properties in _rows(store, relation, kind, count):
            derived = "derived_from" in properties
            ends = (f"{kind}/{source}", f"{to_kind}/{target}")
            fact = properties["fact"]
            many = parties.get(properties.get("agreement"))
            values: dict[str, Scalar] = {"derived": derived, **_flat(properties)}
            if properties.get("quotes"):
                values["quote"] = properties["quotes"][0]
            yield FlatEdge(
                key=" ".join([fact, relation, *ends]) if derived else fact,
                source=ends[0],
                target=ends[1],
                relation=relation,
                directed=not schema().relation(relation).symmetric,
                weight=1 / (many - 1) if many else 1.0,
                start=_text(properties.get("valid_from")),
                end=_text(_last(relation, properties)),
                values=values,
            )


def _rows(store: Store, relation: str, kind: str, count: int) -> Iterator[tuple[Any, ...]]:
    """Yield the edges of a relation that leave nodes of a kind, as they are read."""
    names = {"kind": kind, "relation": relation}
    if count <= _MANY:
        with store.ask(_ALL.format(**names)) as rows:
            yield from rows
        return
    for (source,) in store.query(_SOURCES.format(**names)).rows:
        with store.ask(_ONE_SOURCE.format(**names), {"source": source}) as rows:
            yield from rows


def _last(relation: str, properties: Mapping[str, Any]) -> dt.date | None:
    """Return the last day on which it holds: of a figure of a year `valid_to`, on which all else is over."""
    end: dt.date | None = properties.get("valid_to")
    yearly = "series" in schema().relation(relation).identity and properties.get("year") is not None
    if end is None or yearly or properties.get("last_year") is not None:
        return end
    return max(end - dt.timedelta(days=1), properties.get("valid_from") or dt.date.min)


def _flat(properties: Mapping[str, Any]) -> dict[str, Scalar]:
    return {name: _scalar(value) for name, value in sorted(properties.items()) if name not in _LEFT_OUT}


def _scalar(value: Any) -> Scalar:
    if isinstance(value, list):
        return _JOIN.join(str(item) for item in value)
    return value if isinstance(value, str | int | float | bool) else _text(value) or ""


def _text(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, dt.date) else None if value is None else str(value)
