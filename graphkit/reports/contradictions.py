"""Contradictions: the facts on which sources cannot all be right, claim beside claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphkit.bundle import Bundle
from graphkit.evidence import SHAPE, evidence
from graphkit.links import Link, parties
from graphkit.model import Claim, Fact, Instrument
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared import rows as common
from graphkit.reports.shared.facts import Narrowed, clashing, links, told_facts
from graphkit.reports.shared.page import Column, Line, Page, Section, basis, counted, under
from graphkit.reports.shared.things import name, named
from graphkit.schema import schema
from graphkit.stores.base import Selection, Store
from graphkit.support import support

SUBJECTS: dict[str, str] = {}
NARROWED_BY = ("relations", "party", "mineral", "exact", "quotes", "all")
OPTIONS = ()
COLUMNS = {
    "contradiction": "number of the contradiction; its claims share it",
    "about": "what it is about, in words",
    "on": "what the claims contradict each other on: date, count, a figure, subject (who)",
    "says": "what this claim says of that",
    "agreed": "what all claims share of it, or how it stands after all of them; empty: nothing",
    "sources": "number of independent sources that say the same",
    "status": "the status that this claim gives",
    "relation": "the relation in the vocabulary",
    "parties": "names of the parties",
    "ids": "the same as kind and id",
    "quote": "the sentence or table row that says so",
    "document": "the document it stands in",
    "publisher": "who published that",
    "published": "when; empty: not known",
    "evidence": f"the same claim: {SHAPE}",
    "fact": "id of the fact or instrument",
}
_CLAIMS = (Column("says"), Column("published", 10), Column("sources", 7, True))
_LEGEND = (
    "Nothing is decided here: every answer marks these facts as disputed. sources: independent ones that say the same. "
    "Where one is wrong, `graphkit review` says how to judge it."
)


@dataclass(frozen=True, slots=True)
class _Clash:
    """Facts that cannot all be true, and what they contradict each other on."""

    about: str
    on: tuple[str, ...]
    agreed: str
    items: tuple[Link, ...]


def run(store: Store, subjects: Sequence[str], question: Question) -> Answer:
    """Where sources contradict each other, claim beside claim.

    Nothing is decided: all claims are shown, with who says so.
    """
    disputed = _disputed(store)
    bundle = store.read(Selection(facts=disputed)) if disputed else Bundle()
    narrowed = Narrowed.of(store, question)
    found = links(bundle, bundle.records, question, clashes=clashing(store, bundle))
    clashes = [clash for clash in _clashes(found, bundle) if any(map(narrowed.wants, clash.items))]
    rows = [row for number, clash in enumerate(clashes, 1) for row in _rows(number, clash, bundle)]
    claims = [claim for clash in clashes for item in clash.items for claim in item.claims]
    page = Page(
        "Contradictions",
        replace(question, limit=0),
        bundle.documents,
        [_section(number, clash, bundle) for number, clash in enumerate(clashes, 1)],
        lead=(f"Sources contradict each other on {counted(len(clashes), 'matter')}.",) if clashes else (),
        closing=(basis(claims, bundle.documents), _LEGEND) if clashes else (),
        empty=f"No sources in this store contradict each other{under(question)}: no two dates, counts or figures of "
        f"one thing, no two leaders at one time. {common.STATUS}",
        note="",
    )
    return common.answer(page, COLUMNS, rows)


def _disputed(store: Store) -> frozenset[str]:
    """Return the ids of the facts that are marked as disputed in the store."""
    queries = [f"{found} AND x.disputed RETURN x.fact AS id ORDER BY id" for found in told_facts()]
    queries.append("MATCH (a:Agreement) WHERE a.disputed RETURN a.id AS id ORDER BY id")
    return frozenset(identity for query in queries for (identity,) in store.query(query).rows)


def _clashes(found: Iterable[Link], bundle: Bundle) -> list[_Clash]:
    """Return the contradictions: between facts at one object first, then within one fact, the latest first."""
    between: dict[tuple[str, object], list[Link]] = {}
    within: list[_Clash] = []
    for item in found:
        on = item.standing.disputed
        if isinstance(item.record, Fact) and "subject" in on:
            between.setdefault((item.relation, item.record.object), []).append(item)
        elif on:
            agreed = str(item.standing.date or "") if on == ("date",) else ""
            within.append(_Clash(_about(item, bundle), on, agreed, (item,)))
    out = []
    for (relation, _), items in between.items():
        thing = name(items[0].record.ends[-1], bundle)
        about = f"Who {schema().relation(relation).phrase} {thing}"
        out.append(_Clash(about, ("subject",), "", tuple(sorted(items, key=lambda i: (-i.support, i.record.id)))))
    return [*sorted(out, key=lambda clash: clash.about), *within]


def _about(item: Link, bundle: Bundle) -> str:
    who = (" → " if item.directed else " – ").join(named(parties(item), bundle))
    title = f": {item.record.title}" if isinstance(item.record, Instrument) and item.record.title else ""
    return f"{item.how.capitalize() if item.how.islower() else item.how}, {who}{title}"


def _said(clash: _Clash, item: Link, claim: Claim, bundle: Bundle) -> str:
    """Return what a claim says of the matter."""
    if clash.on == ("subject",):
        since, until = claim.get("since") or claim.date, claim.get("until")
        who = name(item.record.ends[0], bundle)
        return f"{who}{f', since {since}' if since else ''}{f', until {until}' if until else ''}"
    values = [claim.date if on == "date" else claim.get(on) for on in clash.on]
    return ", ".join(
        f"{value}" if on == "date" else f"{on} {value}" for on, value in zip(clash.on, values, strict=True)
    )


def _rows(number: int, clash: _Clash, bundle: Bundle) -> Iterable[dict[str, Any]]:
    for item in clash.items:
        shared = common.row(item, bundle)
        for claim in item.claims:
            said = _said(clash, item, claim, bundle)
            yield {
                "contradiction": number,
                "about": clash.about,
                "on": list(clash.on),
                "says": said,
                "agreed": clash.agreed or None,
                "sources": _sources(clash, item, said, bundle),
                "status": claim.status,
                "relation": item.relation,
                "parties": shared["parties"],
                "ids": shared["ids"],
                "quote": claim.quote,
                "document": claim.document,
                "publisher": bundle.documents[claim.document].publisher,
                "published": claim.published,
                "evidence": evidence([claim]),
                "fact": item.record.id,
            }


def _sources(clash: _Clash, item: Link, said: str, bundle: Bundle) -> int:
    return support([c for c in item.claims if _said(clash, item, c, bundle) == said], bundle.documents)


def _section(number: int, clash: _Clash, bundle: Bundle) -> Section:
    lines: list[Line] = []
    for item in clash.items:
        by_said: dict[str, list[Claim]] = {}
        for claim in sorted(item.claims, key=lambda c: (_said(clash, item, c, bundle), c.sort_key)):
            by_said.setdefault(_said(clash, item, claim, bundle), []).append(claim)
        for said, claims in by_said.items():
            published = min((c.published for c in claims if c.published), default="no date")
            sources = str(support(claims, bundle.documents))
            lines.append(Line((said, published, sources), tuple(claims)))
    on = "who: one at a time" if clash.on == ("subject",) else f"the {' and the '.join(clash.on)}"
    words = [f"On {on}. {f'All agree on {clash.agreed}.' if clash.agreed else ''}".strip()]
    return Section(f"{number}. {clash.about}", _CLAIMS, lines, words)
