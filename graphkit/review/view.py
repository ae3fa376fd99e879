"""Proposals and judgements as answers: rows for programs, and a list to read and decide by in a terminal."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from graphkit.evidence import evidence
from graphkit.judging.judgements import Judgement, Judgements
from graphkit.linkview import quoted
from graphkit.model import Claim, Document
from graphkit.output import Answer
from graphkit.review import KINDS
from graphkit.review.proposals import Proposal

COLUMNS = (
    "key", "kind", "judgement", "left", "left_name", "right", "right_name", "why", "left_evidence", "right_evidence",
)  # fmt: skip
LISTED = ("number", "key", "judgement", "left", "right", "reason", "by", "on", "file")
SHOWN = 10
_QUOTES = 2
_INDENT = " " * 6
_ASKS = {"same": "Are these one?", "fulfils": "Did the second fulfil the first?", "right": "Is this right?"}
_KINDS = {"nodes": "nodes", "instruments": "instruments", "plans": "plans", "facts": "doubtful facts"}


def answer(found: Sequence[Proposal], documents: Mapping[str, Document], limit: int | None) -> Answer:
    """Return open proposals, no more than `limit` of them (0: all; None: all as rows, the first few as text)."""
    rows = [_row(p) for p in (found[:limit] if limit else found)]
    return Answer("Open proposals", COLUMNS, rows, lambda width: _text(found, documents, limit, width))


def listed(rows: Judgements, own: Sequence[Judgement]) -> Answer:
    """Return the judgements that stand, the bundled ones first; one's own have a number to undo them by."""
    numbers = {row: number for number, row in enumerate(own, 1)}
    out: list[dict[str, Any]] = []
    for row in rows.rows:
        number = numbers.get(row)
        told = {name: getattr(row, name) or None for name in LISTED[2:-1]}
        out.append({"number": number, "key": row.key, **told, "file": "own" if number else "bundled"})
    return Answer("Judgements", LISTED, out, lambda width: _judgements(out, width))


def said(row: Judgement) -> str:
    """Return a judgement in words."""
    if not row.right:
        return f"{row.judgement}: {row.left}"
    mark = {"same": "is", "different": "is not", "fulfils": "became"}[row.judgement]
    return f"{row.left} {mark} {row.right}"


def _row(proposal: Proposal) -> dict[str, Any]:
    told = {name: getattr(proposal, name) or None for name in COLUMNS[:-2]}
    left, right = evidence(proposal.left_claims), evidence(proposal.right_claims)
    return {**told, "left_evidence": left, "right_evidence": right}


def _text(found: Sequence[Proposal], documents: Mapping[str, Document], limit: int | None, width: int) -> str:
    shown = found[: SHOWN if limit is None else limit or None]
    counts = Counter(p.kind for p in found)
    parts = [f"{counts[kind]} {_KINDS[kind]}" for kind in KINDS if counts[kind]]
    lines = [f"Open proposals: {len(found)}" + (f" ({', '.join(parts)})" if parts else "")]
    cited: list[str] = []
    for number, proposal in enumerate(shown, 1):
        lines += ["", f"{number:3}  {proposal.key}  {_ASKS[proposal.judgement]}"]
        lines += _side(proposal.left, proposal.left_name, proposal.left_claims, cited, width)
        if proposal.right:
            lines += _side(proposal.right, proposal.right_name, proposal.right_claims, cited, width)
        lines += textwrap.wrap(f"why: {proposal.why}", width, initial_indent=_INDENT, subsequent_indent=_INDENT)
    if len(shown) < len(found):
        lines += ["", f"and {len(found) - len(shown)} more; --limit 0 shows all, --kind one kind"]
    if cited:
        lines.append("")
    for number, identity in enumerate(cited, 1):
        document = documents[identity]
        parts = [part for part in (document.title, document.publisher, document.published or "no date") if part]
        lines += textwrap.wrap(f"[{number}] {', '.join(parts)}", width, subsequent_indent="    ")
    if found:
        lines += ["", "graphkit review accept KEY...   graphkit review reject KEY..."]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _side(identity: str, name: str, claims: Sequence[Claim], cited: list[str], width: int) -> list[str]:
    lines = textwrap.wrap(name, width, initial_indent="   - ", subsequent_indent="     ", break_on_hyphens=False)
    lines += textwrap.wrap(identity, width, initial_indent="     ", subsequent_indent="     ", break_on_hyphens=False)
    for claim in claims[:_QUOTES]:
        if claim.document not in cited:
            cited.append(claim.document)
        lines += quoted(claim, cited.index(claim.document) + 1, width, _INDENT + "  ")
    if len(claims) > _QUOTES:
        lines.append(f"{_INDENT}  and {len(claims) - _QUOTES} more; --format json shows all")
    if not claims:
        lines.append(f"{_INDENT}  nothing is said of it")
    return lines


def _judgements(rows: Sequence[Mapping[str, Any]], width: int) -> str:
    if not rows:
        return "No judgements yet.\n"
    lines: list[str] = []
    for row in rows:
        judgement = Judgement(*(row[name] or "" for name in LISTED[2:-1]))
        number = f"{row['number']:3}" if row["number"] else "   "
        lines += textwrap.wrap(
            f"{number}  {row['key']}  {said(judgement)}", width, subsequent_indent=" " * 17, break_on_hyphens=False
        )
        who = ", ".join(part for part in (judgement.reason, judgement.by, judgement.on) if part)
        who += "" if row["file"] == "own" else f"{', ' if who else ''}bundled"
        lines += textwrap.wrap(who, width, initial_indent=" " * 17, subsequent_indent=" " * 17)
    return "\n".join(lines) + "\n"
