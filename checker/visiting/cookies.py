"""The cookies of one redirect chain (RFC 6265, as far as a chain needs it; those without a name as
its successor and browsers have them).

Rules kept here:
- A jar lives as long as its chain: nothing is carried from one link to another.
- A cookie goes back only to the host that set it, or to the domain that it may speak for; one that
  was set for a top-level name or for somebody else's domain is not kept.
- Bounded: so many cookies of such a size, whatever a server sends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address

from ..urls import host, split

MOST_COOKIES = 50
LONGEST_COOKIE = 4096
"""Characters of name and value together (RFC 6265, 6.1)."""
_PREFIXES = ("__secure-", "__host-")
"""Names that promise something: no value without a name may look like one (RFC 6265bis, 5.7)."""


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie and where it goes."""

    name: str
    """Empty for one that goes back as its value alone."""
    value: str
    domain: str
    host_only: bool
    path: str
    secure: bool

    def goes_to(self, url: str) -> bool:
        """Whether a request for `url` carries it."""
        parts = split(url)
        if parts is None or (self.secure and parts.scheme != "https"):
            return False
        name = host(url)
        if name != self.domain and (self.host_only or not name.endswith(f".{self.domain}")):
            return False
        asked = parts.path or "/"
        under = self.path if self.path.endswith("/") else f"{self.path}/"
        return asked == self.path or asked.startswith(under)


class Jar:
    """What a chain's hosts have asked us to bring back."""

    def __init__(self) -> None:
        self._cookies: dict[tuple[str, str, str], Cookie] = {}

    def take(
        self, headers: Iterable[tuple[str, str]], url: str, now: datetime | None = None
    ) -> None:
        """Keep, replace or delete what the Set-Cookie headers of an answer say."""
        for name, value in headers:
            if name != "set-cookie":
                continue
            cookie, lapsed = _read(value, url, now or datetime.now(UTC))
            if cookie is None:
                continue
            key = (cookie.domain, cookie.path, cookie.name)
            self._cookies.pop(key, None)
            if not lapsed and len(self._cookies) < MOST_COOKIES:
                self._cookies[key] = cookie

    def cookies_for(self, url: str) -> tuple[tuple[str, str], ...]:
        """Names and values that go with a request, longer paths first (RFC 6265, 5.4)."""
        if not self._cookies:
            return ()
        going = [cookie for cookie in self._cookies.values() if cookie.goes_to(url)]
        going.sort(key=lambda cookie: -len(cookie.path))
        return tuple((cookie.name, cookie.value) for cookie in going)


def _read(header: str, url: str, now: datetime) -> tuple[Cookie | None, bool]:
    """One Set-Cookie header: the cookie, None where it is refused; and whether it has lapsed."""
    pair, _, rest = header.partition(";")
    name, equals, value = (part.strip() for part in pair.partition("="))
    if not equals:
        name, value = "", name  # what has no "=" is all value (RFC 6265bis, 5.7)
    if not 0 < len(name) + len(value) <= LONGEST_COOKIE or not (name + value).isprintable():
        return None, False
    if not name and value.lower().startswith(_PREFIXES):
        return None, False
    attributes = _attributes(rest)
    own = host(url)
    domain = attributes.get("domain", "").lower().lstrip(".").removesuffix(".")
    host_only = not domain or _is_address(own)
    speaks_for = "." in domain and not _is_address(own) and own.endswith(f".{domain}")
    if domain not in ("", own) and not speaks_for:
        return None, False
    path = attributes.get("path", "")
    cookie = Cookie(
        name=name,
        value=value,
        domain=domain or own,
        host_only=host_only,
        path=path if path.startswith("/") else _default_path(url),
        secure="secure" in attributes,
    )
    return cookie, _has_lapsed(attributes, now)


def _attributes(text: str) -> dict[str, str]:
    """Attribute names in lower case; of several with one name the last counts."""
    found: dict[str, str] = {}
    for part in text.split(";")[:20]:
        name, _, value = part.partition("=")
        found[name.strip().lower()] = value.strip()
    return found


def _has_lapsed(attributes: dict[str, str], now: datetime) -> bool:
    """Max-Age goes before Expires (RFC 6265, 5.3); what cannot be read does not count."""
    age = attributes.get("max-age", "")
    if age.lstrip("-").isdecimal():
        return age.startswith("-") or not age.strip("0")
    expires = attributes.get("expires")
    if expires is None:
        return False
    try:
        at = parsedate_to_datetime(expires[:64].replace("-", " "))
    except (ValueError, TypeError, IndexError, OverflowError):
        return False
    return (at if at.tzinfo else at.replace(tzinfo=UTC)) <= now


def _default_path(url: str) -> str:
    parts = split(url)
    folder = parts.path.rpartition("/")[0] if parts else ""
    return folder or "/"


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
