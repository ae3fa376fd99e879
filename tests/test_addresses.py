"""Where a store is: a folder, a facts file, or the address of a server, and what is said where it is none of these."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit import factsfile
from graphkit.errors import GraphkitError, StoreError
from graphkit.stores import open_store
from graphkit.stores.bolt import BoltStore
from graphkit.stores.embedded import EmbeddedStore
from tests.stores import about_a


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store that runs for all tests of addresses."""
    with EmbeddedStore(tmp_path_factory.mktemp("running") / "store") as store:
        yield store


def test_a_wrong_password_is_said_without_it(running: EmbeddedStore) -> None:
    with pytest.raises(StoreError, match="refuses the login") as caught:
        BoltStore(running._uri, ("root", "hunter2"))
    assert "hunter2" not in str(caught.value)


def test_the_login_comes_from_the_environment(running: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(StoreError, match="NEO4J_PASSWORD"), open_store(running._uri):
        pass
    keys = json.loads((running._folder / "secrets.json").read_text())
    monkeypatch.setenv("NEO4J_USERNAME", "root")
    monkeypatch.setenv("NEO4J_PASSWORD", keys["root"])
    monkeypatch.setenv("NEO4J_DATABASE", "graph")
    with open_store(running._uri) as store:
        assert store.query("RETURN 1 AS x").rows == ((1,),)
        assert store.address == running._uri


def test_an_address_that_does_not_answer_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"bolt://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(StoreError, match=f"{address} does not answer"), open_store(address):
            pass


def test_a_server_that_is_no_graph_store_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(64)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        address = f"bolt://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(StoreError, match=address), open_store(address):
            pass
        thread.join()


@pytest.mark.parametrize(
    "address", ["http://localhost:7474", "postgres://u:hunter2@host/db", "bolt://", "bolt://host:port"]
)
def test_what_is_no_address_is_said(address: str) -> None:
    with pytest.raises(GraphkitError) as caught, open_store(address):
        pass
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("address", ["bolt://neo4j:hunter2@localhost:7687", "neo4j+s://neo4j:hunter2@example.org/db"])
def test_a_password_in_the_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(StoreError, match="must not hold a password") as caught, open_store(address):
        pass
    assert "hunter2" not in str(caught.value)


def test_a_store_that_should_be_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store at"), open_store(str(tmp_path / "store"), create=False):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_facts_file_is_a_store(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    factsfile.write(about_a().settled(), path)
    with open_store(str(path)) as store:
        assert store.read() == about_a().settled()
        assert store.address == str(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_of_this_machine_is_not_read(running: EmbeddedStore, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("hidden,word\n")
    for address in (f"file://{tmp_path}/secret.csv", "file:///etc/passwd", f"{tmp_path}/secret.csv"):
        with pytest.raises(GraphkitError) as caught:
            running.query(f"LOAD CSV FROM '{address}' AS row RETURN row")
        assert "hidden" not in str(caught.value)
