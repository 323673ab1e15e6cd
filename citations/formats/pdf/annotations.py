"""The link annotations of a document: the URLs, and where on each page they lie.

Rules kept here:
- Links to a URI count, and a URL that comes again is one. Of all others only the place is told:
  one that leads within the document may be a reference to a note.
- Where a link has quadrilaterals (one for each line that it covers) they are its areas, else its
  frame is.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from typing import Any, Final

from .areas import Area
from .calls import (
    action_of,
    frame_of,
    next_link,
    path_of,
    quad_at,
    quads_of,
    reference,
)

MOST_LINKS: Final = 100_000
WITHIN: Final = -1
"""Instead of the number of a URL, for a link that has none."""
_MOST_QUADS: Final = 1_000
_LONGEST: Final = 65_536
"""Bytes of a URL with the zero behind it."""
_QUAD: Final = struct.Struct("=8f")
_FRAME: Final = struct.Struct("=4f")


class Annotations:
    """The links of one document.

    Args:
        document: the bindings' handle.
    """

    def __init__(self, document: Any) -> None:
        self._document = reference(document)
        self._link, self._position = ctypes.c_void_p(), ctypes.c_int()
        self._link_at, self._position_at = ctypes.byref(self._link), ctypes.byref(self._position)
        self._path = ctypes.create_string_buffer(_LONGEST)
        self._room = ctypes.c_ulong(_LONGEST)
        self._numbers = ctypes.create_string_buffer(_QUAD.size)
        self.enumerated = 0
        """Links of the page that was looked at last, those within the document included."""
        self.urls: list[str] = []
        self._indices: dict[str, int] = {}

    def areas(self, page: Any) -> Iterator[Area]:
        """Where the links of a page lie, in its own coordinates; `page` is a reference."""
        link = self._link
        self._position.value = 0
        for number in range(MOST_LINKS):
            self.enumerated = number
            if not next_link(page, self._position_at, self._link_at):
                return
            action = action_of(link)
            # Of other actions (a place in the document, a script) PDFium gives no URL.
            url = self._uri(ctypes.c_void_p(action)) if action else ""
            yield from self._places(link, self._index(url) if url else WITHIN)

    def _uri(self, action: Any) -> str:
        length = path_of(self._document, action, self._path, self._room)
        if not 1 < length < _LONGEST:
            return ""
        return (
            ctypes.string_at(self._path, length - 1)
            .partition(b"\0")[0]
            .decode("utf-8", "replace")
            .strip()
        )

    def _index(self, url: str) -> int:
        """The number of a URL; of one too many it is told that it is a link."""
        if url not in self._indices:
            if len(self.urls) >= MOST_LINKS:
                return WITHIN
            self._indices[url] = len(self.urls)
            self.urls.append(url)
        return self._indices[url]

    def _places(self, link: Any, index: int) -> Iterator[Area]:
        count = min(quads_of(link), _MOST_QUADS)
        for number in range(count):
            if quad_at(link, ctypes.c_size_t(number), self._numbers):
                edges = _QUAD.unpack(self._numbers)
                xs, ys = edges[::2], edges[1::2]
                yield min(xs), min(ys), max(xs), max(ys), index
        if count <= 0 and frame_of(link, self._numbers):
            left, top, right, bottom = _FRAME.unpack_from(self._numbers)
            yield min(left, right), min(bottom, top), max(left, right), max(bottom, top), index
