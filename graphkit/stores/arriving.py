"""Documents as they come into a store, and when: `loaded` on each, in UTC, which this store alone knows.

It is set when a document first comes in, when it comes in changed, and when more is read of it than before; never by a
load of the same. It belongs to no export and no copy, so that stores that were filled at different times are equal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from graphkit.facts import unjoined
from graphkit.model import Document, Record
from graphkit.stores import coding, reading
from graphkit.stores.edges import BATCH

if TYPE_CHECKING:
    from neo4j import ManagedTransaction


def now() -> str:
    """Return this second, as `loaded` has it: "2026-11-26T20:17:34Z"."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def write(tx: ManagedTransaction, documents: Mapping[str, Document]) -> int:
    """Write the documents that the store lacks or has otherwise, and return how many it lacked."""
    known = reading.documents(tx, documents)
    came = [document for _, document in sorted(documents.items()) if known.get(document.id) != document]
    loaded = {"loaded": now()}
    for start in range(0, len(came), BATCH):
        rows = [coding.document_properties(document) | loaded for document in came[start : start + BATCH]]
        tx.run("UNWIND $rows AS row MERGE (d:Document {id: row.id}) SET d = row", {"rows": rows}).consume()
    return len(documents.keys() - known.keys())


def note(tx: ManagedTransaction, known: Iterable[Record], changed: Iterable[Record]) -> None:
    """Note the documents of claims that `changed` has and `known` lacks: more was read of them than before."""
    had = {unjoined(claim) for record in known for claim in record.claims}
    fresh = {claim.document for record in changed for claim in record.claims if unjoined(claim) not in had}
    if fresh:
        text = "UNWIND $ids AS id MATCH (d:Document {id: id}) SET d.loaded = $now"
        tx.run(text, {"ids": sorted(fresh), "now": now()}).consume()
