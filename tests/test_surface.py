"""The surface: light imports, the wheel, the loaders that are found, the examples in docstrings."""

from __future__ import annotations

import doctest
import importlib
import os
import pkgutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import graphkit
from graphkit import loaders, reports
from tests.commands import ROOT

MODULES = sorted(
    m.name for m in pkgutil.walk_packages(graphkit.__path__, "graphkit.") if not m.name.endswith("__main__")
)


def test_help_imports_nothing_heavy() -> None:
    heavy = ["arcadedb", "neo4j", "networkx", "numpy", "openpyxl", "prompt_toolkit", "rich"]
    code = f"import sys, graphkit.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_importing_does_nothing(tmp_path: Path) -> None:
    code = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *MODULES],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_loaders_and_reports_are_found_and_complete() -> None:
    assert {"articles", "reference", "baci", "usgs_mcs"} <= set(loaders.names())
    assert {"pair", "partners", "timeline"} <= set(reports.names())
    for name in loaders.names():
        source = loaders.get(name).SOURCE
        assert all((source.title, source.publisher, source.licence, source.takes))
    for name in reports.names():
        assert reports.get(name).COLUMNS


def test_version_is_told_once_and_stands_in_the_changelog() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == graphkit.__version__
    assert f"## {graphkit.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_wheel_works_without_the_checkout(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    assert {p.name for p in site.iterdir() if not p.name.endswith(".dist-info")} == {"graphkit"}
    assert not list(site.rglob("__pycache__"))
    environment = {**os.environ, "PYTHONPATH": str(site)}
    run = [sys.executable, "-m", "graphkit", "--store", "store"]
    subprocess.run(
        [*run, "load", "briefs", "reference"], cwd=tmp_path, env=environment, check=True, capture_output=True
    )
    where = [sys.executable, "-c", "import graphkit; print(graphkit.__file__)"]
    assert str(site) in subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True).stdout
    report = [*run, "report", "partners", "lithium"]
    out = subprocess.run(report, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True).stdout
    assert "3 MOUs" in out
