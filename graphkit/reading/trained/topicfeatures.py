"""What a topic looks like beside a pair of parties: whether an instrument covers it, or a supply is of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.model import Ref
from graphkit.reading.naming.mentions import Mention
from graphkit.reading.trained.candidates import Pair, View
from graphkit.reading.trained.words import classes, stem

_NEAR = (0, 1, 2, -1)


@dataclass(slots=True)
class Topic:
    """A topic near a sentence: its first mention there, and in which sentence."""

    ref: Ref
    view: View
    mention: Mention
    row: tuple[int, int, int]


def near(views: list[View], number: int) -> list[Topic]:
    """Return the topics of a sentence, the two after, the one before and the title, each at its nearest place."""
    found: dict[Ref, Topic] = {}
    places = [number + step for step in _NEAR] + [0]
    for place in dict.fromkeys(p for p in places if 0 <= p < len(views)):
        view = views[place]
        for unit in view.units:
            mention = unit.mention
            if mention is not None and mention.topic and unit.ref not in found:
                size = view.rows[unit.row]
                found[unit.ref] = Topic(unit.ref, view, mention, (unit.first, unit.last, size))
    return list(found.values())


def features(pair: Pair, topic: Topic, relation: str, count: int, read: frozenset[str]) -> list[str]:
    """Return the features of a topic for a pair; `read`: how rules join the topic to the pair."""
    found = set(_place(pair, topic, relation, count))
    found.update("read:" + r for r in read)
    found.update(_words(topic))
    found.update(_company(pair, topic))
    return sorted(found)


def _step(pair: Pair, topic: Topic) -> str:
    step = topic.view.number - pair.view.number
    return str(step) if step in _NEAR else "title"


def _place(pair: Pair, topic: Topic, relation: str, count: int) -> Iterator[str]:
    step = _step(pair, topic)
    yield from (f"step:{step}", f"id:{topic.ref.id}", f"kind:{topic.ref.kind}", f"id:{topic.ref.id}:{step}")
    yield from (f"rel:{relation}", f"rel:{relation}:{step}", f"kind:{topic.ref.kind}:{step}", f"n:{min(count, 4)}")
    yield from (f"role:{topic.mention.role}", f"ends:{pair.one.how}|{pair.other.how}")
    here = len({u.ref for u in pair.view.units if u.mention is not None and u.mention.topic})
    yield f"here:{min(here, 3)}:{step}"
    if pair.one.back or pair.other.back:
        yield "beyond"
    elif step == "0":
        low, high = min(pair.one.first, pair.other.first), max(pair.one.last, pair.other.last)
        where = "in" if low <= topic.mention.first <= high else "after" if topic.mention.first > high else "before"
        yield f"at:{where}"
        yield f"at:{where}:{relation}"
        gap = range(high, topic.mention.first) if where == "after" else range(topic.mention.last, low)
        middle = [topic.view.article.word(i) for i in gap]
        yield f"gap:{min(4, len(middle) // 5)}"
        if {";", "while", "but"} & set(middle):
            yield "gap:contrast"
        yield from (f"gc:{c}" for w in middle for c in classes(w))


def _words(topic: Topic) -> Iterator[str]:
    article, sentence = topic.view.article, topic.view.syntax.sentence
    first, last, size = topic.row
    before = [article.word(i) for i in range(max(sentence.first, first - 6), first)]
    after = [article.word(i) for i in range(last, min(sentence.last, last + 4))]
    own = article.word(topic.mention.last)
    one, two = (["<s>", "<s>", *before])[-1], (["<s>", "<s>", *before])[-2]
    yield from (f"p1:{one}", f"p2:{two} {one}", f"n1:{(after or ['</s>'])[0]}", f"own:{own}", f"list:{min(size, 4)}")
    yield from ("pw:" + stem(w) for w in before)
    yield from ("nw:" + stem(w) for w in after)
    yield from ("pc:" + c for w in before for c in classes(w))
    yield from ("nc:" + c for w in after for c in classes(w))
    for head, slot in topic.view.slots.get(topic.mention.first, ()):
        yield from (f"atc:{c}:{slot}" for c in classes(article.word(head)))


def _company(pair: Pair, topic: Topic) -> Iterator[str]:
    """Yield what else the sentence of the topic names: instruments, the parties of the pair, other parties."""
    step, view = _step(pair, topic), topic.view
    yield from (f"st:{c}:{step}" for c in view.classes)
    nouns = [m for m in view.article.within(view.syntax.sentence) if m.kind == "Instrument"]
    after = [topic.mention.first - m.last for m in nouns if m.last <= topic.mention.first]
    ahead = [m.first - topic.mention.last for m in nouns if m.first >= topic.mention.last]
    if after:
        yield f"noun:after:{min(3, min(after) // 4)}"
    elif ahead:
        yield f"noun:ahead:{min(3, min(ahead) // 3)}"
    else:
        yield "noun:none"
    parties = {u.ref for u in view.units if u.ref.kind in ("Country", "Bloc", "Company", "Ministry")}
    own = len(parties & set(pair.ends))
    others = min(2, len(parties - set(pair.ends)))
    yield from (f"both:{own}:{step}", f"others:{others}:{step}")
