"""The stores that the contract suite runs over: the embedded one, and a real Neo4j server."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest

from graphkit.stores.bolt import BoltStore
from graphkit.stores.embedded import EmbeddedStore
from tests import neo4j_server, other_drivers, seeds
from tests.neo4j_server import Login

STORES = ["embedded", *(["neo4j"] if neo4j_server.available() else [])]

_LONG = {"test_readme.py", "test_interrupted.py", "test_judgements.py"}

_SEEDED: dict[str, list[object]] = {}
"""What each store counted when what is bundled was loaded into it."""


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Take the files that last longest first, so that no process has to wait for another with them at the end."""
    items.sort(key=lambda item: item.path.name not in _LONG)


@pytest.fixture(scope="session")
def neo4j_login(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Login]:
    """A real Neo4j server, for the whole session."""
    with neo4j_server.running(tmp_path_factory.mktemp("neo4j") / "home") as login:
        yield login


@pytest.fixture(scope="session")
def _open_stores(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], BoltStore]]:
    """The stores by name, each opened when it is first asked for."""
    with ExitStack() as stack:

        @cache
        def opened(name: str) -> BoltStore:
            if name == "embedded":
                return stack.enter_context(EmbeddedStore(tmp_path_factory.mktemp("embedded") / "store"))
            login: Login = request.getfixturevalue("neo4j_login")
            return stack.enter_context(BoltStore(login.uri, (login.name, login.password)))

        yield opened


@pytest.fixture(params=STORES)
def _named_store(request: pytest.FixtureRequest, _open_stores: Callable[[str], BoltStore]) -> tuple[str, BoltStore]:
    return request.param, _open_stores(request.param)


@pytest.fixture
def store(_named_store: tuple[str, BoltStore]) -> Iterator[BoltStore]:
    """An empty store; constraints and indexes stay from test to test, judgements do not."""
    name, store = _named_store
    _SEEDED.pop(name, None)
    store.clear()
    own = store.judgements_file
    yield store
    store.judgements_file = own


@pytest.fixture
def seeded(_named_store: tuple[str, BoltStore]) -> BoltStore:
    """A store with what is bundled, for tests that only ask; it is loaded anew after one that left something else."""
    name, store = _named_store
    if _SEEDED.get(name) != _counted(store):
        store.clear()
        store.load(seeds.bundled())
        _SEEDED[name] = _counted(store)
    return store


def _counted(store: BoltStore) -> list[object]:
    return [store.query(text).rows for text in ("MATCH (n) RETURN count(n)", "MATCH ()-[r]->() RETURN count(r)")]
