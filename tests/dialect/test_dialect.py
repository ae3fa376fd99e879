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
from tests.dialect.probes import BRIDGED, DIFFERENCES, GRAPH, PARAMETERS, PROBES, REFUSED, alike, answer
from tests.neo4j_server import Login

Pair = tuple[BoltStore, BoltStore]


def test_every_listed_difference_is_a_probe() -> None:
    assert len(PROBES) > 240
    assert not set(DIFFERENCES) - set(PROBES)


if neo4j_server.available():

    @pytest.fixture(scope="module")
    def pair(neo4j_login: Login, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
        """Both engines with the graph of the probes."""
        folder: Path = tmp_path_factory.mktemp("dialect")
        login = neo4j_login
        with EmbeddedStore(folder / "store") as one, BoltStore(login.uri, (login.name, login.password)) as other:
            other.clear()
            for store in (one, other):
                store._write(lambda tx: tx.run(GRAPH).consume())
            yield one, other
            other.clear()

    @pytest.mark.parametrize("name", PROBES)
    def test_both_engines_answer_alike(pair: Pair, name: str) -> None:
        one, other = (answer(store, PROBES[name]) for store in pair)
        if name in DIFFERENCES:
            assert not alike(one, other), f"no difference any more: take it off the list ({DIFFERENCES[name]})"
        else:
            assert alike(one, other), (one, other)

    @pytest.mark.parametrize("name", PROBES)
    def test_the_stores_answer_alike_or_refuse(pair: Pair, name: str) -> None:
        """What a user gets: a difference is made up for, or refused by a sentence that says so."""
        one, other = (told(store, PROBES[name]) for store in pair)
        if name in REFUSED:
            assert isinstance(one, str)
            assert one.startswith("The engines differ here: ")
        else:
            assert alike(one, other) or (isinstance(one, str) and isinstance(other, str)), (one, other)


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
    ending = section.index("#", refused)
    for words, there in ((BRIDGED, section[bridged:refused]), (REFUSED, section[refused:ending])):
        assert {line.strip() for line in there.split(" - ")[1:]} == {f"{line}." for line in words.values()}
