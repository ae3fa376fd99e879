"""Cypher of a user's own: what a query may do, how long, how much of its answer is shown, and what is said of it."""

from __future__ import annotations

import contextlib
import re
import signal
import subprocess
import sys
import threading
import time
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from graphkit.commands.shared import fitted
from graphkit.errors import QueryError
from graphkit.queries import library
from graphkit.queries.text import bare, caret
from graphkit.queries.text import complete as is_complete
from graphkit.shell import notes
from graphkit.shell.drawing import short
from graphkit.stores.bolt import BoltStore
from graphkit.stores.refusing import refusal
from tests.commands import ROOT, graphkit
from tests.stores import about_a, snapshot

ENDLESS = [
    "MATCH (a), (b), (c), (d), (e), (f), (g), (h), (i) "
    "WHERE a.id + b.id + c.id + d.id + e.id + f.id + g.id + h.id + i.id = 'x' RETURN a",
    "UNWIND range(1, 60000000) AS a UNWIND range(1, 60000000) AS b RETURN sum(a * b)",
    "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b UNWIND range(1, 9) AS c WITH a WHERE a < 0 RETURN a",
    "RETURN reduce(s = 0, a IN range(1, 10000) | s + reduce(t = 0, b IN range(1, 100000) | t + b % 7)) AS s",
]
FILES = [
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "LOAD/* */CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "LOAD CSV FROM 'https://example.org/x.csv' AS row RETURN row",
    "CALL { LOAD CSV WITH HEADERS FROM 'https://example.org/x.csv' AS row RETURN row } RETURN row",
]


