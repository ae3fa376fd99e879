"""`graphkit copy`: complete, idempotent, and back again without a difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.bundle import Bundle
from graphkit.copying import copy, lacking
from graphkit.errors import StoreError
from graphkit.stores import open_store
from graphkit.stores.bolt import BoltStore
from tests.commands import graphkit
from tests.stores import about_a, about_b, about_c, joined, snapshot


def test_there_and_back_is_the_same(store: BoltStore, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "one")) as one, open_store(str(tmp_path / "two")) as two:
        one.load(joined(about_a(), about_b(), about_c()))
        copy(one, store)
        copy(store, two)
        assert snapshot(two) == snapshot(one)
        before = snapshot(store)
        _, changes = copy(one, store)
        assert (changes.new, changes.confirmed, changes.documents, changes.nodes) == (0, 0, 0, 0)
        assert snapshot(store) == before


def test_what_the_other_store_holds_stays(store: BoltStore, tmp_path: Path) -> None:
    store.load(about_a())
    with open_store(str(tmp_path / "one")) as one:
        one.load(about_b())
        copy(one, store)
    assert lacking(store.read(), joined(about_a(), about_b()).settled()) == []


def test_a_store_that_lacks_facts_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(str(tmp_path / "one")) as one, open_store(str(tmp_path / "two")) as two:
        one.load(about_a())
        whole = two.read
        monkeypatch.setattr(two, "read", lambda: Bundle(whole().documents, whole().nodes, whole().records[1:]))
        with pytest.raises(StoreError, match="lacks 1 of the facts"):
            copy(one, two)


def test_command(tmp_path: Path) -> None:
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    assert graphkit("--store", one, "load", "briefs").code == 0
    done = graphkit("copy", one, two)
    assert (done.code, done.out) == (0, "")
    assert "checked" in done.err
    for name in (one, two):
        assert graphkit("--store", name, "export", f"{name}.jsonl").code == 0
    assert Path(f"{one}.jsonl").read_bytes() == Path(f"{two}.jsonl").read_bytes()
    assert graphkit("copy", f"{one}.jsonl", str(tmp_path / "three")).code == 0
    same = f"{one}/../{Path(one).name}"
    for arguments in ((one, f"{two}.jsonl"), (str(tmp_path / "nowhere"), two), (one, one), (one, same)):
        refused = graphkit("copy", *arguments)
        assert (refused.code, refused.out) == (1, "")
        assert refused.err.startswith("graphkit: ")
