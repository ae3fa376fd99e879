"""From what a user names to bundles: bundled sources, articles, folders of them, facts files, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from graphkit import factsfile, loaders
from graphkit.bundle import Bundle
from graphkit.errors import InputError
from graphkit.gazetteer import Entry
from graphkit.judging.applying import judged
from graphkit.loaders import Loaded, Progress
from graphkit.model import Ref
from graphkit.resources import part
from graphkit.schema import schema
from graphkit.stores import exists, open_store
from graphkit.stores.base import Changes, Store
from graphkit.tables import sheets
from graphkit.tables.rows import is_table

# Name -> loader, and where in seeds/ its input lies.
BUNDLED = {"briefs": ("articles", "briefs"), "reference": ("reference", ".")}
BATCH = 500
"""So many articles at most go into the store in one transaction; memory stays flat and a long load can be resumed."""


@dataclass(slots=True)
class Outcome:
    """What a load did: sources read, known before, skipped with the reason, and the changes in the store.

    `judged` facts were left out because a judgement calls them wrong, `doubtful` ones wait for one. `older` are the
    tables of which the store has another version, each with the id of that.
    """

    taken: int = 0
    known: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    judged: int = 0
    doubtful: int = 0
    older: list[tuple[str, str]] = field(default_factory=list)

    def add(self, batch: Loaded, changes: Changes) -> None:
        """Count one batch."""
        self.taken += batch.taken
        self.known += batch.known
        self.skipped += batch.skipped
        self.changes += changes


def load(
    address: str,
    sources: Sequence[str],
    progress: Progress,
    tables: Sequence[str],
    outcome: Outcome,
    least: float | None = None,
) -> None:
    """Put what the sources hold into the store at `address`, a transaction for each batch, and count in `outcome`.

    With `least`, the confidence that a fact of an article needs, articles that the store knows are read again.
    """
    if address.endswith(".jsonl"):
        raise InputError(f"{address} is a facts file, which is only read. Load into a folder or a server.")
    known: frozenset[str] = frozenset()
    nodes: list[Entry] = []
    if exists(address):
        with open_store(address) as store:
            if least is None:
                found = store.query("MATCH (d:Document) RETURN d.sha256 AS sha256 ORDER BY sha256")
                known = frozenset(row[0] for row in found.rows)
            nodes = named_in(store) if tables else []
    batches = read(sources, progress, tables, known, least, nodes)
    first = next(batches)
    first.bundle = first.bundle.settled()  # what does not fit is told before a store is made
    with open_store(address) as store:
        for batch in chain([first], batches):
            _count(outcome, batch.bundle, store)
            outcome.add(batch, store.load(batch.bundle, progress))


def named_in(store: Store) -> list[Entry]:
    """Return the nodes of a store with their names, so that the cells of a table can name them."""
    kinds = sorted(kind for kind, rules in schema().kinds.items() if rules.party or rules.topic)
    entries: list[Entry] = []
    for kind in kinds:
        found = store.query(f"MATCH (n:{kind}) RETURN n.id AS id, n.name AS name, n.aliases AS aliases ORDER BY id")
        entries += [Entry(Ref(kind, i), name, (name, *(aliases or ()))) for i, name, aliases in found.rows]
    return entries


def _count(outcome: Outcome, bundle: Bundle, store: Store) -> None:
    """Count what judgements keep out of a bundle, what waits for one, and the tables that the store has otherwise."""
    rows = store.judgements()
    if rows.wrong:
        outcome.judged += len({record.id for record in bundle.records if judged(record, rows) is None})
    outcome.doubtful += len({record.id for record in bundle.doubtful} - rows.right - rows.wrong)
    titles = sorted({d.title for d in bundle.documents.values() if is_table(d)})
    if titles:
        text = "MATCH (d:Document) WHERE d.title IN $titles RETURN d.title AS title, d.id AS id ORDER BY title, id"
        outcome.older += [(t, i) for t, i in store.query(text, {"titles": titles}).rows if i not in bundle.documents]


def read(
    sources: Sequence[str],
    progress: Progress,
    tables: Sequence[str] = (),
    known: frozenset[str] = frozenset(),
    least: float | None = None,
    nodes: Sequence[Entry] = (),
) -> Iterator[Loaded]:
    """Yield what the sources hold, in batches that belong into one transaction each; nearly always that is one.

    With `tables` each source is a table in the format of the bundled one of that name: one name for all of them, or one
    for each; their cells may name `nodes`. `known` are the hashes of articles that need not be read again, `least` is
    the confidence that their facts need. What is named and is not there stops the load before anything is yielded; an
    article that cannot be read is skipped, unless none is left.
    """
    if not sources:
        raise InputError(
            "Say what to load: a file, a folder, a data set, or what comes with graphkit: briefs, reference."
        )
    missing = [s for s in sources if s not in BUNDLED and not Path(s).exists()]
    if missing:
        raise InputError(f"There is no file or folder {missing[0]}. Bundled sources are: {', '.join(sorted(BUNDLED))}.")
    if tables:
        yield _tables(sources, tables, progress, nodes)
        return
    batch = Loaded()
    read_any = False
    for source in sources:
        for loaded in _one(source, progress, known, least):
            batch.add(loaded)
            if len(batch.bundle.documents) >= BATCH:
                yield batch
                batch, read_any = Loaded(), True
    if not (batch.taken or batch.known or read_any):
        reasons = [reason for _, reason in batch.skipped]
        several = f"None of the {len(reasons)} files can be read; the first: " if len(reasons) > 1 else ""
        raise InputError(several + reasons[0])
    yield batch


def _one(source: str, progress: Progress, known: frozenset[str], least: float | None) -> Iterator[Loaded]:
    articles: Any = loaders.get("articles")
    if source in BUNDLED and not Path(source).exists():
        name, folder = BUNDLED[source]
        if name == "articles":
            yield from articles.batches(part("seeds") / folder, progress, known, least)
        else:
            yield loaders.get(name).load(part("seeds") / folder, progress)
        return
    path = Path(source)
    if path.suffix == ".jsonl" and path.is_file():
        yield Loaded(factsfile.read(path), taken=1)
    elif path.suffix.lower() in sheets.SUFFIXES and path.is_file():
        raise InputError(_advice(path))
    else:
        found = list(loaders.inputs(path, sheets.SUFFIXES)) if path.is_dir() else []
        if found and not articles.files(path):
            several = f"{path} holds {len(found)} tables and no articles. The first: " if len(found) > 1 else ""
            raise InputError(several + _advice(found[0]))
        yield from articles.batches(path, progress, known, least)
        yield Loaded(skipped=[(str(table), _advice(table)) for table in found])


def _advice(path: Path) -> str:
    """Say how a table is loaded, in the format that its name and columns point to."""
    reference: Any = loaders.get("reference")
    fitting = reference.fitting(path)
    if fitting:
        several = f" (or {', '.join(fitting[1:])})" if len(fitting) > 1 else ""
        return f"{path} is a table; load it with --as {fitting[0]}{several}."
    return f"{path} is a table; say in which format with --as. `graphkit loaders` shows what each must look like."


def _tables(sources: Sequence[str], tables: Sequence[str], progress: Progress, nodes: Sequence[Entry]) -> Loaded:
    if len(tables) not in (1, len(sources)):
        raise InputError(
            f"There are {len(sources)} sources and {len(tables)} times --as. Give it once for all, or once for each."
        )
    others = [s for s in sources if not Path(s).is_file()]
    if others:
        raise InputError(f"{others[0]} is no table. With --as, name the .csv and .xlsx files themselves.")
    names = [*tables] * len(sources) if len(tables) == 1 else tables
    reference: Any = loaders.get("reference")
    loaded: Loaded = reference.load_tables(list(zip(map(Path, sources), names, strict=True)), progress, nodes)
    return loaded
