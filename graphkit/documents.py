"""From bytes or text to a Document: encoding, front matter, title, id."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from graphkit import dates
from graphkit.errors import InputError
from graphkit.model import Document, content_id

LARGEST = 20_000_000
"""The most bytes that one article may have."""

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_KEYS = {"title": "title", "publisher": "publisher", "published": "published", "date": "published", "url": "url"}
_KEYS |= {"original": "original"}
_IGNORED = {"language", "lang", "author", "authors", "tags", "categories", "description", "layout", "slug", "image"}


def read_file(path: Path) -> Document:
    """Return the article in a plain-text or Markdown file (UTF-8), or raise InputError with the reason.

    Markdown may begin with front matter (title, publisher, published, url, original).
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError(
                f"{path} has {size / 1e6:.0f} MB; an article has at most {LARGEST / 1e6:.0f} MB. Split it."
            )
        return from_bytes(path.read_bytes(), str(path))
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder, not an article.") from None
    except PermissionError:
        raise InputError(f"{path} may not be read by this user.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from None


def from_bytes(data: bytes, name: str) -> Document:
    """Return the article in `data`; `name` is used in messages and, where the text has no title, for the id."""
    if b"\x00" in data[:8192]:
        raise InputError(f"{name} is a binary file, not text.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not UTF-8 text (byte {error.start} cannot be read). Save it as UTF-8 first."
        ) from None
    text = text.replace("\r\n", "\n")
    if not text[front_matter(text, name)[1] :].strip():
        raise InputError(f"{name} is empty.")
    return from_text(text, name, hashlib.sha256(data).hexdigest())


def from_text(text: str, name: str = "", sha256: str | None = None) -> Document:
    """Return the article with this text; offsets of its claims count in characters of it."""
    sha256 = sha256 or hashlib.sha256(text.encode()).hexdigest()
    meta, body = front_matter(text, name)
    title = meta.get("title") or _title(text[body:]) or Path(name).stem
    published = meta.get("published") or None
    if published:
        try:
            dates.check(published)
        except InputError as error:
            raise InputError(f"{name}: published: {error}") from None
    return Document(
        id=content_id(title, sha256),
        title=title,
        text=text,
        sha256=sha256,
        publisher=meta.get("publisher", ""),
        url=meta.get("url", ""),
        published=published,
        original=meta.get("original", ""),
    )


def front_matter(text: str, name: str = "") -> tuple[dict[str, str], int]:
    """Return the keys of the front matter and where the body begins; ({}, 0) if there is none."""
    match = _FRONT_MATTER.match(text)
    lines = [line.partition(":") for line in match.group(1).splitlines() if line.strip()] if match else []
    if match is None or not all(colon and re.fullmatch(r"[\w-]+", key) for key, colon, _ in lines):
        return {}, 0
    meta: dict[str, str] = {}
    for key, _, value in lines:
        if key in _KEYS:
            meta[_KEYS[key]] = _unquoted(value.strip())
        elif key not in _IGNORED:
            known = ", ".join(sorted({*_KEYS, *_IGNORED}))
            raise InputError(f'{name}: the front matter has "{key}", which is none of {known}.')
    return meta, match.end()


def _unquoted(value: str) -> str:
    quoted = len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _title(body: str) -> str:
    """The first line that reads like a headline, else the first words."""
    lines = [line.strip().lstrip("#").strip() for line in body.splitlines()]
    for line in lines[:20]:
        if len(line.split()) >= 4 and len(line) <= 160:
            return line
    return " ".join(" ".join(lines).split()[:10])
