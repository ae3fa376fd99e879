"""The phrases that depend on a verb or a noun, each after its preposition."""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.reading.language import lists
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.sentences import grammar
from graphkit.reading.sentences.clauses import Syntax, Verb

_REACH = 60


@dataclass(slots=True)
class Argument:
    """Mentions that depend on a verb or noun, after one preposition ("" for an object)."""

    preposition: str
    mentions: list[Mention]


def dependents(syntax: Syntax, start: int) -> list[Argument]:
    """Return the phrases to the right of a verb or noun, up to the end of its clause."""
    article, out = syntax.article, list[Argument]()
    preposition, i, stop = "", start, min(syntax.sentence.last, start + _REACH)
    starts = {v.first: v for v in syntax.verbs if v.form in ("finite", "infinitive", "gerund")}
    while i < stop:
        owner, word = article.owner[i], article.word(i)
        if owner is not None and owner.first == i:
            if owner.good and preposition in ("to", "from") and out and out[-1].preposition == preposition:
                preposition = ""  # "copper to Peru and gold to Chile": another object begins
            _attach(article, out, preposition, owner)
            i = owner.last
            if grammar.possessive(article, owner) and article.word(i) == "'s":
                i += 1
            continue
        if (word in lists.ARGUMENTS_STOPS and i > start) or (
            word == "that" and i > start + 1 and article.word(i - 1) == ","
        ):
            break
        if i in starts and _breaks(article, starts[i], i):
            break
        if word in lists.GRAMMAR_PREPOSITIONS and "-" not in (article.word(i - 1), article.word(i + 1)):
            preposition = _preposition(article, i, preposition)
        elif (
            word in lists.ARGUMENTS_TIME
            or (word.isdigit() and preposition in ("on", "in", "at", "by", "since"))
            or (word == "and" and article.word(i + 1) in lists.GRAMMAR_PREPOSITIONS)
        ):
            preposition = ""
        i += 1
    return out


def _breaks(article: Article, verb: Verb, i: int) -> bool:
    """Tell whether a verb ends the phrases of the one before it."""
    if verb.form == "gerund":
        return article.word(i - 1) not in lists.GRAMMAR_PREPOSITIONS and article.word(i - 1) != ","
    return True


def _preposition(article: Article, i: int, current: str) -> str:
    """Return the preposition that holds from a token on; "70 percent of" and "a meeting of" change nothing."""
    word = article.word(i)
    if word in ("of", "from") and article.word(i - 1) in lists.GRAMMAR_ENVOYS:
        return current
    if (word == "of" and _quantity(article, i - 1)) or (word == "to" and article.word(i - 1) in ("close", "up", "due")):
        return current
    if word in ("in", "of") and article.word(i - 1) in lists.ARGUMENTS_BUYERS:
        return current
    if word in ("including", "like", "as") and (word != "as" or article.word(i - 1) == "such"):
        return current
    return word


_QUANTITIES = lists.GRAMMAR_QUANTITIES | lists.ARGUMENTS_SETS


def _quantity(article: Article, i: int) -> bool:
    return article.word(i) in _QUANTITIES


def _attach(article: Article, out: list[Argument], preposition: str, mention: Mention) -> None:
    if (
        mention.role == "demonym"
        and grammar.modifier(article, mention)
        and article.word(mention.last) not in lists.ARGUMENTS_BUYERS
    ):
        return
    if mention.kind == "Country" and article.word(mention.last) in lists.ARGUMENTS_FIRMS:
        return
    if mention.kind in ("Country", "Bloc") and mention.role != "pronoun" and grammar.possessive(article, mention):
        return
    if out and out[-1].preposition == preposition:
        out[-1].mentions.append(mention)
    else:
        out.append(Argument(preposition, [mention]))


def inserted(syntax: Syntax, verb: Verb) -> list[Argument]:
    """Return the phrases before a verb: fronted ("At the forum, ...") or between it and its subject."""
    article = syntax.article
    out: list[Argument] = []
    outer = syntax.before(verb.first)
    begin = outer.last if outer else syntax.sentence.first
    for mention in article.within(syntax.sentence):
        if begin <= mention.first and mention.last <= verb.first:
            preposition = grammar.preposition(article, mention)
            if preposition:
                out.append(Argument(preposition, [mention]))
    return out


def pick(arguments: list[Argument], preposition: str, kinds: frozenset[str]) -> list[Mention]:
    """Return the mentions of some kinds after one preposition: the first phrase that has any."""
    for argument in arguments:
        if argument.preposition == preposition:
            found = [m for m in argument.mentions if m.kind in kinds]
            if found:
                return found
    return []
