"""Centrality: worked by hand, against networkx, and against the published figures of two networks."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.analysis import centrality
from graphkit.errors import InputError

ENGINES = ("rustworkx", "networkx")
SAME: dict[str, Callable[[Any], dict[str, float]]] = {
    "degree": lambda g: dict(g.degree()),
    "weighted_degree": lambda g: dict(g.degree(weight="weight")),
    "betweenness": networkx.betweenness_centrality,
    "closeness": networkx.closeness_centrality,
    "core": networkx.core_number,
}


@st.composite
def graphs(draw: st.DrawFn) -> networkx.Graph:
    """Graphs of up to 14 nodes, some in pieces, with weights."""
    size = draw(st.integers(1, 14))
    graph = networkx.Graph()
    graph.add_nodes_from(f"n{i:02}" for i in range(size))
    pairs = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    for one, other in draw(st.lists(pairs, max_size=40)):
        if one != other:
            graph.add_edge(f"n{one:02}", f"n{other:02}", weight=draw(st.integers(1, 8)) / 4)
    return graph


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("measure", SAME)
@settings(max_examples=40, deadline=None)
@given(graph=graphs())
def test_results_are_those_of_networkx(measure: str, engine: str, graph: networkx.Graph) -> None:
    found = centrality.compute(graph, measure, engine=engine)
    wanted = SAME[measure](graph)
    assert found.values.keys() == wanted.keys()
    assert all(math.isclose(found.values[n], wanted[n], rel_tol=1e-9, abs_tol=1e-9) for n in wanted)


@settings(max_examples=30, deadline=None)
@given(graph=graphs())
def test_both_engines_rank_alike(graph: networkx.Graph) -> None:
    for measure in centrality.MEASURES:
        one, other = (centrality.compute(graph, measure, engine=engine) for engine in ENGINES)
        assert [n for n, _ in one.ranked()] == [n for n, _ in other.ranked()]
        assert one.ranks == other.ranks


@settings(max_examples=30, deadline=None)
@given(graph=graphs())
def test_an_estimate_from_all_nodes_but_none_left_out_is_exact(graph: networkx.Graph) -> None:
    if len(graph) > 2:
        values, error = centrality._estimate(graph, len(graph), seed=3)
        exact = networkx.betweenness_centrality(graph)
        assert all(math.isclose(values[n], exact[n], abs_tol=1e-9) for n in exact)
        assert error == 0


@settings(max_examples=30, deadline=None)
@given(graph=graphs())
def test_pagerank_is_the_walk_it_says_it_is(graph: networkx.Graph) -> None:
    """Each node has 0.15/n, and 0.85 of what its neighbours pass on by weight; those without any pass to all."""
    rank = centrality.compute(graph, "pagerank").values
    size = len(graph)
    assert math.isclose(sum(rank.values()), 1, abs_tol=1e-6)
    alone = sum(rank[n] for n in graph if not graph[n])
    for node in graph:
        passed = sum(rank[o] * d["weight"] / graph.degree(o, weight="weight") for o, d in graph[node].items())
        assert math.isclose(rank[node], 0.15 / size + 0.85 * (passed + alone / size), abs_tol=1e-5)


def test_a_star_and_a_path_worked_by_hand() -> None:
    path = networkx.path_graph(["a", "b", "c", "d"])  # of the pairs of others: a-c, a-d pass b; a-d, b-d pass c
    assert centrality.compute(path, "betweenness").values == pytest.approx({"a": 0, "b": 2 / 3, "c": 2 / 3, "d": 0})
    assert centrality.compute(path, "closeness").values["a"] == pytest.approx(3 / (1 + 2 + 3))
    star = networkx.star_graph(4)
    star = networkx.relabel_nodes(star, {i: f"s{i}" for i in star})
    assert centrality.compute(star, "betweenness").values["s0"] == 1
    assert centrality.compute(star, "eigenvector").values["s0"] == pytest.approx(1 / math.sqrt(2), abs=1e-5)
    assert set(centrality.compute(star, "core").values.values()) == {1}


def test_the_medici_stand_between_the_families_of_florence() -> None:
    """Padgett and Ansell's marriages; betweenness as it is published (0.522 for the Medici)."""
    families = networkx.florentine_families_graph()
    scores = centrality.compute(families, "betweenness")
    assert scores.ranked()[0][0] == "Medici"
    assert scores.values["Medici"] == pytest.approx(0.522, abs=5e-4)
    assert scores.values["Guadagni"] == pytest.approx(0.255, abs=5e-4)
    assert scores.values["Strozzi"] == pytest.approx(0.103, abs=5e-4)
    assert centrality.compute(families, "closeness").values["Medici"] == pytest.approx(0.560, abs=5e-4)
    assert centrality.compute(families, "eigenvector").values["Medici"] == pytest.approx(0.430, abs=5e-4)
    assert centrality.compute(families, "degree").values["Medici"] == 6


def test_the_karate_club_turns_round_its_two_leaders() -> None:
    """Zachary's club; betweenness 0.438 of the instructor (node 0), 0.304 of the administrator (33), degrees 16, 17."""
    club = networkx.relabel_nodes(networkx.karate_club_graph(), str)
    scores = centrality.compute(club, "betweenness")
    assert [node for node, _ in scores.ranked()[:2]] == ["0", "33"]
    assert scores.values["0"] == pytest.approx(0.438, abs=5e-4)
    assert scores.values["33"] == pytest.approx(0.304, abs=5e-4)
    degree = centrality.compute(club, "degree").values
    assert (degree["0"], degree["33"]) == (16, 17)
    assert sorted(centrality.compute(club, "core").values.values())[-1] == 4


def test_ties_share_a_rank_and_stand_by_id() -> None:
    square = networkx.cycle_graph(["d", "b", "c", "a"])
    scores = centrality.compute(square, "betweenness")
    assert [node for node, _ in scores.ranked()] == ["a", "b", "c", "d"]
    assert set(scores.ranks.values()) == {1}


def test_a_sample_is_the_same_for_the_same_seed_and_says_how_far_off_it_may_be() -> None:
    graph = networkx.relabel_nodes(networkx.barabasi_albert_graph(400, 3, seed=5), str)
    exact = centrality.compute(graph, "betweenness").values
    one, again = (centrality.compute(graph, "betweenness", sample=120, seed=7) for _ in range(2))
    assert one == again
    assert one.sampled == 120
    assert one.error is not None
    worst = max(abs(one.values[n] - exact[n]) for n in exact)
    assert 0 < worst < 4 * one.error
    assert centrality.compute(graph, "betweenness", sample=120, seed=8).values != one.values
    assert centrality.compute(graph, "betweenness").sampled is None


def test_what_is_too_large_to_do_whole_is_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(centrality, "_WHOLE", {"rustworkx": 1_000, "networkx": 1_000})
    monkeypatch.setattr(centrality, "_SAMPLING_WORK", 1_000)
    graph = networkx.relabel_nodes(networkx.barabasi_albert_graph(200, 3, seed=5), str)
    for engine in ENGINES:
        scores = centrality.compute(graph, "betweenness", engine=engine)
        assert scores.sampled == 60
        assert scores.error is not None


def test_an_unknown_measure_and_an_empty_graph() -> None:
    with pytest.raises(InputError, match='no measure "fame"; there are: degree, '):
        centrality.compute(networkx.Graph(), "fame")
    for measure in centrality.MEASURES:
        assert centrality.compute(networkx.Graph(), measure).ranked() == []
