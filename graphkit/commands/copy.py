"""The commands `copy` and `export`: facts out of a store, into another or a file."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.commands.shared import common, note, opened, setting
from graphkit.errors import InputError


def register(cli: click.Group) -> None:
    """Add `copy` and `export` to the command line."""
    cli.add_command(copy)
    cli.add_command(export)


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--quiet", is_flag=True, default=None, expose_value=False, callback=setting("quiet"), help="No notes.")
def copy(source: str, target: str) -> None:
    """Copy everything of one store into another; what the other holds beside it stays.

    FROM and TO are stores as --store takes them: folders, servers, and for FROM a facts file. Both then hold the same
    facts, which is checked; copying again changes nothing.
    """
    from graphkit import copying
    from graphkit.stores import open_store

    if target.endswith(".jsonl"):
        raise InputError(f"{target} is a facts file; write it with `graphkit export`.")
    with open_store(source, create=False) as one, open_store(target) as other:
        bundle, changes = copying.copy(one, other)
    note(f"{len(bundle.records)} facts in {target}: {changes.new} new, {changes.confirmed} with more claims, checked")


@click.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@common
def export(out: Path) -> None:
    """Write all facts, with their documents and nodes, to OUT (.jsonl), without loss."""
    from graphkit import factsfile

    if out.suffix != ".jsonl":
        raise InputError(f"{out}: a facts file ends in .jsonl.")
    with opened() as store:
        bundle = store.read()
    try:
        factsfile.write(bundle, out)
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error.strerror}.") from None
    note(f"{len(bundle.records)} facts, {len(bundle.nodes)} nodes, {len(bundle.documents)} documents written to {out}")
