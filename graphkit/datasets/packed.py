"""Data sets as publishers pack them: ZIP archives and gzipped files, unpacked for as long as they are read."""

from __future__ import annotations

import gzip
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from graphkit import loaders
from graphkit.datasets.recognise import SUFFIXES
from graphkit.errors import InputError

_ZIP, _GZIP = ".zip", ".gz"
_DAMAGED = (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError)


@contextmanager
def unpacked(sources: Sequence[str]) -> Iterator[list[tuple[str, list[str]]]]:
    """Give with each source the files and folders to look for data sets in; what was unpacked goes when the block ends.

    Of an archive that is what it holds, of a folder also what the archives in it hold. What is said of a file that
    came out names the archive.
    """
    with tempfile.TemporaryDirectory(prefix="graphkit-") as scratch:
        archives: dict[str, Path] = {}
        places: list[tuple[str, list[str]]] = []
        for source in sources:
            looked = [] if _is_packed(Path(source)) else [source]
            for archive in _archives(Path(source)):
                folder = Path(scratch, str(len(archives)))
                archives[str(archive)] = folder
                _unpack(archive, folder)
                looked.append(str(folder))
            places.append((source, looked))
        try:
            yield places
        except InputError as error:
            text = str(error)
            for name, folder in archives.items():
                text = text.replace(str(folder), name)
            raise InputError(text) from None


def _is_packed(path: Path) -> bool:
    return path.suffix.lower() == _ZIP or (path.suffix.lower() == _GZIP and Path(path.stem).suffix.lower() in SUFFIXES)


def _archives(path: Path) -> list[Path]:
    if path.is_dir():
        return [file for file in loaders.inputs(path, (_ZIP, _GZIP)) if _is_packed(file)]
    return [path] if path.is_file() and _is_packed(path) else []


def _unpack(archive: Path, folder: Path) -> None:
    """Put what an archive holds of data sets into a folder, or raise InputError."""
    folder.mkdir()
    try:
        if archive.suffix.lower() == _GZIP:
            with gzip.open(archive) as packed, (folder / archive.stem).open("wb") as file:
                shutil.copyfileobj(packed, file)
            return
        with zipfile.ZipFile(archive) as packed_files:
            wanted = [one for one in packed_files.infolist() if Path(one.filename).suffix.lower() in SUFFIXES]
            size, free = sum(one.file_size for one in wanted), shutil.disk_usage(folder).free
            if size > free:
                raise InputError(
                    f"{archive} unpacks to {size / 1e9:,.1f} GB, and {folder.parent.parent} has {free / 1e9:,.1f} GB "
                    "free. Set TMPDIR to a folder with more."
                )
            for one in wanted:
                packed_files.extract(one, folder)
    except _DAMAGED:
        raise InputError(f"{archive} cannot be unpacked; it may be cut off.") from None
    except RuntimeError:
        raise InputError(f"{archive} is locked with a password. Unpack it and load what comes out.") from None
    except OSError as error:
        raise InputError(f"{archive} cannot be unpacked: {error.strerror}.") from None
