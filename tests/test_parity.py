"""Every saved query gives the same rows, types and order on the embedded engine and on a real Neo4j."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from graphkit.queries import library
from graphkit.stores.bolt import BoltStore
from graphkit.stores.embedded import EmbeddedStore
from tests import neo4j_server, seeds
from tests.dialect.probes import alike, ask
from tests.generated import contents, fill, generated
from tests.neo4j_server import Login
from tests.query_cases import CASES, TRADE

NODES, EDGES = 5_000, 40_000
ASKED = [pytest.param(name, number, id=f"{name} {number}") for name in CASES for number in range(len(CASES[name]))]
Answers = dict[tuple[str, int], tuple[Any, Any]]


class Pair:
    """Both engines with the same graph, asked at the same time, and each question once."""

    def __init__(self, one: BoltStore, other: BoltStore) -> None:
        self.one, self.other = one, other
        self._pool = ThreadPoolExecutor(2)
        self._answers: Answers = {}

    def both(self, work: Callable[[BoltStore], Any]) -> tuple[Any, Any]:
        """Do the same with both stores."""
        one, other = self._pool.submit(work, self.one), self._pool.submit(work, self.other)
        return one.result(), other.result()

    def answers(self, name: str, number: int) -> tuple[Any, Any]:
        """Return the columns and rows that each engine gives to a saved query."""
        if (name, number) not in self._answers:
            query = library.get(name)
            values = library.values(query, CASES[name][number], self.one)
            self._answers[name, number] = self.both(lambda store: ask(store, query.text, values))
        return self._answers[name, number]

    def close(self) -> None:
        """End the threads."""
        self._pool.shutdown()


def test_every_saved_query_is_asked() -> None:
    assert set(CASES) == set(library.everything())


def test_the_generated_graph_is_the_same_on_every_run() -> None:
    one, other = generated(200, 900), generated(200, 900)
    assert one == other
    assert len(one.edges) >= 900


if neo4j_server.available():

    @pytest.fixture(scope="module", params=["seeds", "generated"])
    def pair(
        request: pytest.FixtureRequest, neo4j_login: Login, tmp_path_factory: pytest.TempPathFactory
    ) -> Iterator[Pair]:
        """Both engines, with what is bundled and then with a generated graph."""
        login, folder = neo4j_login, tmp_path_factory.mktemp("parity")
        with EmbeddedStore(folder / "store") as one, BoltStore(login.uri, (login.name, login.password)) as other:
            pair = Pair(one, other)
            if request.param == "seeds":
                one.load(seeds.bundled())
                fill(other, contents(one))
            else:
                pair.both(partial(fill, graph=generated(NODES, EDGES)))
            yield pair
            pair.close()
            other.clear()

    @pytest.mark.parametrize(("name", "number"), ASKED)
    def test_both_engines_give_the_same_rows(pair: Pair, name: str, number: int) -> None:
        query = library.get(name)
        (columns, rows), (same_columns, same_rows) = pair.answers(name, number)
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
        empty = [
            name for name in CASES if not any(pair.answers(name, number)[0][1] for number in range(len(CASES[name])))
        ]
        if not pair.one.query("MATCH ()-[r:SUPPLIES]->() WHERE r.preferred RETURN r.fact LIMIT 1").rows:
            empty = [name for name in empty if name not in TRADE]
        assert len(empty) <= 3, empty


def graph_object(value: Any) -> bool:
    """Tell whether a value is a node or relationship rather than a plain value."""
    return isinstance(value, dict) and "properties" in value
