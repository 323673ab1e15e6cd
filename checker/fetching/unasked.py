"""Codings that are never asked for and that some servers send all the same: Brotli and Zstandard.

Rules kept here:
- Both libraries are extras (`pincite[encodings]`): without them such a body stays unread.
- No step puts out much more than the bound, so a bomb costs no more than a long page: Brotli's
  engine takes a limit; Zstandard's does not, so it is fed a few bytes at a time, and as each block
  takes three bytes at least and gives 128 KiB at most, so is what comes of them.
- Windows are those that browsers take: 16 MiB (Brotli), 8 MiB (Zstandard).

Source: RFC 7932; RFC 8878, 3.1.1.2.3 and 3.1.1.1.2; RFC 9659.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Final, Protocol

BROTLI, ZSTD = "br", "zstd"
_LIBRARIES: Final = {BROTLI: "brotli", ZSTD: "zstandard"}
_WINDOW: Final = 8 << 20
_BITE: Final = 16
"""Bytes fed at once to Zstandard: five blocks, 640 KiB of output."""
_PIECE: Final = 1 << 16
"""Bytes of output that Brotli is asked for at once."""
_MOST_FRAMES: Final = 1000


class Layer(Protocol):
    """One coding of a body, undone."""

    full: bool
    """More than the bound came out."""
    broken: str
    """What was wrong with the coding, if something was."""

    @property
    def unfinished(self) -> bool:
        """A stream was begun and is not at its end."""
        ...

    def feed(self, data: bytes) -> bytes:
        """Decode some bytes, up to the bound."""
        ...


def is_known(coding: str) -> bool:
    """Whether a coding can be undone here, by the libraries that are installed."""
    library = _LIBRARIES.get(coding)
    return library is not None and find_spec(library) is not None


class Unpacker:
    """One layer of Brotli or Zstandard; `limit` bounds its output in bytes."""

    def __init__(self, coding: str, limit: int) -> None:
        self.full = False
        self.broken = ""
        self._left = limit
        self._begun = False
        self._stream: _Brotli | _Zstd = _Brotli() if coding == BROTLI else _Zstd()

    @property
    def unfinished(self) -> bool:
        """A stream was begun and is not at its end."""
        return self._begun and not self._stream.ended

    def feed(self, data: bytes) -> bytes:
        """Decode some bytes, up to the bound."""
        out: list[bytes] = []
        if self.full or self.broken:
            return b""
        try:
            self._begun = self._begun or bool(data)
            for piece in self._stream.pieces(data):
                out.append(piece[: self._left])
                self.full = len(piece) > self._left
                self._left -= len(out[-1])
                if self.full:
                    break
        except _Broken as error:
            self.broken = str(error)
        return b"".join(out)


class _Broken(Exception):
    """The bytes are not of this coding."""


class _Brotli:
    def __init__(self) -> None:
        import brotli

        self._engine = brotli.Decompressor()
        self._error: type[Exception] = brotli.error

    @property
    def ended(self) -> bool:
        return bool(self._engine.is_finished())

    def pieces(self, data: bytes) -> Iterator[bytes]:
        engine = self._engine
        try:
            while not engine.is_finished():
                piece: bytes = engine.process(data, output_buffer_limit=_PIECE)
                data = b""
                if piece:
                    yield piece
                if engine.can_accept_more_data():
                    return
        except self._error as error:
            raise _Broken(str(error)) from None


class _Zstd:
    def __init__(self) -> None:
        import zstandard

        self._open = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj
        self._engine = self._open()
        self._error: type[Exception] = zstandard.ZstdError
        self._frames = 1

    @property
    def ended(self) -> bool:
        return bool(self._engine.eof)

    def pieces(self, data: bytes) -> Iterator[bytes]:
        try:
            for at in range(0, len(data), _BITE):
                bite = data[at : at + _BITE]
                while bite:
                    if self._engine.eof:
                        # A body may be several frames, one after the other.
                        self._frames += 1
                        if self._frames > _MOST_FRAMES:
                            return
                        self._engine = self._open()
                    yield self._engine.decompress(bite)
                    bite = self._engine.unused_data if self._engine.eof else b""
        except self._error as error:
            raise _Broken(str(error)) from None
