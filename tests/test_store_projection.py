"""What follows from facts in every store: derived edges, mentions, disputes, ended memberships, days."""

from __future__ import annotations

import datetime as dt

from graphkit.model import Node, Record, Ref
from graphkit.standing import as_of, settle
from graphkit.stores.bolt import BoltStore
from tests.builders import JPN, MSP, article, bundle, claim, fact, mou, supplies
from tests.stores import A, B, about_a, about_b, about_c, documents_of, edge, joined

DOCUMENT = article("so it is")


def test_derived_edges_follow_the_facts(store: BoltStore) -> None:
    store.load(about_a())
    assert edge(store, "SIGNED_MOU")["topics"] == ["lithium"]
    store.load(about_b())
    pair = edge(store, "SIGNED_MOU")
    assert (pair["topics"], pair["date"], pair["valid_from"]) == (
        ["lithium", "nickel"],
        "2024-06-12",
        dt.date(2024, 6, 12),
    )
    ((agreement,),) = store.query("MATCH (a:Agreement) RETURN a.id").rows
    assert pair["agreement"] == pair["derived_from"] == pair["fact"] == agreement
    rows = store.query("MATCH (p)-[:PARTY_TO]->(a)-[:COVERS]->(m) RETURN p.id AS p, m.id AS m ORDER BY p, m").rows
    assert rows == (("IDN", "lithium"), ("IDN", "nickel"), ("KOR", "lithium"), ("KOR", "nickel"))
    assert store.query("MATCH ()-[r:IMPORTS]->(m) RETURN m.id AS m, r.status AS s ORDER BY m").rows == (
        ("lithium", "current"), ("nickel", "sought"),
    )  # fmt: skip


def test_a_document_mentions_what_it_speaks_of_and_no_more(store: BoltStore) -> None:
    store.load(joined(about_a(), about_b()))
    assert documents_of(store, A) == {"KOR", "IDN", "KAZ", "lithium", "msp", "MOU: IDN, KOR"}
    assert documents_of(store, B) == {"KOR", "IDN", "JPN", "KAZ", "lithium", "nickel", "MOU: IDN, KOR"}


def test_what_claims_contradict_is_marked(store: BoltStore) -> None:
    store.load(joined(about_a(), about_b()))
    assert edge(store, "MEMBER_OF")["disputed"] is False
    assert store.load(about_c()).disputed == 1
    text = "MATCH ()-[r:SUPPLIES {mineral: 'lithium'}]->() RETURN r.disputed, r.disputed_on, r.support"
    assert store.query(text).rows == ((True, ["tonnes"], 2),)
    assert store.inventory().disputed == 1


def test_two_leaders_at_a_time_are_marked_and_unmarked(store: BoltStore) -> None:
    other = article("Japan leads it")
    rival = bundle([other], [fact("LEADS", JPN, MSP, claim(other, since="2024"))])
    store.load(about_c())
    assert edge(store, "LEADS")["disputed"] is False
    assert store.load(rival).disputed == 2
    text = "MATCH ()-[r:LEADS]->() RETURN r.disputed, r.disputed_on"
    assert store.query(text).rows == ((True, ["subject"]),) * 2
    store.remove(other.id)
    assert store.query(text).rows == ((False, None),)


def test_the_end_of_a_forum_ends_its_memberships_whichever_is_loaded_first(store: BoltStore) -> None:
    table = article("a table of forums")
    ended = Node(MSP, "MSP", {"source": "a table", "document": table.id, "ended": "2026-02"})
    forums = bundle([table], [], [ended])
    for first, second in ((about_a(), forums), (forums, about_a())):
        store.clear()
        store.load(first)
        store.load(second)
        assert edge(store, "MEMBER_OF")["valid_to"] == dt.date(2026, 2, 28)
    store.remove(table.id)
    assert "valid_to" not in edge(store, "MEMBER_OF")


def test_as_of_a_day_from_what_the_store_gives_back(store: BoltStore) -> None:
    records: list[Record] = [
        supplies(
            [
                claim(DOCUMENT, status="sought", published="2021-01-01"),
                claim(DOCUMENT, status="current", date="2022-05"),
            ]
        ),
        mou(claim(DOCUMENT, status="signed", date="2020"), claim(DOCUMENT, status="terminated", date="2023-06-30")),
    ]
    store.load(bundle([DOCUMENT], records))
    back = {type(r).__name__: r for r in store.read().records}
    days = [dt.date(2020, 6, 1), dt.date(2021, 6, 1), dt.date(2022, 6, 1), dt.date(2024, 1, 1)]
    assert [s.status if (s := as_of(back["Fact"], day)) else None for day in days] == [
        None,
        "sought",
        "current",
        "current",
    ]
    assert [settle(back["Instrument"]).holds_on(day) for day in days] == [True, True, True, False]


def test_facts_at_an_instrument_stay_with_it(store: BoltStore) -> None:
    person = Ref("Official", "KOR/yoon-suk-yeol")
    whole = about_a()
    agreement = Ref("Agreement", whole.records[0].id)
    whole.records.append(fact("SIGNED_BY", agreement, person, claim(A, "signed an MOU")))
    store.load(whole)
    assert edge(store, "SIGNED_BY")
    store.load(about_b())
    assert edge(store, "SIGNED_BY")
