"""Check the reader on the five original articles, which are third-party text and not part of the repository.

Usage: originals.py FOLDER, where FOLDER holds seeds/ (the texts) and eval/ (gold facts and the scorer).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PRECISION, RECALL = 0.90, 0.75


def main(shared: Path) -> int:
    """Score the reader, then compare what the store says of the originals with what it says of the briefs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = folder / "articles"
        articles.mkdir()
        for path in sorted((shared / "seeds").glob("*.txt")):
            shutil.copy(path, articles / f"{path.name[:3]}.txt")
        faults = [*_score(shared, articles, folder), *_compare(articles, folder)]
    for fault in faults:
        print(f"originals: {fault}", file=sys.stderr)
    return 1 if faults else 0


def _score(shared: Path, articles: Path, folder: Path) -> list[str]:
    _graphkit("extract", str(articles), "--format", "gold", "-o", str(folder / "found"))
    gold = shared / "eval" / "seeds"
    scorer = [sys.executable, str(shared / "eval" / "score.py"), str(folder / "found"), "--gold", str(gold)]
    subprocess.run([*scorer, "--json", str(folder / "score.json")], check=True, stdout=subprocess.DEVNULL)
    score = json.loads((folder / "score.json").read_text(encoding="utf-8"))
    precision, recall, _ = score["strict"]["overall"]
    print(f"originals: strict precision {precision:.3f}, recall {recall:.3f}, forbidden {score['forbidden']}")
    faults = []
    if precision < PRECISION or recall < RECALL:
        faults.append(f"precision must be {PRECISION} and recall {RECALL} at least")
    if score["forbidden"]:
        faults.append("a forbidden fact was read")
    return faults


def _compare(articles: Path, folder: Path) -> list[str]:
    """The same links from originals and briefs; every quote verbatim; nothing counted twice."""
    originals, briefs = str(folder / "originals"), str(folder / "briefs")
    _graphkit("--store", originals, "load", str(articles))
    _graphkit("--store", briefs, "load", "briefs")
    report = ("report", "partners", "lithium", "--format", "json")
    from_originals = json.loads(_graphkit("--store", originals, *report))
    from_briefs = json.loads(_graphkit("--store", briefs, *report))
    faults = []
    if _links(from_originals) != _links(from_briefs):
        faults.append(f"the lithium reports differ: {sorted(_links(from_originals) ^ _links(from_briefs))}")
    texts = {path.read_text(encoding="utf-8") for path in articles.glob("*.txt")}
    for row in from_originals:
        for claim in row["evidence"]:
            if not any(text[claim["start"] : claim["end"]] == claim["quote"] for text in texts):
                faults.append(f"a quote does not stand where it should: {claim['quote'][:60]}")
    _graphkit("--store", briefs, "load", str(articles))
    together = json.loads(_graphkit("--store", briefs, *report))
    if _links(together) != _links(from_briefs) or _supports(together) != _supports(from_briefs):
        faults.append("loaded together, briefs and originals count twice")
    return faults


def _links(rows: list[dict[str, Any]]) -> set[tuple[str, ...]]:
    keys = ("match", "topic", "status", "relation", "partner", "counterpart")
    return {tuple(str(row[key]) for key in keys) for row in rows}


def _supports(rows: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    return [(row["partner"], row["counterpart"], row["support"]) for row in rows]


def _graphkit(*arguments: str) -> str:
    command = [sys.executable, "-m", "graphkit", "--quiet", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
