"""A link as a row of an answer and as a line of a page, the same in every report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from graphkit.bundle import Bundle
from graphkit.evidence import SHAPE, evidence
from graphkit.links import Link, began, parties
from graphkit.model import Instrument, Ref
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared.facts import topics
from graphkit.reports.shared.page import Line, Page, counted
from graphkit.reports.shared.things import name, named
from graphkit.schema import schema

COLUMNS = {
    "status": "planned or sought is not signed or supplied",
    "relation": "the relation in the vocabulary",
    "parties": "names of the parties; where it leads from one to the other the first acts",
    "ids": "the same as kind and id",
    "topics": "minerals, sectors and commodities that it is about",
    "date": "since when, as precisely as the sources agree; empty: not known",
    "until": "the last day, where it ended or will end",
    "how": "in words",
    "title": "the title of an instrument",
    "level": "state, ministry, company or official",
    "support": "number of independent sources",
    "disputed": "whether sources contradict each other",
    "quote": "the sentence or table row that says so",
    "document": "the document it stands in",
    "evidence": f"all sentences: {SHAPE}",
    "fact": "id of the fact or instrument",
}
LEGEND = (
    "status: how it stands after all sources; planned and sought are intentions, not deals. {who}: A → B says "
    "that A supplies, joins or acts on B. date: when it began. sources: independent ones; a brief and its "
    "original count once."
)
LAPSED = "suspension ended, what followed is not known"
STATUS = "`graphkit status` shows what it holds."


def row(item: Link, bundle: Bundle) -> dict[str, Any]:
    """Return a link as a row with the common columns."""
    ends = parties(item)
    best = item.claims[0]
    return {
        "status": item.standing.status,
        "relation": item.relation,
        "parties": named(ends, bundle),
        "ids": [str(ref) for ref in ends],
        "topics": named(sorted(topics(item)), bundle),
        "date": began(item),
        "until": item.standing.valid_to,
        "how": item.how,
        "title": item.record.title if isinstance(item.record, Instrument) else "",
        "level": level(item, ends),
        "support": item.support,
        "disputed": item.disputed,
        "quote": best.quote,
        "document": best.document,
        "evidence": evidence(item.claims),
        "fact": item.record.id,
    }


def level(item: Link, ends: Sequence[Ref]) -> str:
    """Return who acts: as told, else the lowest of those concerned."""
    said = item.standing.attributes.get("level")
    if isinstance(said, str):
        return said
    kinds = {ref.kind for ref in ends}
    for kind, word in (("Official", "official"), ("Company", "company"), ("Ministry", "ministry")):
        if kind in kinds:
            return word
    return "state"


def line(item: Link, bundle: Bundle, question: Question, without: Iterable[Ref] = (), note: str = "") -> Line:
    """Return a link as a line under the columns LINKS; `without` are nodes that need not be named.

    `note` is added to how they are linked.
    """
    hidden = set(without)
    ends = tuple(ref for ref in parties(item) if ref not in hidden) or parties(item)
    who = (" → " if item.directed else " – ").join(named(ends, bundle))
    goods = sorted(topics(item) - hidden) if len(parties(item)) == 1 else []
    who = f"{who}: {', '.join(named(goods, bundle))}" if goods else who
    status = item.standing.status or "stated"
    if lapsed(item, question):
        status = "not known"
    date = str(began(item) or "no date")
    words = f"{how(item, question)}{f', {note}' if note else ''}"
    cells = (status, who, date, words, str(item.support))
    return Line(cells, item.claims, item.disputed, item.standing.status or "such")


def how(item: Link, question: Question) -> str:
    """Return in words how they are linked, and whether that is over, only reported, or disputed."""
    reported = min((c.published for c in item.claims if c.published), default=None)
    plan = schema().statuses.get(item.standing.status or "") == "intent" and not began(item)
    over = item.standing.over(question.as_of or dt.date.today())
    end = LAPSED.replace("ended", f"ended {item.standing.valid_to}")
    notes = [end if lapsed(item, question) else f"until {item.standing.valid_to}"] if over else []
    notes += [f"reported {reported}"] if plan and reported else []
    notes += ["disputed"] if item.disputed else []
    return f"{item.how}, {', '.join(notes)}" if notes else item.how


def lapsed(item: Link, question: Question) -> bool:
    """Tell whether the last word on a restriction is a suspension that was over by the day that is asked for."""
    over = item.standing.over(question.as_of or dt.date.today())
    return item.relation == "RESTRICTS_EXPORT_OF" and item.standing.status == "suspended" and over


def own_count(pacts: Sequence[Link]) -> int:
    """Return how many instruments the sources count in these entries."""
    return sum(int(str(item.standing.attributes.get("count") or 1)) for item in pacts)


def tally(pacts: Sequence[Link]) -> str:
    """Say how many signed instruments there are, one for each entry, and how many by the sources' own count.

    A source may tell of several without telling them apart: "three MOUs" are one entry.
    """
    own = own_count(pacts)
    if own == len(pacts):
        return counted(len(pacts), "signed instrument")
    return f"{counted(len(pacts), 'signed entry')} ({own:,} instruments by the sources' own count)"


def about(item: Link, bundle: Bundle) -> list[str]:
    """Return the names of what a link is about, minerals first."""
    found = sorted(topics(item), key=lambda ref: (ref.kind != "Mineral", ref))
    return [name(ref, bundle) for ref in found]


def answer(page: Page, columns: Iterable[str], rows: Sequence[dict[str, Any]]) -> Answer:
    """Return a drawn page with its rows, and the documents that it cites: those shown first, then those of all rows."""
    from graphkit.linkview import coloured

    cited = dict.fromkeys(page.cites())
    cited |= dict.fromkeys(said["document"] for row in rows for said in row.get("evidence") or ())
    return Answer(page.title, tuple(columns), rows, page.text, coloured, tuple(cited))
