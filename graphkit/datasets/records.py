"""Records of a data set as facts: each stands on a line of the document, and that line is the quote that says so."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from graphkit.model import TABLE, Claim, Document, Node, Ref, Value, content_id, freeze, slug


@dataclass(slots=True)
class Lines:
    """A document that is made line by line, a record a line, from a file whose own form is no text to quote."""

    title: str
    publisher: str
    sha256: str
    url: str = ""
    published: str | None = None
    _lines: list[str] = field(default_factory=list)
    _size: int = 0

    @property
    def id(self) -> str:
        """The id of the document."""
        return content_id(self.title, self.sha256)

    def claim(self, line: str, status: str | None = None, date: str = "", **attributes: Value) -> Claim:
        """Add a line and return the claim that it makes; empty attributes are left out."""
        clean = " ".join(line.split())
        start = self._size
        self._lines.append(clean)
        self._size += len(clean) + 1
        said = freeze({name: value for name, value in attributes.items() if value not in ("", ())})
        return Claim(
            self.id, clean, start, start + len(clean), self.published, status, date or None, said, TABLE, self.title
        )

    def document(self) -> Document:
        """Return the document with all lines."""
        text = "\n".join(self._lines) + "\n"
        return Document(self.id, self.title, text, self.sha256, self.publisher, self.url, self.published)


def official(state: str, name: str) -> Node:
    """Return a person in office, of a state, bloc or forum."""
    return Node(Ref("Official", f"{state}/{slug(name)}"), name)


def latin(name: str) -> bool:
    """Tell whether an id can be made of a name: half of its letters or more are Latin.

    Example:
        >>> latin("Nornickel"), latin("Норникель OAO")
        (True, False)
    """
    letters = [letter for letter in name if letter.isalpha()]
    count = sum("LATIN" in unicodedata.name(letter, "") for letter in letters)
    return bool(slug(name)) and count * 2 >= len(letters)
