"""The command `load`: articles, tables and facts files into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphkit.commands.shared import address, common, note, progress

if TYPE_CHECKING:
    from graphkit.ingest import Outcome


def register(cli: click.Group) -> None:
    """Add `load` to the command line."""
    cli.add_command(load)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--as", "table", metavar="TABLE", help="Read tables (.csv, .xlsx) in this format; see `graphkit loaders`."
)
@common
def load(sources: tuple[str, ...], table: str | None) -> None:
    """Read SOURCES and put their facts into the store.

    A SOURCE is "briefs" or "reference" (they come with graphkit), an article (.txt, .md, .html, .pdf), a folder of
    articles, a facts file (.jsonl), or with --as a table of your own. Loading the same thing again changes nothing;
    a load that fails leaves the store as it was.
    """
    from graphkit import ingest

    outcome = ingest.Outcome()
    try:
        with progress() as shown:
            ingest.load(address(), sources, shown, table, outcome)
    except KeyboardInterrupt:
        if outcome.taken:
            done = f"{outcome.taken} sources are in the store"
            raise KeyboardInterrupt(f"Interrupted; {done}. The same command goes on from there.") from None
        raise
    note(_summary(outcome))
    if outcome.changes.disputed:
        note("  disputed facts are marked in every answer, with the claims of all sources")


def _summary(outcome: Outcome) -> str:
    total = outcome.taken + outcome.known + len(outcome.skipped)
    words = "source" if total == 1 else "sources"
    lines = [f"{outcome.taken} of {total} {words} read" if outcome.taken < total else f"{total} {words} read"]
    if outcome.known:
        lines[0] += f", {outcome.known} in the store already"
    changes = outcome.changes
    facts = changes.new + changes.confirmed + changes.unchanged
    counts = [f"{changes.new} new", f"{changes.confirmed} confirmed by another source"]
    counts.append(f"{changes.unchanged} known before")
    if changes.disputed:
        counts.append(f"{changes.disputed} of them disputed")
    lines.append(f"  {facts} fact{'s' if facts != 1 else ''}: {', '.join(counts)}")
    if outcome.skipped:
        lines.append(f"  {len(outcome.skipped)} skipped:")
        lines += [f"    {reason}" for _, reason in outcome.skipped]
    return "\n".join(lines)
