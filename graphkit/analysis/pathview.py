"""Paths as an answer: rows for every format, and in a terminal chains of sentences, each with the words that say so."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphkit.analysis.facts_at import FactsAt
from graphkit.analysis.paths import BEST, Found, Hop, Path, paths
from graphkit.analysis.sentences import dated, sentence, spoken
from graphkit.bundle import Bundle
from graphkit.evidence import SHAPE, evidence
from graphkit.gazetteer import gazetteer
from graphkit.links import began
from graphkit.model import Claim, Document, Instrument, Node, Ref
from graphkit.output import Answer
from graphkit.reports.shared.page import Drawn, basis, counted
from graphkit.schema import schema
from graphkit.selecting import sources
from graphkit.stores.base import Selection, Store

COLUMNS = {
    "path": "the number of the path, the best one first",
    "hop": "the number of the hop in its path",
    "subject": "what the hop leads from",
    "object": "what it leads to",
    "sentence": "the fact in words",
    "relation": "the relation in the vocabulary",
    "status": "planned or sought is not signed or supplied",
    "date": "since when, as precisely as the sources agree; empty: not known",
    "until": "the last day, where it ended or will end",
    "support": "number of independent sources",
    "disputed": "whether sources contradict each other",
    "weakest": "whether it is a weakest hop of its path: over, only planned or sought, or disputed, else with the "
    "fewest sources; none is where all are alike",
    "cost": "what the hop costs",
    "path_cost": "what the path costs, what lies between the hops included",
    "others": "how many other facts join the two",
    "subject_id": "kind and id of what the hop leads from",
    "object_id": "kind and id of what it leads to",
    "fact": "the id of the fact",
    "quote": "the sentence or table row that says so",
    "document": "the document it stands in",
    "evidence": f"all sentences: {SHAPE}",
}
_COUNT = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: the two ends, how long and how many paths, by which relations, of which day."""

    one: Ref
    other: Ref
    longest: int = 4
    k: int = 3
    relations: frozenset[str] = frozenset()
    as_of: dt.date | None = None
    quotes: bool = False


def answer(source: Store | Bundle, asked: Asked) -> Answer:
    """Return the best paths of evidence between two things as an answer."""
    day = asked.as_of or dt.date.today()
    trade = not sources(asked.relations).isdisjoint(schema().of_rows)
    facts = FactsAt(source, asked.relations, asked.as_of, trade)
    found = paths(facts, asked.one, asked.other, k=asked.k, longest=asked.longest, today=day)
    if not found.paths and not asked.relations:  # then what they trade
        facts = FactsAt(source, asked.relations, asked.as_of)
        found = paths(facts, asked.one, asked.other, k=asked.k, longest=asked.longest, today=day)
    view = _View(asked, found, facts, *_cited(source, found, asked))
    rows = [view.row(number, place) for number, path in enumerate(found.paths) for place in range(len(path.hops))]
    return Answer(view.title, tuple(COLUMNS), rows, view.text, cites=view.cites())


def _cited(source: Store | Bundle, found: Found, asked: Asked) -> tuple[Mapping[Ref, Node], Mapping[str, Document]]:
    """Return the nodes and documents of the paths that were found."""
    if isinstance(source, Bundle):
        return source.nodes, source.documents
    facts = frozenset(hop.link.record.id for path in found.paths for hop in path.hops)
    if facts:
        bundle = source.read(Selection(facts=facts))
        return bundle.nodes, bundle.documents
    return source.read(Selection(around=frozenset({asked.one, asked.other}))).nodes, {}


