"""A store that the embedded engine serves, in a child of this process or of `graphkit serve`."""

from __future__ import annotations

import contextlib
import re
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import QueryError
from graphkit.judging import judgements
from graphkit.queries.bridging import bridge
from graphkit.queries.differing import refuse
from graphkit.stores import refusing
from graphkit.stores.asking import Limit, Stream
from graphkit.stores.bolt import BoltStore
from graphkit.stores.engine import DATABASE, logins
from graphkit.stores.locking import lock, one_load_by_file

if TYPE_CHECKING:
    from neo4j import Driver

_TAG = re.compile(r"\n// graphkit [0-9a-f]{16} (?P<seconds>[0-9.]+|any) s\Z")


class EngineStore(BoltStore):
    """A store behind the embedded engine: its users decide who may do what, and the time of a query is ours to keep."""

    def __init__(self, uri: str, keys: Mapping[str, str], address: str, folder: Path) -> None:
        super().__init__(uri, ("root", keys["root"]), database=DATABASE, users=logins(keys), address=address)
        self.judgements_file = self.judgements_file or folder / judgements.NAME
        self._writing = folder / "writing"
        self._bulk = folder / "bulk"

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait until no other command writes: the engine would let both make the same fact."""
        with self._writing.open("a+", encoding="utf-8") as file:
            while not lock(file):
                time.sleep(0.05)
            yield

    @contextlib.contextmanager
    def _one_load(self) -> Iterator[Callable[[], None]]:
        with one_load_by_file(self._bulk, self._address) as still:
            yield still

    @contextlib.contextmanager
    def ask(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        write: bool = False,
        timeout: float | None = None,
    ) -> Iterator[Stream]:
        """Run Cypher of a user's own as Neo4j would: what this engine does otherwise is bridged, or refused."""
        refuse(text)
        over = bridge(text)
        try:
            with super().ask(over.sent.text, parameters, write=write, timeout=timeout) as stream:
                stream.arrange(over)
                yield stream
        except QueryError as error:
            if error.at is None:
                raise
            at = refusing.named(str(error), text) or over.sent.place(*error.at)
            raise refusing.placed(error, at) from None

    def _limit(self, query: str, timeout: float | None) -> Limit:
        """Mark the query, so that it can be found among those that run, and ended."""
        seconds = "any" if timeout is None else f"{timeout:g}"
        tag = f"\n// graphkit {secrets.token_hex(8)} {seconds} s"

        def stop() -> None:
            self._terminate(tag)

        return Limit(query + tag, timeout, kill=self._killer(stop), stop=stop)

    def _killer(self, stop: Callable[[], None]) -> Callable[[], None]:
        """Return what ends a query whose time is up."""
        return stop

    def _terminate(self, tag: str) -> None:
        from neo4j import exceptions

        with contextlib.suppress(exceptions.DriverError, exceptions.Neo4jError):  # it may have ended by itself
            for row in running(self._driver):
                if row["currentQuery"].endswith(tag):
                    terminate(self._driver, row["transactionId"])


def running(driver: Driver) -> Iterator[dict[str, Any]]:
    """Yield the queries that the engine is working on, but for the one that asks."""
    with driver.session(database=DATABASE) as session:
        rows = [record.data() for record in session.run("SHOW TRANSACTIONS")]
    yield from (row for row in rows if row["currentQuery"] != "SHOW TRANSACTIONS")


def terminate(driver: Driver, transaction: str) -> None:
    """Ask the engine to end a query; it ends most at once, and some never."""
    with driver.session(database=DATABASE) as session:
        session.run(f"TERMINATE TRANSACTIONS '{transaction}'").consume()


def wanted_seconds(query: str) -> float | None:
    """Return the limit that a graphkit command has marked its query with."""
    found = _TAG.search(query)
    return float(found["seconds"]) if found and found["seconds"] != "any" else None
