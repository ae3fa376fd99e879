"""What a store is: it takes bundles and gives them back, answers Cypher, and forgets a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from graphkit.bundle import Bundle
from graphkit.judging.judgements import Judgements
from graphkit.model import Document, Record, Ref

if TYPE_CHECKING:
    from graphkit.loaders import Progress
    from graphkit.stores.asking import Stream


@dataclass(slots=True)
class Changes:
    """What a load or a removal did, in counts.

    Of facts and instruments: `new` were not in the store; `confirmed` have a claim more than before, `unchanged` were
    there as they are; `removed` are gone; of those written `disputed` have claims that cannot all be true. `documents`
    and `nodes` are new to the store; after a removal `documents` is 1.

    Example:
        >>> changes = Changes(new=2)
        >>> changes += Changes(new=1, nodes=4)
        >>> changes.new, changes.nodes
        (3, 4)
    """

    new: int = 0
    confirmed: int = 0
    unchanged: int = 0
    removed: int = 0
    disputed: int = 0
    documents: int = 0
    nodes: int = 0

    def __iadd__(self, other: Changes) -> Changes:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))
        return self


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: column names, and one tuple a row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def dicts(self) -> list[dict[str, Any]]:
        """Return one dictionary a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which facts to read; empty means no limit, and what is given must hold together.

    `relations`: of these; "INSTRUMENT" stands for every instrument, SIGNED_MOU and other derived ones for the facts
    that they follow from. `around` asks for facts at any of these nodes, `topics` for facts that name any of these
    topics; where both are given either will do. `kinds`: all ends are of these. `statuses`: as they stand after all
    claims, or on the day `as_of`. `as_of`: had begun by that day and not ended. `years`: held at some time from the
    first of these years to the last. `facts`: these ids. A fact without any date is never left out by a day or year:
    `Standing.undated` tells it apart. `rows_since`: of the rows of data sets those of this year or later; `told`: none
    of them, only what sources tell. `documents`: that any of these documents says. `bare`: the facts alone, without
    their nodes and documents. `machine`: those too that rest on machine-coded claims alone (news events), which are
    left out as soon as anything else is asked for.
    """

    relations: frozenset[str] = frozenset()
    around: frozenset[Ref] = frozenset()
    topics: frozenset[Ref] = frozenset()
    kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    as_of: dt.date | None = None
    years: tuple[int, int] | None = None
    facts: frozenset[str] = frozenset()
    rows_since: int | None = None
    told: bool = False
    documents: frozenset[str] = frozenset()
    bare: bool = False
    machine: bool = False


@dataclass(slots=True)
class Inventory:
    """What a store holds: counts by kind and relation, and its documents."""

    address: str
    nodes: dict[str, int] = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)
    derived: dict[str, int] = field(default_factory=dict)
    disputed: int = 0
    documents: list[dict[str, Any]] = field(default_factory=list)
    unfinished: list[dict[str, Any]] = field(default_factory=list)  # loads of data sets: series, part, state, rows


@dataclass(frozen=True, slots=True)
class Verdict:
    """A change of judgements: those before (None: bring all that the store holds in line) and after.

    `add` brings facts that are to stand from now on, `drop` claims, as their sources say them, that are to go.
    """

    before: Judgements | None
    after: Judgements
    add: Bundle = field(default_factory=Bundle)
    drop: tuple[Record, ...] = ()


class Store(Protocol):
    """A graph store. Use it as a context manager."""

    @property
    def address(self) -> str:
        """How the store is called in messages; never holds a password."""

    def load(self, bundle: Bundle, progress: Progress = lambda *_: None) -> Changes:
        """Write a bundle in one transaction: all of it or nothing. Loading it again changes nothing."""

    @property
    def judgements_file(self) -> Path | None:
        """The user's own file of judgements, or None where there is no place for one."""

    def judgements(self) -> Judgements:
        """Return the judgements that stand here."""

    def judge(self, verdict: Verdict) -> Changes:
        """Change the facts as a change of judgements asks for, in one transaction."""

    def remove(self, document: str) -> Changes:
        """Forget a document, or a release of a data set, and what rests on it alone, by its id.

        It is one transaction. Where the store has no document of that id nothing happens, and all counts are 0.
        """

    def read(self, selection: Selection | None = None, progress: Progress = lambda *_: None) -> Bundle:
        """Return the facts asked for with their nodes and documents; all of them without a selection."""

    def documents(self, ids: Iterable[str]) -> dict[str, Document]:
        """Return the documents with these ids."""

    def query(self, text: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Run Cypher that only reads, and return its rows."""

    def ask(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        write: bool = False,
        timeout: float | None = None,
    ) -> AbstractContextManager[Stream]:
        """Run Cypher of a user's own for the length of a with block, its rows read as they are asked for.

        It may only read, unless `write` is given. After `timeout` seconds it is stopped; None lets it take its time.
        Raises QueryError for what it may not do, what is no Cypher, and what took too long.
        """

    def break_off(self) -> None:
        """Forget a query that was interrupted; the store answers the next one."""

    def inventory(self) -> Inventory:
        """Return what the store holds."""

    def close(self) -> None:
        """Let go of the store."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
