"""GDELT events: codes that become facts, one fact for many reports, and that they stay out unless asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import InputError
from graphkit.model import MACHINE, Fact, Instrument, Record, Ref
from graphkit.queries import library
from graphkit.stores.base import Selection
from graphkit.stores.embedded import EmbeddedStore
from tests.datasets import DATA, changed, loaded

FILE = DATA / "gdelt" / "20240613.export.CSV"


def records(path: Path) -> list[Record]:
    """Return what a file says."""
    return loaded(path).bundle.settled().records


def test_ten_reports_of_an_event_are_one_fact_with_its_sources() -> None:
    (pact,) = [record for record in records(FILE) if isinstance(record, Instrument)]
    (claim,) = pact.claims
    assert [ref.id for ref in pact.parties] == ["KAZ", "KOR"]
    assert (pact.kind, claim.status, claim.date, claim.get("reports")) == ("unspecified", "signed", "2024-06-12", 3)
    assert (claim.reader, claim.published) == (MACHINE, "2024-06-13")


def test_codes_become_relations_as_the_table_says() -> None:
    found = {(f.subject.id, f.relation, f.object.id) for f in records(FILE) if isinstance(f, Fact)}
    assert found == {("USA", "SANCTIONS", "CHN"), ("JPN", "MET_WITH", "KOR"), ("AUS", "COOPERATES_WITH", "JPN")}


def test_an_event_keeps_its_own_day() -> None:
    (met,) = [f for f in records(FILE) if isinstance(f, Fact) and f.relation == "MET_WITH"]
    assert (met.claims[0].date, met.claims[0].published) == ("2004-01-01", "2024-06-13")


def test_what_is_left_out_is_counted() -> None:
    assert dict(loaded(FILE).left_out) == {
        "events of other kinds (CAMEO)": 2,
        "events that are not between two countries": 1,
    }


def test_files_of_the_second_version_have_61_columns() -> None:
    (pact,) = records(DATA / "gdelt" / "20240613153000.export.CSV")
    assert (pact.claims[0].date, pact.claims[0].published) == ("2024-06-13", "2024-06-13")


def test_machine_coded_facts_stay_out_of_answers_that_do_not_ask(tmp_path: Path) -> None:
    around = frozenset({Ref("Country", "KOR")})
    with EmbeddedStore(tmp_path / "store") as store:
        store.load(loaded(FILE).bundle)
        assert store.read(Selection(around=around)).records == []
        assert len(store.read(Selection(around=around, machine=True)).records) == 2
        assert len(store.read().records) == 4
        assert [row["relation"] for row in _asked(store, "machine_coded", country="KOR")] == [
            "MET_WITH",
            "SIGNED_AGREEMENT",
        ]
        assert [row["relation"] for row in _asked(store, "machine_coded", country="CHN", since="2025")] == []
        assert not any(_asked(store, name) for name in ("pacts_per_country", "pacts_by_month", "who_met_whom"))
        for name in ("partners_of_country", "planned_of_country"):
            assert not _asked(store, name, country="KOR")
        assert not _asked(store, "changes_since", since="2000")
        assert not _asked(store, "meetings_of_party", party="KOR")


def _asked(store: EmbeddedStore, name: str, **given: str) -> Sequence[Mapping[str, Any]]:
    return library.run(store, library.get(name), given).rows


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("\t20240612\t", "\t20241312\t", "line 2"),
        ("2\t20240612", "2\t20240612\t", "line 2: 59 cells"),
        ("2\t20240612\t", "\t2\t20240612", "line 2, column GlobalEventID"),
        ("\tKAZ\t", "\tKazakhstan\t", "line 2, column Actor1CountryCode"),
        ("\t1\t", "\t1,5\t", "line 2, column NumSources"),
        ("/b.example", "/b\0example", "line 2: there is a NUL byte"),
        ("KAZ\t\t\t\t\t\t\t\t\t\t057", "KAZ\t\t\t\t\t\t\t\t\t\tX57", "line"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(old: str, new: str, told: str, tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    head, rest = text.split("\n", 1)
    if old in rest:
        copy = tmp_path / FILE.name
        copy.write_text(f"{head}\n{rest.replace(old, new, 1)}", encoding="utf-8")
    else:
        copy = changed(FILE, tmp_path, "\t057\t", "\tX57\t")
    with pytest.raises(InputError, match=told):
        loaded(copy)


def test_a_row_is_checked_whether_its_event_is_used_or_not(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace("\t057\t", "\t010\t")
    path = tmp_path / FILE.name
    path.write_text(text.replace("\tKOR\t", "\tKorea\t", 1), encoding="utf-8")
    with pytest.raises(InputError, match='line 1, column Actor1CountryCode: "Korea"'):
        loaded(path)


def test_a_byte_order_mark_and_line_ends_of_other_systems_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / FILE.name
    plain = loaded(FILE).bundle.records
    for content in (b"\xef\xbb\xbf" + FILE.read_bytes(), FILE.read_bytes().replace(b"\n", b"\r\n")):
        path.write_bytes(content)
        assert len(loaded(path).bundle.records) == len(plain)


def test_a_day_in_the_future_is_named_with_line_and_column(tmp_path: Path) -> None:
    line = FILE.read_text(encoding="utf-8").splitlines()[0]
    day = line.split("\t")[1]
    with pytest.raises(InputError, match="line 1, column Day: 2099-01-01 is in the future"):
        loaded(changed(FILE, tmp_path, f"\t{day}\t", "\t20990101\t"))
