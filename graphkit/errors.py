"""The error tree of graphkit. Every message says what is wrong and what to do about it.

GraphkitError
├── InputError        a file, folder, row or text that cannot be used
├── VocabularyError   a kind, relation, status or attribute that graphkit/schema.toml does not have
├── EvidenceError     a quote that does not stand where its claim says
├── NameNotFoundError a name that nothing answers to; carries the nearest names
│   └── AmbiguousNameError  a name that several answer to
├── StoreError        a store that cannot be opened, reached or written
│   ├── StoreInUseError
│   └── StoreVersionError
└── QueryError        Cypher that a store refuses
"""

from __future__ import annotations


class GraphkitError(Exception):
    """Root of all errors that a user may see; its text is one or two whole sentences."""


class InputError(GraphkitError):
    """A file, folder, row or text cannot be used."""


class VocabularyError(GraphkitError):
    """Something is outside the vocabulary of `graphkit/schema.toml`."""


class EvidenceError(GraphkitError):
    """A quote is not verbatim the text between its offsets."""


class NameNotFoundError(GraphkitError):
    """Nothing is called that; `nearest` holds up to three names that come close."""

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.nearest = nearest


class AmbiguousNameError(NameNotFoundError):
    """Several are called that; the text says which, and that the id of one is asked for."""


class StoreError(GraphkitError):
    """A store cannot be opened, reached or written."""


class StoreInUseError(StoreError):
    """Another process has the embedded store open."""


class StoreVersionError(StoreError):
    """The store was written by another version of graphkit or its engine."""


class QueryError(GraphkitError):
    """A store refuses the Cypher it was given; `at` is the (line, column) that it names, counted from 1."""

    def __init__(self, message: str, at: tuple[int, int] | None = None) -> None:
        super().__init__(message)
        self.at = at
