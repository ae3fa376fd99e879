"""Answers in Python: what reports and saved queries say, as rows, as text, and as frames of pandas or Polars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit import dates, output
from graphkit.errors import InputError

if TYPE_CHECKING:
    import pandas
    import polars

    from graphkit.stores.base import Changes, Store

SHOWN = 5
"""So many links of each status a report shows in a terminal, unless asked for all."""


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """An answer: `title`, `columns` and `rows`, one dictionary a row. Printed, it reads as it does in a terminal.

    Example:
        >>> Table("Members", ("member",), ({"member": "KOR"},)).rows[0]["member"]
        'KOR'
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    text: str = ""

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a frame of pandas, which is imported for it; evidence stays a list in its cell."""
        try:
            import pandas
        except ImportError:
            raise InputError("A frame of pandas asks for pandas, which is not installed: pip install pandas") from None
        return pandas.DataFrame([dict(row) for row in self.rows], columns=list(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """Return the rows as a frame of Polars, which is imported for it; evidence becomes a list of structs."""
        try:
            import polars
        except ImportError:
            raise InputError("A frame of Polars asks for polars, which is not installed: pip install polars") from None
        values = {name: [row.get(name) for row in self.rows] for name in self.columns}
        return polars.DataFrame([polars.Series(name, some, strict=False) for name, some in values.items()])

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.rows)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text.rstrip("\n") or f"<Table {self.title!r}: {len(self.rows)} rows>"


def load(address: str | Path, *sources: str | Path) -> Changes:
    """Put sources into the store at an address, and return how many facts, documents and nodes are new.

    It is what `graphkit load SOURCE...` does: a source is an article, a folder of articles, a facts file, "briefs" or
    "reference", or a data set, packed or not. A store that is not there is made. Loading the same thing again changes
    nothing. Raises InputError where a source cannot be read, StoreError where the store cannot be written.

    Example:
        >>> load("nowhere", "nothing.txt")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ...
        graphkit.errors.InputError: There is no file or folder nothing.txt. ...
    """
    from graphkit import ingest
    from graphkit.datasets import sources as datasets
    from graphkit.datasets.task import Task

    taken = datasets.load(str(address), [str(source) for source in sources], Task())
    outcome = ingest.Outcome()
    if taken.outcome is not None:
        outcome.changes += taken.outcome.changes
    if taken.others or not sources:
        ingest.load(str(address), taken.others, lambda what, done, total: None, taken.tables, outcome)
    return outcome.changes


def report(store: Store | str | Path, name: str, *subjects: str, **options: Any) -> Table:
    """Return the answer of a report, as `graphkit report NAME SUBJECT... --option` gives it.

    `store` is an open one, or the address of one. The options are those that the command has, with underscores:
    `as_of`, `since` and `until` as dates that may be partial, `statuses` and `relations` as lists of names or with
    commas, `party`, `mineral`, `exact=True`, `quotes=True`, and what is the report's own; `everything=True` is --all.
    `graphkit report NAME --help` lists them.

    Raises InputError where there is no such report or option, VocabularyError where there is no such status or
    relation, NameNotFoundError where nothing is called as a subject is, StoreError where there is no store.

    Example:
        >>> report("nowhere", "weather")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ...
        graphkit.errors.InputError: There is no report "weather"; there are: ...
    """
    from graphkit import reports

    asked = reports.get(name)
    fewest = sum(not metavar.startswith("[") for metavar in asked.SUBJECTS)
    if not fewest <= len(subjects) <= len(asked.SUBJECTS):
        takes = " ".join(asked.SUBJECTS) or "no subject"
        raise InputError(f"The report {name} takes {takes}; {len(subjects)} given.")
    question = _question(name, asked, options)
    with _opened(store) as opened:
        return _table(asked.run(opened, subjects, question))


def query(store: Store | str | Path, name: str, **parameters: Any) -> Table:
    """Return the rows of a saved query, bundled, or of your own in ./cypher or the folder that GRAPHKIT_QUERIES names.

    Its parameters are keywords, as people write them: names of countries and minerals, dates that may be partial;
    lists, numbers and None will do too. `graphkit queries` lists the queries with them.

    Raises NameNotFoundError where there is no such query, or nothing is called as a parameter says; InputError where a
    parameter is missing, unknown or of another type; QueryError where the store refuses it; StoreError where there is
    none.

    Example:
        >>> query("nowhere", "members_of")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ...
        graphkit.errors.NameNotFoundError: There is no query "members_of"...
    """
    from graphkit.queries import library, view

    wanted = library.get(name)
    given = {key: _written(value) for key, value in parameters.items()}
    with _opened(store) as opened:
        return _table(view.drawn(library.run(opened, wanted, given)))


def _question(name: str, asked: Any, options: Mapping[str, Any]) -> Any:
    """Return the question that the options of a command make."""
    from graphkit.reports import Question

    own = {parameter.name: parameter for parameter in map(_parameter, asked.OPTIONS)}
    shared = {field.name for field in fields(Question)} & set(asked.NARROWED_BY)
    whole = {"everything"} if "all" in asked.NARROWED_BY else set[str]()
    if unknown := sorted(options.keys() - shared - own.keys() - whole):
        known = ", ".join(sorted(shared | own.keys() | whole))
        raise InputError(f'The report {name} has no option "{unknown[0]}"; it has: {known}.')
    narrowing = {key: _narrowing(key, value) for key, value in options.items() if key in shared and value is not None}
    values = _own(own, {key: options[key] for key in own if options.get(key) is not None})
    return Question(**narrowing, limit=0 if options.get("everything") else SHOWN, options=values)


def _parameter(option: Any) -> Any:
    """Return the click option that a decorator of a report adds."""

    def bare() -> None: ...

    return option(bare).__click_params__[0]


def _own(known: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a report's own options, those given checked as the command checks them."""
    import click

    command = click.Command("report", params=list(known.values()))
    context = command.make_context("report", [], resilient_parsing=True)  # the defaults
    out = dict(context.params)
    for key, value in given.items():
        try:
            out[key] = known[key].process_value(context, value)
        except click.UsageError as error:
            raise InputError(f"{key}: {error.message}") from None
    return out


def _narrowing(key: str, value: Any) -> Any:
    if key in ("statuses", "relations"):
        from graphkit.narrowing import named

        return named(key, value)
    if key in ("as_of", "since", "until"):
        return dates.up_to_today(str(value), start=key == "since")
    return value


def _written(value: Any) -> str:
    """Return a parameter as people write it on the command line."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple | set | frozenset):
        import json

        return json.dumps([str(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)])
    return str(value)


def _table(answer: output.Answer) -> Table:
    return Table(answer.title, answer.columns, tuple(answer.rows), output.render(answer, "table"))


@contextmanager
def _opened(store: Store | str | Path) -> Iterator[Store]:
    if not isinstance(store, str | Path):
        yield store
        return
    from graphkit.stores import open_store

    with open_store(str(store), create=False) as opened:
        yield opened
