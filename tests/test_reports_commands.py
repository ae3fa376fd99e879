"""The reports as a user meets them: on the bundled seeds, in a terminal, with mistakes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphkit import reports
from tests.commands import graphkit


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the briefs and the reference tables."""
    store = str(tmp_path_factory.mktemp("reports") / "store")
    done = graphkit("--store", store, "load", "briefs", "reference")
    assert done.code == 0, done.err
    return store


def drawn(store: str, *arguments: str) -> str:
    """Return what a report prints, after checking that it fits and is silent otherwise."""
    done = graphkit("--store", store, "report", *arguments)
    assert (done.code, done.err) == (0, ""), done.err
    assert max(map(len, done.out.splitlines())) <= 80
    return done.out


def test_korea_and_kazakhstan_in_order_of_time(seeds: str) -> None:
    out = drawn(seeds, "pair", "Korea", "Kazakhstan", "--quotes")
    assert "4 signed entries (29 instruments by the sources' own count)" in " ".join(out.split())
    assert "24 agreements" in out
    assert out.index("joint statement") < out.index("3 MOUs")
    assert "three memorandums of" in out


def test_brief_against_the_tables_on_who_leads_the_msp(seeds: str) -> None:
    out = drawn(seeds, "contradictions")
    heading, china, states = (
        out.index(t) for t in ("1. Who leads Minerals Security", "  China ", "  United States, since")
    )
    assert heading < china < states
    assert "“The document also says that China led the launch of the MSP.” [1]" in out


def test_who_was_in_the_msp_or_forge_and_has_a_pact_with_china(seeds: str) -> None:
    out = drawn(seeds, "forum", "msp,forge", "--as-of", "2026-03-01", "--pact-with", "CHN")
    assert "Forum on Resource Geostrategic Engagement: 3 members; 1 of them has signed with\nChina." in out
    assert "China – Mongolia" in out
    before = drawn(seeds, "forum", "msp", "--as-of", "2024-03-06")
    assert "Minerals Security Partnership: 15 members" in before


def test_what_china_has_instead_mineral_by_mineral(seeds: str) -> None:
    out = drawn(seeds, "profile", "China", "--by-mineral")
    assert re.search(r"\nlithium\n  signed with: .*Zimbabwe", out.replace("\n  ", "\n  "), re.DOTALL)
    assert re.search(r"\ncobalt\n  signed with: DR Congo", out)


def test_announced_and_never_signed(seeds: str) -> None:
    rows = graphkit("--store", seeds, "report", "announced", "--format", "json").json()
    never = [row for row in rows if row["outcome"] == "never signed"]
    assert {"Indonesia", "Kazakhstan"} in [set(row["parties"]) for row in never]
    assert all(row["age_days"] is None or row["age_days"] > 0 for row in never)


def test_what_came_about_at_the_third_attempt_counts_as_signed(seeds: str) -> None:
    rows = graphkit("--store", seeds, "report", "announced", "--format", "json").json()
    (row,) = [row for row in rows if set(row["parties"]) == {"Ukraine", "United States"}]
    assert (row["outcome"], row["announced"], row["outcome_date"]) == ("signed", "2025-02-25", "2025-04-30")
    told = {(said["status"], said["date"], said["published"]) for said in row["evidence"]}
    assert told == {("signed", "2025-04-30", None), ("planned", None, "2025-02-25"), ("planned", None, "2025-03-04")}


def test_a_row_that_makes_two_claims_is_quoted_once_with_its_remark(seeds: str) -> None:
    out = " ".join(drawn(seeds, "announced", "--party", "Ukraine", "--quotes").split())
    assert out.count("to be signed on 28 February 2025; the signing was called off); source: pravda.com.ua,") == 1


def test_officials_of_the_briefs(seeds: str) -> None:
    out = drawn(seeds, "officials", "--country", "Korea")
    assert "Yoo Beom-min" in out
    assert "Hiroki Sadamitsu – Yoo" in out


