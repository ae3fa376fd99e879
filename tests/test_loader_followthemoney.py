"""FollowTheMoney entities: into our kinds, out again, and what has no place in either."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.exports import followthemoney
from graphkit.model import Fact
from graphkit.stores.embedded import EmbeddedStore
from tests.datasets import DATA, changed, loaded

FILE = DATA / "followthemoney" / "entities.ijson"


def told(path: Path) -> dict[tuple[str, str, str], dict[str, object]]:
    """Return what each fact of a file says, by relation and ends."""
    found = [r for r in loaded(path).bundle.settled().records if isinstance(r, Fact)]
    return {(f.subject.id, f.relation, f.object.id): dict(f.claims[0].attributes) for f in found}


def test_entities_become_our_kinds() -> None:
    found = told(FILE)
    office = found[("KOR/hong-gil-dong", "SERVES_IN", "KOR/ministry-of-deep-mines")]
    assert office == {"title": "Minister of Deep Mines", "since": "2020-01", "until": "2022-05-09"}
    assert found[("deep-mines-ltd", "OWNED_BY", "deeper-holdings")] == {"share": 0.515}
    assert found[("KOR", "MEMBER_OF", "iea")] == {"since": "2002"}
    assert ("deep-mines-ltd", "BASED_IN", "AUS") in found
    assert ("KOR/ministry-of-deep-mines", "MINISTRY_OF", "KOR") in found


def test_other_schemata_are_left_out_by_name() -> None:
    assert dict(loaded(FILE).left_out) == {"schema Payment": 1, "people without an occupancy": 1}


def test_what_goes_out_comes_back(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        store.load(loaded(FILE).bundle)
        said = followthemoney.write(store, tmp_path / "out.ijson")
    assert "entities written" in said
    again = told(tmp_path / "out.ijson")
    assert again == told(FILE)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"51.5"', '"51,5"', "line 7, property percentage"),
        ('["au"]', '["qq"]', "line 5, property jurisdiction"),
        ('["2020-01"]', '["January"]', "line 4, property startDate"),
        ('["2020-01"]', '["2099-01"]', "line 4, property startDate: 2099-01 is in the future"),
        ('"endDate": ["2022-05-09"]', '"status": ["over"]', 'line 4, property status: "over" is no status'),
        ('{"name": ["Deeper Holdings"], "country": ["kr"]}', '{"name": "Deeper"}', "line 6: the properties"),
        ('{"id": "q"', '{"id": "p"', "line 11: the id p"),
        ('"Payment", "properties": {"payer": ["d"]}}', '"Payment", "properties": {', "line 12: this is not JSON"),
    ],
)
def test_what_does_not_fit_is_named(old: str, new: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        loaded(changed(FILE, tmp_path, old, new))


def company(folder: Path, caption: str = "", **properties: list[str]) -> Path:
    """Write a file of one company."""
    path = folder / "one.ijson"
    entity = {"id": "a", "schema": "Company", "caption": caption, "properties": properties}
    path.write_text(json.dumps(entity), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("code", "country"),
    [("gb-sct", "GBR"), ("gb-nir", "GBR"), ("cy-trnc", "CYP"), ("ge-ab", "GEO"), ("us-de", "USA"), ("x-so", "GEO"),
     ("zr", "COD"), ("xk", "XKX"), ("suhh", "SUN")],
)  # fmt: skip
def test_a_code_of_a_part_of_a_country_stands_for_the_country(code: str, country: str, tmp_path: Path) -> None:
    assert list(told(company(tmp_path, name=["Alpha Co"], country=[code]))) == [("alpha-co", "BASED_IN", country)]


@pytest.mark.parametrize(
    ("countries", "reason"),
    [
        (["zz"], "Company of no country (zz), so without a seat"),
        (["eu"], "Company of a bloc, so without a seat"),
        (["cn", "us"], "Company of several countries, so without a seat"),
    ],
)
def test_a_company_of_no_single_country_is_left_out_by_name(countries: list[str], reason: str, tmp_path: Path) -> None:
    found = loaded(company(tmp_path, name=["Alpha Co"], country=countries))
    assert (found.bundle.records, dict(found.left_out)) == ([], {reason: 1})


def test_where_it_is_registered_goes_before_the_countries_it_has_to_do_with(tmp_path: Path) -> None:
    path = company(tmp_path, name=["Alpha Co"], country=["cn", "us"], jurisdiction=["cn"])
    assert list(told(path)) == [("alpha-co", "BASED_IN", "CHN")]


@pytest.mark.parametrize(
    ("caption", "properties"),
    [
        ("", {"name": ["Синий рудник", "Blue Pit"]}),
        ("Blue Pit", {"name": ["Синий рудник"]}),
        ("", {"name": ["Синий рудник АО (OAO)"], "alias": ["Blue Pit"]}),
    ],
)
def test_of_all_names_one_in_latin_letters_is_taken(
    caption: str, properties: dict[str, list[str]], tmp_path: Path
) -> None:
    path = company(tmp_path, caption, country=["ru"], **properties)
    assert list(told(path)) == [("blue-pit", "BASED_IN", "RUS")]
    (node,) = [node for ref, node in loaded(path).bundle.nodes.items() if ref.kind == "Company"]
    assert node.name == "Blue Pit"
    assert properties["name"][0] in node.properties["aliases"]  # type: ignore[operator]


def test_a_name_in_other_letters_alone_is_left_out_by_name(tmp_path: Path) -> None:
    found = loaded(company(tmp_path, name=["Синий рудник"], country=["ru"]))
    assert dict(found.left_out) == {"Company without a name in Latin letters": 1}


def test_an_occupancy_that_ended_nobody_says_when_is_left_out_by_name(tmp_path: Path) -> None:
    path = changed(FILE, tmp_path, '"endDate": ["2022-05-09"]', '"status": ["ended"]')
    assert loaded(path).left_out["occupancies that ended, nobody says when"] == 1
    assert "SERVES_IN" not in {relation for _, relation, _ in told(path)}
