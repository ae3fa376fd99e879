"""Rows in bulk into an embedded store: a copy of its database is filled by a child process, then takes its place."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from graphkit.errors import StoreError
from graphkit.stores.engine import DATABASE
from graphkit.stores.engined import EngineStore

if TYPE_CHECKING:
    import polars as pl

    from graphkit.loaders import Progress
    from graphkit.stores.embedded import EmbeddedStore

_SLICE = 20_000
DRAFT = "draft"
_BEFORE = "before"


def write(
    store: EmbeddedStore,
    tables: Sequence[tuple[str, pl.DataFrame]],
    loads: Sequence[str],
    indexes: Sequence[str],
    progress: Progress,
) -> None:
    """Write rows into a store that is embedded; what goes wrong leaves the database as it was."""
    engine = store._folder / "engine"
    database, draft = engine / "databases" / DATABASE, engine / DRAFT
    with _closed(store):
        shutil.rmtree(draft, ignore_errors=True)
        try:
            shutil.copytree(database, draft / DATABASE)
            _fill(draft / DATABASE, tables, loads, indexes, progress)
            database.rename(draft / _BEFORE)
            (draft / DATABASE).rename(database)
        except OSError as error:
            raise StoreError(f"The rows cannot be written: {error.strerror}. The store is as it was.") from None
        finally:
            recover(store._folder)


def recover(folder: Path) -> None:
    """Put the database back in its place that a load had moved aside when it failed or was killed; drop its draft."""
    database, draft = folder / "engine" / "databases" / DATABASE, folder / "engine" / DRAFT
    if not database.exists() and (draft / _BEFORE).exists():
        (draft / _BEFORE).rename(database)
    shutil.rmtree(draft, ignore_errors=True)


@contextlib.contextmanager
def _closed(store: EmbeddedStore) -> Iterator[None]:
    """End the engine for a while, but keep the store's lock."""
    process = store._process
    assert process is not None
    assert process.stdin is not None
    assert process.stdout is not None
    EngineStore.close(store)
    process.stdin.close()
    process.wait()
    process.stdout.close()
    store._process = None
    try:
        yield
    finally:
        store._process, port = store._start()
        store._connect(f"bolt://127.0.0.1:{port}")


def _fill(
    database: Path,
    tables: Sequence[tuple[str, pl.DataFrame]],
    loads: Sequence[str],
    indexes: Sequence[str],
    progress: Progress,
) -> None:
    kinds = {frame[f"{end}_kind"][0] for _, frame in tables for end in ("subject", "object")}
    total = sum(frame.height for _, frame in tables)
    ids = ", ".join(f"'{load}'" for load in loads)
    order = {
        "kinds": sorted(kinds), "rows": total, "relations": sorted({relation for relation, _ in tables}),
        "after": [f"MATCH (l:Load) WHERE l.id IN [{ids}] SET l.state = 'written'", *indexes],
    }  # fmt: skip
    command = [sys.executable, "-P", "-m", "graphkit.stores.bulkengine", str(database)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p or os.getcwd() for p in sys.path)}
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, start_new_session=True,
        cwd=database.parent, bufsize=1 << 20,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with contextlib.suppress(BrokenPipeError):  # the answer says why
            _send(process.stdin, order, process.stdout, tables, progress)
        answer = json.loads(process.stdout.readline() or '{"error": "the engine ended at once"}')
    except BaseException:
        process.kill()
        raise
    finally:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        process.wait()
        process.stdout.close()
    if "error" in answer:
        raise StoreError(f"The rows cannot be written: {answer['error']}. The store is as it was.")


def _send(
    out: IO[bytes],
    order: dict[str, Any],
    back: IO[bytes],
    tables: Sequence[tuple[str, pl.DataFrame]],
    progress: Progress,
) -> None:
    out.write(json.dumps(order).encode() + b"\n")
    out.flush()
    answer = json.loads(back.readline() or '{"error": "the engine ended at once"}')
    if "error" in answer:
        raise StoreError(f"The rows cannot be written: {answer['error']}. The store is as it was.")
    done = 0
    for relation, frame in tables:
        for text, number in _texts(relation, frame, answer["places"]):
            out.write(b'{"bytes": %d}\n' % len(text))
            out.write(text)
            done += number
            progress("rows written", done, order["rows"])
    out.write(b'{"bytes": 0}\n')
    out.flush()


def _texts(relation: str, frame: pl.DataFrame, places: dict[str, dict[str, str]]) -> Iterator[tuple[bytes, int]]:
    """Yield the rows as the engine takes them: JSON, which polars writes from the columns."""
    import polars as pl

    ends = {}
    for end in ("subject", "object"):
        known = places[frame[f"{end}_kind"][0]]
        ends[end] = frame[end].replace_strict(known, default=None, return_dtype=pl.String)
        if ends[end].null_count():
            raise StoreError("Rows end at a country or mineral that the store does not have. The store is as it was.")
    rows = frame.drop("subject_kind", "subject", "object_kind", "object")
    for start in range(0, rows.height, _SLICE):
        part = slice(start, start + _SLICE)
        source, target = ('","'.join(ends[end][part].to_list()) for end in ("subject", "object"))
        properties = rows[part].write_json()
        text = f'{{"src":["{source}"],"type":"{relation}","dst":["{target}"],"props":{properties}}}'
        yield text.encode(), min(_SLICE, rows.height - start)
