"""The word lists of the reader (`words.toml`) and the forms of verbs."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent
_VOWELS = "aeiou"


@cache
def words() -> dict[str, Any]:
    """Return the word lists, read once."""
    return tomllib.loads((_FOLDER / "words.toml").read_text(encoding="utf-8"))


@cache
def listed(section: str, name: str) -> frozenset[str]:
    """Return one list of words as a set."""
    return frozenset(words()[section][name])


@dataclass(frozen=True, slots=True)
class Form:
    """What a written form can be: the lemma and whether it is a base, third person, past, participle or gerund."""

    lemma: str
    kinds: frozenset[str]


def inflect(lemma: str) -> dict[str, str]:
    """Return the forms of a verb by kind.

    Example:
        >>> inflect("supply")["past"]
        'supplied'
    """
    third, past, participle, gerund = words()["irregular"].get(lemma, (None,) * 4)[:4]
    stem = lemma[:-1]
    if third is None:
        if lemma.endswith("y") and lemma[-2] not in _VOWELS:
            third, past, gerund = stem + "ies", stem + "ied", lemma + "ing"
        elif lemma.endswith("e"):
            third, past, gerund = lemma + "s", lemma + "d", stem + "ing"
        else:
            third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
            past, gerund = lemma + "ed", lemma + "ing"
        participle = past
    return {"base": lemma, "third": third, "past": past, "participle": participle, "gerund": gerund}


_OF_BE = {"am": "third", "are": "third", "were": "past"}


def forms(lemmas: Collection[str]) -> dict[str, Form]:
    """Return written form -> lemma and kinds, for verbs of one word."""
    found: dict[str, tuple[str, set[str]]] = {}
    for lemma in lemmas:
        for kind, form in inflect(lemma).items():
            found.setdefault(form, (lemma, set()))[1].add(kind)
    if "be" in lemmas:
        found |= {form: ("be", {kind}) for form, kind in _OF_BE.items()}
    return {form: Form(lemma, frozenset(kinds)) for form, (lemma, kinds) in found.items()}
