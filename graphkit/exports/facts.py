"""Facts files: JSON Lines, all facts with their claims, documents and nodes, without loss."""

from __future__ import annotations

from pathlib import Path

from graphkit import factsfile
from graphkit.stores.base import Store

SUFFIX = ".jsonl"
ABOUT = "a facts file: everything without loss, and a store in itself"


def write(store: Store, path: Path) -> str:
    """Write a facts file."""
    bundle = store.read()
    factsfile.write(bundle, path)
    return (
        f"{len(bundle.records)} facts, {len(bundle.nodes)} nodes, {len(bundle.documents)} documents written to {path}"
    )
