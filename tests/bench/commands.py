"""`make bench`: what commands take on the store of the briefs and the reference tables, start and end included.

Processor time is that of the command and of the engine that it starts, the median of three; the ratio is to a command
that asks the store for nothing but a 1. With `python -m tests.bench.commands BACI.db` the trade of that file is in the
store too (see `bulk.py`).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

PEER = ("cypher", "RETURN 1")
ASKED: tuple[tuple[str, ...], ...] = (
    PEER,
    ("report", "partners", "lithium"),
    ("report", "profile", "Korea"),
    ("report", "profile", "United States"),
    ("report", "pair", "United States", "China"),
    ("report", "mineral", "lithium"),
    ("report", "forum", "MSP"),
    ("report", "timeline"),
    ("report", "announced"),
    ("report", "officials"),
    ("report", "contradictions"),
    ("report", "sources"),
    ("report", "changes", "--since", "2024"),
    ("report", "changes", "--since", "2024", "--loaded"),
    ("report", "effect", "Korea"),
    ("report", "suppliers", "lithium"),
    ("report", "concentration"),
    ("report", "exposure", "graphite", "--restricted-by", "China"),
    ("report", "brokers", "--projection", "pacts", "--without", "CHN"),
    ("report", "communities"),
    ("path", "Korea", "Indonesia"),
    ("path", "lithium", "MSP"),
    ("query", "suppliers_of_mineral", "-p", "mineral=lithium"),
)
ROUNDS = 3


def main(data_sets: Sequence[str]) -> None:
    """Measure each command, and print a line each."""
    with tempfile.TemporaryDirectory(prefix="graphkit-bench-") as folder:
        store = str(Path(folder, "store"))
        for sources in (["briefs", "reference"], *([file] for file in data_sets)):
            _run("--store", store, "--quiet", "load", *sources)
        print(f"{'':52}{'processor':>10}{'wall':>9}   ratio")
        peer = 0.0
        for command in ASKED:
            found = [_timed(store, command) for _ in range(ROUNDS)]
            spent, wall = (statistics.median(one) for one in zip(*found, strict=True))
            peer = peer or spent
            print(f"{' '.join(command):52}{spent:8.2f} s{wall:7.2f} s{spent / peer:8.2f}")


def _timed(store: str, command: Sequence[str]) -> tuple[float, float]:
    before, start = os.times(), time.perf_counter()
    _run("--store", store, *command)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return spent, time.perf_counter() - start


def _run(*words: str) -> None:
    command = [sys.executable, "-m", "graphkit", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
