"""Articles as web pages and PDF: the main text and particulars, or one sentence why not."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from graphkit.documents import read_article
from graphkit.errors import InputError
from graphkit.reading import read
from tests.commands import graphkit

SENTENCE = "Chile and Japan signed a memorandum of understanding on lithium on Wednesday, officials in Santiago said."
PAGE = f"""<!doctype html>
<html lang="en"><head><title>Chile and Japan sign pact | Daily Miner</title>
<meta property="og:site_name" content="Daily Miner"><link rel="canonical" href="https://daily.example/pact">
<meta property="article:published_time" content="2023-05-04T08:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/x">Peru and India sign an MOU on copper</a></nav>
<article><h1>Chile and Japan sign lithium pact</h1><p>{SENTENCE}</p>
<p>The memorandum is to make it easier for companies of both countries to work together in the years to come.</p>
</article>
<div class="comments"><p>Korea and Mali signed an MOU, too!</p></div><footer>Copyright</footer></body></html>
"""


def pdf(*pages: str, title: str = "") -> bytes:
    """Return a PDF with one line of text a page; an empty text is a page that was scanned."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for text in pages:
        stream = f"BT /F1 11 Tf 40 700 Td ({text}) Tj ET".encode("latin-1") if text else b""
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        content = len(objects)
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents {content} 0 R /Resources {font} >>"
        objects.append(page.encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects.append(f"<< /Title ({title}) >>".encode())
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + end.encode()


def encrypted(data: bytes) -> bytes:
    """Return a PDF that asks for a password."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_page_gives_its_main_text_and_particulars(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    document = read_article(path)
    assert SENTENCE in document.text
    assert "Peru" not in document.text
    assert "Mali" not in document.text
    assert (document.publisher, document.published) == ("Daily Miner", "2023-05-04")
    assert document.url == "https://daily.example/pact"
    assert "sign" in document.title
    claims = [c for r in read(document).records for c in r.claims]
    assert claims
    assert all(document.text[c.start : c.end] == c.quote for c in claims)
    assert "2023-05-03" in {c.date for c in claims}


def test_page_is_known_by_how_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    assert SENTENCE in read_article(path).text
    assert "<p>" not in read_article(path).text


def test_pdf_gives_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf(SENTENCE, "Peru and India agreed to cooperate on copper.", title="A paper on two pacts"))
    document = read_article(path)
    assert (document.title, document.published) == ("A paper on two pacts", None)
    assert {c.document for r in read(document).records for c in r.claims} == {document.id}
    assert {r.ends[0].id for r in read(document).records} >= {"CHL", "IND"}


SPANISH = "El ministro de minas de Chile dijo que el acuerdo con Japón sobre el litio se firmará "
KOREAN = "한국과 카자흐스탄은 핵심 광물 공급망에 관한 양해각서를 체결했다고 산업통상자원부가 밝혔다. "
BAD: dict[str, tuple[bytes, str]] = {
    "scan.pdf": (pdf("", "", ""), r"holds no text \(3 scanned pages\).*OCRmyPDF"),
    "locked.pdf": (encrypted(pdf(SENTENCE)), "is encrypted"),
    "torn.pdf": (pdf(SENTENCE)[:200], "cannot be read|holds no text"),
    "empty.html": (b"<!doctype html><html><body><nav>Home</nav></body></html>", "no main text"),
    "spanish.txt": ((SPANISH * 6).encode(), "does not look like English"),
    "korean.txt": ((KOREAN * 4).encode(), "does not look like English"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_told(name: str, tmp_path: Path) -> None:
    content, words = BAD[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=words) as caught:
        read_article(path)
    assert name in str(caught.value)


def test_many_are_read_in_order_and_bad_ones_skipped(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text(f"Note {number} of the day\n\n{SENTENCE}\n", encoding="utf-8")
    (tmp_path / "07.txt").write_bytes(b"\x00\x01")
    (tmp_path / "scan.pdf").write_bytes(pdf(""))
    done = graphkit("--store", str(tmp_path / "store"), "load", str(tmp_path))
    assert done.code == 0, done.err
    assert "29 of 31 sources read" in done.err
    assert done.err.index("07.txt") < done.err.index("scan.pdf")
    again = graphkit("--store", str(tmp_path / "store"), "load", str(tmp_path))
    assert "0 of 31 sources read, 29 in the store already" in again.err


def test_what_is_below_the_confidence_that_is_asked_for_is_left_out_and_can_be_brought_in(tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    strict = graphkit("--store", store, "load", "briefs", "--min-confidence", "0.95")
    kept = re.search(r"(\d+) new.*?(\d+) facts below 0.95 left out", strict.err, re.DOTALL)
    assert kept, strict.err
    assert int(kept.group(2)) > 5
    usual = graphkit("--store", store, "load", "briefs", "--min-confidence", "0.85")  # read again, though known
    doubtful = re.search(r"(\d+) new.*?(\d+) facts too doubtful to count: `graphkit review`", usual.err, re.DOTALL)
    assert doubtful, usual.err
    assert f"{kept.group(1)} known before" in usual.err
    waiting = graphkit("--store", store, "review", "--kind", "facts", "--format", "json").json()
    assert len(waiting) == int(doubtful.group(2))
    loose = graphkit("--store", store, "load", "briefs", "--min-confidence", "0.1")
    assert f"{len(waiting)} new" in loose.err
    assert graphkit("--store", store, "review", "--kind", "facts", "--format", "json").json() == []


def test_what_a_person_judged_wrong_is_left_out_and_counted(tmp_path: Path) -> None:
    store, article = str(tmp_path / "store"), tmp_path / "a.txt"
    article.write_text(f"A short note on a pact\n\n{SENTENCE}\n", encoding="utf-8")
    assert graphkit("--store", store, "load", str(article)).code == 0
    rows = graphkit("--store", store, "cypher", "MATCH (a:Agreement) RETURN a.id AS id ORDER BY id", "--format", "json")
    rejected = graphkit("--store", store, "review", "reject", rows.json()[0]["id"])
    assert rejected.code == 0, rejected.err
    again = graphkit("--store", store, "load", str(article), "--min-confidence", "0.85")
    assert "1 fact left out: judged wrong (`graphkit review judgements`)" in again.err


@pytest.mark.parametrize("least", ["1.5", "-1", "0,9", "high"])
def test_a_confidence_that_is_none_is_not_understood(least: str) -> None:
    done = graphkit("load", "briefs", "--min-confidence", least)
    assert (done.code, done.out) == (2, "")
    assert "--min-confidence" in done.err
