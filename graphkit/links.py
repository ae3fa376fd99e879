"""A fact seen as a link: who is linked with whom, how, with which status, on which evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphkit.derived import pair_relation
from graphkit.gazetteer import gazetteer
from graphkit.model import Claim, Document, Fact, Instrument, Record, Ref
from graphkit.schema import schema
from graphkit.standing import Standing
from graphkit.support import support

_WORDS = {"mou": "MOU", "unspecified": "instrument"}


@dataclass(frozen=True, slots=True)
class Link:
    """One fact between parties, with its standing and the claims that bear on the question."""

    record: Record
    standing: Standing
    claims: tuple[Claim, ...]
    support: int

    @property
    def relation(self) -> str:
        """The relation; of an instrument that of its pair edges."""
        return pair_relation(self.record.kind) if isinstance(self.record, Instrument) else self.record.relation

    @property
    def directed(self) -> bool:
        """Whether it leads from one party to the other."""
        return isinstance(self.record, Fact) and not schema().relation(self.record.relation).symmetric

    @property
    def how(self) -> str:
        """In words: "3 MOUs", "joint statement", "supply of lithium"."""
        attributes = self.standing.attributes
        if isinstance(self.record, Instrument):
            word = _WORDS.get(self.record.kind, self.record.kind)
            count = attributes.get("count")
            words = f"{count} {word}s" if isinstance(count, int) and count > 1 else word
            level = attributes.get("level")
            return f"{words} ({_LEVELS[str(level)]})" if level in _LEVELS else words
        if attributes.get("form"):
            return str(attributes["form"])
        measure = self.record.get("measure")
        if measure:
            against = str(self.record.get("against") or "")
            named = ", ".join(gazetteer().name(Ref("Country", code)) for code in against.split(";") if code)
            return f"{measure} against {named}" if named else str(measure)
        if self.record.get("list"):
            return f"on the list {self.record.get('list')} {self.record.get('year')}"
        good = self.record.get("mineral") or self.record.get("commodity")
        phrase = schema().relation(self.record.relation).phrase
        return f"{phrase} of {str(good).replace('-', ' ')}" if good else phrase

    @property
    def disputed(self) -> bool:
        """Whether its claims contradict each other."""
        return bool(self.standing.disputed)


_LEVELS = {"company": "companies", "ministry": "ministries"}


def link(record: Record, standing: Standing, claims: Sequence[Claim], documents: Mapping[str, Document]) -> Link:
    """Return the link, its claims ordered: those with the standing's status first, then articles before tables."""
    ordered = sorted(claims, key=lambda c: (c.status != standing.status, not c.told, c.published or "9999", c.sort_key))
    return Link(record, standing, tuple(ordered), support(claims, documents))


_STAGES = ("act", "intent", "end")

# What an analyst looks for first: what was signed, what is supplied, what was agreed, then the bodies and the meetings.
FAMILIES = {
    "Instruments": ("SIGNED_MOU", "SIGNED_AGREEMENT"),
    "Supply, production and trade": ("SUPPLIES", "PRODUCES", "HAS_RESERVES", "TRADES_WITH"),
    "Restrictions and sanctions": ("RESTRICTS_EXPORT_OF", "SANCTIONS"),
    "Cooperation and investment": ("COOPERATES_WITH", "INVESTS_IN"),
    "Lists, owners and seats": ("LISTS_AS_CRITICAL", "OWNED_BY", "BASED_IN"),
    "Members and chairs": ("LEADS", "MEMBER_OF"),
    "Meetings": ("PARTICIPATES_IN", "MET_WITH"),
}
_RANK = {relation: rank for rank, relations in enumerate(FAMILIES.values()) for relation in relations}


def order(links: Iterable[Link]) -> list[Link]:
    """Sort links: acts before intents before what ended, by family, sentences before table rows, the newest first."""
    stages = schema().statuses

    def key(item: Link) -> tuple[object, ...]:
        stage = _STAGES.index(stages.get(item.standing.status or "", "act"))
        begun = item.standing.valid_from
        newest = -begun.toordinal() if begun else 1
        rank = _RANK.get(item.relation, len(_RANK))
        from_table = not any(claim.told for claim in item.claims)
        return stage, rank, from_table, newest, -item.support, item.relation, item.record.id

    return sorted(links, key=key)


def family(item: Link) -> str:
    """Return the family of links that this one belongs to."""
    return next((name for name, relations in FAMILIES.items() if item.relation in relations), "Other links")


def began(item: Link) -> str | None:
    """Return since when the link stands: its date, the start of its term, or the year of its row."""
    year = item.record.get("year") if isinstance(item.record, Fact) else None
    start = item.standing.date or item.standing.attributes.get("since") or year
    return str(start) if start else None


def parties(item: Link) -> tuple[Ref, ...]:
    """Return the parties of a link: subject first where it is directed, topics and goods left out."""
    topics = schema().topics
    return tuple(ref for ref in item.record.ends if ref.kind not in topics)
