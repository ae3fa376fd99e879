"""The command `map`: facts as one page with network, world map and table, that opens anywhere without a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.commands.shared import common, day, note, opened, progress, words
from graphkit.errors import InputError

if TYPE_CHECKING:
    import datetime as dt

    from graphkit.bundle import Bundle
    from graphkit.reports import Question
    from graphkit.stores.base import Store

_MOST_LINKS = 1500
_PAGES = (".html", ".htm")
_PICTURES = (".svg", ".png")


def register(cli: click.Group) -> None:
    """Add `map` to the command line."""
    cli.add_command(map_)


@click.command("map")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--mineral", help="Only what names this mineral, sector or commodity, or its group.", metavar="NAME")
@click.option(
    "--country", help="Only facts of this country, bloc or forum, its ministries and companies.", metavar="NAME"
)
@click.option("--relation", "relations", callback=words, help="Only these, e.g. SIGNED_MOU,SUPPLIES.", metavar="R,R")
@click.option("--status", "statuses", callback=words, help="Only these, e.g. signed,planned.", metavar="S,S")
@click.option("--sentences", is_flag=True, help="Only what a sentence of an article says, no rows of tables.")
@click.option("--as-of", "as_of", callback=day, help="Open at that day; the page can show any other.", metavar="DATE")
@click.option("--years", is_flag=True, help="A page that plays the facts year by year.")
@click.option(
    "--year",
    type=click.IntRange(1900, 2100),
    metavar="YEAR",
    help="The trade of --mineral in that year, by value; with --years of each year up to it.",
)
@click.option("--chain", help="A mineral from producers over exporters to importers, in --year.", metavar="NAME")
@click.option("--world", is_flag=True, help="Draw OUT.svg or OUT.png as a world map; a page shows both.")
@click.option("--timeline", is_flag=True, help="A timeline of the country of --country instead, by partner.")
@click.option("--max-facts", type=click.IntRange(1, _MOST_LINKS), help="Links drawn at first.  [default: by size]")
@click.option("--title", help="Title of the page.")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@common
def map_(
    out: Path,
    mineral: str | None,
    country: str | None,
    relations: frozenset[str],
    statuses: frozenset[str],
    sentences: bool,
    as_of: dt.date | None,
    years: bool,
    year: int | None,
    chain: str | None,
    world: bool,
    timeline: bool,
    max_facts: int | None,
    title: str | None,
    show: bool,
) -> None:
    """Write a map of facts to OUT (.html), with their evidence.

    One page with a network, a world map and a table, the evidence behind each link. The page needs nothing but itself:
    it opens from a disk or a mail without a network, in any browser. As OUT.svg or OUT.png it is a picture of the
    network for print. With --mineral and --year it draws the trade of data sets as arcs with their values.
    """
    from graphkit.reports import Question

    check(out)
    if years and out.suffix.lower() not in _PAGES:
        raise InputError("A picture does not play: --years is for a page, OUT.html.")
    if world and (timeline or out.suffix.lower() in _PAGES):
        raise InputError("--world is for a picture, OUT.svg or OUT.png; a page has its world map beside the network.")
    conditions = {"status": statuses, "relation": relations, "sentences": sentences, "as-of": as_of}
    if chain is not None:
        _leave_out("A chain is of one mineral and year", conditions, mineral=mineral, country=country, years=years,
                   timeline=timeline, max_facts=max_facts)  # fmt: skip
        _chain(out, chain, year, title)
    elif year is not None:
        _leave_out("Trade is drawn by mineral, year and country", conditions, timeline=timeline)
        _trade(out, mineral, country, year, title, max_facts, years=years)
    elif timeline:
        _timeline(out, country, Question(until=as_of, statuses=statuses, relations=relations, mineral=mineral), title)
    else:
        with opened() as store:
            bundle, subject = selected(store, mineral, country, relations, statuses, sentences)
        if not bundle.records:
            raise InputError("No fact fits these conditions; nothing was written. Ask with fewer of them.")
        draw(out, bundle, title or subject, as_of=as_of, max_facts=max_facts, years=years, world=world)
    if show:
        click.launch(out.resolve().as_uri())


def check(out: Path) -> None:
    """Refuse a name that ends in nothing that can be drawn."""
    if out.suffix.lower() not in (*_PAGES, *_PICTURES):
        raise InputError(f"{out}: a map ends in .html. A picture of one ends in .svg or .png.")


def draw(
    out: Path, bundle: Bundle, title: str, *, as_of: dt.date | None = None, max_facts: int | None = None,
    years: bool = False, world: bool = False,
) -> None:  # fmt: skip
    """Write a map or a picture of a bundle's facts, and say so."""
    from graphkit.visualizations import page, picture

    if out.suffix.lower() in _PICTURES:
        drawing = picture.svg(bundle, title, as_of=as_of, max_facts=max_facts, on_land=world)
        note(f"A picture in {out} ({picture.write(out, drawing) / 1e6:.2f} MB)")
    else:
        _write_page(out, bundle, page(bundle, title, as_of=as_of, max_facts=max_facts, years=years))


