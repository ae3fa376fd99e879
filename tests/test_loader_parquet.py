"""Parquet that another program wrote: flows and production as DuckDB prepares them, strict, up to the store."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from graphkit.errors import InputError
from graphkit.resources import part
from graphkit.stores.bolt import BoltStore
from tests.commands import graphkit
from tests.datasets import put, read, rows

FLOWS = """
SELECT * FROM (VALUES
    (2022, 'CHL', 'KOR', 'lithium', '283691', 900.5, 12, NULL),
    (2023, 'Chile', 'South Korea', 'Li', '283691', 1200.25, 10, NULL),
    (2023, 'CHL', 'EU', 'lithium', NULL, NULL, 7, 'estimated')
) AS flows(year, "from", "to", mineral, hs, value_usd, tonnes, mark)
"""


def written(folder: Path, select: str = FLOWS, name: str = "flows.parquet") -> Path:
    """Let DuckDB write what a query selects."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    duckdb.sql(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path


def test_a_file_that_duckdb_wrote_is_supplies(tmp_path: Path, store: BoltStore) -> None:
    path = written(
        tmp_path, f"SELECT *, 'own-2024' AS series, 'Office' AS publisher, '2024-02' AS published FROM ({FLOWS})"
    )
    assert put(store, path) == 3
    text = "MATCH (a)-[r:SUPPLIES]->(b) RETURN r.fact, b.id, r.value_usd, r.tonnes, r.preferred ORDER BY r.fact"
    assert store.query(text).rows == (
        ("own-2024/2022/CHL/KOR/283691", "KOR", 900.5, 12.0, True),
        ("own-2024/2023/CHL/EU/lithium", "EU", None, 7.0, True),
        ("own-2024/2023/CHL/KOR/283691", "KOR", 1200.25, 10.0, True),
    )
    document = store.documents(["own-2024"])["own-2024"]
    assert (document.publisher, document.published) == ("Office", "2024-02")
    assert put(store, path) == 0


def test_the_command_takes_it_by_name_and_knows_it_again(tmp_path: Path) -> None:
    path, store = written(tmp_path), str(tmp_path / "store")
    done = graphkit("--store", store, "load", str(path), "--as", "supplies")
    assert (done.code, "3 SUPPLIES" in done.err) == (0, True)
    again = graphkit("--store", store, "load", str(path))
    assert "in the store already" in again.err


def test_a_code_alone_gives_mineral_and_stage(tmp_path: Path) -> None:
    path = written(tmp_path, f'SELECT year, "from", "to", hs, value_usd FROM ({FLOWS}) WHERE hs IS NOT NULL')
    assert {(row["mineral"], row["stage"]) for row in rows(path, "SUPPLIES")} == {("lithium", "refined")}


def test_a_folder_of_parts_is_one_table(tmp_path: Path) -> None:
    folder = tmp_path / "trade.parquet"
    for year in (2022, 2023):
        written(tmp_path, f"SELECT * FROM ({FLOWS}) WHERE year = {year}", f"trade.parquet/part-{year}.parquet")
    (folder / "_SUCCESS").touch()
    assert read(folder).rows == 3
    done = graphkit("--store", str(tmp_path / "store"), "load", str(tmp_path))
    assert (done.code, "1 file read (supplies)" in done.err) == (0, True)


def test_several_releases_stand_in_one_file(tmp_path: Path, store: BoltStore) -> None:
    both = " UNION ALL ".join(f"SELECT *, 'own-{year}' AS series FROM ({FLOWS})" for year in (2023, 2024))
    assert put(store, written(tmp_path, both)) == 6
    text = "MATCH ()-[r:SUPPLIES]->() WHERE r.preferred RETURN DISTINCT r.series"
    assert store.query(text).rows == (("own-2024",),)


