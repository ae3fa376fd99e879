"""What the reports of supply share: their options, how they end, and what they say where there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click

from graphkit.model import STAGES
from graphkit.output import Answer
from graphkit.reports import Question
from graphkit.reports.shared.page import Page
from graphkit.reports.shared.supply import Goods
from graphkit.stores.base import Store

OPTION_YEAR = click.option(
    "--year", type=click.IntRange(1900, 2100), metavar="YEAR", help="The newest year up to this one.  [default: newest]"
)
OPTION_SERIES = click.option(
    "--series", metavar="SERIES", help="Of this release, not of the preferred one; its id or how that begins."
)
OPTION_STAGE = click.option("--stage", type=click.Choice(STAGES), help="Only goods of this stage.")
OPTION_BY = click.option(
    "--by", type=click.Choice(("value", "weight")), default="value", show_default=True, help="What shares are of."
)


_FEW = 4
APART = "These are figures of single products, which are not added up: one may be counted in another."


def finished(page: Page, columns: Iterable[str], rows: Sequence[dict[str, Any]], series: Iterable[str]) -> Answer:
    """Return a drawn page with its rows, and the releases that it cites."""
    from graphkit.linkview import coloured

    return Answer(page.title, tuple(columns), rows, page.text, coloured, tuple(dict.fromkeys(series)))


def nothing(
    title: str, question: Question, columns: Iterable[str], store: Store, relation: str, goods: Goods, called: str
) -> Answer:
    """Return an answer that says that there are no figures, and whether there are of another time or release."""
    loaded = store.query("MATCH (l:Load) RETURN DISTINCT l.series AS s ORDER BY s").rows
    what = "trade" if relation == "SUPPLIES" else "production"
    narrowed = any(question.options.get(name) for name in ("year", "series", "stage", "to", "of"))
    if loaded:
        have = ", ".join(row[0] for row in loaded[:4]) + (" and others" if len(loaded) > 4 else "")
        text = f"No figures of {what} of {called} under these conditions in what is loaded ({have})."
        text += " Ask with fewer of them, or load more: `graphkit loaders`." if narrowed else " `graphkit loaders`."
    else:
        text = f"No figures of {what} are loaded; `graphkit loaders` shows what can be."
    page = Page(title, question, {}, lead=(goods.note,), empty=f"{text}{_products(store, goods.mineral)}", note="")
    return finished(page, columns, [], ())


def _products(store: Store, mineral: str) -> str:
    """Say which single products there are figures of, and how to see them."""
    told = []
    for what, report, pattern in (
        ("production", "producers", "(:Mineral {id: $mineral})<-[r:PRODUCES]-(p) WHERE r.product IS NOT NULL"),
        ("trade", "suppliers", "(x)-[r:SUPPLIES]->(y) WHERE r.mineral = $mineral AND r.product IS NOT NULL"),
    ):
        text = f"MATCH {pattern} RETURN DISTINCT r.product AS product ORDER BY product"
        names = [row[0] for row in store.query(text, {"mineral": mineral}).rows]
        more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
        if names:
            quoted = ", ".join(f"“{name}”" for name in names[:_FEW])
            told.append(f"{what} ({quoted}{more}): `graphkit report {report} {mineral}`")
    return f" There are figures of single products, which are not added up: {'; '.join(told)}." if told else ""
