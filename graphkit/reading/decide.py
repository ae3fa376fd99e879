"""Decides what becomes of candidates: moods that state nothing, cliques, and ends that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.model import Ref
from graphkit.reading.language import lists
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.sentences import figures, grammar, topics
from graphkit.reading.sentences.clauses import Syntax
from graphkit.reading.stating import restrictions
from graphkit.reading.stating.frames import NOTHING, Candidate


def decided(syntax: Syntax, found: Iterator[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates that hold, with their topics."""
    for candidate in found:
        if candidate.status == NOTHING or (syntax.question and candidate.relation not in _ALSO_ASKED):
            continue
        _without_none(syntax.article, candidate)
        keep = _CHECKS.get(candidate.relation)
        if keep is None or keep(syntax, candidate):
            figures.add(syntax, candidate)
            yield candidate


def _without_none(article: Article, candidate: Candidate) -> None:
    """Leave out goods of which a sentence says that there are none: "produces no copper"."""
    candidate.objects = [m for m in candidate.objects if not (m.good and article.word(m.first - 1) in _NONE)]
    candidate.goods = [m for m in candidate.goods if article.word(m.first - 1) not in _NONE]


_NONE = frozenset({"no", "neither", "nor", "without"})

# Offices that a question names are held all the same.
_ALSO_ASKED = frozenset({"SERVES_IN", "MINISTRY_OF"})


def _supply(syntax: Syntax, candidate: Candidate) -> bool:
    return candidate.subjects != candidate.objects and bool(candidate.goods)


def _meeting(syntax: Syntax, candidate: Candidate) -> bool:
    """People of different states meet."""
    candidate.subjects = [m for m in candidate.subjects if _can_meet(m)]
    candidate.objects = [m for m in candidate.objects if _can_meet(m)]
    one = {r for m in candidate.subjects for r in m.refs}
    other = {r for m in candidate.objects for r in m.refs} or one
    if len({r.id.split("/")[0] for r in one | other}) < 2:
        return False  # colleagues of one state
    if not candidate.subjects or (not candidate.objects and len(one) < 2):
        return False
    return all(r.kind == "Official" for r in one | other)


def _can_meet(mention: Mention) -> bool:
    if mention.kind == "Official":
        return True
    return mention.kind == "Group" and all(r.kind == "Official" for r in mention.refs)


def _sanction(syntax: Syntax, candidate: Candidate) -> bool:
    """A place that only tells where somebody is ("the refinery of Kigali") is not punished."""
    article = syntax.article
    candidate.objects = [m for m in candidate.objects if not (m.kind == "Country" and _only_where(article, m))]
    verb = restrictions.governing(syntax, candidate.at) if candidate.rule == "sanction.noun" else None
    if verb is not None and verb.lemma in lists.RESTRICTIONS_LIFT and verb.mood == "fact":
        candidate.status = "lifted"
    return bool(candidate.objects)


def _only_where(article: Article, mention: Mention) -> bool:
    before = article.word(mention.first - 2)
    return article.word(mention.first - 1) in ("of", "in", "from") and before not in lists.DECIDE_STATES


def _production(syntax: Syntax, candidate: Candidate) -> bool:
    return candidate.mood == "fact" and bool(candidate.objects)


def _part(syntax: Syntax, candidate: Candidate) -> bool:
    candidate.subjects = [m for m in candidate.subjects if m.kind != "Forum"]
    candidate.objects = candidate.objects[:1]
    if candidate.rule == "part.tell":
        article = syntax.article
        candidate.subjects = [m for m in candidate.subjects if m.kind == "Official"]
        spoken_to = {article.word(i) for m in candidate.objects for i in range(m.first, m.last)}
        return bool(candidate.subjects) and not spoken_to & lists.DECIDE_HOUSES
    return bool(candidate.subjects)


def _cooperation(syntax: Syntax, candidate: Candidate) -> bool:
    article = syntax.article
    candidate.subjects = [m for m in candidate.subjects if m.kind != "Forum"]
    refs = _states(article, candidate.subjects)
    others = [r for r in _states(article, candidate.objects) if r not in refs]
    if len(refs) + len(others) < 2 or (len(refs) > 3 and not others):
        return False
    candidate.topics = tuple(topics.of_clause(syntax, candidate.at))
    if candidate.rule in ("cooperate.pledge", "cooperate.work-with") and not candidate.topics:
        return False
    return not _instrument_near(syntax, candidate.at)


def _instrument_near(syntax: Syntax, at: int) -> bool:
    """Tell whether what was agreed is to sign an instrument, or only says what an instrument is about."""
    verb = next((v for v in syntax.verbs if v.at == at), None)
    inside = verb is None or verb.form == "gerund"
    nouns = [m for m in syntax.article.within(syntax.sentence) if m.kind == "Instrument" and m.sort != "statement"]
    return any(0 < m.first - at < 7 or (inside and 0 < at - m.last < 12) for m in nouns)


def _states(article: Article, mentions: list[Mention]) -> list[Ref]:
    out: list[Ref] = []
    for mention in mentions:
        for ref in mention.refs:
            state = grammar.state_of(ref) if ref.kind != "Company" else ref
            if state and state not in out:
                out.append(state)
    return out


_CHECKS = {
    "SUPPLIES": _supply,
    "SANCTIONS": _sanction,
    "MET_WITH": _meeting,
    "PRODUCES": _production,
    "PARTICIPATES_IN": _part,
    "COOPERATES_WITH": _cooperation,
}
