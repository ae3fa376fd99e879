"""Judgements of a person: rows of a file, and what they say together of nodes, instruments and facts."""

from __future__ import annotations

import csv
import getpass
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graphkit import dates
from graphkit.errors import GraphkitError, InputError
from graphkit.model import Ref
from graphkit.resources import part
from graphkit.schema import schema

COLUMNS = ("judgement", "left", "right", "reason", "by", "on")
WORDS = ("same", "different", "wrong", "right", "fulfils")
NAME = "judgements.csv"
_OF_FACTS = ("wrong", "right")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row: `left` and `right` are "Kind/id", of a fact `left` is its id and `right` is empty.

    same: the left node (or instrument) is the right one. different: it is not, nor does one fulfil the other. wrong:
    the fact does not hold. right: the doubtful fact holds. fulfils: what was planned (left) became what was signed.
    """

    judgement: str
    left: str
    right: str = ""
    reason: str = ""
    by: str = ""
    on: str = ""

    @property
    def key(self) -> str:
        """What it judges, in short: the same whatever the outcome, so that two rows with one key are of one thing."""
        return key(self.left, self.right)


def key(left: str, right: str = "") -> str:
    """Return the key of a pair or a fact: n- for nodes, a- for agreements, f- for facts."""
    head = "f" if not right else "a" if left.startswith("Agreement/") else "n"
    digest = hashlib.sha256("\x1f".join(sorted((left, right))).encode()).hexdigest()[:8]
    return f"{head}-{digest}"


@dataclass(frozen=True)
class Judgements:
    """Rows that stand together; of two rows of one thing the later one holds."""

    rows: tuple[Judgement, ...] = ()

    @cached_property
    def standing(self) -> tuple[Judgement, ...]:
        """The rows that hold."""
        last = {row.key: row for row in self.rows}
        return tuple(row for row in self.rows if last[row.key] is row)

    @cached_property
    def same(self) -> dict[Ref, Ref]:
        """Each node that is another one, with that other: chains are followed, cycles end at their smallest member."""
        pairs = [(Ref.parse(r.left), Ref.parse(r.right)) for r in self.standing if r.judgement == "same"]
        pairs = [pair for pair in pairs if pair[0].kind != "Agreement"]
        lefts = {left for left, _ in pairs}
        out: dict[Ref, Ref] = {}
        for members in _classes(pairs):
            target = min(members - lefts or members)
            out |= {ref: target for ref in members if ref != target}
        return out

    @cached_property
    def joined(self) -> tuple[tuple[str, str], ...]:
        """Pairs of ids of instruments that are one."""
        return self._agreements("same")

    @cached_property
    def fulfilled(self) -> tuple[tuple[str, str], ...]:
        """Pairs of ids of instruments, the planned one and the one that was signed."""
        return self._agreements("fulfils")

    @cached_property
    def different(self) -> frozenset[frozenset[str]]:
        """Pairs that are not the same, as "Kind/id"."""
        return frozenset(frozenset((r.left, r.right)) for r in self.standing if r.judgement == "different")

    @cached_property
    def wrong(self) -> frozenset[str]:
        """Ids of facts that do not hold."""
        return frozenset(r.left for r in self.standing if r.judgement == "wrong")

    @cached_property
    def right(self) -> frozenset[str]:
        """Ids of doubtful facts that hold."""
        return frozenset(r.left for r in self.standing if r.judgement == "right")

    def _agreements(self, word: str) -> tuple[tuple[str, str], ...]:
        rows = [r for r in self.standing if r.judgement == word and r.left.startswith("Agreement/")]
        return tuple((Ref.parse(r.left).id, Ref.parse(r.right).id) for r in rows)


def _classes(pairs: Iterable[tuple[Ref, Ref]]) -> list[set[Ref]]:
    classes: dict[Ref, set[Ref]] = defaultdict(set)
    for one, other in pairs:
        together = {one, other} | classes[one] | classes[other]
        for ref in together:
            classes[ref] = together
    return list({id(members): members for members in classes.values()}.values())


# ---------------------------------------------------------------- files
def standing(own: Path | None) -> Judgements:
    """Return the bundled judgements and those in a user's own file, which come after them."""
    return Judgements((*read(part("seeds") / NAME), *(read(own) if own else ())))


