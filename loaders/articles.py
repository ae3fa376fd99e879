"""News articles, press releases and briefs: plain text and Markdown, a file or a folder of them."""

from __future__ import annotations

from pathlib import Path

from graphkit.documents import read_file
from graphkit.errors import InputError
from graphkit.loaders import Loaded, Progress, Source, inputs
from graphkit.reading import read

SOURCE = Source(
    title="Articles",
    publisher="as each article says",
    licence="as each article says; the text stays in your own store",
    takes="a .txt or .md file, or a folder of them",
)
SUFFIXES = (".txt", ".md", ".markdown")


def load(path: Path, progress: Progress) -> Loaded:
    """Read one article or a folder of them; one that cannot be read is skipped with the reason."""
    files = list(inputs(path, SUFFIXES)) if path.is_dir() else [path]
    if not files:
        raise InputError(f"{path} holds no articles ({', '.join(SUFFIXES)}).")
    loaded = Loaded()
    for number, file in enumerate(files, 1):
        try:
            document = read_file(file)
        except InputError as error:
            loaded.skipped.append((str(file), str(error)))
        else:
            reading = read(document)
            loaded.bundle.documents[document.id] = document
            for node in reading.nodes:
                loaded.bundle.add_node(node)
            loaded.bundle.records.extend(reading.records)
            loaded.taken += 1
        progress("articles read", number, len(files))
    return loaded
