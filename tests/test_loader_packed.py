"""Data sets as publishers pack them: read like what is in them, and told apart from archives of something else."""

from __future__ import annotations

import gzip
import tempfile
import zipfile
from pathlib import Path

import pytest

from tests.commands import graphkit
from tests.datasets import DATA

TRADE = DATA / "baci"
EVENTS = DATA / "gdelt" / "20240613.export.CSV"


def archive(path: Path, files: dict[str, bytes]) -> Path:
    """Write a ZIP archive of files by name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which archives are unpacked."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_an_archive_is_what_it_holds_and_leaves_nothing(tmp_path: Path, scratch: Path) -> None:
    files = {file.name: file.read_bytes() for file in sorted(TRADE.iterdir())}
    path = archive(tmp_path / "BACI_HS92_V202401.zip", {**files, "Readme.txt": b"what is in here"})
    store = str(tmp_path / "store")
    done = graphkit("--store", store, "load", str(path), "--years", "2022")
    assert done.code == 0, done.err
    assert "2 files read (baci 2)" in done.err
    again = graphkit("--store", store, "load", str(TRADE), "--years", "2022")
    assert "1 file in the store already, unchanged" in again.err
    assert "left out: 1 files of other years" in again.err
    assert not list(scratch.iterdir())


def test_a_folder_of_archives_is_looked_through(tmp_path: Path, scratch: Path) -> None:
    folder = tmp_path / "days"
    folder.mkdir()
    archive(folder / "20240613.export.CSV.zip", {"20240613.export.CSV": EVENTS.read_bytes()})
    yearly = TRADE / "BACI_HS92_Y2022_V202401.csv"
    (folder / f"{yearly.name}.gz").write_bytes(gzip.compress(yearly.read_bytes()))
    done = graphkit("--store", str(tmp_path / "store"), "load", "--check", str(folder))
    assert done.code == 0, done.err
    assert "2 files read (" in done.err
    assert {"baci", "gdelt"} <= set(done.err.replace("(", " ").replace(")", " ").replace(",", " ").split())


def test_what_is_wrong_inside_names_the_archive_and_writes_nothing(tmp_path: Path, scratch: Path) -> None:
    broken = (TRADE / "BACI_HS92_Y2022_V202401.csv").read_bytes().replace(b"900.500", b"nine")
    path = archive(tmp_path / "a.zip", {"BACI_HS92_Y2022_V202401.csv": broken})
    done = graphkit("--store", str(tmp_path / "store"), "load", str(path))
    assert done.code == 1
    assert done.err.startswith(f"graphkit: {path}/BACI_HS92_Y2022_V202401.csv, line 2, column v: ")
    assert not (tmp_path / "store").exists()


def test_no_file_comes_out_beside_the_folder(tmp_path: Path, scratch: Path) -> None:
    path = archive(tmp_path / "a.zip", {"../../up.csv": b"t,i,j,k,v,q\n", "/root.csv": b"t,i,j,k,v,q\n"})
    assert graphkit("--store", str(tmp_path / "store"), "load", str(path)).code == 1
    assert sorted(p.name for p in tmp_path.rglob("*.csv")) == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("cut.zip", b"PK\x03\x04", "cannot be unpacked; it may be cut off"),
        ("cut.csv.gz", gzip.compress(EVENTS.read_bytes())[:-20], "cannot be unpacked; it may be cut off"),
        ("no.csv.gz", b"t,i,j,k,v,q\n", "cannot be unpacked; it may be cut off"),
        ("other.7z", b"7z\xbc\xaf", "Unpack it and load what comes out"),
    ],
)
def test_what_cannot_be_unpacked_is_said(name: str, content: bytes, told: str, tmp_path: Path, scratch: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = graphkit("--store", str(tmp_path / "store"), "load", str(path))
    assert done.code == 1
    assert told in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("more", "told"), [((), "holds no data set that a loader knows"), (("--as", "agreements"), "is packed")]
)
def test_an_archive_of_something_else_is_refused(
    more: tuple[str, ...], told: str, tmp_path: Path, scratch: Path
) -> None:
    path = archive(tmp_path / "a.zip", {"letter.txt": b"Dear reader", "table.csv": b"who,when\nChile,2024\n"})
    done = graphkit("--store", str(tmp_path / "store"), "load", str(path), *more)
    assert done.code == 1
    assert f"{path} {told}" in done.err
