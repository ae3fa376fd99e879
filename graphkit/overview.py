"""`graphkit status`: what a store holds, as an answer."""

from __future__ import annotations

import textwrap
from typing import Any

from graphkit.output import Answer
from graphkit.stores.base import Inventory

COLUMNS = ("what", "name", "number", "publisher", "published")


def answer(inventory: Inventory) -> Answer:
    """Return counts of nodes by kind, of facts by relation, of derived edges, and the documents with their facts."""
    rows: list[dict[str, Any]] = []
    for what, counts in (("node", inventory.nodes), ("fact", inventory.facts), ("derived", inventory.derived)):
        rows += [{"what": what, "name": name, "number": number} for name, number in sorted(counts.items())]
    rows.append({"what": "disputed", "name": "facts whose sources contradict each other", "number": inventory.disputed})
    for document in inventory.documents:
        rows.append(
            {"what": "document", "name": document["id"], "number": document["facts"],
             "publisher": document["publisher"], "published": document["published"]}
        )  # fmt: skip
    return Answer(f"Store {inventory.address}", COLUMNS, rows, lambda width: _text(inventory, width))


def loaders() -> Answer:
    """Return what can be loaded: the loaders with what they take, and the tables with their columns."""
    from graphkit import loaders as registry
    from graphkit.ingest import BUNDLED

    rows: list[dict[str, Any]] = []
    for name in registry.names():
        source = registry.get(name).SOURCE
        bundled = [short for short, (loader, _) in BUNDLED.items() if loader == name]
        rows.append(
            {"what": "loader", "name": name, "takes": f"{source.takes}; bundled: {', '.join(bundled)}",
             "publisher": source.publisher, "licence": source.licence}
        )  # fmt: skip
    tables: dict[str, tuple[tuple[str, ...], object]] = registry.get("reference").TABLES  # type: ignore[attr-defined]
    for name, (columns, _) in sorted(tables.items()):
        rows.append({"what": "table", "name": name, "takes": ", ".join(columns)})
    return Answer(
        "What can be loaded", ("what", "name", "takes", "publisher", "licence"), rows, lambda w: _listed(rows, w)
    )


def _listed(rows: list[dict[str, Any]], width: int) -> str:
    lines = ["What can be loaded", ""]
    for row in rows:
        if row["what"] == "table" and "Tables for --as, with their columns" not in lines:
            lines += ["", "Tables for --as, with their columns"]
        lines += textwrap.wrap(f"{row['name']:20} {row['takes']}", width, subsequent_indent=" " * 21, initial_indent="")
    return "\n".join(lines) + "\n"


def _text(inventory: Inventory, width: int) -> str:
    instruments = inventory.nodes.get("Agreement", 0)
    facts = sum(inventory.facts.values()) + instruments
    lines = [
        f"Store {inventory.address}",
        "",
        f"{facts:,} facts ({instruments:,} of them instruments), {inventory.disputed:,} disputed; "
        f"{sum(inventory.nodes.values()) - instruments:,} nodes; {len(inventory.documents):,} documents",
        "",
    ]
    lines += _counts("nodes", inventory.nodes, width)
    lines += _counts("facts", inventory.facts, width)
    lines += _counts("derived", inventory.derived, width)
    if inventory.documents:
        lines += ["", "facts  document"]
    for document in inventory.documents:
        note = ", ".join(str(v) for v in (document["publisher"], document["published"]) if v)
        text = f"{document['facts']:5}  {document['title']}{f' ({note})' if note else ''}"
        lines += textwrap.wrap(text, width, subsequent_indent=" " * 7)
        lines.append(f"       {document['id']}")
    return "\n".join(lines) + "\n"


def _counts(what: str, counts: dict[str, int], width: int) -> list[str]:
    if not counts:
        return []
    text = ", ".join(f"{number:,} {name}" for name, number in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
    return textwrap.wrap(f"{what + ':':9}{text}", width, subsequent_indent=" " * 9, break_on_hyphens=False)
