"""An analyst's own tables: what is wrong is named with file, line and column; what is right is taken as it comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from graphkit.tables import columns
from tests.commands import Result, graphkit

DEAL = "mou,KOR;Kazakhstan,signed,2024-06-12,lithium,own files"
HEAD = "kind,parties,status,date,topics,source"


def deals(*rows: str, head: str = HEAD) -> bytes:
    """Return a table of agreements."""
    return "\n".join([head, *rows, ""]).encode()


def book(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
    """Write a workbook; a pair of a value and a form is a cell that is shown in that form."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for y, row in enumerate(rows, 1):
            for x, value in enumerate(row, 1):
                cell = sheet.cell(y, x, value[0] if isinstance(value, tuple) else value)
                if isinstance(value, tuple):
                    cell.number_format = value[1]
    workbook.save(path)
    return path


def load(store: Path | str, *arguments: str | Path) -> Result:
    """Load into a store."""
    return graphkit("--store", str(store), "load", *map(str, arguments))


def found(store: Path | str, query: str) -> list[dict[str, Any]]:
    """Return the rows of a query."""
    rows: list[dict[str, Any]] = graphkit("--store", str(store), "cypher", query, "--format", "json").json()
    return rows


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store that is as it was when all tests with it are done."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "good.csv").write_bytes(deals(DEAL))
    assert load(folder / "store", folder / "good.csv", "--as", "agreements").code == 0
    before, after = folder / "before.jsonl", folder / "after.jsonl"
    assert graphkit("--store", str(folder / "store"), "export", str(before)).code == 0
    yield folder / "store"
    assert graphkit("--store", str(folder / "store"), "export", str(after)).code == 0
    assert after.read_bytes() == before.read_bytes()


