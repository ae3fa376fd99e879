"""The embedded store: it lives and dies with its command, in one folder, for one command at a time."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.errors import StoreError, StoreInUseError, StoreVersionError
from graphkit.stores import embedded, embedding, locking
from graphkit.stores.embedded import MARKER, EmbeddedStore
from graphkit.stores.engine import DATABASE
from tests.commands import ROOT
from tests.stores import about_a, snapshot

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="processes and modes as POSIX has them")
OWNER = """
import sys
from graphkit.stores.embedded import EmbeddedStore
store = EmbeddedStore(__import__("pathlib").Path(sys.argv[1]))
print(store._process.pid, store._uri.rpartition(":")[2], flush=True)
sys.stdin.read()
"""


def alive(pid: int) -> bool:
    """Tell whether a process runs (one that ended and waits to be collected does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def listening(port: int) -> bool:
    """Tell whether something listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def gone(pid: int, port: int) -> bool:
    """Wait until the process and its port are gone, and tell whether they are."""
    end = time.monotonic() + 20
    while alive(pid) or listening(port):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def child(store: EmbeddedStore) -> tuple[int, int]:
    """Return the engine's process and port."""
    assert store._process is not None
    return store._process.pid, int(store._uri.rpartition(":")[2])


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int, int]]:
    """Another process that has the store `tmp_path/store` open, with its engine's process and port."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", OWNER, str(tmp_path / "store")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment) as process:
        assert process.stdout is not None
        pid, port = map(int, process.stdout.readline().split())
        yield process, pid, port
        process.kill()


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A store's folder, made and closed."""
    with EmbeddedStore(tmp_path / "store"):
        pass
    return tmp_path / "store"


