"""Lints the vocabulary, `graphkit/schema.toml`: what a maintainer who edits it may have got wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from typing import Any

from graphkit.schema import GROUPS

_OWN = {"fact", "status", "date", "valid_from", "valid_to", "known_from", "evidence", "documents", "quotes", "support"}
_OWN |= {"disputed", "disputed_on", "derived_from", "reader", "terms_from", "terms_to", "terms_title"}


def lint(text: str) -> list[str]:
    """Return what is wrong with a vocabulary file, one sentence each; an empty list means it is sound."""
    found: list[str] = []
    raw = tomllib.loads(text)
    kinds, relations = raw["kinds"], raw["relations"]
    ends = set(kinds) | set(GROUPS) | {"any"}
    for name, stage in raw["statuses"].items():
        if stage not in ("intent", "act", "end"):
            found.append(f'Status {name} is "{stage}"; it must be intent, act or end.')
    for name in kinds:
        if not re.fullmatch(r"[A-Z][A-Za-z]+", name):
            found.append(f"Kind {name} is not written in CamelCase.")
    for name in set(kinds) & set(relations):
        found.append(f"{name} is a kind and a relation; the embedded store keeps both in one namespace.")
    rules = raw["instruments"]
    for part in ("statuses", "attributes"):
        unknown = set(rules[part]) - set(raw[part])
        found += [f"Instruments have {name}, which [{part}] does not know." for name in sorted(unknown)]
    marks = sorted(set(raw.get("always", ())) - set(raw["attributes"]))
    found += [f"Every claim may have {name}, which [attributes] does not know." for name in marks]
    for name in sorted(_OWN & set(raw["attributes"])):
        found.append(f"Attribute {name} is a property that every fact has in a store.")
    for name, r in relations.items():
        found += [f"Relation {name} {problem}" for problem in _of_relation(name, r, ends, raw)]
    return found


def _of_relation(name: str, r: dict[str, Any], ends: set[str], raw: dict[str, Any]) -> Iterable[str]:
    known = {
        "about", "phrase", "from", "to", "symmetric", "derived", "same_kind", "statuses", "identity", "attributes",
        "agree", "one_per", "terms",
    }  # fmt: skip
    if not re.fullmatch(r"[A-Z]+(_[A-Z]+)*", name):
        yield "is not written in UPPER_CASE."
    for key in sorted(set(r) - known):
        yield f'has an unknown key "{key}".'
    for key in ("about", "phrase", "from", "to"):
        if not r.get(key):
            yield f'lacks "{key}".'
    for end in {*r.get("from", ()), *r.get("to", ())} - ends:
        yield f'ends at "{end}", which is no kind.'
    if r.get("symmetric") and r.get("from") != r.get("to"):
        yield "is symmetric, but its two ends differ."
    for status in set(r.get("statuses", ())) - set(raw["statuses"]):
        yield f'has status "{status}", which [statuses] does not know.'
    for attribute in set(r.get("attributes", ())) - set(raw["attributes"]):
        yield f'has attribute "{attribute}", which [attributes] does not know.'
    if both := set(r.get("identity", ())) & set(r.get("attributes", ())):
        yield f"has {', '.join(sorted(both))} both as identity and as attribute."
    for attribute in set(r.get("agree", ())) - set(r.get("attributes", ())) - {"date"}:
        yield f'must agree on "{attribute}", which it does not have.'
    if r.get("one_per", "object") != "object":
        yield f'has one_per = "{r["one_per"]}"; only "object" is meant.'
