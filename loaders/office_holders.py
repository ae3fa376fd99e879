"""Office holders as Wikidata has them: one row a term, as CSV or as its query service gives them (CSV, TSV, JSON).

Read are the tables of every-politician-scrapers (holders21.csv, current-cabinet.csv; the country stands in
positions.csv beside them) and results of a query with person, personLabel, position, positionLabel, country, and if
you have them start and end.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from graphkit import dates
from graphkit.datasets import codes, sparql, strict
from graphkit.datasets.recognise import Head
from graphkit.datasets.records import Lines, official
from graphkit.datasets.releases import file_hash
from graphkit.datasets.task import Task
from graphkit.errors import InputError
from graphkit.facts import make_fact
from graphkit.loaders import Loaded, Source
from graphkit.model import Ref, slug

SOURCE = Source(
    title="Office holders, from Wikidata",
    publisher="Wikidata",
    licence="CC0 1.0",
    takes="holders21.csv or current-cabinet.csv with positions.csv beside it; CSV, TSV or JSON of a query",
    gives="SERVES_IN with title, since and until; the person's Wikidata id",
    cite="Wikidata contributors, Wikidata",
    url="https://www.wikidata.org/",
)
CHECKS: dict[str, tuple[str, int]] = {  # how the SHA-256 of a file begins: its name, and the facts that must come out
    "211beceff376": ("australia-cabinet/current-cabinet.csv", 66),
    "609b16c4ab96": ("australia-cabinet/holders21.csv", 1_177),
    "aabba2cb1796": ("canada-cabinet/current-cabinet.csv", 49),
    "6a720f3b88fe": ("canada-cabinet/holders21.csv", 573),
    "87907608a67d": ("chile-ministers/current-cabinet.csv", 24),
    "722490b77c2e": ("chile-ministers/holders21.csv", 383),
    "ede2ccdb3688": ("congo-kinshasa-ministers/current-cabinet.csv", 57),
    "ee8afea0d5a4": ("congo-kinshasa-ministers/holders21.csv", 741),
    "1898a46af02a": ("indonesia-ministers/current-cabinet.csv", 43),
    "f65f9f58b21c": ("indonesia-ministers/holders21.csv", 200),
    "b41df336dd7d": ("japan-ministers/current-cabinet.csv", 54),
    "5cdb168c2ea6": ("japan-ministers/holders21.csv", 827),
    "942d1c572910": ("kazakhstan-cabinet/current-cabinet.csv", 26),
    "3e0722084f8e": ("kazakhstan-cabinet/holders21.csv", 172),
    "52ed72b66c64": ("south-korea-ministers/current-cabinet.csv", 21),
    "8306a5609b84": ("south-korea-ministers/holders21.csv", 326),
    "0a500832086d": ("us-cabinet/current-cabinet.csv", 24),
    "b63f5f2f3540": ("us-cabinet/holders21.csv", 1_504),
    "f1b98d5b12f6": ("uzbekistan-ministers/current-cabinet.csv", 32),
    "d3c52b5fc4e7": ("uzbekistan-ministers/holders21.csv", 70),
}
HOLDERS = ("position", "person", "personID", "start", "end")
CABINET = ("item", "itemLabel", "position", "positionLabel", "start", "psid")
QUERY = ("person", "personLabel", "position", "positionLabel", "country")
HEADS = (HOLDERS, CABINET, QUERY)
_IGNORED = ("gender", "DOB", "DOD", "image", "enwiki")
_BESIDE = ("start", "end", "countryLabel", *_IGNORED)
"""What a query may give beside the columns it must give: the days, and what is ignored."""
_ITEM = re.compile(r"(https?://www\.wikidata\.org/(entity|wiki)/)?Q[0-9]+")
Term = tuple[int, str, str, str, str, str, str]
"""Line, person, the person's id, title, start, end, id of the country or nothing."""


def recognise(head: Head) -> bool:
    """Tell whether a file is one of these, by its columns or its variables."""
    if head.columns[:5] == HOLDERS or head.columns == CABINET:
        return True
    names = {*sparql.variables(head)}
    return {"person", "position"} <= names if head.json is not None else {*QUERY} - {"country"} <= names


def companion(head: Head) -> bool:
    """Tell whether a file is a table of positions, which lies beside the others and says of which country they are."""
    return head.columns[:3] == ("id", "position", "country")


