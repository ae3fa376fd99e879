"""Of what kind a value is, as far as a query and the vocabulary show it."""

from __future__ import annotations

CLOCKS = ("date", "datetime", "localdatetime", "time", "localtime", "duration")
DATES = ("valid_from", "valid_to", "known_from", "terms_from", "terms_to")
"""The properties that are dates wherever they stand; other days are kept as their source says them, "2024-05"."""


def dated(name: str) -> bool:
    """Tell whether a property of this name is a date wherever it stands."""
    return name in DATES
