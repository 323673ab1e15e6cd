"""Exchanges to WARC records: the bytes of a local archive.

Rules kept here:
- Each hop is a request, a response and, for the first of a page, a metadata record; each record is
  a gzip member of its own, so that a replayer can seek.
- Nothing is made up: header names stand in lower case, since that is how they are kept; the status
  line has the standard phrase; where a body was decoded, Content-Encoding is renamed, and chunks
  are put together, so that a replayer reads what is there.
- WARC 1.0, which pywb, OpenWayback and ReplayWeb.page all read.

Source: ISO 28500; warcio (Apache-2.0), which writes the records and their digests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from typing import IO
from urllib.parse import urlsplit

import httpx
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ..fetching.fetch import head_of
from ..model import CrawlSettings, Exchange
from ..moments import stamp
from ..urls import without_fragment

_RENAMED = {"content-encoding": "x-orig-content-encoding"}
_DROPPED = frozenset({"transfer-encoding"})
_SET_ANEW = frozenset({"content-length"})
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A field name (RFC 9110, 5.6.2); what a server sends under another is left out."""


def opening(file_name: str, software: str, when: datetime) -> bytes:
    """The warcinfo record with which a file begins."""
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    told = {
        "software": software,
        "format": "WARC File Format 1.0",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.0/",
    }
    record = writer.create_warcinfo_record(file_name, told)
    record.rec_headers.replace_header("WARC-Date", stamp(when))
    writer.write_record(record)
    return buffer.getvalue()


def records_of(pages: Sequence[Exchange], settings: CrawlSettings) -> bytes:
    """The records of one page with the redirects that lead to it, in order."""
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    for number, exchange in enumerate(pages):
        url, date = capture_of(exchange)
        when = {"WARC-Date": date}
        response = writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(exchange.body),
            length=len(exchange.body),
            http_headers=StatusAndHeaders(
                _status(exchange.status), _headers(exchange), protocol="HTTP/1.1"
            ),
            warc_headers_dict={**when, **_address(exchange)},
        )
        request = writer.create_warc_record(
            url,
            "request",
            http_headers=_asked(exchange, settings),
            warc_headers_dict=dict(when),
        )
        writer.write_request_response_pair(request, response)
        if number == 0:
            fields = _fields(pages)
            metadata = writer.create_warc_record(
                url,
                "metadata",
                payload=BytesIO(fields),
                length=len(fields),
                warc_content_type="application/warc-fields",
                warc_headers_dict=dict(when),
            )
            writer.write_record(metadata)
    return buffer.getvalue()


def warc_url(url: str) -> str:
    """A URL as WARC-Target-URI has it: ASCII, without fragment."""
    try:
        return str(httpx.URL(without_fragment(url)))
    except httpx.InvalidURL:
        return without_fragment(url).encode("ascii", "ignore").decode()


def capture_of(exchange: Exchange) -> tuple[str, str]:
    """WARC-Target-URI and WARC-Date of the record of an answer."""
    assert exchange.at is not None, "an answer has its moment"
    return warc_url(exchange.request.url), stamp(exchange.at)


def whole_responses(file: IO[bytes]) -> Iterator[tuple[str, str]]:
    """WARC-Target-URI and WARC-Date of every response of which block and payload match their
    digests.

    Raises:
        ValueError: the file is no WARC, or it is damaged.
    """
    try:
        for record in ArchiveIterator(file, check_digests=True):
            record.raw_stream.read()
            if record.rec_type == "response" and record.digest_checker.passed:
                head = record.rec_headers
                yield head.get_header("WARC-Target-URI"), head.get_header("WARC-Date")
    except Exception as error:  # warcio's parsers raise whatever they stumble over
        raise ValueError(f"damaged: {error}") from error


def _status(status: int | None) -> str:
    known = status in HTTPStatus.__members__.values()
    return f"{status} {HTTPStatus(status).phrase}" if known and status else f"{status} Unknown"


def _headers(exchange: Exchange) -> list[tuple[str, str]]:
    """The answer's headers, fit for the body that is kept."""
    kept = [
        (_RENAMED.get(name, name), _plain(value))
        for name, value in exchange.headers
        if name not in _DROPPED | _SET_ANEW and _TOKEN.fullmatch(name)
    ]
    return [*kept, ("content-length", str(len(exchange.body)))]


def _asked(exchange: Exchange, settings: CrawlSettings) -> StatusAndHeaders:
    request = exchange.request
    parts = urlsplit(warc_url(request.url))
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    headers = [(name, _plain(value)) for name, value in head_of(request, settings)]
    return StatusAndHeaders(f"{request.method} {path} HTTP/1.1", headers, is_http_request=True)


def _address(exchange: Exchange) -> dict[str, str]:
    address = exchange.hops[-1].address if exchange.hops else None
    return {"WARC-IP-Address": address} if address else {}


def _fields(pages: Sequence[Exchange]) -> bytes:
    """What can be told of a page beside its bytes."""
    lines = [f"fetchTimeMs: {round(1000 * sum(each.elapsed for each in pages))}"]
    lines += [f"redirectsTo: {warc_url(each.request.url)}" for each in pages[1:]]
    page = pages[-1].page
    if page is not None and page.title:
        lines.append(f"title: {_plain(page.title)}")
    return "".join(f"{line}\r\n" for line in lines).encode()


def _plain(text: str) -> str:
    """No line break or other control character can begin another header."""
    return "".join(char if char.isprintable() else " " for char in text)
