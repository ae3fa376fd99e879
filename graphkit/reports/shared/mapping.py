"""A map of what an answer says: the facts behind its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from graphkit.bundle import Bundle
from graphkit.links import Link
from graphkit.model import Instrument, Record
from graphkit.output import Answer
from graphkit.standing import Standing
from graphkit.stores.base import Selection, Store

if TYPE_CHECKING:
    from graphkit.loaders import Progress


class Watched:
    """A store that remembers what was read from it, so that a map can draw what an answer was made of."""

    def __init__(self, store: Store, progress: Progress = lambda *_: None) -> None:
        self._store, self._progress, self.seen = store, progress, list[Bundle]()

    def read(self, selection: Selection | None = None, progress: Progress | None = None) -> Bundle:
        """Read from the store, and remember it; who watches sees how far that is."""
        bundle = self._store.read(selection, progress or self._progress)
        self.seen.append(bundle)
        return bundle

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def watched(store: Store, progress: Progress = lambda *_: None) -> tuple[Store, list[Bundle]]:
    """Return a store to ask, and the list of what is read from it."""
    found = Watched(store, progress)
    return cast(Store, found), found.seen


def behind(store: Store, answer: Answer, seen: list[Bundle]) -> Bundle:
    """Return the facts behind the rows of an answer.

    Where rows name no fact, they are those that were read for it and that a sentence of the row speaks for.
    """
    named = {str(fact) for row in answer.rows for fact in _named(row)}
    spoken = {(key, row.get("relation")) for row in answer.rows if not _named(row) for key in _sentences(row)}
    for bundle in seen if spoken else ():
        named |= {record.id for record in bundle.records if _told(record, spoken)}
    return store.read(Selection(facts=frozenset(named), machine=True)) if named else Bundle()


Sentence = tuple[str, int, int]


def _named(row: Mapping[str, Any]) -> list[str]:
    fact = row.get("fact")
    return [fact] if isinstance(fact, str) and fact else []


def _sentences(row: Mapping[str, Any]) -> list[Sentence]:
    return [(said["document"], said["start"], said["end"]) for said in row.get("evidence") or ()]


def _told(record: Record, spoken: set[tuple[Sentence, Any]]) -> bool:
    relation = Link(record, Standing(), (), 0).relation if isinstance(record, Instrument) else record.relation
    keys = [(claim.document, claim.start, claim.end) for claim in record.claims]
    return any((key, None) in spoken or (key, relation) in spoken for key in keys)
