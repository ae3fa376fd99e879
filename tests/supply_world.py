"""A small world of trade and production, written as the publishers write it, beside the world of the reports.

Korea signed over lithium with Kazakhstan in June 2024. Before, 70 of its imports of 200 were from there; after, 60 of
100. Its nickel is ore of Indonesia, 80, and metal of Japan and Indonesia, 100 and 20, which has no weight.
"""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl

from graphkit.stores.base import Store
from tests.datasets import put
from tests.report_world import world

LONG = (
    "MCS chapter", "Section", "Commodity", "Country", "Statistics", "Statistics_detail", "Unit", "Year", "Value",
    "Notes", "Is critical mineral 2025", "Other notes",
)  # fmt: skip
KOR, JPN, KAZ, CHN, CHL, IDN = 410, 392, 398, 156, 152, 360
LITHIUM, ORE, METAL, PROXY = "283691", "260400", "750210", "811291"
TRADE = {  # year: from, to, code, thousand dollars, tonnes
    2022: [(CHN, KOR, LITHIUM, 60, "6"), (KAZ, KOR, LITHIUM, 40, "4")],
    2023: [(CHN, KOR, LITHIUM, 70, "7"), (KAZ, KOR, LITHIUM, 30, "3"), (CHN, JPN, PROXY, 10, "1")],
    2025: [
        (CHN, KOR, LITHIUM, 40, "2"), (KAZ, KOR, LITHIUM, 60, "6"), (CHN, JPN, LITHIUM, 75, "7"),
        (CHL, JPN, LITHIUM, 25, "NA"), (IDN, KOR, ORE, 80, "800"), (IDN, KOR, METAL, 20, "NA"),
        (JPN, KOR, METAL, 100, "10"),
    ],
}  # fmt: skip
MADE = [
    ("Lithium (Li2O)", "Chile", 2024, 60, "metr. t", "r"),
    ("Lithium (Li2O)", "China", 2024, 30, "metr. t", "e"),
    ("Lithium (Li2O)", "Kazakhstan", 2024, 10, "metr. t", "r"),
    ("Lithium (Li2O)", "Chile", 2023, 50, "metr. t", "r"),
    ("Gallium", "China", 2024, 99000, "kg", "r"),
    ("Gallium", "Japan", 2024, 1000, "kg", "r"),
]


def written(folder: Path) -> list[Path]:
    """Write the files."""
    paths = []
    for year, rows in TRADE.items():
        path = folder / f"BACI_HS92_Y{year}_V202601.csv"
        lines = [f"{year},{i},{j},{k},{v},{q}" for i, j, k, v, q in rows]
        path.write_text("\n".join(["t,i,j,k,v,q", *lines]) + "\n", encoding="utf-8")
        paths.append(path)
    path = folder / "wmd.csv"
    head = "mineral_sheet,country,iso_numeric,iso3,year,value,unit,data_source"
    lines = [f"{sheet},{country},0,,{year},{value},{unit},{mark}" for sheet, country, year, value, unit, mark in MADE]
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return [*paths, path]


def fill(store: Store, folder: Path) -> None:
    """Load the world of the reports and the files."""
    store.load(world())
    put(store, *written(folder))


def comtrade(folder: Path) -> Path:
    """Write Korea's imports of nickel ore as Comtrade has them, one of them as its exporter reports it too."""
    path = folder / "nickel.csv"
    head = "period,reporterCode,partnerCode,flowCode,cmdCode,primaryValue,netWgt"
    lines = [f"2023,410,540,M,{ORE},600,6000", f"2023,410,608,M,{ORE},400,4000", f"2023,608,410,X,{ORE},390,3900"]
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def mcs(folder: Path, *rows: tuple[str, str, str, str, str, int | str, str]) -> Path:
    """Write rows as USGS has them: commodity, country, statistic, detail, unit, year, value."""
    path = folder / "mcs.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        table = csv.writer(file)
        table.writerow(LONG)
        for commodity, country, statistic, detail, unit, year, value in rows:
            section = "World Mine Production and Reserves" if statistic == "Production" else "Salient Statistics"
            table.writerow(
                (commodity.upper(), section, commodity, country, statistic, detail, unit, year, value, "", "No", "")
            )
    return path


def weights(folder: Path) -> Path:
    """Write trade that has weights alone, and of cobalt ore and metal."""
    path = folder / "weights.parquet"
    rows = [
        (2023, "CHL", "KOR", "lithium", None, 60.0), (2024, "CHL", "KOR", "lithium", None, 30.0),
        (2024, "CHN", "KOR", "lithium", None, 10.0), (2024, "CHN", "JPN", "lithium", None, 5.0),
        (2024, "CHN", "KOR", "cobalt", "mined", 5.0), (2024, "CHN", "KOR", "cobalt", "refined", 5.0),
    ]  # fmt: skip
    names = ("year", "from", "to", "mineral", "stage", "tonnes")
    pl.DataFrame(rows, schema=names, orient="row").write_parquet(path)
    return path
