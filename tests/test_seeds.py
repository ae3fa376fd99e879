"""The bundled tables as a whole: enough of them, in order, every source told, single sources counted truly."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import defaultdict
from itertools import pairwise

import pytest

from graphkit.facts import merge
from graphkit.gazetteer import gazetteer, split
from graphkit.loaders import get
from graphkit.model import Fact, Instrument, Ref
from graphkit.resources import part
from graphkit.tables import columns
from tests.single_sources import SEEDS, rows, single

TABLES = sorted(path.stem for path in SEEDS.glob("*.csv") if path.stem != "judgements")


def test_there_are_enough_of_each() -> None:
    records = merge(get("reference").load(part("seeds"), lambda what, done, total: None).bundle.records)
    instruments = [r for r in records if isinstance(r, Instrument)]
    restrictions = [r for r in records if isinstance(r, Fact) and r.relation == "RESTRICTS_EXPORT_OF"]
    assert len(instruments) >= 180
    assert len(restrictions) >= 70
    for kind, number in {"Country": 249, "Mineral": 60, "Forum": 25, "Ministry": 200, "Official": 400}.items():
        assert len(gazetteer().of(kind)) >= number, kind


@pytest.mark.parametrize("table", sorted(columns.tables()))
def test_rows_are_sorted_sourced_and_clean(table: str) -> None:
    found = rows(table)
    keys = [row["id"] for row in found] if "id" in found[0] else []
    assert keys == sorted(keys)
    for row in found:
        assert row["source"]
        assert all(cell == cell.strip() and "\n" not in cell for cell in row.values()), row
    assert len({tuple(row.values()) for row in found}) == len(found)


def test_topics_have_one_kind_each() -> None:
    ids = [e.ref.id for kind in ("Mineral", "Sector", "Commodity") for e in gazetteer().of(kind)]
    assert len(ids) == len(set(ids))


def test_readme_counts_single_sources_truly() -> None:
    text = (SEEDS / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)\.csv` \| (\d+) \| (\d+) \|$", text, re.MULTILINE)
    assert len(told) >= 9
    for table, total, one in told:
        assert (len(rows(table)), len(single(table))) == (int(total), int(one)), table


def test_readme_names_every_table_and_column() -> None:
    text = (SEEDS / "README.md").read_text(encoding="utf-8")
    for table in TABLES:
        line = next(line for line in text.splitlines() if line.startswith(f"| `{table}.csv` |"))
        with (SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for column in next(csv.reader(file)):
                assert f"`{column}`" in line or column == "source", (table, column)


def test_what_was_announced_and_signed_is_one_instrument() -> None:
    other = {"GBR;SAU"}  # no page says that the partnership announced was the cooperation of that month
    for row in rows("announced"):
        if row["outcome"] == "signed" and row["parties"] not in other:
            day = (row["parties"], row["outcome_date"])
            acts = [(r["kind"], r["title"]) for r in rows("agreements") if (r["parties"], r["date"]) == day]
            assert not acts or (row["kind"], row["title"]) in acts, row


def test_cells_of_the_bundled_tables_name_things_by_id() -> None:
    for name, table in columns.tables().items():
        for row in rows(name):
            assert list(row) == list(table.columns), name
            for column, kinds in table.refs.items():
                for text in split(row[column]):
                    assert any(Ref(kind, text) in gazetteer().entries for kind in kinds), (name, column, text)


def test_single_sources_lists_the_rows_that_rest_on_one() -> None:
    done = subprocess.run([sys.executable, SEEDS.parent / "tests" / "single_sources.py", "companies"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    lines = done.stdout.splitlines()
    assert len(lines) == len(single("companies"))
    assert all(line.startswith("companies: ") for line in lines)


DESCRIBING = {name: table for name, table in columns.tables().items() if table.describes}


def test_no_id_stands_in_two_tables_and_no_alias_belongs_to_two() -> None:
    ids = [row["id"] for name in DESCRIBING if name != "officials" for row in rows(name)]
    assert len(ids) == len(set(ids))
    owners: dict[str, set[str]] = defaultdict(set)
    for name in set(DESCRIBING) - {"ministries", "officials"}:  # those bear one name in several countries
        for row in rows(name):
            assert row["name"] not in split(row["aliases"]), row
            for alias in (row["name"], *split(row["aliases"])):
                owners[alias].add(row["id"])
    assert {alias: found for alias, found in owners.items() if len(found) > 1} == {}


def test_a_person_has_one_name_and_the_same_aliases_in_each_office() -> None:
    people: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows("officials"):
        people[row["id"]].add((row["name"], row["aliases"]))
    assert {person for person, said in people.items() if len(said) > 1} == set()


def test_phases_of_a_measure_do_not_overlap_unless_the_day_is_disputed() -> None:
    phases: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in rows("export_restrictions"):
        phases[tuple(row[name] for name in ("country", "mineral", "measure", "against"))].append(row)
    for same in phases.values():
        ordered = sorted(same, key=lambda row: row["date"])
        for one, then in pairwise(ordered):
            disputed = all("the day is disputed" in row["source"] for row in (one, then))
            assert disputed or "" < one["until"] < then["date"], (one, then)


@pytest.mark.parametrize("table", ["agreements", "export_restrictions"])
def test_rows_whose_day_is_disputed_differ_in_nothing_else(table: str) -> None:
    pairs: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in rows(table):
        if "the day is disputed" in row["source"]:
            pairs[tuple(v for name, v in row.items() if name not in ("date", "source", "scope"))].append(row["date"])
    assert pairs
    assert all(len(set(days)) == len(days) == 2 for days in pairs.values()), pairs
