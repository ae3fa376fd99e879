"""The reference tables in `seeds/`: countries, blocs, minerals, forums and their members, ministries, office holders.

Each row is a node, or a fact whose evidence is the row itself: the table is the document, the line is the quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graphkit.errors import GraphkitError, InputError
from graphkit.facts import make_fact
from graphkit.gazetteer import split
from graphkit.loaders import Loaded, Progress, Source
from graphkit.model import Fact, Node, Ref, Value
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
        columns, read = TABLES[name]
        document, rows = read_table(file, columns, SOURCE.publisher)
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
        progress("tables read", number, len(tables))
    return loaded


def _country(row: Row) -> Iterator[Node | Fact]:
    yield row.node("Country")


def _bloc(row: Row) -> Iterator[Node | Fact]:
    yield row.node("Bloc")


def _sector(row: Row) -> Iterator[Node | Fact]:
    yield row.node("Sector")


def _commodity(row: Row) -> Iterator[Node | Fact]:
    yield row.node("Commodity")


def _mineral(row: Row) -> Iterator[Node | Fact]:
    node = row.node("Mineral")
    yield node
    for group in split(row.cells["part_of"]):
        yield make_fact("PART_OF", node.ref, Ref("Mineral", group), [row.claim()])


def _forum(row: Row) -> Iterator[Node | Fact]:
    node = row.node("Forum")
    yield node
    for before in split(row.cells["succeeds"]):
        yield make_fact("SUCCEEDS", node.ref, Ref("Forum", before), [row.claim(date=row.cells["founded"])])


def _forum_member(row: Row) -> Iterator[Node | Fact]:
    yield _membership(row, Ref("Forum", row.cells["forum"]))


def _bloc_member(row: Row) -> Iterator[Node | Fact]:
    yield _membership(row, Ref("Bloc", row.cells["bloc"]))


def _membership(row: Row, body: Ref) -> Fact:
    cells = row.cells
    claim = row.claim(status=cells["status"], since=cells["since"], until=cells["until"])
    return make_fact("MEMBER_OF", _party(cells["member"]), body, [claim])


def _forum_leader(row: Row) -> Iterator[Node | Fact]:
    cells = row.cells
    claim = row.claim(since=cells["since"], until=cells["until"], role=cells["role"])
    yield make_fact("LEADS", _party(cells["leader"]), Ref("Forum", cells["forum"]), [claim])


def _ministry(row: Row) -> Iterator[Node | Fact]:
    node, cells = row.node("Ministry"), row.cells
    yield node
    claim = row.claim(since=cells["since"], until=cells["until"])
    yield make_fact("MINISTRY_OF", node.ref, _party(cells["of"]), [claim])
    for before in split(cells["predecessor"]):
        yield make_fact("SUCCEEDS", node.ref, Ref("Ministry", before), [row.claim(date=cells["since"])])


def _official(row: Row) -> Iterator[Node | Fact]:
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


def _party(identity: str) -> Ref:
    """Return the country, bloc, ministry or forum with this id; which one its form tells."""
    if "/" in identity:
        return Ref("Ministry", identity)
    if identity.islower():
        return Ref("Forum", identity)
    kind = "Country" if len(identity) == 3 and identity not in _blocs() else "Bloc"
    return Ref(kind, identity)


def _blocs() -> frozenset[str]:
    from graphkit.gazetteer import gazetteer

    return frozenset(entry.ref.id for entry in gazetteer().of("Bloc"))


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
    "officials": (("id", "name", "aliases", "serves_in", "title", "since", "until", "source"), _official),
}
