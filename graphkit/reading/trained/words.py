"""Stems of words, and the classes of words that hint at relations."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_ENDINGS = ("ations", "ation", "ings", "ing", "ments", "ment", "ies", "ied", "ers", "er", "ed", "es", "s", "ly")
_SHORTEST = 3


@cache
def stem(word: str) -> str:
    """Return a word without its ending.

    Example:
        >>> stem("investments"), stem("invested")
        ('invest', 'invest')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


@cache
def _raw() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("triggers.toml").read_text(encoding="utf-8"))


@cache
def listed(name: str) -> frozenset[str]:
    """Return one list of words."""
    return frozenset(_raw()["lists"][name].split())


@cache
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, frozenset[str]]]:
    raw = _raw()
    classes: dict[str, list[str]] = {}
    for name, words in raw["classes"].items():
        for word in words.split():
            classes.setdefault(word, []).append(name)
    gates = {relation: frozenset(names.split()) for relation, names in raw["gates"].items()}
    return {w: tuple(dict.fromkeys(c)) for w, c in classes.items()}, gates


def classes(word: str) -> tuple[str, ...]:
    """Return the classes of a word."""
    return _tables()[0].get(word, ())


def passes(relation: str, found: set[str]) -> bool:
    """Tell whether a sentence with some classes of words can state a relation at all."""
    gate = _tables()[1][relation]
    return not gate or not gate.isdisjoint(found)
