"""The constraints and indexes of every store, made from the vocabulary into `cypher/schema.cypher`.

`python -m graphkit.stores.constraints` prints the file anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache

from graphkit.errors import StoreError
from graphkit.resources import part
from graphkit.schema import schema

_HEADER = """\
// Constraints and indexes, in the syntax that both engines share. A store has them before its first fact is written.
// Made from graphkit/schema.toml: python -m graphkit.stores.constraints > cypher/schema.cypher
"""


def text() -> str:
    """Return what `cypher/schema.cypher` should hold."""
    return _HEADER + "".join(f"{statement};\n" for statement in _made())


@cache
def statements() -> dict[str, str]:
    """Return the statements of `cypher/schema.cypher` by the name of what they make."""
    try:
        held = (part("cypher") / "schema.cypher").read_text(encoding="utf-8")
    except OSError as error:
        raise StoreError(f"cypher/schema.cypher, a part of graphkit, cannot be read: {error.strerror}.") from None
    lines = (line.removesuffix(";") for line in held.splitlines() if not line.startswith("//"))
    return {line.split()[2]: line for line in lines if line}


def _made() -> Iterator[str]:
    """A node is found by its id, a fact by its own, and instruments that could be one by what they have in common.

    What sources tell is found by `disputed`, which rows of data sets lack: among a million rows of the same relation,
    or between countries that have as many.
    """
    for kind in schema().kinds:
        yield f"CREATE CONSTRAINT {kind.lower()}_id IF NOT EXISTS FOR (n:{kind}) REQUIRE n.id IS UNIQUE"
    yield "CREATE INDEX agreement_group IF NOT EXISTS FOR (n:Agreement) ON (n.group)"
    for relation in schema().relations:
        yield f"CREATE INDEX {relation.lower()}_fact IF NOT EXISTS FOR ()-[r:{relation}]-() ON (r.fact)"
    for relation in sorted({*schema().of_rows, *schema().among_countries}):
        yield f"CREATE INDEX {relation.lower()}_told IF NOT EXISTS FOR ()-[r:{relation}]-() ON (r.disputed)"


if __name__ == "__main__":
    sys.stdout.write(text())
