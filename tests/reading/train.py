"""Trains the models of the reader on the articles with gold facts and writes their weights (`make train`)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from graphkit.reading.trained import words
from graphkit.reading.trained.candidates import TYPES
from graphkit.reading.trained.linear import FILE, Linear, Model, pack
from tests.reading import examples
from tests.reading.examples import Example
from tests.reading.learning import Table, fit, linear

COST = 0.15
TRUE = 2.0
TRAP = 3.0
FEWEST = 2
_STATUS_COST = 0.2


def train(learned: Sequence[Example]) -> Model:
    """Return the models of some articles, without thresholds."""
    pairs, status = {}, {}
    for kind, relations in TYPES.items():
        rows = [features for e in learned for pair, features in e.prepared.pairs if pair.kind == kind]
        groups = [n for n, e in enumerate(learned) for pair, _ in e.prepared.pairs if pair.kind == kind]
        table = Table(rows, groups, FEWEST)
        pairs[kind] = _pairs(learned, kind, relations, table)
        for relation in relations:
            found = _status(learned, kind, relation, table)
            if found is not None:
                status[relation] = found
    topics = {name: _topics(learned, name) for name in ("COVERS", "SUPPLIES")}
    return Model(pairs, status, {n: m for n, m in topics.items() if m is not None})


def _column(learned: Sequence[Example], kind: str, get: Callable[[Example, int], object]) -> list[object]:
    return [get(e, i) for e in learned for i, (pair, _) in enumerate(e.prepared.pairs) if pair.kind == kind]


def _pairs(learned: Sequence[Example], kind: str, relations: Sequence[str], table: Table) -> Linear:
    names, columns = [], []
    labels = {r: _column(learned, kind, lambda e, i, r=r: e.labels[r][i]) for r in relations}
    for relation in relations:
        heavy = _column(learned, kind, lambda e, i, r=relation: i in e.heavy[r])
        open_ = _column(learned, kind, lambda e, i, r=relation: words.passes(r, e.prepared.pairs[i][0].view.classes))
        chosen = [i for i, label in enumerate(labels[relation]) if label is not None and open_[i]]
        costs = [COST * (TRUE if labels[relation][i] else TRAP if heavy[i] else 1.0) for i in chosen]
        names.append(relation)
        columns.append(_fit(table, chosen, labels[relation], costs))
    if kind == "party":
        together = [_any([labels[r][i] for r in relations]) for i in range(len(table.rows))]
        chosen = [i for i, label in enumerate(together) if label is not None]
        names.append("any")
        columns.append(_fit(table, chosen, together, [COST * (TRUE if together[i] else 1.0) for i in chosen]))
        for relation in relations:
            true = [i for i in chosen if together[i] == 1 and labels[relation][i] is not None]
            names.append("kind:" + relation)
            columns.append(_fit(table, true, labels[relation], [COST] * len(true)))
    return linear(names, table, columns)


def _any(labels: Iterable[object]) -> int | None:
    found = list(labels)
    return 1 if 1 in found else None if None in found else 0


def _fit(table: Table, chosen: Sequence[int], labels: Sequence[object], costs: Sequence[float]) -> list[float]:
    rows = [table.rows[i] for i in chosen]
    return fit(rows, [int(labels[i] == 1) for i in chosen], costs, len(table.names) + 1)


def _status(learned: Sequence[Example], kind: str, relation: str, table: Table) -> Linear | None:
    found = _column(learned, kind, lambda e, i: e.statuses[relation].get(i) if e.labels[relation][i] == 1 else None)
    chosen = [i for i, s in enumerate(found) if s]
    names = sorted({str(found[i]) for i in chosen})
    if len(names) < 2:
        return None
    columns = [_fit(table, chosen, [int(s == n) for s in found], [_STATUS_COST] * len(chosen)) for n in names]
    return linear(names, table, columns)


def _topics(learned: Sequence[Example], name: str) -> Linear | None:
    rows = [(n, features, label) for n, e in enumerate(learned) for kind, features, label in e.topics if kind == name]
    if not rows:
        return None
    table = Table([r[1] for r in rows], [r[0] for r in rows], FEWEST)
    column = _fit(table, range(len(rows)), [r[2] for r in rows], [COST] * len(rows))
    return linear([name], table, [column])
