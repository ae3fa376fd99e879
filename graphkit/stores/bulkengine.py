"""The embedded engine's batch API in a child process: `python -m graphkit.stores.bulkengine DATABASE`.

Edges come from standard input as texts that the engine takes as they are, so that no row becomes a Python object. A
message is a line of JSON, then as many bytes as its `bytes` says. The child answers with lines of JSON: first where the
nodes are, last that all is written. It works on a copy of the database, thrown away if it does not end well.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Any

_COMPACTION = "arcadedb.indexCompactionMinPagesSchedule"
"""The engine's setting for tidying indexes as they grow; 10 is its default."""
_MANY = 50_000
"""From so many edges on, an index is built faster anew than kept up."""


def main(database: str) -> int:
    """Write what standard input brings into the database."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    source = os.fdopen(os.dup(0), "rb", buffering=1 << 20)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # the engine logs to both
        os.dup2(null, stream)

    def answer(message: dict[str, Any]) -> None:
        out.write(json.dumps(message) + "\n")
        out.flush()

    try:
        _serve(database, source, answer)
    except Exception as error:  # noqa: BLE001 - the owner gets the reason and says it
        answer({"error": f"{type(error).__name__}: {error}"})
        return 1
    return 0


def _serve(database: str, source: Any, answer: Any) -> None:
    os.environ["ARCADEDB_LOG_DIR"] = os.path.join(os.path.dirname(database), "log")
    import arcadedb

    order = json.loads(source.readline())
    base = arcadedb.open_database(database)
    places = {
        kind: {row.get("id"): str(row.get("rid")) for row in base.query("sql", f"SELECT @rid AS rid, id FROM {kind}")}
        for kind in order["kinds"]
    }
    answer({"places": places})
    if order["rows"] >= _MANY:
        for name in _indexes(base, order["relations"]):
            base.command("opencypher", f"DROP INDEX {name}")
    base.command("sql", f"ALTER DATABASE `{_COMPACTION}` 0")  # else closing waits for a minute's work on the new index
    batch = base.graph_batch(expected_edge_count=order["rows"], use_wal=False)
    for text in _texts(source):
        _new_edges(batch, text)
    batch.close()
    for statement in order["after"]:
        base.command("opencypher", statement)
    base.command("sql", f"ALTER DATABASE `{_COMPACTION}` 10")
    base.close()
    answer({"done": True})


def _texts(source: Any) -> Iterator[bytes]:
    """Yield the texts up to the end that the owner announces; an owner that is gone announces none."""
    while True:
        line = source.readline()
        if not line:
            raise EOFError("the rows ended too early")
        size = json.loads(line)["bytes"]
        if size == 0:
            return
        yield source.read(size)


def _new_edges(batch: Any, text: bytes) -> None:
    """Hand over edges as the engine's `new_edges` does, but as text that is ready."""
    from arcadedb._native.database import _call

    _call("The rows could not be written", "arcadedb_n_gb", batch._gb, b"new_edges", text)


def _indexes(base: Any, relations: list[str]) -> list[str]:
    """Return the indexes that rows would have to be entered into; they have no `disputed`."""
    found = base.query("sql", "SELECT name, properties FROM schema:indexes")
    names = (str(row.get("name")) for row in found if "disputed" not in str(row.get("properties")))
    return sorted(name for name in names if any(name.startswith(f"{relation}_0_") for relation in relations))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
