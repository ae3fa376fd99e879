"""What reports say of a day and of what narrows them: who was in then, what has no date, what is only one entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graphkit.bundle import Bundle
from graphkit.model import Record, Ref
from graphkit.output import Answer
from graphkit.stores.embedded import EmbeddedStore
from tests.builders import FORGE, IDN, KAZ, KOR, LITHIUM, MSP, article, bundle, claim, fact, mou
from tests.report_world import ask

EU, GBR, FRA, CHN = Ref("Bloc", "EU"), Ref("Country", "GBR"), Ref("Country", "FRA"), Ref("Country", "CHN")
G20, OPEC = Ref("Forum", "g20"), Ref("Forum", "opec")
TABLE = article("A table of who is in what, without a date.")
OTHER = article("Another paper has it too, at length and in other words.", publisher="Tribune")
BEK = Ref("Official", "KAZ/bek-serik")
KAZ_MINISTRY, OLD, NEW = Ref("Ministry", "KAZ/miid"), Ref("Ministry", "KOR/motie"), Ref("Ministry", "KOR/motir")
KIM, YOO, AHN = (Ref("Official", f"KOR/{name}") for name in ("kim-jung-kwan", "yoo-beom-min", "ahn-duk-geun"))


def world() -> Bundle:
    """Members that left, members without a date, entries that stand for several, offices of a ministry that ended."""

    def member(party: Ref, of: Ref, status: str = "member", **term: Any) -> Record:
        return fact("MEMBER_OF", party, of, claim(TABLE, status=status, **term))

    signed: dict[str, Any] = {"status": "signed", "date": "2024-06-12"}
    return bundle(
        [TABLE, OTHER],
        [
            member(GBR, EU, "left", since="1973-01-01", until="2020-01-31"),
            member(FRA, EU, since="1958-01-01"),
            *(member(party, G20) for party in (GBR, FRA, KOR)),
            member(IDN, OPEC, "left", until="2025-01-29"),
            member(KOR, MSP, since="2022-06-14", until="2026-02-04"),
            member(KOR, FORGE, since="2026-02-04"),
            fact("LEADS", KOR, FORGE, claim(TABLE, since="2026-02-04", until="2026-06-30")),
            mou(claim(TABLE, count=3, **signed), parties=(KOR, KAZ)),
            mou(claim(TABLE, **signed), parties=(KOR, KAZ_MINISTRY), kind="agreement"),
            fact("MINISTRY_OF", KAZ_MINISTRY, KAZ, claim(TABLE)),
            fact("MINISTRY_OF", OLD, KOR, claim(TABLE, until="2025-10-01")),
            fact("MINISTRY_OF", NEW, KOR, claim(TABLE, since="2025-10-01")),
            fact("SERVES_IN", KIM, NEW, claim(TABLE, title="Minister for Resources", since="2025")),
            fact(
                "SERVES_IN", YOO, OLD,
                *(claim(doc, title="Director for minerals", since="2024-02-01") for doc in (TABLE, OTHER)),
            ),
            fact("MET_WITH", YOO, BEK, claim(TABLE, date="2024-03-04")),
            fact("SERVES_IN", AHN, Ref("Country", "KOR"), claim(TABLE, title="Envoy for minerals", since="2025")),
            fact(
                "RESTRICTS_EXPORT_OF", CHN, LITHIUM,
                claim(TABLE, status="suspended", date="2025-11-07", until="2025-11-20"),
                measure="export licence",
            ),
        ],
    ).settled()  # fmt: skip


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store with this world."""
    with EmbeddedStore(tmp_path_factory.mktemp("days") / "store") as store:
        store.load(world())
        yield store


def said(answer: Answer) -> str:
    """Return what a report prints, on one line."""
    assert answer.text is not None
    drawn = answer.text(80)
    assert max(map(len, drawn.splitlines())) <= 80
    return " ".join(drawn.split())


# ---------------------------------------------------------------- who was in on a day
def test_who_left_later_was_a_member_on_the_day(embedded: EmbeddedStore) -> None:
    forum = ask(embedded, "forum", "EU", as_of="2019-06-30")
    assert "European Union: 2 members." in said(forum)
    assert {(r["id"], r["status"], r["on_day"]) for r in forum.rows} == {
        ("Country/GBR", "member", "yes"),
        ("Country/FRA", "member", "yes"),
    }
    pair = ask(embedded, "pair", "UK", "France", as_of="2019-06-30")
    assert "Both are members of 2 forums European Union; Group of Twenty, without a date" in said(pair)
    assert "member: European Union (1973 until 2020-01-31)" in said(ask(embedded, "profile", "UK", as_of="2019-06-30"))
    (partner,) = ask(embedded, "partners", "EU", as_of="2019-06-30", party="UK").rows
    assert partner["status"] == "member"


