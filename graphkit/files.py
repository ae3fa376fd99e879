"""Files are written whole, or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from graphkit.errors import InputError


def write_whole(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file; an existing one is replaced only when the new one is complete."""
    partial = path.with_name(path.name + ".part")
    try:
        with partial.open("wb") as file:
            file.writelines([data] if isinstance(data, bytes) else data)
        partial.replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        with contextlib.suppress(OSError):
            partial.unlink()
