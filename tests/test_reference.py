"""The reference tables: the bundled ones are whole and sourced, and a broken row is named with file and line."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from graphkit import loaders
from graphkit.bundle import refs_of
from graphkit.errors import InputError
from graphkit.loaders import Loaded
from graphkit.model import Fact, Ref
from graphkit.resources import part
from graphkit.standing import settle
from graphkit.tables import columns
from tests.builders import KOR, MSP

TABLES = set(columns.tables())


def read(folder: Path) -> Loaded:
    """Read the tables of a folder."""
    return loaders.get("reference").load(folder, lambda what, done, total: None)


@cache
def bundled() -> Loaded:
    """Read the bundled tables, once."""
    return read(part("seeds"))


def test_all_bundled_tables_are_read() -> None:
    assert {path.stem for path in part("seeds").glob("*.csv")} >= TABLES
    assert bundled().taken == len(TABLES) == len(bundled().bundle.documents)
    assert bundled().skipped == []
    bundled().bundle.settled()


def test_each_row_is_a_claim_or_a_node_with_a_source() -> None:
    for record in bundled().bundle.records:
        for said in record.claims:
            assert said.get("source"), record.id
            assert said.reader == "table"
    for node in bundled().bundle.nodes.values():
        assert node.properties.get("source"), node.ref
        assert node.properties.get("document") in bundled().bundle.documents


def test_every_id_that_is_referenced_is_described() -> None:
    described = {ref for ref, node in bundled().bundle.nodes.items() if "source" in node.properties}
    for record in bundled().bundle.records:
        assert set(refs_of(record)) <= described, record


def test_quotes_are_whole_rows() -> None:
    for record in bundled().bundle.records:
        for said in record.claims:
            assert said.quote in bundled().bundle.documents[said.document].text.split("\n")


def test_nothing_bundled_is_disputed_and_no_leaders_clash() -> None:
    from graphkit.facts import merge
    from graphkit.leading import only_leader

    facts = [r for r in merge(bundled().bundle.records) if isinstance(r, Fact)]
    assert [f.id for f in facts if settle(f).disputed] == []
    assert only_leader([f for f in facts if f.relation == "LEADS"]) == {}


def test_what_the_tables_say() -> None:
    nodes = bundled().bundle.nodes
    assert nodes[KOR].name == "South Korea"
    assert isinstance(nodes[KOR].properties["latitude"], float)
    assert nodes[MSP].properties["ended"] == "2026-02-04"
    facts = {(r.relation, *r.ends) for r in bundled().bundle.records if isinstance(r, Fact)}
    assert ("SUCCEEDS", Ref("Forum", "forge"), MSP) in facts
    assert ("SUCCEEDS", Ref("Ministry", "KOR/motir"), Ref("Ministry", "KOR/motie")) in facts
    assert ("PART_OF", Ref("Mineral", "lithium"), Ref("Mineral", "critical-minerals")) in facts
    assert ("MEMBER_OF", KOR, MSP) in facts


def test_reading_twice_gives_the_same() -> None:
    assert read(part("seeds")).bundle == bundled().bundle


HEADS = {
    "minerals": "id,name,symbol,aliases,part_of,source",
    "countries": "id,name,official_name,aliases,demonyms,capital,region,latitude,longitude,source",
    "forum_members": "forum,member,status,since,until,source",
    "forums": "id,name,aliases,founded,ended,succeeds,url,source",
}


@pytest.mark.parametrize(
    ("table", "row", "column", "words"),
    [
        ("minerals", "Lithium,lithium,Li,,,here", "id", "Lithium"),
        ("minerals", "lithium,,Li,,,here", "name", "no name"),
        ("minerals", "lithium,lithium,Li,,,", "source", "no source"),
        ("minerals", "lithium,lithium,Li,here", "part_of", "4 cells"),
        ("minerals", "lithium,lithium,Li,,,here,there", "after source", "7 cells"),
        ("minerals", "lithium,lithium,Li,,lithium,here", "part_of", "itself"),
        ("minerals", "lithium,lithium,Li,,Critical Stuff,here", "part_of", "Critical Stuff"),
        ("minerals", 'lithium,"lith"ium,Li,,,here', "", "not a row of a CSV table"),
        ("countries", "KOR,Korea,,,,Seoul,,37;5,127,here", "latitude", "37;5"),
        ("countries", "KR,Korea,,,,Seoul,,37.5,127,here", "id", "KR"),
        ("countries", "KOR,Korea,,,,Seoul,,nan,127,here", "latitude", "nan"),
        ("forum_members", "msp,KOR,friend,2022,,here", "status", "friend"),
        ("forum_members", "msp,KOR,member,June 2022,,here", "since", "June 2022"),
        ("forum_members", "msp,korea people,member,2022,,here", "member", "korea people"),
        ("forum_members", "msp,KOR;JPN,member,2022,,here", "member", "names 2"),
        ("forum_members", "msp,KOR,,2022,,here", "status", "status"),
        ("forums", "msp,MSP,,2022,20260204,,,here", "ended", "20260204"),
    ],
)
def test_a_broken_row_is_named_with_file_line_and_column(
    tmp_path: Path, table: str, row: str, column: str, words: str
) -> None:
    path = tmp_path / f"{table}.csv"
    path.write_text(f"{HEADS[table]}\n\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=words) as caught:
        read(tmp_path)
    where = ", " + (column.replace("after", "after column") if "after" in column else f"column {column}")
    assert str(caught.value).startswith(f"{path}, line 3{where if column else ''}: ")


def test_columns_must_be_the_ones_that_are_meant(tmp_path: Path) -> None:
    path = tmp_path / "minerals.csv"
    path.write_text("id,name,symbol,alias,part_of,source\n", encoding="utf-8")
    with pytest.raises(InputError, match=r'Perhaps "aliases".*columns are id, name, symbol, aliases') as caught:
        read(tmp_path)
    assert str(caught.value).startswith(f"{path}, line 1, column alias: ")


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none of the reference tables"):
        read(tmp_path)


def test_a_table_of_ones_own_is_read_and_cells_may_hold_commas_and_any_script(tmp_path: Path) -> None:
    text = f'{HEADS["minerals"]}\r\nlithium,lithium,Li,"리튬;white gold",,"Book, page 3"\r\n'
    (tmp_path / "minerals.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    loaded = read(tmp_path)
    node = loaded.bundle.nodes[Ref("Mineral", "lithium")]
    assert node.properties["aliases"] == ("리튬", "white gold")
    assert node.properties["source"] == "Book, page 3"
    assert loaded.bundle.settled().records == []


def test_a_loader_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(InputError, match=r"nonesuch.*reference"):
        loaders.get("nonesuch")
    assert {"articles", "reference"} <= set(loaders.names())
