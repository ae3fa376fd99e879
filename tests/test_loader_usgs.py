"""USGS Mineral Commodity Summaries: two forms, marks in place of figures, totals, shares, sources of imports."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.model import Fact
from tests.datasets import DATA, changed, loaded, read, rows

LONG, WIDE = DATA / "usgs_mcs" / "long.csv", DATA / "usgs_mcs" / "wide.csv"


def test_production_has_tonnes_share_basis_and_says_what_is_estimated() -> None:
    congo = next(row for row in rows(LONG, "PRODUCES") if row["subject"] == "COD")
    assert (congo["object"], congo["stage"], congo["year"], congo["product"]) == ("cobalt", "mined", 2024, None)
    assert (congo["tonnes"], congo["share"], congo["basis"], congo["mark"]) == (6000.0, 0.75, "metal", "estimated")


def test_withheld_nil_and_not_available_are_three_things() -> None:
    (usa,) = [row for row in rows(LONG, "PRODUCES") if row["subject"] == "USA"]
    assert (usa["tonnes"], usa["share"], usa["mark"]) == (None, None, "withheld")
    assert {row["subject"] for row in rows(LONG, "PRODUCES")} == {"COD", "RUS", "USA"}
    told = read(LONG).left_out
    assert (told["without a figure: nil"], told["without a figure: not available"]) == (1, 1)


def test_a_bound_is_no_figure() -> None:
    (congo,) = rows(LONG, "HAS_RESERVES")
    assert (congo["tonnes"], congo["mark"]) == (None, "more than 2,000")


def test_sources_of_imports_are_shares_over_four_years() -> None:
    (norway,) = rows(LONG, "SUPPLIES")
    assert (norway["subject"], norway["object"], norway["mineral"], norway["share"]) == ("NOR", "USA", "cobalt", 0.25)
    assert (norway["since"], norway["until"], norway["product"]) == ("2021", "2024", None)


def test_what_is_left_out_is_left_out_by_name() -> None:
    told = read(LONG).left_out
    assert told["prices"] == told["totals of the world"] == told["goods that are no minerals here"] == 1
    assert told["groups of countries"] == 2


def test_the_wide_form_is_told_by_its_header() -> None:
    found = {(row["subject"], row["year"]): row["tonnes"] for row in rows(WIDE, "PRODUCES")}
    assert found == {("COD", 2023): 5000.0, ("COD", 2024): 5900.0, ("RUS", 2023): 1400.0, ("RUS", 2024): 1450.0}


def test_a_release_revised_in_place_is_a_series_of_its_own(tmp_path: Path) -> None:
    again = changed(LONG, tmp_path, '"6,000"', '"6,100"', "cp1252")
    names = {release.series.id for path in (LONG, again) for release in loaded(path).releases}
    assert len(names) == 2
    assert all(name.startswith("usgs-mcs-2026-") for name in names)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"6,000"', '"6.000,5"', "line 2, column Value"),
        ('"6,000"', '"6,00"', "line 2, column Value"),
        ("Cobalt,Russia,", "Cobalt,Rusia,", "line 3, column Country"),
        ("Cobalt,Russia,", "Cobalt,CÃ´te d'Ivoire,", "line 3, column Country: .* wrong encoding"),
        ("Reserves,Cobalt,", "Reserves,Kobold,", "line 2, column Commodity"),
        ("metric tons,2024", "stone,2024", "line 2, column Unit"),
        ("Production,Mine production,metric tons,2024", "Output,Mine production,metric tons,2024", "column Statistics"),
        ("metric tons,2024", "metric tons,24", "line 2, column Year"),
        ("Cobalt,Russia,Production", "Cobalt,Congo (Kinshasa),Production", "line 3: the same row as line 2"),
    ],
)
def test_what_does_not_fit_is_named_with_line_and_column(old: str, new: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=told):
        read(changed(LONG, tmp_path, old, new, "cp1252"))


def test_the_list_of_critical_minerals_is_read_from_its_column() -> None:
    (fact,) = loaded(LONG).bundle.settled().records
    assert isinstance(fact, Fact)
    assert (fact.relation, fact.subject.id, fact.object.id) == ("LISTS_AS_CRITICAL", "USA", "cobalt")
    assert (fact.get("list"), fact.get("year")) == ("us", 2025)


def test_a_note_says_what_is_counted_before_the_head_of_the_chapter(tmp_path: Path) -> None:
    mine = changed(LONG, tmp_path, '"6,000",Estimated.', '"6,000",Estimated. -- Gross weight of ore sold.', "cp1252")
    text = mine.read_text(encoding="cp1252").replace("Cobalt,", "Chromium,").replace("cobalt content", "Cr content")
    mine.write_text(text, encoding="cp1252")
    assert {row["basis"] for row in rows(mine, "PRODUCES")} == {"gross"}
    assert {row["basis"] for row in rows(mine, "HAS_RESERVES")} == {"metal"}


def test_a_note_on_one_row_gives_the_unit_of_its_table(tmp_path: Path) -> None:
    noted = changed(WIDE, tmp_path, "1100000,", "1100000,(Reserve data is thousand metric tons).")
    assert [row["tonnes"] for row in rows(noted, "HAS_RESERVES")] == [6e8, 2.5e7]
    assert [row["tonnes"] for row in rows(noted, "PRODUCES")] == [row["tonnes"] for row in rows(WIDE, "PRODUCES")]


def test_a_share_of_reserves_is_not_changed_by_the_unit(tmp_path: Path) -> None:
    noted = changed(WIDE, tmp_path, "1100000,", "1100000,(Reserve data is thousand metric tons).")
    assert [row["share"] for row in rows(noted, "HAS_RESERVES")] == [row["share"] for row in rows(WIDE, "HAS_RESERVES")]


def test_digits_of_other_scripts_are_no_figure(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 2, column PROD_2023"):
        read(changed(WIDE, tmp_path, ",5000,", ",٥٠٠٠,"))


def test_a_unit_is_named_by_its_column_in_the_wide_form(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 2, column UNIT_MEAS"):
        read(changed(WIDE, tmp_path, "metric tons", "stone"))


def test_the_long_form_is_read_where_another_program_saved_it_as_utf_8(tmp_path: Path) -> None:
    path = tmp_path / LONG.name
    text = LONG.read_text(encoding="cp1252")
    for encoding in ("utf-8", "utf-8-sig"):
        path.write_text(text, encoding=encoding)
        assert read(path).left_out == read(LONG).left_out
