"""A report as a person reads it in a terminal: sections, a line each, under it the sentence that says so, sources."""

from __future__ import annotations

import datetime as dt
import textwrap
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphkit.analysis.sentences import spoken
from graphkit.errors import NameNotFoundError
from graphkit.gazetteer import gazetteer
from graphkit.linkview import INDENT, quoted
from graphkit.model import ROW, TABLE, Claim, Document
from graphkit.reports import Question
from graphkit.schema import schema


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a section; a width of 0 takes what is left of the line."""

    name: str
    width: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a section with its claims; lines of one `group` are cut to the first few together."""

    cells: tuple[str, ...]
    claims: tuple[Claim, ...] = ()
    disputed: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, paragraphs, and lines in columns; `few` is how many lines of a group show unless all are asked for."""

    heading: str
    columns: tuple[Column, ...] = ()
    lines: Sequence[Line] = ()
    words: Sequence[str] = ()
    few: int | None = None


class Drawn(ABC):
    """Lines for a terminal that cite documents by number."""

    __slots__ = ()

    @abstractmethod
    def lines(self, width: int, numbers: dict[str, int]) -> Iterator[str]:
        """Yield the lines for `width` columns; each document that is cited gets the next one of `numbers`, by id."""

    def text(self, width: int) -> str:
        """Draw it for a terminal of `width` columns."""
        return "\n".join(line.rstrip() for line in self.lines(width, {})) + "\n"

    def cites(self) -> tuple[str, ...]:
        """Return the ids of the documents that are cited, in the order of their numbers."""
        numbers: dict[str, int] = {}
        for _ in self.lines(80, numbers):
            pass
        return tuple(numbers)

    def head(self, title: str, note: str, width: int) -> Iterator[str]:
        """Yield the first line: the title, and at its right the day."""
        gap = width - len(title) - len(note)
        yield from [f"{title}{' ' * gap}{note}"] if gap > 0 else [*textwrap.wrap(title, width), note]

    def sentences(
        self,
        claims: Sequence[Claim],
        every: bool,
        width: int,
        numbers: dict[str, int],
        indent: str = INDENT,
        dated: bool = False,
    ) -> Iterator[str]:
        """Yield every sentence or the first one, each with the number of its document, and how many more there are."""
        shown = claims if every else claims[:1]
        for claim in shown:
            note = numbers.setdefault(claim.document, len(numbers) + 1)
            yield from quoted(claim, note, width, indent, claim.date if dated else None)
        if len(claims) > len(shown):
            yield f"{indent}{len(claims) - len(shown)} more: --quotes"

    def foot(
        self, documents: Mapping[str, Document], closing: Sequence[str], numbers: dict[str, int], width: int
    ) -> Iterator[str]:
        """Yield the documents by number, and what closes the answer."""
        if numbers:
            yield ""
        for identity, number in numbers.items():
            text = f"[{number}] {described(documents[identity])}"
            yield from textwrap.wrap(text, width, subsequent_indent="    ")
        for paragraph in closing:
            yield from ["", *textwrap.wrap(paragraph, width)] if paragraph else []


LINKS = (Column("status", 10), Column("partners"), Column("date", 10), Column("how", 21), Column("sources", 7, True))
EVENTS = (Column("date", 10), Column("status", 10), Column("who"), Column("how", 23), Column("sources", 7, True))
_LEAST = 14


@dataclass(frozen=True, slots=True)
class Page(Drawn):
    """A whole report: what comes first in words, the sections, and after the sources what it rests on and means.

    `documents` are those that claims may cite, by id; `empty` is said where there is no section.
    """

    title: str
    question: Question
    documents: Mapping[str, Document]
    sections: Sequence[Section] = ()
    lead: Sequence[str] = ()
    closing: Sequence[str] = ()
    empty: str = ""
    note: str | None = None

    def lines(self, width: int, numbers: dict[str, int]) -> Iterator[str]:
        """Yield the lines of the report."""
        note = f"as of {(self.question.as_of or dt.date.today()).isoformat()}" if self.note is None else self.note
        yield from self.head(self.title, note, width)
        if only := conditions(self.question, window=self.note is None):
            yield from textwrap.wrap(f"Only: {'; '.join(only)}.", width, break_on_hyphens=False)
        for paragraph in self.lead if self.sections else (*self.lead, self.empty):
            yield from ["", *textwrap.wrap(paragraph, width)] if paragraph else []
        for section in self.sections:
            yield from ["", *textwrap.wrap(section.heading, width)]
            for paragraph in section.words:
                yield from textwrap.wrap(
                    paragraph, width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
                )
            if section.lines:
                yield _row([c.name for c in section.columns], section.columns, width)
                yield from self._entries(section, width, numbers)
        yield from self.foot(self.documents, self.closing, numbers, width)

    def _entries(self, section: Section, width: int, numbers: dict[str, int]) -> Iterator[str]:
        """Draw the lines; of each group no more than asked for, and say how many are left out."""
        limit = (section.few or self.question.limit) if self.question.limit else None
        for group in dict.fromkeys(line.group for line in section.lines):
            same = [line for line in section.lines if line.group == group]
            shown = same[:limit]
            for line in shown:
                yield from self._entry(line, section.columns, width, numbers)
            if len(same) > len(shown):
                yield f"  and {len(same) - len(shown)} more{f' {group}' if group else ''}; --all shows them"

    def _entry(self, line: Line, columns: Sequence[Column], width: int, numbers: dict[str, int]) -> Iterator[str]:
        widths = _widths(columns, width)
        wrapped = [textwrap.wrap(cell, wide) or [""] for cell, wide in zip(line.cells, widths, strict=True)]
        for number in range(max(map(len, wrapped))):
            yield _row([part[number] if number < len(part) else "" for part in wrapped], columns, width)
        # One sentence or row may make several claims, such as a plan and what became of it.
        said = {(c.document, c.quote, c.date if line.disputed else None): c for c in reversed(line.claims)}
        claims = tuple(said.values())[::-1]
        every = self.question.quotes or line.disputed
        yield from self.sentences(claims, every, width, numbers, dated=line.disputed)


def conditions(question: Question, window: bool = True) -> list[str]:
    """Return in words what narrows a question, but for the day; without `window` not since when and until when.

    Example:
        >>> conditions(Question(party="China", statuses=frozenset({"signed", "planned"})))
        ['with China', 'planned or signed']
    """
    out = [f"with {_known(question.party, schema().parties)}"] if question.party else []
    if question.mineral:
        group = "" if question.exact else " or a group of it"
        out.append(f"about {_known(question.mineral, ('Mineral', 'Sector', 'Commodity'))}{group}")
    out += [" or ".join(sorted(question.statuses)).replace("_", " ")] if question.statuses else []
    out += [" or ".join(sorted(question.relations))] if question.relations else []
    out += [f"since {question.since}"] if question.since and window else []
    out += [f"until {question.until}"] if question.until and window else []
    return [*out, "the thing alone (--exact)"] if question.exact else out


def under(question: Question) -> str:
    """Return " under these conditions" where the question has any, else nothing."""
    return " under these conditions" if question.as_of or conditions(question) else ""


def asked_for(question: Question) -> str:
    """Return " that was asked for" where the question is narrowed, else nothing."""
    return " that was asked for" if under(question) else ""


def _known(text: str, kinds: Sequence[str] | frozenset[str]) -> str:
    """Return the name of what people call `text`, or the text where no table knows it."""
    try:
        ref = gazetteer().resolve(text, tuple(kinds))
    except NameNotFoundError:
        return text
    return spoken(ref, gazetteer().name(ref))


def described(document: Document) -> str:
    """Return title, publisher and date of a document in one line."""
    parts = [document.title, document.publisher, document.published or "no date"]
    return ", ".join(part for part in parts if part)


def basis(claims: Sequence[Claim], documents: Mapping[str, Document]) -> str:
    """Return the sentence that says what an answer rests on: how many documents of which kind, and of what dates."""
    tables = {claim.document for claim in claims if claim.reader == TABLE}
    told = {claim.document for claim in claims if claim.told} - tables
    releases = {claim.document for claim in claims if claim.reader == ROW}
    dates = sorted(str(documents[d].published) for d in told if d in documents and documents[d].published)
    span = f" of {dates[0]}" if len(set(dates)) == 1 else f" of {dates[0]} to {dates[-1]}" if dates else ""
    parts = [f"{counted(len(told), 'article')}{span}"] if told else []
    parts += [counted(len(tables), "reference table")] if tables else []
    parts += [counted(len(releases), "data set")] if releases else []
    return f"Rests on {' and '.join(', '.join(parts).rsplit(', ', 1))}." if parts else ""


def counted(number: int, word: str) -> str:
    """Return a number with its word: "no article", "1 article", "3 countries".

    Example:
        >>> counted(3, "country")
        '3 countries'
    """
    many = f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeiou" else f"{word}s"
    return f"no {word}" if number == 0 else f"{number:,} {word if number == 1 else many}"


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """Return the widths of the columns; in a narrow terminal the widest gives way, so that the open one keeps some."""
    widths = [column.width for column in columns]
    rest = width - sum(widths) - len(columns) - 1
    if rest < _LEAST:
        widths[widths.index(max(widths))] -= _LEAST - rest
        rest = _LEAST
    return [wide or rest for wide in widths]


def _row(cells: Sequence[str], columns: Sequence[Column], width: int) -> str:
    padded = [
        cell.rjust(wide) if column.right else cell.ljust(wide)
        for cell, column, wide in zip(cells, columns, _widths(columns, width), strict=True)
    ]
    return "  " + " ".join(padded)
