"""The checks of saved queries: each rule with a query that breaks it, and what looks wrong and is not."""

from __future__ import annotations

import contextlib

import pytest

from graphkit.errors import QueryError
from graphkit.queries import library
from graphkit.queries.bridging import bridge
from graphkit.queries.check import check
from graphkit.queries.differing import refuse
from graphkit.queries.library import parse
from graphkit.queries.text import bare
from tests.query_cases import SOUND


def body(text: str, columns: str = "id, name", key: str = "id", parameters: str = "") -> str:
    """Return a saved query with this text and a header that fits."""
    names = [name.strip() for name in columns.split(",")]
    head = "// title: T\n// question: Q?\n"
    if parameters:
        head += "// parameters:\n" + "".join(f"//   {p}: it\n" for p in parameters.split("; "))
    head += "// columns:\n" + "".join(f"//   {name}: it\n" for name in names)
    return f"{head}// key: {key}\n{text}\n"


END = "RETURN c.id AS id, c.name AS name ORDER BY id"
BROKEN = {
    "no title": (SOUND.replace("// title: Members\n", ""), "header", "no title"),
    "no question": (SOUND.replace("// question: Who is in it?\n", ""), "header", "no question"),
    "no columns": (
        SOUND.replace("// columns:\n//   id: id of the member\n//   name: its name\n", ""), "header", "no columns"
    ),
    "undeclared parameter": (body(f"MATCH (c:Country {{id: $x}}) {END}"), "header", "uses $x"),
    "unused parameter": (body(f"MATCH (c:Country) {END}", parameters="x (date)"), "header", "declares x"),
    "unknown type": (
        body(f"MATCH (c:Country {{id: $x}}) {END}", parameters="x (colour)"), "header", "cannot be understood"
    ),
    "any type": (body(f"MATCH (c:Country {{id: $x}}) {END}", parameters="x (any)"), "header", "no type"),
    "column not declared": (body(f"MATCH (c:Country) {END}", "id", "id"), "header", "text returns id, name"),
    "columns in another order": (body(f"MATCH (c:Country) {END}", "name, id"), "header", "text returns id, name"),
    "column without a name": (body("MATCH (c:Country) RETURN c.id ORDER BY c.id", "id"), "header", "text returns ?"),
    "key is no column": (body(f"MATCH (c:Country) {END}", key="code"), "header", "key names code"),
    "no order": (body("MATCH (c:Country) RETURN c.id AS id, c.name AS name"), "order", "no ORDER BY"),
    "order lacks the key": (
        body("MATCH (c:Country) RETURN c.id AS id, c.name AS name ORDER BY name"), "order", "lacks id"
    ),
    "order lacks a column": (
        body(f"MATCH (c:Country) {END}").replace("// key: id\n", ""), "order", "lacks name of all columns"
    ),
    "order by an expression": (
        body("MATCH (c:Country) RETURN c.id AS id, c.name AS name ORDER BY toLower(id)"), "order", "lacks id"
    ),
    "order in the middle only": (
        body("MATCH (c:Country) WITH c ORDER BY c.id RETURN c.id AS id, c.name AS name"), "order", "no ORDER BY"
    ),
    "union at the top": (
        body(f"MATCH (c:Country) RETURN c.id AS id, c.name AS name UNION MATCH (c:Bloc) {END}"), "order", "CALL"
    ),
    "limit without order": (
        body(f"MATCH (c:Country) WITH c LIMIT 5 {END}"), "chance", "LIMIT without ORDER BY"
    ),
    "collect without order": (
        body("MATCH (c:Country) RETURN c.id AS id, collect(c.name) AS name ORDER BY id"), "chance", "collect()"
    ),
    "COLLECT without order": (
        body("MATCH (c:Country) RETURN c.id AS id, COLLECT { MATCH (c)--(x) RETURN x.id } AS name ORDER BY id"),
        "chance", "COLLECT { }",
    ),
    "today": (body(f"MATCH (c:Country)-[r:MEMBER_OF]->() WHERE r.valid_to > date() {END}"), "chance", "date()"),
    "rand": (body(f"MATCH (c:Country) WHERE rand() > 0.5 {END}"), "chance", "rand()"),
    "SHORTEST k": (
        body("MATCH p = SHORTEST 1 (c:Country)-[:SIGNED_MOU]-+(:Bloc) RETURN length(p) AS id ORDER BY id", "id"),
        "dialect", "SHORTEST k",
    ),
    "shortestPath": (
        body(f"MATCH p = shortestPath((c:Country)-[:SIGNED_MOU*]-(:Bloc)) {END}"), "dialect", "picks one of several"
    ),
    "map on a shortest path": (
        body(f"MATCH p = allShortestPaths((c:Country)-[:SIGNED_MOU* {{status: 'signed'}}]-(:Bloc)) {END}"),
        "dialect", "do not guide the search",
    ),
    "condition on a shortest path": (
        body(
            "MATCH p = allShortestPaths((c:Country)-[:SIGNED_MOU*]-(:Bloc)) "
            f"WHERE all(r IN relationships(p) WHERE r.status = 'signed') {END}"
        ),
        "dialect", "do not guide the search",
    ),
    "exists(property)": (body(f"MATCH (c:Country) WHERE exists(c.name) {END}"), "dialect", "IS NOT NULL"),
    "id()": (body("MATCH (c:Country) RETURN id(c) AS id, c.name AS name ORDER BY id"), "dialect", "id() changes"),
    "elementId()": (
        body("MATCH (c:Country) RETURN elementId(c) AS id, c.name AS name ORDER BY id"), "dialect", "elementId()"
    ),
    "local datetime": (
        body(f"MATCH (c:Country)-[r:MEMBER_OF]->() WHERE r.valid_to > localdatetime('2024-01-01T00:00') {END}"),
        "dialect", "local datetimes",
    ),
    "percentileCont of integers": (
        body("MATCH ()-[r:LISTS_AS_CRITICAL]->() RETURN percentileCont(r.year, 0.5) AS id ORDER BY id", "id"),
        "dialect", "toFloat",
    ),
    "implicit grouping": (
        body("MATCH (c:Country)--(x) RETURN c.id AS id, x.latitude + count(*) AS name ORDER BY id"),
        "grouping", "x.latitude",
    ),
    "implicit grouping in a map": (
        body("MATCH (c:Country)--(x) RETURN c.id AS id, {k: x.name, n: count(*)} AS name ORDER BY id"),
        "grouping", "x.name",
    ),
    "label that is a relation": (body(f"MATCH (c:SIGNED_MOU) {END}"), "dialect", "mixes the two up"),
    "relation that is a label": (body(f"MATCH (c:Country)-[:Agreement]->() {END}"), "dialect", "mixes the two up"),
    "procedure": (body(f"CALL db.labels() YIELD label MATCH (c:Country) {END}"), "dialect", "Procedures"),
    "CREATE": (body(f"CREATE (c:Country {{id: 'X'}}) WITH c {END}"), "read only", "CREATE"),
    "MERGE": (body(f"MERGE (c:Country {{id: 'X'}}) WITH c {END}"), "read only", "MERGE"),
    "SET": (body(f"MATCH (c:Country) SET c.name = 'X' WITH c {END}"), "read only", "SET"),
    "DELETE": (body(f"MATCH (c:Country) DETACH DELETE c WITH 1 AS one MATCH (c:Bloc) {END}"), "read only", "DELETE"),
    "write in a subquery": (
        body(f"MATCH (c:Country) CALL (c) {{ SET c.name = 'X' }} WITH c {END}"), "read only", "SET"
    ),
    "unknown label": (body(f"MATCH (c:Nation) {END}"), "vocabulary", "Nation"),
    "unknown label in where": (body(f"MATCH (c) WHERE c:Nation {END}"), "vocabulary", "Nation"),
    "unknown label among others": (body(f"MATCH (c:Country|Nation) {END}"), "vocabulary", "Nation"),
    "unknown relation": (body(f"MATCH (c:Country)-[:SIGNED_MOU|SIGNS]-() {END}"), "vocabulary", "SIGNS"),
    "unknown property": (body(f"MATCH (c:Country) WHERE c.nmae = 'X' {END}"), "vocabulary", "nmae"),
    "unknown property in a map": (body(f"MATCH (c:Country {{code: 'X'}}) {END}"), "vocabulary", "code"),
    "supplies of all series": (
        body(f"MATCH (c:Country)-[r:SUPPLIES]->() WHERE r.year = 2022 {END}"), "series", "SUPPLIES"
    ),
    "production of all series": (body(f"MATCH (c:Country)-[r:PRODUCES]->() {END}"), "series", "PRODUCES"),
}  # fmt: skip


