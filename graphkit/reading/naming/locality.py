"""Which country a passage is about, where a text speaks of several: by its item, its subject, the sentence before."""

from __future__ import annotations

from bisect import bisect_left

from graphkit.model import Ref
from graphkit.reading.language import lists
from graphkit.reading.language.text import Sentence
from graphkit.reading.naming.mentions import Article
from graphkit.reading.naming.names import Hit

_ENVOYS = frozenset({"counterpart", "envoy", "colleague", "representative", "opposite"})


def addressed(article: Article, comma: int, end: int) -> bool:
    """Tell whether a place after a comma ends its line, as in an address: "Department of Energy, Dublin"."""
    tokens = article.page.tokens
    rest = article.page.clean[tokens[end - 1].end :]
    return article.word(comma) == "," and rest.lstrip(" .")[:1] in ("\n", "")


def item(article: Article, sentence: Sentence) -> Ref | None:
    """Return the country that an item of a list is headed by: "- KENYA: ...", "** Ghana. ...", "For Chad: ..."."""
    first = _first_of_paragraph(article, sentence)
    i = first.first
    while i < first.last and article.country_at(i) is None and _opens_item(article.word(i)):
        i += 1
    hit = article.country_at(i)
    if hit is None or hit.name.role == "demonym" or hit.last >= first.last:
        return None
    colon = article.word(hit.last) == ":"
    alone = article.word(hit.last) == "." and hit.last == first.last - 1
    return hit.name.ref if colon or alone else None


def subject(article: Article, sentence: Sentence, before: int) -> Ref | None:
    """Return the country that a passage is about at a token: what acts in its sentence, or in the one before.

    Of use only where no country is at home in the text: a minister of Japan may speak of China's controls.
    """
    if article.word(before - 1) == "by":
        return _nearest(article, sentence, before)  # "the Congolese pen was held by Minister X"
    return _actor(article, sentence, before) or _actor_before(article, sentence)


def owner(article: Article, pronoun: int) -> Ref | None:
    """Return whose "its" is: "Peru sent its foreign minister": the country named last before it in the sentence."""
    i = bisect_left(article.page.sentences, pronoun + 1, key=lambda s: s.first) - 1
    hits = [article.country_at(j) for j in range(article.page.sentences[i].first, pronoun)]
    spoken = [h.name.ref for h in hits if h]
    return spoken[-1] if spoken else None


def beside(article: Article, before: int) -> Ref | None:
    """Return the country in "his Greek counterpart, Energy Minister ...", "Israel's envoy, Ambassador ..."."""
    if article.word(before - 1) != "," or article.word(before - 2) not in _ENVOYS:
        return None
    i = before - 2
    while article.word(i - 1) in ("'s", "'", "’"):
        i -= 1
    hit = article.country_before(i)
    return hit.name.ref if hit else None


def visited(article: Article, sentence: Sentence, after: int) -> Ref | None:
    """Return where the holder of a title comes to: "Prime Minister X's visit to Dhaka", "X arrived in Lima"."""
    for i in range(after, min(after + 16, sentence.last - 2)):
        if article.word(i) in (";", "and"):
            return None
        if article.word(i) in lists.LOCALITY_VISITS and article.word(i + 1) in ("to", "in"):
            hit = article.country_at(i + 2) or article.country_at(i + 3)
            return hit.name.ref if hit else None
    return None


def _opens_item(word: str) -> bool:
    return not word.isalnum() or word in lists.LOCALITY_ON_BEHALF


def _first_of_paragraph(article: Article, sentence: Sentence) -> Sentence:
    i = _place(article, sentence)
    while i and article.page.sentences[i - 1].paragraph == sentence.paragraph:
        i -= 1
    return article.page.sentences[i]


def _place(article: Article, sentence: Sentence) -> int:
    return bisect_left(article.page.sentences, sentence.first, key=lambda s: s.first)


def _actor_before(article: Article, sentence: Sentence) -> Ref | None:
    """Return the country that the sentence before in the paragraph is about."""
    i = _place(article, sentence)
    earlier = article.page.sentences[i - 1] if i else None
    if earlier is None or earlier.paragraph != sentence.paragraph:
        return None
    return _actor(article, earlier, earlier.last)


def _nearest(article: Article, sentence: Sentence, before: int) -> Ref | None:
    hits = (article.country_before(i) for i in range(before, sentence.first, -1))
    return next((h.name.ref for h in hits if h), None)


def _actor(article: Article, sentence: Sentence, before: int) -> Ref | None:
    """Return the first country of a sentence that acts or owns, before a token."""
    for i in range(sentence.first, before):
        hit = article.country_at(i)
        if hit and hit.name.ref.kind == "Country" and _acts(article, hit):
            return hit.name.ref
    return None


def _acts(article: Article, hit: Hit) -> bool:
    i = hit.first - 1
    while article.word(i) in ("the", "a", "an"):
        i -= 1
    word = article.word(i)
    if word in lists.GRAMMAR_PREPOSITIONS or word in lists.GRAMMAR_PLACE_HEADS:
        return False
    return hit.name.role != "demonym" or article.word(hit.last) in lists.LOCALITY_HEADS
