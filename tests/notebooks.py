"""Runs a notebook: its cells one after the other in this process, as a kernel would, without one to install.

`python -m tests.notebooks docs/tour.ipynb` runs it in an empty folder and writes what its cells gave into the file.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

_MOST = 50_000
"""Characters of the longest HTML that is kept; a map is a page of its own and would fill the file."""


def cells(path: Path) -> list[dict[str, Any]]:
    """Return the cells of a notebook."""
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


def run(path: Path) -> list[list[dict[str, Any]]]:
    """Return the outputs of each code cell, in order; the notebook works in the current folder."""
    space: dict[str, Any] = {"__name__": "__main__"}
    return [_run("".join(cell["source"]), space) for cell in cells(path) if cell["cell_type"] == "code"]


def _run(source: str, space: dict[str, Any]) -> list[dict[str, Any]]:
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    value = None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<cell>", "exec"), space)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), space)
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append({"output_type": "stream", "name": "stdout", "text": _lines(printed.getvalue())})
    if value is not None:
        outputs.append({"output_type": "execute_result", "metadata": {}, "data": _shown(value)})
    return outputs


def _shown(value: Any) -> dict[str, list[str]]:
    shown = {"text/plain": _lines(repr(value))}
    page = value._repr_html_() if hasattr(value, "_repr_html_") else None
    if page and len(page) < _MOST:
        shown["text/html"] = _lines(page)
    return shown


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def write(path: Path) -> None:
    """Run a notebook and write its outputs into it."""
    text = json.loads(path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        given = run(path)
    code = [cell for cell in text["cells"] if cell["cell_type"] == "code"]
    for number, (cell, outputs) in enumerate(zip(code, given, strict=True), 1):
        cell["execution_count"] = number
        cell["outputs"] = [
            output | ({"execution_count": number} if output["output_type"] == "execute_result" else {})
            for output in outputs
        ]
    path.write_text(json.dumps(text, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    os.environ.pop("GRAPHKIT_STORE", None)
    write(Path(sys.argv[1]).resolve())
