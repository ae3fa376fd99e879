"""`make bench`: how fast 300,000 facts reach a store, beside the query that one would write by hand.

The graph is generated and the same on every run: rows of trade between the countries of the world, on some 30,000 pairs
of them, with the ids and all properties of our facts. A graphkit store's constraints and indexes are there. Three ways
write it, one after the other, on the same server, in transactions of the same size:

- one row an edge, CREATE: `UNWIND $rows AS row MATCH ... MATCH ... CREATE ... SET r = row.p`. Run twice it doubles all.
- one row an edge, MERGE: the same, but each fact is first looked up by its id, so that it can be run again.
- graphkit: rows grouped by their two ends, as `graphkit load` writes them (graphkit/stores/edges.py).

Each round takes the ways in another order; the best time of a way counts. What each has written is checked. On a busy
machine look at the ratios, not at the seconds. `python -m tests.bench.writing 50000 3`: so many facts, so many rounds.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from graphkit.facts import make_fact
from graphkit.gazetteer import gazetteer
from graphkit.model import ROW, Claim, Fact, Ref, Value, freeze
from graphkit.standing import settle
from graphkit.stores.bolt import BoltStore
from graphkit.stores.coding import record_properties
from graphkit.stores.edges import Edge, Edges
from graphkit.stores.embedded import EmbeddedStore
from tests import neo4j_server

TRANSACTION = 20_000
Way = Callable[[BoltStore, Sequence[Edge]], None]


def main(number: int = 300_000, rounds: int = 2) -> None:
    """Measure on each store that can be had here, and print a table."""
    edges = generated(number)
    pairs = len({(e.start, e.end) for e in edges})
    print(f"{len(edges):,} facts on {pairs:,} pairs of countries, {len(edges[0].properties)} properties each\n")
    print(f"{'store':10}{'way':26}{'seconds':>10}{'edges/s':>10}{'graphkit is':>16}")
    for name, store in stores():
        best = measured(store, edges, rounds)
        for way, seconds in best.items():
            ratio = f"{seconds / best['graphkit']:.2f} x as fast" if way != "graphkit" else ""
            print(f"{name:10}{way:26}{seconds:10.1f}{len(edges) / seconds:10,.0f}{ratio:>16}", flush=True)


def measured(store: BoltStore, edges: Sequence[Edge], rounds: int) -> dict[str, float]:
    """Return the best time of each way."""
    best: dict[str, float] = {}
    ways = list(WAYS)
    for turn in range(rounds):
        for name in ways[turn % len(ways) :] + ways[: turn % len(ways)]:
            emptied(store, edges)
            start = time.perf_counter()
            WAYS[name](store, edges)
            seconds = time.perf_counter() - start
            best[name] = min(best.get(name, seconds), seconds)
            checked(store, edges)
    return {name: best[name] for name in ways}


def created(store: BoltStore, edges: Sequence[Edge]) -> None:
    """Write one row an edge."""
    one_row_an_edge(store, edges, "CREATE (a)-[r:SUPPLIES]->(b)")


def merged(store: BoltStore, edges: Sequence[Edge]) -> None:
    """Write one row an edge, each looked up by the id of its fact."""
    one_row_an_edge(store, edges, "MERGE (a)-[r:SUPPLIES {fact: row.p.fact}]->(b)")


def one_row_an_edge(store: BoltStore, edges: Sequence[Edge], clause: str) -> None:
    """Write what a competent person writes by hand."""
    ends = "MATCH (a:Country {id: row.a}) MATCH (b:Country {id: row.b})"
    for part in transactions(edges):
        rows = [{"a": edge.start, "b": edge.end, "p": edge.properties} for edge in part]
        store._write(
            lambda tx, rows=rows: tx.run(f"UNWIND $rows AS row {ends} {clause} SET r = row.p", {"rows": rows}).consume()  # type: ignore[misc]
        )


def grouped(store: BoltStore, edges: Sequence[Edge]) -> None:
    """Write as `graphkit load` does."""
    for part in transactions(sorted(edges, key=lambda edge: edge[:2])):
        batch = Edges()
        for edge in part:
            batch.add("SUPPLIES", Ref("Country", edge.start), Ref("Country", edge.end), edge.properties)
        store._write(batch.write)


WAYS: dict[str, Way] = {"one row an edge, CREATE": created, "one row an edge, MERGE": merged, "graphkit": grouped}


def transactions(edges: Sequence[Edge]) -> Iterator[Sequence[Edge]]:
    """Yield the parts that belong into one transaction each."""
    for start in range(0, len(edges), TRANSACTION):
        yield edges[start : start + TRANSACTION]


def generated(number: int) -> list[Edge]:
    """Return so many facts of trade; some countries trade far more than others."""
    random = Random(1)
    countries = sorted(ref for ref in gazetteer().entries if ref.kind == "Country")
    minerals = sorted(ref.id for ref in gazetteer().entries if ref.kind == "Mineral")
    edges: dict[str, Edge] = {}
    while len(edges) < number:
        one, other = (countries[min(int(random.expovariate(5) * 250), len(countries) - 1)] for _ in range(2))
        if one != other:
            fact = row(one, other, random.randrange(len(minerals)), minerals, random)
            edges[fact.id] = Edge(one.id, other.id, record_properties(fact, settle(fact), support=1))
    return list(edges.values())


def row(one: Ref, other: Ref, mineral: int, minerals: Sequence[str], random: Random) -> Fact:
    """Return the fact that a row of a table of trade is."""
    year, tonnes, value = random.randrange(1995, 2025), random.randrange(1, 10**9) / 1000, random.randrange(1, 10**9)
    quote = f"{year};{one.id};{other.id};{280_000 + mineral};{value};{tonnes}"
    claim = Claim(
        "baci-202401", quote, 0, len(quote), status="current", date=str(year), reader=ROW, rule="trade",
        attributes=freeze({"tonnes": tonnes, "value_usd": float(value)}),
    )  # fmt: skip
    goods: dict[str, Value] = {
        "mineral": minerals[mineral],
        "hs": str(280_000 + mineral),
        "year": year,
        "series": "baci-202401",
    }
    return make_fact("SUPPLIES", one, other, [claim], goods)


def stores() -> Iterator[tuple[str, BoltStore]]:
    """Yield the stores, each for as long as it is used."""
    with tempfile.TemporaryDirectory(prefix="graphkit-") as folder:
        if neo4j_server.available():
            with (
                neo4j_server.running(Path(folder, "neo4j")) as login,
                BoltStore(login.uri, (login.name, login.password)) as store,
            ):
                yield "Neo4j", store
        else:
            print("There is no Neo4j server here: `make bench` fetches one.", file=sys.stderr)
        with EmbeddedStore(Path(folder, "store")) as store:
            yield "embedded", store


def emptied(store: BoltStore, edges: Sequence[Edge]) -> None:
    """Leave the countries and nothing else."""
    store.clear()
    store._prepare()
    ids = sorted({end for edge in edges for end in (edge.start, edge.end)})
    store._write(lambda tx: tx.run("UNWIND $ids AS id CREATE (:Country {id: id, name: id})", {"ids": ids}).consume())


def checked(store: BoltStore, edges: Sequence[Edge]) -> None:
    """Stop unless all is written, with all properties."""
    text = (
        "MATCH (a:Country)-[r:SUPPLIES]->(b:Country) RETURN count(r), count(DISTINCT r.fact), sum(size(keys(r))), "
        "sum(CASE WHEN r.fact CONTAINS a.id + '/' + b.id THEN 1 ELSE 0 END), sum(r.tonnes)"
    )
    *counts, tonnes = store.query(text).rows[0]
    size = len(edges)
    wanted = [size, size, sum(len(edge.properties) for edge in edges), size]
    if counts != wanted or abs(tonnes - sum(edge.properties["tonnes"] for edge in edges)) > 1:
        raise SystemExit(f"What was written is not what was to be written: {counts} and not {wanted}.")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
