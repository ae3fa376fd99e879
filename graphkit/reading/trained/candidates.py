"""Pairs of things in a sentence that may stand in a relation: who and what it names, itself or by what came before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graphkit.model import Ref
from graphkit.reading.naming.mentions import PARTIES, Article, Mention
from graphkit.reading.sentences import grammar
from graphkit.reading.sentences.clauses import Syntax
from graphkit.reading.trained import loose, words

# Relations whose pairs are alike are learned over the same candidates.
TYPES = {
    "party": ("SIGNED_MOU", "SIGNED_AGREEMENT", "COOPERATES_WITH"),
    "flow": ("SUPPLIES", "INVESTS_IN", "SANCTIONS"),
    "good": ("PRODUCES", "RESTRICTS_EXPORT_OF"),
    "body": ("MEMBER_OF", "PARTICIPATES_IN"),
    "people": ("MET_WITH",),
}
TYPE_OF = {relation: kind for kind, relations in TYPES.items() for relation in relations}
_MOST = 30
_BACK = 2
_LASTING = {1: PARTIES | {"Official"}, 2: frozenset({"Forum", "Country", "Bloc"})}


@dataclass(slots=True, eq=False)
class Unit:
    """A thing that a sentence speaks of. `how`: what stands for it; `back`: how many sentences ago, 9 for the home."""

    ref: Ref
    how: str
    mention: Mention | None
    first: int
    last: int
    row: int
    back: int = 0


@dataclass(slots=True)
class View:
    """A sentence as its units, the classes of its words, and the slots that mentions fill at verbs and nouns."""

    number: int
    syntax: Syntax
    units: list[Unit]
    before: list[Unit]
    rows: list[int]
    classes: set[str]
    slots: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    heads: dict[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def article(self) -> Article:
        """The article that the sentence is in."""
        return self.syntax.article


@dataclass(slots=True, eq=False)
class Pair:
    """Two units of a sentence, in the order subject, object; in symmetric relations the first named comes first."""

    kind: str
    view: View
    one: Unit
    other: Unit

    @property
    def ends(self) -> tuple[Ref, Ref]:
        """The two nodes."""
        return self.one.ref, self.other.ref


def views(article: Article, syntaxes: list[Syntax]) -> list[View]:
    """Return the sentences of an article as views."""
    out: list[View] = []
    for number, syntax in enumerate(syntaxes):
        sentence = syntax.sentence
        found, rows = _units(syntax)
        hints = {c for i in range(sentence.first, sentence.last) for c in words.classes(article.word(i))}
        view = View(number, syntax, found[:_MOST], [], rows, hints)
        view.before = list(_before(article, out, view))
        out.append(view)
    return out


def _units(syntax: Syntax) -> tuple[list[Unit], list[int]]:
    """Return the units of a sentence, and how many mentions each of its lists has."""
    article = syntax.article
    spoken = [m for m in article.within(syntax.sentence) if m.refs]
    lists = [*grammar.coordinations(article, [m for m in spoken if m.party or m.topic])]
    out: list[Unit] = []
    sizes: list[int] = []
    for members in lists:
        first, last = members[0].first, members[-1].last
        for mention in members:
            for ref, how in _readings(article, mention):
                out.append(Unit(ref, how, mention, first, last, len(sizes)))
        sizes.append(len(members))
    return out, sizes


def _readings(article: Article, mention: Mention) -> Iterator[tuple[Ref, str]]:
    """Yield the nodes that a mention may stand for: officials and ministries also for their states."""
    group = mention.kind == "Group"
    for ref in mention.refs:
        how = "group" if group else "pronoun" if mention.role == "pronoun" else ref.kind.lower()
        if mention.role == loose.ROLE:
            yield ref, "loose"
            yield Ref("Forum", ref.id), "loose"
            continue
        yield ref, how
        state = grammar.state_of(ref) if ref.kind in ("Official", "Ministry") else None
        if state is not None:
            yield state, "proxy" if ref.kind == "Official" else "agency"


def _before(article: Article, earlier: list[View], view: View) -> Iterator[Unit]:
    """Yield what the sentences before speak of, and the country that the text is written from."""
    seen = {u.ref for u in view.units}
    for back in range(1, _BACK + 1):
        if back <= len(earlier):
            for unit in earlier[-back].units:
                if unit.ref not in seen and unit.how != "loose" and (unit.ref.kind in _LASTING[back] or _good(unit)):
                    seen.add(unit.ref)
                    yield Unit(unit.ref, unit.how, unit.mention, unit.first, unit.last, -1, back)
    home = article.home
    if home is not None and home not in seen:
        yield Unit(home, "home", None, -1, -1, -1, 9)


def pairs(view: View) -> Iterator[Pair]:
    """Yield the pairs of a sentence, one for two nodes and a type: the nearest mentions."""
    for kind, relations in TYPES.items():
        if not any(words.passes(r, view.classes) for r in relations):
            continue
        best: dict[tuple[Ref, Ref], tuple[tuple[int, ...], Pair]] = {}
        for one, other in _couples(view, kind):
            if one.ref == other.ref:
                continue
            pair = Pair(kind, view, one, other)
            key = pair.ends if kind not in ("party", "people") else (min(pair.ends), max(pair.ends))
            rank = _rank(one, other)
            if key not in best or rank < best[key][0]:
                best[key] = (rank, pair)
        yield from (pair for _, pair in best.values())


_DISTANT = {"proxy": 1, "group": 1, "agency": 2}


def _rank(one: Unit, other: Unit) -> tuple[int, ...]:
    distance = 0 if one.back or other.back else abs(one.first - other.first)
    return one.back + other.back, _DISTANT.get(one.how, 0) + _DISTANT.get(other.how, 0), distance


def _couples(view: View, kind: str) -> Iterator[tuple[Unit, Unit]]:
    here = view.units
    everyone = here + view.before
    parties = [u for u in everyone if u.ref.kind in PARTIES and u.ref.kind != "Forum"]
    if kind == "party":
        for position, one in enumerate(parties):
            for other in parties[position + 1 :]:
                if not (one.back and other.back) and not _apart(one, other):
                    yield (one, other) if _order(one) <= _order(other) else (other, one)
    elif kind == "flow":
        targets = [u for u in everyone if u.ref.kind == "Official" and u.how != "proxy"] + parties
        yield from ((a, b) for a in parties for b in targets if not (a.back and b.back) and not _apart(a, b))
    elif kind == "good":
        goods = [u for u in here if _good(u)] or [u for u in view.before if _good(u)]
        yield from ((a, b) for a in parties for b in goods if not (a.back and b.back))
    elif kind == "body":
        forums = [u for u in everyone if u.ref.kind in ("Forum", "Bloc")]
        members = [u for u in everyone if u.ref.kind in PARTIES - {"Company"} or u.ref.kind == "Official"]
        yield from ((a, b) for a in members for b in forums if not (a.back and b.back) and not _listed(a, b))
    else:
        people = [u for u in everyone if u.ref.kind == "Official"]
        for position, one in enumerate(people):
            for other in people[position + 1 :]:
                if not (one.back and other.back):
                    yield (one, other) if _order(one) <= _order(other) else (other, one)


_TRADED = frozenset({"batteries", "fertilizers"})


def _good(unit: Unit) -> bool:
    return unit.ref.kind in ("Mineral", "Commodity") or unit.ref.id in _TRADED


def _order(unit: Unit) -> tuple[int, int, Ref]:
    return (-unit.back, unit.first, unit.ref)


def _listed(one: Unit, other: Unit) -> bool:
    """Tell whether two units stand in one list: who is listed beside a bloc is no member of it thereby."""
    return not one.back and not other.back and one.row == other.row


def _apart(one: Unit, other: Unit) -> bool:
    """Tell whether two units are one thing seen twice: a minister and his state, a ministry and its state."""
    return one.mention is not None and one.mention is other.mention and one.how != "group"
