"""Whatever the text: quotes are verbatim, records fit the vocabulary, reading is the same each time and never fails."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.gazetteer import gazetteer
from graphkit.model import Document
from graphkit.reading import Reading, read
from graphkit.reading.gold import to_gold
from graphkit.schema import schema

GENRE = """
Peru Chile the Kazakh government China's Ministry of Mines and Energy minister Ana Paz President signed will not a
memorandum of understanding agreement on lithium nickel ore with between by to from in exports banned imports joined
members Andes Mining Forum MSP EU both countries they it June 12 2024 , . ; : - ( ) " ' # 50 percent $ million stake
Ltd which who that if said Yoon Suk-yeol Korea-Japan DRC Congo met summit talks sanctions --- »
"""
WORDS = st.sampled_from([*GENRE.split(), "\n", "\n\n"])


def reading(text: str, published: str | None = "2024-06-12") -> Reading:
    return read(Document("d", "", text, "h", published=published), gazetteer())


def check(text: str, result: Reading) -> None:
    known = {node.ref for node in result.nodes}
    for record in result.records:
        schema().check(record)
        assert set(record.ends) <= known
        for claim in record.claims:
            assert claim.quote == text[claim.start : claim.end]
            assert claim.quote.strip()
    for node in result.nodes:
        schema().check_node(node)


@given(st.lists(WORDS, max_size=120).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_text_of_the_genre(text: str) -> None:
    result = reading(text)
    check(text, result)
    assert result == reading(text)
    assert isinstance(to_gold(result)["facts"], list)


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text(text: str) -> None:
    check(text, reading(text, None))


@pytest.mark.parametrize("published", [None, "2024", "2024-06", "2024-02-29", "9999-12-31", "0001-01-01"])
def test_any_day(published: str | None) -> None:
    text = "Peru and Chile signed a memorandum on copper on Monday, on the 5th, yesterday, last month and next Friday."
    check(text, reading(text, published))


HOSTILE = {
    "capitals": "Minister Of Trade And Industry " * 2000,
    "no full stops": "Peru and Chile signed a memorandum on copper with " * 1000,
    "one word": "a" * 50_000,
    "letters": "A " * 25_000,
    "commas": "Peru, " * 8_000,
    "brackets": "[x](" * 12_000,
    "dashes": "---\n" * 12_000,
    "hashes": "#a " * 16_000,
    "new lines": "\n" * 50_000,
    "quotes": "\"'“”``''" * 6_000,
    "which": "Peru, which " * 4_000,
    "titles": "President of the Ministry of Mines of Peru, " * 1_100,
    "groups": "Peru met Chile. Both countries agreed. " * 1_200,
    "dates": "June 12 on Monday the 5th 2024-01-01 " * 1_300,
    "names": "Mr. Al-Bin De La Cruz, " * 2_000,
    "hangul": "한국과 일본은 핵심광물 공급망 협력에 합의했다. " * 1_500,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(name: str) -> None:
    start = time.process_time()
    check(HOSTILE[name], reading(HOSTILE[name]))
    assert time.process_time() - start < 4


def test_a_text_in_another_language_gives_little_and_does_not_fail() -> None:
    text = "Perú y Chile firmaron un memorando de entendimiento sobre cobre. 한국과 일본은 합의했다."
    assert len(reading(text).records) == 0


def test_a_thousand_articles_a_minute() -> None:
    text = "Peru and Chile signed a memorandum on copper. President Ana Paz of Peru met Japan's envoy. " * 15
    reading(text)
    start = time.process_time()
    for _ in range(10):
        reading(text)
    assert (time.process_time() - start) / 10 < 0.12
