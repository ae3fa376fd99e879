"""When documents and data sets came into a store, and what `report changes --loaded` says of it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from graphkit import exports, factsfile, reports
from graphkit.bundle import Bundle
from graphkit.errors import InputError
from graphkit.output import Answer, render
from graphkit.reports import Question
from graphkit.stores import open_store
from graphkit.stores.bolt import BoltStore
from tests.builders import IDN, KAZ, KOR, article, bundle, claim, fact, mou, supplies
from tests.datasets import DATA, put
from tests.stores import A, about_a, about_b, arrived, joined, snapshot

LONG_AGO, SOON, LATER = "2020-05-01T08:00:00Z", "2020-05-31T23:59:59Z", "2020-06-01T00:00:00Z"
PLANNED = article("Korea and Indonesia plan a memorandum. Korea met Kazakhstan.", published="2019-01-01")
SIGNED = article("Korea and Indonesia signed a memorandum on 2 May 2018. Korea met Kazakhstan.", published="2018-05-03")


def planned() -> Bundle:
    """A plan and a meeting."""
    plan = mou(
        claim(PLANNED, "Korea and Indonesia plan a memorandum.", status="planned", title="Nickel memorandum"),
        parties=(KOR, IDN),
    )
    return bundle([PLANNED], [plan, fact("MET_WITH", KOR, KAZ, claim(PLANNED, "Korea met Kazakhstan."))])


def signed() -> Bundle:
    """The plan fulfilled, as an earlier document has it, and the meeting again."""
    words, title = "Korea and Indonesia signed a memorandum", "Nickel memorandum"
    said = claim(SIGNED, words, status="signed", date="2018-05-02", title=title)
    met = fact("MET_WITH", KOR, KAZ, claim(SIGNED, "Korea met Kazakhstan."))
    return bundle(
        [SIGNED], [mou(said, parties=(KOR, IDN)), met, supplies([claim(SIGNED, "a memorandum", status="current")])]
    )


def dated(store: BoltStore, loaded: str | None, document: str | None = None) -> None:
    """Say that a document, or all, came in at another time."""
    text = "MATCH (n) WHERE (n:Document OR n:Load) AND ($id IS NULL OR n.id = $id) SET n.loaded = $loaded RETURN n.id"
    with store.ask(text, {"loaded": loaded, "id": document}, write=True) as rows:
        assert list(rows)


def ask(store: BoltStore, since: str, until: str | None = None, *subjects: str, **given: Any) -> Answer:
    """Return what came in from one day to another."""
    end = dt.date.fromisoformat(until) if until else None
    question = Question(since=dt.date.fromisoformat(since), until=end, options={"loaded": True}, **given)
    return reports.get("changes").run(store, subjects, question)


def told(answer: Answer) -> list[tuple[Any, ...]]:
    """Return what changed, for comparison."""
    return [(row["change"], row["was"], row["relation"], row["loaded"]) for row in answer.rows]


def test_a_document_is_dated_when_it_comes_in_and_not_by_a_load_of_the_same(store: BoltStore) -> None:
    store.load(about_a())
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", arrived(store)[A.id])
    dated(store, LONG_AGO)
    store.load(about_a())
    store.load(joined(about_a(), about_b()))
    assert arrived(store)[A.id] == LONG_AGO
    assert sum(loaded > LONG_AGO for loaded in arrived(store).values()) == 1


def test_a_document_that_comes_in_changed_or_with_more_to_say_is_dated_anew(store: BoltStore) -> None:
    whole = about_a()
    store.load(Bundle(whole.documents, whole.nodes, whole.records[:1]))
    dated(store, LONG_AGO)
    store.load(whole)  # another reader finds more in it
    assert arrived(store)[A.id] > LONG_AGO


def test_when_a_document_came_in_is_no_part_of_what_the_store_holds(store: BoltStore, tmp_path: Path) -> None:
    store.load(joined(about_a(), about_b()))
    before, written = snapshot(store), []
    for loaded in (LONG_AGO, LATER):
        dated(store, loaded)
        assert snapshot(store) == before
        for suffix in (".jsonl", ".cypher", ".graphml"):
            exports.get(tmp_path / f"out{suffix}").write(store, tmp_path / f"out{suffix}")
            written.append((tmp_path / f"out{suffix}").read_bytes())
    assert written[:3] == written[3:]
    assert b"loaded" not in b"".join(written)


def test_changes_go_by_when_it_came_in_and_not_by_when_it_was_published(store: BoltStore) -> None:
    store.load(planned())
    dated(store, LONG_AGO)
    store.load(signed())
    dated(store, LATER, SIGNED.id)
    assert told(ask(store, "2020-06-01")) == [
        ("new", None, "SUPPLIES", LATER),
        ("changed", "planned", "SIGNED_MOU", LATER),
        ("confirmed", None, "MET_WITH", LATER),
    ]
    first = ask(store, "2020-05-01", "2020-05-31")
    assert told(first) == [("new", None, "MET_WITH", LONG_AGO), ("new", None, "SIGNED_MOU", LONG_AGO)]
    assert [row["status"] for row in first.rows] == [None, "planned"]  # as far as was known then
    dated(store, SOON, SIGNED.id)
    assert len(ask(store, "2020-05-31", "2020-05-31").rows) == 3
    assert [row["relation"] for row in ask(store, "2020-05-02", None, "Indonesia").rows] == ["SIGNED_MOU"]


def test_nothing_came_in_says_what_was_the_last_that_did(store: BoltStore) -> None:
    store.load(planned())
    dated(store, LONG_AGO)
    answer = ask(store, "2021-01-01")
    assert answer.rows == []
    assert "Nothing came into this store from 2021-01-01 to" in render(answer, "table", 200)
    assert "The last that came in is of 2020-05-01." in render(answer, "table", 200)


def test_what_came_in_before_stores_noted_it_is_counted_apart(store: BoltStore) -> None:
    store.load(joined(planned(), signed()))
    dated(store, None, PLANNED.id)
    answer = ask(store, "2020-01-01")
    assert {row["change"] for row in answer.rows} == {"new", "changed", "confirmed"}
    assert "does not know when 1 document came in" in render(answer, "table", 200)


def test_rows_of_data_sets_come_in_one_line_a_part(store: BoltStore, tmp_path: Path) -> None:
    put(store, DATA / "baci" / "BACI_HS92_Y2022_V202401.csv")
    dated(store, LONG_AGO)
    put(store, DATA / "baci" / "BACI_HS92_Y2022_V202401.csv")
    answer = ask(store, "2020-05-01")
    assert {(row["change"], row["loaded"], row["relation"]) for row in answer.rows} == {("loaded", LONG_AGO, None)}
    assert all(" of " in row["how"] and row["document"] in answer.cites for row in answer.rows)
    assert "Data sets" in render(answer, "table")
    assert ask(store, "2020-05-01", None, "Chile").rows == []
    assert ask(store, "2020-05-02").rows == []


def test_a_facts_file_does_not_know_when_anything_came_in(tmp_path: Path) -> None:
    factsfile.write(planned(), tmp_path / "facts.jsonl")
    with open_store(str(tmp_path / "facts.jsonl")) as store, pytest.raises(InputError, match="does not know when"):
        ask(store, "2020-01-01")  # type: ignore[arg-type]
