"""The documents that an answer cites, as an answer of its own: numbered as in the report."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from typing import Any

from graphkit.model import Document
from graphkit.output import Answer
from graphkit.reports.shared.page import counted, described
from graphkit.stores.base import Store

COLUMNS = ("number", "title", "publisher", "published", "url", "document", "cited", "pages")


def cited(store: Store, answer: Answer) -> Answer:
    """Return the documents behind an answer, those that its page shows first, with how many rows cite each.

    A row of a reference table cites pages itself; they stand in `pages`.
    """
    resting: dict[str, int] = defaultdict(int)
    pages: dict[str, dict[str, None]] = defaultdict(dict)
    for row in answer.rows:
        evidence = row.get("evidence") or ()
        figures = set(str(row.get("series") or "").split("; ")) & set(answer.cites)
        for identity in {said["document"] for said in evidence} | figures:
            resting[identity] += 1
        for said in evidence:
            pages[said["document"]] |= dict.fromkeys(re.findall(r"https?://[^\s\"]+", said["quote"]))
    order = list(dict.fromkeys([*answer.cites, *resting]))
    documents = store.documents(order)
    rows = [
        {
            "number": number,
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "url": document.url,
            "document": identity,
            "cited": resting[identity],
            "pages": list(pages[identity]),
        }
        for number, identity in enumerate(order, 1)
        for document in [documents[identity]]
    ]
    title = f"Documents behind: {answer.title}"
    return Answer(title, COLUMNS, rows, lambda width: _text(title, rows, documents, width))


def _text(title: str, rows: list[dict[str, Any]], documents: dict[str, Document], width: int) -> str:
    lines = [*textwrap.wrap(title, width), ""]
    if not rows:
        lines.append("The answer is empty, so it cites nothing.")
    for row in rows:
        lines += textwrap.wrap(
            f"[{row['number']}] {described(documents[row['document']])}", width, subsequent_indent="    "
        )
        pages = f", naming {counted(len(row['pages']), 'page')}; --format csv lists them" if row["pages"] else ""
        notes = [row["url"], f"cited by {counted(row['cited'], 'row')} of the answer{pages}"]
        lines += [f"    {note}" for note in notes if note]
    return "\n".join(lines) + "\n"
