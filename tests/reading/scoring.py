"""Compares what was read with gold facts: strict and relaxed counts by relation, and what was read though forbidden.

Strict: ends, relation, status where the relation has one, and the good of SUPPLIES (one unit a good). Relaxed: ends and
relation. What hits an optional fact, or a fact already found, counts neither for nor against.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

Row = dict[str, Any]

SYMMETRIC = frozenset({"SIGNED_MOU", "SIGNED_AGREEMENT", "COOPERATES_WITH", "MET_WITH"})
STATED = frozenset(
    {"SIGNED_MOU", "SIGNED_AGREEMENT", "COOPERATES_WITH", "SUPPLIES", "MEMBER_OF", "RESTRICTS_EXPORT_OF"}
)
EASY = frozenset({"SERVES_IN", "MINISTRY_OF", "COVERS"})
_BLOCS = frozenset({"eu", "au", "asean", "un", "gcc", "ecowas", "mercosur"})
_GENERIC = [
    "ministry",
    "minister",
    "department",
    "dept",
    "of",
    "the",
    "and",
    "for",
    "on",
    "in",
    "office",
    "federal",
    "union",
    "state",
    "national",
]
_NAMES = {
    "critical-minerals": "critical-raw-materials key-minerals strategic-minerals core-minerals",
    "rare-earth-elements": "rare-earths rare-earth rare-earth-metals rare-earth-minerals ree rees",
    "petroleum": "oil crude-oil",
    "natural-gas": "gas lng",
    "electric-vehicles": "ev evs electric-vehicle",
    "batteries": "battery ev-batteries",
    "nickel": "nickel-ore",
    "lithium": "lithium-concentrate lithium-carbonate spodumene",
    "uranium": "enriched-uranium",
    "aluminum": "aluminium",
    "copper": "copper-concentrate",
    "diamonds": "diamond gem-diamonds",
    "rare-metals": "rare-metal",
    "renewable-energy": "renewables",
    "msp": "minerals-security-partnership",
    "iea": "international-energy-agency",
    "g7": "group-of-seven",
    "g20": "group-of-20",
    "quad": "quadrilateral-security-dialogue",
    "eu": "european-union",
    "au": "african-union",
    "solar-power": "solar-energy",
    "hydrogen": "hydrogen-energy",
}
_SAME = {other: name for name, others in _NAMES.items() for other in others.split()}
_LETTERS = str.maketrans({"Đ": "D", "đ": "d", "ø": "o", "Ø": "O", "ł": "l"})
_CLOSE = 0.6


@dataclass(slots=True)
class Score:
    """Facts found, found wrongly and missed, by relation."""

    found: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    forbidden: int = 0
    wrong_rows: list[Row] = field(default_factory=list)
    missed_rows: list[Row] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Take the counts of another score in."""
        self.found.update(other.found)
        self.wrong.update(other.wrong)
        self.missed.update(other.missed)
        self.forbidden += other.forbidden
        self.wrong_rows += other.wrong_rows
        self.missed_rows += other.missed_rows

    def relations(self) -> set[str]:
        """The relations that it has counts of."""
        return set(self.found) | set(self.wrong) | set(self.missed)

    def rates(self, relations: Iterable[str] | None = None) -> tuple[float, float, float]:
        """Return precision, recall and F1 over some relations, or all."""
        chosen = self.relations() if relations is None else set(relations)
        found, wrong, missed = (sum(c[r] for r in chosen) for c in (self.found, self.wrong, self.missed))
        return rates(found, wrong, missed)

    def core(self) -> tuple[float, float, float]:
        """Return precision, recall and F1 without the relations that titles and names give away."""
        return self.rates(self.relations() - EASY)


def rates(found: int, wrong: int, missed: int) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    precision = found / (found + wrong) if found + wrong else float(missed == 0)
    recall = found / (found + missed) if found + missed else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(gold: Row, read: Sequence[Row], strict: bool = True) -> Score:
    """Return the score of what was read in one article."""
    wanted, given = list(units(gold["facts"], strict)), list(units(read, strict))
    optional = list(units(gold.get("optional", []), True))
    paired = pairs(wanted, given, strict)
    result = Score(forbidden=len(forbidden(gold, read)))
    for i, row in enumerate(wanted):
        if i in paired.values():
            result.found[row["predicate"]] += 1
        else:
            result.missed[row["predicate"]] += 1
            result.missed_rows.append(row)
    for j, row in enumerate(given):
        if j in paired or any(matches(g, row, strict) for g in wanted):
            continue
        if not any(_tolerated(o, row, strict) for o in optional):
            result.wrong[row["predicate"]] += 1
            result.wrong_rows.append(row)
    return result


