"""From files, bytes or text to a Document: encoding, front matter, title, language, id."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from graphkit import dates, formats
from graphkit.errors import InputError
from graphkit.model import Document, content_id

LARGEST = 20_000_000
"""The most bytes that one article may have."""

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_KEYS = {"title": "title", "publisher": "publisher", "published": "published", "date": "published", "url": "url"}
_KEYS |= {"original": "original"}
_IGNORED = {"language", "lang", "author", "authors", "tags", "categories", "description", "layout", "slug", "image"}


_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+", "the of and to in a is for on that with as by at from was were are has have had will be it its not"
    )
)


def read_article(path: Path) -> Document:
    """Return the article in a text, Markdown, HTML or PDF file, or raise InputError with the reason.

    Of a page its main text is taken, of a PDF its pages; offsets of claims count in characters of that text. Text and
    Markdown (UTF-8) may begin with front matter (title, publisher, published, url, original).
    """
    data, name = read_bytes(path), str(path)
    if formats.is_pdf(data):
        document = _from_extract(formats.from_pdf(data, name), data, name)
    elif formats.is_html(data, name):
        document = _from_extract(formats.from_html(data, name), data, name)
    else:
        document = from_bytes(data, name)
    body = document.text[front_matter(document.text)[1] :]
    if not _is_english(body):
        raise InputError(f"{name} does not look like English, which is all that the reader reads.")
    return document


def read_bytes(path: Path) -> bytes:
    """Return what is in a file, or raise InputError with the reason why it cannot be read."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            most = LARGEST / 1e6
            raise InputError(f"{path} has {size / 1e6:.0f} MB; an article has at most {most:.0f} MB. Split it.")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder, not an article.") from None
    except PermissionError:
        raise InputError(f"{path} may not be read by this user.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from None


def _from_extract(found: formats.Extract, data: bytes, name: str) -> Document:
    sha256 = hashlib.sha256(data).hexdigest()
    title = found.title or _title(found.text) or Path(name).stem
    published = found.published or None
    return Document(content_id(title, sha256), title, found.text, sha256, found.publisher, found.url, published)


def _is_english(text: str) -> bool:
    """Tell whether a text has the small words of English, as far as it is long enough to say."""
    words = re.findall(r"\w+", text[:20_000].lower())
    letters = [c for c in text[:20_000] if c.isalpha()]
    latin = sum(c.isascii() for c in letters)
    if len(letters) >= 60 and latin < 0.6 * len(letters):
        return False
    return len(words) < 40 or sum(word in _SMALL_WORDS for word in words) >= 0.08 * len(words)


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
