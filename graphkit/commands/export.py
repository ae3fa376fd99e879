"""The command `export`: what a store holds as a file, for graphkit itself or for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.commands.shared import common, note, opened


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
@common
def export(out: Path) -> None:
    """Write what the store holds to OUT, in the form of its ending.

    Facts files (.jsonl) hold everything without loss. The other forms hold the graph as Cypher sees it: nodes, facts,
    and the edges that follow from facts, marked `derived`.
    """
    from graphkit import exports

    form = exports.get(out)
    with opened() as store:
        said = form.write(store, out)
    note(said)