def test_who_left_before_the_day_is_no_member(embedded: EmbeddedStore) -> None:
    assert "European Union: 1 member." in said(ask(embedded, "forum", "EU", as_of="2020-02-01"))
    pair = ask(embedded, "pair", "UK", "France", as_of="2020-02-01")
    assert {row["parties"][1] for row in pair.rows} == {"Group of Twenty"}
    assert "left: European Union" in said(ask(embedded, "profile", "UK"))


def test_a_member_of_which_only_the_last_day_is_known_was_one_before(embedded: EmbeddedStore) -> None:
    before = ask(embedded, "forum", "opec", as_of="2024-06-30")
    assert "1 member without a date." in said(before)
    assert [(row["status"], row["on_day"]) for row in before.rows] == [("member", "undated")]
    assert "no member is known" in said(ask(embedded, "forum", "opec", as_of="2025-02-01"))


def test_members_without_a_date_are_members_without_a_date_on_every_day(embedded: EmbeddedStore) -> None:
    assert "Group of Twenty: 3 members without a date." in said(ask(embedded, "forum", "g20", as_of="2024-01-01"))
    assert "Group of Twenty: 3 members." in said(ask(embedded, "forum", "g20"))
    assert "Group of Twenty (without a date)" in said(ask(embedded, "profile", "France", as_of="2024-01-01"))


def test_a_profile_lists_as_a_member_only_where_it_still_is(embedded: EmbeddedStore) -> None:
    text = said(ask(embedded, "profile", "Korea"))
    assert "a member of 2 forums" in text
    assert "member: Forum on Resource Geostrategic Engagement (2026), Group of Twenty" in text
    assert "no longer member: Minerals Security Partnership (2022 until 2026-02-04)" in text


def test_a_profile_of_a_bloc_names_its_members(embedded: EmbeddedStore) -> None:
    text = said(ask(embedded, "profile", "EU"))
    assert "its members: France (1958)" in text
    assert "a member of" not in text


def test_a_forum_tells_who_led_it_last(embedded: EmbeddedStore) -> None:
    text = said(ask(embedded, "forum", "forge"))
    assert "Who led it; who does now is not known" in text
    assert "South Korea 2026-06-30" in text
    assert "Who leads it" in said(ask(embedded, "forum", "forge", as_of="2026-03-01"))


# ---------------------------------------------------------------- one count
def test_pair_and_profile_count_entries_alike_and_name_the_sources_own_count(embedded: EmbeddedStore) -> None:
    tally = "2 signed entries (4 instruments by the sources' own count)"
    assert tally in said(ask(embedded, "pair", "Korea", "Kazakhstan"))
    profile = said(ask(embedded, "profile", "Korea"))
    assert f"{tally} with 1 partner" in profile
    assert "Most signed with, by entries: Kazakhstan 2." in profile


# ---------------------------------------------------------------- what narrows an answer
def test_a_filter_that_leaves_nothing_says_nothing_of_forums(embedded: EmbeddedStore) -> None:
    text = said(ask(embedded, "pair", "UK", "France", statuses=frozenset({"signed"})))
    assert "no forum has them both" not in text
    assert "Only: signed. Nothing that was asked for stands between" in text


def test_a_window_does_not_hide_the_forums_of_both(embedded: EmbeddedStore) -> None:
    assert "Both are members of 1 forum Group of Twenty" in said(
        ask(embedded, "pair", "UK", "France", since="2021-01-01")
    )


def test_a_page_names_what_narrows_it(embedded: EmbeddedStore) -> None:
    given: dict[str, Any] = {"party": "China", "statuses": frozenset({"suspended"}), "since": "2025-01-01"}
    assert "Only: with China; suspended; since 2025-01-01." in said(ask(embedded, "mineral", "lithium", **given))
    assert "Only: about lithium or a group of it." in said(ask(embedded, "profile", "China", mineral="Li"))
    assert "Only:" not in said(ask(embedded, "mineral", "lithium"))


def test_a_window_narrows_who_joined_and_left_and_not_who_is_in(embedded: EmbeddedStore) -> None:
    text = said(ask(embedded, "forum", "EU", since="2019-01-01"))
    assert "Only:" not in text
    assert "European Union: 1 member." in text
    assert "Who left since 2019-01-01 2020-01-31 United Kingdom." in text


