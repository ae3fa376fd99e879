"""Finds the names of the reference tables in a text: longest first, capitals as the table writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graphkit.gazetteer import Gazetteer
from graphkit.model import Ref
from graphkit.reading.language.lexicon import listed, words
from graphkit.reading.language.text import Token, tokens

_TOPICS = ("Mineral", "Sector", "Commodity")


@dataclass(frozen=True, slots=True)
class Name:
    """One written form of a node: its words, how it must be capitalised, and what it is (name, demonym, capital)."""

    ref: Ref
    words: tuple[str, ...]
    role: str
    exact: str = ""
    capital: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a range of tokens."""

    name: Name
    first: int
    last: int


class NameIndex:
    """All written forms of a gazetteer, by their first word."""

    def __init__(self, names: Gazetteer) -> None:
        self._by_first: dict[str, list[Name]] = {}
        self._seen: set[tuple[tuple[str, ...], str]] = set()
        for table, role in (
            ("metonyms", "capital"),
            ("more_names", "name"),
            ("more_demonyms", "demonym"),
            ("wide_names", "wide"),
        ):
            for text, target in words()[table].items():
                self._add(text, Ref.parse(target), role)
        for entry in names.entries.values():
            for text in entry.names:
                self._add(text, entry.ref, "name")
            for text in entry.demonyms:
                self._add(text, entry.ref, "demonym")
                if text.endswith(("an", "i", "ian")):
                    self._add(text + "s", entry.ref, "people")
        for entry in names.entries.values():
            for text in entry.capitals if entry.ref.kind == "Country" else ():
                if text.casefold() not in listed("ambiguous", "capitals"):
                    self._add(text, entry.ref, "capital")
        for known in self._by_first.values():
            known.sort(key=lambda n: -len(n.words))

    def _add(self, text: str, ref: Ref, role: str) -> None:
        parts = [t for t in tokens(text) if t.text != "-"]
        key = tuple(t.word for t in parts)
        if ref.kind == "Official" and (
            len(key) < 2 or key[0] in listed("titles", "ministry") | listed("titles", "state")
        ):
            return  # "President Yoon" is read as a title with a surname
        if not key or (key, ref.kind) in self._seen or len("".join(key)) < 2:
            return
        self._seen.add((key, ref.kind))
        letters = text.replace(".", "")
        acronym = len(parts) == 1 and letters.isupper() and len(letters) <= 6
        exact = letters if acronym else ""
        capital = ref.kind not in _TOPICS
        name = Name(ref, key, role, exact, capital)
        self._by_first.setdefault(key[0], []).append(name)
        if ref.kind in _TOPICS and not exact and key[-1][-1:] not in "s":
            plural = Name(ref, (*key[:-1], key[-1] + "s"), role, "", capital)
            self._by_first.setdefault(plural.words[0], []).append(plural)

    def find(self, page_tokens: list[Token], first: int, last: int, shouting: bool = False) -> Iterator[Hit]:
        """Yield the names in a range of tokens, left to right, none overlapping; `shouting`: all is in capitals."""
        i = first
        while i < last:
            hit = self._at(page_tokens, i, last, shouting)
            if hit:
                yield hit
                i = hit.last
            else:
                i += 1

    def _at(self, page_tokens: list[Token], i: int, last: int, shouting: bool) -> Hit | None:
        for name in self._by_first.get(page_tokens[i].word, ()):
            end = _match(page_tokens, i, last, name, shouting)
            if end:
                return Hit(name, i, end)
        return None


def _match(page_tokens: list[Token], i: int, last: int, name: Name, shouting: bool) -> int:
    """Return the token after the name if it stands at `i`, else 0."""
    token = page_tokens[i]
    if name.exact and token.text.replace(".", "") != name.exact:
        return 0
    if name.capital and not name.exact and not token.capital:
        return 0
    j = i
    for position, word in enumerate(name.words):
        if position and j < last and page_tokens[j].text == "-":
            j += 1
        if j >= last or page_tokens[j].word != word:
            return 0
        if name.capital and len(word) > 3 and not page_tokens[j].capital and not word.startswith("'"):
            return 0
        j += 1
    if name.exact and shouting and len(name.exact) == 2 and name.role == "name" and token.word in ("us", "it", "in"):
        return 0
    return j


@lru_cache(maxsize=4)
def index(names: Gazetteer) -> NameIndex:
    """Return the index of a gazetteer, made once."""
    return NameIndex(names)
