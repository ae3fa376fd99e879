"""The graph in process: the same from every source, filtered as asked, and back to facts without loss."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

import graphkit
from graphkit import factsfile, reports
from graphkit.analysis.pathview import COLUMNS, Asked, answer
from graphkit.analysis.projections import PROJECTIONS, project
from graphkit.bundle import Bundle
from graphkit.errors import InputError, NameNotFoundError, VocabularyError
from graphkit.graph import bundle_of, graph_of, load_graph, records_of
from graphkit.model import Record, Ref
from graphkit.narrowing import selection_of
from graphkit.output import render
from graphkit.reports import Question
from graphkit.selecting import select
from graphkit.stores import open_store
from graphkit.stores.base import Selection, Store
from graphkit.stores.bolt import BoltStore
from tests import seeds
from tests.builders import IDN, JPN, KAZ, KOR, LITHIUM, MSP, article, bundle, claim, fact, mou, supplies
from tests.stores import about_a, about_b, about_c, joined

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


ASKED_FOR_PATHS = [
    Asked(KOR, IDN),
    Asked(LITHIUM, MSP),
    Asked(IDN, JPN),
    Asked(IDN, JPN, as_of=dt.date(2023, 12, 31)),
    Asked(Ref("Official", "KOR/yoon-suk-yeol"), KAZ),
]
REPORTS: list[tuple[str, dict[str, Any]]] = [
    ("brokers", {"without": "CHN"}),
    ("brokers", {"by_year": True}),
    ("communities", {}),
]


@pytest.fixture(scope="module")
def everything() -> Bundle:
    """What the briefs and the reference tables say."""
    return seeds.settled()


class FromFile:
    """What a facts file of all that is bundled answers, asked once for every store that is held to it."""

    def __init__(self, path: Path) -> None:
        factsfile.write(seeds.settled(), path)
        self.path, self.whole = path, factsfile.read(path)
        self.graphs = [told(load_graph(self.whole, **asked)) for asked in ASKED]
        self.paths = [drawn(self.whole, asked) for asked in ASKED_FOR_PATHS]
        with open_store(str(path)) as store:
            self.reports = [json_of(store, report, options) for report, options in REPORTS]


@pytest.fixture(scope="module")
def from_file(tmp_path_factory: pytest.TempPathFactory) -> FromFile:
    """The answers of the facts file."""
    return FromFile(tmp_path_factory.mktemp("facts") / "facts.jsonl")


def told(graph: Any) -> tuple[Any, Any]:
    """Return all nodes and edges of a graph as plain values."""
    edges = {(a, b, key): dict(data) for a, b, key, data in graph.edges(keys=True, data=True)}
    return {key: dict(data) for key, data in graph.nodes(data=True)}, edges


def drawn(source: Store | Bundle, asked: Asked) -> tuple[str, str]:
    """Return the paths between two things as JSON and as a terminal shows them."""
    found = answer(source, asked)
    return render(found, "json"), render(found, "table")


def json_of(store: Store, report: str, options: dict[str, Any]) -> str:
    return render(reports.get(report).run(store, [], Question(options=options)), "json")


def test_every_source_gives_the_same_graph(seeded: BoltStore, from_file: FromFile) -> None:
    """The embedded engine or Neo4j, which filter for themselves, against the facts file, which has no store."""
    assert seeded.read() == from_file.whole
    for asked, expected in zip(ASKED, from_file.graphs, strict=True):
        selection = selection_of(**asked)
        found = seeded.read(selection)
        assert found == select(from_file.whole, selection), asked
        assert told(graph_of(found, selection)) == expected, asked
    assert told(load_graph(seeded)) == told(load_graph(str(from_file.path))) == from_file.graphs[0]


def test_who_waits_is_told_how_many_facts_have_come_in_and_are_drawn(seeded: BoltStore) -> None:
    told: dict[str, tuple[int, int]] = {}
    graph = load_graph(seeded, progress=lambda what, done, total: told.update({what: (done, total)}))
    drawn = len(records_of(graph))
    instruments = sum(data["kind"] == "Agreement" for _, data in graph.nodes(data=True))
    assert told == {"facts read": (drawn - instruments, 0), "facts": (drawn, drawn)}


def test_every_source_gives_the_same_reports(seeded: BoltStore, from_file: FromFile) -> None:
    for (report, options), expected in zip(REPORTS, from_file.reports, strict=True):
        assert json_of(seeded, report, options) == expected
        assert len(expected) > 1_000


def test_every_source_gives_the_same_paths(seeded: BoltStore, from_file: FromFile) -> None:
    for asked, expected in zip(ASKED_FOR_PATHS, from_file.paths, strict=True):
        assert drawn(seeded, asked) == expected
        rows = json.loads(expected[0])
        assert rows
        assert set(rows[0]) == set(COLUMNS)


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
