"""The loaders: one file each in the content folder `loaders/`, found by being there.

A loader defines SOURCE (what it reads) and `load(path, progress)`, which yields bundles. It imports only from graphkit.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, cast

from graphkit.bundle import Bundle
from graphkit.datasets.releases import Release
from graphkit.errors import InputError
from graphkit.resources import part

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
    """What a file in `loaders/` defines."""

    SOURCE: Source

    def load(self, path: Path, progress: Progress) -> Loaded:
        """Read what is at `path`."""


def names() -> list[str]:
    """Return the names of the loaders, sorted."""
    return sorted(path.stem for path in part("loaders").glob("*.py") if path.stem != "__init__")


def get(name: str) -> Loader:
    """Return a loader by name."""
    if name not in names():
        raise InputError(f'There is no loader "{name}"; there are {", ".join(names())}.')
    return cast(Loader, importlib.import_module(f"graphkit.loaders.{name}"))


def inputs(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files below a folder that have one of the suffixes, in order of their paths, hidden ones left out."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in suffixes and path.is_file() and not hidden:
            yield path
