"""Rows out: one answer as a terminal table, JSON, CSV, Markdown, HTML or XLSX, with the same columns in each."""

from __future__ import annotations

import datetime as dt
import html
import io
import json
import math
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit.errors import InputError
from graphkit.files import write_whole

NARROWEST = 60
_ENDINGS = {
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
}
_SAID = {"table": "text", "json": "JSON", "csv": "CSV", "markdown": "Markdown", "html": "HTML", "xlsx": "XLSX"}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: a title, column names, and rows as dictionaries of plain values.

    `text` draws it for a terminal of a given width; without it the rows are drawn as a table. `colour` dresses that
    text for a terminal that shows colours; it says nothing that the text does not say. `cites` are the ids of the
    documents that it cites, in the order of their numbers.
    """

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, Any]]
    text: Callable[[int], str] | None = None
    colour: Callable[[str], str] | None = None
    cites: tuple[str, ...] = ()


def emit(answer: Answer, form: str, path: Path | None) -> None:
    """Write an answer to standard output or to a file."""
    if form == "xlsx":
        if path is None:
            raise InputError("XLSX is a file, not text; add -o FILE.xlsx.")
        write_whole(path, _xlsx(answer))
        return
    text = render(answer, form, _width(path))
    if path is None:
        if form == "table" and answer.colour and sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
            text = answer.colour(text)
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        write_whole(path, text.encode("utf-8"))


def form_of(form: str | None, path: Path | None) -> str:
    """Return the form to write: the one asked for, else the one that the ending of the file stands for, else a table.

    Example:
        >>> form_of(None, Path("nickel.csv"))
        'csv'
    """
    meant = _ENDINGS.get(path.suffix.lower()) if path else None
    if form is None:
        return meant or "table"
    if meant is None or meant == form:
        return form
    said, asked = _SAID[meant], _SAID[form]
    raise InputError(f"{path} would be {said} by its ending, and --format asks for {asked}; give one of them.")


def emit_lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], path: Path | None) -> None:
    """Write rows as CSV as they come, so that any number of them takes no memory."""
    if path is None:
        sys.stdout.writelines(_csv_lines(columns, rows))
        sys.stdout.flush()
    else:
        write_whole(path, (line.encode("utf-8") for line in _csv_lines(columns, rows)))


def render(answer: Answer, form: str, width: int = 80) -> str:
    """Return an answer as text in one of the formats but XLSX, ending in a newline."""
    if form == "json":
        rows = [_finite(dict(row)) for row in answer.rows]
        return json.dumps(rows, ensure_ascii=False, indent=2, default=_json, allow_nan=False) + "\n"
    if form == "csv":
        return _csv(answer)
    if form == "markdown":
        return _markdown(answer)
    if form == "html":
        return _html(answer)
    return answer.text(width) if answer.text else _table(answer, width)


def cell(value: Any) -> str:
    """Return a value as one cell of text: lists joined, objects as JSON, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
        return "; ".join(value)
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=_json)
    return value.isoformat() if isinstance(value, dt.date | dt.datetime | dt.time) else str(value)


def terminal_width() -> int:
    """Return the width to draw for: that of the terminal, and 80 where there is none."""
    import shutil

    return max(NARROWEST, shutil.get_terminal_size((80, 24)).columns)


def _width(path: Path | None) -> int:
    return terminal_width() if path is None else 80


def _json(value: Any) -> Any:
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return value.isoformat()
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    return str(value)


def _finite(value: Any) -> Any:
    """JSON has no word for "not a number" and "infinite"; null stands for them."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _csv(answer: Answer) -> str:
    return "".join(_csv_lines(answer.columns, answer.rows))


def _csv_lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    yield _csv_line(columns)
    for row in rows:
        yield _csv_line([_typed(row.get(name)) for name in columns])


def _typed(value: Any) -> str:
    """Return a cell of CSV; true and false as programs that guess types read them."""
    return str(value).lower() if isinstance(value, bool) else cell(value)


def _csv_line(cells: Sequence[str]) -> str:
    return (",".join(map(_quoted, cells)) or '""') + "\n"


def _quoted(text: str) -> str:
    """Quoted where needed; the csv module leaves a lone carriage return bare, which then ends the row for a reader."""
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",\r\n]', text) else text


def _markdown(answer: Answer) -> str:
    def line(cells: Sequence[str]) -> str:
        one_line = [re.sub(r"[\r\n]+", " ", c) for c in cells]
        safe = [re.sub(r"([\\|`*\[])", r"\\\1", html.escape(c, quote=False)) for c in one_line]
        return f"| {' | '.join(safe)} |\n"

    rule = f"|{'|'.join(' --- ' for _ in answer.columns)}|\n"
    body = "".join(line([cell(row.get(name)) for name in answer.columns]) for row in answer.rows)
    return f"{line(answer.columns)}{rule}{body}"


def _html(answer: Answer) -> str:
    head = "".join(f"<th>{html.escape(name)}</th>" for name in answer.columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell(row.get(name)))}</td>' for name in answer.columns)}</tr>\n"
        for row in answer.rows
    )
    title = html.escape(answer.title)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        "<style>:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:2rem}"
        "table{border-collapse:collapse}th,td{border-bottom:1px solid #8886;padding:.35rem .7rem;text-align:left;"
        "vertical-align:top;overflow-wrap:anywhere}</style>\n</head>\n"
        f"<body>\n<h1>{title}</h1>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"
        "</body>\n</html>\n"
    )


def _xlsx(answer: Answer) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = "answer"
    sheet.append([_excel(name) for name in answer.columns])
    for row in answer.rows:
        sheet.append([_excel(row.get(name)) for name in answer.columns])
    for line in sheet.iter_rows():
        for item in line:
            if isinstance(item.value, str):
                item.data_type = "s"  # a text that begins with "=" is text, not a formula
    for item in sheet[1]:
        item.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _excel(value: Any) -> Any:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    zoned = isinstance(value, dt.datetime) and value.tzinfo is not None  # Excel knows no time zones
    number = isinstance(value, int | float) and math.isfinite(value)
    if number or (isinstance(value, dt.date) and not zoned):
        return value
    return ILLEGAL_CHARACTERS_RE.sub("", cell(value).replace("\r\n", "\n")) or None


def _table(answer: Answer, width: int) -> str:
    """A table that fits the width: cells wrap, nothing is cut."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in answer.columns:
        numeric = all(isinstance(row.get(name), int | float | None) for row in answer.rows) and answer.rows
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(_printable(cell(row.get(name)))) for name in answer.columns))
    out = io.StringIO()
    Console(file=out, width=width, no_color=True, highlight=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip("\n").split("\n")) + "\n"


def _printable(text: str) -> str:
    """Without the characters that would steer a terminal."""
    return "".join(c for c in text if c in "\n\t" or not unicodedata.category(c).startswith("Cc"))
