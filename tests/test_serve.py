"""`graphkit serve`: other programs reach the store over Bolt, and no query of theirs holds it up."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import neo4j
import pytest
from neo4j import exceptions

from graphkit.relaying import Messages
from graphkit.serving import free_port
from graphkit.stores.embedded import NOTE, EmbeddedStore
from graphkit.stores.locking import free
from graphkit.stores.served import port_of
from tests import other_drivers
from tests.commands import ROOT, graphkit

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
ENDLESS = "RETURN reduce(s = 0, a IN range(1, 10000) | s + reduce(t = 0, b IN range(1, 100000) | t + b % 7)) AS s"
SLOW = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)"
TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"
SOON = 20.0
"""Seconds within which something happens that takes less than two on an idle machine."""


@dataclass(slots=True)
class Served:
    """A server that runs: its process, its store, and what it said first."""

    process: subprocess.Popen[str]
    store: Path
    said: list[str]

    @property
    def uri(self) -> str:
        """The address that it named."""
        return self.said[0].split()[1]

    @property
    def password(self) -> str:
        """The password that it named."""
        return self.said[2].split()[1]

    def driver(self, password: str | None = None) -> neo4j.Driver:
        """Connect as any program would."""
        return neo4j.GraphDatabase.driver(self.uri, auth=("neo4j", password or self.password))

    def engine(self) -> int:
        """Return the process of the engine."""
        for line in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                if line.read_text().rpartition(")")[2].split()[1] == str(self.process.pid):
                    return int(line.parent.name)
        raise AssertionError("it has no engine")


@contextmanager
def serving(store: Path, *options: str, **environment: str) -> Iterator[Served]:
    """Serve a store for the length of a with block."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "GRAPHKIT_"))}
    command = [sys.executable, "-m", "graphkit", "--store", str(store), "serve", "--port", "0", *options]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, env={**clean, **environment}, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        try:
            yield Served(process, store, [process.stdout.readline() for _ in range(3)])
        finally:
            process.terminate()
            process.wait(SOON)


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the five briefs."""
    path = tmp_path_factory.mktemp("serve") / "store"
    assert graphkit("--store", str(path), "load", "briefs").code == 0
    return path


@pytest.fixture(scope="module")
def served(briefs: Path) -> Iterator[Served]:
    """That store, served to readers, with one second for each query."""
    with serving(briefs, "--timeout", "1") as server:
        yield server


def name_of_korea(driver: neo4j.Driver) -> list[Any]:
    """Ask something quick, as a program does that tries again when it is cut off."""
    records, _, _ = driver.execute_query("MATCH (c:Country {id: 'KOR'}) RETURN c.name")
    return [record[0] for record in records]


def refusal(driver: neo4j.Driver, text: str) -> str | None:
    """Return the code of the error that a query ends with."""
    try:
        with driver.session() as session:
            session.run(text).consume()
    except exceptions.Neo4jError as error:
        return error.code
    return None


# ---------------------------------------------------------------- other programs
def test_the_address_and_the_login_are_said(served: Served) -> None:
    address, user, password = (line.split() for line in served.said)
    assert address[1].startswith("bolt://127.0.0.1:")
    assert (user, len(password[1]) > 10) == (["user", "neo4j"], True)


def test_a_program_reads_and_does_no_more(served: Served) -> None:
    with served.driver() as driver:
        assert name_of_korea(driver) == ["South Korea"]
        for text in (
            "CREATE (:Country)",
            "MATCH (c:Country) DETACH DELETE c",
            "CREATE USER x SET PASSWORD 'secret-secret'",
            "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
            "LOAD CSV FROM 'https://example.org/x.csv' AS row RETURN row",
        ):
            assert refusal(driver, text) == "Neo.ClientError.Security.Forbidden"
    with pytest.raises(exceptions.AuthError), served.driver("guessed") as driver:
        driver.verify_connectivity()


def test_a_query_past_its_time_is_ended_and_others_go_on(served: Served) -> None:
    with served.driver() as driver, served.driver() as other:
        # On a busy machine the engine may heed the end too late, and is ended with the query.
        assert refusal(driver, SLOW) in ("Neo.ClientError.Transaction.Terminated", TIMED_OUT)
        assert name_of_korea(other) == ["South Korea"]
        assert refusal(driver, ENDLESS) == TIMED_OUT
        began = time.monotonic()
        assert name_of_korea(other) == name_of_korea(driver) == ["South Korea"]
        assert time.monotonic() - began < SOON


def test_a_driver_does_not_send_again_what_was_stopped_with_the_engine(served: Served) -> None:
    engine = served.engine()
    with served.driver() as driver, driver.session() as session:
        with pytest.raises(exceptions.ClientError, match="did not end within 1 seconds"):
            session.execute_read(lambda tx: tx.run(ENDLESS).consume())
        assert name_of_korea(driver) == ["South Korea"]
        again = served.engine()
        time.sleep(2)
        assert (again == served.engine(), again == engine) == (True, False)


@pytest.mark.parametrize("language", sorted(other_drivers.commands()))
def test_the_official_drivers_of_other_languages(served: Served, language: str) -> None:
    command = [*other_drivers.commands()[language], served.uri]
    environment = {**os.environ, "PASSWORD": served.password, "NODE_PATH": str(other_drivers.NODE_MODULES)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["before"] == said["after"] == ["South Korea"]
    assert said["write"] == "Neo.ClientError.Security.Forbidden"
    assert said["endless"] != "done"


def test_it_answers_this_machine_only(served: Served) -> None:
    port = int(served.uri.rpartition(":")[2])
    with socket.socket() as probe:
        probe.bind(("127.0.0.2", port))  # taken if it listened on all addresses


# ---------------------------------------------------------------- graphkit's own commands
def test_other_commands_go_through_it(served: Served, tmp_path: Path) -> None:
    store = ("--store", str(served.store))
    assert "Kazakhstan" in graphkit(*store, "report", "partners", "lithium").out
    (tmp_path / "note.md").write_text("---\npublished: 2023-05-04\n---\nChile and Japan signed an MOU on lithium.\n")
    assert "1 source read" in graphkit(*store, "load", str(tmp_path / "note.md")).err
    assert graphkit(*store, "cypher", "--write", "CREATE (:Gadget {id: 'x'})").code == 0
    with served.driver() as driver:
        assert len(driver.execute_query("MATCH (g:Gadget) RETURN g").records) == 1


def test_their_queries_have_their_own_time(served: Served) -> None:
    command = ("--store", str(served.store), "cypher")
    done = graphkit(*command, ENDLESS, "--timeout", "0.5")
    assert (done.code, done.out) == (1, "")
    assert "did not end within 0.5 seconds" in done.err
    rows = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN a, b"
    assert len(graphkit(*command, rows, "--limit", "2", "--format", "json").json()) == 2
    assert graphkit(*command, "RETURN 1 AS x", "--format", "csv").out == "x\n1\n"


def test_a_store_is_served_once_and_a_port_taken_once(served: Served, tmp_path: Path) -> None:
    again = graphkit("--store", str(served.store), "serve")
    assert (again.code, again.out) == (1, "")
    assert f"is served already, at {served.uri}" in again.err
    with EmbeddedStore(tmp_path / "other"):
        pass
    port = served.uri.rpartition(":")[2]
    taken = graphkit("--store", str(tmp_path / "other"), "serve", "--port", port)
    assert (taken.code, taken.out) == (1, "")
    assert f"Port {port} is taken" in taken.err
    assert free(tmp_path / "other")


def test_what_is_no_folder_is_said(tmp_path: Path) -> None:
    assert "server already" in graphkit("--store", "bolt://localhost:1", "serve").err
    assert "no store at" in graphkit("--store", str(tmp_path / "none"), "serve").err


def test_the_login_is_for_the_owners_eyes(served: Served) -> None:
    note = served.store / NOTE
    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    assert json.loads(note.read_text())["password"] == served.password


# ---------------------------------------------------------------- life and death
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_order(tmp_path: Path, sent: signal.Signals) -> None:
    with EmbeddedStore(tmp_path / "store"):
        pass
    with serving(tmp_path / "store") as server:
        engine = server.engine()
        server.process.send_signal(sent)
        out, err = server.process.communicate(timeout=SOON)
        assert (server.process.returncode, out) == (0, "")
        assert "Ended." in err
        assert not Path(f"/proc/{engine}").exists()
        assert not (tmp_path / "store" / NOTE).exists()
        assert free(tmp_path / "store")
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", int(server.uri.rpartition(":")[2]))) != 0
    assert graphkit("--store", str(tmp_path / "store"), "status").code == 0


def test_an_engine_that_dies_is_started_again_and_one_without_a_server_ends(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store"):
        pass
    with serving(tmp_path / "store") as server:
        with server.driver() as driver:
            os.kill(server.engine(), signal.SIGKILL)
            driver.execute_query("RETURN 1 AS x")
        server.process.kill()
        server.process.wait()
        assert (tmp_path / "store" / NOTE).exists()
        with EmbeddedStore(tmp_path / "store") as store:  # waits until the engine has ended
            assert store.query("RETURN 1 AS x").rows == ((1,),)
    done = graphkit("--store", str(tmp_path / "store"), "cypher", "RETURN 1 AS x", "--format", "csv")
    assert (done.code, done.out) == (0, "x\n1\n")


def test_the_note_of_a_server_that_was_killed_is_not_believed(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with EmbeddedStore(folder):
        pass
    note = json.dumps({"port": 1, "engine": 1, "user": "neo4j", "password": "x", "process": os.getpid()})
    (folder / NOTE).write_text(note)
    with EmbeddedStore(folder):  # an ordinary command, though its process has the number of the server's
        assert port_of(folder) is None
        (folder / NOTE).write_text(note.replace(str(os.getpid()), "0"))
        assert port_of(folder, "engine") is None


def test_a_command_right_after_a_server_was_killed(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store"):
        pass
    with serving(tmp_path / "store") as server:
        engine = server.engine()
        os.kill(engine, signal.SIGSTOP)  # it keeps the store's lock
        server.process.kill()
        server.process.wait()
        timer = threading.Timer(3, os.kill, (engine, signal.SIGKILL))
        timer.start()
        done = graphkit("--store", str(tmp_path / "store"), "status")
        timer.join()
    assert (done.code, "is empty" in done.out) == (0, True), done.err


def test_writers_are_let_in_when_asked_for_with_a_password_of_ones_own(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store"):
        pass
    word = "we:ird,]pä$ß"
    with (
        serving(tmp_path / "store", "--write", GRAPHKIT_SERVE_PASSWORD=word) as server,
        server.driver(word) as driver,
    ):
        assert word not in "".join(server.said)
        login: dict[str, Any] = {"NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": word}
        by_address = graphkit("--store", server.uri, "cypher", "CREATE (:Gadget {id: 'x'})", **login)
        assert (by_address.code, "would change the store" in by_address.err) == (1, True)
        assert graphkit("--store", server.uri, "status", **login).code == 0
        driver.execute_query("CREATE (:Gadget {id: 'x'})")
        assert refusal(driver, "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row") is not None
    with (
        serving(tmp_path / "store", GRAPHKIT_SERVE_PASSWORD="another one") as server,
        server.driver("another one") as driver,
    ):
        assert refusal(driver, "CREATE (:Gadget {id: 'y'})") == "Neo.ClientError.Security.Forbidden"
        assert len(driver.execute_query("MATCH (g:Gadget) RETURN g").records) == 1


def test_a_facts_file_is_served(briefs: Path, served: Served, tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    assert graphkit("--store", str(briefs), "export", str(file)).code == 0
    with serving(file) as server, server.driver() as driver:
        assert name_of_korea(driver) == ["South Korea"]


def test_a_free_port_is_free() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", free_port()))


def test_messages_are_found_wherever_a_piece_ends() -> None:
    said = b"\x60\x60\xb0\x17" + bytes(16)
    said += b"\x00\x03\xb1\x10\x80\x00\x00" + b"\x00\x00" + b"\x00\x01\xb0\x00\x01\x3f\x00\x00"
    for size in (1, 2, 3, len(said)):
        messages = Messages(20)
        found = [tag for at in range(0, len(said), size) for tag in messages.tags(said[at : at + size])]
        assert found == [0x10, 0x3F]
    assert Messages(20).tags(b"GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n") == []