LATIN = deals(DEAL, "mou,KOR;PER,signed,2024,copper,Peña y hijos").decode().encode("latin-1")
# name: table, content, what stands after the name of the file, words of the message
BAD: dict[str, tuple[str, bytes, str, str]] = {
    "unknown column": ("agreements", deals(DEAL + ",x", head=HEAD + ",remark"), ", line 1, column remark", "no such"),
    "misspelt column": (
        "agreements", deals(DEAL, head=HEAD.replace("status", "staus")), ", line 1, column staus", 'Perhaps "status"',
    ),
    "missing column": (
        "agreements", deals("mou,KOR;KAZ,2024,here", head="kind,parties,date,source"), ", line 1, column status",
        "missing. Needed are kind, parties, status, source",
    ),
    "column twice": ("agreements", deals(DEAL + ",x", head=HEAD + ",Source"), ", line 1, column source", "twice"),
    "column without name": ("companies", b"name,,source\nAcme,x,here\n", ", line 1", "a column has no name"),
    "no source": ("agreements", deals("mou,KOR;KAZ,signed,2024,lithium,"), ", line 2, column source", "no source"),
    "empty cell": ("agreements", deals(DEAL, "mou,,signed,2024,,here"), ", line 3, column parties", "no parties"),
    "wrong code": ("agreements", deals("mou,KOR;KZX,signed,2024,,here"), ", line 2, column parties", '"KZX"'),
    "wrong mineral": ("agreements", deals("mou,KOR;KAZ,signed,2024,litium,here"), ", line 2, column topics", "lithium"),
    "wrong date": (
        "agreements", deals("mou,KOR;KAZ,signed,12.6.2024,,here"), ", line 2, column date", "write YYYY, YYYY-MM",
    ),
    "no such day": ("agreements", deals("mou,KOR;KAZ,signed,2024-02-30,,here"), ", line 2, column date", "2024-02-30"),
    "wrong status": (
        "agreements", deals("mou,KOR;KAZ,agreed,2024,,here"), ", line 2, column status", "planned, signed, in_force",
    ),
    "wrong kind": ("agreements", deals("treaty,KOR;KAZ,signed,2024,,here"), ", line 2, column kind", "mou, agreement"),
    "one party": ("agreements", deals("mou,KOR,signed,2024,,here"), ", line 2, column parties", "two or more"),
    "wrong count": (
        "agreements", deals(DEAL + ",2.5", head=HEAD + ",count"), ", line 2, column count", "not a whole number",
    ),
    "wrong level": ("agreements", deals(DEAL + ",town", head=HEAD + ",level"), ", line 2, column level", "province"),
    "decimal comma": (
        "countries", b'id,name,latitude,source\nXYZ,Xyland,"37,5",here\n', ", line 2, column latitude",
        "with a point",
    ),
    "no place on earth": (
        "countries", b"id,name,latitude,source\nXYZ,Xyland,137.5,here\n", ", line 2, column latitude", "-90 and 90",
    ),
    "wrong year": (
        "critical_lists", b"list,country,year,mineral,source\nours,KOR,23,lithium,here\n", ", line 2, column year",
        "not a year",
    ),
    "wrong HS code": (
        "hs_codes", b"hs6,mineral,stage,lumped,source\n2836.91,lithium,refined,no,here\n", ", line 2, column hs6",
        "six digits",
    ),
    "restriction of a bloc": (
        "export_restrictions", b"country,mineral,status,source\nEU,lithium,current,here\n", ", line 2, column country",
        '"EU"',
    ),
    "its own owner": (
        "companies", b"name,owned_by,source\nAcme Lithium,Acme Lithium,here\n", ", line 2, column owned_by", "itself",
    ),
    "wrong id": ("companies", b"id,name,source\nAcme Inc,Acme,here\n", ", line 2, column id", '"Acme Inc"'),
    "id of no letters": ("companies", "name,source\n한국,here\n".encode(), ", line 2, column name", "Give one"),
    "same row twice": (
        "agreements", deals(DEAL, "mou,KAZ;South Korea,signed,2024-06-12,Li,other"), ", line 3, column parties",
        "line 2 is the same",
    ),
    "same id twice": ("companies", b"name,source\nAcme,here\nACME,there\n", ", line 3, column id", "line 2 is the"),
    "short row": ("agreements", deals("mou,KOR;KAZ,signed"), ", line 2, column date", "3 cells, but 6 columns"),
    "long row": (
        "agreements", deals("mou,KOR;KAZ,signed,2024,,a, b and c"), ", line 2, after column source", "quotation marks",
    ),
    "semicolons": ("agreements", deals(DEAL.replace(";", "+")).replace(b",", b";"), ", line 1", "by semicolons"),
    "tabs": ("agreements", deals(DEAL).replace(b",", b"\t"), ", line 1", "by tabs"),
    "torn quotes": ("agreements", deals('mou,KOR;KAZ,signed,2024,,"a book', 'page 3"'), ", line 2", "line breaks"),
    "quote inside": ("agreements", deals('mou,KOR;KAZ,signed,2024,,"a "good" book"'), ", line 2", "written twice"),
    "other encoding": ("agreements", LATIN, ", line 3", "not UTF-8. Save it as CSV UTF-8"),
    "UTF-16": ("agreements", deals(DEAL).decode().encode("utf-16"), "", "is UTF-16"),
    "binary": ("agreements", b"\x89PNG\r\n\x1a\n\x00\x00", "", "binary"),
    "empty": ("agreements", b"\n\n", "", "is empty"),
    "no workbook": ("agreements", b"PK\x03\x04 and no more", "", "no workbook"),
    "old workbook": ("agreements", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "", "XLSX again"),
    "no such table": ("agreement", deals(DEAL), "", 'no table "agreement"'),
}  # fmt: skip


# One for each step at which a table is refused, tried on a store that holds something.
STEPS = ("no such table", "UTF-16", "missing column", "wrong date", "wrong code", "same row twice", "one party")


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_named_and_nothing_is_made(name: str, tmp_path: Path) -> None:
    refused(name, tmp_path / "new", tmp_path)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", STEPS)
def test_a_store_stays_as_it_was(name: str, filled: Path, tmp_path: Path) -> None:
    refused(name, filled, tmp_path)


def refused(name: str, store: Path, folder: Path) -> None:
    """Check that a bad table is refused in one line that says where and what."""
    table, content, place, words = BAD[name]
    path = folder / "own table.csv"
    path.write_bytes(content)
    done = load(store, path, "--as", table)
    assert (done.code, done.out) == (1, ""), done.err
    assert done.err.startswith(f"graphkit: {path}{place}" if place else "graphkit: ")
    assert words in done.err
    assert len(done.err.splitlines()) == 1
    assert "Traceback" not in done.err


SHEET_HEAD = HEAD.split(",")
BAD_CELLS: dict[str, tuple[Any, str, str]] = {
    "a date as text": ("12/06/2024", "column date", "write YYYY"),
    "a formula without result": ("=DATE(2024,6,12)", "column D", "without a result"),
    "a number": (45455, "column date", "45455"),
}


