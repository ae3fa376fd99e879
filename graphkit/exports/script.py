"""A Cypher script that makes the graph again in any database that speaks Cypher: `cypher-shell -f OUT.cypher`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from graphkit.exports import many
from graphkit.files import replacing
from graphkit.schema import schema
from graphkit.stores.base import Store

SUFFIX = ".cypher"
ABOUT = "a Cypher script that makes the graph again, for cypher-shell and Neo4j's browser"
_BATCH = 200
_NODES = "MATCH (n) RETURN labels(n)[0] AS kind, properties(n) AS properties ORDER BY kind, n.id"
_EDGES = """
MATCH (a)-[r]->(b)
RETURN type(r) AS relation, labels(a)[0] AS from_kind, labels(b)[0] AS to_kind, a.id AS source, b.id AS target,
       properties(r) AS properties
ORDER BY relation, from_kind, to_kind, source, target, properties.fact
"""


def write(store: Store, path: Path) -> str:
    """Write constraints, nodes and edges as statements, one a line, which may be run again."""
    counts = {"nodes": 0, "edges": 0}
    with replacing(path) as (part,), part.open("w", encoding="utf-8", newline="\n") as file:
        for kind in sorted(schema().kinds):
            file.write(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{kind}) REQUIRE n.id IS UNIQUE;\n")
        with store.ask(_NODES) as rows:
            for kind, group in groupby(rows, key=lambda row: row[0]):
                for lines in _batches(_literal(_lasting(kind, properties)) for _, properties in group):
                    counts["nodes"] += len(lines)
                    rows_said = ", ".join(lines)
                    file.write(f"UNWIND [{rows_said}] AS row MERGE (n:{kind} {{id: row.id}}) SET n = row;\n")
        with store.ask(_EDGES) as rows:
            for (relation, a, b), group in groupby(rows, key=lambda row: tuple(row[:3])):
                for lines in _batches(_edge(*row[3:]) for row in group):
                    counts["edges"] += len(lines)
                    file.write(_edges(relation, a, b, lines))
    return f"{many(counts['nodes'], 'node')} and {many(counts['edges'], 'edge')} written to {path}"


def _lasting(kind: str, properties: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out when a document or a release came in, which holds of this store alone."""
    if kind not in ("Document", "Load"):
        return properties
    return {name: value for name, value in properties.items() if name != "loaded"}


def _edge(source: str, target: str, properties: Mapping[str, Any]) -> str:
    return f"{{a: {_literal(source)}, b: {_literal(target)}, p: {_literal(properties)}}}"


def _edges(relation: str, a: str, b: str, lines: Iterable[str]) -> str:
    identity = "" if relation == "MENTIONS" else " {fact: row.p.fact}"
    return (
        f"UNWIND [{', '.join(lines)}] AS row MATCH (a:{a} {{id: row.a}}), (b:{b} {{id: row.b}}) "
        f"MERGE (a)-[r:{relation}{identity}]->(b) SET r = row.p;\n"
    )


def _batches(lines: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _literal(value: Any) -> str:
    """Return a value as Cypher writes it; JSON's escapes of text are Cypher's too."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"`{name}`: {_literal(item)}" for name, item in sorted(value.items())) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_literal(item) for item in value) + "]"
    if isinstance(value, dt.datetime):
        return f"datetime('{value.isoformat()}')"
    if isinstance(value, dt.date):
        return f"date('{value.isoformat()}')"
    return json.dumps(value)
