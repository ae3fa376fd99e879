"""A store behind the Bolt protocol, spoken to with the official driver: Neo4j, or the embedded engine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from graphkit.bundle import Bundle
from graphkit.errors import QueryError
from graphkit.judging import judgements
from graphkit.judging.applying import prepared
from graphkit.judging.judgements import Judgements
from graphkit.model import Document, Fact
from graphkit.queries.text import sent
from graphkit.stores import asking, constraints, counting, judging, reading, refusing, writing
from graphkit.stores.asking import Limit, Stream
from graphkit.stores.base import Changes, Inventory, Rows, Selection, Verdict
from graphkit.stores.connecting import connect, failure
from graphkit.stores.locking import one_load_on_server

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

    from graphkit.loaders import Progress

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

    def load(self, bundle: Bundle, progress: Progress = lambda *_: None) -> Changes:
        """Write a bundle in one transaction, under the judgements that stand."""
        rows = self.judgements()
        settled = prepared(bundle, rows).settled()
        self._prepare()

        def work(tx: ManagedTransaction) -> Changes:
            return writing.load(tx, settled, rows, progress)

        if any(isinstance(record, Fact) and record.is_row for record in settled.records):
            from graphkit.stores import bulk

            return bulk.adopt(self, settled, work)
        return self._write(work)

    def remove(self, document: str) -> Changes:
        """Forget a document and what rests on it alone."""
        rows = self.judgements()
        self._prepare()
        if self.query("MATCH (l:Load) WHERE l.series = $id RETURN l.id LIMIT 1", {"id": document}).rows:
            from graphkit.stores import bulk

            return Changes(documents=1, removed=bulk.remove(self, document))
        return self._write(lambda tx: writing.remove(tx, document, rows))

    def judgements(self) -> Judgements:
        """Return the judgements that stand here: the bundled ones, then those of the user's own file."""
        return judgements.standing(self.judgements_file)

    def judge(self, verdict: Verdict) -> Changes:
        """Change the facts that the store holds as a change of judgements asks for, in one transaction."""
        self._prepare()
        return self._write(lambda tx: judging.judge(tx, verdict))

    def read(self, selection: Selection | None = None, progress: Progress = lambda *_: None) -> Bundle:
        """Return the facts asked for with their nodes and documents."""
        return self._read(lambda tx: reading.bundle(tx, selection or Selection(), progress))

    def documents(self, ids: Iterable[str]) -> dict[str, Document]:
        """Return the documents with these ids."""
        wanted = sorted(set(ids))
        return self._read(lambda tx: reading.documents(tx, wanted))

    def inventory(self) -> Inventory:
        """Return what the store holds."""
        return self._read(lambda tx: counting.inventory(tx, self._address))

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
            raise refusing.moved(error, *before) from None

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
        with self._translated(), self._open() as session:
            for pattern, what in (("()-[x]->()", "relationships"), ("(x)", "nodes")):
                while True:
                    text = f"MATCH {pattern} WITH x LIMIT 20000 DELETE x RETURN count(*) AS {what}"
                    record = session.run(text).single()
                    if record is None or record[0] == 0:
                        break

    def _connect(self, uri: str) -> None:
        from neo4j import GraphDatabase

        self._uri = uri
        self._driver = connect(uri, self._auth, self._address)
        self._bookmarks = GraphDatabase.bookmark_manager()
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
        return self._open(self._drivers.get(user), "WRITE" if write else "READ")

    def _open(self, driver: Driver | None = None, access: str = "WRITE") -> Session:
        """Open a session that sees what this store has written, whichever member of a cluster answers it.

        A session waits for the transactions whose bookmarks its manager has seen, and all sessions here share one.
        """
        return (driver or self._driver).session(
            database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks
        )

    def _prepare(self) -> None:
        """Make the constraints and indexes that are missing; they are what a load looks things up by."""
        from neo4j import exceptions

        if self._ready:
            return
        with self._translated(), self._open() as session:
            known = {row[0] for row in session.run("SHOW INDEXES YIELD name")} if self._is_neo4j else set()
            for name, statement in constraints.statements().items():
                try:
                    if name not in known:
                        session.execute_write(_run, statement)
                except exceptions.ClientError as error:
                    if not (error.code or "").endswith("AlreadyExists"):  # another writer has just made it
                        raise
        self._ready = True

    def _write(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Do work in one transaction, after that of any other writer; what is not the work's fault is tried again."""
        with self._translated(writing=True), self._alone(), self._open() as session:
            return session.execute_write(lambda tx: self._after_others(tx, work))

    def _alone(self) -> AbstractContextManager[None]:
        """Keep other writers out, where the server does not."""
        return nullcontext()

    @contextmanager
    def _one_load(self) -> Iterator[Callable[[], None]]:
        """Keep other loads of data sets out, which take many transactions; what is given makes sure that they are."""
        if not self._is_neo4j:
            yield lambda: None
            return
        with self._translated(), self._open() as session, one_load_on_server(session, self._address) as still:
            yield still

    def _after_others(self, tx: ManagedTransaction, work: Callable[[ManagedTransaction], T]) -> T:
        """Do work once no other writer works, or two that bring the same fact would both make it.

        The constraint on ids makes a second transaction wait where it would make the same node, until the first has
        ended; a document without an id is never there for others to see.
        """
        if self._is_neo4j:
            _run(tx, "MERGE (d:Document {id: ''}) DELETE d")
        return work(tx)

    def _read(self, work: Callable[[ManagedTransaction], T]) -> T:
        with self._translated(), self._open(access="READ") as session:
            return session.execute_read(work)

    @contextmanager
    def _translated(self, query: str = "", limit: Limit | None = None, writing: bool = False) -> Iterator[None]:
        from neo4j import exceptions

        self._awake()
        try:
            yield
        except (exceptions.DriverError, exceptions.Neo4jError) as error:
            if limit is not None and (late := asking.too_long(error, limit)):
                raise late from None
            raise failure(self._address, error, query, writing) from None


def _run(tx: ManagedTransaction, statement: str) -> None:
    tx.run(statement).consume()


def judgements_file() -> Path | None:
    """Return the file of judgements that GRAPHKIT_JUDGEMENTS names, if it names one."""
    name = os.environ.get("GRAPHKIT_JUDGEMENTS")
    return Path(name) if name else None
