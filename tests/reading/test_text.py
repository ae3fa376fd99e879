"""Masking, tokens and sentences keep the offsets of the text."""

from __future__ import annotations

import pytest

from graphkit.reading.language.text import page


def sentences(text: str) -> list[str]:
    sheet = page(text)
    return [text[s.start : s.end] for s in sheet.sentences]


def test_masking_keeps_every_offset() -> None:
    text = "---\ntitle: X\n---\n# Heading\n\nRead more: Peru signs\n\nSee [Peru](https://example.org/a) #tag #other.\n"
    sheet = page(text)
    assert len(sheet.clean) == len(text)
    assert all(text[t.start : t.end] == t.text for t in sheet.tokens)
    assert "title" not in sheet.clean
    assert "Read more" not in sheet.clean
    assert "example.org" not in sheet.clean


def test_possessives_are_tokens_of_their_own() -> None:
    assert [t.text for t in page("Peru's ore and Peru’s gold").tokens] == [
        "Peru",
        "'s",
        "ore",
        "and",
        "Peru",
        "’s",
        "gold",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. Treasury acted. Peru did not.", 2),
        ("It cost $1.1 billion. Mr. Silva paid.", 2),
        ("S. Korea agreed on Aug. 1 with Dr. Banda.", 1),
        ('"We agreed," he said. "Now we wait."', 2),
        ("First line ends here.\nSecond line begins.", 2),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_hard_wrapped_lines_are_one_sentence() -> None:
    wrapped = (
        "Nothing much.\n\nThe members of the club that was founded in the spring of last year are Peru,\n"
        "Chile and Bolivia, and all of them have sent their ministers to the capital of the\ncountry."
    )
    assert len(sentences(wrapped)) == 2


def test_a_title_is_no_part_of_the_text_below_it() -> None:
    text = "Peru and Chile Draw Nearer Together Over Copper And Other Metals Of The Andes\nPeru met Chile on Monday."
    first, second = page(text).sentences
    assert first.headline
    assert not second.headline


def test_a_text_without_full_stops_is_cut() -> None:
    assert all(s.end - s.start <= 900 for s in page("Minister Of Trade And " * 3000).sentences)


def test_teasers_are_masked_up_to_the_next_blank_line() -> None:
    text = "Peru met Chile.\n\nRelated:\nChina signs with Peru\nJapan joins the IEA\n\nBolivia met Chile."
    assert sentences(text) == ["Peru met Chile.", "Bolivia met Chile."]
