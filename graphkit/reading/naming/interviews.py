"""Who speaks in an interview that is printed as questions and answers, so that "I" and "we" mean somebody."""

from __future__ import annotations

from graphkit.model import Ref
from graphkit.reading.language.text import Sentence
from graphkit.reading.naming.mentions import Article, Mention

_ANSWERS = frozenset({"a", "answer"})
_QUESTIONS = frozenset({"q", "question"})
_LABEL = 4


def speaker(article: Article, sentence: Sentence, last: Ref | None) -> Ref | None:
    """Return the official who speaks: told by the label of the paragraph ("A:", "Torres:"), else `last`."""
    colon = next((i for i in range(sentence.first, sentence.first + _LABEL) if article.word(i) == ":"), 0)
    if colon <= sentence.first:
        return last
    label = article.word(colon - 1)
    if label in _ANSWERS and colon == sentence.first + 1:
        return _guest(article)
    if label in _QUESTIONS:
        return None
    named = [r for r in dict.fromkeys(m.ref for m in _titled(article)) if label in article.people[r].keys]
    if named or article.page.tokens[colon - 1].capital:
        return named[0] if len(named) == 1 else None
    return last


def pronoun(article: Article, i: int, said_by: Ref | None) -> Mention | None:
    """Read "I" as the speaker, "we" and "our" as the state that the speaker serves."""
    if said_by is None:
        return None
    if article.page.tokens[i].text == "I":
        return Mention("Official", (said_by,), i, i + 1, "pronoun", article.labels.get(said_by, ""))
    country = article.people[said_by].country
    if article.word(i) in ("we", "our", "us") and article.page.tokens[i].text != "US":
        return Mention(country.kind, (country,), i, i + 1, "pronoun", article.labels.get(country, ""))
    return None


def _guest(article: Article) -> Ref | None:
    """Return the first official that the text names with a title: the one who is asked."""
    first = min(_titled(article), key=lambda m: m.first, default=None)
    return first.ref if first else None


def _titled(article: Article) -> list[Mention]:
    """Return the officials of whom text or tables tell whose they are; a guess is too little to speak for all."""
    spoken = [m for m in article.mentions if m.kind == "Official" and m.role == "title" and m.ref in article.people]
    return [m for m in spoken if m.ref in article.names.entries or _told(article, m)]


def _told(article: Article, mention: Mention) -> bool:
    return any(article.country_at(i) for i in range(mention.first, mention.last))
