"""Facts as links, as of the day that is asked for, and those of them that the question wants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from graphkit import dates
from graphkit.analysis.facts_at import still
from graphkit.bundle import Bundle
from graphkit.links import Link, link, order, parties
from graphkit.model import Claim, Fact, Instrument, Record, Ref
from graphkit.reports import Question
from graphkit.reports.shared.things import resolve, side, topics_of
from graphkit.schema import schema
from graphkit.selecting import holds
from graphkit.standing import Standing, about, as_of, close_with_forum, settle
from graphkit.stores.base import Selection, Store
from graphkit.stores.reading import TOLD

# Who works for whom and what belongs to what: the frame in which things happen, not what happens.
FRAME = frozenset(
    {"SERVES_IN", "MINISTRY_OF", "PART_OF", "HELD_BY", "SIGNED_BY", "ESTABLISHES", "FULFILS", "BASED_IN", "OWNED_BY"}
)
INSTRUMENT = "INSTRUMENT"


def relations(*left_out: str) -> frozenset[str]:
    """Return the relations of facts with the instruments, but for those left out; what a store is asked for."""
    told = {name for name, relation in schema().relations.items() if not relation.derived}
    return frozenset({*told, INSTRUMENT} - set(left_out))


def without_rows(store: Store, selection: Selection) -> Bundle:
    """Read what sources tell, without the rows of data sets: figures are added up in the store (`supply.py`)."""
    return store.read(replace(selection, told=True))


def told_facts() -> list[str]:
    """Return the beginnings of queries that find all facts `x` that sources tell, and look at no row of a data set."""
    told = [n for n, relation in schema().relations.items() if not relation.derived and n not in schema().of_rows]
    among = TOLD.replace("r.", "x.")
    rest = (f"MATCH ()-[x:{name}]->() WHERE {among}" for name in schema().of_rows)
    return [f"MATCH ()-[x:{'|'.join(told)}]->() WHERE x.evidence IS NOT NULL", *rest]


def clashing(store: Store, bundle: Bundle) -> frozenset[str]:
    """Return the facts that cannot be true beside another one: who leads a forum that one party leads alone."""
    single = {r.relation for r in bundle.records if isinstance(r, Fact) and schema().relation(r.relation).one_per}
    return frozenset(fact for name in sorted(single) for (fact,) in store.query(_disputed(name)).rows)


def _disputed(relation: str) -> str:
    """Return the query for the disputed facts of a relation, from what they lead to: countries have many rows."""
    ends = "|".join(sorted(schema().relation(relation).targets))
    return f"MATCH (:{ends})<-[r:{relation}]-() WHERE r.disputed RETURN r.fact ORDER BY r.fact"


def links(
    bundle: Bundle,
    records: Iterable[Record],
    question: Question,
    topic: Ref | None = None,
    clashes: frozenset[str] = frozenset(),
    heard: Callable[[Claim], bool] = lambda claim: True,
) -> list[Link]:
    """Return the records as links in order of weight: how they stand, or stood on the day asked for.

    With a topic only what claims about it say counts, and of all claims those that are `heard`.
    `clashes` are facts that others contradict (`clashing`).
    """
    out: list[Link] = []
    for record in records:
        claims = tuple(filter(heard, about(record, str(topic)) if topic else record.claims))
        if not claims:
            continue
        told = replace(record, claims=claims)
        standing = settle(told) if question.as_of is None else stood(told, question.as_of)
        if standing is None:
            continue
        if record.id in clashes:
            standing = replace(standing, disputed=tuple(sorted({*standing.disputed, "subject"})))
        forum = bundle.nodes.get(record.ends[-1])
        ended = forum.properties.get("ended") if forum else None
        standing = close_with_forum(record, standing, dates.last_day(str(ended)) if ended else None)
        out.append(link(record, standing, claims, bundle.documents))
    return order(out)


def stood(record: Record, day: dt.date) -> Standing | None:
    """Return how a record stood on a day, or None if it had not begun: who left later was a member still.

    Of a member of whom only the last day is known, as of one without any date, it is not known since when.
    """
    standing = as_of(record, day)
    if standing is not None:
        return still(record, standing, day)
    last = settle(record)
    was = still(record, last, day)
    return was if last.undated and was is not last else None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the options of a question leave in: `sides` are those of --party, `topics` those of --mineral."""

    question: Question
    sides: frozenset[Ref] = frozenset()
    topics: frozenset[Ref] = frozenset()

    @classmethod
    def of(cls, store: Store, question: Question) -> Narrowed:
        """Resolve the names in the options."""
        sides: frozenset[Ref] = frozenset()
        if question.party:
            party = resolve(store, question.party, tuple(sorted(schema().parties)), "country, bloc, forum or ministry")
            sides = side(store, party, question.exact)
        topics: frozenset[Ref] = frozenset()
        if question.mineral:
            mineral = resolve(store, question.mineral, ("Mineral",), "mineral")
            topics = frozenset(topics_of(mineral, question.exact))
        return cls(question, sides, topics)

    def selection(self, relations: frozenset[str] = frozenset(), around: frozenset[Ref] = frozenset()) -> Selection:
        """Return what to read: around the thing asked about, else around the party, else what names the mineral."""
        near = around or self.sides
        return Selection(relations, near, frozenset() if near else self.topics)

    def wants(self, item: Link) -> bool:
        """Tell whether a link is what the options leave in."""
        asked, standing = self.question, item.standing
        if asked.statuses and standing.status not in asked.statuses:
            return False
        if asked.relations and item.relation not in asked.relations:
            return False
        if asked.as_of and not holds(item.record, standing, asked.as_of):
            return False
        if self.sides and self.sides.isdisjoint(parties(item)):
            return False
        return not self.topics or bool(self.topics & topics(item))

    def begun(self, item: Link) -> bool:
        """Tell whether it began in the window of --since and --until."""
        asked, start = self.question, item.standing.valid_from
        if not (asked.since or asked.until):
            return True
        return start is not None and (asked.since or start) <= start <= (asked.until or start)


def topics(item: Link) -> frozenset[Ref]:
    """Return the minerals, sectors and commodities that a link is about."""
    found = {Ref.parse(topic) for claim in item.claims for topic in claim.topics}
    if isinstance(item.record, Fact):
        goods = (("Mineral", "mineral"), ("Commodity", "commodity"))
        found |= {Ref(kind, str(item.record.get(key))) for kind, key in goods if item.record.get(key)}
        found |= {ref for ref in item.record.ends if ref.kind in schema().topics}
    return frozenset(found)


def is_pact(item: Link) -> bool:
    """Tell whether it is an instrument that is signed or in force."""
    return isinstance(item.record, Instrument) and item.standing.status in ("signed", "in_force")
