"""An answer as it is taken in: its head, as much of its body as is worth reading, its record.

Rules kept here:
- The body is bounded in decoded bytes, and read beyond a short start only where it can be text.
- What was read before a bound or a break cut it is kept and judged.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice

import httpx

from ..model import REDIRECTS, Exchange, Failure, Hop, Page, Request
from ..urls import resolve
from .decode import Decoder
from .failures import failure_of
from .lean import raw_headers

Headers = tuple[tuple[str, str], ...]

_MOST_HEADERS = 100
_MOST_HEADER_LENGTH = 4096
_DECIDING = frozenset({b"content-encoding", b"content-type", b"location"})
"""Looked for behind those, too: without them an answer is another one."""
_PREFIX_BYTES = 64 * 1024
"""Read of a body that is no text: enough for a digest that tells two files apart."""
_REDIRECT_BYTES = 16 * 1024
"""Read of a redirect's body: nobody looks at it, but a short one keeps the connection."""
_NOTHING = "more bytes than a page has, and nothing comes of them"
_BEGINNINGS = (
    *(b"%pdf-", b"<!doctype html", b"<html", b"<head", b"<?xml", b"<title", b"<body", b"<meta"),
    *(b"<script", b"<style", b"<h1", b"<div", b"<table", b"<!--"),
)
"""With which a page begins (WHATWG MIME Sniffing, 7.1)."""


@dataclass(slots=True)
class Taken:
    """An answer while its body is being read."""

    status: int
    headers: Headers
    location: str | None
    address: str | None
    certificate_until: str | None
    decoder: Decoder
    content_type: str
    """As declared; empty where nothing is."""
    limit: int
    """Bytes as they come that are read at most; the decoder bounds the decoded ones."""
    as_text: bool
    pieces: list[bytes]
    truncated: bool = False
    hashed: str = ""

    @classmethod
    def of(cls, response: httpx.Response, request: Request, most: int) -> Taken:
        """The head, and how much of the body is worth reading."""
        raw = raw_headers(response)
        if len(raw) > _MOST_HEADERS:
            later = (each for each in raw[_MOST_HEADERS:] if each[0].lower() in _DECIDING)
            wanted = list(islice(later, len(_DECIDING)))
            raw = [*raw[: _MOST_HEADERS - len(wanted)], *wanted]
        headers = tuple(
            [(text_of(name).lower(), text_of(value)[:_MOST_HEADER_LENGTH]) for name, value in raw]
        )
        if response.status_code in REDIRECTS:
            headers = _with_whole_location(headers, raw)
        named = dict(reversed(headers))
        if len(named) < len(headers):
            headers = _with_one_of_each(headers)
            named = dict(reversed(headers))
        location = None
        if response.status_code in REDIRECTS and "location" in named:
            location = resolve(request.url, named["location"])
        limit = request.max_bytes or most
        content_type = named.get("content-type", "")
        as_text = request.keep_body or _is_text(content_type)
        if location is not None and not request.keep_body:
            limit = min(limit, _REDIRECT_BYTES)
        address = response.extensions.get("address")
        decoder = Decoder(named.get("content-encoding", ""), limit)
        until = response.extensions.get("certificate_until")
        told = (response.status_code, headers, location, address, until)
        return cls(*told, decoder, content_type, limit, as_text, [])

    async def read(self, stream: AsyncIterable[bytes]) -> None:
        """Read to the end or to the bound, whichever comes first."""
        came = kept = 0
        async for data in stream:
            came += len(data)
            piece = self.decoder.feed(data)
            if piece:
                self.pieces.append(piece)
                kept += len(piece)
            if not self.as_text and kept == len(piece):
                self.as_text = _looks_like_text(piece)
            most = self.limit if self.as_text else min(self.limit, _PREFIX_BYTES)
            if self.decoder.cut or came > self.limit or kept > most:
                self.truncated = True
                if not kept:
                    self.decoder.broken = self.decoder.broken or _NOTHING
                return
        self.decoder.end()

    def ended_by(self, error: Exception) -> Failure | None:
        """What it means that the body broke off: nothing as long as there is something to judge."""
        self.truncated = True
        if self.pieces or self.status >= 300:
            return None
        if type(error) is TimeoutError:  # a reader would see nothing, either
            return Failure("read-timeout", "a head, and not a byte of the page behind it")
        return Failure("truncated-body", failure_of(error).detail)

    @property
    def body(self) -> bytes:
        """What was read; joined once."""
        if len(self.pieces) != 1:
            self.pieces = [b"".join(self.pieces)]
        return self.pieces[0]

    @property
    def digest(self) -> str:
        """sha256 of what was read; made once."""
        self.hashed = self.hashed or hashlib.sha256(self.body).hexdigest()
        return self.hashed

    @property
    def is_readable(self) -> bool:
        """Whether there is a body that somebody may look at."""
        readable = self.as_text and self.decoder.readable and self.location is None
        return readable and bool(self.body)

    @property
    def is_whole_pdf(self) -> bool:
        """Half of a PDF cannot be read."""
        return not self.truncated and self.body[:1024].lstrip().startswith(b"%PDF-")

    def as_exchange(
        self, request: Request, failure: Failure | None, elapsed: float, page: Page | None
    ) -> Exchange:
        """The record of what came."""
        body = self.body
        if failure is None and self.decoder.broken and not body and self.status < 300:
            failure = Failure("bad-encoding", self.decoder.broken)
        told = (self.location, self.address, elapsed, self.certificate_until)
        hop = Hop(request.url, self.status, *told)
        return Exchange(
            request,
            self.status,
            self.headers,
            (hop,),
            failure,
            body=body if request.keep_body else b"",
            digest=self.digest,
            length=len(body),
            truncated=self.truncated,
            page=page,
            elapsed=elapsed,
            at=datetime.now(UTC),
        )


