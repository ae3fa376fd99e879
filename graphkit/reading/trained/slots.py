"""Which slots the mentions of a sentence fill: subject or object of a verb, phrases at a verb or a noun."""

from __future__ import annotations

from graphkit.reading.sentences import arguments, subjects
from graphkit.reading.sentences.clauses import Syntax
from graphkit.reading.trained import words

_MOST = 25
_NOUNS = frozenset(
    {
        "sign",
        "cooperate",
        "memorandum",
        "instrument",
        "meet",
        "produce",
        "supply",
        "ban",
        "invest",
        "sanction",
        "member",
    }
)


def fill(syntax: Syntax) -> tuple[dict[int, list[tuple[int, str]]], dict[int, tuple[str, str]]]:
    """Return the slots of each mention (by its first token), and the lemma and mood of each head (by its token)."""
    slots: dict[int, list[tuple[int, str]]] = {}
    heads: dict[int, tuple[str, str]] = {}
    for verb in syntax.verbs[:_MOST]:
        heads[verb.at] = (verb.lemma, verb.mood)
        subject = "patient" if verb.passive else "subject"
        for mention in subjects.subject(syntax, verb):
            slots.setdefault(mention.first, []).append((verb.at, subject))
        _add_dependents(syntax, verb.at, verb.last, slots)
    at_verbs = {v.at for v in syntax.verbs}
    for i in range(syntax.sentence.first, syntax.sentence.last):
        word = syntax.article.word(i)
        if i in at_verbs or len(heads) > 2 * _MOST or not _NOUNS.intersection(words.classes(word)):
            continue
        owner = syntax.article.owner[i]
        if owner is not None and owner.kind != "Instrument":
            continue
        before = syntax.before(i)
        heads[i] = (words.stem(word), before.mood if before and i - before.last < 8 else "noun")
        _add_dependents(syntax, i, i + 1, slots)
        _add_owner(syntax, i, slots)
    return slots, heads


def _add_dependents(syntax: Syntax, head: int, start: int, slots: dict[int, list[tuple[int, str]]]) -> None:
    for argument in arguments.dependents(syntax, start):
        for mention in argument.mentions:
            slots.setdefault(mention.first, []).append((head, argument.preposition or "object"))


def _add_owner(syntax: Syntax, i: int, slots: dict[int, list[tuple[int, str]]]) -> None:
    """Add what stands before a noun: "China's rare earth exports" has a possessor and a good."""
    article = syntax.article
    j, steps = i - 1, 0
    while j >= syntax.sentence.first and steps < 5:
        owner = article.owner[j]
        if owner is not None:
            slots.setdefault(owner.first, []).append((i, "before"))
            if owner.party:
                return
            j = owner.first
        elif article.word(j) in (",", "of", "with", "on", "to", "by", "in", "for", "."):
            return
        j, steps = j - 1, steps + 1
