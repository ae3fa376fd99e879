"""Brokers: who stands between the others, by the measures of network analysis, as of a day or year by year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from graphkit.analysis import centrality, projections
from graphkit.analysis.centrality import Measure, Scores
from graphkit.analysis.projections import Projection
from graphkit.bundle import Bundle
from graphkit.errors import InputError
from graphkit.evidence import SHAPE, evidence
from graphkit.gazetteer import gazetteer
from graphkit.graph import graph_of
from graphkit.model import Claim, Record, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared.page import Column, Line, Page, Section, basis, counted, under
from graphkit.reports.shared.rows import STATUS, answer
from graphkit.reports.shared.things import ACTORS, TOPICS, resolve, topics_of
from graphkit.selecting import endings, of, select, stands
from graphkit.stores.base import Selection, Store

if TYPE_CHECKING:
    from networkx import Graph, MultiDiGraph

PROJECTIONS = ("pacts", "forums", "supply", "officials", "all")
_MEASURES = ("betweenness", "degree", "weighted_degree", "closeness", "eigenvector", "pagerank", "core")
SUBJECTS: dict[str, str] = {}
NARROWED_BY = ("statuses", "mineral", "as_of", "quotes", "all")
OPTIONS = (
    click.option(
        "--projection", type=click.Choice(PROJECTIONS), default="pacts", show_default=True, help="Which ties count."
    ),
    click.option(
        "--measure", type=click.Choice(_MEASURES), default="betweenness", show_default=True, help="What ranks them."
    ),
    click.option("--without", metavar="PARTY", help="Show the ranks with and without it, e.g. CHN."),
    click.option("--by-year", is_flag=True, help="The ranks at the end of each year."),
)
COLUMNS = {
    "year": "the year at the end of which it is so; empty without --by-year",
    "rank": "the rank by the measure asked for; equal scores share one",
    "rank_without": "the rank where the party of --without is left out",
    "name": "the party, official or other thing",
    "score": "the measure asked for",
    "degree": "number of partners (not weighted)",
    "weighted_degree": "sum of the weights of its ties",
    "betweenness": "share of the shortest paths between others that pass through it (not weighted)",
    "closeness": "how few steps away the others are (not weighted)",
    "eigenvector": "tied to those who are well tied themselves (weighted)",
    "pagerank": "where a walk along the ties comes by (weighted)",
    "core": "the k of the innermost k-core (not weighted)",
    "facts": "number of facts that its ties rest on",
    "estimated": "the expected error of betweenness, where it is estimated from a sample of a large graph",
    "id": "kind and id",
    "evidence": f"a sentence for each of its five strongest ties: {SHAPE}",
}


_HEADS = {name: name for name in _MEASURES} | {"degree": "partners", "weighted_degree": "weight"}
_FEW = 15
_YEARS = 12
_TIES = 5
_ALL_MEASURES_UP_TO = 3_000
"""Nodes of the largest graph of which every measure is computed, not the one that is asked for alone."""


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """Who stands between the others, by network measures.

    Ministries and companies count as their countries. What is only planned or sought is no tie, unless --status asks
    for it; nor is what has ended. Each measure says whether it looks at the weights of the ties.
    """
    asked = _Asked.of(store, question)
    bundle = store.read(asked.selection)
    tables: list[tuple[int | None, _Table]] = [(None, _table(bundle, asked, question.as_of))]
    if asked.by_year:
        ends = [min(dt.date(year, 12, 31), dt.date.today()) for year in _years(bundle)]
        tables = [(end.year, _table(bundle, asked, end)) for end in ends]
    tables = [(year, table) for year, table in tables if len(table.graph)]
    if asked.without and tables and not any(asked.without in table.graph for _, table in tables):
        raise InputError(f"{_called(asked.without)} has no tie here, so there is nothing to leave out.")
    rows = [row for year, table in tables for row in table.rows(year, bundle)]
    page = Page(
        f"Brokers: {asked.projection.of(question.statuses)}",
        question,
        bundle.documents,
        _by_year(tables, asked, question)
        if asked.by_year
        else [_ranking(t, asked, bundle, question) for _, t in tables],
        lead=_lead(tables, asked),
        closing=_closing(tables, asked, bundle) if tables else (),
        empty=f"This store has no ties{under(question)} that would join {asked.projection.about}. {STATUS}",
        note="year by year" if asked.by_year else None,
    )
    return answer(page, COLUMNS, rows)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for."""

    projection: Projection
    measure: Measure
    selection: Selection
    without: str | None
    by_year: bool

    @classmethod
    def of(cls, store: Store, question: Question) -> _Asked:
        given = {"projection": "pacts", "measure": "betweenness", "without": None, "by_year": False}
        given |= {name: value for name, value in question.options.items() if value is not None}
        if given["by_year"] and question.as_of:
            raise InputError("--by-year asks for every year and --as-of for one day; give one of them.")
        projection = projections.get(str(given["projection"]))
        topics: tuple[Ref, ...] = ()
        if question.mineral:
            topics = topics_of(resolve(store, question.mineral, TOPICS, "mineral, sector or commodity"))
        without = given["without"]
        return cls(
            projection,
            centrality.get(str(given["measure"])),
            Selection(projections.relations_for(projection.name), topics=frozenset(topics), statuses=question.statuses),
            str(resolve(store, str(without), (*ACTORS, *TOPICS), "party")) if without else None,
            bool(given["by_year"]),
        )


