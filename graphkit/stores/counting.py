"""Counting what a store holds, without looking at the rows of data sets one by one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graphkit.schema import schema
from graphkit.stores.base import Inventory
from graphkit.stores.reading import TOLD, _run

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

_EACH = "r.disputed AS disputed, r.documents AS documents, count(*) AS number"


def inventory(tx: ManagedTransaction, address: str) -> Inventory:
    """Return counts by kind and relation, the documents with how many facts each reports, and loads left unfinished."""
    out = Inventory(address)
    resting: Counter[str] = Counter()
    for row in _run(tx, "MATCH (n) RETURN labels(n)[0] AS kind, count(*) AS number ORDER BY kind"):
        if row["kind"] != "Load":  # the journal of bulk loads
            out.nodes[row["kind"]] = row["number"]
    for row in _told(tx):
        known = schema().relations.get(row["relation"])
        derived = row["relation"] != "Agreement" and (known is None or known.derived)
        if row["relation"] != "Agreement":
            counts = out.derived if derived else out.facts
            counts[row["relation"]] = counts.get(row["relation"], 0) + row["number"]
        if not derived:
            out.disputed += row["number"] if row["disputed"] else 0
            resting.update(dict.fromkeys(row["documents"] or (), row["number"]))
    _count_rows(tx, out, resting)
    out.documents = _run(
        tx,
        "MATCH (d:Document) RETURN d.id AS id, d.name AS title, d.publisher AS publisher, d.published AS published "
        "ORDER BY id",
    )
    for document in out.documents:
        document["facts"] = resting[document["id"]]
    return out


def _told(tx: ManagedTransaction) -> Iterator[dict[str, Any]]:
    """Yield what sources tell and what follows from it, counted by relation, whether disputed, and documents."""
    of_rows = schema().of_rows
    found = _run(tx, "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType AS name")
    names = sorted(row["name"] for row in found if row["name"] not in of_rows)
    if names:  # together: the embedded engine goes through all relationships for each question about some
        among = "|".join(f"`{name}`" for name in names)
        yield from _run(tx, f"MATCH (a)-[r:{among}]->(b) RETURN type(r) AS relation, {_EACH}")
    for name in of_rows:
        yield from _run(tx, f"MATCH (a)-[r:{name}]->(b) WHERE {TOLD} RETURN '{name}' AS relation, {_EACH}")
    yield from _run(tx, f"MATCH (r:Agreement) RETURN 'Agreement' AS relation, {_EACH}")


def _count_rows(tx: ManagedTransaction, out: Inventory, resting: Counter[str]) -> None:
    """Count the rows of data sets, by what the journal says; loads that did not end are told apart."""
    counts: Counter[str] = Counter()
    told = True
    for row in _run(tx, "MATCH (l:Load) RETURN properties(l) AS p ORDER BY l.id"):
        load = row["p"]
        if load["state"] == "writing":
            out.unfinished.append({name: load[name] for name in ("series", "part", "state", "rows")})
            continue
        resting[load["series"]] += load["rows"]
        told = told and "relations" in load
        counts.update(json.loads(load.get("relations", "{}")))
    for name in schema().of_rows:
        if told:
            number = out.facts.get(name, 0) + counts[name]
        else:  # the journal is of an older version, which did not say
            number = sum(row["n"] for row in _run(tx, f"MATCH (a)-[r:{name}]->(b) RETURN count(*) AS n"))
        if number:
            out.facts[name] = number
