"""A store that `graphkit serve` keeps open: where it answers stands beside the store, for its owner's eyes only."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path

from graphkit.errors import StoreError
from graphkit.stores.embedded import NOTE, Serving
from graphkit.stores.engine import GUEST
from graphkit.stores.engined import EngineStore
from graphkit.stores.locking import free

_PATIENCE = 5.0
"""Seconds to wait for a server that is being started again."""


class ServedStore(EngineStore):
    """A store's folder that another process serves; everything goes through that process."""

    def __init__(self, folder: Path, port: int) -> None:
        keys = json.loads((folder / "secrets.json").read_text(encoding="utf-8"))
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                super().__init__(f"bolt://127.0.0.1:{port}", keys, str(folder), folder.resolve())
                break
            except StoreError:
                if time.monotonic() > end or port_of(folder, "engine") != port:
                    raise
                time.sleep(0.1)
        self._ready = True  # who serves it has made constraints and indexes


def port_of(folder: Path, who: str = "port") -> int | None:
    """Return the port at which a store's folder is served, that of the engine itself for "engine", or None."""
    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        owner = (folder / "lock").read_text(encoding="utf-8")
        # A server that was killed leaves its note: nobody has the lock then, or another command.
        return None if free(folder) or owner != str(note["process"]) else int(note[who])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def publish(folder: Path, serving: Serving, engine: int) -> None:
    """Write down where a store is served and by which login, and where the engine is for commands of ours."""
    note = {"port": serving.port, "engine": engine, "user": GUEST, "password": serving.password, "process": os.getpid()}
    draft = folder / f"{NOTE}.part"
    with suppress(FileNotFoundError):
        draft.unlink()
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(json.dumps(note))
    draft.replace(folder / NOTE)


def withdraw(folder: Path) -> None:
    """Take the note back."""
    (folder / NOTE).unlink(missing_ok=True)
