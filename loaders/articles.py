"""News articles, press releases and briefs: text, Markdown, HTML and PDF, a file or a folder of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graphkit.errors import InputError
from graphkit.loaders import Loaded, Progress, Source, inputs
from graphkit.reading import LEAST
from graphkit.reading.batch import SUFFIXES, read_files

SOURCE = Source(
    title="Articles",
    publisher="as each article says",
    licence="as each article says; the text stays in your own store",
    takes="a .txt, .md, .html or .pdf file, or a folder of them",
)


def load(path: Path, progress: Progress) -> Loaded:
    """Read one article or a folder of them; one that cannot be read is skipped with the reason."""
    loaded = Loaded()
    for batch in batches(path, progress, frozenset()):
        loaded.add(batch)
    return loaded


def batches(path: Path, progress: Progress, known: frozenset[str], least: float | None = None) -> Iterator[Loaded]:
    """Yield what one article or each of a folder says; those whose hash is known are counted and not read again.

    `least` is the confidence that a fact needs; what has less is held back as doubtful.
    """
    named = files(path)
    if not named:
        raise InputError(f"{path} holds no articles ({', '.join(SUFFIXES)}).")
    for number, (file, found) in enumerate(read_files(named, known, LEAST if least is None else least), 1):
        loaded = Loaded()
        if found is None:
            loaded.known = 1
        elif isinstance(found, str):
            loaded.skipped.append((str(file), found))
        else:
            document, reading = found
            loaded.bundle.documents[document.id] = document
            for node in reading.nodes:
                loaded.bundle.add_node(node)
            loaded.bundle.records.extend(reading.records)
            loaded.bundle.doubtful.extend(held.record for held in reading.doubtful)
            loaded.taken = 1
        progress("articles read", number, len(named))
        yield loaded


def files(path: Path) -> list[Path]:
    """Return the articles at a path: it itself, or those in the folder that it is."""
    return list(inputs(path, SUFFIXES)) if path.is_dir() else [path]
