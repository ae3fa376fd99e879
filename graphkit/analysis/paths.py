"""Paths of evidence: how two things are linked, each hop a fact with its sentences, the best ones first."""

from __future__ import annotations

import datetime as dt
import heapq
import math
from bisect import insort
from collections.abc import Container, Iterable
from dataclasses import dataclass

from graphkit.analysis.facts_at import FactsAt
from graphkit.errors import InputError
from graphkit.links import Link
from graphkit.model import Instrument, Record, Ref
from graphkit.schema import schema

BEST = (
    "Best is what costs least: a hop costs 1, half more to or from a topic and for a membership, up to half more the "
    "fewer its sources, 1 more if it was only planned or sought, is over or is disputed, and more the more parties an "
    "instrument has; what lies between costs a quarter of the binary logarithm of the number of facts at it, so that "
    "hubs do not swamp the answer. The weakest hop is the one that is over, only planned or sought, or disputed, else "
    "the one with the fewest sources."
)
_LEAST = 1.0
"""The least that a hop can cost."""
_BELONGING = frozenset({"MEMBER_OF"})
_OPTIONS = 6
_AT_ONCE = 40
_MOST_FACTS = 30_000


@dataclass(frozen=True, slots=True)
class Hop:
    """One step: the fact that joins two things, what it costs, and how many other facts join them."""

    one: Ref
    other: Ref
    link: Link
    cost: float
    more: int
    over: bool

    @property
    def doubt(self) -> float:
        """What of its cost is for its evidence and its status, whatever joins the two."""
        return _doubt(self.link, self.over)


