"""Which facts a selection takes: the exact rule, that every store and a facts file without a store answer by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from graphkit import dates
from graphkit.bundle import Bundle, refs_of
from graphkit.derived import pair_relation
from graphkit.model import MACHINE, Fact, Instrument, Node, Record, Ref
from graphkit.schema import schema
from graphkit.standing import Standing, as_of, close_with_forum, settle, year_of
from graphkit.stores.base import Selection

# What the derived relations follow from; those of instruments by what `_of` says of each.
_FOLLOWS_FROM = {"COOPERATES_ON": "COOPERATES_WITH", "EXPORTS": "SUPPLIES", "IMPORTS": "SUPPLIES"}


def select(bundle: Bundle, selection: Selection) -> Bundle:
    """Return the part of a bundle that a selection asks for, with the nodes and documents that it stands on."""
    if selection == Selection():
        return bundle
    ended = endings(bundle.nodes.values())
    records = [record for record in bundle.records if fits(record, selection, ended)]
    refs = {ref for record in records for ref in refs_of(record)}
    cited = {claim.document for record in records for claim in record.claims}
    return Bundle(
        {i: document for i, document in bundle.documents.items() if i in cited},
        {ref: node for ref, node in bundle.nodes.items() if ref in refs},
        records,
    )


def endings(nodes: Iterable[Node]) -> dict[Ref, dt.date]:
    """Return the last day of every forum that ended."""
    return {n.ref: dates.last_day(str(n.properties["ended"])) for n in nodes if n.properties.get("ended")}


def stands(record: Record, day: dt.date | None, ended: Mapping[Ref, dt.date]) -> Standing | None:
    """Return how a record stands after all claims, or stood on a day; None if it had not begun or had ended by then.

    A yearly figure answers for later days too, until there is a newer one.
    """
    standing = settle(record) if day is None else as_of(record, day)
    if standing is None:
        return None
    if ended:
        standing = close_with_forum(record, standing, ended.get(record.ends[-1]))
    return standing if day is None or holds(record, standing, day) else None


def holds(record: Record, standing: Standing, day: dt.date) -> bool:
    """Tell whether what stood so on a day answers for that day: what has no date does, and an earlier year's figure."""
    return standing.undated or standing.holds_on(day) or year_of(record) is not None


def fits(record: Record, selection: Selection, ended: Mapping[Ref, dt.date]) -> bool:
    """Tell whether a selection takes a record."""
    if not selection.machine and all(claim.reader == MACHINE for claim in record.claims):
        return False
    if selection.relations and not selection.relations & of(record):
        return False
    if selection.told and isinstance(record, Fact) and record.is_row:
        return False
    if selection.facts and record.id not in selection.facts:
        return False
    if selection.documents and not any(claim.document in selection.documents for claim in record.claims):
        return False
    if selection.kinds and not all(ref.kind in selection.kinds for ref in record.ends):
        return False
    if (selection.around or selection.topics) and not _near(record, selection):
        return False
    if selection.rows_since is not None and isinstance(record, Fact) and record.is_row:
        year = year_of(record)
        if year is not None and year < selection.rows_since:
            return False
    if not selection.statuses and selection.as_of is None and selection.years is None:
        return True
    standing = stands(record, selection.as_of, ended)
    if standing is None or (selection.statuses and standing.status not in selection.statuses):
        return False
    if selection.years is None or standing.undated:
        return True
    first, last = selection.years
    return standing.held_within(dt.date(first, 1, 1), dt.date(last, 12, 31))


def of(record: Record) -> frozenset[str]:
    """Return the names of relations by which a record can be asked for: its own and those that follow from it."""
    if isinstance(record, Instrument):
        return frozenset({"INSTRUMENT", "PARTY_TO", "COVERS", "COOPERATES_ON", pair_relation(record.kind)})
    return frozenset({record.relation, *(name for name, base in _FOLLOWS_FROM.items() if base == record.relation)})


def sources(relations: frozenset[str]) -> frozenset[str]:
    """Return the relations of facts that carry these, derived ones replaced by what they follow from."""
    return frozenset(_FOLLOWS_FROM.get(name, name) for name in relations)


def instrument_kinds(relations: frozenset[str]) -> tuple[str, ...]:
    """Return the kinds of instruments that these relations take in; all of them where no relation is named."""
    kinds: tuple[str, ...] = tuple(schema().instruments["kinds"])
    if not relations or relations & {"INSTRUMENT", "PARTY_TO", "COVERS", "COOPERATES_ON"}:
        return kinds
    return tuple(kind for kind in kinds if pair_relation(kind) in relations)


def _near(record: Record, selection: Selection) -> bool:
    return not selection.around.isdisjoint(record.ends) or not selection.topics.isdisjoint(topics_of(record))


def topics_of(record: Record) -> frozenset[Ref]:
    """Return the minerals, sectors and goods that a record is about; a mineral's own group is about the group."""
    named = {Ref.parse(topic) for claim in record.claims for topic in claim.topics}
    if not isinstance(record, Instrument):
        goods = (("Mineral", record.get("mineral")), ("Commodity", record.get("commodity")))
        named |= {Ref(kind, str(good)) for kind, good in goods if good is not None} | {record.object}
    return frozenset(ref for ref in named if ref.kind in schema().topics)
