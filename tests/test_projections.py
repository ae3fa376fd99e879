"""Projections and communities: every weight worked by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import networkx
import pytest

from graphkit.analysis.communities import communities, membership, modularity
from graphkit.analysis.projections import PROJECTIONS, project, relations_for
from graphkit.errors import InputError
from graphkit.graph import load_graph
from graphkit.model import Record, Ref
from tests.builders import IDN, JPN, KAZ, KOR, LITHIUM, MSP, NICKEL, article, bundle, claim, fact, mou, supplies, topics

SAID = article("So it was said.", published="2024-01-10")
TODAY = dt.date(2026, 1, 1)
MOTIE, METI, FIRM = Ref("Ministry", "KOR/motie"), Ref("Ministry", "JPN/meti"), Ref("Company", "posco")
KIM, LEE, ITO = Ref("Official", "KOR/kim"), Ref("Official", "KOR/lee"), Ref("Official", "JPN/ito")


def weights(name: str, *records: Record, **more: Any) -> dict[tuple[str, str], float]:
    graph = project(load_graph(bundle([SAID], records).settled()), name, **{"today": TODAY, **more})
    return {(a.split("/", 1)[1], b.split("/", 1)[1]): round(d["weight"], 9) for a, b, d in graph.edges(data=True)}


def signed(*parties: Ref, **more: Any) -> Record:
    return mou(claim(SAID, status="signed", **more), parties=parties)


def test_an_instrument_is_shared_out_among_its_parties() -> None:
    assert weights("pacts", signed(KOR, IDN), signed(KOR, IDN, JPN)) == {
        ("IDN", "JPN"): 0.5, ("IDN", "KOR"): 1.5, ("JPN", "KOR"): 0.5,
    }  # fmt: skip


def test_ministries_and_companies_count_as_their_countries() -> None:
    own = fact("BASED_IN", FIRM, KOR, claim(SAID))
    pacts = (signed(MOTIE, METI), signed(FIRM, JPN, KAZ), signed(MOTIE, FIRM), own)
    assert weights("pacts", *pacts) == {("JPN", "KOR"): 1.5, ("JPN", "KAZ"): 0.5, ("KAZ", "KOR"): 0.5}
    apart = weights("pacts", *pacts, fold=False)
    assert apart[("posco", "KOR/motie")] == 1
    assert ("JPN/meti", "KOR/motie") in apart


def test_what_is_planned_over_or_not_begun_is_no_tie() -> None:
    planned = mou(claim(SAID, status="planned"), parties=(KOR, IDN))
    over = mou(
        claim(SAID, status="signed", date="2020"), claim(SAID, status="terminated", date="2021"), parties=(KOR, JPN)
    )
    facts = bundle([SAID], [planned, over, signed(KOR, KAZ, date="2022-05")]).settled()
    assert list(project(load_graph(facts), today=TODAY).edges) == [("Country/KAZ", "Country/KOR")]
    then = project(load_graph(facts, as_of="2020-12-31"))
    assert list(then.edges) == [("Country/JPN", "Country/KOR")]
    meant = project(load_graph(facts, statuses=["planned"]))
    assert list(meant.edges) == [("Country/IDN", "Country/KOR")]


def test_forums_stand_beside_their_members() -> None:
    member = fact("MEMBER_OF", KOR, MSP, claim(SAID, status="member"))
    watching = fact("MEMBER_OF", JPN, MSP, claim(SAID, status="observer"))
    assert weights("forums", member, watching) == {("KOR", "msp"): 1}


def test_supply_counts_goods_of_the_newest_year() -> None:
    rows = [
        supplies([claim(SAID, status="current")], good, year=year)
        for good, year in (("lithium", 2022), ("lithium", 2023), ("nickel", 2023))
    ]
    assert weights("supply", *rows, supplies([claim(SAID, status="sought")], "cobalt", KAZ, JPN)) == {("KAZ", "KOR"): 2}
    old = [supplies([claim(SAID, status="current")], "nickel", KAZ, IDN, year=2021), *rows]
    assert weights("supply", *old) == {("KAZ", "KOR"): 2}


def test_officials_by_meetings_events_signatures_and_terms() -> None:
    pact = signed(KOR, JPN)
    records = [
        fact("MET_WITH", KIM, ITO, claim(SAID)),
        *(fact("PARTICIPATES_IN", who, MSP, claim(SAID)) for who in (KIM, LEE, ITO)),
        pact,
        *(fact("SIGNED_BY", Ref("Agreement", pact.id), who, claim(SAID)) for who in (KIM, ITO)),
        fact("SERVES_IN", KIM, MOTIE, claim(SAID, since="2020", until="2022")),
        fact("SERVES_IN", LEE, MOTIE, claim(SAID, since="2023")),
    ]
    assert weights("officials", *records) == {
        ("JPN/ito", "KOR/kim"): 1 + 0.5 + 1, ("KOR/kim", "KOR/lee"): 0.5, ("JPN/ito", "KOR/lee"): 0.5,
    }  # fmt: skip
    together = fact("SERVES_IN", LEE, MOTIE, claim(SAID, since="2021"))
    then = dt.date(2021, 6, 1)
    assert weights("officials", *records[:-1], together, today=then)[("KOR/kim", "KOR/lee")] == 1.5
    assert weights("officials", *records[:-1], together)[("KOR/kim", "KOR/lee")] == 0.5  # his term is over


def test_all_takes_every_fact_and_no_derived_edge() -> None:
    listed = fact("LISTS_AS_CRITICAL", KOR, LITHIUM, claim(SAID), list="korea")
    found = weights("all", signed(KOR, IDN, topics=topics(NICKEL)), supplies([claim(SAID, status="current")]), listed)
    assert found == {("IDN", "KOR"): 1, ("KAZ", "KOR"): 1, ("KOR", "lithium"): 1}


def test_ties_name_their_facts_and_the_graph_its_weights() -> None:
    pact = signed(KOR, IDN)
    graph = project(load_graph(bundle([SAID], [pact, signed(KOR, KAZ)]).settled()), without=["Country/KAZ"])
    assert graph.edges["Country/IDN", "Country/KOR"]["facts"] == (pact.id,)
    assert graph.graph["weight"] == PROJECTIONS["pacts"].weight
    assert list(graph) == ["Country/IDN", "Country/KOR"]
    assert "INSTRUMENT" in relations_for("pacts")
    with pytest.raises(InputError, match="there are: pacts, forums, supply, officials, all"):
        project(load_graph(bundle([SAID], [pact])), "friends")


# ---------------------------------------------------------------- communities
def test_two_groups_and_what_holds_them() -> None:
    east = [signed(a, b, topics=topics(LITHIUM)) for a, b in ((KOR, JPN), (KOR, IDN), (JPN, IDN))]
    codes = ("USA", "CAN", "AUS")
    far = [Ref("Country", code) for code in codes]
    west = [signed(a, b, topics=topics(NICKEL)) for a, b in ((far[0], far[1]), (far[0], far[2]), (far[1], far[2]))]
    facts = load_graph(bundle([SAID], [*east, *west, signed(KOR, far[0])]).settled())
    graph = project(facts, today=TODAY)
    one, other = communities(graph, facts, seed=1)
    assert (set(one.members), set(other.members)) == (
        {f"Country/{c}" for c in codes}, {"Country/KOR", "Country/JPN", "Country/IDN"},
    )  # fmt: skip
    assert (one.inside, one.outside, one.cohesion) == (3, 1, 0.75)
    assert one.topics == (("Mineral/nickel", 3),)
    assert {*one.facts} == {r.id for r in west}
    assert membership([one, other])["Country/KOR"] == 1
    assert modularity(graph, [one, other]) == pytest.approx(6 / 7 - 2 * (7 / 14) ** 2)
    assert communities(graph, facts, seed=1) == [one, other]


def test_the_karate_club_falls_into_its_known_parts() -> None:
    """Louvain finds four groups at a modularity of about 0.42, as is published for this network."""
    club = networkx.relabel_nodes(networkx.karate_club_graph(), str)
    networkx.set_edge_attributes(club, 1, "weight")
    networkx.set_edge_attributes(club, (), "facts")
    found = communities(club, seed=1)
    assert len(found) == 4
    assert modularity(club, found) == pytest.approx(0.42, abs=0.02)
    assert membership(found)["0"] != membership(found)["33"]


def test_no_ties_make_no_communities() -> None:
    assert communities(networkx.Graph()) == []
    assert modularity(networkx.Graph(), []) == 0
