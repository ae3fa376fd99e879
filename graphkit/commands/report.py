"""The command `report`: each report of `graphkit/reports/` as a command of its own, found by being there."""

from __future__ import annotations

import inspect
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.commands.shared import common, day, emit, note, opened, progress, rows_out, words

if TYPE_CHECKING:
    import datetime as dt

    from graphkit.bundle import Bundle
    from graphkit.output import Answer
    from graphkit.reports import Report
    from graphkit.stores.base import Store

_LOADED = ("Document", "Load")

# What narrows reports, by its name in `Question`; a report names those that it takes.
NARROWING = {
    "statuses": click.option(
        "--status", "statuses", callback=words, help="Only these, e.g. signed,planned.", metavar="S,S"
    ),
    "relations": click.option(
        "--relation", "relations", callback=words, help="Only these, e.g. SIGNED_MOU,SUPPLIES.", metavar="R,R"
    ),
    "party": click.option("--party", help="Only links with this country, bloc, forum or ministry.", metavar="PARTY"),
    "mineral": click.option("--mineral", help="Only what is about this mineral or its group.", metavar="MINERAL"),
    "as_of": click.option(
        "--as-of", "as_of", callback=day, help="As it stood at the end of that day, month or year.", metavar="DATE"
    ),
    "since": click.option("--since", callback=day, help="Begun on that date or later.", metavar="DATE"),
    "until": click.option("--until", callback=day, help="Begun on that date or earlier.", metavar="DATE"),
    "exact": click.option(
        "--exact", is_flag=True, help="The thing alone: no group of the mineral, no ministries of the country."
    ),
    "quotes": click.option("--quotes", is_flag=True, help="Show every sentence, not the first one only."),
    "all": click.option("--all", "everything", is_flag=True, help="Show all, not the first few of each section only."),
}


def _drawable(_: click.Context, __: click.Parameter, out: Path | None) -> Path | None:
    from graphkit.commands.map import check

    if out is not None:
        check(out)
    return out


MAPPED = click.option(
    "--map", "drawn", type=click.Path(path_type=Path, dir_okay=False), callback=_drawable, metavar="OUT",
    help="Draw what it says as a map too: OUT.html, OUT.svg or OUT.png.",
)  # fmt: skip


def map_of(store: Store, answer: Answer, seen: list[Bundle], out: Path, as_of: dt.date | None) -> None:
    """Draw the facts behind an answer."""
    from graphkit.commands.map import draw
    from graphkit.reports.shared.mapping import behind

    bundle = behind(store, answer, seen)
    if bundle.records:
        draw(out, bundle, answer.title, as_of=as_of)
    else:
        note(f"There is no fact to draw; {out} was not written")


def register(cli: click.Group) -> None:
    """Add `report` to the command line."""
    cli.add_command(_Reports("report", help="Answer a question, with the sentences that say so."))


class _Reports(click.Group):
    """The reports as commands; one is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from graphkit import reports

        return reports.names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from graphkit import reports

        return _command(cmd_name, reports.get(cmd_name)) if cmd_name in reports.names() else None


def _command(name: str, report: Report) -> click.Command:
    def ask(form: str, output: Path | None, bibliography: bool, drawn: Path | None, **given: Any) -> None:
        from graphkit import reports
        from graphkit.answers import SHOWN
        from graphkit.errors import InputError
        from graphkit.reports.shared.mapping import watched

        subjects = [subject for metavar in report.SUBJECTS if (subject := given.pop(_key(metavar))) is not None]
        limit = 0 if given.pop("everything", False) else SHOWN
        known = {key: given.pop(key) for key in list(given) if key in NARROWING}
        question = reports.Question(**known, limit=limit, options=given)
        with opened() as opened_store, progress(after=1) as shown:
            store, seen = watched(opened_store, shown)
            answer = report.run(store, subjects, question)
            if not answer.rows and _empty(store):
                raise InputError("This store is empty. Fill it first: graphkit load briefs reference")
            if drawn:
                map_of(store, answer, seen, drawn, known.get("as_of"))
            if bibliography:
                answer = reports.bibliography(store, answer)
        emit(answer, form, output)

    function = MAPPED(common(rows_out(ask)))
    function = click.option("--bibliography", is_flag=True, help="The documents that the answer cites, instead of it.")(
        function
    )
    for narrowing in reversed(report.NARROWED_BY):
        function = NARROWING[narrowing](function)
    for option in reversed(report.OPTIONS):
        function = option(function)
    for metavar in reversed(list(report.SUBJECTS)):
        optional = metavar.startswith("[")
        function = click.argument(_key(metavar), metavar=metavar, required=not optional)(function)
    return click.command(name, help=_help(report), short_help=_short(report))(function)


def _empty(store: Store) -> bool:
    """Tell whether nothing was ever loaded."""
    return not any(store.query(f"MATCH (n:{kind}) RETURN n.id AS id ORDER BY id LIMIT 1").rows for kind in _LOADED)


def _key(metavar: str) -> str:
    return f"subject_{metavar.strip('[]').lower()}"


def _short(report: Report) -> str:
    """The first sentence of the docstring."""
    return inspect.cleandoc(report.run.__doc__ or "").split("\n")[0].rstrip(".")


def _help(report: Report) -> str:
    """The docstring of the report, what its subjects may be, and its columns."""
    parts = [inspect.cleandoc(report.run.__doc__ or "")]
    parts += [f"{metavar.strip('[]')} is {meaning}." for metavar, meaning in report.SUBJECTS.items()]
    columns = [f"  {column}: {meaning}" for column, meaning in report.COLUMNS.items()]
    wrapped = [line for column in columns for line in textwrap.wrap(column, 78, subsequent_indent="      ")]
    return "\n\n".join([*parts, "\b\nColumns:\n" + "\n".join(wrapped)])
