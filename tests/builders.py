"""Small helpers that build documents, claims, facts and instruments for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from graphkit.bundle import Bundle
from graphkit.documents import from_text
from graphkit.facts import make_fact, make_instrument
from graphkit.model import Claim, Document, Fact, Instrument, Node, Record, Ref, Value, freeze

KOR, JPN, IDN, KAZ = (Ref("Country", code) for code in ("KOR", "JPN", "IDN", "KAZ"))
LITHIUM, NICKEL = Ref("Mineral", "lithium"), Ref("Mineral", "nickel")
MSP, FORGE = Ref("Forum", "msp"), Ref("Forum", "forge")


def article(text: str, *, publisher: str = "", published: str | None = None, original: str = "") -> Document:
    """Return an article with this text."""
    return replace(from_text(text), publisher=publisher, published=published, original=original)


def claim(
    document: Document | str = "doc",
    quote: str | None = None,
    *,
    status: str | None = None,
    date: str | None = None,
    published: str | None = None,
    start: int | None = None,
    **attributes: Value | list[str],
) -> Claim:
    """Return a claim; in a real document its offsets fit, and without a quote it quotes the whole text."""
    identity, text = (document, "") if isinstance(document, str) else (document.id, document.text)
    said = text if quote is None else quote
    if start is None:
        start = text.index(said) if text else 0
    if published is None and isinstance(document, Document):
        published = document.published
    said = said or "so it is"
    return Claim(identity, said, start, start + len(said), published, status, date, freeze(attributes), "test", "rule")


def supplies(
    claims: Iterable[Claim], mineral: str = "lithium", subject: Ref = KAZ, to: Ref = KOR, **qualifiers: Value
) -> Fact:
    """Return a fact of supply."""
    return make_fact("SUPPLIES", subject, to, list(claims), {"mineral": mineral, **qualifiers})


def fact(relation: str, subject: Ref, to: Ref, *claims: Claim, **qualifiers: Value) -> Fact:
    """Return a fact."""
    return make_fact(relation, subject, to, claims, qualifiers)


def mou(*claims: Claim, parties: Iterable[Ref] = (KOR, IDN), kind: str = "mou") -> Instrument:
    """Return an instrument, a memorandum between Korea and Indonesia unless told otherwise."""
    return make_instrument(kind, parties, claims)


def bundle(
    documents: Iterable[Document], records: Iterable[Record], nodes: Mapping[Ref, str] | Iterable[Node] = ()
) -> Bundle:
    """Return a bundle of documents, records and nodes (whole ones, or names by ref)."""
    out = Bundle({d.id: d for d in documents}, records=list(records))
    made = [Node(ref, name) for ref, name in nodes.items()] if isinstance(nodes, Mapping) else nodes
    for node in made:
        out.add_node(node)
    return out


def topics(*refs: Ref) -> tuple[str, ...]:
    """Return topics as claims keep them."""
    return tuple(str(ref) for ref in refs)
