"""Export restrictions and critical lists, many to a line: one measure on several minerals, one list after another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from graphkit.bundle import Bundle
from graphkit.links import Link, began
from graphkit.reports.shared.page import Column, Line, Section
from graphkit.reports.shared.things import name
from graphkit.standing import Standing

MEASURES = (
    Column("status", 10),
    Column("measure"),
    Column("since", 10),
    Column("until", 10),
    Column("sources", 7, True),
)


def in_force(standing: Standing, day: dt.date) -> bool:
    """Tell whether it stands on that day as far as known: an act that has not ended."""
    return standing.status not in ("planned", "sought", "suspended") and not standing.ended and not standing.over(day)


def restrictions(heading: str, items: Sequence[Link], bundle: Bundle) -> list[Section]:
    """Return the section of the restrictions among the links, a measure a line with the minerals that it is on."""
    groups: dict[tuple[str, ...], list[Link]] = {}
    for item in items:
        if item.relation == "RESTRICTS_EXPORT_OF":
            until = item.standing.valid_to
            key = (item.standing.status or "", name(item.record.ends[0], bundle), item.how)
            groups.setdefault((*key, began(item) or "not known", str(until or "")), []).append(item)
    lines = [
        Line(
            (status, f"{who}: {how} on {_and(name(i.record.ends[1], bundle) for i in same)}", since, until,
             str(max(i.support for i in same))),
            same[0].claims, any(i.disputed for i in same), status,
        )
        for (status, who, how, since, until), same in groups.items()
    ]  # fmt: skip
    return [Section(heading, MEASURES, lines)] if lines else []


def lists(heading: str, items: Iterable[Link], bundle: Bundle, *, of: str) -> list[Section]:
    """Return the section of the critical lists among the links, in words: `of` a "mineral" or of a "party"."""
    end = 0 if of == "mineral" else 1
    groups: dict[str, list[str]] = {}
    for item in items:
        if item.relation == "LISTS_AS_CRITICAL":
            other = name(item.record.ends[end], bundle)
            groups.setdefault(item.how.removeprefix("on the list "), []).append(other)
    if not groups:
        return []
    if of == "mineral":
        words = ", ".join(f"{names[0]} ({which})" for which, names in groups.items())
        return [Section(heading, words=[words])]
    return [Section(heading, words=[f"{which}: {', '.join(sorted(names))}" for which, names in groups.items()])]


def _and(names: Iterable[str]) -> str:
    told = list(dict.fromkeys(names))
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
