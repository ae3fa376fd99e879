"""Officials in rows of a table, as of signatories: "Iceland | Jane Doe | Minister of Trade"."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.reading.language.text import Sentence
from graphkit.reading.naming import personnames, titles
from graphkit.reading.naming.mentions import Article
from graphkit.reading.naming.titles import Title

_FEWEST = 2


def find(article: Article, sentence: Sentence) -> Iterator[tuple[Title, int, int]]:
    """Yield the title and the range of the name of a row that has a cell for each."""
    cells = list(_cells(article, sentence))
    if len(cells) < _FEWEST:
        return
    starts = {first for first, _ in cells}
    title = next((t for t in titles.find(article, sentence) if t.first in starts), None)
    names = [span for first, last in cells if (span := _name(article, first, last))]
    if title is None or len(names) != 1:
        return
    states = [h.name.ref for first, last in cells if (h := article.country_at(first)) and h.last == last]
    if title.country is None and len(states) == 1:
        title.country, title.marked = states[0], True
    if title.country is not None:
        yield title, *names[0]


def _cells(article: Article, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the cells of a line, cut at bars and tabs, that hold something."""
    tokens, first = article.page.tokens, sentence.first
    for i in range(sentence.first, sentence.last):
        bar = tokens[i].text == "|"
        tab = i > first and "\t" in article.page.clean[tokens[i - 1].end : tokens[i].start]
        if bar or tab:
            if i > first:
                yield first, i
            first = i + 1 if bar else i
    if first > sentence.first:
        yield first, sentence.last


def _name(article: Article, first: int, last: int) -> tuple[int, int] | None:
    """Return the name that fills a cell, without "H.E." and its like."""
    start = personnames.skip_honorifics(article, first, last)
    filled = last - start > 1 and article.page.tokens[start].capital
    return (start, last) if filled and personnames.name_at(article, start, last) == last else None
