"""Which of the sources of a load are data sets: each file goes to its loader, the others are given back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graphkit.datasets import loading, packed, refused
from graphkit.datasets.loading import Found, Outcome
from graphkit.datasets.task import Task
from graphkit.errors import InputError

_PACKED = (".zip", ".gz", ".bz2", ".xz", ".7z", ".tar", ".tgz")


@dataclass(slots=True)
class Taken:
    """What was done with data sets: what came of them, None where there were none, and what else there is.

    `others` are the sources that are none, `tables` what --as says of those, `odd` the files in folders beside data
    sets that no loader knows.
    """

    outcome: Outcome | None = None
    others: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    odd: list[Path] = field(default_factory=list)


def load(
    address: str,
    sources: Sequence[str],
    task: Task,
    tables: Sequence[str] = (),
    own: Path | None = None,
    check: bool = False,
) -> Taken:
    """Load those of the sources that are data sets, packed or not, or only check them.

    `tables` name their loaders or formats, one for all or one for each; `own` is a user's own loader. With `check`,
    with `own`, and where the task is of some years or minerals, all sources must be data sets.
    """
    if len(tables) > 1 and len(tables) != len(sources):
        return Taken(others=tuple(sources), tables=tuple(tables))  # which is told where tables are read
    outcome: Outcome | None = None
    with packed.unpacked(sources) as places:
        found, rest, odd = _sorted(places, tables, own)
        _refuse(rest, bool(check or task.years or task.minerals or own is not None))
        if found:
            outcome = loading.check(found, task) if check else loading.load(address, found, task)
    left = tuple(name for _, name in rest if name) if len(tables) != 1 or rest else ()
    return Taken(outcome, tuple(source for source, _ in rest), left, odd)


def _sorted(
    places: Sequence[tuple[str, Sequence[str]]], tables: Sequence[str], own: Path | None
) -> tuple[list[Found], list[tuple[str, str | None]], list[Path]]:
    """Return what loaders take of the sources, the sources that none takes, and files in folders that none knows."""
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
