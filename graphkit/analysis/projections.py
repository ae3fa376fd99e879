"""Projections: simple weighted graphs for algorithms, out of the graph of facts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from graphkit.errors import InputError
from graphkit.gazetteer import gazetteer
from graphkit.model import Claim, Fact, Instrument, Record, Ref
from graphkit.schema import schema
from graphkit.selecting import of
from graphkit.standing import year_of

if TYPE_CHECKING:
    from networkx import Graph, MultiDiGraph

Tie = tuple[Ref, Ref, float]


@dataclass(frozen=True, slots=True)
class Projection:
    """What a projection is of, the relations that it needs (none: all of them), and what its edges weigh."""

    name: str
    relations: frozenset[str]
    about: str
    weight: str
    ties: Callable[[Iterable[Mapping[str, Any]]], Iterator[tuple[str, Tie]]]

    def of(self, statuses: Iterable[str]) -> str:
        """Return what it is of where only facts of some statuses count: what is planned is not shown as signed."""
        told = " or ".join(sorted(statuses)).replace("_", " ")
        return f"{self.about}, {told} ones only" if told else self.about


def project(
    graph: MultiDiGraph,
    name: str = "pacts",
    *,
    fold: bool = True,
    without: Iterable[str] = (),
    today: dt.date | None = None,
) -> Graph:
    """Return a simple graph with `weight` and `facts` (the ids that it rests on) on its edges, nodes sorted.

    What was planned or sought has no part in it, unless the graph was asked for by status, nor has what is over by
    `today` where the graph is of no day of its own. With `fold` ministries and companies count as their countries.
    `without` are nodes to leave out, as "Kind/id". What its weights mean stands in `.graph["weight"]`.
    """
    from networkx import Graph

    projection = get(name)
    day = today or dt.date.today()
    needed = projection.relations
    records = [d for d in _records(graph) if _counts(graph, d, day) and (not needed or needed & of(d["record"]))]
    records = _newest(records, day)
    home = _homes(graph) if fold else {}
    left_out = set(without)
    weights: dict[tuple[str, str], float] = defaultdict(float)
    facts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for fact, (one, other, weight) in _folded(projection, records, home):
        pair = (str(one), str(other)) if one < other else (str(other), str(one))
        if not left_out.intersection(pair):
            weights[pair] += weight
            facts[pair].add(fact)
    out = Graph(projection=name, weight=projection.weight, fold=fold, facts=len(set().union(*facts.values())))
    for key in sorted({key for pair in weights for key in pair}):
        ref = Ref.parse(key)
        known = graph.nodes.get(key, {})
        out.add_node(key, kind=ref.kind, id=ref.id, name=known.get("name") or gazetteer().name(ref))
    for pair in sorted(weights):
        out.add_edge(*pair, weight=weights[pair], facts=tuple(sorted(facts[pair])))
    return out


def claims_of(graph: Graph, records: Iterable[Record]) -> list[Claim]:
    """Return the claims of the facts that the ties of a graph rest on."""
    used = {fact for _, _, data in graph.edges(data=True) for fact in data["facts"]}
    return [claim for record in records if record.id in used for claim in record.claims]


def get(name: str) -> Projection:
    """Return a projection by name."""
    if name not in PROJECTIONS:
        raise InputError(f'There is no projection "{name}"; there are: {", ".join(PROJECTIONS)}.')
    return PROJECTIONS[name]


def _records(graph: MultiDiGraph) -> Iterator[Mapping[str, Any]]:
    """Yield the attributes of each fact and instrument once, sorted by id."""
    found: dict[str, Mapping[str, Any]] = {}
    for _, data in graph.nodes(data=True):
        if "record" in data:
            found[data["fact"]] = data
    for _, _, data in graph.edges(data=True):
        if data["fact"] not in found or not data["derived"]:
            found.setdefault(data["fact"], data)
    return (found[fact] for fact in sorted(found))


def _counts(graph: MultiDiGraph, data: Mapping[str, Any], today: dt.date) -> bool:
    selection = graph.graph["selection"]
    stage = schema().statuses.get(data["status"] or "", "act")
    if not selection.statuses and stage != "act":
        return False
    timed = selection.as_of is not None or selection.years is not None
    yearly = year_of(data["record"]) is not None
    return timed or yearly or data["valid_to"] is None or data["valid_to"] > today


def _newest(records: list[Mapping[str, Any]], today: dt.date) -> list[Mapping[str, Any]]:
    """Leave out yearly figures of which the same series has newer ones."""
    newest: dict[object, int] = {}
    yearly: dict[str, tuple[object, int]] = {}
    for data in records:
        record: Record = data["record"]
        year = year_of(record)
        if year is not None and isinstance(record, Fact) and year <= today.year:
            series = record.relation, record.get("mineral"), record.get("commodity"), record.get("series")
            newest[series] = max(year, newest.get(series, 0))
            yearly[record.id] = series, year
    kept = {fact for fact, (series, year) in yearly.items() if newest[series] == year}
    return [d for d in records if year_of(d["record"]) is None or d["fact"] in kept]


def _folded(
    projection: Projection, records: list[Mapping[str, Any]], home: Mapping[Ref, Ref]
) -> Iterator[tuple[str, Tie]]:
    """Yield the ties with their facts, ends folded; an instrument is shared out among those that are left."""
    moved = [{**data, "ends": tuple(sorted({home.get(r, r) for r in data["record"].ends}))} for data in records]
    for fact, (one, other, weight) in projection.ties(moved):
        one, other = home.get(one, one), home.get(other, other)
        if one != other:
            yield fact, (one, other, weight)


def _homes(graph: MultiDiGraph) -> dict[Ref, Ref]:
    """Return the country or bloc that each ministry and company counts as."""
    homes: dict[Ref, Ref] = {}
    for one, other, data in graph.edges(data=True):
        if data["relation"] in ("MINISTRY_OF", "BASED_IN"):
            homes[Ref.parse(one)] = Ref.parse(other)
    for _, data in graph.nodes(data=True):
        ref = Ref(data["kind"], data["id"])
        if ref not in homes and (place := _place(ref)):
            homes[ref] = place
    return homes


def _place(ref: Ref) -> Ref | None:
    """Return where the tables, or its own id, say that a ministry or company belongs."""
    if ref.kind == "Ministry":
        owner = ref.id.partition("/")[0]
        return Ref("Bloc", owner) if Ref("Bloc", owner) in gazetteer().entries else Ref("Country", owner)
    entry = gazetteer().entries.get(ref) if ref.kind == "Company" else None
    country = entry.row.get("based_in") if entry else None
    return Ref("Country", country) if country else None


# ---------------------------------------------------------------- the ties of each projection
def _pairs(fact: str, refs: Iterable[Ref]) -> Iterator[tuple[str, Tie]]:
    """Share one fact out among n: each pair of them has 1/(n-1)."""
    some = sorted(set(refs))
    for one, other in combinations(some, 2):
        yield fact, (one, other, 1 / (len(some) - 1))


def _pacts(records: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Tie]]:
    for data in records:
        yield from _pairs(data["fact"], data["ends"])


def _plain(records: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Tie]]:
    for data in records:
        if isinstance(data["record"], Fact):
            yield data["fact"], (data["record"].subject, data["record"].object, 1.0)


def _forums(records: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Tie]]:
    return _plain(data for data in records if data["status"] != "observer")


def _supply(records: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Tie]]:
    seen: set[tuple[tuple[Ref, ...], object]] = set()
    for data in records:
        record: Record = data["record"]
        good = isinstance(record, Fact) and (record.get("mineral") or record.get("commodity"))
        key = (data["ends"], good)
        if isinstance(record, Fact):  # years, stages and series of one good are one tie
            yield data["fact"], (record.subject, record.object, 0.0 if key in seen else 1.0)
            seen.add(key)


def _officials(records: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Tie]]:
    together: dict[tuple[str, Ref], list[Mapping[str, Any]]] = defaultdict(list)
    for data in records:
        record = data["record"]
        if record.relation == "MET_WITH" and all(ref.kind == "Official" for ref in record.ends):
            yield data["fact"], (record.subject, record.object, 1.0)
        elif record.relation in ("PARTICIPATES_IN", "SERVES_IN") and record.subject.kind == "Official":
            together[record.relation, record.object].append(data)
        elif record.relation == "SIGNED_BY":
            together[record.relation, record.subject].append(data)
    for (relation, _), some in sorted(together.items()):
        person = 1 if relation == "SIGNED_BY" else 0
        persons = {data["record"].ends[person] for data in some}
        for one, other in combinations(some, 2):
            refs = one["record"].ends[person], other["record"].ends[person]
            if refs[0] != refs[1] and (relation != "SERVES_IN" or _overlap(one, other)):
                for data in (one, other):  # it takes both facts to make the tie
                    yield data["fact"], (*refs, 0.5 / (len(persons) - 1))


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two terms of office are known to meet."""
    starts = [data["valid_from"] for data in (one, other)]
    ends = [data["valid_to"] or dt.date.max for data in (one, other)]
    return None not in starts and max(starts) < min(ends)


