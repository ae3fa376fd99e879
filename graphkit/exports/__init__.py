"""Exports: one file each in this folder, found by being there; the ending of OUT in `graphkit export OUT` names one.

An export defines SUFFIX (the ending), ABOUT (what it is for) and `write(store, path)`, which returns a sentence on what
it wrote. A file that was there is replaced only when the new one is complete.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Protocol, cast

from graphkit.errors import InputError
from graphkit.stores.base import Store

_SHARED = ("__init__", "flat", "frames")


class Export(Protocol):
    """What a file of this folder defines."""

    SUFFIX: str
    ABOUT: str

    def write(self, store: Store, path: Path) -> str:
        """Write what the store holds and say what was written."""


def known() -> dict[str, Export]:
    """Return the exports by their ending, sorted."""
    names = sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem not in _SHARED)
    found = [cast(Export, importlib.import_module(f"graphkit.exports.{name}")) for name in names]
    return {export.SUFFIX: export for export in sorted(found, key=lambda e: e.SUFFIX)}


def get(path: Path) -> Export:
    """Return the export that the ending of a path names."""
    exports = known()
    if path.suffix.lower() not in exports:
        raise InputError(f"{path}: the ending says what is written; it is one of {', '.join(exports)}.")
    return exports[path.suffix.lower()]


def many(count: int, word: str) -> str:
    """Return a number with its word.

    Example:
        >>> many(1, "edge"), many(4578, "edge")
        ('1 edge', '4,578 edges')
    """
    return f"{count:,} {word}{'' if count == 1 else 's'}"
