"""The saved queries: finds them, reads their headers, takes their parameters as people write them, runs them.

A saved query is a file NAME.cypher that begins with its header in comments: title, question, parameters (name, type,
default, meaning), columns (name, meaning), and the columns that tell one row from another:

    // title: Members of a forum on a date
    // question: Who was in the forum on the day?
    // parameters:
    //   forum (forum): the forum
    //   as_of (date = today): the day
    // columns:
    //   member: id of the member
    //   since: first day, where known
    // key: member
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import InputError, NameNotFoundError
from graphkit.output import Answer
from graphkit.queries.values import KINDS, PLAIN, Parameter, typed
from graphkit.resources import part

if TYPE_CHECKING:
    from graphkit.stores.base import Store

_PARAMETER = re.compile(r"(\w+) \((\w+)( list)?(?: = (.+?))?\): (.+)")
_LINE = re.compile(r"([a-z_]\w*): (.+)")


@dataclass(slots=True)
class SavedQuery:
    """A saved query: its header, and its whole text. `problems` are the lines of the header that cannot be read."""

    name: str
    text: str
    path: Path | None = None
    title: str = ""
    question: str = ""
    parameters: list[Parameter] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    problems: list[str] = field(default_factory=list)


def folders(own: Path | None = None) -> list[Path]:
    """Return where saved queries lie: the user's own folder first, then the bundled one.

    The own folder is `own`, else GRAPHKIT_QUERIES, else ./cypher where there is one.
    """
    named = own or (Path(os.environ["GRAPHKIT_QUERIES"]) if os.environ.get("GRAPHKIT_QUERIES") else None)
    if named is not None and not named.is_dir():
        raise InputError(f"There is no folder {named} to take saved queries from.")
    first = named or Path("cypher")
    found = [first] if first.is_dir() else []
    bundled = part("cypher")
    return found if any(f.resolve() == bundled.resolve() for f in found) else [*found, bundled]


def everything(own: Path | None = None) -> dict[str, SavedQuery]:
    """Return all saved queries by name, sorted; one of the user's own goes before a bundled one of its name."""
    paths: dict[str, Path] = {}
    for folder in reversed(folders(own)):
        paths |= {path.stem: path for path in folder.glob("*.cypher") if path.stem != "schema"}
    return {name: read(paths[name]) for name in sorted(paths)}


def get(name: str, own: Path | None = None) -> SavedQuery:
    """Return a saved query by its name, or from a .cypher file; an unknown name is told with the nearest three."""
    if name.endswith(".cypher"):
        return read(Path(name))
    for folder in folders(own):
        if name != "schema" and (folder / f"{name}.cypher").is_file() and re.fullmatch(r"[\w-]+", name):
            return read(folder / f"{name}.cypher")
    near = _nearest(name, everything(own))
    hint = f" Nearest: {', '.join(near)}." if near else ""
    raise NameNotFoundError(f'There is no query "{name}".{hint} `graphkit queries` lists them.', near)


def _nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Names that are spelt alike, then those that share a word."""
    names = sorted(known)
    low = name.casefold().replace("-", "_").replace(" ", "_")
    near = difflib.get_close_matches(low, names, n=3, cutoff=0.5)
    words = {w for w in low.split("_") if len(w) > 2}
    near += [n for n in names if n not in near and words & set(n.split("_"))]
    return tuple(near[:3])


def read(path: Path) -> SavedQuery:
    """Read a saved query from its file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8 text.") from None
    return parse(path.stem, text, path)


def parse(name: str, text: str, path: Path | None = None) -> SavedQuery:
    """Read a saved query from its text. A text without a header runs too; its parameters are then of any type."""
    query = SavedQuery(name, text, path)
    section = ""
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        section = _header(query, line[2:].rstrip(), section)
    if not (query.title or query.question or query.parameters or query.columns or query.problems):
        query.title = name.replace("_", " ").replace("-", " ").capitalize()
        query.parameters = [Parameter(found, "any") for found in used_parameters(text)]
    return query


def used_parameters(text: str) -> list[str]:
    """Return the parameters that a text uses, in order."""
    from graphkit.queries.tokens import tokens

    return list(dict.fromkeys(t.text[1:] for t in tokens(text) if t.kind == "parameter"))


def _header(query: SavedQuery, line: str, section: str) -> str:
    """Take in one line of a header and return the section that the next one belongs to."""
    content = line.strip()
    if line.startswith("   ") and section:
        _entry(query, content, section)
        return section
    word, _, rest = content.partition(":")
    rest = rest.strip()
    if word in ("parameters", "columns") and not rest:
        return word
    if word == "title" and rest:
        query.title = rest
    elif word == "question" and rest:
        query.question = rest
    elif word == "key" and rest:
        query.key = tuple(column.strip() for column in rest.split(","))
    elif content and (query.title or query.question):
        query.problems.append(content)
    return ""


def _entry(query: SavedQuery, content: str, section: str) -> None:
    if section == "columns":
        match = _LINE.fullmatch(content)
        if match is None or match[1] in query.columns:
            query.problems.append(content)
        else:
            query.columns[match[1]] = match[2]
        return
    match = _PARAMETER.fullmatch(content)
    if match is None:
        query.problems.append(content)
        return
    name, kind, several, default, about = match.groups()
    kind, many = ("string", True) if kind == "list" else (kind, bool(several))
    if kind not in (*KINDS, *PLAIN) or any(p.name == name for p in query.parameters):
        query.problems.append(content)
    else:
        query.parameters.append(Parameter(name, kind, about, many, default))


def run(store: Store, query: SavedQuery, given: Mapping[str, str], timeout: float | None = None) -> Answer:
    """Run a saved query with parameters as people write them, within its time, and return its rows."""
    with store.ask(query.text, values(query, given, store), timeout=timeout) as stream:
        rows = [dict(zip(stream.columns, row, strict=True)) for row in stream]
    return Answer(query.title, stream.columns or tuple(query.columns), rows)


def values(query: SavedQuery, given: Mapping[str, str], store: Store | None = None) -> dict[str, Any]:
    """Return the typed parameters of a query; names that the tables lack are looked up in the store.

    Raises ParameterError where one is missing, unknown or mistyped, NameNotFoundError where nothing is called so.
    """
    if query.problems:
        raise InputError(f'The header of {query.name} cannot be understood: "{query.problems[0]}".')
    return typed(query.name, query.parameters, given, store)
