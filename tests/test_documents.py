"""From a file or text to a document: encoding, front matter, title, id, and what is refused with a reason."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit import documents
from graphkit.documents import from_bytes, from_text, front_matter, read_article
from graphkit.errors import InputError

BODY = "Korea and Indonesia sign an MOU\n\nThey signed it in Seoul.\n"
MATTER = (
    '---\ntitle: "Korea: a new pact"\npublisher: Kazinform\ndate: 2024-06-12\nurl: https://example.org/a?b=c:d\n---\n'
)


def test_a_plain_text_is_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(BODY.encode())
    document = read_article(path)
    assert (document.text, document.title) == (BODY, "Korea and Indonesia sign an MOU")
    assert document.sha256 == hashlib.sha256(BODY.encode()).hexdigest()
    assert document.id.startswith("korea-and-indonesia-sign-an-mou-")
    assert (document.publisher, document.url, document.published, document.original) == ("", "", None, "")


def test_front_matter_tells_title_publisher_date_and_address() -> None:
    document = from_bytes((MATTER + BODY).encode(), "a.md")
    assert (document.title, document.publisher) == ("Korea: a new pact", "Kazinform")
    assert (document.published, document.url) == ("2024-06-12", "https://example.org/a?b=c:d")
    assert document.text == MATTER + BODY
    meta, start = front_matter(document.text)
    assert meta["title"] == "Korea: a new pact"
    assert document.text[start:] == BODY


@pytest.mark.parametrize(
    ("written", "title"),
    [("'Quoted title here'", "Quoted title here"), ('Ministers of "OPEC"', 'Ministers of "OPEC"'),
     ("The ministers'", "The ministers'"), ("  spaced out  ", "spaced out"), ('"', '"')],
)  # fmt: skip
def test_only_a_pair_of_quotes_around_a_value_is_taken_off(written: str, title: str) -> None:
    assert from_text(f"---\ntitle: {written}\n---\n{BODY}").title == title


def test_ignored_keys_are_ignored_and_others_are_refused_by_name() -> None:
    assert from_text(f"---\nlanguage: en\ntags: a, b\n---\n{BODY}").title == "Korea and Indonesia sign an MOU"
    with pytest.raises(InputError, match=r"a\.md.*publishr"):
        from_bytes(f"---\npublishr: X\n---\n{BODY}".encode(), "a.md")


@pytest.mark.parametrize(
    "text", [f"---\n{BODY}", f"---\nno key here\n---\n{BODY}", f"{BODY}---\ntitle: x\n---\n", f"\n{MATTER}{BODY}"]
)
def test_what_only_looks_like_front_matter_is_text(text: str) -> None:
    assert front_matter(text) == ({}, 0)


def test_a_date_that_is_none_is_refused_and_named() -> None:
    with pytest.raises(InputError, match=r'a\.md: published: "12 June 2024"'):
        from_bytes(f"---\npublished: 12 June 2024\n---\n{BODY}".encode(), "a.md")
    assert from_text(f"---\npublished:\n---\n{BODY}").published is None
    assert from_text(f"---\npublished: 2024-06\n---\n{BODY}").published == "2024-06"


def test_a_byte_order_mark_and_windows_line_ends_are_no_text() -> None:
    document = from_bytes(b"\xef\xbb\xbf" + (MATTER + BODY).replace("\n", "\r\n").encode(), "a.md")
    assert document.text == MATTER + BODY
    assert document.publisher == "Kazinform"


def test_any_script_is_read() -> None:
    text = "한국과 인도네시아가 핵심광물 협력 양해각서를 체결했다. Қазақстан 🇰🇿\n"
    document = from_bytes(text.encode(), "a.txt")
    assert document.text == text
    assert document.id


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\x00\x01", "binary"),
        ("Korea signed".encode("utf-16"), "binary"),
        ("Côte d'Ivoire".encode("latin-1"), "not UTF-8.*byte 1 "),
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (MATTER.encode(), "empty"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        from_bytes(data, "paper.pdf")
    assert "paper.pdf" in str(caught.value)


def test_a_file_that_is_too_large_is_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "LARGEST", 10)
    path = tmp_path / "a.txt"
    path.write_text("0123456789")
    assert read_article(path).text == "0123456789"
    path.write_bytes(b"\x00" * 11)
    with pytest.raises(InputError, match="at most"):
        read_article(path)


def test_files_that_are_not_there_or_no_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    for path in (tmp_path / "none.txt", tmp_path, tmp_path / "a.txt" / "b", tmp_path / ("x" * 300)):
        with pytest.raises(InputError, match=path.name[:20]):
            read_article(path)


def test_the_title_is_the_first_line_that_reads_like_a_headline() -> None:
    assert from_text(f"Seoul\n\n## {BODY}").title == "Korea and Indonesia sign an MOU"
    assert from_text("Short text").title == "Short text"
    assert from_text("Word " * 200).title == "Word " * 9 + "Word"


def test_ids_come_from_content() -> None:
    assert from_bytes(BODY.encode(), "a.txt") == from_bytes(BODY.encode(), "elsewhere/b.txt")
    assert from_text(BODY).id != from_text(BODY + ".").id
    assert from_text(BODY).id == from_bytes(BODY.encode(), "a.txt").id


@given(st.text(min_size=1).filter(str.strip))
def test_whatever_is_text_is_read_without_change(text: str) -> None:
    if "\x00" not in text and not text.startswith(("---", "\ufeff")):
        document = from_bytes(text.encode(), "a.txt")
        assert document.text == text.replace("\r\n", "\n")
        assert document.title or not text.strip("# \n\r\t")
