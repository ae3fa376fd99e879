"""What the reports answer, on a small world whose answers are worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graphkit import reports
from graphkit.errors import InputError, NameNotFoundError
from graphkit.reports import Question
from graphkit.stores.embedded import EmbeddedStore
from tests.report_world import ask, world


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store with the small world."""
    with EmbeddedStore(tmp_path_factory.mktemp("world") / "store") as store:
        store.load(world())
        yield store


def rows(store: EmbeddedStore, name: str, *subjects: str, **given: Any) -> list[dict[str, Any]]:
    """Return the rows of a report."""
    return [dict(row) for row in ask(store, name, *subjects, **given).rows]


# ---------------------------------------------------------------- pair and timeline
def test_pair_is_a_timeline_of_all_that_stands_between_two(embedded: EmbeddedStore) -> None:
    found = rows(embedded, "pair", "Korea", "Kazakhstan")
    told = [(r["date"], r["dating"], r["event"], r["relation"]) for r in found if r["between"] == "links"]
    assert told == [
        ("2024-03-06", "reported", "sought", "SUPPLIES"),
        ("2024-06-12", "happened", None, "MET_WITH"),
        ("2024-06-12", "happened", "signed", "SIGNED_MOU"),
    ]


def test_pair_alone_leaves_out_officials(embedded: EmbeddedStore) -> None:
    found = rows(embedded, "pair", "Korea", "Kazakhstan", exact=True)
    assert "MET_WITH" not in {r["relation"] for r in found}


def test_pair_counts_a_measure_against_the_other(embedded: EmbeddedStore) -> None:
    (ban,) = rows(embedded, "pair", "China", "Korea")
    assert (ban["event"], ban["how"]) == ("current", "export ban against South Korea")


def test_pair_names_forums_of_both_only_while_they_last(embedded: EmbeddedStore) -> None:
    def forums(**given: str) -> set[str]:
        found = rows(embedded, "pair", "Korea", "Kazakhstan", **given)
        return {r["parties"][1] for r in found if r["between"] == "forums"}

    assert forums(as_of="2024-07-01") == {"Minerals Security Partnership"}
    assert forums() == set()


def test_pair_as_of_a_day_leaves_out_what_came_later(embedded: EmbeddedStore) -> None:
    found = rows(embedded, "pair", "Korea", "Kazakhstan", as_of="2024-05-31")
    assert [r["relation"] for r in found if r["between"] == "links"] == ["SUPPLIES"]


def test_pair_of_one_with_itself_is_refused(embedded: EmbeddedStore) -> None:
    with pytest.raises(InputError, match="A pair is of two"):
        ask(embedded, "pair", "Korea", "ROK")


def test_timeline_goes_forward_and_tells_plan_and_signing_apart(embedded: EmbeddedStore) -> None:
    found = rows(embedded, "timeline", "nickel")
    assert [(r["date"], r["event"]) for r in found] == [
        ("2024-03-06", "planned"),
        ("2024-06", "signed"),
        ("2025-01", "signed"),
    ]


def test_timeline_of_all_has_a_window(embedded: EmbeddedStore) -> None:
    found = rows(embedded, "timeline", since="2024-05-15", until="2024-06-30")
    assert {r["relation"] for r in found} == {"MEMBER_OF", "SIGNED_MOU", "MET_WITH"}
    days = [r["date"] for r in found]
    assert days == sorted(days)


# ---------------------------------------------------------------- mineral and profile
def test_mineral_tells_who_has_pacts_restricts_lists_and_seeks(embedded: EmbeddedStore) -> None:
    found = [r for r in rows(embedded, "mineral", "Li") if r["match"] == "names"]
    assert sorted((r["relation"], r["status"] or "") for r in found) == [
        ("LISTS_AS_CRITICAL", ""),
        ("RESTRICTS_EXPORT_OF", "current"),
        ("SIGNED_AGREEMENT", "signed"),
        ("SIGNED_MOU", "planned"),
        ("SIGNED_MOU", "signed"),
        ("SUPPLIES", "sought"),
    ]
    text = reports.get("mineral").run(embedded, ["lithium"], Question(limit=5)).text
    assert text is not None
    assert "Named in 2 signed instruments and 1 planned one; its export restricted by 1 country" in " ".join(
        text(80).split()
    )