@pytest.fixture
def full(store: BoltStore) -> BoltStore:
    """A store with one article."""
    store.load(about_a())
    return store


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a store with the five briefs."""
    path = str(tmp_path_factory.mktemp("cypher") / "store")
    assert graphkit("--store", path, "load", "briefs").code == 0
    return path


# ---------------------------------------------------------------- every store: time
@pytest.mark.parametrize("text", ENDLESS)
def test_a_query_that_will_not_end_is_stopped_and_the_store_goes_on(full: BoltStore, text: str) -> None:
    before = snapshot(full)
    with pytest.raises(QueryError, match="did not end within 1 seconds"), full.ask(text, timeout=1) as stream:
        list(stream)
    assert full.query("RETURN 1 AS x").rows == ((1,),)
    assert snapshot(full) == before


def test_a_saved_query_that_will_not_end_is_stopped_too(full: BoltStore) -> None:
    with pytest.raises(QueryError, match="did not end within 1 seconds"):
        library.run(full, library.parse("endless", ENDLESS[0]), {}, timeout=1)
    assert full.query("RETURN 1 AS x").rows == ((1,),)


def test_a_write_that_will_not_end_leaves_the_store_as_it_was(full: BoltStore) -> None:
    before = snapshot(full)
    text = f"CREATE (n:Gadget {{id: 'x'}}) WITH n {ENDLESS[3].replace('RETURN', 'RETURN n.id,')}"
    with pytest.raises(QueryError, match="did not end"), full.ask(text, write=True, timeout=1) as stream:
        list(stream)
    assert snapshot(full) == before


def test_a_write_that_fails_leaves_the_store_as_it_was(full: BoltStore) -> None:
    before = snapshot(full)
    with pytest.raises(QueryError, match="zero"), full.ask("CREATE (n:Gadget) RETURN 1/0", write=True) as stream:
        list(stream)
    assert snapshot(full) == before


def interrupt_once_it_runs(store: BoltStore) -> None:
    """Interrupt the main thread, as a terminal does, when the store works on the endless query."""
    while True:
        with store._driver.session(database=store._database) as session:
            if any("reduce" in str(row["currentQuery"]) for row in session.run("SHOW TRANSACTIONS")):
                break
        time.sleep(0.1)
    time.sleep(0.5)
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
def test_an_interrupt_does_not_wait_for_the_end_of_a_query(full: BoltStore) -> None:
    signal.siginterrupt(signal.SIGINT, True)  # the driver of a browser, where one ran before, sets it otherwise
    began = time.monotonic()
    threading.Thread(target=interrupt_once_it_runs, args=(full,), daemon=True).start()
    with pytest.raises(KeyboardInterrupt), full.ask(ENDLESS[3], timeout=600) as stream:
        list(stream)
    assert time.monotonic() - began < 30
    full.break_off()
    assert full.query("RETURN 1 AS x").rows == ((1,),)


def test_a_query_within_its_time_is_left_alone(full: BoltStore) -> None:
    with full.ask("MATCH (c:Country) RETURN c.id ORDER BY c.id", timeout=60) as stream:
        assert [row[0] for row in stream] == ["IDN", "KAZ", "KOR"]


# ---------------------------------------------------------------- every store: rows
def test_rows_are_read_as_they_are_asked_for(full: BoltStore) -> None:
    text = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN a, b"
    with full.ask(text, timeout=60) as stream:
        assert stream.columns == ("a", "b")
        assert list(islice(stream, 3)) == [(1, 1), (1, 2), (1, 3)]
    assert full.query("RETURN 1 AS x").rows == ((1,),)


def test_a_path_tells_where_its_relationships_go(full: BoltStore) -> None:
    text = "MATCH p = (:Forum {id: 'msp'})<-[:MEMBER_OF]-(:Country) RETURN p, [p] AS ps"
    ((path, paths),) = full.query(text).rows
    assert [item.get("from") for item in path] == [None, "KOR", None]
    assert [item["id"] for item in path] == ["msp", path[1]["id"], "KOR"]
    assert paths == [path]
    assert short(path) == (
        '(:Forum msp "Minerals Security Partnership")<-[:MEMBER_OF member]-(:Country KOR "South Korea")'
    )


def test_nodes_and_relationships_are_short_in_a_table() -> None:
    pact = {"kind": "SIGNED_MOU", "id": "mou-1", "properties": {"status": "signed", "date": "2024"}}
    nameless: dict[str, Any] = {"kind": None, "id": None, "properties": {}}
    assert short([pact, nameless]) == ["[:SIGNED_MOU signed 2024 mou-1]", "()"]
    assert short({"a": pact, "b": 1}) == {"a": "[:SIGNED_MOU signed 2024 mou-1]", "b": 1}


@pytest.mark.parametrize("word", ["EXPLAIN", "profile"])
def test_a_plan_can_be_asked_for(full: BoltStore, word: str) -> None:
    assert len(full.query(f"{word} MATCH (c:Country) RETURN c.id").rows) in (0, 3)
    rows: tuple[Any, ...] = ()
    with contextlib.suppress(QueryError):
        rows = full.query(f"{word} LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row").rows
    assert rows == ()


# ---------------------------------------------------------------- every store: what may be done
def test_a_query_that_may_write_says_what_it_changed(full: BoltStore) -> None:
    with full.ask("CREATE (a:Gadget {id: 'x'})-[:PART_OF]->(b:Gadget)", write=True) as stream:
        assert list(stream) == []
        said = stream.changed()
    assert {"2 nodes created", "1 relationship created", "1 property set"} <= set(said.split(", "))
    assert full.query("MATCH (g:Gadget) RETURN count(g) AS n").rows == ((2,),)


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("text", FILES)
def test_files_and_the_network_are_out_of_reach(full: BoltStore, text: str, write: bool) -> None:
    with pytest.raises(QueryError, match="reads files of the machine"), full.ask(text, write=write) as stream:
        list(stream)


@pytest.mark.parametrize("text", ["CALL apoc.load.json('file:///etc/passwd')", "CALL nonesuch.read('x')"])
def test_a_procedure_that_is_not_there_is_said(full: BoltStore, text: str) -> None:
    with pytest.raises(QueryError) as caught:
        full.query(text)
    assert "\n" not in str(caught.value)


# ---------------------------------------------------------------- every store: what is said
@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("RETRN 1", (1, 1)),
        ("MATCH (n:Country)\nWHERE n.id = = 2\nRETURN n", (2, 14)),
        ("// a note\n/* and\n one */ MATCH (n) // more\nWHERE n.id = = 2\nRETURN n", (4, 14)),
        ("  /* x */  RETRN 1", (1, 12)),
        ("RETURN 'abc", (1, 8)),
    ],
)
def test_an_error_names_its_place(full: BoltStore, text: str, at: tuple[int, int]) -> None:
    with pytest.raises(QueryError, match=f"line {at[0]}, column {at[1]}") as caught:
        full.query(text)
    assert caught.value.at == at
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("MATCH (c:Country) WITH c.name AS n RETURN c.id", 43),
        ("MATCH (c:Country) WITH c.name AS n MATCH (f:Forum) RETURN c.id, f.id", 59),
        ("MATCH (c:Country) WITH c.name AS n ORDER BY c.id RETURN c.id, n", 57),
        ("MATCH (c:Country) CALL { MATCH (f:Forum) WHERE f.id = c.id RETURN f } RETURN f", 55),
        ("MATCH (c:Country)-[r]->(x) WITH c RETURN [y IN [1] | x.id] AS d", 54),
    ],
)
def test_a_variable_that_is_gone_is_shown_where_it_is_used(full: BoltStore, text: str, column: int) -> None:
    with pytest.raises(QueryError, match=f"line 1, column {column}: Variable .* not defined") as caught:
        full.query(text)
    assert caught.value.at == (1, column)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "MATCH (a:Country) WITH date('2024') AS d RETURN d - d",
            "duration.inDays(...) tell what lies between two days",
        ),
        ("WITH date('2024') AS d, 1 AS n RETURN d + n", "add a duration, as in date + duration({days: 1})"),
        ("MATCH (c:Country) RETURN date.truncate('month', c.gone)", "where it may be null, leave it out by WHERE"),
        ("MATCH (c:Country) RETURN c.id LIMIT $text", "line 1, column 37: "),
        ("MATCH (c:Country) RETURN c.id LIMIT $nothing", "null."),
        ("RETURN date($text)", "Li"),
        ("MATCH (c:Country) RETURN toString(c)", "ode"),
    ],
)
def test_no_class_of_an_engine_is_named(full: BoltStore, text: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        full.query(text, {"text": "Li", "nothing": None})
    sentence = str(caught.value)
    assert said in sentence
    assert not re.search(r"Cypher[A-Z]|Immutable|Long\b|org\.|NO_VALUE|Value\b|Error executing|mismatch\.", sentence)
    assert len(sentence.splitlines()) == 1


def test_durations_are_added_up_in_both_engines(full: BoltStore) -> None:
    rows = "UNWIND [duration('P1D'), duration('P2D')] AS x RETURN"
    total = "reduce(total = duration('PT0S'), d IN collect(x) | total + d)"
    assert full.query(f"{rows} {total} AS t").rows == (("P3D",),)
    said = refusal("Neo.X", "sum() requires numeric input, but received a value of type CypherDuration", rows)
    assert total.replace("collect(x)", "collect(...)") in str(said)


def test_missing_parameters_are_named(full: BoltStore) -> None:
    with pytest.raises(QueryError, match=r"\$a and \$b; give it with -p a=VALUE -p b=VALUE"):
        full.query("RETURN $a, $b, $c", {"c": 1})


def test_names_that_the_store_does_not_have_are_noted_with_the_nearest(full: BoltStore) -> None:
    text = "MATCH (n:Contry {nme: 'x'})-[:SUPLIES]->(m:Zzz) RETURN n.id, m.jurisdicton, 'n.foo' // n.bar"
    assert notes.notes(full, text) == [
        'The store has no label "Contry"; the nearest is Country.',
        'The store has no property "nme"; the nearest is name.',
        'The store has no relation "SUPLIES"; the nearest is SUPPLIES.',
        'The store has no label "Zzz".',
        'The store has no property "jurisdicton".',
    ]
    good = "MATCH (n:Country)-[r:SUPPLIES]->() WITH n, r, {a: 1} AS m RETURN n.name, r.mineral, r.tonnes, m.a, m.b"
    assert notes.notes(full, good) == []


# ---------------------------------------------------------------- the text
@pytest.mark.parametrize(
    ("text", "statement", "complete"),
    [
        ("RETURN 1;", "RETURN 1", True),
        ("RETURN 1 ; // done", "RETURN 1", True),
        ("RETURN ';'", "RETURN ';'", False),
        ("RETURN 1 // ;", "RETURN 1", False),
        ("RETURN 'it\\';", "RETURN 'it\\';", False),
        ("MATCH (n:`;`)", "MATCH (n:`;`)", False),
        ("/* ; */", "", False),
        (";;", "", True),
    ],
)
def test_where_a_statement_ends(text: str, statement: str, complete: bool) -> None:
    assert bare(text) == statement
    assert is_complete(text) == complete


def test_a_caret_stands_under_the_place() -> None:
    assert caret("RETURN 1\n\tMATCH (n", 2, 8) == "   MATCH (n\n         ^"
    assert caret("RETURN 1", 3, 1) == ""
    row, mark = caret("x" * 200 + "!" + "y" * 200, 1, 201).split("\n")
    assert row[mark.index("^")] == "!"


# ---------------------------------------------------------------- the command
def test_a_syntax_error_is_shown_with_its_line(briefs: str) -> None:
    done = graphkit("--store", briefs, "cypher", "MATCH (n)\nWHERE n.id = = 2\nRETURN n")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[-2:] == ["  WHERE n.id = = 2", "               ^"]
    assert "Traceback" not in done.err


def test_a_thousand_rows_are_shown_and_the_rest_is_said(briefs: str) -> None:
    text = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN a, b"
    done = graphkit("--store", briefs, "cypher", text, "--format", "csv")
    assert done.code == 0
    assert len(done.out.splitlines()) == 1001
    assert "more than these 1000 rows" in done.err
    exact = graphkit("--store", briefs, "cypher", "UNWIND range(1, 1000) AS a RETURN a", "--format", "csv")
    assert (len(exact.out.splitlines()), exact.err) == (1001, "")
    assert len(graphkit("--store", briefs, "cypher", text, "--limit", "2", "--format", "json").json()) == 2


def test_all_rows_go_to_a_file_as_they_come(briefs: str, tmp_path: Path) -> None:
    file = tmp_path / "all.csv"
    text = "UNWIND range(1, 30000) AS a RETURN a, 'x,y' AS b"
    command = ("--store", briefs, "cypher", text, "--limit", "0", "--format", "csv", "-o", str(file), "--timeout", "90")
    assert graphkit(*command) == graphkit("--quiet", *command)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("a,b", '30000,"x,y"', 30001)


def test_a_query_past_its_time_is_one_sentence(briefs: str) -> None:
    done = graphkit("--store", briefs, "cypher", ENDLESS[3], "--timeout", "1")
    assert (done.code, done.out) == (1, "")
    assert "did not end within 1 seconds" in done.err
    assert len(done.err.splitlines()) == 1
    assert graphkit("--store", briefs, "cypher", "RETURN 1 AS x", "--format", "csv").out == "x\n1\n"


def test_a_saved_query_past_its_time_is_one_sentence(briefs: str, tmp_path: Path) -> None:
    (tmp_path / "endless.cypher").write_text(ENDLESS[3], encoding="utf-8")
    done = graphkit("--store", briefs, "query", "endless", "--queries", str(tmp_path), "--timeout", "1")
    assert (done.code, done.out) == (1, "")
    assert "did not end within 1 seconds" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_query_is_read_from_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "graphkit", "--store", "facts.jsonl", "cypher", "--write", "-"],
        cwd=ROOT, input="RETURN 1;", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert "only read" in done.stderr


@pytest.mark.parametrize("arguments", [("-",), ()])
def test_standard_input_without_a_terminal_is_a_query(briefs: str, arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "graphkit", "--store", briefs, "cypher", "--format", "csv", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, input="RETURN 'é' AS x; // c\n", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "x\né\n", "")


def test_writing_is_asked_for_and_told(tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    assert graphkit("--store", store, "load", "briefs").code == 0
    refused = graphkit("--store", store, "cypher", "CREATE (g:Gadget {id: 'x'})")
    assert (refused.code, "--write" in refused.err) == (1, True)
    done = graphkit("--store", store, "cypher", "--write", "CREATE (g:Gadget {id: 'x'})")
    assert (done.code, done.out) == (0, "")
    assert "1 node created" in done.err
    assert (
        graphkit("--store", store, "cypher", "MATCH (g:Gadget) RETURN g.id AS id", "--format", "csv").out == "id\nx\n"
    )


def test_what_is_said_in_a_terminal_breaks_at_words(monkeypatch: pytest.MonkeyPatch) -> None:
    query = "  MATCH (n) " + "x" * 90
    said = f"graphkit: {'word ' * 20}/a/path{'-x' * 50} ends.\n{query}"
    assert fitted(said) == said  # no terminal
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    lines = fitted(said).split("\n")
    assert lines[-1] == query
    assert " ".join(lines[:-1]).split() == said.split("\n")[0].split()
    assert all(len(line) <= 40 or line.startswith("/a/path") for line in lines[:-1])
