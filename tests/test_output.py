"""Rows out: the same columns and values in each format, and no value that can act as anything but itself."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
from pathlib import Path
from typing import Any

import pytest

from graphkit.commands.shared import FORMATS
from graphkit.errors import InputError
from graphkit.output import Answer, cell, emit, form_of, render
from graphkit.stores.embedded import EmbeddedStore
from tests.commands import graphkit

ZONE = dt.timezone(dt.timedelta(hours=9))
ROWS: list[dict[str, Any]] = [
    {"party": "Korea", "topics": ["lithium", "nickel"], "since": dt.date(2024, 6, 12), "count": 3, "disputed": False},
    {"party": "Côte d'Ivoire", "topics": [], "since": None, "count": None, "disputed": True},
]
COLUMNS = ("party", "topics", "since", "count", "disputed")
ANSWER = Answer("Partners in lithium", COLUMNS, ROWS)
NASTY = ['=cmd|"/c calc"!A1', "<script>alert(1)</script>", "a|b", "line\nbreak", "a,b;c", '"quoted"', "back\\slash",
         "\r\nwindows", "&lt;", "[x](https://e.org)", "@SUM(1)", "+1", "-1"]  # fmt: skip


def one(value: Any, form: str) -> str:
    """Return an answer of one value in one format."""
    return render(Answer("One", ("value",), [{"value": value}]), form)


def workbook(answer: Answer, path: Path) -> list[list[Any]]:
    """Write an answer as XLSX and return its cells."""
    from openpyxl import load_workbook

    emit(answer, "xlsx", path)
    book = load_workbook(path)
    cells = [list(row) for row in book.active.iter_rows()]
    assert all(item.data_type != "f" for row in cells for item in row)
    book.close()
    return [[item.value for item in row] for row in cells]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (3, "3"),
        (0.25, "0.25"),
        ("", ""),
        (["a", "b"], "a; b"),
        ([], ""),
        ([1, 2], "[1, 2]"),
        ({"id": "KOR", "since": dt.date(2024, 1, 1)}, '{"id": "KOR", "since": "2024-01-01"}'),
        ([{"quote": "한국"}], '[{"quote": "한국"}]'),
        (dt.date(2024, 6, 12), "2024-06-12"),
        (dt.datetime(2024, 6, 12, 10, tzinfo=ZONE), "2024-06-12T10:00:00+09:00"),
        (dt.time(10, 30), "10:30:00"),
    ],
)
def test_a_value_as_one_cell(value: Any, text: str) -> None:
    assert cell(value) == text


def test_json_is_a_list_of_objects_with_iso_dates() -> None:
    assert json.loads(render(ANSWER, "json")) == [
        {"party": "Korea", "topics": ["lithium", "nickel"], "since": "2024-06-12", "count": 3, "disputed": False},
        {"party": "Côte d'Ivoire", "topics": [], "since": None, "count": None, "disputed": True},
    ]
    assert "Côte" in render(ANSWER, "json")


def test_json_is_json_even_for_numbers_that_are_none() -> None:
    def refuse(text: str) -> None:
        raise AssertionError(text)

    values = [math.nan, [math.inf, 1.5], {"a": -math.inf}, ("x",)]
    made = [json.loads(one(value, "json"), parse_constant=refuse)[0]["value"] for value in values]
    assert made == [None, [None, 1.5], {"a": None}, ["x"]]


def test_csv_has_the_columns_and_reads_back() -> None:
    read = list(csv.reader(io.StringIO(render(ANSWER, "csv"))))
    assert render(ANSWER, "csv").endswith("Côte d'Ivoire,,,,true\n")
    assert read == [
        list(COLUMNS),
        ["Korea", "lithium; nickel", "2024-06-12", "3", "false"],
        ["Côte d'Ivoire", "", "", "", "true"],
    ]


@pytest.mark.parametrize("value", [*NASTY, "a\rb", ""])
def test_csv_gives_every_value_back(value: str) -> None:
    rows = list(csv.reader(io.StringIO(one(value, "csv"), newline="")))
    assert rows == [["value"], [value]]


@pytest.mark.parametrize("value", NASTY)
def test_html_shows_every_value_and_runs_none(value: str) -> None:
    from html.parser import HTMLParser

    class Cells(HTMLParser):
        tags: list[str]
        text: str

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.tags.append(tag)

        def handle_data(self, data: str) -> None:
            self.text += data

    parser = Cells(convert_charrefs=True)
    parser.tags, parser.text = [], ""
    page = render(Answer(value, (value,), [{value: value}]), "html")
    parser.feed(page)
    parser.close()
    assert parser.text.count(value) == 4  # title, heading, column, cell
    assert "script" not in parser.tags
    assert parser.tags.count("td") == 1


def test_markdown_has_one_line_a_row_and_no_cell_breaks_out() -> None:
    made = render(Answer("x", ("value", "other"), [{"value": v, "other": "end"} for v in NASTY]), "markdown")
    lines = made.split("\n")
    assert lines[:2] == ["| value | other |", "| --- | --- |"]
    assert len(lines) == 2 + len(NASTY) + 1
    assert "\r" not in made
    for line in lines[2:-1]:
        free = line.replace("\\\\", "").replace("\\|", "")
        assert free.count("|") == 3
        assert line.endswith("| end |")
        assert "<" not in line
    assert "&amp;lt;" in made


def test_xlsx_keeps_numbers_and_dates_and_takes_no_text_for_a_formula(tmp_path: Path) -> None:
    rows = [{"value": v} for v in NASTY]
    cells = workbook(Answer("x", ("value",), rows), tmp_path / "a.xlsx")
    assert [row[0] for row in cells] == ["value", *(v.replace("\r\n", "\n") if "\r" in v else v for v in NASTY)]
    table = workbook(ANSWER, tmp_path / "b.xlsx")
    assert table[0] == list(COLUMNS)
    assert table[1] == ["Korea", "lithium; nickel", dt.datetime(2024, 6, 12), 3, False]
    assert table[2] == ["Côte d'Ivoire", None, None, None, True]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a\x01b\x1b", "ab"),
        (dt.datetime(2024, 6, 12, 10, tzinfo=ZONE), "2024-06-12T10:00:00+09:00"),
        (math.nan, "nan"),
        ("#N/A", "#N/A"),
        (2**80, None),
    ],
)
def test_xlsx_takes_what_excel_has_no_cell_for_as_text(tmp_path: Path, value: Any, expected: str | None) -> None:
    ((head,), (found,)) = workbook(Answer("x", ("=value\x01",), [{"=value\x01": value}]), tmp_path / "a.xlsx")
    assert head == "=value"
    assert found == expected or expected is None


def test_xlsx_needs_a_file() -> None:
    with pytest.raises(InputError, match="-o FILE"):
        emit(ANSWER, "xlsx", None)


def test_a_table_fits_wraps_and_cuts_nothing() -> None:
    quote = " ".join(f"word{n}" for n in range(80)) + " " + "x" * 200
    made = render(Answer("x", ("party", "quote"), [{"party": "Korea", "quote": quote}]), "table", 60)
    assert all(len(line) <= 60 for line in made.splitlines())
    assert all(f"word{n}" in made for n in range(80))
    assert made.count("x" * 3) >= 1
    assert sum(line.count("x") for line in made.splitlines()) == 200
    assert made.endswith("\n")
    assert not made.endswith("\n\n")


def test_a_table_has_no_colour_and_steers_no_terminal() -> None:
    made = render(Answer("x", ("a",), [{"a": "\x1b[31mred\x07 [bold]markup[/bold]\x9b"}]), "table", 60)
    assert "\x1b" not in made
    assert "\x07" not in made
    assert "\x9b" not in made
    assert "[bold]markup[/bold]" in made


def test_an_answer_draws_its_own_text_for_a_terminal_only() -> None:
    own = Answer("x", ("a",), [{"a": 1}], text=lambda width: f"{width} wide\n")
    assert render(own, "table", 72) == "72 wide\n"
    assert render(own, "csv") == "a\n1\n"


@pytest.mark.parametrize("form", [f for f in FORMATS if f != "xlsx"])
def test_every_format_has_all_columns_and_goes_to_a_file_or_to_standard_output(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    emit(ANSWER, form, tmp_path / "out")
    written = (tmp_path / "out").read_bytes().decode("utf-8")
    assert written == render(ANSWER, form, 80)
    assert all(name in written for name in COLUMNS)
    assert written.endswith("\n")
    emit(ANSWER, form, None)
    assert json.loads(capsys.readouterr().out) if form == "json" else capsys.readouterr().out
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.csv", "csv"),
        ("a.JSON", "json"),
        ("a.md", "markdown"),
        ("a.html", "html"),
        ("a.txt", "table"),
        ("a", "table"),
    ],
)
def test_the_ending_of_the_file_chooses_the_form(name: str, form: str) -> None:
    assert form_of(None, Path(name)) == form_of(form, Path(name)) == form


def test_the_ending_makes_a_workbook_and_never_hides_another_form(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    store, asked = str(tmp_path / "store"), ("RETURN 'Korea' AS party", "-o")
    with EmbeddedStore(tmp_path / "store"):
        pass
    assert graphkit("--store", store, "cypher", *asked, str(tmp_path / "a.xlsx")).code == 0
    assert load_workbook(tmp_path / "a.xlsx").active["A1"].value == "party"
    for form, said in (("csv", "CSV"), ("table", "text")):
        done = graphkit("--store", store, "cypher", *asked, str(tmp_path / "b.xlsx"), "--format", form)
        assert (done.code, done.out) == (1, "")
        assert f"b.xlsx would be XLSX by its ending, and --format asks for {said}; give one" in done.err
    assert not (tmp_path / "b.xlsx").exists()


@pytest.mark.parametrize("form", FORMATS)
def test_no_rows_is_an_answer_too(form: str, tmp_path: Path) -> None:
    emit(Answer("x", ("a", "b"), []), form, tmp_path / "out")
    assert (tmp_path / "out").stat().st_size > 0


def test_a_file_that_cannot_be_written_is_said_and_an_old_one_stays(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        emit(ANSWER, "csv", tmp_path / "no" / "out.csv")
    with pytest.raises(InputError, match="cannot be written"):
        emit(ANSWER, "csv", tmp_path)
