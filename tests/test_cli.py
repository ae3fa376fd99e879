"""The command line, as a user meets it: answers, files, and the main errors."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from typing import Any

import pytest

from graphkit import extraction
from graphkit.errors import InputError
from tests.commands import ROOT, graphkit

SEEDS = ROOT / "seeds"
BRIEFS = SEEDS / "briefs"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the briefs and the reference tables."""
    store = str(tmp_path_factory.mktemp("cli") / "store")
    done = graphkit("--store", store, "load", "briefs", "reference")
    assert done.code == 0, done.err
    return store


def rows(store: str, *arguments: str) -> list[dict[str, object]]:
    """Return the rows of a partners report."""
    done = graphkit("--store", store, "report", "partners", *arguments, "--format", "json")
    assert done.code == 0, done.err
    return list(done.json())


def test_lithium_report_names_the_partners_with_their_status(seeds: str) -> None:
    found = rows(seeds, "lithium")
    links = {(r["match"], r["topic"], r["relation"], r["status"], r["partner"], r["counterpart"]) for r in found}
    assert ("names", "lithium", "COOPERATES_WITH", "agreed", "Kazakhstan", "South Korea") in links
    assert ("names", "lithium", "SUPPLIES", "sought", "Kazakhstan", "Indonesia") in links
    assert ("group", "critical minerals", "SIGNED_MOU", "signed", "Kazakhstan", "South Korea") in links
    assert ("group", "critical minerals", "SIGNED_MOU", "planned", "Indonesia", "Kazakhstan") in links
    mous = [r for r in found if r["how"] == "3 MOUs"]
    assert [(r["partner"], r["counterpart"], r["date"], r["support"]) for r in mous] == [
        ("Kazakhstan", "South Korea", "2024-06-12", 1)
    ]


def test_nothing_sought_or_planned_is_shown_as_signed(seeds: str) -> None:
    signed = rows(seeds, "lithium", "--status", "signed,in_force,current")
    assert signed
    assert {r["status"] for r in signed} <= {"signed", "in_force", "current"}
    assert not [r for r in signed if {r["partner"], r["counterpart"]} == {"Indonesia", "Kazakhstan"}]


def test_evidence_is_verbatim_in_its_file(seeds: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (*BRIEFS.glob("*.md"), *SEEDS.glob("*.csv"))]
    for row in rows(seeds, "lithium"):
        evidence = row["evidence"]
        assert isinstance(evidence, list)
        assert evidence
        for claim in evidence:
            assert any(text[claim["start"] : claim["end"]] == claim["quote"] for text in texts)


def test_report_fits_eighty_columns_and_explains_itself(seeds: str) -> None:
    done = graphkit("--store", seeds, "report", "partners", "lithium")
    assert done.code == 0
    assert done.err == ""
    assert max(map(len, done.out.splitlines())) <= 80
    names, group = done.out.index("Names lithium"), done.out.index("belongs to: critical minerals")
    assert names < done.out.index("Kazakhstan – South Korea") < group < done.out.index("3 MOUs")
    assert "planned and sought are intentions" in done.out


@pytest.mark.parametrize("name", ["South Korea", "Korea", "ROK", "KOR", "korean"])
def test_names_resolve_as_people_write_them(seeds: str, name: str) -> None:
    assert rows(seeds, name, "--relation", "SIGNED_MOU") == rows(seeds, "KOR", "--relation", "SIGNED_MOU")
    assert rows(seeds, name, "--relation", "SIGNED_MOU")


@pytest.mark.parametrize("name", ["Li", "Lithium", "lithium", "LITHIUM"])
def test_minerals_resolve_by_name_and_symbol(seeds: str, name: str) -> None:
    assert len(rows(seeds, name)) == len(rows(seeds, "lithium"))


def test_unknown_name_gets_the_nearest_three(seeds: str) -> None:
    done = graphkit("--store", seeds, "report", "partners", "lithum")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(
        'graphkit: No mineral, sector, country, bloc or forum is called "lithum". Nearest: lithium'
    )
    assert done.err.count(",") >= 2


