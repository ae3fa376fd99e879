"""The command `map`: facts as one page with network, world map and table, that opens anywhere without a network."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.commands.shared import common, day, narrowed, note, opened, progress
from graphkit.errors import InputError

if TYPE_CHECKING:
    import datetime as dt

    from graphkit.bundle import Bundle
    from graphkit.stores.base import Store

_MOST_LINKS = 1500
_ACTOR = "country, bloc, forum, ministry, company or official"
_PAGES = (".html", ".htm")
_PICTURES = (".svg", ".png")


def register(cli: click.Group) -> None:
    """Add `map` to the command line."""
    cli.add_command(map_)


@click.command("map")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@narrowed
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
def map_(show: bool, **given: Any) -> None:
    """Write a map of facts to OUT (.html), with their evidence.

    One page with a network, a world map and a table, the evidence behind each link. The page needs nothing but itself:
    it opens from a disk or a mail without a network, in any browser. As OUT.svg or OUT.png it is a picture for
    print, and so is a chain or a timeline. With --mineral and --year it draws the trade of data sets as arcs.
    """
    asked = Asked(**given)
    check(asked.out)
    if asked.years and not asked.is_page:
        raise InputError("A picture does not play: --years is for a page, OUT.html.")
    if asked.world and (asked.timeline or asked.is_page):
        raise InputError("--world is for a picture, OUT.svg or OUT.png; a page has its world map beside the network.")
    if asked.chain is not None:
        _chain(asked, asked.chain)
    elif asked.year is not None:
        _trade(asked, asked.year)
    elif asked.timeline:
        _timeline(asked)
    else:
        _facts(asked)
    if show:
        click.launch(asked.out.resolve().as_uri())


@dataclass(frozen=True, slots=True)
class Asked:
    """What a map is asked for: the options of the command."""

    out: Path
    mineral: str | None
    country: str | None
    relations: frozenset[str]
    statuses: frozenset[str]
    sentences: bool
    as_of: dt.date | None
    years: bool
    year: int | None
    chain: str | None
    world: bool
    timeline: bool
    max_facts: int | None
    title: str | None

    @property
    def is_page(self) -> bool:
        """Whether it is a page, not a picture."""
        return self.out.suffix.lower() in _PAGES

    def leave_out(self, why: str, *names: str) -> None:
        """Refuse conditions that a page of figures has no room for."""
        always = ("statuses", "relations", "sentences", "as_of")
        called = {"statuses": "status", "relations": "relation"}
        if wrong := [called.get(n, n).replace("_", "-") for n in (*always, *names) if getattr(self, n)]:
            raise InputError(f"{why}: leave out --{' and --'.join(wrong)}.")


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


def _facts(asked: Asked) -> None:
    with opened() as store:
        bundle, subject = selected(
            store, asked.mineral, asked.country, asked.relations, asked.statuses, asked.sentences
        )
    if not bundle.records:
        raise InputError("No fact fits these conditions; nothing was written. Ask with fewer of them.")
    draw(
        asked.out, bundle, asked.title or subject, as_of=asked.as_of, max_facts=asked.max_facts, years=asked.years,
        world=asked.world,
    )  # fmt: skip


def _trade(asked: Asked, year: int) -> None:
    from graphkit.files import write_whole
    from graphkit.reports.shared import things
    from graphkit.visualizations import page, picture, trade

    asked.leave_out("Trade is drawn by mineral, year and country", "timeline")
    if asked.mineral is None:
        raise InputError("Trade is drawn of one mineral: graphkit map OUT.html --mineral lithium --year 2023.")
    with opened() as store:
        good = things.resolve(store, asked.mineral, ("Mineral",), "mineral")
        party = things.resolve(store, asked.country, ("Country",), "country") if asked.country else None
        found = trade.read(store, good, year, years=asked.years, country=party)
    out, title = asked.out, asked.title or found.title(party)
    if not asked.is_page:
        size = picture.write(out, picture.svg(found.bundle(), title, max_facts=asked.max_facts, on_land=True)) / 1e6
        note(f"A picture in {out} ({size:.2f} MB)")
        return
    last = found.last if len(found.years) > 1 else None
    text = page(found.bundle(), title, as_of=last, max_facts=asked.max_facts, years=asked.years, trade=found)
    write_whole(out, text.encode())
    note(f"{found.counted()} in {out} ({len(text.encode()) / 1e6:.2f} MB); it opens without a network")


def _chain(asked: Asked, mineral: str) -> None:
    from graphkit.files import write_whole
    from graphkit.reports.shared import things
    from graphkit.visualizations import chain, chain_picture, picture

    asked.leave_out("A chain is of one mineral and year", "mineral", "country", "years", "timeline", "max_facts")
    with opened() as store:
        found = chain.read(store, things.resolve(store, mineral, ("Mineral",), "mineral"), asked.year)
    if asked.is_page:
        text = chain.page(found, asked.title or "")
        write_whole(asked.out, text.encode())
        size = len(text.encode())
    else:
        size = picture.write(asked.out, chain_picture.svg(found, asked.title or ""))
    note(f"The chain of {found.name}, {found.year}, in {asked.out} ({size / 1e6:.2f} MB)")
    if found.columns[0].id == "export":
        note(f"without producers: no production up to {found.year} is loaded")


def _timeline(asked: Asked) -> None:
    from graphkit.files import write_whole
    from graphkit.reports import Question
    from graphkit.reports.shared import things
    from graphkit.visualizations import picture, timeline, timeline_picture

    if asked.country is None:
        raise InputError("A timeline is of one country: graphkit map OUT.html --timeline --country Korea.")
    question = Question(until=asked.as_of, statuses=asked.statuses, relations=asked.relations, mineral=asked.mineral)
    with opened() as store:
        party = things.resolve(store, asked.country, things.ACTORS, _ACTOR)
        found = timeline.read(store, party, question)
    if not found.count:
        raise InputError("No event fits these conditions; nothing was written. Ask with fewer of them.")
    if asked.is_page:
        text = found.render(asked.title or "")
        write_whole(asked.out, text.encode())
        size = len(text.encode())
    else:
        size = picture.write(asked.out, timeline_picture.svg(found, asked.title or ""))
    note(f"{found.count:,} event{'s' if found.count != 1 else ''} in {asked.out} ({size / 1e6:.2f} MB)")


def _write_page(out: Path, bundle: Bundle, text: str) -> None:
    from graphkit.files import write_whole
    from graphkit.visualizations.thinning import thinned

    write_whole(out, text.encode())
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
    from graphkit.reports.shared import things
    from graphkit.selecting import select
    from graphkit.stores.base import Selection

    asked = Selection(relations=relations, statuses=statuses, as_of=as_of)
    names: list[str] = []
    if country:
        party = things.resolve(store, country, things.ACTORS, _ACTOR)
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
        told = [r for r in bundle.records if any(claim.told for claim in r.claims)]
        bundle = replace(bundle, records=told)
    subject = " and ".join(name[0].upper() + name[1:] for name in names)
    return bundle, f"{subject}: who is linked with whom" if subject else "Critical-minerals diplomacy"
