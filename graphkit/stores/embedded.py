"""The embedded store: a folder, and the engine that serves it in a child process for as long as the command runs."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

from graphkit.errors import StoreError, StoreInUseError, StoreVersionError
from graphkit.stores import constraints, embedding
from graphkit.stores.asking import Limit
from graphkit.stores.engine import ENGINE
from graphkit.stores.engined import EngineStore
from graphkit.stores.locking import lock_soon

if TYPE_CHECKING:
    from neo4j import Driver

FORMAT = 1
MARKER = "graphkit-store.json"
NOTE = "serving.json"
"""Where a server answers that keeps the store open."""


@dataclass(frozen=True, slots=True)
class Serving:
    """How a store is served to other programs: the port, the password of the user neo4j, and whether it may write."""

    port: int
    password: str = field(repr=False)
    write: bool = False


class EmbeddedStore(EngineStore):
    """A store in a folder, made on first use. One process owns it at a time."""

    def __init__(self, folder: Path, serving: Serving | None = None) -> None:
        self._folder = folder.resolve()
        self._shown = folder
        self._serving = serving
        self._killed = False
        self._made = _prepare(self._folder, folder)
        self._lock = _take_lock(self._folder, folder)
        self._process: subprocess.Popen[bytes] | None = None
        try:
            embedding.recover(self._folder)
            (self._folder / NOTE).unlink(missing_ok=True)  # of a server that was killed: the store is ours now
            self._process, port = self._start()
            keys = json.loads((self._folder / "secrets.json").read_text(encoding="utf-8"))
            super().__init__(f"bolt://127.0.0.1:{port}", keys, str(folder), self._folder)
            self._prepare_once()
            self._undo()
        except BaseException:
            if hasattr(self, "_driver"):
                super().close()
            self._stop()
            raise

    def close(self) -> None:
        """Close the connections, end the engine, let go of the folder."""
        try:
            super().close()
        finally:
            self._stop()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            self._kill()  # a kill leaves the store consistent and does not wait for a running query
        self.close()

    def _prepare_once(self) -> None:
        """Make constraints and indexes in a new store, and those of an older vocabulary anew."""
        wanted, ready = "\n".join(constraints.statements().values()), self._folder / "ready"
        if self._made or not ready.exists() or ready.read_text(encoding="utf-8") != wanted:
            self._prepare()
            ready.write_text(wanted, encoding="utf-8")
        self._ready = True

    @property
    def loading(self) -> Path:
        """A file that is there while rows are loaded in bulk, and stays where that was killed."""
        return self._folder / "loading"

    def _undo(self) -> None:
        """Undo or finish a bulk load that was killed."""
        if self.loading.exists():
            from graphkit.stores import bulk

            bulk.known(self)
            self.loading.unlink(missing_ok=True)

    @property
    def driver(self) -> Driver:
        """The connection with the rights of the owner."""
        return self._driver

    def alive(self) -> bool:
        """Tell whether the engine's process runs."""
        return self._process is not None and self._process.poll() is None

    def end(self) -> None:
        """Close the store without waiting for queries that run."""
        try:
            EngineStore.close(self)
        finally:
            self._stop(patience=3)

    def break_off(self) -> None:
        """End the engine, whatever it is working on; it is started again for the next question."""
        self._kill()

    def _kill(self) -> None:
        self._killed = True
        if self._process is not None:
            self._process.kill()

    def _killer(self, stop: Callable[[], None]) -> Callable[[], None]:
        return self._kill

    def _limit(self, query: str, timeout: float | None) -> Limit:
        self._awake()
        return super()._limit(query, timeout)

    def _awake(self) -> None:
        """Start the engine again if we have ended it."""
        if self._killed:
            self.restart()

    def restart(self) -> None:
        """Start the engine anew; what was not committed is gone."""
        super().close()
        if self._process is not None:
            _end(self._process)
        self._process, port = self._start()
        self._killed = False
        self._connect(f"bolt://127.0.0.1:{port}")

    def _start(self) -> tuple[subprocess.Popen[bytes], int]:
        return _start(self._folder, self._shown, self._lock, self._serving)

    def _stop(self, patience: float = 20) -> None:
        if self._process is not None:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.close()
            try:
                self._process.wait(timeout=patience)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process.stdout.close()
            self._process = None
        self._lock.close()


