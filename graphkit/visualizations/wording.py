"""How facts read as sentences: the patterns of `visualizations/words.toml`, and what fills them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from graphkit.links import Link
from graphkit.model import Fact, Instrument
from graphkit.resources import part


@cache
def words() -> dict[str, dict[str, str]]:
    """Return the sentence patterns by relation and status; "" is the pattern where no status is stated."""
    text = (part("visualizations") / "words.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(text)
    return found


def pattern(relation: str, status: str | None) -> str:
    """Return the pattern of a sentence: the one of the status, else the one that says nothing of a status.

    Example:
        >>> pattern("SUPPLIES", "sought")
        '{b} seeks {good} from {a}'
    """
    known = words().get(relation, {})
    return known.get(status or "") or known.get("") or "{a} – {b}"


def what(item: Link) -> str:
    """Return what fills {what}: "3 MOUs", "an agreement"; of a supply, {good}: "lithium"; of an office its title."""
    record = item.record
    if isinstance(record, Instrument):
        how = item.how
        return how if how[:1].isdigit() else f"{_article(how)} {how}"
    good = record.get("mineral") or record.get("commodity")
    return str(good).replace("-", " ") if good else "goods" if record.relation == "SUPPLIES" else ""


def detail(item: Link) -> str:
    """Return what the fact says beside the sentence: its title, role, figures, measure; empty where nothing."""
    said = item.standing.attributes
    parts: list[str] = []
    title = item.record.title if isinstance(item.record, Instrument) else said.get("title")
    if title:
        parts.append(str(title))
    parts += [str(said[name]) for name in ("role", "place", "form", "scope") if said.get(name)]
    if isinstance(item.record, Fact):
        parts += [str(item.record.get(name)) for name in ("measure", "list", "stage") if item.record.get(name)]
        if item.record.get("against"):
            parts.append(f"against {item.record.get('against')}")
    parts += _figures(said)
    return ", ".join(dict.fromkeys(parts))


def _figures(said: Mapping[str, object]) -> list[str]:
    out: list[str] = []
    if isinstance(tonnes := said.get("tonnes"), int | float):
        out.append(f"{tonnes:,.0f} t")
    if isinstance(value := said.get("value_usd"), int | float):
        out.append(f"USD {value:,.0f}")
    if isinstance(share := said.get("share"), int | float):
        out.append(f"{share:.0%}")
    return out


def _article(noun: str) -> str:
    return "an" if noun[:1].lower() in "aeiou" or noun.startswith("MOU") else "a"
