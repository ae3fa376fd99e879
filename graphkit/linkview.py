"""Links as a person reads them in a terminal: by section, a line each, and under it the sentence that says so."""

from __future__ import annotations

import csv
import datetime as dt
import re
import textwrap
from collections.abc import Iterator, Sequence

from graphkit.bundle import Bundle
from graphkit.links import FAMILIES, Link, began, family, parties
from graphkit.model import Claim, Ref
from graphkit.reports import Question
from graphkit.schema import schema

_INDENT = " " * 12
_HOW = 21


class LinkView:
    """Draws the links of one thing: first what names it, then what covers its groups, apart from what has no date.

    `entries` are (match, topic, link) in order; match is "names" or "group".
    """

    def __init__(
        self, name: str, thing: Ref, entries: Sequence[tuple[str, str, Link]], bundle: Bundle, question: Question
    ) -> None:
        self._name, self._thing, self._entries = name, thing, entries
        self._bundle, self._question = bundle, question
        self._cited: list[str] = []

    def text(self, width: int) -> str:
        """Draw the answer for a terminal of `width` columns."""
        self._cited = []
        day = f"as of {(self._question.as_of or dt.date.today()).isoformat()}"
        title = f"Partners linked to {self._name}"
        gap = width - len(title) - len(day)
        lines = [f"{title}{' ' * gap}{day}"] if gap > 0 else [title, day]
        if not self._entries:
            return "\n".join([*lines, "", *self._nothing(width)]) + "\n"
        for heading, entries in self._sections():
            lines += ["", *textwrap.wrap(heading, width), self._head(width)]
            lines += self._entries_of(entries, width)
        lines += ["", *self._sources(width), "", *_legend(width)]
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def _nothing(self, width: int) -> list[str]:
        asked = self._question
        narrowed = any((asked.as_of, asked.since, asked.until, asked.statuses, asked.relations, asked.party))
        text = f"Nothing in this store links anybody to {self._name}"
        text += (
            " under these conditions. Ask with fewer of them."
            if narrowed
            else ". `graphkit status` shows what it holds."
        )
        return textwrap.wrap(text, width)

    def _sections(self) -> Iterator[tuple[str, list[Link]]]:
        apart = self._question.as_of is not None
        undated = [item for _, _, item in self._entries if apart and item.standing.undated]
        dated = [entry for entry in self._entries if not any(entry[2] is item for item in undated)]
        named = [item for match, _, item in dated if match == "names"]
        alone: list[Link] = []
        if self._thing.kind in schema().topics:
            dated = [entry for entry in dated if len(parties(entry[2])) > 1]
            alone = [item for item in named if len(parties(item)) == 1]
            if partners := [item for item in named if len(parties(item)) > 1]:
                yield f"Names {self._name}", partners
        else:
            for name in (*FAMILIES, "Other links"):
                if members := [item for item in named if family(item) == name]:
                    yield name, members
        for topic in dict.fromkeys(topic for match, topic, _ in dated if match == "group"):
            group = [item for match, about, item in dated if match == "group" and about == topic]
            yield f"Covers a group that {self._name} belongs to: {topic}", group
        if alone:
            yield f"Restricts, lists or produces {self._name}", alone
        if undated:
            yield "No date is known, so whether these held on that day cannot be said", undated

    def _entries_of(self, entries: list[Link], width: int) -> Iterator[str]:
        """Draw the links of a section; of each status no more than asked for, and say how many are left out."""
        for status in dict.fromkeys(item.standing.status for item in entries):
            same = [item for item in entries if item.standing.status == status]
            shown = same[: self._question.limit or None]
            for item in shown:
                yield from self._entry(item, width)
            if len(same) > len(shown):
                yield f"  and {len(same) - len(shown)} more {status or 'such'}; --all shows them"

    def _entry(self, item: Link, width: int) -> list[str]:
        wide = _wide(width)
        who = textwrap.wrap(self._who(item), wide) or [""]
        how = textwrap.wrap(self._how(item), _HOW) or [""]
        date = str(began(item) or "no date")
        lines = []
        for number in range(max(len(who), len(how))):
            first = number == 0
            lines.append(
                f"  {(item.standing.status or 'stated') if first else '':10} "
                f"{who[number] if number < len(who) else '':{wide}} {date if first else '':10} "
                f"{how[number] if number < len(how) else '':{_HOW}} {item.support if first else '':>7}"
            )
        shown = item.claims if self._question.quotes or item.disputed else item.claims[:1]
        for claim in shown:
            said = claim.date if item.disputed else None
            lines += quoted(claim, self._note(claim.document), width, _INDENT, said)
        if len(item.claims) > len(shown):
            lines.append(f"{_INDENT}{len(item.claims) - len(shown)} more: --quotes")
        return lines

    def _who(self, item: Link) -> str:
        ends = parties(item)
        if self._thing.kind == "Forum":
            ends = tuple(ref for ref in ends if ref != self._thing) or ends
        return (" → " if item.directed else " – ").join(self._bundle.nodes[ref].name for ref in ends)

    def _how(self, item: Link) -> str:
        end = item.standing.valid_to
        over = end is not None and end <= (self._question.as_of or dt.date.today())
        reported = min((c.published for c in item.claims if c.published), default=None)
        plan = schema().statuses.get(item.standing.status or "") == "intent" and not began(item)
        notes = [f"until {end}"] if over else []
        notes += [f"reported {reported}"] if plan and reported else []
        notes += ["disputed"] if item.disputed else []
        return f"{item.how}, {', '.join(notes)}" if notes else item.how

    def _note(self, document: str) -> int:
        if document not in self._cited:
            self._cited.append(document)
        return self._cited.index(document) + 1

    def _head(self, width: int) -> str:
        return f"  {'status':10} {'partners':{_wide(width)}} {'date':10} {'how':{_HOW}} {'sources':>7}"

    def _sources(self, width: int) -> list[str]:
        lines: list[str] = []
        for number, identity in enumerate(self._cited, 1):
            document = self._bundle.documents[identity]
            parts = [document.title, document.publisher, document.published or "no date"]
            text = f"[{number}] {', '.join(part for part in parts if part)}"
            lines += textwrap.wrap(text, width, subsequent_indent="    ")
        return lines