def pairs(wanted: list[Row], given: list[Row], strict: bool) -> dict[int, int]:
    """Return which fact read is which gold fact: exact matches first, then loose ones."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for level in (2, 1):
        for j, row in enumerate(given):
            if j in found:
                continue
            for i, fact in enumerate(wanted):
                if i not in taken and matches(fact, row, strict) >= level:
                    found[j] = i
                    taken.add(i)
                    break
    return found


def _tolerated(optional: Row, row: Row, strict: bool) -> bool:
    if not matches(optional, row, False):
        return False
    if not strict or optional["predicate"] not in STATED or not optional.get("status"):
        return True
    return row.get("status") in [optional["status"], *optional.get("status_alt", [])]


def forbidden(gold: Row, read: Sequence[Row]) -> list[tuple[Row, str]]:
    """Return the forbidden facts that were read, with what makes each one wrong."""
    fine = [*units(gold["facts"], True), *units(gold.get("optional", []), True)]
    traps = [(unit, fact["why"]) for fact in gold.get("forbidden", []) for unit in units([fact], True)]
    out = []
    for row in units(read, True):
        if not any(matches(g, row, True) for g in fine):
            out += [(row, why) for trap, why in traps if matches(trap, row, True)][:1]
    return out


def units(facts: Iterable[Row], strict: bool) -> Iterator[Row]:
    """Yield facts each once, in strict counting one a good of SUPPLIES, with the good under "_good"."""
    seen: set[tuple[object, ...]] = set()
    for fact in facts:
        predicate = "COVERS" if fact["predicate"] == "COOPERATES_ON" else fact["predicate"]
        goods = fact.get("mineral") or [""]
        goods = [goods] if isinstance(goods, str) else goods
        supplies = strict and predicate == "SUPPLIES"
        for good in goods if supplies and not fact.get("mineral_any") else goods[:1] if supplies else [""]:
            ends = (canon(fact.get("subject")), canon(fact.get("object")))
            key: tuple[object, ...] = (predicate, *(sorted(ends) if predicate in SYMMETRIC else ends))
            if strict:
                key += (fact.get("status") if predicate in STATED else None, canon(good) if supplies else None)
            if key not in seen:
                seen.add(key)
                yield {**fact, "predicate": predicate, "_good": good}


def matches(fact: Row, row: Row, strict: bool) -> int:
    """Tell how well a fact that was read is a gold fact: 2 exactly, 1 loosely, 0 not."""
    predicate = fact["predicate"]
    if row["predicate"] not in [predicate, *fact.get("predicate_alt", [])]:
        return 0
    stated = strict and predicate in STATED and fact.get("status")
    if stated and (row.get("status") or "") not in {fact["status"], *fact.get("status_alt", [])}:
        return 0
    if strict and predicate == "SUPPLIES" and not fact.get("mineral_any"):
        good = canon(fact.get("_good", ""))
        if good and good != canon(row.get("_good", "")):
            return 0
    level = _ends(fact, row, "subject", "object")
    if predicate in SYMMETRIC and level < 2:
        level = max(level, _ends(fact, row, "object", "subject"))
    return level


def _ends(fact: Row, row: Row, subject: str, target: str) -> int:
    predicate = fact["predicate"]
    loose = predicate not in ("COVERS", "PRODUCES", "RESTRICTS_EXPORT_OF")
    return min(end(fact, "subject", row, subject, True), end(fact, "object", row, target, loose))


def end(fact: Row, side: str, row: Row, other: str, loose: bool) -> int:
    """Tell how well one end of a fact that was read is one end of a gold fact; `loose`: names may differ a little."""
    names = (fact[side], *(fact.get(side + "_alt") or ()))
    return _same(names, fact.get(side + "_name") or "", row.get(other) or "", row.get(other + "_name") or "", loose)


@cache
def _same(names: tuple[str, ...], label: str, given: str, given_label: str, loose: bool) -> int:
    wanted = [canon(n) for n in names]
    got = canon(given)
    if got in wanted:
        return 2
    for position, name in enumerate(wanted):
        if ("/" not in name or "/" not in got) or (position and "/" not in names[position]):
            continue
        if name.split("/")[0] == got.split("/")[0]:
            one = [n for n in (label if position == 0 or names[position] == names[0] else "", _last(name)) if n]
            if max(_overlap(a, b, True) for a in one for b in (given_label, _last(got)) if b) >= _CLOSE:
                return 1
    if not loose or "/" in wanted[0] or "/" in got or _state(wanted[0]) or _state(got):
        return 0
    organisations = [n for n, raw in zip(wanted, names, strict=True) if "/" not in raw and not _state(n)]
    return int(any(_overlap(n.replace("-", " "), got, False) >= _CLOSE for n in organisations))


def _last(identity: str) -> str:
    return identity.split("/", 1)[1].replace("-", " ")


def _state(identity: str) -> bool:
    return bool(re.fullmatch(r"[a-z]{3}", identity)) or identity in _BLOCS


def _overlap(one: str, other: str, generic: bool) -> float:
    """Return the share of the shorter name's words that the longer one has too."""
    a, b = _words(one, generic), _words(other, generic)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


@cache
def _words(name: str, generic: bool) -> frozenset[str]:
    found = frozenset(_stem(w) for w in re.findall(r"[a-z0-9]+", _plain(name)))
    return (found - {_stem(g) for g in _GENERIC} or found) if generic else found


def _stem(word: str) -> str:
    if word in ("mine", "mines", "mining"):
        return "mine"
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


@cache
def canon(identity: str | None) -> str:
    """Return an id in lower case, without accents, by its usual name."""
    text = re.sub(r"[^a-z0-9/]+", "-", _plain(identity or "")).strip("-")
    return _SAME.get(text, text)


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in spread if not unicodedata.combining(c)).casefold().strip()
