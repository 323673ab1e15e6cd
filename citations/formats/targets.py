"""Targets of links in markup → absolute URLs.

Rules kept here:
- Only what a reader can open as a page counts: http, https and ftp; and `mailto:` with somebody to
  write to, whose address can be wrong as well. `javascript:`, `data:`, places inside the document
  and relative paths without a base are no links.
- A redirect that a program put around the author's link is taken off (`unwrapped`): the redirect
  answers whatever becomes of the page.
- A target is read as browsers read it: white space at its ends and line ends inside do not count.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin

from ..late import late_regex

_SCHEME = late_regex(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = frozenset({"http", "https", "ftp"})
_WRAPPED = late_regex(
    r"https?://(?:www\.google\.com/url|[a-z0-9-]{1,60}\.safelinks\.protection\.outlook\.com/)"
    r"\?(?:[^#\s]{0,2000}?&)?(?:q|url)=(?P<target>https?(?::|%3A)[^&#\s]{1,4000})",
    re.IGNORECASE,
)
_HIDDEN_ADDRESS = "/cdn-cgi/l/email-protection"


def absolute(target: str, base: str | None = None) -> str | None:
    """Give the absolute URL of a link's target; None where it leads to no page and to nobody."""
    url = target.strip()
    if not url.isprintable():
        url = re.sub(r"[\t\r\n]", "", url)
    if not url or url.startswith(("#", "?")) or _HIDDEN_ADDRESS in url:
        return None
    scheme = _SCHEME.match(url)
    if scheme is not None:
        # "host.org:8080/x" is no URL either: browsers take the host for a scheme.
        if scheme[1].lower() == "mailto":
            # "mailto:?subject=…" is a button that shares the page: nobody's address.
            return url if url[scheme.end() :].partition("?")[0].strip("/ ") else None
        return url if scheme[1].lower() in _WEB and len(url) > scheme.end() + 2 else None
    if url.startswith("//"):
        return f"{(base or 'https:').split(':', 1)[0]}:{url}"
    if url.lower().startswith("www."):
        return f"https://{url}"
    start = _SCHEME.match(base) if base is not None else None
    if base is None or start is None or start[1].lower() not in _WEB or absolute(base) is None:
        return None
    try:
        return urljoin(base, url)
    except ValueError:
        return None


def unwrapped(url: str) -> str:
    """The link that an author made, where Google Docs or Outlook put a redirect around it.

    So do the exports of Google Docs (`www.google.com/url?q=…`) and Microsoft's Safe Links.
    """
    if "google.com/url?" not in url and ".safelinks." not in url:
        return url
    found = _WRAPPED.match(url)
    if found is None:
        return url
    inner = unquote(found["target"])
    return inner if inner.isprintable() and "\ufffd" not in inner and " " not in inner else url
