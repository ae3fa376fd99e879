"""Keeps out what a sentence denies, supposes, threatens or only considers, whatever the models say of it."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.reading.language import lists
from graphkit.reading.naming.mentions import Article
from graphkit.reading.sentences import grammar
from graphkit.reading.sentences.clauses import Verb
from graphkit.reading.trained import words
from graphkit.reading.trained.candidates import Pair, Unit

_SAID_OF_OBJECT = frozenset({"MEMBER_OF", "PARTICIPATES_IN"})
_NOT_DONE = frozenset({"MET_WITH", "PRODUCES", "PARTICIPATES_IN"})
_RULED_OUT = ("ruled", "rules", "ruling", "rule")
_REACH = 12


def stated(pair: Pair, relation: str) -> bool:
    """Tell whether the sentence of a pair states a relation as something that is, was or will be."""
    syntax, article = pair.view.syntax, pair.view.article
    if syntax.question or syntax.doubted or article.page.trails(syntax.sentence):
        return False
    places = [u.first for u in (pair.one, pair.other) if not u.back and u.mention is not None]
    low, high = min(places), max(places)
    near = range(max(syntax.sentence.first, low - _REACH), min(syntax.sentence.last, high + _REACH))
    if any(article.word(i) in words.listed("undone") for i in near):
        return False
    if any(article.word(i) in _RULED_OUT and article.word(i + 1) == "out" for i in near):
        return False
    if any(article.word(i) in words.listed("alleged") and article.word(i + 1) == "that" for i in near):
        return False
    if relation == "INVESTS_IN" and any(_only_meant(article, i) for i in near):
        return False
    if relation == "RESTRICTS_EXPORT_OF" and (_of_imports(pair) or _failed_bill(pair) or _let_go(pair)):
        return False
    if relation == "RESTRICTS_EXPORT_OF" and any(_turned_down(article, i) for i in near):
        return False
    if relation in ("SIGNED_MOU", "SIGNED_AGREEMENT") and any(_adjective(pair, u) for u in (pair.one, pair.other)):
        return False
    if relation == "RESTRICTS_EXPORT_OF":
        return True  # what may not leave the country is denied to others, not by the sentence
    if relation == "SANCTIONS" and any(article.word(i) in words.listed("lifted") for i in near):
        return False
    if relation == "MET_WITH" and any(_to_meet(article, i) for i in near):
        return False
    moods = {v.mood for v in _verbs(pair, relation)}
    if moods & {"may", "denied"} and "fact" not in moods:
        return False
    if relation in _SAID_OF_OBJECT and {v.mood for v in _verbs(pair, relation, (pair.other,))} & {"denied"}:
        return False  # "both belong to A, neither belongs to B"
    return not (relation in _NOT_DONE and moods and moods <= {"planned", "sought", "purpose"})


def _only_meant(article: Article, i: int) -> bool:
    """Tell whether money is only meant to be spent: "its plan to spend", "hopes to invest"."""
    return article.word(i) in words.listed("meant") and article.word(i + 1) == "to"


def _to_meet(article: Article, i: int) -> bool:
    """Tell whether a meeting is only travelled for, or called off: "flew to Lima for talks", "cancelled a meeting"."""
    before = [article.word(j) for j in range(i - 1, i - 4, -1)]
    travelled = "for" in before[: 2 if before[0] in ("a", "the") else 1]
    return article.word(i) in words.listed("meetings") and (travelled or bool(lists.FRAMES_UNDOING & set(before)))


def _turned_down(article: Article, i: int) -> bool:
    """Tell whether a measure is not taken: "rejected a ban", "places no restrictions"."""
    before = [article.word(j) for j in range(i - 1, max(-1, i - 4), -1)]
    none = "no" in before[:2] and "longer" not in before
    return article.word(i) in lists.RESTRICTIONS_NOUNS and (none or bool(words.listed("turned_down") & set(before)))


def _let_go(pair: Pair) -> bool:
    """Tell whether a good is what may still leave: "allows concentrate to go"."""
    unit, article = pair.other, pair.view.article
    before = {article.word(i) for i in range(max(0, unit.first - 2), unit.first)} if not unit.back else set()
    return bool(before & words.listed("let_go"))


def _failed_bill(pair: Pair) -> bool:
    """Tell whether a sentence is about a bill that came to nothing."""
    found = {pair.view.article.word(i) for i in range(pair.view.syntax.sentence.first, pair.view.syntax.sentence.last)}
    return bool(found & words.listed("bills")) and bool(found & words.listed("failed"))


def word(pair: Pair, relation: str) -> int:
    """Return the verb or noun that may state a relation of a pair, -1 where none of theirs can."""
    return next(iter(_heads(pair, relation)), -1)


def _heads(pair: Pair, relation: str, units: Sequence[Unit] = ()) -> list[int]:
    """Return the verbs and nouns on which a pair, or some of its ends, hangs and that can state a relation."""
    view = pair.view
    heads = [
        h
        for u in units or (pair.one, pair.other)
        if u.mention is not None and not u.back
        for h, _ in view.slots.get(u.mention.first, ())
    ]
    return [h for h in heads if words.passes(relation, set(words.classes(view.article.word(h))))]


def _verbs(pair: Pair, relation: str, units: Sequence[Unit] = ()) -> list[Verb]:
    """Return the verbs and the governors of nouns at which a pair stands, those that can state the relation first."""
    view = pair.view
    at = {v.at: v for v in view.syntax.verbs}
    out = []
    for head in _heads(pair, relation, units):
        verb = at.get(head) or view.syntax.before(head)
        if verb is not None and head - verb.last < _REACH:
            out.append(verb)
    return out


def _of_imports(pair: Pair) -> bool:
    found = {pair.view.article.word(i) for i in range(pair.view.syntax.sentence.first, pair.view.syntax.sentence.last)}
    return bool(found & {"import", "imports", "importing"}) and not any(w.startswith(("export", "ship")) for w in found)


def _adjective(pair: Pair, unit: Unit) -> bool:
    """Tell whether a country only says whose firms or people they are."""
    mention = unit.mention
    return (
        mention is not None
        and not unit.back
        and mention.role == "demonym"
        and grammar.modifier(pair.view.article, mention)
    )