@pytest.mark.parametrize("form", ["json", "csv", "markdown", "html", "xlsx"])
def test_forms_have_the_same_columns(seeds: str, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"out.{form}"
    done = graphkit("--store", seeds, "report", "pair", "China", "USA", "--format", form, "-o", str(path))
    assert done.code == 0, done.err
    columns = list(reports.get("pair").COLUMNS)
    if form == "xlsx":
        from openpyxl import load_workbook

        found = [cell.value for cell in next(load_workbook(path).active.iter_rows())]
        assert found == columns
    else:
        text = path.read_text(encoding="utf-8")
        assert all(column in text for column in columns)


def test_bibliography_numbers_documents_as_the_report_does(seeds: str) -> None:
    report = drawn(seeds, "pair", "Korea", "Japan")
    listed = graphkit("--store", seeds, "report", "pair", "Korea", "Japan", "--bibliography")
    assert listed.code == 0, listed.err
    numbered = [line for line in report.splitlines() if re.match(r"\[\d+\] ", line)]
    assert numbered
    assert all(line in listed.out for line in numbered)
    rows = graphkit("--store", seeds, "report", "pair", "Korea", "Japan", "--bibliography", "--format", "json").json()
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert all(row["title"] and row["cited"] for row in rows)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pair", "Korea", "Korea"), 'graphkit: "Korea" and "Korea" are the same: KOR. A pair is of two.'),
        (("pair", "Korea", "Kazkhstan"), 'is called "Kazkhstan". Nearest: Kazakhstan'),
        (("mineral", "lithum"), 'graphkit: No mineral, sector or commodity is called "lithum". Nearest: lithium'),
        (("forum", "msp,nothing at all"), 'graphkit: No forum or bloc is called "nothing at all".'),
        (("forum", "msp,foo"), 'is called "foo". There are, for example: '),
        (("officials", "--mineral", "foo"), 'graphkit: No mineral is called "foo". There are, for example: '),
        (("partners", ""), "graphkit: The name is empty; give a mineral, sector, country, bloc or forum."),
        (("timeline", "--party", "Kazkhstan"), 'is called "Kazkhstan". Nearest: Kazakhstan'),
        (("changes",), "graphkit: Say since when: graphkit report changes --since 2026-01."),
        (("timeline", "--since", "2024", "--until", "2023"), "graphkit: Nothing lies between: --since 2024-01-01"),
        (("timeline", "--as-of", "2020", "--since", "2024"), "--since 2024-01-01 is later than --as-of 2020-12-31."),
        (("officials", "--mineral", "lithum"), 'graphkit: No mineral is called "lithum". Nearest: lithium'),
    ],
)
def test_mistakes_get_one_clear_sentence(seeds: str, arguments: tuple[str, ...], said: str) -> None:
    done = graphkit("--store", seeds, "report", *arguments)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "timeline", "--since"),
        ("report", "timeline", "--until"),
        ("report", "timeline", "--as-of"),
        ("path", "Korea", "Japan", "--as-of"),
        ("map", "map.html", "--as-of"),
        ("export", "facts.jsonl", "--as-of"),
    ],
)
def test_the_future_is_not_known(
    seeds: str, arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = graphkit("--store", seeds, *arguments, "2999-01")
    assert (done.code, done.out) == (2, "")
    assert "2999-01 is in the future" in done.err
    assert not list(tmp_path.iterdir())


def test_help_lists_each_command_and_report_uncut() -> None:
    for command, names in ((("--help",), ["load", "report"]), (("report", "--help"), reports.names())):
        out = graphkit(*command).out
        listed = out[out.index("Commands:") :].splitlines()[1:]
        assert {name for name in names if any(line.split()[:1] == [name] for line in listed)} == set(names)
        assert not [line for line in listed if line.endswith("...")]
        assert all(re.match(r"  \S", line) for line in listed if line), "each on one line"


@pytest.mark.parametrize("name", reports.names())
def test_help_of_a_report_names_its_columns(name: str) -> None:
    out = graphkit("report", name, "--help").out
    assert "--bibliography" in out
    for column in reports.get(name).COLUMNS:
        assert f"  {column}: " in out


@pytest.mark.parametrize("arguments", [("forum", "msp"), ("partners", "lithium"), ("timeline",), ("brokers",)])
def test_an_empty_store_is_said_to_be_empty(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    from graphkit.stores.embedded import EmbeddedStore

    with EmbeddedStore(tmp_path / "store"):
        pass
    done = graphkit("--store", str(tmp_path / "store"), "report", *arguments)
    assert (done.code, done.out) == (1, "")
    assert done.err.strip() == "graphkit: This store is empty. Fill it first: graphkit load briefs reference"
