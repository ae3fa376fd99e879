"""The stores that the contract suite runs over: the embedded one, and a Neo4j server where NEO4J_URI names one."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from graphkit.stores.bolt import BoltStore
from graphkit.stores.embedded import EmbeddedStore

STORES = ["embedded", *(["neo4j"] if os.environ.get("NEO4J_URI") else [])]


def _open(name: str, folder: pytest.TempPathFactory) -> BoltStore:
    if name == "embedded":
        return EmbeddedStore(folder.mktemp("embedded") / "store")
    login = (os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""))
    return BoltStore(os.environ["NEO4J_URI"], login)


@pytest.fixture(scope="session", params=STORES)
def _session_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    with _open(request.param, tmp_path_factory) as store:
        yield store


@pytest.fixture
def store(_session_store: BoltStore) -> BoltStore:
    """An empty store; constraints and indexes stay from test to test."""
    _session_store.clear()
    return _session_store
