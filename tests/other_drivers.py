"""Neo4j's drivers for other languages, as far as this machine can run them.

`make test` fetches the JavaScript driver into .build/drivers, and the Java driver with the jars of the Neo4j server.
"""

from __future__ import annotations

import shutil

from tests.commands import ROOT
from tests.neo4j_server import JARS

NODE_MODULES = ROOT / ".build" / "drivers" / "node_modules"


def _javascript() -> list[str]:
    return ["node", str(ROOT / "tests" / "drivers" / "client.cjs")]


def _java() -> list[str]:
    return ["java", "-cp", f"{JARS}/*", str(ROOT / "tests" / "drivers" / "Client.java")]


def commands() -> dict[str, list[str]]:
    """Return the commands that start a client, by language; the address is their last argument."""
    found: dict[str, list[str]] = {}
    if shutil.which("node") and (NODE_MODULES / "neo4j-driver").is_dir():
        found["javascript"] = _javascript()
    if shutil.which("java") and any(JARS.glob("neo4j-java-driver-*.jar")):
        found["java"] = _java()
    return found


MISSING = sorted({"javascript", "java"} - commands().keys())
