"""Who owns a part of which company or mine, and who put money into one, also of names that no table has."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.reading.language import lists
from graphkit.reading.language.text import Sentence
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.stating.frames import Candidate

_OWNERS = frozenset({"Company", "Country", "Ministry", "Bloc"})
_REACH = 7
_PLACED = ("of", "from", "in")


def find(article: Article, sentence: Sentence) -> Iterator[Candidate]:
    """Yield the stakes of a sentence: "Y owns 51 percent of X", "X, in which Y holds half", "X is half owned by Y"."""
    for i in range(sentence.first, sentence.last):
        word = article.word(i)
        if article.owner[i] is not None or _undone(article, sentence, i):
            continue
        if word in lists.STAKES_OWN:
            yield from _owns(article, sentence, i)
        elif word in lists.STAKES_OWNED and "by" in _words(article, i + 1, min(sentence.last, i + 7)):
            yield from _owned_by(article, sentence, i)
        elif word in ("belongs", "belong"):
            yield from _belongs(article, sentence, i)
        elif word in lists.STAKES_PAID:
            yield from _paid(article, sentence, i)


def _words(article: Article, first: int, last: int) -> list[str]:
    return [article.word(j) for j in range(first, last)]


def _undone(article: Article, sentence: Sentence, i: int) -> bool:
    """Tell whether a verb is only meant, denied or over: "would own", "does not own", "had held"."""
    return bool(lists.STAKES_UNDONE & set(_words(article, max(sentence.first, i - 4), i)))


def _share(article: Article, first: int, last: int) -> int:
    """Return the token after the first share in a range ("51 per cent", "half", "a majority"), 0 for none."""
    for j in range(max(first, 0), last):
        if article.word(j) in lists.STAKES_OWN or article.word(j) in (",", ";"):
            return 0
        word, after = article.word(j), article.word(j + 1)
        if word.replace(".", "").isdigit() and after in ("%", "percent", "per"):
            return j + (3 if after == "per" else 2)
        if word.endswith("%") and word[:1].isdigit():
            return j + 1
        if word in lists.STAKES_PARTS and article.owner[j] is None:
            return j + 1
    return 0


def _named(article: Article, mention: Mention | None) -> bool:
    """Tell whether a mention is a company or mine by name and no mere owner of what follows."""
    return mention is not None and mention.kind == "Company" and article.word(mention.last) != "'s"


def _next(article: Article, first: int, last: int) -> Mention | None:
    found = (m for m in article.owner[first:last] if m is not None and m.role != "demonym")
    return next((m for m in found if m.party or m.kind == "Company"), None)


def _left(article: Article, first: int, i: int) -> Mention | None:
    """Return the owner right before a verb, with nothing but small words between."""
    for j in range(i - 1, max(first - 1, i - 5), -1):
        owner = article.owner[j]
        if owner is not None:
            return _firm_of(article, owner) if owner.kind in _OWNERS else None
        if article.word(j) not in lists.STAKES_BETWEEN:
            return None
    return None


def _firm_of(article: Article, owner: Mention) -> Mention | None:
    """Return the firm where a country only says where it is from: "Tianqi of China"; the owner itself else."""
    if owner.role == "demonym":
        return None
    if not (owner.kind == "Country" or owner.role == "loose") or article.word(owner.first - 1) not in _PLACED:
        return owner
    firm = article.owner[owner.first - 2]
    return firm if firm is not None and firm.kind == "Company" else None if owner.kind == "Country" else owner


def _owns(article: Article, sentence: Sentence, i: int) -> Iterator[Candidate]:
    owner = _left(article, sentence.first, i)
    stop = min(sentence.last, i + 1 + _REACH)
    end = _share(article, i + 1, stop)
    if owner is None or not end:
        return
    which = owner.first - 1
    while which > sentence.first and article.word(which) not in ("which", ",", ";") and owner.first - which < 9:
        which -= 1
    if article.word(which) == "which" and article.word(which - 1) in ("in", "of"):
        thing = article.owner[which - 3] if article.word(which - 2) == "," else article.owner[which - 2]
    else:
        thing = _after_of(article, end, min(sentence.last, end + _REACH))
    if _named(article, thing) and thing is not None:
        yield _stake(sentence, i, owner, thing)
        yield from _others(article, sentence, i, max(end, thing.last if thing.first > i else end), thing)


def _after_of(article: Article, first: int, last: int) -> Mention | None:
    for j in range(first, last):
        if article.word(j) in ("of", "in"):
            found = _next(article, j + 1, min(last, j + 5))
            return found if _named(article, found) else None
    return None


def _others(article: Article, sentence: Sentence, at: int, first: int, thing: Mention) -> Iterator[Candidate]:
    """Yield the owners listed after the first: "and Kazatomprom 49 percent", "and to 34 per cent by the state"."""
    for j in range(first, min(sentence.last, first + 24)):
        mention = article.owner[j]
        if mention is None or mention.first != j or mention.kind not in _OWNERS or mention is thing:
            continue
        if _firm_of(article, mention) is not mention:
            continue
        gap = _words(article, max(first, j - 4), j)
        share = _share(article, mention.last, mention.last + 5) or ("by" in gap and _share(article, j - 7, j))
        if share and ("and" in _words(article, max(first, j - 9), j) or "," in gap):
            yield _stake(sentence, at, mention, thing)


def _owned_by(article: Article, sentence: Sentence, i: int) -> Iterator[Candidate]:
    by = next(j for j in range(i + 1, i + 7) if article.word(j) == "by")
    owner = _next(article, by + 1, min(sentence.last, by + 6))
    thing = next(
        (m for m in reversed(article.owner[max(sentence.first, i - 9) : i]) if m is not None and _named(article, m)),
        None,
    )
    shares = _share(article, i + 1, by) or _share(article, max(sentence.first, i - 5), i)
    told = shares or set(_words(article, i - 3, i)) & lists.STAKES_WHOLLY
    if owner is not None and owner.kind in _OWNERS and thing is not None and told and owner is not thing:
        yield _stake(sentence, i, owner, thing)
        yield from _others(article, sentence, i, owner.last, thing)


def _belongs(article: Article, sentence: Sentence, i: int) -> Iterator[Candidate]:
    thing = article.owner[i - 1]
    to = next((j for j in range(i + 1, min(sentence.last, i + 7)) if article.word(j) == "to"), 0)
    owner = _next(article, to + 1, min(sentence.last, to + 6)) if to else None
    told = _share(article, max(sentence.first, i - 9), to) or set(_words(article, i, to)) & lists.STAKES_WHOLLY
    if _named(article, thing) and thing is not None and owner is not None and owner.kind in _OWNERS and told:
        yield _stake(sentence, i, owner, thing)
        yield from _others(article, sentence, i, owner.last, thing)


def _paid(article: Article, sentence: Sentence, i: int) -> Iterator[Candidate]:
    """Read "Y has poured 900 million dollars into X"."""
    owner = _left(article, sentence.first, i)
    into = next((j for j in range(i + 1, min(sentence.last, i + 11)) if article.word(j) in ("into", "in", "on")), 0)
    money = set(_words(article, i + 1, into)) & lists.STAKES_MONEY if into else set()
    thing = _next(article, into + 1, min(sentence.last, into + 5)) if money else None
    if owner is not None and _named(article, thing) and thing is not None and thing is not owner:
        yield _stake(sentence, i, owner, thing)


def _stake(sentence: Sentence, at: int, owner: Mention, thing: Mention) -> Candidate:
    found = Candidate("INVESTS_IN", "invest.share", at, [owner], [thing], [], "current")
    found.first, found.last = sentence.first, sentence.last
    return found
