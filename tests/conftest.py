"""The stores that the contract suite runs over: the embedded one, and a real Neo4j server."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from graphkit.stores.bolt import BoltStore
from graphkit.stores.embedded import EmbeddedStore
from tests import neo4j_server, other_drivers, seeds
from tests.neo4j_server import Login

STORES = ["embedded", *(["neo4j"] if neo4j_server.available() else [])]

_SEEDED: set[int] = set()


def pytest_report_header() -> str:
    """Say which stores and drivers the suite runs over."""
    stores = f"stores: {', '.join(STORES)}" + ("" if len(STORES) > 1 else " (no Neo4j server here: use `make test`)")
    drivers = f"drivers: {', '.join(['python', *other_drivers.commands()])}"
    missing = other_drivers.MISSING
    return f"{stores}\n{drivers}" + (f" (without {', '.join(missing)}: use `make test`)" if missing else "")


def pytest_configure() -> None:
    """Fail where a missing server would go unnoticed."""
    # A shell that runs this in the background has interrupts ignored; the commands under test must not inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if os.environ.get("CI") and len(STORES) == 1:
        raise pytest.UsageError("The Neo4j server for the tests is missing; `make test` fetches it.")
    if os.environ.get("CI") and other_drivers.MISSING:
        raise pytest.UsageError(f"No driver for {', '.join(other_drivers.MISSING)}; `make test` fetches them.")


@pytest.fixture(scope="session")
def neo4j_login(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Login]:
    """A real Neo4j server, for the whole session."""
    with neo4j_server.running(tmp_path_factory.mktemp("neo4j") / "home") as login:
        yield login


@pytest.fixture(scope="session", params=STORES)
def _session_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    if request.param == "embedded":
        with EmbeddedStore(tmp_path_factory.mktemp("embedded") / "store") as store:
            yield store
    else:
        login: Login = request.getfixturevalue("neo4j_login")
        with BoltStore(login.uri, (login.name, login.password)) as server:
            yield server


@pytest.fixture
def store(_session_store: BoltStore) -> Iterator[BoltStore]:
    """An empty store; constraints and indexes stay from test to test, judgements do not."""
    _SEEDED.discard(id(_session_store))
    _session_store.clear()
    own = _session_store.judgements_file
    yield _session_store
    _session_store.judgements_file = own


@pytest.fixture
def seeded(_session_store: BoltStore) -> BoltStore:
    """A store with what is bundled, for tests that only ask; it is loaded anew after one that needed it empty."""
    if id(_session_store) not in _SEEDED:
        _session_store.clear()
        _session_store.load(seeds.bundled())
        _SEEDED.add(id(_session_store))
    return _session_store
