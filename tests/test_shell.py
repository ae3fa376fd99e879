"""The shell of `graphkit cypher`: lines in, answers out, history, completion."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from graphkit.shell.asker import Asker
from graphkit.shell.notes import Names
from graphkit.shell.prompt import Shell, candidates, history_file
from graphkit.stores.embedded import EmbeddedStore
from tests.stores import about_a

NAMES = Names(frozenset({"Country", "Company"}), frozenset({"SUPPLIES", "SIGNED_MOU"}), frozenset({"name", "id"}))
Talk = Callable[[str], None]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A store with one article."""
    with EmbeddedStore(tmp_path_factory.mktemp("shell") / "store") as made:
        made.load(about_a())
        yield made


@pytest.fixture
def talk(store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Type into a shell as into a terminal, until it is left."""
    import click

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))

    def typed(text: str) -> None:
        with create_pipe_input() as source, click.Context(click.Command("cypher")):
            source.send_text(text.replace("\n", "\r"))
            Shell(store, Asker({}, timeout=1), source, DummyOutput()).run()

    return typed


def test_a_query_takes_lines_until_its_semicolon(talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    talk("MATCH (c:Country)\nWHERE c.id = 'KOR;' OR\nc.id = 'KOR'\nRETURN c.id AS country;\nRETURN 7 AS x;\n:quit\n")
    out, err = capsys.readouterr()
    assert out.split() == ["country", "───────", "KOR", "x", "─", "7"]
    assert "only read" in err


def test_what_one_query_cannot_do_does_not_end_the_shell(talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    endless = "RETURN reduce(s = 0, a IN range(1, 9999) | s + reduce(t = 0, b IN range(1, 99999) | t + b % 7)) AS s"
    talk(f"RETRN 1;\nCREATE (n);\n{endless};\n:nonesuch\nRETURN 7 AS x;\n:quit\n")
    out, err = capsys.readouterr()
    assert out.split() == ["x", "─", "7"]
    for words in ("line 1, column 1", "would change the store", "did not end within 1 seconds", '":nonesuch"'):
        assert words in err


def test_parameters_are_set_used_and_forgotten(talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    talk(':params ids=["KOR"]\nRETURN $ids[0] AS x;\n:params clear\nRETURN $ids;\n:params\n:quit\n')
    out, err = capsys.readouterr()
    assert 'ids = ["KOR"]' in out
    assert "KOR\n" in out
    assert "No parameters" in out
    assert "a value for $ids" in err


@pytest.mark.parametrize("wrong", ["=5", "$ = 5"])
def test_a_parameter_without_a_name_does_not_end_the_shell(
    talk: Talk, capsys: pytest.CaptureFixture[str], wrong: str
) -> None:
    talk(f":params {wrong}\n:params $x=5\nRETURN $x AS x;\n:quit\n")
    out, err = capsys.readouterr()
    assert f'graphkit: :params takes KEY=VALUE, not "{wrong}".' in err
    assert out.split() == ["x", "=", "5", "x", "─", "5"]


def test_commands_tell_what_there_is(talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    talk(":help\n:queries\n:queries forum_leaders\n:quit\n")
    out, _ = capsys.readouterr()
    for words in (":params KEY=VALUE", "forum_leaders", "MATCH"):
        assert words in out


@pytest.mark.skipif(sys.platform == "win32", reason="modes as POSIX has them")
def test_the_history_is_the_users_own(talk: Talk, tmp_path: Path) -> None:
    talk("RETURN 7\nAS x;\n:quit\n")
    assert history_file() == tmp_path / "graphkit" / "cypher-history"
    assert "+RETURN 7\n+AS x;\n" in history_file().read_text(encoding="utf-8")
    assert stat.S_IMODE(os.stat(history_file()).st_mode) == 0o600


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("MATCH (c:Co", (-2, ["Company", "Country"])),
        ("MATCH (c:", (0, ["Company", "Country"])),
        ("MATCH (c)-[:S", (-1, ["SIGNED_MOU", "SUPPLIES"])),
        ("MATCH (c)-[r:SUPPLIES|SI", (-2, ["SIGNED_MOU"])),
        ("MATCH (c:Country) WHERE c.na", (-2, ["name"])),
        ("MATCH (c:Country {id: 'x', n", (-1, ["name"])),
        ("mat", (-3, ["MATCH"])),
        ("RETURN 'co", (0, [])),
        ("", (0, [])),
        (":pa", (-3, [":params"])),
    ],
)
def test_completion_fits_the_place(before: str, expected: tuple[int, list[str]]) -> None:
    assert candidates(before, NAMES) == expected