def test_mineral_with_one_party_only(embedded: EmbeddedStore) -> None:
    found = rows(embedded, "mineral", "lithium", party="China")
    assert {r["relation"] for r in found} == {"SIGNED_AGREEMENT", "RESTRICTS_EXPORT_OF"}


def test_profile_shows_measures_of_and_against_a_country(embedded: EmbeddedStore) -> None:
    assert {r["section"] for r in rows(embedded, "profile", "China")} == {"instruments", "measures", "forums"}
    against = [r for r in rows(embedded, "profile", "Korea") if r["section"] == "against"]
    assert [r["ids"] for r in against] == [["Country/CHN"]]


def test_profile_mineral_by_mineral(embedded: EmbeddedStore) -> None:
    found = rows(embedded, "profile", "China", by_mineral=True)
    assert [(r["section"], r["relation"], r["partners"]) for r in found] == [
        ("lithium", "SIGNED_AGREEMENT", ["Kazakhstan"]),
        ("lithium", "RESTRICTS_EXPORT_OF", []),
    ]


def test_profile_marks_a_disputed_chair(embedded: EmbeddedStore) -> None:
    (leads,) = (r for r in rows(embedded, "profile", "China") if r["relation"] == "LEADS")
    assert leads["disputed"] is True
    text = ask(embedded, "profile", "China").text
    assert text is not None
    assert "leads: Minerals Security Partnership (disputed)" in text(80)


# ---------------------------------------------------------------- forums
def members(store: EmbeddedStore, day: str) -> dict[str, str]:
    """Return for each member of the MSP whether it was one on the day."""
    found = rows(store, "forum", "MSP", as_of=day)
    return {r["id"].split("/")[1]: r["on_day"] for r in found if r["relation"] == "MEMBER_OF"}


def test_forum_tells_members_of_a_day(embedded: EmbeddedStore) -> None:
    assert members(embedded, "2023-01-01") == {"JPN": "yes", "KAZ": "no", "IDN": "yes", "KOR": "not known"}
    assert members(embedded, "2024-06-01") == {"JPN": "yes", "KAZ": "yes", "IDN": "no", "KOR": "yes"}


def test_end_of_a_forum_ends_its_memberships(embedded: EmbeddedStore) -> None:
    assert set(members(embedded, "2026-03-01").values()) == {"no"}
    text = ask(embedded, "forum", "msp").text
    assert text is not None
    drawn = " ".join(text(80).split())
    assert "3 members at the end; it ended on 2026-02-04; Forum on Resource Geostrategic Engagement took" in drawn


def test_members_with_a_pact_with_china(embedded: EmbeddedStore) -> None:
    found = rows(embedded, "forum", "msp,forge", pact_with="China", as_of="2024-06-20")
    pacts = {r["id"]: (r["pacts"], r["latest"]) for r in found if r["on_day"] == "yes" and r["relation"] == "MEMBER_OF"}
    assert pacts == {
        "Country/JPN": (0, None),
        "Country/KAZ": (1, "2023"),
        "Country/KOR": (0, None),
    }


def test_a_pact_of_later_does_not_count_on_the_day(embedded: EmbeddedStore) -> None:
    found = rows(embedded, "forum", "msp", pact_with="Korea", as_of="2024-06-01")
    assert {r["pacts"] for r in found if r["relation"] == "MEMBER_OF"} == {0}
    found = rows(embedded, "forum", "msp", pact_with="Korea", as_of="2024-06-12")
    assert {r["id"] for r in found if r["pacts"]} == {"Country/KAZ"}


# ---------------------------------------------------------------- announced
def test_announced_and_never_signed_has_an_age(embedded: EmbeddedStore) -> None:
    found = rows(embedded, "announced", as_of="2025-03-06")
    assert [(r["outcome"], r["age_days"], r["announced"], r["outcome_date"]) for r in found] == [
        ("never signed", 365, "2024-03-06", None),
        ("signed", 301, "2024-03-06", "2025-01"),
    ]


