"""The commands `queries` and `query`: saved questions in Cypher, listed, shown, checked and run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from graphkit.commands.shared import common, emit, key_and_value, note, opened, rows_out, time_limit
from graphkit.errors import InputError

if TYPE_CHECKING:
    from graphkit.queries.library import SavedQuery


def register(cli: click.Group) -> None:
    """Add `queries` and `query` to the command line."""

    cli.command("queries")(rows_out(common(_queries)))
    cli.command("query")(rows_out(common(_query)))


def _complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from graphkit.queries import library

    known = library.everything(context.params.get("folder"))
    return [CompletionItem(name, help=q.title) for name, q in known.items() if name.startswith(incomplete)]


_folder = click.option(
    "--queries", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="Your own saved queries.  [default: GRAPHKIT_QUERIES, else ./cypher]",
)  # fmt: skip


@click.argument("name", required=False, shell_complete=_complete)
@click.option("--check", "checking", is_flag=True, help="Check them, or the one of this name, and say what is wrong.")
@_folder
def _queries(name: str | None, checking: bool, folder: Path | None, form: str, output: Path | None) -> None:
    """List the saved queries, or show the text of NAME.

    NAME is the name of one, or a .cypher file. A file in your own folder goes before a bundled one of its name.

    Columns: name, title, parameters (with their defaults). With --check: query, line, rule, problem.
    """
    from graphkit.output import Answer
    from graphkit.queries import library, view

    if checking:
        _check({name: library.get(name, folder)} if name else library.everything(folder), form, output)
    elif name:
        click.echo(library.get(name, folder).text, nl=False)
    else:
        rows = [
            {"name": q.name, "title": q.title, "parameters": ", ".join(p.usage for p in q.parameters)}
            for q in library.everything(folder).values()
        ]
        answer = Answer("Saved queries", ("name", "title", "parameters"), rows, lambda w: view.listing(rows, w))
        emit(answer, form, output)


def _check(found: dict[str, SavedQuery], form: str, output: Path | None) -> None:
    from graphkit.output import Answer
    from graphkit.queries.check import check

    rows = [
        {"query": name, "line": p.line, "rule": p.rule, "problem": p.message}
        for name, query in found.items()
        for p in check(query)
    ]
    if rows or form != "table":
        emit(Answer("Problems of saved queries", ("query", "line", "rule", "problem"), rows), form, output)
    if rows:
        number = f"{len(rows)} problem{'s' if len(rows) > 1 else ''}"
        raise InputError(f"{number} in {len({row['query'] for row in rows})} of {len(found)} saved queries.")
    note(f"{len(found)} saved quer{'y is' if len(found) == 1 else 'ies are'} sound.")


@click.argument("name", shell_complete=_complete)
@click.option("-p", "parameters", multiple=True, metavar="KEY=VALUE", help="A parameter of the query; may be repeated.")
@time_limit
@_folder
def _query(
    name: str, parameters: tuple[str, ...], timeout: float, folder: Path | None, form: str, output: Path | None
) -> None:
    """Run the saved query NAME.

    VALUE is written as people write it: a country, mineral or forum by any of its names, a date as YYYY, YYYY-MM or
    YYYY-MM-DD, a list with commas. `graphkit queries` lists the parameters, `graphkit queries NAME` tells what they
    and the columns mean. Where a table would not fit the terminal each row is a block of lines.
    """
    from graphkit.queries import library, view
    from graphkit.queries.values import ParameterError

    wanted = library.get(name, folder)
    given = dict(key_and_value(text) for text in parameters)
    try:
        with opened() as store:
            answer = library.run(store, wanted, given, timeout)
    except ParameterError as error:
        raise click.UsageError(str(error)) from None
    emit(view.drawn(answer), form, output)
    if not answer.rows:
        note(f"No rows: {wanted.title}.")
