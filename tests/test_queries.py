"""The saved queries: headers, parameters, where they are found, answers, and the commands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphkit import ingest
from graphkit.bundle import Bundle
from graphkit.errors import AmbiguousNameError, InputError, NameNotFoundError
from graphkit.model import Node, Ref
from graphkit.output import Answer
from graphkit.queries import library
from graphkit.queries.check import check
from graphkit.queries.library import SavedQuery, parse
from graphkit.queries.values import ParameterError
from graphkit.queries.view import blocks, drawn
from graphkit.stores.base import Store
from graphkit.stores.embedded import EmbeddedStore
from tests.commands import graphkit
from tests.query_cases import SOUND
from tests.stores import about_a


# ---------------------------------------------------------------- the bundled ones
def test_there_are_many_and_each_is_sound() -> None:
    found = library.everything()
    assert len(found) >= 40
    assert {name: check(query) for name, query in found.items() if check(query)} == {}


def test_each_is_told_in_one_line_and_asks_a_question() -> None:
    for query in library.everything().values():
        assert query.question.endswith("?")
        assert len(query.title) < 60
        assert not query.title.endswith(".")
        assert len({q.title for q in library.everything().values()}) == len(library.everything())


# ---------------------------------------------------------------- headers
def test_a_header_is_read() -> None:
    text = (
        "// title: T\n// question: Q?\n// parameters:\n//   a (country): the country\n//   b (list = x, y): some\n"
        "//   c (forum list = msp): them\n//   d (date = today): the day\n// columns:\n//   n: a number\n// key: n\n"
        "RETURN 1 AS n ORDER BY n\n"
    )
    query = parse("t", text)
    assert (query.title, query.question, query.columns, query.key) == ("T", "Q?", {"n": "a number"}, ("n",))
    told = [(p.name, p.type, p.many, p.default) for p in query.parameters]
    assert told[:2] == [("a", "country", False, None), ("b", "string", True, "x, y")]
    assert told[2:] == [("c", "forum", True, "msp"), ("d", "date", False, "today")]
    assert query.parameters[3].usage == "d=today"
    assert query.problems == []


def test_a_query_without_a_header_takes_any_parameter() -> None:
    query = parse("my_own", "// just a remark\nMATCH (c {id: $id}) RETURN c.name, $n AS n")
    assert query.title == "My own"
    assert [(p.name, p.type) for p in query.parameters] == [("id", "any"), ("n", "any")]
    assert library.values(query, {"id": "KOR", "n": "[1, 2]"}) == {"id": "KOR", "n": [1, 2]}


def test_a_header_that_cannot_be_read_is_told() -> None:
    query = parse("t", "// title: T\n// parameters:\n//   a: what type?\nRETURN $a AS a")
    assert query.problems == ["a: what type?"]
    with pytest.raises(InputError, match="what type"):
        library.values(query, {"a": "1"})


# ---------------------------------------------------------------- parameters
def of_type(declared: str) -> SavedQuery:
    return parse("t", f"// title: T\n// parameters:\n//   {declared}: it\nRETURN $x AS x")


@pytest.mark.parametrize(
    ("declared", "given", "value"),
    [
        ("x (string)", "5", "5"),
        ("x (integer)", "5", 5),
        ("x (number)", "2.5", 2.5),
        ("x (boolean)", "no", False),
        ("x (boolean)", "True", True),
        ("x (date)", "2024-02", dt.date(2024, 2, 29)),
        ("since (date)", "2024-02", dt.date(2024, 2, 1)),
        ("x (list)", "a, b c,", ["a", "b c"]),
        ("x (list)", '["a, b"]', ["a, b"]),
        ("x (integer list)", "1, 2", [1, 2]),
        ("x (country)", "south korea", "KOR"),
        ("x (country)", "EU", "EU"),
        ("x (mineral)", "Li", "lithium"),
        ("x (forum)", "MSP", "msp"),
        ("x (party)", "METI", "JPN/meti"),
        ("x (topic)", "nickel", {"kind": "Mineral", "id": "nickel"}),
        ("x (thing)", "Indonesia", {"kind": "Country", "id": "IDN"}),
        ("x (country list)", "Korea, Japan", ["KOR", "JPN"]),
        ("x (mineral = none)", "none", None),
    ],
)
def test_parameters_are_written_as_people_write_them(declared: str, given: str, value: object) -> None:
    name = declared.split()[0]
    query = of_type(declared)
    assert library.values(query, {name: given}) == {name: value}


def test_defaults_stand_in() -> None:
    assert library.values(of_type("x (integer = 3)"), {}) == {"x": 3}
    assert library.values(of_type("x (mineral = none)"), {}) == {"x": None}
    assert library.values(of_type("x (forum list = MSP, FORGE)"), {}) == {"x": ["msp", "forge"]}
    assert library.values(of_type("x (date = today)"), {})["x"] == dt.date.today()


def test_a_date_that_is_not_over_ends_today() -> None:
    today = dt.date.today()
    assert library.values(of_type("as_of (date)"), {"as_of": str(today.year)}) == {"as_of": today}
    assert library.values(of_type("since (date)"), {"since": str(today.year)}) == {"since": dt.date(today.year, 1, 1)}


@pytest.mark.parametrize(
    ("declared", "given", "words"),
    [
        ("x (integer)", {}, "needs -p x=...: it."),
        ("x (integer)", {"x": "1", "y": "2"}, 'no parameter "y"; it takes x'),
        ("x (integer)", {"x": "1.5"}, 'x must be a whole number, not "1.5"'),
        ("x (number)", {"x": "many"}, "must be a number"),
        ("x (boolean)", {"x": "maybe"}, "must be true or false"),
        ("x (date)", {"x": "2024-13"}, 'x: "2024-13" is not a day of the calendar.'),
        ("as_of (date)", {"as_of": "2999"}, "as_of: 2999 is in the future; today is"),
        ("since (date)", {"since": "2999-02"}, "since: 2999-02 is in the future; today is"),
        ("x (integer list)", {"x": "1, b"}, 'must be a whole number, not "b"'),
        ("x (list)", {"x": "[1"}, "no list that can be read"),
    ],
)
def test_a_missing_or_mistyped_parameter_is_named(declared: str, given: dict[str, str], words: str) -> None:
    with pytest.raises(ParameterError) as told:
        library.values(of_type(declared), given)
    assert words in str(told.value)


def test_a_name_that_nothing_has_is_told_with_the_nearest() -> None:
    with pytest.raises(NameNotFoundError, match="Kazakhstan"):
        library.values(of_type("x (country)"), {"x": "Kazakhstn"})


def test_a_ministry_of_the_store_does_not_stand_in_where_several_are_called_so(store: Store) -> None:
    ministry = Ref("Ministry", "JPN/mofa")
    store.load(Bundle(nodes={ministry: Node(ministry, "Ministry of Foreign Affairs")}))
    with pytest.raises(AmbiguousNameError, match="Give the id of one"):
        library.values(of_type("x (ministry)"), {"x": "Ministry of Foreign Affairs"}, store)
    assert library.values(of_type("x (ministry)"), {"x": "JPN/mofa"}, store) == {"x": "JPN/mofa"}


# ---------------------------------------------------------------- finding them
@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with two queries of one's own, one of them of a bundled name."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "my_members.cypher").write_text(SOUND, encoding="utf-8")
    (folder / "disputed.cypher").write_text(f"{SOUND}// mine\n", encoding="utf-8")
    (folder / "schema.cypher").write_text("CREATE INDEX x IF NOT EXISTS FOR (n:Y) ON (n.z)", encoding="utf-8")
    return folder


def test_own_queries_go_first(own: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = library.everything(own)
    assert found["my_members"].title == "Members"
    assert found["disputed"].text.endswith("// mine\n")
    assert "schema" not in found
    assert "partners_of_country" in found
    assert library.get("disputed", own).title == "Members"
    monkeypatch.setenv("GRAPHKIT_QUERIES", str(own))
    assert "my_members" in library.everything()
    monkeypatch.delenv("GRAPHKIT_QUERIES")
    own.rename(tmp_path / "cypher")
    monkeypatch.chdir(tmp_path)
    assert "my_members" in library.everything()
    with pytest.raises(InputError, match="no folder"):
        library.everything(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("partner_of_country", "partners_of_country"),
        ("partners", "partners_of_country"),
        ("office-holders", "office_holders_on_date"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest_three(asked: str, near: str) -> None:
    with pytest.raises(NameNotFoundError) as told:
        library.get(asked)
    assert near in told.value.nearest
    assert len(told.value.nearest) <= 3
    assert near in str(told.value)


def test_a_file_is_a_query_too(own: Path, tmp_path: Path) -> None:
    assert library.get(str(own / "my_members.cypher")).title == "Members"
    with pytest.raises(InputError, match="cannot be read"):
        library.get(str(tmp_path / "none.cypher"))
    (tmp_path / "latin.cypher").write_bytes(b"// title: \xe9\n")
    with pytest.raises(InputError, match="UTF-8"):
        library.get(str(tmp_path / "latin.cypher"))


# ---------------------------------------------------------------- running
@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with what one article says."""
    with EmbeddedStore(tmp_path_factory.mktemp("queries") / "store") as store:
        store.load(about_a())
        yield store


