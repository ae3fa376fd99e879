"""Every saved query gives the same rows, types and order on the embedded engine and on a real Neo4j."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from graphkit import ingest
from graphkit.bundle import Bundle
from graphkit.queries import library
from graphkit.stores.bolt import BoltStore
from graphkit.stores.embedded import EmbeddedStore
from tests import neo4j_server
from tests.dialect.probes import alike, ask
from tests.generated import contents, fill, generated
from tests.neo4j_server import Login
from tests.query_cases import CASES, Given

# GRAPHKIT_PARITY="5000,40000" runs the same on a larger graph.
NODES, EDGES = (int(n) for n in os.environ.get("GRAPHKIT_PARITY", "1000,8000").split(","))
ASKED = [pytest.param(name, given, id=f"{name} {number}") for name in CASES for number, given in enumerate(CASES[name])]
Pair = tuple[BoltStore, BoltStore]


def test_every_saved_query_is_asked() -> None:
    assert set(CASES) == set(library.everything())


def test_the_generated_graph_is_the_same_on_every_run() -> None:
    one, other = generated(200, 900), generated(200, 900)
    assert one == other
    assert len(one.edges) >= 900


def seeds() -> Bundle:
    """What the briefs and the reference tables say."""
    bundle = Bundle()
    for loaded in ingest.read(["briefs", "reference"], lambda what, done, total: None):
        bundle.add(loaded.bundle)
    return bundle


if neo4j_server.available():

    @pytest.fixture(scope="module", params=["seeds", "generated"])
    def pair(
        request: pytest.FixtureRequest, neo4j_login: Login, tmp_path_factory: pytest.TempPathFactory
    ) -> Iterator[Pair]:
        """Both engines with the same graph."""
        login, folder = neo4j_login, tmp_path_factory.mktemp("parity")
        with EmbeddedStore(folder / "store") as one, BoltStore(login.uri, (login.name, login.password)) as other:
            if request.param == "seeds":
                one.load(seeds())
                fill(other, contents(one))
            else:
                graph = generated(NODES, EDGES)
                fill(one, graph)
                fill(other, graph)
            yield one, other
            other.clear()

    @pytest.mark.parametrize(("name", "given"), ASKED)
    def test_both_engines_give_the_same_rows(pair: Pair, name: str, given: Given) -> None:
        query = library.get(name)
        values = library.values(query, given, pair[0])
        (columns, rows), (same_columns, same_rows) = (ask(store, query.text, values) for store in pair)
        if rows or same_rows:
            assert columns == same_columns == tuple(query.columns)
        for row, other in zip(rows, same_rows, strict=False):
            assert alike(row, other)
        assert len(rows) == len(same_rows)
        keys = [tuple(map(repr, (row[columns.index(name)] for name in query.key))) for row in rows]
        assert len(set(keys)) == len(keys), "the key does not tell the rows apart"
        assert not any(graph_object(value) for row in rows for value in row)

    def test_the_queries_are_asked_of_something(pair: Pair) -> None:
        """Nearly every saved query has rows on each graph, or the comparison would say little."""
        empty = []
        for name in CASES:
            query = library.get(name)
            asked = (ask(pair[0], query.text, library.values(query, given, pair[0]))[1] for given in CASES[name])
            if not any(asked):
                empty.append(name)
        assert len(empty) <= 3, empty


def graph_object(value: Any) -> bool:
    """Tell whether a value is a node or relationship rather than a plain value."""
    return isinstance(value, dict) and "properties" in value
