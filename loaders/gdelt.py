"""GDELT event files: what machines read in the news of a day, coded by CAMEO.

`seeds/cameo.csv` says which codes become which relation; the others are left out by name. One event that is reported
ten times is one fact with its number of sources. All facts carry the reader "machine-coded" and stay out of answers
that do not ask for them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from graphkit import dates
from graphkit.datasets import codes, strict
from graphkit.datasets.recognise import Head
from graphkit.datasets.records import Lines
from graphkit.datasets.releases import file_hash
from graphkit.datasets.task import Task
from graphkit.errors import InputError
from graphkit.facts import make_fact, make_instrument
from graphkit.gazetteer import rows
from graphkit.loaders import Loaded, Source
from graphkit.model import MACHINE, Record, Ref

SOURCE = Source(
    title="GDELT events",
    publisher="The GDELT Project",
    licence="free for any use, with attribution to the GDELT Project",
    takes="an event file without header: 57 or 58 columns (1.0), 61 (2.0), divided by tabs",
    gives="agreements, MET_WITH, COOPERATES_WITH and SANCTIONS between countries, machine-coded",
    cite="The GDELT Project, https://www.gdeltproject.org/",
    url="https://www.gdeltproject.org/",
)
CHECKS: dict[str, tuple[str, int]] = {}
_ADDED = {57: 56, 58: 56, 61: 59}  # number of columns: where the day of entry stands; the address comes after it
_WHOLE = {0: "GlobalEventID", 32: "NumSources"}
_ACTORS = {7: "Actor1CountryCode", 17: "Actor2CountryCode"}
Event = tuple[str, str, str, str]
"""CAMEO code, the two countries, day."""


def recognise(head: Head) -> bool:
    """Tell whether a file is one: so many columns, and a day in the second."""
    cells = head.lines[0].split("\t") if head.lines else []
    return head.tabs in _ADDED and cells[0].isdigit() and len(cells[1]) == 8 and cells[1].isdigit()


def load(path: Path, task: Task) -> Loaded:
    """Read one file."""
    loaded = Loaded(taken=1)
    events: dict[Event, list[tuple[int, str, str]]] = {}
    for number, cells in _lines(path):
        event = _event(f"{path}, line {number}", cells, loaded)
        if event is not None:
            at = _ADDED[len(cells)]
            address = cells[at + 1] if len(cells) > at + 1 else ""
            added = _day(f"{path}, line {number}, column DATEADDED", cells[at])
            events.setdefault(event, []).append((int(cells[32]), added, address))
    lines = Lines(f"GDELT events {path.name}", SOURCE.publisher, file_hash(path), SOURCE.url)
    for event, reports in sorted(events.items()):
        loaded.bundle.records.append(_record(lines, event, reports))
    if loaded.bundle.records:
        document = lines.document()
        loaded.bundle.documents[document.id] = document
    return loaded


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    width = 0
    with path.open(encoding="utf-8-sig") as file:
        try:
            for number, line in enumerate(strict.whole_lines(path, file), 1):
                cells = line.rstrip("\n").split("\t")
                width = width or len(cells)
                if cells == [""]:
                    continue
                if len(cells) != width or width not in _ADDED:
                    told = f"but {width} in the first line" if width in _ADDED else "but an event has 57, 58 or 61"
                    raise InputError(f"{path}, line {number}: {len(cells)} cells, {told}.")
                _check(f"{path}, line {number}, column", cells)
                yield number, cells
        except UnicodeDecodeError:
            number = strict.undecodable(path, "utf-8")
            raise InputError(f"{path}, line {number}: this is not UTF-8 text.") from None


def _check(where: str, cells: list[str]) -> None:
    """Raise InputError where a cell is not what its column holds, whether the event is used or not."""
    for at, name in _WHOLE.items():
        _whole(f"{where} {name}", cells[at])
    _day(f"{where} Day", cells[1])
    for at, name in _ACTORS.items():
        if not re.fullmatch(r"[A-Z]{3}|", cells[at]):
            raise InputError(f'{where} {name}: "{cells[at]}" is no code of three letters.')


@cache
def _codes() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in rows("cameo")}


def _rule(code: str) -> dict[str, str] | None:
    """Return the rule of a code, or of the nearest code above it."""
    for end in range(len(code), 1, -1):
        if code[:end] in _codes():
            return _codes()[code[:end]]
    return None


def _event(where: str, cells: list[str], loaded: Loaded) -> Event | None:
    code = cells[26]
    if not code.isdigit():
        raise InputError(f'{where}, column EventCode: "{code}" is no CAMEO code.')
    rule = _rule(code)
    if rule is None or not rule["relation"]:
        loaded.left_out["events of other kinds (CAMEO)"] += 1
        return None
    ends = [codes.areas("iso3").get(cells[at]) for at in (7, 17)]
    refs = [end.ref for end in ends if end is not None and end.ref is not None]
    if len(refs) != 2 or refs[0] == refs[1]:
        loaded.left_out["events that are not between two countries"] += 1
        return None
    one, other = refs if rule["relation"] == "SANCTIONS" else sorted(refs)
    return rule["code"], one.id, other.id, _day(f"{where}, column Day", cells[1])


def _record(lines: Lines, event: Event, reports: list[tuple[int, str, str]]) -> Record:
    code, one, other, day = event
    rule = _codes()[code]
    addresses = sorted({address for _, _, address in reports if address})
    number = max(len(addresses), *(sources for sources, _, _ in reports))
    told = f"{day} {one} {code} {other}: {rule['about']}; {number} sources; {addresses[0] if addresses else '-'}"
    claim = lines.claim(told, rule["status"] or None, day, reports=number)
    claim = replace(claim, published=min(added for _, added, _ in reports), reader=MACHINE)
    ends = Ref("Country", one), Ref("Country", other)
    if rule["relation"] == "INSTRUMENT":
        return make_instrument("unspecified", ends, [claim])
    return make_fact(rule["relation"], *ends, [claim])


def _day(where: str, cell: str) -> str:
    """Return "20141124" or "20141124153000" as an ISO date, which is no later than the day at Greenwich."""
    text = f"{cell[:4]}-{cell[4:6]}-{cell[6:8]}"
    try:
        day = dates.first_day(text)
    except InputError:
        raise InputError(f'{where}: "{cell}" is not a day (20141124).') from None
    today = dt.datetime.now(dt.UTC).date()
    if day > today:
        raise InputError(f"{where}: {text} is in the future; today is {today.isoformat()}.")
    return text


def _whole(where: str, cell: str) -> int:
    if not (cell.isascii() and cell.isdigit()):
        raise InputError(f'{where}: "{cell}" is not a whole number.')
    return int(cell)
