"""Maps without a browser: what stands in a page, the same bytes for the same graph, the command, bad input."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from graphkit.bundle import Bundle
from graphkit.files import write_whole
from graphkit.model import ROW, Claim, Fact, Ref
from graphkit.schema import schema
from graphkit.standing import as_of, settle
from graphkit.stores.bolt import BoltStore
from graphkit.visualizations import page
from graphkit.visualizations.contents import payload
from graphkit.visualizations.layout import positions
from graphkit.visualizations.phases import day_number, phases
from graphkit.visualizations.rendering import third_party, vis_script
from graphkit.visualizations.thinning import MOST, thinned
from graphkit.visualizations.wording import pattern, words
from graphkit.visualizations.world import outlines, places, project, seats
from tests import map_cases
from tests.commands import ROOT, graphkit

DATES = ("2022-06-13", "2022-06-14", "2024-06-11", "2024-06-12", "2024-07-01", "2025-01-30", "2025-02-01", "2030-01-01")


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of the briefs."""
    store = str(tmp_path_factory.mktemp("map") / "store")
    assert graphkit("--store", store, "load", "briefs").code == 0
    return store


def test_a_page_names_no_address_but_in_links() -> None:
    text = page(map_cases.small())
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) == 2
    markup = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert "http" not in markup.replace("http-equiv", "")
    assert not re.search(r"<(link|iframe|img|object|embed|base)\b|@import|url\(", markup)


def test_the_policy_names_the_hash_of_each_script_and_of_the_style() -> None:
    assert map_cases.unnamed(page(map_cases.small())) == []


def test_hostile_text_ends_no_script_and_is_no_markup() -> None:
    text = page(map_cases.hostile(), title="</title><script>window.broken=1</script>")
    assert text.count("<script>") == page(map_cases.small()).count("<script>")  # vis-network names one in a text
    assert "<img" not in text
    assert "{{7*7}}" not in text.split('id="data"')[0]
    names = map_cases.unpacked(text)["nodes"]["name"]
    assert set(map_cases.HOSTILE) <= set(names)


