"""What the tests of loaders share: their inputs, reading one, and a file of it with something wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graphkit.datasets import loading
from graphkit.datasets.releases import Read
from graphkit.datasets.task import Task
from graphkit.loaders import Loaded
from graphkit.stores import bulk
from graphkit.stores.base import Store
from graphkit.stores.bolt import BoltStore

DATA = Path(__file__).parent / "data"


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""


def loaded(path: Path, task: Task | None = None) -> Loaded:
    """Return what the loader that recognises a file makes of it."""
    found = loading.recognised(path)
    assert found is not None, path
    out: Loaded = found.loader.load(found.path, task or Task())
    return out


def read(path: Path, task: Task | None = None) -> Read:
    """Read a file of one release."""
    (release,) = loaded(path, task).releases
    return release.read()


def rows(path: Path, relation: str, task: Task | None = None) -> list[dict[str, Any]]:
    """Return the rows of one relation in a file."""
    return [row for c in read(path, task).columns if c.relation == relation for row in c.frame.to_dicts()]


def changed(path: Path, folder: Path, old: str, new: str, encoding: str = "utf-8") -> Path:
    """Return a copy of a file in which one text stands in the place of another."""
    text = path.read_bytes().decode(encoding)
    assert old in text
    copy = folder / path.name
    copy.write_bytes(text.replace(old, new, 1).encode(encoding))
    return copy


def put(store: Store, *paths: Path) -> int:
    """Load files of data sets into an open store, as the command does, and return how many facts are new."""
    assert isinstance(store, BoltStore)
    keys = {entry.key for entry in bulk.known(store)}
    releases = [release for path in paths for release in loaded(path).releases if release.key not in keys]
    return bulk.load(store, [(r, r.read()) for r in releases], silent).new if releases else 0
