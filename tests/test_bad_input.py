"""Bad input: one clear sentence on standard error, a non-zero exit, and a store that is as it was."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands import ROOT, Result, graphkit

ARTICLE = "Chile and Japan signed a memorandum of understanding on lithium on 3 May 2023.\n"


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A store with one article in it."""
    article = tmp_path / "good.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    folder = str(tmp_path / "store")
    assert graphkit("--store", folder, "load", str(article)).code == 0
    return folder


def facts(store: str, tmp_path: Path) -> bytes:
    """Return everything that the store holds."""
    path = tmp_path / "seen.jsonl"
    assert graphkit("--store", store, "export", str(path)).code == 0
    return path.read_bytes()


def refused(done: Result, *words: str) -> None:
    """Check that a command ended with one clear sentence."""
    assert done.code == 1, (done.code, done.err)
    assert done.out == ""
    assert done.err.startswith("graphkit: ")
    assert "Traceback" not in done.err
    assert "Error:" not in done.err
    assert len(done.err.splitlines()) == 1
    for word in words:
        assert word in done.err


FILES: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b"  \n\n ", "is empty"),
    "binary.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
    "latin.txt": ("Señor Peña firmó".encode("latin-1"), "not UTF-8"),
    "large.txt": (b"lithium " * 6_500_000, "MB"),
    "broken.jsonl": (b'{"type": "graphkit", "format": 1}\n{"type": "node", "kind": \n', "line 2"),
    "unknown.jsonl": (
        b'{"type": "fact", "relation": "LOVES", "subject": "Country/KOR", "object": "Country/JPN", '
        b'"qualifiers": {}, "claims": [{"document": "d", "quote": "q", "start": 0, "end": 1}]}\n',
        'no relation "LOVES"',
    ),
    "nothing.jsonl": (b"\n", "holds no facts"),
}


@pytest.mark.parametrize("name", FILES)
def test_bad_file(name: str, store: str, tmp_path: Path) -> None:
    before = facts(store, tmp_path)
    content, word = FILES[name]
    path = tmp_path / name
    path.write_bytes(content)
    refused(graphkit("--store", store, "load", str(path)), name, word)
    assert facts(store, tmp_path) == before


def test_missing_file(store: str, tmp_path: Path) -> None:
    before = facts(store, tmp_path)
    refused(graphkit("--store", store, "load", str(tmp_path / "good.txt"), "nowhere.txt"), "nowhere.txt")
    assert facts(store, tmp_path) == before


def test_folder_without_articles(store: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "table.xyz").write_text("x", encoding="utf-8")
    refused(graphkit("--store", store, "load", str(tmp_path / "folder")), "holds no articles")


def test_quote_that_does_not_stand_in_its_document(store: str, tmp_path: Path) -> None:
    before = facts(store, tmp_path)
    lines = [json.loads(line) for line in before.decode().splitlines()]
    for line in lines:
        for claim in line.get("claims", ()):
            claim["quote"] = claim["quote"].replace("signed", "denied")
    path = tmp_path / "forged.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    refused(graphkit("--store", store, "load", str(path)), "does not stand")
    assert facts(store, tmp_path) == before


def test_one_bad_article_among_many_is_skipped(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\xff\xfe\x00")
    (folder / "c.md").write_text("# Talks\n\nPeru and India agreed to cooperate on copper.\n", encoding="utf-8")
    done = graphkit("--store", str(tmp_path / "store"), "load", str(folder))
    assert done.code == 0
    assert "2 of 3 sources read" in done.err
    assert "b.txt is a binary file" in done.err


def test_folder_that_is_not_a_store(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.doc").write_text("x", encoding="utf-8")
    refused(graphkit("--store", str(other), "load", "briefs"), "not a graphkit store")
    assert [p.name for p in other.iterdir()] == ["thesis.doc"]


def test_store_of_another_version(store: str) -> None:
    marker = Path(store) / "graphkit-store.json"
    marker.write_text(json.dumps({"format": 99, "engine": "other 1"}), encoding="utf-8")
    refused(graphkit("--store", store, "status"), "another version", "export")


def test_store_in_use(store: str) -> None:
    code = f"from graphkit.stores import open_store\nwith open_store({store!r}): print('open', flush=True); input()"
    holder = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    try:
        refused(graphkit("--store", store, "status"), "in use", str(holder.pid))
    finally:
        holder.communicate("\n")
    assert graphkit("--store", store, "status").code == 0


def test_server_that_does_not_answer() -> None:
    refused(graphkit("--store", "bolt://127.0.0.1:1", "status"), "does not answer")


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "bolt://neo4j:hunter2@127.0.0.1:1", "bolt://"])
def test_address_that_is_none(address: str) -> None:
    done = graphkit("--store", address, "status")
    refused(done)
    assert "hunter2" not in done.err


def test_export_to_a_place_that_is_not_there(store: str, tmp_path: Path) -> None:
    refused(graphkit("--store", store, "export", str(tmp_path / "no" / "facts.jsonl")), "cannot be written")
    refused(graphkit("--store", store, "export", str(tmp_path / "facts.xyz")), ".jsonl")


def test_extract_of_nothing_readable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01")
    refused(graphkit("extract", str(tmp_path / "a.txt")), "binary")
    refused(graphkit("extract", str(tmp_path / "b.txt")), "no file")


def test_interrupted_load_leaves_the_store_as_it_was(store: str, tmp_path: Path) -> None:
    before = facts(store, tmp_path)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        text = f"Chile and Japan signed a memorandum of understanding on lithium on {number % 27 + 1} May 2023.\n"
        (folder / f"{number}.txt").write_text(f"Report {number} of the day in the capital\n\n{text}", encoding="utf-8")
    # The time counts from where our code begins: before that Python itself ends as by a signal.
    code = "from graphkit.__main__ import main; print('up', flush=True); main()"
    for delay in (0.02, 0.05, 0.1, 0.3, 0.8, 1.5):
        process = subprocess.Popen(
            [sys.executable, "-c", code, "--store", store, "load", str(folder)], cwd=ROOT, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        if process.returncode == 0:  # it was done before the interrupt came
            break
        assert process.returncode == 130
        assert "Traceback" not in err
        if "in the store" in err:  # it came after the load
            break
        assert facts(store, tmp_path) == before
