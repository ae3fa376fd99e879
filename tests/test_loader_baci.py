"""CEPII BACI: codes of countries that are not ISO's, units, missing weights, and everything that does not fit."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from graphkit.datasets import loading
from graphkit.datasets.task import Task
from graphkit.errors import InputError
from tests.commands import graphkit
from tests.datasets import DATA, changed, loaded, read, rows

FILE = DATA / "baci" / "BACI_HS92_Y2022_V202401.csv"


def test_a_row_is_a_supply_in_dollars_and_tonnes() -> None:
    chile = next(row for row in rows(FILE, "SUPPLIES") if row["subject"] == "CHL")
    assert chile["object"] == "KOR"
    assert (chile["year"], chile["hs"], chile["mineral"], chile["stage"]) == (2022, "283691", "lithium", "refined")
    assert (chile["value_usd"], chile["tonnes"], chile["status"]) == (900_500.0, 40.25, "current")


def test_a_missing_weight_is_none_and_not_zero() -> None:
    (china,) = [row for row in rows(FILE, "SUPPLIES") if row["subject"] == "CHN"]
    assert china["tonnes"] is None


def test_codes_of_un_statistics_are_read_as_what_they_stand_for() -> None:
    both = [DATA / "baci" / f"BACI_HS92_Y{year}_V202401.csv" for year in (2022, 2023)]
    pairs = {(row["subject"], row["object"]) for path in both for row in rows(path, "SUPPLIES")}
    assert {("TWN", "USA"), ("FRA", "IND"), ("NOR", "CHE")} <= pairs


def test_a_release_is_named_by_its_file_and_published_in_its_month() -> None:
    (release,) = loaded(FILE).releases
    assert (release.series.id, release.series.published) == ("baci-202401", "2024-01")
    assert release.series.text.startswith("baci-202401\nCEPII: ")


def test_products_that_are_no_minerals_are_not_taken() -> None:
    assert read(FILE).rows == 4


def test_years_and_minerals_can_be_chosen() -> None:
    assert {row["mineral"] for row in rows(FILE, "SUPPLIES", Task(minerals=frozenset({"nickel"})))} == {"nickel"}
    assert len(rows(FILE, "SUPPLIES", Task(years=frozenset({2021, 2022})))) == 4
    assert loaded(FILE, Task(years=frozenset({2021}))).releases == []


def test_a_year_is_added_to_those_of_the_same_folder(tmp_path: Path) -> None:
    store, folder = str(tmp_path / "store"), str(DATA / "baci")
    for year in ("2022", "2023"):
        done = graphkit("--store", store, "load", folder, "--years", year)
        assert (done.code, "left out: 1 files of other years" in done.err) == (0, True)
    years = "MATCH ()-[r:SUPPLIES]->() RETURN DISTINCT r.year AS year ORDER BY year"
    assert graphkit("--store", store, "cypher", years, "--format", "json").json() == [{"year": 2022}, {"year": 2023}]


def test_a_folder_is_read_without_its_code_files() -> None:
    assert [found.path.name for found in loading.find(str(DATA / "baci"))] == [
        "BACI_HS92_Y2022_V202401.csv",
        "BACI_HS92_Y2023_V202401.csv",
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("900.500", "900,500", "line 2: 7 cells"),
        ("900.500", "nine", "line 2, column v"),
        ("900.500", "-1", "line 2, column v"),
        ("40.250", "W", "line 2, column q"),
        ("2022,156,410", "2022,997,410", "line 3, column i"),
        ("2022,156,410", "2022,410,410", "line 3, column j"),
        ("2022,156,410", "2022,0,410", "line 3, column i"),
        ("2022,156,410", "20x2,156,410", "line 3, column t"),
        ("2022,156,410", "2099,156,410", 'line 3, column t: "2099" is in the future'),
        ("2022,156,410,283691", "2022,152,410,283691", "line 3: the same row as line 2"),
        ("2022,156,410,283691", "2022,156,410,28-369", "line 3, column k"),
        ("2022,152,410,283691", "152,2022,410,283691", "line 2, column t"),
        ("t,i,j,k,v,q", "t,j,i,k,v,q", 'line 1, column 2: "j" stands where BACI has "i"'),
        ("t,i,j,k,v,q", "t,i,j,k,v", 'line 1, column 6: "" stands where BACI has "q"'),
        ("2022,156,410,283691,", "2022,156,410,283691,1,", "line 3"),
        ("2022,156,410,283691,      100.000,          NA", "2022,156,41", "line 3"),
    ],
)
def test_what_does_not_fit_is_named_with_line_and_column(old: str, new: str, told: str, tmp_path: Path) -> None:
    path = changed(FILE, tmp_path, old, new)
    with pytest.raises(InputError, match=told):
        read(path)


@pytest.mark.parametrize(("length", "told"), [(-5, "is cut off"), (0, "is empty")])
def test_a_file_that_breaks_off_is_refused(length: int, told: str, tmp_path: Path) -> None:
    path = tmp_path / FILE.name
    path.write_bytes(FILE.read_bytes()[:length])
    with pytest.raises(InputError, match=told):
        read(path)


def test_another_edition_of_the_harmonized_system_is_a_series_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS17_Y2022_V202401.csv"
    path.write_bytes(FILE.read_bytes().replace(b"283691", b"810520"))  # unwrought cobalt since HS 2002
    (release,) = loaded(path).releases
    assert (release.series.id, release.series.title) == ("baci-hs17-202401", "BACI HS17, release 202401")
    assert {row["mineral"] for row in rows(path, "SUPPLIES") if row["hs"] == "810520"} == {"cobalt"}


def test_the_sqlite_file_of_geopolrisk_holds_codes_without_leading_zeros(tmp_path: Path) -> None:
    path = tmp_path / "baci.db"
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE baci_trade (t TEXT, i TEXT, j TEXT, k INTEGER, v TEXT, q TEXT)")
    base.executemany(
        "INSERT INTO baci_trade VALUES (?, ?, ?, ?, ?, ?)",
        [("1995", "58", "757", 260400, " 1.5", None), ("1996", "810", "490", 283691, "2", " 3.25 ")],
    )
    base.commit()
    base.close()
    found = rows(path, "SUPPLIES")
    assert [(r["subject_kind"], r["subject"], r["object"], r["value_usd"], r["tonnes"]) for r in found] == [
        ("Bloc", "BLEU", "CHE", 1500.0, None),
        ("Country", "SUN", "TWN", 2000.0, 3.25),
    ]
    assert {node.ref.id: node.properties.get("successors") for node in read(path).nodes}["BLEU"] == ("BEL", "LUX")
