"""Instruments: who signed, or is to sign, a memorandum or agreement with whom, and on what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphkit.model import Ref
from graphkit.reading.language import lists
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.sentences import arguments, grammar, parties, subjects, topics
from graphkit.reading.sentences.clauses import Syntax, Verb

_END = {
    "terminate": "terminated",
    "cancel": "cancelled",
    "suspend": "suspended",
    "scrap": "cancelled",
    "annul": "cancelled",
}
VERBS = lists.TREATIES_SIGN | lists.TREATIES_DRAFT | frozenset(_END) | lists.TREATIES_OTHERS


@dataclass(slots=True)
class Deal:
    """An instrument that a sentence may state: parties, kind, status, topics and where it stands."""

    kind: str
    parties: list[Ref]
    status: str
    at: int
    first: int
    last: int
    rule: str
    topics: list[Ref] = field(default_factory=list)
    count: int = 0
    title: str = ""
    noun: Mention | None = None
    word: int = -1


def deals(syntax: Syntax) -> Iterator[Deal]:
    """Yield the instruments that a sentence states."""
    for noun in syntax.article.within(syntax.sentence):
        if noun.kind != "Instrument":
            continue
        verb, how = _governor(syntax, noun)
        status = "" if noun.sort == "unspecified" and verb is None else _status(syntax, noun, verb)
        if not status:
            continue
        for signatories in parties.parties(syntax, noun, verb, how):
            found = Deal(
                noun.sort,
                signatories,
                status,
                noun.first,
                syntax.sentence.first,
                syntax.sentence.last,
                f"instrument.{how}",
            )
            found.count, found.title, found.noun = noun.count, noun.title, noun
            found.word = verb.at if verb is not None else noun.first
            found.topics = topics.of_instrument(syntax, noun, how == "passive")
            yield found


def _governor(syntax: Syntax, noun: Mention) -> tuple[Verb | None, str]:
    """Return the verb that an instrument is object or subject of, and how."""
    for verb in syntax.verbs:
        known = verb.lemma in lists.TREATIES_SIGN or verb.lemma in lists.TREATIES_DRAFT or verb.lemma in _END
        if not known:
            continue
        if verb.at >= noun.last and (verb.passive or _reduced(syntax, noun, verb)) and _is_subject(syntax, noun, verb):
            return verb, "passive"
        if verb.at >= noun.last and not verb.passive and _in_relative(syntax, noun, verb):
            return verb, "relative"
        if verb.last <= noun.first and not verb.passive and _is_object(syntax, noun, verb):
            return verb, "active"
    return None, "noun"


def _reduced(syntax: Syntax, noun: Mention, verb: Verb) -> bool:
    """Tell whether a participle without auxiliary depends on the instrument: "an MoU inked with Peru"."""
    if verb.perfect or verb.form not in ("finite", "reduced") or verb.first != verb.at or verb.at - noun.last > 14:
        return False
    article = syntax.article
    return not any(
        m.party and grammar.nominal(article, m)
        for m in article.within(syntax.sentence)
        if noun.last <= m.first < verb.first
    )


def _in_relative(syntax: Syntax, noun: Mention, verb: Verb) -> bool:
    """Tell whether the instrument is object of a relative clause: "the pact (that) both countries signed in 2001"."""
    article = syntax.article
    who = [m for m in subjects.subject(syntax, verb) if m.party]
    if not who or who[0].first < noun.last or verb.at - noun.last > 14:
        return False
    between = [article.word(k) for k in range(noun.last, who[0].first)]
    loose = [w for w in between if w not in (",", "which", "that", "the", "both")]
    right = arguments.dependents(syntax, verb.last)
    return not loose and not any(m.kind == "Instrument" for a in right for m in a.mentions)


def _is_subject(syntax: Syntax, noun: Mention, verb: Verb) -> bool:
    article = syntax.article
    between = [
        m for m in article.within(syntax.sentence) if noun.last <= m.first < verb.first and m.kind == "Instrument"
    ]
    if between and not all(_listed(article, noun, m) for m in between):
        return False
    inner = [v for v in syntax.verbs if noun.last <= v.first and v.last <= verb.first and v.form == "finite"]
    if any(article.word(v.first - 1) not in ("which", "that", "who", "and", ",") for v in inner):
        return False
    return verb.at - noun.last < 45 and not any(article.word(k) == ";" for k in range(noun.last, verb.first))


def _listed(article: Article, one: Mention, other: Mention) -> bool:
    return all(article.word(k) in ("and", ",", "or", "a", "an", "the") for k in range(one.last, other.first))


def _is_object(syntax: Syntax, noun: Mention, verb: Verb) -> bool:
    article = syntax.article
    if noun.first - verb.last > 22:
        return False
    for argument in arguments.dependents(syntax, verb.last):
        if noun in argument.mentions:
            limit = 8 if verb.lemma in lists.TREATIES_WEAK else 22
            direct = argument.preposition in ("", "on", "in", "with", "to", "into", "at", "of")
            names = argument.preposition in ("to", "into", "on") and verb.lemma in ("put", "append", "enter", "agree")
            return (
                (
                    argument.preposition == ""
                    or names
                    or (direct and verb.lemma not in lists.TREATIES_WEAK and argument.preposition in ("on", "in", "at"))
                )
                and noun.first - verb.last <= limit
                and article.word(noun.first - 1) != "under"
            )
    return False


def _status(syntax: Syntax, noun: Mention, verb: Verb | None) -> str:
    """Return the status that the sentence gives an instrument, "" for none."""
    article = syntax.article
    before = [article.word(j) for j in range(max(syntax.sentence.first, noun.first - 5), noun.first)]
    if "no" in before[-3:] or "without" in before[-4:] or "any" in before[-3:]:
        return ""
    drafted = (
        bool(lists.TREATIES_DRAFTS & set(before[-3:]))
        or bool(lists.TREATIES_TALKS & set(before[-5:]))
        or article.word(noun.last) in ("talks", "negotiations")
    )
    if verb is None:
        return _status_of_noun(syntax, noun, before, drafted)
    if verb.lemma in ("enter", "come") and "force" in (article.word(k) for k in range(verb.last, verb.last + 3)):
        return "in_force" if verb.mood == "fact" else ""
    if verb.mood in ("may", "denied") or before[-1:] in (["this"], ["that"]):
        return ""
    if verb.lemma == "reach" and before[-1:] not in (["a"], ["an"], ["the"]) and not noun.count:
        return ""
    if verb.lemma in _END:
        return _END[verb.lemma] if verb.mood == "fact" and not drafted else ""
    if verb.lemma in lists.TREATIES_DRAFT and verb.lemma not in ("finalise", "finalize"):
        return "planned" if verb.lemma in ("negotiate", "draft", "initial", "finalise", "prepare") else ""
    if verb.mood in ("planned", "sought", "purpose") or drafted:
        return "planned"
    return "signed"


def _status_of_noun(syntax: Syntax, noun: Mention, before: list[str], drafted: bool) -> str:
    """The status of an instrument that no verb of signing governs: presupposed ("under an MoU with X"), or planned."""
    if before[-1:] in (["this"], ["that"], ["such"], ["these"]):
        return ""
    verb = syntax.before(noun.first)
    if verb and noun.first - verb.last >= 12:
        verb = None
    if syntax.question or (verb and verb.mood in ("may", "denied")):
        return ""
    if drafted:
        return "planned"
    if lists.TREATIES_LAPSED & {
        syntax.article.word(k) for k in range(noun.last, min(noun.last + 14, syntax.sentence.last))
    }:
        return "terminated"
    if {"under", "accordance", "pursuant", "thanks"} & set(before[-4:]):
        return "signed"
    if _to_come(syntax, noun):
        return "planned"
    after = syntax.after(noun.last)
    if after and after.mood in ("may", "denied") and after.first - noun.last < 20:
        return ""
    if after and after.mood == "planned" and after.passive:
        return "planned"
    owned = before[-1:] in (["their"], ["its"], ["'s"]) or before[-2:-1] in (["their"], ["its"], ["'s"])
    if verb and verb.mood in ("planned", "sought", "purpose") and not owned:
        return "planned"
    return "signed" if noun.sort == "mou" or owned or _presupposed(syntax, noun, before) else ""


_IN_WORK = re.compile(
    r"\b(?:is|are|was|were|remains?|still|being) (?:\w+ ){0,3}?(?:"
    r"(?:in|at|on|under) (?:\w+ ){0,3}?(?:process|preparations?|works|pipeline|drafting|negotiation|discussion|way"
    r"|consideration|review)\b|on the table|foreseen|envisaged|awaited"
    r"|being (?:finali[sz]ed|drafted|negotiated|prepared|readied))"
    r"|\b(?:should|will|shall|(?:is|are|was|were|due|set|expected|scheduled) to) be "
    r"(?:signed|concluded|inked|sealed|finali[sz]ed|initialled|completed)\b"
)


def _to_come(syntax: Syntax, noun: Mention) -> bool:
    """Tell whether what is said of an instrument is that it is in the making: "is being finalised", "is foreseen"."""
    clause = []
    for i in range(noun.last, min(syntax.sentence.last, noun.last + 40)):
        owner = syntax.article.owner[i]
        if syntax.article.word(i) == ";" or (owner is not None and owner.kind == "Instrument"):
            break
        clause.append(syntax.article.word(i))
    return bool(_IN_WORK.search(" ".join(clause)))


def _presupposed(syntax: Syntax, noun: Mention, before: list[str]) -> bool:
    """Tell whether an agreement is spoken of as one that is there: "since the pact with", "the pact between"."""
    if {"under", "through", "following", "since", "by", "after"} & set(before) or noun.title or noun.count:
        return True
    near = [syntax.article.word(i) for i in range(noun.last, noun.last + 3)]
    return bool({"between", "with", "signed", "reached", "concluded"} & set(near)) or before[-1:] == ["the"]
