"""Nouns for instruments in a text: memoranda, agreements, roadmaps, with their count and title."""

from __future__ import annotations

from functools import cache

from graphkit.reading.language import lists
from graphkit.reading.language.lexicon import listed, words
from graphkit.reading.naming.mentions import Article, Mention

_NUMBERS = {
    w: n
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, entry in words()["instruments"].items():
        for noun in entry["nouns"]:
            parts = tuple(noun.replace("-", " ").split())
            out.setdefault(parts[0], []).append((parts, kind))
    for known in out.values():
        known.sort(key=lambda x: (-len(x[0]), x[1]))
    return out


def find(article: Article) -> None:
    """Add the instruments of the text as mentions without a node."""
    for sentence in article.page.sentences:
        i = sentence.first
        while i < sentence.last:
            found = _at(article, i, sentence.first, sentence.last)
            if found and (article.free(found.first, found.last) or _inside_name(article, found)):
                article.add(found)
                i = found.last
            else:
                i += 1


_SIGNED = frozenset({"signed", "inked", "concluded", "sealed"})


def find_again(article: Article) -> None:
    """Add "it" and "the document" where they mean the instrument that was spoken of."""
    last: Mention | None = None
    age = 0
    for sentence in article.page.sentences:
        age += 1
        for i in range(sentence.first, sentence.last):
            owner = article.owner[i]
            if owner and owner.kind == "Instrument":
                last, age = owner, 0
            elif owner is None and last is not None and age <= 2:
                start = _again(article, i, sentence.first)
                if start is not None:
                    article.add(Mention("Instrument", (), start, i + 1, "pronoun", last.name, sort=last.sort))


def _again(article: Article, i: int, first: int) -> int | None:
    word, before = article.word(i), article.word(i - 1)
    if word in lists.INSTRUMENTS_PAPERS and before in ("the", "this", "both", "these"):
        return i - 1
    if (
        word == "it"
        and (i - first < 3 or before in (",", "and"))
        and article.word(i + 1) in ("was", "is", "has", "had")
        and _SIGNED & {article.word(k) for k in range(i + 2, i + 5)}
    ):
        return i
    return None


def _inside_name(article: Article, found: Mention) -> bool:
    owners = [m for m in article.owner[found.first : found.last] if m]
    return all(m.topic for m in owners)


def _at(article: Article, i: int, first: int, stop: int) -> Mention | None:
    for parts, kind in _phrases().get(article.word(i), ()):
        end, j = 0, i
        for position, part in enumerate(parts):
            if position and article.word(j) == "-":
                j += 1
            if j >= stop or article.word(j) != part:
                break
            j += 1
        else:
            end = j
        spoken_of = kind == "unspecified" and article.word(i - 1) in ("the", "these", "both", "those")
        if end and not spoken_of and not _other_use(article, i, end):
            return _described(article, i, end, kind, first)
    return None


def _other_use(article: Article, i: int, end: int) -> bool:
    """Tell whether the word is used otherwise: "in the framework of", "a great deal of", "to contract"."""
    word, before, after = article.word(i), article.word(i - 1), article.word(end)
    if word in ("framework", "frameworks"):
        return after == "of" or (
            before in ("legal", "regulatory", "fiscal", "policy", "the") and after not in ("agreement", "on")
        )
    if word in ("deal", "deals"):
        return before in ("great", "good", "to") or (
            after == "with" and before in ("to", "will", "that", "who", "which")
        )
    if word in ("contract", "contracts", "treaty", "protocol") and before == "to":
        return True
    return word in ("accord", "accords") and before in ("own",)


def _described(article: Article, i: int, end: int, kind: str, first: int) -> Mention:
    if article.word(end) == "(" and article.word(end + 2) == ")":
        end += 3
    elif article.word(end) == "(" and article.word(end + 1) in ("mou", "mous", "moc") and article.word(end + 3) == ")":
        end += 4
    mention = Mention("Instrument", (), i, end, "name", article.text(i, end), sort=kind)
    mention.count = _count(article, i, first)
    mention.title = _title(article, i, end, first)
    if (
        mention.title
        and kind == "agreement"
        and "partnership" in mention.title.lower()
        and "agreement" not in mention.title.lower()
    ):
        mention.sort = "partnership"
    return mention


def _count(article: Article, i: int, first: int) -> int:
    """Return how many: "three memorandums", "24 agreements"; 0 where no number stands there."""
    j = i - 1
    while j >= first and (article.word(j) in lists.INSTRUMENTS_LOOSE or (article.owner[j] and article.owner[j].topic)):  # type: ignore[union-attr]
        j -= 1
    word = article.word(j)
    if word in _NUMBERS and _NUMBERS[word] > 1:
        return _NUMBERS[word]
    if (
        word.isdigit()
        and 1 < int(word) < 500
        and j - 1 >= first - 1
        and article.word(j - 1) not in ("$", "article", "june", "may")
    ):
        return int(word)
    return 0


def _title(article: Article, i: int, end: int, first: int) -> str:
    """Return the title where it is a name: "Joint Centenary Declaration"."""
    if not article.page.tokens[i].capital or len(article.page.tokens[i].text) < 5:
        return ""
    begin = i
    while (
        begin > first
        and article.page.tokens[begin - 1].capital
        and article.word(begin - 1) not in listed("organisations", "common")
    ):
        owner = article.owner[begin - 1]
        if owner and owner.party and article.word(owner.last) in ("'s",):
            break
        begin -= 1
    last = i
    while article.page.tokens[last].capital and last < end:
        last += 1
    return article.text(begin, last) if i - begin >= 2 else ""
