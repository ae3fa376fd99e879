"""Reads a document: mentions, people, coreference, dates, clauses, frames, records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graphkit.gazetteer import Gazetteer, gazetteer
from graphkit.model import Document, Node, Record, Ref
from graphkit.reading import assemble, decide, trained
from graphkit.reading.language.text import Sentence
from graphkit.reading.naming import coreference, instruments, ministries, organisations, people
from graphkit.reading.naming.mentions import Article, article
from graphkit.reading.sentences import topics, verbs
from graphkit.reading.sentences.clauses import Syntax
from graphkit.reading.stating import frames, leadership, membership, offices, restrictions, stakes, treaties
from graphkit.reading.stating.treaties import Deal
from graphkit.reading.timing import dates
from graphkit.reading.traces import Key, Trace
from graphkit.reading.trained import loose
from graphkit.reading.trained.choose import Scored

LEAST = 0.85
"""The confidence that a fact of the models needs to stand; facts of the rules have 0.9."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says: records in reading order, the nodes they join, what is doubtful, and confidence by id.

    `traces`, where they were asked for, tell where in the text the parts of each claim stand.
    """

    records: list[Record]
    nodes: list[Node]
    doubtful: list[Scored] = field(default_factory=list)
    confidence: dict[str, float] = field(default_factory=dict)
    traces: dict[Key, Trace] = field(default_factory=dict)


def read(
    document: Document,
    names: Gazetteer | None = None,
    learned: bool = True,
    least: float = LEAST,
    explain: bool = False,
) -> Reading:
    """Return the facts and instruments that a document states, each with the quote that states it.

    `learned`: let the trained models add what no rule reads, with a confidence of at least `least`; what stays below it
    is given as doubtful, for a person to judge. `explain`: tell where in the text the parts of each fact stand.
    """
    known = names or gazetteer()
    day = dates.published(document.published, document.text)
    sheet = annotate(replace(document, published=day), known)
    moments = dates.anchored(sheet.page.clean, dates.find(sheet.page.clean, day))
    maker = assemble.Maker(sheet, document.published, moments, explain)
    records = assemble.merged(_records(sheet, maker))
    doubtful: list[Scored] = []
    sure: dict[str, float] = {}
    if learned:
        records, doubtful, sure = trained.read_again(maker, records, least)
    nodes = assemble.nodes(sheet, [*records, *(s.record for s in doubtful)])
    return Reading(records, nodes, doubtful, sure, maker.traces)


def annotate(document: Document, names: Gazetteer) -> Article:
    """Return the document with all its mentions."""
    sheet = article(document, names)
    ministries.find(sheet)
    people.find(sheet)
    organisations.find_governments(sheet)
    organisations.find_forums(sheet)
    organisations.find_companies(sheet)
    instruments.find(sheet)
    instruments.find_again(sheet)
    coreference.find(sheet)
    return sheet


def _records(sheet: Article, maker: assemble.Maker) -> Iterator[Record]:
    body: Ref | None = None
    last: list[Deal] = []
    plain: list[Sentence] = []
    for sentence in sheet.page.sentences:
        for candidate in offices.find(sheet, sentence):
            yield from maker.facts(candidate)
        if sheet.page.trails(sentence):
            continue  # links to other pages
        syntax = verbs.analyse(sheet, sentence, frames.known_verbs())
        deals = [] if syntax.question or syntax.doubted else list(treaties.deals(syntax))
        plain += [] if syntax.question or syntax.doubted or sentence.headline else [sentence]
        for deal in deals or list(_continued(syntax, last)):
            yield maker.instrument(deal)
        last = deals or (last if _about_deal(syntax) else [])
        stated = list(_stated(syntax, body))
        for candidate in stated:
            yield from maker.facts(candidate)
        if not deals:
            yield from (maker.instrument(deal) for deal in _supply_contracts(syntax, stated, maker))
        body = _last_body(sheet, sentence) or body
    loose.find(sheet)
    for sentence in plain:
        for candidate in stakes.find(sheet, sentence):
            yield from maker.facts(candidate)


def _supply_contracts(syntax: Syntax, stated: list[frames.Candidate], maker: assemble.Maker) -> Iterator[Deal]:
    """Yield the contract under which goods are supplied: "under a contract, Laos is to deliver coal to Vietnam"."""
    sheet = syntax.article
    for noun in sheet.within(syntax.sentence):
        before = {sheet.word(i) for i in range(max(syntax.sentence.first, noun.first - 4), noun.first)}
        if noun.sort not in ("contract", "agreement") or not before & {"under", "by", "through"}:
            continue
        for supply in (c for c in stated if c.relation == "SUPPLIES"):
            ends = (maker.parties(supply.subjects), maker.parties(supply.objects))
            if all(len(e) == 1 for e in ends) and ends[0] != ends[1]:
                goods = assemble.specific(sheet, supply.goods)
                first, last = syntax.sentence.first, syntax.sentence.last
                parties = sorted({*ends[0], *ends[1]})
                yield Deal(noun.sort, parties, "signed", noun.first, first, last, "instrument.supply", goods, noun=noun)


def _stated(syntax: Syntax, body: Ref | None) -> Iterator[frames.Candidate]:
    if syntax.doubted:
        return
    found = frames.candidates(syntax)
    if syntax.sentence.headline:
        # titles shorten too much for the rest
        found = (c for c in found if c.relation in ("COOPERATES_WITH", "MET_WITH"))
    yield from decide.decided(syntax, found)
    yield from decide.decided(syntax, restrictions.find(syntax))
    yield from decide.decided(syntax, membership.find(syntax, body))
    yield from decide.decided(syntax, leadership.leaders(syntax, body))
    yield from decide.decided(syntax, leadership.named_parties(syntax))


def _last_body(sheet: Article, sentence: Sentence) -> Ref | None:
    found = [m.ref for m in sheet.within(sentence) if m.kind == "Forum"]
    return found[-1] if found else None


def _about_deal(syntax: Syntax) -> bool:
    """Tell whether a sentence speaks of the instrument of the sentence before: "The MOU covers ...", "Under it ..."."""
    sheet, first = syntax.article, syntax.sentence.first
    opening = [sheet.word(i) for i in range(first, min(first + 4, syntax.sentence.last))]
    instrument = any(m.kind == "Instrument" and m.first - first < 4 for m in sheet.within(syntax.sentence))
    return (instrument and bool({"the", "this", "under", "these"} & set(opening[:2]))) or opening[:2] in (
        ["it", "covers"],
        ["under", "it"],
    )


def _continued(syntax: Syntax, last: list[Deal]) -> Iterator[Deal]:
    """Yield the instruments of the sentence before with the topics that this sentence adds."""
    if not last or not _about_deal(syntax):
        return
    found = topics.of_clause(syntax, syntax.sentence.first)
    for deal in last:
        new = [r for r in found if r not in deal.topics]
        if new:
            yield replace(
                deal,
                topics=new,
                at=syntax.sentence.first,
                first=syntax.sentence.first,
                last=syntax.sentence.last,
                rule="instrument.continued",
            )
