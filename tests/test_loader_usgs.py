"""USGS Mineral Commodity Summaries: two forms, marks in place of figures, totals, shares, sources of imports."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.model import Fact
from graphkit.stores.preferring import Held, winners
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


def test_the_total_of_imports_is_the_figure_beside_goods_of_one_name(tmp_path: Path) -> None:
    cells = "Import sources 2021-2024,{},percent,2021–24,{},,Yes,"
    goods = [("Belgium", "Germanium dioxide", 57), ("China", "Germanium metal", 41), ("Belgium", "Combined total", 43)]
    head = LONG.read_text(encoding="cp1252").splitlines()[0]
    lines = [f"GERMANIUM,Import Sources,Germanium,{who},{cells.format(what, n)}" for who, what, n in goods]
    path = tmp_path / LONG.name
    path.write_text("\n".join([head, *lines]), encoding="cp1252")
    found = {row["product"]: (row["subject"], row["share"]) for row in rows(path, "SUPPLIES")}
    assert found[None] == ("BEL", 0.43)
    assert set(found) == {None, "germanium dioxide", "germanium metal"}


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


def test_of_two_revisions_of_a_release_the_last_loaded_answers_whatever_their_names() -> None:
    cells = frozenset({("PRODUCES", "cobalt", "mined", 2024)})
    first = Held("usgs-mcs-2026-ffffffff", "2026", cells, "2026-02-01T00:00:00Z")
    later = Held("usgs-mcs-2026-00000000", "2026", cells, "2026-03-01T00:00:00Z")
    older = Held("usgs-mcs-2025-00000000", "2025", cells, "2026-04-01T00:00:00Z")
    assert set(winners([first, later, older]).values()) == {later.id}


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


def long(folder: Path, *lines: str) -> Path:
    """Write rows of the long form, each from its chapter to its notes; the column of critical minerals says no."""
    path = folder / LONG.name
    head = LONG.read_text(encoding="cp1252").splitlines()[0]
    path.write_text("\n".join([head, *lines]), encoding="cp1252")
    return path


def wide(folder: Path, *lines: str) -> Path:
    """Write rows of the wide form, each from its commodity on."""
    path = folder / WIDE.name
    head = WIDE.read_text(encoding="utf-8-sig").splitlines()[0]
    path.write_text("\n".join([head, *(f"MCS2025,{line}" for line in lines)]), encoding="utf-8-sig")
    return path


def test_the_title_of_a_table_says_what_it_counts_before_the_head_of_the_chapter(tmp_path: Path) -> None:
    end = 'No,"(Data in thousand metric tons, gross weight, unless otherwise specified)"'
    title = "MANGANESE,World Mine Production (manganese content) and Reserves,Manganese"
    mine, ground = "Production,Mine production,thousand metric tons,2024", "Reserves,Reserves,thousand metric tons,2025"
    path = long(tmp_path, f"{title},Gabon,{mine},4640,,{end}", f"{title},Gabon,{ground},61000,,{end}")
    assert [row["basis"] for row in rows(path, "PRODUCES")] == ["metal"]
    assert [row["basis"] for row in rows(path, "HAS_RESERVES")] == ["gross"]


ILMENITE = 'Titanium Mineral Concentrates,China,"Mine production, ilmentite, titanium dioxide (TiO2) content"'


@pytest.mark.parametrize(
    ("unit", "factor"), [("metric tons", 1), ("", 1), ("thousand metric tons", 1), ("metric tons", 1_000)]
)
def test_titanium_is_in_thousands_of_tons_whatever_the_unit_says(unit: str, factor: int, tmp_path: Path) -> None:
    made = ",".join(str(number * factor) for number in (3250, 3300))
    path = wide(tmp_path, f"{ILMENITE},{unit},{made},,,,,{110_000 * factor},")
    assert [row["tonnes"] for row in rows(path, "PRODUCES")] == [3.25e6, 3.3e6]
    assert [row["tonnes"] for row in rows(path, "HAS_RESERVES")] == [1.1e8]


def test_both_forms_call_alumina_and_white_arsenic_the_same(tmp_path: Path) -> None:
    end = 'No,"(Data in thousand metric dry tons unless otherwise specified)"'
    cells = 'World Production,{},Brazil,Production,"{}",metric tons,2024,10,,'
    new = long(
        tmp_path,
        f"BAUXITE,{cells.format('Alumina', 'Alumina, refinery production')}{end}",
        f"ARSENIC,{cells.format('Arsenic', 'Production (arsenic trioxide, gross weight)')}{end}",
    )
    old = wide(
        tmp_path,
        'Bauxite,Brazil,"Refinery production, alumina - calcined equivalent weights",metric tons,10,10,,,,,,',
        'Arsenic,Brazil,"Plant production, arsenic trioxide or calculated equivalent.",metric tons,10,10,,,,,,',
    )
    for path in (old, new):
        found = {(row["object"], row["stage"], row["basis"], row["product"]) for row in rows(path, "PRODUCES")}
        assert found == {("alumina", "refined", "gross", None), ("arsenic", "refined", "oxide", None)}


def test_rows_of_a_table_without_a_total_each_keep_their_product(tmp_path: Path) -> None:
    unit = "thousand metric tons"
    old = wide(
        tmp_path,
        f"Boron,Chile,Boron all types,{unit},420,420,Ulexite,,,,35000,",
        f"Boron,Turkey,Boron all types,{unit},2500,3000,refined borates,,,,950000,",
        f"Boron,World total,Boron all types,{unit},,,xx,,,,,xx",
    )
    told = {row["product"] for row in rows(old, "PRODUCES")}
    assert told == {"boron all types: ulexite", "boron all types: refined borates"}
    assert {row["product"] for row in rows(old, "HAS_RESERVES")} == {"boron all types"}
    head = "BORON,World Production and Reserves,Boron"
    new = long(
        tmp_path,
        f"{head},Turkey,Production,Production-refined borates,{unit},2024,1800,,No,",
        f"{head},World total,Production,Production-All forms,{unit},2024,XX,World totals cannot be calculated.,No,",
    )
    (turkey,) = rows(new, "PRODUCES")
    assert (turkey["stage"], turkey["product"]) == ("refined", "production-refined borates")


def test_a_figure_of_a_good_that_is_left_out_must_be_one_too(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 2, column PROD_2023"):
        read(wide(tmp_path, 'Abrasives,China,"Plant capacity, fused aluminum oxide",metric tons,"12.345,6",,,1,1,,,'))
