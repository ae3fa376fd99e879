"""Files are written whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graphkit.errors import InputError


@contextmanager
def replacing(*paths: Path) -> Iterator[tuple[Path, ...]]:
    """Give a path to write to for each of `paths`, and put the files in place when all are complete."""
    parts = tuple(path.with_name(f"{path.name}.part") for path in paths)
    try:
        yield parts
        for part, path in zip(parts, paths, strict=True):
            part.replace(path)
    except OSError as error:
        raise InputError(f"{paths[0]} cannot be written: {error.strerror}.") from None
    finally:
        for part in parts:
            with suppress(OSError):  # where there is no folder, there is nothing to remove
                part.unlink()


def write_whole(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file; an existing one is replaced only when the new one is complete."""
    with replacing(path) as (part,), part.open("wb") as file:
        file.writelines([data] if isinstance(data, bytes) else data)
