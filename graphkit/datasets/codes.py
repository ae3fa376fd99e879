"""Codes and spellings of statistics: `seeds/statistical_codes.csv` says what each stands for.

The same letters and numbers mean other countries in other systems, so a code is only ever read in its own.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from graphkit.errors import InputError, NameNotFoundError
from graphkit.gazetteer import gazetteer, rows, split
from graphkit.model import Node, Ref
from graphkit.resources import part

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Area:
    """What a code stands for; `ref` is None for what is no country: the world, others, areas not specified."""

    ref: Ref | None
    name: str
    successors: tuple[str, ...] = ()
    source: str = ""


@cache
def areas(system: str) -> dict[str, Area]:
    """Return what the codes of a system stand for: "un" (BACI, Comtrade), "iso3", "fips", "name"."""
    out: dict[str, Area] = {}
    if system == "iso3":
        out = {e.ref.id: Area(e.ref, e.name) for e in gazetteer().of("Country")}
    for row in rows("statistical_codes"):
        if row["system"] == system:
            ref = Ref(row["kind"], row["represents"]) if row["represents"] else None
            out[row["code"]] = Area(ref, row["name"], split(row["successors"]), row["source"])
    return out


def area(system: str, code: str) -> Area:
    """Return what a code stands for, or raise InputError."""
    found = areas(system).get(code)
    if found is None:
        raise InputError(f'"{code}" is no code of a country that is known here (seeds/statistical_codes.csv).')
    return found


@cache
def named(name: str) -> Area:
    """Return the country or bloc that a table of statistics calls so, or raise InputError."""
    clean = " ".join(name.split())
    found = areas("name").get(clean)
    if found is not None:
        return found
    try:
        ref = gazetteer().resolve(clean, ["Country", "Bloc"])
    except NameNotFoundError as error:
        raise InputError(str(error)) from None
    return Area(ref, gazetteer().name(ref))


def nodes(system: str, frame_ids: set[str]) -> list[Node]:
    """Return the nodes that the reference tables lack, of those with these ids: historic states, unions."""
    out: dict[Ref, Node] = {}
    for known in areas(system).values():
        if known.ref is None or known.ref.id not in frame_ids or known.ref in gazetteer().entries:
            continue
        properties: dict[str, str | tuple[str, ...]] = {"source": f"statistical_codes.csv: {known.source}"}
        if known.successors:
            properties["successors"] = known.successors
        out[known.ref] = Node(known.ref, known.name, dict(properties))
    return [out[ref] for ref in sorted(out)]


def frame(system: str) -> pl.DataFrame:
    """Return the codes of a system as columns `code`, `kind`, `id`; what is no country has neither."""
    import polars as pl

    known = areas(system)
    return pl.DataFrame(
        {
            "code": list(known),
            "kind": [a.ref.kind if a.ref else None for a in known.values()],
            "id": [a.ref.id if a.ref else None for a in known.values()],
        },
        schema={"code": pl.String, "kind": pl.String, "id": pl.String},
    )


def minerals() -> pl.DataFrame:
    """Return the HS codes of minerals as columns `hs`, `mineral`, `stage`."""
    import polars as pl

    found = list(rows("hs_codes"))
    names = {"hs": "hs6", "mineral": "mineral", "stage": "stage"}
    return pl.DataFrame({ours: [row[theirs] for row in found] for ours, theirs in names.items()})


@cache
def tables_hash() -> str:
    """Return a hash of the tables that data sets are read by; where one changes, a part is no longer the same."""
    digest = hashlib.sha256()
    for name in ("hs_codes", "statistical_codes", "statistical_minerals"):
        path = part("seeds") / f"{name}.csv"
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()
