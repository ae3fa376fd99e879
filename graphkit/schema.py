"""The vocabulary: reads `graphkit/schema.toml`, and checks records against it."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from graphkit import dates
from graphkit.errors import VocabularyError
from graphkit.model import Claim, Fact, Instrument, Node, Record, Ref, Value

FILE = Path(__file__).with_name("schema.toml")
GROUPS = {"Party": "party", "Topic": "topic"}
"""Names for all kinds that can be a party or a topic, where a relation says what it links."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A node kind: what it is, the form of its ids, and whether it can be a party or a topic."""

    name: str
    about: str
    id: str
    pattern: re.Pattern[str]
    party: bool = False
    topic: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation: its ends, statuses, what belongs to its identity, what its claims may say and must agree on."""

    name: str
    about: str
    phrase: str
    sources: frozenset[str]
    targets: frozenset[str]
    statuses: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    agree: tuple[str, ...] = ()
    symmetric: bool = False
    derived: bool = False
    same_kind: bool = False
    one_per: str = ""
    terms: bool = False


@dataclass(frozen=True)
class Schema:
    """The whole vocabulary."""

    kinds: dict[str, Kind]
    relations: dict[str, Relation]
    statuses: dict[str, str]
    attributes: dict[str, dict[str, str]]
    instruments: dict[str, Any]
    always: frozenset[str] = frozenset()

    def relation(self, name: str) -> Relation:
        """Return a relation, or raise VocabularyError."""
        try:
            return self.relations[name]
        except KeyError:
            raise VocabularyError(f'There is no relation "{name}" in the vocabulary.') from None

    @cached_property
    def parties(self) -> frozenset[str]:
        """The kinds that can be a party."""
        return frozenset(k.name for k in self.kinds.values() if k.party)

    @cached_property
    def topics(self) -> frozenset[str]:
        """The kinds that can be a topic."""
        return frozenset(k.name for k in self.kinds.values() if k.topic)

    @cached_property
    def of_rows(self) -> tuple[str, ...]:
        """The relations that rows of data sets have."""
        return tuple(n for n, relation in self.relations.items() if "series" in relation.identity)

    @cached_property
    def among_countries(self) -> tuple[str, ...]:
        """The relations of facts that may run from a country to a country, as a million rows of trade do."""
        ends = ((n, r.sources & r.targets) for n, r in self.relations.items() if not r.derived)
        return tuple(name for name, both in ends if "Country" in both)

    def check(self, record: Record) -> None:
        """Raise VocabularyError unless the record fits the vocabulary."""
        if isinstance(record, Instrument):
            self._check_instrument(record)
        else:
            self._check_fact(record)
        if not record.claims:
            raise VocabularyError(f"{record.id} rests on no claim; no fact without evidence.")

    def check_ref(self, ref: Ref) -> None:
        """Raise VocabularyError unless kind and id are well formed."""
        kind = self.kinds.get(ref.kind)
        if kind is None:
            raise VocabularyError(f'There is no kind "{ref.kind}" in the vocabulary.')
        if not kind.pattern.fullmatch(ref.id):
            raise VocabularyError(f'"{ref.id}" is not the id of a {ref.kind}; it should be: {kind.id}.')

    def check_node(self, node: Node) -> None:
        """Raise VocabularyError unless the node has a well-formed ref and a name."""
        self.check_ref(node.ref)
        if not isinstance(node.name, str) or not node.name:
            raise VocabularyError(f"{node.ref} has no name.")
        for name, value in node.properties.items():
            if name in ("id", "name") or not _storable(value):
                raise VocabularyError(
                    f'{node.ref} cannot have {name} = "{value}"; use text, a number, a list of texts.'
                )

    def _check_fact(self, fact: Fact) -> None:
        relation = self.relation(fact.relation)
        if relation.derived:
            raise VocabularyError(f"{fact.relation} follows from other facts and cannot be stated itself.")
        for ref, allowed in ((fact.subject, relation.sources), (fact.object, relation.targets)):
            self.check_ref(ref)
            if ref.kind not in allowed:
                raise VocabularyError(f"{fact.relation} cannot stand at a {ref.kind} ({ref.id}).")
        if relation.same_kind and fact.subject.kind != fact.object.kind:
            raise VocabularyError(f"{fact.relation} joins two of one kind, not {fact.subject} and {fact.object}.")
        if fact.subject == fact.object:
            raise VocabularyError(f"{fact.relation} cannot join {fact.subject} to itself.")
        if relation.symmetric and fact.object < fact.subject:
            raise VocabularyError(f"{fact.relation} is symmetric and goes from the smaller to the larger end.")
        for name, value in fact.qualifiers:
            if name not in relation.identity:
                raise VocabularyError(f'{fact.relation} has no qualifier "{name}".')
            self._check_qualifier(name, value)
        for claim in fact.claims:
            self._check_claim(fact.relation, claim, relation.statuses, relation.attributes)

    def _check_instrument(self, instrument: Instrument) -> None:
        rules = self.instruments
        if instrument.kind not in rules["kinds"]:
            raise VocabularyError(f'There is no instrument of kind "{instrument.kind}".')
        if len(instrument.parties) < 2 or list(instrument.parties) != sorted(set(instrument.parties)):
            raise VocabularyError("An instrument has two or more different parties, sorted.")
        for ref in instrument.parties:
            self.check_ref(ref)
            if ref.kind not in self.parties:
                raise VocabularyError(f"A {ref.kind} ({ref.id}) cannot be party to an instrument.")
        for claim in instrument.claims:
            self._check_claim(instrument.kind, claim, tuple(rules["statuses"]), tuple(rules["attributes"]))
            if claim.status is None:
                raise VocabularyError("A claim of an instrument needs a status: planned is not signed.")

    def _check_qualifier(self, name: str, value: Value) -> None:
        """A year is a number and all else is text: "2022" beside 2022 would make two facts of one."""
        if not isinstance(value, int if name == "year" else str) or isinstance(value, bool) or not value:
            raise VocabularyError(f'"{value}" is not a value for {name} ({"number" if name == "year" else "text"}).')
        if name == "year":
            dates.check(str(value))
        elif name.capitalize() in self.kinds and self.kinds[name.capitalize()].topic:
            self.check_ref(Ref(name.capitalize(), str(value)))

    def _check_claim(self, what: str, claim: Claim, statuses: tuple[str, ...], names: tuple[str, ...]) -> None:
        if claim.status is not None and claim.status not in statuses:
            raise VocabularyError(f'{what} has no status "{claim.status}".')
        if claim.status is None and statuses:
            raise VocabularyError(f"A claim of {what} needs a status ({', '.join(statuses)}).")
        for date in (claim.date, claim.published):
            if date is not None:
                dates.check(date)
        for name, value in claim.attributes:
            if name not in names and name not in self.always:
                raise VocabularyError(f'{what} has no attribute "{name}".')
            self._check_value(name, value)

    def _check_value(self, name: str, value: Value) -> None:
        wanted = self.attributes[name]["type"]
        if wanted in ("list", "topics"):
            good = isinstance(value, tuple) and all(isinstance(item, str) for item in value)
        elif wanted == "integer":
            good = isinstance(value, int) and not isinstance(value, bool) and _storable(value)
        elif wanted == "number":
            good = isinstance(value, int | float) and not isinstance(value, bool) and _storable(value)
        else:
            good = isinstance(value, str)
        if not good:
            raise VocabularyError(f'"{value}" is not a value for {name} ({wanted}).')
        if wanted == "date":
            dates.check(str(value))
        if name == "said" and isinstance(value, tuple):
            for item in value:
                self.check_ref(Ref.parse(item.partition(" ")[2]))
        if wanted == "topics" and isinstance(value, tuple):
            for topic in value:
                ref = Ref.parse(topic)
                self.check_ref(ref)
                if ref.kind not in self.topics:
                    raise VocabularyError(f"A {ref.kind} cannot be a topic ({topic}).")


def _storable(value: object) -> bool:
    """Whether a store gives the value back as it was."""
    if isinstance(value, tuple):
        return all(isinstance(item, str) for item in value)
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    return math.isfinite(value) if isinstance(value, float) else isinstance(value, str)


@cache
def schema() -> Schema:
    """Return the vocabulary, read once."""
    return parse(FILE.read_text(encoding="utf-8"))


def parse(text: str) -> Schema:
    """Read a vocabulary from TOML text."""
    raw = tomllib.loads(text)
    kinds = {
        name: Kind(name, k["about"], k["id"], re.compile(k["pattern"]), k.get("party", False), k.get("topic", False))
        for name, k in raw["kinds"].items()
    }
    relations = {name: _relation(name, r, kinds) for name, r in raw["relations"].items()}
    always = frozenset(raw.get("always", ()))
    return Schema(kinds, relations, raw["statuses"], raw["attributes"], raw["instruments"], always)


def _relation(name: str, raw: dict[str, Any], kinds: dict[str, Kind]) -> Relation:
    return Relation(
        name=name,
        about=raw["about"],
        phrase=raw["phrase"],
        sources=_expand(raw["from"], kinds),
        targets=_expand(raw["to"], kinds),
        statuses=tuple(raw.get("statuses", ())),
        identity=tuple(raw.get("identity", ())),
        attributes=tuple(raw.get("attributes", ())),
        agree=tuple(raw.get("agree", ())),
        symmetric=raw.get("symmetric", False),
        derived=raw.get("derived", False),
        same_kind=raw.get("same_kind", False),
        one_per=raw.get("one_per", ""),
        terms=raw.get("terms", False),
    )


def _expand(names: Iterable[str], kinds: dict[str, Kind]) -> frozenset[str]:
    out: set[str] = set()
    for name in names:
        if name == "any":
            out |= set(kinds)
        elif name in GROUPS:
            out |= {k.name for k in kinds.values() if getattr(k, GROUPS[name])}
        else:
            out.add(name)
    return frozenset(out)
