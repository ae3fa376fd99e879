"""Claims in words: sentences, rows of tables with what they cite, and lines of data sets, which cite nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graphkit.evidence import Words, evidence, in_words
from graphkit.linkview import quoted
from graphkit.model import ROW, TABLE, Claim
from tests.builders import claim

PAGE = "https://www.example.org/pact"
CITED = f"{PAGE} ; https://example.net/b [called a memorandum by one page]"


def row(quote: str, **attributes: Any) -> Claim:
    """Return the claim of a row of a table."""
    return replace(claim(quote=quote, **attributes), reader=TABLE)


def test_a_sentence_stands_as_it_is() -> None:
    assert in_words(claim(quote="Korea  signed\nit.")) == Words("Korea signed it.")


@pytest.mark.parametrize(
    "quote", [f'mou,CHL;KOR,signed,"{CITED}"', f'"{CITED}",mou,CHL;KOR,signed', f'mou,"{CITED}",CHL;KOR,signed']
)
def test_the_source_of_a_row_may_stand_in_any_column(quote: str) -> None:
    told = in_words(row(quote, source=CITED))
    assert (told.text, told.sentence, told.remark) == (
        "mou, CHL;KOR, signed", False, "called a memorandum by one page",
    )  # fmt: skip
    assert told.pages == [PAGE, "https://example.net/b"]
    assert quoted(row(quote, source=CITED), 1, 200, "") == [
        "mou, CHL;KOR, signed (called a memorandum by one page); source: example.org, example.net [1]"
    ]


def test_a_row_is_called_by_its_title_and_may_cite_what_is_no_page() -> None:
    lines = quoted(row("CHL,President,a letter", title="President", source="a letter"), 2, 80, "  ", "2024")
    assert lines == ["  2024: President; source: a letter [2]"]


@pytest.mark.parametrize("reader", [TABLE, ROW])
def test_a_line_of_a_data_set_is_no_sentence_and_cites_nothing(reader: str) -> None:
    text = "KOR: President, Yoon Suk Yeol, 2022-05-10 to 2025-04-04"
    line = replace(claim(quote=text, title="President"), reader=reader)
    assert in_words(line) == Words(text, sentence=False)
    assert quoted(line, 1, 80, "") == [f"{text} [1]"]


def test_evidence_tells_status_and_date() -> None:
    (said,) = evidence([claim(quote="Korea signed it.", status="signed", date="2024-06")])
    assert (said["quote"], said["status"], said["date"]) == ("Korea signed it.", "signed", "2024-06")
