"""Who exports and imports what: edges from parties to minerals that follow from trade, with the years they span."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from graphkit.datasets.releases import Columns
from graphkit.model import Ref

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

Span = tuple[int | None, int | None]
_BATCH = 5_000


def spans(tables: Sequence[Columns]) -> dict[str, Span]:
    """Return first and last year of each "EXPORTS Country/CHL lithium"."""
    import polars as pl

    out: dict[str, Span] = {}
    for table in tables:
        if table.relation != "SUPPLIES":
            continue
        frame = table.frame
        if "year" not in frame.columns:
            frame = frame.with_columns(pl.lit(None, dtype=pl.Int32).alias("year"))
        for relation, end in (("EXPORTS", "subject"), ("IMPORTS", "object")):
            years = [pl.col("year").min().alias("first"), pl.col("year").max().alias("last")]
            found = frame.group_by(f"{end}_kind", end, "mineral").agg(years).sort(f"{end}_kind", end, "mineral")
            for kind, party, mineral, first, last in found.iter_rows():
                out[f"{relation} {kind}/{party} {mineral}"] = (first, last)
    return out


def joined(parts: Iterable[Mapping[str, Span]]) -> dict[str, Span]:
    """Return the spans of several parts as one."""
    out: dict[str, Span] = {}
    for part in parts:
        for name, (first, last) in part.items():
            known = out.get(name, (first, last))
            firsts = [year for year in (known[0], first) if year is not None]
            lasts = [year for year in (known[1], last) if year is not None]
            out[name] = (min(firsts, default=None), max(lasts, default=None))
    return out


def write(tx: ManagedTransaction, series: str, found: Mapping[str, Span]) -> None:
    """Write the edges of a series anew."""
    forget(tx, series)
    groups: dict[tuple[str, str], list[list[str | int | None]]] = {}
    for name, (first, last) in sorted(found.items()):
        relation, party, mineral = name.split(" ")
        ref = Ref.parse(party)
        groups.setdefault((relation, ref.kind), []).append([ref.id, mineral, first, last])
    for (relation, kind), rows in sorted(groups.items()):
        text = (
            f"UNWIND $rows AS row MATCH (a:{kind} {{id: row[0]}}), (m:Mineral {{id: row[1]}}) "
            f"CREATE (a)-[r:{relation}]->(m) SET r = {{derived_from: $series, fact: $series, status: 'current', "
            "series: $series, first_year: row[2], last_year: row[3]}"
        )
        for start in range(0, len(rows), _BATCH):
            tx.run(text, {"rows": rows[start : start + _BATCH], "series": series}).consume()


def forget(tx: ManagedTransaction, series: str) -> None:
    """Delete the edges of a series."""
    for relation in ("EXPORTS", "IMPORTS"):
        text = f"MATCH (a)-[r:{relation}]->(m) WHERE r.fact = $series DELETE r"
        tx.run(text, {"series": series}).consume()
