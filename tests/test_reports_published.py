"""Reports of supply of figures as their publishers give them: twice, as shares alone, as weights alone, by product."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from graphkit import reports
from graphkit.errors import InputError
from graphkit.model import Node, Ref
from graphkit.output import Answer, render
from graphkit.reports import Question
from graphkit.stores.base import Store
from graphkit.stores.bolt import BoltStore
from graphkit.stores.embedded import EmbeddedStore
from tests.builders import JPN, KOR, article, bundle, claim, fact
from tests.datasets import put
from tests.supply_world import comtrade, mcs, weights, written


def ask(store: Store, name: str, *subjects: str, **options: Any) -> Answer:
    """Return the answer of a report."""
    return reports.get(name).run(store, subjects, Question(limit=5, options=options))


def text(answer: Answer) -> str:
    """Return what a report says on one line, after checking that it fits a terminal."""
    drawn = render(answer, "table")
    assert max(map(len, drawn.splitlines())) <= 80
    return " ".join(drawn.split())


# ---------------------------------------------------------------- what two report is counted once
def test_what_importer_and_exporter_report_is_counted_once(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        put(store, comtrade(tmp_path))
        for series in (None, "comtrade"):
            found = ask(store, "suppliers", "nickel", to="Korea", series=series).rows
            assert [(row["id"], row["value_usd"], row["share"]) for row in found] == [
                ("NCL", 600.0, pytest.approx(0.6)),
                ("PHL", 400.0, pytest.approx(0.4)),
            ]
            (korea,) = ask(store, "exposure", "nickel", restricted_by="Philippines", series=series).rows
            assert (korea["id"], korea["value_usd"], korea["total_usd"]) == ("KOR", 400.0, 1000.0)
            for subject in (["nickel"], []):
                (bought,) = ask(store, "concentration", *subject, of="Korea", series=series).rows
                assert (bought["total"], bought["hhi"]) == (1000.0, pytest.approx(0.52))


# ---------------------------------------------------------------- shares of the world, not of who is listed
MINED = ("Production", "Mine production", "metric tons", 2025)
GOLD = [
    ("Gold", country, *MINED, value)
    for country, value in (("China", "300"), ("Russia", "200"), ("Ghana", "W"), ("Other countries", "400"))
]


def test_shares_of_production_are_of_the_worlds_total(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        put(store, mcs(tmp_path, *GOLD, ("Gold", "World total (rounded)", *MINED, "1,000")))
        answer = ask(store, "producers", "gold")
        assert [(r["id"], r["share"], r["world"], r["hhi"]) for r in answer.rows] == [
            ("CHN", pytest.approx(0.3), 1000.0, pytest.approx(0.13)),
            ("RUS", pytest.approx(0.2), 1000.0, pytest.approx(0.13)),
            ("GHA", None, 1000.0, pytest.approx(0.13)),
        ]
        assert "Mined, 2025: China 30.0 %, HHI ≥0.13." in text(answer)
        assert "1,000 t in the world" in text(answer)
        assert "Others, not listed: 50.0 %." in text(answer)
        assert "Shares are of the publisher's total of the world." in text(answer)
        answer = ask(store, "concentration", "gold")
        (row,) = answer.rows
        assert (row["total"], row["others"], row["top"][0]["share"]) == (1000.0, pytest.approx(0.5), 0.3)
        assert "HHI ≥0.13, China 30.0 %" in text(answer)
        cypher = "MATCH (c:Country)-[r:PRODUCES]->() WHERE r.share IS NOT NULL RETURN c.id, r.share ORDER BY c.id"
        assert dict(store.query(cypher).rows) == {r["id"]: r["share"] for r in ask(store, "producers", "gold").rows[:2]}
        profile = ask(store, "profile", "China")
        (made,) = [r for r in profile.rows if r["section"] == "figures"]
        assert made["share"] == pytest.approx(0.3)
        assert not any(line.startswith(" `") for line in render(profile, "table").splitlines())


@pytest.mark.parametrize("world", [None, "490"])
def test_a_total_that_is_not_there_or_rounded_below_the_sum_is_none(tmp_path: Path, world: str | None) -> None:
    total = [("Gold", "World total (rounded)", *MINED, world)] if world else []
    with EmbeddedStore(tmp_path / "store") as store:
        put(store, mcs(tmp_path, *GOLD, *total))
        answer = ask(store, "producers", "gold")
        assert [(r["share"], r["world"]) for r in answer.rows] == [(0.6, None), (0.4, None), (None, None)]
        assert "HHI 0.52" in text(answer)
        assert "Others, not listed" not in text(answer)
        assert "Shares are of what the producers listed make" in text(answer)


def test_production_of_which_there_are_only_shares_is_answered_by_them(tmp_path: Path) -> None:
    path = tmp_path / "shares.parquet"
    table = {"year": [2024, 2024], "country": ["CHN", "GHA"], "mineral": ["gold"] * 2, "share": [0.5, 0.25]}
    pl.DataFrame({**table, "stage": ["mined"] * 2}).write_parquet(path)
    with EmbeddedStore(tmp_path / "store") as store:
        put(store, path)
        answer = ask(store, "producers", "gold")
        assert [(r["id"], r["tonnes"], r["share"]) for r in answer.rows] == [("CHN", None, 0.5), ("GHA", None, 0.25)]
        assert "Others, not listed: 25.0 %." in text(answer)
        assert "Shares are as the publisher gives them." in text(answer)
        assert "0 t" not in text(answer)


# ---------------------------------------------------------------- weights without values
def test_where_there_are_only_weights_they_answer(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        put(store, weights(tmp_path))
        for way in ("value", "weight"):
            answer = ask(store, "suppliers", "lithium", to="Korea", by=way)
            assert [(r["id"], r["year"], r["value_usd"], r["tonnes"], r["share"]) for r in answer.rows] == [
                ("CHL", 2024, None, 30.0, 0.75),
                ("CHN", 2024, None, 10.0, 0.25),
            ]
            assert "40.0 t from 2 countries: Chile 75.0 %, China 25.0 %." in text(answer)
            assert ("There are only weights here, no values" in text(answer)) is (way == "value")
            exposed = ask(store, "exposure", "lithium", restricted_by="China", by=way)
            assert [(r["id"], r["value_usd"], r["tonnes"], r["share"]) for r in exposed.rows] == [
                ("KOR", None, 10.0, 0.25),
                ("JPN", None, 5.0, 1.0),
            ]
            assert "China sells 33.3 % of what is traded, by weight." in text(exposed)
            for subject in (["lithium"], []):
                (bought,) = ask(store, "concentration", *subject, of="Korea", by=way).rows
                assert (bought["total"], bought["unit"], bought["hhi"]) == (40.0, "tonnes, gross", 0.625)
            with pytest.raises(InputError, match="metal do not add up by weight: add --stage, one of mined, refined"):
                ask(store, "suppliers", "cobalt", to="Korea", by=way)


def test_weights_stand_in_the_reports_of_a_mineral_a_country_and_a_pair(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        put(store, weights(tmp_path))
        mineral = ask(store, "mineral", "lithium")
        sold = [(r["ids"], r["tonnes"], r["value_usd"], r["share"]) for r in mineral.rows if r["match"] == "figures"]
        assert sold[:2] == [
            (["Country/CHL"], 30.0, None, pytest.approx(2 / 3)), (["Country/CHN"], 15.0, None, pytest.approx(1 / 3)),
        ]  # fmt: skip
        assert "Exporters, by weight" in text(mineral)
        (bought,) = [r for r in ask(store, "profile", "Korea").rows if r["section"] == "figures"]
        assert (bought["ids"], bought["tonnes"], bought["share"]) == (["Country/CHL", "Country/KOR"], 40.0, 0.75)
        (pair,) = [r for r in ask(store, "pair", "Korea", "Chile").rows if r["between"] == "figures"]
        assert (pair["tonnes"], pair["value_usd"], pair["share"]) == (30.0, None, 0.75)


def test_values_are_preferred_to_newer_weights(tmp_path: Path) -> None:
    path = tmp_path / "both.parquet"
    rows = [(2023, "CHL", "KOR", 1000.0, None), (2024, "CHN", "KOR", None, 5.0)]
    frame = pl.DataFrame(rows, schema=("year", "from", "to", "value_usd", "tonnes"), orient="row")
    frame.with_columns(mineral=pl.lit("lithium")).write_parquet(path)
    with EmbeddedStore(tmp_path / "store") as store:
        put(store, path)
        assert [(r["year"], r["id"]) for r in ask(store, "suppliers", "lithium", to="Korea").rows] == [(2023, "CHL")]
        found = ask(store, "suppliers", "lithium", to="Korea", by="weight").rows
        assert [(r["year"], r["id"]) for r in found] == [(2024, "CHN")]


# ---------------------------------------------------------------- shares alone, and single products
def shares(commodity: str, *rows: tuple[str, str, str]) -> list[tuple[str, str, str, str, str, int | str, str]]:
    """Return sources of US imports: country, detail, percent."""
    kind = "Import sources 2021-2024"
    return [(commodity, country, kind, detail, "percent", "2021-2024", value) for country, detail, value in rows]


SHEET = "Mica (Sheet): Mine production"
SUMMARIES = [
    *shares("Helium", ("Canada", "Helium", "47"), ("Qatar", "Helium", "28")),
    *shares("Phosphate rock", ("Peru", "Phosphate rock", ">99")),
    *shares("Germanium", ("China", "Germanium metal", "41"), ("Belgium", "Germanium metal", "27")),
    *shares("Germanium", ("Canada", "Germanium dioxide (Ge content)", "37")),
    ("Mica (Natural)", "India", "Production", SHEET, "metric tons", 2025, "750"),
    ("Mica (Natural)", "Brazil", "Production", SHEET, "metric tons", 2025, "250"),
    ("Mica (Natural)", "India", "Production", "Mica (Scrap and flake): production", "metric tons", 2025, "13000"),
]


@pytest.fixture(scope="module")
def summaries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store with a release of the Mineral Commodity Summaries."""
    folder = tmp_path_factory.mktemp("summaries")
    with EmbeddedStore(folder / "store") as store:
        put(store, mcs(folder, *SUMMARIES), weights(folder))
        yield store


