"""Sentences and colours of a report in a terminal."""

from __future__ import annotations

import re
import textwrap

from graphkit.evidence import in_words
from graphkit.model import Claim
from graphkit.schema import schema

INDENT = " " * 12

_GREEN, _YELLOW, _DIM, _BOLD = "\x1b[1;32m", "\x1b[1;33m", "\x1b[2m", "\x1b[1m"
_OFF = "\x1b[0m"
_ENTRY = re.compile(
    r"(  (?:(?:[0-9][0-9-]{3,9}|no date) +)?)(\w+)"
)  # a status, after a date where lines begin with one


def coloured(text: str) -> str:
    """Return the answer in colour: acts green, intents yellow, headings bold, sentences dimmed."""
    stages = {"act": _GREEN, "intent": _YELLOW}
    lines = text.split("\n")
    out: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        entry = _ENTRY.match(line)
        colour = stages.get(schema().statuses.get(entry[2], "")) if entry else None
        if line.startswith(INDENT) and not line.startswith(f"{INDENT} "):
            line = f"{_DIM}{line}{_OFF}"
        elif entry and colour:
            line = f"{entry[1]}{colour}{entry[2]}{_OFF}{line[entry.end() :]}"
        elif line and not line.startswith((" ", "[")) and (not out or following.startswith("  ")):
            line = f"{_BOLD}{line}{_OFF}"
        out.append(line)
    return "\n".join(out)


def quoted(claim: Claim, note: int, width: int, indent: str, said: str | None = None) -> list[str]:
    """Return the sentence in lines; of a table row its title or cells, its remark, and the sites that it cites."""
    told = in_words(claim)
    text = f"“{told.text}”" if told.sentence else told.plain
    if told.source:
        sites = dict.fromkeys(re.sub(r"^https?://(www\.)?|/.*", "", page) for page in told.pages)
        text = f"{text}; source: {', '.join(sites) or told.source}"
    text = f"{said}: {text} [{note}]" if said else f"{text} [{note}]"
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
