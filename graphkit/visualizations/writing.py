"""Writes a page: whole, or not at all."""

from __future__ import annotations

import contextlib
from pathlib import Path

from graphkit.errors import InputError


def write(path: Path, text: str) -> None:
    """Write a text; a file that is there is replaced only when the new one is complete."""
    partial = path.with_name(f"{path.name}.part")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        partial.replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        with contextlib.suppress(OSError):
            partial.unlink()