@dataclass(frozen=True, slots=True)
class _Table:
    """The scores of one graph, and the ranks where one party is left out."""

    asked: _Asked
    graph: Graph
    facts: MultiDiGraph
    scores: Mapping[str, Scores]
    ranks_without: Mapping[str, int]
    undated: int

    @property
    def ranked(self) -> list[tuple[str, float]]:
        return self.scores[self.asked.measure.name].ranked()

    def rows(self, year: int | None, bundle: Bundle) -> Iterator[dict[str, Any]]:
        main = self.scores[self.asked.measure.name]
        records = {record.id: record for record in bundle.records}
        for node, score in self.ranked:
            ties = self.graph[node].values()
            yield {
                "year": year,
                "rank": main.ranks[node],
                "rank_without": self.ranks_without.get(node),
                "name": self.graph.nodes[node]["name"],
                "score": _number(score),
                **{n: _number(self.scores[n].values[node]) if n in self.scores else None for n in _MEASURES},
                "facts": len({fact for tie in ties for fact in tie["facts"]}),
                "estimated": main.error,
                "id": node,
                "evidence": evidence(self.claims(node, records)),
            }

    def claims(self, node: str, records: Mapping[str, Record]) -> list[Claim]:
        """Return one claim for each of the strongest ties of a node."""
        ties = sorted(self.graph[node].items(), key=lambda item: (-round(item[1]["weight"], 9), item[0]))[:_TIES]
        return [records[tie["facts"][0]].claims[0] for _, tie in ties]


def _table(bundle: Bundle, asked: _Asked, day: dt.date | None) -> _Table:
    selection = replace(asked.selection, as_of=day)
    facts = graph_of(select(bundle, selection), selection)
    graph = projections.project(facts, asked.projection.name)
    names = [asked.measure.name, "degree", "weighted_degree"]
    if len(graph) <= _ALL_MEASURES_UP_TO and not asked.by_year:
        names = list(_MEASURES)
    scores = {name: centrality.compute(graph, name) for name in dict.fromkeys(names)}
    ranks: Mapping[str, int] = {}
    if asked.without:
        rest = projections.project(facts, asked.projection.name, without=[asked.without])
        ranks = centrality.compute(rest, asked.measure.name).ranks
    needed = asked.projection.relations
    undated = set(facts.graph["undated"])
    left = sum(r.id in undated and (not needed or bool(needed & of(r))) for r in bundle.records)
    return _Table(asked, graph, facts, scores, ranks, left)


def _years(bundle: Bundle) -> range:
    """Return the years since something began."""
    ended = endings(bundle.nodes.values())
    starts = [s.valid_from.year for r in bundle.records if (s := stands(r, None, ended)) and s.valid_from]
    today = dt.date.today().year
    return range(min(starts, default=today), today + 1)