def test_production_has_a_form_of_its_own(tmp_path: Path) -> None:
    text = (
        "SELECT 2023 AS year, 'CHL' AS country, 'lithium' AS mineral, 'mined' AS stage, 5.5 AS tonnes, 'metal' AS basis"
    )
    (row,) = rows(written(tmp_path, text), "PRODUCES")
    assert (row["subject"], row["object"], row["stage"], row["tonnes"], row["basis"]) == (
        "CHL", "lithium", "mined", 5.5, "metal",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("'EU'", "'842'", 'row 3, column to: "842" is no country'),
        ("'EU'", "'World'", 'row 3, column to: "World" is no country'),
        ("'EU'", "'CHL'", "row 3, column to"),
        ("'EU'", "NULL", "row 3, column to"),
        ("'Li'", "'nikkel'", 'row 2, column mineral: "nikkel"'),
        ("'283691', 900.5", "'2836', 900.5", "row 1, column hs"),
        ("900.5", "-900.5", "row 1, column value_usd"),
        ("900.5", "'nan'::DOUBLE", "row 1, column value_usd"),
        ("SELECT *", "SELECT * REPLACE (tonnes::VARCHAR AS tonnes)", "column tonnes: it holds text"),
        ("(2022,", "(1822,", "row 1, column year"),
        ("'Chile', 'South Korea', 'Li'", "'CHL', 'KOR', 'lithium'", ""),
        ("(2023, 'Chile'", "(2022, 'Chile'", "row 2: the same row as row 1"),
        ("tonnes, mark", "kilos, mark", '"kilos" is no column'),
        ("mineral, hs", "product, hs", 'row 3, column hs: "" is no code of a mineral'),
    ],
)
def test_what_does_not_fit_is_named_by_column_and_row(old: str, new: str, told: str, tmp_path: Path) -> None:
    from graphkit import loaders
    from graphkit.datasets.task import Task

    path = written(tmp_path, FLOWS.replace(old, new, 1))
    assert old in FLOWS
    if not told:
        assert read(path).rows == 3
        return
    with pytest.raises(InputError) as raised:
        loaders.get("supplies").load(path, Task()).releases[0].read()  # type: ignore[arg-type]
    assert told in str(raised.value)


def test_the_example_of_the_guide_loads(tmp_path: Path) -> None:
    text = (part("loaders") / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```sql\n(.*?)```", text, re.DOTALL)
    assert found is not None
    path = tmp_path / "flows.parquet"
    duckdb.sql(found[1].replace("flows.parquet", str(path)))
    assert [(row["subject"], row["object"], row["tonnes"]) for row in rows(path, "SUPPLIES")] == [("CHL", "KOR", 10.5)]


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(path.read_bytes()[:-20])
    done = graphkit("--store", str(tmp_path / "store"), "load", str(path), "--as", "supplies")
    assert (done.code, "cut off" in done.err, (tmp_path / "store").exists()) == (1, True, False)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("(2022, 'CHL'", "(2099, 'CHL'", 'row 1, column year: "2099" is in the future'),
        ("flows(year", "flows(year", "row 1, column published: 2099-01 is in the future"),
    ],
)
def test_a_year_or_a_release_of_the_future_is_refused(old: str, new: str, told: str, tmp_path: Path) -> None:
    published = "2099-01" if old == new else "2024"
    path = written(tmp_path, f"SELECT *, '{published}' AS published FROM ({FLOWS.replace(old, new)})")
    with pytest.raises(InputError, match=told):
        read(path)


def test_a_mineral_that_its_code_is_not_of_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, FLOWS.replace("'KOR', 'lithium'", "'KOR', 'cobalt'"))
    with pytest.raises(
        InputError, match='row 1, column hs: "283691" is the code of lithium, and the mineral is cobalt'
    ):
        read(path)


def test_a_code_of_a_group_may_stand_beside_one_of_its_minerals(tmp_path: Path) -> None:
    flows = FLOWS.replace("'lithium', '283691'", "'neodymium', '280530'")
    assert {row["mineral"] for row in rows(written(tmp_path, flows), "SUPPLIES")} == {"neodymium", "lithium"}


def test_a_row_without_a_figure_is_left_out_by_name(tmp_path: Path) -> None:
    found = read(written(tmp_path, FLOWS.replace("900.5, 12", "NULL, NULL")))
    assert (found.rows, dict(found.left_out)) == (2, {"rows without a figure": 1})
    marked = read(written(tmp_path, FLOWS.replace("NULL, 7, 'estimated'", "NULL, NULL, 'withheld'")))
    assert (marked.rows, dict(marked.left_out)) == (3, {})
