"""How tests of the reader read a text: as rows that are easy to compare."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.documents import from_text
from graphkit.gazetteer import gazetteer
from graphkit.model import Document, Instrument
from graphkit.reading import Reading, read
from graphkit.reading.naming.mentions import Article
from graphkit.reading.reader import annotate

Row = tuple[str, ...]
OFFICES = ("SERVES_IN", "MINISTRY_OF")


def document(text: str, published: str | None = "2024-06-12") -> Document:
    """Return a text as a document of a given day."""
    return Document("test", "", text, "hash", published=published)


def rows(reading: Reading, offices: bool = False) -> set[Row]:
    """Return what was read: (relation or kind, parties, status, good); offices only where asked for."""
    out: set[Row] = set()
    for record in reading.records:
        ends = [ref.id for ref in record.ends]
        for claim in record.claims:
            if isinstance(record, Instrument):
                out.add((record.kind, *ends, claim.status or ""))
            elif (record.relation in OFFICES) == offices:
                good = str(record.get("mineral") or record.get("commodity") or "")
                out.add((record.relation, *ends, claim.status or "", *([good] if good else [])))
    return out


@pytest.fixture
def reading_of() -> Callable[..., Reading]:
    """Read a text with the bundled tables."""

    def run(text: str, published: str | None = "2024-06-12") -> Reading:
        return read(document(text, published), gazetteer())

    return run


@pytest.fixture
def rows_of(reading_of: Callable[..., Reading]) -> Callable[..., set[Row]]:
    """Read a text, return its rows."""
    return lambda text, **given: rows(reading_of(text), **given)


@pytest.fixture
def article_of() -> Callable[[str], Article]:
    """Find the mentions of a text."""
    return lambda text: annotate(document(text), gazetteer())


@pytest.fixture
def document_of() -> Callable[[str, str], Document]:
    """Make a document as the documents module does, front matter and all."""
    return from_text
