"""Turns what sentences may state into records: ends to nodes, moods to status, with the claim that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from graphkit.model import Claim, Fact, Instrument, Node, Record, Ref, Value, freeze
from graphkit.reading import traces
from graphkit.reading.language import lists
from graphkit.reading.naming.mentions import PARTIES, Article, Mention
from graphkit.reading.sentences import grammar
from graphkit.reading.stating.frames import Candidate
from graphkit.reading.stating.treaties import Deal
from graphkit.reading.timing.dates import Moment
from graphkit.reading.timing.dating import Calendar, Dated
from graphkit.reading.traces import Trace
from graphkit.schema import schema

_WIDE = 4
_GOODS = ("mineral", "commodity")
_UNDATED = frozenset({"PRODUCES", "SERVES_IN", "MINISTRY_OF"})
_LASTING = frozenset({"SUPPLIES", "RESTRICTS_EXPORT_OF"})
_FORM = re.compile(r"\bjoint (statement|declaration|communiqu[eé])\b", re.IGNORECASE)


@dataclass(slots=True)
class Maker:
    """Makes claims and records for one article."""

    article: Article
    published: str | None
    moments: list[Moment]
    tracing: bool = False
    traces: dict[traces.Key, Trace] = field(default_factory=dict)
    calendar: Calendar = field(init=False)

    def __post_init__(self) -> None:
        """Make the calendar of the article."""
        self.calendar = Calendar(self.article.page, self.moments, self.article.document.published)

    def claim(
        self,
        first: int,
        last: int,
        rule: str,
        status: str | None = None,
        attributes: dict[str, Value] | None = None,
        dated: Dated | None = None,
    ) -> Claim:
        """Return the claim that a range of tokens makes."""
        tokens = self.article.page.tokens
        start, end = tokens[first].start, tokens[last - 1].end
        text = self.article.document.text
        return Claim(
            document=self.article.document.id,
            quote=text[start:end],
            start=start,
            end=end,
            published=self.published,
            status=status,
            date=dated.value if dated else None,
            attributes=freeze(attributes or {}),
            reader="rules",
            rule=rule,
        )

    def facts(self, candidate: Candidate) -> Iterator[Record]:
        """Yield the facts of a candidate that is decided on."""
        relation = candidate.relation
        status = candidate.status or None
        attributes: dict[str, Value] = dict(candidate.attributes)
        if candidate.topics:
            attributes["topics"] = tuple(str(r) for r in candidate.topics)
        if relation == "COOPERATES_WITH" and (form := _FORM.search(self._words(candidate))):
            attributes["form"] = f"joint {form.group(1).lower()}"
        identity = {name: attributes.pop(name) for name in schema().relations[relation].identity if name in attributes}
        first, last, at = candidate.first, candidate.last, candidate.at
        if status == "current" and relation in _LASTING and self.calendar.begins_later(first, last, at):
            status = "planned"
        dated = self.calendar.of(first, last, at, relation, status) if relation not in _UNDATED else None
        claim = self.claim(first, last, candidate.rule, status, attributes, dated)
        for subject, target, qualifiers in self._ends(candidate):
            for record in _fact(relation, subject, target, identity | qualifiers, claim):
                if self.tracing:
                    self._trace_fact(record, claim, candidate, dated)
                yield record

    def _trace_fact(self, record: Record, claim: Claim, candidate: Candidate, dated: Dated | None) -> None:
        goods = [Ref(k.capitalize(), str(v)) for k, v in getattr(record, "qualifiers", ()) if k in _GOODS]
        alike = schema().relations[candidate.relation].symmetric
        parts = (
            ("party" if alike else "subject", record.ends[:1]),
            ("party" if alike else "object", record.ends[1:]),
            ("good", goods),
            ("topic", candidate.topics),
        )
        by_model = candidate.rule.startswith("model/")
        word = candidate.word if candidate.word >= 0 or by_model else candidate.at
        found = traces.trace(self.article, candidate.first, candidate.last, parts, word, None, dated)
        self.traces.setdefault(traces.key(record, claim), found)

    def _words(self, candidate: Candidate) -> str:
        tokens = self.article.page.tokens
        return self.article.page.clean[tokens[candidate.first].start : tokens[candidate.last - 1].end]

    def _ends(self, candidate: Candidate) -> Iterator[tuple[Ref, Ref, dict[str, Value]]]:
        relation = candidate.relation
        if relation == "SUPPLIES":
            for supplier in self.parties(candidate.subjects):
                for consumer in self.parties(candidate.objects):
                    for good in specific(self.article, candidate.goods):
                        yield supplier, consumer, {good.kind.lower(): good.id}
        elif relation in ("COOPERATES_WITH", "MET_WITH"):
            yield from ((a, b, {}) for a, b in self._pairs(candidate))
        elif relation == "SANCTIONS":
            states = [grammar.state_of(r) or r for r in self.parties(candidate.subjects)]
            for state in dict.fromkeys(states):
                yield from ((state, target, {}) for target in self._nodes(candidate.objects))
        elif relation in ("PRODUCES", "RESTRICTS_EXPORT_OF"):
            for party in self.parties(candidate.subjects):
                yield from ((party, good, {}) for good in specific(self.article, candidate.objects))
        else:
            people = relation in ("PARTICIPATES_IN", "LEADS", "SERVES_IN", "MINISTRY_OF")
            for subject in self._nodes(candidate.subjects) if people else self.parties(candidate.subjects):
                targets = self._nodes(candidate.objects)
                yield from ((subject, target, {}) for target in targets)

    def _pairs(self, candidate: Candidate) -> Iterator[tuple[Ref, Ref]]:
        """Yield the pairs of a symmetric relation: each subject with each object, or all within one list."""
        met = candidate.relation == "MET_WITH"
        get = self._people if met else self.states
        one, other = get(candidate.subjects), get(candidate.objects)
        other = [r for r in other if r not in one]
        if len(one) * max(1, len(other)) > _WIDE or (not other and len(one) < 2):
            return
        pairs = ((a, b) for a in one for b in other) if other else combinations(one, 2)
        for a, b in pairs:
            if not met or a.id.split("/")[0] != b.id.split("/")[0]:  # colleagues of one state do not meet
                yield (a, b) if a < b else (b, a)

    def _nodes(self, mentions: Iterable[Mention]) -> list[Ref]:
        return list(dict.fromkeys(r for m in mentions for r in m.refs))

    def _people(self, mentions: Iterable[Mention]) -> list[Ref]:
        return [r for r in self._nodes(mentions) if r.kind in ("Official", "Country", "Bloc", "Ministry")]

    def parties(self, mentions: Iterable[Mention]) -> list[Ref]:
        """Return the parties that mentions stand for: officials for their states."""
        out: list[Ref] = []
        for mention in mentions:
            for ref in mention.refs:
                party = grammar.state_of(ref) if ref.kind == "Official" else ref
                if party and party.kind in PARTIES and party not in out:
                    out.append(party)
        return out

    def states(self, mentions: Iterable[Mention]) -> list[Ref]:
        """Return the parties of cooperation: officials for their states, all else as it is."""
        return [r for r in self.parties(mentions) if r.kind != "Forum"]

    def instrument(self, deal: Deal) -> Record:
        """Return the instrument that a deal is."""
        attributes: dict[str, Value] = {}
        if deal.topics:
            attributes["topics"] = tuple(str(r) for r in deal.topics)
        if deal.count > 1:
            attributes["count"] = deal.count
        if deal.title:
            attributes["title"] = deal.title
        level = _level(self.article, deal)
        if level:
            attributes["level"] = level
        dated = self.calendar.of(deal.first, deal.last, deal.at, "SIGNED", deal.status)
        claim = self.claim(deal.first, deal.last, deal.rule, deal.status, attributes, dated)
        record = Instrument(deal.kind, tuple(sorted(set(deal.parties))), (claim,))
        if self.tracing:
            parts = (("party", record.parties), ("topic", deal.topics))
            found = traces.trace(self.article, deal.first, deal.last, parts, deal.word, deal.noun, dated)
            self.traces.setdefault(traces.key(record, claim), found)
        return record


def _level(article: Article, deal: Deal) -> str:
    kinds = {r.kind for r in deal.parties}
    if kinds == {"Ministry"}:
        return "ministry"
    if "Company" in kinds:
        return "company"
    words = [article.word(i) for i in range(deal.at, deal.last)]
    for i, word in enumerate(words):
        if word in ("between", "by") and lists.ASSEMBLE_BETWEEN & set(words[i : i + 6]):
            return "company"
    return "state" if kinds <= {"Country", "Bloc"} else ""


def specific(article: Article, goods: Iterable[Mention]) -> list[Ref]:
    """Return goods without the group that is spelt out after it: "rare metals, particularly lithium and cobalt"."""
    found = list(goods)
    out: list[Ref] = []
    for position, mention in enumerate(found):
        follows = found[position + 1 : position + 2]
        if follows and _spelt_out(article, mention, follows[0]):
            continue
        out += [r for r in mention.refs if r not in out]
    return out


def _spelt_out(article: Article, group: Mention, example: Mention) -> bool:
    gap = {article.word(i) for i in range(group.last, example.first)}
    return (
        bool(gap & {"particularly", "including", "especially", "notably", "such", "namely", "like", "chiefly"})
        and group.ref.id in lists.ASSEMBLE_GROUPS
    )


def _fact(relation: str, subject: Ref, target: Ref, qualifiers: dict[str, Value], claim: Claim) -> Iterator[Record]:
    """Yield the fact if the vocabulary has it."""
    rule = schema().relations[relation]
    if subject == target or subject.kind not in rule.sources or target.kind not in rule.targets:
        return
    if rule.statuses and claim.status not in rule.statuses:
        return
    if rule.symmetric and target < subject:
        subject, target = target, subject
    yield Fact(relation, subject, target, freeze(qualifiers), (claim,))


def merged(records: Iterable[Record]) -> list[Record]:
    """Return records each once, with all their claims in order of the text; records in order of their first claim."""
    groups: dict[tuple[object, ...], list[Record]] = {}
    for record in records:
        groups.setdefault(_key(record), []).append(record)
    out: list[Record] = []
    for same in groups.values():
        claims = _distinct(sorted({c for r in same for c in r.claims}, key=lambda c: c.sort_key))
        first = same[0]
        if isinstance(first, Fact):
            out.append(Fact(first.relation, first.subject, first.object, first.qualifiers, claims))
        else:
            out.append(Instrument(first.kind, first.parties, claims))
    return sorted(out, key=lambda r: (r.claims[0].start, r.claims[0].end, r.id))


def _distinct(claims: list[Claim]) -> tuple[Claim, ...]:
    """Return the claims of a fact, one a sentence and status; what is called done there is not called planned too."""
    stages = schema().statuses
    done = {(c.start, c.end) for c in claims if c.status and stages[c.status] != "intent"}
    best: dict[tuple[int, int, str | None], Claim] = {}
    for claim in claims:
        place = (claim.start, claim.end)
        if stages.get(claim.status or "") == "intent" and place in done:
            continue
        known = best.get((*place, claim.status))
        if known is None or len(claim.attributes) > len(known.attributes):
            best[(*place, claim.status)] = claim
    return tuple(best.values())


def _key(record: Record) -> tuple[object, ...]:
    if isinstance(record, Fact):
        return ("fact", record.relation, record.subject, record.object, record.qualifiers)
    claim = record.claims[0]
    return (
        "instrument",
        record.kind,
        record.parties,
        claim.status,
        claim.get("title") or "",
        claim.get("count") or 0,
        claim.date,
    )


def nodes(article: Article, records: Iterable[Record]) -> list[Node]:
    """Return the nodes of records, named as the tables or else the text name them."""
    found: dict[Ref, Node] = {}
    for record in records:
        for ref in (*record.ends, *(Ref.parse(t) for c in record.claims for t in c.topics)):
            name = article.names.name(ref)
            if ref not in article.names.entries:
                name = article.labels.get(ref) or ref.id
            found.setdefault(ref, Node(ref, name))
    return [found[ref] for ref in sorted(found)]
