"""The saved queries about trade and production, on a small graph made by hand: right figures on every store."""

from __future__ import annotations

import re
from typing import Any

import pytest

from graphkit.queries import library
from graphkit.queries.library import parse
from graphkit.schema import schema
from graphkit.stores.bolt import BoltStore

# Korea's lithium: 2022 from Chile 60 and China 40, 2023 the signing, 2024 from Chile 90 and China 10. The rows of
# another series, planned ones and those of another mineral must not count.
GRAPH = """
CREATE (kor:Country {id: 'KOR', name: 'South Korea'}), (chl:Country {id: 'CHL', name: 'Chile'}),
  (chn:Country {id: 'CHN', name: 'China'}), (jpn:Country {id: 'JPN', name: 'Japan'}),
  (motie:Ministry {id: 'KOR/motie', name: 'MOTIE'}), (li:Mineral {id: 'lithium', name: 'lithium'}),
  (cm:Mineral {id: 'critical-minerals', name: 'critical minerals'}), (li)-[:PART_OF {fact: 'p'}]->(cm),
  (motie)-[:MINISTRY_OF {fact: 'm'}]->(kor),
  (a:Agreement {id: 'mou-1', name: 'MOU on minerals', kind: 'mou', status: 'signed', date: '2023-05',
    valid_from: date('2023-05-01')}),
  (b:Agreement {id: 'mou-2', name: 'A plan', kind: 'mou', status: 'planned', date: '2023',
    valid_from: date('2023-01-01')}),
  (motie)-[:PARTY_TO]->(a), (chl)-[:PARTY_TO]->(a), (a)-[:COVERS]->(cm),
  (kor)-[:PARTY_TO]->(b), (chn)-[:PARTY_TO]->(b), (b)-[:COVERS]->(li)
WITH kor, chl, chn, jpn, li
UNWIND [
  [chl, kor, 2022, 40.0, 4.0, true], [chl, kor, 2022, 20.0, null, true], [chn, kor, 2022, 40.0, null, true],
  [chl, kor, 2022, 999.0, 9.0, false],
  [chl, kor, 2023, 50.0, 5.0, true], [chn, kor, 2023, 50.0, 5.0, true],
  [chl, kor, 2024, 90.0, 9.0, true], [chn, kor, 2024, 10.0, 1.0, true],
  [chl, jpn, 2024, 25.0, 2.5, true], [chn, jpn, 2024, 75.0, 7.5, true], [chn, chl, 2024, 5.0, 0.5, true]
] AS row
WITH row[0] AS x, row[1] AS y, row[2] AS year, row[3] AS value, row[4] AS tonnes, row[5] AS preferred, li, chl, chn
CREATE (x)-[:SUPPLIES {fact: x.id + y.id + toString(year) + toString(value), status: 'current', mineral: 'lithium',
  year: year, value_usd: value, tonnes: tonnes, series: CASE WHEN preferred THEN 'one' ELSE 'two' END,
  preferred: preferred}]->(y)
WITH DISTINCT li, chl, chn
CREATE (chl)-[:SUPPLIES {fact: 'plan', status: 'planned', mineral: 'lithium'}]->(chn),
  (chn)-[:SUPPLIES {fact: 'nickel', status: 'current', mineral: 'nickel', year: 2025, value_usd: 1.0,
    preferred: true}]->(chl),
  (chl)-[:PRODUCES {fact: 'a', stage: 'mined', year: 2023, tonnes: 30.0, series: 'x', preferred: true}]->(li),
  (chn)-[:PRODUCES {fact: 'b', stage: 'mined', year: 2023, tonnes: 10.0, series: 'x', preferred: true}]->(li),
  (chn)-[:PRODUCES {fact: 'c', stage: 'mined', year: 2023, tonnes: 99.0, series: 'y', preferred: false}]->(li),
  (chn)-[:PRODUCES {fact: 'd', stage: 'mined', year: 2022, tonnes: 50.0, series: 'x', preferred: true}]->(li),
  (chn)-[:PRODUCES {fact: 'e', stage: 'refined', year: 2021, tonnes: 7.0, series: 'x', preferred: true}]->(li)
"""
WITHOUT_CHOICE = """// title: T
// question: Q?
// columns:
//   x: ids
// key: x
MATCH (a)-[r:SUPPLIES]->(b) RETURN DISTINCT a.id AS x ORDER BY x
"""


