"""What a person is asked to judge: nodes and instruments that may be one, plans perhaps fulfilled, doubtful facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from graphkit import dates
from graphkit.bundle import Bundle
from graphkit.gazetteer import gazetteer
from graphkit.judging import judgements
from graphkit.judging.applying import READER, resolve
from graphkit.judging.judgements import Judgements
from graphkit.model import TABLE, Claim, Fact, Instrument, Node, Record, Ref
from graphkit.review.likeness import same_body, same_ministry, same_person, same_title
from graphkit.schema import schema
from graphkit.standing import Standing, settle

_FAMILY_FIRST = frozenset({"CHN", "HKG", "HUN", "JPN", "KHM", "KOR", "MAC", "PRK", "TWN", "VNM"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One question: whether `judgement` is to be passed on `left` and `right`, why, and what the sources say of each.

    `record` is the doubtful fact where it is about one.
    """

    kind: str
    judgement: str
    left: str
    right: str
    left_name: str
    right_name: str
    why: str
    left_claims: tuple[Claim, ...]
    right_claims: tuple[Claim, ...] = ()
    record: Record | None = None

    @property
    def key(self) -> str:
        """The key of the judgement that it asks for."""
        return judgements.key(self.left, self.right)


class Finder:
    """Finds proposals among the facts of a store, leaving out what is judged already."""

    def __init__(self, bundle: Bundle, rows: Judgements) -> None:
        self._bundle = bundle
        self._rows = rows
        self._judged = {row.key for row in rows.standing}

    def nodes(self) -> Iterator[Proposal]:
        """Yield pairs of nodes that may be one; two that the bundled tables tell apart are two."""
        for kind, alike in _ALIKE.items():
            groups: dict[str, list[Node]] = defaultdict(list)
            for ref, node in sorted(self._bundle.nodes.items()):
                if ref.kind == kind and ref not in self._rows.same:
                    groups[ref.id.partition("/")[0] if "/" in ref.id else ""].append(node)
            for group in groups.values():
                for one, other in _new_pairs(group):
                    why = "" if self._apart(one.ref, other.ref) else alike(self, one, other)
                    if why:
                        yield self._pair(one, other, why)

    def instruments(self) -> Iterator[Proposal]:
        """Yield pairs of instruments of one kind and the same parties that may be one."""
        for group in self._groups(lambda i: (i.kind, i.parties)):
            for one, other in combinations(group, 2):
                why = _one_instrument(one, other)
                if why and not self._judged_pair(one, other):
                    left, right = sorted((one, other), key=_knows)
                    yield self._of_instruments("instruments", "same", left, right, why)

    def plans(self) -> Iterator[Proposal]:
        """Yield each plan that nothing fulfils yet with the first instrument signed after it that may do so."""
        done = {r.object.id for r in self._bundle.records if isinstance(r, Fact) and r.relation == "FULFILS"}
        for group in self._groups(lambda i: i.parties):
            standings = {i.id: settle(i) for i in group}
            plans = [i for i in group if _stage(standings[i.id]) == "intent" and i.id not in done]
            acts = [i for i in group if _stage(standings[i.id]) == "act"]
            for plan in plans:
                fits = [
                    act for act in acts
                    if _may_fulfil(plan, act, standings) and not self._judged_pair(plan, act)
                ]  # fmt: skip
                if fits:
                    signed = min(fits, key=lambda i: (str(standings[i.id].valid_from or "9999"), i.id))
                    why = "the same parties, topics that meet, signed after it was planned"
                    yield self._of_instruments("plans", "fulfils", plan, signed, why)

    def doubtful(self, held: Iterable[tuple[Record, float]]) -> Iterator[Proposal]:
        """Yield the facts that the reader held back and that nobody judged, unless the store has them all the same."""
        known = {record.id for record in self._bundle.records}
        for record, confidence in held:
            if record.id not in known and record.id not in self._rows.right | self._rows.wrong:
                why = f"the reader is not sure of it (confidence {confidence:.2f})"
                name = self.describe(record)
                yield Proposal("facts", "right", record.id, "", name, "", why, record.claims, record=record)

    def describe(self, record: Record) -> str:
        """Return a record in words: who, what, whom, with its status."""
        names = [self.name(ref) for ref in record.ends]
        standing = settle(record)
        if isinstance(record, Instrument):
            topics = ", ".join(self.name(Ref.parse(t)) for t in record.topics)
            what = f"{record.title or record.kind} of {' and '.join(names)}"
            parts = [what, f"on {topics}" if topics else "", standing.status or "", standing.date or "no date"]
            return ", ".join(p for p in parts if p)
        details = [str(value) for _, value in record.qualifiers] + [v for v in (standing.status, standing.date) if v]
        phrase = schema().relation(record.relation).phrase
        mark = " – " if schema().relation(record.relation).symmetric else " → "
        return ", ".join([f"{mark.join(names)}: {phrase}", *details])

    def name(self, ref: Ref) -> str:
        """Return the name of a node."""
        node = self._bundle.nodes.get(ref)
        return node.name if node else gazetteer().name(ref)

    def offices(self, ref: Ref) -> set[Ref]:
        """Return where an official serves."""
        return {r.object for r in self._at.get(ref, ()) if isinstance(r, Fact) and r.relation == "SERVES_IN"}

    @cached_property
    def _at(self) -> Mapping[Ref, list[Record]]:
        found: dict[Ref, list[Record]] = defaultdict(list)
        for record in self._bundle.records:
            for end in record.ends:
                found[end].append(record)
        return found

    def _apart(self, one: Ref, other: Ref) -> bool:
        """Tell whether a pair is judged, or a fact joins the two, as a ministry and its successor."""
        joined = any(other in record.ends for record in self._at.get(one, ()))
        return joined or judgements.key(str(one), str(other)) in self._judged

    def _pair(self, one: Node, other: Node, why: str) -> Proposal:
        def worth(node: Node) -> tuple[object, ...]:
            return node.ref in gazetteer().entries, "source" in node.properties, len(self._at.get(node.ref, ()))

        left, right = (one, other) if worth(one) < worth(other) else (other, one)
        claims = [self._claims(node.ref) for node in (left, right)]
        refs = str(left.ref), str(right.ref)
        return Proposal("nodes", "same", *refs, left.name, right.name, why, claims[0], claims[1])

    def _claims(self, ref: Ref) -> tuple[Claim, ...]:
        """Return what is said of a node, sentences before rows of tables."""
        claims = {claim for record in self._at.get(ref, ()) for claim in record.claims}
        return tuple(sorted(claims, key=lambda c: (c.reader == TABLE, c.reader == READER, c.sort_key)))

    def _groups(self, by: Callable[[Instrument], object]) -> Iterator[list[Instrument]]:
        groups: dict[object, list[Instrument]] = defaultdict(list)
        for record in self._bundle.records:
            if isinstance(record, Instrument):
                groups[by(record)].append(record)
        yield from (sorted(group, key=lambda i: i.id) for group in groups.values() if len(group) > 1)

    def _judged_pair(self, one: Instrument, other: Instrument) -> bool:
        if judgements.key(f"Agreement/{one.id}", f"Agreement/{other.id}") in self._judged:
            return True
        return any({resolve(i, (one, other)) for i in pair} == {one, other} for pair in self._different)

    @cached_property
    def _different(self) -> list[tuple[str, ...]]:
        pairs = [tuple(sorted(pair)) for pair in self._rows.different]
        return [tuple(Ref.parse(t).id for t in pair) for pair in pairs if pair[0].startswith("Agreement/")]

    def _of_instruments(self, kind: str, word: str, left: Instrument, right: Instrument, why: str) -> Proposal:
        refs = [f"Agreement/{i.id}" for i in (left, right)]
        names = [self.describe(i) for i in (left, right)]
        return Proposal(kind, word, refs[0], refs[1], names[0], names[1], why, left.claims, right.claims)


