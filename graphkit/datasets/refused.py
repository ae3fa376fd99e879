"""Why no loader knows a file that could be a data set: it is empty, packed, cut off, or has other columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from graphkit.datasets.loading import datasets
from graphkit.datasets.recognise import SUFFIXES, Head
from graphkit.errors import InputError
from graphkit.loaders import DataSetLoader

_PACKED = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "ZIP", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"7z\xbc\xaf": "7-Zip"}
_LINES = (".ijson", ".ndjson")
_NEAR = 0.6
"""How much of a loader's columns a header must have, to be taken for another release of it."""


def refuse(path: Path) -> None:
    """Raise InputError with what is wrong with a file that has the suffix of a data set; say nothing if nothing is."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES or suffix == ".jsonl" or not path.is_file():  # a facts file says itself what is wrong
        return
    head = Head.of(path)
    if not head.start.strip():
        raise InputError(f"{path} is empty.")
    kind = next((name for start, name in _PACKED.items() if head.start.startswith(start)), None)
    if kind is not None and suffix != ".xlsx":
        raise InputError(f"{path} is packed ({kind}), whatever it is called. Unpack it and load what comes out.")
    if suffix in (".xlsx", ".parquet", ".db", ".sqlite"):
        _binary(head, suffix)
    elif _wide(head.start):
        raise InputError(f"{path} is UTF-16 text. Save it as UTF-8.")
    elif suffix in (".json", *_LINES):
        _json(head, suffix)
    elif suffix == ".csv":
        _columns(head)
    elif suffix == ".tsv":
        raise InputError(f"{path} is a table divided by tabs that no loader knows; `graphkit loaders` lists them.")


def _wide(start: bytes) -> bool:
    """Tell whether text is in two bytes a letter, with a mark that says so or without one."""
    return start[:2] in (b"\xff\xfe", b"\xfe\xff") or start[:1000].count(0) > len(start[:1000]) // 4


def _binary(head: Head, suffix: str) -> None:
    whole = {".xlsx": bool(head.sheets), ".parquet": bool(head.fields)}.get(suffix, head.sqlite and bool(head.tables))
    name = {".xlsx": "workbook", ".parquet": "Parquet file"}.get(suffix, "SQLite file")
    if not whole:
        raise InputError(f"{head.path} is no {name} that can be read; it may be cut off.")
    if suffix == ".parquet":
        forms = [loader.FORM for loader in datasets().values() if hasattr(loader, "FORM")]
        near = max(forms, key=lambda form: len({*form.needs, *form.may} & {*head.fields}))
        odd = [name for name in head.fields if not near.fits((*near.needs, name))]
        lacks = [name for name in near.needs if name not in head.fields]
        told = (
            f'the column "{lacks[0]}" is missing' if lacks else f'"{odd[0]}" is no column of this format' if odd else ""
        )
        if told:
            raise InputError(f"{head.path}: {told}. `graphkit loaders` says which columns there are.")


def _json(head: Head, suffix: str) -> None:
    """Raise InputError where a file is not JSON, with the place."""
    text = head.lines[0] if suffix in _LINES else ""
    try:
        json.loads(text) if text else json.loads(head.path.read_bytes())
    except UnicodeDecodeError:
        raise InputError(f"{head.path} is not UTF-8 text.") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise InputError(f"{head.path}, {where}: this is not JSON ({error.msg}); it may be cut off.") from None
    raise InputError(f"{head.path} is JSON of a form that no loader knows; `graphkit loaders` lists them.")


def _columns(head: Head) -> None:
    """Raise InputError where a header is nearly that of a loader, with the first column that differs."""
    loader, columns = _nearest(head.columns)
    if loader is None:
        return
    title = loader.SOURCE.title
    lacks = [name for name in columns if name not in head.columns]
    odd = [(number, name) for number, name in enumerate(head.columns, 1) if name not in columns]
    if lacks and odd:
        number, name = odd[0]
        raise InputError(
            f'{head.path}, line 1, column {number}: "{name[:40]}" is no column of {title}, which has "{lacks[0]}".'
        )
    if lacks:
        raise InputError(f'{head.path}, line 1: the column "{lacks[0]}" of {title} is missing.')
    for number, (name, wanted) in enumerate(zip(head.columns, columns, strict=False), 1):
        if name != wanted:
            raise InputError(
                f'{head.path}, line 1, column {number}: "{name[:40]}" stands where {title} has "{wanted}".'
            )


def _nearest(found: Sequence[str]) -> tuple[DataSetLoader | None, tuple[str, ...]]:
    """Return the loader whose header is nearest to this one, and that header; None where none is near."""
    near: list[tuple[float, DataSetLoader | None, tuple[str, ...]]] = []
    for loader in datasets().values():
        for columns in getattr(loader, "HEADS", ()):
            near.append((len({*columns} & {*found}) / len(columns), loader, columns))
    share, nearest, columns = max(near, key=lambda one: one[0], default=(0.0, None, ()))
    return (nearest, columns) if share >= _NEAR else (None, ())
