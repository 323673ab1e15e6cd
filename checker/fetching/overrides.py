"""What `crawl.resolve` says, read: `"a.example" = "127.0.0.1:8080"`. Pure.

Rules kept here:
- Nothing else of ours is loaded: settings are read with it too, and tell a slip with its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

_HOST = re.compile(r"(?:\[[0-9a-f:.]+\]|[^\s/?#@:\[\]]+)(?::[0-9]{1,5})?", re.IGNORECASE)
_PORT = re.compile(r"[0-9]{1,5}", re.ASCII)
_LAST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Override:
    """Where a host is asked, whatever DNS says."""

    host: str
    """In lower case, without brackets; a port behind it where only that one is meant."""
    address: IPv4Address | IPv6Address
    port: int
    """0 for the URL's own."""


def parse_override(host: str, address: str) -> Override:
    """One row of `crawl.resolve`: `host[:port]` and `address[:port]`, IPv6 in brackets.

    Raises:
        ValueError: which of the two is none.
    """
    if _HOST.fullmatch(host) is None:
        raise ValueError(f"{host!r:.80} is no host[:port]")
    text, colon, port = address, "", ""
    in_brackets = address.startswith("[")
    if in_brackets:
        text, closed, behind = address[1:].partition("]")
        text, colon, port = text if closed else address, behind[:1], behind[1:]
    elif address.count(":") == 1:
        text, colon, port = address.partition(":")
    well = not colon or (colon == ":" and _PORT.fullmatch(port) and int(port) <= _LAST_PORT)
    try:
        found = ip_address(text)
    except ValueError:
        well = False
    if not well or (in_brackets and found.version == 4):
        raise ValueError(f"{address!r:.80} is no address[:port]")
    return Override(host.lower().replace("[", "").replace("]", ""), found, int(port or 0))