def load(path: Path, task: Task) -> Loaded:
    """Read one table."""
    loaded = Loaded(taken=1)
    around = _country_beside(path)
    lines: Lines | None = None
    for number, person, identity, title, start, end, country in _terms(path, loaded):
        where = f"{path}, line {number}"
        if not _ITEM.fullmatch(identity):
            raise InputError(f'{where}: "{identity}" is no id of a person in Wikidata (Q123).')
        if wrong := next((cell for cell in (person, title) if strict.broken(cell)), None):
            raise InputError(f'{where}: "{wrong}" is text in a wrong encoding.')
        state = _state(where, country) if country else around
        if state is None:
            raise InputError(
                f"{where}: it is not said of which country; put the positions.csv of the same source beside it."
            )
        if not person or re.fullmatch(r"Q\d+", person) or not slug(person):
            loaded.left_out["people without a name"] += 1
            continue
        if not title or re.fullmatch(r"Q\d+", title):
            loaded.left_out["terms without a title"] += 1
            continue
        since, until = (_day(where, name, cell) for name, cell in (("start", start), ("end", end)))
        if since:
            strict.day(since, f"{where}, column start")
        lines = lines or Lines(f"Office holders, {state.id} {path.stem}", SOURCE.publisher, file_hash(path), SOURCE.url)
        node = official(state.id, person)
        told = f"{state.id}: {person} ({identity}), {title}, {since or 'start not known'} to {until or '-'}"
        claim = lines.claim(told, title=title, since=since, until=until)
        loaded.bundle.add_node(node)
        loaded.bundle.records.append(make_fact("SERVES_IN", node.ref, state, [claim]))
    if lines is None:
        raise InputError(f"{path} holds no term of an office.")
    document = lines.document()
    loaded.bundle.documents[document.id] = document
    return loaded


def _terms(path: Path, loaded: Loaded) -> Iterator[Term]:
    head = Head.of(path)
    columns = HOLDERS if head.columns[:5] == HOLDERS else CABINET if head.columns == CABINET else QUERY
    if columns is QUERY:
        yield from _asked(path, loaded)
        return
    frame = strict.read_rows(path, columns, optional=_IGNORED)
    strict.once(path, frame, columns)
    for row in frame.iter_rows(named=True):
        line = int(row[strict.LINE])
        if columns is HOLDERS:
            yield line, row["person"], row["personID"], row["position"], row["start"], row["end"], ""
        else:
            yield line, row["itemLabel"], row["item"], row["positionLabel"], row["start"], "", ""


def _asked(path: Path, loaded: Loaded) -> Iterator[Term]:
    """Yield the terms that a query gives; a term is given several times where something else has several values."""
    seen: set[tuple[str, ...]] = set()
    for number, row in sparql.read(path, QUERY, _BESIDE):
        names = ("personLabel", "person", "positionLabel", "start", "end", "country")
        who, identity, what, start, end, country = term = tuple(row[name] for name in names)
        if term in seen:
            loaded.left_out["rows that a query gave before"] += 1
            continue
        seen.add(term)
        yield number, who, identity, what, start, end, country


def _country_beside(path: Path) -> Ref | None:
    positions = path.with_name("positions.csv")
    if not positions.is_file():
        return None
    with positions.open(encoding="utf-8-sig", newline="") as file:
        found = {row["country"] for row in csv.DictReader(file) if row.get("country")}
    states = {codes.areas("wikidata")[country].ref for country in found if country in codes.areas("wikidata")}
    return states.pop() if len(states) == 1 else None


def _state(where: str, country: str) -> Ref:
    identity = country.rsplit("/", 1)[-1]
    area = codes.areas("wikidata").get(identity)
    if area is None and not re.fullmatch(r"Q\d+", identity):
        with suppress(InputError):
            area = codes.named(country)
    if area is None or area.ref is None:
        raise InputError(f'{where}, column country: "{country}" is no country that is known here.')
    return area.ref


def _day(where: str, column: str, cell: str) -> str:
    """Return a date as ISO text; Wikidata writes unknown parts as 00, and times behind days."""
    text = re.sub(r"T00:00:00Z?$", "", cell.strip())
    text = re.sub(r"(-00)+$", "", text)
    if not text or text.startswith(("_:", "http")):  # an unknown value
        return ""
    try:
        return dates.check(text)
    except InputError as error:
        raise InputError(f"{where}, column {column}: {error}") from None
