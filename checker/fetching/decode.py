"""Content-Encoding undone in bounded steps: a bomb costs no more than a long page.

Rules kept here:
- No layer puts out more bytes than the bound, the inner ones neither; what is past it is cut.
- What was decoded before an error stays good: a page with a broken end is still a page. Checksums
  are passed over, as browsers do.
- Codings that cannot be undone here make a body unreadable, but no link dead; br and zstd, which we
  do not ask for, among them, unless their libraries are installed (`unasked`). Names that
  are no codings at all are passed over, as browsers do.

Source: RFC 9110, section 8.4; RFC 1950 to 1952.
"""

from __future__ import annotations

import zlib

from .unasked import Layer, Unpacker, is_known

_MOST_LAYERS = 4
_MOST_MEMBERS = 1000
"""Gzip members in one stream; each costs a decompressor."""
_GZIP = frozenset({"gzip", "x-gzip"})
_GZIP_MARK = b"\x1f\x8b"
_GZIP_END = 8
"""Bytes behind a member: its checksum and its length."""
_LONGEST_START = 1 << 20
"""Bytes in which a head that is not all there at once has to end."""
_UNREADABLE = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "aes128gcm"})


class Decoder:
    """Undoes one answer's codings. `codings` is the header's value; `limit` bounds the output."""

    def __init__(self, codings: str, limit: int) -> None:
        names = [name.strip().lower() for name in codings.split(",", 64)] if codings else []
        known = [name for name in names if name in _GZIP or name == "deflate" or is_known(name)]
        unreadable = _UNREADABLE.intersection(names).difference(known)
        self.readable = len(known) <= _MOST_LAYERS and not unreadable
        """False when the body is passed through as it came."""
        self.cut = False
        """The bound was reached, or what followed could not be decoded."""
        self.broken = ""
        """What was wrong with the coding, if something was."""
        self._left = limit
        self._empty = True
        layers = reversed(known) if self.readable else ()
        self._layers = [_layer(name, limit) for name in layers]

    def feed(self, data: bytes) -> bytes:
        """Decode some bytes; nothing more comes once `cut` is set."""
        if self.cut:
            return b""
        for layer in self._layers:
            data = layer.feed(data)
            self.broken = self.broken or layer.broken
            self.cut = self.cut or layer.full or bool(layer.broken)
        if len(data) > self._left:
            data, self.cut = data[: self._left], True
        self._left -= len(data)
        self._empty = self._empty and not data
        return data

    def end(self) -> None:
        """The body has ended. Where nothing came out of a coding that had begun, it is broken."""
        if self._empty and any(layer.unfinished for layer in self._layers):
            self.broken = self.broken or "it ends before anything can be undone"


def _layer(name: str, limit: int) -> Layer:
    return Unpacker(name, limit) if is_known(name) else _Inflater(name in _GZIP, limit)


class _Inflater:
    """One layer of gzip or deflate. The engine sees the bare stream, between head and checksum."""

    def __init__(self, gzip: bool, limit: int) -> None:
        self.full = False
        self.broken = ""
        self._gzip = gzip
        self._left = limit
        self._start = b""
        """The first bytes of a stream or gzip member, until they say what it is."""
        self._engine: zlib._Decompress | None = None
        self._members = 0
        self._passed = 0
        """Bytes of a checksum that are still to come."""
        self._ended = False

    @property
    def unfinished(self) -> bool:
        """A stream was begun and is not at its end."""
        return self._engine is not None or (bool(self._start) and not self._members)

    def feed(self, data: bytes) -> bytes:
        """Decode some bytes, up to the bound."""
        pieces = []
        try:
            while data and not self._ended and not self.full:
                if self._passed:
                    data, self._passed = data[self._passed :], max(0, self._passed - len(data))
                    continue
                if self._engine is None:
                    data = self._begin(data)
                    continue
                # One byte more than may come out tells a full layer from one that just fits.
                piece = self._engine.decompress(data, self._left + 1)
                self.full = len(piece) > self._left
                pieces.append(piece[: self._left])
                self._left -= len(pieces[-1])
                data = b""
                if self._engine.eof:
                    data, self._engine = self._engine.unused_data, None
                    self._passed = _GZIP_END if self._gzip else 0
        except zlib.error as error:
            self.broken = str(error)
        return b"".join(pieces)

    def _begin(self, data: bytes) -> bytes:
        """Start a stream or the next gzip member; bytes after the last one are passed over."""
        data, self._start = self._start + data, b""
        if self._members:
            data = data.lstrip(b"\0")
        if len(data) < 2:
            self._start = data
            return b""
        member = self._gzip and data[:2] == _GZIP_MARK and self._members < _MOST_MEMBERS
        if self._members and not member:
            self._ended = True
            return b""
        head = _gzip_head(data) if self._gzip else 2 * _has_zlib_header(data)
        if head is None:
            self._start = data
            return b""
        self._members += 1
        self._engine = zlib.decompressobj(-zlib.MAX_WBITS)
        return data[head:]


def _gzip_head(data: bytes) -> int | None:
    """Bytes before the stream of a gzip member (RFC 1952, 2.3); None while they are not all there.

    Raises:
        zlib.error: no gzip.
    """
    if data[:2] != _GZIP_MARK or len(data) > _LONGEST_START:
        raise zlib.error("incorrect header check")
    if len(data) < 10:
        return None
    if data[2] != zlib.DEFLATED:
        raise zlib.error("unknown compression method")
    flags, at = data[3], 10
    if flags & 4:  # FEXTRA
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    for flag in (8, 16):  # FNAME, FCOMMENT
        if flags & flag:
            end = data.find(b"\0", at)
            if end < 0:
                return None
            at = end + 1
    at += flags & 2  # FHCRC: two bytes
    return at if at <= len(data) else None


def _has_zlib_header(data: bytes) -> bool:
    """Deflate ought to come in a zlib wrapper (RFC 1950) and often comes without."""
    return data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
