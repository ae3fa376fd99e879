"""Concentration: how far a supply hangs on few. Pure functions over amounts by name; shares and HHI are from 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def shares(amounts: Mapping[K, float]) -> dict[K, float]:
    """Return the share of each in the sum, largest first; nothing where the sum is 0. Amounts are never negative.

    Example:
        >>> shares({"CHL": 60.0, "CHN": 20.0, "ARG": 20.0})
        {'CHL': 0.6, 'ARG': 0.2, 'CHN': 0.2}
    """
    if wrong := [name for name, amount in amounts.items() if not 0 <= amount < math.inf]:
        raise ValueError(f"{wrong[0]!r} has no amount that a share can be taken of: {amounts[wrong[0]]}")
    total = math.fsum(amounts.values())
    if total == 0:
        return {}
    order = sorted(amounts, key=lambda name: (-amounts[name], str(name)))
    return {name: amounts[name] / total for name in order}


def hhi(amounts: Iterable[float]) -> float | None:
    """Return the Herfindahl-Hirschman index, the sum of the squared shares: 1 where one has all, None where none has.

    Example:
        >>> hhi([50, 50])
        0.5
    """
    found = shares(dict(enumerate(amounts)))
    return math.fsum(share * share for share in found.values()) if found else None


def without(amounts: Mapping[K, float], *left_out: K) -> dict[K, float]:
    """Return the amounts of the others: what is left where some no longer supply."""
    return {name: amount for name, amount in amounts.items() if name not in left_out}


def change(before: float | None, after: float | None) -> float | None:
    """Return by how much a share changed, None where one of the two is not known."""
    return None if before is None or after is None else after - before
