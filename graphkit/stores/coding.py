"""How records, nodes and documents are written as properties in a store, and read back without loss."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from graphkit import terms
from graphkit.derived import Derived
from graphkit.factsfile import claim_from_json, claim_to_json
from graphkit.model import MACHINE, ROW, Claim, Document, Fact, Instrument, Node, Record, Ref, Value, freeze
from graphkit.schema import schema
from graphkit.standing import Standing

_DOCUMENT = ("title", "publisher", "url", "published", "sha256", "original", "text")


def standing_properties(standing: Standing) -> dict[str, Any]:
    """Return status and dates as they stand on every edge; unknown ones are left out."""
    raw = {
        "status": standing.status,
        "date": standing.date,
        "valid_from": standing.valid_from,
        "valid_to": standing.valid_to,
        "known_from": standing.known_from,
    }
    return {key: value for key, value in raw.items() if value is not None}


def record_properties(record: Record, standing: Standing, support: int) -> dict[str, Any]:
    """Return all properties of a fact's edge or an instrument's node; a row of a data set has figures and no lists."""
    if isinstance(record, Fact) and record.is_row:
        figures = {name: _plain(value) for name, value in standing.attributes.items()}
        status = {"status": standing.status} if standing.status else {}
        return figures | status | dict(record.qualifiers) | {"fact": record.id}
    properties = {name: _plain(value) for name, value in standing.attributes.items()}
    properties |= standing_properties(standing)
    properties |= {
        "evidence": [json.dumps(claim_to_json(c), ensure_ascii=False) for c in record.claims],
        "documents": sorted({c.document for c in record.claims}),
        "quotes": list(dict.fromkeys(c.quote for c in record.claims)),
        "support": support,
        "disputed": bool(standing.disputed),
    }
    if all(claim.reader == MACHINE for claim in record.claims):
        properties["reader"] = MACHINE  # so that a query can leave out what no person wrote
    if standing.disputed:
        properties["disputed_on"] = list(standing.disputed)
    if isinstance(record, Fact):
        return properties | terms.properties(record) | dict(record.qualifiers) | {"fact": record.id}
    count = standing.attributes.get("count")
    return properties | {
        "id": record.id,
        "name": record.title or _label(record, int(count) if isinstance(count, int) else 1),
        "kind": record.kind,
        "parties": [str(p) for p in record.parties],
        "group": group_key(record),
    }


def derived_properties(edge: Derived, source: str, parent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties of an edge that follows from the record `source`, whose own properties are `parent`."""
    copied = ("title", "topics", "count", "level", "documents", "quotes", "support", "disputed", "reader", "reports")
    taken = {k: parent[k] for k in copied if k in parent} if edge.relation.startswith("SIGNED_") else {}
    return taken | standing_properties(edge.standing) | edge.properties | {"derived_from": source, "fact": source}


def group_key(instrument: Instrument) -> str:
    """Return what instruments that could be the same have in common: kind and parties."""
    return " ".join([instrument.kind, *(str(p) for p in instrument.parties)])


def fact_from(relation: str, subject: Ref, object: Ref, properties: Mapping[str, Any]) -> Fact:  # noqa: A002
    """Return the fact that an edge carries."""
    identity = schema().relation(relation).identity
    qualifiers = {name: properties[name] for name in identity if name in properties}
    if "evidence" not in properties:
        return Fact(relation, subject, object, freeze(qualifiers), (_row_claim(relation, properties),))
    claims = tuple(claim_from_json(json.loads(text)) for text in properties["evidence"])
    return Fact(relation, subject, object, freeze(qualifiers), claims)


def _row_claim(relation: str, properties: Mapping[str, Any]) -> Claim:
    """Return the claim that a row of a data set makes; it quotes the name of the release, its document's first line."""
    series = properties["series"]
    names = schema().relation(relation).attributes
    said = {name: properties[name] for name in names if properties.get(name) is not None}
    return Claim(series, series, 0, len(series), None, properties.get("status"), None, freeze(said), ROW)


def instrument_from(properties: Mapping[str, Any]) -> Instrument:
    """Return the instrument that an Agreement node carries."""
    claims = tuple(claim_from_json(json.loads(text)) for text in properties["evidence"])
    return Instrument(properties["kind"], tuple(Ref.parse(p) for p in properties["parties"]), claims)


def node_properties(node: Node) -> dict[str, Any]:
    """Return the properties of a node."""
    return {**{k: _list(v) for k, v in node.properties.items()}, "id": node.ref.id, "name": node.name}


def node_from(kind: str, properties: Mapping[str, Any]) -> Node:
    """Return the node that a store's properties describe."""
    rest: dict[str, Value] = dict(freeze({k: v for k, v in properties.items() if k not in ("id", "name")}))
    return Node(Ref(kind, properties["id"]), properties["name"], rest)


def document_properties(document: Document) -> dict[str, Any]:
    """Return the properties of a Document node."""
    raw = {key: getattr(document, key) for key in _DOCUMENT}
    return {"id": document.id, "name": document.title, **{k: v for k, v in raw.items() if v}}


def document_from(properties: Mapping[str, Any]) -> Document:
    """Return the document that a node carries."""
    raw = {key: properties.get(key, "") for key in _DOCUMENT if key != "published"}
    return Document(id=properties["id"], published=properties.get("published"), **raw)


def _label(instrument: Instrument, count: int) -> str:
    words = instrument.kind if instrument.kind != "mou" else "MOU"
    number = f"{count} {words}s" if count > 1 else words
    return f"{number}: {', '.join(p.id for p in instrument.parties)}"


def _plain(value: Value) -> Any:
    """Topics stand on edges as bare ids, so that `'lithium' IN r.topics` works; the claims keep their kinds."""
    if isinstance(value, tuple):
        return [v.split("/", 1)[1] if v.split("/", 1)[0] in schema().topics else v for v in value]
    return value


def _list(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value
