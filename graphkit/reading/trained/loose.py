"""Names that no table and no pattern of the rules has: runs of capitals that may be companies or bodies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graphkit.model import Ref, slug
from graphkit.reading.language.lexicon import listed
from graphkit.reading.language.text import Sentence
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.trained import words

ROLE = "loose"
_INNER = frozenset({"&", "-", "of", "de", "do", "and"})
_LONGEST = 6
_PLACES = frozenset({"in", "near", "at", "around", "province", "region", "mount", "port", "district"})


def find(article: Article) -> None:
    """Add names that may be companies or bodies; whether they are, the models tell from what is said of them."""
    capital, small = Counter[str](), set[str]()
    for sentence in article.page.sentences:
        for i in range(sentence.first, sentence.last):
            token = article.page.tokens[i]
            if token.capital and i > sentence.first and not sentence.headline:
                capital[token.word] += 1
            elif token.text.islower():
                small.add(token.word)
    for sentence in article.page.sentences:
        if not sentence.headline:
            for first, last in list(_runs(article, sentence)):
                if _is_name(article, sentence, first, last, capital, small):
                    name = article.text(first, last)
                    identity = slug(name)
                    if identity and not article.owner[first]:
                        article.add(Mention("Company", (Ref("Company", identity),), first, last, ROLE, name))
                        article.labels.setdefault(Ref("Forum", identity), name)


def _runs(article: Article, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield runs of free capitalised tokens."""
    i = sentence.first
    while i < sentence.last:
        if not _starts(article, i):
            i += 1
            continue
        j = i + 1
        while j < sentence.last and j - i < _LONGEST:
            if _starts(article, j):
                j += 1
            elif article.word(j) in _INNER - {"and"} and j + 1 < sentence.last and _starts(article, j + 1):
                j += 2
            else:
                break
        yield i, j
        i = j


def _starts(article: Article, i: int) -> bool:
    token = article.page.tokens[i]
    if article.owner[i] is not None or not token.capital or not token.text[0].isalpha():
        return False
    return token.word not in listed("organisations", "common") and token.word not in words.listed("not_names")


def _is_name(
    article: Article, sentence: Sentence, first: int, last: int, capital: Counter[str], small: set[str]
) -> bool:
    """Tell whether a run is a name and no word that only opens its sentence."""
    word, before = article.word(first), article.word(first - 1)
    if before in _PLACES or (before == "the" and article.word(first - 2) in ("in", "at")):
        return False
    if before == "(" and article.word(last) == ")":
        return False  # the short form of what stands before
    if len(article.text(first, last)) < 3:
        return False
    opens = first == sentence.first or article.word(first - 1) in (":", '"', "“", "-", "–", "*", "•")
    if opens and last - first == 1:
        return word not in small and (capital[word] > 0 or article.page.tokens[first].text.isupper() or len(word) > 3)
    return not (opens and word in small)