def _with_whole_location(headers: Headers, raw: Sequence[tuple[bytes, bytes]]) -> Headers:
    """The headers with an address that is not cut: half of one leads elsewhere. Its length is
    bounded as that of the whole head is."""
    return tuple(
        (name, _address_of(value) if name == "location" else kept)
        for (name, kept), (_, value) in zip(headers, raw, strict=True)
    )


def _address_of(raw: bytes) -> str:
    """A Location as text; bytes that are no UTF-8 are sent back as they came, as Chromium does."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in raw)


_JOINED = frozenset({"content-encoding", "content-type"})


def _with_one_of_each(headers: Headers) -> Headers:
    """The headers with one type and one list of codings, where a server sends several.

    The last type that is one counts (WHATWG Fetch, "extract a MIME type"), and codings add up (RFC
    9110, 5.3).
    """
    given = {name: [value for key, value in headers if key == name] for name in _JOINED}
    if all(len(values) < 2 for values in given.values()):
        return headers
    types, codings = given["content-type"], given["content-encoding"]
    kept = [pair for pair in headers if pair[0] not in _JOINED]
    if types:
        kept.append(("content-type", ([each for each in types if "/" in each] or types)[-1]))
    if codings:
        kept.append(("content-encoding", ", ".join(codings)))
    return tuple(kept)


@lru_cache(maxsize=64)
def _is_text(content_type: str) -> bool:
    """Whether a body of this type can be read as a page; without a type it is looked at."""
    kind = content_type.partition(";")[0].strip().lower()
    if not kind or kind.startswith("text/"):
        return True
    return any(word in kind for word in ("html", "xml", "json", "pdf"))


def _looks_like_text(start: bytes) -> bool:
    """Whether the first bytes of a body with another type are a page all the same."""
    return start[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_BEGINNINGS)


def text_of(raw: bytes) -> str:
    """A header's bytes as text, whatever they are."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
