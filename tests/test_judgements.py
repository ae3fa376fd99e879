"""Judgements: the file, read strictly; and what they do to facts, in every store, in any order, and back again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from graphkit import factsfile
from graphkit.bundle import Bundle
from graphkit.errors import GraphkitError, InputError
from graphkit.facts import former_ids
from graphkit.judging import judgements
from graphkit.judging.judgements import Judgement, Judgements
from graphkit.judging.said import moved, restored
from graphkit.model import Fact, Instrument, Record, Ref
from graphkit.stores.base import Verdict
from graphkit.stores.bolt import BoltStore
from tests.builders import IDN, JPN, KAZ, KOR, LITHIUM, MSP, NICKEL, article, bundle, claim, fact, mou, supplies, topics
from tests.stores import ALL, about_a, about_b, about_c, joined, snapshot

YOON, YUN, YOON_SY = (Ref("Official", f"KOR/{name}") for name in ("yoon-suk-yeol", "yun-seok-yeol", "yoon-s-y"))
TOKAYEV = Ref("Official", "KAZ/tokayev")
LITIUM = Ref("Mineral", "litium")
KOREA_MIN, MOTIE = Ref("Ministry", "KOR/industry"), Ref("Ministry", "KOR/motie")
D1 = article("Yoon met Tokayev. Korea's industry ministry and Indonesia signed an MOU on lithium in June 2024.")
D2 = article("Yun Seok-yeol met Tokayev and Yoon S. Y. in Astana. Kazakhstan supplies litium to Korea.")


def people() -> Bundle:
    """Two articles that name one person, one ministry and one mineral in several ways."""
    records: list[Record] = [
        fact("MET_WITH", YOON, TOKAYEV, claim(D1, "Yoon met Tokayev")),
        fact("MET_WITH", YUN, TOKAYEV, claim(D2, "Yun Seok-yeol met Tokayev", place="Astana")),
        fact("MET_WITH", YOON_SY, TOKAYEV, claim(D2, "Yoon S. Y.")),
        fact("SERVES_IN", YUN, KOR, claim(D2, "Yun Seok-yeol", title="President")),
        mou(
            claim(D1, "signed an MOU", status="signed", date="2024-06", topics=topics(LITHIUM)),
            parties=(KOREA_MIN, IDN),
        ),
        mou(claim(D1, "MOU on lithium", status="signed", date="2024-06"), parties=(MOTIE, IDN)),
        supplies([claim(D2, "Kazakhstan supplies litium", status="current")], "litium"),
        supplies([claim(D2, "supplies", status="current")], "lithium"),
    ]
    names = {YOON: "Yoon Suk-yeol", YUN: "Yun Seok-yeol", YOON_SY: "Yoon S. Y.", KOREA_MIN: "Industry Ministry"}
    return bundle([D1, D2], records, names)


def same(left: Ref, right: Ref) -> Judgement:
    """Return the row that says so."""
    return Judgement("same", str(left), str(right))


def rows(*given: Judgement) -> Judgements:
    """Return judgements of these rows."""
    return Judgements(given)


def judge(store: BoltStore, *given: Judgement, before: Iterable[Judgement] = ()) -> None:
    """Apply rows to what a store holds, and write them to its file."""
    store.judge(Verdict(rows(*before), rows(*given)))
    assert store.judgements_file is not None
    text = judgements.added(Path("/nonexistent"), given) if given else ""
    store.judgements_file.write_text(text, encoding="utf-8")


@pytest.fixture
def store(store: BoltStore, tmp_path: Path) -> BoltStore:
    """An empty store without judgements, with a place for them."""
    store.judgements_file = tmp_path / "judgements.csv"
    return store


def export(store: BoltStore) -> str:
    """Return the facts file that the store makes."""
    return "\n".join(factsfile.lines(store.read()))


# ---------------------------------------------------------------- the file
HEAD = "judgement,left,right,reason,by,on\n"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("same,Country/KOR,Country/PRK,,", ["line 2", "5 cells"]),
        ("equal,Country/KOR,Country/PRK,,,", ["line 2", "judgement", "equal"]),
        ("same,Country/Korea,Country/PRK,,,", ["line 2", "left", "Korea"]),
        ("same,Country/KOR,Planet/mars,,,", ["line 2", "right", "Planet"]),
        ("same,Country/KOR,,,,", ["line 2", "right"]),
        ("same,Country/KOR,Country/KOR,,,", ["line 2", "right", "left"]),
        ("same,Agreement/a-1,Country/KOR,,,", ["line 2", "right", "Agreement"]),
        ("fulfils,Country/KOR,Country/PRK,,,", ["line 2", "left", "Agreement"]),
        ("same,Document/a-1,Document/b-1,,,", ["line 2", "left", "Document"]),
        ("wrong,a-fact,another,,,", ["line 2", "right", "empty"]),
        ("wrong,,,,,", ["line 2", "left", "empty"]),
        ("wrong,a-fact,,,,yesterday", ["line 2", "on", "yesterday"]),
        ('wrong,"a-fact,,,,', ["line 2", "CSV"]),
        ("wrong,a-fact,,,,\n\nright,a-fact,,,,", ["line 4", "line 2"]),
        ("same,Country/KOR,Country/PRK,,,\ndifferent,Country/PRK,Country/KOR,,,", ["line 3", "line 2"]),
    ],
)
def test_a_bad_row_is_named_with_line_and_column(tmp_path: Path, line: str, words: list[str]) -> None:
    path = tmp_path / "judgements.csv"
    path.write_text(f"{HEAD}{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        judgements.read(path)
    assert all(word in str(caught.value) for word in [str(path), *words])


def test_a_bad_head_and_bad_bytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "judgements.csv"
    path.write_text("judgement,left,right\n", encoding="utf-8")
    with pytest.raises(InputError, match="columns must be"):
        judgements.read(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="UTF-8"):
        judgements.read(path)


def test_rows_are_added_and_removed_and_all_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "judgements.csv"
    one, two = same(YUN, YOON), Judgement("wrong", "a-fact", "", 'not "so",\nsaid a', "eva", "2026-01")
    path.write_text(judgements.added(path, [one]), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    path.write_text(judgements.added(path, [two]), encoding="utf-8")
    read = judgements.read(path)
    assert read[0] == one
    assert (read[1].reason, read[1].by, read[1].on) == ('not "so", said a', "eva", "2026-01")
    assert judgements.removed(path, [two.key]) == before
    assert judgements.added(path, [Judgement("different", one.right, one.left)]).count("\n") == 3  # makes room
    assert judgements.read(tmp_path / "none") == ()


def test_the_bundled_file_is_sound() -> None:
    assert judgements.standing(None).rows == ()


def test_a_later_row_of_one_thing_holds() -> None:
    assert rows(same(YUN, YOON), Judgement("different", str(YOON), str(YUN))).same == {}
    both = rows(Judgement("wrong", "f"), Judgement("right", "f"))
    assert (set(both.wrong), set(both.right)) == (set(), {"f"})


def test_chains_and_cycles_end_at_one_node() -> None:
    assert rows(same(YUN, YOON_SY), same(YOON_SY, YOON)).same == {YUN: YOON, YOON_SY: YOON}
    smallest = min(YUN, YOON_SY, YOON)
    for order in permutations([same(YUN, YOON_SY), same(YOON_SY, YOON), same(YOON, YUN)]):
        assert rows(*order).same == {ref: smallest for ref in (YUN, YOON_SY, YOON) if ref != smallest}
    assert rows(same(YUN, YOON), same(YUN, YOON_SY)).same[YUN] == min(YOON, YOON_SY)


# ---------------------------------------------------------------- records
def test_every_role_is_moved_and_restored() -> None:
    mapping = {YUN: YOON, LITIUM: LITHIUM, KOREA_MIN: MOTIE, KAZ: JPN, MSP: Ref("Forum", "forge")}
    records: list[Record] = [
        *people().records,
        fact("COOPERATES_WITH", KOR, IDN, claim(status="agreed", topics=topics(NICKEL, LITIUM)), within="msp"),
        fact("RESTRICTS_EXPORT_OF", KOR, LITIUM, claim(status="current"), measure="ban", against="KAZ"),
        fact("COOPERATES_WITH", IDN, KAZ, claim(status="agreed")),
    ]
    for record in records:
        new = moved(record, mapping)
        assert restored(new, lambda c: True) == [record]
        assert moved(new, {}) == new
    (supply,) = [moved(r, mapping) for r in records if isinstance(r, Fact) and r.get("mineral") == "litium"]
    assert isinstance(supply, Fact)
    assert (supply.subject, supply.get("mineral")) == (JPN, "lithium")


def test_what_cannot_be_stays_as_it_was_said() -> None:
    meeting = fact("MET_WITH", YOON, YUN, claim())
    pair = mou(claim(status="signed"), parties=(KOREA_MIN, MOTIE))
    company = Ref("Company", "posco")
    office = fact("MINISTRY_OF", MOTIE, KOR, claim())
    assert moved(meeting, {YUN: YOON}) == meeting
    assert moved(pair, {KOREA_MIN: MOTIE}) == pair
    assert moved(office, {MOTIE: company}) == office


def test_an_instrument_is_known_by_the_ids_it_had() -> None:
    early = mou(claim("a", status="signed", date="2024-06", topics=topics(LITHIUM)))
    late = mou(*early.claims, claim("b", status="signed", date="2024-06-12", topics=topics(NICKEL)))
    assert early.id != late.id
    assert {early.id, late.id} <= former_ids(late)


# ---------------------------------------------------------------- same
MERGE = (same(YUN, YOON), same(YOON_SY, YOON), same(KOREA_MIN, MOTIE), same(LITIUM, LITHIUM))


def test_same_moves_facts_and_undoing_restores_all(store: BoltStore) -> None:
    store.load(people())
    before, exported = snapshot(store), export(store)
    judge(store, *MERGE)
    merged = store.read()
    assert {end.id for r in merged.records if r.id.startswith("kaz-tokayev") for end in r.ends} == {TOKAYEV.id, YOON.id}
    assert store.inventory().nodes["Agreement"] == 1
    assert store.query("MATCH (:Official {id: $id})-[r:MET_WITH]-() RETURN r.support", {"id": YOON.id}).rows == ((2,),)
    assert store.query("MATCH (n:Official {id: $id})--(d) RETURN DISTINCT labels(d)[0]", {"id": YUN.id}).rows == (
        ("Document",),
    )
    judge(store, before=MERGE)
    assert export(store) == exported
    assert snapshot(store) == before


def test_judging_before_or_after_a_load_comes_to_the_same(store: BoltStore) -> None:
    store.load(joined(people(), about_a()))
    judge(store, *MERGE)
    after = snapshot(store)
    store.clear()
    changes = store.load(joined(people(), about_a()))
    assert snapshot(store) == after
    again = store.load(joined(people(), about_a()))
    assert (again.new, again.confirmed) == (0, 0)
    assert changes.new == again.unchanged
    assert snapshot(store) == after


def test_one_of_several_is_undone_and_the_others_stay(store: BoltStore) -> None:
    store.load(people())
    judge(store, MERGE[0])
    one = snapshot(store)
    judge(store, *MERGE, before=MERGE[:1])
    judge(store, MERGE[0], before=MERGE)
    assert snapshot(store) == one


def test_a_chain_comes_apart_where_it_is_cut(store: BoltStore) -> None:
    chain = (same(YUN, YOON_SY), same(YOON_SY, YOON))
    store.load(people())
    judge(store, chain[0])
    first = snapshot(store)
    judge(store, *chain, before=chain[:1])
    judge(store, chain[0], before=chain)
    assert snapshot(store) == first
    judge(store, before=chain[:1])
    store.clear()
    store.load(people())
    whole = snapshot(store)
    judge(store, *chain)
    judge(store, before=chain)
    assert snapshot(store) == whole


def test_a_document_is_removed_under_judgements_as_without(store: BoltStore) -> None:
    first = bundle(
        [D1],
        [r for r in people().records if r.claims[0].document == D1.id],
        {YOON: "Yoon Suk-yeol", KOREA_MIN: "Industry Ministry"},
    )
    judge(store, *MERGE)
    store.load(first)
    alone = snapshot(store)
    store.load(people())
    assert snapshot(store) != alone
    store.remove(D2.id)
    assert snapshot(store) == alone
    store.remove(D1.id)
    assert snapshot(store) == ([], [])


def test_what_is_exported_keeps_its_merges_elsewhere(store: BoltStore) -> None:
    store.load(people())
    judge(store, *MERGE)
    merged = store.read()
    store.clear()
    assert store.judgements_file is not None
    store.judgements_file.unlink()
    store.load(merged)
    assert store.read() == merged


def test_a_failure_on_the_way_changes_nothing(store: BoltStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.load(people())
    before = snapshot(store)
    with pytest.raises(GraphkitError):
        store.judge(Verdict(rows(), rows(*MERGE), add=bundle([], [supplies([claim(D1, "Yoon", status="current")])])))
    assert snapshot(store) == before


# ---------------------------------------------------------------- wrong
def test_a_wrong_fact_goes_and_stays_out(store: BoltStore) -> None:
    whole = joined(about_a(), people())
    store.load(whole)
    before = snapshot(store)
    gone = next(r for r in store.read().records if r.id.startswith("kaz-supplies-kor"))
    row = Judgement("wrong", gone.id)
    judge(store, row)
    assert gone.id not in {r.id for r in store.read().records}
    out = snapshot(store)
    store.load(whole)
    assert snapshot(store) == out
    judge(store, before=[row])
    store.load(whole)
    assert snapshot(store) == before


def test_a_wrong_fact_goes_under_the_name_it_had_and_the_name_it_has(store: BoltStore) -> None:
    met = [r for r in people().records if isinstance(r, Fact) and r.relation == "MET_WITH"]
    store.load(people())
    number = len(store.read().records)
    judge(store, MERGE[0], Judgement("wrong", met[1].id))
    assert len(store.read().records) == number - 1
    assert store.query("MATCH (:Official {id: $id})-[r:MET_WITH]-() RETURN r.support", {"id": YOON.id}).rows == ((1,),)
    store.clear()
    store.load(people())
    assert len(store.read().records) == number - 1


def test_a_wrong_instrument_goes_with_the_documents_share(store: BoltStore) -> None:
    ((a,), (b,)) = ([r for r in part().records if isinstance(r, Instrument)] for part in (about_a, about_b))
    for order in permutations([about_a, about_b]):
        store.clear()
        judge(store)
        for part in order:
            store.load(part())
        judge(store, Judgement("wrong", b.id))
        (left,) = [r for r in store.read().records if isinstance(r, Instrument)]
        assert left.id == a.id
        store.load(joined(about_a(), about_b()))
        assert [r.id for r in store.read().records if isinstance(r, Instrument)] == [a.id]


# ---------------------------------------------------------------- instruments
FIRST = article("In May 2024 Korea and Indonesia signed an MOU on lithium.", published="2024-06-01")
SECOND = article(
    "Korea and Indonesia signed a memorandum on batteries and lithium in June 2024.", published="2024-06-02"
)
THIRD = article("The MOU of Korea and Indonesia was signed on 30 May 2024.", published="2024-06-03")
PLAN = article("Korea and Indonesia plan an MOU on lithium.", published="2023-01-05")
MAY = mou(claim(FIRST, status="signed", date="2024-05", topics=topics(LITHIUM)))
JUNE = mou(claim(SECOND, status="signed", date="2024-06", topics=topics(NICKEL, LITHIUM)))
VAGUE = mou(claim(THIRD, status="signed", date="2024-05-30"))
PLANNED = mou(claim(PLAN, status="planned", topics=topics(LITHIUM)))
PARTS = [
    bundle([FIRST], [MAY, fact("SIGNED_BY", Ref("Agreement", MAY.id), YOON, claim(FIRST, "signed"))]),
    bundle([SECOND], [JUNE]),
    bundle([THIRD], [VAGUE]),
    bundle([PLAN], [PLANNED]),
]
JOIN = Judgement("same", f"Agreement/{MAY.id}", f"Agreement/{JUNE.id}")
FULFIL = Judgement("fulfils", f"Agreement/{PLANNED.id}", f"Agreement/{MAY.id}")


def fill(store: BoltStore, parts: Iterable[Bundle] = PARTS) -> None:
    """Load the parts one after the other."""
    for part in parts:
        store.load(part)


def agreements(store: BoltStore) -> int:
    """Return how many instruments the store has."""
    return store.inventory().nodes.get("Agreement", 0)


def test_instruments_are_joined_and_come_apart(store: BoltStore) -> None:
    fill(store)
    before, exported = snapshot(store), export(store)
    assert agreements(store) == 3
    judge(store, JOIN)
    assert agreements(store) == 2
    assert store.query("MATCH (a:Agreement)-[:SIGNED_BY]->() RETURN size(a.documents)").rows == ((3,),)
    judge(store, before=[JOIN])
    assert export(store) == exported
    assert snapshot(store) == before


def test_joined_and_fulfilled_in_any_order_of_loading(store: BoltStore) -> None:
    fill(store)
    judge(store, JOIN, FULFIL)
    whole = snapshot(store)
    assert store.query("MATCH (s)-[:FULFILS]->(p) RETURN p.status, s.status").rows == (("planned", "signed"),)
    for order in permutations(PARTS):
        store.clear()
        fill(store, order)
        assert snapshot(store) == whole
    fill(store)
    assert snapshot(store) == whole


def test_a_document_is_removed_from_joined_instruments(store: BoltStore) -> None:
    judge(store, JOIN, FULFIL)
    for number, document in enumerate((FIRST, SECOND, THIRD, PLAN)):
        store.clear()
        fill(store, [p for n, p in enumerate(PARTS) if n != number])
        without = snapshot(store)
        store.clear()
        fill(store)
        store.remove(document.id)
        assert snapshot(store) == without, number


def test_a_fulfilled_plan_has_the_evidence_of_both_and_is_undone(store: BoltStore) -> None:
    fill(store)
    before = snapshot(store)
    judge(store, FULFIL)
    (pledge,) = [r for r in store.read().records if isinstance(r, Fact) and r.relation == "FULFILS"]
    assert {c.document for c in pledge.claims} >= {PLAN.id, FIRST.id}
    assert store.load(bundle([], [])).new == 0
    judge(store, before=[FULFIL])
    assert snapshot(store) == before


def test_an_instrument_row_holds_though_its_parties_are_judged_too(store: BoltStore) -> None:
    left = mou(claim(FIRST, status="signed", date="2024-05", topics=topics(LITHIUM)), parties=(KOREA_MIN, IDN))
    right = mou(claim(SECOND, status="signed", date="2024-06", topics=topics(NICKEL)), parties=(MOTIE, IDN))
    store.load(bundle([FIRST, SECOND], [left, right]))
    before = snapshot(store)
    given = (same(KOREA_MIN, MOTIE), Judgement("same", f"Agreement/{left.id}", f"Agreement/{right.id}"))
    judge(store, *given)
    assert agreements(store) == 1
    judge(store, before=given)
    assert snapshot(store) == before


def test_a_row_about_what_is_not_there_waits(store: BoltStore) -> None:
    judge(store, JOIN, FULFIL, same(YUN, YOON), Judgement("wrong", "no-such-fact"))
    assert store.load(about_c()).new == 4
    assert store.read() == about_c().settled()


# ---------------------------------------------------------------- right
def test_a_doubtful_fact_is_let_in_by_a_judgement_only(store: BoltStore) -> None:
    doubtful = supplies([claim(D2, "Kazakhstan supplies litium", status="current")], "nickel")
    whole = people()
    whole.doubtful.append(doubtful)
    store.load(whole)
    before = snapshot(store)
    row = Judgement("right", doubtful.id)
    store.judge(Verdict(rows(), rows(row), add=Bundle({D2.id: D2}, records=[doubtful])))
    judge(store, row)
    kept = snapshot(store)
    assert kept != before
    store.load(whole)
    assert snapshot(store) == kept
    store.judge(Verdict(rows(row), rows(), drop=(doubtful,)))
    assert snapshot(store) == before


def test_a_store_is_brought_in_line_with_a_file_edited_by_hand(store: BoltStore) -> None:
    fill(store)
    store.load(people())
    plain = snapshot(store)
    judge(store, *MERGE, JOIN, FULFIL)
    judged = snapshot(store)
    store.judge(Verdict(None, rows()))
    assert snapshot(store) == plain
    store.judge(Verdict(None, rows(*MERGE, JOIN, FULFIL)))
    assert snapshot(store) == judged


def test_all_parts_under_all_judgements_in_any_order(store: BoltStore) -> None:
    judge(store, same(JPN, KAZ), same(NICKEL, LITHIUM), same(MSP, Ref("Forum", "forge")))
    store.load(joined(*(part() for part in ALL)))
    whole = snapshot(store)
    for order in permutations(ALL):
        store.clear()
        for part in order:
            store.load(part())
        assert snapshot(store) == whole


@pytest.mark.parametrize("seed", range(3))
def test_any_judgements_changed_in_any_order_come_to_what_a_fresh_load_makes(store: BoltStore, seed: int) -> None:
    chance = Random(seed)
    parts = [*(part() for part in ALL), people(), *PARTS]
    pool = [*MERGE, JOIN, FULFIL, same(JPN, KAZ), same(NICKEL, LITHIUM), same(IDN, KAZ), same(KAZ, KOR)]
    pool += [same(MSP, Ref("Forum", "forge")), same(LITHIUM, NICKEL), Judgement("different", str(YUN), str(YOON))]
    for part in chance.sample(parts, len(parts)):
        store.load(part)
    held: list[Judgement] = []
    for _ in range(3):
        drawn = [row for row in held if chance.random() < 0.6] + chance.sample(pool, chance.randint(1, 4))
        new = list({row.key: row for row in drawn}.values())
        judge(store, *new, before=held)
        held = new
    judged = snapshot(store)
    store.clear()
    for part in chance.sample(parts, len(parts)):
        store.load(part)
    assert snapshot(store) == judged
