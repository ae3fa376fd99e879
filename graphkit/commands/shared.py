"""What the commands share: the options that all take, the store they speak of, how they print and what they say."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from graphkit.errors import InputError

if TYPE_CHECKING:
    from graphkit.output import Answer
    from graphkit.stores.base import Store

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_STORE = "graphkit-store"
TIMEOUT = 30.0
LIMIT = 1000
FORMATS = ("table", "json", "csv", "markdown", "html", "xlsx")
_STORE_HELP = "A folder, a facts file (.jsonl), or a bolt:// or neo4j:// address.  [default: ./graphkit-store]"


def setting(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def take(context: click.Context, _: click.Parameter, value: Any) -> Any:
        if value is not None:
            context.find_root().meta[name] = value
        return value

    return take


def common(function: F) -> F:
    """Let a command take --store and --quiet too, as the whole does."""
    quiet: dict[str, Any] = {"is_flag": True, "default": None, "expose_value": False, "callback": setting("quiet")}
    function = click.option("--quiet", help="No progress and no notes.", **quiet)(function)
    return click.option("--store", help=_STORE_HELP, expose_value=False, callback=setting("store"))(function)


def rows_out(function: F) -> F:
    """Let a command choose the form of its rows and a file for them, whose ending stands for a form too."""

    @wraps(function)
    def formed(*arguments: Any, form: str | None, output: Path | None, **given: Any) -> Any:
        from graphkit.output import form_of

        return function(*arguments, form=form_of(form, output), output=output, **given)

    options = (
        click.option("-o", "output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file."),
        click.option(
            "--format", "form", type=click.Choice(FORMATS), help="Form of the rows.  [default: by the file, else table]"
        ),
    )
    for option in options:
        formed = option(formed)
    return cast(F, formed)


def time_limit(function: F) -> F:
    """Let a command that runs a query choose how long it may take."""
    return click.option(
        "--timeout", type=click.FloatRange(0.1), default=TIMEOUT, show_default=True, metavar="SECONDS",
        help="Stop a query that takes longer.",
    )(function)  # fmt: skip


def key_and_value(text: str, taker: str = "-p") -> tuple[str, str]:
    """Return the two parts of KEY=VALUE, where KEY may be written as in Cypher, with a dollar."""
    key, mark, value = text.partition("=")
    key = key.strip().lstrip("$")
    if not mark or not key:
        raise click.UsageError(f'{taker} takes KEY=VALUE, not "{text}".')
    return key, value


def day(_: click.Context, parameter: click.Parameter, value: str | None) -> dt.date | None:
    """Read a date up to today: the first day of what it can mean for --since, else the last one."""
    from graphkit import dates

    if value is None:
        return None
    try:
        return dates.up_to_today(value, start=parameter.name == "since")
    except InputError as error:
        raise click.BadParameter(str(error)) from None


def words(_: click.Context, parameter: click.Parameter, value: str | None) -> frozenset[str]:
    """Read a list of names of the vocabulary, of the kind that the parameter is called by."""
    from graphkit.errors import VocabularyError
    from graphkit.narrowing import named

    if not value:
        return frozenset()
    try:
        return named(str(parameter.name), value)
    except VocabularyError as error:
        raise click.BadParameter(str(error)) from None


def narrowed(function: F) -> F:
    """Let a command take a part of the facts: of a mineral, a country, some relations, some statuses."""
    for option in (
        click.option("--status", "statuses", callback=words, help="Only these, e.g. signed,planned.", metavar="S,S"),
        click.option(
            "--relation", "relations", callback=words, help="Only these, e.g. SIGNED_MOU,SUPPLIES.", metavar="R,R"
        ),
        click.option(
            "--country", help="Only facts of this country, bloc or forum, its ministries and companies.", metavar="NAME"
        ),
        click.option(
            "--mineral", help="Only what names this mineral, sector or commodity, or its group.", metavar="NAME"
        ),
    ):
        function = option(function)
    return function


@contextmanager
def opened(create: bool = False) -> Iterator[Store]:
    from graphkit.stores import open_store

    _import_driver()
    with open_store(address(), create) as store:
        yield store


def _import_driver() -> None:
    """Import the driver without the libraries that it would import because they are there.

    They take half of its start and more, and no command passes it their values.
    """
    hidden = [name for name in ("numpy", "pandas", "pyarrow") if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: not to be imported
    try:
        import neo4j  # noqa: F401
    finally:
        for name in hidden:
            del sys.modules[name]


def address() -> str:
    meta = click.get_current_context().find_root().meta
    return str(meta.get("store") or os.environ.get("GRAPHKIT_STORE") or DEFAULT_STORE)


def emit(answer: Answer, form: str, output: Path | None) -> None:
    from graphkit.output import emit

    emit(answer, form, output)


@contextmanager
def progress(after: float = 0) -> Iterator[Callable[[str, int, int], None]]:
    """Show progress on a terminal, nothing elsewhere; only what takes more than so many seconds.

    A total of 0 is one that is not known.
    """
    if quiet() or not sys.stderr.isatty():
        yield lambda what, done, total: None
        return
    import time

    started, tasks = time.monotonic(), dict[str, Any]()
    with ExitStack() as stack:
        bars: list[Any] = []

        def show(what: str, done: int, total: int) -> None:
            if time.monotonic() - started < after:
                return
            if not bars:
                bars.append(stack.enter_context(_bars()))
            if what not in tasks:
                tasks[what] = bars[0].add_task(what, total=total or None)
            bars[0].update(tasks[what], completed=done, total=total or None)

        yield show


def _bars() -> AbstractContextManager[Any]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:14}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def quiet() -> bool:
    return bool(click.get_current_context().find_root().meta.get("quiet"))


def note(text: str) -> None:
    if not quiet():
        click.echo(fitted(text), err=True)


def say(text: str) -> None:
    click.echo(fitted(f"graphkit: {text}"), err=True)


def fitted(text: str) -> str:
    """Break lines at blanks where a terminal would break them anywhere; a path stays whole, and so does what is quoted.

    A line that begins with two blanks is a line of a query, or the caret below it.
    """
    if not sys.stderr.isatty():
        return text
    width = shutil.get_terminal_size().columns
    return "\n".join(
        line
        if line.startswith("  ") or len(line) <= width
        else textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )
