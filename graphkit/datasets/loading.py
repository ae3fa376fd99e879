"""Loading data sets: which loader a file is for, what it holds, into the store or only looked at."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from graphkit import loaders
from graphkit.datasets.recognise import SUFFIXES, Head, parts_of, table_of
from graphkit.datasets.releases import Read, Release, file_hash
from graphkit.datasets.task import Task
from graphkit.errors import InputError
from graphkit.loaders import DataSetLoader, Loaded
from graphkit.stores import open_store
from graphkit.stores.base import Changes


@dataclass(slots=True)
class Found:
    """A file and the loader that it is for."""

    path: Path
    name: str
    loader: DataSetLoader


@dataclass(slots=True)
class Outcome:
    """What was loaded, or would be: files, rows and records, what was left out and why, and what changed."""

    files: int = 0
    known: int = 0
    rows: int = 0
    facts: int = 0
    relations: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    checked: list[tuple[str, int]] = field(default_factory=list)
    loaders: Counter[str] = field(default_factory=Counter)
    changes: Changes = field(default_factory=Changes)


def find(source: str, wanted: str | None = None, given: DataSetLoader | None = None) -> list[Found]:
    """Return the files of a source that a loader of data sets is for; none where it is something else.

    With `wanted` or `given` that loader reads it, whatever it looks like.
    """
    path = Path(source)
    if given is not None or wanted is not None:
        loader = given or datasets()[str(wanted)]
        files = [path] if path.is_file() else _inputs(path)
        return [Found(f, wanted or loader.__name__, loader) for f in files if not _companion(loader, f)]
    if path.is_file():
        return [found] if (found := recognised(path)) else []
    if path.is_dir():
        found_all = [recognised(file) for file in _inputs(path)]
        return [one for one in found_all if one is not None]
    return []


def unknown(source: str, found: Sequence[Found]) -> list[Path]:
    """Return the tables and JSON files of a folder that no loader is for; code files beside others are known."""
    if not Path(source).is_dir() or not found:
        return []
    mine, readers = {one.path for one in found}, {id(one.loader): one.loader for one in found}.values()
    others = [path for path in _inputs(Path(source)) if path not in mine]
    return [path for path in others if not any(_companion(loader, path) for loader in readers)]


def _inputs(folder: Path) -> list[Path]:
    """Return the files of a folder that could be data sets; a folder x.parquet of parts is one."""
    return list(dict.fromkeys(table_of(file, folder) for file in loaders.inputs(folder, SUFFIXES)))


def recognised(path: Path) -> Found | None:
    """Return a file with the loader that knows it, or None."""
    if path.suffix.lower() not in SUFFIXES:
        return None
    parts = parts_of(path)
    if not parts:
        return None
    head = Head.of(parts[0])
    for name, loader in datasets().items():
        if loader.recognise(head):
            return Found(path, name, loader)
    return None


def datasets() -> dict[str, DataSetLoader]:
    """Return the loaders of data sets by name."""
    found: dict[str, Any] = {name: loaders.get(name) for name in loaders.names()}
    folder = os.environ.get("GRAPHKIT_LOADERS")
    if folder:  # a user's own come first, sorted by name
        mine = {path.stem: own(path) for path in sorted(Path(folder).glob("*.py"))}
        found = mine | {name: loader for name, loader in found.items() if name not in mine}
    return {name: cast(DataSetLoader, loader) for name, loader in found.items() if hasattr(loader, "recognise")}


def own(path: Path) -> DataSetLoader:
    """Return a loader of a user's own, from its file."""
    import importlib.util

    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise InputError(f"{path} is no Python file that a loader could be read from.")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # noqa: BLE001 - whatever a file of the user's own does
        raise InputError(f"The loader {path} cannot be read: {type(error).__name__}: {error}.") from None
    missing = [name for name in ("SOURCE", "recognise", "load") if not hasattr(module, name)]
    if missing:
        raise InputError(
            f"The loader {path} does not define {missing[0]}; loaders/README.md says what a loader defines."
        )
    return cast(DataSetLoader, module)


def check(found: Sequence[Found], task: Task) -> Outcome:
    """Read and check, and write nothing."""
    outcome = Outcome()
    for one in found:
        loaded = _loaded(one, task)
        _count(outcome, one, loaded, [(release, release.read()) for release in loaded.releases], task)
        loaded.bundle.settled()
    return outcome


def load(address: str, found: Sequence[Found], task: Task) -> Outcome:
    """Put what the files hold into the store at `address`; what does not fit is told before a store is made."""
    from graphkit.stores import bulk, exists
    from graphkit.stores.bolt import BoltStore

    outcome = Outcome()
    if address.endswith(".jsonl"):
        raise InputError(f"{address} is a facts file, which is only read. Load into a folder or a server.")
    keys: set[str] = set()
    if exists(address):
        with open_store(address) as store:
            assert isinstance(store, BoltStore)
            keys = {entry.key for entry in bulk.known(store)}
    parts: list[tuple[Release, Read]] = []
    bundles = Loaded()
    for number, one in enumerate(found, 1):
        loaded = _loaded(one, task)
        new = [release for release in loaded.releases if release.key not in keys]
        outcome.known += len(loaded.releases) - len(new)
        read = [(release, release.read()) for release in new]
        if read or not loaded.releases:
            _count(outcome, one, loaded, read, task)
        parts += read
        bundles.add(loaded)
        task.progress("files read", number, len(found))
    settled = bundles.bundle.settled()
    if not parts and not settled.records:
        return outcome
    with open_store(address) as store:
        assert isinstance(store, BoltStore)
        if settled.records:
            outcome.changes = store.load(settled)
        if parts:
            outcome.changes += bulk.load(store, parts, task.progress)
    return outcome


def _loaded(one: Found, task: Task) -> Loaded:
    return one.loader.load(one.path, task)


def _companion(loader: DataSetLoader, path: Path) -> bool:
    return hasattr(loader, "companion") and bool(loader.companion(Head.of(path)))


def _count(outcome: Outcome, one: Found, loaded: Loaded, read: Sequence[tuple[Release, Read]], task: Task) -> None:
    outcome.files += 1
    outcome.loaders[one.name] += 1
    outcome.left_out += loaded.left_out
    outcome.skipped += loaded.skipped
    outcome.facts += len(loaded.bundle.records)
    outcome.relations += Counter(getattr(r, "relation", "instruments") for r in loaded.bundle.records)
    rows = len(loaded.bundle.records)
    for _, part in read:
        outcome.rows += part.rows
        rows += part.rows
        outcome.left_out += part.left_out
        for columns in part.columns:
            outcome.relations[columns.relation] += columns.frame.height
    checks = getattr(one.loader, "CHECKS", {})
    digest = file_hash(one.path) if checks else ""
    for start, (name, wanted) in checks.items():
        if digest.startswith(start) and not task.years and not task.minerals:
            outcome.checked.append((name, wanted))
            if wanted != rows:
                raise InputError(f"{one.path} is {name}: {wanted:,} facts must come out of it, but {rows:,} did.")
