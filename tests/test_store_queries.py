"""What every store answers: selections of facts, counts, and Cypher that only reads."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graphkit.errors import QueryError
from graphkit.model import Instrument, Record, Ref
from graphkit.selecting import select
from graphkit.stores.base import Rows, Selection
from graphkit.stores.bolt import BoltStore
from tests.builders import IDN, JPN, KAZ, LITHIUM, MSP, NICKEL
from tests.stores import ALL, A, B, C, joined, snapshot


@pytest.fixture
def full(store: BoltStore) -> BoltStore:
    """A store with all the articles."""
    store.load(joined(*(part() for part in ALL)))
    return store


def names(records: list[Record]) -> list[str]:
    """Return what records are: the relation, or the kind of instrument with the number of its parties."""
    return sorted(f"{r.kind} {len(r.parties)}" if isinstance(r, Instrument) else r.relation for r in records)


# ---------------------------------------------------------------- selections
@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(relations=frozenset({"MEMBER_OF"})), ["MEMBER_OF"]),
        (Selection(relations=frozenset({"MEMBER_OF", "LEADS"})), ["LEADS", "MEMBER_OF"]),
        (Selection(relations=frozenset({"INSTRUMENT"})), ["mou 2", "mou 2", "mou 3"]),
        (Selection(relations=frozenset({"PRODUCES"})), []),
        (Selection(around=frozenset({KAZ})), ["SUPPLIES", "SUPPLIES"]),
        (Selection(around=frozenset({JPN})), ["COOPERATES_WITH", "mou 3"]),
        (Selection(around=frozenset({MSP})), ["LEADS", "MEMBER_OF"]),
        (Selection(around=frozenset({Ref("Bloc", "KOR")})), []),
        (Selection(topics=frozenset({NICKEL})), ["COOPERATES_WITH", "SUPPLIES", "mou 2"]),
        (Selection(topics=frozenset({LITHIUM})), ["COOPERATES_WITH", "SUPPLIES", "mou 2", "mou 2", "mou 3"]),
        (Selection(topics=frozenset({Ref("Mineral", "gold")})), []),
        (Selection(around=frozenset({MSP}), topics=frozenset({NICKEL})),
         ["COOPERATES_WITH", "LEADS", "MEMBER_OF", "SUPPLIES", "mou 2"]),
        (Selection(relations=frozenset({"SUPPLIES"}), topics=frozenset({NICKEL})), ["SUPPLIES"]),
        (Selection(relations=frozenset({"SUPPLIES"}), around=frozenset({JPN})), []),
    ],
)  # fmt: skip
def test_a_selection_gives_the_facts_asked_for(full: BoltStore, selection: Selection, expected: list[str]) -> None:
    part, whole = full.read(selection), full.read()
    assert names(part.records) == expected
    assert all(record in whole.records for record in part.records)
    assert set(part.documents) == {claim.document for record in part.records for claim in record.claims}
    assert {ref for record in part.records for ref in record.ends} <= set(part.nodes)
    assert all(whole.nodes[ref] == node for ref, node in part.nodes.items())


@pytest.mark.parametrize("around", [frozenset(), frozenset({MSP, KAZ})])
def test_a_selection_gives_what_some_documents_say(full: BoltStore, around: frozenset[Ref]) -> None:
    whole = full.read(Selection(around=around))
    for document in full.read().documents:
        said = {r.id for r in whole.records if document in {claim.document for claim in r.claims}}
        asked = Selection(documents=frozenset({document}), around=around, told=True)
        assert {r.id for r in full.read(asked).records} == {r.id for r in select(whole, asked).records} == said
    assert full.read(Selection(documents=frozenset({"no-such-document"}))).records == []


def test_minerals_are_found_as_the_object_of_a_fact(store: BoltStore) -> None:
    from tests.builders import article, bundle, claim, fact

    document = article("Indonesia mines nickel")
    store.load(bundle([document], [fact("PRODUCES", IDN, NICKEL, claim(document, status="current"))]))
    assert names(store.read(Selection(topics=frozenset({NICKEL}))).records) == ["PRODUCES"]
    assert store.read(Selection(topics=frozenset({LITHIUM}))).records == []


# ---------------------------------------------------------------- inventory
def test_the_inventory_counts_facts_apart_from_what_follows_from_them(full: BoltStore) -> None:
    inventory = full.inventory()
    assert inventory.facts == {"COOPERATES_WITH": 1, "LEADS": 1, "MEMBER_OF": 1, "SUPPLIES": 2}
    assert inventory.nodes == {"Agreement": 3, "Country": 4, "Document": 3, "Forum": 1, "Mineral": 2}
    assert inventory.derived["SIGNED_MOU"] == 5
    assert inventory.derived["EXPORTS"] == inventory.derived["IMPORTS"] == 2
    assert "SUPPLIES" not in inventory.derived
    assert inventory.disputed == 1
    assert {row["id"]: row["facts"] for row in inventory.documents} == {A.id: 3, B.id: 3, C.id: 4}
    assert {row["id"]: row["publisher"] for row in inventory.documents}[A.id] == "Yonhap"
    assert inventory.address == full.address


# ---------------------------------------------------------------- queries
def test_rows_have_their_columns_and_plain_values(full: BoltStore) -> None:
    rows = full.query(
        "MATCH (c:Country {id: $id})-[r:SUPPLIES {mineral: 'lithium'}]->(k) "
        "RETURN c, r, k.id AS to, r.valid_from AS day",
        {"id": "KAZ"},
    )
    assert rows.columns == ("c", "r", "to", "day")
    (row,) = rows.dicts()
    assert (row["c"]["kind"], row["c"]["id"], row["c"]["properties"]["capital"]) == ("Country", "KAZ", "Astana")
    assert row["r"]["kind"] == "SUPPLIES"
    assert row["r"]["id"] == row["r"]["properties"]["fact"]
    assert (row["to"], row["day"]) == ("KOR", None)


def test_a_path_is_the_list_of_its_parts(full: BoltStore) -> None:
    ((path,),) = full.query("MATCH p = (:Country {id: 'KOR'})-[:MEMBER_OF]->(:Forum) RETURN p").rows
    assert [part["id"] for part in (path[0], path[2])] == ["KOR", "msp"]
    assert path[1]["kind"] == "MEMBER_OF"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 1", 2),
        ("1.5", 1.5),
        ("null", None),
        ("'한국'", "한국"),
        ("[1, [2]]", [1, [2]]),
        ("{a: date('2024-06-12')}", {"a": dt.date(2024, 6, 12)}),
        ("date('2024-06-12')", dt.date(2024, 6, 12)),
        ("datetime('2024-06-12T10:00:00Z')", dt.datetime(2024, 6, 12, 10, tzinfo=dt.UTC)),
        ("duration.between(date('2024-01-01'), date('2024-03-05'))", "P2M4D"),
    ],
)
def test_values_are_plain_python(store: BoltStore, text: str, value: Any) -> None:
    assert store.query(f"RETURN {text} AS x").rows == ((value,),)


@pytest.mark.parametrize("value", [5, 0.5, "한국 '\"", True, None, ["a", "b"], {"a": [1]}, dt.date(2024, 6, 12)])
def test_parameters_are_values_never_text(store: BoltStore, value: Any) -> None:
    assert store.query("RETURN $value AS value", {"value": value}) == Rows(("value",), ((value,),))
    injected = {"id": "KOR'}) DETACH DELETE n //"}
    assert store.query("MATCH (n {id: $id}) RETURN n", injected).rows == ()


def test_no_rows_still_have_columns(store: BoltStore) -> None:
    assert store.query("MATCH (n:Country) RETURN n.id AS id, n.name AS name") == Rows(("id", "name"), ())


WRITES = [
    "CREATE (n:Country {id: 'XXX', name: 'X'}) RETURN n",
    "CREATE (n:Gadget {id: 'x'}) RETURN n",
    "MATCH (c:Country) SET c.name = 'x' RETURN c",
    "MATCH (c:Country) SET c:Gadget RETURN c",
    "MATCH (c:Country) REMOVE c.name RETURN c",
    "MERGE (c:Country {id: 'XXX'}) RETURN c",
    "MATCH (c:Country {id: 'KOR'}), (d:Country {id: 'JPN'}) CREATE (c)-[:SUPPLIES]->(d)",
    "MATCH (c:Country) DETACH DELETE c",
    "MATCH ()-[r:SUPPLIES]->() DELETE r",
    "MATCH (c:Country) FOREACH (x IN [1] | SET c.name = 'x')",
    "MATCH (c:Country) CALL { WITH c SET c.name = 'x' } RETURN c",
    "CREATE INDEX gadget FOR (n:Country) ON (n.name)",
]


@pytest.mark.parametrize("text", WRITES)
def test_a_query_that_would_write_is_refused_and_writes_nothing(full: BoltStore, text: str) -> None:
    before = snapshot(full)
    with pytest.raises(QueryError) as caught:
        full.query(text)
    assert "would change the store" in str(caught.value)
    assert snapshot(full) == before


@pytest.mark.parametrize(
    "text",
    [
        "RETRN 1",
        "MATCH (n RETURN n",
        "RETURN $missing",
        "RETURN nonesuch(1)",
        "MATCH (n) RETURN m",
        "",
        " \n",
        "RETURN 1/0",
    ],
)
def test_what_a_store_cannot_run_is_one_sentence(store: BoltStore, text: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(text)
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    assert store.query("RETURN 1 AS x").rows == ((1,),)


def test_a_path_in_a_map_tells_where_its_relationships_go(full: BoltStore) -> None:
    text = "MATCH p = (:Forum {id: 'msp'})<-[:MEMBER_OF]-(:Country) RETURN p, {path: p} AS m"
    ((path, told),) = full.query(text).rows
    assert (path[1]["from"], path[1]["to"]) == ("KOR", "msp")
    assert told == {"path": path}


def test_an_index_that_was_made_is_counted_in_words(store: BoltStore) -> None:
    said = []
    for text in ("CREATE INDEX gadget_size FOR (n:Gadget) ON (n.size)", "DROP INDEX gadget_size"):
        with store.ask(text, write=True) as stream:
            assert list(stream) == []
            said.append(stream.changed())
    assert said == ["1 index added", "1 index removed"]
