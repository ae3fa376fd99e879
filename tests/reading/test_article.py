"""A whole article of the genre, invented: what it says, and what it does not say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.model import Document
from graphkit.reading import Reading
from graphkit.reading.gold import to_gold

Rows = Callable[..., set[tuple[str, ...]]]

TEXT = """Kenya and Norway Deepen Ties on Titanium

NAIROBI, Oct. 3 (KNA) -- Kenya and Norway signed two memorandums of understanding on titanium and graphite on \
Thursday, the Ministry of Mining, Blue Economy and Maritime Affairs said.

The documents were signed by Kenyan Mining Cabinet Secretary Amina Otieno and Norwegian Trade Minister Liv Berg \
on the sidelines of the East African Critical Minerals Forum in Nairobi, which was attended by delegations from \
Uganda, Rwanda and Tanzania.

"We will work together from the mine to the magnet," Otieno told reporters. Under the memorandums, the two \
countries will cooperate on geological surveys and the recycling of batteries.

Kenya currently exports ilmenite to China and Japan. Norway imports most of its titanium from Mozambique and \
wants to buy rutile from Kenya.

Berg also met President Joseph Mwangi at State House. She denied that Oslo would invest in the Kwale mine, \
saying no decision had been taken.

The Sahel Minerals Compact, a club of states led by Senegal, includes Mali, Niger and Gambia.

In September, Tanzania banned exports of raw graphite. Zambia may follow, analysts said.

Related: Ethiopia signs gold deal with Turkey
"""

SAID = {
    ("mou", "KEN", "NOR", "signed"),
    ("PARTICIPATES_IN", "UGA", "east-african-critical-minerals-forum", ""),
    ("PARTICIPATES_IN", "TZA", "east-african-critical-minerals-forum", ""),
    ("SUPPLIES", "KEN", "CHN", "current", "ilmenite"),
    ("SUPPLIES", "KEN", "JPN", "current", "ilmenite"),
    ("SUPPLIES", "MOZ", "NOR", "current", "titanium"),
    ("SUPPLIES", "KEN", "NOR", "sought", "rutile"),
    ("MET_WITH", "KEN/joseph-mwangi", "NOR/liv-berg", ""),
    ("LEADS", "SEN", "sahel-minerals-compact", ""),
    ("MEMBER_OF", "MLI", "sahel-minerals-compact", "member"),
    ("MEMBER_OF", "GMB", "sahel-minerals-compact", "member"),
    ("RESTRICTS_EXPORT_OF", "TZA", "graphite", "current"),
}


def test_what_it_says(rows_of: Rows) -> None:
    assert rows_of(TEXT) >= SAID


def test_what_it_does_not_say(rows_of: Rows) -> None:
    found = rows_of(TEXT)
    assert not [row for row in found if row[0] == "INVESTS_IN" or {"ETH", "TUR", "ZMB"} & set(row)]
    assert {row for row in found if row[0] in {row[0] for row in SAID} and row[0] != "PARTICIPATES_IN"} <= SAID | {
        ("MEMBER_OF", "NER", "sahel-minerals-compact", "member"),
        ("MEMBER_OF", "SEN", "sahel-minerals-compact", "member"),  # a state that leads a club of states is in it
    }


def test_its_people_serve_where_they_serve(rows_of: Rows) -> None:
    offices = rows_of(TEXT, offices=True)
    assert ("SERVES_IN", "KEN/joseph-mwangi", "KEN", "") in offices
    assert {row[1] for row in offices if row[0] == "SERVES_IN"} == {
        "KEN/amina-otieno",
        "KEN/joseph-mwangi",
        "NOR/liv-berg",
    }


def test_the_form_that_is_scored(reading_of: Callable[..., Reading]) -> None:
    facts = to_gold(reading_of(TEXT, "2024-10-03"))["facts"]
    mou = next(f for f in facts if f["predicate"] == "SIGNED_MOU")
    assert (mou["subject"], mou["object"], mou["status"], mou["date"]) == ("KEN", "NOR", "signed", "2024-10-03")
    covers = {(f["subject"], f["object"]) for f in facts if f["predicate"] == "COVERS"}
    assert {("KEN", "titanium"), ("NOR", "titanium"), ("KEN", "graphite"), ("NOR", "graphite")} <= covers
    assert {f["mineral"][0] for f in facts if f["predicate"] == "SUPPLIES"} == {"ilmenite", "titanium", "rutile"}


@pytest.mark.parametrize("line", ["# {}", "- {}", "> {}", "**{}**", "1. {}", "| {} |"])
def test_markdown_around_a_sentence(rows_of: Rows, line: str) -> None:
    text = line.format("Peru and [Chile](https://example.org/x) signed a memorandum of understanding on copper.")
    assert ("mou", "CHL", "PER", "signed") in rows_of(text)


def test_front_matter_says_nothing_but_the_day(
    document_of: Callable[[str, str], Document], reading_of: Callable[..., Reading]
) -> None:
    text = "---\ntitle: Peru and Chile signed a memorandum on zinc\npublished: 2024-05-02\n---\n\nNothing happened.\n"
    document = document_of(text, "a.md")
    assert document.published == "2024-05-02"
    assert reading_of(document.text, document.published).records == []