def _lead(tables: Sequence[tuple[int | None, _Table]], asked: _Asked) -> Sequence[str]:
    if not tables:
        return ()
    measure, table = asked.measure, tables[-1][1]
    weighted = "looks at the weights of the ties" if measure.weighted else "takes every tie alike, whatever its weight"
    text = f"Ranked by {measure.name}: {measure.about}. It {weighted}. Weights: {asked.projection.weight}."
    scores = table.scores[measure.name]
    if scores.sampled:
        text += (
            f" The graph is large ({len(table.graph):,} nodes): {measure.name} is estimated from {scores.sampled:,} of "
            f"them (seed 0), with an expected error of {scores.error:.2g} where it is worst."
        )
    return (text,)


def _ranking(table: _Table, asked: _Asked, bundle: Bundle, question: Question) -> Section:
    measure = asked.measure.name
    few = [
        measure,
        *(n for n in ("degree", "weighted_degree", "betweenness", "closeness", "core") if n in table.scores),
    ]
    few = list(dict.fromkeys(few))[: 4 if asked.without else 5]
    columns = [Column("rank", 4, True), *([Column("without", 7, True)] if asked.without else []), Column("name")]
    columns += [Column(_HEADS[name], max(8, len(_HEADS[name])), True) for name in few]
    records = {record.id: record for record in bundle.records}
    lines = []
    for node, _ in table.ranked:
        without = [str(table.ranks_without.get(node, "-"))] if asked.without else []
        cells = (str(table.scores[measure].ranks[node]), *without, table.graph.nodes[node]["name"])
        values = (_shown(name, table.scores[name].values[node]) for name in few)
        claims = tuple(table.claims(node, records)) if question.quotes else ()
        lines.append(Line((*cells, *values), claims))
    heading = f"{counted(len(table.graph), 'node')}, {counted(table.graph.number_of_edges(), 'tie')}"
    if asked.without:
        heading += f"; without: the rank where {_called(asked.without)} is left out"
    return Section(heading, tuple(columns), lines, few=_FEW)


def _by_year(tables: Sequence[tuple[int | None, _Table]], asked: _Asked, question: Question) -> list[Section]:
    """One line a year, the newest first: who ranks first, second and so on."""
    shown = list(reversed(tables))[: _YEARS if question.limit else None]
    lines = []
    for year, table in shown:
        measure = asked.measure.name
        first = [f"{table.graph.nodes[n]['name']} ({_shown(measure, v)})" for n, v in table.ranked[:5]]
        size = f"{len(table.graph)}, {table.graph.number_of_edges()}"
        without = sorted(table.ranks_without, key=lambda n: (table.ranks_without[n], n))[:5]
        rest = [", ".join(f"{table.ranks_without[n]} {table.graph.nodes[n]['name']}" for n in without)]
        lines.append(Line((str(year), size, ", ".join(first), *(rest if asked.without else ()))))
    left = len(tables) - len(shown)
    words = [f"{left} earlier years: --all"] if left else []
    columns = [Column("year", 4), Column("nodes, ties", 11), Column("the first five, with their score")]
    columns += [Column(f"ranks without {_called(asked.without)}", 28)] if asked.without else []
    return [Section("At the end of each year", tuple(columns), lines, words, few=len(lines))] if lines else []


def _closing(tables: Sequence[tuple[int | None, _Table]], asked: _Asked, bundle: Bundle) -> Sequence[str]:
    table = tables[-1][1]
    used = {fact for _, _, data in table.graph.edges(data=True) for fact in data["facts"]}
    claims = projections.claims_of(table.graph, bundle.records)
    left = sum(bool(asked.projection.relations & of(r)) for r in bundle.records) - len(used) - table.undated
    out = [f"{left:,} planned, over, not begun or within one country"] if left and asked.projection.relations else []
    out += [f"{table.undated:,} without any date"] if table.undated else []
    text = f"{basis(claims, bundle.documents)} {counted(len(used), 'fact')} in these ties"
    text += f"; left out are {' and '.join(out)}." if out else "."
    return (
        text,
        "A rank says how news and tables tell it, not how the world is: who is written about more stands higher.",
    )


def _shown(name: str, value: float) -> str:
    if name in ("degree", "core"):
        return str(int(value))
    return f"{value:.1f}" if name == "weighted_degree" else f"{value:.3f}"


def _number(value: float) -> float | int:
    return value if isinstance(value, int) else round(value, 9)


def _called(key: str) -> str:
    return gazetteer().name(Ref.parse(key))
