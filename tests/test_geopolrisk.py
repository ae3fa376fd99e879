"""Our concentration against geopolrisk-py 2.0.1: figures that it gave once, recorded by `data/geopolrisk/record.py`.

The input is what its figures are of: of production the share of each country, loaded as World Mining Data of an
invented world total (the tonnes are the publisher's), of imports the rows of BACI. Both go the whole way: file,
loader, store, report.

Three faults of its method are not ours. It takes natural gas, in million cubic metres, for tonnes (the branch that
would turn it into tonnes is never reached); our loader leaves such rows out and says so. It adds ore to metal by
weight (tungsten); we refuse. And it counts a missing weight as 0 without a word; the report tells how many rows have
none.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit import reports
from graphkit.datasets import codes
from graphkit.output import render
from graphkit.reports import Question
from graphkit.stores.embedded import EmbeddedStore
from tests.datasets import DATA, put, read

RECORDED = DATA / "geopolrisk"
WORLD = 10_000_000  # tonnes, invented: shares are what was recorded
NAMES = {
    "Lithium (Li2O)": "lithium", "Cobalt": "cobalt", "Nickel": "nickel", "Copper": "copper", "Manganese": "manganese",
    "Tungsten (W)": "tungsten", "Graphite": "graphite", "Rare Earths (REO)": "rare earth elements",
}  # fmt: skip
_KOSOVO = {"R20": "Kosovo"}  # its code in World Mining Data is no ISO code
LONG = "mineral_sheet,country,iso_numeric,iso3,year,value,unit,data_source"


def table(name: str) -> list[dict[str, str]]:
    """Return a recorded table."""
    with (RECORDED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def production(folder: Path) -> Path:
    """Write the shares as World Mining Data, long form."""
    path = folder / "wmd.csv"
    lines = [
        f"{row['sheet']},{_KOSOVO.get(row['iso3'], row['iso3'])},0,{row['iso3']},{row['year']},"
        f"{float(row['share']) * WORLD:.3f},metr. t,r"
        for row in table("shares.csv")
    ]
    path.write_text("\n".join([LONG, *lines]) + "\n", encoding="utf-8")
    return path


def trade(folder: Path) -> list[Path]:
    """Write the flows as files of BACI, a year each."""
    years: dict[str, list[str]] = defaultdict(list)
    for row in table("flows.csv"):
        years[row["t"]].append(",".join(row.values()))
    paths = []
    for year, lines in years.items():
        path = folder / f"BACI_HS92_Y{year}_V202401.csv"
        path.write_text("\n".join(["t,i,j,k,v,q", *lines]) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store with the recorded inputs."""
    folder = tmp_path_factory.mktemp("geopolrisk")
    with EmbeddedStore(folder / "store") as store:
        put(store, production(folder), *trade(folder))
        yield store


def test_hhi_of_production(loaded: EmbeddedStore) -> None:
    cells = table("hhi.csv")
    for cell in cells:
        asked = Question(options={"year": int(cell["year"])})
        (row,) = reports.get("concentration").run(loaded, [NAMES[cell["sheet"]]], asked).rows
        assert row["year"] == int(cell["year"])
        assert row["hhi"] == pytest.approx(float(cell["hhi"]), abs=1e-3), cell
    assert len(cells) >= 30
    told = {(cell["sheet"], cell["year"]): round(float(cell["hhi"]), 2) for cell in cells}
    assert (told["Lithium (Li2O)", "2022"], told["Cobalt", "2022"], told["Nickel", "2022"]) == (0.32, 0.49, 0.27)


def test_shares_of_suppliers_in_imports_by_weight(loaded: EmbeddedStore) -> None:
    cells: dict[tuple[str, str, str], dict[str, float]] = defaultdict(dict)
    for row in table("imports.csv"):
        cells[row["mineral"], row["importer"], row["year"]][row["supplier"]] = float(row["share"])
    for (mineral, importer, year), theirs in cells.items():
        country = codes.area("un", importer)
        assert country.ref is not None
        asked = Question(options={"to": country.ref.id, "year": int(year), "by": "weight"})
        answer = reports.get("suppliers").run(loaded, [mineral], asked)
        ours = {row["id"]: row["share"] for row in answer.rows}
        for code, share in theirs.items():
            supplier = codes.area("un", code).ref
            assert supplier is not None
            assert ours[supplier.id] == pytest.approx(share, abs=1e-3), (mineral, importer, year, supplier)
        assert len(ours) == len(theirs)
    assert len(cells) >= 30


def test_missing_weights_are_told(loaded: EmbeddedStore) -> None:
    missing = next(row for row in table("flows.csv") if row["q"] == "NA")
    importer = codes.area("un", missing["j"]).ref
    assert importer is not None
    mineral = next(row["mineral"] for row in codes.minerals().to_dicts() if row["hs"] == missing["k"])
    asked = Question(options={"to": importer.id, "year": int(missing["t"])})
    told = render(reports.get("suppliers").run(loaded, [mineral], asked), "table")
    assert "rows have no weight" in " ".join(told.split())


def test_gas_is_no_weight(tmp_path: Path) -> None:
    path = tmp_path / "gas.csv"
    gas = "Natural Gas,Qatar,634,QAT,2022,170000,Mio m3,r"
    path.write_text(f"{LONG}\n{gas}\nCobalt,Zambia,894,ZMB,2022,250,metr. t,r\n", encoding="utf-8")
    found = read(path)
    assert [row["object"] for part in found.columns for row in part.frame.to_dicts()] == ["cobalt"]
    assert any("cubic metres" in reason for reason in found.left_out)