def test_what_was_signed_later_was_still_open_before(embedded: EmbeddedStore) -> None:
    found = rows(embedded, "announced", as_of="2024-12-31")
    assert {r["outcome"] for r in found} == {"never signed"}
    assert len(rows(embedded, "announced", as_of="2024-12-31", mineral="lithium")) == 1
    assert rows(embedded, "announced", as_of="2024-03-01") == []


# ---------------------------------------------------------------- officials
def test_officials_who_met_and_who_serve(embedded: EmbeddedStore) -> None:
    found = {r["official"]: r for r in rows(embedded, "officials")}
    assert found["Ahn Duk-geun"]["carries"] == ["met", "office"]
    assert found["Ahn Duk-geun"]["met"] == ["Bek Serik"]
    assert found["Bek Serik"]["carries"] == ["met"]
    assert found["Bek Serik"]["title"] == "Minister of Industry"


def test_officials_of_one_country_and_mineral(embedded: EmbeddedStore) -> None:
    assert [r["official"] for r in rows(embedded, "officials", country="Kazakhstan")] == ["Bek Serik"]
    assert rows(embedded, "officials", country="Kazakhstan", mineral="cobalt") == []
    assert [r["official"] for r in rows(embedded, "officials", country="KAZ", mineral="lithium")] == ["Bek Serik"]


# ---------------------------------------------------------------- sources, contradictions, changes
def test_contradictions_stand_side_by_side(embedded: EmbeddedStore) -> None:
    found = rows(embedded, "contradictions")
    assert [(r["contradiction"], r["on"], r["says"], r["agreed"]) for r in found] == [
        (1, ["subject"], "China", None),
        (1, ["subject"], "United States, since 2022-06-14, until 2026-02-04", None),
        (2, ["date"], "2024-06-12", "2024-06"),
        (2, ["date"], "2024-06-14", "2024-06"),
    ]
    assert {r["contradiction"] for r in rows(embedded, "contradictions", party="Japan")} == {1}


def test_sources_count_what_rests_on_one_alone(embedded: EmbeddedStore) -> None:
    found = rows(embedded, "sources", "nickel")
    documents = [r for r in found if r["what"] == "document"]
    assert sorted((r["publisher"], r["facts"], r["alone"]) for r in documents) == [
        ("Korea.net", 1, 0),
        ("Kyodo", 2, 0),
        ("Yonhap", 1, 0),
    ]
    assert [r for r in found if r["what"] == "fact"] == []
    assert len([r for r in rows(embedded, "sources", "lithium") if r["what"] == "fact"]) == 6


def test_changes_tell_new_changed_and_contradicted(embedded: EmbeddedStore) -> None:
    found = rows(embedded, "changes", since="2025-01-01", until="2025-02-01")
    assert [(r["change"], r["was"], r["relation"]) for r in found] == [
        ("new", None, "RESTRICTS_EXPORT_OF"),
        ("changed", "planned", "SIGNED_MOU"),
        ("contradicted", None, "SIGNED_MOU"),
    ]


def test_changes_tell_what_ended_and_began_by_its_own_date(embedded: EmbeddedStore) -> None:
    found = rows(embedded, "changes", since="2026-02-01", until="2026-02-28")
    assert {(r["change"], r["relation"]) for r in found} == {
        ("ended", "MEMBER_OF"),
        ("ended", "LEADS"),
        ("began", "MEMBER_OF"),
        ("began", "SUCCEEDS"),
    }


def test_a_name_of_another_kind_is_said_to_be_one(embedded: EmbeddedStore) -> None:
    with pytest.raises(NameNotFoundError, match="That is a mineral: lithium"):
        ask(embedded, "profile", "Li")


def test_changes_ask_since_when(embedded: EmbeddedStore) -> None:
    with pytest.raises(InputError, match="Say since when"):
        ask(embedded, "changes")


