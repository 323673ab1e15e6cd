"""Proxies from the environment: which requests go through one, and through which.

Rules kept here:
- HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY mean what they mean to every other program.
- The proxy resolves names; an address that a URL spells out is still checked by the guard.
- A host that settings.resolve names is asked directly: settings say where it is.
- A proxy that fails says nothing of the link: the reason is then proxy-error. A certificate that
  fails inside the tunnel of a proxy that is itself spoken to without TLS is the site's own.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from urllib.request import getproxies, proxy_bypass

import httpx

from ..model import CrawlError
from .addresses import Addresses
from .failures import Unanswered, failure_of


class ProxyTransport(httpx.AsyncBaseTransport):
    """Sends a request through the proxy of its scheme, or on to `direct` where it has none."""

    def __init__(
        self,
        direct: httpx.AsyncBaseTransport,
        addresses: Addresses,
        proxies: Mapping[str, httpx.AsyncBaseTransport],
        plain: frozenset[str] = frozenset(),
    ) -> None:
        """`plain` are the schemes whose proxy is reached without TLS."""
        self._direct = direct
        self._addresses = addresses
        self._proxies = proxies
        self._plain = plain

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send it one way or the other.

        Raises:
            Unanswered: private-address, or proxy-error.
            httpx.TransportError: what the transport below raises.
        """
        url = request.url
        host = url.raw_host.decode("ascii").strip("[]")
        proxy = self._proxies.get(url.scheme)
        port = url.port or (443 if url.scheme == "https" else 80)
        if (
            proxy is None
            or self._addresses.override(host, port) is not None
            or proxy_bypass(f"{host}:{port}")
            or proxy_bypass(host)
        ):
            return await self._direct.handle_async_request(request)
        self._addresses.refuse_literal(host)
        sent = request.extensions.get("sent")
        if sent is not None:
            sent()
        try:
            return await proxy.handle_async_request(request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            failure = failure_of(error)
            if url.scheme in self._plain and failure.reason.startswith("tls-"):
                raise Unanswered(failure.reason, failure.detail) from error
            raise Unanswered("proxy-error", " ".join(str(error).split())[:200]) from error

    async def aclose(self) -> None:
        """Close every transport below."""
        for transport in (self._direct, *self._proxies.values()):
            await transport.aclose()


def through_proxies(
    direct: httpx.AsyncBaseTransport, addresses: Addresses, context: ssl.SSLContext
) -> httpx.AsyncBaseTransport:
    """`direct`, or a ProxyTransport around it where the environment names proxies.

    Raises:
        CrawlError: a proxy's address that cannot be used.
    """
    named = getproxies()
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=20)
    proxies: dict[str, httpx.AsyncBaseTransport] = {}
    plain: set[str] = set()
    for scheme in ("http", "https"):
        address = named.get(scheme) or named.get("all")
        if not address:
            continue
        if "://" not in address:
            address = f"http://{address}"
        try:
            proxies[scheme] = httpx.AsyncHTTPTransport(
                proxy=httpx.Proxy(address), verify=context, limits=limits
            )
            if address.startswith("http://"):
                plain.add(scheme)
        except ImportError as error:
            raise CrawlError(
                f"the {scheme} proxy speaks SOCKS: install pincite[socks] to use it"
            ) from error
        except (ValueError, httpx.InvalidURL) as error:
            raise CrawlError(f"the {scheme} proxy cannot be used: {error}") from error
    if not proxies:
        return direct
    return ProxyTransport(direct, addresses, proxies, frozenset(plain))
