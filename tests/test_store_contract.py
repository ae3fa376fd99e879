"""What every store does: loading, reading back, order, removal, and all of a bundle or nothing."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from typing import Any

import pytest

from graphkit.bundle import Bundle
from graphkit.errors import EvidenceError, GraphkitError, NameNotFoundError, StoreError
from graphkit.facts import merge
from graphkit.model import Fact, Instrument, Node, Ref, Value
from graphkit.queries import library
from graphkit.resources import part
from graphkit.schema import schema
from graphkit.stores import arriving, constraints, edges, writing
from graphkit.stores.base import Changes
from graphkit.stores.bolt import BoltStore
from tests.builders import IDN, KAZ, KOR, LITHIUM, NICKEL, article, bundle, claim, fact, mou, supplies, topics
from tests.stores import ALL, A, B, C, about_a, about_b, about_c, edge, joined, snapshot

TEXT = "so it is"
DOCUMENT = article(TEXT)


def said(**about: Any) -> Any:
    """Return a claim of the one document."""
    return claim(DOCUMENT, TEXT, **about)


# ---------------------------------------------------------------- constraints and indexes
def test_the_file_of_constraints_is_what_the_vocabulary_makes_of_it() -> None:
    file = part("cypher") / "schema.cypher"
    assert file.read_text(encoding="utf-8") == constraints.text(), (
        "make it anew: python -m graphkit.stores.constraints > cypher/schema.cypher"
    )


def test_the_file_of_constraints_is_no_saved_query() -> None:
    assert "schema" not in library.everything()
    with pytest.raises(NameNotFoundError):
        library.get("schema")


def test_a_store_has_all_of_them(store: BoltStore) -> None:
    store.load(about_a())
    rows = store.query("SHOW INDEXES").dicts()
    found = {(type_of(row["labelsOrTypes"]), *row["properties"]) for row in rows if row["properties"]}
    assert found >= {(kind, "id") for kind in schema().kinds} | {("Agreement", "group")}
    assert found >= {(relation, "fact") for relation in schema().relations}


def type_of(names: Any) -> str:
    return str(names[0])


# ---------------------------------------------------------------- loading and reading back
def test_facts_read_back_equal_facts_written(store: BoltStore) -> None:
    whole = joined(*(about() for about in ALL))
    store.load(whole)
    assert store.read() == whole.settled()
    assert sorted(store.read().records, key=lambda r: r.id) == sorted(merge(whole.records), key=lambda r: r.id)


def test_an_empty_store_and_an_empty_bundle(store: BoltStore) -> None:
    assert store.read() == Bundle()
    assert store.load(Bundle()) == Changes()
    assert snapshot(store) == ([], [])


def test_loading_again_changes_nothing(store: BoltStore) -> None:
    whole = joined(*(about() for about in ALL))
    first = store.load(whole)
    assert (first.new, first.confirmed, first.documents) == (8, 0, 3)
    before = snapshot(store)
    again = store.load(whole)
    assert (again.new, again.confirmed, again.unchanged, again.documents, again.nodes) == (0, 0, 8, 0, 0)
    for about in ALL:
        changes = store.load(about())
        assert (changes.new, changes.confirmed) == (0, 0)
    assert snapshot(store) == before


def test_another_source_confirms(store: BoltStore) -> None:
    assert store.load(about_a()).new == 3
    changes = store.load(about_b())
    assert (changes.new, changes.confirmed, changes.unchanged) == (2, 1, 0)


def test_the_order_of_loading_does_not_matter(store: BoltStore) -> None:
    store.load(joined(*(about() for about in ALL)))
    whole = snapshot(store)
    for order in permutations(ALL):
        store.clear()
        for about in order:
            store.load(about())
        assert snapshot(store) == whole, [about.__name__ for about in order]


def test_parallel_facts_between_one_pair_stand_side_by_side(store: BoltStore) -> None:
    current = said(status="current")
    records = [supplies([current], m, year=y) for m in ("lithium", "nickel") for y in (2021, 2022)]
    store.load(bundle([DOCUMENT], records))
    rows = store.query(
        "MATCH (:Country {id: 'KAZ'})-[r:SUPPLIES]->(:Country {id: 'KOR'}) "
        "RETURN r.mineral AS m, r.year AS y ORDER BY m, y"
    ).rows
    assert rows == (("lithium", 2021), ("lithium", 2022), ("nickel", 2021), ("nickel", 2022))


def test_every_type_of_property_comes_back_as_it_was(store: BoltStore) -> None:
    properties: dict[str, Value] = {
        "text": "한국 🇰🇿 \"'\\\n\t\u2028", "empty": "", "whole": -(2**63), "number": 0.1, "one": 1.0,
        "yes": True, "no": False,
        "list": ("리튬", "a;b", ""), "none": (),
    }  # fmt: skip
    node = Node(KOR, "Korea — 대한민국", properties)
    store.load(Bundle(nodes={KOR: node}))
    back = store.read().nodes[KOR]
    assert back == node
    assert {k: type(v) for k, v in back.properties.items()} == {k: type(v) for k, v in properties.items()}
    assert store.load(Bundle(nodes={KOR: node})) == Changes()


def test_claims_come_back_with_all_that_they_say(store: BoltStore) -> None:
    whole = about_a().settled()
    store.load(whole)
    (supply,) = [r for r in store.read().records if isinstance(r, Fact) and r.relation == "SUPPLIES"]
    (claimed,) = supply.claims
    assert type(claimed.get("tonnes")) is float
    assert (claimed.reader, claimed.rule, claimed.published) == ("test", "rule", "2024-06-13")
    assert store.read().documents == {A.id: A}
    assert store.documents([A.id, "none"]) == {A.id: A}


def test_edges_carry_typed_dates_status_and_evidence(store: BoltStore) -> None:
    record = supplies([said(status="ended", date="2024-02"), said(status="current", date="2020")])
    store.load(bundle([DOCUMENT], [record]))
    properties = edge(store, "SUPPLIES")
    assert properties["valid_from"] == dt.date(2020, 1, 1)
    assert properties["valid_to"] == dt.date(2024, 2, 29)
    assert (properties["status"], properties["date"], properties["fact"]) == ("ended", "2020", record.id)
    assert (properties["documents"], properties["quotes"]) == ([DOCUMENT.id], [TEXT])
    assert (properties["support"], properties["disputed"], len(properties["evidence"])) == (1, False, 2)
    rows = store.query("MATCH ()-[r:SUPPLIES]->() WHERE r.valid_from <= date('2021-05-05') < r.valid_to RETURN 1").rows
    assert rows == ((1,),)


def test_three_thousand_facts_in_one_load(store: BoltStore) -> None:
    minerals = [f"m{n}" for n in range(60)]
    records = [
        supplies([said(status="current", tonnes=float(y))], m, year=y) for m in minerals for y in range(1970, 2020)
    ]
    assert store.load(bundle([DOCUMENT], records)).new == 3000
    assert store.inventory().facts == {"SUPPLIES": 3000}
    assert store.inventory().derived["EXPORTS"] == 3000
    assert store.read() == bundle([DOCUMENT], records).settled()


def test_what_a_load_has_written_is_told_on_the_way(store: BoltStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edges, "BATCH", 20)
    monkeypatch.setattr(writing, "BATCH", 20)
    records = [supplies([said(status="current")], year=year) for year in range(1980, 2020)]
    told: list[tuple[str, int, int]] = []
    store.load(bundle([DOCUMENT], [*records, mou(said(status="signed"))]), lambda *about: told.append(about))
    assert told == [("nodes written", 3, 4), ("nodes written", 4, 4), *(("facts written", n, 41) for n in (1, 21, 41))]


def test_properties_that_only_some_facts_have_are_theirs_alone(store: BoltStore) -> None:
    """Many facts of one relation travel together, their common properties once."""
    records = [
        supplies([said(status="current", **({"tonnes": float(year)} if year % 2 else {}))], year=year)
        for year in range(1000, 2100)
    ]
    store.load(bundle([DOCUMENT], records))
    text = "MATCH ()-[r:SUPPLIES]->() WHERE {} RETURN count(r) AS number"
    counts = {"r.tonnes = r.year": 550, "r.tonnes IS NULL": 550, "r.mineral = 'lithium'": 1100, "r.support = 1": 1100}
    assert {where: store.query(text.format(where)).rows[0][0] for where in counts} == counts
    assert store.read() == bundle([DOCUMENT], records).settled()


# ---------------------------------------------------------------- removal
@pytest.mark.parametrize("number", range(3))
def test_removing_a_document_leaves_what_the_others_make(store: BoltStore, number: int) -> None:
    others = [about for n, about in enumerate(ALL) if n != number]
    store.load(joined(*(about() for about in others)))
    without = snapshot(store)
    store.load(ALL[number]())
    assert snapshot(store) != without
    assert store.remove((A, B, C)[number].id).documents == 1
    assert snapshot(store) == without


def test_removing_all_documents_leaves_nothing(store: BoltStore) -> None:
    for about in ALL:
        store.load(about())
    removed = [store.remove(document.id).removed for document in (B, A, C)]
    assert removed == [2, 2, 4]
    assert snapshot(store) == ([], [])


def test_removing_what_is_not_there_changes_nothing(store: BoltStore) -> None:
    store.load(about_a())
    before = snapshot(store)
    assert store.remove("nonesuch") == Changes()
    assert snapshot(store) == before


def test_removal_keeps_nodes_that_others_described(store: BoltStore) -> None:
    lonely = Node(Ref("Country", "FRA"), "France")
    described = Node(KOR, "Korea", {"source": "a table", "region": "East Asia"})
    store.load(Bundle(nodes={lonely.ref: lonely, KOR: described}))
    store.load(about_a())
    store.remove(A.id)
    assert store.read().nodes == {lonely.ref: lonely, KOR: described}


def test_an_instrument_that_was_one_through_a_document_is_two_without_it(store: BoltStore) -> None:
    vague, june, other = article("vague claim"), article("June claim"), article("other claim")
    first = mou(claim(june, status="signed", date="2024-06-12", topics=topics(LITHIUM)))
    store.load(bundle([vague], [mou(claim(vague, status="signed", date="2024"))]))
    store.load(bundle([june], [first]))
    assert store.inventory().nodes["Agreement"] == 1
    store.load(bundle([other], [mou(claim(other, status="signed", date="2024-09-01", topics=topics(NICKEL)))]))
    assert store.inventory().nodes["Agreement"] == 3
    store.remove(other.id)
    assert store.inventory().nodes["Agreement"] == 1
    store.remove(vague.id)
    assert [r.id for r in store.read().records] == [first.id]


# ---------------------------------------------------------------- all or nothing
@pytest.fixture
def loaded(store: BoltStore) -> BoltStore:
    """A store that has something to lose."""
    store.load(about_a())
    return store


def test_a_bundle_with_a_bad_record_changes_nothing(loaded: BoltStore) -> None:
    before = snapshot(loaded)
    bad = about_b()
    bad.records.append(Instrument("treaty", (IDN, KOR), bad.records[0].claims))
    unquoted = about_b()
    unquoted.documents[B.id] = A
    with pytest.raises(GraphkitError):
        loaded.load(bad)
    with pytest.raises(EvidenceError):
        loaded.load(unquoted)
    assert snapshot(loaded) == before


@pytest.mark.parametrize("step", ["write_nodes", "_delete", "_write_records", "_write_derived", "_end_memberships"])
def test_a_load_that_fails_on_the_way_changes_nothing(
    loaded: BoltStore, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = snapshot(loaded)
    module = arriving if step in ("write", "note") else writing
    real = getattr(module, step)

    def fail(*arguments: Any) -> None:
        real(*arguments)
        raise RuntimeError("the cable was pulled")

    with monkeypatch.context() as patch:
        patch.setattr(module, step, fail)
        with pytest.raises(RuntimeError, match="cable"):
            loaded.load(joined(about_b(), about_c()))
        if step not in ("write_nodes", "write", "note"):
            with pytest.raises(RuntimeError, match="cable"):
                loaded.remove(A.id)
    assert snapshot(loaded) == before
    assert loaded.load(about_b()).new == 2


def test_a_fact_at_an_instrument_that_is_not_there_is_not_lost_in_silence(loaded: BoltStore) -> None:
    before = snapshot(loaded)
    signed = fact("SIGNED_BY", Ref("Agreement", "no-such"), Ref("Official", "KOR/yoon-suk-yeol"), said())
    with pytest.raises(StoreError, match="SIGNED_BY"):
        loaded.load(bundle([DOCUMENT], [signed]))
    assert snapshot(loaded) == before


def test_an_unknown_kind_of_node_or_a_nameless_one_is_refused(store: BoltStore) -> None:
    for node in (Node(Ref("Planet", "mars"), "Mars"), Node(KAZ, "")):
        with pytest.raises(GraphkitError):
            store.load(Bundle(nodes={node.ref: node}))
    assert snapshot(store) == ([], [])
