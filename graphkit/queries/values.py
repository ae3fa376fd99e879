"""The parameters of saved queries: their types, and what people write for them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit import dates
from graphkit.errors import AmbiguousNameError, InputError, NameNotFoundError
from graphkit.gazetteer import TABLES, gazetteer
from graphkit.model import Ref

if TYPE_CHECKING:
    from graphkit.stores.base import Store

# Types whose values are names: the kinds that they may name. `topic` and `thing` pass {kind, id}, the others the id.
KINDS: dict[str, tuple[str, ...]] = {
    "country": ("Country", "Bloc"),
    "mineral": ("Mineral",),
    "forum": ("Forum", "Bloc"),
    "ministry": ("Ministry",),
    "party": ("Country", "Bloc", "Forum", "Ministry", "Company"),
    "topic": ("Mineral", "Sector", "Commodity"),
    "thing": tuple(TABLES.values()),
}
_WHOLE = ("topic", "thing")
PLAIN = ("string", "integer", "number", "boolean", "date", "any")


class ParameterError(InputError):
    """A parameter of a saved query is missing, unknown or of another type."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its type, whether it takes several values, and the text of its default, None where it has none."""

    name: str
    type: str
    about: str = ""
    many: bool = False
    default: str | None = None

    @property
    def usage(self) -> str:
        """How it is told in a list: "forum", "as_of=today"."""
        return self.name if self.default is None else f"{self.name}={self.default}"


def typed(name: str, parameters: Sequence[Parameter], given: Mapping[str, str], store: Store | None) -> dict[str, Any]:
    """Return the parameters of the query `name` with their types; see `queries.values`."""
    known = {p.name for p in parameters}
    if unknown := sorted(set(given) - known):
        takes = ", ".join(p.name for p in parameters) or "no parameters"
        raise ParameterError(f'{name} has no parameter "{unknown[0]}"; it takes {takes}.')
    out: dict[str, Any] = {}
    for parameter in parameters:
        text = given.get(parameter.name, parameter.default)
        if text is None:
            about = f": {parameter.about}" if parameter.about else ""
            raise ParameterError(f"{name} needs -p {parameter.name}=...{about}.")
        out[parameter.name] = _value(parameter, text, store)
    return out


def _value(parameter: Parameter, text: str, store: Store | None) -> Any:
    if text == "none" and parameter.default == "none":
        return None
    if not parameter.many:
        return _single(parameter, text, store)
    return [_single(parameter, item, store) for item in _items(parameter, text)]


def _items(parameter: Parameter, text: str) -> Sequence[str]:
    """The values of a list: "a, b", or a JSON list where a value holds a comma."""
    if not text.lstrip().startswith("["):
        return [item.strip() for item in text.split(",") if item.strip()]
    try:
        return [str(item) for item in json.loads(text)]
    except ValueError:
        raise ParameterError(f"{parameter.name} is no list that can be read: {text}") from None


def _single(parameter: Parameter, text: str, store: Store | None) -> Any:
    if parameter.type in KINDS:
        ref = _resolve(text, KINDS[parameter.type], store)
        return {"kind": ref.kind, "id": ref.id} if parameter.type in _WHOLE else ref.id
    reader, wanted = _READERS[parameter.type]
    try:
        return reader(parameter, text)
    except InputError as error:
        raise ParameterError(f"{parameter.name}: {error}") from None
    except ValueError:
        raise ParameterError(f'{parameter.name} must be {wanted}, not "{text}".') from None


def _resolve(text: str, kinds: tuple[str, ...], store: Store | None) -> Ref:
    """Resolve a name by the tables, else by the ids and names of the nodes that the store has."""
    try:
        return gazetteer().resolve(text, kinds)
    except AmbiguousNameError:
        raise
    except NameNotFoundError:
        if store is None:
            raise
        for kind in kinds:
            # The kind is one of the vocabulary, never what a user wrote.
            wanted = "WHERE n.id = $name OR toLower(n.name) = toLower($name)"
            rows = store.query(f"MATCH (n:{kind}) {wanted} RETURN n.id AS id ORDER BY id", {"name": text}).rows
            if rows:
                return Ref(kind, rows[0][0])
        raise


def _date(parameter: Parameter, text: str) -> dt.date:
    """A partial date is its last day up to today, and its first where it says from when on."""
    return dt.date.today() if text == "today" else dates.up_to_today(text, start=parameter.name == "since")


def _boolean(_: Parameter, text: str) -> bool:
    return {"true": True, "yes": True, "false": False, "no": False}.get(text.casefold()) or _falsehood(text)


def _falsehood(text: str) -> bool:
    if text.casefold() not in ("false", "no"):
        raise ValueError
    return False


def _any(_: Parameter, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


_READERS: dict[str, tuple[Callable[[Parameter, str], Any], str]] = {
    "string": (lambda _, text: text, "text"),
    "integer": (lambda _, text: int(text), "a whole number"),
    "number": (lambda _, text: float(text), "a number"),
    "boolean": (_boolean, "true or false"),
    "date": (_date, "a date"),
    "any": (_any, "a value"),
}
