"""Office holders: the CIA's profiles and Wikidata's tables; names, terms, countries by their own codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.model import Fact
from graphkit.standing import settle
from tests.datasets import DATA, changed, loaded

PROFILE = DATA / "factbook" / "ks.json"
HOLDERS = DATA / "office_holders" / "holders21.csv"


def terms(path: Path) -> list[tuple[str, str, object, object, object]]:
    """Return person, place, title, since and accredited_to of each fact in a file."""
    found = [record for record in loaded(path).bundle.settled().records if isinstance(record, Fact)]
    names = ("title", "since", "accredited_to")
    return [(f.subject.id, f.object.id, *(f.claims[0].get(name) for name in names)) for f in found]  # type: ignore[misc]


def test_a_profile_is_called_by_its_gec_code_and_names_stand_in_capitals() -> None:
    assert set(terms(PROFILE)) == {
        ("KOR/hong-gil-dong", "KOR", "President", "2025-06-04", None),
        ("KOR/kim-jane", "KOR", "Prime Minister", "2025-07", None),
        ("KOR/park-ivan-ii", "KOR", "Ambassador", "2025-12-16", "USA"),
        ("USA/james-o-doe", "USA", "Chargé d'Affaires", "2026-01-07", "KOR"),
    }


def test_a_profile_with_another_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="GEC"):
        loaded(Path(shutil.copy(PROFILE, tmp_path / "korea.json")))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Sultan and Prime Minister HAYTHAM bin Tariq Al Said",
            ("Sultan and Prime Minister", "Haytham bin Tariq Al Said"),
        ),
        (
            "President of the Swiss Confederation Karin KELLER-SUTTER",
            ("President of the Swiss Confederation", "Karin Keller-Sutter"),
        ),
        ("King CARL XVI GUSTAF", ("King", "Carl XVI Gustaf")),
        ("President XI Jinping", ("President", "Xi Jinping")),
    ],
)
def test_a_name_is_told_from_the_title(text: str, told: tuple[str, str], tmp_path: Path) -> None:
    bundle = loaded(changed(PROFILE, tmp_path, "President HONG Gil-dong", text)).bundle
    names = {node.ref: node.name for node in bundle.nodes.values()}
    assert told in {(f.claims[0].get("title"), names[f.subject]) for f in bundle.records if isinstance(f, Fact)}


@pytest.mark.parametrize("title", ["President of the Swiss Union", "Prime Minister Crown Prince"])
def test_a_name_that_cannot_be_told_from_the_title_is_left_out_by_name(title: str, tmp_path: Path) -> None:
    found = loaded(changed(PROFILE, tmp_path, "President HONG", f"{title} HONG"))
    assert dict(found.left_out) == {"chief of state, whose name cannot be told from the title": 1}
    assert len(found.bundle.records) == 3


def test_a_term_that_begins_in_the_future_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="chief of state: 2099-06-04 is in the future"):
        loaded(changed(PROFILE, tmp_path, "4 June 2025", "4 June 2099"))


def test_terms_of_one_office_stay_apart() -> None:
    (fact,) = [r for r in loaded(HOLDERS).bundle.settled().records if isinstance(r, Fact)]
    assert (fact.subject.id, fact.object.id, len(fact.claims)) == ("KOR/hong-gil-dong", "KOR", 2)
    assert len(settle(fact).terms) == 2


def test_people_without_a_name_are_counted() -> None:
    assert loaded(HOLDERS).left_out["people without a name"] == 1


def test_the_country_stands_in_the_file_beside(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"line 2: .*positions\.csv"):
        loaded(Path(shutil.copy(HOLDERS, tmp_path)))


def test_the_json_of_a_query_is_read() -> None:
    assert terms(DATA / "office_holders" / "query.json") == [
        ("KOR/hong-gil-dong", "KOR", "Minister of Mines", "2016-03-01", None)
    ]


def test_an_unknown_country_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r'line 1, column country: "http.*Q99999'):
        loaded(changed(DATA / "office_holders" / "query.json", tmp_path, "entity/Q884", "entity/Q99999"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Minister of Mines,Hong Gil-dong,Q100,2016-03-01,", ",Minister of Mines,Hong Gil-dong,Q100,2016", "line 3: "),
        ("Hong Gil-dong,Q100,2016", "Jos\xc3\xa9 Hong,Q100,2016", "line 3: .* wrong encoding"),
        ("2016-03-01,", "2013,2014-02", "line 3: the same row as line 2"),
    ],
)
def test_a_row_that_is_none_is_named_with_its_line(old: str, new: str, told: str, tmp_path: Path) -> None:
    shutil.copy(HOLDERS.with_name("positions.csv"), tmp_path)
    with pytest.raises(InputError, match=told):
        loaded(changed(HOLDERS, tmp_path, old, new))


def test_a_bad_date_is_named_with_line_and_column(tmp_path: Path) -> None:
    shutil.copy(HOLDERS.with_name("positions.csv"), tmp_path)
    with pytest.raises(InputError, match="line 3, column start"):
        loaded(changed(HOLDERS, tmp_path, "2016-03-01", "1 March 2016"))


# ---------------------------------------------------------------- results of a query
AURORA = {
    "person": "http://www.wikidata.org/entity/Q5", "personLabel": "Aurora Diaz",
    "position": "http://www.wikidata.org/entity/Q1", "positionLabel": 'Minister of "Mines"',
    "country": "http://www.wikidata.org/entity/Q298", "start": "2023-03-10T00:00:00Z",
}  # fmt: skip
DIAZ = [("CHL/aurora-diaz", "CHL", 'Minister of "Mines"', "2023-03-10", None)]


def table(rows: list[list[str]], divided: str) -> str:
    return "".join(f"{divided.join(row)}\n" for row in rows)


def sparql(name: str, value: str) -> str:
    """Return a value as the TSV of a query service writes it."""
    if value.startswith("http"):
        return f"<{value}>"
    escaped = value.replace('"', '\\"')
    return f'"{escaped}"@en' if name.endswith("Label") else f'"{escaped}"^^<http://www.w3.org/2001/XMLSchema#dateTime>'


FORMS = {
    "plain.json": json.dumps([AURORA]),
    "plain.tsv": table([list(AURORA), list(AURORA.values())], "\t"),
    "sparql.tsv": table([[f"?{n}" for n in AURORA], [sparql(n, v) for n, v in AURORA.items()]], "\t"),
    "no-end.csv": table([list(AURORA), [v.replace('"Mines"', '""Mines""').join('""') for v in AURORA.values()]], ","),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_query_is_read_in_each_form_that_it_is_downloaded_in(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(FORMS[name], encoding="utf-8")
    assert terms(tmp_path / name) == DIAZ


def test_a_row_that_a_query_gives_again_is_taken_once_and_counted(tmp_path: Path) -> None:
    (tmp_path / "q.json").write_text(json.dumps([AURORA, AURORA]), encoding="utf-8")
    found = loaded(tmp_path / "q.json")
    assert (len(found.bundle.records), found.left_out["rows that a query gave before"]) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"party": "PS"}, 'column 7: "party" is no column'),
        ({"start": "2099"}, "line 1, column start: 2099 is in the future"),
    ],
)
def test_what_a_query_gives_that_cannot_be_is_named(changes: dict[str, str], told: str, tmp_path: Path) -> None:
    (tmp_path / "q.json").write_text(json.dumps([AURORA | changes]), encoding="utf-8")
    with pytest.raises(InputError, match=told):
        loaded(tmp_path / "q.json")


def test_the_end_of_a_term_may_lie_in_the_future(tmp_path: Path) -> None:
    (tmp_path / "q.json").write_text(json.dumps([AURORA | {"end": "2099"}]), encoding="utf-8")
    assert terms(tmp_path / "q.json") == DIAZ


@pytest.mark.parametrize(("old", "new"), [('"Aurora Diaz"@en', '"Aurora Diaz'), ("\t<http", "<http")])
def test_tsv_that_is_none_is_named_with_its_line(old: str, new: str, tmp_path: Path) -> None:
    (tmp_path / "q.tsv").write_text(FORMS["sparql.tsv"].replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match=r"q\.tsv, line 2"):
        loaded(tmp_path / "q.tsv")
