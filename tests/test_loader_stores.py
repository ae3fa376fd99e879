"""Rows of data sets in a store: as facts, loaded again, preferred, copied, removed, interrupted; on every store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit import copying, factsfile, overview
from graphkit.analysis import pathview
from graphkit.errors import InputError, StoreError, StoreInUseError
from graphkit.model import Fact, Ref
from graphkit.stores import bulk, bulkbolt, embedding, journal, locking
from graphkit.stores.base import Selection, Store
from graphkit.stores.bolt import BoltStore
from graphkit.stores.embedded import EmbeddedStore
from graphkit.stores.served import ServedStore
from tests.conftest import STORES
from tests.datasets import DATA, changed, loaded, put, silent
from tests.neo4j_server import Login
from tests.stores import about_a

Y22, Y23 = (DATA / "baci" / f"BACI_HS92_Y{year}_V202401.csv" for year in (2022, 2023))
LONG, WIDE = DATA / "usgs_mcs" / "long.csv", DATA / "usgs_mcs" / "wide.csv"


def facts(store: Store) -> dict[str, Fact]:
    """Return the rows that a store holds, as facts by id."""
    return {r.id: r for r in store.read().records if isinstance(r, Fact)}


def preferred(store: Store, relation: str) -> set[tuple[str, int]]:
    """Return series and year of the preferred rows."""
    text = f"MATCH ()-[r:{relation}]->() WHERE r.preferred RETURN DISTINCT r.series, r.year ORDER BY r.series, r.year"
    return {(series.rsplit("-", 1)[0], year) for series, year in store.query(text).rows}


def test_rows_are_facts_named_by_release_and_row(store: BoltStore) -> None:
    assert put(store, Y22, Y23) == 6
    found = facts(store)
    chile = found["baci-202401/2022/CHL/KOR/283691"]
    assert (chile.get("mineral"), chile.get("year"), chile.claims[0].get("value_usd")) == ("lithium", 2022, 900_500.0)
    assert chile.claims[0].document == "baci-202401"
    named = {row[0] for row in store.query("MATCH ()-[r:SUPPLIES]->() RETURN r.fact").rows}
    assert named == found.keys()


def test_loading_again_changes_nothing(store: BoltStore) -> None:
    put(store, Y22, LONG)
    before = facts(store)
    assert put(store, Y22, LONG) == 0
    assert facts(store) == before


def test_another_state_of_a_file_is_refused_and_changes_nothing(store: BoltStore, tmp_path: Path) -> None:
    put(store, Y22)
    before = facts(store)
    with pytest.raises(InputError, match="graphkit remove baci-202401"):
        put(store, changed(Y22, tmp_path, "900.500", "900.600"))
    assert facts(store) == before


def test_exports_and_imports_span_the_years(store: BoltStore) -> None:
    put(store, Y22)
    put(store, Y23)
    text = "MATCH (c:Country {id: 'CHL'})-[r:EXPORTS]->(m) RETURN m.id, r.first_year, r.last_year"
    assert store.query(text).rows == (("lithium", 2022, 2023),)


def test_of_two_vintages_the_newest_is_preferred_and_the_older_comes_back(store: BoltStore) -> None:
    put(store, WIDE)
    assert preferred(store, "PRODUCES") == {("usgs-mcs-2025", 2023), ("usgs-mcs-2025", 2024)}
    put(store, LONG)
    assert preferred(store, "PRODUCES") == {("usgs-mcs-2025", 2023), ("usgs-mcs-2026", 2024)}
    (series,) = [d["id"] for d in store.inventory().documents if d["id"].startswith("usgs-mcs-2026")]
    assert store.remove(series).removed == 5
    assert preferred(store, "PRODUCES") == {("usgs-mcs-2025", 2023), ("usgs-mcs-2025", 2024)}


def test_removing_a_series_takes_all_of_it(store: BoltStore) -> None:
    put(store, Y22, Y23)
    assert store.remove("baci-202401").removed == 6
    assert store.query("MATCH ()-[r]->() RETURN count(r)").rows == ((0,),)
    assert store.documents(["baci-202401"]) == {}


def test_rows_survive_a_facts_file_and_a_copy(store: BoltStore, tmp_path: Path) -> None:
    put(store, Y22, LONG)
    factsfile.write(store.read(), tmp_path / "facts.jsonl")
    assert factsfile.read(tmp_path / "facts.jsonl") == store.read()
    with EmbeddedStore(tmp_path / "other") as other:
        copying.copy(store, other)
        assert facts(other) == facts(store)
        for relation in ("SUPPLIES", "PRODUCES"):
            assert preferred(other, relation) == preferred(store, relation)
        text = "MATCH ()-[r:EXPORTS]->() RETURN count(r)"
        assert other.query(text).rows == store.query(text).rows


def test_the_batch_api_and_bolt_write_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = []
    for name, small in (("batch", 0), ("bolt", 20_000)):
        monkeypatch.setattr(bulk, "SMALL", small)
        with EmbeddedStore(tmp_path / name) as store:
            put(store, Y22, Y23, LONG, WIDE)
            text = "MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, properties(r) AS p"
            held.append(sorted((a, r, b, sorted(p.items())) for a, r, b, p in store.query(text).rows))
    assert held[0] == held[1]


@pytest.mark.parametrize("small", [0, 20_000])
def test_a_load_that_fails_leaves_the_store_as_it_was(
    small: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bulk, "SMALL", small)
    with EmbeddedStore(tmp_path / "store") as store:
        put(store, Y22)
        before = facts(store)
        with monkeypatch.context() as patch:
            patch.setattr(embedding, "_send", broken)
            patch.setattr(bulkbolt, "_create", broken)
            with pytest.raises(KeyboardInterrupt):
                put(store, Y23)
        assert facts(store) == before
        assert {entry.state for entry in store._read(journal.entries)} == {"done"}
        assert put(store, Y23) == 2


def test_a_load_that_was_killed_is_undone_by_the_next(store: BoltStore) -> None:
    put(store, Y22, Y23)
    (killed,) = [entry for entry in store._read(journal.entries) if entry.part == Y23.name]
    store._write(lambda tx: journal.mark(tx, [killed.id], "writing"))
    assert {entry.part for entry in bulk.known(store)} == {Y22.name}
    assert {fact.get("year") for fact in facts(store).values()} == {2022}
    assert put(store, Y23) == 2


def test_a_removal_that_was_killed_is_finished_by_the_next(store: BoltStore) -> None:
    put(store, WIDE, LONG, Y22)
    entries = store._read(journal.entries)
    gone = [entry.id for entry in entries if entry.series.startswith(("usgs-mcs-2026", "baci"))]
    store._write(lambda tx: journal.mark(tx, gone, "writing"))
    bulk.known(store)
    assert preferred(store, "PRODUCES") == {("usgs-mcs-2025", 2023), ("usgs-mcs-2025", 2024)}
    assert store.query("MATCH ()-[r:EXPORTS]->() WHERE r.series STARTS WITH 'baci' RETURN r").rows == ()
    assert store.remove("baci-202401").documents == 1
    assert store.documents(["baci-202401"]) == {}


def test_a_load_that_was_killed_after_its_rows_is_finished_by_the_next(store: BoltStore) -> None:
    put(store, Y22)
    store._write(lambda tx: tx.run("MATCH ()-[r:EXPORTS]->() DELETE r").consume())
    store._write(lambda tx: journal.mark(tx, [f"baci-202401/{Y22.name}"], "written"))
    assert {entry.state for entry in bulk.known(store)} == {"done"}
    assert store.query("MATCH ()-[r:EXPORTS]->() RETURN count(r)").rows == ((4,),)


def test_status_tells_a_load_that_did_not_end_and_does_not_count_its_rows(store: BoltStore) -> None:
    put(store, Y22, Y23, LONG)
    whole = store.inventory()
    assert (whole.facts["SUPPLIES"], whole.unfinished) == (7, [])
    listed = {document["id"]: document["facts"] for document in whole.documents}
    assert listed["baci-202401"] == 6
    store._write(lambda tx: journal.mark(tx, [f"baci-202401/{Y23.name}"], "writing"))
    told = store.inventory()
    assert [(load["part"], load["rows"]) for load in told.unfinished] == [(Y23.name, 2)]
    assert told.facts["SUPPLIES"] == 5
    drawn = overview.answer(told).text
    assert drawn is not None
    assert f"The load of {Y23.name} (baci-202401, 2 rows) did not end." in drawn(80)


def test_counts_are_those_of_the_edges(store: BoltStore) -> None:
    put(store, Y22, LONG)
    store.load(about_a())
    counted = store.inventory()
    for name, number in {**counted.facts, **counted.derived}.items():
        assert store.query(f"MATCH ()-[r:{name}]->() RETURN count(r)").rows == ((number,),)


def test_a_killed_load_is_undone_when_the_store_is_opened(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        put(store, Y22, Y23)
        assert not store.loading.exists()
        store._write(lambda tx: journal.mark(tx, [f"baci-202401/{Y23.name}"], "writing"))
        store.loading.touch()  # as a kill leaves it
    with EmbeddedStore(tmp_path / "store") as again:
        assert {fact.get("year") for fact in facts(again).values()} == {2022}
        assert (again.inventory().unfinished, again.loading.exists()) == ([], False)


def test_what_sources_tell_is_read_without_rows(store: BoltStore) -> None:
    put(store, Y22, LONG)
    store.load(about_a())
    told = store.read(Selection(told=True)).records
    assert told
    assert {r.id for r in told} == {r.id for r in store.read().records if not (isinstance(r, Fact) and r.is_row)}
    near = Selection(topics=frozenset([Ref("Mineral", "lithium")]), around=frozenset([Ref("Country", "KOR")]))
    rows = {r.id for r in store.read(near).records if isinstance(r, Fact) and r.is_row}
    assert rows
    assert {r.id for r in store.read(replace(near, told=True)).records} == {
        r.id for r in store.read(near).records
    } - rows


def test_paths_leave_rows_aside_where_sources_tell_something(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        put(store, Y22)
        asked = pathview.Asked(Ref("Country", "CHL"), Ref("Country", "KOR"))
        assert {row["relation"] for row in pathview.answer(store, asked).rows} == {"SUPPLIES"}  # there is nothing else
        store.load(about_a())
        answer = pathview.answer(store, replace(asked, one=Ref("Country", "KAZ")))
        assert answer.rows
        assert not [row["fact"] for row in answer.rows if str(row["fact"]).startswith("baci")]


# ---------------------------------------------------------------- rows that came as facts
def as_facts(store: BoltStore, folder: Path, *paths: Path) -> None:
    """Load what is in files of data sets as another store gives it, by a facts file of its own each."""
    for number, path in enumerate(paths):
        with EmbeddedStore(folder / f"of {number}") as other:
            put(other, path)
            store.load(other.read())


def number(store: BoltStore, relation: str) -> int:
    """Return how many edges of a relation a store has."""
    ((found,),) = store.query(f"MATCH ()-[r:{relation}]->() RETURN count(r)").rows
    return int(found)


def test_removing_a_series_that_came_as_facts_takes_all_of_it(store: BoltStore, tmp_path: Path) -> None:
    as_facts(store, tmp_path, Y22)
    assert store.remove("baci-202401").removed == 4
    assert store.query("MATCH ()-[r]->() RETURN count(r)").rows == ((0,),)
    assert (store.documents(["baci-202401"]), store.inventory().facts) == ({}, {})
    put(store, Y22)
    assert number(store, "SUPPLIES") == len(facts(store)) == 4


def test_a_second_facts_file_of_a_series_is_known_like_the_first(store: BoltStore, tmp_path: Path) -> None:
    as_facts(store, tmp_path, Y22, Y23, Y22)
    assert store.inventory().facts["SUPPLIES"] == number(store, "SUPPLIES") == 6
    text = "MATCH (c:Country {id: 'CHL'})-[r:EXPORTS]->(m) RETURN m.id, r.first_year, r.last_year"
    assert store.query(text).rows == (("lithium", 2022, 2023),)
    assert preferred(store, "SUPPLIES") == {("baci", 2022), ("baci", 2023)}
    with pytest.raises(InputError, match="graphkit remove baci-202401"):
        put(store, Y23)
    assert store.remove("baci-202401").removed == 6
    assert store.query("MATCH ()-[r]->() RETURN count(r)").rows == ((0,),)


def test_a_facts_file_beside_a_load_of_the_same_series(store: BoltStore, tmp_path: Path) -> None:
    put(store, Y22)
    as_facts(store, tmp_path, Y22, Y23)
    parts = {(entry.part, entry.rows, entry.state) for entry in store._read(journal.entries)}
    assert parts == {(Y22.name, 4, "done"), ("facts", 2, "done")}
    assert put(store, Y22) == 0
    assert store.remove("baci-202401").removed == 6
    assert number(store, "SUPPLIES") == 0


def test_an_older_vintage_that_comes_as_facts_is_not_preferred(store: BoltStore, tmp_path: Path) -> None:
    put(store, LONG)
    as_facts(store, tmp_path, WIDE)
    assert preferred(store, "PRODUCES") == {("usgs-mcs-2025", 2023), ("usgs-mcs-2026", 2024)}


# ---------------------------------------------------------------- two at a time
@contextmanager
def beside(store: BoltStore, request: pytest.FixtureRequest) -> Iterator[BoltStore]:
    """Give the same store as another command has it."""
    if isinstance(store, EmbeddedStore):
        with ServedStore(store._folder, int(store._uri.rpartition(":")[2])) as other:
            yield other
    else:
        login: Login = request.getfixturevalue("neo4j_login")
        with BoltStore(login.uri, (login.name, login.password)) as other:
            yield other


def test_a_load_keeps_others_out_until_it_ends(
    store: BoltStore, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.3)
    put(store, LONG)
    (usgs,) = {fact.claims[0].document for fact in facts(store).values()}
    with EmbeddedStore(tmp_path / "of another") as another:
        put(another, Y23)
        rows = another.read()
    with beside(store, request) as other:
        refused = []

        def meanwhile(what: str, done: int, total: int) -> None:
            for work in (lambda: put(other, Y23), lambda: other.remove(usgs), lambda: other.load(rows)):
                with pytest.raises(StoreInUseError, match="loading or removing a data set") as caught:
                    work()
                refused.append(caught.value)
            other.load(about_a())  # what takes one transaction does not wait

        bulk.load(store, [(release, release.read()) for release in loaded(Y22).releases], meanwhile)
        assert len(refused) >= 3
        assert put(other, Y22, Y23) == 2
    assert {entry.state for entry in store._read(journal.entries)} == {"done"}
    of_baci = [fact for fact in facts(store).values() if fact.get("series") == "baci-202401"]
    assert (len(of_baci), number(store, "EXPORTS") > 0) == (6, True)


def test_the_same_file_loaded_by_two_is_loaded_once(store: BoltStore, request: pytest.FixtureRequest) -> None:
    parts = [(release, release.read()) for release in loaded(Y22).releases]
    with beside(store, request) as other:
        both = [bulk.load(one, parts, silent).new for one in (store, other)]  # neither knew of the other
    assert (both, number(store, "SUPPLIES")) == ([4, 0], 4)


@pytest.mark.parametrize("_named_store", [name for name in STORES if name != "embedded"], indirect=True)
def test_a_lock_that_a_server_took_back_ends_the_load(store: BoltStore, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, Y22)

    def ended(what: str, done: int, total: int) -> None:
        with store._open() as session:
            for row in session.run("SHOW TRANSACTIONS YIELD transactionId, currentQuery, status").data():
                if row["currentQuery"] == "" or "loading" in row["currentQuery"]:
                    session.run(f"TERMINATE TRANSACTIONS '{row['transactionId']}'").consume()

    monkeypatch.setattr(bulkbolt, "_BATCH", 1)
    with pytest.raises(StoreError, match="another load"):
        bulk.load(store, [(release, release.read()) for release in loaded(Y23).releases], ended)
    assert {fact.get("year") for fact in facts(store).values()} == {2022}
