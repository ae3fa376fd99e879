"""Articles in the forms people have: the text and its particulars out of HTML and PDF."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass

from graphkit.errors import InputError

_FEWEST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a page or paper, with what it says of itself; unknown particulars are empty."""

    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""


def is_html(data: bytes, name: str) -> bool:
    """Tell whether this is a web page, by its name or how it begins."""
    head = data[:1024].lstrip().lower()
    return name.lower().endswith((".html", ".htm", ".xhtml")) or head.startswith((b"<!doctype html", b"<html"))


def is_pdf(data: bytes) -> bool:
    """Tell whether this is a PDF, by how it begins."""
    return data[:1024].lstrip().startswith(b"%PDF-")


def from_html(data: bytes, name: str) -> Extract:
    """Return the main text of a web page, without navigation and comments, and its title, outlet, date, address."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is told below, in our words
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        data,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # A date that the page does not state as its own is not its date.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = str(getattr(found, "text", None) or "").strip()
    if len(text.split()) < _FEWEST_WORDS:  # a menu, a login, a notice about cookies
        raise InputError(f"{name} holds no article: no main text was found in the page.")
    title, outlet, url, date = (str(getattr(found, name, None) or "") for name in ("title", "sitename", "url", "date"))
    return Extract(text, title, outlet, url, date)


def from_pdf(data: bytes, name: str) -> Extract:
    """Return the text of a PDF, page after page, and its title."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{name} is encrypted. Save it without a password first.")
        pages = [page.extract_text() for page in reader.pages]
        title = (reader.metadata.title if reader.metadata else None) or ""
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise InputError(f"{name} is a PDF that cannot be read ({type(error).__name__}).") from None
    text = "\n\n".join(page.strip() for page in pages if page.strip())
    if not text:
        number = f"{len(pages)} scanned page{'s' if len(pages) != 1 else ''}"
        raise InputError(f"{name} holds no text ({number}). Make it searchable first, for example with OCRmyPDF.")
    return Extract(text, title.strip() if len(title.split()) > 2 else "")
