"""What narrows facts, as people write it, and the selection that it makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypedDict, Unpack

from graphkit import dates
from graphkit.errors import InputError, VocabularyError
from graphkit.model import Ref
from graphkit.schema import schema
from graphkit.stores.base import Selection

_SINGULAR = {"relations": "relation", "kinds": "kind", "statuses": "status"}


class Narrowing(TypedDict, total=False):
    """What narrows facts, as `load_graph` takes it: each is left out, or all that is given must hold together."""

    relations: str | Iterable[str]
    kinds: str | Iterable[str]
    minerals: str | Ref | Iterable[str | Ref]
    around: str | Ref | Iterable[str | Ref]
    statuses: str | Iterable[str]
    as_of: str | dt.date | None
    years: tuple[int, int] | None


def selection_of(**narrowing: Unpack[Narrowing]) -> Selection:
    """Return the selection that these words ask for, or raise where the vocabulary or the tables lack one of them."""
    years, as_of = narrowing.get("years"), narrowing.get("as_of")
    if years is not None and (years[0] > years[1] or years[0] < 1 or years[1] > dt.MAXYEAR):
        raise InputError(f"The years {years[0]} to {years[1]} are no window; give the first and the last one.")
    return Selection(
        relations=named("relations", narrowing.get("relations", ()), "INSTRUMENT"),
        kinds=named("kinds", narrowing.get("kinds", ())),
        topics=_refs(narrowing.get("minerals", ()), schema().topics),
        around=_refs(narrowing.get("around", ()), None),
        statuses=named("statuses", narrowing.get("statuses", ())),
        as_of=None if as_of is None else dates.up_to_today(str(as_of)),
        years=years,
    )


def named(what: str, given: str | Iterable[str], *more: str) -> frozenset[str]:
    """Return names of the vocabulary, in any case and with commas as people write them, as it has them.

    `what` is "relations", "statuses" or "kinds"; `more` are names that will do besides. Raises VocabularyError with
    those that there are.

    Example:
        >>> sorted(named("statuses", "signed, Planned"))
        ['planned', 'signed']
    """
    names = [given] if isinstance(given, str) else given
    wanted = [name.strip() for item in names for name in item.split(",") if name.strip()]
    known = {name.casefold(): name for name in (*getattr(schema(), what), *more)}
    if unknown := sorted(name for name in wanted if name.casefold() not in known):
        there_are = ", ".join(sorted(known.values()))
        raise VocabularyError(f'There is no {_SINGULAR[what]} "{unknown[0]}"; there are {there_are}.')
    return frozenset(known[name.casefold()] for name in wanted)


def _refs(names: str | Ref | Iterable[str | Ref], kinds: Iterable[str] | None) -> frozenset[Ref]:
    from graphkit.gazetteer import gazetteer

    several = [names] if isinstance(names, str | Ref) else names
    return frozenset(name if isinstance(name, Ref) else gazetteer().resolve(name, kinds) for name in several)
