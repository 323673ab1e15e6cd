"""Letters of the database whose files are no longer there, told from a disk that is not there.

Rules kept here:
- A letter is gone where its folder is there without it. Where a folder is absent or empty, as when
  a disk is not mounted, nothing is concluded: its letters are left as they are; that is told.
- A folder inside is gone with its letters where other letters stand beside or above it, or where
  the folder that a check was asked with is there without it; not where a link leads nowhere.
- Looks at names alone. A letter on the web is never gone: its server says so today only.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from results import KnownLetter

from .sources import Problem, is_url


@dataclass(frozen=True, slots=True)
class Survey:
    """The letters that an audit is to be about."""

    here: tuple[KnownLetter, ...]
    """Those to audit, on the web ones too."""
    gone: tuple[KnownLetter, ...]
    """Those whose files are gone, which was not told yet."""
    absent: tuple[Problem, ...]
    """Folders that are absent or empty, with how many letters they held."""


def survey(letters: Iterable[KnownLetter], roots: Iterable[str] = ()) -> Survey:
    """Which letters are there, and which are not; `roots` is what checks were asked with."""
    here: list[KnownLetter] = []
    lost: list[KnownLetter] = []
    for each in letters:
        if is_url(each.path) or os.path.lexists(on_disk(each.path)):
            here.append(each)
        elif each.departed is None:  # else it was told before
            lost.append(each)
    found = [each.path for each in here if not is_url(each.path)]
    there = [each for each in roots if not is_url(each) and Path(on_disk(each)).is_dir()]
    folders = {each: _without(each, found, there) for each in {_folder(each) for each in lost}}
    gone = [each for each in lost if folders[_folder(each)]]
    absent = Counter(_folder(each) for each in lost if not folders[_folder(each)])
    return Survey(tuple(here), tuple(gone), tuple(_absences(absent)))


def _absences(absent: Counter[str]) -> Iterator[Problem]:
    for folder, number in sorted(absent.items()):
        held = "its letter is" if number == 1 else f"its {number:,} letters are"
        yield Problem(
            folder,
            f"this folder is absent or empty: {held} not audited until it is back"
            f" (`pincite forget` ends that)",
        )


def _folder(letter: KnownLetter) -> str:
    return os.path.dirname(letter.path) or "."  # noqa: PTH120 - as it is written


def _without(folder: str, found: Sequence[str], roots: Sequence[str]) -> bool:
    """Whether letters that stood in a folder are gone, as far as can be told."""
    place = Path(on_disk(folder))
    if place.is_dir():
        return _holds_any(place)
    above = next((each for each in place.parents if each.is_dir()), Path())
    if os.path.lexists(above / place.relative_to(above).parts[0]) or not _holds_any(above):
        return False
    if any(is_at(folder, root) for root in roots):
        return True
    if above == Path():
        return False  # the first part of a relative path, as a disk is mounted at
    return any(Path(on_disk(each)).is_relative_to(above) for each in found)


def _holds_any(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return next(entries, None) is not None
    except OSError:
        return False


_NO_UTF8 = re.compile(r"\\udc([89a-f][0-9a-f])")
"""A byte of a file name that is no UTF-8, as the database writes it."""


def on_disk(path: str) -> str:
    """What the system calls a letter of the database."""
    if "\\udc" not in path or Path(path).exists():
        return path
    return os.fsdecode(
        b"".join(
            bytes.fromhex(part) if place % 2 else os.fsencode(part)
            for place, part in enumerate(_NO_UTF8.split(path))
        )
    )


def at_paths(letters: Iterable[KnownLetter], paths: Sequence[str]) -> Sequence[KnownLetter]:
    """The letters that the paths name; all of them for no path."""
    return [each for each in letters if not paths or any(is_at(each.path, p) for p in paths)]


def is_at(letter: str, path: str) -> bool:
    """Whether a letter is the file, stands in the folder, or matches the pattern."""
    letter, path = os.path.normpath(letter), os.path.normpath(path)
    inside = path == "." and not Path(letter).is_absolute() and not letter.startswith("..")
    return letter == path or letter.startswith(path + os.sep) or inside or fnmatchcase(letter, path)
