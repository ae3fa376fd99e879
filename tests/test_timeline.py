"""Timelines: who did what with whom when, one file that asks for nothing, nothing of its texts runs."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from graphkit import factsfile
from graphkit.bundle import Bundle
from graphkit.model import Document, Record, Ref
from graphkit.reports import Question
from graphkit.reports.shared.facts import Narrowed
from graphkit.visualizations import timeline_picture
from graphkit.visualizations.timeline import CLUBS, FORUMS, OWN, Timeline, page
from tests import map_cases
from tests.builders import IDN, JPN, KAZ, KOR, LITHIUM, NICKEL, bundle, claim, fact, mou
from tests.commands import graphkit

FIVE = [JPN, KAZ, *(Ref("Country", code) for code in ("CAN", "USA", "DEU"))]
TEXT = "They met and said so."
NOTE = Document("note", "A note", TEXT, "1" * 64, "The Daily", "javascript:alert(1)", "2024-02-01")


def timeline(held: Bundle, question: Question | None = None, topics: frozenset[Ref] = frozenset()) -> html.HtmlElement:
    """Return the timeline of Korea in a bundle, parsed."""
    narrowed = Narrowed(question or Question(), topics=topics)
    text, _ = page(held, KOR, narrowed)
    assert page(held, KOR, narrowed)[0] == text
    return html.fromstring(text)


def lanes(root: html.HtmlElement) -> dict[str, list[str]]:
    """Return the marks of each lane as "type stage"."""
    return {
        lane.get("aria-label"): [mark.get("class").removeprefix("mark ") for mark in lane.find_class("mark")]
        for lane in root.find_class("lane")
    }


def test_the_policy_names_the_hashes_of_its_script_and_style() -> None:
    text, _ = page(map_cases.hostile(), KOR, Narrowed(Question()))
    assert map_cases.unnamed(text) == []


def test_each_partner_has_a_lane_and_each_outcome_a_mark() -> None:
    root = timeline(map_cases.small())
    assert lanes(root) == {"Kazakhstan": ["instrument act"], FORUMS: ["seat act"]}
    mark = root.find_class("mark")[0]
    assert mark.get("aria-label") == "2024: Kazakhstan and South Korea signed 3 MOUs on lithium"
    told = root.get_element_by_id(f"m{mark.get('data-number')}")
    assert map_cases.THREE in told.text_content()
    assert "disputed: date" in told.text_content()
    (link,) = told.iter("a")
    assert link.get("href") == "https://example.org/astana"


def test_planned_is_not_signed_and_many_at_once_have_a_lane_of_their_own() -> None:
    records: list[Record] = [
        mou(claim(NOTE, quote=TEXT, status="planned"), parties=(IDN, KOR)),
        mou(claim(NOTE, quote=TEXT, status="signed", date="2023-05-01"), parties=(KOR, *FIVE)),
        fact("RESTRICTS_EXPORT_OF", KOR, LITHIUM, claim(NOTE, quote=TEXT, status="current"), measure="quota"),
    ]
    names = {ref: ref.id for ref in (KOR, IDN, LITHIUM, *FIVE)} | {IDN: "Indonesia"}
    drawn = lanes(timeline(bundle([NOTE], records, names)))
    assert drawn["Indonesia"] == ["instrument intent"]
    assert drawn[CLUBS] == ["instrument act"]
    assert drawn[OWN] == ["restriction act"]


def test_conditions_narrow_it() -> None:
    only = lanes(timeline(map_cases.small(), Question(relations=frozenset({"MEMBER_OF"}))))
    assert only == {FORUMS: ["seat act"]}
    assert lanes(timeline(map_cases.small(), topics=frozenset({NICKEL}))) == {}


def test_hostile_texts_are_text_alone() -> None:
    root = timeline(map_cases.hostile())
    assert len(list(root.iter("script"))) == 1
    assert not list(root.iter("img", "iframe", "link", "object"))
    assert not [name for node in root.iter() for name in node.attrib if name.startswith("on")]
    assert all(re.match(r"https?://", link.get("href")) for link in root.iter("a"))


def test_the_command_writes_one(tmp_path: Path) -> None:
    factsfile.write(map_cases.small().settled(), tmp_path / "facts.jsonl")
    run = ["--store", str(tmp_path / "facts.jsonl"), "map", str(tmp_path / "t.html"), "--timeline"]
    done = graphkit(*run, "--country", "Korea")
    assert done.code == 0, done.err
    assert "3 events in" in done.err
    text = (tmp_path / "t.html").read_text(encoding="utf-8")
    assert '<h1 dir="auto">South Korea: what happened when</h1>' in text
    assert not re.findall(r'(?:src|href)="(?!https://example\.org)', text)
    (tmp_path / "t.html").unlink()
    done = graphkit("--store", str(tmp_path / "facts.jsonl"), "map", str(tmp_path / "t.svg"), "--timeline",
                    "--country", "Korea")  # fmt: skip
    assert (done.code, "3 events in" in done.err) == (0, True)
    assert "South Korea: what happened when" in (tmp_path / "t.svg").read_text(encoding="utf-8")
    alone = graphkit(*run)
    assert (alone.code, "--timeline --country Korea" in alone.err) == (1, True)
    nothing = graphkit(*run, "--country", "Korea", "--mineral", "nickel")
    assert (nothing.code, "No event fits" in nothing.err) == (1, True)
    assert not (tmp_path / "t.html").exists()


@pytest.mark.parametrize("held", [map_cases.small, map_cases.hostile])
def test_a_picture_has_the_lanes_the_marks_and_the_words_as_text(held: Callable[[], Bundle]) -> None:
    drawn = Timeline(held(), KOR, Narrowed(Question()), frozenset({KOR}))
    drawing = timeline_picture.svg(drawn)
    assert drawing == timeline_picture.svg(Timeline(held(), KOR, Narrowed(Question()), frozenset({KOR})))
    root = ET.fromstring(drawing)
    assert {node.tag.rpartition("}")[2] for node in root.iter()} <= {"svg", "title", "rect", "text", "path", "g"}
    assert len(list(root.iter("{http://www.w3.org/2000/svg}g"))) == len(drawn.marks)
    said = " ".join(text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text"))
    assert drawn.counted() in said
    assert all(f"({lane.size})" in said for lane in drawn.lanes())
