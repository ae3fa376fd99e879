"""`graphkit review`: what is proposed, and what accepting, rejecting and undoing do, as a user meets it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit import factsfile, ingest
from graphkit.bundle import Bundle
from graphkit.errors import InputError, StoreError
from graphkit.judging.judgements import Judgement, Judgements
from graphkit.model import MACHINE, ROW, TABLE, Document, Fact, Node, Record, Ref
from graphkit.review import deciding
from graphkit.review.likeness import same_body, same_ministry, same_person
from graphkit.review.proposals import Finder, Proposal
from graphkit.stores import open_store
from graphkit.stores.bolt import BoltStore
from tests.builders import IDN, KAZ, KOR, LITHIUM, NICKEL, article, bundle, claim, fact, mou, supplies, topics
from tests.commands import Result, graphkit
from tests.stores import snapshot

YOON, YUN = Ref("Official", "KOR/yoon-suk-yeol-x"), Ref("Official", "KOR/yun-seok-yeol-x")
TOKAYEV = Ref("Official", "KAZ/tokayev-x")
D1 = article("Yoon Suk-yeol met Tokayev. In May 2024 Korea and Indonesia signed an MOU on lithium.", publisher="Yonhap")
D2 = article("Yun Seok-yeol met Tokayev. Korea and Indonesia signed a lithium memorandum. Kazakhstan supplies lithium.")
D3 = article("Korea and Indonesia plan an MOU on lithium.", publisher="Antara", published="2023-01-05")
PLAN = mou(claim(D3, "plan an MOU", status="planned", topics=topics(LITHIUM)))
MAY = mou(claim(D1, "signed an MOU on lithium", status="signed", date="2024-05", topics=topics(LITHIUM)))
OTHER = mou(claim(D2, "signed a lithium memorandum", status="signed", date="2024-06", topics=topics(LITHIUM, NICKEL)))
SUPPLY = supplies([claim(D2, "Kazakhstan supplies lithium", status="current")])


def field() -> Bundle:
    """Three articles with one pair of nodes, one of instruments, one plan, and a fact."""
    records: list[Record] = [
        fact("MET_WITH", YOON, TOKAYEV, claim(D1, "Yoon Suk-yeol met Tokayev")),
        fact("MET_WITH", YUN, TOKAYEV, claim(D2, "Yun Seok-yeol met Tokayev")),
        PLAN, MAY, OTHER, SUPPLY,
    ]  # fmt: skip
    return bundle([D1, D2, D3], records, {YOON: "Yoon Suk-yeol", YUN: "Yun Seok-yeol", TOKAYEV: "Tokayev"})


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """A store in a folder that holds the field."""
    path = tmp_path / "store"
    with open_store(str(path)) as store:
        store.load(field())
    return str(path)


@pytest.fixture
def filled(store: BoltStore, tmp_path: Path) -> BoltStore:
    """A store that holds the field, with a place for judgements."""
    store.judgements_file = tmp_path / "judgements.csv"
    store.load(field())
    return store


def open_keys(store: BoltStore, kind: str) -> list[str]:
    """Return the keys of what is open."""
    return [p.key for p in deciding.proposals(store.read(), store.judgements(), [kind])]


def run(folder: str, *arguments: str, judgements: Path | None = None) -> Result:
    """Run `graphkit review` on the store, as eva; `judgements` is the file that the environment names."""
    named = str(judgements) if judgements else ""
    return graphkit("--store", folder, "review", *arguments, GRAPHKIT_JUDGEMENTS=named, LOGNAME="eva")


def export(folder: str) -> str:
    """Return what the store exports."""
    with open_store(folder, create=False) as store:
        return "\n".join(factsfile.lines(store.read()))


# ---------------------------------------------------------------- names
@pytest.mark.parametrize(
    ("one", "other", "office", "alike"),
    [
        ("Yoon Suk-yeol", "Yun Seok-yeol", False, True),
        ("Haitham bin Tarik", "Haitham bin Tariq", False, True),
        ("Abarchi Ousmane", "Ousmane Abarchi", False, True),
        ("Stanley Kakubo", "Stanley Kasongo Kakubo", False, True),
        ("Yoon S. Y.", "Yoon Suk-yeol", False, True),
        ("Lula", "Luiz Inácio Lula da Silva", True, True),
        ("Lula", "Luiz Inácio Lula da Silva", False, False),
        ("Kim Jong-il", "Kim Jong-un", False, False),
        ("Kim Soo-yong", "Kim Min-seok", True, False),
        ("Vladimir Putin", "Vladimir Kalinin", True, False),
        ("", "Yoon", True, False),
    ],
)
def test_people_with_like_names(one: str, other: str, office: bool, alike: bool) -> None:
    assert bool(same_person([one], [other], office)) is alike
    assert bool(same_person([other], [one], office)) is alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Ministry of Hydrocarbons and Energy", "Ministry of Hydrocarbons and Energies", True),
        ("Industry Ministry", "Ministry of Industry", True),
        ("Ministry of Energy", "Ministry of Education", False),
        ("Ministry of Mines", "Ministry of Foreign Affairs", False),
    ],
)
def test_ministries_with_like_names(one: str, other: str, alike: bool) -> None:
    assert bool(same_ministry([one], [other])) is alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("LG Chem Ltd.", "LG-Chem", True),
        ("Organisation of Petroleum Exporting Countries", "Organization of the Petroleum Exporting Countries", True),
        ("Korea-Kazakhstan Business Forum", "Korea-Uzbekistan Business Forum", False),
        ("Samsung SDI", "Samsung Electronics", False),
        ("Area 51 Mining", "Area 52 Mining", False),
        ("Co Ltd", "Inc", False),
    ],
)
def test_bodies_with_like_names(one: str, other: str, alike: bool) -> None:
    assert bool(same_body([one], [other])) is alike


# ---------------------------------------------------------------- proposals
def found(whole: Bundle, *rows: Judgement) -> list[Proposal]:
    """Return what is proposed about a bundle."""
    return deciding.proposals(whole.settled(), Judgements(rows), ("nodes", "instruments", "plans"))


def test_what_is_proposed_and_why() -> None:
    got = {p.kind: p for p in found(field())}
    assert set(got) == {"nodes", "instruments", "plans"}
    assert {got["nodes"].left, got["nodes"].right} == {str(YOON), str(YUN)}
    assert got["instruments"].why == "the same parties, topics that meet, dates that are near"
    assert got["plans"].left == f"Agreement/{PLAN.id}"
    assert got["plans"].right == f"Agreement/{MAY.id}"
    assert [c.document for c in (*got["plans"].left_claims, *got["plans"].right_claims)] == [D3.id, D1.id]


def test_the_order_of_records_changes_nothing() -> None:
    whole = field()
    turned = Bundle(dict(whole.documents), dict(reversed(whole.nodes.items())), whole.records[::-1])
    assert found(whole) == found(turned)


def test_what_was_rejected_is_not_asked_again_even_as_an_instrument_grows() -> None:
    pair = Judgement("different", f"Agreement/{MAY.id}", f"Agreement/{OTHER.id}")
    assert "instruments" not in {p.kind for p in found(field(), pair)}
    grown = field()
    more = article("Korea and Indonesia signed it in May 2024, on lithium and cobalt.")
    both = topics(LITHIUM, Ref("Mineral", "cobalt"))
    grown.add(bundle([more], [mou(claim(more, status="signed", date="2024-05-02", topics=both))]))
    assert MAY.id not in {r.id for r in grown.settled().records}
    assert "instruments" in {p.kind for p in found(grown)}
    assert "instruments" not in {p.kind for p in found(grown, pair)}


def test_two_of_the_tables_or_joined_by_a_fact_are_not_one() -> None:
    old, new = Ref("Ministry", "KOR/trade-industry-x"), Ref("Ministry", "KOR/industry-trade-x")
    names = {old: "Ministry of Trade and Industry", new: "Ministry of Industry and Trade"}
    apart = bundle([D1], [fact("SUCCEEDS", new, old, claim(D1, "Yoon"))], names)
    assert found(apart) == []
    alone = bundle([D1], [fact("MINISTRY_OF", ref, KOR, claim(D1, "Yoon")) for ref in names], names)
    assert [p.kind for p in found(alone)] == ["nodes"]
    known = [Ref("Ministry", "KOR/motie"), Ref("Ministry", "KOR/motir")]
    same = bundle([], [], [Node(ref, "Ministry of Trade") for ref in known])
    assert found(same) == []


def test_a_doubtful_fact_is_asked_for_unless_known_or_judged() -> None:
    whole = field().settled()
    doubtful = supplies([claim(D2, "Kazakhstan supplies lithium", status="current")], "nickel")
    held: list[tuple[Record, float]] = [(doubtful, 0.4), (SUPPLY, 0.3)]
    (proposal,) = Finder(whole, Judgements()).doubtful(held)
    assert (proposal.left, proposal.judgement) == (doubtful.id, "right")
    assert "0.40" in proposal.why
    for word in ("right", "wrong"):
        assert not list(Finder(whole, Judgements((Judgement(word, doubtful.id),))).doubtful(held))


# ---------------------------------------------------------------- the command
def test_the_list_fits_80_columns_and_shows_both_sides(folder: str) -> None:
    done = run(folder)
    assert done.code == 0, done.err
    assert max(map(len, done.out.splitlines())) <= 80
    assert done.out.startswith("Open proposals: 3 (1 nodes, 1 instruments, 1 plans)\n\n  1  n-")
    for words in ("“Yoon Suk-yeol met Tokayev”", "“Yun Seok-yeol met Tokayev”", "Yonhap", "spelling", "accept KEY"):
        assert words in done.out
    assert "and 2 more" in run(folder, "--limit", "1").out
    rows = run(folder, "--limit", "2", "--format", "json").json()
    assert [row["kind"] for row in rows] == ["nodes", "instruments"]
    (evidence,) = rows[0]["left_evidence"]
    assert set(evidence) == {"document", "quote", "start", "end", "published", "status", "date"}


def test_accepted_all_and_undone_the_export_is_what_it_was(folder: str) -> None:
    before = export(folder)
    names = [row["key"] for row in run(folder, "--format", "json").json()]
    done = run(folder, "accept", *names, "--reason", "seen both")
    assert (done.code, done.out) == (0, ""), done.err
    assert "Judged: Official/KOR/y" in done.err
    assert '"relation": "FULFILS"' in export(folder)
    done = run(folder)
    assert (done.out, done.err) == ("Open proposals: 0\n", "Nothing is open.\n")
    rows = run(folder, "judgements", "--format", "json").json()
    assert [(r["number"], r["key"], r["reason"], r["file"]) for r in rows] == [
        (n, key, "seen both", "own") for n, key in enumerate(names, 1)
    ]
    assert rows[0]["by"] == "eva" or os.name == "nt"
    assert len(rows[0]["on"]) == 10
    assert max(map(len, run(folder, "judgements").out.splitlines())) <= 80
    assert run(folder, "undo", "2", names[0], names[2]).code == 0
    assert export(folder) == before


def test_rejected_stays_rejected_until_undone(filled: BoltStore) -> None:
    (key,) = open_keys(filled, "nodes")
    before = snapshot(filled)
    deciding.decide(filled, [key], accept=False, reason="two men")
    assert snapshot(filled) == before
    assert open_keys(filled, "nodes") == []
    with pytest.raises(InputError, match=f"judged already .different.*undo {key}"):
        deciding.decide(filled, [key], accept=True, reason="")
    assert [row.reason for row in deciding.undo(filled, [key])] == ["two men"]
    assert open_keys(filled, "nodes") == [key]


def test_a_wrong_fact_goes_by_its_id_and_stays_out(filled: BoltStore) -> None:
    again = filled.read()
    deciding.decide(filled, [SUPPLY.id, f"Agreement/{MAY.id}"], accept=False, reason="")
    out = snapshot(filled)
    assert not {SUPPLY.id, MAY.id} & {r.id for r in filled.read().records}
    filled.load(again)
    assert snapshot(filled) == out


def test_a_wrong_fact_of_an_article_comes_back_when_undone(filled: BoltStore) -> None:
    filled.clear()
    filled.load(next(ingest.read(["briefs"], deciding.no_progress)).bundle)
    before = snapshot(filled)
    records = filled.read().records
    wrong = [*[r.id for r in records if isinstance(r, Fact)][:12], records[-1].id]
    rows = deciding.decide(filled, wrong, accept=False, reason="")
    assert not set(wrong) & {r.id for r in filled.read().records}
    deciding.undo(filled, [str(number) for number in range(1, len(rows) + 1)])
    assert snapshot(filled) == before


def test_judged_by_hand_and_undone(filled: BoltStore) -> None:
    before = snapshot(filled)
    deciding.pass_judgement(filled, Judgement("same", str(IDN), str(KAZ)))
    assert snapshot(filled) != before
    deciding.undo(filled, ["1"])
    assert snapshot(filled) == before
    deciding.pass_judgement(filled, Judgement("fulfils", f"Agreement/{PLAN.id}", f"Agreement/{OTHER.id}"))
    (pledge,) = [r for r in filled.read().records if isinstance(r, Fact) and r.relation == "FULFILS"]
    with pytest.raises(InputError, match="follows from a judgement"):
        deciding.decide(filled, [pledge.id], accept=False, reason="")
    for row, words in (
        (Judgement("same", str(YOON), "Official/KOR/nobody"), "has no Official/KOR/nobody"),
        (Judgement("same", "KOR", "JPN"), "left"),
        (Judgement("same", str(YOON), str(YOON)), "same as the left"),
    ):
        with pytest.raises(InputError, match=words):
            deciding.pass_judgement(filled, row)


def test_apply_brings_the_store_in_line_with_an_edited_file(filled: BoltStore) -> None:
    before = snapshot(filled)
    deciding.decide(filled, open_keys(filled, "nodes"), accept=True, reason="")
    merged = snapshot(filled)
    path = deciding.own_file(filled)
    text = path.read_text(encoding="utf-8")
    path.unlink()
    deciding.bring_in_line(filled)
    assert snapshot(filled) == before
    path.write_text(text, encoding="utf-8")
    deciding.bring_in_line(filled)
    assert snapshot(filled) == merged


# ---------------------------------------------------------------- what goes wrong
@pytest.mark.parametrize(
    ("accept", "key", "words"),
    [
        (True, "n-00000000", "no open proposal"),
        (False, "nonsense", "no open proposal"),
        (True, SUPPLY.id, "fact of the store already"),
    ],
)
def test_a_bad_key_among_good_ones_changes_nothing(filled: BoltStore, accept: bool, key: str, words: str) -> None:
    before = snapshot(filled)
    with pytest.raises(InputError, match=words):
        deciding.decide(filled, [*open_keys(filled, "nodes"), key], accept=accept, reason="")
    assert snapshot(filled) == before
    assert not deciding.own_file(filled).exists()


def test_a_bad_key_is_one_sentence(folder: str) -> None:
    for arguments in (["accept", "n-00000000"], ["undo", "7"]):
        done = run(folder, *arguments)
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1), done.err
    assert not Path(folder, "judgements.csv").exists()


def test_a_broken_file_is_named_with_its_line(folder: str) -> None:
    path = Path(folder, "judgements.csv")
    path.write_text("judgement,left,right,reason,by,on\nsame,Country/KOR,Planet/mars,,,\n", encoding="utf-8")
    done = run(folder)
    assert done.code == 1
    assert "judgements.csv, line 2, right" in done.err


def test_if_the_store_cannot_be_changed_the_file_is_not_either(store: BoltStore, tmp_path: Path) -> None:
    store.load(field())
    store.judgements_file = tmp_path / "judgements.csv"
    (key,) = [p.key for p in deciding.proposals(store.read(), Judgements(), ("nodes",))]
    bad = bundle([], [fact("SIGNED_BY", Ref("Agreement", "no-such"), YOON, claim(D1, "Yoon"))])
    bad.documents[D1.id] = D1
    with pytest.raises(StoreError):
        deciding.record(store, "judgement,left,right,reason,by,on\n", bad)
    assert list(tmp_path.iterdir()) == []
    store.judgements_file = tmp_path / "no" / "such" / "judgements.csv"
    before = store.read()
    with pytest.raises(InputError, match="cannot be written"):
        deciding.decide(store, [key], accept=True, reason="")
    assert store.read() == before


def test_a_facts_file_takes_judgements_from_the_file_that_is_named(folder: str, tmp_path: Path) -> None:
    facts, named = tmp_path / "facts.jsonl", tmp_path / "mine.csv"
    facts.write_text(export(folder) + "\n", encoding="utf-8")
    (key,) = (p.key for p in found(field()) if p.kind == "nodes")
    done = run(str(facts), "accept", key)
    assert done.code == 1
    assert "GRAPHKIT_JUDGEMENTS" in done.err
    assert run(str(facts), "accept", key, judgements=named).code == 0
    assert named.read_text(encoding="utf-8").count("\n") == 2
    left = run(str(facts), "--format", "json", judgements=named).json()
    assert key not in {row["key"] for row in left}


# ---------------------------------------------------------------- doubtful facts
def test_a_doubtful_fact_is_accepted_undone_and_rejected(filled: BoltStore) -> None:
    filled.clear()
    articles = Path(__file__).parent / "reading" / "articles" / "020"
    filled.load(next(ingest.read([str(articles)], deciding.no_progress)).bundle)
    before = snapshot(filled)
    first, *_ = deciding.proposals(filled.read(), filled.judgements(), ["facts"])
    deciding.decide(filled, [first.key], accept=True, reason="")
    kept = snapshot(filled)
    assert kept != before
    assert first.key not in open_keys(filled, "facts")
    deciding.undo(filled, [first.key])
    assert snapshot(filled) == before
    deciding.decide(filled, [first.key], accept=False, reason="")
    assert snapshot(filled) == before
    assert first.key not in open_keys(filled, "facts")


@pytest.mark.parametrize(("reader", "read"), [("test", 1), (TABLE, 0), (ROW, 0), (MACHINE, 0)])
def test_only_articles_are_read_again(reader: str, read: int) -> None:
    told = article("Kazakhstan supplies lithium to Korea.")
    said = replace(claim(told, status="current"), reader=reader)
    assert len(list(deciding.read_again(bundle([told], [supplies([said])])))) == read


def test_a_table_whose_source_stands_first_is_no_article() -> None:
    table = Document("t", "Table pacts", "source,parties,kind\nhttps://x.example,CHL;KOR,mou\n", "0")
    assert not list(deciding.read_again(Bundle({"t": table})))
