"""What a text speaks of: mentions of nodes, groups and instruments, each a range of tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphkit.gazetteer import Gazetteer
from graphkit.model import Document, Ref
from graphkit.reading.language import lists
from graphkit.reading.language.text import Page, Sentence, page
from graphkit.reading.naming.names import Hit, index

PARTIES = frozenset({"Country", "Bloc", "Ministry", "Company", "Forum"})
TOPICS = frozenset({"Mineral", "Sector", "Commodity"})


@dataclass(slots=True)
class Mention:
    """A range of tokens that stands for one node, or for several ("both countries"), or for an instrument.

    `role` tells how: name, demonym, capital, people, government ("the Kazakh government"), title (with its
    name), surname, pronoun, group, short ("the ministry"). The kind of an instrument is "Instrument", and `sort`
    tells which.
    """

    kind: str
    refs: tuple[Ref, ...]
    first: int
    last: int
    role: str = "name"
    name: str = ""
    sort: str = ""
    count: int = 0
    title: str = ""

    @property
    def ref(self) -> Ref:
        """The node, where it is one."""
        return self.refs[0]

    @property
    def party(self) -> bool:
        """Whether it can be party to something, itself or by the state it stands for."""
        return bool(self.refs) and (self.kind in PARTIES or self.kind in ("Official", "Group"))

    @property
    def good(self) -> bool:
        """Whether it is a mineral or commodity that can be mined or sold, no wide word such as "minerals"."""
        return self.kind in ("Mineral", "Commodity") and self.role != "wide"

    @property
    def topic(self) -> bool:
        """Whether it is a mineral, sector or commodity."""
        return self.kind in TOPICS


@dataclass(slots=True)
class Person:
    """An official of the text: where the office is, what it is called, and by which words the person is named later."""

    ref: Ref
    name: str
    country: Ref
    office: Ref | None = None
    title: str = ""
    former: bool = False
    inferred: bool = False
    accredited: str = ""
    keys: frozenset[str] = frozenset()
    usual: Ref | None = None


@dataclass(slots=True)
class Article:
    """A document on its way to being read: page, mentions by token, people, names of nodes."""

    document: Document
    names: Gazetteer
    page: Page
    owner: list[Mention | None]
    hits: dict[int, Hit] = field(default_factory=dict)
    ends: dict[int, Hit] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    people: dict[Ref, Person] = field(default_factory=dict)
    labels: dict[Ref, str] = field(default_factory=dict)
    home: Ref | None = None
    weights: Counter[Ref] = field(default_factory=Counter)

    def text(self, first: int, last: int) -> str:
        """The text of a range of tokens, on one line."""
        tokens = self.page.tokens
        return " ".join(self.page.text[tokens[first].start : tokens[last - 1].end].split()) if last > first else ""

    def word(self, i: int) -> str:
        """The plain word at a token, or "" outside the text."""
        return self.page.tokens[i].word if 0 <= i < len(self.page.tokens) else ""

    @property
    def sure_home(self) -> Ref | None:
        """The country that the text is written from, where it clearly outweighs all others."""
        if self.home is None or self.home.kind != "Country":
            return None
        others = [w for r, w in self.weights.items() if r != self.home]
        return self.home if self.weights[self.home] >= 1.4 * max(others, default=0) else None

    def free(self, first: int, last: int) -> bool:
        """Whether no mention stands in a range of tokens."""
        return all(m is None for m in self.owner[first:last])

    def add(self, mention: Mention) -> Mention:
        """Take a mention in; smaller ones inside it give way."""
        for old in {id(m): m for m in self.owner[mention.first : mention.last] if m}.values():
            self.drop(old)
        self.mentions.append(mention)
        for i in range(mention.first, mention.last):
            self.owner[i] = mention
        for ref in mention.refs:
            self.labels.setdefault(ref, self.names.name(ref) if ref in self.names.entries else mention.name)
        return mention

    def drop(self, mention: Mention) -> None:
        """Take a mention out."""
        self.mentions = [m for m in self.mentions if m is not mention]
        for i in range(mention.first, mention.last):
            if self.owner[i] is mention:
                self.owner[i] = None

    def within(self, sentence: Sentence) -> list[Mention]:
        """The mentions of a sentence, in order."""
        out: list[Mention] = []
        for i in range(sentence.first, sentence.last):
            mention = self.owner[i]
            if mention and (not out or out[-1] is not mention):
                out.append(mention)
        return out

    def country_at(self, i: int) -> Hit | None:
        """The hit of a country or bloc that begins at a token."""
        hit = self.hits.get(i)
        return hit if hit and hit.name.ref.kind in ("Country", "Bloc") else None

    def country_before(self, i: int) -> Hit | None:
        """The hit of a country or bloc that ends before a token."""
        hit = self.ends.get(i)
        return hit if hit and hit.name.ref.kind in ("Country", "Bloc") else None


def article(document: Document, names: Gazetteer) -> Article:
    """Return a document with the names of the tables found in it."""
    sheet = page(document.text)
    result = Article(document, names, sheet, [None] * len(sheet.tokens))
    for hit in _hits(result):
        result.hits[hit.first] = hit
        result.ends[hit.last] = hit
    _settle_congo(result)
    _weigh(result)
    return result


def _hits(result: Article) -> Iterator[Hit]:
    finder = index(result.names)
    for sentence in result.page.sentences:
        text = result.page.clean[sentence.start : sentence.end]
        for hit in finder.find(result.page.tokens, sentence.first, sentence.last, text.isupper()):
            if not _misread(result, hit):
                yield hit


def _misread(result: Article, hit: Hit) -> bool:
    """Tell whether a name is something else here: "US$5", "U.S. dollars", "to lead"."""
    after = result.word(hit.last)
    if hit.name.ref.kind in ("Country", "Bloc") and after in ("$", "dollar", "dollars", "cents"):
        return True
    if hit.name.role == "wide":
        before = result.word(hit.first - 1)
        return before in ("conflict", "other", "ministry", "minister", "all", "no") or after in (
            "ministry",
            "minister",
            "code",
            "act",
        )
    if hit.name.ref.kind == "Mineral" and hit.name.ref.id in lists.MENTIONS_AMBIGUOUS:
        return not _in_good_company(result, hit)
    return False


def _in_good_company(result: Article, hit: Hit) -> bool:
    """Tell whether an ambiguous word stands beside its like: "zinc and lead", "lead ore"."""
    if hit.last - hit.first > 1:
        return True
    near = [result.word(i) for i in range(hit.first - 2, hit.last + 2)]
    return bool(lists.MENTIONS_COMPANY & set(near)) and near[1] != "to"


def _settle_congo(result: Article) -> None:
    """Read a bare "Congo" as DR Congo where the text names that country, and nowhere else."""
    full = any(h.name.ref.id == "COD" and h.name.role != "demonym" for h in result.hits.values())
    kinshasa = Ref("Country", "COD")
    for start, hit in list(result.hits.items()):
        if full and hit.name.words == ("congo",) and hit.name.ref.id == "COG":
            name = type(hit.name)(kinshasa, hit.name.words, hit.name.role, "", True)
            result.hits[start] = result.ends[hit.last] = Hit(name, hit.first, hit.last)


def _weigh(result: Article) -> None:
    """Find the country that the text is written from: datelines, first sentences, frequency."""
    for number, sentence in enumerate(result.page.sentences):
        for i in range(sentence.first, sentence.last):
            hit = result.country_at(i)
            if not hit or hit.name.ref.id == "UN":
                continue
            weight = 2 if number < 4 else 1
            if i - sentence.first < 3 and number < 10 and _dateline(result, hit, sentence):
                weight += 4
            if result.word(i - 1) in ("our", "this"):
                weight += 2
            result.weights[hit.name.ref] += weight
    ranked = sorted(result.weights, key=lambda r: -result.weights[r])  # of equals, the one named first
    countries = [r for r in ranked if r.kind == "Country"] or ranked
    result.home = countries[0] if countries else None


def _dateline(result: Article, hit: Hit, sentence: Sentence) -> bool:
    """Tell whether a place opens its line as a dateline: "SEOUL, June 3 (Yonhap) -- ..."."""
    bracket = False
    for i in range(hit.last, min(hit.last + 12, sentence.last)):
        word = result.word(i)
        bracket = word == "(" or (bracket and word != ")")
        if bracket:
            continue
        if word in ("–", "—", ":") or (word == "-" and result.word(i + 1) == "-"):
            return True
        if word == "-" and result.page.tokens[i].start > result.page.tokens[i - 1].end:
            return True
        if word.isalpha() and word.islower() and result.page.tokens[i].text.islower():
            return False
    return False
