"""Which addresses may be asked: only those that anyone on the public internet could mean.

Rules kept here:
- Pure: an address in, an answer out. `addresses` applies it to every address before it is
  connected to, so no spelling of a URL and no answer of DNS gets around it.
- An IPv6 address that carries an IPv4 address is judged by the one it carries.
- IPv4 is read as browsers read it (WHATWG URL, "IPv4 parser"): decimal, octal, hex and short forms.

Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its updates); RFC 6052
and RFC 8215 (NAT64), RFC 3056 (6to4), RFC 4380 (Teredo).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from ..urls import host as host_of
from ..urls import split

IPAddress = IPv4Address | IPv6Address

_LONGEST_HOST = 255

_SPECIAL_V4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT, and some clouds' metadata
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, and most clouds' metadata
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays, withdrawn
        "192.168.0.0/16",
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)

_GLOBAL_V6 = IPv6Network("2000::/3")
_SPECIAL_V6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)
_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")
_SIX_TO_FOUR = IPv6Network("2002::/16")


def is_public(address: IPAddress) -> bool:
    """True for an address that is globally reachable and meant for one host."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _SPECIAL_V4)
    carried = _carried(address)
    if carried is not None:
        return is_public(carried)
    return address in _GLOBAL_V6 and not any(address in network for network in _SPECIAL_V6)


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that packets to this one end at."""
    if address in _MAPPED or address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _SIX_TO_FOUR:
        return IPv4Address(int(address) >> 80 & 0xFFFFFFFF)
    return None


def literal(host: str) -> IPAddress | None:
    """The address that a URL's host spells, without brackets; None for a name.

    Raises:
        ValueError: it ends in a number or has a colon, and is no address all the same.
    """
    if len(host) > _LONGEST_HOST:
        return None
    if ":" in host:
        return IPv6Address(host)
    labels = host.removesuffix(".").split(".")
    if not _is_number(labels[-1]):
        return None
    if len(labels) > 4:
        raise ValueError(f"{host} has more than four parts")
    *first, last = (_number(label) for label in labels)
    if any(value > 255 for value in first) or last >= 256 ** (5 - len(labels)):
        raise ValueError(f"{host} is out of range")
    return IPv4Address(last + sum(value << 8 * (3 - at) for at, value in enumerate(first)))


def plainly_placed(url: str) -> str:
    """A URL whose host is an IPv4 address, with the address as everyone writes it: browsers read
    0177.0.0.1 as 127.0.0.1 (WHATWG URL). Any other as it is."""
    name = host_of(url)
    if not name or not (name[-1].isdigit() or "0x" in name):
        return url
    try:
        address = literal(name)
    except ValueError:
        return url
    if address is None or ":" in name or str(address) == name:
        return url
    parts = split(url)
    authority = parts.netloc if parts else ""
    start = url.find(authority) + authority.rfind("@") + 1
    end = start + len(name)
    return f"{url[:start]}{address}{url[end:]}" if url[start:end].lower() == name else url


def _is_number(label: str) -> bool:
    """WHATWG "ends in a number": all digits, or a hex number, valid octal or not."""
    if label.isascii() and label.isdigit():
        return True
    return label[:2].lower() == "0x" and all(c in "0123456789abcdefABCDEF" for c in label[2:])


def _number(label: str) -> int:
    if not _is_number(label):
        raise ValueError(f"{label!r} is no number")
    if label[:2].lower() == "0x":
        return int(label[2:] or "0", 16)
    return int(label, 8 if len(label) > 1 and label[0] == "0" else 10)
