"""Partners: who is linked to a mineral, sector, country, bloc or forum, how, and which sentence says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from graphkit import dates
from graphkit.bundle import Bundle
from graphkit.errors import NameNotFoundError
from graphkit.gazetteer import gazetteer
from graphkit.links import Link, began, link, order, parties
from graphkit.linkview import LinkView, coloured
from graphkit.model import Instrument, Record, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.schema import schema
from graphkit.standing import about, as_of, close_with_forum, settle
from graphkit.stores.base import Selection, Store

SUBJECTS = {"THING": "a mineral, sector, commodity, country, bloc, forum or ministry, as people write it"}
NARROWED_BY = ("statuses", "relations", "party", "as_of", "since", "until", "exact", "quotes", "all")
OPTIONS = ()
COLUMNS = {
    "match": "names: it is about the thing itself; group: it covers the group that the thing belongs to",
    "topic": "the mineral, sector or commodity that it is about",
    "status": "planned or sought is not signed or supplied",
    "relation": "the relation in the vocabulary",
    "partner": "the partner; of a supply the supplier",
    "counterpart": "the other side; of a supply the buyer",
    "date": "since when, as precisely as the sources agree; empty: not known",
    "until": "the last day, where it ended or will end",
    "how": "in words",
    "level": "state, ministry, company or official",
    "support": "number of independent sources",
    "disputed": "whether sources contradict each other",
    "quote": "the sentence or table row that says so",
    "document": "the document it stands in",
    "evidence": "all sentences: document, quote, start, end, published",
}
_SUBJECTS = ("Country", "Bloc", "Mineral", "Sector", "Commodity", "Forum", "Ministry")
# Who works for whom is the matter of `officials`, not of partnership.
_NOT_PARTNERS = {"SERVES_IN", "MINISTRY_OF", "PART_OF", "SUCCEEDS", "HELD_BY", "SIGNED_BY", "ESTABLISHES", "FULFILS"}


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """All partners linked to THING, by status; what names it apart from what covers its group.

    Nothing planned or sought is shown as signed.
    """
    thing = _resolve(store, subjects[0])
    around: frozenset[Ref] = frozenset()
    if thing.kind in schema().topics:
        groups = gazetteer().groups_of(thing) if thing.kind == "Mineral" and not question.exact else ()
        topics = (thing, *groups)
        bundle = store.read(Selection(topics=frozenset(topics)))
        found = _by_topic(bundle, topics, question)
    else:
        around = frozenset([thing]) if question.exact else frozenset([thing, *_bodies(store, thing)])
        bundle = store.read(Selection(around=around))
        found = [("names", None, item) for item in _links(bundle, bundle.records, None, question)]
    found = [entry for entry in found if _wanted(entry[2], bundle, question)]
    rows = [_row(match, topic, item, bundle, around) for match, topic, item in found]
    name = bundle.nodes[thing].name if thing in bundle.nodes else gazetteer().name(thing)
    entries = [(match, _name(topic, bundle) if topic else "", item) for match, topic, item in found]
    view = LinkView(name, thing, entries, bundle, question)
    return Answer(f"Partners linked to {name}", tuple(COLUMNS), rows, view.text, coloured)


def _resolve(store: Store, subject: str) -> Ref:
    """Resolve a name by the tables, else by the names of the nodes that the store has."""
    try:
        return gazetteer().resolve(subject, _SUBJECTS)
    except NameNotFoundError:
        for kind in (*_SUBJECTS, "Company"):
            text = (
                f"MATCH (n:{kind}) WHERE toLower(n.name) = toLower($name) OR n.id = $name RETURN n.id AS id ORDER BY id"
            )
            rows = store.query(text, {"name": subject}).rows
            if rows:
                return Ref(kind, rows[0][0])
        nearest = gazetteer().suggest(subject, set(_SUBJECTS))
        hint = f" Nearest: {', '.join(nearest)}." if nearest else ""
        raise NameNotFoundError(
            f'No mineral, sector, country, bloc or forum is called "{subject}".{hint}', nearest
        ) from None


def _bodies(store: Store, thing: Ref) -> list[Ref]:
    """Return the ministries, officials, state bodies and companies of a country or bloc."""
    if thing.kind not in ("Country", "Bloc"):
        return []
    text = (
        f"MATCH (b)-[:MINISTRY_OF|BASED_IN|SERVES_IN]->(:{thing.kind} {{id: $id}}) "
        "RETURN DISTINCT labels(b)[0] AS kind, b.id AS id ORDER BY kind, id"
    )
    found = [Ref(kind, identity) for kind, identity in store.query(text, {"id": thing.id}).rows]
    text = (
        f"MATCH (o:Official)-[:SERVES_IN]->(:Ministry)-[:MINISTRY_OF]->(:{thing.kind} {{id: $id}}) "
        "RETURN DISTINCT o.id AS id ORDER BY id"
    )
    return [*found, *(Ref("Official", identity) for (identity,) in store.query(text, {"id": thing.id}).rows)]


def _by_topic(bundle: Bundle, topics: Sequence[Ref], question: Question) -> list[tuple[str, Ref | None, Link]]:
    """Return the links of each topic; one that names the thing is not repeated under its group."""
    seen: set[str] = set()
    found: list[tuple[str, Ref | None, Link]] = []
    for number, topic in enumerate(topics):
        for item in _links(bundle, bundle.records, topic, question):
            if item.record.id not in seen:
                found.append(("group" if number else "names", topic, item))
        seen |= {item.record.id for _, _, item in found}
    return found


def _links(bundle: Bundle, records: Iterable[Record], topic: Ref | None, question: Question) -> list[Link]:
    out: list[Link] = []
    for record in records:
        if not isinstance(record, Instrument) and record.relation in _NOT_PARTNERS:
            continue
        claims = about(record, str(topic)) if topic else record.claims
        if not claims:
            continue
        told = replace(record, claims=claims)
        standing = settle(told) if question.as_of is None else as_of(told, question.as_of)
        if standing is None:
            continue
        forum = bundle.nodes.get(record.ends[-1])
        ended = forum.properties.get("ended") if forum else None
        standing = close_with_forum(record, standing, dates.last_day(str(ended)) if ended else None)
        out.append(link(record, standing, claims, bundle.documents))
    return order(out)


def _wanted(item: Link, bundle: Bundle, question: Question) -> bool:
    standing = item.standing
    if question.statuses and standing.status not in question.statuses:
        return False
    if question.relations and item.relation not in question.relations:
        return False
    if question.as_of and not standing.undated and not standing.holds_on(question.as_of):
        return False
    if question.party:
        wanted = gazetteer().resolve(question.party, schema().parties)
        if not any(ref == wanted or ref.id.startswith(f"{wanted.id}/") for ref in parties(item)):
            return False
    if question.since or question.until:
        begun = standing.valid_from
        if begun is None or (question.since and begun < question.since) or (question.until and begun > question.until):
            return False
    return True


def _row(match: str, topic: Ref | None, item: Link, bundle: Bundle, around: frozenset[Ref]) -> dict[str, Any]:
    ends = parties(item)
    if around:
        partners = [ref for ref in ends if ref not in around] or list(ends[1:])
        others = [ref for ref in ends if ref not in partners]
    else:
        partners, others = list(ends[:1]), list(ends[1:])
    topics = [topic] if topic else [Ref.parse(t) for t in sorted({t for c in item.claims for t in c.topics})]
    best = item.claims[0]
    return {
        "match": match,
        "topic": ", ".join(_name(ref, bundle) for ref in topics),
        "status": item.standing.status,
        "relation": item.relation,
        "partner": ", ".join(_name(ref, bundle) for ref in partners),
        "counterpart": ", ".join(_name(ref, bundle) for ref in others),
        "date": began(item),
        "until": item.standing.valid_to,
        "how": item.how,
        "level": _level(item, ends),
        "support": item.support,
        "disputed": item.disputed,
        "quote": best.quote,
        "document": best.document,
        "evidence": item.evidence(),
    }


def _level(item: Link, ends: Sequence[Ref]) -> str:
    said = item.standing.attributes.get("level")
    if isinstance(said, str):
        return said
    kinds = {ref.kind for ref in ends}
    for kind, level in (("Official", "official"), ("Company", "company"), ("Ministry", "ministry")):
        if kind in kinds:
            return level
    return "state"


def _name(ref: Ref, bundle: Bundle) -> str:
    node = bundle.nodes.get(ref)
    return node.name if node else gazetteer().name(ref)