def _names(node: Node) -> list[str]:
    names = [node.name]
    for key in ("aliases", "acronym", "official_name"):
        value = node.properties.get(key)
        names += list(value) if isinstance(value, tuple) else [value] if isinstance(value, str) else []
    return names


def _people(finder: Finder, one: Node, other: Node) -> str:
    shared = bool(finder.offices(one.ref) & finder.offices(other.ref))
    return same_person(_names(one), _names(other), shared, one.ref.id.partition("/")[0] in _FAMILY_FIRST)


def _ministries(finder: Finder, one: Node, other: Node) -> str:
    return same_ministry(_names(one), _names(other))


def _bodies(finder: Finder, one: Node, other: Node) -> str:
    return same_body(_names(one), _names(other))


_ALIKE = {"Official": _people, "Ministry": _ministries, "Company": _bodies, "Forum": _bodies}


def _new_pairs(nodes: list[Node]) -> Iterator[tuple[Node, Node]]:
    known = gazetteer().entries
    for one, other in combinations(nodes, 2):
        if one.ref not in known or other.ref not in known:
            yield one, other


def _stage(standing: Standing) -> str:
    return schema().statuses.get(standing.status or "", "")


def _one_instrument(one: Instrument, other: Instrument) -> str:
    """Say why two instruments may be one, or ""."""
    a, b = settle(one), settle(other)
    if (_stage(a) == "intent") != (_stage(b) == "intent") or not _near(a.date, b.date) or _one_table(one, other):
        return ""
    if one.title and other.title and not same_title(one.title, other.title):
        return ""
    when = "no date for one" if not (a.date and b.date) else "dates that are near"
    if same_title(one.title, other.title):
        return f"the same parties, titles that are close, {when}"
    meet = set(one.topics) & set(other.topics)
    if meet or not (one.topics and other.topics):
        return f"the same parties, {'topics that meet' if meet else 'no topics for one'}, {when}"
    return ""


def _near(one: str | None, other: str | None) -> bool:
    """Tell whether two dates are in one month or neighbouring ones, or cannot be told apart."""
    if one is None or other is None or dates.agree(one, other):
        return True
    if min(len(one), len(other)) < 7:
        return False
    a, b = (int(d[:4]) * 12 + int(d[5:7]) for d in (one, other))
    return abs(a - b) <= 1


def _one_table(one: Instrument, other: Instrument) -> bool:
    """Tell whether one table has a row for each: who wrote it tells them apart."""
    tables = [{c.document for c in i.claims if c.reader == TABLE} for i in (one, other)]
    return bool(tables[0] & tables[1])


def _knows(instrument: Instrument) -> tuple[object, ...]:
    """Sort the instrument of which less is known first: it is the one that becomes part of the other."""
    standing = settle(instrument)
    curated = any(c.reader == TABLE for c in instrument.claims)
    return curated, bool(instrument.title), len(standing.date or ""), len(instrument.claims), instrument.id


def _may_fulfil(plan: Instrument, act: Instrument, standings: Mapping[str, Standing]) -> bool:
    if plan.kind != act.kind and "unspecified" not in (plan.kind, act.kind):
        return False
    planned, signed = standings[plan.id].begin, standings[act.id].valid_from
    if planned and signed and signed < planned:
        return False
    if same_title(plan.title, act.title):
        return True
    return bool(set(plan.topics) & set(act.topics)) or not (plan.topics and act.topics)
