"""The reports: one file each in this folder, found by being there; each is a command `graphkit report NAME`.

A report defines SUBJECTS (its arguments and what they may be; one in brackets may be left out), COLUMNS (name -> what
it means), NARROWED_BY (what options it shares with others, see `graphkit/commands/report.py`), OPTIONS (its own, by
`click.option`) and `run(store, subjects, question)`, whose docstring is the command's help; its first line stands in
`graphkit report --help` and has at most 60 characters. `shared/rows.py` and `shared/page.py` make rows and the page.
"""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, cast

from graphkit.errors import InputError
from graphkit.output import Answer
from graphkit.stores.base import Store


@dataclass(frozen=True, slots=True)
class Question:
    """What narrows a report; `limit` counts in a terminal only, `options` holds the report's own options by name."""

    as_of: dt.date | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    statuses: frozenset[str] = field(default_factory=frozenset)
    relations: frozenset[str] = field(default_factory=frozenset)
    party: str | None = None
    mineral: str | None = None
    exact: bool = False
    quotes: bool = False
    limit: int = 0
    options: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, last in (("--until", self.until), ("--as-of", self.as_of)):
            if self.since and last and self.since > last:
                raise InputError(f"Nothing lies between: --since {self.since} is later than {name} {last}.")


class Report(Protocol):
    """What a file of this folder defines."""

    SUBJECTS: Mapping[str, str]
    COLUMNS: Mapping[str, str]
    NARROWED_BY: Sequence[str]
    OPTIONS: Sequence[Callable[[Callable[..., Any]], Callable[..., Any]]]

    def run(self, store: Store, subjects: Sequence[str], question: Question) -> Answer:
        """Answer the question from a store."""


def names() -> list[str]:
    """Return the names of the reports, sorted."""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem != "__init__")


def get(name: str) -> Report:
    """Return a report by name."""
    if name not in names():
        raise InputError(f'There is no report "{name}"; there are: {", ".join(names())}.')
    return cast(Report, importlib.import_module(f"graphkit.reports.{name}"))


def bibliography(store: Store, answer: Answer) -> Answer:
    """Return the documents that an answer cites, with the numbers that they have in it."""
    from graphkit.reports.shared.sources import cited

    return cited(store, answer)
