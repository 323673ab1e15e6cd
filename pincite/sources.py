"""PATH arguments → files to read.

Rules kept here:
- A PATH is a file, a folder (read recursively, files with a known suffix, hidden folders left out),
  a glob, a URL, or `-` for standard input.
- A letter at a URL is fetched once in a run, by the crawler's client, when its bytes are wanted.
- What cannot be opened is a Problem, a value: the other files are still read.
- A pipe or a device that is named is read once, and no further than a letter may be long; one that
  lies in a folder, or that a glob meets, is left alone: it may never answer.
- A report that pincite wrote beside the letters is none of them: a folder or a glob leaves it out.
- The order is the order of the arguments, sorted by path inside a folder or glob; a file that two
  arguments name is read once.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from checker import FetchedLetter, NotFetched
    from checker.model import CrawlSettings

STDIN = "-"
MOST_BYTES = 512 << 20
"""No format reads a letter as long as this; what is longer is not taken into memory."""
_BINARY = getattr(os, "O_BINARY", 0)
"""Where the system would else take a file for text."""


class Problem(NamedTuple):
    """A PATH, or a file under it, that could not be read."""

    path: str
    message: str
    usage: bool = False
    """True where the command line is at fault (no such file), not the file."""


class Source(NamedTuple):
    """A file to read. Its bytes are read when asked for, so a folder costs no memory."""

    path: str
    load: Callable[[], bytes]
    """Raises OSError, or Unread with one line."""
    address: Callable[[], str] | None = None
    """Where a letter of the web was in the end, once it is loaded."""
    size: int | None = None
    """Bytes of a file that a folder holds under its own name; None where nobody looked."""


class Unread(Exception):
    """A letter that could not be fetched, or is too long. The message is one line."""


class Web:
    """The letters of one run that stand on the web."""

    def __init__(self, settings: CrawlSettings) -> None:
        self._settings = settings
        self._known: dict[str, FetchedLetter | NotFetched] = {}

    def source(self, url: str) -> Source:
        """The letter at a URL; nothing is fetched yet."""
        return Source(url, lambda: self._fetched(url).data, lambda: self._fetched(url).url)

    def _fetched(self, url: str) -> FetchedLetter:
        from checker import FetchedLetter, fetch_letter

        found = self._known.get(url)
        if found is None:
            found = self._known[url] = fetch_letter(url, self._settings)
        if isinstance(found, FetchedLetter):
            return found
        raise Unread(found.message)


def is_url(path: str) -> bool:
    """True for a PATH that names a letter on the web."""
    return path[:8].lower().startswith(("http://", "https://"))


def expand(paths: Sequence[str], web: Web | None = None) -> Iterator[Source | Problem]:
    """Every letter that the arguments name, once each; `web` fetches those at URLs."""
    seen: set[str] = set()
    real: dict[str, str] = {}
    for path in paths:
        for found in _expand_one(path, web):
            if isinstance(found, Problem):
                yield found
                continue
            named = found.path == STDIN or is_url(found.path)
            key = found.path if named else _key(found.path, real, found.size is None)
            if key not in seen:
                seen.add(key)
                yield found


def _key(path: str, real: dict[str, str], may_be_link: bool) -> str:
    """What two names of one file have in common; `real` keeps what folders are called."""
    if may_be_link and os.path.islink(path):  # noqa: PTH114 - a folder has many files: this is their fastest way
        return os.path.realpath(path)
    folder, name = os.path.split(path)
    if folder not in real:
        real[folder] = os.path.realpath(folder)
    return f"{real[folder]}/{name}"


def _expand_one(path: str, web: Web | None) -> Iterator[Source | Problem]:
    if path == STDIN:
        yield Source(STDIN, _stdin)
    elif is_url(path):
        yield web.source(path) if web is not None else Problem(path, "is no file", usage=True)
    elif path and os.path.isdir(path):  # noqa: PTH112 - Path raises where a name is too long
        yield from _folder(path)
    elif os.path.exists(path):  # noqa: PTH110
        yield source_of(path)
    else:
        yield from _matching(path)


def _matching(pattern: str) -> Iterator[Source | Problem]:
    import glob

    if not glob.has_magic(pattern):
        yield Problem(pattern or "''", "no such file or folder", usage=True)
        return
    # Path.glob takes no absolute patterns.
    names = sorted(glob.iglob(pattern, recursive=True))  # noqa: PTH207
    matches = [name for name in names if not os.path.isdir(name)]  # noqa: PTH112
    yield from (_found(name) for name in matches if not _is_report(name))
    if not matches:
        yield Problem(pattern, "no file matches this pattern", usage=True)


@cache
def _stdin() -> bytes:
    """Standard input can be read only once; a run reads its sources twice (digest, then text)."""
    if sys.stdin is None:  # it was closed before we started (`<&-`)
        raise Unread("standard input is closed")
    return _bounded(sys.stdin.buffer)


def _bounded(file: IO[bytes]) -> bytes:
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Unread(f"larger than {MOST_BYTES >> 20} MB")
    return data


def source_of(path: str) -> Source:
    """The letter in a file."""
    # What is no file, `<(pandoc letter.tex)`, gives its bytes only once; a run reads them twice.
    load = read_file if os.path.isfile(path) else cache(read_file)  # noqa: PTH113
    return Source(path, lambda: load(path))


def read_file(path: str) -> bytes:
    """The bytes of a file. Raises OSError, or Unread where it is too long."""
    file = os.open(path, os.O_RDONLY | _BINARY)
    try:
        known = os.fstat(file)
        is_plain = stat.S_ISREG(known.st_mode) and known.st_size <= MOST_BYTES
        if is_plain:
            data = os.read(file, known.st_size + 1)
            if len(data) == known.st_size:
                return data
            os.lseek(file, 0, os.SEEK_SET)  # it grows, or does not say how long it is
        with open(file, "rb", closefd=False) as whole:
            # A bound that is asked for is taken from the system first, all of it.
            return whole.read() if is_plain else _bounded(whole)
    finally:
        os.close(file)


def _found(path: str) -> Source | Problem:
    """A file that nobody named."""
    try:
        known = os.lstat(path)
        size = known.st_size if stat.S_ISREG(known.st_mode) else None
        kind = known.st_mode if size is not None else os.stat(path).st_mode  # noqa: PTH116
    except OSError as error:
        return Problem(path, _reason(error))
    if stat.S_ISREG(kind):
        return Source(path, lambda: read_file(path), size=size)
    return Problem(path, "is no file: a pipe or a device")


_REPORTS = (".html", ".htm", ".md", ".markdown")
_MARKS = (
    b'<meta name="generator" content="pincite ',
    b"## pincite: do the sources still stand?\n",
)
"""What stands in the beginning of reports that would else be read as letters."""
_BEGINNING = 1024
_PRINTED = (".txt", ".text")
_TOTALS = re.compile(
    rb"(?:\A|\n)[\d,]+ letters?, [\d,]+ links?(?:: [^\r\n]*)?\r?\n"
    rb"[\d,]+ findings?(?:: [^\r\n]*)?\r?\n"
    rb"(?:`pincite explain CODE` says what a finding means\.\r?\n)?"
    rb"(?:(?:There was no network|The run )[^\r\n]*\r?\n)?\s*\Z"
)
"""What a report for a terminal ends with; a letter that quotes one goes on, or signs."""
_END = 1024
_SUMMED = re.compile(
    rb"\A(?:[^\n]{0,200}\n){0,2}[\d,]+ letters?, [\d,]+ links?\r?\n(?:(?: [^\n]*|\r)?\n)*+"
    rb"[\d,]+ findings?\b"
)
"""What a summary begins with."""


def _is_report(path: str) -> bool:
    """Whether a file that nobody named is a report of ours."""
    name = path.lower()
    if name.endswith(_REPORTS):
        beginning = _piece(path, 0, _BEGINNING)
        return any(mark in beginning for mark in _MARKS)
    return name.endswith(_PRINTED) and (
        _TOTALS.search(_piece(path, -_END, _END)) is not None
        or _SUMMED.match(_piece(path, 0, 2 * _BEGINNING)) is not None
    )


def _piece(path: str, start: int, size: int) -> bytes:
    """Bytes of a file, from its end where `start` is negative; none where it cannot be read."""
    if not os.path.isfile(path):  # noqa: PTH113 - no pipe
        return b""
    try:
        file = os.open(path, os.O_RDONLY | _BINARY)
    except OSError:
        return b""
    try:
        if start < 0:
            os.lseek(file, max(start, -os.fstat(file).st_size), os.SEEK_END)
        return os.read(file, size)
    except OSError:
        return b""
    finally:
        os.close(file)


def _folder(path: str) -> Iterator[Source | Problem]:
    from citations import FORMATS

    suffixes = {suffix for each in FORMATS.values() for suffix in each.suffixes}
    problems: list[Problem] = []
    found = False

    def unreadable(error: OSError) -> None:
        problems.append(Problem(str(error.filename), _reason(error)))

    for folder, folders, files in os.walk(path, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # "./a.md" is called "a.md", as Path calls it.
        before = "" if _tidy(folder) == "." else os.path.join(_tidy(folder), "")  # noqa: PTH118
        for name in sorted(files):
            if name.startswith(".") or os.path.splitext(name)[1].lower() not in suffixes:  # noqa: PTH122
                continue
            if not _is_report(before + name):
                found = True
                yield _found(before + name)
    yield from problems
    if not found and not problems:
        kinds = " ".join(sorted(suffixes))
        yield Problem(path, f"no letters in this folder (looked for {kinds})", usage=True)


def _tidy(folder: str) -> str:
    """A folder's name as Path writes it; to import that takes longer than to read most folders."""
    if folder == os.path.normpath(folder):
        return folder
    from pathlib import Path

    return str(Path(folder))


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def read_bytes(source: Source) -> bytes | Problem:
    """The file's bytes, or why they could not be read."""
    try:
        return source.load()
    except OSError as error:
        return Problem(source.path, _reason(error))
    except Unread as error:
        return Problem(source.path, str(error))
