"""The reports of supply, on a small world worked out by hand, and the same on every store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from graphkit import reports
from graphkit.errors import InputError, NameNotFoundError
from graphkit.output import Answer, render
from graphkit.reports import Question
from graphkit.stores.base import Store
from graphkit.stores.bolt import BoltStore
from graphkit.stores.embedded import EmbeddedStore
from tests.datasets import put
from tests.report_world import world
from tests.supply_world import fill

CASES: list[tuple[str, list[str], dict[str, Any]]] = [
    ("suppliers", ["lithium"], {"to": "Korea"}),
    ("suppliers", ["nickel"], {"to": "Korea", "year": 2025}),
    ("suppliers", ["gallium"], {}),
    ("producers", ["lithium"], {}),
    ("concentration", [], {"of": "Korea"}),
    ("concentration", ["lithium"], {"of": "Japan"}),
    ("exposure", ["lithium"], {"restricted_by": "China"}),
    ("effect", ["Korea"], {}),
    ("mineral", ["lithium"], {}),
    ("profile", ["Kazakhstan"], {}),
    ("pair", ["Korea", "Kazakhstan"], {}),
]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store with the small world."""
    folder = tmp_path_factory.mktemp("supply")
    with EmbeddedStore(folder / "store") as store:
        fill(store, folder)
        yield store


def ask(store: Store, name: str, *subjects: str, **options: Any) -> Answer:
    """Return the answer of a report."""
    return reports.get(name).run(store, subjects, Question(limit=5, options=options))


def rows(store: Store, columns: str, name: str, *subjects: str, **options: Any) -> list[tuple[Any, ...]]:
    """Return these columns of a report's rows."""
    found = ask(store, name, *subjects, **options).rows
    return [tuple(row[column] for column in columns.split()) for row in found]


def text(answer: Answer) -> str:
    """Return what a report says on one line, after checking that it fits a terminal."""
    drawn = render(answer, "table")
    assert max(map(len, drawn.splitlines())) <= 80
    return " ".join(drawn.split())


# ---------------------------------------------------------------- suppliers
def test_suppliers_of_the_newest_year(embedded: EmbeddedStore) -> None:
    columns = "id year value_usd tonnes share series vintage"
    assert rows(embedded, columns, "suppliers", "lithium", to="Korea") == [
        ("KAZ", 2025, 60_000.0, 6.0, 0.6, "baci-202601", "2026-01"),
        ("CHN", 2025, 40_000.0, 2.0, 0.4, "baci-202601", "2026-01"),
    ]


def test_a_year_without_figures_is_answered_by_the_one_before(embedded: EmbeddedStore) -> None:
    assert [row[0] for row in rows(embedded, "year", "suppliers", "lithium", to="Korea", year=2024)] == [2023, 2023]
    assert rows(embedded, "year", "suppliers", "lithium", to="Korea", year=2021) == []


@pytest.mark.parametrize(("name", "option"), [("suppliers", "to"), ("concentration", "of")])
def test_a_bloc_whose_members_are_not_known_is_not_the_world(embedded: EmbeddedStore, name: str, option: str) -> None:
    with pytest.raises(InputError, match="No members of European Union are known here"):
        ask(embedded, name, "lithium", **{option: "EU"})


def test_ore_and_metal_stand_apart_and_their_weights_are_not_added(embedded: EmbeddedStore) -> None:
    assert rows(embedded, "stage id value_usd tonnes share", "suppliers", "nickel", to="Korea") == [
        ("all", "IDN", 100_000.0, None, 0.5),
        ("all", "JPN", 100_000.0, 10.0, 0.5),
        ("mined", "IDN", 80_000.0, 800.0, 1.0),
        ("refined", "JPN", 100_000.0, 10.0, pytest.approx(5 / 6)),
        ("refined", "IDN", 20_000.0, None, pytest.approx(1 / 6)),
    ]
    with pytest.raises(InputError, match="add --stage, one of mined, refined"):
        ask(embedded, "suppliers", "nickel", to="Korea", by="weight")
    assert rows(embedded, "id share", "suppliers", "nickel", to="Korea", by="weight", stage="mined") == [("IDN", 1.0)]


def test_exporters_to_the_world(embedded: EmbeddedStore) -> None:
    assert rows(embedded, "id value_usd share", "suppliers", "lithium") == [
        ("CHN", 115_000.0, pytest.approx(0.575)),
        ("KAZ", 60_000.0, pytest.approx(0.3)),
        ("CHL", 25_000.0, pytest.approx(0.125)),
    ]
    assert "1 of 4 rows have no weight" in text(ask(embedded, "suppliers", "lithium"))


def test_a_mineral_without_a_code_is_answered_by_its_proxy_and_said_so(embedded: EmbeddedStore) -> None:
    for mineral in ("gallium", "indium"):
        answer = ask(embedded, "suppliers", mineral, to="Japan")
        assert [(row["id"], row["proxy"], row["codes"]) for row in answer.rows] == [("CHN", True, ["811291"])]
        assert f"{mineral} has no code of its own. A proxy answers: HS 811291" in text(answer)
    assert rows(embedded, "id", "suppliers", "potash", to="Japan") == []