@pytest.mark.parametrize("name", BAD_CELLS)
def test_a_bad_cell_of_a_workbook_is_named_with_its_row(name: str, tmp_path: Path) -> None:
    value, place, words = BAD_CELLS[name]
    rows = [SHEET_HEAD, [], ["mou", "KOR;KAZ", "signed", value, "lithium", "own files"]]
    done = load(tmp_path / "new", book(tmp_path / "own.xlsx", {"deals": rows}), "--as", "agreements")
    assert done.code == 1
    assert f"own.xlsx, line 3, {place}: " in done.err
    assert words in done.err
    assert not (tmp_path / "new").exists()


def test_a_workbook_as_people_keep_them_is_taken(tmp_path: Path) -> None:
    day, month = dt.datetime(2024, 6, 12), dt.datetime(2025, 3, 1)
    rows: list[list[Any]] = [
        ["Source", "Kind", "Parties", "Status", "Date", "Topics", None],
        ["own files", "mou", "Korea; Kazakhstan", "signed", (day, "DD/MM/YYYY"), "Li", None],
        [],
        ["note, p. 3\nand 4", "agreement", "Japan;Chile", "signed", (month, "mmm-yy"), "copper ", None],
        ["own files", "mou", "JPN;IDN", "signed", 2023, None, None],
        [None, None, None], [None, None], [],
    ]  # fmt: skip
    path = book(tmp_path / "own.xlsx", {"Read me": [["What this is"], ["a list"]], "Deals": rows, "Sums": [[1, 2]]})
    done = load(tmp_path / "store", path, "--as", "agreements")
    assert done.code == 0, done.err
    assert "3 new" in done.err
    query = "MATCH (a:Agreement) RETURN a.date AS date, a.quotes AS quotes ORDER BY date"
    dates = found(tmp_path / "store", query)
    assert [row["date"] for row in dates] == ["2023", "2024-06-12", "2025-03"]
    assert dates[2]["quotes"] == ['"note, p. 3 and 4",agreement,Japan;Chile,signed,2025-03,copper']
    again = load(tmp_path / "store", path, "--as", "agreements")
    assert "0 new" in again.err


