"""What a selection asks of facts: WHERE clauses over (a)-[r]->(b), or over a, an Agreement, with their parameters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from graphkit.schema import schema
from graphkit.stores.base import Selection


def of_relation(name: str, selection: Selection) -> tuple[str, dict[str, Any]] | None:
    """Return the WHERE clause for one relation and its topics, or None where the selection cannot meet it."""
    clauses, parameters = limits("r", selection)
    near: list[str] = []
    if selection.topics:
        relation = schema().relations[name]
        parameters["topics"] = sorted(ref.id for ref in selection.topics)
        if "topics" in relation.attributes:
            near.append("any(t IN r.topics WHERE t IN $topics)")
        # Only for topics of that kind: two conditions with OR, and the engine looks at every row of a data set.
        for good, kind in (("mineral", "Mineral"), ("commodity", "Commodity")):
            if good in relation.identity and any(ref.kind == kind for ref in selection.topics):
                near.append(f"r.{good} IN $topics")
        if not near:  # what ends at a topic is found from there
            return None
    if selection.kinds:
        clauses.append("labels(a)[0] IN $kinds AND labels(b)[0] IN $kinds")
    if selection.facts:
        clauses.append("r.fact IN $facts")
    return where([*clauses, " OR ".join(near)]), parameters


def limits(x: str, selection: Selection) -> tuple[list[str], dict[str, Any]]:
    """Return what status and time ask of a fact, so far as its properties tell, with all parameters.

    How a fact of several claims stood on a day its properties do not tell: those come whole, and `fits` decides.
    """
    clauses: list[str] = []
    last = selection.as_of.year if selection.as_of else selection.years[1] if selection.years else None
    if last is not None and x == "r":
        clauses.append("r.evidence IS NOT NULL OR r.year IS NULL OR r.year <= $year")  # rows of data sets
    if selection.rows_since is not None and x == "r":
        clauses.append("r.evidence IS NOT NULL OR r.year IS NULL OR r.year >= $rows_since")
    if selection.documents:
        clauses.append(f"any(d IN {x}.documents WHERE d IN $documents)")
    several = "" if selection.as_of is None else f"size({x}.evidence) > 1 OR "
    if selection.statuses:
        clauses.append(f"{several}{x}.status IN $statuses")
    undated = f"{several}({x}.valid_from IS NULL AND {x}.known_from IS NULL)"
    for until, over in ((selection.as_of, "$as_of < "), (selection.years, "$first <= ")):
        day = "$as_of" if until is selection.as_of else "$last"
        if until is not None:
            begun = f"{x}.valid_from <= {day} OR {x}.known_from <= {day}"
            lasting = f"{x}.valid_to IS NULL OR {over}{x}.valid_to"
            if x == "r" and until is selection.as_of:
                lasting += " OR r.year IS NOT NULL"
            clauses.append(f"{undated} OR (({begun}) AND ({lasting}))")
    parameters: dict[str, Any] = {
        "statuses": sorted(selection.statuses),
        "kinds": sorted(selection.kinds),
        "facts": sorted(selection.facts),
        "documents": sorted(selection.documents),
        "as_of": selection.as_of,
        "year": last,
        "rows_since": selection.rows_since,
    }
    if selection.years is not None:
        first, last = selection.years
        parameters |= {"first": dt.date(first, 1, 1), "last": dt.date(last, 12, 31)}
    return clauses, {name: value for name, value in parameters.items() if value}


def where(clauses: Iterable[str]) -> str:
    """Return clauses that must all hold as one WHERE; nothing where there is none."""
    given = [f"({clause})" for clause in clauses if clause]
    return f"WHERE {' AND '.join(given)}" if given else ""
