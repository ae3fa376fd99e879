"""CIA World Factbook: heads of state and government, and ambassadors, from its country profiles in JSON.

The profiles are called by GEC (FIPS) codes: ks.json is Korea, ch.json China, za.json Zambia.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphkit.datasets import codes, strict
from graphkit.datasets.recognise import Head
from graphkit.datasets.records import Lines, official
from graphkit.datasets.releases import file_hash
from graphkit.datasets.task import Task
from graphkit.errors import InputError
from graphkit.facts import make_fact
from graphkit.loaders import Loaded, Source
from graphkit.model import Ref

SOURCE = Source(
    title="The World Factbook, country profiles",
    publisher="Central Intelligence Agency",
    licence="public domain (work of the U.S. Government)",
    takes="country profiles in JSON, called by their codes (ks.json), or a folder of them",
    gives="SERVES_IN of heads of state and government and of ambassadors, with the day since when",
    cite="Central Intelligence Agency, The World Factbook",
    url="https://github.com/factbook/factbook.json",
)
CHECKS: dict[str, tuple[str, int]] = {  # how the SHA-256 of a file begins: its name, and the facts that must come out
    "9e960f01e7e6": ("ar.json", 3),
    "f13dbb236fb3": ("as.json", 5),
    "1703e87daa7a": ("bl.json", 3),
    "44c333dc8b26": ("bm.json", 4),
    "e9ec91597184": ("br.json", 3),
    "59b01d0e322a": ("ca.json", 5),
    "773654d968b3": ("cg.json", 4),
    "2a716db51c04": ("ch.json", 4),
    "e9b75c7c9be2": ("ci.json", 3),
    "7463f4a80456": ("ee.json", 2),
    "c5d1106d08f8": ("fr.json", 3),
    "ac34748266c5": ("gb.json", 3),
    "b540efd0548d": ("gm.json", 4),
    "bc920c7ae85b": ("gv.json", 4),
    "07f4422aad6d": ("id.json", 3),
    "01b7d4c2b5ff": ("in.json", 4),
    "c7f38105d116": ("it.json", 4),
    "a5ff800a4c7e": ("ja.json", 4),
    "20a6dccc4f37": ("kg.json", 4),
    "cbf1769b9ad3": ("ks.json", 4),
    "7aec672d70dd": ("kz.json", 5),
    "54f859aa8360": ("ma.json", 3),
    "d90e1af5a961": ("mg.json", 4),
    "3b357c46b1d3": ("mo.json", 4),
    "ba055c408b5b": ("mx.json", 3),
    "dd18b7a3e9e4": ("my.json", 4),
    "7a932c9bbcff": ("mz.json", 4),
    "3d1ed09756f9": ("no.json", 4),
    "4cc5b12693fb": ("nz.json", 5),
    "ff9c33e0fd34": ("pe.json", 4),
    "a4fc536dea86": ("ri.json", 4),
    "ac334b118656": ("rp.json", 3),
    "e106a10f80b3": ("rs.json", 4),
    "bd576f1919ba": ("rw.json", 4),
    "27f05fe5ad2f": ("sa.json", 4),
    "955a5945f35e": ("sf.json", 4),
    "b73fb851d260": ("th.json", 4),
    "dd91a5bb0629": ("tu.json", 3),
    "975a910c05e9": ("tw.json", 2),
    "4039d0e23675": ("tz.json", 3),
    "9a39bcd1bf70": ("uk.json", 4),
    "04cec3f28e5f": ("up.json", 4),
    "5cea8e0d12f8": ("us.json", 1),
    "3e5d37725be1": ("uz.json", 4),
    "a9aa7e016000": ("vm.json", 4),
    "4ddc78c135fd": ("wa.json", 3),
    "05fe2863fd2a": ("za.json", 3),
    "0d8416b8f2ae": ("zi.json", 4),
}
_PLACES = (
    ("Executive branch", "chief of state", False),
    ("Executive branch", "head of government", False),
    ("Diplomatic representation in the US", "chief of mission", False),
    ("Diplomatic representation from the US", "chief of mission", True),
)
_TITLE = (
    r"Crown Prince and Prime Minister|Acting President|Vice President|President|King|Queen|Emperor|Prime Minister|"
    r"Premier|Chancellor|Governor[ -]General|Chairman of the Cabinet of Ministers|Sultan|Amir|Taoiseach|"
    r"Ambassador-designate|Ambassador|Charg[eé] d['’]Affaires"
)
_ENTRY = re.compile(
    rf"(?:represented by )?(?P<title>(?:{_TITLE})(?: and (?:{_TITLE}))?(?: of the Swiss Confederation)?) "
    r"(?:Ambassador )?(?P<name>.+?)"
    r"(?: \((?:since )?(?P<since>[^()]*\d{4})\))?"
)
_RANK = re.compile(r"^(?:Sr\. Gen\.|Gen\.|Col\.|Dr\.|Dame|Sir|Tan Sri|Lt\.) ")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ROMAN = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"}
_HIGHER = re.compile(r"X{1,3}(IX|IV|V?I{0,3})")  # behind a name in capitals: XI alone may be a family name
_NO_NAME = re.compile(
    r"[a-z]|.*\b(?:and|of|the|Prince|Princess|King|Queen|Emperor|Emir|Amir|Grand Duke|Minister|President|Premier|"
    r"Chancellor|Governor|Chairman|Chief|Counsellor|Captain|Regent)\b"
)
"""How a text begins that holds more of a title than what is known here, so that the name cannot be told from it."""


def recognise(head: Head) -> bool:
    """Tell whether a file is a profile, by its parts."""
    return isinstance(head.json, dict) and {"Government", "Introduction"} <= head.json.keys()


def load(path: Path, task: Task) -> Loaded:
    """Read one profile."""
    try:
        profile = json.loads(path.read_bytes())
    except ValueError as error:
        raise InputError(f"{path} is not JSON that can be read ({error}).") from None
    area = codes.areas("fips").get(path.stem.upper())
    if area is None or area.ref is None:
        raise InputError(
            f'{path}: "{path.stem}" is no GEC (FIPS) code of a country; profiles are called by it (ks.json).'
        )
    lines = Lines(f"World Factbook, {area.name}", SOURCE.publisher, file_hash(path), SOURCE.url)
    loaded = Loaded(taken=1)
    for title, name, since, to_us, place in _entries(path, profile["Government"], loaded):
        from_us = place.startswith("Diplomatic representation from")
        of = Ref("Country", "USA") if from_us else area.ref
        person = official(of.id, name)
        accredited = area.ref.id if from_us else "USA" if to_us else ""
        said = f"{area.name}, {place}: {title} {name}" + (f", since {since}" if since else "")
        claim = lines.claim(said, title=title, since=since, accredited_to=accredited)
        loaded.bundle.add_node(person)
        loaded.bundle.records.append(make_fact("SERVES_IN", person.ref, of, [claim]))
    if loaded.bundle.records:
        document = lines.document()
        loaded.bundle.documents[document.id] = document
    return loaded


def _text(path: Path, government: Any, chapter: str, part: str) -> str | None:
    """Return the text of a part of the government, or None where the profile has no such part."""
    value, where = {"Government": government}, ""
    for name in ("Government", chapter, part, "text"):
        if not isinstance(value, dict):
            raise InputError(f"{path}, {where}: a profile has parts here, and this file has none.")
        if value.get(name) is None:
            return None
        value, where = value[name], f"{where}, {name}".strip(", ")
    if not isinstance(value, str):
        raise InputError(f"{path}, {where}: this is not text.")
    return value


def _entries(path: Path, government: Any, loaded: Loaded) -> Iterator[tuple[str, str, str, bool, str]]:
    """Yield title, name, since, whether accredited to the USA, and the place in the profile; once a title."""
    seen: set[tuple[str, str]] = set()
    for chapter, part, _ in _PLACES:
        text = _text(path, government, chapter, part)
        if text is None:
            loaded.left_out[f"{part}, not in the profile"] += 1
            continue
        if strict.broken(text):
            raise InputError(f"{path}, Government, {chapter}, {part}: this is text in a wrong encoding.")
        for piece in re.split(r";\s+|<br>", _plain(text)):
            found = _entry(f"{path}, Government, {chapter}, {part}", piece)
            if found is None:
                if piece and "vacant" not in piece and "note" not in piece:
                    loaded.left_out[f"{part}, in words that name no title known here"] += 1
            elif _NO_NAME.match(found[1]):
                loaded.left_out[f"{part}, whose name cannot be told from the title"] += 1
            elif found[:2] not in seen:
                seen.add(found[:2])
                place = f"{chapter}, {part}" if chapter != "Executive branch" else part
                yield (*found, chapter.startswith("Diplomatic"), place)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"<(?!br)[^>]+>", " ", html.unescape(text)).replace("\xa0", " ").split())


def _entry(where: str, piece: str) -> tuple[str, str, str] | None:
    text = re.sub(r" \((?!since\b|\d)[^()]*\)|[“\"][^”\"]*[”\"] ?", "", piece).strip(" .")
    found = _ENTRY.fullmatch(re.sub(r", Head of Delegation", "", text))
    if (
        found is None
        or "vacant" in found["name"]
        or not any(word.isupper() for word in re.findall(r"\w+", found["name"]))
    ):
        return None
    title = found["title"].replace("’", "'")
    since = _date(found["since"] or "")
    return title, _name(found["name"]), strict.day(since, where) if since else since


def _name(text: str) -> str:
    """Return a name as it is written elsewhere: family names stand in capitals here.

    Example:
        >>> _name("LEE Jae-myung"), _name("CARL XVI GUSTAF")
        ('Lee Jae-myung', 'Carl XVI Gustaf')
    """
    text = _RANK.sub("", text.split("; also")[0])
    words = text.split()
    return " ".join(
        word if not word.isupper() or len(word.strip(".,")) < 2 or _numeral(word.strip(",."), before) else word.title()
        for before, word in zip(["", *words], words, strict=False)
    )


def _numeral(word: str, before: str) -> bool:
    return word in _ROMAN or (before.isupper() and _HIGHER.fullmatch(word) is not None)


def _date(text: str) -> str:
    """Return "4 June 2025", "5 Sep 2025" or "January 2025" as an ISO date."""
    found = re.fullmatch(r"(?:(\d{1,2}) )?(?:([A-Za-z]{3})[a-z]* )?(\d{4})", text)
    if found is None:
        return ""
    day, month, year = found.groups()
    if month is None or month.casefold() not in _MONTHS:
        return year
    number = _MONTHS.index(month.casefold()) + 1
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
