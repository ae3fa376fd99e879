"""A small world of trade and production for the pages that draw it, written as the publishers write it."""

from __future__ import annotations

from pathlib import Path

AUS, CHL, CHN, JPN, KOR, USA = 36, 152, 156, 392, 410, 842
CARBONATE, HYDROXIDE = "283691", "282520"
TRADE = {  # year: from, to, code, thousand dollars, tonnes
    2021: [(CHL, CHN, CARBONATE, 300, "30"), (CHL, KOR, CARBONATE, 100, "10")],
    2022: [
        (CHL, CHN, CARBONATE, 500, "50"), (CHL, CHN, HYDROXIDE, 100, "10"), (CHL, JPN, CARBONATE, 100, "10"),
        (CHN, KOR, CARBONATE, 200, "20"), (CHN, KOR, HYDROXIDE, 50, "NA"), (AUS, USA, CARBONATE, 50, "5"),
    ],
}  # fmt: skip
MADE = [("Australia", 2022, 60, "r"), ("Chile", 2022, 30, "r"), ("China", 2022, 10, "e"), ("Chile", 2021, 25, "r")]


def written(folder: Path) -> list[str]:
    """Write the files and return their names."""
    paths = []
    for year, rows in TRADE.items():
        path = folder / f"BACI_HS92_Y{year}_V202401.csv"
        lines = [f"{year},{i},{j},{k},{v},{q}" for i, j, k, v, q in rows]
        path.write_text("\n".join(["t,i,j,k,v,q", *lines]) + "\n", encoding="utf-8")
        paths.append(str(path))
    path = folder / "wmd.csv"
    head = "mineral_sheet,country,iso_numeric,iso3,year,value,unit,data_source"
    made = [f"Lithium (Li2O),{country},0,,{year},{value},metr. t,{mark}" for country, year, value, mark in MADE]
    path.write_text("\n".join([head, *made]) + "\n", encoding="utf-8")
    return [*paths, str(path)]
