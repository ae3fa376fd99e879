"""Logistic models over named features, kept as whole numbers in one compressed file."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("weights.json.gz")
SCALE = 200


@dataclass(slots=True)
class Linear:
    """Some logistic models over the same features: for each feature the weights of all, in the order of `names`."""

    names: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def scores(self, features: Iterable[str]) -> list[float]:
        """Return the score of each model, a log of odds."""
        total = list(self.bias)
        get = self.weights.get
        rows = [row for row in map(get, features) if row is not None]
        for position, column in enumerate(zip(*rows, strict=True)):
            total[position] += sum(column)
        return total

    def chances(self, features: Iterable[str]) -> dict[str, float]:
        """Return the probability that each model gives."""
        return dict(zip(self.names, map(chance, self.scores(features)), strict=True))


@dataclass(slots=True)
class Model:
    """All that was learned: models of pairs by type, of status by relation, of topics; and the thresholds."""

    pairs: dict[str, Linear]
    status: dict[str, Linear]
    topics: dict[str, Linear]
    thresholds: dict[str, float] = field(default_factory=dict)


def chance(score: float) -> float:
    """Return the probability of a log of odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def pack(model: Model) -> bytes:
    """Return a model as compressed bytes, the same for the same weights."""
    content = {
        "thresholds": {k: round(v, 3) for k, v in sorted(model.thresholds.items())},
        **{
            name: {k: _packed(m) for k, m in sorted(getattr(model, name).items())}
            for name in ("pairs", "status", "topics")
        },
    }
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return gzip.compress(text.encode(), 9, mtime=0)


def _packed(linear: Linear) -> dict[str, Any]:
    rows = {f: [round(w * SCALE) for w in weights] for f, weights in linear.weights.items()}
    kept = sorted(f for f, row in rows.items() if any(row))
    return {
        "names": list(linear.names),
        "bias": [round(b * SCALE) for b in linear.bias],
        "features": "\n".join(kept),
        "weights": [[rows[f][i] for f in kept] for i in range(len(linear.names))],
    }


def unpack(data: bytes) -> Model:
    """Return the model in some compressed bytes."""
    content = json.loads(gzip.decompress(data))
    parts = {name: {k: _unpacked(m) for k, m in content[name].items()} for name in ("pairs", "status", "topics")}
    return Model(parts["pairs"], parts["status"], parts["topics"], content["thresholds"])


def _unpacked(raw: Mapping[str, Any]) -> Linear:
    columns: Sequence[Sequence[float]] = [[w / SCALE for w in column] for column in raw["weights"]]
    features = raw["features"].split("\n") if raw["features"] else []
    rows = zip(*columns, strict=True) if features else ()
    return Linear(tuple(raw["names"]), tuple(b / SCALE for b in raw["bias"]), dict(zip(features, rows, strict=True)))


@cache
def model() -> Model:
    """Return the bundled model, read once."""
    return unpack(FILE.read_bytes())
