"""The canonical key of a URL: equal keys are asked once.

Rules kept here:
- Only what the URL Standard (https://url.spec.whatwg.org/) and RFC 3986, section 6.2.2, call
  equivalent is folded: case of scheme and host, default ports, dot segments, percent-encoding.
- The fragment is left out: it is not sent. Scheme, `www.` and the query are kept: they may lead
  to other pages.
- No input raises; what cannot be a URL keeps its own words as key.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes, urlsplit

from ..late import late_regex

_PARTS = late_regex(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):[/\\]{2,}(?P<authority>[^/\\?#]*)"
    r"(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?:#.*)?",
    re.DOTALL,
)
_CANONICAL = late_regex(
    r"https?://[a-z0-9.\-]+(?::(?!0|80/|443/)[0-9]+)?/[A-Za-z0-9\-._~!$&'()*+,;=:@/]*"
    r"(?:\?[A-Za-z0-9\-._~!$&()*+,;=:@/?]+)?"
)
"""Addresses that are their own key, unless a path has a segment that begins with a dot."""
_ORDINARY = late_regex(r"https?://([a-z0-9.\-]+)(?::[0-9]*)?(?:[/?#]|\Z)")
"""Addresses whose host can be told at a look."""
_PORTS = {"http": "80", "https": "443", "ftp": "21"}
_PERCENT = late_regex(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
_PATH_SAFE = "!$&'()*+,;=:@/[]|^%\\-._~"
_QUERY_SAFE = "!$&()*+,;=:@/?[]{}|^`%\\-._~"


@lru_cache(maxsize=4096)
def canonical_key(url: str) -> str:
    """Give the key under which a URL is asked, judged and stored."""
    if "/." not in url and _CANONICAL.fullmatch(url) is not None:
        return url
    trimmed = re.sub(r"[\t\r\n]", "", url.strip("\x00\x01\x1f \t\r\n\f"))
    parts = _PARTS.fullmatch(trimmed)
    if parts is None:
        return trimmed
    scheme = parts["scheme"].lower()
    path = parts["path"].replace("\\", "/")
    return "".join(
        (
            f"{scheme}://",
            _authority(parts["authority"], scheme),
            _normal(_without_dots(path), _PATH_SAFE) or "/",
            _normal(parts["query"] or "", _QUERY_SAFE),
        )
    )


def host_of(url: str) -> str:
    """The host in lower case, empty where the URL has none or is none."""
    if (plain := _ORDINARY.match(url)) is not None:
        return plain.group(1)
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def ascii_host(host: str) -> str:
    """A host name in the form that DNS knows: lower case, punycode. As it is where it has none."""
    host = unquote_to_bytes(host).decode("utf-8", "replace") if "%" in host else host
    if host.isascii():
        return host.lower()
    import idna

    try:
        return idna.encode(host, uts46=True, transitional=False).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        return host.lower()


def _authority(authority: str, scheme: str) -> str:
    user, at, place = authority.rpartition("@")
    host, colon, port = place, "", ""
    if not place.endswith("]"):
        host, colon, port = place.rpartition(":")
        if not colon:
            host, port = place, ""
    if colon and not (port.isascii() and port.isdigit()):
        if port:
            host = place
        colon = port = ""
    port = port.lstrip("0") or ("0" if port else "")
    ending = f":{port}" if port and port != _PORTS.get(scheme) else ""
    return f"{user}{at}{ascii_host(host)}{ending}"


def _normal(part: str, safe: str) -> str:
    """Percent-encode what has to be, in capitals; decode what need not be."""
    if not part:
        return ""
    return _PERCENT.sub(_unescaped, quote(part, safe=safe, errors="replace"))


def _unescaped(match: re.Match[str]) -> str:
    char = chr(int(match[0][1:], 16))
    return char if char in _UNRESERVED else match[0].upper()


def _without_dots(path: str) -> str:
    """Resolve `.` and `..` (RFC 3986, section 5.2.4)."""
    if "/." not in path and "%2e" not in path.lower():
        return path
    segments = path.split("/")
    kept: list[str] = []
    for index, segment in enumerate(segments):
        plain = segment.lower().replace("%2e", ".")
        if plain == "..":
            if len(kept) > 1:
                kept.pop()
        elif plain != ".":
            kept.append(segment)
            continue
        if index == len(segments) - 1:
            kept.append("")
    return "/".join(kept)
