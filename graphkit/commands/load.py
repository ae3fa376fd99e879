"""The command `load`: articles, tables and facts files into the store."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.commands.shared import address, common, note, progress

if TYPE_CHECKING:
    from graphkit.datasets import loading
    from graphkit.datasets.sources import Taken
    from graphkit.ingest import Outcome

_WIDTH = 78


def register(cli: click.Group) -> None:
    """Add `load` to the command line."""
    cli.add_command(load)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--as",
    "tables",
    metavar="TABLE",
    multiple=True,
    help="Read tables (.csv, .xlsx) in this format; once for all, or once for each. See `graphkit loaders`.",
)
@click.option(
    "--min-confidence", "least", type=click.FloatRange(0, 1), help="What a fact of an article needs.  [default: 0.85]"
)
@click.option("--loader", "own", type=click.Path(path_type=Path, dir_okay=False), help="A loader of your own (.py).")
@click.option("--years", help="Of data sets only these years: 2022, 2015-2024 or 1995,2000-2004.")
@click.option("--minerals", help="Of data sets only these minerals: lithium,nickel.")
@click.option("--check", is_flag=True, help="Read data sets and check them; write nothing.")
@common
def load(
    sources: tuple[str, ...],
    tables: tuple[str, ...],
    least: float | None,
    own: Path | None,
    years: str | None,
    minerals: str | None,
    check: bool,
) -> None:
    """Read SOURCES and put their facts into the store.

    A SOURCE is "briefs" or "reference" (they come with graphkit), an article (.txt, .md, .html, .pdf), a folder of
    articles, a facts file (.jsonl), a data set, packed (.zip, .gz) or not (`graphkit loaders` lists them; --check,
    --years and --minerals are for these), or with --as a table of your own. Loading the same thing again changes
    nothing; a load that fails leaves the store as it was. With --min-confidence, articles that the store has are
    read again; doubtful facts, below 0.85, wait in `graphkit review`.
    """  # fmt: skip
    from graphkit import ingest
    from graphkit.datasets import sources as datasets
    from graphkit.datasets.task import task_of

    with progress() as shown:
        taken = datasets.load(address(), sources, task_of(years, minerals, shown), tables, own, check)
    if taken.outcome is not None:
        note(_of_datasets(taken, taken.outcome, check))
    if not taken.others:
        return
    outcome = ingest.Outcome()
    try:
        with progress() as shown:
            ingest.load(address(), taken.others, shown, taken.tables, outcome, least)
    except KeyboardInterrupt:
        if outcome.taken:
            done = f"{outcome.taken} sources are in the store"
            raise KeyboardInterrupt(f"Interrupted; {done}. The same command goes on from there.") from None
        raise
    note(_summary(outcome, least))


def _of_datasets(taken: Taken, outcome: loading.Outcome, check: bool) -> str:
    """Say what was read of data sets, what was left out and why, and what changed."""
    files = outcome.files
    loaders = ", ".join(f"{name} {number}" if number > 1 else name for name, number in outcome.loaders.items())
    lines = [f"{files} file{'s' if files != 1 else ''} read ({loaders})"] if files else []
    if outcome.known:
        lines.append(f"{outcome.known} file{'s' if outcome.known != 1 else ''} in the store already, unchanged")
    counts = ", ".join(f"{number:,} {name}" for name, number in sorted(outcome.relations.items(), key=lambda c: -c[1]))
    if counts:
        lines += _wrapped(f"facts: {counts}")
    if outcome.left_out:
        told = ", ".join(f"{number:,} {why}" for why, number in outcome.left_out.most_common())
        lines += _wrapped(f"left out: {told}")
    lines += [f"  skipped: {reason}" for _, reason in outcome.skipped]
    for name, number in outcome.checked:
        lines += _wrapped(f"{number:,} facts, as there must be in {name}")
    if check:
        lines.append("Nothing was written.")
    elif files:
        changes = outcome.changes
        lines.append(f"  {changes.new:,} new, {changes.confirmed:,} confirmed, {changes.unchanged:,} known before")
    if taken.odd:
        more = f" and {len(taken.odd) - 1} more" if len(taken.odd) > 1 else ""
        lines += _wrapped(f"not read, no loader knows them: {taken.odd[0].name}{more}")
    return "\n".join(lines)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)


def _summary(outcome: Outcome, least: float | None) -> str:
    from graphkit.reading import LEAST

    total = outcome.taken + outcome.known + len(outcome.skipped)
    words = "source" if total == 1 else "sources"
    lines = [f"{outcome.taken} of {total} {words} read" if outcome.taken < total else f"{total} {words} read"]
    if outcome.known:
        lines[0] += f", {outcome.known} in the store already"
    changes = outcome.changes
    facts = changes.new + changes.confirmed + changes.unchanged
    counts = f"{changes.new:,} new, {changes.confirmed:,} confirmed by another source"
    lines.append(f"  {_facts(facts)}: {counts}, {changes.unchanged:,} known before")
    if changes.disputed:
        lines.append(f"  {changes.disputed:,} disputed: marked in every answer, with the claims of all sources")
    if outcome.doubtful and (least or 0) > LEAST:  # `review` asks of what is below the default
        lines.append(f"  {_facts(outcome.doubtful)} below {least:g} left out; a lower --min-confidence brings them in")
    elif outcome.doubtful:
        lines.append(f"  {_facts(outcome.doubtful)} too doubtful to count: `graphkit review` shows them")
    if outcome.judged:
        lines.append(f"  {_facts(outcome.judged)} left out: judged wrong (`graphkit review judgements`)")
    lines += [f'  another version of "{t}" stays in the store: `graphkit remove {i}`' for t, i in outcome.older]
    if outcome.skipped:
        lines.append(f"  {len(outcome.skipped)} skipped:")
        lines += [f"    {reason}" for _, reason in outcome.skipped]
    return "\n".join(lines)


def _facts(number: int) -> str:
    return f"{number:,} fact{'s' if number != 1 else ''}"
