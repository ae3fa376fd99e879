"""The reference tables in `seeds/`: countries, blocs, minerals, forums and their members, ministries, office holders.

Each row is a node, or a fact whose evidence is the row itself: the table is the document, the line is the quote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from graphkit.errors import InputError
from graphkit.facts import make_fact, make_instrument
from graphkit.gazetteer import Entry, split
from graphkit.loaders import Loaded, Progress, Source
from graphkit.model import Claim, Node, Record, Ref, Value
from graphkit.schema import schema
from graphkit.tables import columns
from graphkit.tables.naming import Names
from graphkit.tables.rows import Row, Table, check_twice, read_head, read_table

SOURCE = Source(
    title="Reference tables",
    publisher="graphkit",
    licence="Apache-2.0; facts with the pages that say so",
    takes="tables of your own, .csv or .xlsx, with --as TABLE",
)
Made = Iterator[Record | Node]


def load(path: Path, progress: Progress) -> Loaded:
    """Read all tables of a folder; a malformed row stops the load and is named with file, line and column."""
    files = [(path / f"{name}.csv", name) for name in columns.tables() if (path / f"{name}.csv").is_file()]
    if not files:
        raise InputError(f"{path} holds none of the reference tables ({', '.join(sorted(columns.tables()))}).")
    return load_tables(files, progress, publisher=SOURCE.publisher)


def load_tables(
    files: Sequence[tuple[Path, str]], progress: Progress, known: Iterable[Entry] = (), publisher: str = ""
) -> Loaded:
    """Read tables, CSV or XLSX, each in the format of the bundled one that is named beside it.

    Their cells may name what the bundled tables describe, what any of these tables describes, and what is `known`.
    """
    formats, names, loaded = columns.tables(), Names(known), Loaded()
    for _, name in files:
        if name not in formats:
            near = get_close_matches(name, formats, n=1)
            hint = f' Perhaps "{near[0]}" is meant.' if near else ""
            raise InputError(f'There is no table "{name}".{hint} There are {", ".join(sorted(formats))}.')
    read: list[tuple[str, list[Row]]] = []
    for done, (file, name) in enumerate(sorted(files, key=lambda f: list(formats).index(f[1])), 1):
        document, rows = read_table(file, formats[name], publisher)
        loaded.bundle.documents[document.id] = document
        if formats[name].describes:
            names.add([_entry(row, formats[name], names) for row in rows])
        read.append((name, rows))
        progress("tables read", done, len(files))
    for name, rows in read:
        for row in rows:
            _resolve(row, formats[name], names)
        check_twice(rows, formats[name])
        for made in (made for row in rows for made in _made(row, name)):
            if isinstance(made, Node):
                loaded.bundle.add_node(made)
            else:
                loaded.bundle.records.append(made)
    loaded.taken = len(files)
    return loaded


def fitting(file: Path) -> list[str]:
    """Return the tables that a file may be meant as, by its name and its columns."""
    found = []
    for name, table in columns.tables().items():
        try:
            read_head(file, table)
        except InputError:
            continue
        found.append(name)
    return [file.stem] if file.stem in found else found


def _made(row: Row, name: str) -> list[Record | Node]:
    with row.at():
        return list(_MAKERS[name](row))


def _resolve(row: Row, table: Table, names: Names) -> None:
    for column, kinds in table.refs.items():
        with row.at(column):
            cells = split(row.cells[column])
            if len(cells) > 1 and column not in table.several:
                raise InputError(f'"{row.cells[column]}" names {len(cells)}; write a row for each.')
            row.refs[column] = tuple(names.ref(text, kinds) for text in cells)


def _entry(row: Row, table: Table, names: Names) -> Entry:
    """Return what a row describes, with its names; a row without an id is given that of its name."""
    cells, kind = row.cells, table.describes
    if not cells["id"]:
        home = {"Ministry": "of", "Official": "serves_in"}.get(kind, "")
        with row.at(home):
            body = names.ref(cells[home], table.refs[home]) if home else None
            if body is not None and body.kind == "Company":
                raise InputError("who serves in a company needs an id: that of the country, /, name.")
        with row.at("name"):
            cells["id"] = names.identity(kind, cells["name"], body.id.partition("/")[0] if body else "")
    with row.at("id"):
        schema().check_ref(Ref(kind, cells["id"]))
    also = (cells.get("official_name", ""), cells.get("acronym", ""), *split(cells["aliases"]))
    return Entry(Ref(kind, cells["id"]), cells["name"], (cells["name"], *(name for name in also if name)))


def _node(kind: str) -> Callable[[Row], Made]:
    def make(row: Row) -> Made:
        yield row.node(kind)

    return make


def _mineral(row: Row) -> Made:
    node = row.node("Mineral")
    yield node
    with row.at("part_of"):
        for group in row.refs["part_of"]:
            yield make_fact("PART_OF", node.ref, group, [row.claim()])


def _forum(row: Row) -> Made:
    node = row.node("Forum")
    yield node
    with row.at("succeeds"):
        for before in row.refs["succeeds"]:
            yield make_fact("SUCCEEDS", node.ref, before, [row.claim(date=row.cells["founded"])])


def _membership(body: str) -> Callable[[Row], Made]:
    def make(row: Row) -> Made:
        cells = row.cells
        claim = row.claim(status=cells["status"], since=cells["since"], until=cells["until"])
        with row.at("member"):
            yield make_fact("MEMBER_OF", row.ref("member"), row.ref(body), [claim])

    return make


def _forum_leader(row: Row) -> Made:
    cells = row.cells
    claim = row.claim(since=cells["since"], until=cells["until"], role=cells["role"])
    with row.at("leader"):
        yield make_fact("LEADS", row.ref("leader"), row.ref("forum"), [claim])


def _ministry(row: Row) -> Made:
    node, cells = row.node("Ministry"), row.cells
    yield node
    claim = row.claim(since=cells["since"], until=cells["until"])
    yield make_fact("MINISTRY_OF", node.ref, row.ref("of"), [claim])
    with row.at("predecessor"):
        for before in row.refs["predecessor"]:
            yield make_fact("SUCCEEDS", node.ref, before, [row.claim(date=cells["since"])])


def _official(row: Row) -> Made:
    cells = row.cells
    # A person has a row for each term; the node keeps what belongs to the person.
    properties: dict[str, Value] = {"document": row.document.id, "source": SOURCE.title}
    if cells["aliases"]:
        properties["aliases"] = split(cells["aliases"])
    node = Node(Ref("Official", cells["id"]), cells["name"], properties)
    yield node
    claim = row.claim(title=cells["title"], since=cells["since"], until=cells["until"])
    yield make_fact("SERVES_IN", node.ref, row.ref("serves_in"), [claim])


def _company(row: Row) -> Made:
    node = row.node("Company")
    yield node
    for seat in row.refs["based_in"]:
        yield make_fact("BASED_IN", node.ref, seat, [row.claim()])
    with row.at("owned_by"):
        for owner in row.refs["owned_by"]:
            yield make_fact("OWNED_BY", node.ref, owner, [row.claim()])


def _agreement(row: Row) -> Made:
    cells = row.cells
    intent = schema().statuses.get(cells["status"]) == "intent"
    count: dict[str, Value] = {"count": int(cells["count"])} if cells["count"] else {}
    # Of a plan the date is that of the report, not of a signing.
    claim = row.claim(
        status=cells["status"], date="" if intent else cells["date"], published=cells["date"] if intent else "",
        until=cells["until"], level=cells["level"], **_subject(row), **count,
    )  # fmt: skip
    with row.at("parties"):
        yield make_instrument(cells["kind"], row.refs["parties"], [claim])


def _announced(row: Row) -> Made:
    cells, subject = row.cells, _subject(row)

    def said(status: str, date: str = "", published: str = "") -> Claim:
        return row.claim(status, date, published, **subject)

    claims = [said("planned", published=cells["announced"])]
    if cells["outcome"] in ("signed", "cancelled"):
        claims.append(said(cells["outcome"], cells["outcome_date"]))
    elif cells["outcome"] == "not_signed":  # still a plan on that day
        claims.append(said("planned", published=cells["outcome_date"]))
    with row.at("parties"):
        yield make_instrument(cells["kind"], row.refs["parties"], claims)


def _critical(row: Row) -> Made:
    qualifiers: dict[str, Value] = {"list": row.cells["list"], "year": int(row.cells["year"])}
    yield make_fact("LISTS_AS_CRITICAL", row.ref("country"), row.ref("mineral"), [row.claim()], qualifiers)


def _restriction(row: Row) -> Made:
    cells = row.cells
    against = ";".join(ref.id for ref in row.refs["against"])
    qualifiers: dict[str, Value] = {k: v for k, v in (("measure", cells["measure"]), ("against", against)) if v}
    intent = cells["status"] == "planned"
    claim = row.claim(
        status=cells["status"], date="" if intent else cells["date"], published=cells["date"] if intent else "",
        until=cells["until"], scope=cells["scope"],
    )  # fmt: skip
    yield make_fact("RESTRICTS_EXPORT_OF", row.ref("country"), row.ref("mineral"), [claim], qualifiers)


def _code(_: Row) -> Made:
    """A code of the Harmonized System is no fact of its own; trade loaders read the table. Here it is only checked."""
    yield from ()


def _subject(row: Row) -> dict[str, Value]:
    return {"title": row.cells["title"], "topics": tuple(map(str, row.refs["topics"]))}


_MAKERS: dict[str, Callable[[Row], Made]] = {
    "countries": _node("Country"),
    "blocs": _node("Bloc"),
    "bloc_members": _membership("bloc"),
    "minerals": _mineral,
    "sectors": _node("Sector"),
    "commodities": _node("Commodity"),
    "forums": _forum,
    "forum_members": _membership("forum"),
    "forum_leaders": _forum_leader,
    "ministries": _ministry,
    "companies": _company,
    "agreements": _agreement,
    "announced": _announced,
    "critical_lists": _critical,
    "export_restrictions": _restriction,
    "hs_codes": _code,
    "officials": _official,
}
