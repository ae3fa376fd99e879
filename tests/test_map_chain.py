"""A mineral's chain as a page: shares of producers, exporters and importers, their trade, and where it is drawn."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest

from graphkit.model import Ref
from graphkit.stores.bolt import BoltStore
from graphkit.stores.embedded import EmbeddedStore
from graphkit.visualizations import chain, chain_picture
from graphkit.visualizations.chain import HIGH, OTHERS, Bar, Column, place
from tests import map_cases, supply_world, trade_world
from tests.commands import graphkit
from tests.datasets import put

LITHIUM = Ref("Mineral", "lithium")


@pytest.fixture
def traded(store: BoltStore, tmp_path: Path) -> BoltStore:
    """A store with trade and production."""
    put(store, *(Path(name) for name in trade_world.written(tmp_path)))
    return store


def test_who_is_not_listed_stands_with_the_others(tmp_path: Path) -> None:
    world = "World total (rounded)"
    made = [("Chile", "60"), ("China", "20"), (world, "100")]
    kind = "Production", "Mine production", "metric tons", 2022
    with EmbeddedStore(tmp_path / "store") as store:
        put(store, *(Path(name) for name in trade_world.written(tmp_path) if "BACI" in name))
        put(store, supply_world.mcs(tmp_path, *(("Lithium", who, *kind, value) for who, value in made)))
        miners = chain.read(store, LITHIUM, 2022).columns[0]
    assert [(bar.name, round(bar.share, 3)) for bar in miners.bars] == [("Chile", 0.6), ("China", 0.2), ("others", 0.2)]


def test_columns_have_the_shares_and_bands_the_trade(traded: BoltStore) -> None:
    found = chain.read(traded, LITHIUM, 2022)
    shares = {column.title: {bar.ref.id: round(bar.share, 3) for bar in column.bars} for column in found.columns}
    assert shares == {
        "Miners, 2022": {"AUS": 0.6, "CHL": 0.3, "CHN": 0.1},
        "Exporters, 2022": {"CHL": 0.7, "CHN": 0.25, "AUS": 0.05},
        "Importers, 2022": {"CHN": 0.6, "KOR": 0.25, "JPN": 0.1, "USA": 0.05},
    }
    trade = {(band.one.ref.id, band.other.ref.id): band.figure for band in found.bands if band.flow}
    assert trade == {
        ("CHL", "CHN"): "USD 600 k",
        ("CHL", "JPN"): "USD 100 k",
        ("CHN", "KOR"): "USD 250 k",
        ("AUS", "USA"): "USD 50 k",
    }
    assert {band.says for band in found.bands if not band.flow} == {
        "Australia: 60.0 % of production, 5.0 % of exports",
        "Chile: 30.0 % of production, 70.0 % of exports",
        "China: 10.0 % of production, 25.0 % of exports",
    }
    assert "CEPII" in found.source
    assert "World Mining Data" in found.source
    assert chain.read(traded, LITHIUM).year == 2022
    assert chain.page(found) == chain.page(chain.read(traded, LITHIUM, 2022))


def test_no_name_covers_another_and_bars_keep_their_shares() -> None:
    shares = [0.5, 0.3, *[0.2 / 18] * 18]
    column = Column("x", "X", "", "", [Bar(Ref("Country", f"A{i}"), share, "", 8) for i, share in enumerate(shares)])
    place([column, Column("y", "Y", "", "", [Bar(OTHERS, 1.0, "", 8, others=3)])])
    middles = [bar.y + bar.high / 2 for bar in column.bars]
    assert all(below - above >= 16 for above, below in pairwise(middles))
    assert max(bar.y + bar.high for bar in column.bars) <= HIGH
    assert column.bars[0].high / column.bars[1].high == pytest.approx(0.5 / 0.3)


def test_the_page_runs_its_own_script_and_style_alone_and_names_no_address_but_in_links(traded: BoltStore) -> None:
    text = chain.page(chain.read(traded, LITHIUM, 2022), "</title><script>window.broken=1</script>")
    assert map_cases.unnamed(text) == []
    assert not re.search(r"<(link|iframe|img|object|embed|base)\b|@import|url\(", text)
    assert "http" not in re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL).replace("http-equiv", "")


def test_a_picture_has_the_bars_the_bands_and_the_source(traded: BoltStore) -> None:
    found = chain.read(traded, LITHIUM, 2022)
    drawing = chain_picture.svg(found, "Lithium <b>\u202e")
    assert drawing == chain_picture.svg(found, "Lithium <b>\u202e")
    root = ET.fromstring(drawing)
    said = [text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert said[0] == "Lithium <b>"
    assert {"Chile 70.0 %", "China 60.0 %", "Miners, 2022"} <= set(said)
    assert any("BACI HS92" in line for line in said)
    bars = [rect for rect in root.iter("{http://www.w3.org/2000/svg}rect") if rect.get("rx")]
    assert len(bars) == sum(len(column.bars) for column in found.columns)
    assert len(list(root.iter("{http://www.w3.org/2000/svg}path"))) == len(found.bands)
    assert not re.search(r"style=|class=|var\(", drawing)  # word processors know none of these


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["m.html", "--chain", "nickel"], "No trade of nickel is loaded. `graphkit loaders`"),
        (["m.html", "--chain", "lithum"], 'called "lithum". Nearest: lithium'),
        (["m.html", "--chain", "lithium", "--year", "1999"], "in 1999 is loaded. There is trade from 2021 to 2022."),
        (["m.html", "--chain", "lithium", "--country", "Korea"], "leave out --country."),
        (["no/m.svg", "--chain", "lithium"], "cannot be written: No such file or directory."),
        (["no/m.html", "--chain", "lithium"], "cannot be written: No such file or directory."),
    ],
)
def test_bad_input_is_one_sentence(tmp_path: Path, store_of_trade: str, arguments: list[str], says: str) -> None:
    done = graphkit("--store", store_of_trade, "map", *arguments, cwd=tmp_path)
    assert done.code != 0
    assert says in done.err
    assert "Traceback" not in done.err
    assert not list(tmp_path.iterdir())


@pytest.fixture(scope="module")
def store_of_trade(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store that the command line filled."""
    folder = tmp_path_factory.mktemp("chain")
    done = graphkit("--store", str(folder / "store"), "load", *trade_world.written(folder))
    assert done.code == 0, done.err
    return str(folder / "store")


def test_a_chain_from_the_command_line(tmp_path: Path, store_of_trade: str) -> None:
    out = tmp_path / "chain.html"
    done = graphkit("--store", store_of_trade, "map", str(out), "--chain", "lithium", "--year", "2022")
    assert done.code == 0, done.err
    assert done.err.startswith("The chain of lithium, 2022, in ")
    assert "<title>Lithium: from producers to consumers, 2022</title>" in out.read_text(encoding="utf-8")