def read(path: Path) -> tuple[Judgement, ...]:
    """Return the rows of a file of judgements, or raise InputError naming line and column; no file, no rows."""
    return parse(_text(path), path)


def parse(text: str, path: Path) -> tuple[Judgement, ...]:
    """Return the rows in the text of a file of judgements."""
    rows: list[Judgement] = []
    seen: dict[str, int] = {}
    for number, line in _lines(text):
        where = f"{path}, line {number}"
        cells = _cells(line, where)
        if number == 1:
            if tuple(cells) != COLUMNS:
                raise InputError(f"{where}: The columns must be {','.join(COLUMNS)}.")
            continue
        if len(cells) != len(COLUMNS):
            raise InputError(f"{where}: {len(cells)} cells, but {len(COLUMNS)} columns.")
        row = Judgement(*(cell.strip() for cell in cells))
        check(row, where)
        if row.key in seen:
            raise InputError(f"{where}: line {seen[row.key]} judges the same already. Keep one of the two.")
        seen[row.key] = number
        rows.append(row)
    return tuple(rows)


def check(row: Judgement, where: str) -> None:
    """Raise InputError unless the cells of a row fit each other and the vocabulary."""
    if row.judgement not in WORDS:
        raise InputError(f'{where}, judgement: "{row.judgement}" is none of {", ".join(WORDS)}.')
    if not row.left:
        raise InputError(f"{where}, left: it is empty.")
    if row.judgement in _OF_FACTS:
        if row.right:
            raise InputError(f'{where}, right: it must be empty, "{row.judgement}" judges the fact on the left.')
    else:
        _check_pair(row, where)
    if row.on:
        try:
            dates.check(row.on)
        except InputError as error:
            raise InputError(f"{where}, on: {error}") from None


def _check_pair(row: Judgement, where: str) -> None:
    for column in ("left", "right"):
        try:
            ref = Ref.parse(getattr(row, column))
            schema().check_ref(ref)
        except GraphkitError as error:
            raise InputError(f"{where}, {column}: {error}") from None
        if ref.kind == "Document":
            raise InputError(f"{where}, {column}: a Document is not judged.")
    agreements = [side.startswith("Agreement/") for side in (row.left, row.right)]
    if row.left == row.right:
        raise InputError(f"{where}, right: it is the same as the left.")
    if any(agreements) and not all(agreements):
        raise InputError(f"{where}, right: an Agreement is judged against an Agreement.")
    if row.judgement == "fulfils" and not all(agreements):
        raise InputError(f"{where}, left: only an Agreement fulfils another.")


def added(path: Path, rows: Sequence[Judgement]) -> str:
    """Return the text of a file with these rows added; rows that judge the same things make room."""
    keys = {row.key for row in rows}
    text = removed(path, keys) or ",".join(COLUMNS) + "\n"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([[_cell(getattr(row, c)) for c in COLUMNS] for row in rows])
    return f"{text}{'' if text.endswith(chr(10)) else chr(10)}{out.getvalue()}"


def removed(path: Path, keys: Iterable[str]) -> str:
    """Return the text of a file without the rows that have these keys; all other lines stay as they are."""
    gone = set(keys)
    text = _text(path)
    rows = iter(parse(text, path))
    numbers = {n for n, _ in _lines(text) if n > 1 and next(rows).key in gone}
    return "\n".join(line for n, line in enumerate(text.split("\n"), 1) if n not in numbers)


def who() -> str:
    """Return the name of the person at the keyboard, or nothing where the system does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8 text, so it is no file of judgements.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from None


def _lines(text: str) -> list[tuple[int, str]]:
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip() or (number == 1 and text)]


def _cells(line: str, where: str) -> list[str]:
    try:
        return next(csv.reader([line], strict=True))
    except (csv.Error, StopIteration):
        raise InputError(f"{where}: this is not a row of a CSV table.") from None


def _cell(text: str) -> str:
    return " ".join(text.split())
