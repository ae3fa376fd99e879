"""Facts files: written and read without loss, and what is broken is named with its line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit import factsfile
from graphkit.bundle import Bundle
from graphkit.errors import InputError
from graphkit.model import Node, Record
from tests.builders import IDN, JPN, KOR, LITHIUM, MSP, NICKEL, article, bundle, claim, fact, mou, supplies, topics

TEXT = 'Korea signed "an MOU" with Indonesia.\nКазахстан 🇰🇿 supplies lithium\u2028and\x85more\ttoo.'
DOCUMENT = article(TEXT, publisher="Yonhap", published="2024-06-12", original="abc")


def sample() -> Bundle:
    """Return a bundle with all that a facts file can hold."""
    records: list[Record] = [
        mou(claim(DOCUMENT, "signed", status="signed", date="2024-06", topics=topics(LITHIUM, NICKEL), count=3)),
        supplies([claim(DOCUMENT, "supplies lithium", status="current", tonnes=1.0, share=0.25)], year=2022),
        fact("MEMBER_OF", KOR, MSP, claim(DOCUMENT, "Korea", status="member", since="2022-06")),
    ]
    nodes = [
        Node(KOR, "Republic of Korea", {"aliases": ("한국", "ROK"), "latitude": 37.5, "rank": 3, "coast": True}),
        Node(JPN, "Japan"),
    ]
    return bundle([DOCUMENT], records, nodes)


def write_lines(path: Path, *lines: dict[str, Any] | str) -> Path:
    """Write a facts file of these lines."""
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("".join(text + "\n" for text in texts), encoding="utf-8")
    return path


def raw(of: Bundle) -> dict[str, dict[str, Any]]:
    """Return one line of each type of a facts file."""
    return {line["type"]: line for line in map(json.loads, factsfile.lines(of))}


def test_what_is_written_is_read_without_loss(tmp_path: Path) -> None:
    whole = sample().settled()
    factsfile.write(whole, tmp_path / "facts.jsonl")
    assert factsfile.read(tmp_path / "facts.jsonl") == whole
    assert [p.name for p in tmp_path.iterdir()] == ["facts.jsonl"]


def test_types_survive(tmp_path: Path) -> None:
    factsfile.write(sample(), tmp_path / "facts.jsonl")
    back = factsfile.read(tmp_path / "facts.jsonl")
    properties = back.nodes[KOR].properties
    assert [type(properties[k]) for k in ("aliases", "latitude", "rank", "coast")] == [tuple, float, int, bool]
    supply = next(r for r in back.records if r.ends[-1] == KOR and r.claims[0].get("tonnes"))
    assert type(supply.claims[0].get("tonnes")) is float


def test_the_same_facts_give_the_same_bytes_in_whatever_order_they_came() -> None:
    one = sample().settled()
    other = Bundle(dict(reversed(one.documents.items())), dict(reversed(one.nodes.items())), one.records[::-1])
    assert list(factsfile.lines(one)) == list(factsfile.lines(other))


def test_an_existing_file_stays_where_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text("old")
    broken = sample()
    broken.records.append("no record")  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        factsfile.write(broken, path)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["facts.jsonl"]
    with pytest.raises(InputError, match="cannot be written"):
        factsfile.write(sample(), tmp_path / "no" / "facts.jsonl")
    with pytest.raises(InputError, match="cannot be written: Not a directory"):
        factsfile.write(sample(), path / "facts.jsonl")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{oops", "not JSON"),
        ("[1, 2]", "no line of a facts file"),
        ('"text"', "no line of a facts file"),
        ("{}", "type is missing"),
        ({"type": "poem"}, "poem"),
        ({"type": "graphkit", "format": 99}, "99"),
        ({"type": "node", "kind": "Country", "id": "korea", "name": "Korea", "properties": {}}, "korea"),
        ({"type": "node", "kind": "Country", "id": "KOR", "name": "Korea"}, "properties is missing"),
        ({"type": "node", "kind": "Country", "id": "KOR", "name": "Korea", "properties": {"a": {}}}, "KOR"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: dict[str, Any] | str, words: str) -> None:
    path = write_lines(tmp_path / "facts.jsonl", {"type": "graphkit", "format": 1}, "", line)
    with pytest.raises(InputError, match=words) as caught:
        factsfile.read(path)
    assert f"{path}, line 3: " in str(caught.value)


CHANGES: list[tuple[str, dict[str, Any], str]] = [
    ("fact", {"relation": "BEFRIENDS"}, "BEFRIENDS"),
    ("fact", {"relation": "SIGNED_MOU"}, "SIGNED_MOU"),
    ("fact", {"subject": "Country/korea"}, "korea"),
    ("fact", {"qualifiers": {"year": "2022"}}, "year"),
    ("fact", {"claims": []}, "no claim"),
    ("fact", {"claims": "none"}, "no line of a facts file"),
    ("instrument", {"parties": ["Country/KOR"]}, "two or more"),
    ("instrument", {"kind": "treaty"}, "treaty"),
    ("document", {"text": 5}, "no line of a facts file"),
    ("document", {"published": 2024}, "no line of a facts file"),
    ("document", {"text": "\ud83d"}, "no line of a facts file"),
]


@pytest.mark.parametrize(("kind", "change", "words"), CHANGES)
def test_a_line_that_does_not_fit_is_named(tmp_path: Path, kind: str, change: dict[str, Any], words: str) -> None:
    path = write_lines(tmp_path / "facts.jsonl", raw(sample())["document"], {**raw(sample())[kind], **change})
    with pytest.raises(InputError, match=words) as caught:
        factsfile.read(path)
    assert "line 2" in str(caught.value)


@pytest.mark.parametrize("change", [{"start": "5"}, {"start": 5.0}, {"end": True}, {"quote": None}, {"status": 5}])
def test_claims_have_the_types_that_they_have(tmp_path: Path, change: dict[str, Any]) -> None:
    line = raw(sample())["fact"]
    line["claims"] = [{**line["claims"][0], **change}]
    path = write_lines(tmp_path / "facts.jsonl", raw(sample())["document"], line)
    with pytest.raises(InputError, match="line 2"):
        factsfile.read(path)


@pytest.mark.parametrize("change", [{"quote": "Korea Signed"}, {"start": 1}, {"end": 10**6}, {"document": "other"}])
def test_a_quote_that_does_not_fit_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    line = raw(sample())["instrument"]
    line["claims"] = [{**line["claims"][0], **change}]
    path = write_lines(tmp_path / "facts.jsonl", raw(sample())["document"], line)
    with pytest.raises(InputError, match=r"quote does not stand|not given"):
        factsfile.read(path)


def test_a_file_without_facts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no facts"):
        factsfile.read(write_lines(tmp_path / "a.jsonl", {"type": "graphkit", "format": 1}))
    with pytest.raises(InputError, match="holds no facts"):
        factsfile.read(write_lines(tmp_path / "b.jsonl"))
    (tmp_path / "c.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="UTF-8"):
        factsfile.read(tmp_path / "c.jsonl")
    for path in (tmp_path, tmp_path / "none.jsonl", tmp_path / "a.jsonl" / "b"):
        with pytest.raises(InputError, match=path.name[:20]):
            factsfile.read(path)


def test_facts_without_nodes_get_bare_ones(tmp_path: Path) -> None:
    lines = raw(sample())
    back = factsfile.read(write_lines(tmp_path / "a.jsonl", lines["document"], lines["instrument"]))
    names = {KOR: "South Korea", IDN: "Indonesia", LITHIUM: "lithium", NICKEL: "nickel"}  # from the tables
    assert back.nodes == {ref: Node(ref, name) for ref, name in names.items()}


# ---------------------------------------------------------------- properties
VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=10), st.integers(-(2**63), 2**63 - 1), st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.lists(st.text("ab한\n\"\\", max_size=3), max_size=3).map(tuple),
)  # fmt: skip


@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    properties=st.dictionaries(st.sampled_from(["a", "b", "region"]), VALUES),
    status=st.sampled_from(["planned", "signed"]),
    count=st.none() | st.integers(1, 99),
    data=st.data(),
)
def test_any_bundle_survives(
    text: str, properties: dict[str, Any], status: str, count: int | None, data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = replace(DOCUMENT, text=text)
    about: dict[str, Any] = {} if count is None else {"count": count}
    said = claim(document, text[start:end], start=start, status=status, **about)
    whole = bundle([document], [mou(said)], [Node(KOR, "Korea", properties)]).settled()
    path = tmp_path_factory.mktemp("facts") / "facts.jsonl"
    factsfile.write(whole, path)
    assert factsfile.read(path) == whole
