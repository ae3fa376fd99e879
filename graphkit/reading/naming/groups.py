"""Groups: "both countries", "the two sides", and whom they mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphkit.model import Ref
from graphkit.reading.language import lists
from graphkit.reading.language.text import Sentence
from graphkit.reading.naming.mentions import Article, Mention
from graphkit.reading.sentences import grammar

_PAIR_HEADS = {
    "countries": "state",
    "nations": "state",
    "sides": "state",
    "governments": "state",
    "parties": "state",
    "states": "state",
    "neighbours": "state",
    "neighbors": "state",
    "capitals": "state",
    "peoples": "state",
    "kingdoms": "state",
    "republics": "state",
    "leaders": "person",
    "presidents": "person",
    "ministers": "person",
    "officials": "person",
    "ministries": "ministry",
    "companies": "company",
    "firms": "company",
    "partners": "state",
    "economies": "state",
    "heads": "person",
    "men": "person",
    "delegations": "state",
}
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}
_REACH = 5


@dataclass(slots=True)
class Seen:
    """Who was spoken of, sentence by sentence."""

    pairs: list[tuple[int, tuple[Ref, ...], str]] = field(default_factory=list)
    last: dict[str, Ref] = field(default_factory=dict)
    subject: Ref | None = None
    held: Ref | None = None
    held_at: int = -9
    number: int = 0
    subjects: tuple[Ref, ...] = ()
    speaker: Ref | None = None


def group(article: Article, i: int, sentence: Sentence, seen: Seen, number: int) -> Mention | None:
    """Read "both countries", "the two sides", "the three nations"."""
    j = i + 1 if article.word(i) in ("the", "these", "our", "their", "all") else i
    size = _NUMBERS.get(article.word(j))
    if size is None or (article.word(j) != "both" and j == i and article.word(i - 1) not in ("of", "between", "the")):
        return None
    k = j + 1
    if article.word(k) in ("the", "of", "our"):
        k += 1
    adjective = 0
    while (
        article.word(k) not in _PAIR_HEADS
        and adjective < 1
        and article.word(k) not in ("",)
        and article.word(k + 1) in _PAIR_HEADS
    ):
        k, adjective = k + 1, adjective + 1
    sort = _PAIR_HEADS.get(article.word(k))
    if sort is None:
        sort, k = ("state", j) if _bare(article, j) else (None, j)
    if sort is None:
        return None
    refs = _just_before(article, i, sentence, size, sort) or _antecedent(article, seen, number, size, sort)
    if not refs:
        return None
    return Mention("Group", refs, i, k + 1, "group", article.text(i, k + 1), sort=sort)


def _bare(article: Article, j: int) -> bool:
    """Tell whether "the two" or "both" stands alone as a subject."""
    after = article.word(j + 1)
    verbal = after in lists.GROUPS_VERBS
    return verbal and (article.word(j - 1) == "the" or article.word(j) == "both")


def _just_before(article: Article, i: int, sentence: Sentence, size: int, sort: str) -> tuple[Ref, ...]:
    """Return the states or people named before a token in its sentence, if they are just as many."""
    if sort not in ("state", "person"):
        return ()
    spoken = [
        m
        for m in article.within(sentence)
        if m.last <= i
        and m.party
        and (m.role != "pronoun" or m.kind == "Official")
        and not grammar.is_place(article, m)
    ]
    refs = of_kinds(article, spoken, ("Country", "Bloc") if sort == "state" else ("Official",))
    return refs if len(refs) == size else ()


def _antecedent(article: Article, seen: Seen, number: int, size: int, sort: str) -> tuple[Ref, ...]:
    kinds = {"state": ("Country", "Bloc"), "person": ("Official",), "ministry": ("Ministry",), "company": ("Company",)}[
        sort
    ]
    for at, refs, _ in reversed(seen.pairs):
        if number - at > _REACH:
            break
        if len(refs) == size and all(r.kind in kinds for r in refs):
            return refs
    if sort == "person" and size == 2:
        return _antecedent(article, seen, number, size, "state")
    if sort == "state":
        heavy = sorted(article.weights, key=lambda r: (-article.weights[r], r))
        if sum(article.weights[r] for r in heavy[:size]) < 0.6 * sum(article.weights.values()):
            return ()  # a text about many countries
        clear = len(heavy) >= size and (
            len(heavy) == size or article.weights[heavy[size - 1]] > article.weights[heavy[size]]
        )
        if clear:
            return tuple(heavy[:size])
    return ()


def of_kinds(article: Article, spoken: list[Mention], kinds: tuple[str, ...]) -> tuple[Ref, ...]:
    """The nodes of some kinds in a sentence; states also by their officials and ministries."""
    out: list[Ref] = []
    for mention in spoken:
        for ref in mention.refs:
            if ref.kind in kinds and (ref.kind != "Bloc" or ref.id == "EU"):
                out.append(ref)
            elif "Country" in kinds:
                state = grammar.state_of(ref)
                if state:
                    out.append(state)
    return tuple(dict.fromkeys(out))
