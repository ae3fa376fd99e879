"""The reports: one file each in this folder, found by being there.

A report defines SUBJECT (what its argument is), COLUMNS (name -> what it means) and `run(store, subject, question)`.
"""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, cast

from graphkit.errors import InputError
from graphkit.output import Answer
from graphkit.stores.base import Store


@dataclass(frozen=True, slots=True)
class Question:
    """What narrows a report: day, window, statuses, relations, party; `limit` counts in a terminal only."""

    as_of: dt.date | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    statuses: frozenset[str] = field(default_factory=frozenset)
    relations: frozenset[str] = field(default_factory=frozenset)
    party: str | None = None
    exact: bool = False
    quotes: bool = False
    limit: int = 0


class Report(Protocol):
    """What a file of this folder defines."""

    SUBJECT: str
    COLUMNS: Mapping[str, str]

    def run(self, store: Store, subject: str, question: Question) -> Answer:
        """Answer the question from a store."""


def names() -> list[str]:
    """Return the names of the reports, sorted."""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem != "__init__")


def get(name: str) -> Report:
    """Return a report by name."""
    if name not in names():
        raise InputError(f'There is no report "{name}"; there are: {", ".join(names())}.')
    return cast(Report, importlib.import_module(f"graphkit.reports.{name}"))
