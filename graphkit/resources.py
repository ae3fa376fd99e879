"""Where the content folders lie: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def part(name: str) -> Path:
    """Return the content folder `name` ("seeds", "loaders", "cypher", ...).

    Example:
        >>> part("seeds").is_dir()
        True
    """
    beside = _PACKAGE.parent / name
    if (_PACKAGE.parent / "pyproject.toml").is_file() and beside.is_dir():
        return beside
    return _PACKAGE / name
