"""What a loader of a data set is asked for: which years and minerals, and whom to tell how far it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphkit.datasets import codes
from graphkit.datasets.releases import key_of
from graphkit.errors import InputError

if TYPE_CHECKING:
    import polars as pl

    from graphkit.loaders import Progress


def _silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Task:
    """A loader's task; `years` and `minerals` are empty where all are wanted."""

    years: frozenset[int] = frozenset()
    minerals: frozenset[str] = frozenset()
    progress: Progress = field(default=_silent, compare=False)

    def key(self, digest: str, *more: object) -> str:
        """Return what tells whether a file was loaded before, with the same choice and read by the same tables."""
        return key_of(digest, sorted(self.years), sorted(self.minerals), codes.tables_hash(), *more)

    def chosen(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the rows of the years and minerals asked for."""
        import polars as pl

        mineral = "mineral" if "mineral" in frame.columns else "object"
        if self.minerals:
            frame = frame.filter(pl.col(mineral).is_in(sorted(self.minerals)))
        if self.years and "year" in frame.columns:
            frame = frame.filter(pl.col("year").is_in(sorted(self.years)))
        return frame


def task_of(years: str | None, minerals: str | None, progress: Progress = _silent) -> Task:
    """Return the task for years and minerals as people write them."""
    chosen = parse_years(years) if years else frozenset[int]()
    return Task(chosen, parse_minerals(minerals) if minerals else frozenset(), progress)


def parse_years(text: str) -> frozenset[int]:
    """Return the years of "2022", "2015-2024" or "1995,2000-2004".

    Example:
        >>> sorted(parse_years("1995,2000-2002"))
        [1995, 2000, 2001, 2002]
    """
    out: set[int] = set()
    for piece in text.split(","):
        first, dash, last = (part.strip() for part in piece.partition("-"))
        good = first.isdigit() and len(first) == 4 and (not dash or (last.isdigit() and len(last) == 4))
        if not good or (dash and int(last) < int(first)):
            raise InputError(f'"{piece.strip()}" are no years; write 2022, 2015-2024 or 1995,2000-2004.')
        out |= set(range(int(first), int(last or first) + 1))
    return frozenset(out)


def parse_minerals(text: str) -> frozenset[str]:
    """Return the ids of the minerals in "lithium, Co"."""
    from graphkit.gazetteer import gazetteer

    return frozenset(gazetteer().resolve(name.strip(), ["Mineral"]).id for name in text.split(",") if name.strip())
