"""Claims as answers show them: as evidence in rows, and in words, with what a table row cites."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graphkit.model import TABLE, Claim

_KEYS = ("document", "quote", "start", "end", "published", "status", "date")
SHAPE = ", ".join(_KEYS)
"""What each piece of evidence tells, for the descriptions of columns."""
_REMARK = re.compile(r"\[([^][]+)\]\s*$")
_PAGE = re.compile(r"https?://[^\s;]+")


@dataclass(frozen=True, slots=True)
class Words:
    """What a claim says: a sentence, or of a row of a table its title or cells; its remark, and whom it cites."""

    text: str
    sentence: bool = True
    remark: str = ""
    source: str = ""

    @property
    def plain(self) -> str:
        """The text with its remark."""
        return f"{self.text} ({self.remark})" if self.remark else self.text

    @property
    def pages(self) -> list[str]:
        """The addresses that its source names."""
        return list(dict.fromkeys(_PAGE.findall(self.source)))


def evidence(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Return claims as {document, quote, start, end, published, status, date}, in their order."""
    return [{key: getattr(claim, key) for key in _KEYS} for claim in claims]


def in_words(claim: Claim) -> Words:
    """Return a claim in words. A row of a reference table tells its source in a cell; other lines have none."""
    plain = " ".join(claim.quote.split())
    source = str(claim.get("source") or "") if claim.reader == TABLE else ""
    if not source:
        return Words(plain, sentence=claim.told)
    cells = [cell for cell in next(csv.reader([claim.quote])) if cell and cell.strip() != source]
    remark = _REMARK.search(source)
    return Words(str(claim.get("title") or ", ".join(cells)), False, remark[1] if remark else "", source)
