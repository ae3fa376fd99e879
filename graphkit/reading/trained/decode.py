"""Turns what the models say of pairs into records, beside what the rules read: one decision for each sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, islice

from graphkit.model import Claim, Fact, Record, Ref
from graphkit.reading.naming.mentions import Article
from graphkit.reading.sentences.clauses import Syntax
from graphkit.reading.trained import candidates, factual, topicfeatures, words
from graphkit.reading.trained.candidates import TYPES, Pair, View
from graphkit.reading.trained.features import Features, Rules
from graphkit.reading.trained.linear import Linear, Model
from graphkit.reading.trained.topicfeatures import Topic

SYMMETRIC = frozenset({"SIGNED_MOU", "SIGNED_AGREEMENT", "COOPERATES_WITH", "MET_WITH"})
WITH_TOPICS = frozenset({"SIGNED_MOU", "SIGNED_AGREEMENT", "COOPERATES_WITH"})
LOWEST = 0.02
_WORTH = 0.1
_SHARE = 0.5
# A text with more pairs than this is a list or a trick; it takes no longer than others.
_MOST = 5000


@dataclass(slots=True)
class Prepared:
    """An article with its sentences as views, its pairs with their features, and what the rules read of them."""

    article: Article
    views: list[View]
    pairs: list[tuple[Pair, list[str]]]
    rules: Rules
    topics: dict[tuple[Ref, Ref, Ref], set[str]]
    near: dict[int, list[Topic]] = field(default_factory=dict)

    def around(self, number: int) -> list[Topic]:
        """The topics around a sentence."""
        if number not in self.near:
            self.near[number] = topicfeatures.near(self.views, number)
        return self.near[number]

    def topic(self, pair: Pair, relation: str, topic: Topic) -> list[str]:
        """Return the features of a topic for a pair."""
        one, other = pair.ends
        read = self.topics.get((one, other, topic.ref), set()) | self.topics.get((other, one, topic.ref), set())
        count = len(self.around(pair.view.number))
        return topicfeatures.features(pair, topic, relation, count, frozenset(read))


@dataclass(slots=True)
class Proposal:
    """A relation that a model sees between a pair, with its probability, status and topics."""

    relation: str
    pair: Pair
    chance: float
    features: list[str]
    status: str | None = None
    topics: list[tuple[float, Ref]] = field(default_factory=list)


@dataclass(slots=True)
class Sight:
    """What the models see in an article: proposals, and the probability of each relation that they looked at."""

    proposals: list[Proposal]
    looked: dict[tuple[str, Ref, Ref], float]


def prepare(article: Article, syntaxes: list[Syntax], records: Iterable[Record]) -> Prepared:
    """Return an article ready for the models, given the verbs of its sentences and what the rules read."""
    views = candidates.views(article, syntaxes)
    rules, topics = _of_rules(views, records)
    features = Features(article, rules)
    found = islice((pair for view in views for pair in candidates.pairs(view)), _MOST)
    pairs = [(pair, features.of(pair)) for pair in found]
    return Prepared(article, views, pairs, rules, topics)


def _of_rules(views: list[View], records: Iterable[Record]) -> tuple[Rules, dict[tuple[Ref, Ref, Ref], set[str]]]:
    """Return in which sentences rules read a relation between two nodes, and which topics they gave it."""
    starts = {v.syntax.sentence.start: v.number for v in views}
    rules: Rules = {}
    topics: dict[tuple[Ref, Ref, Ref], set[str]] = {}
    for record in records:
        for claim in record.claims:
            place = starts.get(claim.start, -1)
            for relation, one, other in relations_of(record):
                for ends in ((one, other), (other, one))[: 2 if relation in SYMMETRIC else 1]:
                    rules.setdefault((relation, *ends), set()).add(place)
                    for ref in _topics_of(record, claim):
                        topics.setdefault((*ends, ref), set()).add(relation)
    return rules, topics


def relations_of(record: Record) -> Iterator[tuple[str, Ref, Ref]]:
    """Yield a record as relations between two nodes."""
    if isinstance(record, Fact):
        yield record.relation, record.subject, record.object
    else:
        relation = "SIGNED_MOU" if record.kind == "mou" else "SIGNED_AGREEMENT"
        if len(record.parties) <= 4:
            yield from ((relation, a, b) for a, b in combinations(record.parties, 2))


def _topics_of(record: Record, claim: Claim) -> Iterator[Ref]:
    yield from map(Ref.parse, claim.topics)
    if isinstance(record, Fact):
        for name in ("mineral", "commodity"):
            value = record.get(name)
            if value:
                yield Ref(name.capitalize(), str(value))


def key(relation: str, ends: tuple[Ref, Ref]) -> tuple[str, Ref, Ref]:
    """Return what a relation of two nodes is known by, whichever is named first where that makes no difference."""
    one, other = sorted(ends) if relation in SYMMETRIC else ends
    return relation, one, other


def look(prepared: Prepared, model: Model) -> Sight:
    """Return what the models see: the best proposals of each sentence, most probable first."""
    found: list[Proposal] = []
    looked: dict[tuple[str, Ref, Ref], float] = {}
    for pair, features in prepared.pairs:
        linear = model.pairs.get(pair.kind)
        if linear is None:
            continue
        chances = linear.chances(features)
        for relation in TYPES[pair.kind]:
            if relation in chances and words.passes(relation, pair.view.classes):
                p = _chance(relation, chances)
                looked[key(relation, pair.ends)] = max(p, looked.get(key(relation, pair.ends), 0.0))
                if p >= LOWEST and factual.stated(pair, relation):
                    found.append(Proposal(relation, pair, p, features))
    kept = _best(found)
    for proposal in kept:
        if proposal.chance < _WORTH:
            continue
        proposal.status = _status(proposal, model.status)
        proposal.topics = _topics(prepared, proposal, model.topics)
    return Sight(sorted(kept, key=lambda p: (-p.chance, p.pair.view.number, p.relation, p.pair.ends)), looked)


def _chance(relation: str, chances: dict[str, float]) -> float:
    """Return the probability of a relation; for instruments also by way of there being any, and of which kind."""
    own = chances[relation]
    any_kind, kind = chances.get("any"), chances.get("kind:" + relation)
    return own if any_kind is None or kind is None else math.sqrt(own * any_kind * kind)


def _best(found: list[Proposal]) -> list[Proposal]:
    """Return the proposals that stand up to the others of their sentence: near the best, and in one direction."""
    top: dict[tuple[int, str], float] = {}
    ways: dict[tuple[int, str, frozenset[Ref]], float] = {}
    for p in found:
        place, ends = (p.pair.view.number, p.relation), frozenset(p.pair.ends)
        top[place] = max(top.get(place, 0.0), p.chance)
        ways[(*place, ends)] = max(ways.get((*place, ends), 0.0), p.chance)
    return [
        p
        for p in found
        if p.chance >= _SHARE * top[(p.pair.view.number, p.relation)]
        and p.chance >= ways[(p.pair.view.number, p.relation, frozenset(p.pair.ends))]
    ]


def _status(proposal: Proposal, models: dict[str, Linear]) -> str | None:
    linear = models.get(proposal.relation)
    if linear is None:
        return None
    scores = linear.scores(proposal.features)
    return linear.names[max(range(len(scores)), key=scores.__getitem__)]


def _topics(prepared: Prepared, proposal: Proposal, models: dict[str, Linear]) -> list[tuple[float, Ref]]:
    name = "COVERS" if proposal.relation in WITH_TOPICS else proposal.relation
    linear = models.get(name)
    if linear is None:
        return []
    out = []
    for topic in prepared.around(proposal.pair.view.number):
        if name == "SUPPLIES" and topic.ref.kind == "Sector":
            continue
        p = linear.chances(prepared.topic(proposal.pair, proposal.relation, topic))[name]
        out.append((p, topic.ref))
    return sorted(out, key=lambda t: (-t[0], t[1]))
