"""Locks on files of a store's folder, and on a server; the system, or the server, takes them back from who is dead."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from graphkit.errors import StoreError, StoreInUseError

if TYPE_CHECKING:
    from neo4j import Session

PATIENCE = 3.0
"""Seconds to wait for another short command to let go."""
_NEVER_COMMITTED = "MERGE (d:Document {id: 'loading'})"
"""The constraint on ids makes a second transaction wait here until the first has ended."""

if sys.platform == "win32":
    import msvcrt

    def lock(file: IO[str]) -> bool:
        """Take the lock if it is free, and tell whether it was."""
        file.seek(1_000_000)  # a byte past the content, so that others can still read who owns it
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(0)
        return True

else:
    import fcntl

    def lock(file: IO[str]) -> bool:
        """Take the lock if it is free, and tell whether it was."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def free(folder: Path) -> bool:
    """Tell whether no process owns a store's folder."""
    with (folder / "lock").open("r+", encoding="utf-8") as file:
        return lock(file)


def lock_soon(file: IO[str]) -> bool:
    """Take the lock if it is free or soon will be, and tell whether it was."""
    end = time.monotonic() + PATIENCE
    while not lock(file):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@contextmanager
def one_load_by_file(path: Path, address: str) -> Iterator[Callable[[], None]]:
    """Hold the lock of those who load data sets for the length of a with block, by a file in the store's folder."""
    with path.open("a+", encoding="utf-8") as file:
        if not lock_soon(file):
            raise _taken(address)
        yield lambda: None


@contextmanager
def one_load_on_server(session: Session, address: str) -> Iterator[Callable[[], None]]:
    """Hold it by a transaction of a Neo4j server that is taken back in the end, or when our connection is gone.

    What is given raises StoreError if the lock was lost, and keeps the connection from being idle.
    """
    from neo4j import exceptions

    try:
        with session.begin_transaction(timeout=PATIENCE) as short:
            short.run(_NEVER_COMMITTED).consume()
            short.rollback()
    except (exceptions.ClientError, exceptions.TransientError) as error:
        if "Transaction" in (error.code or ""):
            raise _taken(address) from None
        raise
    held = session.begin_transaction(timeout=0)  # without an end

    def still() -> None:
        try:
            held.run("RETURN 1").consume()
        except (exceptions.DriverError, exceptions.Neo4jError):
            raise StoreError(
                f"{address} has cut a connection, so that another load could have begun; the store is as it was. Give "
                "the same command again."
            ) from None

    try:
        held.run(_NEVER_COMMITTED).consume()
        yield still
    finally:
        with suppress(exceptions.DriverError, exceptions.Neo4jError):
            held.rollback()


def _taken(address: str) -> StoreInUseError:
    return StoreInUseError(
        f"Another graphkit command is loading or removing a data set in {address}. Wait until it ends, then give the "
        "same command again."
    )
