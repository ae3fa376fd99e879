"""What the cells of a table name: ids or names, of the bundled tables, of tables read beside it, of the store."""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.errors import AmbiguousNameError, InputError, NameNotFoundError
from graphkit.gazetteer import Entry, Gazetteer, gazetteer
from graphkit.model import Ref, plain, slug

TABLE_OF = {
    "Company": "companies", "Forum": "forums", "Ministry": "ministries", "Mineral": "minerals", "Sector": "sectors",
    "Commodity": "commodities", "Bloc": "blocs", "Country": "countries",
}  # fmt: skip


class Names:
    """Resolves cells: first by id, then by name, in the bundled tables before what a user brought along."""

    def __init__(self, more: Iterable[Entry] = ()) -> None:
        self._more = list(more)
        self._layers = (gazetteer(), Gazetteer(self._more))

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in what further tables describe."""
        self._more += entries
        self._layers = (gazetteer(), Gazetteer(self._more))

    def ref(self, text: str, kinds: tuple[str, ...]) -> Ref:
        """Return the node that a cell names, or raise InputError with what to do."""
        found = self.known(text, kinds)
        if found is not None:
            return found
        near = list(dict.fromkeys(name for layer in self._layers for name in layer.suggest(text, set(kinds))))
        hint = f" Nearest: {', '.join(near[:3])}." if near else ""
        new = TABLE_OF.get(next((kind for kind in ("Company", *kinds) if kind in kinds), ""), "")
        advice = f" If it is new, load it first (--as {new})." if new else ""
        raise InputError(f'no {_either(kinds)} is called "{text}".{hint}{advice}')

    def known(self, text: str, kinds: tuple[str, ...]) -> Ref | None:
        """Return the node of one of these kinds with this id or name, if any; raise where it is not clear which."""
        for layer in self._layers:
            for kind in kinds:
                if Ref(kind, text) in layer.entries:
                    return Ref(kind, text)
        for layer in self._layers:
            try:
                return layer.resolve(text, kinds)
            except AmbiguousNameError as error:
                raise InputError(str(error)) from None
            except NameNotFoundError:
                continue
        return None

    def identity(self, kind: str, name: str, home: str = "") -> str:
        """Return the id of what a row without one describes: that of a node of this name, else made of the name.

        `home` is the country, bloc or forum that the id begins with.
        """
        if home:
            same = [e for layer in self._layers for e in layer.of(kind) if e.ref.id.startswith(f"{home}/")]
            found = next((e.ref for e in same if plain(name) in map(plain, e.names)), None)
        else:
            found = self.known(name, (kind,))
        if found is not None:
            return found.id
        made = slug(name)
        if not made:
            raise InputError(f'no id can be made of the name "{name}". Give one: letters a to z, digits, hyphens.')
        return f"{home}/{made}" if home else made


def _either(kinds: Iterable[str]) -> str:
    words = [kind.lower() for kind in kinds]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
