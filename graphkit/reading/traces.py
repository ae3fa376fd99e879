"""Where in the text the parts of a fact stand: its clause, its ends, the word that states it, its date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graphkit.model import Claim, Instrument, Record, Ref
from graphkit.reading.language import lists
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.timing.dating import Dated

Key = tuple[str, tuple[Ref, ...], tuple[tuple[str, object], ...], int, str, str]
"""What tells the claims of one article apart: relation, ends and qualifiers, place, rule, status."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of a fact: its name, the range of characters that gives it, and what it means where that is a date."""

    name: str
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """The clause that a claim was read from, as a range of characters, and its slots in the order of the text."""

    start: int
    end: int
    slots: tuple[Slot, ...]


def key(record: Record, claim: Claim) -> Key:
    """Return what a claim of a record is known by."""
    if isinstance(record, Instrument):
        return record.kind, record.parties, (), claim.start, claim.rule, claim.status or ""
    return record.relation, record.ends, record.qualifiers, claim.start, claim.rule, claim.status or ""


def trace(
    article: Article,
    first: int,
    last: int,
    parts: Iterable[tuple[str, Iterable[Ref]]],
    word: int,
    noun: Mention | None = None,
    dated: Dated | None = None,
) -> Trace:
    """Return where the parts of a fact stand in a sentence; a part that another sentence names has no slot."""
    tokens = article.page.tokens
    places = [place for name, refs in parts for place in _named(article, first, last, name, refs, word)]
    if noun is not None and first <= noun.first < last:
        places.append(("instrument", noun.first, noun.last))
    if first <= word < last and not any(a <= word < b for _, a, b in places):
        places.append(("word", *_group(article, first, word)))
    low, high = _clause(article, first, last, [i for _, a, b in places for i in (a, b - 1)])
    slots = [Slot(name, tokens[a].start, tokens[b - 1].end) for name, a, b in places]
    start, end = tokens[low].start, tokens[high - 1].end
    if dated is not None:
        moment = dated.moment
        slots.append(Slot("date elsewhere" if dated.carried else "date", moment.start, moment.end, dated.value))
    return Trace(start, end, tuple(sorted(dict.fromkeys(slots), key=lambda s: (s.start, s.end, s.name))))


def _named(
    article: Article, first: int, last: int, name: str, refs: Iterable[Ref], at: int
) -> Iterator[tuple[str, int, int]]:
    """Yield the range of tokens that names each node, the one nearest to a token."""
    inside = [m for m in dict.fromkeys(map(_Same, article.owner[first:last])) if m.mention is not None]
    for ref in refs:
        found = [m.mention for m in inside if m.mention is not None and ref in m.mention.refs]
        if found:
            nearest = min(found, key=lambda m: (m.role == "pronoun", abs(m.first - at), m.first))
            yield name, nearest.first, nearest.last


@dataclass(frozen=True, slots=True)
class _Same:
    """A mention as itself: two that look alike are two."""

    mention: Mention | None

    def __hash__(self) -> int:
        return id(self.mention)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.mention is self.mention


_AUXILIARY = (
    lists.VERBS_BE | lists.VERBS_HAVE | lists.VERBS_MODAL_PLAN | lists.VERBS_MODAL_MAY | {"to", "not", "jointly"}
)


def _group(article: Article, first: int, word: int) -> tuple[int, int]:
    """Return a verb with the auxiliaries and adverbs before it: "will be signed"."""
    begin = word
    while begin > first and article.owner[begin - 1] is None and _small(article.word(begin - 1)):
        begin -= 1
    while begin < word and article.word(begin) not in _AUXILIARY:
        begin += 1
    return begin, word + 1


def _small(word: str) -> bool:
    return word in _AUXILIARY or word.endswith("ly") or word in ("also", "now", "already", "set", "expected", "due")


def _clause(article: Article, first: int, last: int, inside: list[int]) -> tuple[int, int]:
    """Return the clauses of a sentence that hold some tokens, as one range."""
    if not inside:
        return first, last
    borders = [i for i in range(first + 1, last) if _border(article, i)]
    low = max((i for i in borders if i <= min(inside)), default=first)
    high = min((i for i in borders if i > max(inside)), default=last)
    while low < high - 1 and article.word(low) in (",", ";", "–", "—"):
        low += 1
    while high > low + 1 and article.word(high - 1) in (",", ";", "–", "—"):
        high -= 1
    return low, high


def _border(article: Article, i: int) -> bool:
    word, before = article.word(i), article.word(i - 1)
    return word in (";", "–", "—") or (before == "," and word in lists.TRACES_OPENERS)
