"""The README is true: its commands run, its picture shows what the report prints."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import ROOT, graphkit

README = (ROOT / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"(<!-- not run: [^>]+ -->\n)?```sh\n(.*?)```", re.DOTALL)
BLOCKS = [(bool(mark), text.strip().splitlines()) for mark, text in _BLOCK.findall(README)]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A PATH on which `graphkit` is this checkout's."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "graphkit"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m graphkit "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def test_tour_runs_from_top_to_bottom(tmp_path: Path, path: str) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "GRAPHKIT_"))}
    environment |= {"PATH": path, "PYTHONPATH": str(ROOT)}
    lines = [line for marked, block in BLOCKS if not marked for line in block if not line.startswith("make ")]
    assert len(lines) > 10
    lines += re.findall(r"^\| [^|]+ \| `(graphkit [^`]+)` \|$", README, re.MULTILINE)
    for line in lines:
        done = subprocess.run(
            line, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        assert "skipped" not in done.stderr
    for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        done = subprocess.run(
            [sys.executable, "-c", block], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_only_what_needs_a_server_or_stays_is_not_run() -> None:
    kept = [line.split()[0] for marked, block in BLOCKS if marked for line in block]
    assert set(kept) <= {"docker", "sudo", "set", "export", "graphkit"}
    assert [line for marked, block in BLOCKS if marked for line in block if line.startswith("graphkit")] == [
        "graphkit serve",
        "graphkit load --check MCS2026_Commodities_Data.csv",
        "graphkit load BACI_HS92_V202401/ --years 2015-2022",
        "graphkit report suppliers nickel --to Korea --year 2022",
        "graphkit report producers cobalt",
        "graphkit report concentration lithium --of Korea",
        "graphkit report exposure graphite --restricted-by China",
        "graphkit report effect Korea Kazakhstan",
        "graphkit map trade.html --mineral lithium --year 2022",
        "graphkit map chain.html --chain lithium --year 2022",
        'graphkit --store "$NEO4J_URI" load briefs reference',
        "graphkit --store bolt://localhost:7687 load briefs reference",
        "graphkit copy ./graphkit-store bolt://localhost:7687",
    ]


def test_make_run_ends_with_the_report(tmp_path: Path) -> None:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    script = tmp_path / ".venv" / "bin" / "graphkit"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m graphkit "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    for name in ("Makefile", "pyproject.toml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / ".venv" / "ready").touch()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["make", "run"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for words in ("Kazakhstan – South Korea", "3 MOUs", "Kazakhstan → Indonesia", "planned"):
        assert words in done.stdout


def test_picture_shows_what_the_report_prints(tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    assert graphkit("--store", store, "load", "briefs", "reference").code == 0
    printed = graphkit("--store", store, "report", "partners", "lithium").out
    svg = (ROOT / "docs" / "lithium.svg").read_text(encoding="utf-8")
    assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]*"|<!--.*?-->', "", svg)
    drawn = "".join(html.unescape(text).replace("\xa0", " ") for text in re.findall(r">([^<>]+)</text>", svg))
    for line in printed.splitlines()[1:28]:  # the first line has the day on which it was drawn
        for word in line.split():
            assert word in drawn, line


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), target
