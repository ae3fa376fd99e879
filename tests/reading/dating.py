"""Counts how often the date of a fact that was found is right, by batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graphkit.gazetteer import gazetteer
from graphkit.model import Document
from graphkit.reading import read
from graphkit.reading.gold import to_gold
from tests.reading import examples
from tests.reading.scoring import Row, pairs, units

HEAD = [
    "batch",
    "right",
    "coarser or finer",
    "wrong",
    "not given",
    "right of those with a date",
    "given, gold has none",
]


def counts(gold: Row, facts: Sequence[Row]) -> Counter[str]:
    """Return how the dates of the facts found compare with those of the gold facts that they match."""
    wanted, given = list(units(gold["facts"], True)), list(units(facts, True))
    found: Counter[str] = Counter()
    for j, i in pairs(wanted, given, True).items():
        found[_verdict(wanted[i].get("date"), given[j].get("date"))] += 1
    return found


def _verdict(wanted: str | None, given: str | None) -> str:
    if not wanted:
        return "extra" if given else "none"
    if not given:
        return "missing"
    if wanted == given:
        return "right"
    return "near" if wanted.startswith(given) or given.startswith(wanted) else "wrong"


def by_batch(batches: Sequence[str]) -> list[list[object]]:
    """Return a row of counts for each batch, and for all of them together."""
    rows, total = [], Counter[str]()
    for batch in batches:
        found: Counter[str] = Counter()
        for name, text, gold in examples.articles(batch):
            document = Document(name, "", text, "h", published=gold.get("published"))
            found += counts(gold, to_gold(read(document, gazetteer()))["facts"])
        rows.append(_row(batch, found))
        total += found
    return [*rows, _row("all", total)]


def _row(name: str, found: Counter[str]) -> list[object]:
    shown = [found[k] for k in ("right", "near", "wrong", "missing")]
    return [name, *shown, shown[0] / max(1, sum(shown)), found["extra"]]
