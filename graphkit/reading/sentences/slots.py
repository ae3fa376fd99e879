"""Where the phrases of a verb or noun stand that fill the slots of a frame."""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.reading.language import lists
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.sentences import arguments, grammar, subjects
from graphkit.reading.sentences.arguments import Argument
from graphkit.reading.sentences.clauses import Syntax

GOODS = frozenset({"Mineral", "Commodity"})


@dataclass(slots=True)
class Slots:
    """Where the phrases of a verb or noun are looked up."""

    syntax: Syntax
    at: int
    agent: list[Mention]
    patient: list[Mention]
    right: list[Argument]

    def find(self, places: tuple[str, ...], kinds: frozenset[str]) -> list[Mention]:
        """Return the mentions at the first of the places that has any of the kinds."""
        for place in places:
            found = [m for m in self._place(place) if m.kind in kinds and not self._else(m)]
            if found:
                return found
        return []

    def _else(self, mention: Mention) -> bool:
        """Tell whether a good is only part of another noun ("copper mine") or a wide word ("minerals")."""
        after = self.syntax.article.word(mention.last) if mention.last != self.at else ""
        return mention.role == "wide" or (mention.kind in GOODS and after in lists.SLOTS_NO_GOODS)

    def _goods(self) -> list[Mention]:
        found = [m for m in self.patient if m.kind in GOODS]
        return found or _moved(self.syntax, self.at)

    def _place(self, place: str) -> list[Mention]:
        if place == "agent":
            return self.agent
        if place == "patient":
            return self.patient
        if place == "any":
            return [m for a in self.right for m in a.mentions]
        if place == "identified":
            return _identified(self.syntax, self.at)
        if place == "passive-in":
            passive = any(v.at == self.at and v.passive for v in self.syntax.verbs)
            return [m for a in self.right if a.preposition == "in" for m in a.mentions] if passive else []
        if place == "good-owner":
            return [o for g in self._goods() for o in _owner_of(self.syntax.article, g)][:1]
        if place == "subject-good":
            return _moved(self.syntax, self.at)
        if place == "in-owner":
            return _owners_in(self.syntax, self.at)
        if place == "in-which":
            return _before_which(self.syntax, self.at)
        if place == "of-which":
            return _of_which(self.syntax, self.at)
        if place == "copula":
            return _copula(self.syntax, self.at)
        return [m for a in self.right if a.preposition == place for m in a.mentions]


def _owner_of(article: Article, good: Mention) -> list[Mention]:
    """Return the country that a good is from by its name: "Mongolian copper", "the lithium of Australia"."""
    before = article.owner[good.first - 1] if good.first else None
    if article.word(good.first - 1) == "'s" and good.first > 1:
        before = article.owner[good.first - 2]
    if (
        before
        and before.kind in ("Country", "Company")
        and (before.role == "demonym" or article.word(before.last) == "'s")
    ):
        return [before]
    after = article.owner[good.last + 1] if good.last + 1 < len(article.owner) else None
    return [after] if article.word(good.last) == "of" and after and after.kind == "Country" else []


def _moved(syntax: Syntax, at: int) -> list[Mention]:
    """Return the goods that are subject of a verb of motion, with quantities before them."""
    verb = next((v for v in syntax.verbs if v.at == at), None)
    if verb is None:
        return []
    article = syntax.article
    outer = syntax.before(verb.first)
    begin = outer.last if outer else syntax.sentence.first
    goods = [
        m for m in article.within(syntax.sentence) if m.kind in GOODS and begin <= m.first and m.last <= verb.first
    ]
    rows = grammar.coordinations(article, goods)
    return rows[-1] if rows and verb.first - rows[-1][-1].last < 12 else []


def _identified(syntax: Syntax, i: int) -> list[Mention]:
    """Return what a noun is said of: "X, the largest producer", "X is a producer", "largest producer, X,"."""
    article = syntax.article
    verb = syntax.before(i)
    if (
        verb
        and verb.lemma in ("be", "remain", "become")
        and i - verb.last < 12
        and not _comma_between(article, verb.last, i)
    ):
        return subjects.subject(syntax, verb) if verb.mood == "fact" else []
    j = i - 1
    while j > syntax.sentence.first and article.word(j) != "," and i - j < 14:
        j -= 1
    if article.word(j) == ",":
        owner = article.owner[j - 1]
        if owner and owner.party and grammar.nominal(article, owner):
            return [owner]
    return []


def _of_which(syntax: Syntax, i: int) -> list[Mention]:
    """Return what "of which" refers to: "uranium, of which Namibia is the third-largest producer"."""
    article = syntax.article
    for j in range(i - 1, syntax.sentence.first + 1, -1):
        if article.word(j) == "which" and article.word(j - 1) == "of":
            owner = article.owner[j - 3] if article.word(j - 2) == "," else article.owner[j - 2]
            return [owner] if owner else []
    return []


def _comma_between(article: Article, first: int, last: int) -> bool:
    return any(article.word(k) in (";", "which", "who") for k in range(first, last))


def _owners_in(syntax: Syntax, at: int) -> list[Mention]:
    """Return the country that owns what a verb is about: "invested in Zambia's mines"."""
    article = syntax.article
    after = [m for m in article.within(syntax.sentence) if m.kind == "Country" and 0 < m.first - at < 14]
    owners = [m for m in after if grammar.possessive(article, m) and m.role != "pronoun"]
    return [m for m in owners if grammar.preposition(article, m) in ("in", "into")][:1]


def _before_which(syntax: Syntax, at: int) -> list[Mention]:
    """Return what "in which" before a verb refers to: "the mine, in which Peru holds 51 percent"."""
    article = syntax.article
    for j in range(at - 1, max(syntax.sentence.first + 1, at - 12), -1):
        if article.word(j) == "which" and article.word(j - 1) in ("in", "of", "into"):
            owner = article.owner[j - 3] if article.word(j - 2) == "," else article.owner[j - 2]
            return [owner] if owner else []
    return []


def _copula(syntax: Syntax, i: int) -> list[Mention]:
    """Return the goods that a noun is said to consist of: "exports to X consist of ferroalloys"."""
    verb = syntax.after(i)
    if (
        verb is None
        or verb.lemma not in ("be", "consist", "include", "comprise", "remain")
        or verb.mood not in ("fact",)
    ):
        return []
    return [m for a in arguments.dependents(syntax, verb.last) for m in a.mentions]
