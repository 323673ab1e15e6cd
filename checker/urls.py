"""What the parts of a URL mean to a reader who follows it. Pure text, no look-ups.

Rules kept here:
- References are resolved as browsers do (WHATWG URL): stray white space, back-slashes and
  characters outside ASCII are mended, not refused. Host names are left as written; whoever
  connects encodes them.
- Nothing here raises on hostile text: a URL that cannot be read has no host, no path and no site.
- An address is asked about several times while its link is judged, so the last answers are kept.
- `site` is the registrable domain by the Public Suffix List, its private part included: two blogs
  of one host are two sites, since they have two owners. The list is the library's own, of the day
  of its release; nothing is fetched.
"""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import AddressValueError, IPv6Address
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

WEB = ("http", "https")
"""Schemes that can be asked."""
_ASKED = ("http:", "https:")

_OTHER_SCHEMES = """
about acct app blob callto cid data dav doi facetime feed file ftp ftps geo git gopher hdl im info
intent irc ircs itms itms-apps jabber ldap ldaps magnet mailto maps market mid mms news nntp oid
resource rsync rtmp rtsp sftp sip sips skype sms ssh steam svn tel telnet tg urn view-source webcal
whatsapp ws wss xmpp
"""
OTHER_SCHEMES = frozenset(_OTHER_SCHEMES.split())
"""Schemes that exist and that a web check cannot ask; what is in neither list is a slip."""

_STRAY = "".join(map(chr, range(0x21)))
_SLASHES = re.compile(r"(https?:)?(/*)", re.IGNORECASE)
_ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_ORDINARY = re.compile(
    r"(https?)://([a-z0-9.\-]+)(?::([0-9]{1,5}))?(/[!\"$->@-~]*)?(?:\?([!\"$-~]*))?(?:#([!-~]*))?"
)
"""Addresses whose parts can be told at a look: printable ASCII, the host in lower case."""
_DOTS = re.compile(r"/(?:\.|%2e){1,2}(?=[/?#]|$)", re.IGNORECASE)
_TO_PATH = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*://[^/?#]*")
_ONE, _TWO = frozenset({".", "%2e"}), frozenset({"..", ".%2e", "%2e.", "%2e%2e"})
# ASCII letters, digits, ".", "_", "-" and all outside ASCII: a class that named them by thousands
# would be dear to compile.
_HOST = re.compile(r"[^\x00-,/:-@\[-^`{-\x7f]+")
_SAFE = "%/:=&?~#+!$,;'@()*[]|^{}\\"
_LONGEST_NAME = 253
_INDEX = re.compile(r"(?:index|default|home|homepage|main|welcome)(?:\.[a-z]{2,5})?", re.IGNORECASE)
_LOCALE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?", re.IGNORECASE)
_NOT_THE_PAGE = re.compile(
    r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|ref|source|lang|hl|locale|language|amp)", re.IGNORECASE
)


class Parts(NamedTuple):
    """The parts of a URL as urllib.parse has them; its host and port are read once."""

    scheme: str
    netloc: str
    path: str
    query: str
    fragment: str
    hostname: str | None
    """In lower case, without brackets."""
    port: int | None


@lru_cache(maxsize=512)
def split(url: str) -> Parts | None:
    """The parts of a URL, or None where it cannot be read."""
    match = _ORDINARY.fullmatch(url)
    if match is not None:
        scheme, name, digits, path, query, part = match.groups("")
        if not digits:
            return Parts(scheme, name, path, query, part, name, None)
        port = int(digits)
        if port > 65535:
            return None
        return Parts(scheme, f"{name}:{digits}", path, query, part, name, port)
    try:
        parts = urlsplit(url)
        return Parts(*parts, parts.hostname, parts.port)
    except ValueError:
        return None


def fault(url: str) -> tuple[str, str] | None:
    """Why a URL cannot be asked, as a reason slug and what is wrong; None where it can."""
    if not url.startswith(_ASKED):
        scheme = url.partition(":")[0].lower() if _SCHEME.match(url) else ""
        if scheme not in WEB:
            if scheme in OTHER_SCHEMES:
                return "unsupported-scheme", f"{scheme}:"
            return "invalid-url", f"no web address: {url}"
    parts = split(url)
    if parts is None or parts.port == 0:
        return "invalid-url", f"host or port cannot be read: {url}"
    name = parts.hostname or ""
    if "[" in parts.netloc:
        try:
            IPv6Address(name.partition("%")[0])
        except AddressValueError:
            return "invalid-url", f"no IPv6 address: {name}"
        return None
    return None if _is_host(name) else ("invalid-url", f"no host name: {name or url}")


@lru_cache(maxsize=512)
def _is_host(name: str) -> bool:
    """Whether DNS could ever know such a name (RFC 1035 lengths; characters left to IDNA)."""
    labels = name.removesuffix(".").split(".")
    return (
        len(name) <= 253
        and _HOST.fullmatch(name) is not None
        and all(0 < len(label) <= 63 for label in labels)
    )


def resolve(base: str, reference: str) -> str | None:
    """A reference of a redirect or a page, absolute; None where nothing can be made of it."""
    reference = reference.strip(_STRAY)
    for char in "\t\r\n":
        reference = reference.replace(char, "")
    if not reference:
        return None
    if not _SCHEME.match(reference) or reference[:5].lower() in ("http:", "https"):
        head, mark, tail = reference.partition("?")
        reference = _slashed(base, head.replace("\\", "/")) + mark + tail
    try:
        # urljoin takes "http://?x" for a relative reference; a browser does not.
        joined = reference if _ABSOLUTE.match(reference) else urljoin(base, reference)
    except ValueError:
        return None
    if not _SCHEME.match(joined):
        return None  # neither names a scheme: a fragment alone, a path without a place
    scheme, colon, rest = joined.partition(":")
    joined = scheme.lower() + colon + rest
    if not joined.isascii():
        joined = _mended(joined)
    joined = undotted(joined)
    return quote(joined, safe=_SAFE, errors="replace") if _has_host(joined) else _ascii(joined)


