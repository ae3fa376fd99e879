"""The command `path`: how two things are linked, as chains of sentences with their evidence."""

from __future__ import annotations

import inspect
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.commands.report import MAPPED, NARROWING, map_of
from graphkit.commands.shared import common, emit, opened, rows_out, words

if TYPE_CHECKING:
    import datetime as dt


def register(cli: click.Group) -> None:
    """Add `path` to the command line."""
    cli.add_command(path)


class _Path(click.Command):
    """Says what the columns and "best" mean, which are read from where they are made."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from graphkit.analysis.paths import BEST
        from graphkit.analysis.pathview import COLUMNS

        columns = [f"  {column}: {meaning}" for column, meaning in COLUMNS.items()]
        wrapped = [line for column in columns for line in textwrap.wrap(column, 78, subsequent_indent="      ")]
        said = inspect.cleandoc(str(path.callback.__doc__))
        self.help = "\n\n".join([said, BEST, "\b\nColumns:\n" + "\n".join(wrapped)])
        super().format_help_text(ctx, formatter)


@click.command(cls=_Path, short_help="How two things are linked, with the sentences that say so.")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--max", "longest", type=click.IntRange(1, 8), default=4, show_default=True, help="At most so many hops.")
@click.option("--k", "k", type=click.IntRange(1, 50), default=3, show_default=True, help="So many paths, best first.")
@click.option("--relations", callback=words, metavar="R,R", help="Only by these, e.g. SIGNED_MOU,SUPPLIES.")
@NARROWING["as_of"]
@NARROWING["quotes"]
@MAPPED
@rows_out
@common
def path(
    one: str,
    other: str,
    longest: int,
    k: int,
    relations: frozenset[str],
    as_of: dt.date | None,
    quotes: bool,
    drawn: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """The best paths of evidence between A and B, each hop with its sentence.

    A and B are things as people write them: countries, blocs, forums, ministries, officials, companies, minerals,
    sectors, goods.
    """
    from graphkit.analysis.pathview import Asked, answer
    from graphkit.reports.shared.things import ACTORS, TOPICS, resolve

    with opened() as store:
        kinds = (*ACTORS, *TOPICS, "Event")
        ends = [resolve(store, name, kinds, "country, mineral, forum, ministry or official") for name in (one, other)]
        found = answer(store, Asked(ends[0], ends[1], longest, k, relations, as_of, quotes))
        if drawn:
            map_of(store, found, [], drawn, as_of)
    emit(found, form, output)
