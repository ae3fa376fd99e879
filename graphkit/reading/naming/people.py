"""Officials: names beside titles, the office they hold, and how they are named again later."""

from __future__ import annotations

from graphkit.model import Ref, slug
from graphkit.reading.language.lexicon import listed
from graphkit.reading.language.text import Sentence, tokens
from graphkit.reading.naming import appointments, ministries, personnames, plurals, rows, titles
from graphkit.reading.naming.mentions import Article, Mention, Person
from graphkit.reading.naming.titles import Title

# Romanisations of one Korean family name: folded before surnames are compared.
_SURNAMES = {
    "yoo": "yu",
    "you": "yu",
    "lee": "yi",
    "rhee": "yi",
    "ri": "yi",
    "park": "pak",
    "bak": "pak",
    "choe": "choi",
    "jeong": "chung",
    "jung": "chung",
    "kang": "gang",
    "shin": "sin",
    "cho": "jo",
    "roh": "noh",
    "yun": "yoon",
}


def find(article: Article) -> None:
    """Add the officials of the text as mentions, and to `article.people`."""
    _tabled(article)
    later: list[tuple[Sentence, Title, int, int]] = []
    for sentence in article.page.sentences:
        for title, first, last in plurals.find(article, sentence):
            _add(article, title, first, last, sentence, later)
        for title, first, last in (*plurals.find_heads(article, sentence), *rows.find(article, sentence)):
            _add(article, title, first, last, sentence, later)
        for title in titles.find(article, sentence):
            span = personnames.name_of(article, title, sentence) or plurals.appointed(article, title, sentence)
            if span is None:
                continue
            first, last = span
            if last - first > 1 or _known(article, first, last) or _single(article, title, first):
                _add(article, title, first, last, sentence, later)
    for sentence, title, first, last in later:
        _again(article, title, first, last, sentence)
    _surnames(article)


def _single(article: Article, title: Title, first: int) -> bool:
    return article.page.tokens[first].capital and not title.other


def _tabled(article: Article) -> None:
    """Take in the officials of the table by their full names."""
    for hit in article.hits.values():
        ref = hit.name.ref
        if (
            ref.kind != "Official"
            or len(hit.name.words) < 2
            or hit.name.words[0] in ("president", "minister", "secretary")
        ):
            continue
        entry = article.names.entries[ref]
        head = ref.id.split("/")[0]
        country = Ref("Country" if len(head) == 3 else "Bloc", head)
        person = Person(ref, entry.name, country, keys=_keys(list(hit.name.words)))
        serves = entry.row.get("serves_in", "")
        person.usual = Ref("Ministry", serves) if "/" in serves else country if serves else None
        article.people.setdefault(ref, person)
        article.add(Mention("Official", (ref,), hit.first, hit.last, "name", entry.name))


def _known(article: Article, first: int, last: int) -> bool:
    owner = article.owner[first]
    return bool(owner and owner.kind == "Official" and owner.last >= last)


def _add(
    article: Article,
    title: Title,
    first: int,
    last: int,
    sentence: Sentence,
    later: list[tuple[Sentence, Title, int, int]],
) -> None:
    """Take in an official named with a title; single names wait until all full names are known."""
    owner = article.owner[first]
    tabled = owner if owner and owner.kind == "Official" and owner.first <= first else None
    if last - first == 1 and not tabled:
        later.append((sentence, title, first, last))
        return
    if title.other and not tabled:
        return
    if tabled:
        person = article.people[tabled.ref]
    else:
        name = article.text(first, last)
        last = _office_after(article, title, last)
        country = appointments.country(article, title, sentence)
        if country is None:
            return
        ref = _same_name(article, name, country) or Ref("Official", f"{country.id}/{slug(name)}")
        if not slug(name):
            return
        person = article.people.setdefault(ref, Person(ref, name, country, keys=_keys(_words_of(name))))
    appointments.assign(article, person, title)
    start, end = min(first, title.first), max(last, title.last)
    article.labels.setdefault(person.ref, person.name)
    article.add(Mention("Official", (person.ref,), start, end, "title", person.name))


def _office_after(article: Article, title: Title, last: int) -> int:
    """Read "Deputy Secretary NAME of the Ministry of Minerals"; return the end."""
    if article.word(last) in ("of", "from", "at") and title.office is None:
        j = last + 2 if article.word(last + 1) == "the" else last + 1
        owner = article.owner[j] if j < len(article.owner) else None
        if owner and owner.kind == "Ministry":
            title.office = owner.ref
            return owner.last
        after = ministries.country_after(article, last) if title.country is None else None
        if after:
            title.country = after[0]
            return after[1]
    return last


