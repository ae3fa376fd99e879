"""The commands `queries` and `query`: saved questions in Cypher, listed, shown, checked and run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from graphkit.errors import InputError

if TYPE_CHECKING:
    from graphkit.queries import SavedQuery


def register(cli: click.Group) -> None:
    """Add `queries` and `query` to the command line."""
    from graphkit.cli import common, rows_out

    cli.command("queries")(rows_out(common(_queries)))
    cli.command("query")(rows_out(common(_query)))


def _complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from graphkit import queries

    known = queries.everything(context.params.get("folder"))
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
    from graphkit import cli, queries, queryview
    from graphkit.output import Answer

    if checking:
        _check({name: queries.get(name, folder)} if name else queries.everything(folder), form, output)
    elif name:
        click.echo(queries.get(name, folder).text, nl=False)
    else:
        rows = [
            {"name": q.name, "title": q.title, "parameters": ", ".join(p.usage for p in q.parameters)}
            for q in queries.everything(folder).values()
        ]
        answer = Answer("Saved queries", ("name", "title", "parameters"), rows, lambda w: queryview.listing(rows, w))
        cli._emit(answer, form, output)


def _check(found: dict[str, SavedQuery], form: str, output: Path | None) -> None:
    from graphkit import cli
    from graphkit.output import Answer
    from graphkit.querycheck import check

    rows = [
        {"query": name, "line": p.line, "rule": p.rule, "problem": p.message}
        for name, query in found.items()
        for p in check(query)
    ]
    if rows or form != "table":
        cli._emit(Answer("Problems of saved queries", ("query", "line", "rule", "problem"), rows), form, output)
    if rows:
        number = f"{len(rows)} problem{'s' if len(rows) > 1 else ''}"
        raise InputError(f"{number} in {len({row['query'] for row in rows})} of {len(found)} saved queries.")
    cli._note(f"{len(found)} saved quer{'y is' if len(found) == 1 else 'ies are'} sound.")


@click.argument("name", shell_complete=_complete)
@click.option("-p", "parameters", multiple=True, metavar="KEY=VALUE", help="A parameter of the query; may be repeated.")
@_folder
def _query(name: str, parameters: tuple[str, ...], folder: Path | None, form: str, output: Path | None) -> None:
    """Run the saved query NAME.

    VALUE is written as people write it: a country, mineral or forum by any of its names, a date as YYYY, YYYY-MM or
    YYYY-MM-DD, a list with commas. `graphkit queries` lists the parameters, `graphkit queries NAME` tells what they
    and the columns mean. Where a table would not fit the terminal each row is a block of lines.
    """
    from graphkit import cli, queries, queryview
    from graphkit.queryvalues import ParameterError

    wanted = queries.get(name, folder)
    given = dict(_given(text) for text in parameters)
    try:
        with cli._open() as store:
            answer = queries.run(store, wanted, given)
    except ParameterError as error:
        raise click.UsageError(str(error)) from None
    cli._emit(queryview.drawn(answer), form, output)
    if not answer.rows:
        cli._note(f"No rows: {wanted.title}.")


def _given(text: str) -> tuple[str, str]:
    key, mark, value = text.partition("=")
    if not mark or not key:
        raise click.UsageError(f'-p takes KEY=VALUE, not "{text}".')
    return key, value
