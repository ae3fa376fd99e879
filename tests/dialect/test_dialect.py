"""The embedded engine answers read Cypher as Neo4j does, but for the listed differences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.stores.bolt import BoltStore
from graphkit.stores.embedded import EmbeddedStore
from tests import neo4j_server
from tests.dialect.probes import DIFFERENCES, GRAPH, PROBES, alike, answer
from tests.neo4j_server import Login

Pair = tuple[BoltStore, BoltStore]


def test_every_listed_difference_is_a_probe() -> None:
    assert len(PROBES) > 240
    assert not set(DIFFERENCES) - set(PROBES)


if neo4j_server.available():

    @pytest.fixture(scope="module")
    def pair(neo4j_login: Login, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
        """Both engines with the graph of the probes."""
        folder: Path = tmp_path_factory.mktemp("dialect")
        login = neo4j_login
        with EmbeddedStore(folder / "store") as one, BoltStore(login.uri, (login.name, login.password)) as other:
            other.clear()
            for store in (one, other):
                store._write(lambda tx: tx.run(GRAPH).consume())
            yield one, other
            other.clear()

    @pytest.mark.parametrize("name", PROBES)
    def test_both_engines_answer_alike(pair: Pair, name: str) -> None:
        one, other = (answer(store, PROBES[name]) for store in pair)
        if name in DIFFERENCES:
            assert not alike(one, other), f"no difference any more: take it off the list ({DIFFERENCES[name]})"
        else:
            assert alike(one, other), (one, other)