# ---------------------------------------------------------------- what holds for all
CASES: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
    ("announced", (), {}),
    ("changes", (), {"since": "2024-01-01"}),
    ("contradictions", (), {}),
    ("forum", ("msp",), {"pact_with": "China"}),
    ("mineral", ("lithium",), {}),
    ("officials", (), {}),
    ("pair", ("Korea", "Kazakhstan"), {}),
    ("partners", ("lithium",), {}),
    ("profile", ("China",), {}),
    ("profile", ("China",), {"by_mineral": True}),
    ("sources", (), {}),
    ("timeline", ("Korea",), {}),
]


@pytest.mark.parametrize(("name", "subjects", "given"), CASES)
@pytest.mark.parametrize("quotes", [False, True])
def test_pages_fit_the_terminal_and_number_their_documents(
    embedded: EmbeddedStore, name: str, subjects: tuple[str, ...], given: dict[str, Any], quotes: bool
) -> None:
    answer = ask(embedded, name, *subjects, limit=5, quotes=quotes, **given)
    assert answer.rows
    assert answer.text is not None
    assert answer.colour is not None
    for width in (60, 80, 120):
        drawn = answer.text(width)
        assert max(map(len, drawn.splitlines())) <= width
        plain = answer.colour(drawn)
        for code in ("\x1b[1;32m", "\x1b[1;33m", "\x1b[2m", "\x1b[1m", "\x1b[0m"):
            plain = plain.replace(code, "")
        assert plain == drawn
    listed = [line.split("]")[0][1:] for line in answer.text(80).splitlines() if line.startswith("[")]
    assert listed == [str(number) for number in range(1, len(listed) + 1)]


@pytest.mark.parametrize(("name", "subjects", "given"), CASES)
def test_rows_have_the_columns_that_help_names_and_evidence_that_is_verbatim(
    embedded: EmbeddedStore, name: str, subjects: tuple[str, ...], given: dict[str, Any]
) -> None:
    answer = ask(embedded, name, *subjects, **given)
    assert answer.columns == tuple(reports.get(name).COLUMNS)
    texts = {d.id: d.text for d in world().documents.values()}
    for row in answer.rows:
        assert set(row) <= set(answer.columns)
        for said in row.get("evidence", ()):
            assert texts[said["document"]][said["start"] : said["end"]] == said["quote"]
    assert {said["document"] for row in answer.rows for said in row.get("evidence", ())} == set(answer.cites)


@pytest.mark.parametrize(
    ("name", "subjects", "given"),
    [("mineral", ("copper",), {}), ("profile", ("Chad",), {}), ("pair", ("Chad", "Peru"), {}),
     ("timeline", ("Chad",), {}), ("announced", (), {"party": "Chad"}), ("officials", (), {"country": "Chad"}),
     ("contradictions", (), {"party": "Chad"}), ("sources", ("Chad",), {}), ("forum", ("BRICS",), {}),
     ("changes", ("Chad",), {"since": "2020-01-01"})],
)  # fmt: skip
def test_an_empty_answer_says_what_was_searched(
    embedded: EmbeddedStore, name: str, subjects: tuple[str, ...], given: dict[str, Any]
) -> None:
    answer = ask(embedded, name, *subjects, limit=5, **given)
    assert not answer.rows
    assert answer.text is not None
    drawn = answer.text(80)
    assert "store" in drawn
    assert "rests on" not in drawn.lower()


@pytest.mark.parametrize(
    ("name", "subjects", "given"),
    [("mineral", ("lithum",), {}), ("profile", ("Kazkhstan",), {}), ("pair", ("Korea", "Kazkhstan"), {}),
     ("forum", ("MPS",), {}), ("timeline", ("lithum",), {}), ("sources", ("lithum",), {}),
     ("officials", (), {"country": "Kazkhstan"}), ("forum", ("msp",), {"pact_with": "Chna"})],
)  # fmt: skip
def test_an_unknown_name_suggests(
    embedded: EmbeddedStore, name: str, subjects: tuple[str, ...], given: dict[str, Any]
) -> None:
    with pytest.raises(NameNotFoundError) as raised:
        ask(embedded, name, *subjects, **given)
    assert raised.value.nearest