def _same_name(article: Article, name: str, country: Ref) -> Ref | None:
    wanted = frozenset(slug(name).split("-"))
    for ref in article.people:
        if ref.id.split("/")[0] == country.id and frozenset(ref.id.split("/")[1].split("-")) == wanted:
            return ref
    return None


def _words_of(name: str) -> list[str]:
    return [t.word for t in tokens(name) if t.word.replace("'", "").isalpha()]


def _keys(found: list[str]) -> frozenset[str]:
    """The words by which a person is named again: the last, and the first where family names may come first."""
    long = [w for w in found if len(w) > 1 and w not in listed("titles", "particles")]
    if not long:
        return frozenset()
    return frozenset({long[-1], long[0], *(long[1:2] if len(long) >= 4 else ())})


def _fold(word: str) -> str:
    return _SURNAMES.get(word, word)


def _again(article: Article, title: Title, first: int, last: int, sentence: Sentence) -> None:
    """Read a title with one name: somebody who was named before, else an official of whom only that is known."""
    word = article.word(first)
    person = _by_key(article, word, first, title)
    if person is None and title.first > first:
        return  # "Silva, the minister": somebody who is not named in full
    if person is None and title.words:
        person = _of_table(article, word)
    if person is None:
        country = appointments.country(article, title, sentence)
        if country is None or len(word) < 3 or not title.words or sentence.headline:
            return
        if not title.marked and country != article.sure_home:
            return  # one name and no country: too little to say who it is
        name = article.text(first, last)
        ref = Ref("Official", f"{country.id}/{slug(name)}")
        person = article.people.setdefault(ref, Person(ref, name, country, keys=frozenset({word})))
        article.labels.setdefault(ref, name)
    if not title.other:
        appointments.assign(article, person, title)
    if article.free(first, last) or article.owner[first] is None:
        article.add(
            Mention("Official", (person.ref,), min(first, title.first), max(last, title.last), "surname", person.name)
        )


def _of_table(article: Article, word: str) -> Person | None:
    """Return the one official of the table with a surname whose country the text speaks of."""
    found = []
    for entry in article.names.of("Official"):
        head = entry.ref.id.split("/")[0]
        country = Ref("Country" if len(head) == 3 else "Bloc", head)
        if word == slug(entry.name).split("-")[-1] and country in article.weights:
            serves = entry.row.get("serves_in", "")
            office = Ref("Ministry", serves) if "/" in serves else country if serves else None
            found.append(Person(entry.ref, entry.name, country, keys=frozenset({word}), usual=office))
    if len(found) != 1:
        return None
    article.labels.setdefault(found[0].ref, found[0].name)
    return article.people.setdefault(found[0].ref, found[0])


def _by_key(article: Article, word: str, at: int, title: Title | None = None) -> Person | None:
    """Return whom a single name means: one named before it rather than after."""
    first = {m.refs[0]: m.first for m in reversed(article.mentions) if m.kind == "Official"}
    known = sorted(article.people.values(), key=lambda p: (first.get(p.ref, at) > at, abs(first.get(p.ref, 0) - at)))
    exact = [p for p in known if word in p.keys]
    if title and title.country:
        exact = [p for p in exact if p.country == title.country] or exact
    alike = [p for p in known if title and _fold(word) in {_fold(k) for k in p.keys} and _like(p, title)]
    before = [p for p in (*exact, *alike) if first.get(p.ref, at) <= at]
    return next(iter(before or exact or alike), None)


def _like(person: Person, title: Title) -> bool:
    return bool(title.words) and title.words.lower().replace("-", " ").split()[0] in person.title.lower().replace(
        "-", " "
    )


def _surnames(article: Article) -> None:
    """Take in bare surnames of the people of the text."""
    keys = {key for person in article.people.values() for key in person.keys if len(key) > 2}
    for sentence in article.page.sentences:
        for i in range(sentence.first, sentence.last):
            token = article.page.tokens[i]
            if token.word not in keys or not token.capital or article.owner[i] or article.country_at(i):
                continue
            if token.word in listed("organisations", "common"):
                continue
            person = _by_key(article, token.word, i)
            if person:
                first, last = i, i + 1
                while article.word(last) == "-" and article.page.tokens[last + 1].word in person.keys:
                    last += 2
                article.add(Mention("Official", (person.ref,), first, last, "surname", person.name))
