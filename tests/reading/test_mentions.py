"""Names, ministries, people and organisations are found and linked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.reading import Reading
from graphkit.reading.naming.mentions import Article

Articles = Callable[[str], Article]
Rows = Callable[..., set[tuple[str, ...]]]


def found(article: Article, kind: str) -> list[str]:
    return [ref.id for m in sorted(article.mentions, key=lambda m: m.first) if m.kind == kind for ref in m.refs]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Peru and the U.S. met.", ["PER", "USA"]),
        ("It gave us a chance to lead.", []),
        ("It paid US$5 million in U.S. dollars.", []),
        ("The Democratic Republic of the Congo sells ore; Congo sells more.", ["COD", "COD"]),
        ("Congo-Brazzaville sells oil.", ["COG"]),
        ("Canberra told the Kazakh government.", ["AUS", "KAZ"]),
    ],
)
def test_countries(article_of: Articles, text: str, ids: list[str]) -> None:
    assert found(article_of(text), "Country") == ids


def test_ambiguous_words_are_minerals_only_beside_their_like(article_of: Articles) -> None:
    assert found(article_of("They lead the talks on zinc and lead."), "Mineral") == ["zinc", "lead"]


@pytest.mark.parametrize(
    ("text", "ministry"),
    [
        ("Ghana's Ministry of Youth and Sports said so.", "GHA/ministry-of-youth"),
        ("The Ministry of Economy, Trade and Industry (METI) of Japan agreed.", "JPN/meti"),
        ("Natural Resources Canada (NRCan) told Canada so.", "CAN/nrcan"),
        ("The Finnish foreign ministry agreed.", "FIN/ministry-of-foreign-affairs"),
        ("The mines ministry in Lusaka agreed.", "ZMB"),
    ],
)
def test_ministries(article_of: Articles, text: str, ministry: str) -> None:
    ids = found(article_of(text), "Ministry")
    assert ids
    assert ids[0].startswith(ministry.split("/")[0])
    if "/ministry" not in ministry and "/" in ministry:
        assert ids[0] == ministry


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Fijian Prime Minister Jone Tora spoke.", {("SERVES_IN", "FJI/jone-tora", "FJI", "")}),
        ("The President of Malta, Karla Zammit, spoke.", {("SERVES_IN", "MLT/karla-zammit", "MLT", "")}),
        ("Piet Roos, the Ambassador of Namibia to Japan, spoke.", {("SERVES_IN", "NAM/piet-roos", "NAM", "")}),
        (
            "The presidents of Malta and of Fiji, Karla Zammit and Jone Tora, spoke.",
            {("SERVES_IN", "MLT/karla-zammit", "MLT", ""), ("SERVES_IN", "FJI/jone-tora", "FJI", "")},
        ),
        (
            "Ambassadors Karla Zammit (Malta) and Jone Tora (Fiji) spoke.",
            {("SERVES_IN", "MLT/karla-zammit", "MLT", ""), ("SERVES_IN", "FJI/jone-tora", "FJI", "")},
        ),
        ("Karla Zammit, who heads the Maltese energy ministry, spoke.", {("SERVES_IN", "MLT/karla-zammit", "", "")}),
        ("Fiji sent its prime minister, Jone Tora.", {("SERVES_IN", "FJI/jone-tora", "FJI", "")}),
        ("The former Prime Minister of Malta Karla Zammit spoke.", set()),
        ("Rio Tinto's chief executive Jane Doe spoke in Malta.", set()),
    ],
)
def test_people_and_their_offices(rows_of: Rows, text: str, rows: set[tuple[str, ...]]) -> None:
    found = {r for r in rows_of(text, offices=True) if r[0] == "SERVES_IN"}
    assert {(r[0], r[1], "" if "/" in r[2] else r[2], r[3]) for r in found} == rows


def test_a_title_names_the_ministry_that_the_person_serves_in(reading_of: Callable[..., Reading]) -> None:
    text = "Mare Tamm, Director-General for Subsoil at the Estonian Ministry of Climate, spoke."
    facts = [r for r in reading_of(text).records if getattr(r, "relation", "") == "SERVES_IN"]
    assert [f.ends[0].id for f in facts] == ["EST/mare-tamm"]
    assert facts[0].ends[1].id.startswith("EST/")
    assert "Director-General" in str(facts[0].claims[0].get("title"))


def test_a_surname_means_the_person_named_before(article_of: Articles) -> None:
    text = "Fijian Prime Minister Jone Tora arrived. Tora thanked the hosts. Prime Minister Tora left."
    assert found(article_of(text), "Official") == ["FJI/jone-tora"] * 3


def test_forums_companies_and_instruments(article_of: Articles) -> None:
    text = "Andes Copper Ltd joined the Peru-Chile Copper Dialogue (PCCD) after three agreements."
    article = article_of(text)
    assert found(article, "Company") == ["andes-copper-ltd"]
    assert found(article, "Forum") == ["peru-chile-copper-dialogue"]
    assert [(m.sort, m.count) for m in article.mentions if m.kind == "Instrument"] == [("agreement", 3)]


def test_unknown_nodes_carry_the_name_of_the_text(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("Andes Copper Ltd and Peru signed a memorandum of understanding on copper.")
    assert {n.ref.id: n.name for n in reading.nodes}["andes-copper-ltd"] == "Andes Copper Ltd"
