"""What one country sells and buys, by mineral, each in its newest year: found from the country, few questions."""

from __future__ import annotations

from typing import Any

from graphkit.model import Ref
from graphkit.stores.base import Store


def newest(store: Store, country: Ref, sells: bool, partner: Ref | None, last: int | None) -> list[dict[str, Any]]:
    """Return by mineral what a country sells or buys in its newest year, and with its largest partner, or with one.

    That is by value, and by weight where there are no values and all is of one stage.
    The year that its exports and imports are known to end in is tried first: one look at its rows, which are many.
    """
    likely = _likely(store, country, sells, last)
    if not likely:
        return []
    found: list[dict[str, Any]] = []
    for figure in ("value_usd", "tonnes"):
        years = {mineral: likely[mineral] for mineral in likely.keys() - {row["mineral"] for row in found}}
        found += _in_years(store, country, sells, partner, years, figure)
        if missed := sorted(years.keys() - {row["mineral"] for row in found}):
            given = {"id": country.id, "last": last or 9999, "missed": missed}
            rows = _rows(sells, "r.mineral IN $missed AND r.year <= $last", figure)
            text = f"{rows} RETURN r.mineral AS mineral, max(r.year) AS year ORDER BY mineral"
            found += _in_years(store, country, sells, partner, dict(store.query(text, given).rows), figure)
    return sorted(found, key=lambda row: str(row["mineral"]))


def _likely(store: Store, country: Ref, sells: bool, last: int | None) -> dict[str, int]:
    """Return by mineral the last year that a country is known to sell or buy in, or the year asked for."""
    text = (
        f"MATCH (:Country {{id: $id}})-[e:{'EXPORTS' if sells else 'IMPORTS'}]->(m:Mineral) "
        "RETURN m.id AS mineral, max(e.last_year) AS year ORDER BY mineral"
    )
    years = store.query(text, {"id": country.id}).rows
    return {mineral: min(year, last or year) for mineral, year in years if year is not None}


def _in_years(
    store: Store, country: Ref, sells: bool, partner: Ref | None, years: dict[str, int], figure: str
) -> list[dict[str, Any]]:
    """Return by mineral what a country sells or buys in the year given for it, and with its largest partner, or one."""
    if not years:
        return []
    text = (
        f"{_rows(sells, 'r.year = $years[r.mineral]', figure)} "
        "WITH r.mineral AS mineral, r.year AS year, labels(m)[0] AS kind, m.id AS id, "
        f"sum(r.{figure}) AS value, min(coalesce(r.stage, '')) AS low, max(coalesce(r.stage, '')) AS high, "
        "min(r.series) AS series ORDER BY mineral, kind, id "
        "WITH mineral, year, min(series) AS series, sum(value) AS total, min(low) AS low, max(high) AS high, "
        "collect({kind: kind, id: id, value: value}) AS sides "
        "WITH mineral, year, series, total, low, high, "
        "[one IN sides WHERE $partner IS NULL OR (one.kind = $kind AND one.id = $partner)] AS sides "
        "RETURN mineral, year, series, total, low, high, "
        "reduce(most = sides[0], one IN sides | CASE WHEN one.value > most.value THEN one ELSE most END) AS most "
        "ORDER BY mineral"
    )
    asked = {"partner": partner.id, "kind": partner.kind} if partner else {"partner": None, "kind": None}
    rows = store.query(text, {"id": country.id, "years": years, **asked}).dicts()
    return [row | {"figure": figure} for row in rows if figure == "value_usd" or row["low"] == row["high"]]


def _rows(sells: bool, where: str, figure: str) -> str:
    """Return the beginning of a query about the rows of a country, found from it, not by looking at all rows.

    What leaves most rows out stands first: the embedded engine reads no more of these.
    """
    return (
        f"MATCH (n:Country {{id: $id}}){'-[r:SUPPLIES]->' if sells else '<-[r:SUPPLIES]-'}(m) "
        f"WHERE {where} AND r.preferred AND r.status = 'current' AND r.{figure} IS NOT NULL"
    )