def test_the_same_graph_gives_the_same_bytes_in_any_process_and_order() -> None:
    code = (
        "import hashlib; from tests import map_cases; from graphkit.visualizations import page\n"
        "made = map_cases.small(); made.records.reverse(); made.nodes = dict(reversed(made.nodes.items()))\n"
        "print(hashlib.sha256(page(made).encode()).hexdigest())"
    )
    here = hashlib.sha256(page(map_cases.small()).encode()).hexdigest()
    for seed in ("1", "2"):
        run = [sys.executable, "-c", code]
        done = subprocess.run(run, cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == here


def test_a_page_says_on_each_day_what_the_standing_says() -> None:
    for record in map_cases.small().records:
        terms = phases(record, settle(record))
        for text in DATES:
            day = dt.date.fromisoformat(text)
            then = as_of(record, day)
            held = then is not None and not then.undated and then.holds_on(day)
            told = [
                status
                for begin, end, status in terms
                if begin <= day_number(day) and (end is None or day_number(day) < end)
            ]
            assert told == ([None if then.ended else then.status] if held and then is not None else []), (
                record.id,
                text,
            )


def test_every_relation_and_status_has_its_sentence() -> None:
    for name, relation in schema().relations.items():
        assert pattern(name, None), name
        for status in relation.statuses:
            assert status in words()[name], (name, status)
    assert set(words()) <= set(schema().relations)
    assert pattern("SIGNED_MOU", "planned") == "{a} and {b} plan to sign {what}{on}"


def test_facts_of_a_page_carry_their_evidence_and_support() -> None:
    data = payload(map_cases.small()).data
    facts = data["facts"]
    assert len(facts["id"]) == 8
    three = next(i for i, number in enumerate(facts["what"]) if number >= 0 and data["texts"][number] == "3 MOUs")
    assert facts["support"][three] == 2
    assert facts["disputed"][three] == "date"
    quotes = {data["texts"][claim[1]] for claim in facts["claims"][three]}
    assert quotes == {map_cases.THREE, map_cases.EARLIER}
    assert ["Two papers in Astana", "The Daily", "https://example.org/astana", "2024-06"] in data["documents"]


def test_a_page_of_thousands_is_laid_out_in_seconds_and_no_two_drawn_entities_lie_on_each_other() -> None:
    made = payload(map_cases.generated(5000, 20000))
    count = len(made.data["nodes"]["id"])
    began = time.process_time()
    spots = positions(count, made.telling())
    assert time.process_time() - began < 4
    assert len(spots) == count
    drawn = {spots[node] for pair in made.telling()[:400] for node in pair}
    assert len(drawn) == len({node for pair in made.telling()[:400] for node in pair})


def test_very_many_rows_become_the_latest_and_heaviest_and_a_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    made = map_cases.trade(100_000, years=5)
    kept, left = thinned(made.records)
    assert (len(made.records), len(kept), left) == (100_000, MOST, 80_000)
    assert {record.qualifiers[2][1] for record in kept if hasattr(record, "qualifiers")} == {"2022"}
    few = map_cases.small().records
    assert thinned(few) == (few, 0)
    smaller = map_cases.trade(400, years=4)
    monkeypatch.setattr("graphkit.visualizations.thinning.MOST", 60)
    data = map_cases.unpacked(page(smaller))
    assert (len(data["facts"]["id"]), data["open"]["left"]) == (60, 340)


def test_a_row_of_a_data_set_is_no_sentence() -> None:
    row = Claim("baci", "BACI", 0, 4, None, "current", None, (("value_usd", 5.0),), ROW)
    cell = (("mineral", "lithium"), ("series", "baci"), ("year", "2022"))
    record = Fact("SUPPLIES", Ref("Country", "CHL"), Ref("Country", "CHN"), cell, (row,))
    made = payload(Bundle(records=[record]))
    assert made.data["facts"]["table"] == [1]
    assert made.data["facts"]["claims"][0][0][5:] == [[]]  # drawn as a row, not as a quote
    assert map_cases.unpacked(page(Bundle(records=[record])))["facts"]["weight"] == [5.0]


def test_the_sizes_of_pages_keep_their_bounds() -> None:
    assert len(page(map_cases.small()).encode()) < 1_000_000
    assert len(page(map_cases.trade(8260)).encode()) < 2_000_000


def test_countries_lie_on_their_outlines() -> None:
    assert project(0, 0)[0] == 1000
    assert len(places()) > 240
    assert abs(seats()["EU"][0] - places()["BEL"][0]) < 20
    assert {"KOR", "KAZ", "IDN", "COD", "CHL", "-"} <= set(outlines()["paths"])
    assert all(0 <= x <= outlines()["width"] for x, _ in places().values())


def test_a_map_of_the_briefs_from_the_command_line(briefs: str, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    done = graphkit("--store", briefs, "map", str(out), "--title", "The briefs")
    assert (done.code, done.out) == (0, "")
    assert re.fullmatch(r"\d+ facts in .*map\.html \(0\.\d\d MB\); it opens without a network\n", done.err)
    assert "<title>The briefs</title>" in out.read_text(encoding="utf-8")
    again = tmp_path / "again.html"
    graphkit("--store", briefs, "map", str(again), "--title", "The briefs")
    assert again.read_bytes() == out.read_bytes()
    assert graphkit("--store", briefs, "export", str(tmp_path / "facts.jsonl")).code == 0
    graphkit("--store", str(tmp_path / "facts.jsonl"), "map", str(again), "--title", "The briefs")
    assert again.read_bytes() == out.read_bytes()


def test_conditions_of_a_map_narrow_it(briefs: str, tmp_path: Path) -> None:
    def facts(*arguments: str) -> dict[str, Any]:
        done = graphkit("--store", briefs, "map", str(tmp_path / "m.html"), *arguments)
        assert done.code == 0, done.err
        return map_cases.unpacked((tmp_path / "m.html").read_text(encoding="utf-8"))

    every, lithium = facts(), facts("--mineral", "lithium")
    assert 0 < len(lithium["facts"]["id"]) < len(every["facts"]["id"])
    assert lithium["title"] == "Lithium: who is linked with whom"
    both = facts("--mineral", "lithium", "--country", "Korea")
    korea = facts("--country", "Korea")
    assert set(both["facts"]["id"]) <= set(lithium["facts"]["id"]) & set(korea["facts"]["id"])
    planned = facts("--status", "planned", "--relation", "SIGNED_MOU")
    assert {planned["statuses"][s][0] for s in planned["facts"]["status"]} == {"planned"}
    opened = facts("--as-of", "2024-01", "--max-facts", "20", "--years")["open"]
    assert opened == {"day": day_number(dt.date(2024, 1, 31)), "top": 20, "years": 1, "left": 0}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["m.pdf"], "m.pdf: a map ends in .html."),
        (["missing/m.html"], "cannot be written: No such file or directory."),
        (["m.html", "--mineral", "lithum"], 'called "lithum". Nearest: lithium'),
        (["m.html", "--relation", "SANCTIONS"], "No fact fits these conditions; nothing was written."),
        (["m.html", "--max-facts", "0"], "--max-facts"),
        (["m.html", "--as-of", "soon"], "soon"),
        (["/dev/full/m.html"], "cannot be written"),
    ],
)
def test_bad_input_is_one_sentence(briefs: str, tmp_path: Path, arguments: list[str], says: str) -> None:
    done = graphkit("--store", briefs, "map", *arguments, cwd=tmp_path)
    assert done.code != 0
    assert says in done.err
    assert "Traceback" not in done.err
    assert not list(tmp_path.iterdir())


def test_a_page_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from graphkit.errors import InputError

    out = tmp_path / "map.html"
    out.write_text("the old one", encoding="utf-8")

    def full(self: Path, *_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match="No space left on device"):
        write_whole(out, page(map_cases.small(), "New").encode())
    assert out.read_text(encoding="utf-8") == "the old one"
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]


def test_every_store_gives_the_same_page_also_to_the_command(store: BoltStore, tmp_path: Path) -> None:
    made = map_cases.small().settled()
    store.load(made)
    assert page(store.read()) == page(made)
    name, password = store._auth or ("", "")
    login = {"NEO4J_USERNAME": name, "NEO4J_PASSWORD": password, "NEO4J_DATABASE": store._database or ""}
    out = tmp_path / "m.html"
    given = {k: v for k, v in login.items() if v}
    done = graphkit("--store", store._uri, "map", str(out), cwd=tmp_path, columns=80, **given)
    assert done.code == 0, done.err
    assert out.read_text(encoding="utf-8") == page(made)


def test_a_notebook_shows_a_graph_in_a_frame_of_its_own() -> None:
    import graphkit as package

    made = map_cases.small()
    shown = package.show_map(package.load_graph(made), "Ten entities", height=500)
    markup = shown._repr_html_()
    assert markup.startswith('<iframe style="width: 100%; height: 500px')
    assert html.unescape(markup.split('srcdoc="')[1].removesuffix('"></iframe>')) == shown.text
    assert "<title>Ten entities</title>" in shown.text
    assert shown.text == package.show_map(made, "Ten entities").text


def test_what_is_not_ours_is_named_with_licence_and_hash() -> None:
    for name, what in third_party().items():
        assert set(what) == {"version", "licence", "from", "home", "sha256"}, name
    assert "@license" in vis_script()  # its own notice stays in the page
