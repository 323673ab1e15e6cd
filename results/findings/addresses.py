"""A URL taken apart far enough to compare it and to see damage.

Rules kept here: nothing raises on hostile input, and every look at a URL is linear in its length.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Address:
    """What two spellings of one address have in common."""

    host: str
    """Lower case, ASCII (IDNA), without `www.`."""
    rest: str
    """Path and query, unquoted, without a trailing slash; the fragment is left out."""


def address_of(url: str) -> Address | None:
    """None for what is no web address with a host that has a name and a domain."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https"):
        return None
    host = ascii_host(host).removeprefix("www.")
    labels = host.split(".")
    if len(labels) < 2 or not all(labels):
        return None
    query = f"?{parts.query}" if parts.query else ""
    return Address(host, unquote(parts.path.rstrip("/") + query))


def ascii_host(host: str) -> str:
    """The host in lower case and ASCII, where it can be written so."""
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()
