"""How many independent sources a fact rests on: retellings, one publisher's repeats and wire copies count once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from graphkit.model import Claim, Document, plain

# Two quotes of at least so many words that share this part of their words are one wire report.
_WIRE_WORDS = 10
_WIRE_SHARE = 0.8


def support(claims: Iterable[Claim], documents: Mapping[str, Document]) -> int:
    """Return the number of independent sources behind `claims`.

    Documents count once where one retells the other (a brief and its original), where they have one publisher, or where
    their quotes are near-verbatim copies of each other.
    """
    quotes: dict[str, list[frozenset[str]]] = {}
    for claim in claims:
        quotes.setdefault(claim.document, []).append(frozenset(re.findall(r"\w+", plain(claim.quote))))
    groups: list[set[str]] = []
    for document in sorted(quotes):
        same = [g for g in groups if any(_one_source(document, other, documents, quotes) for other in g)]
        groups = [g for g in groups if g not in same]
        groups.append({document}.union(*same))
    return len(groups)


def _one_source(
    one: str, other: str, documents: Mapping[str, Document], quotes: Mapping[str, list[frozenset[str]]]
) -> bool:
    a, b = documents.get(one), documents.get(other)
    if a is not None and b is not None:
        if a.origin == b.origin:
            return True
        if a.publisher and plain(a.publisher) == plain(b.publisher):
            return True
    return any(_copy(x, y) for x in quotes[one] for y in quotes[other])


def _copy(one: frozenset[str], other: frozenset[str]) -> bool:
    if min(len(one), len(other)) < _WIRE_WORDS:
        return False
    return len(one & other) / len(one | other) >= _WIRE_SHARE
