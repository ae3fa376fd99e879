"""The tour in docs/ runs, and shows what it gives; what `import graphkit` offers answers as the command line does."""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import graphkit as kit
from graphkit.answers import Table
from graphkit.errors import GraphkitError, InputError
from graphkit.stores.base import Store
from tests import notebooks
from tests.commands import ROOT, graphkit
from tests.datasets import DATA

TOUR = ROOT / "docs" / "tour.ipynb"
ANEW = "run `python -m tests.notebooks docs/tour.ipynb`"


def plain(outputs: list[dict[str, Any]]) -> list[str]:
    """Return the outputs of a cell as text; of a frame of Polars, which each release draws in its way, the shape."""
    texts = ["".join(output.get("text") or output["data"]["text/plain"]) for output in outputs]
    return [text.partition("\n")[0] if text.startswith("shape:") else text for text in texts]


def test_the_tour_runs_and_shows_what_it_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    code = [cell for cell in notebooks.cells(TOUR) if cell["cell_type"] == "code"]
    for cell, outputs in zip(code, notebooks.run(TOUR), strict=True):
        assert plain(cell["outputs"]) == plain(outputs), f"{ANEW}: {''.join(cell['source'])}"
    assert sum(bool(cell["outputs"]) for cell in code) == len(code)
    assert TOUR.stat().st_size < 100_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the briefs."""
    folder = tmp_path_factory.mktemp("answers") / "store"
    assert kit.load(folder, "briefs").documents == 5
    assert kit.load(folder, "briefs").new == 0
    return folder


@pytest.fixture(scope="module")
def briefs(folder: Path) -> Iterator[Store]:
    """The same, open."""
    with kit.open_store(folder) as store:
        yield store


def test_load_without_sources_is_refused_and_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Say what to load: a file, a folder"):
        kit.load(tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_load_takes_data_sets_packed_or_not_and_articles_beside_them(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Chile and Japan signed a memorandum of understanding on lithium on 3 May 2023.\n", "utf-8")
    packed = tmp_path / "trade.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted((DATA / "baci").iterdir()):
            archive.write(file, file.name)
    changes = kit.load(tmp_path / "store", packed, article)
    with kit.open_store(tmp_path / "store") as store:
        held = store.inventory()
    assert held.facts["SUPPLIES"] == 6
    assert changes.new == 6 + held.nodes["Agreement"]
    assert changes.documents == len(held.documents)
    assert kit.load(tmp_path / "store", DATA / "baci").new == 0
    with pytest.raises(InputError, match=r"There is no file or folder nothing\.zip"):
        kit.load(tmp_path / "store", "nothing.zip")


def test_answers_are_those_of_the_command_line(folder: Path) -> None:
    asked: list[tuple[list[str], Table]] = [
        (
            ["report", "partners", "lithium", "--as-of", "2026", "--status", "signed,planned"],
            kit.report(folder, "partners", "lithium", as_of="2026", statuses=["signed", "planned"]),
        ),
        (["report", "forum", "MSP", "--pact-with", "Korea"], kit.report(folder, "forum", "MSP", pact_with="Korea")),
        (["report", "brokers", "--without", "KOR"], kit.report(str(folder), "brokers", without="KOR")),
        (["query", "pacts_of_pair", "-p", "one=Korea", "-p", "other=KAZ"],
         kit.query(folder, "pacts_of_pair", one="Korea", other="KAZ")),
    ]  # fmt: skip
    for command, table in asked:
        done = graphkit("--store", str(folder), *command, "--format", "json")
        assert done.code == 0, done.err
        assert done.json() == json.loads(json.dumps(table.rows, default=str)), command
        assert len(table) == len(list(table)) > 0
        assert graphkit("--store", str(folder), *command).out == str(table)


def test_rows_come_as_frames(briefs: Store) -> None:
    tables = [kit.report(briefs, "partners", "lithium"), kit.report(briefs, "communities"), Table("None", ("a",), ())]
    for table in tables:
        frame = table.to_polars()
        assert (frame.columns, frame.height) == (list(table.columns), len(table))
    assert tables[0].to_polars()["evidence"][0][0]["quote"] == tables[0].rows[0]["evidence"][0]["quote"]


def test_rows_come_as_frames_of_pandas(briefs: Store) -> None:
    table = kit.report(briefs, "partners", "lithium")
    frame = table.to_pandas()
    assert (list(frame.columns), len(frame)) == (list(table.columns), len(table))
    assert frame["evidence"][0] == table.rows[0]["evidence"]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_missing_is_named(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(InputError, match=f"pip install {library}"):
        getattr(Table("None", ("a",), ()), f"to_{library}")()


def test_facts_are_those_of_the_graph(briefs: Store) -> None:
    facts = kit.load_facts(briefs, around=["Korea"], as_of="2025")
    graph = kit.load_graph(briefs, around=["Korea"], as_of="2025")
    told = {data["fact"] for _, _, data in graph.edges(data=True)} | {*graph.graph["undated"]}
    assert told == {record.id for record in facts.records}


def test_names_of_the_vocabulary_are_written_as_on_the_command_line(briefs: Store) -> None:
    listed = kit.report(briefs, "partners", "lithium", statuses=["signed", "planned"], relations=["SIGNED_MOU"])
    assert len(listed) > 0
    assert kit.report(briefs, "partners", "lithium", statuses="signed, Planned", relations=" signed_mou") == listed
    of_lists = kit.load_facts(briefs, relations=["SUPPLIES", "MET_WITH"], kinds=["Country"]).records
    assert kit.load_facts(briefs, relations="supplies, met_with", kinds="country").records == of_lists
    assert kit.load_facts(briefs, around="Korea").records == kit.load_facts(briefs, around=["Korea"]).records != []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"name": "weather"}, 'no report "weather"'),
        ({"name": "partners"}, "takes THING; 0 given"),
        ({"name": "partners", "subject": "lithum"}, "Nearest: lithium"),
        ({"name": "brokers", "luck": 1}, 'no option "luck"; it has: as_of, by_year'),
        ({"name": "brokers", "measure": "luck"}, "measure: 'luck' is not one of"),
        ({"name": "communities", "seed": -1}, "seed: -1 is not in the range"),
        ({"name": "partners", "subject": "lithium", "as_of": "2099"}, "in the future"),
        ({"name": "partners", "subject": "lithium", "as_of": "soon"}, "not a date"),
        ({"name": "mineral", "subject": "lithium", "statuses": "signd"}, 'no status "signd"; there are'),
        ({"name": "timeline", "since": "2024", "until": "2020"}, "Nothing lies between"),
    ],
)
def test_bad_input_is_one_sentence(briefs: Store, asked: dict[str, Any], said: str) -> None:
    options = dict(asked)
    name, subject = options.pop("name"), options.pop("subject", None)
    with pytest.raises(GraphkitError) as told:
        kit.report(briefs, name, *([subject] if subject else []), **options)
    assert said in str(told.value)


def test_a_query_tells_what_it_takes(briefs: Store) -> None:
    with pytest.raises(GraphkitError, match=r'no query "pacts_of_par"\. Nearest: pacts_of_pair'):
        kit.query(briefs, "pacts_of_par")
    with pytest.raises(GraphkitError, match="needs -p other"):
        kit.query(briefs, "pacts_of_pair", one="Korea")
