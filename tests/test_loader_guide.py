"""The guide "Write a loader in ten minutes": its example is run as it stands, as a user would run it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphkit.datasets import loading
from graphkit.datasets.task import Task
from graphkit.errors import InputError
from graphkit.resources import part
from graphkit.stores import open_store
from tests.commands import graphkit


def example(folder: Path) -> tuple[Path, Path]:
    """Write the loader and the table of the guide."""
    text = (part("loaders") / "README.md").read_text(encoding="utf-8")
    files = []
    for language, name in (("python", "my_loader.py"), ("csv", "exports.csv")):
        found = re.search(rf"```{language}\n(.*?)```", text, re.DOTALL)
        assert found is not None
        (folder / name).write_text(found[1], encoding="utf-8")
        files.append(folder / name)
    return files[0], files[1]


def test_the_example_loads(tmp_path: Path) -> None:
    loader, table = example(tmp_path)
    done = graphkit("load", "--loader", str(loader), "--check", str(table))
    assert (done.code, "3 SUPPLIES" in done.err, "Nothing was written" in done.err) == (0, True, True)
    store = tmp_path / "store"
    assert graphkit("--store", str(store), "load", "--loader", str(loader), str(table)).code == 0
    with open_store(str(store)) as opened:
        text = "MATCH (a)-[r:SUPPLIES]->(b) RETURN r.fact, r.tonnes, r.preferred ORDER BY r.fact"
        assert opened.query(text).rows == (
            ("exports-2024/2023/CHL/JPN/lithium", None, True),
            ("exports-2024/2023/CHL/KOR/lithium", 1200.5, True),
            ("exports-2024/2024/CHL/KOR/lithium", 1310.0, True),
        )
    answer = graphkit("--store", str(store), "report", "suppliers", "lithium", "--to", "Korea").out
    assert "1,310 t from 1 country: Chile 100.0 %." in answer
    again = graphkit("--store", str(store), "load", "--loader", str(loader), str(table))
    assert "in the store already" in again.err


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2023,Chile,South Korea", "Chile,2023,South Korea", "line 2, column year"),
        ("1200.5", "n.a.", "line 2, column tonnes"),
        ("2023,Chile,Japan", "2023,Chile,Jappan", "line 3, column to"),
    ],
)
def test_the_example_names_what_does_not_fit(old: str, new: str, told: str, tmp_path: Path) -> None:
    loader, table = example(tmp_path)
    table.write_text(table.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    done = graphkit("--store", str(tmp_path / "store"), "load", "--loader", str(loader), str(table))
    assert done.code == 1
    assert told in done.err
    assert not (tmp_path / "store").exists()


def test_loaders_in_a_folder_of_ones_own_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    loader, table = example(tmp_path)
    loader.rename(tmp_path / "mine" / "exports.py")
    monkeypatch.setenv("GRAPHKIT_LOADERS", str(tmp_path / "mine"))
    assert [found.name for found in loading.find(str(table))] == ["exports"]
    done = graphkit("load", "--check", str(table), GRAPHKIT_LOADERS=str(tmp_path / "mine"))
    assert "3 SUPPLIES" in done.err


@pytest.mark.parametrize(
    ("text", "told"), [("SOURCE = 1", "does not define recognise"), ("import nothing_like_this", "cannot be read")]
)
def test_a_loader_that_is_none_is_told_in_a_sentence(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(text, encoding="utf-8")
    _, table = example(tmp_path)
    done = graphkit("load", "--loader", str(tmp_path / "bad.py"), "--check", str(table))
    assert done.code == 1
    assert told in done.err


def test_what_no_loader_knows_is_told(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    done = graphkit("load", "--check", str(tmp_path / "odd.csv"))
    assert done.code == 1
    assert "no data set that a loader knows" in done.err
    assert "Traceback" not in done.err


def test_the_example_names_a_mineral_that_is_not_known(tmp_path: Path) -> None:
    loader, table = example(tmp_path)
    table.write_text(table.read_text(encoding="utf-8").replace("lithium", "lithiun", 1), encoding="utf-8")
    (found,) = loading.find(str(table), given=loading.own(loader))
    with pytest.raises(InputError, match='line 2, column mineral: "lithiun"'):
        loading.check([found], Task())