def test_a_sound_query_passes() -> None:
    assert check(parse("query", SOUND)) == []


@pytest.mark.parametrize("name", BROKEN)
def test_each_rule_is_broken_by_a_query(name: str) -> None:
    text, rule, words = BROKEN[name]
    found = check(parse("query", text))
    assert any(p.rule == rule and words in p.message for p in found), found
    others = {"vocabulary"} if name == "procedure" else {"order"} if rule == "header" else set()
    assert {p.rule for p in found} <= {rule, "header", *others}


@pytest.mark.parametrize(
    "text",
    [
        body("MATCH (c:Country) WITH c.id AS id, c.name AS name, 1 AS limit RETURN id, name ORDER BY id"),
        body(f"MATCH (c:Country) WHERE c.name STARTS WITH 'SET' /* CREATE */ {END}"),
        body("MATCH (c:Country) WITH c ORDER BY c.id RETURN c.name AS id, collect(c.id) AS name ORDER BY id"),
        body(
            "MATCH (c:Country)-[r:SUPPLIES {preferred: true}]->() RETURN c.id AS id, sum(r.tonnes) AS name ORDER BY id"
        ),
        body(
            "MATCH (c:Country) RETURN c.id AS id, duration.inDays(date('2024'), date('2025')).days AS name ORDER BY id"
        ),
        body(
            "MATCH (c:Country) WITH c ORDER BY c.id RETURN c.name AS id, [x IN collect(c.id) | x] AS name ORDER BY id"
        ),
        body("UNWIND [{a: 1}] AS m MATCH (c:Country) RETURN c.id AS id, m.a AS name ORDER BY id DESC"),
        body(
            "MATCH (c:Country) RETURN c.id AS id, c.id + toString(count(*)) AS name ORDER BY id, name", key="id, name"
        ),
    ],
)
def test_what_is_sound_is_not_blamed(text: str) -> None:
    assert check(parse("query", text)) == []


