"""Firms told by what stands around their names: what they are called before it, what they do after it."""

from __future__ import annotations

from graphkit.reading.language import lists
from graphkit.reading.language.lexicon import listed
from graphkit.reading.language.text import Sentence
from graphkit.reading.naming.mentions import Article


def described(article: Article, i: int, sentence: Sentence) -> int:
    """Return where "... and the Swedish battery maker Nordvolt" begins after "and", so that a list is seen as one."""
    if article.word(i - 1) not in listed("organisations", "company_cue"):
        return i
    j = i - 1
    while j > sentence.first and i - j < 7 and article.word(j - 1) != "and":
        token, hit = article.page.tokens[j - 1], article.country_before(j)
        if not (hit and hit.name.role == "demonym") and (token.capital or not token.word.isalpha()):
            return i
        j -= 1
    return j if article.word(j - 1) == "and" else i


def trades(article: Article, first: int, last: int, sentence: Sentence) -> bool:
    """Tell whether a name of several words sells or makes goods: "Kahatagaha Graphite Lanka exports graphite"."""
    owners = [article.owner[j] for j in range(first, last)]
    fresh = [m is None or m.topic for m in owners]
    goods = any(m.good for m in article.within(sentence) if m.first >= last)
    own = article.owner[first] is None and first not in article.hits
    return last - first > 1 and own and all(fresh) and goods and article.word(last) in lists.ORGANISATIONS_TRADES
