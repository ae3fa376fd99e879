"""Of what kind a value is, as far as a query and the vocabulary show it."""

from __future__ import annotations

CLOCKS = ("date", "datetime", "localdatetime", "time", "localtime", "duration")
DATES = ("valid_from", "valid_to", "known_from", "terms_from", "terms_to")
"""The properties that are dates wherever they stand; other days are kept as their source says them, "2024-05"."""
_TEXTS = (
    "id", "name", "fact", "status", "kind", "title", "date", "publisher", "url", "published", "symbol", "level",
    "place", "mineral", "commodity", "stage", "product", "series", "derived_from", "agreement",
)  # fmt: skip
_LISTS = ("evidence", "documents", "quotes", "parties", "topics", "disputed_on", "aliases")
_NUMBERS = ("support", "count", "reports", "share", "tonnes", "value_usd", "year", "first_year", "last_year")
_KINDS = {
    **dict.fromkeys(DATES, "date"),
    **dict.fromkeys(_TEXTS, "text"),
    **dict.fromkeys(_LISTS, "list"),
    **dict.fromkeys(_NUMBERS, "number"),
}


def dated(name: str) -> bool:
    """Tell whether a property of this name is a date wherever it stands."""
    return name in DATES


def kind(name: str) -> str:
    """Return what the property of this name is wherever it stands: "text", "list", "number", "date", or ""."""
    return _KINDS.get(name, "")