# ---------------------------------------------------------------- life and death
@POSIX
def test_it_starts_and_ends_with_its_owner_and_keeps_what_was_loaded(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        pid, port = child(store)
        assert alive(pid)
        store.load(about_a())
        before = snapshot(store)
    assert gone(pid, port)
    with EmbeddedStore(tmp_path / "store") as store:
        assert snapshot(store) == before
        assert store.load(about_a()).unchanged == 3


@POSIX
def test_the_engine_does_not_outlive_an_owner_that_is_killed(
    owner: tuple[subprocess.Popen[str], int, int], tmp_path: Path
) -> None:
    process, pid, port = owner
    assert alive(pid)
    assert listening(port)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert gone(pid, port)
    with EmbeddedStore(tmp_path / "store") as store:
        assert store.load(about_a()).new == 3


@POSIX
def test_an_error_inside_ends_it_too(tmp_path: Path) -> None:
    engines: list[tuple[int, int]] = []

    def work(error: type[BaseException]) -> None:
        with EmbeddedStore(tmp_path / "store") as store:
            engines.append(child(store))
            raise error

    for error in (RuntimeError, KeyboardInterrupt):
        with pytest.raises(error):
            work(error)
        assert gone(*engines[-1])


@POSIX
def test_an_engine_that_is_gone_is_said_in_a_sentence(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        pid, _ = child(store)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(StoreError, match="does not answer"):
            store.query("RETURN 1")


def test_closing_twice_is_closing(made: Path) -> None:
    store = EmbeddedStore(made)
    store.close()
    store.close()


def test_the_port_is_open_to_this_machine_only(made: Path) -> None:
    with EmbeddedStore(made) as store:
        assert store._uri.startswith("bolt://127.0.0.1:")
        _, port = child(store)
        with socket.socket() as probe:
            probe.bind(("127.0.0.2", port))  # taken if the engine listened on all addresses


# ---------------------------------------------------------------- the folder
@POSIX
def test_nothing_is_written_outside_the_folder(tmp_path: Path) -> None:
    homes = {name: tmp_path / name for name in ("cwd", "home", "tmp")}
    for folder in homes.values():
        folder.mkdir()
    (homes["cwd"] / "json.py").write_text("raise SystemExit('not this one')")
    code = (
        "import sys; sys.path[:] = [p for p in sys.path if p not in ('', sys.argv[2])]\n"
        "from pathlib import Path; from graphkit.stores.embedded import EmbeddedStore\n"
        "with EmbeddedStore(Path(sys.argv[1])) as store: print(store.query('RETURN 1 AS x').rows)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(homes["home"]), "TMPDIR": str(homes["tmp"])}
    command = [sys.executable, "-B", "-c", code, str(tmp_path / "store"), str(homes["cwd"])]
    done = subprocess.run(command, cwd=homes["cwd"], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "((1,),)\n", "")
    assert [p.name for p in homes["cwd"].iterdir()] == ["json.py"]
    assert [*homes["home"].iterdir(), *homes["tmp"].iterdir()] == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cwd", "home", "store", "tmp"]


@POSIX
def test_passwords_are_readable_by_the_owner_only_and_stand_in_no_message(made: Path) -> None:
    assert stat.S_IMODE((made / "secrets.json").stat().st_mode) == 0o600
    keys = json.loads((made / "secrets.json").read_text())
    assert len({*keys.values()}) == 2
    with EmbeddedStore(made) as store:
        assert not any(key in repr(vars(store)["_address"]) + store.address for key in keys.values())


def test_a_store_keeps_no_users_but_its_own(made: Path) -> None:
    users = made / "engine" / "config" / "server-users.jsonl"
    users.write_text('{"name": "old", "password": "PBKDF2WithHmacSHA256$65536$x$y", "databases": {"*": ["admin"]}}\n')
    with EmbeddedStore(made) as store:
        assert store.query("RETURN 1").rows == ((1,),)
    assert [json.loads(line)["name"] for line in users.read_text().splitlines()] == ["root", "reader", "writer"]


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "new" / "store") as store:
        assert store.read().records == []
    (tmp_path / "empty").mkdir()
    with EmbeddedStore(tmp_path / "empty"):
        assert json.loads((tmp_path / "empty" / MARKER).read_text())["format"] == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["empty", "new"]


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="other files"):
        EmbeddedStore(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="is a file"):
        EmbeddedStore(tmp_path / "file")
    with pytest.raises(StoreError, match="No store can be made"):
        EmbeddedStore(tmp_path / "file" / "store")
    assert (tmp_path / "file").read_text() == "x"


def test_a_store_of_another_version_is_named_with_the_way_out(made: Path) -> None:
    (made / MARKER).write_text('{"format": 0, "engine": "older 1.0"}')
    with pytest.raises(StoreVersionError, match=r"older 1\.0.*export"):
        EmbeddedStore(made)
    (made / MARKER).write_text("{oops")
    with pytest.raises(StoreError, match=MARKER):
        EmbeddedStore(made)


@pytest.mark.parametrize("part", ["secrets.json", "lock", MARKER])
def test_a_store_that_lacks_a_part_is_said_in_a_sentence(made: Path, part: str) -> None:
    (made / part).unlink()
    with pytest.raises(StoreError) as caught:
        EmbeddedStore(made)
    assert str(made) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_half_made_is_never_taken_for_a_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(embedded, "_write_private", fail)
        with pytest.raises(StoreError, match="No space left"):
            EmbeddedStore(tmp_path / "store")
    assert list(tmp_path.iterdir()) == []
    with EmbeddedStore(tmp_path / "store") as store:
        assert store.load(about_a()).new == 3


def test_a_store_that_another_command_made_meanwhile_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = embedded._make

    def twice(folder: Path) -> None:
        real(folder)
        real(folder)

    monkeypatch.setattr(embedded, "_make", twice)
    with EmbeddedStore(tmp_path / "store") as store:
        assert store.load(about_a()).new == 3
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


# ---------------------------------------------------------------- one owner
@POSIX
def test_a_second_command_is_told_who_has_the_store(
    owner: tuple[subprocess.Popen[str], int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.05)
    with pytest.raises(StoreInUseError, match=f"process {owner[0].pid}"):
        EmbeddedStore(tmp_path / "store")
    owner[0].communicate("")
    monkeypatch.undo()  # the engine ends a moment after its owner
    with EmbeddedStore(tmp_path / "store") as store:
        assert store.read().records == []


def test_a_command_waits_for_a_short_one(made: Path) -> None:
    import threading

    first = EmbeddedStore(made)
    timer = threading.Timer(0.5, first.close)
    timer.start()
    with EmbeddedStore(made) as store:
        assert store.query("RETURN 1 AS x").rows == ((1,),)
    timer.join()


@POSIX
def test_ctrl_c_in_the_middle_of_a_load_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from graphkit.stores import writing
from graphkit.stores.embedded import EmbeddedStore
from tests.stores import about_a, about_b
real = writing._write_derived
def slow(*arguments):
    real(*arguments)
    print("in the middle", flush=True)
    arguments[0].run("UNWIND range(1, 400000) AS x WITH x MATCH (n:Country) RETURN count(n.name + x)").consume()
    __import__("time").sleep(60)
with EmbeddedStore(Path(sys.argv[1])) as store:
    store.load(about_a())
    writing._write_derived = slow
    store.load(about_b())
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, str(tmp_path / "store")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert "KeyboardInterrupt" in said
    with EmbeddedStore(tmp_path / "store") as store, EmbeddedStore(tmp_path / "other") as other:
        other.load(about_a())
        assert snapshot(store) == snapshot(other)


def test_a_load_that_was_killed_between_two_renames_leaves_the_store(made: Path) -> None:
    with EmbeddedStore(made) as store:
        store.load(about_a())
        before = snapshot(store)
    draft = made / "engine" / embedding.DRAFT
    draft.mkdir()
    (made / "engine" / "databases" / DATABASE).rename(draft / "before")
    with EmbeddedStore(made) as store:
        assert snapshot(store) == before
    assert not draft.exists()
