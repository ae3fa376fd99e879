"""Many articles: read side by side on the cores there are, given back in the order they were named."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from graphkit.documents import read_article, read_bytes
from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.reading.reader import LEAST, Reading, read

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf")
_FEW = 24
"""Up to so many articles one process is as fast as several, which have to start first."""


def read_files(
    files: Sequence[Path], known: frozenset[str] = frozenset(), least: float = LEAST, explain: bool = False
) -> Iterator[tuple[Path, tuple[Document, Reading] | str | None]]:
    """Yield each file with its document and what it says, with the reason why it cannot be read, or None if known."""
    read_one = partial(_read, known=known, least=least, explain=explain)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(files) <= _FEW or cores == 1:
        yield from zip(files, map(read_one, files), strict=True)
        return
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(cores, initializer=_leave_interrupts_to_the_owner)
    try:
        yield from zip(files, pool.map(read_one, files, chunksize=8), strict=True)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts_to_the_owner() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read(
    file: Path, known: frozenset[str], least: float, explain: bool = False
) -> tuple[Document, Reading] | str | None:
    try:
        if known and hashlib.sha256(read_bytes(file)).hexdigest() in known:
            return None
        document = read_article(file)
    except InputError as error:
        return str(error)
    return document, read(document, least=least, explain=explain)