def undotted(url: str) -> str:
    """A URL without steps of one or two dots in its path, also where "%2e" stands for a dot (WHATWG
    URL, "double-dot URL path segment"); as it is, where there are none."""
    if _DOTS.search(url) is None:
        return url
    place = _TO_PATH.match(url)
    if place is None:
        return url
    path = re.split("[?#]", url[place.end() :], maxsplit=1)[0]
    kept: list[str] = []
    steps = path.lower().split("/")[1:]
    for at, step in enumerate(path.split("/")[1:]):
        if steps[at] in _TWO:
            del kept[-1:]
        elif steps[at] not in _ONE:
            kept.append(step)
    if steps and steps[-1] in _ONE | _TWO:
        kept.append("")
    return f"{place.group()}/{'/'.join(kept)}{url[place.end() + len(path) :]}"


def _slashed(base: str, head: str) -> str:
    """A reference with the slashes before its host that it is read with, one pair of them.

    "//", however many more, begins a host. "https:" does, too, where the base is of another scheme;
    of the same, it is a path without "//" behind it (WHATWG URL, "special authority slashes").
    """
    match = _SLASHES.match(head)
    assert match is not None  # it matches anything
    scheme, slashes = match.group(1) or "", match.group(2)
    if len(slashes) < 2 and (not scheme or base.lower().startswith(scheme.lower())):
        return head
    return _plainly_named(f"{scheme}//{head[match.end() :]}")


def _plainly_named(reference: str) -> str:
    """A reference whose host has no percent signs: browsers undo them first."""
    scheme, _, rest = reference.partition("//")
    authority, slash, path = rest.partition("/")
    user, at, place = authority.rpartition("@")
    name, colon, port = place.partition(":")
    if "%" not in name:
        return reference
    undone = unquote(name)
    if not _HOST.fullmatch(undone):
        return reference
    return f"{scheme}//{user}{at}{undone}{colon}{port}{slash}{path}"


def _has_host(url: str) -> bool:
    parts = split(url)
    return parts is not None and parts.netloc.isascii()


def _ascii(url: str) -> str:
    """Percent-encoded but for the host name, which keeps its own letters."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return quote(url, safe=_SAFE, errors="replace")
    return parts._replace(
        path=quote(parts.path, safe=_SAFE, errors="replace"),
        query=quote(parts.query, safe=_SAFE, errors="replace"),
        fragment=quote(parts.fragment, safe=_SAFE, errors="replace"),
    ).geturl()


def _mended(url: str) -> str:
    """UTF-8 that a header carried as Latin-1 is read as UTF-8 again."""
    try:
        return url.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return url


def without_fragment(url: str) -> str:
    """The URL as it is sent."""
    return url.partition("#")[0]


def fragment(url: str) -> str:
    """What stands after the first `#`, or nothing."""
    return url.partition("#")[2]


def carried(url: str, part: str) -> str:
    """The URL with the fragment of the one that led to it, where it has none (RFC 9110, 10.2.2)."""
    return url if not part or "#" in url else f"{url}#{part}"


@lru_cache(maxsize=512)
def host(url: str) -> str:
    """The host name in lower case, or nothing."""
    parts = split(url)
    return (parts.hostname or "").removesuffix(".") if parts else ""


@lru_cache(maxsize=512)
def site(url: str) -> str:
    """The registrable domain: example.org, example.co.uk, somebody.github.io.

    Addresses and public suffixes themselves stay whole.
    """
    return _registrable(host(url).removeprefix("www."))


@lru_cache(maxsize=4096)
def _registrable(name: str) -> str:
    labels = name.split(".")
    if len(labels) <= 2 or len(name) > _LONGEST_NAME or ":" in name or labels[-1].isdigit():
        return name
    return _suffixes().privatesuffix(name) or name


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    """Loaded when the first name needs it: that takes 0.07 s."""
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()


@lru_cache(maxsize=512)
def folded(url: str) -> str:
    """A key under which http and https, www, default ports and a last slash make no odds."""
    parts = split(url)
    if parts is None:
        return url
    name = (parts.hostname or "").removeprefix("www.")
    number = parts.port
    port = "" if number in (None, 80, 443) else f":{number}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{name}{port}{parts.path.rstrip('/') or '/'}{query}"


@lru_cache(maxsize=512)
def segments(url: str) -> tuple[str, ...]:
    """Path segments that name something: no leading locale, no index page at the end."""
    parts = split(url)
    found = [segment for segment in parts.path.split("/") if segment] if parts else []
    if found and _LOCALE.fullmatch(found[0]):
        del found[0]
    if found and _INDEX.fullmatch(found[-1]):
        del found[-1]
    return tuple(found)


def telling_query(url: str) -> str:
    """The query, where it names a page rather than a campaign or a language."""
    parts = split(url)
    if parts is None or not parts.query:
        return ""
    try:
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return parts.query
    kept = [name for name, _ in pairs if not _NOT_THE_PAGE.fullmatch(name)]
    return parts.query if kept else ""


def is_home(url: str) -> bool:
    """Whether this is a site's front page, in whatever language."""
    return not segments(url) and not telling_query(url)


def slug_words(url: str) -> frozenset[str]:
    """The words of the last path segment: what a redirect within a site tends to keep."""
    found = segments(url)
    return frozenset(re.findall(r"[^\W_]{3,}", found[-1].lower())) if found else frozenset()