def _all(records: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Tie]]:
    for data in records:
        if isinstance(data["record"], Instrument):
            yield from _pairs(data["fact"], data["ends"])
        elif not any(ref.kind == "Agreement" for ref in data["record"].ends):
            yield from _plain([data])


_BODIES = frozenset({"MINISTRY_OF", "BASED_IN"})
_SHARED = "an instrument among n parties counts 1/(n-1) for each pair of them"
PROJECTIONS = {
    projection.name: projection
    for projection in (
        Projection("pacts", frozenset({"INSTRUMENT"}), "parties by the instruments that they share", _SHARED, _pacts),
        Projection(
            "forums",
            frozenset({"MEMBER_OF"}),
            "parties and the forums and blocs that they belong to",
            "a membership counts 1; observers are left out",
            _forums,
        ),
        Projection(
            "supply",
            frozenset({"SUPPLIES"}),
            "suppliers and buyers",
            "each mineral or good that one supplies to the other counts 1, whatever its value",
            _supply,
        ),
        Projection(
            "officials",
            frozenset({"MET_WITH", "PARTICIPATES_IN", "SERVES_IN", "SIGNED_BY"}),
            "officials by what they did together",
            "a meeting counts 1; an event, an instrument or a body at one time, that n officials share, counts 1/(n-1) "
            "for each pair of them",
            _officials,
        ),
        Projection("all", frozenset(), "everything that a fact joins", f"a fact counts 1, {_SHARED}", _all),
    )
}


def relations_for(name: str) -> frozenset[str]:
    """Return the relations to load for a projection, those that say whose a ministry or company is among them."""
    relations = get(name).relations
    return relations | _BODIES if relations else relations
