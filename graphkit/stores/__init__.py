"""Stores: `open_store` takes a folder, a facts file, or a Bolt address."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import StoreError

if TYPE_CHECKING:
    from graphkit.stores.base import Store

_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def exists(address: str) -> bool:
    """Tell whether there is, or may be, a store at `address`: a server is only known when it is asked."""
    return "://" in address or Path(address).exists()


@contextmanager
def open_store(address: str | Path, create: bool = True) -> Iterator[Store]:
    """Open the store at `address` for the length of a with block.

    A folder is an embedded store, a file that ends in .jsonl is loaded into a temporary one, and bolt:// or neo4j://
    is a server, whose login comes from NEO4J_USERNAME and NEO4J_PASSWORD (database: NEO4J_DATABASE). With `create`
    false a folder must be there already.

    Raises StoreError where there is no store, or none that works, or no server answers; StoreInUseError where another
    process has the folder open; StoreVersionError where another version wrote it; InputError for a facts file that
    cannot be read.

    Example:
        >>> with open_store("nowhere", create=False) as store:  # doctest: +ELLIPSIS
        ...     store.query("MATCH (c:Country) RETURN c.name")
        Traceback (most recent call last):
        ...
        graphkit.errors.StoreError: There is no store at nowhere yet. ...
    """
    address = str(address)
    scheme, mark, rest = address.partition("://")
    if mark:
        with _server(address, scheme, rest) as store:
            yield store
    elif address.endswith(".jsonl"):
        with _facts_file(Path(address)) as store:
            yield store
    else:
        folder = Path(address)
        if not create and not folder.exists():
            raise StoreError(f"There is no store at {address} yet. Fill one first: graphkit load briefs reference")
        with _opened(folder) as store:
            yield store


def _opened(folder: Path) -> Store:
    """Open a folder, or go through the process that serves it."""
    from graphkit.stores.embedded import EmbeddedStore
    from graphkit.stores.served import ServedStore, port_of

    port = port_of(folder, "engine")
    if port is not None:
        try:
            return ServedStore(folder, port)
        except StoreError:
            if port_of(folder, "engine") == port:
                raise
    return EmbeddedStore(folder)  # also where the server was just killed, whose engine ends a moment later


@contextmanager
def _server(address: str, scheme: str, rest: str) -> Iterator[Store]:
    from graphkit.stores.bolt import BoltStore

    if scheme not in _SCHEMES:
        raise StoreError(f'"{scheme}://" is no address of a store; it may be {", ".join(s + "://" for s in _SCHEMES)}.')
    if "@" in rest.split("/")[0]:
        raise StoreError("An address must not hold a password. Set NEO4J_USERNAME and NEO4J_PASSWORD instead.")
    name, password = os.environ.get("NEO4J_USERNAME"), os.environ.get("NEO4J_PASSWORD")
    auth = (name or "neo4j", password) if password else None
    with BoltStore(address, auth, database=os.environ.get("NEO4J_DATABASE")) as store:
        yield store


@contextmanager
def _facts_file(path: Path) -> Iterator[Store]:
    from graphkit import factsfile
    from graphkit.stores.bolt import judgements_file
    from graphkit.stores.embedded import EmbeddedStore

    bundle = factsfile.read(path)
    with tempfile.TemporaryDirectory(prefix="graphkit-") as folder, EmbeddedStore(Path(folder, "store")) as store:
        store.judgements_file = judgements_file()  # its own folder does not last
        store.load(bundle)
        store._address = str(path)
        yield store
