"""Figures and circumstances that a sentence gives with a fact: sums in dollars, shares, editions, places."""

from __future__ import annotations

import re

from graphkit.model import Value
from graphkit.reading.language import lists
from graphkit.reading.sentences import grammar
from graphkit.reading.sentences.clauses import Syntax
from graphkit.reading.stating.frames import Candidate
from graphkit.schema import schema

_SUM = re.compile(
    r"(?<![A-Z])(?:US ?)?\$ ?(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?) ?(thousand|million|billion|trillion|mn|bn|m|b)?\b"
)
_WORDS = re.compile(r"\b(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?) (million|billion|trillion) (?:US |U\.S\. )?dollars\b")
_SHARE = re.compile(r"\b(\d{1,3}(?:\.\d+)?) ?(?:%|percent\b|per cent\b)")
_SIZES = {"thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12}


def add(syntax: Syntax, candidate: Candidate) -> None:
    """Add to a candidate what its relation can carry and its sentence gives once."""
    allowed = schema().relations[candidate.relation].attributes
    text = syntax.article.page.clean[syntax.sentence.start : syntax.sentence.end]
    if candidate.relation == "INVESTS_IN":
        _keep(candidate, "value_usd", dollars(text))
        _keep(candidate, "share", share(text))
    if "place" in allowed:
        _keep(candidate, "place", _place(syntax))
    if "edition" in allowed and candidate.objects:
        _keep(candidate, "edition", _edition(syntax, candidate))
    if "form" in allowed and "joint statement" in text.lower():
        _keep(candidate, "form", "joint statement")


def _keep(candidate: Candidate, name: str, value: Value | None) -> None:
    if value is not None:
        candidate.attributes[name] = value


def dollars(text: str) -> float | None:
    """Return the one sum in US dollars that a text gives, or None where there is none or more than one.

    Example:
        >>> dollars("It paid US$1.5 billion for the mine.")
        1500000000.0
    """
    sums = {_amount(m[1], m[2]) for m in (*_SUM.finditer(text), *_WORDS.finditer(text))}
    return sums.pop() if len(sums) == 1 else None


def _amount(number: str, size: str | None) -> float:
    return round(float(number.replace(",", "")) * _SIZES.get(size or "", 1), 2)


def share(text: str) -> float | None:
    """Return the one share that a text gives, between 0 and 1, or None where there is none or more than one.

    Example:
        >>> share("It holds 51 percent.")
        0.51
    """
    shares = {round(float(m[1]) / 100, 6) for m in _SHARE.finditer(text) if float(m[1]) <= 100}
    return shares.pop() if len(shares) == 1 else None


def _place(syntax: Syntax) -> str | None:
    """Return the first capital or country that is only a place in the sentence."""
    article = syntax.article
    for mention in article.within(syntax.sentence):
        before = article.word(mention.first - 1)
        if mention.kind == "Country" and before in ("in", "at") and grammar.is_place(article, mention):
            return article.text(mention.first, mention.last)
    return None


def _edition(syntax: Syntax, candidate: Candidate) -> int | None:
    """Return the how-manieth meeting of a forum it is: "the 3rd Forum"."""
    word = syntax.article.word(candidate.objects[0].first - 1)
    digits = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", word)
    return int(digits[1]) if digits else lists.FIGURES_ORDINALS.get(word)
