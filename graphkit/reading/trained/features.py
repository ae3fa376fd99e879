"""What a pair of mentions looks like, as names of features: words, classes of words, slots, order, what rules read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from graphkit.model import Ref
from graphkit.reading.naming.mentions import Article
from graphkit.reading.sentences import grammar
from graphkit.reading.trained import slots
from graphkit.reading.trained.candidates import Pair, Unit, View
from graphkit.reading.trained.words import classes, stem

_STEPS = (0, 1, 2, 3, 4, 7, 12, 20, 999)
Rules = dict[tuple[str, Ref, Ref], set[int]]


class Features:
    """The features of the pairs of one article; what they share is worked out once."""

    def __init__(self, article: Article, rules: Rules) -> None:
        """`rules`: the sentences in which the rules read a relation between two nodes."""
        self.article = article
        self.rules = rules
        self._shared: dict[int, list[str]] = {}
        self._single: dict[tuple[int, int, str], list[str]] = {}
        self._main = {r for r, _ in article.weights.most_common(2)}
        self._by_sentence: dict[int, set[str]] = {}
        self._by_pair: dict[tuple[Ref, Ref], list[tuple[str, set[int]]]] = {}
        for (relation, one, other), places in rules.items():
            for place in places:
                self._by_sentence.setdefault(place, set()).add(relation)
            self._by_pair.setdefault((one, other), []).append((relation, places))

    def of(self, pair: Pair) -> list[str]:
        """Return the features of a pair, sorted."""
        view, one, other = pair.view, pair.one, pair.other
        found = set(self._sentence(view))
        found.update(self._unit(view, one, "x"))
        found.update(self._unit(view, other, "y"))
        found.update(self._ends(one, other))
        found.update(self._read(pair))
        if one.back or other.back:
            found.update(self._beyond(view, other if one.back else one, one, other))
        else:
            found.update(self._between(view, one, other))
            found.update(self._paths(view, one, other))
        return sorted(found)

    def _sentence(self, view: View) -> list[str]:
        known = self._shared.get(view.number)
        if known is None:
            known = self._shared[view.number] = list(self._of_sentence(view))
            view.slots, view.heads = slots.fill(view.syntax)
        return known

    def _of_sentence(self, view: View) -> Iterator[str]:
        sentence, article = view.syntax.sentence, self.article
        yield from ("st:" + c for c in view.classes)
        yield from (
            "s:" + w for w in {stem(article.word(i)) for i in range(sentence.first, sentence.last)} if len(w) > 2
        )
        kinds: dict[str, int] = {}
        for unit in view.units:
            kinds[unit.how] = kinds.get(unit.how, 0) + 1
        yield from (f"nk:{k}:{min(n, 4)}" for k, n in kinds.items())
        flags = {"headline": sentence.headline, "question": view.syntax.question, "doubted": view.syntax.doubted}
        flags["lead"] = view.number in (1, 2)
        yield from (name for name, on in flags.items() if on)
        for mood in {v.mood for v in view.syntax.verbs}:
            yield "mood:" + mood
        for name in ("deny", "may", "plan", "want"):
            if name in view.classes:
                yield from (f"{name}&{c}" for c in view.classes)

    def _unit(self, view: View, unit: Unit, side: str) -> list[str]:
        key = (view.number, id(unit), side)
        known = self._single.get(key)
        if known is None:
            known = self._single[key] = [side + f for f in self._of_unit(view, unit)]
        return known

    def _of_unit(self, view: View, unit: Unit) -> Iterator[str]:
        yield "k:" + unit.how
        if unit.ref == self.article.home:
            yield "home"
        if unit.ref in self._main:
            yield "main"
        if unit.back or unit.mention is None:
            yield f"back:{unit.back}"
            return
        article, sentence, mention = self.article, view.syntax.sentence, unit.mention
        before = [article.word(i) for i in range(max(sentence.first, unit.first - 4), unit.first)]
        after = [article.word(i) for i in range(unit.last, min(sentence.last, unit.last + 4))]
        one, two = (["<s>", "<s>", *before])[-1], (["<s>", "<s>", *before])[-2]
        yield from ("p1:" + one, f"p2:{two} {one}")
        first, second = ([*after, "</s>", "</s>"])[0], ([*after, "</s>", "</s>"])[1]
        yield from ("n1:" + first, f"n2:{first} {second}")
        yield from ("pw:" + c for w in before for c in classes(w))
        yield from ("nw:" + c for w in after for c in classes(w))
        yield from ("ps:" + stem(w) for w in before[-3:])
        yield from ("ns:" + stem(w) for w in after[:3])
        yield "role:" + mention.role
        yield "prep:" + grammar.preposition(article, mention)
        for name, test in (("owns", grammar.possessive), ("mod", grammar.modifier), ("place", grammar.is_place)):
            if test(article, mention):
                yield name
        if view.rows[unit.row] > 1:
            yield "list"
        for head, slot in view.slots.get(mention.first, ()):
            lemma, mood = view.heads[head]
            yield f"at:{lemma}:{slot}"
            for name in classes(self.article.word(head)):
                yield f"atc:{name}:{slot}"
                yield f"atm:{name}:{slot}:{mood}"

    def _ends(self, one: Unit, other: Unit) -> Iterator[str]:
        yield f"k:{one.how}|{other.how}"
        if one.ref in self._main and other.ref in self._main:
            yield "mainpair"
        if one.ref.id.split("/")[0] == other.ref.id.split("/")[0]:
            yield "samestate"
        if self.article.home in (one.ref, other.ref):
            yield "withhome"

    def _read(self, pair: Pair) -> Iterator[str]:
        number, (one, other) = pair.view.number, pair.ends
        for relation in self._by_sentence.get(number, ()):
            yield "rs:" + relation
        for ends, way in (((one, other), "r"), ((other, one), "R")):
            for relation, places in self._by_pair.get(ends, ()):
                yield f"{way}:{relation}" if number in places else f"{way}e:{relation}"

    def _beyond(self, view: View, here: Unit, one: Unit, other: Unit) -> Iterator[str]:
        sentence, article = view.syntax.sentence, self.article
        left = _classes(article, sentence.first, here.first)
        right = _classes(article, here.last, sentence.last)
        yield f"beyond:{one.back}:{other.back}"
        yield from ("vb:" + c for c in left)
        yield from ("va:" + c for c in right)
        yield from (f"v&:{c}" for c in view.classes)
        yield from ("v0:" + article.word(i) for i in range(sentence.first, min(sentence.first + 2, sentence.last)))

    def _between(self, view: View, one: Unit, other: Unit) -> Iterator[str]:
        article, sentence = self.article, view.syntax.sentence
        if one.row == other.row:
            order, low, high, inner = ("same" if one.mention is other.mention else "list"), one.first, one.last, (0, 0)
            yield f"listn:{min(view.rows[one.row], 6)}"
        elif one.first <= other.first:
            order, low, high, inner = "xy", one.first, other.last, (one.last, other.first)
        else:
            order, low, high, inner = "yx", other.first, one.last, (other.last, one.first)
        middle = [article.word(i) for i in range(*inner)]
        yield "o:" + order
        yield f"d:{max(s for s in _STEPS if s <= len(middle))}"
        yield from (f"m{order}:{stem(w)}" for w in middle if w.isalpha())
        yield from (f"m2:{stem(a)} {stem(b)}" for a, b in pairwise(middle))
        if len(middle) <= 3:
            yield f"mm{order}:" + " ".join(middle)
        inside = {c for w in middle for c in classes(w)}
        left = _classes(article, max(sentence.first, low - 8), low)
        right = _classes(article, high, min(sentence.last, high + 10))
        ends = f"{one.how}|{other.how}"
        for c in inside:
            yield f"tm{order}:{c}"
            yield f"tk:{c}:{ends}"
        yield from (f"tb{order}:{c}" for c in left)
        yield from (f"ta{order}:{c}" for c in right)
        yield from ("tx:" + c for c in inside | left | right)
        yield from self._others(view, inner)
        yield f"sq{order}:" + ">".join(list(_outline(middle))[:5])
        if ";" in middle:
            yield "semicolon"
        if "but" in middle or "while" in middle:
            yield "contrast"

    def _others(self, view: View, inner: tuple[int, int]) -> Iterator[str]:
        between = [u for u in view.units if inner[0] <= u.first and u.last <= inner[1]]
        yield from ("bk:" + k for k in {u.how for u in between})
        count = len({u.ref for u in between if u.ref.kind in ("Country", "Bloc", "Company", "Ministry")})
        yield f"bn:{min(count, 3)}"

    def _paths(self, view: View, one: Unit, other: Unit) -> Iterator[str]:
        """Yield by which verb or noun two mentions are joined: "sell subject to", or the heads of both."""
        if one.mention is None or other.mention is None:
            return
        ones, others = view.slots.get(one.mention.first, ()), view.slots.get(other.mention.first, ())
        joined = False
        for head, slot in ones:
            for second, place in others:
                if head == second:
                    joined = True
                    lemma, mood = view.heads[head]
                    yield f"j:{lemma}:{slot}>{place}"
                    for name in classes(self.article.word(head)):
                        yield f"jc:{name}:{slot}>{place}"
                        yield f"jm:{name}:{mood}:{slot}>{place}"
        if not joined:
            yield "apart"
            one_at, other_at = _closest(ones), _closest(others)
            if one_at and other_at:
                for a in classes(self.article.word(one_at[0])):
                    for b in classes(self.article.word(other_at[0])):
                        yield f"jj:{a}:{one_at[1]}>{b}:{other_at[1]}"


def _closest(found: Iterable[tuple[int, str]]) -> tuple[int, str] | None:
    return max(found, default=None)


_LINKS = frozenset(
    {"to", "from", "with", "by", "in", "of", "for", "between", "and", "on", "at", "into", "which", "who", "that"}
)
_FINE: tuple[str, ...] = (
    "sign", "memorandum", "instrument", "give", "take", "free", "ban", "own", "money", "sanction",
    "quit", "enter", "consist", "member", "meet", "part", "produce", "export", "cooperate",
)  # fmt: skip


def _outline(middle: list[str]) -> Iterator[str]:
    """Yield what is left of some words when only links and words of known classes stay."""
    last = ""
    for word in middle:
        found = classes(word)
        name = word if word in _LINKS else next((f for f in _FINE if f in found), "")
        if name and name != last:
            yield name
        last = name or last


def _classes(article: Article, first: int, last: int) -> set[str]:
    return {c for i in range(first, last) for c in classes(article.word(i))}
