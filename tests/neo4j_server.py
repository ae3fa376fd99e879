"""A real Neo4j Community server for the tests: started on a free loopback port with a throw-away home, and stopped.

`make test` fetches the jars into .build/neo4j once. NEO4J_URI makes the tests use a running server; it is emptied.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.commands import ROOT

JARS = ROOT / ".build" / "neo4j"
_READY = 120
"""Seconds that a server may take to answer on a busy machine."""


@dataclass(frozen=True, slots=True)
class Login:
    """Where a server answers, the login that it takes, and its process where it is ours."""

    uri: str
    name: str
    password: str
    process: subprocess.Popen[bytes] | None = None


def available() -> bool:
    """Tell whether a server can be had: one is named, or its jars and a Java are there."""
    return bool(os.environ.get("NEO4J_URI")) or (
        any(JARS.glob("neo4j-kernel-*.jar")) and shutil.which("java") is not None
    )


@contextmanager
def running(home: Path, password: str = "") -> Iterator[Login]:
    """Give the server that NEO4J_URI names, or start one in `home` for the length of a with block.

    A home that was used before needs the password that it was given then.
    """
    if uri := os.environ.get("NEO4J_URI"):
        yield Login(uri, os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""))
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        "java",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "-Xmx1g",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        f"{JARS}/*",
    ]
    command += [str(ROOT / "tests" / "neo4j" / "Server.java"), str(home), str(port), "auth"]
    with (home.parent / "neo4j.log").open("wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log)
    try:
        password = password or secrets.token_urlsafe(16)
        yield _first_login(f"bolt://127.0.0.1:{port}", password, process, home.parent / "neo4j.log")
    finally:
        assert process.stdin is not None
        process.stdin.close()  # it ends when its standard input closes
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _first_login(uri: str, password: str, process: subprocess.Popen[bytes], log: Path) -> Login:
    """Wait until the server answers and change its first password, which it insists on."""
    import neo4j
    from neo4j import exceptions

    end = time.monotonic() + _READY
    while True:
        for known in (password, "neo4j"):  # the new one first: an answer may have been lost after the change
            try:
                with (
                    neo4j.GraphDatabase.driver(uri, auth=("neo4j", known)) as driver,
                    driver.session(database="system") as session,
                ):
                    if known == "neo4j":
                        text = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
                        session.run(text, {"new": password}).consume()
                    else:
                        session.run("SHOW DATABASES").consume()
                return Login(uri, "neo4j", password, process)
            except (exceptions.Neo4jError, exceptions.DriverError, OSError) as error:
                last = error
        if process.poll() is not None or time.monotonic() > end:
            said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise RuntimeError(f"The Neo4j server for the tests does not answer ({last}):\n{said}")
        time.sleep(1)  # wrong logins in quick succession would lock the user out
