"""The embedded engine answers read Cypher as Neo4j does, but for the listed differences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import QueryError
from graphkit.stores.bolt import BoltStore
from graphkit.stores.embedded import EmbeddedStore
from tests import neo4j_server
from tests.commands import ROOT
from tests.dialect.probes import (
    BACKWARDS,
    BRIDGED,
    DIFFERENCES,
    GRAPH,
    NAMES,
    PARAMETERS,
    PROBES,
    REFUSED,
    UNSEEN,
    alike,
    answer,
)
from tests.neo4j_server import Login

Pair = tuple[BoltStore, BoltStore]


def test_every_listed_difference_is_a_probe() -> None:
    assert len(PROBES) > 550
    assert not {name for table in NAMES.values() for name in table} - set(PROBES)


if neo4j_server.available():

    @pytest.fixture(scope="module")
    def pair(neo4j_login: Login, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
        """Both engines with the graph of the probes, made in opposite orders."""
        folder: Path = tmp_path_factory.mktemp("dialect")
        login = neo4j_login
        with EmbeddedStore(folder / "store") as one, BoltStore(login.uri, (login.name, login.password)) as other:
            make(one, GRAPH)
            make(other, BACKWARDS)
            yield one, other
            other.clear()

    @pytest.mark.parametrize("name", PROBES)
    def test_both_engines_answer_alike(pair: Pair, name: str) -> None:
        """The engine by itself is another where it is on the list; a user gets that made up for, or a sentence."""
        one, other = (answer(store, PROBES[name]) for store in pair)
        got = told(pair[0], PROBES[name])
        if name in DIFFERENCES:
            assert not alike(one, other), f"no difference any more: take it off the list ({DIFFERENCES[name]})"
        else:
            assert alike(one, other), (one, other)
        if name in REFUSED:
            assert isinstance(got, str)
            assert got.startswith("The engines differ here: ")
        elif name not in UNSEEN:
            assert isinstance(got, str) if other == "refused" else alike(shown(got, other), other), (got, other)

    def test_no_probe_leans_on_an_order_that_nobody_promised(pair: Pair) -> None:
        _, store = pair
        found = []
        for graph in (GRAPH, BACKWARDS):  # it ends as the other tests want it
            make(store, graph)
            found.append({name: answer(store, text) for name, text in PROBES.items()})
        assert [name for name in PROBES if not alike(found[0][name], found[1][name])] == []


def make(store: BoltStore, graph: str) -> None:
    """Put a graph into a store in the place of what is there."""
    store.clear()
    store._write(lambda tx: tx.run(graph).consume())


def shown(told: Any, other: Any) -> Any:
    """Return an answer without the columns of no rows, where those of the other engine are left out."""
    return ((), told[1]) if isinstance(told, tuple) and not told[1] and not other[0] else told


def told(store: BoltStore, text: str) -> tuple[tuple[str, ...], list[list[Any]]] | str:
    """Return columns and rows, or the sentence by which a query is refused."""
    try:
        answered = store.query(text, PARAMETERS if "$missing" not in text else {})
    except QueryError as error:
        return str(error)
    return answered.columns, [list(row) for row in answered.rows]


def test_the_readme_lists_the_differences() -> None:
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    section = text[text.index("### Where the engines differ") :]
    bridged, refused = section.index("Bridged"), section.index("Refused")
    unseen = section.index("Not seen", refused)
    ending = section.index("#", unseen)
    parts = (section[bridged:refused], section[refused:unseen], section[unseen:ending])
    for words, there in zip((BRIDGED, REFUSED, UNSEEN), parts, strict=True):
        assert {line.strip() for line in there.split(" - ")[1:]} == {f"{line}." for line in words.values()}
