"""Serving a store to other programs: an engine at a fixed port, and a watch that no query holds it up."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import StoreError
from graphkit.relaying import Relay
from graphkit.stores import served
from graphkit.stores.embedded import EmbeddedStore, Serving
from graphkit.stores.engine import GUEST
from graphkit.stores.engined import running, terminate, wanted_seconds

if TYPE_CHECKING:
    from neo4j.time import Duration

_EVERY = 0.25
"""Seconds between two looks at what runs."""
_GRACE = 0.5
"""Seconds that a query has to end after it was asked to; then the engine is killed."""
_SILENCE = 5.0
"""Seconds that the engine may take to say what runs."""


class Server:
    """A store kept open at a port; `watch` keeps it answering until it is told to stop."""

    def __init__(self, folder: Path, serving: Serving, timeout: float, say: Callable[[str], None]) -> None:
        check_port(serving.port)
        engine = replace(serving, port=free_port())
        self._store = EmbeddedStore(folder, engine)
        self._folder = folder
        self._timeout = timeout
        self._say = say
        self._asked: dict[str, float] = {}  # when a query was asked to end
        self._stopped = threading.Event()
        try:
            self._relay = Relay(serving.port, engine.port)
        except OSError:
            self._store.end()
            check_port(serving.port)
            raise
        served.publish(folder, serving, engine.port)

    def watch(self) -> None:
        """Look after the engine until `stop` is called."""
        while not self._stopped.wait(_EVERY):
            if not self._store.alive():
                self._again("The engine ended; it is started again.")
            elif not self._look():
                self._again("A query that would not end was stopped with the engine, which is started again.")

    def stop(self) -> None:
        """Let `watch` return."""
        self._stopped.set()

    def close(self) -> None:
        """End the engine, close the port, let go of the folder."""
        served.withdraw(self._folder)
        self._relay.close()
        self._store.end()

    def _again(self, why: str) -> None:
        self._relay.hold(True)
        self._say(why)
        self._asked.clear()
        end = time.monotonic() + 30
        while not self._stopped.is_set():
            try:
                self._store.restart()
                self._relay.hold(False)
                return
            except StoreError:
                if time.monotonic() > end:
                    raise
                self._stopped.wait(0.2)

    def _look(self) -> bool:
        """End queries whose time is up; tell whether the engine can go on."""
        from neo4j import exceptions

        guard = threading.Timer(_SILENCE, self._store.break_off)
        guard.daemon = True
        guard.start()
        try:
            late = [row for row in running(self._store.driver) if self._over(row)]
            for row in late:
                asked = self._asked.setdefault(row["transactionId"], time.monotonic())
                if time.monotonic() - asked > _GRACE:
                    self._relay.refuse(self._timeout, self._store.break_off)
                    return False
                terminate(self._store.driver, row["transactionId"])
        except (exceptions.DriverError, exceptions.Neo4jError):
            return self._store.alive()  # an engine that died is started again, one that stumbled is asked again
        finally:
            guard.cancel()
        self._asked = {row["transactionId"]: self._asked[row["transactionId"]] for row in late}
        return True

    def _over(self, row: dict[str, Any]) -> bool:
        """Tell whether a query's time is up; graphkit's own commands set their own, and a load has none."""
        limit = self._timeout if row["username"] == GUEST else wanted_seconds(row["currentQuery"])
        return limit is not None and seconds(row["elapsedTime"]) > limit


def seconds(duration: Duration) -> float:
    """Return a duration of the driver in seconds."""
    return float(duration.seconds) + duration.nanoseconds / 1e9 + duration.days * 86400.0


def check_port(port: int) -> None:
    """Raise StoreError unless the port is free on this machine."""
    with socket.socket() as probe:
        if sys.platform != "win32":  # there it would let two programs have one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise StoreError(
                f"Port {port} is not for everyone on this machine; give another one with --port."
            ) from None
        except OSError:
            raise StoreError(f"Port {port} is taken by another program; give another one with --port.") from None


def free_port() -> int:
    """Return a port that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def password() -> tuple[str, bool]:
    """Return the password for other programs, and whether it was made here."""
    given = os.environ.get("GRAPHKIT_SERVE_PASSWORD")
    return (given, False) if given else (secrets.token_urlsafe(12), True)