def test_shares_alone_are_no_values_and_no_index(summaries: EmbeddedStore) -> None:
    answer = ask(summaries, "suppliers", "helium", to="USA")
    assert [(r["id"], r["share"], r["value_usd"], r["span"]) for r in answer.rows] == [
        ("CAN", 0.47, None, "2021 to 2024"),
        ("QAT", 0.28, None, "2021 to 2024"),
    ]
    told = text(answer)
    assert "All imports, shares as the publisher gives them" in told
    assert "not whether by value or weight, and no amounts" in told
    assert not any(word in told for word in ("USD", "dollars", "HHI", "by value (", "tonnes"))
    assert "Suppliers of helium to United States, 2021 to 2024" in text(ask(summaries, "suppliers", "helium"))


def test_a_share_that_is_a_bound_is_shown_as_one(summaries: EmbeddedStore) -> None:
    answer = ask(summaries, "suppliers", "phosphate", to="USA")
    assert [(r["id"], r["share"], r["mark"]) for r in answer.rows] == [("PER", None, "more than 99")]
    assert "Of all imports: Peru > 99 %." in text(answer)
    assert "Peru > 99 %" in text(ask(summaries, "mineral", "phosphate"))


def test_single_products_are_shown_apart(summaries: EmbeddedStore) -> None:
    answer = ask(summaries, "producers", "mica")
    assert [(r["product"], r["id"], r["share"]) for r in answer.rows] == [
        ("mica (scrap and flake): production", "IND", 1.0),
        ("mica (sheet): mine production", "IND", 0.75),
        ("mica (sheet): mine production", "BRA", 0.25),
    ]
    assert "figures of single products, which are not added up" in text(answer)
    answer = ask(summaries, "suppliers", "germanium", to="USA")
    assert [(r["product"], r["id"], r["share"]) for r in answer.rows] == [
        ("germanium dioxide (ge content)", "CAN", 0.37),
        ("germanium metal", "CHN", 0.41),
        ("germanium metal", "BEL", 0.27),
    ]
    assert "Germanium metal: China 41.0 %, Belgium 27.0 %. These are figures of single products" in text(answer)
    for mineral in ("mica", "germanium"):
        told = text(ask(summaries, "mineral", mineral))
        assert "No figures" not in told


