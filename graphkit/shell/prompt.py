"""The shell of `graphkit cypher`: queries over several lines until a semicolon, history, completion."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.commands.shared import note, say
from graphkit.errors import GraphkitError
from graphkit.queries.text import bare, complete, masked

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

    from graphkit.shell.asker import Asker
    from graphkit.shell.notes import Names
    from graphkit.stores.base import Store

HELP = """A query ends with a semicolon and may take several lines. Tab completes labels, relations and properties.
  :help              this text
  :params            the parameters; :params KEY=VALUE sets one (JSON or text), :params clear forgets them
  :queries           the saved queries; :queries NAME shows the text of one
  :quit              leave; so does Ctrl-D. Ctrl-C stops a query, or clears the line."""
_WORDS = (
    "ASC", "CALL", "COUNT", "CREATE", "DELETE", "DESC", "DETACH", "DISTINCT", "EXISTS", "LIMIT", "MATCH", "MERGE",
    "OPTIONAL MATCH", "ORDER BY", "RETURN", "SET", "SKIP", "UNION", "UNWIND", "WHERE", "WITH",
)  # fmt: skip
_COMMANDS = (":help", ":params", ":queries", ":quit")


def history_file() -> Path:
    """Return where the history is kept: the user's own state folder."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return base / "graphkit" / "cypher-history"


class Shell:
    """Takes queries from a terminal until the user leaves."""

    def __init__(self, store: Store, asker: Asker, source: Input | None = None, screen: Output | None = None) -> None:
        self._store = store
        self._asker = asker
        self._source = source
        self._screen = screen
        self._known: Names | None = None

    def run(self) -> None:
        """Ask for queries and answer them; what one cannot do is said, and the next one is asked for."""

        session = self._session()
        rule = "may change the store" if self._asker.write else "only read"
        note(f"{self._store.address}; queries {rule}. End each with a semicolon; :help tells more.")
        while True:
            try:
                text = session.prompt("cypher> ").strip()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return
            if text.startswith(":"):
                if text.rstrip("; ") in (":quit", ":exit", ":q"):
                    return
                self._answered(partial(self._command, text))
            elif bare(text):
                self._answered(partial(self._asker.ask, self._store, text))

    def _answered(self, work: Callable[[], None]) -> None:

        try:
            work()
        except GraphkitError as error:
            say(str(error))
        except click.UsageError as error:
            say(error.message)
        except KeyboardInterrupt:
            self._store.break_off()
            note("Stopped.")
        if self._asker.write:
            self._known = None  # there may be new names

    def _command(self, line: str) -> None:

        word, _, rest = line.rstrip("; ").partition(" ")
        rest = rest.strip()
        if word == ":help":
            _print(HELP)
        elif word == ":queries":
            self._queries(rest)
        elif word in (":params", ":param"):
            self._params(rest)
        else:
            say(f'There is no command "{word}"; :help lists them.')

    def _params(self, rest: str) -> None:
        import json

        from graphkit.shell.asker import parameter

        if rest == "clear":
            self._asker.parameters.clear()
        elif "=" in rest:
            key, value = parameter(rest, ":params")
            self._asker.parameters[key] = value
        for key, value in sorted(self._asker.parameters.items()):
            _print(f"  {key} = {json.dumps(value, ensure_ascii=False)}")
        if not self._asker.parameters:
            _print("  No parameters; :params KEY=VALUE sets one.")

    def _queries(self, name: str) -> None:
        from graphkit.queries import library

        if name:
            _print(library.get(name).text.rstrip())
            return
        for key, query in library.everything().items():
            _print(f"  {key:30} {query.title}")

    def _session(self) -> PromptSession[str]:
        from prompt_toolkit import PromptSession
        from prompt_toolkit.application import get_app
        from prompt_toolkit.filters import Condition
        from prompt_toolkit.history import FileHistory, History, InMemoryHistory

        path = history_file()
        history: History = InMemoryHistory()
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
            history = FileHistory(str(path))
        except OSError:
            pass  # a home that cannot be written to has no history

        @Condition
        def unfinished() -> bool:
            text = get_app().current_buffer.text
            return bool(text.strip()) and not text.lstrip().startswith(":") and not complete(text)

        return PromptSession(
            history=history, multiline=unfinished, completer=self._completer(), complete_while_typing=False,
            prompt_continuation="   ...> ", reserve_space_for_menu=5, input=self._source, output=self._screen,
        )  # fmt: skip

    def _completer(self) -> Completer:
        from prompt_toolkit.completion import CompleteEvent, Completer, Completion
        from prompt_toolkit.document import Document

        shell = self

        class Names(Completer):
            def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
                start, words = candidates(document.text_before_cursor, shell._names())
                for word in words:
                    yield Completion(word, start_position=start)

        return Names()

    def _names(self) -> Names:
        from graphkit.shell import notes

        if self._known is None:
            try:
                self._known = notes.names_of(self._store)
            except GraphkitError:
                return notes.Names(frozenset(), frozenset(), frozenset())
        return self._known


def candidates(before: str, names: Names) -> tuple[int, list[str]]:
    """Return how far back the word at the cursor begins, and what it may become.

    After a colon in a node it is a label, after one in an edge a relation, after a dot or in braces a property, else
    a keyword.
    """
    seen = masked(before)
    if before.startswith(":"):
        return -len(before), [c for c in _COMMANDS if c.startswith(before)]
    if seen.endswith("~"):
        return 0, []  # in a string
    typed = re.search(r"\w*$", seen)
    word = typed[0] if typed else ""
    head = seen[: len(seen) - len(word)].rstrip(" ")
    if re.search(r"\[[^\]()]*[:|]$", head):
        pool: Iterable[str] = names.relation
    elif re.search(r"\([^()\[{]*[:|&]$", head):
        pool = names.label
    elif head.endswith(".") or re.search(r"[(\[][^()\[\]{]*\{([^{}]*,)?$", head):
        pool = names.property
    else:
        pool = [w for w in _WORDS if word]
    return -len(word), sorted(name for name in pool if name.casefold().startswith(word.casefold()))


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
