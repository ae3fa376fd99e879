"""What a page knows: the entities, the facts with their evidence and terms, and the links that are drawn for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from graphkit import dates
from graphkit.bundle import Bundle
from graphkit.derived import agreement_ref, derive
from graphkit.evidence import in_words
from graphkit.gazetteer import gazetteer
from graphkit.links import FAMILIES, Link, began, link
from graphkit.model import Claim, Fact, Instrument, Record, Ref
from graphkit.schema import schema
from graphkit.standing import close_with_forum, settle
from graphkit.visualizations.phases import phases
from graphkit.visualizations.ties import Tie, Ties, follows, pairs
from graphkit.visualizations.wording import detail, what, words

Row = dict[str, Any]
FEW = 150  # facts up to which a page draws at first what follows from them, too


@dataclass(slots=True)
class Texts:
    """Each text once, by number; -1 stands for none."""

    found: dict[str, int] = field(default_factory=dict)

    def number(self, text: str | None) -> int:
        """Return the number of a text."""
        return -1 if not text else self.found.setdefault(text, len(self.found))


@dataclass(slots=True)
class Payload:
    """What stands in a page, in columns, and the links among its entities, the most telling first."""

    data: Row
    links: list[Tie]
    weighted: bool

    def telling(self) -> list[tuple[int, int]]:
        """Return the pairs in the order in which a page draws them at first; of many facts not what only follows."""
        few = len(self.data["facts"]["id"]) <= FEW
        return pairs(tie for tie in self.links if few or not follows(tie.relation))


def payload(bundle: Bundle) -> Payload:
    """Return what a page of these facts needs; entities without a fact are left out.

    The facts come in an order that depends on nothing but their content: what a sentence says first, then the heaviest.
    """
    drawn = sorted((_Drawn.of(record, bundle) for record in bundle.records), key=lambda d: d.key)
    refs = sorted({ref for item in drawn for ref in item.refs})
    number = {ref: i for i, ref in enumerate(refs)}
    columns = _Columns(bundle, number)
    for item in drawn:
        columns.add(item)
    weighted = any(weight is not None for weight in columns.weights)
    ranked = columns.ties.ranked(weighted)
    return Payload(columns.data(refs, ranked, weighted), ranked, weighted)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A fact with its standing and the links that it makes."""

    item: Link
    links: tuple[tuple[Ref, Ref, str], ...]
    refs: frozenset[Ref]
    topics: tuple[Ref, ...]
    key: tuple[object, ...]
    forum_ended: Any = None

    @classmethod
    def of(cls, record: Record, bundle: Bundle) -> _Drawn:
        forum = bundle.nodes.get(record.ends[-1])
        ended = forum.properties.get("ended") if forum else None
        day = dates.last_day(str(ended)) if ended else None
        standing = close_with_forum(record, settle(record), day)
        alone = len(record.claims) == 1
        item = (
            Link(record, standing, record.claims, 1)
            if alone
            else link(record, standing, record.claims, bundle.documents)
        )
        links = tuple(_links(item))
        refs = frozenset(ref for one, other, _ in links for ref in (one, other)) | frozenset(record.ends)
        table = not any(claim.told for claim in record.claims)
        weight = _weight(item) or 0.0
        return cls(
            item, links, refs, _topics(record), (table, -weight, _family(item.relation), -item.support, record.id), day
        )


def _links(item: Link) -> Iterable[tuple[Ref, Ref, str]]:
    """The links that are drawn for a fact: its own, and those that follow from it; a club hangs on its instrument."""
    record = item.record
    found = [(d.subject, d.object, d.relation) for d in derive(record, item.standing)]
    if isinstance(record, Fact):
        found.insert(0, (record.subject, record.object, record.relation))
    elif len(record.parties) <= schema().instruments["pair_edges_up_to"]:
        found = [f for f in found if agreement_ref(record) not in f[:2]]
    else:
        found = [f for f in found if f[2] != "COOPERATES_ON"]
    return dict.fromkeys(found)


def _topics(record: Record) -> tuple[Ref, ...]:
    kinds = schema().topics
    found = {ref for ref in record.ends if ref.kind in kinds}
    found |= {Ref.parse(topic) for claim in record.claims for topic in claim.topics}
    if isinstance(record, Fact):
        for kind, name in (("Mineral", "mineral"), ("Commodity", "commodity")):
            if record.get(name) is not None:
                found.add(Ref(kind, str(record.get(name))))
    return tuple(sorted(found))


def _weight(item: Link) -> float | None:
    for name in ("value_usd", "tonnes"):
        value = item.standing.attributes.get(name)
        if isinstance(value, int | float):
            return float(value)
    return None


