"""Support counts independent sources: retellings, one publisher's repeats and wire copies count once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphkit.model import Claim, Document
from graphkit.support import support
from tests.builders import article, claim

WIRE = "Korea and Indonesia signed a memorandum of understanding on critical minerals in Seoul on Wednesday"
COPY = (
    "Korea and Indonesia signed a memorandum of understanding on critical minerals in Seoul on Wednesday, Yonhap said"
)
OWN = "The two ministers put their names under a pact about nickel, lithium and cobalt during the summit of leaders"


def counted(*documents: Document) -> int:
    """Return the support of a fact that each document states once, in its whole text."""
    return support([claim(d) for d in documents], {d.id: d for d in documents})


def test_independent_sources_count_each() -> None:
    assert counted(article(WIRE, publisher="A"), article(OWN, publisher="B")) == 2
    assert counted(article(WIRE), article(OWN)) == 2
    assert counted(article(WIRE)) == 1
    assert support([], {}) == 0


def test_two_quotes_of_one_document_count_once() -> None:
    document = article(f"{WIRE}. {OWN}.")
    assert support([claim(document, WIRE), claim(document, OWN)], {document.id: document}) == 1


def test_a_brief_and_its_original_count_once() -> None:
    original = article(WIRE, publisher="A")
    brief = article(OWN, publisher="B", original=original.sha256)
    other = article("Seoul and Jakarta agreed to work together.", publisher="C", original=original.sha256)
    assert counted(original, brief) == 1
    assert counted(brief, other) == 1


def test_one_publisher_counts_once_however_it_is_written() -> None:
    assert counted(article(WIRE, publisher="Kazinform"), article(OWN, publisher="KAZINFORM")) == 1


def test_wire_copies_count_once_and_short_quotes_alike_do_not() -> None:
    assert counted(article(WIRE, publisher="A"), article(COPY, publisher="B")) == 1
    short, alike = article("They signed an MOU.", publisher="A"), article("They signed an MOU!", publisher="B")
    assert counted(short, alike) == 2


def test_a_chain_of_sources_that_are_one_counts_once() -> None:
    first = article(WIRE, publisher="A")
    second = article(COPY, publisher="B")
    third = article(OWN, publisher="B")
    assert counted(first, second, third) == 1
    assert counted(third, first, second) == 1


def test_a_document_that_is_not_given_counts_for_itself() -> None:
    assert support([claim("a", "x"), claim("b", "y")], {}) == 2


DOCUMENTS = st.lists(
    st.builds(
        lambda text, number, publisher: article(f"{text} {number}", publisher=publisher),
        st.sampled_from([WIRE, COPY, OWN, "They met."]), st.integers(0, 3), st.sampled_from(["", "A", "B", "C"]),
    ),
    min_size=1, max_size=6, unique_by=lambda d: d.id,
)  # fmt: skip


@given(DOCUMENTS, st.randoms())
def test_support_does_not_depend_on_order_and_never_exceeds_the_documents(
    documents: list[Document], random: object
) -> None:
    claims: list[Claim] = [claim(d) for d in documents]
    given_documents = {d.id: d for d in documents}
    count = support(claims, given_documents)
    random.shuffle(claims)  # type: ignore[attr-defined]
    assert support(claims, given_documents) == count
    assert 1 <= count <= len(documents)


@given(DOCUMENTS)
def test_another_source_takes_nothing_away_but_can_show_two_to_be_one(documents: list[Document]) -> None:
    assert counted(*documents) <= counted(*documents[:-1]) + 1 if len(documents) > 1 else True
