"""Who leads what one party at a time may lead, and which of several such claims clash."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from graphkit.model import Fact
from graphkit.standing import Standing, settle


def only_leader(facts: Sequence[Fact]) -> dict[str, tuple[str, ...]]:
    """Return, for facts of which one at a time may stand at an object (LEADS), the ids of those that clash with others.

    Two clash where their terms overlap and neither says that the chair is shared (role "co-chair").
    """
    clashes: dict[str, set[str]] = {}
    terms = [(fact, settle(fact)) for fact in facts]
    for i, (one, a) in enumerate(terms):
        for other, b in terms[i + 1 :]:
            if one.object == other.object and one.subject != other.subject and _overlap(a, b):
                clashes.setdefault(one.id, set()).add(other.id)
                clashes.setdefault(other.id, set()).add(one.id)
    return {fact: tuple(sorted(others)) for fact, others in clashes.items()}


def _overlap(one: Standing, other: Standing) -> bool:
    if "co-chair" in (one.attributes.get("role"), other.attributes.get("role")):
        return False
    start = max(s.valid_from or dt.date.min for s in (one, other))
    end = min(s.valid_to or dt.date.max for s in (one, other))
    return start < end
