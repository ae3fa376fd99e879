"""`graphkit status` and `graphkit loaders`: what a store holds, and what can be put into one, as answers."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from graphkit.output import Answer
from graphkit.stores.base import Inventory

COLUMNS = ("what", "name", "number", "publisher", "published")
_MOST = 20
"""So many articles are listed; all of them stand in the other formats."""
_GAP = "   "
_NEXT = "What it wrote does not count until it has: the next load undoes or finishes it."


def answer(inventory: Inventory) -> Answer:
    """Return counts of nodes by kind, of facts by relation, of derived edges, and the documents with their facts."""
    rows: list[dict[str, Any]] = []
    for what, counts in (("node", inventory.nodes), ("fact", inventory.facts), ("derived", inventory.derived)):
        rows += [{"what": what, "name": name, "number": number} for name, number in sorted(counts.items())]
    rows.append({"what": "disputed", "name": "facts whose sources contradict each other", "number": inventory.disputed})
    rows += [
        {"what": "unfinished", "name": f"{load['series']}: {load['part']}", "number": load["rows"]}
        for load in inventory.unfinished
    ]
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
    from graphkit.tables.columns import tables

    rows: list[dict[str, Any]] = []
    for name in registry.names():
        source = registry.get(name).SOURCE
        bundled = [short for short, (loader, _) in BUNDLED.items() if loader == name]
        rows.append(
            {"what": "loader", "name": name, "takes": source.takes, "gives": source.gives,
             "bundled": "; ".join(bundled), "publisher": source.publisher, "licence": source.licence,
             "cite": source.cite}
        )  # fmt: skip
    for name, table in sorted(tables().items()):
        needs = [column for column in table.columns if column in table.required]
        rows.append({"what": "table", "name": name, "takes": ", ".join(table.columns), "needs": ", ".join(needs)})
    columns = ("what", "name", "takes", "gives", "needs", "bundled", "publisher", "licence", "cite")
    return Answer("What can be loaded", columns, rows, lambda width: _listed(rows, width))


def _listed(rows: Sequence[dict[str, Any]], width: int) -> str:
    indent = max(len(row["name"]) for row in rows) + 2
    lines = ["What can be loaded", ""]
    for row in (row for row in rows if row["what"] == "loader"):
        lines += _hung(row["name"], row["takes"], indent, width)
        if row["gives"]:
            lines += _hung("", f"gives {row['gives']}", indent, width)
            lines += _hung("", f"{row['publisher']}; {row['licence']}", indent, width)
        if row["bundled"]:
            lines += _hung("", f"bundled: graphkit load {row['bundled']}", indent, width)
    lines += ["", *textwrap.wrap("Tables of your own, .csv or .xlsx: graphkit load FILE --as TABLE", width), ""]
    for row in (row for row in rows if row["what"] == "table"):
        needs = row["needs"].split(", ")
        may = [column for column in row["takes"].split(", ") if column not in needs]
        lines += _hung(row["name"], f"needs {', '.join(needs)}", indent, width, "      ")
        lines += _hung("", f" also {', '.join(may)}", indent, width, "      ") if may else []
    lines += ["", *textwrap.wrap(_HOW, width)]
    return "\n".join(lines) + "\n"


_HOW = (
    "The first row names the columns, in any order. Cells name countries, minerals, companies and so on by id or by "
    "name; several are separated by ; as in KOR;Kazakhstan. A date is 2024, 2024-06 or 2024-06-12. Where there is no "
    "id, one is made of the name. The tables in seeds/ are examples, and seeds/README.md says what each column means."
)


def _hung(head: str, text: str, indent: int, width: int, more: str = "") -> list[str]:
    return textwrap.wrap(
        f"{head:{indent}}{text}", width, subsequent_indent=" " * indent + more, break_on_hyphens=False
    )  # fmt: skip


# ---------------------------------------------------------------- status
def _text(inventory: Inventory, width: int) -> str:
    instruments = inventory.nodes.get("Agreement", 0)
    facts = {**inventory.facts, **({"instruments": instruments} if instruments else {})}
    things = {kind: number for kind, number in inventory.nodes.items() if kind not in ("Agreement", "Document")}
    disputed = f"{inventory.disputed:,} of them disputed, " if inventory.disputed else ""
    lines = [f"Store {inventory.address}", ""]
    if not inventory.documents and not things:
        return "\n".join([*lines, "It is empty. `graphkit load briefs reference` fills it."]) + "\n"
    for load in inventory.unfinished:
        told = f"The load of {load['part']} ({load['series']}, {load['rows']:,} rows) did not end."
        lines += [*textwrap.wrap(f"{told} {_NEXT}", width), ""]
    documents = len(inventory.documents)
    total = f"{sum(facts.values()):,} facts, {disputed}about {sum(things.values()):,} things, from {documents:,} "
    lines += [*textwrap.wrap(f"{total}document{'s' if documents != 1 else ''}", width), ""]
    blocks = [_block("facts", facts), _block("things", things), _block("follow from facts", inventory.derived)]
    lines += _side_by_side([block for block in blocks if len(block) > 1], width)
    return "\n".join([*lines, *_documents(inventory.documents, width)]) + "\n"


def _block(title: str, counts: dict[str, int]) -> list[str]:
    ordered = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    wide = max((len(f"{number:,}") for number in counts.values()), default=0)
    return [f"{'':{wide}}  {title}", *(f"{number:{wide},}  {name}" for name, number in ordered)]


def _side_by_side(blocks: Sequence[list[str]], width: int) -> list[str]:
    """Return blocks of lines beside each other, as many as fit the width, and the others below."""
    row: list[list[str]] = []
    lines: list[str] = []
    for block in [*blocks, []]:
        wide = sum(max(map(len, each)) + len(_GAP) for each in [*row, block] if each) - len(_GAP)
        if row and (not block or wide > width):
            sizes = [max(map(len, each)) for each in row]
            for cells in zip_longest(*row, fillvalue=""):
                lines.append(_GAP.join(f"{cell:{size}}" for cell, size in zip(cells, sizes, strict=True)).rstrip())
            lines.append("")
            row = []
        row.append(block)
    return lines


def _documents(documents: Sequence[dict[str, Any]], width: int) -> list[str]:
    """List tables and data sets on a line each with the id that `remove` asks for, and articles with what is known."""
    tables = [d for d in documents if str(d["title"]).startswith(("Table ", "Reference table "))]
    articles = [d for d in documents if d not in tables]
    lines: list[str] = []
    if tables:
        names = {d["id"]: str(d["title"]).removeprefix("Reference table ").removeprefix("Table ") for d in tables}
        wide = max(map(len, names.values()))
        lines += ["facts  tables"]
        for table in tables:
            lines += _hung(f"{_number(table)}  {names[table['id']]:{wide}}  ", str(table["id"]), 9 + wide, width)
        lines += [""] if articles else []
    if articles:
        lines += ["facts  articles and data sets"]
    for document in articles[:_MOST]:
        note = ", ".join(str(v) for v in (document["publisher"], document["published"]) if v)
        lines += _hung(f"{_number(document)}  ", str(document["title"]), 7, width)
        lines += _hung("", note, 7, width) if note else []
        lines += _hung("", str(document["id"]), 7, width)
    if len(articles) > _MOST:
        lines += [f"       and {len(articles) - _MOST:,} more: graphkit status --format csv"]
    return lines


def _number(document: dict[str, Any]) -> str:
    """Facts that rest on the document; a table that only describes things has none."""
    return f"{document['facts']:5,}" if document["facts"] else f"{'-':>5}"
