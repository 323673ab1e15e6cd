"""The files of a local archive: written while a run goes on, closed, read back, and only then told.

Rules kept here:
- A file is written under a name that ends in `.open`, forced to the disk, read back, and renamed. A
  process that is killed leaves no broken file: the next run finds that nobody holds it, and removes
  it.
- A page is confirmed when every one of its hops was read back from the finished file and matches
  its digests.
- A file that has come to its size is closed and the next one begun.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from checker import (
    Package,
    PackedPage,
    capture_of,
    pack_wacz,
    warc_opening,
    warc_records,
    whole_responses,
)
from checker.model import CrawlSettings, Saved, SaveState, SaveWarcSettings

from . import __version__
from .holding import hold

SOFTWARE = f"pincite {__version__}"
OPEN = ".open"


@dataclass(slots=True)
class _File:
    """A file that is being written."""

    name: str
    """Of the WARC, as it will be."""
    path: Path
    stream: BinaryIO
    saved: list[Saved] = field(default_factory=list)
    """Without their bodies."""
    hops: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    """Key of a page → address and date of each of its records."""
    pages: list[PackedPage] = field(default_factory=list)


class WarcFiles:
    """A folder of archives. Use as a context manager: what is not finished by then is removed."""

    def __init__(self, settings: SaveWarcSettings, crawl: CrawlSettings) -> None:
        self._settings = settings
        self._crawl = crawl
        self._folder = Path(settings.folder)
        self._file: _File | None = None
        self._number = 0
        self._done: list[Saved] = []
        self.names: list[str] = []
        """Finished files."""

    def __enter__(self) -> WarcFiles:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.stream.close()
            self._file.path.unlink(missing_ok=True)

    def take(self, saved: Saved) -> None:
        """Write a page down. What becomes of it is told by `finished`.

        Raises:
            OSError: it cannot be written.
        """
        file = self._file or self._begin()
        file.stream.write(warc_records(saved.pages, self._crawl))
        file.saved.append(replace(saved, pages=()))
        captures = [capture_of(each) for each in saved.pages]
        file.hops[saved.key] = frozenset(captures)
        file.pages.append(PackedPage(*captures[0], saved.title))
        if file.stream.tell() >= self._settings.file_bytes:
            self._close()

    def finished(self) -> list[Saved]:
        """Close the file that is open; every page that is in a finished file, confirmed.

        Raises:
            OSError: a file cannot be finished.
        """
        if self._file is not None:
            self._close()
        done, self._done = self._done, []
        return done

    def _begin(self) -> _File:
        self._folder.mkdir(parents=True, exist_ok=True)
        _remove_orphans(self._folder)
        self._number += 1
        stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        name = f"pincite-{stamp}-{os.getpid()}-{self._number}.warc.gz"
        path = self._folder / f"{name}{OPEN}"
        stream = path.open("xb")
        hold(stream)
        stream.write(warc_opening(name, SOFTWARE, datetime.now(UTC)))
        self._file = _File(name, path, stream)
        return self._file

    def _close(self) -> None:
        file = self._file
        assert file is not None
        _to_disk(file.stream)
        final, source = self._folder / file.name, file.path
        with ExitStack() as held:  # so that nobody takes it for an orphan before it has its name
            if self._settings.wacz:
                final = final.with_name(file.name.removesuffix(".warc.gz") + ".wacz")
                source = final.with_name(final.name + OPEN)
                held.callback(source.unlink, missing_ok=True)
                _pack(file, held.enter_context(source.open("w+b")))
            there = frozenset(_read_back(source, wacz=self._settings.wacz))
            source.replace(final)
        file.stream.close()
        file.path.unlink(missing_ok=True)
        self._file = None
        self.names.append(str(final))
        self._done.extend(_told(each, file.hops[each.key] <= there, final) for each in file.saved)


def _pack(file: _File, out: BinaryIO) -> None:
    hold(out)
    created = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    package = Package(file.name, SOFTWARE, created, tuple(file.pages), "Sources of letters")
    with file.path.open("rb") as warc:
        pack_wacz(warc, package, out)
    _to_disk(out)


def _told(saved: Saved, whole: bool, file: Path) -> Saved:
    if whole:
        return replace(saved, state=SaveState.CONFIRMED, job=str(file), reason="")
    reason = f"it could not be read back from {file.name}"
    return replace(saved, state=SaveState.PUT_OFF, reason=reason)


def _read_back(path: Path, *, wacz: bool) -> Iterator[tuple[str, str]]:
    """Address and date of every whole response in a file; nothing for one that cannot be read."""
    try:
        if not wacz:
            with path.open("rb") as warc:
                yield from whole_responses(warc)
            return
        with ZipFile(path) as package:
            for name in package.namelist():
                if name.startswith("archive/"):
                    with package.open(name) as warc:
                        yield from whole_responses(warc)
    except (BadZipFile, ValueError):
        return  # what was not read until here is not confirmed


def _to_disk(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _remove_orphans(folder: Path) -> None:
    """Files that a killed process was writing."""
    for path in folder.glob(f"pincite-*{OPEN}"):
        with suppress(OSError), path.open("rb") as stream:
            if hold(stream):
                path.unlink()
