"""GOAWAY taken out of a server's frames: the library takes every one for the end of all.

Rules kept here:
- A server that means to end a connection says up to which request it will still answer (RFC 9113,
  6.8). What it answers goes on; what it has not looked at may be asked again elsewhere (8.7).
- All other frames are handed on as they came, byte by byte, and in order.
- Nothing is kept but the head of a frame and one GOAWAY, of which no more than _MOST bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_HEAD = 9
"""Bytes before a frame's content: its length in three, its type, flags, stream (RFC 9113, 4.1)."""
_DATA, _GOAWAY = 0, 7
_FEWEST, _MOST = 8, 16_384
"""Bytes of a GOAWAY: two numbers, words for people. A longer one is for the library to refuse."""


@dataclass(frozen=True, slots=True)
class Farewell:
    """What a GOAWAY says."""

    last: int
    """The last request that is answered; 0 for none."""
    code: int
    """Why, 0 for no error."""


class Farewells:
    """The frames of one connection as they come in."""

    __slots__ = ("_begun", "_left", "beside", "frames")

    def __init__(self) -> None:
        self.frames = 0
        """Frames that have begun."""
        self.beside = 0
        """Bytes of those that are no part of a page; a frame that is too long is none."""
        self._begun = b""
        """A head that is not all there, or a GOAWAY that is not."""
        self._left = 0
        """Bytes still to come of a frame that is handed on."""

    def sift(self, data: bytes) -> Iterator[bytes | Farewell]:
        """The same bytes in pieces, a Farewell where a GOAWAY stood."""
        data, self._begun = self._begun + data, b""
        at = kept = 0  # what lies between them is to be handed on
        while at < len(data):
            if self._left:
                step = min(self._left, len(data) - at)
                self._left -= step
                at += step
                continue
            head = data[at : at + _HEAD]
            size = int.from_bytes(head[:3], "big")
            ours = len(head) > 3 and head[3] == _GOAWAY and _FEWEST <= size <= _MOST
            if len(head) == _HEAD and not ours:
                at += _HEAD
                self._left = size
                self.frames += 1
                self.beside += min(size, _MOST) if head[3] != _DATA else 0
                continue
            if at > kept:
                yield data[kept:at]
            content = data[at + _HEAD : at + _HEAD + size]
            if len(head) < _HEAD or len(content) < size:
                self._begun = data[at:]
                return
            at = kept = at + _HEAD + size
            yield Farewell(
                int.from_bytes(content[:4], "big") & 0x7FFFFFFF,
                int.from_bytes(content[4:8], "big"),
            )
        if at > kept:
            yield data[kept:at]
