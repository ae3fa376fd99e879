"""Titles of office: where they stand, what they are called, and which country and ministry they name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphkit.model import Ref
from graphkit.reading.language.lexicon import listed, words
from graphkit.reading.language.text import Sentence
from graphkit.reading.naming import ministries
from graphkit.reading.naming.mentions import Article

_REACH = 26


@dataclass(slots=True)
class Title:
    """A title in a range of tokens. `last` is where the words after the head ("of Mines", "at the ...") end."""

    first: int
    head: int
    last: int
    words: str
    state: bool
    country: Ref | None = None
    office: Ref | None = None
    accredited: Ref | None = None
    portfolio: str = ""
    former: bool = False
    counterpart: bool = False
    at_last_ministry: bool = False
    marked: bool = False
    other: bool = False


@cache
def _heads() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for group in ("state", "ministry", "other"):
        for phrase in listed("titles", group):
            parts = tuple(phrase.replace("-", " ").split())
            out.setdefault(parts[0], []).append((parts, group))
    for known in out.values():
        known.sort(key=lambda x: (-len(x[0]), x[1] != "state", x[0]))
    return out


def find(article: Article, sentence: Sentence) -> list[Title]:
    """Return the titles of a sentence, left to right."""
    out: list[Title] = []
    i = sentence.first
    while i < sentence.last:
        title = _at(article, i, sentence)
        if title:
            out.append(title)
            i = title.head
        i += 1
    return out


def _at(article: Article, i: int, sentence: Sentence) -> Title | None:
    word = article.word(i)
    if word in ("counterpart", "colleague") or (word == "number" and article.word(i - 1) == "opposite"):
        return _extend(article, Title(i, i + 1, i + 1, "", False, counterpart=True), sentence)
    for parts, group in _heads().get(word, ()):
        end = _match(article, i, parts, sentence.last)
        if end:
            title = Title(i, end, end, article.text(i, end), group == "state", other=group == "other")
            return _extend(article, title, sentence)
    return None


def _match(article: Article, i: int, parts: tuple[str, ...], stop: int) -> int:
    j = i
    for position, part in enumerate(parts):
        if position and article.word(j) == "-":
            j += 1
        if j >= stop or article.word(j) != part:
            return 0
        j += 1
    return j


def _extend(article: Article, title: Title, sentence: Sentence) -> Title:
    _leftward(article, title, sentence)
    _rightward(article, title, sentence)
    title.marked = title.country is not None or title.office is not None
    if title.country is None:
        typical = words()["titles"]["typical"].get(article.text(title.first, title.head).lower().replace("-", " "))
        title.country = Ref.parse(typical) if typical and Ref.parse(typical) in article.weights else None
    title.words = article.text(title.first, title.last)
    title.other = title.other or _of_strangers(article, title)
    if title.state and title.portfolio and "prime" in title.words.lower():
        title.state = "deputy" not in title.words.lower()
    return title


def _of_strangers(article: Article, title: Title) -> bool:
    """Tell whether a spokesman or director is of something that is no state: "the M23 spokesman"."""
    word = article.word(title.head - 1)
    if (not word.startswith("spokes") and word not in ("director", "chief", "head")) or title.country or title.office:
        return False
    before = article.page.tokens[title.first - 1] if title.first else None
    return (
        before is not None
        and before.capital
        and before.word not in listed("organisations", "common")
        and title.first > 1
    )


def _leftward(article: Article, title: Title, sentence: Sentence) -> None:
    """Take in "Indonesia's deputy economic" before "minister", "Foreign Ministry" before "spokesperson"."""
    before, known, former = listed("titles", "before"), listed("portfolios", "words"), listed("titles", "former")
    i = subject = start = title.first
    while i > sentence.first:
        word = article.word(i - 1)
        owner = article.owner[i - 1]
        if owner and owner.kind == "Ministry" and owner.last == i:
            title.office, i = owner.ref, owner.first
            break
        hit = article.country_before(i)
        if hit:
            title.country, i = hit.name.ref, hit.first
            if word not in ("'s",):
                break
        elif word in former:
            title.former, i = True, i - 1
        elif word in before:
            i -= 1
        elif (
            word in known
            or _between_known(article, i - 1, subject, sentence)
            or (
                word in ("and", ",", "&", "of", "for")
                and subject > i - 1
                and subject != start
                and article.word(i - 2) in known
            )
        ):
            i -= 1
            subject = i
        elif word in ("'s", "-", "the", "his", "her", "its", "their", "opposite"):
            i -= 1
        else:
            break
    while i < title.first and article.word(i) in ("the", "his", "her", "its", "their", "'s", ",", "and", "-", "of"):
        i += 1
    title.first = i
    if subject < start and title.office is None:
        title.portfolio = article.text(subject, start)


def _between_known(article: Article, i: int, subject: int, sentence: Sentence) -> bool:
    """Tell whether an unknown word belongs to a portfolio: "Industry and Entrepreneurship Development Minister"."""
    known, token = listed("portfolios", "words"), article.page.tokens[i]
    return (
        i - 2 >= sentence.first
        and subject == i + 1
        and token.capital
        and token.word.isalpha()
        and article.owner[i] is None
        and article.word(i - 1) in ("and", "&")
        and article.word(i - 2) in known
        and article.page.tokens[i - 2].capital
    )


def _rightward(article: Article, title: Title, sentence: Sentence) -> None:
    """Take in "of Mines of Chad", "of the Mines Bureau at the Korean Ministry of Trade", "to Japan" after the head."""
    i, stop = title.head, min(sentence.last, title.head + _REACH)
    while i < stop:
        word = article.word(i)
        if word in ("of", "for", "at", "in", "from", "under") or (word == "to" and title.state):
            step = _complement(article, title, i, stop)
            if not step:
                break
            i = step
        elif word == "(" and article.word(i + 2) == ")":
            i += 3
        else:
            break
    title.last = max(title.head, i)


def _complement(article: Article, title: Title, i: int, stop: int) -> int:
    """Read one complement of a title from its preposition; return its end, or 0."""
    word, j = article.word(i), i + 1
    while article.word(j) in ("the", "his", "her", "its"):
        j += 1
    owner = article.owner[j] if j < len(article.owner) else None
    if article.word(j) in ("ministry", "department") and owner is None and word != "to":
        title.at_last_ministry = True
        return j + 1
    if owner and owner.kind == "Ministry":
        if title.office is None and word != "to":
            title.office = owner.ref
        return owner.last
    after = ministries.country_after(article, i) if word in ("of", "for") else None
    if after:
        if title.country is None:
            title.country = after[0]
        return after[1]
    hit = article.country_at(j)
    if hit and word == "to" and hit.name.role in ("name", "capital"):
        title.accredited = hit.name.ref
        return hit.last
    if hit and word in ("in", "at", "from"):
        return hit.last if word == "in" and title.state else 0
    if word in ("of", "for", "in"):
        end = _bureau(article, j, stop)
        if end > j:
            if not title.portfolio:
                title.portfolio = article.text(j, end)
            return end
    return 0


def _bureau(article: Article, j: int, stop: int) -> int:
    end = ministries.portfolio(article, j, stop, names_follow=True)
    while end > j and article.word(end - 1) in ("and", ",", "of", "for", "the"):
        end -= 1
    return end
