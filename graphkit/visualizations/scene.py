"""What a printed picture shows: the most telling links of a bundle on a day, their entities, and where these lie."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import Any

from graphkit.bundle import Bundle
from graphkit.gazetteer import gazetteer
from graphkit.model import Ref
from graphkit.visualizations.contents import Payload, payload
from graphkit.visualizations.layout import positions
from graphkit.visualizations.phases import day_number
from graphkit.visualizations.thinning import thinned
from graphkit.visualizations.world import places, seats

LINKS = 150  # links that a printed page holds and still reads well
_STAGES = ("act", "intent", "end")


@dataclass(slots=True)
class Line:
    """All facts of one relation between two entities, as one line; it is as certain as the most certain of them."""

    one: int
    other: int
    relation: dict[str, Any]
    facts: int = 0
    weight: float = 0.0
    stage: str = "end"
    told: bool = False


@dataclass(slots=True)
class Scene:
    """What is drawn, with how much is left out."""

    names: list[str]
    kinds: list[str]
    places: list[tuple[int, int]]
    degrees: list[int]
    lines: list[Line]
    weighted: bool
    cut: int
    undated: int
    kind_order: list[str] = field(default_factory=list)
    latest: str = ""
    homes: list[str] = field(default_factory=list)  # on a world map, the code of each entity

    def share(self, line: Line) -> float:
        """Return how heavy a line is, from 0 to 1."""
        if self.weighted:
            return sqrt(line.weight / (max(item.weight for item in self.lines) or 1))
        return min(1.0, sqrt(line.facts - 1) / 4)


def scene(bundle: Bundle, day: dt.date | None = None, most: int | None = None, world: bool = False) -> Scene:
    """Return what a picture shows of a bundle: as it stands, or as it stood on a day.

    On a world map ministries, officials and companies stand for their countries.
    """
    records, left_out = thinned(bundle.records)
    made = payload(replace(bundle, records=records))
    at = _atlas() if world else {}
    lines, undated = _lines(made, day_number(day) if day else None, _stand_ins(made, at) if world else None)
    degree = Counter(node for line in lines for node in (line.one, line.other))
    lines.sort(key=lambda line: _order(line, degree, made.weighted))
    drawn = lines[: most or LINKS]
    nodes = sorted({node for line in drawn for node in (line.one, line.other)})
    number = {node: i for i, node in enumerate(nodes)}
    for line in drawn:
        line.one, line.other = number[line.one], number[line.other]
    now = Counter(node for line in drawn for node in (line.one, line.other))
    data = made.data
    return Scene(
        [data["nodes"]["name"][node] for node in nodes],
        [data["kinds"][data["nodes"]["kind"][node]] for node in nodes],
        [at[data["nodes"]["home"][node]] for node in nodes]
        if world
        else positions(len(nodes), [(line.one, line.other) for line in drawn]),
        [now[i] for i in range(len(nodes))],
        drawn,
        made.weighted,
        len(lines) - len(drawn) + left_out,
        undated,
        data["kinds"],
        max((document[3] for document in data["documents"]), default=""),
        [data["nodes"]["home"][node] for node in nodes] if world else [],
    )


def _atlas() -> dict[str, tuple[int, int]]:
    return {**places(), **seats()}


def _stand_ins(made: Payload, at: Mapping[str, object]) -> list[int | None]:
    """Return for each entity the number of the country or bloc that it is drawn as; None where it has no place."""
    nodes, kinds = made.data["nodes"], made.data["kinds"]
    states = {home: i for i, home in enumerate(nodes["home"]) if nodes["id"][i] == home and home in at}
    for i, home in enumerate(nodes["home"]):
        if home in at and home not in states:
            states[home] = i
            nodes["name"][i] = gazetteer().name(Ref("Bloc" if home in seats() else "Country", home))
            nodes["kind"][i] = kinds.index("Country") if "Country" in kinds else nodes["kind"][i]
    return [states.get(home) for home in nodes["home"]]


def _lines(made: Payload, day: int | None, stand_ins: list[int | None] | None = None) -> tuple[list[Line], int]:
    """Return the lines on a day, and how many facts have no date."""
    data, found, undated = made.data, dict[tuple[int, int, int], Line](), 0
    facts, relations = data["facts"], data["relations"]
    few = len(facts["id"]) <= LINKS
    for i, links in enumerate(facts["links"]):
        if day is not None and not facts["phases"][i]:
            undated += 1
            continue
        status = facts["status"][i] if day is None else _status(facts["phases"][i], day)
        if status is None:
            continue
        stage = data["statuses"][status][1] if status >= 0 else "act"
        for one, other, relation in (data["links"][link] for link in links):
            if relations[relation]["derived"] and not few:
                continue
            if stand_ins is not None:
                a, b = stand_ins[one], stand_ins[other]
                if a is None or b is None or a == b:
                    continue
                one, other = a, b
            if relations[relation]["symmetric"] and one > other:
                one, other = other, one
            line = found.setdefault((one, other, relation), Line(one, other, relations[relation]))
            line.facts += 1
            line.weight += (facts["weight"][i] or 0.0) if made.weighted else 0.0
            line.stage = min(line.stage, stage, key=_STAGES.index)
            line.told = line.told or not facts["table"][i]
    return list(found.values()), undated


def _status(phases: list[int | None], day: int) -> int | None:
    """Return the number of the status on a day; None where the fact does not hold."""
    for begin, end, status in zip(phases[::3], phases[1::3], phases[2::3], strict=True):
        if begin is not None and begin <= day and (end is None or day < end):
            return status
    return None


def _order(line: Line, degree: Counter[int], weighted: bool) -> tuple[object, ...]:
    """What sentences tell first, then the heaviest, or what analysts look for first between the best-connected."""
    reach = -min(degree[line.one], degree[line.other])
    rest = (line.relation["order"], reach, line.one, line.other)
    return (not line.told, line.relation["derived"], -line.weight if weighted else 0, *rest)
