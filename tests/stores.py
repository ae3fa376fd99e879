"""What the store tests share: articles about the same things, and the whole of a store as plain values."""

from __future__ import annotations

from typing import Any

from graphkit.bundle import Bundle
from graphkit.model import Document, Node, Record
from graphkit.stores.base import Store
from tests.builders import IDN, JPN, KAZ, KOR, LITHIUM, MSP, NICKEL, article, bundle, claim, fact, mou, supplies, topics

A = article(
    "Korea and Indonesia signed an MOU on lithium. Kazakhstan supplies lithium to Korea. Korea is in the MSP.",
    publisher="Yonhap", published="2024-06-13",
)  # fmt: skip
B = article(
    "On 12 June 2024 Korea and Indonesia signed the memorandum, also on nickel. Korea seeks nickel of Kazakhstan.",
    publisher="Antara", published="2024-06-14",
)  # fmt: skip
C = article(
    "Korea and Indonesia signed a second MOU in 2025. Korea, Japan and Indonesia plan a lithium pact. Korea leads.",
    publisher="Kyodo", published="2025-03-01",
)  # fmt: skip


def about_a() -> Bundle:
    """What A says."""
    records: list[Record] = [
        mou(claim(A, "signed an MOU on lithium", status="signed", date="2024-06", topics=topics(LITHIUM))),
        supplies([claim(A, "supplies lithium", status="current", tonnes=1000.5)]),
        fact("MEMBER_OF", KOR, MSP, claim(A, "Korea is in the MSP", status="member", since="2022-06-14")),
    ]
    return bundle([A], records, {KAZ: "Kazakhstan"})


def about_b() -> Bundle:
    """What B says: the instrument of A more exactly, the supply of another mineral between the same two."""
    both = topics(LITHIUM, NICKEL)
    records: list[Record] = [
        mou(claim(B, "signed the memorandum", status="signed", date="2024-06-12", topics=both, count=1)),
        supplies([claim(B, "seeks nickel", status="sought")], "nickel"),
        fact("COOPERATES_WITH", KOR, JPN, claim(B, "Korea", status="agreed", topics=both), within="msp"),
    ]
    return bundle([B], records, {KAZ: "Kazakhstan"})


def about_c() -> Bundle:
    """What C says: another instrument of the pair, one of three parties, a leader."""
    records: list[Record] = [
        mou(claim(C, "signed a second MOU in 2025", status="signed", date="2025-02", topics=topics(LITHIUM))),
        mou(claim(C, "plan a lithium pact", status="planned", topics=topics(LITHIUM)), parties=(KOR, JPN, IDN)),
        fact("LEADS", KOR, MSP, claim(C, "Korea leads", since="2025")),
        supplies([claim(C, "lithium", status="current", tonnes=900.0)]),
    ]
    return bundle([C], records, [Node(KAZ, "Kazakhstan", {"source": "table", "document": C.id, "capital": "Astana"})])


ALL = (about_a, about_b, about_c)


def joined(*parts: Bundle) -> Bundle:
    """Return one bundle of several."""
    out = Bundle()
    for part in parts:
        out.add(part)
    return out


def snapshot(store: Store) -> tuple[list[Any], list[Any]]:
    """Return all that a store holds: its nodes and its relationships with all properties, in a fixed order.

    When a document came in is left out: `arrived` tells that.
    """
    nodes = store.query("MATCH (n) RETURN labels(n) AS labels, properties(n) AS p").rows
    for labels, properties in nodes:
        if labels in (["Document"], ["Load"]):
            properties.pop("loaded", None)
    edges = store.query(
        "MATCH (a)-[r]->(b) RETURN labels(a)[0] AS ak, a.id AS a, type(r) AS r, labels(b)[0] AS bk, b.id AS b, "
        "properties(r) AS p"
    ).rows
    return sorted(map(_plain, nodes), key=repr), sorted(map(_plain, edges), key=repr)


def arrived(store: Store) -> dict[str, str]:
    """Return when each document and data set came into a store, by id."""
    return dict(store.query("MATCH (n) WHERE n:Document OR n:Load RETURN n.id, n.loaded ORDER BY n.id").rows)


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(sorted(value.items()) if isinstance(value, dict) else value for value in row)


def edge(store: Store, relation: str) -> dict[str, Any]:
    """Return the properties of the only edge of a relation."""
    ((properties,),) = store.query(f"MATCH ()-[r:{relation}]->() RETURN properties(r)").rows
    assert isinstance(properties, dict)
    return properties


def documents_of(store: Store, document: Document) -> set[str]:
    """Return what a document is said to mention, as ids; instruments as their names."""
    text = "MATCH (:Document {id: $id})-[:MENTIONS]->(n) RETURN CASE WHEN n:Agreement THEN n.name ELSE n.id END"
    return {row[0] for row in store.query(text, {"id": document.id}).rows}
