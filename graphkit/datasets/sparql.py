"""The result of a SPARQL query in the forms that a query service offers: JSON, a plain list in JSON, CSV, TSV."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from graphkit.datasets import strict
from graphkit.datasets.recognise import Head
from graphkit.errors import InputError

_TERM = re.compile(r'<(?P<address>[^>]*)>|"(?P<text>(?:[^"\\]|\\.)*)"(?:@[\w-]+|\^\^<[^>]*>)?|(?P<plain>[^"<].*|)')
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
Row = tuple[int, dict[str, str]]
"""The line, or in JSON the number of the row, and the values by variable; one that is not bound is empty."""


def variables(head: Head) -> tuple[str, ...]:
    """Return the names of the variables that a file binds; none where it is no table and no result in JSON."""
    if _tabs(head.path):
        return tuple(name.strip().removeprefix("?") for name in head.lines[0].split("\t")) if head.lines else ()
    if head.columns:
        return head.columns
    value = head.json
    if isinstance(value, list):
        return tuple(dict.fromkeys(str(name) for row in value if isinstance(row, dict) for name in row))
    head_of = value.get("head") if isinstance(value, dict) else None
    names = head_of.get("vars") if isinstance(head_of, dict) else None
    return tuple(map(str, names)) if isinstance(names, list) else ()


def read(path: Path, needed: Sequence[str], optional: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a result; it must bind the variables `needed`, and none that is neither these nor optional."""
    head = Head.of(path)
    if head.columns and not _tabs(path):
        for row in strict.read_rows(path, needed, optional=optional).iter_rows(named=True):
            yield row[strict.LINE], {name: row.get(name, "") for name in (*needed, *optional)}
        return
    strict.check_head(path, variables(head), needed, optional)
    rows = _lines(path, variables(head)) if _tabs(path) else _bindings(path)
    for number, row in rows:
        yield number, {name: row.get(name, "") for name in (*needed, *optional)}


def _tabs(path: Path) -> bool:
    return path.suffix.lower() == ".tsv"


def _lines(path: Path, names: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of TSV: addresses stand in angle brackets, texts in quotes, or both as they are."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            for number, line in enumerate(strict.whole_lines(path, file), 1):
                cells = line.rstrip("\r\n").split("\t")
                if number == 1 or cells == [""]:
                    continue
                where = f"{path}, line {number}"
                if len(cells) != len(names):
                    raise InputError(f"{where}: {len(cells)} cells, but {len(names)} columns.")
                yield number, {name: _term(where, name, cell) for name, cell in zip(names, cells, strict=True)}
        except UnicodeDecodeError:
            raise InputError(f"{path}, line {strict.undecodable(path, 'utf-8')}: this is not UTF-8 text.") from None


def _term(where: str, name: str, cell: str) -> str:
    found = _TERM.fullmatch(cell.strip())
    if found is None:
        raise InputError(f'{where}, column {name}: "{cell[:40]}" is no value of a query (<address>, "text" or text).')
    text = re.sub(r"\\(.)", lambda part: _ESCAPES.get(part[1], part[1]), found["text"] or "")
    return text or found["address"] or found["plain"] or ""


def _bindings(path: Path) -> Iterator[Row]:
    """Yield the rows of JSON: a binding is {"value": "..."}, in a plain list the text itself."""
    try:
        value = json.loads(path.read_bytes())
        rows = value if isinstance(value, list) else value["results"]["bindings"]
    except (ValueError, KeyError, TypeError):
        raise InputError(f"{path} is not the JSON of a query (results, bindings).") from None
    if not isinstance(rows, list):
        raise InputError(f"{path}: the bindings of a query are a list of rows.")
    for number, row in enumerate(rows, 1):
        where = f"{path}, line {number}"
        if not isinstance(row, dict):
            raise InputError(f"{where}: this is no row of a query.")
        yield number, {name: _value(f"{where}, column {name}", bound) for name, bound in row.items()}


def _value(where: str, bound: Any) -> str:
    value = bound.get("value", "") if isinstance(bound, dict) else bound
    if not isinstance(value, str):
        raise InputError(f"{where}: there is no value of a query (type, value).")
    return value
