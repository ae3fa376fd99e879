"""The lock of a store's folder; the system lets go of it when its owner dies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def lock(file: IO[str]) -> bool:
        """Take the lock if it is free, and tell whether it was."""
        file.seek(1_000_000)  # a byte past the content, so that others can still read who owns it
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(0)
        return True

else:
    import fcntl

    def lock(file: IO[str]) -> bool:
        """Take the lock if it is free, and tell whether it was."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def free(folder: Path) -> bool:
    """Tell whether no process owns a store's folder."""
    with (folder / "lock").open("r+", encoding="utf-8") as file:
        return lock(file)
