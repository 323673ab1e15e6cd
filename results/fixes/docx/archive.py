"""A zip archive with a few entries changed; the others are copied as they are packed.

Rules kept here:
- Local headers, packed bytes and central records of unchanged entries are copied, only the places
  where they stand are written anew (APPNOTE.TXT 4.3).
- Archives that Office never writes (zip64, several disks, something before the first entry) are
  refused rather than guessed at.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model import FixRefused

_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_UTF8 = 0x800
_DEFLATED = 8
_MOST = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class _Entry:
    name: bytes
    record: bytes
    """Its central record."""
    offset: int
    """Of its local header."""


def replaced(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The archive with entries changed, or added at its end where there is none of that name.

    Raises FixRefused.
    """
    entries, start, comment = _read(data)
    ends = dict(
        zip(
            sorted(entry.offset for entry in entries),
            [*sorted(entry.offset for entry in entries)[1:], start],
            strict=True,
        )
    )
    left = dict(changed)
    out = bytearray()
    central = bytearray()
    for entry in entries:
        at = len(out)
        new = left.pop(entry.name.decode("utf-8", "replace"), None)
        if new is None:
            out += data[entry.offset : ends[entry.offset]]
            central += entry.record[:42] + struct.pack("<L", at) + entry.record[46:]
        else:
            local, record = _packed(entry.name, new, entry.record[12:16], at)
            out += local
            central += record
    stamp = entries[0].record[12:16] if entries else bytes(4)
    for name, new in left.items():
        local, record = _packed(name.encode(), new, stamp, len(out))
        out += local
        central += record
    count = len(entries) + len(left)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(central), len(out), len(comment))
    return bytes(out + central + end + comment)


def _packed(name: bytes, data: bytes, stamp: bytes, at: int) -> tuple[bytes, bytes]:
    """Local header with packed bytes, and central record, of one entry."""
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(data) + packer.flush()
    flags = 0 if name.isascii() else _UTF8
    time, day = struct.unpack("<2H", stamp)
    told = (flags, _DEFLATED, time, day, zlib.crc32(data), len(packed), len(data), len(name), 0)
    local = _LOCAL.pack(b"PK\3\4", 20, *told) + name + packed
    record = _CENTRAL.pack(b"PK\1\2", 20, 20, *told, 0, 0, 0, 0, at) + name
    return local, record


def _read(data: bytes) -> tuple[list[_Entry], int, bytes]:
    """Entries in the order of the directory, where the directory starts, the archive's comment."""
    end = data.rfind(b"PK\5\6")
    if end < 0 or end + _END.size > len(data):
        raise _unusual()
    _, disk, first, here, count, size, start, length = _END.unpack_from(data, end)
    if disk or first or here != count or start + size != end or length != len(data) - end - 22:
        raise _unusual()
    entries = list(_records(data, start, end))
    if len(entries) != count or not entries or min(e.offset for e in entries) != 0:
        raise _unusual()
    if len({entry.offset for entry in entries}) != count:
        raise _unusual()
    return entries, start, data[end + _END.size :]


def _records(data: bytes, at: int, end: int) -> Iterator[_Entry]:
    while at + _CENTRAL.size <= end:
        fields = _CENTRAL.unpack_from(data, at)
        if fields[0] != b"PK\1\2" or _MOST in (fields[8], fields[9], fields[16]):
            raise _unusual()
        after = at + _CENTRAL.size + fields[10] + fields[11] + fields[12]
        name = data[at + _CENTRAL.size : at + _CENTRAL.size + fields[10]]
        yield _Entry(name, data[at:after], fields[16])
        at = after


def _unusual() -> FixRefused:
    return FixRefused("is packed in an unusual way; save it again in Word, check it, and fix that")
