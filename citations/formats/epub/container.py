"""The zip of a book: what is in it, and in which order it is read (EPUB OCF 3.3, EPUB 3.3).

Rules kept here:
- Only parts that are asked for are unpacked; number, size and ratio are bounded before that.
- The two files that name the parts are read by their tags alone, so that nothing in them is
  resolved, and a book whose names climb out of the zip finds nothing there.
- Everything that is wrong with a file ends as one of the ReadError family.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from citations.model import DocumentTooLarge, NotADocument

from ..decoding import decode

MOST_ENTRIES = 20_000
LARGEST_SUM = 96 << 20
"""Bytes of text, unpacked. A book of 1,000 pages has some 3 MB."""
BOMB_SIZE = 4 << 20
BOMB_RATIO = 250

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_ROOT = re.compile(r"<(?:\w{1,20}:)?rootfile\s[^<>]*>")
_ITEM = re.compile(r"<(?:\w{1,20}:)?(?P<kind>item|itemref)\s[^<>]*>")
_CIPHERED = re.compile(r"<(?:\w{1,20}:)?CipherReference\s[^<>]*>")
_ATTRIBUTE = re.compile(
    r"\s(?P<name>[\w:-]{1,40})\s{0,9}=\s{0,9}(?P<quote>[\"'])(?P<value>.*?)(?P=quote)"
)
_DECLARED = re.compile(r"<dc:(?P<name>title|date)\b[^<>]*>(?P<words>[^<]{0,500})</dc:")
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})


class Container:
    """The parts of a book. Raises NotADocument and DocumentTooLarge."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise NotADocument("damaged .epub: the zip archive cannot be read") from error
        if len(entries) > MOST_ENTRIES:
            raise DocumentTooLarge(
                f".epub with {len(entries):,} entries; at most {MOST_ENTRIES:,} are read"
            )
        self._entries = {entry.filename: entry for entry in entries}
        self._unpacked = 0
        found = _ROOT.search(self._words(_CONTAINER) or "")
        self._root = unquote(_attributes(found[0]).get("full-path", "")) if found else ""
        words = self._words(self._root)
        if words is None:
            raise NotADocument("damaged .epub: it does not say which of its files to read")
        self._package = words
        ciphered = (_attributes(each) for each in _CIPHERED.findall(self._words(_ENCRYPTION) or ""))
        self._ciphered = {unquote(each.get("uri", "")) for each in ciphered}

    def declared(self) -> dict[str, str]:
        """What the book says of itself: its first title and date."""
        found: dict[str, str] = {}
        for match in _DECLARED.finditer(self._package):
            found.setdefault(match["name"], " ".join(unescape(match["words"]).split()))
        return found

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the markup of each page, in reading order."""
        for name in self._spine():
            if name in self._ciphered:
                raise NotADocument("protected .epub: its pages are encrypted")
            words = self._words(name)
            if words is not None:
                yield name, words

    def _spine(self) -> list[str]:
        folder = posixpath.dirname(self._root)
        items: dict[str, str] = {}
        order: list[str] = []
        for match in _ITEM.finditer(self._package):
            told = _attributes(match[0])
            if match["kind"] == "itemref":
                order.append(told.get("idref", ""))
            elif told.get("media-type", "") in _PAGES:
                name = posixpath.normpath(posixpath.join(folder, unquote(told.get("href", ""))))
                items[told.get("id", "")] = name
        listed = [items[each] for each in order if each in items]
        return list(dict.fromkeys(listed or items.values()))

    def _words(self, name: str) -> str | None:
        """The text of a part; None where there is no such part, or nothing in it."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        self._unpacked += entry.file_size
        ratio = entry.file_size / max(1, entry.compress_size)
        if self._unpacked > LARGEST_SUM or (entry.file_size > BOMB_SIZE and ratio > BOMB_RATIO):
            raise DocumentTooLarge(
                f".epub unpacks to too much: {entry.file_size:,} bytes in a page"
            )
        try:
            with self._archive.open(entry) as part:
                data = part.read(entry.file_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
            raise NotADocument("damaged .epub: a page cannot be unpacked") from error
        except (RuntimeError, NotImplementedError) as error:
            raise NotADocument("encrypted .epub: the zip archive asks for a password") from error
        return decode(data)[0] if data.strip() else None


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag, their names in lower case."""
    return {each["name"].lower(): unescape(each["value"]) for each in _ATTRIBUTE.finditer(tag)}
