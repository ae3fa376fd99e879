"""Notes on a query: names that the store does not have, with the nearest one that it has."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.errors import GraphkitError, QueryError
from graphkit.queries.text import names_used
from graphkit.schema import schema

if TYPE_CHECKING:
    from graphkit.stores.base import Store

_SAMPLE = 20_000  # nodes, and relationships, whose keys are looked at where a store keeps no list of them
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Names:
    """The labels, relations and properties that a store has."""

    label: frozenset[str]
    relation: frozenset[str]
    property: frozenset[str]


def names_of(store: Store) -> Names:
    """Return the names that a store has, from its live schema."""
    labels = _column(store, "CALL db.labels() YIELD label RETURN label")
    relations = _column(store, "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType")
    try:
        properties = _column(store, "CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey")
    except QueryError:  # the embedded engine keeps no list
        properties = set()
        for pattern in ("(x)", "()-[x]->()"):
            properties |= _column(
                store, f"MATCH {pattern} WITH x LIMIT {_SAMPLE} UNWIND keys(x) AS key RETURN DISTINCT key"
            )
        from graphkit.queries import dialect

        properties |= dialect.properties()  # the sample may hold no relationship with a property that others have
    return Names(frozenset(labels), frozenset(relations), frozenset(properties))


def notes(store: Store, text: str) -> list[str]:
    """Return one sentence for each name in the query that the store does not have."""
    used = dict.fromkeys(names_used(text))
    if not used or set(used) <= _usual():
        return []
    try:
        known = names_of(store)
    except GraphkitError:
        return []
    out = []
    for what, name in used:
        have = getattr(known, what)
        if name not in have:
            near = nearest(name, have)
            out.append(f'The store has no {what} "{name}"{f"; the nearest is {near}" if near else ""}.')
    return out


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that comes closest, or nothing."""
    by_key = {k.casefold(): k for k in sorted(known)}
    found = difflib.get_close_matches(name.casefold(), by_key, n=1, cutoff=0.6)
    return by_key[found[0]] if found else ""


def _usual() -> set[tuple[str, str]]:
    """What every store that graphkit filled has; it need not be asked for that."""
    names = [("label", n) for n in schema().kinds] + [("relation", n) for n in schema().relations]
    return {*names, ("property", "id"), ("property", "name"), ("property", "status"), ("property", "date")}


def _column(store: Store, text: str) -> set[str]:
    with store.ask(text, timeout=_PATIENCE) as stream:
        return {str(row[0]) for row in stream}
