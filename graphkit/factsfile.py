"""Facts files: JSON Lines, one document, node, fact or instrument a line, without loss."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphkit.bundle import Bundle
from graphkit.errors import GraphkitError, InputError
from graphkit.facts import make_fact, make_instrument
from graphkit.files import write_whole
from graphkit.model import Claim, Document, Fact, Node, Record, Ref, Value, freeze
from graphkit.schema import schema

FORMAT = 1
_DOCUMENT = ("id", "title", "publisher", "url", "published", "sha256", "original", "text")
_CLAIM = ("document", "quote", "start", "end", "published", "status", "date", "reader", "rule")


def lines(bundle: Bundle) -> Iterator[str]:
    """Yield the lines of a facts file, in a fixed order."""
    yield _line({"type": "graphkit", "format": FORMAT})
    for document in sorted(bundle.documents.values(), key=lambda d: d.id):
        yield _line({"type": "document", **{key: getattr(document, key) for key in _DOCUMENT}})
    for node in sorted(bundle.nodes.values(), key=lambda n: n.ref):
        properties = dict(sorted(node.properties.items()))
        yield _line(
            {"type": "node", "kind": node.ref.kind, "id": node.ref.id, "name": node.name, "properties": properties}
        )
    for record in sorted(bundle.records, key=lambda r: (type(r).__name__, r.id)):
        yield _line(_record(record))


def write(bundle: Bundle, path: Path) -> None:
    """Write a facts file; an existing one is replaced only when the new one is complete."""
    write_whole(path, (f"{line}\n".encode() for line in lines(bundle)))


def read(path: Path) -> Bundle:
    """Return the bundle in a facts file, checked whole, or raise InputError naming the line."""
    bundle = Bundle()
    try:
        with path.open(encoding="utf-8") as file:
            for number, text in enumerate(file, 1):
                if text.strip():
                    _take(bundle, text, f"{path}, line {number}")
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.") from None
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8 text, so it is no facts file.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from None
    if not bundle.nodes and not bundle.records and not bundle.documents:
        raise InputError(f"{path} holds no facts.")
    try:
        return bundle.settled()
    except GraphkitError as error:
        raise InputError(f"{path}: {error}") from None


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """Return a claim as a JSON object."""
    out: dict[str, Any] = {key: getattr(claim, key) for key in _CLAIM}
    out["attributes"] = dict(claim.attributes)
    return out


def claim_from_json(raw: dict[str, Any]) -> Claim:
    """Return the claim in a JSON object; KeyError or TypeError where it is malformed."""
    attributes = freeze(raw.get("attributes") or {})
    return Claim(
        document=_text(raw["document"]),
        quote=_text(raw["quote"]),
        start=_whole(raw["start"]),
        end=_whole(raw["end"]),
        published=_text_or_none(raw.get("published")),
        status=_text_or_none(raw.get("status")),
        date=_text_or_none(raw.get("date")),
        attributes=attributes,
        reader=_text(raw.get("reader") or ""),
        rule=_text(raw.get("rule") or ""),
    )


def _record(record: Record) -> dict[str, Any]:
    claims = [claim_to_json(c) for c in record.claims]
    if isinstance(record, Fact):
        return {
            "type": "fact", "id": record.id, "relation": record.relation, "subject": str(record.subject),
            "object": str(record.object), "qualifiers": dict(record.qualifiers), "claims": claims,
        }  # fmt: skip
    parties = [str(p) for p in record.parties]
    return {"type": "instrument", "id": record.id, "kind": record.kind, "parties": parties, "claims": claims}


def _take(bundle: Bundle, text: str, where: str) -> None:
    try:
        raw = json.loads(text)
        kind = raw["type"]
        if kind == "graphkit":
            if raw["format"] != FORMAT:
                raise InputError(f"format {raw['format']} is not the one that this graphkit reads ({FORMAT}).")
        elif kind == "document":
            texts = {key: _text(raw[key]) for key in _DOCUMENT if key != "published"}
            document = Document(**texts, published=_text_or_none(raw["published"]))
            bundle.documents[document.id] = document
        elif kind == "node":
            properties: dict[str, Value] = dict(freeze(raw["properties"]))
            node = Node(Ref(raw["kind"], raw["id"]), raw["name"], properties)
            schema().check_node(node)
            bundle.add_node(node)
        elif kind == "fact":
            ends = Ref.parse(raw["subject"]), Ref.parse(raw["object"])
            claims = [claim_from_json(c) for c in raw["claims"]]
            bundle.records.append(make_fact(raw["relation"], *ends, claims, raw["qualifiers"]))
        elif kind == "instrument":
            claims = [claim_from_json(c) for c in raw["claims"]]
            bundle.records.append(make_instrument(raw["kind"], [Ref.parse(p) for p in raw["parties"]], claims))
        else:
            raise InputError(f'"{kind}" is no type of line in a facts file.')
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: this is not JSON ({error.msg}).") from None
    except KeyError as error:
        raise InputError(f"{where}: {error.args[0]} is missing.") from None
    except (TypeError, ValueError, AttributeError):
        raise InputError(f"{where}: this is no line of a facts file.") from None
    except GraphkitError as error:
        raise InputError(f"{where}: {error}") from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # half a surrogate pair is no text
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _line(raw: dict[str, Any]) -> str:
    return json.dumps(raw, ensure_ascii=False, separators=(", ", ": "))