# ---------------------------------------------------------------- the end of a suspension
def test_after_a_suspension_nothing_is_known(embedded: EmbeddedStore) -> None:
    unknown = "suspension ended, what followed is not known"
    assert f"Export restrictions on lithium: {unknown}" in said(ask(embedded, "mineral", "lithium"))
    assert f"Export restrictions of China: {unknown}" in said(ask(embedded, "profile", "China"))
    lead = "restricted by no country (suspension by 1 country ended, what followed is not known)"
    assert lead in said(ask(embedded, "mineral", "lithium"))
    assert f"on 1 mineral more the {unknown}" in said(ask(embedded, "profile", "China"))
    assert f"export licence ({unknown})" in said(ask(embedded, "profile", "China", by_mineral=True))
    partners = ask(embedded, "partners", "lithium")
    assert partners.text is not None
    assert "not known  China                      2025-11-07 export licence" in partners.text(80)
    assert "ended 2025-11-20" in said(partners)
    assert unknown not in said(ask(embedded, "mineral", "lithium", as_of="2025-11-10"))


def test_changes_and_pair_tell_the_end_of_a_suspension_as_no_more_than_that(embedded: EmbeddedStore) -> None:
    changes = ask(embedded, "changes", since="2025-11-15", until="2025-11-30")
    assert [row["change"] for row in changes.rows] == ["suspension ended"]
    assert "Suspension ended; what followed is not known: 1" in said(changes)
    (_, end) = ask(embedded, "timeline", "lithium").rows
    assert (end["event"], end["how"]) == (
        "until",
        "export licence, suspension ended, what followed is not known",
    )


def test_changes_say_how_many_were_signed_under_whatever_heading_they_stand(embedded: EmbeddedStore) -> None:
    text = said(ask(embedded, "changes", since="2024-06-01", until="2024-06-30"))
    assert "2 begun by their own date. Among them are 2 signed entries (4 instruments" in text


# ---------------------------------------------------------------- offices
def offices(store: EmbeddedStore, **given: Any) -> dict[str, str]:
    """Return for each official whether the office is held."""
    return {row["id"].split("/")[-1]: row["holds"] for row in ask(store, "officials", country="Korea", **given).rows}


def test_an_office_ends_and_begins_with_its_ministry(embedded: EmbeddedStore) -> None:
    assert offices(embedded) == {"yoo-beom-min": "no", "kim-jung-kwan": "yes", "ahn-duk-geun": "yes"}
    assert offices(embedded, as_of="2025-03-15") == {"yoo-beom-min": "yes", "ahn-duk-geun": "not known"}
    assert offices(embedded, as_of="2025-10-01")["yoo-beom-min"] == "no"
    assert "longer)" in said(ask(embedded, "officials"))


def test_sources_of_an_official_are_the_same_on_the_page_and_in_the_rows(embedded: EmbeddedStore) -> None:
    answer = ask(embedded, "officials", country="Korea")
    assert answer.rows[0]["support"] == 2
    assert answer.text is not None
    assert next(
        line for line in answer.text(80).splitlines() if "Yoo Beom-min" in line or "yoo-beom-min" in line
    ).endswith(" 2")


def test_of_a_start_known_as_a_year_the_page_says_so_within_that_year(embedded: EmbeddedStore) -> None:
    text = said(ask(embedded, "officials", country="Korea", as_of="2025-03-15"))
    assert "(since 2025, day not known)" in " ".join(text.replace("Korea)", "").split())
    assert "day not known" not in said(ask(embedded, "officials", country="Korea"))


# ---------------------------------------------------------------- ties
def test_ties_of_plans_are_called_plans(embedded: EmbeddedStore) -> None:
    for name in ("brokers", "communities"):
        text = said(ask(embedded, name, statuses=frozenset({"signed"})))
        assert "parties by the instruments that they share, signed ones only" in text
        assert "signed" not in said(ask(embedded, name))


def test_ties_of_one_graph_rest_on_the_same(embedded: EmbeddedStore) -> None:
    assert "Rests on 1 article." in said(ask(embedded, "brokers"))
    assert "Rests on 1 article." in said(ask(embedded, "communities"))


def test_ranks_year_by_year_are_shown_without_the_one_left_out(embedded: EmbeddedStore) -> None:
    text = said(ask(embedded, "brokers", by_year=True, without="Kazakhstan", measure="degree"))
    assert "year by year" in text
    assert "ranks without Kazakhstan" in text
    assert "as of" not in text


# ---------------------------------------------------------------- nothing to tell
@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("timeline", {"since": "2030-01-01"}, "No event is known in this store under these conditions."),
        ("sources", {"mineral": "hafnium"}, "No fact is known in this store under these conditions."),
        ("contradictions", {}, "No sources in this store contradict each other: no two dates"),
        ("brokers", {"projection": "supply"}, "This store has no ties that would join suppliers and buyers."),
    ],
)
def test_an_answer_without_rows_names_conditions_only_where_there_are_any(
    embedded: EmbeddedStore, name: str, given: dict[str, Any], words: str
) -> None:
    assert words in said(ask(embedded, name, **given))