def test_a_query_runs(store: Store) -> None:
    answer = library.run(store, parse("t", SOUND), {"forum": "MSP"})
    assert (answer.title, answer.columns) == ("Members", ("id", "name"))
    assert answer.rows == [{"id": "KOR", "name": "South Korea"}]


def test_an_empty_answer_has_its_columns(store: Store) -> None:
    answer = library.run(store, parse("t", SOUND), {"forum": "FORGE"})
    assert (answer.columns, list(answer.rows)) == (("id", "name"), [])


def test_names_of_the_store_are_found(store: Store) -> None:
    document = store.query("MATCH (d:Document) RETURN d.id ORDER BY d.id").rows[0][0]
    assert library.values(of_type("x (thing)"), {"x": "msp"}, store)["x"]["id"] == "msp"
    with pytest.raises(NameNotFoundError):
        library.values(of_type("x (mineral)"), {"x": document}, store)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the briefs and the reference tables."""
    with EmbeddedStore(tmp_path_factory.mktemp("seeded") / "store") as store:
        for loaded in ingest.read(["briefs", "reference"], lambda what, done, total: None):
            store.load(loaded.bundle)
        yield store


@pytest.mark.parametrize(
    ("name", "given", "column", "some", "none"),
    [
        ("forum_members_on_date", "forum=MSP as_of=2024-03-06", "member", {"KOR", "JPN", "USA", "EU"}, {"CHN", "KAZ"}),
        ("forum_members_on_date", "forum=MSP as_of=2026-03", "member", set(), {"KOR", "USA"}),
        ("pacts_of_pair", "one=Korea other=Kazakhstan", "name", {"3 MOUs: KAZ, KOR"}, set()),
        ("forums_in_common", "one=Korea other=Japan as_of=2025", "forum", {"msp", "oecd"}, {"brics"}),
        ("forums_in_common", "one=Korea other=Japan as_of=2026-06", "forum", {"oecd"}, {"msp"}),
        ("export_restrictions_on_date", "as_of=2023-06 mineral=gallium", "country", set(), {"CHN"}),
        ("export_restrictions_on_date", "as_of=2023-09 mineral=gallium", "country", {"CHN"}, set()),
        ("office_holders_on_date", "ministry=KOR/motir as_of=2024", "name", {"Ahn Duk-geun"}, {"Yeo Han-koo"}),
        ("office_holders_on_date", "ministry=KOR/motie as_of=2026", "name", {"Yeo Han-koo"}, {"Yoo Beom-min"}),
        ("office_holders_on_date", "ministry=ZWE/mmmd as_of=2024-01", "name", {"Soda Zhemu"}, {"Winston Chitando"}),
        ("office_holders_on_date", "ministry=ZWE/mmmd as_of=2025-05", "name", {"Winston Chitando"}, {"Soda Zhemu"}),
        ("officials_of_country", "country=China as_of=2023-05", "name", {"Qin Gang"}, {"Wang Yi"}),
        ("officials_of_country", "country=China as_of=2024-05", "name", {"Wang Yi"}, {"Qin Gang"}),
        ("minerals_officials", "as_of=2024-01", "name", {"Soda Zhemu"}, {"Winston Chitando"}),
        ("announced_never_signed", "as_of=2024-03", "status", {"planned", "cancelled"}, {"signed"}),
        ("who_met_whom", "", "other", {"KOR/yoon-suk-yeol"}, set()),
        ("successions", "", "successor", {"forge", "KOR/motir"}, {"msp"}),
        ("instead_of", "country=Korea", "mineral", {"lithium", "nickel"}, {"gallium"}),
        ("planned_of_country", "country=Brazil", "partner", {"EU", "USA"}, {"CHN"}),
        ("shortest_path", "from=Chile to=METI", "hops", {3}, {2}),
        ("suppliers_of_mineral", "mineral=lithium", "status", {"sought"}, {"current"}),
        ("disputed", "", "relation", {"LEADS", "mou"}, set()),
    ],
)
def test_answers_from_the_seeds(
    seeded: Store, name: str, given: str, column: str, some: set[Any], none: set[Any]
) -> None:
    pairs = (pair.partition("=") for pair in given.split())
    answer = library.run(seeded, library.get(name), {key: value for key, _, value in pairs})
    found = {row[column] for row in answer.rows}
    assert some <= found
    assert not none & found


def test_an_official_is_named_with_the_title_and_the_days_of_the_term(seeded: Store) -> None:
    query = library.get("office_holders_on_date")
    told = {"ministry": "ZWE/mmmd"}
    found = [
        (str(row["title"]).split(" of ")[0], str(row["since"]), str(row["until"]))
        for day in ("2024-01", "2026-01")
        for row in library.run(seeded, query, told | {"as_of": day}).rows
        if row["name"] == "Polite Kambamura"
    ]
    assert found == [("Deputy Minister", "2018-09-01", "2025-12-08"), ("Minister", "2025-12-08", "None")]


def test_wide_answers_are_drawn_as_blocks() -> None:
    row = {"id": "KOR", "note": "word " * 30, "quotes": ["One sentence.", "Another one."], "none": None}
    answer = drawn(Answer("T", tuple(row), [row]))
    assert answer.text is not None
    narrow, wide = answer.text(40), answer.text(400)
    assert narrow.splitlines()[0] == "id      KOR"
    assert "quotes  One sentence.\n        Another one.\n" in narrow
    assert "none" not in narrow
    assert max(map(len, narrow.splitlines())) <= 40
    assert narrow == blocks(answer, 40)
    assert wide.splitlines()[0].split() == ["id", "note", "quotes", "none"]


# ---------------------------------------------------------------- commands
def test_the_list_the_text_and_the_check(own: Path) -> None:
    listed = graphkit("queries", "--queries", str(own), "--format", "json").json()
    assert {"name": "my_members", "title": "Members", "parameters": "forum"} in listed
    assert graphkit("queries", "my_members", "--queries", str(own)).out == SOUND
    done = graphkit("queries", "--check")
    assert (done.code, done.out) == (0, "")
    assert "are sound" in done.err
    (own / "bad.cypher").write_text("MATCH (n) RETURN n", encoding="utf-8")
    done = graphkit("queries", "bad", "--check", "--format", "json", GRAPHKIT_QUERIES=str(own))
    assert done.code == 1
    assert {row["rule"] for row in done.json()} == {"header", "order"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a store with what one article says."""
    path = tmp_path_factory.mktemp("commands") / "store"
    with EmbeddedStore(path) as store:
        store.load(about_a())
    return str(path)


