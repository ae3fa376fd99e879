"""BGS, World Mining Data and Comtrade: products that are not added up, marks, units, double reports."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from graphkit.errors import InputError
from tests.datasets import DATA, changed, read, rows

BGS, COMTRADE = DATA / "bgs_wms" / "lithium.csv", DATA / "comtrade" / "nickel.csv"


def test_bgs_keeps_historic_states_with_their_successors() -> None:
    soviet = next(row for row in rows(BGS, "PRODUCES") if row["subject"] == "SUN")
    assert (soviet["tonnes"], soviet["basis"], soviet["mark"], soviet["product"]) == (
        140000.0,
        "metal",
        "estimated",
        None,
    )
    (node,) = read(BGS).nodes
    assert "KAZ" in node.properties["successors"]  # type: ignore[operator]


def test_bgs_tells_nil_from_not_available() -> None:
    told = read(BGS).left_out
    assert (told["without a figure: nil"], told["without a figure: not available"]) == (1, 1)


def test_bgs_does_not_add_up_ore_and_content() -> None:
    found = {row["product"]: row["basis"] for row in rows(BGS, "PRODUCES") if row["subject"] == "AUS"}
    assert found == {"spodumene": "gross", "lithium minerals (li content)": "metal"}


@pytest.mark.parametrize(
    ("good", "unit", "note", "told"),
    [
        ("rare earth oxides,", "tonnes (metric)", "Estimates.", ("rare-earth-elements", "mined", "oxide", None)),
        (
            "rare earth minerals,Bastnaesite", "tonnes (metric)", "REO content. Assumed to be 60%.",
            ("rare-earth-elements", "mined", "oxide", "bastnaesite"),
        ),
        (
            "rare earth minerals,Monazite", "tonnes (metric)", "",
            ("rare-earth-elements", "mined", "gross", "monazite"),
        ),
        ('"cobalt, refined",', "tonnes (metric)", "", ("cobalt", "refined", None, None)),
        ('"copper, refined",', "tonnes (metric)", "", ("copper", "refined", "metal", None)),
        ('"nickel, smelter/refinery",Sulfate', "tonnes (metric)", "", ("nickel", "refined", None, "sulfate")),
        ('"vanadium, mine",', "tonnes (metal content)", "", ("vanadium", "mined", "metal", None)),
        ("potash,Chloride", "tonnes (K20 content)", "", ("potash", "mined", "oxide", None)),
        (
            "tantalum and niobium minerals,Columbite-tantalite-Ta content", "tonnes (metric)", "",
            ("tantalum", "mined", "metal", None),
        ),
    ],
)  # fmt: skip
def test_bgs_says_what_a_weight_counts_only_where_the_publisher_does(
    good: str, unit: str, note: str, told: tuple[str | None, ...], tmp_path: Path
) -> None:
    head = BGS.read_text(encoding="utf-8").splitlines()[0]
    path = tmp_path / BGS.name
    path.write_text(f"{head}\n2005-01-01 00:00:00,Brazil,BRA,Production,{good},100,100,{unit},,{note}")
    (row,) = rows(path, "PRODUCES")
    assert tuple(row[name] for name in ("object", "stage", "basis", "product")) == told
    assert row["tonnes"] == 100.0


def test_bgs_leaves_out_gas_that_is_measured_in_cubic_metres(tmp_path: Path) -> None:
    head = BGS.read_text(encoding="utf-8").splitlines()[0]
    path = tmp_path / BGS.name
    path.write_text(f"{head}\n2005-01-01 00:00:00,Brazil,BRA,Production,natural gas,,100,100,million cubic metres,,")
    assert rows(path, "PRODUCES") == []
    assert read(path).left_out == {"units that are no weight": 1}


def test_bgs_gives_one_congo_the_code_of_the_other() -> None:
    assert "COG" in {row["subject"] for row in rows(BGS, "PRODUCES")}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("SUN", "XSU", "line 2, column country_iso3_code"),
        ("tonnes (metric)", "tons", "line 6, column units"),
        ("3000000", "3,0", "line 6: 12 cells"),
        ("1980-01-01", "2980-01-01", "line 2, column year: 2980 is in the future"),
        ("3000000", "three", "line 6, column quantity"),
        ("3000000", "3_000_000", "line 6, column quantity"),
        ("Soviet Union", "Türkiye".encode().decode("latin-1"), "line 2, column country_trans: .* wrong encoding"),
        ("Cuba,CUB", "Chile,CUB", "line 3, column country_trans: .* not the country with the code CUB"),
        ("Cuba,CUB", ",CUB", "line 3, column country_trans"),
        ("Soviet Union", "Soviet\0Union", "line 2: there is a NUL byte"),
        ("quantity_in_book_style", "quantity_in_book_form", "quantity_in_book_form"),
        ("lithium minerals,Spod", "lithia,Spod", "line 6, column bgs_commodity_trans"),
    ],
)
def test_bgs_names_what_does_not_fit(old: str, new: str, told: str, tmp_path: Path) -> None:
    from graphkit import loaders
    from graphkit.datasets.task import Task

    loader = loaders.get("bgs_wms")
    with pytest.raises(InputError, match=told.replace("(", r"\(")):
        loader.load(changed(BGS, tmp_path, old, new), Task()).releases[0].read()  # type: ignore[arg-type]


def test_comtrade_counts_a_flow_once_in_dollars_and_tonnes() -> None:
    found = {(row["subject"], row["object"], row["product"]): row for row in rows(COMTRADE, "SUPPLIES")}
    told = found[("NCL", "KOR", None)]
    assert (told["value_usd"], told["tonnes"], told["hs"], told["mineral"]) == (1000.5, 2.0, "260400", "nickel")
    assert ("NCL", "KOR", "reported by the exporter") in found
    assert found[("TWN", "CHE", None)]["tonnes"] is None
    assert len(found) == 3


@pytest.mark.parametrize(
    ("code", "mineral"),
    [("810510", "cobalt"), ("810520", "cobalt"), ("811010", "antimony"), ("810194", "tungsten"), ("811292", "gallium")],
)
def test_comtrade_knows_the_codes_of_later_editions(code: str, mineral: str, tmp_path: Path) -> None:
    path = changed(COMTRADE, tmp_path, "2023,410,KOR,540,NCL,M,260400", f"2023,410,KOR,540,NCL,M,{code}")
    assert [row["mineral"] for row in rows(path, "SUPPLIES") if row["hs"] == code] == [mineral]


def test_comtrade_leaves_out_the_world_itself_and_re_exports_by_name() -> None:
    assert dict(read(COMTRADE).left_out) == {
        "the world and areas that are no country": 1,
        "what a country trades with itself": 1,
        "re-exports and other flows": 1,
    }


def test_comtrade_counts_other_products_and_takes_no_mineral_or_stage_from_columns_that_it_ignores(
    tmp_path: Path,
) -> None:
    head, *lines = COMTRADE.read_text(encoding="utf-8").splitlines()
    other = lines[0].replace("260400", "010121")
    path = tmp_path / "nickel.csv"
    told = [f"mineral,stage,{head}", *(f"Kupfer,primary,{line}" for line in [*lines, other])]
    path.write_text("\n".join(told), encoding="utf-8")
    assert rows(path, "SUPPLIES") == rows(COMTRADE, "SUPPLIES")
    assert read(path).left_out["products that are no minerals"] == 1


def test_comtrade_has_no_weight_of_zero(tmp_path: Path) -> None:
    path = changed(COMTRADE, tmp_path, "M,260400,1000.5,2000,2000", "M,260400,1000.5,0.0,1500")
    (row,) = [r for r in rows(path, "SUPPLIES") if (r["subject"], r["product"]) == ("NCL", None)]
    assert (row["value_usd"], row["tonnes"]) == (1000.5, None)


@pytest.mark.parametrize("form", ["capitals", "commas", "commas in rows", "latin-1"])
def test_comtrade_is_read_as_its_website_writes_it(form: str, tmp_path: Path) -> None:
    head, *lines = COMTRADE.read_text(encoding="utf-8").splitlines()
    path = tmp_path / COMTRADE.name
    if form == "capitals":
        head = ",".join(name[0].upper() + name[1:] for name in head.split(","))
    elif form == "latin-1":
        head, lines = f"{head},partnerDesc", [f"{line},Côte d'Ivoire" for line in lines]
    else:
        head, lines = head + ("," if form == "commas" else ""), [f"{line}," for line in lines]
    path.write_text("\n".join([head, *lines]), encoding="latin-1")
    assert rows(path, "SUPPLIES") == rows(COMTRADE, "SUPPLIES")


@pytest.mark.parametrize(
    ("column", "whole", "part"), [("motCode", 0, 2100), ("partner2Code", 0, 528), ("customsCode", "C00", "C04")]
)
def test_comtrade_takes_whole_flows_and_leaves_their_parts_out_by_name(
    column: str, whole: object, part: object, tmp_path: Path
) -> None:
    head, *lines = COMTRADE.read_text(encoding="utf-8").splitlines()
    path = tmp_path / COMTRADE.name
    both = [f"{head},{column}", *(f"{line},{whole}" for line in lines), f"{lines[0]},{part}"]
    path.write_text("\n".join(both), encoding="utf-8")
    told = "parts of a flow, by transport, second partner or customs procedure"
    assert rows(path, "SUPPLIES") == rows(COMTRADE, "SUPPLIES")
    assert read(path).left_out[told] == 1
    path.write_text("\n".join([both[0], both[-1]]), encoding="utf-8")
    assert rows(path, "SUPPLIES") == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2023,410,KOR,540,NCL,M", "2023,97,EUR,540,NCL,M", "the European Union, whose members report themselves"),
        ("NCL,M,260400", "NCL,M,TOTAL", "goods of two or four digits, and the total of all"),
        ("NCL,M,260400", "NCL,M,2604", "goods of two or four digits, and the total of all"),
        ("NCL,M,260400", "NCL,M,26", "goods of two or four digits, and the total of all"),
    ],
)
def test_comtrade_leaves_out_sums_of_other_rows_by_name(old: str, new: str, told: str, tmp_path: Path) -> None:
    path = changed(COMTRADE, tmp_path, old, new)
    assert read(path).left_out[told] == 1
    assert len(rows(path, "SUPPLIES")) == 2


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2023,410,KOR,540", "2023,411,KOR,540", "line 2, column reporterCode"),
        ("1000.5,2000", "1000;5,2000", "line 2, column primaryValue"),
        (",M,260400,1000.5", ",Q,260400,1000.5", "line 2, column flowCode"),
        (",M,260400,1000.5", ",M,26040,1000.5", "line 2, column cmdCode"),
        (",M,260400,1000.5", ",M,SC,1000.5", "line 2, column cmdCode"),
        ("1000.5,2000,2000", "1000.5,2000,2000,", "line 5: 9 cells"),
    ],
)
def test_comtrade_names_what_does_not_fit(old: str, new: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=told):
        read(changed(COMTRADE, tmp_path, old, new))


def workbook(folder: Path, value: object = 1500) -> Path:
    """Write a workbook in the publisher's form."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Lithium (Li2O)"
    for row in (
        ["Lithium (Li2O)"],
        ["Country", "2022", "2023", "unit", "data source"],
        ["Congo, D.R.", 10, value, "metr. t", "r"],
        ["Chile", 0, 250.5, "metr. t", "e"],
        ["Total", 10, 1750.5, "metr. t", ""],
    ):
        sheet.append(row)
    gold = book.create_sheet("Gold")
    for row in (["Country", "2023", "unit", "data source"], ["Ghana", 130000, "kg", "r"]):
        gold.append(row)
    path = folder / "6.4.xlsx"
    book.save(path)
    return path