def test_no_figures_say_what_there_is(embedded: EmbeddedStore) -> None:
    told = text(ask(embedded, "suppliers", "cobalt", to="Korea"))
    assert "No figures of trade of cobalt under these conditions in what is loaded (baci-202601, wmd-" in told


def test_another_series_is_asked_for_by_name(embedded: EmbeddedStore) -> None:
    assert len(rows(embedded, "id", "suppliers", "lithium", to="Korea", series="baci")) == 2
    with pytest.raises(InputError, match=r'No series "comtrade" is loaded. There are: baci-202601, wmd-'):
        ask(embedded, "suppliers", "lithium", series="comtrade")
    with pytest.raises(NameNotFoundError, match="lithium"):
        ask(embedded, "suppliers", "lithum")


# ---------------------------------------------------------------- producers, concentration
def test_producers_with_basis_and_marks(embedded: EmbeddedStore) -> None:
    columns = "stage rank id year tonnes share basis mark hhi"
    assert rows(embedded, columns, "producers", "lithium") == [
        ("mined", 1, "CHL", 2024, 60.0, 0.6, "oxide", None, pytest.approx(0.46)),
        ("mined", 2, "CHN", 2024, 30.0, 0.3, "oxide", "estimated", pytest.approx(0.46)),
        ("mined", 3, "KAZ", 2024, 10.0, pytest.approx(0.1), "oxide", None, pytest.approx(0.46)),
    ]
    assert rows(embedded, "id year", "producers", "lithium", year=2023) == [("CHL", 2023)]
    assert rows(embedded, "id tonnes", "producers", "gallium") == [("CHN", 99.0), ("JPN", 1.0)]


def test_concentration_of_production_and_of_imports(embedded: EmbeddedStore) -> None:
    assert rows(embedded, "of hhi number total unit", "concentration", "lithium", of="Korea") == [
        ("production", pytest.approx(0.46), 3, 100.0, "tonnes, oxide"),
        ("imports", pytest.approx(0.52), 2, 100_000.0, "USD"),
    ]
    every = rows(embedded, "mineral of stage hhi", "concentration", of="Korea")
    assert every == [
        ("gallium", "production", "refined", pytest.approx(0.9802)),
        ("lithium", "production", "mined", pytest.approx(0.46)),
        ("lithium", "imports", "refined", pytest.approx(0.52)),
        ("nickel", "imports", "all", pytest.approx(0.5)),
    ]
    (top,) = rows(embedded, "top", "concentration", "lithium")[0]
    assert [(one["id"], one["name"]) for one in top] == [("CHL", "Chile"), ("CHN", "China"), ("KAZ", "Kazakhstan")]


def test_ore_and_metal_of_one_mineral_have_no_common_weight(embedded: EmbeddedStore) -> None:
    with pytest.raises(InputError, match="add --stage, one of mined, refined"):
        ask(embedded, "concentration", "nickel", of="Korea", by="weight")
    every = ask(embedded, "concentration", of="Korea", by="weight")
    assert [row["mineral"] for row in every.rows if row["of"] == "imports"] == ["lithium"]
    assert "do not add up by weight): imports of nickel." in text(every)


# ---------------------------------------------------------------- exposure, effect
def test_who_is_exposed_and_which_signed_partners_produce(embedded: EmbeddedStore) -> None:
    answer = ask(embedded, "exposure", "lithium", restricted_by="China")
    japan, korea = answer.rows
    assert (japan["id"], japan["share"], japan["next"], japan["next_share"]) == ("JPN", 0.75, "Chile", 0.25)
    assert (japan["hhi"], japan["hhi_without"], japan["partners"]) == (0.625, 1.0, [])
    assert (korea["id"], korea["value_usd"], korea["share"], korea["hhi"]) == (
        "KOR",
        40_000.0,
        0.4,
        pytest.approx(0.52),
    )
    (partner,) = korea["partners"]
    assert (partner["id"], partner["share"], len(partner["instruments"])) == ("KAZ", pytest.approx(0.1), 1)
    assert (korea["partners_share"], korea["partners_hhi"], korea["production_year"]) == (pytest.approx(0.1), 1.0, 2024)
    told = text(answer)
    assert "Measures of China that are known: export ban against South Korea (current, since 2024-12-01)." in told
    assert "China sells 57.5 % of what is traded" in told
    assert [row["id"] for row in ask(embedded, "exposure", "lithium", restricted_by="China", at_least=0.5).rows] == [
        "JPN"
    ]


def test_nothing_is_left_where_there_is_one_supplier(embedded: EmbeddedStore) -> None:
    (japan,) = ask(embedded, "exposure", "gallium", restricted_by="China").rows
    assert (japan["share"], japan["hhi"], japan["hhi_without"], japan["proxy"]) == (1.0, 1.0, None, True)


