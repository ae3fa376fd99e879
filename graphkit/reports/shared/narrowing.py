"""What narrows a question about supply: whose imports, of which series, and which rows may be added up."""

from __future__ import annotations

from graphkit.errors import InputError
from graphkit.gazetteer import gazetteer
from graphkit.model import Ref
from graphkit.stores.base import Store


def series_of(store: Store, asked: str | None) -> str | None:
    """Return the id of the series that is asked for by its id or by the beginning of it."""
    if not asked:
        return None
    loaded = [row[0] for row in store.query("MATCH (l:Load) RETURN DISTINCT l.series AS s ORDER BY s").rows]
    found = [asked] if asked in loaded else [one for one in loaded if one.startswith(f"{asked}-")]
    if len(found) == 1:
        return str(found[0])
    told = ", ".join(found or loaded) or "none"
    if found:
        raise InputError(f'Several series are called "{asked}": {told}. Name one.')
    raise InputError(f'No series "{asked}" is loaded. There are: {told}.')


def importers(store: Store, thing: Ref, year: int | None) -> tuple[str, ...]:
    """Return the ids of the countries whose imports are asked for; raise InputError where nobody is known to be one."""
    found = buyers(store, thing, year)
    if not found:
        when = f" in {year}" if year else ""
        raise InputError(
            f"No members of {gazetteer().name(thing)}{when} are known here, so neither are its imports. "
            "`graphkit load reference` knows the members of blocs."
        )
    return found


def buyers(store: Store, thing: Ref, year: int | None) -> tuple[str, ...]:
    """Return the ids of the countries that buy for a country or bloc: itself, or who is in the bloc in that year."""
    if thing.kind == "Country":
        return (thing.id,)
    text = (
        f"MATCH (:{thing.kind} {{id: $id}})<-[m:MEMBER_OF]-(c:Country) "
        "RETURN c.id AS id, m.status AS status, m.valid_from.year AS first, m.valid_to.year AS last ORDER BY id, status"
    )
    found = store.query(text, {"id": thing.id}).rows
    day = year or 9999
    inside = [
        identity
        for identity, status, first, last in found
        if (status == "member" or (status == "left" and last)) and (first or 0) <= day and day <= (last or 9999)
    ]
    return tuple(dict.fromkeys(inside))


def chosen(series: str | None, apart: bool = False) -> str:
    """Return which rows may be added up, as Cypher: the preferred ones, or those of a series but its single products.

    A product may be counted in the others too: what exporters report of a trade that importers report (Comtrade).
    With `apart` those of single products are chosen instead.
    """
    if apart:
        return f"r.product IS NOT NULL{' AND r.series = $series' if series else ''}"
    return "r.series = $series AND r.product IS NULL" if series else "r.preferred"
