"""A bundle: documents, nodes and records that belong together, as a loader gives them or a store holds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graphkit.facts import check_evidence, merge
from graphkit.gazetteer import gazetteer
from graphkit.judging.said import said_refs
from graphkit.model import Claim, Document, Instrument, Node, Record, Ref
from graphkit.schema import schema


@dataclass(slots=True)
class Bundle:
    """Documents by id, nodes by ref, records, and `doubtful` records, held back unless a person judges them right."""

    documents: dict[str, Document] = field(default_factory=dict)
    nodes: dict[Ref, Node] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    doubtful: list[Record] = field(default_factory=list)

    def add(self, other: Bundle) -> None:
        """Take in another bundle."""
        self.documents.update(other.documents)
        for node in other.nodes.values():
            self.add_node(node)
        self.records.extend(other.records)
        self.doubtful.extend(other.doubtful)

    def add_node(self, node: Node) -> None:
        """Take in a node; one that a reference table describes is not replaced by a bare name."""
        known = self.nodes.get(node.ref)
        self.nodes[node.ref] = node if known is None else combine(known, node)

    def add_bare(self, refs: Iterable[Ref]) -> None:
        """Make sure that each ref has a node, named as the reference tables name it, or for want of that by its id."""
        for ref in refs:
            if ref not in self.nodes:
                self.nodes[ref] = Node(ref, gazetteer().name(ref))

    def settled(self) -> Bundle:
        """Return the bundle with its records merged, after checking it whole.

        Raises VocabularyError or EvidenceError where something does not fit.
        """
        for node in self.nodes.values():
            schema().check_node(node)
        for record in self.records:
            schema().check(record)
            check_evidence(record, self.documents)
        out = Bundle(dict(self.documents), dict(self.nodes), merge(self.records), list(self.doubtful))
        refs = (ref for record in out.records for ref in refs_of(record))
        out.add_bare(ref for ref in refs if ref.kind not in ("Agreement", "Document"))  # these are no plain nodes
        return out

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Bundle):
            return NotImplemented
        same_records = {r.id: r for r in self.records} == {r.id: r for r in other.records}
        return self.documents == other.documents and self.nodes == other.nodes and same_records


def refs_of(record: Record) -> list[Ref]:
    """Return the nodes that a record stands on: its ends, and the topics, minerals and commodities it names."""
    return list(dict.fromkeys(ref for claim in record.claims for ref in refs_of_claim(record, claim)))


def refs_of_claim(record: Record, claim: Claim) -> list[Ref]:
    """Return the nodes that one claim of a record speaks of, those that a judgement replaced among them."""
    refs = [*record.ends, *(Ref.parse(topic) for topic in claim.topics), *said_refs(claim)]
    if not isinstance(record, Instrument):
        for kind, name in (("Mineral", "mineral"), ("Commodity", "commodity")):
            good = record.get(name)
            if good is not None:
                refs.append(Ref(kind, str(good)))
    return list(dict.fromkeys(refs))


def combine(known: Node, new: Node) -> Node:
    """Return one node for two descriptions of it.

    A description with a source replaces a bare name, a newer one with a source an older; of two bare names the one
    that sorts first stays, so that the order of loading does not matter.
    """
    if "source" in new.properties:
        return new
    if "source" in known.properties:
        return known
    return min(known, new, key=lambda n: n.name)