_GREEN, _YELLOW, _DIM, _BOLD = "\x1b[1;32m", "\x1b[1;33m", "\x1b[2m", "\x1b[1m"
_OFF = "\x1b[0m"


def coloured(text: str) -> str:
    """Return the answer in colour: acts green, intents yellow, headings bold, sentences dimmed."""
    stages = {"act": _GREEN, "intent": _YELLOW}
    lines: list[str] = []
    for line in text.split("\n"):
        word = line.strip().split(" ")[0]
        colour = stages.get(schema().statuses.get(word, ""))
        if line.startswith(_INDENT):
            line = f"{_DIM}{line}{_OFF}"
        elif colour and line.startswith(f"  {word}"):
            line = line.replace(word, f"{colour}{word}{_OFF}", 1)
        elif line and not line.startswith((" ", "[")) and len(lines) < text.count("\n") - 5:
            line = f"{_BOLD}{line}{_OFF}"
        lines.append(line)
    return "\n".join(lines)


def _wide(width: int) -> int:
    return max(20, width - 54)


def quoted(claim: Claim, note: int, width: int, indent: str, said: str | None = None) -> list[str]:
    """Return the sentence in lines; of a table row its title, or else its cells, with the sites that it cites."""
    if claim.reader == "table":
        *cells, source = next(csv.reader([claim.quote]))
        sites = dict.fromkeys(re.findall(r"https?://(?:www\.)?([^/\s]+)", source)) or {source: None}
        row = claim.get("title") or ", ".join(cell for cell in cells if cell)
        text = f"{row}; source: {', '.join(sites)} [{note}]"
    else:
        text = f"“{' '.join(claim.quote.split())}” [{note}]"
    text = f"{said}: {text}" if said else text
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _legend(width: int) -> list[str]:
    text = (
        "status: how it stands after all sources; planned and sought are intentions, not deals. partners: A → B says "
        "that A supplies, joins or acts on B. date: when it began. sources: independent ones; a brief and its "
        "original count once."
    )
    return textwrap.wrap(text, width)
