"""The briefs are read as their gold says: all that is in it, nothing that is forbidden, little else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graphkit.documents import read_article
from graphkit.reading import read
from graphkit.reading.gold import to_gold
from graphkit.resources import part

GOLD = sorted((Path(__file__).parent.parent / "data" / "briefs").glob("*.json"))
Key = tuple[str, str, str, str, str]


def keys(fact: dict[str, Any]) -> list[Key]:
    """One key a good: subject, relation, object, status, good."""
    ends = [fact["subject"], fact["object"]]
    if fact["predicate"] in ("SIGNED_MOU", "SIGNED_AGREEMENT", "COOPERATES_WITH", "MET_WITH"):
        ends.sort()
    goods = fact.get("mineral") or [""]
    status = fact.get("status") or ""
    return [(ends[0], fact["predicate"], ends[1], status, good) for good in goods]


def alike(one: Key, other: Key) -> bool:
    """Equal, where a missing status stands for any."""
    return one[:3] == other[:3] and one[4] == other[4] and (one[3] == other[3] or not one[3] or not other[3])


@pytest.mark.parametrize("path", GOLD, ids=[p.stem for p in GOLD])
def test_a_brief_against_its_gold(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    reading = read(read_article(part("seeds") / "briefs" / f"{path.stem}.md"))
    found = [key for fact in to_gold(reading)["facts"] for key in keys(fact)]
    wanted = [key for fact in gold["facts"] for key in keys(fact)]
    accepted = wanted + [key for fact in gold["optional"] for key in keys(fact)]
    missing = [key for key in wanted if not any(alike(key, f) for f in found)]
    forbidden = [key for fact in gold["forbidden"] for key in keys(fact) if any(alike(key, f) for f in found)]
    more = [f for f in found if not any(alike(f, key) for key in accepted) and f[1] != "LEADS"]
    assert missing == []
    assert forbidden == []
    assert len(more) <= 1


def test_the_briefs_have_gold() -> None:
    assert len(GOLD) == 5
