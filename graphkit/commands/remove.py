"""The command `remove`: forget a document and what rests on it alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.commands.shared import address, common, note, opened
from graphkit.errors import InputError

if TYPE_CHECKING:
    from graphkit.stores.base import Store


def register(cli: click.Group) -> None:
    """Add `remove` to the command line."""
    cli.add_command(remove)


@click.command()
@click.argument("document")
@common
def remove(document: str) -> None:
    """Forget DOCUMENT and all facts that rest on it alone.

    DOCUMENT is its id, how its id or title begins, or the file that it was read from.
    """
    if address().endswith(".jsonl"):
        raise InputError(f"{address()} is a facts file, which is only read.")
    with opened() as store:
        identity, title = _find_document(store, document)
        changes = store.remove(identity)
    note(f"Removed {title} ({identity}): {changes.removed} facts rested on it alone.")


def _find_document(store: Store, wanted: str) -> tuple[str, str]:
    from graphkit.documents import read_article

    documents = store.inventory().documents
    identity = read_article(Path(wanted)).id if Path(wanted).is_file() else wanted
    found = [d for d in documents if d["id"] == identity]
    if not found:
        low = wanted.casefold()
        found = [d for d in documents if d["id"].startswith(low) or (d["title"] or "").casefold().startswith(low)]
    if not found:
        raise InputError(f'No document is called "{wanted}". `graphkit status` lists them.')
    if len(found) > 1:
        some = ", ".join(d["id"] for d in found[:3])
        raise InputError(f'"{wanted}" fits {len(found)} documents: {some}. Give more of the id.')
    return found[0]["id"], found[0]["title"]
