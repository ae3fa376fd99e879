"""What `graphkit cypher` does with one query, from the command line or in the shell: it is asked, printed, noted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.commands.shared import LIMIT, TIMEOUT, key_and_value, note
from graphkit.errors import QueryError

if TYPE_CHECKING:
    from graphkit.stores.asking import Stream
    from graphkit.stores.base import Store


class Asker:
    """Asks a store and prints what it answers, under the options of the command."""

    def __init__(
        self,
        parameters: dict[str, Any],
        write: bool = False,
        timeout: float | None = TIMEOUT,
        limit: int = LIMIT,
        form: str = "table",
        output: Path | None = None,
    ) -> None:
        self.parameters = parameters
        self.write = write
        self.timeout = timeout
        self.limit = limit
        self.form = form
        self.output = output

    def ask(self, store: Store, text: str) -> None:
        """Run a query and print its rows; notes go to standard error."""
        from graphkit.queries.text import caret
        from graphkit.shell import notes

        try:
            with store.ask(text, self.parameters, write=self.write, timeout=self.timeout) as stream:
                said = self._print(stream)
        except QueryError as error:
            place = caret(text, *error.at) if error.at else ""
            raise QueryError(f"{error}\n{place}" if place else str(error), error.at) from None
        for line in [*said, *notes.notes(store, text)]:
            note(line)

    def _print(self, stream: Stream) -> list[str]:
        """Print the rows and return what is to be said of them."""
        from graphkit.output import Answer, emit, emit_lines
        from graphkit.queries.view import drawn
        from graphkit.shell.drawing import short

        if not self.limit and self.form == "csv":
            counted = Counted(stream)
            emit_lines(stream.columns, counted, self.output)
            number, more = counted.number, False
        else:
            rows = [dict(zip(stream.columns, row, strict=True)) for row in islice(stream, self.limit or None)]
            more = bool(self.limit) and len(rows) == self.limit and _more(stream, self.write)
            if rows or (stream.columns and not self.write) or self.form != "table":
                if self.form == "table":
                    rows = [{name: short(value) for name, value in row.items()} for row in rows]
                emit(drawn(Answer("Answer", stream.columns, rows)), self.form, self.output)
            number = len(rows)
        changed = stream.changed() if self.write else ""
        said = [f"Changed: {changed}."] if changed else []
        if more:
            said.append(f"There are more than these {number} rows; --limit shows more, --limit 0 all.")
        if not number and not changed:
            said.append("No rows.")
        return said


class Counted:
    """Rows that are counted while they pass."""

    def __init__(self, stream: Stream) -> None:
        self.number = 0
        self._stream = stream

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        for row in self._stream:
            self.number += 1
            yield dict(zip(self._stream.columns, row, strict=True))


def _more(stream: Stream, write: bool) -> bool:
    """Tell whether there are more rows; a query that writes is read to its end, so that all of it is done."""
    found = False
    for _ in stream:
        found = True
        if not write:
            break
    return found


def parameter(text: str, taker: str = "-p") -> tuple[str, Any]:
    """Return key and value of KEY=VALUE; the value is JSON where it is JSON, else text."""
    key, value = key_and_value(text, taker)
    try:
        return key, json.loads(value)
    except ValueError:
        return key, value
