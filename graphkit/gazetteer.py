"""The names of the field: what the tables in `seeds/` call countries, minerals, forums, ministries and people."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from graphkit.errors import AmbiguousNameError, InputError, NameNotFoundError
from graphkit.model import Ref, plain
from graphkit.resources import part

# Table -> kind of its rows. Order matters: where two kinds share a name ("Li" and "LI"), the earlier answers.
TABLES = {
    "countries": "Country",
    "blocs": "Bloc",
    "minerals": "Mineral",
    "sectors": "Sector",
    "commodities": "Commodity",
    "forums": "Forum",
    "ministries": "Ministry",
    "companies": "Company",
    "officials": "Official",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a reference table: a node with all its names.

    `names` are written forms (name first, then aliases and acronyms), `demonyms` adjectives of nationality,
    `capitals` the cities that stand for a government. `row` is the row as it stands in the table.
    """

    ref: Ref
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    symbol: str = ""
    row: dict[str, str] = field(default_factory=dict)


class Gazetteer:
    """Entries by ref and by name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: dict[Ref, Entry] = {e.ref: e for e in entries}
        self._by_name: dict[str, list[Ref]] = {}
        for entry in self.entries.values():
            for name in (entry.ref.id, *entry.names):
                self._add(name, entry.ref)
            if entry.symbol:
                self._add(entry.symbol, entry.ref)
        for entry in self.entries.values():  # after all proper names: "Korean", "Astana"
            for name in (*entry.demonyms, *entry.capitals):
                self._add(name, entry.ref)

    def of(self, kind: str) -> list[Entry]:
        """Return the entries of one kind, in table order."""
        return [e for e in self.entries.values() if e.ref.kind == kind]

    def resolve(self, text: str, kinds: Iterable[str] | None = None) -> Ref:
        """Return the node that people call `text`, or raise NameNotFoundError with the nearest three names.

        Where several ministries are called so it is AmbiguousNameError, with their ids.

        Example:
            >>> str(gazetteer().resolve("South Korea"))
            'Country/KOR'
        """
        wanted = set(kinds) if kinds is not None else None
        key = _key(text)
        called = self._by_name.get(key) or self._by_name.get(key.removeprefix("the "), [])
        found = [ref for ref in called if wanted is None or ref.kind in wanted]
        if found and found[0].kind == "Ministry" and len(found) > 1:
            some = ", ".join(ref.id for ref in found[:3])
            raise AmbiguousNameError(
                f'"{text}" is what {len(found)} ministries are called: {some} ... Give the id of one.'
            )
        if found:
            return found[0]
        nearest = self.suggest(text, wanted)
        what = "mineral, sector, country, bloc or forum" if wanted is None else _either(wanted)
        hint = f" Nearest: {', '.join(nearest)}." if nearest else ""
        raise NameNotFoundError(f'No {what} is called "{text}".{hint}', nearest)

    def suggest(self, text: str, kinds: set[str] | None = None) -> tuple[str, ...]:
        """Return up to three names that come close to `text`, nearest first."""
        names: dict[str, str] = {}
        for entry in self.entries.values():
            if kinds is None or entry.ref.kind in kinds:
                for name in entry.names:
                    names.setdefault(_key(name), entry.name)
        out: list[str] = []
        for near in difflib.get_close_matches(_key(text), names, n=12, cutoff=0.55):
            if names[near] not in out:
                out.append(names[near])
        return tuple(out[:3])

    def groups_of(self, mineral: Ref) -> tuple[Ref, ...]:
        """Return the groups that the mineral belongs to, nearest first, groups of groups after them."""
        out: list[Ref] = []
        queue = [mineral]
        while queue:
            entry = self.entries.get(queue.pop(0))
            for group in split(entry.row.get("part_of", "")) if entry else ():
                ref = Ref("Mineral", group)
                if ref not in out:
                    out.append(ref)
                    queue.append(ref)
        return tuple(out)

    def name(self, ref: Ref) -> str:
        """Return the name of a node, or its id where the tables do not have it."""
        entry = self.entries.get(ref)
        return entry.name if entry else ref.id

    def _add(self, name: str, ref: Ref) -> None:
        refs = self._by_name.setdefault(_key(name), [])
        if ref not in refs:
            refs.append(ref)


def split(cell: str) -> tuple[str, ...]:
    """Return the values of a list cell ("a;b")."""
    return tuple(v.strip() for v in cell.split(";") if v.strip())


def rows(table: str, folder: Path | None = None) -> Iterator[dict[str, str]]:
    """Yield the rows of one reference table as text cells."""
    path = (folder or part("seeds")) / f"{table}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except FileNotFoundError:
        raise InputError(f"The reference table {path.name} is missing from {path.parent}.") from None


@cache
def gazetteer() -> Gazetteer:
    """Return the names of the bundled reference tables, read once."""
    return Gazetteer(_entry(kind, row) for table, kind in TABLES.items() for row in rows(table))


def _entry(kind: str, row: dict[str, str]) -> Entry:
    names = [row["name"], row.get("official_name", ""), row.get("acronym", ""), *split(row.get("aliases", ""))]
    return Entry(
        ref=Ref(kind, row["id"]),
        name=row["name"],
        names=tuple(dict.fromkeys(n for n in names if n)),
        demonyms=split(row.get("demonyms", "")),
        capitals=split(row.get("capital", "") or row.get("seat", "")),
        symbol=row.get("symbol", ""),
        row=row,
    )


def _key(text: str) -> str:
    return " ".join(plain(text).replace("-", " ").replace("’", "'").replace(".", "").split())


def _either(kinds: set[str]) -> str:
    words = sorted(k.lower() for k in kinds)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
