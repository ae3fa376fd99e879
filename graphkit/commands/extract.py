"""The command `extract`: what the reader finds in articles, shown and not stored."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.commands.shared import common, note, progress
from graphkit.errors import InputError


def register(cli: click.Group) -> None:
    """Add `extract` to the command line."""
    cli.add_command(extract)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--format", "form", type=click.Choice(("table", "json", "gold")), default="table", show_default=True)
@click.option(
    "-o", "folder", type=click.Path(path_type=Path, file_okay=False), help="Write a file for each article here."
)
@click.option("--explain", is_flag=True, help="Show by which rule or model, in which clause, and what is doubtful.")
@click.option("--min-confidence", "least", type=click.FloatRange(0, 1), help="What a fact needs.  [default: 0.85]")
@common
def extract(files: tuple[Path, ...], form: str, folder: Path | None, explain: bool, least: float | None) -> None:
    """Read articles and show their facts; nothing is stored.

    FILE is an article (.txt, .md, .html, .pdf) or a folder of them. The form "gold" is the one that gold facts are
    written in.
    """
    from graphkit import extraction
    from graphkit.reading import LEAST

    with progress() as shown:
        results, skipped = extraction.run(files, form, shown, LEAST if least is None else least, explain)
    if not results:
        several = f"None of the {len(skipped)} files can be read; the first: " if len(skipped) > 1 else ""
        raise InputError(several + skipped[0][1])
    for _, reason in skipped:
        note(f"Skipped: {reason}")
    if folder is not None:
        extraction.write(results, folder)
        note(f"{len(results)} file{'s' if len(results) != 1 else ''} written to {folder}")
    else:
        click.echo(extraction.joined(results, form), nl=False)
