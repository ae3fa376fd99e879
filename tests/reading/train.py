"""Trains the models of the reader on the articles with gold facts and writes their weights (`make train`)."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from graphkit.reading.trained import decode, words
from graphkit.reading.trained.candidates import TYPES
from graphkit.reading.trained.linear import FILE, Linear, Model, pack
from tests.reading import examples, tuning
from tests.reading.examples import Example
from tests.reading.learning import Table, fit, linear
from tests.reading.tuning import Seen

COST = 0.15
TRUE = 2.0
TRAP = 3.0
FEWEST = 2
FOLDS = 3
_STATUS_COST = 0.2


def finished(learned: Sequence[Example], price: float = tuning.PRICE) -> Model:
    """Return the models of some articles with thresholds that were chosen on articles left out in turn."""
    seen: list[Seen] = []
    for left in _folds(learned):
        model = train([e for e in learned if e.batch not in left])
        seen += [Seen(e, decode.look(e.prepared, model)) for e in learned if e.batch in left]
    return replace(train(learned), thresholds=tuning.tune(seen, price))


def _folds(learned: Sequence[Example]) -> list[set[str]]:
    """Return the batches in a few groups."""
    batches = sorted({e.batch for e in learned})
    return [set(batches[i::FOLDS]) for i in range(min(FOLDS, len(batches)))]


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


def _places(learned: Sequence[Example], kind: str) -> list[tuple[Example, int]]:
    """Return where the pairs of a kind stand."""
    return [(e, i) for e in learned for i, (pair, _) in enumerate(e.prepared.pairs) if pair.kind == kind]


def _pairs(learned: Sequence[Example], kind: str, relations: Sequence[str], table: Table) -> Linear:
    names, columns = [], []
    places = _places(learned, kind)
    labels = {r: [e.labels[r][i] for e, i in places] for r in relations}
    for relation in relations:
        chosen, costs = [], []
        for position, (e, i) in enumerate(places):
            label = labels[relation][position]
            if label is not None and words.passes(relation, e.prepared.pairs[i][0].view.classes):
                chosen.append(position)
                costs.append(COST * (TRUE if label else TRAP if i in e.heavy[relation] else 1.0))
        names.append(relation)
        columns.append(_fit(table, chosen, labels[relation], costs))
    if kind == "party":
        for name, column in _kinds(relations, labels, table):
            names.append(name)
            columns.append(column)
    return linear(names, table, columns)


def _kinds(
    relations: Sequence[str], labels: dict[str, list[int | None]], table: Table
) -> Iterator[tuple[str, list[float]]]:
    """Yield the model that tells whether there is an instrument at all, and those that tell which kind it then is."""
    together = [_any([labels[r][i] for r in relations]) for i in range(len(table.rows))]
    chosen = [i for i, label in enumerate(together) if label is not None]
    yield "any", _fit(table, chosen, together, [COST * (TRUE if together[i] else 1.0) for i in chosen])
    for relation in relations:
        true = [i for i in chosen if together[i] == 1 and labels[relation][i] is not None]
        yield "kind:" + relation, _fit(table, true, labels[relation], [COST] * len(true))


def _any(labels: Sequence[int | None]) -> int | None:
    return 1 if 1 in labels else None if None in labels else 0


def _fit(table: Table, chosen: Sequence[int], labels: Sequence[int | None], costs: Sequence[float]) -> list[float]:
    rows = [table.rows[i] for i in chosen]
    return fit(rows, [int(labels[i] == 1) for i in chosen], costs, len(table.names) + 1)


def _status(learned: Sequence[Example], kind: str, relation: str, table: Table) -> Linear | None:
    places = _places(learned, kind)
    found = [e.statuses[relation].get(i) if e.labels[relation][i] == 1 else None for e, i in places]
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


def main() -> None:
    """Train on all articles but the last batch, and write the weights."""
    learned = examples.examples(examples.MEASURED + examples.ADDED)
    model = finished(learned)
    data = pack(model)
    FILE.write_bytes(data)
    print(f"{len(learned)} articles, {len(data):,} bytes of weights in {FILE}")
    for name, value in sorted(model.thresholds.items()):
        print(f"{name:28}{value:.2f}")


if __name__ == "__main__":
    main()
