"""A WARC to a WACZ: the package that ReplayWeb.page opens.

Rules kept here:
- The WARC is stored in the zip as it is, the index beside it as compressed blocks with a list of
  them (ZipNum), so that a reader may seek.
- Every file of the package is listed with its size and sha256; the list has a digest of its own.
- Streams in, stream out: nothing is held in memory but the index.

Sources: the WACZ specification 1.1.1 and CDXJ 0.1.0 (specs.webrecorder.net), SURT.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO
from urllib.parse import parse_qsl, urlencode, urlsplit
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from warcio.archiveiterator import ArchiveIterator

VERSION = "1.1.1"
_LINES = 3000
"""Lines of one block of the index, as py-wacz has them."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class PackedPage:
    """A page as the list of pages tells it."""

    url: str
    date: str
    """WARC-Date of the record that a reader is shown first."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """What a WACZ is made of beside the WARC."""

    name: str
    """Of the WARC inside."""
    software: str
    created: str
    """ISO 8601, UTC, whole seconds, with Z."""
    pages: tuple[PackedPage, ...]
    title: str = ""


def pack(warc: BinaryIO, package: Package, out: BinaryIO) -> None:
    """Write a WACZ around a WARC."""
    index, blocks = _zipnum(sorted(index_lines(warc, package.name)))
    warc.seek(0)
    with ZipFile(out, "w") as zipped:
        listed = _Listed(zipped, package.created)
        listed.stream(f"archive/{package.name}", warc)
        listed.add("indexes/index.cdx.gz", index, ZIP_STORED)
        listed.add("indexes/index.idx", blocks)
        listed.add("pages/pages.jsonl", _pages(package))
        told = {
            "profile": "data-package",
            "wacz_version": VERSION,
            "software": package.software,
            "created": package.created,
            **({"title": package.title} if package.title else {}),
            "resources": listed.resources,
        }
        described = json.dumps(told, indent=2).encode()
        listed.put("datapackage.json", described)
        digest = {"path": "datapackage.json", "hash": _hash(described)}
        listed.put("datapackage-digest.json", json.dumps(digest, indent=2).encode())


class _Listed:
    """Puts files into the zip and keeps what is to be told of them."""

    def __init__(self, zipped: ZipFile, created: str) -> None:
        self._zipped = zipped
        date, time = created[:10].split("-"), created[11:19].split(":")
        self._at = (*map(int, date), *map(int, time))
        self.resources: list[Mapping[str, object]] = []

    def stream(self, path: str, source: BinaryIO) -> None:
        digest, size = sha256(), 0
        with self._zipped.open(self._info(path, ZIP_STORED), "w", force_zip64=True) as entry:
            while piece := source.read(_PIECE):
                digest.update(piece)
                size += len(piece)
                entry.write(piece)
        self._list(path, f"sha256:{digest.hexdigest()}", size)

    def add(self, path: str, data: bytes, kind: int = ZIP_DEFLATED) -> None:
        self.put(path, data, kind)
        self._list(path, _hash(data), len(data))

    def put(self, path: str, data: bytes, kind: int = ZIP_DEFLATED) -> None:
        self._zipped.writestr(self._info(path, kind), data)

    def _info(self, path: str, kind: int) -> ZipInfo:
        info = ZipInfo(path, self._at)  # type: ignore[arg-type]  # six numbers
        info.compress_type = kind
        return info

    def _list(self, path: str, digest: str, size: int) -> None:
        name = path.rpartition("/")[2].lower()
        self.resources.append({"name": name, "path": path, "hash": digest, "bytes": size})


def index_lines(warc: BinaryIO, name: str) -> Iterator[str]:
    """CDXJ: a line for each response of a WARC."""
    records = ArchiveIterator(warc)
    for record in records:
        offset = records.get_record_offset()
        kind, head, http = record.rec_type, record.rec_headers, record.http_headers
        record.content_stream().read()
        length = records.get_record_length()
        if kind != "response":
            continue
        url = head.get_header("WARC-Target-URI")
        stamp = "".join(char for char in head.get_header("WARC-Date") if char.isdigit())[:14]
        told = {
            "url": url,
            "mime": (http.get_header("content-type") or "").partition(";")[0].strip(),
            "status": http.get_statuscode(),
            "digest": head.get_header("WARC-Payload-Digest"),
            "length": str(length),
            "offset": str(offset),
            "filename": name,
        }
        yield f"{surt(url)} {stamp} {json.dumps(told)}"


def surt(url: str) -> str:
    """The key under which an archive files an address: host from its end, path, sorted query."""
    parts = urlsplit(url.lower())
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True, max_num_fields=1000)))
    reversed_host = host if ":" in host else ",".join(reversed(host.split(".")))
    path = parts.path.rstrip("/") or "/"
    return f"{reversed_host}{port}){path}{'?' + query if query else ''}"


def _zipnum(lines: Iterable[str]) -> tuple[bytes, bytes]:
    """The index in compressed blocks, and where each of them stands."""
    told = list(lines)
    blocks: list[bytes] = []
    head = json.dumps({"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"})
    listed, offset = [f"!meta 0 {head}"], 0
    for start in range(0, len(told), _LINES):
        piece = told[start : start + _LINES]
        block = gzip.compress("".join(f"{line}\n" for line in piece).encode(), mtime=0)
        place = {"offset": offset, "length": len(block), "digest": _hash(block)}
        key = " ".join(piece[0].split(" ", 2)[:2])
        listed.append(f"{key} {json.dumps({**place, 'filename': 'index.cdx.gz'})}")
        blocks.append(block)
        offset += len(block)
    return b"".join(blocks), "".join(f"{line}\n" for line in listed).encode()


def _pages(package: Package) -> bytes:
    lines: list[Mapping[str, object]] = [
        {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    ]
    for number, page in enumerate(package.pages, 1):
        title = {"title": page.title} if page.title else {}
        lines.append({"id": f"page{number}", "url": page.url, "ts": page.date, **title})
    return "".join(f"{json.dumps(line)}\n" for line in lines).encode()


def _hash(data: bytes) -> str:
    return f"sha256:{sha256(data).hexdigest()}"
