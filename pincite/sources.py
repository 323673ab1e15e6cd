"""PATH arguments → files to read.

Rules kept here:
- A PATH is a file, a folder (read recursively, files with a known suffix, hidden folders left out),
  a glob, or `-` for standard input.
- What cannot be opened is a Problem, a value: the other files are still read.
- The order is the order of the arguments, sorted by path inside a folder or glob; a file that two
  arguments name is read once.
"""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from citations import FORMATS

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Problem:
    """A PATH, or a file under it, that could not be read."""

    path: str
    message: str
    usage: bool = False
    """True where the command line is at fault (no such file), not the file."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. Its bytes are read when asked for, so a folder costs no memory."""

    path: str
    load: Callable[[], bytes]


def expand(paths: Sequence[str]) -> Iterator[Source | Problem]:
    """Every file that the arguments name, once each."""
    seen: set[str] = set()
    for path in paths:
        for found in _expand_one(path):
            key = found.path if found.path == STDIN else os.path.realpath(found.path)
            if isinstance(found, Problem) or key not in seen:
                seen.add(key)
                yield found


def _expand_one(path: str) -> Iterator[Source | Problem]:
    if path == STDIN:
        yield Source(STDIN, _stdin)
    elif Path(path).is_dir():
        yield from _folder(path)
    elif Path(path).exists():
        yield _file(path)
    elif glob.has_magic(path):
        matches = [p for p in sorted(_matches(path)) if not Path(p).is_dir()]
        yield from map(_file, matches)
        if not matches:
            yield Problem(path, "no file matches this pattern", usage=True)
    else:
        yield Problem(path, "no such file or folder", usage=True)


def _matches(pattern: str) -> Iterator[str]:
    # Path.glob takes no absolute patterns.
    return glob.iglob(pattern, recursive=True)  # noqa: PTH207


@cache
def _stdin() -> bytes:
    """Standard input can be read only once; a run reads its sources twice (digest, then text)."""
    return sys.stdin.buffer.read()


def _file(path: str) -> Source:
    return Source(path, Path(path).read_bytes)


def _folder(path: str) -> Iterator[Source | Problem]:
    suffixes = {suffix for each in FORMATS.values() for suffix in each.suffixes}
    problems: list[Problem] = []
    found = False

    def unreadable(error: OSError) -> None:
        problems.append(Problem(str(error.filename), _reason(error)))

    for folder, folders, files in os.walk(path, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in suffixes:
                found = True
                yield _file(str(Path(folder) / name))
    yield from problems
    if not found:
        kinds = " ".join(sorted(suffixes))
        yield Problem(path, f"no letters in this folder (looked for {kinds})", usage=True)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def read_bytes(source: Source) -> bytes | Problem:
    """The file's bytes, or why they could not be read."""
    try:
        return source.load()
    except OSError as error:
        return Problem(source.path, _reason(error))
