"""What a picture of trade says of itself: which years it is of, what the width of a line counts, and the sources."""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.bundle import Bundle
from graphkit.model import ROW, Fact


@dataclass(frozen=True, slots=True)
class Caption:
    """The years of the flows, and what stands below the picture."""

    span: str
    width: str
    source: str


def caption(bundle: Bundle) -> Caption | None:
    """Return what a picture says of flows of data sets; None where some facts are no such flows."""
    years: set[int] = set()
    for record in bundle.records:
        year = record.get("year") if isinstance(record, Fact) and record.relation == "SUPPLIES" else None
        if year is None or any(claim.reader != ROW or claim.get("value_usd") is None for claim in record.claims):
            return None
        years.add(int(str(year)))
    if not years:
        return None
    named = [
        f"{d.title} ({d.publisher}{f', {d.published}' if d.published else ''}; series {identity})"
        for identity, d in sorted(bundle.documents.items())
    ]
    span = str(min(years)) if len(years) == 1 else f"{min(years)}–{max(years)}"
    return Caption(span, "The width of a line counts value in current US dollars", f" Source: {'; '.join(named)}.")
