"""The reference tables in `seeds/`: countries, blocs, minerals, forums and their members, ministries, office holders.

Each row is a node, or a fact whose evidence is the row itself: the table is the document, the line is the quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graphkit.errors import GraphkitError, InputError
from graphkit.facts import make_fact, make_instrument
from graphkit.gazetteer import gazetteer, split
from graphkit.loaders import Loaded, Progress, Source
from graphkit.model import Claim, Fact, Node, Record, Ref, Value
from graphkit.schema import schema
from graphkit.tables import Row, read_table

SOURCE = Source(
    title="Reference tables",
    publisher="graphkit",
    licence="Apache-2.0; facts with the pages that say so",
    takes="the folder seeds/, or another with tables of the same names and columns",
)


def load(path: Path, progress: Progress) -> Loaded:
    """Read all tables of a folder; a malformed row stops the load and is named with file and line."""
    loaded = Loaded()
    tables = [(name, path / f"{name}.csv") for name in TABLES if (path / f"{name}.csv").is_file()]
    if not tables:
        raise InputError(f"{path} holds none of the reference tables ({', '.join(sorted(TABLES))}).")
    for number, (name, file) in enumerate(tables, 1):
        _take(loaded, name, file, SOURCE.publisher)
        progress("tables read", number, len(tables))
    return loaded


def load_table(file: Path, name: str, progress: Progress) -> Loaded:
    """Read one table of an analyst's own, CSV or XLSX, in the format of the bundled table `name`."""
    if name not in TABLES:
        raise InputError(f'There is no table "{name}" to read it as; there are {", ".join(sorted(TABLES))}.')
    loaded = Loaded()
    _take(loaded, name, file, publisher="")
    progress("tables read", 1, 1)
    return loaded


def _take(loaded: Loaded, name: str, file: Path, publisher: str) -> None:
    columns, read = TABLES[name]
    document, rows = read_table(file, columns, publisher)
    loaded.bundle.documents[document.id] = document
    for row in rows:
        try:
            for made in read(row):
                if isinstance(made, Node):
                    schema().check_node(made)
                    loaded.bundle.add_node(made)
                else:
                    loaded.bundle.records.append(made)
        except GraphkitError as error:
            raise InputError(f"{file}, line {row.number}: {error}") from None
    loaded.taken += 1


def _country(row: Row) -> Iterator[Record | Node]:
    yield row.node("Country")


def _bloc(row: Row) -> Iterator[Record | Node]:
    yield row.node("Bloc")


def _sector(row: Row) -> Iterator[Record | Node]:
    yield row.node("Sector")


def _commodity(row: Row) -> Iterator[Record | Node]:
    yield row.node("Commodity")


def _mineral(row: Row) -> Iterator[Record | Node]:
    node = row.node("Mineral")
    yield node
    for group in split(row.cells["part_of"]):
        yield make_fact("PART_OF", node.ref, Ref("Mineral", group), [row.claim()])


def _forum(row: Row) -> Iterator[Record | Node]:
    node = row.node("Forum")
    yield node
    for before in split(row.cells["succeeds"]):
        yield make_fact("SUCCEEDS", node.ref, Ref("Forum", before), [row.claim(date=row.cells["founded"])])


def _forum_member(row: Row) -> Iterator[Record | Node]:
    yield _membership(row, Ref("Forum", row.cells["forum"]))


def _bloc_member(row: Row) -> Iterator[Record | Node]:
    yield _membership(row, Ref("Bloc", row.cells["bloc"]))


def _membership(row: Row, body: Ref) -> Fact:
    cells = row.cells
    claim = row.claim(status=cells["status"], since=cells["since"], until=cells["until"])
    return make_fact("MEMBER_OF", _party(cells["member"]), body, [claim])


def _forum_leader(row: Row) -> Iterator[Record | Node]:
    cells = row.cells
    claim = row.claim(since=cells["since"], until=cells["until"], role=cells["role"])
    yield make_fact("LEADS", _party(cells["leader"]), Ref("Forum", cells["forum"]), [claim])