def test_as_of_leaves_out_what_came_later(seeds: str) -> None:
    before = rows(seeds, "lithium", "--as-of", "2024-05")
    assert before
    assert not [r for r in before if r["date"] and str(r["date"]) > "2024-05-31"]
    assert not [r for r in before if r["how"] == "3 MOUs"]
    assert [r for r in rows(seeds, "lithium", "--as-of", "2024-06-12") if r["how"] == "3 MOUs"]


def test_members_of_a_forum_by_cypher(seeds: str) -> None:
    query = "MATCH (c:Country)-[m:MEMBER_OF]->(f:Forum {id:'msp'}) RETURN c.name ORDER BY c.name"
    done = graphkit("--store", seeds, "cypher", query, "--format", "csv")
    names = [row["c.name"] for row in csv.DictReader(io.StringIO(done.out))]
    assert len(names) == 14
    assert names == sorted(names)
    assert {"South Korea", "Estonia", "India"} <= set(names)


def test_cypher_takes_parameters_and_files(seeds: str, tmp_path: Path) -> None:
    file = tmp_path / "q.cypher"
    file.write_text("MATCH (c:Country) WHERE c.id IN $ids RETURN c.name AS name ORDER BY name", encoding="utf-8")
    done = graphkit("--store", seeds, "cypher", str(file), "-p", 'ids=["KOR","KAZ"]', "--format", "json")
    assert done.json() == [{"name": "Kazakhstan"}, {"name": "South Korea"}]


def test_cypher_shows_nodes_and_relationships_as_objects(seeds: str) -> None:
    query = "MATCH (a:Country {id:'KAZ'})-[r:SIGNED_MOU]->(b:Country {id:'KOR'}) RETURN a, r LIMIT 1"
    row = graphkit("--store", seeds, "cypher", query, "--format", "json").json()[0]
    assert (row["a"]["kind"], row["a"]["id"]) == ("Country", "KAZ")
    assert row["r"]["kind"] == "SIGNED_MOU"
    assert row["r"]["properties"]["valid_from"] == "2024-06-12"


@pytest.mark.parametrize(
    "query", ["CREATE (n:Mineral {id:'x'})", "MATCH (n) SET n.name = 'x'", "MATCH (n) DETACH DELETE n"]
)
def test_cypher_only_reads(seeds: str, query: str) -> None:
    before = graphkit("--store", seeds, "status", "--format", "json").json()
    done = graphkit("--store", seeds, "cypher", query)
    assert (done.code, done.out) == (1, "")
    assert "only reads" in done.err
    assert graphkit("--store", seeds, "status", "--format", "json").json() == before


def test_cypher_that_is_not_cypher(seeds: str) -> None:
    done = graphkit("--store", seeds, "cypher", "SELECT * FROM countries")
    assert done.code == 1
    assert done.err.startswith("graphkit: The store refuses this: line 1, column 1:")
    assert done.err.splitlines()[1:] == ["  SELECT * FROM countries", "  ^"]


@pytest.mark.parametrize("form", ["csv", "markdown", "html", "json"])
def test_every_format_has_the_same_columns(seeds: str, form: str) -> None:
    out = graphkit("--store", seeds, "report", "partners", "lithium", "--format", form).out
    for column in ("match", "status", "relation", "partner", "counterpart", "support", "quote"):
        assert column in out


