"""From what a user names to one bundle: bundled sources, articles, folders of them, facts files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graphkit import factsfile, loaders
from graphkit.errors import InputError
from graphkit.loaders import Loaded, Progress
from graphkit.resources import part

# Name -> loader, and where in seeds/ its input lies.
BUNDLED = {"briefs": ("articles", "briefs"), "reference": ("reference", ".")}


def read(sources: Sequence[str], progress: Progress, table: str | None = None) -> Loaded:
    """Read all sources into one bundle; with `table` each is a table in the format of the bundled one of that name.

    What is named and is not there stops the load; an article that cannot be read is skipped, unless none is left.
    """
    missing = [s for s in sources if s not in BUNDLED and not Path(s).exists()]
    if missing:
        raise InputError(f"There is no file or folder {missing[0]}. Bundled sources are: {', '.join(sorted(BUNDLED))}.")
    out = Loaded()
    for source in sources:
        loaded = _one(source, progress) if table is None else _table(Path(source), table, progress)
        out.bundle.add(loaded.bundle)
        out.taken += loaded.taken
        out.skipped += loaded.skipped
    if not out.taken:
        reasons = [reason for _, reason in out.skipped]
        raise InputError(
            reasons[0] if len(reasons) == 1 else f"None of the {len(reasons)} files can be read: {reasons[0]}"
        )
    return out


def _one(source: str, progress: Progress) -> Loaded:
    if source in BUNDLED and not Path(source).exists():
        name, folder = BUNDLED[source]
        return loaders.get(name).load(part("seeds") / folder, progress)
    path = Path(source)
    if path.suffix == ".jsonl" and path.is_file():
        return Loaded(factsfile.read(path), taken=1)
    if path.suffix.lower() in (".csv", ".xlsx"):
        raise InputError(f"{path} is a table; say in which format, for example --as agreements.")
    return loaders.get("articles").load(path, progress)


def _table(path: Path, table: str, progress: Progress) -> Loaded:
    loaded: Loaded = loaders.get("reference").load_table(path, table, progress)  # type: ignore[attr-defined]
    return loaded
