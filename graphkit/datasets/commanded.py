"""What `load` does with data sets: finds the loader of each file, loads or checks it, and says what came of it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.commands.shared import note

if TYPE_CHECKING:
    from graphkit.datasets.loading import Found, Outcome
    from graphkit.loaders import Progress

_WIDTH = 78
_PACKED = (".zip", ".gz", ".bz2", ".xz", ".7z", ".tar", ".tgz")


def load_datasets(
    address: str,
    sources: tuple[str, ...],
    tables: tuple[str, ...],
    own: Path | None,
    years: str | None,
    minerals: str | None,
    check: bool,
    shown: Progress,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Load those of the sources that are data sets, or check them; return the other sources and what --as says of them.

    With --check, --years, --minerals or --loader all sources must be data sets.
    """
    from graphkit.datasets import loading, packed
    from graphkit.datasets.task import Task, parse_minerals, parse_years

    if len(tables) > 1 and len(tables) != len(sources):
        return sources, tables  # which is told where tables are read
    task = Task(
        parse_years(years) if years else frozenset(), parse_minerals(minerals) if minerals else frozenset(), shown
    )
    with packed.unpacked(sources) as places:
        found, rest, odd = _sorted(places, tables, own)
        _refuse(rest, bool(check or years or minerals or own is not None))
        if found:
            outcome = loading.check(found, task) if check else loading.load(address, found, task)
            note(summary(outcome, check))
            if odd:
                more = f" and {len(odd) - 1} more" if len(odd) > 1 else ""
                note("\n".join(_wrapped(f"not read, no loader knows them: {odd[0].name}{more}")))
    return tuple(s for s, _ in rest), tuple(n for _, n in rest if n) if len(tables) != 1 or rest else ()


def _sorted(
    places: Sequence[tuple[str, Sequence[str]]], tables: tuple[str, ...], own: Path | None
) -> tuple[list[Found], list[tuple[str, str | None]], list[Path]]:
    """Return what loaders take of the sources, the sources that none takes, and files in folders that none knows."""
    from graphkit.datasets import loading

    loader = loading.own(own) if own is not None else None
    names = loading.datasets().keys()
    wanted = [*tables] * len(places) if len(tables) == 1 else [*tables]
    of = wanted if len(wanted) == len(places) else [None] * len(places)
    found: list[Found] = []
    rest: list[tuple[str, str | None]] = []
    odd: list[Path] = []
    for (source, looked), name in zip(places, of, strict=True):
        ours = name is None or name in names or loader is not None
        mine = [one for place in looked for one in loading.find(place, name, loader)] if ours else []
        found += mine
        odd += [path for place in looked for path in loading.unknown(place, mine)]
        if not mine:
            rest.append((source, name))
    return found, rest, odd


def _refuse(rest: Sequence[tuple[str, str | None]], only_data: bool) -> None:
    """Raise InputError for what is packed or damaged and, where all must be data sets, for what is none."""
    from graphkit.datasets import refused
    from graphkit.errors import InputError

    for source, name in rest:
        if Path(source).suffix.lower() in _PACKED and Path(source).is_file():
            what = "is packed" if name else "holds no data set that a loader knows"
            raise InputError(f"{source} {what}. Unpack it and load what comes out.")
        if name is None:  # else it is a table of the user's own, which says itself what does not fit
            refused.refuse(Path(source))
    for source, _ in rest if only_data else ():
        if not Path(source).exists():
            raise InputError(f"There is no file or folder {source}.")
        raise InputError(f"{source} is no data set that a loader knows; `graphkit loaders` lists them.")


def summary(outcome: Outcome, check: bool) -> str:
    """Say what was read, what was left out and why, and what changed."""
    files = outcome.files
    loaders = ", ".join(f"{name} {number}" if number > 1 else name for name, number in outcome.loaders.items())
    lines = [f"{files} file{'s' if files != 1 else ''} read ({loaders})"] if files else []
    if outcome.known:
        more = f"{outcome.known} file{'s' if outcome.known != 1 else ''} in the store already, unchanged"
        lines.append(more)
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
    return "\n".join(lines)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
