"""The embedded engine's process: `python -m graphkit.stores.engine FOLDER` serves one store over Bolt on loopback.

It reads one JSON line from standard input: {} or {"port": ..., "password": ..., "write": ...} for `graphkit serve`. It
writes one JSON line to standard output when it is ready ({"port": ...}) or cannot start ({"error": ...}), and ends when
its standard input closes, so that it never outlives its owner. This file is the only one that knows the engine.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import secrets
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DATABASE = "graph"
ENGINE = "arcadedb 26.11.1.dev2"
_WRITE = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
GUEST = "neo4j"
"""The user of `graphkit serve`, as Neo4j's own tools expect it."""
_ADMIN = ["updateSecurity", "updateSchema", "updateDatabaseSettings"]


def main(folder: str) -> int:
    """Serve the store in `folder` until standard input closes."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    _silence()
    try:
        keys = json.loads(Path(folder, "secrets.json").read_text(encoding="utf-8"))
        server, port = _start(Path(folder, "engine"), keys, json.loads(_first_line() or "{}"))
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


def logins(keys: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the logins for a user's own queries, from the keys of a store; the writer may do all but reach outside."""
    writer = hashlib.sha256(f"writer {keys['root']}".encode()).hexdigest()
    return {"reader": ("reader", keys["reader"]), "writer": ("writer", writer)}


def _first_line() -> bytes:
    line = b""
    while not line.endswith(b"\n") and (more := os.read(0, 1)):
        line += more
    return line


def _silence() -> None:
    """The engine logs to both streams; its log file inside the store's folder is enough."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)


def _start(root: Path, keys: dict[str, str], serving: dict[str, Any]):  # type: ignore[no-untyped-def]  # no types
    os.environ["ARCADEDB_LOG_DIR"] = str(root / "log")  # else it logs below the home of the user
    sys.modules["numpy"] = None  # type: ignore[assignment]  # not to be imported: a fifth of the start, for nothing here
    import arcadedb

    _write_groups(root / "config")
    _write_users(root / "config" / "server-users.jsonl", keys, serving)
    port = serving.get("port") or _free_port()
    os.chdir(root)  # whatever the engine writes beside its data stays in the store's folder
    server = arcadedb.create_server(
        str(root),
        config={
            "host": "127.0.0.1",
            "http_port": 0,
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt_host": "127.0.0.1",
            "bolt_port": port,
            "server.defaultDatabases": DATABASE + "[]",
        },
    )
    server.start()
    database = server.get_database(DATABASE)
    for source in ("File", "Remote"):  # options of the server do not reach this setting, and users do not hold it
        database.command("sql", f"ALTER DATABASE `arcadedb.opencypher.loadCsv.allow{source}Urls` false")
    return server, port


def _free_port() -> int:
    with socket.socket() as probe:  # port 0 is taken, but cannot be read back from the engine
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _write_groups(config: Path) -> None:
    """Read-only is a user of a group that may only read records; the engine ignores the driver's read mode."""
    config.mkdir(parents=True, exist_ok=True)
    unlimited = {"resultSetLimit": -1, "readTimeout": -1}
    groups = {
        "admin": {**unlimited, "access": _ADMIN, "types": {"*": {"access": _WRITE}}},
        "writer": {**unlimited, "access": ["updateSchema"], "types": {"*": {"access": _WRITE}}},
        "reader": {**unlimited, "access": [], "types": {"*": {"access": ["readRecord"]}}},
        "*": {**unlimited, "access": [], "types": {"*": {"access": []}}},
    }
    text = json.dumps({"databases": {"*": {"groups": groups}}, "version": 2})
    (config / "server-groups.json").write_text(text, encoding="utf-8")


def _write_users(path: Path, keys: Mapping[str, str], serving: Mapping[str, Any]) -> None:
    """Write who may enter: our own users always, the guest for as long as the store is served."""
    users = [_user("root", keys["root"], {"*": ["admin"]})]
    users += [_user(name, password, {DATABASE: [group]}) for group, (name, password) in logins(keys).items()]
    if serving:
        group = "writer" if serving["write"] else "reader"
        users.append(_user(GUEST, serving["password"], {DATABASE: [group]}, rounds=65536))
    path.write_text("".join(json.dumps(user) + "\n" for user in users), encoding="utf-8")


def _user(name: str, password: str, databases: Mapping[str, list[str]], rounds: int = 1) -> dict[str, Any]:
    """Return a user as the engine keeps it; a key of 24 random bytes needs no rounds to be hard to guess.

    The engine counts them again at each login, which would be half of its start.
    """
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    key = base64.b64encode(hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), rounds, 32)).decode()
    return {"name": name, "password": f"PBKDF2WithHmacSHA256${rounds}${salt}${key}", "databases": databases}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
