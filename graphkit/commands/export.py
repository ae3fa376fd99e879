"""The command `export`: what a store holds as a file, for graphkit itself or for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.commands.map import selected
from graphkit.commands.shared import common, day, narrowed, note, opened
from graphkit.errors import InputError

if TYPE_CHECKING:
    import datetime as dt

    from graphkit.bundle import Bundle
    from graphkit.exports import Export


def register(cli: click.Group) -> None:
    """Add `export` to the command line."""
    cli.add_command(export)


class _Export(click.Command):
    """A command whose help lists the exports that there are."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from graphkit import exports

        with formatter.section("Endings of OUT"):
            formatter.write_dl([(suffix, one.ABOUT) for suffix, one in exports.known().items()])


@click.command(cls=_Export)
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@narrowed
@click.option("--as-of", "as_of", callback=day, help="Only what held on that day, or has no date.", metavar="DATE")
@common
def export(
    out: Path,
    mineral: str | None,
    country: str | None,
    relations: frozenset[str],
    statuses: frozenset[str],
    as_of: dt.date | None,
) -> None:
    """Write what the store holds to OUT, in the form of its ending.

    Facts files (.jsonl) hold everything without loss. The other forms hold the graph as Cypher sees it: nodes, facts,
    and the edges that follow from facts, marked `derived`. The options narrow it to a part.
    """
    from graphkit import exports

    form = exports.get(out)
    with opened() as store:
        if mineral or country or relations or statuses or as_of:
            bundle, _ = selected(store, mineral, country, relations, statuses, as_of=as_of)
            said = _of_part(bundle, form, out)
        else:
            said = form.write(store, out)
    note(said)


def _of_part(bundle: Bundle, form: Export, out: Path) -> str:
    """Write a part of a store: it is put into one of its own for as long, so that each form is as of any store."""
    import tempfile

    from graphkit import factsfile
    from graphkit.stores import open_store

    if not bundle.records:
        raise InputError("No fact fits these conditions; nothing was written. Ask with fewer of them.")
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / "part.jsonl"
        factsfile.write(bundle, facts)
        with open_store(str(facts)) as part:
            return form.write(part, out)
