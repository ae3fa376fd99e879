"""A release of a data set: its document, its parts, and the columns of its rows.

A row becomes one edge. What a `Columns` frame may hold is said by `graphkit/schema.toml`: `subject`, `object`, the
qualifiers of the relation (`year`, `hs`, `mineral`, `stage`, `product`), its attributes (`value_usd`, `tonnes`,
`share`, `basis`, `mark`), `status`, and where ends may be of several kinds `subject_kind` and `object_kind`. `fact`,
`series` and `preferred` are added by the store.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import InputError
from graphkit.model import Document, Node

if TYPE_CHECKING:
    import polars as pl

    from graphkit.loaders import Source

_CHUNK = 1 << 20


@dataclass(slots=True)
class Columns:
    """The rows of one relation as columns (a polars DataFrame)."""

    relation: str
    frame: pl.DataFrame


@dataclass(slots=True)
class Read:
    """What a part of a release holds: columns, nodes that the reference tables lack, and rows left out, by reason."""

    columns: list[Columns] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def rows(self) -> int:
        """How many rows become facts."""
        return sum(columns.frame.height for columns in self.columns)


@dataclass(slots=True)
class Release:
    """One file of a release: it is read when it is needed, and known by `key`, the hash of what it would give."""

    series: Document
    part: str
    key: str
    read: Callable[[], Read]


def series(name: str, source: Source, title: str, published: str | None, sha256: str = "") -> Document:
    """Return the document that stands for a release; its id is the name of the series, its first line too."""
    lines = [name, f"{source.publisher}: {title}", f"Licence: {source.licence}", f"Cite as: {source.cite}"]
    text = "\n".join(lines) + "\n"
    digest = sha256 or hashlib.sha256(text.encode()).hexdigest()
    return Document(name, title, text, digest, source.publisher, source.url, published)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_CHUNK):
                digest.update(piece)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from None
    return digest.hexdigest()


def key_of(digest: str, *choices: object) -> str:
    """Return what tells whether a part was loaded before: the file, what was chosen, the tables it is read by."""
    return hashlib.sha256("\x1f".join([digest, *map(repr, choices)]).encode()).hexdigest()