def _trade(
    out: Path, mineral: str | None, country: str | None, year: int, title: str | None, max_facts: int | None, *,
    years: bool,
) -> None:  # fmt: skip
    from graphkit.reports.shared import things
    from graphkit.visualizations import page, picture, trade
    from graphkit.visualizations.writing import write

    if mineral is None:
        raise InputError("Trade is drawn of one mineral: graphkit map OUT.html --mineral lithium --year 2023.")
    with opened() as store:
        good = things.resolve(store, mineral, ("Mineral",), "mineral")
        party = things.resolve(store, country, ("Country",), "country") if country else None
        found = trade.read(store, good, year, years=years, country=party)
    title = title or found.title(party)
    if out.suffix.lower() in _PICTURES:
        size = picture.write(out, picture.svg(found.bundle(), title, max_facts=max_facts, on_land=True)) / 1e6
        note(f"A picture in {out} ({size:.2f} MB)")
        return
    last = found.last if len(found.years) > 1 else None
    text = page(found.bundle(), title, as_of=last, max_facts=max_facts, years=years, trade=found)
    write(out, text)
    note(f"{found.counted()} in {out} ({len(text.encode()) / 1e6:.2f} MB); it opens without a network")


def _chain(out: Path, mineral: str, year: int | None, title: str | None) -> None:
    from graphkit.reports.shared import things
    from graphkit.visualizations import chain
    from graphkit.visualizations.writing import write

    if out.suffix.lower() not in _PAGES:
        raise InputError("A chain is a page: graphkit map OUT.html --chain lithium --year 2023.")
    with opened() as store:
        found = chain.read(store, things.resolve(store, mineral, ("Mineral",), "mineral"), year)
    text = chain.page(found, title or "")
    write(out, text)
    note(f"The chain of {found.name}, {found.year}, in {out} ({len(text.encode()) / 1e6:.2f} MB)")
    if found.columns[0].id == "export":
        note(f"without producers: no production up to {found.year} is loaded")


def _leave_out(why: str, conditions: dict[str, object], **more: object) -> None:
    """Refuse conditions that a page of figures has no room for."""
    given = {**conditions, **more}
    if wrong := [name.replace("_", "-") for name, value in given.items() if value]:
        raise InputError(f"{why}: leave out --{' and --'.join(wrong)}.")


def _timeline(out: Path, country: str | None, question: Question, title: str | None) -> None:
    from graphkit.reports.shared import things
    from graphkit.visualizations.timeline import page_of
    from graphkit.visualizations.writing import write

    if country is None or out.suffix.lower() not in _PAGES:
        raise InputError("A timeline is a page of one country: graphkit map OUT.html --timeline --country Korea.")
    with opened() as store:
        party = things.resolve(store, country, things.ACTORS, "country, bloc, forum, ministry, company or official")
        text, count = page_of(store, party, question, title or "")
    if not count:
        raise InputError("No event fits these conditions; nothing was written. Ask with fewer of them.")
    write(out, text)
    note(f"{count:,} event{'s' if count != 1 else ''} in {out} ({len(text.encode()) / 1e6:.2f} MB)")


def _write_page(out: Path, bundle: Bundle, text: str) -> None:
    from graphkit.visualizations.thinning import thinned
    from graphkit.visualizations.writing import write

    write(out, text)
    kept = len(thinned(bundle.records)[0])
    facts = f"{kept:,} fact{'s' if kept != 1 else ''}"
    note(f"{facts} in {out} ({len(text.encode()) / 1e6:.2f} MB); it opens without a network")
    if kept < len(bundle.records):
        note(f"of {len(bundle.records):,}: the latest year of each flow, the heaviest first; the page says so")


def selected(
    store: Store,
    mineral: str | None,
    country: str | None,
    relations: frozenset[str],
    statuses: frozenset[str],
    sentences: bool = False,
    as_of: dt.date | None = None,
) -> tuple[Bundle, str]:
    """Return the facts asked for and what they are about; each condition narrows the others."""
    from dataclasses import replace

    from graphkit.reports.shared import things
    from graphkit.selecting import select
    from graphkit.stores.base import Selection

    asked = Selection(relations=relations, statuses=statuses, as_of=as_of)
    names: list[str] = []
    if country:
        party = things.resolve(store, country, things.ACTORS, "country, bloc, forum, ministry, company or official")
        asked = replace(asked, around=things.side(store, party))
        names.append(party.id if party.kind == "Official" else country)
    topics: Selection | None = None
    if mineral:
        topic = things.resolve(store, mineral, things.TOPICS, "mineral, sector or commodity")
        topics = Selection(topics=frozenset(things.topics_of(topic)))
        names.insert(0, mineral)
        if not country:
            asked, topics = replace(asked, topics=topics.topics), None
    with progress(after=1) as shown:
        bundle = store.read(asked, shown)
    if topics:
        bundle = select(bundle, topics)
    if sentences:
        told = [r for r in bundle.records if any(claim.reader != "table" for claim in r.claims)]
        bundle = replace(bundle, records=told)
    subject = " and ".join(name[0].upper() + name[1:] for name in names)
    return bundle, f"{subject}: who is linked with whom" if subject else "Critical-minerals diplomacy"
