"""Files that no loader knows: each is refused by what is wrong with it, and never read as an article."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from graphkit.datasets import loading, refused
from graphkit.errors import InputError
from tests.datasets import DATA, loaded

LONG = (DATA / "usgs_mcs" / "long.csv").read_bytes()
COMTRADE = (DATA / "comtrade" / "nickel.csv").read_bytes()
PROFILE = DATA / "factbook" / "ks.json"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", b"", "is empty"),
        ("a.json", b"\n\n", "is empty"),
        ("a.csv", gzip.compress(LONG), r"is packed \(gzip\)"),
        ("a.ijson", b"PK\x03\x04...", r"is packed \(ZIP\)"),
        ("a.csv", COMTRADE.decode().encode("utf-16"), "is UTF-16 text"),
        ("a.csv", COMTRADE.decode().encode("utf-16-le"), "is UTF-16 text"),
        ("a.xlsx", b"PK\x03\x04...", "no workbook that can be read"),
        ("a.parquet", b"PAR1....", "no Parquet file that can be read"),
        ("a.json", b'{"Government": {\n"Executive', "line 2, column 1: this is not JSON"),
        ("a.json", b'["Senor \xf1"]', "is not UTF-8 text"),
        ("a.json", b'{"Government": {}}', "JSON of a form that no loader knows"),
        ("a.ijson", b'{"id": \n{}', "line 1, column 8: this is not JSON"),
        ("a.tsv", b"when\twho\n2024\tChile\n", "divided by tabs that no loader knows"),
        ("a.csv", LONG.replace(b"Unit,Year", b"Year,Unit", 1), 'line 1, column 7: "Year" stands where .* has "Unit"'),
        ("a.csv", LONG.replace(b",Unit,", b",Units,", 1), 'column 7: "Units" is no column of .*, which has "Unit"'),
        ("a.csv", COMTRADE.replace(b"netWgt", b"weight", 1), 'no column of UN Comtrade.*, which has "netWgt"'),
    ],
)
def test_what_is_wrong_with_a_file_is_said(name: str, content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert loading.recognised(path) is None
    with pytest.raises(InputError, match=told):
        refused.refuse(path)


@pytest.mark.parametrize(("name", "content"), [("a.csv", b"when,who\n2024,Chile\n"), ("a.txt", b""), ("a.jsonl", b"")])
def test_tables_articles_and_facts_files_say_themselves_what_is_wrong(
    name: str, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    refused.refuse(path)


@pytest.mark.parametrize(
    ("keys", "value", "told"),
    [
        (("Government",), [], "Government: a profile has parts here"),
        (("Government", "Executive branch"), "x", "Executive branch: a profile has parts here"),
        (("Government", "Executive branch", "chief of state", "text"), 5, "text: this is not text"),
        (
            ("Government", "Executive branch", "chief of state", "text"),
            "President LEE Jae-myung (since 31 June 2025)",
            "chief of state: .* not a day of the calendar",
        ),
    ],
)
def test_a_profile_in_another_form_is_named_by_its_part(
    keys: tuple[str, ...], value: object, told: str, tmp_path: Path
) -> None:
    profile: dict[str, Any] = json.loads(PROFILE.read_bytes())
    place = profile
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = value
    path = tmp_path / PROFILE.name
    path.write_text(json.dumps(profile), encoding="utf-8")
    with pytest.raises(InputError, match=told):
        loaded(path)


@pytest.mark.parametrize(
    ("bindings", "told"),
    [
        ({"a": 1}, "are a list of rows"),
        ([[1]], "line 1: this is no row of a query"),
        ([{"personLabel": {"value": 5}}], "line 1, column personLabel"),
    ],
)
def test_a_query_in_another_form_is_named_by_line_and_column(bindings: object, told: str, tmp_path: Path) -> None:
    path = tmp_path / "query.json"
    names = ["person", "personLabel", "position", "positionLabel", "country"]
    path.write_text(json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}))
    with pytest.raises(InputError, match=told):
        loaded(path)


@pytest.mark.parametrize(
    ("entity", "told"),
    [
        ({"id": "a", "schema": ["Company"], "properties": {}}, "line 1, schema: this is not text"),
        ({"id": 5, "schema": "Company", "properties": {}}, "line 1, id: this is not text"),
        ({"id": "a", "schema": "Company", "properties": {"name": [5]}}, "line 1, property name: a value is not text"),
        ({"id": "a", "schema": "Company", "properties": {"name": ["TÃ¼rk AG"]}}, "property name: .* wrong encoding"),
    ],
)
def test_an_entity_in_another_form_is_named_by_line(entity: object, told: str, tmp_path: Path) -> None:
    path = tmp_path / "entities.ijson"
    path.write_text(json.dumps(entity) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=told):
        loaded(path)
