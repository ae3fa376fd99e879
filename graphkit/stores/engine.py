"""The embedded engine's process: `python -m graphkit.stores.engine FOLDER` serves one store over Bolt on loopback.

It writes one JSON line to standard output when it is ready ({"port": ...}) or cannot start ({"error": ...}), and ends
when its standard input closes, so that it never outlives its owner. This file is the only one that knows the engine.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
from pathlib import Path

DATABASE = "graph"
ENGINE = "arcadedb 26.11.1.dev2"
_WRITE = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
_ADMIN = ["updateSecurity", "updateSchema", "updateDatabaseSettings"]


def main(folder: str) -> int:
    """Serve the store in `folder` until standard input closes."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    _silence()
    try:
        secrets = json.loads(Path(folder, "secrets.json").read_text(encoding="utf-8"))
        server, port = _start(Path(folder, "engine"), secrets)
    except Exception as error:  # noqa: BLE001 - the owner gets the reason and says it
        out.write(json.dumps({"error": f"{type(error).__name__}: {error}"}) + "\n")
        out.flush()
        return 1
    out.write(json.dumps({"port": port}) + "\n")
    out.flush()
    with contextlib.suppress(KeyboardInterrupt, OSError):
        while os.read(0, 4096):
            pass
    server.stop()
    return 0


def _silence() -> None:
    """The engine logs to both streams; its log file inside the store's folder is enough."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)


def _start(root: Path, secrets: dict[str, str]):  # type: ignore[no-untyped-def]  # the engine has no types
    os.environ["ARCADEDB_LOG_DIR"] = str(root / "log")  # else it logs below the home of the user
    import arcadedb

    _write_groups(root / "config")
    with socket.socket() as probe:  # port 0 is taken, but cannot be read back from the engine
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    os.chdir(root)  # whatever the engine writes beside its data stays in the store's folder
    server = arcadedb.create_server(
        str(root),
        root_password=secrets["root"],
        config={
            "host": "127.0.0.1",
            "http_port": 0,
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt_host": "127.0.0.1",
            "bolt_port": port,
            "server.defaultDatabases": f"{DATABASE}[reader:{secrets['reader']}:reader]",
            "opencypher.loadCsv.allowFileUrls": False,
            "opencypher.loadCsv.allowRemoteUrls": False,
        },
    )
    server.start()
    return server, port


def _write_groups(config: Path) -> None:
    """Read-only is a user of a group that may only read records; the engine ignores the driver's read mode."""
    config.mkdir(parents=True, exist_ok=True)
    unlimited = {"resultSetLimit": -1, "readTimeout": -1}
    groups = {
        "admin": {**unlimited, "access": _ADMIN, "types": {"*": {"access": _WRITE}}},
        "reader": {**unlimited, "access": [], "types": {"*": {"access": ["readRecord"]}}},
        "*": {**unlimited, "access": [], "types": {"*": {"access": []}}},
    }
    text = json.dumps({"databases": {"*": {"groups": groups}}, "version": 2})
    (config / "server-groups.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
