"""A store behind the Bolt protocol, spoken to with the official driver: Neo4j, or the embedded engine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from graphkit.bundle import Bundle
from graphkit.errors import GraphkitError, QueryError, StoreError
from graphkit.judging import judgements
from graphkit.judging.applying import prepared
from graphkit.judging.judgements import Judgements
from graphkit.model import Document
from graphkit.schema import schema
from graphkit.shell.text import sent
from graphkit.stores import asking, judging, reading, writing
from graphkit.stores.asking import Limit, Stream
from graphkit.stores.base import Changes, Inventory, Rows, Selection
from graphkit.stores.connecting import bad_login, connect, first_line
from graphkit.stores.judging import Verdict

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session
    from neo4j.exceptions import DriverError, Neo4jError

T = TypeVar("T")
_GRACE = 2.0
"""Seconds that a server may be late in ending a query whose time is up."""


class BoltStore:
    """A store at a Bolt address.

    `auth` is (name, password) or None. `users` are the logins "reader" and "writer" for a user's own queries, where the
    server enforces by them what it does not enforce by the driver's read mode, or of files.
    """

    def __init__(
        self,
        uri: str,
        auth: tuple[str, str] | None,
        database: str | None = None,
        users: Mapping[str, tuple[str, str]] | None = None,
        address: str | None = None,
    ) -> None:
        self._database = database
        self._address = address or uri
        self._auth = auth
        self._users = dict(users or {})
        self._drivers: dict[str, Driver] = {}
        self._left = False
        self._connect(uri)
        self.judgements_file = judgements_file()
        self._ready = False

    @property
    def address(self) -> str:
        """How the store is called in messages."""
        return self._address

    def load(self, bundle: Bundle) -> Changes:
        """Write a bundle in one transaction, under the judgements that stand."""
        rows = self.judgements()
        settled = prepared(bundle, rows).settled()
        self._prepare()
        return self._write(lambda tx: writing.load(tx, settled, rows))

    def remove(self, document: str) -> Changes:
        """Forget a document and what rests on it alone."""
        rows = self.judgements()
        self._prepare()
        return self._write(lambda tx: writing.remove(tx, document, rows))

    def judgements(self) -> Judgements:
        """Return the judgements that stand here: the bundled ones, then those of the user's own file."""
        return judgements.standing(self.judgements_file)

    def judge(self, verdict: Verdict) -> Changes:
        """Change the facts that the store holds as a change of judgements asks for, in one transaction."""
        self._prepare()
        return self._write(lambda tx: judging.judge(tx, verdict))

    def read(self, selection: Selection | None = None) -> Bundle:
        """Return the facts asked for with their nodes and documents."""
        return self._read(lambda tx: reading.bundle(tx, selection or Selection()))

    def documents(self, ids: Iterable[str]) -> dict[str, Document]:
        """Return the documents with these ids."""
        wanted = sorted(set(ids))
        return self._read(lambda tx: reading.documents(tx, wanted))

    def inventory(self) -> Inventory:
        """Return what the store holds."""
        return self._read(lambda tx: reading.inventory(tx, self._address))

    def query(self, text: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Run Cypher that only reads, and return its rows; a query that would write is refused."""
        with self.ask(text, parameters) as stream:
            rows = tuple(stream)
        return Rows(stream.columns, rows)

    @contextmanager
    def ask(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        write: bool = False,
        timeout: float | None = None,
    ) -> Iterator[Stream]:
        """Run Cypher of a user's own for the length of a with block; its rows are read as they are asked for.

        Without `write` the engine refuses a query that would change the store. Nothing reaches files or the network.
        A query that has not ended after `timeout` seconds is stopped.
        """
        query, before = sent(text)
        if not query:
            raise QueryError("There is no query to run.")
        values = dict(parameters or {})
        try:
            with self._limit(query, timeout) as limit, self._translated(query, limit), self._session(write) as session:
                if self._is_neo4j:  # it counts reading its own files as reading
                    asking.refuse_outside(session, query, values)
                whole = not self._is_neo4j and (write or not self._users)
                with asking.run(session, limit, values, whole, write) as stream:
                    yield stream
        except QueryError as error:
            raise asking.moved(error, *before) from None

    def break_off(self) -> None:
        """Forget a query that was interrupted; the store answers the next one."""

    def close(self) -> None:
        """Close the connections."""
        for driver in (self._driver, *self._drivers.values()):
            driver.close()
        self._drivers.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def clear(self) -> None:
        """Delete everything; relationships first, in batches, since hubs do not fit in memory."""
        with self._translated(), self._driver.session(database=self._database) as session:
            for pattern, what in (("()-[x]->()", "relationships"), ("(x)", "nodes")):
                while True:
                    text = f"MATCH {pattern} WITH x LIMIT 20000 DELETE x RETURN count(*) AS {what}"
                    record = session.run(text).single()
                    if record is None or record[0] == 0:
                        break

    def _connect(self, uri: str) -> None:
        self._uri = uri
        self._driver = connect(uri, self._auth, self._address)
        self._is_neo4j = "ArcadeDB" not in self._driver.get_server_info().agent

    def _limit(self, query: str, timeout: float | None) -> Limit:
        """Return how long a query may run; here the server keeps the time itself, or is left."""
        return Limit(query, timeout, kill=self._hang_up, grace=_GRACE)

    def _hang_up(self) -> None:
        self._left = True
        self._driver.close()

    def _awake(self) -> None:
        """Connect again after the server was left."""
        if self._left:
            self._left = False
            self._connect(self._uri)

    def _session(self, write: bool) -> Session:
        """Open a session for a user's own query, with the login that may do no more than it should."""
        user = "writer" if write else "reader"
        if user in self._users and user not in self._drivers:
            self._drivers[user] = connect(self._uri, self._users[user], self._address)
        driver = self._drivers.get(user, self._driver)
        return driver.session(database=self._database, default_access_mode="WRITE" if write else "READ")

    def _prepare(self) -> None:
        """Make constraints and indexes once; they are what a load looks things up by."""
        if self._ready:
            return
        with self._translated(), self._driver.session(database=self._database) as session:
            for statement in schema_statements():
                session.run(statement).consume()
        self._ready = True

    def _write(self, work: Callable[[ManagedTransaction], T]) -> T:
        with self._translated(), self._driver.session(database=self._database) as session:
            return session.execute_write(work)

    def _read(self, work: Callable[[ManagedTransaction], T]) -> T:
        with self._translated(), self._driver.session(database=self._database) as session:
            return session.execute_read(work)

    @contextmanager
    def _translated(self, query: str = "", limit: Limit | None = None) -> Iterator[None]:
        from neo4j import exceptions

        self._awake()
        try:
            yield
        except (exceptions.DriverError, exceptions.Neo4jError) as error:
            if limit is not None and (late := asking.too_long(error, limit)):
                raise late from None
            raise self._said(error, query) from None

    def _said(self, error: DriverError | Neo4jError, query: str) -> GraphkitError:
        """Return an error of the driver as one of ours, in a sentence."""
        from neo4j import exceptions

        if isinstance(error, exceptions.AuthError):
            return StoreError(bad_login(self._address))
        if isinstance(error, exceptions.ServiceUnavailable):
            return StoreError(f"{self._address} does not answer any more. Is the server running?")
        if isinstance(error, exceptions.ClientError):
            return asking.refusal(error.code, error.message, query)
        if isinstance(error, exceptions.Neo4jError):
            return QueryError(f"The store could not do this: {first_line(error.message)}")
        return StoreError(f"{self._address}: {first_line(str(error))}")


def judgements_file() -> Path | None:
    """Return the file of judgements that GRAPHKIT_JUDGEMENTS names, if it names one."""
    name = os.environ.get("GRAPHKIT_JUDGEMENTS")
    return Path(name) if name else None


def schema_statements() -> list[str]:
    """Return the Cypher that makes constraints and indexes, from the vocabulary."""
    out = [
        f"CREATE CONSTRAINT {kind.lower()}_id IF NOT EXISTS FOR (n:{kind}) REQUIRE n.id IS UNIQUE"
        for kind in schema().kinds
    ]
    out.append("CREATE INDEX agreement_group IF NOT EXISTS FOR (n:Agreement) ON (n.group)")
    out += [
        f"CREATE INDEX {relation.lower()}_fact IF NOT EXISTS FOR ()-[r:{relation}]-() ON (r.fact)"
        for relation in schema().relations
    ]
    return out


def native(value: Any) -> Any:
    """Return a driver's value as plain Python: nodes and relationships as objects, paths as lists of them.

    A node is {kind, id, properties}, a relationship {kind, id, properties} with the id of its fact, a duration is text.
    """
    from neo4j.graph import Node, Path, Relationship
    from neo4j.time import Duration

    if isinstance(value, Node):
        kind = next(iter(sorted(value.labels)), None)
        return {"kind": kind, "id": value.get("id"), "properties": native(dict(value.items()))}
    if isinstance(value, Relationship):
        return {"kind": value.type, "id": value.get("fact"), "properties": native(dict(value.items()))}
    if isinstance(value, Path):
        pairs = zip(value.nodes, [*value.relationships, None], strict=True)
        return [native(item) for pair in pairs for item in pair if item is not None]
    if isinstance(value, Duration):
        return value.iso_format()
    if hasattr(value, "to_native"):
        return value.to_native()
    if isinstance(value, list):
        return [native(v) for v in value]
    if isinstance(value, dict):
        return {k: native(v) for k, v in value.items()}
    return value