@pytest.fixture
def traded(store: BoltStore) -> BoltStore:
    """A store with the rows."""
    store._write(lambda tx: tx.run(GRAPH).consume())
    return store


def rows(store: BoltStore, name: str, columns: str, **given: str) -> list[tuple[Any, ...]]:
    """Return these columns of a saved query's answer."""
    answer = library.run(store, library.get(name), given)
    return [tuple(row[column] for column in columns.split()) for row in answer.rows]


def test_suppliers_to_a_country(traded: BoltStore) -> None:
    columns = "supplier year value_usd tonnes share series"
    assert rows(traded, "suppliers_to_country", columns, mineral="lithium", country="Korea") == [
        ("CHL", 2024, 90.0, 9.0, 0.9, "one"),
        ("CHN", 2024, 10.0, 1.0, 0.1, "one"),
    ]
    assert rows(traded, "suppliers_to_country", columns, mineral="lithium", country="Korea", year="2022") == [
        ("CHL", 2022, 60.0, 4.0, 0.6, "one"),
        ("CHN", 2022, 40.0, None, 0.4, "one"),
    ]
    assert rows(traded, "suppliers_to_country", columns, mineral="lithium", country="Korea", year="2021") == []


def test_largest_producers(traded: BoltStore) -> None:
    columns = "stage rank producer year tonnes share"
    assert rows(traded, "top_producers", columns, mineral="lithium") == [
        ("mined", 1, "CHL", 2023, 30.0, 0.75),
        ("mined", 2, "CHN", 2023, 10.0, 0.25),
        ("refined", 1, "CHN", 2021, 7.0, 1.0),
    ]
    assert rows(traded, "top_producers", columns, mineral="lithium", stage="mined", limit="1", year="2022") == [
        ("mined", 1, "CHN", 2022, 50.0, 1.0)
    ]


def test_imports_around_a_pact(traded: BoltStore) -> None:
    columns = "instrument partner share_before share_after years_before years_after"
    given = {"mineral": "lithium", "country": "Korea"}
    assert rows(traded, "imports_around_pacts", columns, **given) == [("mou-1", "CHL", 0.6, 0.9, 1, 1)]
    ((change,),) = rows(traded, "imports_around_pacts", "change", **given)
    assert change == pytest.approx(0.3)
    assert rows(traded, "imports_around_pacts", columns, mineral="lithium", country="Japan") == []


def test_pacts_by_concentration(traded: BoltStore) -> None:
    columns = "mineral pacts hhi largest largest_share year series"
    traded._write(lambda tx: tx.run("MATCH ()-[r:PRODUCES]->() SET r.status = 'current'").consume())
    assert rows(traded, "pacts_by_concentration", columns) == [("lithium", 0, 0.625, "CHL", 0.75, 2023, "x")]


def test_who_is_exposed(traded: BoltStore) -> None:
    columns = "buyer year value_usd total_usd share next_supplier next_share"
    assert rows(traded, "exposed_to_supplier", columns, mineral="lithium", country="Chile") == [
        ("KOR", 2024, 90.0, 100.0, 0.9, "CHN", 0.1),
        ("JPN", 2024, 25.0, 100.0, 0.25, "CHN", 0.75),
    ]
    assert rows(traded, "exposed_to_supplier", "buyer", mineral="lithium", country="Chile", at_least="0.5") == [
        ("KOR",)
    ]
    assert rows(traded, "exposed_to_supplier", "buyer next_supplier", mineral="lithium", country="China") == [
        ("CHL", None),
        ("JPN", "CHL"),
        ("KOR", "CHL"),
    ]


def test_rows_of_trade_need_a_choice_of_series() -> None:
    from graphkit.queries.check import check

    assert [problem.rule for problem in check(parse("t", WITHOUT_CHOICE))] == ["series"]


@pytest.mark.parametrize(
    "name", sorted(name for name, query in library.everything().items() if "AS facts" in query.text)
)
def test_a_query_about_all_facts_names_every_relation_that_tells_one(name: str) -> None:
    pattern = re.search(r"UNION ALL\s+MATCH \(\)-\[r:([^\]]+)\]", library.get(name).text)
    assert pattern
    told = {relation for relation, rule in schema().relations.items() if not rule.derived}
    assert {"SUPPLIES", *re.findall(r"[A-Z_]+", pattern[1])} == told