class _View(Drawn):
    """Draws the paths that were found."""

    def __init__(
        self, asked: Asked, found: Found, facts: FactsAt, nodes: Mapping[Ref, Node], documents: Mapping[str, Document]
    ) -> None:
        self._asked, self._found, self._facts, self._nodes, self._documents = asked, found, facts, nodes, documents
        self._apart = facts.apart  # asked now: the store may be closed when the answer is drawn
        ends = [self._name(ref) for ref in (asked.one, asked.other)]
        self.title = f"{ends[0][:1].upper()}{ends[0][1:]} to {ends[1]}"

    def row(self, number: int, place: int) -> dict[str, Any]:
        """Return one hop as a row."""
        path = self._found.paths[number]
        hop = path.hops[place]
        link = hop.link
        return {
            "path": number + 1,
            "hop": place + 1,
            "subject": self._name(hop.one),
            "object": self._name(hop.other),
            "sentence": self._sentence(hop),
            "relation": link.relation,
            "status": link.standing.status,
            "date": began(link),
            "until": link.standing.valid_to,
            "support": link.support,
            "disputed": link.disputed,
            "weakest": place in path.weakest,
            "cost": round(hop.cost, 3),
            "path_cost": round(path.cost, 3),
            "others": hop.more,
            "subject_id": str(hop.one),
            "object_id": str(hop.other),
            "fact": link.record.id,
            "quote": _claims(hop)[0].quote,
            "document": _claims(hop)[0].document,
            "evidence": evidence(_claims(hop)),
        }

    def lines(self, width: int, numbers: dict[str, int]) -> Iterator[str]:
        """Yield the lines of the answer."""
        day = f"as of {(self._asked.as_of or dt.date.today()).isoformat()}"
        yield from self.head(self.title, day, width)
        if not self._found.paths:
            yield from ["", *textwrap.wrap(self._nothing(), width)]
            return
        for number, path in enumerate(self._found.paths, 1):
            yield ""
            yield from self._path(number, path, width, numbers)
        claims = [claim for path in self._found.paths for hop in path.hops for claim in hop.link.claims]
        closing = (f"{basis(claims, self._documents)} {self._searched()}", BEST)
        yield from self.foot(self._documents, closing, numbers, width)

    def _path(self, number: int, path: Path, width: int, numbers: dict[str, int]) -> Iterator[str]:
        over = " and ".join(_listed([self._said(ref) for ref in path.nodes[1:-1]]))
        head = f"{number}. {counted(len(path.hops), 'hop')}{f', via {over}' if over else ''}"
        yield from textwrap.wrap(head, width, subsequent_indent="   ")
        for hop in path.hops:
            more = f"; {counted(hop.more, 'more fact')} join{'s' if hop.more == 1 else ''} the two" if hop.more else ""
            when = dated(hop.link.standing, began(hop.link), hop.over, hop.link.claims)
            disputed = ", disputed" if hop.link.disputed else ""
            said = f"{self._sentence(hop)} ({when}{disputed}){more}."
            yield from textwrap.wrap(said, width, initial_indent="   ", subsequent_indent="   ")
            every = self._asked.quotes or hop.link.disputed
            yield from self.sentences(_claims(hop), every, width, numbers, " " * 6)
        yield from textwrap.wrap(self._weakest(path), width, initial_indent="   ", subsequent_indent="   ")

    def _weakest(self, path: Path) -> str:
        if not path.weakest:
            return f"No hop is weaker than another: {counted(path.hops[0].link.support, 'source')} each."
        told = [f"the {_COUNT[number]} ({self._why(path.hops[number])})" for number in path.weakest]
        if len(path.hops) == 1:
            return f"Weakest hop: the only one ({self._why(path.hops[0])})."
        return f"Weakest hop{'s' if len(told) > 1 else ''}: {' and '.join(_listed(told))}."

    def _why(self, hop: Hop) -> str:
        """Say what makes a hop weak: few sources, and that it is only meant, over or disputed."""
        stage = schema().statuses.get(hop.link.standing.status or "", "act")
        status = str(hop.link.standing.status)
        why = [counted(hop.link.support, "source")]
        why += [status] if stage == "intent" else []
        why += [status if stage == "end" else "ended"] if hop.over or stage == "end" else []
        why += ["disputed"] if hop.link.disputed else []
        return ", ".join(why)

    def _sentence(self, hop: Hop) -> str:
        link = hop.link
        text = sentence(link.record, link.standing, hop.one, hop.other, self._said, hop.over)
        return f"{text[:1].upper()}{text[1:]}"

    def _searched(self) -> str:
        text = f"{_looked(self._found.looked_at)}"
        text += ", no other can make a better path" if self._found.complete else "; better paths may lie beyond them"
        left = self._found.undated
        undated = f" {counted(left, 'fact')} at what was looked at bear no date and are left out." if left else ""
        rows = " Rows of data sets are left out; --relations SUPPLIES looks at trade." if self._apart else ""
        return f"{text}.{undated}{rows}"

    def _nothing(self) -> str:
        asked, facts = self._asked, self._facts
        by = f" by {', '.join(sorted(asked.relations))}" if asked.relations else ""
        on = f" on {asked.as_of}" if asked.as_of else ""
        bare = [ref for ref in (asked.one, asked.other) if not facts.at(ref)]
        text = f"No path of at most {counted(asked.longest, 'hop')} joins {self._said(asked.one)} and "
        text += f"{self._said(asked.other)}{by}{on}. {_looked(self._found.looked_at)}"
        text += f": this store has none at {' and '.join(self._said(ref) for ref in bare)}{by}{on}." if bare else "."
        left = self._found.undated
        text += (
            f" {counted(left, 'fact').capitalize()} without any date {'is' if left == 1 else 'are'} left out."
            if left
            else ""
        )
        wider = [
            option
            for option, given in (("a larger --max", not bare), ("no --relations", by), ("no --as-of", on))
            if given
        ]
        return f"{text} Ask with {' or '.join(wider)}." if wider else f"{text} `graphkit status` shows what it holds."

    def _name(self, ref: Ref) -> str:
        if ref.kind == "Agreement":
            record = next((r for r in self._facts.seen.values() if r.id == ref.id), None)
            title = record.title if isinstance(record, Instrument) else ""
            return title or "the instrument"
        node = self._nodes.get(ref)
        return node.name if node else gazetteer().name(ref)

    def _said(self, ref: Ref) -> str:
        return spoken(ref, self._name(ref))


def _claims(hop: Hop) -> tuple[Claim, ...]:
    """Return the claims of a hop, where it leads to or from a topic those first that name it."""
    topics = {str(ref) for ref in (hop.one, hop.other) if ref.kind in schema().topics}
    return tuple(sorted(hop.link.claims, key=lambda claim: not topics <= set(claim.topics)))


def _looked(number: int) -> str:
    return f"{counted(number, 'fact').capitalize()} {'was' if number <= 1 else 'were'} looked at"


def _listed(names: list[str]) -> list[str]:
    return [", ".join(names[:-1]), names[-1]] if len(names) > 1 else names
