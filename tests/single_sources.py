"""Lists the rows of the reference tables that rest on one source: `python tests/single_sources.py [TABLE]`."""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def sources(cell: str) -> list[str]:
    """Return the sources in a cell; remarks in square brackets are none."""
    bare = re.sub(r"\[[^\]]*\]", "", cell)
    return [source for source in (part.strip() for part in bare.split(" ; ")) if source]


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of a table."""
    with (SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def single(table: str) -> list[dict[str, str]]:
    """Return the rows of a table that have one source."""
    return [row for row in rows(table) if len(sources(row["source"])) == 1]


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(path.stem for path in SEEDS.glob("*.csv") if path.stem != "judgements"):
        for row in single(name):
            print(f"{name}: {', '.join(cell for cell in row.values() if cell)}")
