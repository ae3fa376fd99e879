"""Chooses the thresholds of the models on articles that the models did not learn from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from graphkit.reading import assemble
from graphkit.reading.gold import to_gold
from graphkit.reading.reader import Reading
from graphkit.reading.trained.candidates import TYPE_OF
from graphkit.reading.trained.choose import choose
from graphkit.reading.trained.decode import WITH_TOPICS, Sight
from tests.reading.examples import Example
from tests.reading.scoring import Row, Score, score

# What a wrong fact costs against a right one, and what a forbidden one costs on top: the higher, the more precise.
PRICE = 0.75
TRAP = 0.5
STEPS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_NEVER = 2.0


@dataclass(slots=True)
class Seen:
    """An article with what models see in it that did not learn from it."""

    example: Example
    sight: Sight


def rows(seen: Seen, thresholds: dict[str, float], least: float = 0.0) -> list[Row]:
    """Return what is read in an article with a confidence of at least `least`, as the scorer wants it."""
    example = seen.example
    chosen = choose(seen.sight, example.records, thresholds, example.maker)
    records = assemble.merged(s.record for s in chosen if s.stands(least))
    facts: list[Row] = to_gold(Reading(records, assemble.nodes(example.maker.article, records)))["facts"]
    return facts


def total(seen: Sequence[Seen], thresholds: dict[str, float], strict: bool = True, least: float = 0.0) -> Score:
    """Return the score over some articles."""
    result = Score()
    for entry in seen:
        result.add(score(entry.example.gold, rows(entry, thresholds, least), strict))
    return result


def only_rules() -> dict[str, float]:
    """Return thresholds that let no model speak."""
    return dict.fromkeys(TYPE_OF, _NEVER) | {"COVERS": _NEVER, "SUPPLIES:good": 0.5}


def tune(seen: Sequence[Seen], price: float = PRICE) -> dict[str, float]:
    """Return the thresholds that gain most, one relation after the other."""
    found = only_rules() | {"COVERS": 0.5}
    for relation in TYPE_OF:
        near = [s for s in seen if any(p.relation == relation and p.chance >= STEPS[0] for p in s.sight.proposals)]
        found[relation] = _best(near, found, relation, relation, STEPS, price)
    found["COVERS"] = _best(seen, found, "COVERS", "COVERS", (0.4, 0.5, 0.6, 0.7, 0.8), price)
    found["SUPPLIES:good"] = _best(seen, found, "SUPPLIES:good", "SUPPLIES", (0.3, 0.4, 0.5, 0.6, 0.7), price)
    return found


def _best(
    seen: Sequence[Seen], thresholds: dict[str, float], name: str, relation: str, steps: Sequence[float], price: float
) -> float:
    """Return the threshold that gains most with its neighbours; of two as good, the higher."""
    relations = WITH_TOPICS | {relation, "COVERS"} if relation in WITH_TOPICS else {relation}
    gains = [0.0] * len(steps)
    for entry in seen:
        last, gain = -1, 0.0
        for i, step in enumerate(steps):
            passing = _passing(entry, name, step)
            if passing != last:
                last, gain = passing, _gain(entry, thresholds | {name: step}, relations, price)
            gains[i] += gain
    if len(steps) < 3:
        return max(zip(gains, steps, strict=True))[1]
    around = [gains[max(0, i - 1) : i + 2] for i in range(len(gains))]
    smooth = [(round(sum(a) / len(a), 6), step) for a, step in zip(around, steps, strict=True)]
    return max(smooth)[1]


def _passing(entry: Seen, name: str, step: float) -> int:
    """Return how much of what the models see passes a threshold; where that is the same, so is what is read."""
    if name.startswith("keep:"):
        return sum(p >= step for key, p in entry.sight.looked.items() if key[0] == name[5:])
    if name in TYPE_OF:
        return sum(p.chance >= step for p in entry.sight.proposals if p.relation == name)
    return sum(chance >= step for p in entry.sight.proposals for chance, _ in p.topics)


def _gain(entry: Seen, thresholds: dict[str, float], relations: Set[str], price: float) -> float:
    found = [r for r in rows(entry, thresholds) if r["predicate"] in relations]
    result = score(_only(entry.example.gold, relations), found)
    return sum(result.found.values()) - price * sum(result.wrong.values()) - TRAP * result.forbidden


def _only(gold: Row, relations: Set[str]) -> Row:
    kept = {k: [f for f in gold.get(k, []) if relations & set(_names(f))] for k in ("facts", "optional", "forbidden")}
    return {**gold, **kept}


def _names(fact: Row) -> Iterator[str]:
    yield "COVERS" if fact["predicate"] == "COOPERATES_ON" else fact["predicate"]
    yield from fact.get("predicate_alt", [])
