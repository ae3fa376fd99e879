"""Applies the frames of `frames.toml` to a sentence: which words state which relation between whom."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from graphkit.model import Ref, Value
from graphkit.reading.language import lists
from graphkit.reading.language.lexicon import Form, forms
from graphkit.reading.naming.mentions import PARTIES, TOPICS, Mention
from graphkit.reading.sentences import arguments, grammar, subjects
from graphkit.reading.sentences.arguments import Argument
from graphkit.reading.sentences.clauses import Syntax, Verb
from graphkit.reading.sentences.slots import GOODS, Slots
from graphkit.reading.sentences.verbs import base_verbs
from graphkit.reading.stating.treaties import VERBS

_PEOPLE = PARTIES | {"Official", "Group"}
NOTHING = "-"
"""The status of a candidate whose mood states nothing in its frame."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of stating a relation; the fields are explained in `frames.toml`."""

    id: str
    relation: str
    status: dict[str, str]
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    measure: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    governors: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    topics: bool = False
    companies: bool = False


@dataclass(slots=True)
class Candidate:
    """A relation that a sentence may state: its ends, mood, and where it stands; it is decided on later.

    `word` is the token that states it, where that is not the token `at`.
    """

    relation: str
    rule: str
    at: int
    subjects: list[Mention]
    objects: list[Mention] = field(default_factory=list)
    goods: list[Mention] = field(default_factory=list)
    status: str = ""
    mood: str = "fact"
    attributes: dict[str, Value] = field(default_factory=dict)
    topics: tuple[Ref, ...] = ()
    first: int = 0
    last: int = 0
    word: int = -1


@cache
def frames() -> tuple[Frame, ...]:
    """Return the frames, read once."""
    raw = tomllib.loads(Path(__file__).with_name("frames.toml").read_text(encoding="utf-8"))
    return tuple(_frame(entry) for entry in raw["frame"])


def _frame(entry: dict[str, Any]) -> Frame:
    fields: dict[str, Any] = {}
    for name, value in entry.items():
        if isinstance(value, list):
            fields[name] = tuple(value) if name in ("subject", "object", "good") else frozenset(value)
        else:
            fields[name] = value
    return Frame(**fields)


@cache
def known_verbs() -> dict[str, Form]:
    """Return the forms of all verbs that the reader knows, those of instruments and restrictions too."""
    lemmas = set(base_verbs()) | VERBS
    for frame in frames():
        lemmas |= frame.verbs
    return forms(sorted(lemmas))


@cache
def _by_word() -> dict[str, list[Frame]]:
    out: dict[str, list[Frame]] = {}
    for frame in frames():
        for word in frame.verbs:
            out.setdefault("v:" + word, []).append(frame)
        for word in frame.nouns:
            out.setdefault("n:" + word, []).append(frame)
    return out


def candidates(syntax: Syntax) -> Iterator[Candidate]:
    """Yield what the verbs and nouns of a sentence may state."""
    at_verb = {v.at for v in syntax.verbs}
    for verb in syntax.verbs:
        for frame in _by_word().get("v:" + verb.lemma, ()):
            yield from _from_verb(syntax, verb, frame)
    article = syntax.article
    for i in range(syntax.sentence.first, syntax.sentence.last):
        if i in at_verb or article.owner[i] is not None:
            continue
        for frame in _by_word().get("n:" + article.word(i), ()):
            found = _from_noun(syntax, i, frame)
            if found:
                yield found


def _from_verb(syntax: Syntax, verb: Verb, frame: Frame) -> Iterator[Candidate]:
    article = syntax.article
    if frame.particles and article.word(verb.last) not in frame.particles:
        return
    if not _has(syntax, verb.last, frame.needs) or not _has(syntax, verb.last, frame.measure):
        return
    subject = subjects.subject(syntax, verb)
    right = arguments.dependents(syntax, verb.last)
    inserted = arguments.inserted(syntax, verb) if frame.relation in ("PARTICIPATES_IN", "SUPPLIES") else []
    agent = arguments.pick(right, "by", _PEOPLE) if verb.passive else subject
    for part in _objects(right) if frame.relation == "SUPPLIES" else [right]:
        patient = subject if verb.passive else [m for a in part if a.preposition == "" for m in a.mentions]
        found = _fill(syntax, frame, Slots(syntax, verb.at, agent, patient, part + inserted), verb.mood, verb.at)
        if found:
            yield found


def _objects(right: list[Argument]) -> list[list[Argument]]:
    """Return phrases in parts, one an object: "copper to Peru and gold to Chile" has two."""
    parts: list[list[Argument]] = [[]]
    for argument in right:
        goods = argument.preposition == "" and any(m.good for m in argument.mentions)
        if goods and any(a.preposition in ("to", "from") for a in parts[-1]):
            parts.append([])
        parts[-1].append(argument)
    return parts


