"""`graphkit extract`: what the reader finds in articles, shown and not stored."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Collection, Sequence
from itertools import chain, count
from pathlib import Path
from typing import Any

from graphkit import loaders
from graphkit.errors import InputError
from graphkit.files import write_whole
from graphkit.loaders import Progress
from graphkit.model import Claim, Document, Instrument, Record
from graphkit.output import terminal_width
from graphkit.reading import LEAST, Reading
from graphkit.reading.batch import SUFFIXES, read_files
from graphkit.reading.gold import to_gold
from graphkit.reading.traces import Slot, key
from graphkit.schema import schema

_PLACE = {"relation", "subject", "object", "quote", "start", "end", "document", "reader", "rule", "confidence"}
_PLACE |= {"clause", "slots"}


def run(
    files: Sequence[Path], form: str, progress: Progress, least: float = LEAST, explain: bool = False
) -> tuple[dict[str, str | list[Any] | dict[str, Any]], list[tuple[str, str]]]:
    """Return what was found, by the name of the article, and what was skipped with the reason.

    `least` is the confidence that a fact needs; with `explain` rule or model, clause, slots and confidence stand beside
    each, and what stays below comes after the rest.
    """
    paths: list[Path] = []
    for file in files:
        inside = list(loaders.inputs(file, SUFFIXES)) if file.is_dir() else [file]
        if not inside:
            raise InputError(f"{file} holds no articles ({', '.join(SUFFIXES)}).")
        paths += inside
    results: dict[str, str | list[Any] | dict[str, Any]] = {}
    skipped: list[tuple[str, str]] = []
    for number, (path, found) in enumerate(read_files(paths, least=least, explain=explain), 1):
        if isinstance(found, str):
            skipped.append((str(path), found))
        elif found is not None:
            results[_unused(path.stem, results)] = _form(*found, form, explain)
        progress("articles read", number, len(paths))
    return results, skipped


def _unused(name: str, results: Collection[str]) -> str:
    """Return the name, or with a number where another article has it: note, note-2."""
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(one for one in names if one not in results)


def write(results: dict[str, Any], folder: Path) -> None:
    """Write one file for each article: NAME.json, or NAME.facts.txt for tables."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder} cannot be written to: {error.strerror}.") from None
    for name, result in results.items():
        if isinstance(result, str):
            write_whole(folder / f"{name}.facts.txt", result.encode("utf-8"))
        else:
            write_whole(folder / f"{name}.json", _json(result).encode("utf-8"))


def joined(results: dict[str, Any], form: str) -> str:
    """Return all results as one text."""
    if form == "table":
        parts = [f"{name}\n\n{text}" if len(results) > 1 else text for name, text in results.items()]
        return "\n".join(parts)
    if len(results) == 1:
        return _json(next(iter(results.values())))
    return _json(results)


def _form(document: Document, reading: Reading, form: str, explain: bool) -> str | list[Any] | dict[str, Any]:
    if form == "gold":
        gold: dict[str, Any] = to_gold(reading)
        return gold
    rows = [row for record in reading.records for row in _rows(document, record, reading)]
    doubtful = [row for one in reading.doubtful for row in _rows(document, one.record, reading)] if explain else []
    if form == "json":
        return [*rows, *({**row, "doubtful": True} for row in doubtful)]
    text = _text(rows, reading, terminal_width(), explain)
    if doubtful:
        text += "\nDoubtful; `graphkit review` asks about these\n\n"
        text += _text(doubtful, reading, terminal_width(), explain)
    return text


