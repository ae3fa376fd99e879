"""The links that a page draws: one for all facts of a relation between two entities, the most telling first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graphkit.schema import schema


@dataclass(slots=True)
class Tie:
    """A link of one relation between two entities, by number; `told` by a sentence, `weight` the sum of its figures."""

    one: int
    other: int
    relation: str
    told: bool = False
    weight: float = 0.0
    number: int = -1


@dataclass(slots=True)
class Ties:
    """Collects the links of facts."""

    found: dict[tuple[int, int, str], Tie] = field(default_factory=dict)

    def take(self, one: int, other: int, relation: str, told: bool, weight: float) -> Tie:
        """Return the link of a fact, which may have others already."""
        if one > other and schema().relation(relation).symmetric:
            one, other = other, one
        tie = self.found.setdefault((one, other, relation), Tie(one, other, relation))
        tie.told = tie.told or told
        tie.weight += weight
        return tie

    def ranked(self, weighted: bool) -> list[Tie]:
        """Return the links with their numbers: what sentences tell first, then the heaviest or best-connected.

        What only follows from other links comes last.
        """
        degree = Counter(node for tie in self.found.values() for node in {tie.one, tie.other})

        def rank(tie: Tie) -> tuple[bool, bool, float]:
            heavy = tie.weight if weighted else min(degree[tie.one], degree[tie.other])
            return (not tie.told, follows(tie.relation), -heavy)

        ties = sorted(self.found.values(), key=rank)
        for number, tie in enumerate(ties):
            tie.number = number
        return ties


def follows(relation: str) -> bool:
    """Whether a link of this relation only follows from facts that have links of their own."""
    return relation in ("COOPERATES_ON", "EXPORTS", "IMPORTS")


def pairs(ties: Iterable[Tie]) -> list[tuple[int, int]]:
    """Return the two ends of each link."""
    return [(tie.one, tie.other) for tie in ties]
