"""Names of persons beside titles: where they begin and end."""

from __future__ import annotations

from graphkit.reading.language import lists
from graphkit.reading.language.lexicon import listed
from graphkit.reading.language.text import Sentence
from graphkit.reading.naming.mentions import Article
from graphkit.reading.naming.titles import Title

_LONGEST = 7


def name_at(article: Article, i: int, stop: int) -> int:
    """Return the end of a person's name that begins at a token, or the token where none does."""
    end, j, plain_words = i, i, 0
    while j < min(stop, i + 2 * _LONGEST):
        token = article.page.tokens[j]
        word = token.word
        if token.capital and (word[:1].isalpha()) and _nameable(article, j, plain_words):
            j += 1
            end = j
            plain_words += 1
        elif (
            word == "-"
            and end == j
            and plain_words
            and token.start == article.page.tokens[j - 1].end
            and article.word(j + 1).isalpha()
        ):
            j += 2
            end = j
        elif (word == "." and end == j and len(article.word(j - 1)) == 1) or (
            word in listed("titles", "particles")
            and plain_words
            and j + 1 < stop
            and article.page.tokens[j + 1].capital
        ):
            j += 1
        elif word in ('"', "“", "”") and plain_words and j + 2 < stop and article.word(j + 2) in ('"', "“", "”"):
            j += 3
        else:
            break
    return end if plain_words <= _LONGEST else i


def _nameable(article: Article, j: int, position: int) -> bool:
    """Tell whether a capitalised word can be part of a person's name."""
    word, owner = article.word(j), article.owner[j]
    if word == "he" and position == 0 and article.page.tokens[j + 1].capital:
        return article.word(j - 1) in listed("titles", "ministry") | listed("titles", "state")
    if word in ("may", "how", "an", "the", "will") and not position:
        return False
    if word in listed("organisations", "common") - {"may", "the", "how", "an", "will"} or word in lists.NAMES_NO_PERSON:
        return False
    if owner and owner.kind != "Official":
        return False
    hit = article.country_at(j)
    if hit and (hit.last - hit.first > 1 or hit.name.role != "name" or not _personal(article, j)):
        return False
    if hit and not position and article.word(hit.last) in ("'s", ","):
        return False
    tokens = article.page.tokens
    shouted = len(word) > 4 and tokens[j].text.isupper()
    return not (shouted and position and not tokens[j - 1].text.isupper())


def _personal(article: Article, j: int) -> bool:
    """Tell whether a country's name is a given name here: "Iran Sharkhan", "Chad Smith"."""
    return article.page.tokens[j + 1].capital if j + 1 < len(article.page.tokens) else False


def skip_honorifics(article: Article, i: int, stop: int) -> int:
    """Return the token after "Mr", "H.E." and their like."""
    while i < stop and (
        article.word(i) in listed("titles", "honorifics")
        or (article.word(i) == "." and article.word(i - 1) in listed("titles", "honorifics"))
    ):
        i += 1
    return i


def name_of(article: Article, title: Title, sentence: Sentence) -> tuple[int, int] | None:
    """Return the name that goes with a title: before it in apposition, or after it."""
    before = _name_before(article, title, sentence)
    if before:
        return before
    i = title.last
    if article.word(i) == "," or article.word(i) == "(":
        start = skip_honorifics(article, i + 1, sentence.last)
        end = name_at(article, start, sentence.last)
        closed = article.word(end) in lists.NAMES_CLOSERS or end >= sentence.last
        verbal = (
            article.word(end).isalpha() and article.page.tokens[min(end, len(article.page.tokens) - 1)].text.islower()
        )
        if (
            end - start >= 2
            and (closed or verbal)
            and (
                title.last > title.head
                or title.country
                or title.portfolio
                or title.counterpart
                or article.word(title.first - 1) in ("its", "their", "our")
            )
        ):
            return start, end
        return None
    start = skip_honorifics(article, i, sentence.last)
    if (
        title.last > title.head
        and article.word(title.last - 1) in listed("portfolios", "words")
        and start == title.last
    ):
        pass
    end = name_at(article, start, sentence.last)
    if end == start and title.last > title.head:
        return None
    if sentence.headline and end - start > 4:
        return None
    return (start, end) if end > start else None


def _name_before(article: Article, title: Title, sentence: Sentence) -> tuple[int, int] | None:
    """Read "NAME, the Korean minister", "NAME, who is the minister", "NAME (Minister of Mines)"."""
    i = title.first
    while i > sentence.first and article.word(i - 1) in ("the", "a", "its", "his", "her", "their", "an", "our"):
        i -= 1
    if article.word(i - 1) in ("is", "who") and article.word(i - 2) in ("who", ","):
        i -= 2 if article.word(i - 2) == "who" else 1
    if article.word(i - 1) not in (",", "(") or i - 2 < sentence.first:
        return None
    end = i - 1
    owner = article.owner[end - 1]
    if owner and owner.kind == "Official" and owner.role == "title" and owner.last == end:
        return None  # that name has its own title before it
    if article.word(end - 1) == ")":
        open_ = end - 1
        while open_ > sentence.first and article.word(open_) != "(" and end - open_ < 12:
            open_ -= 1
        if article.word(open_) == "(":
            end = open_
    start = end
    for candidate in range(max(sentence.first, end - 2 * _LONGEST), end):
        begin = skip_honorifics(article, candidate, end)
        if begin < end and article.page.tokens[begin].capital and name_at(article, begin, end) == end:
            start = begin
            break
    if end - start == 1 and (article.country_at(start) or article.owner[start] or end - 1 > sentence.first):
        return None
    return (start, end) if end > start else None
