"""Asking a store in Cypher of a user's own: time limits, rows as they come, what is out of reach, refusals."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from graphkit.errors import QueryError
from graphkit.stores.refusing import NO_FILES, ONLY_READS, refusal
from graphkit.stores.values import plain

if TYPE_CHECKING:
    from neo4j import Result, Session

    from graphkit.queries.bridging import Bridge

_NO_PROCEDURE = "{} is none of the procedures that a query may call here: they could reach files or the network."
_STOPPED = ("Neo.ClientError.Transaction.TransactionTimedOut", "Neo.ClientError.Transaction.Terminated")
_PROCEDURES = re.compile(r"(db|dbms|tx|apoc\.(algo|meta|neighbors|nodes|path|search))\.\w")
_INNER = re.compile(r"\b(apoc\.cypher|apoc\.load|apoc\.export|apoc\.import|genai)\.[\w.]+(?=\()")
_ASKED_FOR = re.compile(r"(EXPLAIN|PROFILE)(?=\s)", re.IGNORECASE)


class Limit:
    """How long a query may run, and how it is ended before its last row.

    `text` is what is sent. `kill` is called when the time is up, or, where the server keeps the time itself (`timeout`
    is what it is told), when it is `grace` seconds late: it cannot end a query in the middle of a computation. `stop`
    ends a query whose other rows nobody wants.
    """

    def __init__(
        self,
        text: str,
        seconds: float | None,
        kill: Callable[[], None],
        stop: Callable[[], None] | None = None,
        grace: float = 0.0,
    ) -> None:
        self.text = text
        self.seconds = seconds
        self.timeout = seconds if grace else None
        self.passed = False
        self._stop = stop
        self._kill = kill
        self._timer: threading.Timer | None = None
        if seconds is not None:
            self._timer = threading.Timer(seconds + grace, self._end, (kill,))
            self._timer.daemon = True

    def __enter__(self) -> Limit:
        if self._timer is not None:
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def stop(self) -> None:
        """End the query: its other rows are not wanted."""
        if self._stop is not None:
            self._stop()

    def abandon(self) -> None:
        """End the query at once, whatever it takes: its user does not wait any longer."""
        self._kill()

    def _end(self, kill: Callable[[], None]) -> None:
        self.passed = True
        kill()


class Stream:
    """The rows of an answer, read from the store as they are asked for."""

    def __init__(self, result: Result, limit: Limit) -> None:
        self.columns: tuple[str, ...] = tuple(result.keys())
        self.ended = False
        self._result = result
        self._limit = limit
        self._over: Bridge | None = None
        self._order: tuple[int, ...] = ()

    def arrange(self, over: Bridge) -> None:
        """Give the columns the names and the order that the other engine gives them."""
        self._order = over.arrange(self.columns)
        self.columns = over.named(self.columns)
        self._over = over

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        kinds: dict[str, bool] = {}
        for record in self._result:
            row = tuple(plain(value) for value in record.values())
            if self._over is not None:
                row = tuple(row[i] for i in self._order)
                self._over.sorted_alike(self.columns, row, kinds)
            yield row
        self.ended = True

    def changed(self) -> str:
        """Return in words what the query changed, once all rows are read."""
        counters = vars(self._result.consume().counters)
        words = [
            _counted(number, name)
            for name, number in sorted(counters.items())
            if isinstance(number, int) and not isinstance(number, bool) and number and not name.startswith("_")
        ]
        return ", ".join(words)

    def close(self) -> None:
        """Let go of the rows that were not read."""
        if not self.ended:
            self._limit.stop()


def _counted(number: int, name: str) -> str:
    what, _, rest = name.partition("_")
    if number == 1:
        what = {"indexes": "index", "properties": "property"}.get(what, what.removesuffix("s"))
    return f"{number} {what} {rest.replace('_', ' ')}"


@contextmanager
def run(
    session: Session, limit: Limit, parameters: Mapping[str, Any], whole: bool, write: bool = False
) -> Iterator[Stream]:
    """Send a query within its limit.

    With `whole` it is one transaction of its own, which is taken back unless it may `write`: the embedded engine heeds
    no read mode, and keeps what a statement had written by the time it failed or was killed, where it is not in one.
    """
    try:
        yield from _sent(session, limit, parameters, whole, write)
    except KeyboardInterrupt:
        limit.abandon()  # else closing the session would wait for the end of the query
        raise


def _sent(
    session: Session, limit: Limit, parameters: Mapping[str, Any], whole: bool, write: bool
) -> Generator[Stream, None, None]:
    from neo4j import Query

    if whole:
        with session.begin_transaction() as transaction:
            stream = Stream(transaction.run(limit.text, dict(parameters)), limit)
            yield stream
            if write:
                transaction.commit()
            elif stream.ended and stream.changed():
                raise QueryError(ONLY_READS)
        return
    stream = Stream(session.run(Query(limit.text, timeout=limit.timeout), dict(parameters)), limit)
    try:
        yield stream
    finally:
        stream.close()


def refuse_outside(session: Session, text: str, parameters: Mapping[str, Any]) -> None:
    """Refuse a query whose plan reads files or calls procedures that could; EXPLAIN runs nothing."""
    from neo4j import exceptions

    asked = f"EXPLAIN\n{_ASKED_FOR.sub(_blank, text)}"
    try:
        plan = session.run(asked, dict(parameters)).consume().plan
    except exceptions.AuthError:
        raise
    except exceptions.ClientError as error:
        refused = refusal(error.code, error.message, asked)
        if refused.at:
            refused.at = (refused.at[0] - 1, refused.at[1])  # EXPLAIN stands on a line of its own
        raise refused from None
    for operator, details in _operators(plan or {}):
        if operator.startswith("LoadCSV"):
            raise QueryError(NO_FILES)
        if operator.startswith("ProcedureCall") and not _PROCEDURES.match(details):
            raise QueryError(_NO_PROCEDURE.format(details.split("(")[0]))
        if found := _INNER.search(details):
            raise QueryError(_NO_PROCEDURE.format(found[0]))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0]) if found.start() == 0 else found[0]


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield str(plan.get("operatorType", "")), str((plan.get("args") or {}).get("Details") or "")
    for child in plan.get("children") or ():
        yield from _operators(child)


def too_long(error: Exception, limit: Limit) -> QueryError | None:
    """Return what to say of a query that was stopped for its time, or None if the error is another."""
    code, message = getattr(error, "code", None) or "", getattr(error, "message", None) or ""
    if limit.passed or code.endswith("TransactionTimedOutClientConfiguration"):
        within = f"within {limit.seconds:g} seconds"
    elif code.startswith(_STOPPED) or "has been terminated" in message:
        within = "in the time that the server gives it"
    else:
        return None
    return QueryError(f"The query did not end {within} and was stopped; narrow it, or give it more with --timeout.")
