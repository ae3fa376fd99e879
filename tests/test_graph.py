"""The graph in process: the same from every source, filtered as asked, and back to facts without loss."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import graphkit
from graphkit import factsfile
from graphkit.analysis.projections import PROJECTIONS, project
from graphkit.bundle import Bundle
from graphkit.errors import InputError, NameNotFoundError, VocabularyError
from graphkit.graph import bundle_of, graph_of, load_graph, records_of, selection_of
from graphkit.model import Record, Ref
from graphkit.output import render
from graphkit.reports import Question, brokers, communities
from graphkit.selecting import select
from graphkit.stores.base import Selection
from graphkit.stores.bolt import BoltStore
from tests.builders import JPN, KAZ, KOR, article, bundle, claim, fact, mou, supplies
from tests.stores import about_a, about_b, about_c, joined
from tests.test_parity import seeds

KIM = Ref("Official", "KOR/kim")
ASKED: list[dict[str, Any]] = [
    {},
    {"as_of": "2022"},
    {"as_of": "2024-03"},
    {"as_of": dt.date(2026, 10, 1), "relations": ["MEMBER_OF"]},
    {"statuses": ["planned"]},
    {"statuses": ["planned"], "as_of": "2023-12"},
    {"years": (2019, 2021)},
    {"kinds": ["Country"]},
    {"minerals": ["lithium"]},
    {"minerals": ["Li"], "around": ["Korea"]},
    {"around": ["South Korea", "MSP"], "as_of": "2023"},
    {"relations": ["SIGNED_MOU"]},
    {"relations": ["SIGNED_MOU", "COOPERATES_ON"], "as_of": "2024"},
    {"relations": ["EXPORTS"]},
]


@pytest.fixture(scope="module")
def everything() -> Bundle:
    """What the briefs and the reference tables say."""
    return seeds().settled()


def told(graph: Any) -> tuple[Any, Any]:
    """Return all nodes and edges of a graph as plain values, in a fixed order."""
    nodes = sorted((key, repr(sorted(data.items(), key=lambda i: i[0]))) for key, data in graph.nodes(data=True))
    edges = sorted(
        (a, b, key, repr(sorted(d.items(), key=lambda i: i[0]))) for a, b, key, d in graph.edges(keys=True, data=True)
    )
    return nodes, edges


def test_every_source_gives_the_same_graph_and_the_same_reports(
    store: BoltStore, everything: Bundle, tmp_path: Path
) -> None:
    """The embedded engine or Neo4j, which filter for themselves, against the facts file, which has no store."""
    store.load(everything)
    path = tmp_path / "facts.jsonl"
    factsfile.write(store.read(), path)
    whole = factsfile.read(path)
    for asked in ASKED:
        selection = selection_of(**asked)
        found = store.read(selection)
        assert found == select(whole, selection), asked
        assert told(graph_of(found, selection)) == told(load_graph(whole, **asked)), asked
    assert told(load_graph(store)) == told(load_graph(path)) == told(load_graph(str(path)))
    from graphkit.stores import open_store

    with open_store(str(path)) as other:
        for report, options in ((brokers, {"without": "CHN"}), (brokers, {"by_year": True}), (communities, {})):
            question = Question(options=options)
            one, two = (render(report.run(s, [], question), "json") for s in (store, other))
            assert one == two
            assert len(one) > 1_000


def test_back_to_facts_without_loss(everything: Bundle) -> None:
    graph = load_graph(everything)
    assert bundle_of(graph) == everything
    assert {r.id: r for r in records_of(graph)} == {r.id: r for r in everything.records}
    some = load_graph(everything, around=["Korea"])
    assert {r.id for r in records_of(some)} == {r.id for r in everything.records if KOR in r.ends}


def test_what_stands_on_nodes_and_edges() -> None:
    facts = joined(about_a(), about_b(), about_c()).settled()
    graph = load_graph(facts)
    assert graph.nodes["Country/KAZ"]["name"] == "Kazakhstan"
    (supply,) = [d for _, _, d in graph.edges(data=True) if d["relation"] == "SUPPLIES" and d["status"] == "sought"]
    assert supply["record"].get("mineral") == "nickel"
    assert (supply["support"], supply["disputed"], supply["symmetric"]) == (1, False, False)
    assert supply["evidence"][0].quote == "seeks nickel"
    assert graph.has_edge("Country/KAZ", "Country/KOR", supply["fact"])
    pact = next(d for _, d in graph.nodes(data=True) if d["kind"] == "Agreement" and d["date"] == "2024-06-12")
    assert (pact["status"], pact["support"]) == ("signed", 2)
    assert {b for _, b, d in graph.out_edges(f"Agreement/{pact['id']}", data=True)} == {
        "Mineral/lithium",
        "Mineral/nickel",
    }


def test_pair_edges_are_drawn_where_they_are_asked_for() -> None:
    facts = joined(about_a(), about_c()).settled()
    graph = load_graph(facts, relations=["SIGNED_MOU"])
    drawn = sorted((a, b, d["status"]) for a, b, d in graph.edges(data=True))
    assert {d["relation"] for _, _, d in graph.edges(data=True)} == {"SIGNED_MOU"}
    assert ("Country/IDN", "Country/KOR", "signed") in drawn
    assert ("Country/JPN", "Country/KOR", "planned") in drawn


def test_on_a_day_what_has_no_date_stands_apart() -> None:
    said = article("Nobody knows when this was said.")
    records: list[Record] = [supplies([claim(said, status="current")]), mou(claim(said, status="signed", date="2020"))]
    facts = bundle([said], records)
    settled = facts.settled()
    graph = load_graph(settled, as_of="2024")
    assert [r.relation for r in records_of(graph) if hasattr(r, "relation")] == []
    assert graph.graph["undated"] == (next(r.id for r in settled.records if r.ends == (KAZ, KOR)),)
    assert load_graph(settled).graph["undated"] == ()


def test_years_take_what_held_in_them() -> None:
    said = article("Said once.", published="2020-05-01")
    records: list[Record] = [
        mou(
            claim(said, status="signed", date="2018"),
            claim(said, status="terminated", date="2019-06"),
            parties=(KOR, JPN),
        ),
        mou(claim(said, status="signed", date="2021-03"), parties=(KOR, KAZ)),
        fact(
            "SERVES_IN",
            KIM,
            KOR,
            claim(said, since="2015", until="2020"),
            claim(said, since="2023", until="2024"),
        ),
    ]
    facts = bundle([said], records).settled()

    def held(first: int, last: int) -> set[str]:
        return {r.ends[-1].id for r in records_of(load_graph(facts, years=(first, last)))}

    assert held(2019, 2019) == {"KOR"}
    assert held(2021, 2022) == {"KOR"}
    assert [len(records_of(load_graph(facts, years=w))) for w in ((2018, 2018), (2021, 2022), (2023, 2023))] == [
        2,
        1,
        2,
    ]


@pytest.mark.parametrize("name", PROJECTIONS)
def test_a_projection_is_the_same_from_every_order_of_facts(name: str, everything: Bundle) -> None:
    turned = Bundle(everything.documents, everything.nodes, everything.records[::-1])
    one, other = (project(graph_of(facts), name) for facts in (everything, turned))
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(data=True)) == list(other.edges(data=True))


def test_the_package_offers_them_and_stays_light() -> None:
    assert graphkit.load_graph is load_graph
    assert set(graphkit.__all__) <= set(dir(graphkit))
    with pytest.raises(AttributeError, match="no attribute 'lode_graph'"):
        _ = graphkit.lode_graph


def test_bad_input_is_one_sentence(tmp_path: Path) -> None:
    facts = about_a().settled()
    with pytest.raises(VocabularyError, match='no relation "LOVES"'):
        load_graph(facts, relations=["LOVES"])
    with pytest.raises(VocabularyError, match='no kind "Planet"'):
        load_graph(facts, kinds=["Planet"])
    with pytest.raises(NameNotFoundError, match="Nearest: lithium"):
        load_graph(facts, minerals=["lithum"])
    with pytest.raises(InputError, match="no window"):
        load_graph(facts, years=(2024, 2020))
    with pytest.raises(InputError, match="not a date"):
        load_graph(facts, as_of="soon")
    with pytest.raises(InputError, match="no file"):
        load_graph(tmp_path / "none.jsonl")
    assert len(load_graph(facts, relations=["SANCTIONS"])) == 0
    assert selection_of() == Selection()
