"""What is bundled, read once for all tests: the briefs and the reference tables."""

from __future__ import annotations

from functools import cache

from graphkit import ingest
from graphkit.bundle import Bundle


@cache
def bundled() -> Bundle:
    """Return what the briefs and the reference tables say; it is not to be changed."""
    bundle = Bundle()
    for loaded in ingest.read(["briefs", "reference"], lambda what, done, total: None):
        bundle.add(loaded.bundle)
    return bundle


@cache
def settled() -> Bundle:
    """Return the same, settled."""
    return bundled().settled()
