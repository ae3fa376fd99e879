"""The records of graphkit: nodes, documents, claims, facts and instruments, with ids made from their content."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Value = str | int | float | bool | tuple[str, ...]

_LETTERS = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_BETWEEN = re.compile(r"[^a-z0-9]+")
_GENITIVE = re.compile(r"['’](?=s\b)")
_HEAD = 48
STAGES = ("mined", "intermediate", "refined", "semi-finished")
"""The stages of a mineral's chain, in their order."""
MACHINE = "machine-coded"
"""The reader of a claim that a machine coded; facts that rest on these alone are in no answer that does not ask."""
TABLE = "table"
"""The reader of a claim that is a row of a reference table."""
ROW = "row"
"""The reader of a claim that is a row of a data set: its fact is named by the release and the row."""


def plain(text: str) -> str:
    """Return `text` without accents and in lower case, for comparing names.

    Example:
        >>> plain("Türkiye")
        'turkiye'
    """
    if text.isascii():  # most names; the rest of this would change nothing else in them
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def slug(text: str) -> str:
    """Return `text` as an id: lower case, ASCII letters and digits, hyphens between words.

    Example:
        >>> slug("Korea–Kazakhstan Business Forum")
        'korea-kazakhstan-business-forum'
    """
    return _BETWEEN.sub("-", _GENITIVE.sub("", plain(text))).strip("-")


def content_id(head: str, *content: str) -> str:
    """Return a readable head and a hash of the content.

    Example:
        >>> content_id("Joint statement", "a", "b")
        'joint-statement-f04cdced97'
    """
    digest = hashlib.sha256("\x1f".join(content).encode()).hexdigest()[:10]
    short = slug(head)[:_HEAD].rstrip("-")
    return f"{short}-{digest}" if short else digest


@dataclass(frozen=True, order=True, slots=True)
class Ref:
    """A node by its kind and id."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.id}"

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Read "Kind/id" (the id may hold a slash itself)."""
        kind, _, identity = text.partition("/")
        return cls(kind, identity)


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: its ref, its name, and what the reference tables say of it."""

    ref: Ref
    name: str
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """An article, or one release of a data set, with its text.

    `sha256` is the hash of the bytes as they were read; `original` is the hash of the document that this one retells
    (a brief names the article it is of), so that the two count as one source.
    """

    id: str
    title: str
    text: str
    sha256: str
    publisher: str = ""
    url: str = ""
    published: str | None = None
    original: str = ""

    @property
    def origin(self) -> str:
        """The hash that tells independent documents apart."""
        return self.original or self.sha256


@dataclass(frozen=True, slots=True)
class Claim:
    """What one place in one document says of a fact.

    `quote` is verbatim `text[start:end]` of the document. `attributes` hold figures, counts and what else it says.
    `reader` and `rule` tell how it was read.
    """

    document: str
    quote: str
    start: int
    end: int
    published: str | None = None
    status: str | None = None
    date: str | None = None
    attributes: tuple[tuple[str, Value], ...] = ()
    reader: str = ""
    rule: str = ""

    def get(self, name: str) -> Value | None:
        """Return one attribute, or None."""
        return next((value for key, value in self.attributes if key == name), None) if self.attributes else None

    @property
    def told(self) -> bool:
        """Whether it was read from a text; else it is a row of a reference table or of a data set."""
        return self.reader not in (TABLE, ROW)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics it names, as "Kind/id"."""
        value = self.get("topics")
        return value if isinstance(value, tuple) else ()

    @property
    def sort_key(self) -> tuple[str, ...]:
        """A total order over claims that depends on nothing but their content."""
        return (
            self.document, f"{self.start:012d}", f"{self.end:012d}", self.status or "", self.date or "",
            repr(self.attributes), self.reader, self.rule, self.published or "",
        )  # fmt: skip


def freeze(attributes: Mapping[str, Value | list[str]]) -> tuple[tuple[str, Value], ...]:
    """Return attributes in the order and form that claims and facts keep them in: sorted by name, lists as tuples."""
    if not attributes:
        return ()
    return tuple(sorted((k, tuple(v) if isinstance(v, list) else v) for k, v in attributes.items()))