class _Columns:
    """Collects the columns of a page."""

    def __init__(self, bundle: Bundle, number: Mapping[Ref, int]) -> None:
        self._bundle, self._number = bundle, number
        self._texts, self._relations, self._statuses, self._documents = Texts(), Texts(), Texts(), Texts()
        names = ("rel", "ends", "links", "status", "date", "until", "phases", "what", "detail", "topics", "support")
        more = ("disputed", "claims", "table", "undated", "id")
        self._facts: dict[str, list[Any]] = {name: [] for name in (*names, *more)}
        self.weights: list[float | None] = []
        self._seats = {r.subject: r.object.id for r in bundle.records if _is(r, "BASED_IN")}
        self._titles = {
            r.id: r.title or f"{r.kind} {r.month}".strip() for r in bundle.records if isinstance(r, Instrument)
        }
        self.ties = Ties()

    def add(self, drawn: _Drawn) -> None:
        """Take in one fact."""
        item, number = drawn.item, self._number
        standing = item.standing
        told = any(claim.told for claim in item.claims)
        terms = phases(item.record, standing, drawn.forum_ended)
        weight = _weight(item)
        values: Row = {
            "rel": self._relations.number(item.relation),
            "ends": [number[ref] for ref in item.record.ends],
            "links": [self.ties.take(number[a], number[b], rel, told, weight or 0.0) for a, b, rel in drawn.links],
            "status": self._statuses.number(standing.status),
            "date": began(item) or 0,
            "until": standing.valid_to.isoformat() if standing.valid_to else 0,
            "phases": [v for begin, end, status in terms for v in (begin, end, self._statuses.number(status))],
            "what": self._texts.number(what(item)),
            "detail": self._texts.number(detail(item)),
            "topics": [number[ref] for ref in drawn.topics if ref in number],
            "support": item.support,
            "disputed": ", ".join(standing.disputed).replace("_", " ") or 0,
            "claims": [self._claim(claim) for claim in item.claims],
            "table": int(not told),
            "undated": int(_undated(item)),
            "id": item.record.id,
        }
        for name, value in values.items():
            self._facts[name].append(value)
        self.weights.append(weight)

    def _claim(self, claim: Claim) -> list[Any]:
        """One claim as [document, text, status, date, published, [pages]]; a sentence has no list of pages."""
        told = in_words(claim)
        return [
            self._documents.number(claim.document),
            self._texts.number(told.plain),
            self._statuses.number(claim.status),
            claim.date or 0,
            claim.published or 0,
            *([] if told.sentence else [told.pages]),
        ]

    def data(self, refs: list[Ref], ranked: list[Tie], weighted: bool) -> Row:
        """Return all columns."""
        facts: Row = {**self._facts, "links": [[tie.number for tie in ties] for ties in self._facts["links"]]}
        if weighted:
            facts["weight"] = self.weights
        return {
            "links": [[tie.one, tie.other, self._relations.number(tie.relation)] for tie in ranked],
            "kinds": _kinds(refs),
            "relations": [self._relation(name) for name in self._relations.found],
            "statuses": [[name, schema().statuses.get(name, "act")] for name in self._statuses.found],
            "texts": list(self._texts.found),
            "documents": [self._document(identity) for identity in self._documents.found],
            "nodes": self._nodes(refs),
            "facts": facts,
        }

    def _relation(self, name: str) -> Row:
        relation = schema().relation(name)
        phrase = relation.phrase[0].upper() + relation.phrase[1:]
        sides = {"symmetric": int(relation.symmetric), "derived": int(follows(name))}
        sides["order"] = _family(name)
        return {"id": name, "label": phrase, **sides, "words": words().get(name, {})}

    def _document(self, identity: str) -> list[str]:
        document = self._bundle.documents.get(identity)
        if document is None:
            return [identity, "", "", ""]
        return [document.title, document.publisher, document.url, document.published or ""]

    def _nodes(self, refs: list[Ref]) -> Row:
        kinds = _kinds(refs)
        return {
            "kind": [kinds.index(ref.kind) for ref in refs],
            "id": [ref.id for ref in refs],
            "name": [self._name(ref) for ref in refs],
            "home": [self._home(ref) for ref in refs],
        }

    def _name(self, ref: Ref) -> str:
        node = self._bundle.nodes.get(ref)
        if node is not None and node.name:
            return node.name
        if ref.kind == "Agreement":
            return self._titles.get(ref.id, ref.id)
        return gazetteer().name(ref)

    def _home(self, ref: Ref) -> str:
        """The country that an entity is drawn at on the world map; empty where it has none."""
        if ref.kind in ("Country", "Bloc"):
            return ref.id
        if ref.kind in ("Ministry", "Official"):
            return ref.id.split("/")[0]
        entry = gazetteer().entries.get(ref)
        return self._seats.get(ref) or (entry.row.get("based_in", "") if entry and ref.kind == "Company" else "")


def _undated(item: Link) -> bool:
    """Whether nothing says when a fact began, ended or was reported."""
    return not (began(item) or item.standing.valid_to or any(claim.published for claim in item.claims))


def _is(record: Record, relation: str) -> TypeGuard[Fact]:
    return isinstance(record, Fact) and record.relation == relation


def _kinds(refs: Iterable[Ref]) -> list[str]:
    """The kinds in the order of the vocabulary."""
    found = {ref.kind for ref in refs}
    return [kind for kind in schema().kinds if kind in found]


def _family(relation: str) -> int:
    """The place of a relation among what an analyst looks for first."""
    order = [name for family in FAMILIES.values() for name in family]
    return order.index(relation) if relation in order else len(order)
