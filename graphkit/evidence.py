"""Claims as they stand in the rows of an answer: which document says so, in which words, with which status and date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graphkit.model import Claim

_KEYS = ("document", "quote", "start", "end", "published", "status", "date")
SHAPE = ", ".join(_KEYS)
"""What each piece of evidence tells, for the descriptions of columns."""


def evidence(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Return claims as {document, quote, start, end, published, status, date}, in their order."""
    return [{key: getattr(claim, key) for key in _KEYS} for claim in claims]