def test_a_text_that_breaks_off_is_checked_too() -> None:
    for name in ("partners_of_mineral", "critical_without_pact", "shortest_path"):
        text = library.get(name).text
        for end in range(0, len(text), 7):
            assert check(parse("query", text[:end]))
    for text in (
        "RETURN date(",
        "RETURN COLLECT",
        "RETURN percentileCont(",
        "MATCH (n:",
        "MATCH p = shortestPath((a",
        ")",
    ):
        assert check(parse("query", text))


def test_a_text_that_breaks_off_is_asked_of_no_rule_that_breaks_too() -> None:
    for text in (
        "MATCH p = shortestPath((a)-[r:SIGNED_MOU*2..3]-(b)) WHERE NOT (a.name OR [1]) RETURN size(r), a {.id}",
        "MATCH (`a b`)-->() RETURN `a b` {.id}, date({Year: 2024}).weekday, 'x'[0..1] UNION RETURN DISTINCT *",
        "CALL { UNWIND [1] AS x RETURN x + 1 } RETURN point.distance(a, b), COLLECT { MATCH (a) RETURN a, b }",
        "WITH date('2024-5-7') AS d ORDER BY coalesce(d, 'x') DESC RETURN left(date(), 4) + date('2024')",
        "MATCH (c)-[r]->() WHERE r.valid_from.Year = 2024 AND c.id =~ 'a' + '(' RETURN DISTINCT * ORDER BY c.id",
    ):
        for end in range(len(text)):
            with contextlib.suppress(QueryError):
                refuse(text[:end])
            assert bridge(text[:end]).sent.original == bare(text[:end])
