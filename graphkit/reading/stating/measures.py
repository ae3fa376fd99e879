"""Parts of a statement of an export control: its goods, its country, its kind."""

from __future__ import annotations

import re

from graphkit.reading.language import lists
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.sentences import grammar, subjects
from graphkit.reading.sentences.clauses import Syntax
from graphkit.reading.stating.frames import Candidate

_MEASURES = {
    "ban": "ban",
    "embargo": "ban",
    "prohibit": "ban",
    "moratorium": "ban",
    "quota": "quota",
    "cap": "quota",
    "licen": "licence",
    "permit": "licence",
    "dut": "duty",
    "tax": "duty",
    "control": "licence",
}

STATES = frozenset({"Country", "Bloc", "Ministry", "Official"})


def home(article: Article) -> list[Mention]:
    """Return the country that the text is written from, where that is clear."""
    home = article.sure_home
    return [Mention(home.kind, (home,), 0, 1)] if home else []


def year(article: Article) -> str:
    """Return the year of publication, or one that no date reaches."""
    return (article.document.published or "9999")[:4]


def announcer(syntax: Syntax, i: int) -> list[Mention]:
    """Return who set a measure by a relative clause: "the controls on rare earths that China announced"."""
    article = syntax.article
    for verb in syntax.verbs:
        if verb.first > i and verb.lemma in lists.RESTRICTIONS_IMPOSE and not verb.passive:
            who = [m for m in subjects.subject(syntax, verb) if m.kind in STATES]
            if who and who[0].first > i and article.word(who[0].first - 1) in ("that", "which"):
                return who
    return []


def in_force(syntax: Syntax, i: int) -> list[Mention]:
    """Return where a measure holds: "a ban on exports of gold has been in force in Niger"."""
    article = syntax.article
    for j in range(i, syntax.sentence.last - 3):
        if [article.word(k) for k in range(j, j + 2)] in (["in", "force"], ["in", "place"], ["in", "effect"]):
            owner = article.owner[j + 3]
            if article.word(j + 2) == "in" and owner is not None and owner.kind == "Country":
                return [owner]
    return []


def whose(syntax: Syntax, i: int) -> list[Mention]:
    """Return the country that "whose" shortly before a token means: "Gabon, whose ban on exports"."""
    article = syntax.article
    for j in range(i - 1, max(syntax.sentence.first + 1, i - 6), -1):
        if article.word(j) == "whose":
            owner = article.owner[j - 2 if article.word(j - 1) == "," else j - 1]
            return [owner] if owner is not None and owner.kind == "Country" else []
    return []


def possessor(syntax: Syntax, i: int) -> list[Mention]:
    """Return who owns a measure: "China's export controls", "the Indonesian ban"."""
    article = syntax.article
    named = whose(syntax, i)
    if named:
        return named
    before = [
        m for m in article.within(syntax.sentence) if m.last <= i and m.first >= i - 7 and m.kind in ("Country", "Bloc")
    ]
    owned = [
        m
        for m in before
        if grammar.possessive(article, m)
        or m.role == "demonym"
        or (article.owner[m.last] is None and article.word(m.last) == "export")
    ]
    return owned[-1:]


def goods(syntax: Syntax, start: int, minerals: list[Mention]) -> list[Mention]:
    """Return the minerals after a token, those of one list."""
    article = syntax.article
    after = [m for m in minerals if start <= m.first]
    if not after or after[0].first - start > 16 or _clause_ends(article, start, after[0].first):
        return []
    rows = grammar.coordinations(article, after)
    return rows[0] if rows else []


def _clause_ends(article: Article, first: int, last: int) -> bool:
    return any(article.word(i) in lists.MEASURES_ENDS for i in range(first, last))


def goods_before(syntax: Syntax, i: int, minerals: list[Mention]) -> list[Mention]:
    """Return the minerals of the list that ends shortly before a token."""
    before = [m for m in minerals if m.last <= i and m.first >= i - 16]
    rows = grammar.coordinations(syntax.article, before)
    return rows[-1] if rows else []


def candidate(
    syntax: Syntax, rule: str, at: int, who: list[Mention], goods: list[Mention], status: str, word: str
) -> Candidate:
    """Return the statement that somebody restricts the export of goods."""
    found = Candidate("RESTRICTS_EXPORT_OF", rule, at, who, goods, [], status)
    measure = next((m for head, m in _MEASURES.items() if re.match(head, word)), "")
    if measure:
        found.attributes["measure"] = measure
    found.first, found.last = syntax.sentence.first, syntax.sentence.last
    return found
