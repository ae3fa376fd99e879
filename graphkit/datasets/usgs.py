"""What USGS writes around a figure: marks in its place, units, and what a weight counts.

The head of a chapter says what its figures count "unless otherwise specified", and a note says otherwise: the mine
production of chromium is gross weight in a chapter of contents, and the reserves of a row in metric tons may be in
thousands. So what stands nearer to the figure comes first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.errors import InputError

if TYPE_CHECKING:
    import polars as pl

_TONNES = {
    "metric tons": 1.0, "thousand metric tons": 1e3, "million metric tons": 1e6, "thousand metric dry tons": 1e3,
    "kilograms": 1e-3, "million carats": 0.2, "thousand carats": 2e-4, "thousands of carats": 2e-4,
}  # fmt: skip
_NO_WEIGHT = {"million cubic meters", "million liters", "tons", ""}
_MARKS = {
    "W": "withheld", "NA": "not available", "—": "nil", "-": "nil", "s": "less than half a unit", "E": "net exporter",
    "XX": "not applicable", "Large": "large", "Moderate": "moderate", "Small": "small", "Very small": "very small",
    "Moderate to large": "moderate to large",
}  # fmt: skip
NOTHING = {"not available", "nil", "not applicable", "net exporter"}
"""Marks of which no fact is made."""
_BASIS = (
    (re.compile(r"gross weight|crude ore|usable ore|ore\b|marketable|dry tons", re.IGNORECASE), "gross"),
    (re.compile(r"oxide|K2O|MgO|TiO2|Cr2O3|B2O3|ZrO2|REO|Y2O3", re.IGNORECASE), "oxide"),
    (re.compile(r"content|contained|metal", re.IGNORECASE), "metal"),
)
_COUNTS = re.compile(r"(?:gross weight|\w+ content)\b.*|.*\breported in gross weight", re.IGNORECASE)
"""A note that says what the figures are, not what else was found: "Gross weight of celestite in tons"."""
_UNIT_IN_NOTE = re.compile(r"\b(?:thousand|million) metric tons\b")
_MISTAKEN = "Titanium Mineral Concentrates"
"""MCS 2025 calls the figures of this chapter metric tons; in print, and in MCS 2026, they are in thousands."""
_LARGEST = 1_000_000
"""Above all figures of that chapter in thousands, and below the totals of the world in tons."""
Row = Mapping[str, object]


def country(cell: str) -> tuple[str, str]:
    """Return the name of a country, and the remark in brackets behind it."""
    text = " ".join(cell.replace("\xa0", " ").split())
    found = re.fullmatch(r"(.+?) \((?!Kinshasa|Brazzaville|rounded)(.+)\)", text)
    return (found[1], found[2]) if found else (text, "")


def detail(cell: str) -> tuple[str, bool]:
    """Return what is counted without the word that marks a total, and whether there was one."""
    text = " ".join(cell.replace("\xa0", " ").split())
    clean = re.sub(r"[:,] rounded$|, estimated$|\.$", "", text)
    return clean, clean != text


def corrected() -> pl.Expr:
    """Return the units of the release of 2025, with the mistake in them put right."""
    import polars as pl

    unit = pl.col("unit")
    largest = pl.col("value").str.replace_all(",", "").cast(pl.Float64, strict=False).max().over("commodity")
    mistaken = (pl.col("commodity") == _MISTAKEN) & unit.is_in(["metric tons", ""]) & (largest < _LARGEST)
    return pl.when(mistaken).then(pl.lit("thousand metric tons")).otherwise(unit)


def unequal() -> pl.Expr:
    """Tell the rows of tables whose countries count different things, so that USGS gives no total of the world."""
    import polars as pl

    no_total = pl.any_horizontal(pl.col("value", "notes").str.strip_chars().str.to_uppercase() == "XX")
    return (pl.col("country").str.starts_with("World total") & no_total).any().over("statistic", "commodity")


def figure(cell: str, where: str) -> tuple[float | None, str | None]:
    """Return the number in a cell, or None and what stands there in its place; both for a bound ("more than")."""
    text = cell.strip()
    if text in _MARKS:
        return None, _MARKS[text]
    bound = re.fullmatch(r"([<>])([0-9,]+(?:\.[0-9]+)?)", text)
    if bound:
        return None, f"{'less' if bound[1] == '<' else 'more'} than {bound[2]}"
    span = re.fullmatch(r"([0-9,]+) ?[-–] ?([0-9,]+)", text)
    if span:
        return None, f"{span[1]} to {span[2]}"
    if not re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?|[0-9]+(\.[0-9]+)?", text):
        raise InputError(f'{where}: "{text}" is neither a number nor a mark of USGS (thousands with a comma, a point).')
    return float(text.replace(",", "")), None


def factor(unit: str, where: str) -> float:
    """Return how many metric tonnes a unit is; zero for one that is no weight."""
    clean = unit.strip()
    if clean in _NO_WEIGHT:
        return 0.0
    if clean not in _TONNES:
        raise InputError(f'{where}: "{clean}" is no unit that is known here ({", ".join(_TONNES)}).')
    return _TONNES[clean]


@dataclass(frozen=True, slots=True)
class Said:
    """What the notes of a table say of its figures: their unit, and what they count; empty where they do not."""

    unit: str = ""
    counts: str = ""


def said(rows: Iterable[Row], table: Callable[[Row], object]) -> dict[object, Said]:
    """Return what the notes say, by table; a note on one row, or on the total, is of all rows of its table."""
    units, counts = defaultdict(set), defaultdict(set)
    for row in rows:
        for note in _notes(str(row["notes"] or "")):
            if found := _UNIT_IN_NOTE.search(note):
                units[table(row)].add(found[0])
            if _COUNTS.fullmatch(note) and (basis := _first((note,))):
                counts[table(row)].add(basis)
    return {key: Said(_only(units[key]), _only(counts[key])) for key in {*units, *counts}}


def basis(row: Row, counts: str) -> str | None:
    """Return what a weight counts, or None if nobody says.

    The row says it itself, its notes, the title of its table, or the head of its chapter; whoever is nearest holds.
    """
    head = str(row["head"] or "").split(" -- ")[0].removesuffix("unless otherwise specified)")
    return _first((str(row["own"]),)) or counts or _first((_titled(row),)) or _first((head,))


def _titled(row: Row) -> str:
    """Return what a title says in brackets, where it is of this statistic: "Production (manganese content) and ..."."""
    before, _, said = str(row["title"]).partition("(")
    return said if str(row["statistic"]) in before else ""


def _notes(text: str) -> list[str]:
    return [part.strip().strip("().").strip() for part in " ".join(text.split()).split(" -- ")]


def _first(texts: Iterable[str]) -> str | None:
    return next((name for text in texts for pattern, name in _BASIS if pattern.search(text)), None)


def _only(found: set[str]) -> str:
    """Return the one that there is; where notes differ, none holds for the whole table."""
    return next(iter(found)) if len(found) == 1 else ""