def test_a_query_is_run_and_shown_in_every_form(folder: str) -> None:
    ask = ("--store", folder, "query", "forum_members_on_date", "-p", "forum=MSP", "-p", "as_of=2024")
    rows = graphkit(*ask, "--format", "json").json()
    assert [(row["member"], row["since"], row["dated"]) for row in rows] == [("KOR", "2022-06-14", "holds")]
    assert graphkit(*ask, "--format", "csv").out.splitlines()[1].startswith("holds,KOR,South Korea,member,,2022-06-14")
    assert "KOR" in graphkit(*ask).out
    empty = graphkit(*ask[:-1], "as_of=2020", "--format", "csv")
    assert empty.out.startswith("dated,member,name")
    assert "No rows" in empty.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("forum_members_on_date",), 2, "needs -p forum="),
        (("forum_members_on_date", "-p", "forum"), 2, "KEY=VALUE"),
        (("forum_members_on_date", "-p", "forum=MSP", "-p", "as_of=soon"), 2, '"soon" is not a date'),
        (("forum_members_on_date", "-p", "forum=MPS Forum X"), 1, "Nearest"),
        (("members_of_forum",), 1, "forum_members_on_date"),
    ],
)
def test_what_is_wrong_is_one_sentence(folder: str, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = graphkit("--store", folder, "query", *arguments)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert "Traceback" not in done.err
