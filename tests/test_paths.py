"""Paths of evidence: which come first and why, the same from both ends and from every source, and how they read."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterable
from pathlib import Path as File

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit import factsfile
from graphkit.analysis.facts_at import FactsAt, things
from graphkit.analysis.paths import BEST, Found, _cost, paths
from graphkit.analysis.pathview import Asked, answer
from graphkit.bundle import Bundle
from graphkit.errors import InputError
from graphkit.model import Record, Ref
from graphkit.stores.bolt import BoltStore
from tests.builders import IDN, JPN, KAZ, KOR, LITHIUM, MSP, NICKEL, article, bundle, claim, fact, mou, supplies, topics
from tests.commands import graphkit

TODAY = dt.date(2026, 1, 1)
SAID = article("So it is said, and written down here.", publisher="Herald", published="2024-01-10")
MORE = article("Another paper has it too, at length.", publisher="Tribune", published="2024-02-10")
SMALL = Ref("Forum", "small")
OTHERS = [Ref("Country", code) for code in ("USA", "CAN", "AUS", "IND", "NOR", "SWE", "FIN", "FRA", "DEU", "ITA")]


def said(**more: object) -> object:
    return claim(SAID, **more)  # type: ignore[arg-type]


def member(party: Ref, forum: Ref, **more: str) -> Record:
    return fact("MEMBER_OF", party, forum, claim(SAID, status="member", **more))  # type: ignore[arg-type]


def source(*records: Record) -> Bundle:
    return bundle([SAID, MORE], records).settled()


def ask(facts: Bundle, one: Ref, other: Ref, **more: int) -> Found:
    return paths(FactsAt(facts), one, other, today=TODAY, **more)


def ways(found: Found) -> list[tuple[Ref, ...]]:
    return [path.nodes for path in found.paths]


# ---------------------------------------------------------------- what is best
def test_a_deal_of_the_two_comes_before_a_common_partner() -> None:
    facts = source(
        mou(claim(SAID, status="signed")), *(supplies([claim(SAID, status="current")], to=p) for p in (KOR, IDN))
    )
    assert ways(ask(facts, KOR, IDN)) == [(KOR, IDN), (KOR, KAZ, IDN), (KOR, LITHIUM, IDN)]


def test_a_forum_of_few_comes_before_a_hub() -> None:
    crowd = [member(party, MSP) for party in (KOR, IDN, *OTHERS)]
    facts = source(*crowd, member(KOR, SMALL), member(IDN, SMALL))
    found = ask(facts, KOR, IDN)
    assert ways(found)[:2] == [(KOR, SMALL, IDN), (KOR, MSP, IDN)]
    few, many = found.paths[:2]
    assert many.cost - few.cost == pytest.approx((math.log2(12) - math.log2(2)) / 4)


def test_a_club_of_many_counts_less_than_a_deal_of_two() -> None:
    club = mou(claim(SAID, status="signed"), parties=(KOR, IDN, *OTHERS))
    pair = mou(claim(SAID, status="signed"), kind="agreement")
    found = ask(source(club, pair), KOR, IDN, k=1)
    assert found.paths[0].hops[0].link.record.id == pair.id
    assert found.paths[0].hops[0].more == 1
    assert ask(source(club), KOR, IDN, k=1).paths[0].cost == pytest.approx(1.5 + math.log2(11) / 2)


def test_what_is_done_comes_before_what_is_meant_disputed_or_over() -> None:
    def cost(*claims: object) -> float:
        return ask(source(supplies(claims)), KAZ, KOR, k=1).paths[0].cost  # type: ignore[arg-type]

    assert cost(said(status="current")) == 1.5
    assert cost(said(status="current"), claim(MORE, status="current")) == 1.25
    assert cost(said(status="sought")) == 2.5
    assert cost(said(status="ended", date="2020")) == 2.5
    led = [fact("LEADS", party, MSP, claim(SAID)) for party in (KOR, JPN)]
    assert ask(source(*led), KOR, MSP, k=1).paths[0].cost == 2.5


def test_a_shared_topic_comes_after_a_shared_partner() -> None:
    on = topics(LITHIUM)
    pacts = [mou(claim(SAID, status="signed", topics=on), parties=(a, b)) for a, b in ((KOR, KAZ), (KAZ, IDN))]
    assert ways(ask(source(*pacts), KOR, IDN))[:2] == [(KOR, KAZ, IDN), (KOR, LITHIUM, IDN)]


def test_one_fact_is_no_chain_with_itself() -> None:
    pact = mou(claim(SAID, status="signed", topics=topics(LITHIUM, NICKEL)))
    assert ways(ask(source(pact), KOR, IDN)) == [(KOR, IDN)]
    assert ways(ask(source(pact), LITHIUM, NICKEL)) == []


def test_the_weakest_hop_is_the_one_of_the_weakest_evidence_and_status() -> None:
    facts = source(supplies([claim(SAID, status="current")]), mou(claim(SAID, status="planned"), parties=(KOR, JPN)))
    path = ask(facts, KAZ, JPN).paths[0]
    assert (path.nodes, path.weakest) == ((KAZ, KOR, JPN), (1,))


def test_a_crowd_is_no_weakness_and_hops_that_are_alike_are_none() -> None:
    cancelled = mou(claim(SAID, status="cancelled", date="2020"), parties=(KAZ, KOR))
    crowd = mou(claim(SAID, status="signed"), parties=(KOR, JPN, *OTHERS[:6]), kind="roadmap")
    (path,) = ask(source(cancelled, crowd), KAZ, JPN, k=1).paths
    assert path.hops[1].cost > path.hops[0].cost
    assert path.weakest == (0,)
    alike = source(supplies([claim(SAID, status="current")]), mou(claim(SAID, status="signed"), parties=(KOR, JPN)))
    assert ask(alike, KAZ, JPN, k=1).paths[0].weakest == ()
    shown = answer(alike, Asked(KAZ, JPN, k=1))
    assert shown.text is not None
    assert "No hop is weaker than another: 1 source each." in shown.text(80)
    assert [row["weakest"] for row in shown.rows] == [False, False]


def test_who_left_later_was_a_member_on_the_day_and_a_suspension_that_ended_is_no_end_of_the_measure() -> None:
    left = source(fact("MEMBER_OF", KOR, MSP, claim(SAID, status="left", since="2000", until="2020-01-31")))
    (row,) = answer(left, Asked(KOR, MSP, as_of=dt.date(2019, 6, 30))).rows
    assert (row["sentence"], row["status"]) == (
        "South Korea is a member of the Minerals Security Partnership",
        "member",
    )
    paused = claim(SAID, status="suspended", date="2020", until="2021-01-01")
    over = source(fact("RESTRICTS_EXPORT_OF", KOR, LITHIUM, paused, measure="licence"))
    (row,) = answer(over, Asked(KOR, LITHIUM)).rows
    assert row["sentence"].endswith(
        "had suspended its restriction on the export of lithium, and what followed is not known"
    )


def test_a_ministry_that_ended_was_one() -> None:
    ministry = Ref("Ministry", "KOR/motie")
    over = source(fact("MINISTRY_OF", ministry, KOR, claim(SAID, until="2025-10-01")))
    (row,) = answer(over, Asked(ministry, KOR)).rows
    assert " was a ministry of South Korea" in row["sentence"]


def test_an_official_is_found_by_what_he_signed() -> None:
    pact, person = mou(claim(SAID, status="signed")), Ref("Official", "KOR/kim")
    facts = source(pact, fact("SIGNED_BY", Ref("Agreement", pact.id), person, claim(SAID)))
    assert ways(ask(facts, person, IDN)) == [(person, Ref("Agreement", pact.id), IDN)]
    assert ways(ask(facts, KOR, IDN)) == [(KOR, IDN)]


def test_length_number_and_relations_are_kept_to() -> None:
    chain = [KOR, *OTHERS[:4], IDN]
    facts = source(
        *(
            supplies([claim(SAID, status="current")], f"m{i}", a, b)
            for i, (a, b) in enumerate(itertools.pairwise(chain))
        )
    )
    assert ways(ask(facts, KOR, IDN)) == []
    assert ways(ask(facts, KOR, IDN, longest=5)) == [tuple(chain)]
    pact = source(mou(claim(SAID, status="signed")), member(KOR, MSP), member(IDN, MSP))
    only = paths(FactsAt(pact, frozenset({"MEMBER_OF"})), KOR, IDN, today=TODAY)
    assert ways(only) == [(KOR, MSP, IDN)]
    assert len(ask(pact, KOR, IDN, k=1).paths) == 1


def test_the_past_is_as_it_was_then_and_what_has_no_date_is_counted_apart() -> None:
    undated = article("Nobody knows when this was.")
    facts = bundle(
        [SAID, undated],
        [mou(claim(SAID, status="signed", date="2020-05")), supplies([claim(undated, status="current")], to=IDN),
         supplies([claim(SAID, status="current")], to=KOR)],
    ).settled()  # fmt: skip
    early = paths(FactsAt(facts, as_of=dt.date(2019, 1, 1)), KOR, IDN, today=dt.date(2019, 1, 1))
    assert (ways(early), early.undated) == ([], 1)
    late = paths(FactsAt(facts, as_of=dt.date(2025, 1, 1)), KOR, IDN, today=dt.date(2025, 1, 1))
    assert ways(late) == [(KOR, IDN)]


# ---------------------------------------------------------------- against every way there is
PARTIES = [KOR, JPN, IDN, KAZ, *OTHERS[:3], LITHIUM, MSP]


@st.composite
def stories(draw: st.DrawFn) -> Bundle:
    """Some facts among a few things."""
    records: list[Record] = []
    for _ in range(draw(st.integers(1, 14))):
        some = draw(st.lists(st.sampled_from(PARTIES[:7]), min_size=2, max_size=4, unique=True))
        status = draw(st.sampled_from(["signed", "planned"]))
        about = topics(LITHIUM) if draw(st.booleans()) else ()
        make = draw(st.sampled_from(["mou", "supply", "member"]))
        if make == "mou":
            records.append(mou(claim(draw(st.sampled_from([SAID, MORE])), status=status, topics=about), parties=some))
        elif make == "supply":
            records.append(supplies([claim(SAID, status="current")], subject=some[0], to=some[1]))
        else:
            records.append(member(some[0], MSP))
    return source(*records)


def every_way(facts: Bundle, one: Ref, other: Ref, longest: int) -> dict[tuple[Ref, ...], float]:
    """Return the cost of every way between two things, found by trying all of them."""
    at = FactsAt(facts)
    refs = sorted({ref for record in facts.records for ref in (*things(record)[0], *things(record)[1])})
    at.look(refs)
    at.count(refs)
    joins: dict[tuple[Ref, Ref], list[tuple[float, str]]] = {}
    for record in facts.records:
        ends, about = things(record)
        for a, b in itertools.permutations((*ends, *about), 2):
            if a in ends or b in ends:
                joins.setdefault((a, b), []).append((_cost(at.link(record), a, b, over=False), record.id))
    middle = [ref for ref in refs if ref not in (one, other)]
    found: dict[tuple[Ref, ...], float] = {}
    for number in range(longest):
        for between in itertools.permutations(middle, number):
            nodes = (one, *between, other)
            options = [joins.get(pair, []) for pair in itertools.pairwise(nodes)]
            costs = [
                sum(cost for cost, _ in hops)
                for hops in itertools.product(*options)
                if len({i for _, i in hops}) == len(hops)
            ]
            if costs:
                found[nodes] = min(costs) + sum(math.log2(at.degree[ref]) / 4 for ref in between)
    return found


@settings(max_examples=60, deadline=None)
@given(facts=stories(), k=st.integers(1, 4), longest=st.integers(1, 3))
def test_no_way_is_better_than_those_that_are_found(facts: Bundle, k: int, longest: int) -> None:
    wanted = every_way(facts, KOR, IDN, longest)
    found = ask(facts, KOR, IDN, k=k, longest=longest)
    assert found.complete
    assert [path.cost for path in found.paths] == pytest.approx(sorted(wanted.values())[:k], abs=1e-6)
    assert all(wanted[path.nodes] == pytest.approx(path.cost) for path in found.paths)


@settings(max_examples=60, deadline=None)
@given(facts=stories())
def test_the_way_back_is_the_same(facts: Bundle) -> None:
    there, back = ask(facts, KOR, IDN), ask(facts, IDN, KOR)
    assert [(p.cost, p.nodes) for p in there.paths] == [(p.cost, p.nodes[::-1]) for p in back.paths]
    for path, reverse in zip(there.paths, back.paths, strict=True):
        assert [h.link.record.id for h in path.hops] == [h.link.record.id for h in reversed(reverse.hops)]


# ---------------------------------------------------------------- sources, words, bad input
def test_a_path_reads_as_a_chain_of_sentences() -> None:
    plan = mou(claim(SAID, status="planned", topics=topics(NICKEL)), parties=(KOR, JPN))
    facts = source(supplies([claim(SAID, status="sought")], subject=KAZ, to=KOR), plan)
    shown = answer(facts, Asked(KAZ, JPN, k=1)).text
    assert shown is not None
    lines = shown(80).split("\n")
    assert lines[2:9] == [
        "1. 2 hops, via South Korea",
        "   South Korea would like to have lithium from Kazakhstan (reported 2024-01-10).",
        "      “So it is said, and written down here.” [1]",
        "   South Korea plans an MOU with Japan on nickel (reported 2024-01-10).",
        "      “So it is said, and written down here.” [1]",
        "   Weakest hops: the first (1 source, sought) and the second (1 source,",
        "   planned).",
    ]
    assert all(len(line) <= 80 for line in lines)
    assert " ".join(lines[-6:]).split()[-10:] == BEST.split()[-10:]


def test_nothing_found_says_what_was_searched(store: BoltStore) -> None:
    facts = source(mou(claim(SAID, status="signed")))
    shown = answer(facts, Asked(KOR, JPN, relations=frozenset({"MEMBER_OF"}))).text
    assert shown is not None
    said = " ".join(shown(80).split())
    assert "No path of at most 4 hops joins South Korea and Japan by MEMBER_OF." in said
    assert "this store has none at South Korea and Japan by MEMBER_OF. Ask with no --relations." in said


@pytest.mark.parametrize(("more", "words"), [({"k": 0}, "at least one path"), ({"longest": 0}, "at least one hop")])
def test_no_number_of_paths_is_refused(more: dict[str, int], words: str) -> None:
    with pytest.raises(InputError, match=words):
        ask(source(mou(claim(SAID, status="signed"))), KOR, IDN, **more)


BAD: Iterable[tuple[tuple[str, ...], int, str]] = [
    (("Korea", "Korea"), 1, "same thing"),
    (("Koria", "Japan"), 1, "Nearest: "),
    (("Korea", "Japan", "--k", "-1"), 2, "--k"),
    (("Korea", "Japan", "--max", "0"), 2, "--max"),
    (("Korea", "Japan", "--as-of", "2999"), 2, "future"),
    (("Korea", "Japan", "--relations", "LOVES"), 2, "LOVES"),
]


def test_bad_input_gets_one_sentence(tmp_path: File) -> None:
    factsfile.write(source(mou(claim(SAID, status="signed"))), tmp_path / "f.jsonl")
    for arguments, code, words in BAD:
        result = graphkit("--store", str(tmp_path / "f.jsonl"), "path", *arguments)
        assert (result.code, result.out) == (code, ""), arguments
        assert words in result.err
        assert "Traceback" not in result.err
    good = graphkit("--store", str(tmp_path / "f.jsonl"), "path", "Korea", "Indonesia", "--format", "json")
    assert [row["sentence"] for row in good.json()] == ["South Korea signed an MOU with Indonesia"]
