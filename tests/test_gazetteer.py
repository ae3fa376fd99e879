"""Names as people write them: countries, codes, demonyms, minerals, symbols, acronyms, and the nearest otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import AmbiguousNameError, InputError, NameNotFoundError
from graphkit.gazetteer import Entry, Gazetteer, gazetteer, rows, split
from graphkit.model import Ref
from graphkit.schema import schema


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("South Korea", "Country/KOR"),
        ("Korea", "Country/KOR"),
        ("ROK", "Country/KOR"),
        ("KOR", "Country/KOR"),
        ("kor", "Country/KOR"),
        ("  south   KOREA ", "Country/KOR"),
        ("South-Korea", "Country/KOR"),
        ("the United States", "Country/USA"),
        ("The MSP", "Forum/msp"),
        ("Korean", "Country/KOR"),
        ("Seoul", "Country/KOR"),
        ("North Korea", "Country/PRK"),
        ("U.S.", "Country/USA"),
        ("us", "Country/USA"),
        ("UK", "Country/GBR"),
        ("the Netherlands", "Country/NLD"),
        ("Türkiye", "Country/TUR"),
        ("Turkiye", "Country/TUR"),
        ("cote d'ivoire", "Country/CIV"),
        ("DRC", "Country/COD"),
        ("Niger", "Country/NER"),
        ("Nigeria", "Country/NGA"),
        ("EU", "Bloc/EU"),
        ("European Union", "Bloc/EU"),
        ("Li", "Mineral/lithium"),
        ("Lithium", "Mineral/lithium"),
        ("Ni", "Mineral/nickel"),
        ("rare earths", "Mineral/rare-earth-elements"),
        ("REE", "Mineral/rare-earth-elements"),
        ("rare-earth-elements", "Mineral/rare-earth-elements"),
        ("critical minerals", "Mineral/critical-minerals"),
        ("aluminium", "Mineral/aluminum"),
        ("MSP", "Forum/msp"),
        ("Minerals Security Partnership", "Forum/msp"),
        ("MOTIE", "Ministry/KOR/motie"),
        ("KOR/motie", "Ministry/KOR/motie"),
        ("Yoon Suk Yeol", "Official/KOR/yoon-suk-yeol"),
    ],
)
def test_people_are_understood(written: str, expected: str) -> None:
    assert str(gazetteer().resolve(written)) == expected


def test_an_apostrophe_is_an_apostrophe() -> None:
    assert gazetteer().resolve("Côte d’Ivoire") == gazetteer().resolve("Côte d'Ivoire")


def test_a_name_that_two_kinds_share_answers_for_the_kind_that_is_asked() -> None:
    assert gazetteer().resolve("Eu") == Ref("Bloc", "EU")
    assert gazetteer().resolve("Eu", ["Mineral"]) == Ref("Mineral", "europium")
    with pytest.raises(NameNotFoundError, match="mineral"):
        gazetteer().resolve("Korea", ["Mineral"])


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("Lithum", "lithium"), ("Kazakhstn", "Kazakhstan"), ("indonesa", "Indonesia"), ("neodimium", "neodymium")],
)
def test_where_nothing_is_called_so_the_nearest_three_are_named(written: str, nearest: str) -> None:
    with pytest.raises(NameNotFoundError) as caught:
        gazetteer().resolve(written)
    assert caught.value.nearest[0] == nearest
    assert 1 <= len(set(caught.value.nearest)) == len(caught.value.nearest) <= 3
    assert all(name in str(caught.value) for name in (f'"{written}"', *caught.value.nearest))


def test_the_nearest_are_of_the_kind_that_is_asked() -> None:
    minerals = {e.name for e in gazetteer().of("Mineral")}
    assert set(gazetteer().suggest("lithum", {"Mineral"})) <= minerals


@pytest.mark.parametrize("written", ["", " ", "-", "...", "zzzzzzzz", "\x00"])
def test_what_is_no_name_has_no_nearest(written: str) -> None:
    with pytest.raises(NameNotFoundError) as caught:
        gazetteer().resolve(written)
    assert caught.value.nearest == ()


def test_a_name_that_several_share_is_not_answered_with_one_of_them() -> None:
    with pytest.raises(AmbiguousNameError, match=r"ministries are called: .* Give the id of one"):
        gazetteer().resolve("Ministry of Foreign Affairs")


def test_every_entry_answers_to_its_id_and_no_proper_name_of_a_country_means_something_else() -> None:
    book = gazetteer()
    for entry in book.entries.values():
        assert book.resolve(entry.ref.id, [entry.ref.kind]) == entry.ref
    for entry in book.of("Country"):
        assert book.resolve(entry.name) == entry.ref, entry.name


def test_a_proper_name_comes_before_a_demonym_or_a_capital() -> None:
    city = Entry(Ref("Country", "AAA"), "Aland", ("Aland",), demonyms=("Beland",), capitals=("Beland",))
    named = Entry(Ref("Country", "BBB"), "Beland", ("Beland",))
    assert Gazetteer([city, named]).resolve("Beland") == named.ref


def test_groups_of_a_mineral_nearest_first() -> None:
    groups = [ref.id for ref in gazetteer().groups_of(Ref("Mineral", "neodymium"))]
    assert groups[0] == "rare-earth-elements"
    assert "critical-minerals" in groups
    assert gazetteer().groups_of(Ref("Mineral", "no-such-mineral")) == ()
    loop = [Entry(Ref("Mineral", a), a, (a,), row={"part_of": b}) for a, b in (("a", "b"), ("b", "a"))]
    assert [ref.id for ref in Gazetteer(loop).groups_of(Ref("Mineral", "a"))] == ["b", "a"]


def test_names_of_nodes() -> None:
    assert gazetteer().name(Ref("Mineral", "lithium")) == "lithium"
    assert gazetteer().name(Ref("Mineral", "no-such-mineral")) == "no-such-mineral"
    assert {e.ref.kind for e in gazetteer().entries.values()} <= set(schema().kinds)


def test_cells_and_tables(tmp_path: Path) -> None:
    assert split(" a ; b;;c ") == ("a", "b", "c")
    assert split("") == ()
    with pytest.raises(InputError, match=r"minerals\.csv"):
        list(rows("minerals", tmp_path))