def _from_noun(syntax: Syntax, i: int, frame: Frame) -> Candidate | None:
    article = syntax.article
    before = [article.word(j) for j in range(max(syntax.sentence.first, i - 4), i)]
    if frame.after and article.word(i + 1) not in frame.after:
        return None
    if (frame.not_after | lists.FRAMES_UNDOING) & set(before) or not _has(syntax, i + 1, frame.needs):
        return None
    right = arguments.dependents(syntax, i + 1)
    right, held = _with_holding(syntax, i, right)
    agent, patient = _left_of_noun(syntax, i)
    if frame.relation == "MET_WITH" and not agent:
        agent = _after_meeting(syntax, i)
    patient = patient or [m for a in right if a.preposition == "" for m in a.mentions]
    governor = syntax.before(i)
    if frame.governors and (governor is None or governor.lemma not in frame.governors or i - governor.last > 6):
        return None
    mood = governor.mood if governor and i - governor.last < 8 else "fact"
    if any(w in ("no", "possible", "potential", "future", "proposed", "planned") for w in before[-2:]):
        mood = "may" if before[-1] != "planned" else "planned"
    mood = held or ("ended" if _ends_after(syntax, i) else mood)
    slots = Slots(syntax, i, agent, patient, right)
    return _fill(syntax, frame, slots, mood, i)


def _ends_after(syntax: Syntax, i: int) -> bool:
    """Tell whether what a noun names is over: "supplies of copper to Japan ended in 2020"."""
    article = syntax.article
    for j in range(i + 1, min(i + 14, syntax.sentence.last)):
        if article.word(j) in (",", ";", "and", "but"):
            return False
        if article.word(j) in lists.FRAMES_ENDING and article.word(j - 1) not in lists.VERBS_DETERMINERS:
            return True
    return False


def _with_holding(syntax: Syntax, i: int, right: list[Argument]) -> tuple[list[Argument], str]:
    """Add the phrases after "was held": "a meeting was held between X and Y"; return them and the mood."""
    verb = syntax.after(i + 1)
    if verb is None or not verb.passive or verb.lemma not in ("hold", "conduct") or verb.first - i > 12:
        return right, ""
    return right + arguments.dependents(syntax, verb.last), verb.mood


def _after_meeting(syntax: Syntax, i: int) -> list[Mention]:
    """Return who met somebody before something else: "After talks with X, Y left"."""
    opening = {syntax.article.word(j) for j in range(syntax.sentence.first, min(i, syntax.sentence.first + 4))}
    verb = next((v for v in syntax.verbs if v.first > i and v.form == "finite"), None)
    if verb is None or not {"after", "following", "during", "in"} & opening:
        return []
    return [m for m in subjects.subject(syntax, verb) if m.kind == "Official"]


def _left_of_noun(syntax: Syntax, i: int) -> tuple[list[Mention], list[Mention]]:
    """Return the possessor of a noun and the topics right before it: "China's rare earth exports"."""
    article, patient = syntax.article, list[Mention]()
    j = i
    while j > syntax.sentence.first:
        owner, word = article.owner[j - 1], article.word(j - 1)
        if owner is None and word == "whose":
            antecedent = article.owner[j - 3 if article.word(j - 2) == "," else j - 2]
            return [antecedent] if antecedent else [], patient
        if owner is None and word in lists.FRAMES_BEFORE_NOUN and i - j < 10:
            j -= 1
        elif owner is not None and owner.topic and article.word(owner.last) != "'s":
            patient.insert(0, owner)
            j = owner.first
        else:
            break
    owner = article.owner[j - 1] if j > syntax.sentence.first else None
    owns = (
        owner
        and owner.party
        and (grammar.possessive(article, owner) or owner.role in ("demonym", "government", "name"))
    )
    return [owner] if owner and owns else [], patient


def _has(syntax: Syntax, start: int, wanted: frozenset[str]) -> bool:
    """Tell whether one of the words stands after a token, before the sentence ends."""
    if not wanted:
        return True
    stop = min(syntax.sentence.last, start + 40)
    return any(syntax.article.word(i) in wanted for i in range(max(syntax.sentence.first, start - 3), stop))


def _fill(syntax: Syntax, frame: Frame, slots: Slots, mood: str, at: int) -> Candidate | None:
    sources, targets = _ends(frame)
    who, whom = slots.find(frame.subject, sources), slots.find(frame.object, targets)
    goods = slots.find(frame.good, GOODS) if frame.good else []
    if not who or (frame.good and not goods):
        return None
    among = frame.relation in ("COOPERATES_WITH", "MET_WITH") and frame.id != "cooperate.work-with" and _several(who)
    if not whom and not among:
        return None
    status = frame.status.get(mood, NOTHING)
    first, last = syntax.sentence.first, syntax.sentence.last
    return Candidate(frame.relation, frame.id, at, who, whom, goods, status, mood, first=first, last=last)


def _several(mentions: list[Mention]) -> bool:
    return len({r for m in mentions for r in m.refs}) > 1


def _ends(frame: Frame) -> tuple[frozenset[str], frozenset[str]]:
    """The kinds that may stand at the ends of a frame's relation."""
    parties = PARTIES | {"Group"}
    if frame.relation == "PRODUCES":
        return parties, frozenset({"Mineral"})
    if frame.relation == "PARTICIPATES_IN":
        return _PEOPLE, frozenset({"Forum"})
    if frame.relation == "INVESTS_IN":
        return parties, frozenset({"Company"}) if frame.companies else parties | TOPICS
    return (parties if frame.relation == "SANCTIONS" else _PEOPLE), _PEOPLE
