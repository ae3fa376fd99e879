"""A store behind the Bolt protocol, spoken to with the official driver: Neo4j, or the embedded engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from graphkit.bundle import Bundle
from graphkit.errors import QueryError, StoreError
from graphkit.model import Document
from graphkit.schema import schema
from graphkit.stores import reading, writing
from graphkit.stores.base import Changes, Inventory, Rows, Selection

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction

T = TypeVar("T")
_LOAD_CSV = re.compile(r"\bload\s+csv\b", re.IGNORECASE)
_NO_FILES = "LOAD CSV reads files of the machine; `cypher` reads the graph only. Use `graphkit load` for tables."
_REFUSED = ("Neo.ClientError.Security.Forbidden", "Neo.ClientError.Statement.AccessMode")


class BoltStore:
    """A store at a Bolt address.

    `auth` is (name, password) or None. `reader` is the login for queries that must not write, where the server does not
    enforce the driver's read mode itself.
    """

    def __init__(
        self,
        uri: str,
        auth: tuple[str, str] | None,
        database: str | None = None,
        reader: tuple[str, str] | None = None,
        address: str | None = None,
    ) -> None:
        self._uri = uri
        self._database = database
        self._address = address or uri
        self._driver = _connect(uri, auth, self._address)
        self._reader = reader
        self._reading: Driver | None = None
        self._ready = False

    @property
    def address(self) -> str:
        """How the store is called in messages."""
        return self._address

    def load(self, bundle: Bundle) -> Changes:
        """Write a bundle in one transaction."""
        settled = bundle.settled()
        self._prepare()
        return self._write(lambda tx: writing.load(tx, settled))

    def remove(self, document: str) -> Changes:
        """Forget a document and what rests on it alone."""
        self._prepare()
        return self._write(lambda tx: writing.remove(tx, document))

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
        from neo4j import READ_ACCESS

        if not text.strip():
            raise QueryError("There is no query to run.")
        driver = self._reading_driver()
        with self._translated(), driver.session(database=self._database, default_access_mode=READ_ACCESS) as session:
            if self._reader is None and _LOAD_CSV.search(text):
                # A server counts reading its own files as reading; the plan tells, and EXPLAIN runs nothing.
                plan = session.run(f"EXPLAIN {text}", dict(parameters or {})).consume().plan
                if plan is not None and _reads_files(plan):
                    raise QueryError(_NO_FILES)
            result = session.run(text, dict(parameters or {}))
            columns = tuple(result.keys())
            rows = tuple(tuple(native(value) for value in record.values()) for record in result)
        return Rows(columns, rows)

    def close(self) -> None:
        """Close the connections."""
        for driver in (self._driver, self._reading):
            if driver is not None:
                driver.close()

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

    def _reading_driver(self) -> Driver:
        if self._reader is None:
            return self._driver
        if self._reading is None:
            self._reading = _connect(self._uri, self._reader, self._address)
        return self._reading

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
    def _translated(self) -> Iterator[None]:
        from neo4j import exceptions

        try:
            yield
        except exceptions.AuthError:
            raise StoreError(_login(self._address)) from None
        except exceptions.ServiceUnavailable:
            raise StoreError(f"{self._address} does not answer any more. Is the server running?") from None
        except exceptions.ClientError as error:
            if error.code in _REFUSED and "security" in (error.message or ""):  # so the embedded engine calls it
                raise QueryError(_NO_FILES) from None
            if error.code in _REFUSED:
                raise QueryError("This query would change the store; `cypher` only reads.") from None
            raise QueryError(f"The store refuses this: {_first_line(error.message)}") from None
        except exceptions.DriverError as error:
            raise StoreError(f"{self._address}: {_first_line(str(error))}") from None
        except exceptions.Neo4jError as error:
            raise QueryError(f"The store could not do this: {_first_line(error.message)}") from None


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


def _reads_files(plan: Mapping[str, Any]) -> bool:
    """Tell whether a plan reads a file anywhere."""
    children = plan.get("children") or ()
    return str(plan.get("operatorType", "")).startswith("LoadCSV") or any(map(_reads_files, children))


def _connect(uri: str, auth: tuple[str, str] | None, address: str) -> Driver:
    import neo4j
    from neo4j import exceptions

    try:
        driver = neo4j.GraphDatabase.driver(
            uri, auth=auth, connection_timeout=10, max_transaction_retry_time=15, notifications_min_severity="OFF"
        )
    except (exceptions.ConfigurationError, ValueError) as error:
        raise StoreError(f"{address} is no address of a server: {_first_line(str(error))}") from None
    try:
        driver.verify_connectivity()
    except exceptions.AuthError:
        driver.close()
        raise StoreError(_login(address)) from None
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired, OSError):
        driver.close()
        raise StoreError(f"{address} does not answer. Is the server running, and is the address right?") from None
    except exceptions.Neo4jError as error:
        driver.close()
        raise StoreError(f"{address}: {_first_line(error.message)}") from None
    except (exceptions.DriverError, ValueError) as error:
        driver.close()
        raise StoreError(f"{address}: {_first_line(str(error))}") from None
    except BaseException:
        driver.close()
        raise
    return driver


def _login(address: str) -> str:
    return f"{address} refuses the login. Set NEO4J_USERNAME and NEO4J_PASSWORD to the ones of that server."


def _first_line(text: str | None) -> str:
    lines = (text or "no reason given").strip().splitlines()
    return lines[0].rstrip(".") + "."
