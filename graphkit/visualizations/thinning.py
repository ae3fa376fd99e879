"""What a page takes of very many facts: of rows that differ in year or code alone the latest, then the heaviest."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.model import Fact, Record

MOST = 20_000  # facts that a page holds and still answers at once

_APART = {"year", "hs", "series"}  # what tells rows of one flow apart


def thinned(records: Sequence[Record]) -> tuple[list[Record], int]:
    """Return no more records than a page holds, and how many were left out."""
    if len(records) <= MOST:
        return list(records), 0
    latest: dict[object, Record] = {}
    for record in sorted(records, key=_newest):
        latest[_flow(record)] = record
    kept = sorted(latest.values(), key=_weightiest)[:MOST]
    return kept, len(records) - len(kept)


def _flow(record: Record) -> object:
    if not isinstance(record, Fact) or _told(record):
        return record.id
    rest = tuple((name, value) for name, value in record.qualifiers if name not in _APART)
    return (record.relation, record.subject, record.object, rest)


def _newest(record: Record) -> tuple[object, ...]:
    year = record.get("year") if isinstance(record, Fact) else 0
    return (str(year or ""), _figure(record), record.id)


def _weightiest(record: Record) -> tuple[object, ...]:
    return (not _told(record), -_figure(record), record.id)


def _figure(record: Record) -> float:
    values = [claim.get(name) for claim in record.claims for name in ("value_usd", "tonnes")]
    return max((float(value) for value in values if isinstance(value, int | float)), default=0.0)


def _told(record: Record) -> bool:
    """Whether a sentence tells it, not only a row of a table."""
    return any(claim.told for claim in record.claims)
