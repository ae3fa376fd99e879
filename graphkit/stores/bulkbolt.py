"""Rows of data sets to a server: grouped by pair, 20,000 a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from graphkit.errors import InputError
from graphkit.stores import edges
from graphkit.stores.bolt import BoltStore

if TYPE_CHECKING:
    import polars as pl
    from neo4j import ManagedTransaction

    from graphkit.loaders import Progress

_BATCH = 20_000
_MANY = 50_000
"""From so many rows on, Neo4j's indexes are made anew and not kept up."""
_ENDS = ("subject_kind", "subject", "object_kind", "object")


def write(store: BoltStore, tables: Sequence[tuple[str, pl.DataFrame]], progress: Progress) -> None:
    """Write rows grouped by pair, so many a transaction."""
    total, done = sum(frame.height for _, frame in tables), 0
    if store._is_neo4j and total >= _MANY:
        with store._translated(), store._driver.session(database=store._database) as session:
            for name in ("supplies_mineral_year", "supplies_fact"):
                session.run(f"DROP INDEX {name} IF EXISTS").consume()
    for relation, frame in tables:
        names = [name for name in frame.columns if name not in _ENDS]
        shared = [name for name in names if frame[name].n_unique() == 1]
        own = [name for name in names if name not in shared]
        text = edges.creating(relation, frame["subject_kind"][0], frame["object_kind"][0], shared, own)
        fixed = {name: frame[name][0] for name in shared}
        for piece in frame.sort("subject", "object", maintain_order=True).iter_slices(_BATCH):
            pairs = _pairs(piece, own)
            store._write(lambda tx, t=text, p=pairs, n=piece.height, f=fixed: _create(tx, t, p, f, n))  # type: ignore[misc]
            done += piece.height
            progress("rows written", done, total)


def _create(tx: ManagedTransaction, text: str, pairs: list[Any], shared: dict[str, Any], wanted: int) -> None:
    record = tx.run(text, {"pairs": pairs, "shared": shared}).single(strict=True)
    if record["number"] != wanted:
        raise InputError(f"{wanted - record['number']} rows end at a country or mineral that the store does not have.")


def _pairs(frame: pl.DataFrame, own: Sequence[str]) -> list[Any]:
    grouped = frame.group_by("subject", "object", maintain_order=True).agg(own)
    if not own:
        counts = frame.group_by("subject", "object", maintain_order=True).len()
        return [[a, b, [[]] * number] for a, b, number in counts.iter_rows()]
    return [[row[0], row[1], list(zip(*row[2:], strict=True))] for row in grouped.iter_rows()]
