"""The trade of a mineral as a map: its flows by year, of preferred rows alone, with their figures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from graphkit.model import Ref
from graphkit.stores.bolt import BoltStore
from graphkit.visualizations.trade import Flow, read
from tests import map_cases, trade_world
from tests.commands import graphkit
from tests.test_trade_queries import GRAPH

CHL, CHN, JPN, KOR = (Ref("Country", code) for code in ("CHL", "CHN", "JPN", "KOR"))


@pytest.fixture(scope="module")
def traded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with trade and production."""
    folder = tmp_path_factory.mktemp("traded")
    done = graphkit("--store", str(folder / "store"), "load", *trade_world.written(folder))
    assert done.code == 0, done.err
    return str(folder / "store")


def drawn(store: str, folder: Path, *arguments: str) -> dict[str, Any]:
    done = graphkit("--store", store, "map", str(folder / "m.html"), *arguments)
    assert done.code == 0, done.err
    return map_cases.unpacked((folder / "m.html").read_text(encoding="utf-8"))


def flows(data: dict[str, Any]) -> set[tuple[Any, ...]]:
    nodes, facts, trade = data["nodes"]["id"], data["facts"], data["trade"]
    ends = [tuple(nodes[end] for end in pair) for pair in facts["ends"]]
    return set(zip(ends, trade["year"], trade["stage"], facts["weight"], trade["tonnes"], strict=True))


def test_a_year_has_its_flows_by_stage_with_codes_added_up(traded: str, tmp_path: Path) -> None:
    data = drawn(traded, tmp_path, "--mineral", "lithium", "--year", "2022")
    assert flows(data) == {
        (("CHL", "CHN"), 2022, "refined", 600_000.0, 60.0),
        (("CHL", "JPN"), 2022, "refined", 100_000.0, 10.0),
        (("CHN", "KOR"), 2022, "refined", 250_000.0, None),  # a row without a weight: the sum is not known
        (("AUS", "USA"), 2022, "refined", 50_000.0, 5.0),
    }
    assert data["title"] == "Trade of lithium, 2022"
    assert data["trade"]["total"] == [1_000_000]
    assert re.fullmatch(
        r"Source: BACI HS92, release 202401 \(CEPII, 2024-01; series baci-202401\)\.", data["trade"]["source"]
    )
    assert "HS 282520 + 283691" in data["texts"]


def test_years_play_from_the_first_to_the_one_asked_for(traded: str, tmp_path: Path) -> None:
    data = drawn(traded, tmp_path, "--mineral", "lithium", "--year", "2022", "--years")
    assert data["trade"]["years"] == [2021, 2022]
    assert data["open"]["years"] == 1
    first, after = data["facts"]["phases"][data["trade"]["year"].index(2021)][:2]
    assert (first, after) == (18628, 18993)  # the whole of 2021, its last day too
    assert drawn(traded, tmp_path, "--mineral", "lithium", "--year", "2021", "--years")["trade"]["years"] == [2021]


def test_trade_of_one_country_is_what_it_sells_and_buys(traded: str, tmp_path: Path) -> None:
    data = drawn(traded, tmp_path, "--mineral", "lithium", "--year", "2022", "--country", "China")
    assert {pair for pair, *_ in flows(data)} == {("CHL", "CHN"), ("CHN", "KOR")}
    assert data["title"] == "Trade of lithium with China, 2022"


def test_only_rows_that_are_preferred_and_current_count_on_every_store(store: BoltStore) -> None:
    store._write(lambda tx: tx.run(GRAPH).consume())
    found = read(store, Ref("Mineral", "lithium"), 2022)
    assert found.flows == (
        Flow(CHL, KOR, "", 2022, "one", 60.0, None, ()),
        Flow(CHN, KOR, "", 2022, "one", 40.0, None, ()),
    )
    assert read(store, Ref("Mineral", "lithium"), 2024, years=True).years == (2022, 2023, 2024)


def test_very_many_flows_of_years_become_the_heaviest_of_each(store: BoltStore) -> None:
    store._write(lambda tx: tx.run(GRAPH).consume())
    found = read(store, Ref("Mineral", "lithium"), 2024, years=True, most=3)
    assert [(flow.year, flow.value) for flow in found.flows] == [(2024, 90.0), (2022, 60.0), (2023, 50.0)]
    assert found.left == 6
    assert found.counted() == "3 flows of 9, the heaviest of each year,"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--year", "2022"], "Trade is drawn of one mineral: graphkit map OUT.html --mineral lithium --year 2023."),
        (["--mineral", "lithium", "--year", "1999"], "in 1999 is loaded. There is trade from 2021 to 2022."),
        (["--mineral", "nickel", "--year", "2022"], "No trade of nickel in 2022 is loaded. `graphkit loaders`"),
        (["--mineral", "lithum", "--year", "2022"], 'called "lithum". Nearest: lithium'),
        (["--mineral", "lithium", "--year", "2022", "--status", "signed"], "leave out --status."),
        (["--mineral", "lithium", "--year", "2022", "--country", "Kenya"], "lithium with Kenya in 2022"),
        (["--mineral", "lithium", "--year", "soon"], "soon"),
    ],
)
def test_bad_input_is_one_sentence(traded: str, tmp_path: Path, arguments: list[str], says: str) -> None:
    done = graphkit("--store", traded, "map", "m.html", *arguments, cwd=tmp_path)
    assert done.code != 0
    assert says in done.err
    assert "Traceback" not in done.err
    assert not list(tmp_path.iterdir())


def test_a_picture_of_trade_is_a_world_map(traded: str, tmp_path: Path) -> None:
    done = graphkit("--store", traded, "map", str(tmp_path / "t.svg"), "--mineral", "lithium", "--year", "2022")
    assert done.code == 0, done.err
    lines = re.findall(r"<text[^>]*>([^<]*)", (tmp_path / "t.svg").read_text(encoding="utf-8"))
    assert lines[:2] == ["Trade of lithium, 2022", "2022 · 6 entities, 4 links"]
    assert lines[-1] == (
        "graphkit. The width of a line counts value in current US dollars. "
        "Source: BACI HS92, release 202401 (CEPII, 2024-01; series baci-202401)."
    )


def test_flows_without_codes_say_so_and_weights_alone_are_not_drawn(tmp_path: Path) -> None:
    rows = {"year": [2023, 2023], "from": ["CHL"] * 2, "to": ["KOR"] * 2, "mineral": ["lithium", "nickel"]}
    pl.DataFrame(rows | {"value_usd": [5.0, None], "tonnes": [None, 2.0]}).write_parquet(tmp_path / "f.parquet")
    store = str(tmp_path / "store")
    assert graphkit("--store", store, "load", str(tmp_path / "f.parquet")).code == 0
    assert "lithium, no HS code" in drawn(store, tmp_path, "--mineral", "lithium", "--year", "2023")["texts"]
    done = graphkit("--store", store, "map", str(tmp_path / "n.svg"), "--mineral", "nickel", "--year", "2023")
    assert done.code == 1
    assert "Its rows have weights alone" in done.err
    assert "`graphkit report suppliers nickel`" in done.err
