"""The things that a report is asked about: found by name, with the bodies that act for them, and named again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphkit.analysis.sentences import spoken
from graphkit.bundle import Bundle
from graphkit.errors import AmbiguousNameError, NameNotFoundError
from graphkit.gazetteer import gazetteer
from graphkit.model import Ref
from graphkit.stores.base import Store

POWERS = ("Country", "Bloc")
ACTORS = ("Country", "Bloc", "Forum", "Ministry", "Company", "Official")
TOPICS = ("Mineral", "Sector", "Commodity")


def resolve(store: Store, text: str, kinds: Sequence[str], what: str) -> Ref:
    """Return what people call `text`: by the reference tables, else by the names of the nodes that the store has.

    `what` says in an error what was looked for.
    """
    if not text.strip():
        raise NameNotFoundError(f"The name is empty; give a {what}.")
    try:
        return gazetteer().resolve(text, kinds)
    except AmbiguousNameError:
        raise
    except NameNotFoundError:
        pass
    for kind in kinds:
        query = f"MATCH (n:{kind}) WHERE toLower(n.name) = toLower($name) OR n.id = $name RETURN n.id AS id ORDER BY id"
        rows = store.query(query, {"name": text}).rows
        if rows:
            return Ref(kind, rows[0][0])
    nearest = gazetteer().suggest(text, set(kinds))
    hint = _other(text) or (f" Nearest: {', '.join(nearest)}." if nearest else _some(kinds))
    raise NameNotFoundError(f'No {what} is called "{text}".{hint}', nearest)


def _other(text: str) -> str:
    """Say what a name that was not looked for stands for, if it is known."""
    try:
        known = gazetteer().resolve(text)
    except NameNotFoundError:
        return ""
    article = "an" if known.kind == "Official" else "a"
    return f" That is {article} {known.kind.lower()}: {gazetteer().name(known)}."


def _some(kinds: Sequence[str]) -> str:
    """Name some things of these kinds, where no name is near."""
    known = [entry.name for ref, entry in gazetteer().entries.items() if ref.kind in kinds]
    return f" There are, for example: {', '.join(known[:3])}." if known else ""


def bodies(store: Store, thing: Ref) -> list[Ref]:
    """Return the ministries, officials, state bodies and companies of a country or bloc."""
    if thing.kind not in POWERS:
        return []
    query = (
        f"MATCH (:{thing.kind} {{id: $id}})<-[:MINISTRY_OF|BASED_IN|SERVES_IN]-(b) "
        "RETURN DISTINCT labels(b)[0] AS kind, b.id AS id ORDER BY kind, id"
    )
    found = [Ref(kind, identity) for kind, identity in store.query(query, {"id": thing.id}).rows]
    query = (
        f"MATCH (o:Official)-[:SERVES_IN]->(:Ministry)-[:MINISTRY_OF]->(:{thing.kind} {{id: $id}}) "
        "RETURN DISTINCT o.id AS id ORDER BY id"
    )
    return [*found, *(Ref("Official", identity) for (identity,) in store.query(query, {"id": thing.id}).rows)]


def seats(store: Store) -> dict[str, str]:
    """Return the countries of companies by their ids."""
    return dict(
        store.query("MATCH (p:Company)-[:BASED_IN]->(c:Country) RETURN p.id AS p, c.id AS c ORDER BY p, c").rows
    )


def side(store: Store, thing: Ref, exact: bool = False) -> frozenset[Ref]:
    """Return a party with the bodies that act for it, or alone."""
    return frozenset([thing]) if exact else frozenset([thing, *bodies(store, thing)])


def topics_of(topic: Ref, exact: bool = False) -> tuple[Ref, ...]:
    """Return a mineral, sector or commodity with the groups that a mineral belongs to, itself first."""
    return (topic,) if exact or topic.kind != "Mineral" else (topic, *gazetteer().groups_of(topic))


def name(ref: Ref, bundle: Bundle) -> str:
    """Return the name of a node."""
    node = bundle.nodes.get(ref)
    return node.name if node else gazetteer().name(ref)


def called(ref: Ref, bundle: Bundle) -> str:
    """Return the name of a node as it stands in a sentence: "the Netherlands"."""
    return spoken(ref, name(ref, bundle))


def named(refs: Iterable[Ref], bundle: Bundle) -> list[str]:
    """Return the names of nodes, of a ministry with its country: half the world has a Ministry of Energy."""
    return [
        f"{name(ref, bundle)} ({_power(ref.id.split('/')[0])})" if ref.kind == "Ministry" else name(ref, bundle)
        for ref in refs
    ]


def _power(identity: str) -> str:
    """Return the name of the country or bloc with this id."""
    entries = gazetteer().entries
    found = (entries[ref].name for kind in POWERS if (ref := Ref(kind, identity)) in entries)
    return next(found, identity)
