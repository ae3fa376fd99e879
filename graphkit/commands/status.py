"""The commands `status` and `loaders`: what the store holds, and what can be loaded."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.commands.shared import common, emit, opened, rows_out


def register(cli: click.Group) -> None:
    """Add `status` and `loaders` to the command line."""
    cli.add_command(status)
    cli.add_command(loaders)


@click.command()
@rows_out
@common
def status(form: str, output: Path | None) -> None:
    """Say what the store holds: counts of nodes, facts and documents."""
    from graphkit import overview

    with opened() as store:
        answer = overview.answer(store.inventory())
    emit(answer, form, output)


@click.command()
@rows_out
@common
def loaders(form: str, output: Path | None) -> None:
    """List what can be loaded: sources and tables.

    The tables are those that --as knows, with their columns.
    """
    from graphkit import overview

    emit(overview.loaders(), form, output)