def test_where_single_products_do_not_answer_they_are_named(summaries: EmbeddedStore) -> None:
    for name, options in (("concentration", {}), ("exposure", {"restricted_by": "India"})):
        told = text(ask(summaries, name, "mica", **options))
        assert "“mica (sheet): mine production”): `graphkit report producers mica`" in told
    told = text(ask(summaries, "suppliers", "germanium", to="Korea"))
    assert "trade (“germanium dioxide (ge content)”, “germanium metal”): `graphkit report suppliers germanium`" in told


def test_what_only_the_exporter_reports_is_told_as_such(tmp_path: Path) -> None:
    path = comtrade(tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], lines[3]]) + "\n", encoding="utf-8")
    with EmbeddedStore(tmp_path / "store") as store:
        put(store, path)
        answer = ask(store, "suppliers", "nickel", to="Korea", series="comtrade")
    assert [(r["id"], r["value_usd"], r["product"]) for r in answer.rows] == [
        ("PHL", 390.0, "reported by the exporter")
    ]
    assert "Reported by the exporter: < 0.1 million USD from 1 country: Philippines 100.0 %." in text(answer)


# ---------------------------------------------------------------- a bloc
def test_a_bloc_makes_and_buys_what_its_members_do(tmp_path: Path) -> None:
    eu = Ref("Bloc", "EU")
    document = article("KOR,EU\nJPN,EU")
    members = [fact("MEMBER_OF", one, eu, claim(document, f"{one.id},EU", status="member")) for one in (KOR, JPN)]
    with EmbeddedStore(tmp_path / "store") as store:
        store.load(bundle([document], members, [Node(eu, "European Union")]))
        put(store, *written(tmp_path))
        answer = ask(store, "profile", "EU")
    found = [row for row in answer.rows if row["section"] == "figures"]
    assert [(r["topics"][0], r["ids"][0], r["tonnes"], r["value_usd"], r["share"]) for r in found] == [
        ("gallium", "Bloc/EU", 1.0, None, pytest.approx(0.01)),
        ("lithium", "Country/CHN", None, 200_000.0, pytest.approx(0.575)),
        ("nickel", "Country/IDN", None, 100_000.0, 1.0),
        ("gallium", "Country/CHN", None, 10_000.0, 1.0),
    ]
    told = text(answer)
    assert "Imports from others than its members, by value, with the largest supplier" in told
    assert "No figures" not in told


# ---------------------------------------------------------------- every store
CASES: list[tuple[str, list[str], dict[str, Any]]] = [
    ("suppliers", ["phosphate"], {"to": "USA"}),
    ("suppliers", ["germanium"], {}),
    ("suppliers", ["lithium"], {"to": "Korea"}),
    ("producers", ["mica"], {}),
    ("exposure", ["lithium"], {"restricted_by": "China"}),
    ("concentration", [], {"of": "Korea"}),
    ("mineral", ["mica"], {}),
    ("profile", ["Korea"], {}),
]


def told(store: Store) -> list[str]:
    """Return what each report says."""
    return [render(ask(store, name, *subjects, **options), "table") for name, subjects, options in CASES]


def test_same_on_every_store(store: BoltStore, summaries: EmbeddedStore, tmp_path: Path) -> None:
    put(store, mcs(tmp_path, *SUMMARIES), weights(tmp_path))
    assert told(store) == told(summaries)