def _text(rows: list[dict[str, Any]], reading: Reading, width: int, explain: bool) -> str:
    """The facts under the sentence that states them, in the order of the text."""
    if not rows:
        return "No facts found.\n"
    names = {node.ref.id: node.name for node in reading.nodes}
    by_quote: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for row in rows:
        by_quote.setdefault((row["start"], row["end"]), []).append(row)
    lines: list[str] = []
    for _, said in sorted(by_quote.items()):
        lines += textwrap.wrap(f"“{' '.join(said[0]['quote'].split())}”", width, break_on_hyphens=False)
        for row in said:
            lines += textwrap.wrap(_line(row, names), width, initial_indent="    ", subsequent_indent=" " * 8)
            if explain:
                lines += _explained(row, width)
        lines.append("")
    number = f"{len(rows)} fact{'s' if len(rows) != 1 else ''} in {len(by_quote)} sentence"
    return "\n".join([*lines, f"{number}{'s' if len(by_quote) != 1 else ''}."]) + "\n"


def _explained(row: dict[str, Any], width: int) -> list[str]:
    """By what a fact was read, in which clause, and what stands for its parts there."""
    sure = "" if row["confidence"] is None else f", confidence {row['confidence']:.2f}"
    told = [f"by {row['reader'].removesuffix('s')} {row['rule'].removeprefix('model/')}{sure}"]
    if row["clause"] and row["clause"]["text"] != row["quote"]:
        told.append(f"clause  “{' '.join(row['clause']['text'].split())}”")
    told += [f"{slot['slot']}  {_slot(slot)}" for slot in row["slots"]]
    lines: list[str] = []
    for text in told:
        lines += textwrap.wrap(text, width, initial_indent=" " * 8, subsequent_indent=" " * 12, break_on_hyphens=False)
    return lines


def _slot(slot: dict[str, Any]) -> str:
    said = f"“{' '.join(slot['text'].split())}”"
    return f"{said} = {slot['value']}" if "value" in slot else said


def _line(row: dict[str, Any], names: dict[str, str]) -> str:
    ends = [row["subject"], *row["object"].split(", ")]
    known = schema().relations.get(row["relation"])
    mark = " – " if known is None or known.symmetric else " → "
    said = {name: row[name] for name in row if name not in _PLACE}
    details = [f"{name}: {_value(value, names)}" for name, value in said.items() if value is not None]
    ends_said = mark.join(names.get(end, end) for end in ends)
    return f"{row['relation']}  {'; '.join([ends_said, *details])}"


def _value(value: Any, names: dict[str, str]) -> str:
    items = value if isinstance(value, tuple | list) else [value]
    return ", ".join(names.get(str(item).partition("/")[2], str(item)) for item in items)


def _rows(document: Document, record: Record, reading: Reading) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    sure = {"confidence": reading.confidence.get(record.id)}
    for claim in record.claims:
        if isinstance(record, Instrument):
            ends = {"relation": record.kind, "subject": record.parties[0].id}
            ends["object"] = ", ".join(p.id for p in record.parties[1:])
            extra: dict[str, Any] = {}
        else:
            ends = {"relation": record.relation, "subject": record.subject.id, "object": record.object.id}
            extra = dict(record.qualifiers)
        place = {"quote": claim.quote, "start": claim.start, "end": claim.end, "document": document.id}
        told = {"status": claim.status, "date": claim.date, **extra, **dict(claim.attributes)}
        by = {"reader": claim.reader, "rule": claim.rule, **sure}
        out.append({**ends, **told, **place, **by, **_traced(document, record, claim, reading)})
    return out


def _traced(document: Document, record: Record, claim: Claim, reading: Reading) -> dict[str, Any]:
    """The clause and the slots of a claim, where the reader was asked to keep them."""
    if not reading.traces:
        return {}
    trace = reading.traces.get(key(record, claim))
    if trace is None:
        return {"clause": None, "slots": []}
    clause = {"text": document.text[trace.start : trace.end], "start": trace.start, "end": trace.end}
    return {"clause": clause, "slots": [_placed(document, slot) for slot in trace.slots]}


def _placed(document: Document, slot: Slot) -> dict[str, Any]:
    value = {"value": slot.value} if slot.value else {}
    return {
        "slot": slot.name,
        "text": document.text[slot.start : slot.end],
        **value,
        "start": slot.start,
        "end": slot.end,
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=list) + "\n"
