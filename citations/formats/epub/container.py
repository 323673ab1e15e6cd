"""The zip of a book: what is in it, and in which order it is read (EPUB OCF 3.3, EPUB 3.3).

Rules kept here:
- Only parts that are asked for are unpacked (`zipped`).
- The two files that name the parts are read by their tags alone, so that nothing in them is
  resolved, and a book whose names climb out of the zip finds nothing there.
- Everything that is wrong with a file ends as one of the ReadError family.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from citations.model import NotADocument

from ...late import late_regex
from ..decoding import decode
from ..zipped import Zipped

MOST_ENTRIES = 20_000

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_ROOT = late_regex(r"<(?:\w{1,20}:)?rootfile\s[^<>]*>")
_ITEM = late_regex(r"<(?:\w{1,20}:)?(?P<kind>item|itemref)\s[^<>]*>")
_CIPHERED = late_regex(r"<(?:\w{1,20}:)?CipherReference\s[^<>]*>")
_ATTRIBUTE = late_regex(
    r"\s(?P<name>[\w:-]{1,40})\s{0,9}=\s{0,9}(?P<quote>[\"'])(?P<value>.*?)(?P=quote)"
)
_DECLARED = late_regex(r"<dc:(?P<name>title|date)\b[^<>]*>(?P<words>[^<]{0,500})</dc:")
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})


class Container:
    """The parts of a book. Raises NotADocument and DocumentTooLarge."""

    def __init__(self, data: bytes) -> None:
        self._zip = Zipped(data, ".epub", MOST_ENTRIES)
        self._entries = {entry.filename: entry for entry in self._zip.entries}
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
        data = self._zip.unpack(entry)
        return decode(data)[0] if data.strip() else None


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag, their names in lower case."""
    return {each["name"].lower(): unescape(each["value"]) for each in _ATTRIBUTE.finditer(tag)}
