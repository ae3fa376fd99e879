"""Communities: who stands closer together than with the rest, and what holds each of them together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from graphkit.analysis import projections
from graphkit.analysis.projections import Projection
from graphkit.bundle import Bundle
from graphkit.evidence import SHAPE, evidence
from graphkit.gazetteer import gazetteer
from graphkit.graph import graph_of
from graphkit.model import Claim, Instrument, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.brokers import PROJECTIONS
from graphkit.reports.shared.page import Column, Line, Page, Section, basis, counted, under
from graphkit.reports.shared.rows import STATUS, answer
from graphkit.reports.shared.things import TOPICS, resolve, topics_of
from graphkit.selecting import select
from graphkit.stores.base import Selection, Store

if TYPE_CHECKING:
    from networkx import Graph

    from graphkit.analysis.communities import Community

SUBJECTS: dict[str, str] = {}
NARROWED_BY = ("statuses", "mineral", "as_of", "quotes", "all")
OPTIONS = (
    click.option(
        "--projection", type=click.Choice(PROJECTIONS), default="pacts", show_default=True, help="Which ties count."
    ),
    click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Where the search starts."),
    click.option(
        "--resolution", type=click.FloatRange(0, 100, min_open=True), default=1.0, show_default=True,
        help="More than 1 makes more and smaller ones.",
    ),
)  # fmt: skip
COLUMNS = {
    "community": "its number, the largest first",
    "size": "number of members",
    "name": "a member; those that hold most of it together come first",
    "inside": "weight of the ties among its members",
    "outside": "weight of the ties of its members to others",
    "cohesion": "inside as a share of both",
    "ties": "its strongest ties with their weights",
    "topics": "what its facts are most often about, with the number of facts",
    "id": "kind and id of the member",
    "evidence": f"a sentence for each of its strongest ties: {SHAPE}",
}
_FEW = 6


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """Who stands closer together, and what holds them.

    Louvain's method on the weights of the ties; the same for the same seed. Ministries and companies count as their
    countries. What is only planned or sought is no tie, unless --status asks for it; nor is what has ended.
    """
    from graphkit.analysis.communities import communities

    given = {"projection": "pacts", "seed": 1, "resolution": 1.0, **question.options}
    projection = projections.get(str(given["projection"]))
    topics: tuple[Ref, ...] = ()
    if question.mineral:
        topics = topics_of(resolve(store, question.mineral, TOPICS, "mineral, sector or commodity"))
    selection = Selection(
        projections.relations_for(projection.name),
        topics=frozenset(topics),
        statuses=question.statuses,
        as_of=question.as_of,
    )
    bundle = store.read(selection)
    facts = graph_of(select(bundle, selection), selection)
    graph = projections.project(facts, projection.name)
    found = communities(graph, facts, seed=int(given["seed"]), resolution=float(given["resolution"]))
    claims = [_claims(community, graph, bundle) for community in found]
    rows = [
        row for number, community in enumerate(found, 1) for row in _rows(number, community, graph, claims[number - 1])
    ]
    page = Page(
        f"Communities: {projection.of(question.statuses)}",
        question,
        bundle.documents,
        [_section(n, c, graph, claims[n - 1], question) for n, c in enumerate(found, 1)],
        lead=(_lead(projection, graph, found, given["seed"]),) if found else (),
        closing=(_closing(graph, bundle, len(facts.graph["undated"])),) if found else (),
        empty=f"This store has no ties{under(question)} that would join {projection.about}. {STATUS}",
    )
    return answer(page, COLUMNS, rows)


def _lead(projection: Projection, graph: Graph, found: list[Community], seed: object) -> str:
    from graphkit.analysis.communities import modularity

    return (
        f"Louvain's method (seed {seed}) on the weights of the ties: {projection.weight}. "
        f"Modularity {modularity(graph, found):.2f}: 0 is no better than chance, above 0.3 tells real groups. Another "
        "seed may put those at the edge elsewhere."
    )


def _closing(graph: Graph, bundle: Bundle, undated: int) -> str:
    left_out = f" Left out: {counted(undated, 'fact')} without any date." if undated else ""
    return basis(projections.claims_of(graph, bundle.records), bundle.documents) + left_out


def _rows(number: int, community: Community, graph: Graph, claims: Sequence[Claim]) -> list[dict[str, Any]]:
    ties = [f"{_name(graph, one)} - {_name(graph, other)} {weight:.2f}" for one, other, weight in community.ties]
    topics = [f"{gazetteer().name(Ref.parse(topic))} {times}" for topic, times in community.topics]
    return [
        {
            "community": number,
            "size": len(community.members),
            "name": _name(graph, node),
            "inside": round(community.inside, 9),
            "outside": round(community.outside, 9),
            "cohesion": round(community.cohesion, 9),
            "ties": ties,
            "topics": topics,
            "id": node,
            "evidence": evidence(claims),
        }
        for node in community.members
    ]


def _section(number: int, community: Community, graph: Graph, claims: Sequence[Claim], question: Question) -> Section:
    """A community in words: who belongs to it, what it is about, its strongest ties with a sentence each."""
    shown = community.members[: _FEW if question.limit else None]
    names = ", ".join(_name(graph, node) for node in shown)
    left = len(community.members) - len(shown)
    words = [f"{names}{f' and {left} more' if left else ''}."]
    topics = ", ".join(f"{gazetteer().name(Ref.parse(topic))} ({times})" for topic, times in community.topics)
    words += [f"Mostly about {topics}."] if topics else []
    lines = [
        Line((f"{_name(graph, one)} – {_name(graph, other)}", f"{weight:.2f}"), (claim,) if question.quotes else ())
        for (one, other, weight), claim in zip(community.ties, claims, strict=True)
    ]
    heading = f"{number}. {counted(len(community.members), 'member')}, {community.cohesion:.0%} of their ties inside"
    return Section(heading, (Column("strongest ties"), Column("weight", 6, True)), lines, words, few=len(lines) or None)


def _claims(community: Community, graph: Graph, bundle: Bundle) -> list[Claim]:
    """Return one claim for each of the strongest ties of a community."""
    records = {record.id: record for record in bundle.records}
    resting = [graph.edges[one, other]["facts"] for one, other, _ in community.ties]
    # Of several facts an instrument of the fewest parties tells most of the two.
    best = [
        min((records[f] for f in facts), key=lambda r: (len(r.ends), not isinstance(r, Instrument), r.id))
        for facts in resting
    ]
    return [record.claims[0] for record in best]


def _name(graph: Graph, node: str) -> str:
    return str(graph.nodes[node]["name"])
