"""Learns logistic models with an L2 penalty from sparse examples, the same way each time: fixed order, no chance.

Each model is fitted in its dual, one example after the other (Yu, Huang and Lin 2011); what an example adds to the
weights is bounded by its cost.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from graphkit.reading.trained.linear import Linear

_EPOCHS = 10
_STILL = 1e-3


class Table:
    """Examples as lists of numbers of features; features that too few articles have are left out."""

    def __init__(self, rows: Sequence[Sequence[str]], groups: Sequence[int], fewest: int) -> None:
        """`groups`: the article of each row."""
        last: dict[str, int] = {}
        seen: dict[str, int] = {}
        for row, group in zip(rows, groups, strict=True):
            for feature in row:
                if last.get(feature) != group:
                    last[feature] = group
                    seen[feature] = seen.get(feature, 0) + 1
        kept = sorted(f for f, n in seen.items() if n >= fewest)
        self.numbers = {f: i + 1 for i, f in enumerate(kept)}  # 0 is the bias
        get = self.numbers.get
        self.rows = [[0, *(n for n in map(get, row) if n is not None)] for row in rows]
        self.names = kept


def fit(rows: Sequence[Sequence[int]], labels: Sequence[int], costs: Sequence[float], size: int) -> list[float]:
    """Return the weights that tell rows labelled 1 from those labelled 0."""
    weights = [0.0] * size
    get = weights.__getitem__
    state = [(-9.0, 0.0) for _ in rows]  # log odds and value of each dual variable
    quiet = [0] * len(rows)
    for epoch in range(_EPOCHS):
        for i, row in enumerate(rows):
            if quiet[i] and epoch % 3 and epoch > 1:
                continue
            sign, cost = (1.0 if labels[i] else -1.0), costs[i]
            odds, old = state[i]
            odds, value = _step(odds, old, sign * sum(map(get, row)), len(row), cost)
            change = value - old
            state[i] = (odds, value)
            if abs(change) > _STILL * cost:
                quiet[i] = 0
                change *= sign
                for j in row:
                    weights[j] += change
            else:
                state[i] = (odds, old)
                quiet[i] += 1
    return weights


def _step(odds: float, old: float, margin: float, size: int, cost: float) -> tuple[float, float]:
    """Return the best value of one dual variable, all others fixed, by Newton's method within its bounds."""
    low, high = -margin - size * (cost - old), -margin + size * old
    odds = min(max(odds, low), high)
    value = old
    for _ in range(8):
        share = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
        value = cost * share
        slope = odds + margin + size * (value - old)
        if abs(slope) < 1e-3:
            break
        if slope > 0:
            high = odds
        else:
            low = odds
        step = odds - slope / (1 + size * value * (1 - share))
        odds = step if low < step < high else (low + high) / 2
    return odds, value


def linear(names: Sequence[str], table: Table, columns: Sequence[Sequence[float]]) -> Linear:
    """Return weights as models by feature."""
    bias = tuple(column[0] for column in columns)
    rows = {name: tuple(column[i + 1] for column in columns) for i, name in enumerate(table.names)}
    return Linear(tuple(names), bias, rows)