def _ministry(row: Row) -> Iterator[Record | Node]:
    node, cells = row.node("Ministry"), row.cells
    yield node
    claim = row.claim(since=cells["since"], until=cells["until"])
    yield make_fact("MINISTRY_OF", node.ref, _party(cells["of"]), [claim])
    for before in split(cells["predecessor"]):
        yield make_fact("SUCCEEDS", node.ref, Ref("Ministry", before), [row.claim(date=cells["since"])])


def _official(row: Row) -> Iterator[Record | Node]:
    cells = row.cells
    # A person has a row for each term; the node keeps what belongs to the person.
    node = Node(
        Ref("Official", cells["id"]),
        cells["name"],
        {"document": row.document.id, "source": SOURCE.title}
        | ({"aliases": split(cells["aliases"])} if cells["aliases"] else {}),
    )
    yield node
    claim = row.claim(title=cells["title"], since=cells["since"], until=cells["until"])
    yield make_fact("SERVES_IN", node.ref, _party(cells["serves_in"]), [claim])


def _person(row: Row) -> dict[str, Value]:
    properties: dict[str, Value] = {"document": row.document.id, "source": SOURCE.title}
    if row.cells["aliases"]:
        properties["aliases"] = split(row.cells["aliases"])
    return properties


def _company(row: Row) -> Iterator[Record | Node]:
    node, cells = row.node("Company"), row.cells
    yield node
    if cells["based_in"]:
        yield make_fact("BASED_IN", node.ref, _party(cells["based_in"]), [row.claim()])
    for owner in split(cells["owned_by"]):
        yield make_fact("OWNED_BY", node.ref, _party(owner), [row.claim()])


def _agreement(row: Row) -> Iterator[Record | Node]:
    cells = row.cells
    intent = schema().statuses.get(cells["status"]) == "intent"
    # Of a plan the date is that of the report, not of a signing.
    claim = row.claim(
        status=cells["status"], date="" if intent else cells["date"], published=cells["date"] if intent else "",
        until=cells["until"], **_subject(row), **_count(cells["count"]), **_level(cells["level"]),
    )  # fmt: skip
    yield make_instrument(cells["kind"], map(_party, split(cells["parties"])), [claim])


def _announced(row: Row) -> Iterator[Record | Node]:
    cells, subject = row.cells, _subject(row)

    def said(status: str, date: str = "", published: str = "") -> Claim:
        return row.claim(status, date, published, **subject)

    claims = [said("planned", published=cells["announced"])]
    if cells["outcome"] in ("signed", "cancelled"):
        claims.append(said(cells["outcome"], cells["outcome_date"]))
    elif cells["outcome"] == "not_signed":  # still a plan on that day
        claims.append(said("planned", published=cells["outcome_date"]))
    elif cells["outcome"] != "unknown":
        raise InputError(f'outcome "{cells["outcome"]}" is none of signed, cancelled, not_signed, unknown.')
    yield make_instrument(cells["kind"], map(_party, split(cells["parties"])), claims)


def _critical(row: Row) -> Iterator[Record | Node]:
    cells = row.cells
    qualifiers: dict[str, Value] = {"list": cells["list"], "year": _year(cells["year"])}
    mineral = Ref("Mineral", cells["mineral"])
    yield make_fact("LISTS_AS_CRITICAL", _party(cells["country"]), mineral, [row.claim()], qualifiers)


def _restriction(row: Row) -> Iterator[Record | Node]:
    cells = row.cells
    qualifiers: dict[str, Value] = {k: cells[k] for k in ("measure", "against") if cells[k]}
    intent = cells["status"] == "planned"
    claim = row.claim(
        status=cells["status"], date="" if intent else cells["date"], published=cells["date"] if intent else "",
        until=cells["until"], scope=cells["scope"],
    )  # fmt: skip
    mineral = Ref("Mineral", cells["mineral"])
    yield make_fact("RESTRICTS_EXPORT_OF", _party(cells["country"]), mineral, [claim], qualifiers)