@dataclass(frozen=True, slots=True)
class Path:
    """A path: its hops in order, and what it costs with what lies between."""

    hops: tuple[Hop, ...]
    cost: float

    @property
    def nodes(self) -> tuple[Ref, ...]:
        """The things it passes, ends included."""
        return (self.hops[0].one, *(hop.other for hop in self.hops))

    @property
    def weakest(self) -> tuple[int, ...]:
        """The numbers of the hops with the weakest evidence and status, from 0; none where all of several are alike."""
        doubts = [hop.doubt for hop in self.hops]
        found = tuple(number for number, doubt in enumerate(doubts) if doubt == max(doubts))
        return found if len(found) < len(doubts) or len(doubts) == 1 or max(doubts) >= 1 else ()


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: paths, best first, how many facts were looked at, and whether all that could matter were."""

    paths: tuple[Path, ...]
    looked_at: int
    complete: bool
    undated: int


def paths(facts: FactsAt, one: Ref, other: Ref, *, k: int = 3, longest: int = 4, today: dt.date | None = None) -> Found:
    """Return the k best paths of at most `longest` hops between two things; see `BEST` for what best means.

    Two paths differ in what they pass; of several facts that join two things the best one is the hop. The path from
    the second to the first is the same in reverse.
    """
    if k < 1 or longest < 1:
        raise InputError("Ask for at least one path (--k 1) of at least one hop (--max 1).")
    if one == other:
        raise InputError("Both ends are the same thing; a path needs two.")
    start, end = sorted((one, other))  # so that both directions do the same
    search = _Search(facts, start, end, k, longest, today or dt.date.today())
    best, complete = search.run()
    turned = [path if start == one else _reverse(path) for path in best]
    return Found(tuple(turned), len(facts.seen), complete, facts.undated)


def _reverse(path: Path) -> Path:
    hops = [Hop(h.other, h.one, h.link, h.cost, h.more, h.over) for h in reversed(path.hops)]
    return Path(tuple(hops), path.cost)


@dataclass(frozen=True, slots=True)
class _Way:
    """A path while it is looked for: its cost, the things it passes and the facts it takes."""

    cost: float
    nodes: tuple[Ref, ...]
    facts: tuple[str, ...]


_Option = tuple[float, bool, str]
"""What a hop costs by one fact, whether that has no date, and the id of the fact."""


class _Search:
    """Looks at the facts at ever more things, cheapest first, until what is unseen cannot hold a better path."""

    def __init__(self, facts: FactsAt, start: Ref, end: Ref, k: int, longest: int, today: dt.date) -> None:
        self.facts, self.start, self.end, self.k, self.longest, self.today = facts, start, end, k, longest, today
        self.hops: dict[Ref, dict[Ref, list[_Option]]] = {}
        self.expanded: set[Ref] = set()

    def run(self) -> tuple[list[Path], bool]:
        self._expand([self.start, self.end])
        while True:
            found = self._best()
            worst = found[-1].cost if len(found) == self.k else math.inf
            ahead = self._ahead(worst)
            if not ahead or len(self.facts.seen) > _MOST_FACTS:
                return [self._path(way) for way in found], not ahead
            self._expand(ahead)

    def _expand(self, refs: list[Ref]) -> None:
        for record in self.facts.look(refs):
            self._join(record)
        self.expanded.update(refs)
        self.facts.count(self.hops)

    def _join(self, record: Record) -> None:
        link = self.facts.link(record)
        for one, other in _pairs(record):
            option = (_cost(link, one, other, self._over(link)), link.standing.valid_from is None, record.id)
            for a, b in ((one, other), (other, one)):
                insort(self.hops.setdefault(a, {}).setdefault(b, []), option)

    def _over(self, link: Link) -> bool:
        return link.standing.over(self.today)

    def _between(self, ref: Ref) -> float:
        return 0.0 if ref in (self.start, self.end) else math.log2(max(1, self.facts.degree[ref])) / 4

    def _reach(self, source: Ref, through: Container[Ref]) -> tuple[dict[Ref, float], dict[Ref, int]]:
        """Return the cost to what is known from one end, what lies between included, and the least hops.

        Only the things in `through` are passed.
        """
        cost, steps = {source: 0.0}, {source: 0}
        queue: list[tuple[float, Ref]] = [(0.0, source)]
        while queue:
            spent, ref = heapq.heappop(queue)
            if spent > cost[ref] or ref not in through:
                continue
            onward = spent + self._between(ref)
            for near, options in self.hops.get(ref, {}).items():
                total = onward + options[0][0]
                if total < cost.get(near, math.inf):
                    cost[near] = total
                    heapq.heappush(queue, (total, near))
        wave = [source]
        while wave:
            wave = [n for ref in wave if ref in through for n in self._unstepped(ref, steps)]
        return cost, steps

    def _unstepped(self, ref: Ref, steps: dict[Ref, int]) -> list[Ref]:
        new = [near for near in self.hops.get(ref, {}) if near not in steps]
        steps.update(dict.fromkeys(new, steps[ref] + 1))
        return new

    def _ahead(self, worst: float) -> list[Ref]:
        """Return what to look at next: the things through which an unseen path could still be among the best.

        Such a path leaves what is known at one thing and comes back at another, with a hop or more between.
        """
        sides = []
        for source in (self.start, self.end):
            cost, steps = self._reach(source, self.expanded)
            sides.append(
                {r: (cost[r] + self._between(r), steps[r]) for r in cost if r not in self.expanded and r in steps}
            )
        chosen: list[list[tuple[float, Ref]]] = []
        for here, there in (sides, sides[::-1]):
            least: dict[int, float] = {}  # the cheapest thing of the other side by its hops
            for spent, hops in there.values():
                least[hops] = min(spent, least.get(hops, math.inf))
            out = []
            for ref, (spent, hops) in here.items():
                rest = [cost for number, cost in least.items() if hops + 1 + number <= self.longest]
                if rest and spent + _LEAST + min(rest) <= worst:
                    out.append((spent, ref))
            chosen.append(sorted(out))
        if not chosen[0] or not chosen[1]:
            return []
        side = min(chosen, key=lambda some: (sum(self.facts.degree[ref] for _, ref in some[:_AT_ONCE]), len(some)))
        return [ref for _, ref in side[:_AT_ONCE]]

    def _best(self) -> list[_Way]:
        """Return the k cheapest ways through what is known, no fact twice in one, nor two past the same things."""
        left, steps = self._reach(self.end, self.hops)
        queue: list[tuple[float, float, tuple[Ref, ...], tuple[str, ...]]] = [(0.0, 0.0, (self.start,), ())]
        found: dict[tuple[Ref, ...], _Way] = {}
        worst = math.inf
        while queue and queue[0][0] <= worst:
            _, spent, nodes, facts = heapq.heappop(queue)
            last = nodes[-1]
            if last == self.end:
                found.setdefault(nodes, _Way(spent, nodes, facts))
                worst = sorted(way.cost for way in found.values())[self.k - 1] if len(found) >= self.k else math.inf
                continue
            onward = spent + self._between(last)
            for near, options in self.hops.get(last, {}).items():
                if near in nodes or near not in left or len(nodes) + steps[near] > self.longest:
                    continue
                ahead = 0.0 if near == self.end else self._between(near) + left[near]
                # The second best serves where the best is needed for the next hop.
                for cost, _, fact in [o for o in options[:_OPTIONS] if o[2] not in facts][:2]:
                    total = round(onward + cost, 9)
                    heapq.heappush(queue, (round(total + ahead, 9), total, (*nodes, near), (*facts, fact)))
        return sorted(found.values(), key=lambda way: (way.cost, len(way.nodes), way.nodes))[: self.k]

    def _path(self, way: _Way) -> Path:
        hops = []
        for one, other, fact in zip(way.nodes, way.nodes[1:], way.facts, strict=False):
            options = self.hops[one][other]
            cost = next(cost for cost, _, identity in options if identity == fact)
            link = self.facts.link(self.facts.seen[fact])
            hops.append(Hop(one, other, link, cost, len(options) - 1, self._over(link)))
        return Path(tuple(hops), way.cost)


def _cost(link: Link, one: Ref, other: Ref, over: bool) -> float:
    cost = 1.0 + _doubt(link, over)
    if link.relation in _BELONGING or schema().topics & {one.kind, other.kind}:
        cost += 0.5
    if isinstance(link.record, Instrument):
        cost += math.log2(len(link.record.parties) - 1) / 2
    return round(cost, 9)


def _doubt(link: Link, over: bool) -> float:
    meant = schema().statuses.get(link.standing.status or "", "act") != "act"
    return 0.5 / max(1, link.support) + (1.0 if link.disputed else 0.0) + (1.0 if over or meant else 0.0)


def _pairs(record: Record) -> Iterable[tuple[Ref, Ref]]:
    """Yield what a record joins: its ends among each other and with what it is about, not topics with topics."""
    from graphkit.analysis.facts_at import things

    ends, topics = things(record)
    for number, one in enumerate(ends):
        yield from ((one, other) for other in (*ends[number + 1 :], *topics))