def test_xlsx_goes_to_a_file(seeds: str, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    assert graphkit("--store", seeds, "report", "partners", "lithium", "--format", "xlsx").code == 1
    path = tmp_path / "lithium.xlsx"
    done = graphkit("--store", seeds, "report", "partners", "lithium", "--format", "xlsx", "-o", str(path))
    assert done.code == 0, done.err
    sheet = load_workbook(path).active
    assert sheet.max_row == len(rows(seeds, "lithium")) + 1


def test_second_load_changes_nothing(seeds: str) -> None:
    before = graphkit("--store", seeds, "status", "--format", "json").json()
    done = graphkit("--store", seeds, "load", "briefs", "reference")
    assert done.code == 0
    assert "0 new, 0 confirmed" in done.err
    assert graphkit("--store", seeds, "status", "--format", "json").json() == before


def test_export_and_load_again_without_loss(seeds: str, tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    assert graphkit("--store", seeds, "export", str(first)).code == 0
    other = str(tmp_path / "other")
    assert graphkit("--store", other, "load", str(first)).code == 0
    assert graphkit("--store", other, "export", str(second)).code == 0
    assert first.read_bytes() == second.read_bytes()


def test_facts_file_serves_as_a_store(seeds: str, tmp_path: Path) -> None:
    facts = tmp_path / "facts.jsonl"
    assert graphkit("--store", seeds, "export", str(facts)).code == 0
    assert rows(str(facts), "lithium") == rows(seeds, "lithium")


def test_removing_a_document_takes_its_facts_along(seeds: str, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    shutil.copytree(seeds, store)
    documents = [r for r in graphkit("--store", store, "status", "--format", "json").json() if r["what"] == "document"]
    brief = next(r["name"] for r in documents if r["publisher"] == "Korea.net")
    done = graphkit("--store", store, "remove", brief)
    assert done.code == 0, done.err
    left = rows(store, "lithium")
    assert left
    assert not [
        r for r in left if r["how"] == "3 MOUs" or (r["relation"] == "COOPERATES_WITH" and r["match"] == "names")
    ]
    again = graphkit("--store", store, "remove", brief)
    assert again.code == 1
    assert "No document is called" in again.err


def test_options_are_taken_before_and_after_the_command(seeds: str) -> None:
    assert graphkit("status", "--store", seeds).out == graphkit("--store", seeds, "status").out
    assert graphkit("status", GRAPHKIT_STORE=seeds).out == graphkit("--store", seeds, "status").out


def test_quiet_says_nothing(tmp_path: Path) -> None:
    done = graphkit("--quiet", "--store", str(tmp_path / "s"), "load", "briefs")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_extract_shows_facts_and_stores_nothing(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "Chile and Japan signed a memorandum of understanding on lithium on 3 May 2023.", encoding="utf-8"
    )
    done = graphkit("extract", str(article), "--format", "json", cwd=tmp_path)
    assert done.code == 0, done.err
    found = [r for r in done.json() if r["relation"] == "mou"]
    assert [(r["subject"], r["object"], r["status"], r["date"]) for r in found] == [
        ("CHL", "JPN", "signed", "2023-05-03")
    ]
    assert "memorandum of understanding" in graphkit("extract", str(article), cwd=tmp_path).out
    assert graphkit("extract", str(article), "--format", "gold", "-o", "gold", cwd=tmp_path).code == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "gold"]
    assert [p.name for p in (tmp_path / "gold").iterdir()] == ["a.json"]


def test_articles_of_one_name_are_all_extracted(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "note.txt").write_text("Korea and Chile signed an MOU on lithium.", encoding="utf-8")
    assert graphkit("extract", "a", "b", "--format", "gold", "-o", "gold", cwd=tmp_path).code == 0
    assert sorted(p.name for p in (tmp_path / "gold").iterdir()) == ["note-2.json", "note.json"]


def test_what_is_extracted_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    old = tmp_path / "a.json"
    old.write_text("[]", encoding="utf-8")
    half: dict[str, Any] = {"a": [{"quote": "half of a pair: \ud83d"}]}
    with pytest.raises(UnicodeEncodeError):
        extraction.write(half, tmp_path)
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.iterdir()] == [("a.json", "[]")]
    with pytest.raises(InputError, match="cannot be written to: Not a directory"):
        extraction.write({"a": []}, old / "below")


def test_store_that_is_not_there_is_not_made_by_asking(tmp_path: Path) -> None:
    done = graphkit("report", "partners", "lithium", cwd=tmp_path)
    assert (done.code, done.out) == (1, "")
    assert "graphkit load briefs reference" in done.err
    assert not list(tmp_path.iterdir())


def test_help_names_every_option() -> None:
    out = graphkit("report", "partners", "--help").out
    for option in ("--status", "--relation", "--as-of", "--since", "--until", "--format", "--store", "--quiet", "-o"):
        assert option in out
    assert graphkit("--help").code == 0
    assert graphkit("--version").out.startswith("graphkit, version ")


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("report", "partners"), ("report", "partners", "x", "--as-of", "yesterday"), ("load",),
     ("report", "partners", "x", "--status", "maybe"), ("cypher", "RETURN 1", "-p", "novalue")],
)  # fmt: skip
def test_what_is_not_understood_exits_with_two(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = graphkit(*arguments, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err
