"""Loads that are killed, servers that go away, two writers at once: the graph is that of an undisturbed load."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graphkit import factsfile
from graphkit.bundle import Bundle
from graphkit.stores.bolt import BoltStore
from graphkit.stores.embedded import EmbeddedStore
from graphkit.stores.served import ServedStore
from tests import neo4j_server
from tests.commands import ROOT, Result, graphkit
from tests.datasets import DATA
from tests.neo4j_server import Login
from tests.stores import about_a, about_b, about_c, joined, snapshot

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes as POSIX has them")
HALTING = """
import sys
from graphkit import cli
from graphkit.stores import bulkbolt, embedded, writing
start, write, create = embedded._start, writing._write_derived, bulkbolt._create
def started(*arguments):
    process, port = start(*arguments)
    print(process.pid, flush=True)
    return process, port
def halting(work):
    def halted(*arguments):
        work(*arguments)
        print("in the middle", flush=True)
        sys.stdin.readline()
    return halted
embedded._start, writing._write_derived, bulkbolt._create = started, halting(write), halting(create)
cli.main()
"""
"""`graphkit` that tells its engines' processes, and in the middle of its transaction waits for a line."""


@contextmanager
def halting(*arguments: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """Run `graphkit` up to the middle of its transaction, and give its process and those of its engines."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "GRAPHKIT_"))}
    settings = {**clean, "PYTHONPATH": str(ROOT), **environment}
    command, pipe = [sys.executable, "-c", HALTING, *arguments], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=settings) as process:
        assert process.stdout is not None
        engines: list[int] = []
        while (line := process.stdout.readline()) != "in the middle\n":
            assert line, process.communicate()
            engines.append(int(line))
        try:
            yield process, engines
        finally:
            process.kill()


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """Two facts files that have facts in common."""
    names = str(tmp_path / "one.jsonl"), str(tmp_path / "two.jsonl")
    for name, parts in zip(names, ((about_a(), about_b()), (about_b(), about_c())), strict=True):
        factsfile.write(joined(*parts).settled(), Path(name))
    return names


def undisturbed(folder: Path, *parts: Bundle) -> str:
    """Return what a store exports that was loaded part by part."""
    with EmbeddedStore(folder) as store:
        for part in parts:
            store.load(part)
        return "\n".join(factsfile.lines(store.read()))


def ran(*arguments: str, **environment: str) -> Result:
    """Run a command against a server that needs a login."""
    return graphkit(*arguments, cwd=None, columns=80, **environment)


def exported(address: str, folder: Path, **environment: str) -> str:
    """Return what a store exports."""
    out = folder / "exported.jsonl"
    done = ran("--store", address, "export", str(out), **environment)
    assert done.code == 0, done.err
    return out.read_text(encoding="utf-8").rstrip("\n")


def access(store: BoltStore, request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, dict[str, str]]:
    """Return a store's address for commands and the environment that they need; an embedded one is made for them."""
    if isinstance(store, EmbeddedStore):
        return str(tmp_path / "store"), {}
    login: Login = request.getfixturevalue("neo4j_login")
    return login.uri, {"NEO4J_USERNAME": login.name, "NEO4J_PASSWORD": login.password}


# ---------------------------------------------------------------- killed
def test_a_load_that_is_killed_and_given_again(
    store: BoltStore, request: pytest.FixtureRequest, tmp_path: Path, files: tuple[str, str]
) -> None:
    address, environment = access(store, request, tmp_path)
    assert ran("--store", address, "load", files[0], **environment).code == 0
    with halting("--store", address, "load", files[1], **environment) as (process, _):
        process.send_signal(signal.SIGKILL)
        process.wait()
    first = undisturbed(tmp_path / "first", joined(about_a(), about_b()))
    assert exported(address, tmp_path, **environment) == first
    assert ran("--store", address, "load", files[1], **environment).code == 0
    whole = undisturbed(tmp_path / "whole", joined(about_a(), about_b()), joined(about_b(), about_c()))
    assert exported(address, tmp_path, **environment) == whole


def test_a_load_of_a_data_set_that_is_killed_and_given_again(
    store: BoltStore, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    address, environment = access(store, request, tmp_path)
    first, second = (str(DATA / "baci" / f"BACI_HS92_Y{year}_V202401.csv") for year in (2022, 2023))
    assert ran("--store", address, "load", first, **environment).code == 0
    with halting("--store", address, "load", second, **environment) as (process, _):
        for command in (("load", second), ("remove", "baci-202401")):
            refused = ran("--store", address, *command, **environment)
            assert (refused.code, "nother graphkit command" in refused.err) == (1, True)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert ran("--store", address, "load", second, **environment).code == 0
    assert ran("--store", str(tmp_path / "whole"), "load", first, second).code == 0
    assert exported(address, tmp_path, **environment) == exported(str(tmp_path / "whole"), tmp_path)


def test_a_neo4j_server_that_is_killed_in_the_middle_of_a_load(
    tmp_path: Path, files: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)  # this server is ours to kill
    if not neo4j_server.available():
        pytest.skip("no Neo4j here: use `make test`")
    home = tmp_path / "neo4j" / "home"
    home.parent.mkdir()
    with neo4j_server.running(home) as login:
        environment = {"NEO4J_USERNAME": login.name, "NEO4J_PASSWORD": login.password}
        assert ran("--store", login.uri, "load", files[0], **environment).code == 0
        with halting("--store", login.uri, "load", files[1], **environment) as (process, _):
            assert login.process is not None
            login.process.kill()
            login.process.wait()
            _, said = process.communicate("\n", timeout=120)
        assert (process.returncode, said) == (1, went_away(login.uri))
    with neo4j_server.running(home, login.password) as again:
        assert ran("--store", again.uri, "load", files[1], **environment).code == 0
        whole = undisturbed(tmp_path / "whole", joined(about_a(), about_b()), joined(about_b(), about_c()))
        assert exported(again.uri, tmp_path, **environment) == whole


def test_an_engine_that_is_killed_in_the_middle_of_a_load(tmp_path: Path, files: tuple[str, str]) -> None:
    address = str(tmp_path / "store")
    with halting("--store", address, "load", files[0]) as (process, engines):
        os.kill(engines[-1], signal.SIGKILL)
        _, said = process.communicate("\n", timeout=120)
    assert (process.returncode, said) == (1, went_away(address))
    assert graphkit("--store", address, "load", files[0]).code == 0
    assert exported(address, tmp_path) == undisturbed(tmp_path / "whole", joined(about_a(), about_b()))


def went_away(address: str) -> str:
    """Return what is said where a server went away."""
    return (
        f"graphkit: {address} went away before all was written. Nothing is half written; give the same command again "
        "once it answers.\n"
    )


# ---------------------------------------------------------------- two writers
def test_two_writers_at_one_neo4j_server(neo4j_login: Login, tmp_path: Path, files: tuple[str, str]) -> None:
    environment = {"NEO4J_USERNAME": neo4j_login.name, "NEO4J_PASSWORD": neo4j_login.password}
    with BoltStore(neo4j_login.uri, (neo4j_login.name, neo4j_login.password)) as store:
        store.clear()
        for what in ("CONSTRAINT", "INDEX"):  # both will want to make them
            with store._open() as session:
                for row in session.run(f"SHOW {what}{'ES' if what == 'INDEX' else 'S'} YIELD name, type").data():
                    if row["type"] != "LOOKUP":
                        session.run(f"DROP {what} `{row['name']}`").consume()
    with (
        halting("--store", neo4j_login.uri, "load", files[0], **environment) as (one, _),
        subprocess.Popen(
            [sys.executable, "-m", "graphkit", "--store", neo4j_login.uri, "load", files[1]],
            env={**os.environ, **environment, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE,
        ) as two,
    ):  # fmt: skip
        with pytest.raises(subprocess.TimeoutExpired):
            two.wait(4)  # it waits for the first
        one.communicate("\n", timeout=60)
        _, said = two.communicate(timeout=60)
    assert (one.returncode, two.returncode) == (0, 0), said
    whole = undisturbed(tmp_path / "whole", joined(about_a(), about_b(), about_c()))
    assert exported(neo4j_login.uri, tmp_path, **environment) == whole


def test_constraints_that_two_make_at_once(neo4j_login: Login) -> None:
    stores = [BoltStore(neo4j_login.uri, (neo4j_login.name, neo4j_login.password)) for _ in range(3)]
    with stores[0]._open() as session:
        for row in session.run("SHOW CONSTRAINTS YIELD name").data():
            session.run(f"DROP CONSTRAINT `{row['name']}`").consume()
    at_once(*(store._prepare for store in stores))
    for store in stores:
        store.close()


def test_a_second_writer_of_a_folder_is_told_or_waits(tmp_path: Path, files: tuple[str, str]) -> None:
    address = str(tmp_path / "store")
    with halting("--store", address, "load", files[0]) as (one, _):
        refused = graphkit("--store", address, "load", files[1])
        assert refused.code == 1
        assert "is in use by another graphkit command" in refused.err
        one.communicate("\n", timeout=60)
        assert one.returncode == 0
    assert graphkit("--store", address, "load", files[1]).code == 0
    assert exported(address, tmp_path) == undisturbed(tmp_path / "whole", joined(about_a(), about_b(), about_c()))


def test_two_writers_of_a_folder_that_is_served(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as owner:
        port = int(owner._uri.rpartition(":")[2])
        with ServedStore(tmp_path / "store", port) as one, ServedStore(tmp_path / "store", port) as two:
            at_once(
                lambda: one.load(joined(about_a(), about_b())),
                lambda: two.load(joined(about_b(), about_c())),
            )
        with EmbeddedStore(tmp_path / "whole") as whole:
            whole.load(joined(about_a(), about_b(), about_c()))
            assert snapshot(owner) == snapshot(whole)


def at_once(*works: Callable[[], object]) -> None:
    """Do all of this at the same time, and raise what went wrong."""
    ready, wrong = threading.Barrier(len(works)), list[Exception]()

    def do(work: Callable[[], object]) -> None:
        try:
            ready.wait()
            work()
        except Exception as error:  # noqa: BLE001 - raised below
            wrong.append(error)

    threads = [threading.Thread(target=do, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]


# ---------------------------------------------------------------- addresses of clusters
def test_an_address_with_routing_is_written_to_and_read(neo4j_login: Login) -> None:
    address = neo4j_login.uri.replace("bolt", "neo4j")
    with BoltStore(address, (neo4j_login.name, neo4j_login.password)) as store:
        store.clear()
        assert store.load(about_a()).new == 3
        assert len(store.read().records) == 3