def test_wmd_has_no_year_of_the_future(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = load_workbook(path)
    book["Gold"]["B1"] = "2999"
    book.save(path)
    with pytest.raises(InputError, match="sheet Gold, line 1: 2999 is in the future"):
        read(path)


def test_wmd_reads_a_sheet_for_each_mineral(tmp_path: Path) -> None:
    found = {(r["object"], r["subject"], r["year"]): r for r in rows(workbook(tmp_path), "PRODUCES")}
    assert found[("lithium", "COD", 2023)]["tonnes"] == 1500.0
    assert found[("lithium", "COD", 2023)]["basis"] == "oxide"
    assert found[("lithium", "CHL", 2023)]["mark"] == "estimated"
    assert found[("gold", "GHA", 2023)]["tonnes"] == 130.0
    assert len(found) == 4


def test_wmd_names_the_sheet_where_a_country_is_not_known_or_missing(tmp_path: Path) -> None:
    for name, told in (("Atlantis", '"Atlantis" is no country'), ("TÃ¼rkiye", "wrong encoding"), (None, "is empty")):
        path = workbook(tmp_path)
        book = load_workbook(path)
        book["Gold"]["A2"] = name
        book.save(path)
        with pytest.raises(InputError, match=f"sheet Gold, line 2, column Country: .*{told}"):
            read(path)


def test_wmd_refuses_a_workbook_without_figures_or_with_a_year_twice(tmp_path: Path) -> None:
    for cells, told in ((("A3", "A4", "A5"), "has no figures"), (("C2",), "a year stands there twice")):
        path = workbook(tmp_path)
        book = load_workbook(path)
        del book["Gold"]
        sheet = book["Lithium (Li2O)"]
        for cell in cells:
            if cell == "C2":
                sheet[cell] = "2022"
            else:
                sheet.delete_rows(3)
        book.save(path)
        with pytest.raises(InputError, match=told):
            read(path)


def test_wmd_names_sheet_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r'sheet Lithium \(Li2O\), line 3, column 2023: "1,5"'):
        read(workbook(tmp_path, "1,5"))


def test_wmd_leaves_out_a_sheet_that_is_no_minerals_by_name_and_refuses_one_without_its_head(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    plain = read(path).left_out
    book = load_workbook(path)
    book.create_sheet("Index", 0).append(["World Mining Data 2026"])
    book.save(path)
    assert read(path).left_out == plain + Counter({'sheet "Index", which is no mineral\'s': 1})
    book.create_sheet("Cobalt").append(["Congo, D.R.", 10])
    book.save(path)
    with pytest.raises(InputError, match='sheet Cobalt: there is no line with "Country"'):
        read(path)


def test_wmd_reads_a_starred_year_as_that_year_with_a_mark(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = load_workbook(path)
    book["Lithium (Li2O)"]["C2"] = "2023*"
    book.save(path)
    found = {(r["subject"], r["year"]): r["mark"] for r in rows(path, "PRODUCES") if r["object"] == "lithium"}
    assert found[("COD", 2023)] == "marked *"
    assert found[("COD", 2022)] is None
    assert found[("CHL", 2023)] == "estimated, marked *"
