"""The command `copy`: everything of one store into another."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.commands.shared import note, setting
from graphkit.errors import InputError


def register(cli: click.Group) -> None:
    """Add `copy` to the command line."""
    cli.add_command(copy)


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--quiet", is_flag=True, default=None, expose_value=False, callback=setting("quiet"), help="No notes.")
def copy(source: str, target: str) -> None:
    """Copy everything of one store into another.

    What the other holds beside it stays. FROM and TO are stores as --store takes them: folders, servers, and for FROM a
    facts file. Both then hold the same facts, which is checked; copying again changes nothing.
    """
    from graphkit import copying
    from graphkit.stores import open_store

    if target.endswith(".jsonl"):
        raise InputError(f"{target} is a facts file; write it with `graphkit export`.")
    if source == target or ("://" not in source + target and Path(source).resolve() == Path(target).resolve()):
        raise InputError(f"{source} and {target} are one store; give another one as TO.")
    with open_store(source, create=False) as one, open_store(target) as other:
        bundle, changes = copying.copy(one, other)
    note(f"{len(bundle.records)} facts in {target}: {changes.new} new, {changes.confirmed} with more claims, checked")
