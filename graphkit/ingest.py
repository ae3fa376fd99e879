"""From what a user names to bundles: bundled sources, articles, folders of them, facts files, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from graphkit import factsfile, loaders
from graphkit.errors import InputError
from graphkit.loaders import Loaded, Progress
from graphkit.resources import part
from graphkit.stores import exists, open_store
from graphkit.stores.base import Changes

# Name -> loader, and where in seeds/ its input lies.
BUNDLED = {"briefs": ("articles", "briefs"), "reference": ("reference", ".")}
BATCH = 500
"""So many articles at most go into the store in one transaction; memory stays flat and a long load can be resumed."""


@dataclass(slots=True)
class Outcome:
    """What a load did: sources read, known before, skipped with the reason, and the changes in the store."""

    taken: int = 0
    known: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)

    def add(self, batch: Loaded, changes: Changes) -> None:
        """Count one batch."""
        self.taken += batch.taken
        self.known += batch.known
        self.skipped += batch.skipped
        for name in ("new", "confirmed", "unchanged", "removed", "disputed", "documents", "nodes"):
            setattr(self.changes, name, getattr(self.changes, name) + getattr(changes, name))


def load(address: str, sources: Sequence[str], progress: Progress, table: str | None, outcome: Outcome) -> None:
    """Put what the sources hold into the store at `address`, a transaction for each batch, and count in `outcome`."""
    if address.endswith(".jsonl"):
        raise InputError(f"{address} is a facts file, which is only read. Load into a folder or a server.")
    known: frozenset[str] = frozenset()
    if exists(address):
        with open_store(address) as store:
            found = store.query("MATCH (d:Document) RETURN d.sha256 AS sha256 ORDER BY sha256")
            known = frozenset(row[0] for row in found.rows)
    batches = read(sources, progress, table, known)
    first = next(batches)
    first.bundle = first.bundle.settled()  # what does not fit is told before a store is made
    with open_store(address) as store:
        for batch in chain([first], batches):
            outcome.add(batch, store.load(batch.bundle))


def read(
    sources: Sequence[str], progress: Progress, table: str | None = None, known: frozenset[str] = frozenset()
) -> Iterator[Loaded]:
    """Yield what the sources hold, in batches that belong into one transaction each; nearly always that is one.

    With `table` each source is a table in the format of the bundled one of that name. `known` are the hashes of
    articles that need not be read again. What is named and is not there stops the load before anything is yielded;
    an article that cannot be read is skipped, unless none is left.
    """
    missing = [s for s in sources if s not in BUNDLED and not Path(s).exists()]
    if missing:
        raise InputError(f"There is no file or folder {missing[0]}. Bundled sources are: {', '.join(sorted(BUNDLED))}.")
    batch = Loaded()
    read_any = False
    for source in sources:
        for loaded in _one(source, progress, known) if table is None else [_table(Path(source), table, progress)]:
            batch.add(loaded)
            if len(batch.bundle.documents) >= BATCH:
                yield batch
                batch, read_any = Loaded(), True
    if not (batch.taken or batch.known or read_any):
        reasons = [reason for _, reason in batch.skipped]
        several = f"None of the {len(reasons)} files can be read; the first: " if len(reasons) > 1 else ""
        raise InputError(several + reasons[0])
    yield batch


def _one(source: str, progress: Progress, known: frozenset[str]) -> Iterator[Loaded]:
    articles = loaders.get("articles")
    if source in BUNDLED and not Path(source).exists():
        name, folder = BUNDLED[source]
        if name == "articles":
            yield from articles.batches(part("seeds") / folder, progress, known)  # type: ignore[attr-defined]
        else:
            yield loaders.get(name).load(part("seeds") / folder, progress)
        return
    path = Path(source)
    if path.suffix == ".jsonl" and path.is_file():
        yield Loaded(factsfile.read(path), taken=1)
    elif path.suffix.lower() in (".csv", ".xlsx"):
        raise InputError(f"{path} is a table; say in which format, for example --as agreements.")
    else:
        yield from articles.batches(path, progress, known)  # type: ignore[attr-defined]


def _table(path: Path, table: str, progress: Progress) -> Loaded:
    loaded: Loaded = loaders.get("reference").load_table(path, table, progress)  # type: ignore[attr-defined]
    return loaded