def test_a_table_may_have_a_mark_empty_rows_and_its_columns_in_any_order(tmp_path: Path) -> None:
    text = 'Source,Status,Parties,Kind,Count,\r\n"A, B",signed,"South Korea; KAZ",mou,2,\r\n,,,,,\r\n\r\n'
    (tmp_path / "own.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load(tmp_path / "store", tmp_path / "own.csv", "--as", "agreements").code == 0
    query = "MATCH (:Country {id: 'KAZ'})-[r:SIGNED_MOU]-(:Country {id: 'KOR'}) RETURN r.count AS count, r.status AS s"
    assert found(tmp_path / "store", query) == [{"count": 2, "s": "signed"}]


OWN: dict[str, str] = {
    "companies": "name,based_in,owned_by,source\nAcme Lithium,South Korea,KOR,own\n",
    "forums": "name,founded,source\nLake Dialogue on Minerals,2025-03,own\n",
    "ministries": "name,of,source\nMinistry of Deep Rocks,Kazakhstan,own\n",
    "minerals": "name,part_of,source\nblue clay,critical minerals,own\n",
    "sectors": "name,source\ndeep drilling,own\n",
    "officials": "name,serves_in,title,since,source\nAda Rock,KAZ/ministry-of-deep-rocks,Minister,2025,own\n",
    "forum_members": "forum,member,status,source\nLake Dialogue on Minerals,Acme Lithium,member,own\n",
    "agreements": (
        "kind,parties,status,topics,source\n"
        "mou,Acme Lithium;Ministry of Deep Rocks;Lake Dialogue on Minerals,signed,blue clay;deep drilling,own\n"
    ),
}
NAMED = """MATCH (p)-[:PARTY_TO]->(a:Agreement)-[:COVERS]->(t)
RETURN a.id AS id, collect(DISTINCT p.id) AS parties, collect(DISTINCT t.id) AS topics ORDER BY id"""


def check_own(store: Path) -> None:
    """Check that the agreement stands between what the other tables describe."""
    (row,) = found(store, NAMED)
    assert sorted(row["parties"]) == ["KAZ/ministry-of-deep-rocks", "acme-lithium", "lake-dialogue-on-minerals"]
    assert sorted(row["topics"]) == ["blue-clay", "deep-drilling"]
    serves = "MATCH (o:Official)-[:SERVES_IN]->(m:Ministry) RETURN o.id AS o, m.name AS m ORDER BY o"
    assert found(store, serves) == [{"o": "KAZ/ada-rock", "m": "Ministry of Deep Rocks"}]


def test_tables_of_one_command_may_name_what_the_others_describe(tmp_path: Path) -> None:
    arguments: list[str | Path] = []
    for table, text in sorted(OWN.items()):  # agreements first: the order does not matter
        (tmp_path / f"my {table}.csv").write_text(text, encoding="utf-8")
        arguments += [tmp_path / f"my {table}.csv", "--as", table]
    done = load(tmp_path / "store", *arguments)
    assert done.code == 0, done.err
    check_own(tmp_path / "store")


def test_tables_may_name_what_the_store_has(tmp_path: Path) -> None:
    for table, text in OWN.items():
        (tmp_path / f"{table}.csv").write_text(text, encoding="utf-8")
        done = load(tmp_path / "store", tmp_path / f"{table}.csv", "--as", table)
        assert done.code == 0, done.err
    check_own(tmp_path / "store")


def test_a_table_that_was_changed_says_that_the_older_one_stays(tmp_path: Path) -> None:
    path, store = tmp_path / "own.csv", tmp_path / "store"
    path.write_bytes(deals(DEAL))
    assert load(store, path, "--as", "agreements").code == 0
    path.write_bytes(deals(DEAL, "mou,KOR;PER,signed,2024,copper,own files"))
    done = load(store, path, "--as", "agreements")
    assert 'another version of "Table own" stays in the store: `graphkit remove table-own-' in done.err
    assert "1 new" in done.err


def test_a_table_without_its_format_is_told_how_to_load_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(deals(DEAL))
    assert f"{path} is a table; load it with --as agreements." in load(tmp_path / "store", path).err
    assert f"{path} is a table; load it with --as agreements." in load(tmp_path / "store", tmp_path).err
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert "`graphkit loaders` shows" in load(tmp_path / "store", path).err
    (tmp_path / "note.txt").write_text("Peru and India agreed to cooperate on copper.\n", encoding="utf-8")
    done = load(tmp_path / "store", tmp_path)
    assert done.code == 0
    assert "1 of 2 sources read" in done.err
    assert f"{path} is a table" in done.err


def test_so_many_tables_want_so_many_formats(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.csv").write_bytes(deals(DEAL))
    paths = [tmp_path / f"{name}.csv" for name in "abc"]
    done = load(tmp_path / "store", *paths, "--as", "agreements", "--as", "companies")
    assert (done.code, "3 sources and 2 times --as" in done.err) == (1, True)
    assert "With --as" in load(tmp_path / "store", tmp_path, "--as", "agreements").err
    assert load(tmp_path / "store", *paths, "--as", "agreements").code == 0


@pytest.mark.parametrize("width", [60, 80, 120])
def test_loaders_lists_each_table_with_what_it_needs(width: int) -> None:
    out = graphkit("loaders", columns=width).out
    assert max(map(len, out.splitlines())) <= width
    words = " ".join(out.split())
    for name, table in columns.tables().items():
        assert f"{name} needs {', '.join(c for c in table.columns if c in table.required)} " in words
    rows = graphkit("loaders", "--format", "json").json()
    assert {row["name"] for row in rows if row["what"] == "table"} == set(columns.tables())


def test_a_row_without_an_id_is_what_bears_its_name_already(tmp_path: Path) -> None:
    ministries = "name,of,source\nMinistry of Energy,Kazakhstan,own\nMinistry of Deep Rocks,Kazakhstan,own\n"
    officials = "name,serves_in,title,source\nYoon Suk-yeol,Korea,President,own\nAda Rock,MOTIE,Minister,own\n"
    (tmp_path / "m.csv").write_text(ministries, encoding="utf-8")
    (tmp_path / "o.csv").write_text(officials, encoding="utf-8")
    tables: list[str | Path] = [tmp_path / "m.csv", "--as", "ministries", tmp_path / "o.csv", "--as", "officials"]
    assert load(tmp_path / "store", *tables).code == 0
    query = "MATCH (n)-[:MINISTRY_OF|SERVES_IN]->() RETURN n.id AS id ORDER BY id"
    ids = [row["id"] for row in found(tmp_path / "store", query)]
    assert ids == ["KAZ/energy", "KAZ/ministry-of-deep-rocks", "KOR/ada-rock", "KOR/yoon-suk-yeol"]