def test_who_could_replace_a_supplier_is_not_known_without_figures_of_production(embedded: EmbeddedStore) -> None:
    answer = ask(embedded, "exposure", "nickel", restricted_by="Indonesia")
    assert [(row["id"], row["partners"], row["partners_share"]) for row in answer.rows] == [("KOR", None, None)]
    assert "no production of it, so which signed partners could replace it is not known" in text(answer)
    assert "have no signed partner" not in text(answer)


def test_imports_before_and_after_signing(embedded: EmbeddedStore) -> None:
    columns = "partner_id mineral covers share_before share_after change years_before years_after"
    assert rows(embedded, columns, "effect", "Korea", "Kazakhstan") == [
        ("KAZ", "lithium", "names", pytest.approx(0.35), 0.6, pytest.approx(0.25), [2022, 2023], [2025])
    ]
    assert rows(embedded, columns, "effect", "Korea", "Japan") == []
    assert "grew in 1, fell in 0" in text(ask(embedded, "effect", "Korea"))


def test_years_of_two_releases_are_compared_and_told(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        fill(store, tmp_path)
        path = tmp_path / "other.parquet"
        table = {"year": [2025], "from": ["KAZ"], "to": ["KOR"], "mineral": ["lithium"], "value_usd": [5.0]}
        release = {"series": ["baci-202602"], "publisher": ["CEPII"], "published": ["2026-02"]}
        pl.DataFrame({**table, **release}).write_parquet(path)
        put(store, path)
        answer = ask(store, "effect", "Korea", "Kazakhstan")
        (row,) = answer.rows
        assert row["releases"] == ["2022 baci-202601", "2023 baci-202601", "2025 baci-202602"]
        assert row["series"] == "baci-202601; baci-202602"
        told = text(answer)
        assert "lithium*" in told
        assert "lithium around 2024 (2022, 2023 CEPII, series baci-202601; 2025 CEPII, series baci-202602)" in told
        kept = ask(store, "effect", "Korea", "Kazakhstan", series="baci-202601")
        assert kept.rows[0]["releases"] == []
        assert "different releases" not in text(kept)


def test_what_cannot_be_compared_names_the_years(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        store.load(world())
        told = text(ask(store, "effect", "Korea", "Kazakhstan"))
    assert "no figures by value of those imports of South Korea from Kazakhstan from 2021 to 2027" in told


# ---------------------------------------------------------------- the other reports
def test_figures_stand_beside_what_sources_tell(embedded: EmbeddedStore) -> None:
    found = [row for row in ask(embedded, "mineral", "lithium").rows if row["match"] == "figures"]
    assert [(r["relation"], r["ids"], r["share"]) for r in found[:2]] == [
        ("PRODUCES", ["Country/CHL"], 0.6),
        ("PRODUCES", ["Country/CHN"], 0.3),
    ]
    figures = [row for row in ask(embedded, "profile", "Kazakhstan").rows if row["section"] == "figures"]
    assert [(row["relation"], row["ids"], row["tonnes"], row["value_usd"]) for row in figures] == [
        ("PRODUCES", ["Country/KAZ"], 10.0, None),
        ("SUPPLIES", ["Country/KAZ", "Country/KOR"], None, 60_000.0),
    ]
    (sold,) = [row for row in ask(embedded, "pair", "Korea", "Kazakhstan").rows if row["between"] == "figures"]
    assert (sold["year"], sold["value_usd"], sold["share"], sold["series"]) == (2025, 60_000.0, 0.6, "baci-202601")


def test_a_year_without_trade_is_answered_by_the_one_before(embedded: EmbeddedStore) -> None:
    then = Question(as_of=dt.date(2024, 12, 31))
    figures = [row for row in reports.get("profile").run(embedded, ["Korea"], then).rows if row["section"] == "figures"]
    assert [(row["ids"][0], row["year"], row["value_usd"]) for row in figures] == [("Country/CHN", 2023, 100_000.0)]


def test_figures_are_left_out_where_a_question_is_about_something_else(embedded: EmbeddedStore) -> None:
    planned = Question(statuses=frozenset({"planned"}))
    found = reports.get("mineral").run(embedded, ["lithium"], planned).rows
    assert {row["match"] for row in found} == {"names"}


def test_each_row_has_every_column_and_releases_are_cited(embedded: EmbeddedStore) -> None:
    for name, subjects, options in CASES:
        answer = ask(embedded, name, *subjects, **options)
        assert all(set(row) == set(answer.columns) for row in answer.rows), name
        text(answer)
        cited = {row["document"]: row["cited"] for row in reports.bibliography(embedded, answer).rows}
        assert cited.get("baci-202601") or name == "producers", name


# ---------------------------------------------------------------- every store
def told(store: Store) -> list[str]:
    """Return what each report says, as JSON and drawn."""
    answers = [ask(store, name, *subjects, **options) for name, subjects, options in CASES]
    return [render(answer, form) for answer in answers for form in ("json", "table")]


def test_same_on_every_store(store: BoltStore, embedded: EmbeddedStore, tmp_path: Path) -> None:
    fill(store, tmp_path)
    assert told(store) == told(embedded)
