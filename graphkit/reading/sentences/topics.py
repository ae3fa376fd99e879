"""What an instrument or a cooperation is about: minerals, sectors and goods in its clause."""

from __future__ import annotations

from graphkit.model import Ref
from graphkit.reading.language import lists
from graphkit.reading.language.lexicon import words
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.sentences.clauses import Syntax


def in_range(article: Article, first: int, last: int) -> list[Mention]:
    """Return the topic mentions of a range of tokens."""
    out: list[Mention] = []
    for i in range(first, last):
        owner = article.owner[i]
        if owner and owner.topic and owner.first == i:
            out.append(owner)
    return out


def of_instrument(syntax: Syntax, noun: Mention, passive: bool) -> list[Ref]:
    """Return the topics of an instrument: beside it, else, where it is subject of a passive, before it."""
    article = syntax.article
    after = in_range(article, noun.last, _end(syntax, noun.last))
    before = _modifiers(article, noun)
    found = before + after
    if not found and passive:
        found = in_range(article, syntax.sentence.first, noun.first)
    return chosen(article, found)


def of_clause(syntax: Syntax, start: int) -> list[Ref]:
    """Return the topics from a verb to the end of its clause."""
    return chosen(syntax.article, in_range(syntax.article, start, _end(syntax, start)))


def _end(syntax: Syntax, start: int) -> int:
    article = syntax.article
    for i in range(start, syntax.sentence.last):
        word = article.word(i)
        if word in lists.TOPICS_STOPS and i > start + 1 and not (word == "which" and article.word(i - 1) != ","):
            return i
        if word == "," and article.word(i + 1) in ("a", "an", "one", "which", "where", "who") and i > start + 1:
            return i
        follows = article.owner[i + 1] if i + 1 < syntax.sentence.last else None
        if (
            word == "as"
            and article.word(i - 1) not in ("such", "well")
            and ((follows and follows.party) or article.word(i + 1) in ("it", "they", "the"))
        ):
            return i
        if word in lists.TOPICS_APART and article.word(i + 1) in ("of", "in", "for"):
            return i
    return syntax.sentence.last


def _modifiers(article: Article, noun: Mention) -> list[Mention]:
    out: list[Mention] = []
    j = noun.first
    while j > 0 and noun.first - j < 10:
        owner = article.owner[j - 1]
        if owner and owner.topic:
            out.insert(0, owner)
            j = owner.first
        elif owner is None and article.word(j - 1) in lists.TOPICS_BEFORE_NOUN:
            j -= 1
        else:
            break
    return out


def chosen(article: Article, found: list[Mention]) -> list[Ref]:
    """Return the nodes of topics, each once; side topics ("training") only give way to others."""
    side = set(words()["topics"]["side"])
    refs = list(dict.fromkeys(r for m in found for r in m.refs if not _incidental(article, m)))
    return [r for r in refs if r.id not in side]


def _activity_on_mineral(article: Article, mention: Mention) -> bool:
    """Tell whether a sector is only what is done to a mineral: "exploration, mining and smelting of lithium"."""
    i = mention.last
    while article.word(i) in (",", "and") or _is_sector(article, i):
        i += 1
    if article.word(i) != "of":
        return False
    while article.word(i) in lists.TOPICS_AFTER_OF:
        i += 1
    owner = article.owner[i] if i < len(article.owner) else None
    return owner is not None and owner.kind == "Mineral"


def _is_sector(article: Article, i: int) -> bool:
    owner = article.owner[i] if i < len(article.owner) else None
    return owner is not None and owner.kind == "Sector"


def _incidental(article: Article, mention: Mention) -> bool:
    """Tell whether a topic is only part of the name of something: "mining companies", "energy minister"."""
    after = article.word(mention.last)
    if mention.kind == "Sector" and _activity_on_mineral(article, mention):
        return True
    return after in lists.TOPICS_IN_NAMES