@dataclass(frozen=True, slots=True)
class Fact:
    """One relation between two things, with the claims it rests on; `qualifiers` belong to its identity."""

    relation: str
    subject: Ref
    object: Ref
    qualifiers: tuple[tuple[str, Value], ...]
    claims: tuple[Claim, ...]
    _id: str = field(default="", init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """A readable head and a hash of relation, subject, object and identity qualifiers; of a row what names it."""
        if not self._id:
            object.__setattr__(self, "_id", self._named())  # a record never changes, and its id is asked for often
        return self._id

    def _named(self) -> str:
        if self.is_row:
            return row_id(self.relation, self.subject.id, self.object.id, dict(self.qualifiers))
        head = f"{self.subject.id} {self.relation} {self.object.id}"
        return content_id(head, self.relation, str(self.subject), str(self.object), repr(self.qualifiers))

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a data set, which stands in a store without lists of evidence."""
        return any(claim.reader == ROW for claim in self.claims)

    @property
    def ends(self) -> tuple[Ref, ...]:
        """Subject and object."""
        return (self.subject, self.object)

    def get(self, name: str) -> Value | None:
        """Return one identity qualifier, or None."""
        return next((value for key, value in self.qualifiers if key == name), None) if self.qualifiers else None


def row_id(relation: str, subject: str, object: str, qualifiers: Mapping[str, Value]) -> str:  # noqa: A002
    """Return what names a row: series, year, the two ends, and the code, or what else tells it apart.

    Example:
        >>> row_id("SUPPLIES", "CHL", "KOR", {"series": "baci-202401", "year": 2022, "hs": "283691"})
        'baci-202401/2022/CHL/KOR/283691'
    """
    code = ("hs", "product") if qualifiers.get("hs") else ("mineral", "commodity", "stage", "product")
    known = [str(qualifiers[name]) for name in ("series", "year") if qualifiers.get(name)]
    rest = [str(qualifiers[name]) for name in code if qualifiers.get(name)]
    return "/".join([*known, subject, object, *rest, *(["reserves"] if relation == "HAS_RESERVES" else [])])


@dataclass(frozen=True, slots=True)
class Instrument:
    """An agreement among two or more parties; its claims tell its title, topics, date and status.

    `parties` are sorted. Which claims speak of the same instrument is decided in `graphkit/facts.py`.
    """

    kind: str
    parties: tuple[Ref, ...]
    claims: tuple[Claim, ...]
    _id: str = field(default="", init=False, repr=False, compare=False)

    @property
    def title(self) -> str:
        """The title that its claims give, where it is a name."""
        return title_of(self.claims)

    @property
    def topics(self) -> tuple[str, ...]:
        """All topics that its claims name, sorted."""
        return tuple(sorted({t for c in self.claims for t in c.topics}))

    @property
    def month(self) -> str:
        """The month of its date, where a claim gives one ("2024-06"), else ""."""
        months = sorted({c.date[:7] for c in self.claims if c.date and len(c.date) >= 7})
        return months[0] if months else ""

    @property
    def id(self) -> str:
        """A readable head and a hash of kind, parties, title or topics, and month."""
        if not self._id:
            named = instrument_id(self.kind, self.parties, self.title, self.topics, self.month)
            object.__setattr__(self, "_id", named)
        return self._id

    @property
    def ends(self) -> tuple[Ref, ...]:
        """Its parties."""
        return self.parties


def title_of(claims: Iterable[Claim]) -> str:
    """Return the longest title that claims give, of equals the first by letter; else ""."""
    return min((str(c.get("title")) for c in claims if c.get("title")), key=lambda t: (-len(t), t), default="")


def instrument_id(kind: str, parties: tuple[Ref, ...], title: str, topics: tuple[str, ...], month: str) -> str:
    """Return the id of an instrument of which this is known."""
    what = plain(title) if title else "\x1e".join(topics)
    head = " ".join([kind, *(p.id for p in parties[:4]), month])
    return content_id(head, kind, *(str(p) for p in parties), what, month)


Record = Fact | Instrument
