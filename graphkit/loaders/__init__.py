"""The loaders: one file each in the content folder `loaders/`, found by being there.

A loader defines SOURCE (what it reads) and `load`, which returns what it read as `Loaded`. There are two sorts:
`Loader` is of articles and reference tables, `DataSetLoader` of data sets, which it recognises by the head of a file.
A loader imports only from graphkit.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from graphkit.bundle import Bundle
from graphkit.datasets.releases import Release
from graphkit.errors import InputError
from graphkit.resources import part

if TYPE_CHECKING:
    from graphkit.datasets.recognise import Head
    from graphkit.datasets.task import Task

__path__ = [str(part("loaders")), *__path__]

Progress = Callable[[str, int, int], None]
"""Called with what is being read, how many are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a loader reads: title, publisher, licence, what a user gives it, what it makes of that, how to cite it."""

    title: str
    publisher: str
    licence: str
    takes: str
    gives: str = ""
    cite: str = ""
    url: str = ""


@dataclass(slots=True)
class Loaded:
    """What a loader read: one bundle, how many inputs it took, how many were known, and what it skipped and why.

    A data set of rows comes as `releases`, in columns; `left_out` counts records that are none of ours, by reason.
    """

    bundle: Bundle = field(default_factory=Bundle)
    taken: int = 0
    known: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, other: Loaded) -> None:
        """Take in what another loader read."""
        self.bundle.add(other.bundle)
        self.taken += other.taken
        self.known += other.known
        self.skipped += other.skipped
        self.releases += other.releases
        self.left_out += other.left_out


class Loader(Protocol):
    """What a file in `loaders/` defines that reads articles or reference tables."""

    SOURCE: Source

    def load(self, path: Path, progress: Progress) -> Loaded:
        """Read what is at `path`."""


class DataSetLoader(Protocol):
    """What a file in `loaders/`, or a user's own, defines that reads a data set.

    It may define besides: CHECKS, {beginning of a file's SHA-256: (its name, how many facts must come out)}; HEADS, the
    headers that it knows, by which a file with one that is nearly so is refused at its first wrong column; FORM, the
    `prepared.Form` of the Parquet files that it knows; `companion(head)`, which tells whether a file lies beside others
    and is not loaded itself.
    """

    __name__: str
    SOURCE: Source

    def recognise(self, head: Head) -> bool:
        """Tell whether a file is one that it reads."""

    def load(self, path: Path, task: Task) -> Loaded:
        """Read a file, or a folder of parts that is one: its rows as `releases`, other records as the bundle."""


def names() -> list[str]:
    """Return the names of the loaders, sorted."""
    return sorted(path.stem for path in part("loaders").glob("*.py") if path.stem != "__init__")


def get(name: str) -> Loader:
    """Return a loader by name; `datasets.loading.datasets` gives those of data sets as such."""
    if name not in names():
        raise InputError(f'There is no loader "{name}"; there are {", ".join(names())}.')
    return cast(Loader, importlib.import_module(f"graphkit.loaders.{name}"))


def inputs(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files below a folder that have one of the suffixes, in order of their paths, hidden ones left out."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in suffixes and path.is_file() and not hidden:
            yield path
