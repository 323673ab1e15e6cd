"""The zip of a document, opened so that a hostile file costs little.

Rules kept here:
- Only entries that are asked for are unpacked; their number, size and ratio are checked before.
- No more comes out of an entry than it declares, and nothing but what its directory says.
- Everything that is wrong with a file ends as one of the ReadError family.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from citations.model import DocumentTooLarge, NotADocument

LARGEST_PART = 64 << 20
LARGEST_SUM = 96 << 20
"""Bytes, unpacked. A book of 1,000 pages has a document.xml of about 30 MB, and 3 MB as EPUB."""
BOMB_RATIO = 250
BOMB_SIZE = 4 << 20
"""WordprocessingML packs 10:1 to 40:1; deflate cannot pass 1032:1, which only filler reaches."""

_LOCAL = struct.Struct("<4s22x2H")
_MARK = b"PK\3\4"
_PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(slots=True)
class Unpacked:
    """How much came out of a zip, and out of those within it."""

    size: int = 0
    """Bytes."""


class Zipped:
    """The entries of a zip, unpacked on demand."""

    def __init__(self, data: bytes, suffix: str, most: int, sum_: Unpacked | None = None) -> None:
        """`suffix` (".docx") is what messages call the file; it has `most` entries at most.

        A zip within another one counts on with that one's sum.

        Raises NotADocument for what is no readable zip, DocumentTooLarge past the bound.
        """
        self._data = data
        self._suffix = suffix
        self.sum = sum_ or Unpacked()
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.entries = archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise NotADocument(f"damaged {suffix}: the zip archive cannot be read") from error
        if len(self.entries) > most:
            raise DocumentTooLarge(
                f"{suffix} with {len(self.entries):,} entries; at most {most:,} are read"
            )

    def unpack(self, entry: zipfile.ZipInfo) -> bytes:
        """The bytes of one of the entries. Raises the ReadError family."""
        if entry.flag_bits & 0x1:
            raise NotADocument(f"encrypted {self._suffix}: the zip archive asks for a password")
        if entry.compress_type not in _PLAIN_METHODS:
            raise NotADocument(
                f"damaged {self._suffix}: packed by a method that such files never use"
            )
        self.sum.size += entry.file_size
        ratio = entry.file_size / max(1, entry.compress_size)
        if (
            entry.file_size > LARGEST_PART
            or self.sum.size > LARGEST_SUM
            or (entry.file_size > BOMB_SIZE and ratio > BOMB_RATIO)
        ):
            raise DocumentTooLarge(
                f"{self._suffix} unpacks to too much:"
                f" {entry.file_size:,} bytes in {_printable(entry)}"
            )
        try:
            return _inflated(self._data, entry)
        except (zlib.error, struct.error, ValueError) as error:
            raise NotADocument(
                f"damaged {self._suffix}: {_printable(entry)} cannot be unpacked"
            ) from error


def _inflated(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """One entry (APPNOTE.TXT 4.3.7), at a third of what zipfile's file object costs.

    No more comes out than the entry declares. Raises ValueError and its like for damage.
    """
    start = entry.header_offset
    mark, name, extra = _LOCAL.unpack_from(data, start)
    start += _LOCAL.size + name + extra
    packed = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        # A bound of 0 is none.
        packed = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, max(1, entry.file_size))
    if mark != _MARK or len(packed) != entry.file_size or zlib.crc32(packed) != entry.CRC:
        raise ValueError("not what the archive's directory says")
    return packed


def _printable(entry: zipfile.ZipInfo) -> str:
    return "".join(c if c.isprintable() else "?" for c in entry.filename[:80])