def _code(row: Row) -> Iterator[Record | Node]:
    """A code of the Harmonized System is no fact of its own; trade loaders read the table. Here it is only checked."""
    if not re.fullmatch(r"\d{6}", row.cells["hs6"]):
        raise InputError(f'"{row.cells["hs6"]}" is not a code of six digits.')
    if Ref("Mineral", row.cells["mineral"]) not in gazetteer().entries:
        raise InputError(f'there is no mineral "{row.cells["mineral"]}".')
    yield from ()


def _subject(row: Row) -> dict[str, Value]:
    return {"title": row.cells["title"], "topics": tuple(map(_topic, split(row.cells["topics"])))}


def _count(cell: str) -> dict[str, Value]:
    if cell and not cell.isdigit():
        raise InputError(f'count: "{cell}" is not a whole number.')
    return {"count": int(cell)} if cell else {}


def _level(cell: str) -> dict[str, Value]:
    if cell not in ("", "state", "ministry", "company", "province"):
        raise InputError(f'level "{cell}" is none of state, ministry, company, province.')
    return {"level": cell} if cell else {}


def _year(cell: str) -> int:
    if not re.fullmatch(r"\d{4}", cell):
        raise InputError(f'year: "{cell}" is not a year.')
    return int(cell)


def _topic(identity: str) -> str:
    for kind in ("Mineral", "Sector", "Commodity"):
        if Ref(kind, identity) in gazetteer().entries:
            return f"{kind}/{identity}"
    raise InputError(f'there is no mineral, sector or commodity "{identity}".')


def _party(identity: str) -> Ref:
    """Return the country, bloc, ministry, company or forum with this id."""
    if "/" in identity:
        return Ref("Ministry", identity)
    for kind in ("Country", "Bloc", "Company", "Forum"):
        if Ref(kind, identity) in gazetteer().entries:
            return Ref(kind, identity)
    raise InputError(f'there is no country, bloc, company or forum "{identity}" in the tables.')


# Table -> its columns, and what a row of it makes.
TABLES = {
    "countries": (
        ("id", "name", "official_name", "aliases", "demonyms", "capital", "region", "latitude", "longitude", "source"),
        _country,
    ),
    "blocs": (("id", "name", "aliases", "demonyms", "seat", "source"), _bloc),
    "bloc_members": (("bloc", "member", "status", "since", "until", "source"), _bloc_member),
    "minerals": (("id", "name", "symbol", "aliases", "part_of", "source"), _mineral),
    "sectors": (("id", "name", "aliases", "source"), _sector),
    "commodities": (("id", "name", "aliases", "source"), _commodity),
    "forums": (("id", "name", "aliases", "founded", "ended", "succeeds", "url", "source"), _forum),
    "forum_members": (("forum", "member", "status", "since", "until", "source"), _forum_member),
    "forum_leaders": (("forum", "leader", "role", "since", "until", "source"), _forum_leader),
    "ministries": (
        ("id", "name", "acronym", "aliases", "of", "predecessor", "since", "until", "source"),
        _ministry,
    ),
    "companies": (("id", "name", "aliases", "based_in", "owned_by", "kind", "source"), _company),
    "agreements": (
        ("kind", "parties", "title", "status", "date", "topics", "count", "level", "until", "source"),
        _agreement,
    ),
    "announced": (
        ("kind", "parties", "title", "announced", "topics", "outcome", "outcome_date", "source"),
        _announced,
    ),
    "critical_lists": (("list", "country", "year", "mineral", "source"), _critical),
    "export_restrictions": (
        ("country", "mineral", "status", "measure", "date", "until", "against", "scope", "source"),
        _restriction,
    ),
    "hs_codes": (("hs6", "mineral", "stage", "lumped", "description", "source"), _code),
    "officials": (("id", "name", "aliases", "serves_in", "title", "since", "until", "source"), _official),
}
