"""httpx's Request and Response, cheap to make: what they hold is read only where someone looks.

Rules kept here:
- To whoever reads them they are httpx.Request and httpx.Response: `url` and `headers` are there as
  soon as they are asked for. Our own transport asks for neither.
- Only an address that httpx would send as it is written is taken apart here; any other is left to
  httpx.URL (None comes back), so that there is one opinion of what an address means.
- The pattern has no two ways to match the same text, so its time is linear.

Why: httpx takes 40 us to read one URL and its headers, as long as all else that a hop costs in our
transport.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import httpx

from .wire import Head, RawHeaders

_LONGEST = 8192
"""Characters of an address; httpx refuses some that are longer."""
_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_PATH = r"(?:[!$&'()*+,\-./0-9:;=@A-Z_a-z~]++|%(?!2[Ee])[0-9A-Fa-f]{2})*+"
"""A dot in percent signs may be half of a step up."""
_QUERY = r"(?:[!$&'()*+,\-./0-9:;=?@A-Z_a-z~]++|%[0-9A-Fa-f]{2})++"
_PLAIN = re.compile(
    r"(?P<scheme>https?)://"
    rf"(?P<host>(?:[a-z0-9][a-z0-9\-]*\.)*[a-z][a-z0-9\-]*|{_OCTET}(?:\.{_OCTET}){{3}})"
    r"(?::(?P<port>[1-9][0-9]{0,4}))?"
    rf"(?P<path>/{_PATH})?(?P<query>\?{_QUERY})?(?:#[!-~]*)?"
)
_DEFAULT = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it is sent."""

    url: str
    scheme: str
    host: str
    port: int
    netloc: str
    """The host, with the port where it is not the scheme's own: the Host header."""
    target: str
    """Path and query: what stands in the request line."""


def plain(url: str) -> Address | None:
    """The parts of an address that is sent as it is written; None for one that httpx must read."""
    match = _PLAIN.fullmatch(url) if len(url) <= _LONGEST else None
    if match is None:
        return None
    scheme, host, port, path, query = match.group("scheme", "host", "port", "path", "query")
    if (path and "/." in path) or "xn--" in host:
        return None
    number = int(port) if port else _DEFAULT[scheme]
    if number > 65535 or (port and number == _DEFAULT[scheme]):
        return None
    netloc = f"{host}:{port}" if port else host
    return Address(url, scheme, host, number, netloc, (path or "/") + (query or ""))


class _ReadLate:
    """Headers that are read when they are asked for."""

    raw_headers: RawHeaders
    _headers: httpx.Headers | None = None

    @property
    def headers(self) -> httpx.Headers:
        """The headers as httpx has them."""
        if self._headers is None:
            self._headers = httpx.Headers(self.raw_headers)
        return self._headers

    @headers.setter
    def headers(self, headers: httpx.Headers) -> None:
        self._headers = headers


class LeanRequest(_ReadLate, httpx.Request):
    """A request without a body."""

    def __init__(
        self,
        method: str,
        address: Address,
        headers: RawHeaders,
        stream: httpx.AsyncByteStream,
        extensions: dict[str, Any],
    ) -> None:
        """Set what httpx.Request sets, but for what `url` and `headers` make when asked."""
        self.method = method
        self.address = address
        self.raw_headers = headers
        self.stream = stream
        self.extensions = extensions
        self._url: httpx.URL | None = None

    @property
    def url(self) -> httpx.URL:
        """The address as httpx has it."""
        if self._url is None:
            self._url = httpx.URL(self.address.url)
        return self._url

    @url.setter
    def url(self, url: httpx.URL) -> None:
        self._url = url


class LeanResponse(_ReadLate, httpx.Response):
    """The answer to a request: its head, and a stream."""

    def __init__(
        self, head: Head, stream: httpx.AsyncByteStream, extensions: dict[str, Any]
    ) -> None:
        """As httpx.Response."""
        # What httpx.Response.__init__ sets, but for the headers, which it reads at once.
        self.status_code = head.status
        self.raw_headers = head.headers
        self.stream = stream
        self.extensions = extensions
        self.history = []
        self.next_request = None
        self.is_closed = self.is_stream_consumed = False
        self.default_encoding = "utf-8"
        self._request = None
        self._num_bytes_downloaded = 0


def raw_headers(response: httpx.Response) -> RawHeaders:
    """An answer's headers as they came."""
    if isinstance(response, LeanResponse):
        return response.raw_headers
    return response.headers.raw
