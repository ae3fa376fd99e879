"""Pictures of maps for print: the same bytes, names that do not cover each other, nothing that runs."""

from __future__ import annotations

import builtins
import datetime as dt
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from graphkit import factsfile
from graphkit.bundle import Bundle
from graphkit.schema import schema
from graphkit.visualizations import colours, lettering, picture
from graphkit.visualizations.scene import scene
from tests import map_cases
from tests.commands import graphkit

SVG = "{http://www.w3.org/2000/svg}"


def drawn(bundle: Bundle, title: str = "Who", **how: Any) -> tuple[str, list[str]]:
    """Return a picture and the texts in it, having parsed it."""
    text = picture.svg(bundle, title, **how)
    root = etree.fromstring(text.encode())
    return text, ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def test_a_picture_says_what_it_is_of_and_what_its_signs_mean() -> None:
    text, said = drawn(map_cases.small(), "Lithium & co")
    assert said[0] == "Lithium & co"
    assert said[1].startswith("All dates, sources up to 2024-07-01 · 10 entities, ")
    assert {"South Korea", "Kazakhstan", "Hideyuki Urata", "MOU", "Member of", "planned or sought", "ended"} <= set(
        said
    )
    assert {"Country", "Official", "Forum"} <= set(said)
    assert "stroke-dasharray" in text


def test_the_day_decides_what_is_drawn() -> None:
    _, before = drawn(map_cases.small(), as_of=dt.date(2023, 1, 1))
    _, after = drawn(map_cases.small(), as_of=dt.date(2025, 6, 1))
    assert before[1].startswith("As of 2023-01-01 · 3 entities, 2 links")
    assert "Kazakhstan" not in before
    assert "Kazakhstan" in after
    members = [
        line for line in scene(map_cases.small(), dt.date(2025, 6, 1)).lines if line.relation["id"] == "MEMBER_OF"
    ]
    assert len(members) == 1  # Japan had left by then


def test_the_most_telling_links_are_drawn_and_the_rest_is_said() -> None:
    _, said = drawn(map_cases.small(), max_facts=2)
    assert any(line.startswith("All dates") and "2 of " in line for line in said)
    assert any("the most telling links are drawn" in line for line in said)


def test_no_two_names_cover_each_other_or_leave_the_picture() -> None:
    for bundle in (map_cases.small(), map_cases.generated(60, 150), map_cases.generated(400, 900)):
        drawing = picture._Drawing(scene(bundle), "Who", None)
        drawing.text()
        boxes = [placed.box for placed in drawing.names]
        assert len(boxes) > 0.8 * len(drawing.spots)
        assert not [pair for pair in combinations(boxes, 2) if lettering.overlap(*pair)]
        assert all(box[0] >= 0 and box[2] <= picture.WIDE for box in boxes)
        best = max(range(len(drawing.spots)), key=lambda i: drawing.seen.degrees[i])
        assert drawing.spots[best] in {(placed.spot.x, placed.spot.y) for placed in drawing.names}


def test_a_world_map_has_countries_alone_for_whom_others_stand() -> None:
    text, said = drawn(map_cases.small(), on_land=True)
    assert {"Kazakhstan", "South Korea", "Indonesia"} <= set(said)
    assert not {"Hideyuki Urata", "Ministry of Trade", "nickel", "Minerals Security Partnership"} & set(said)
    assert text.count(f'fill="{colours.paint("land-on")}"') == 3
    assert text == drawn(map_cases.small(), on_land=True)[0]


def test_hostile_names_are_text_alone() -> None:
    drawn(map_cases.hostile(), on_land=True)
    text, said = drawn(map_cases.hostile(), "<script>alert(1)</script>\u202e\x00")
    root = etree.fromstring(text.encode())
    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
        "svg", "title", "rect", "text", "path", "circle", "polygon",
    }  # fmt: skip
    assert not [name for node in root.iter() for name in node.attrib if name.startswith("on") or "href" in name]
    assert said[0] == "<script>alert(1)</script>"
    assert "\u202e" not in text


@pytest.mark.parametrize("on_land", [False, True])
def test_an_empty_picture_is_still_one(on_land: bool) -> None:
    _, said = drawn(Bundle(), on_land=on_land)
    assert said[1] == "All dates · 0 entities, 0 links"


def test_the_same_facts_give_the_same_bytes_in_every_process() -> None:
    script = (
        "from tests import map_cases; from graphkit.visualizations import picture; "
        "import hashlib; print(hashlib.sha256(picture.svg(map_cases.generated(80, 200), 'x').encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."}, check=True,
            capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1


def test_every_kind_and_relation_has_a_colour() -> None:
    for kind in schema().kinds:
        assert colours.of_kind(kind).startswith("#")
        assert colours.shape(kind) == "dot" or colours.shape(kind) in picture._CORNERS
    for relation in schema().relations:
        assert colours.of_relation(relation) != colours.of_relation(relation, dark=True)


def test_png_is_made_of_it_without_a_browser(tmp_path: Path) -> None:
    path = tmp_path / "small.png"
    picture.write(path, picture.svg(map_cases.small(), "Who"))
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20], "big") == 2 * picture.WIDE


def test_without_the_package_for_png_the_user_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "resvg_py":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(Exception, match="pip install resvg-py"):
        picture.write(tmp_path / "x.png", picture.svg(map_cases.small(), "Who"))
    assert not list(tmp_path.iterdir())


def test_the_command_draws_by_the_ending(tmp_path: Path) -> None:
    factsfile.write(map_cases.small().settled(), tmp_path / "facts.jsonl")
    run = ["--store", str(tmp_path / "facts.jsonl"), "map"]
    done = graphkit(*run, str(tmp_path / "kor.svg"), "--country", "Korea")
    assert done.code == 0, done.err
    assert "A picture in" in done.err
    assert "Korea: who is linked with whom" in (tmp_path / "kor.svg").read_text(encoding="utf-8")
    assert graphkit(*run, str(tmp_path / "world.svg"), "--world").code == 0
    page = graphkit(*run, str(tmp_path / "world.html"), "--world")
    assert (page.code, "a page has its world map" in page.err) == (1, True)
    plays = graphkit(*run, str(tmp_path / "kor.svg"), "--years")
    assert (plays.code, "does not play" in plays.err) == (1, True)
    nowhere = graphkit(*run, str(tmp_path / "none" / "kor.png"))
    assert (nowhere.code, "cannot be written" in nowhere.err) == (1, True)
    inside = graphkit(*run, str(tmp_path / "kor.svg" / "x.svg"))
    assert (inside.code, "cannot be written" in inside.err) == (1, True)
