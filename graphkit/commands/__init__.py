"""The commands of the command line, one file each, found by being there.

A file defines `register(cli)`, which puts its command (or the few that belong together) under the whole.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

_NOT_COMMANDS = {"__init__", "shared"}


def register(cli: click.Group) -> None:
    """Add every command to the command line."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem not in _NOT_COMMANDS:
            importlib.import_module(f"graphkit.commands.{path.stem}").register(cli)
