"""Offices told otherwise: in the plural ("the presidents of Peru and Chile, A and B"), or by a verb ("who heads")."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.model import Ref
from graphkit.reading.language import lists
from graphkit.reading.language.lexicon import listed
from graphkit.reading.language.text import Sentence
from graphkit.reading.naming import ministries, personnames
from graphkit.reading.naming.mentions import Article
from graphkit.reading.naming.titles import Title

_HEADS = {
    "presidents": "president",
    "chancellors": "chancellor",
    "ambassadors": "ambassador",
    "ministers": "minister",
    "premiers": "premier",
}
_STATE = frozenset({"president", "chancellor", "ambassador", "premier", "prime minister"})
_MOST = 4


def find(article: Article, sentence: Sentence) -> Iterator[tuple[Title, int, int]]:
    """Yield a title with the range of its name for each person that a title in the plural names with a country."""
    for i in range(sentence.first, sentence.last):
        singular = _HEADS.get(article.word(i))
        if singular is None or article.owner[i] is not None:
            continue
        subject = _subject(article, i, sentence)
        if subject == "prime":
            subject, singular = "", "prime minister"
        for country, start, end in _listed(article, i + 1, sentence) or _bracketed(article, i + 1, sentence):
            words = f"{subject} {singular}".strip()
            yield Title(start, end, end, words, singular in _STATE, country, portfolio=subject, marked=True), start, end


def _subject(article: Article, i: int, sentence: Sentence) -> str:
    """Return "foreign" of "foreign ministers"."""
    first = i
    while first > sentence.first and (
        article.word(first - 1) in listed("portfolios", "words") or article.word(first - 1) == "prime"
    ):
        first -= 1
    return article.text(first, i)


def _listed(article: Article, i: int, sentence: Sentence) -> list[tuple[Ref, int, int]]:
    """Read "of Peru and of Chile, A and B": as many names as countries."""
    countries, j = list[Ref](), i
    while len(countries) < _MOST:
        start = j + 1 if countries and article.word(j) in ("and", ",") else j
        found = ministries.country_after(article, start)
        if found is None and countries:
            hit = article.country_at(start + 1 if article.word(start) == "the" else start)
            found = (hit.name.ref, hit.last) if hit and start > j else None
        if found is None:
            break
        countries.append(found[0])
        j = found[1]
    if len(countries) < 2 or article.word(j) != ",":
        return []
    names = _names(article, j + 1, sentence)
    pairs = zip(countries, names, strict=False)
    return [(country, *span) for country, span in pairs] if len(names) == len(countries) else []


def _names(article: Article, i: int, sentence: Sentence) -> list[tuple[int, int]]:
    """Return the names of a list: "A, B and C"."""
    out: list[tuple[int, int]] = []
    while len(out) < _MOST:
        start = personnames.skip_honorifics(article, i, sentence.last)
        end = personnames.name_at(article, start, sentence.last)
        if end - start < 2:
            break
        out.append((start, end))
        if article.word(end) not in ("and", ","):
            break
        i = end + 2 if article.word(end) == "," and article.word(end + 1) == "and" else end + 1
    return out


def _bracketed(article: Article, i: int, sentence: Sentence) -> list[tuple[Ref, int, int]]:
    """Read "A (Peru) and B (Chile)", "A of Peru and B of Chile"."""
    out: list[tuple[Ref, int, int]] = []
    while len(out) < _MOST:
        start = personnames.skip_honorifics(article, i, sentence.last)
        end = personnames.name_at(article, start, sentence.last)
        hit = article.country_at(end + 1) if article.word(end) == "(" else None
        found = (hit.name.ref, hit.last + 1) if hit else ministries.country_after(article, end)
        if end - start < 2 or found is None:
            break
        out.append((found[0], start, end))
        if article.word(found[1]) not in ("and", ","):
            break
        i = found[1] + 1
    return out if len(out) > 1 else []


def find_heads(article: Article, sentence: Sentence) -> Iterator[tuple[Title, int, int]]:
    """Yield the office and name of "NAME, who heads the Zambian mines ministry", "who runs the mines portfolio"."""
    for i in range(sentence.first + 2, sentence.last - 2):
        if article.word(i) != "who" or article.word(i + 1) not in ("heads", "runs", "leads", "oversees", "holds"):
            continue
        end = i - 1 if article.word(i - 1) == "," else i
        start = next((j for j in range(max(sentence.first, end - 8), end - 1) if _whole(article, j, end)), None)
        title = _headed(article, i + 2) if start is not None else None
        if title is not None and start is not None:
            yield title, start, end


def _whole(article: Article, start: int, end: int) -> bool:
    return article.page.tokens[start].capital and personnames.name_at(article, start, end) == end


def _headed(article: Article, i: int) -> Title | None:
    """Return the office of "the Zambian mines ministry" or "the mines portfolio" at a token."""
    j = i + 1 if article.word(i) == "the" else i
    owner = article.owner[j]
    if owner and owner.kind == "Ministry":
        return Title(j, owner.last, owner.last, f"head of {owner.name}", False, office=owner.ref, marked=True)
    end = ministries.portfolio(article, j, j + 8)
    if end > j and article.word(end) == "portfolio":
        words = article.text(j, end)
        seat = article.country_at(end + 2) if article.word(end + 1) in ("in", "of") else None
        country = seat.name.ref if seat else None
        return Title(
            j, end + 1, end + 1, f"minister of {words}", False, country, portfolio=words, marked=seat is not None
        )
    return None


def appointed(article: Article, title: Title, sentence: Sentence) -> tuple[int, int] | None:
    """Return the name that a verb joins to a title: "named NAME minister", "NAME was appointed as minister"."""
    i = title.first
    while i > sentence.first and article.word(i - 1) in lists.PLURALS_LINKS:
        i -= 1
    span = _name_ending(article, i, sentence)
    if span is not None:
        verb, modal = article.word(span[0] - 1), article.word(span[0] - 2)
        return span if verb in lists.PLURALS_APPOINT and modal not in lists.PLURALS_UNDONE else None
    j, told = i, article.word(title.first) in lists.PLURALS_APPOINT
    while j > sentence.first and i - j < 8:
        word = article.word(j - 1)
        if word in lists.PLURALS_UNDONE:
            return None
        if word not in lists.PLURALS_APPOINT | lists.PLURALS_HOLD and word not in lists.PLURALS_BETWEEN:
            break
        told = told or word in lists.PLURALS_APPOINT | lists.PLURALS_HOLD
        j -= 1
    return _name_ending(article, j, sentence) if told else None


def _name_ending(article: Article, end: int, sentence: Sentence) -> tuple[int, int] | None:
    """Return the name of several words that ends at a token."""
    start = next((j for j in range(max(sentence.first, end - 8), end - 1) if _whole(article, j, end)), None)
    return None if start is None else (start, end)