def _prepare(folder: Path, shown: Path) -> bool:
    """Check that the folder is ours and of this version, or make it; return whether it was made."""
    marker = folder / MARKER
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{shown} is a file; a store is a folder, and a facts file ends in .jsonl.")
    if not folder.exists() or not any(folder.iterdir()):
        try:
            _make(folder)
        except OSError as error:
            if marker.exists():  # another command has just made it
                return False
            raise StoreError(f"No store can be made at {shown}: {error.strerror}.") from None
        return True
    try:
        found = json.loads(marker.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StoreError(f"{shown} is a folder with other files, not a graphkit store. Give another --store.") from None
    except (OSError, ValueError) as error:
        raise StoreError(f"{marker.name} in {shown} cannot be read ({error}); this is no store that works.") from None
    if found != _version():
        raise StoreVersionError(
            f"{shown} was written by another version ({_words(found)}; this one writes {_words(_version())}). "
            "Export it with the graphkit that wrote it (`graphkit export facts.jsonl`), then load that file into a new "
            "store."
        )
    return False


def _words(version: object) -> str:
    return ", ".join(f"{k} {v}" for k, v in version.items()) if isinstance(version, dict) else str(version)


def _make(folder: Path) -> None:
    """Make an empty store beside its place and move it there, so that one half made is never taken for a store."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        (draft / "engine").mkdir()
        keys = {"root": secrets.token_urlsafe(24), "reader": secrets.token_urlsafe(24)}
        _write_private(draft / "secrets.json", json.dumps(keys))
        (draft / "lock").touch()
        (draft / MARKER).write_text(json.dumps(_version()) + "\n", encoding="utf-8")
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _version() -> dict[str, Any]:
    return {"format": FORMAT, "engine": ENGINE}


def _write_private(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def _take_lock(folder: Path, shown: Path) -> IO[str]:
    """Own the folder until the returned file is closed; the system lets go of it when the process dies."""
    try:
        file = (folder / "lock").open("r+", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{shown} cannot be written to: {error.strerror}.") from None
    if not lock_soon(file):
        owner = file.read().strip()
        file.close()
        raise StoreInUseError(
            f"{shown} is in use by another graphkit command{f' (process {owner})' if owner else ''}. "
            "Wait until it ends, or give another --store."
        )
    file.seek(0)
    file.truncate()
    file.write(str(os.getpid()))
    file.flush()
    return file


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with process:  # closes the pipes and waits
        pass


def _start(folder: Path, shown: Path, held: IO[str], serving: Serving | None) -> tuple[subprocess.Popen[bytes], int]:
    """Start the engine and return it with its port; it shares the lock: the folder is taken until both have ended."""
    # -P: a json.py in the folder where the command runs is not ours
    command = [sys.executable, "-P", "-m", "graphkit.stores.engine", str(folder)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p or os.getcwd() for p in sys.path)}
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment, start_new_session=True, pass_fds=() if sys.platform == "win32" else (held.fileno(),),
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps(asdict(serving) if serving else {}).encode() + b"\n")
            process.stdin.flush()
        line = process.stdout.readline()
        answer = json.loads(line) if line else {"error": "the engine ended at once"}
    except BaseException:
        _end(process)
        raise
    if "port" not in answer:
        _end(process)
        if "ModuleNotFoundError" in answer["error"]:
            raise StoreError(
                "The embedded engine has no build for this machine. Give the address of a Neo4j server instead, "
                "for example --store bolt://localhost:7687."
            )
        raise StoreError(f"The store {shown} cannot be opened: {answer['error']}.")
    return process, int(answer["port"])
