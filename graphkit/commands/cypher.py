"""The command `cypher`: one query from the command line, a file or standard input, or a shell for many."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graphkit.commands.shared import LIMIT, address, common, opened, rows_out, time_limit
from graphkit.errors import InputError


def register(cli: click.Group) -> None:
    """Add `cypher` to the command line."""

    cli.command("cypher")(rows_out(common(_cypher)))


@click.argument("query", required=False, metavar="[QUERY|FILE]")
@click.option("-p", "parameters", multiple=True, metavar="KEY=VALUE", help="A parameter of the query; may be repeated.")
@click.option("--write", is_flag=True, help="Let the query change the store; no source stands behind what it writes.")
@time_limit
@click.option(
    "--limit", type=click.IntRange(0), default=LIMIT, show_default=True, metavar="ROWS",
    help="Show at most so many rows; 0 shows all.",
)  # fmt: skip
def _cypher(
    query: str | None,
    parameters: tuple[str, ...],
    write: bool,
    timeout: float,
    limit: int,
    form: str,
    output: Path | None,
) -> None:
    """Run Cypher that only reads.

    From QUERY, from a .cypher FILE, or from standard input ("-"). Without QUERY a shell takes one query after the
    other. VALUE is taken as JSON where it is JSON (5, true, ["KOR"]), else as text.
    """
    from graphkit.shell.asker import Asker, parameter
    from graphkit.shell.prompt import Shell

    asker = Asker(dict(parameter(text) for text in parameters), write, timeout, limit, form, output)
    if write and address().endswith(".jsonl"):
        raise InputError(f"{address()} is a facts file, which is only read.")
    if query is None and sys.stdin.isatty():
        with opened() as store:
            Shell(store, asker).run()
        return
    text = _text(query or "-")
    with opened() as store:
        asker.ask(store, text)


def _text(query: str) -> str:
    if query == "-":
        try:
            return sys.stdin.read()
        except UnicodeDecodeError:
            raise InputError("Standard input is not UTF-8 text.") from None
    if not query.endswith(".cypher"):
        return query
    try:
        return Path(query).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{query} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise InputError(f"{query} is not UTF-8 text.") from None
