"""Addresses that were damaged on their way into the letter, where the mend is obvious.

Rules kept here:
- Only what can be told from the address itself is mended: a doubled or misspelt scheme, punctuation
  of the sentence taken into a link's target, a break at a line's end that the reader has joined.
- An address that answers is left alone, unless all that is wrong is the break.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"(?:h?t{1,3}p(?P<s>s?)(?:[:;]/{0,3}|/{2,3}))(?=[a-z0-9])", re.IGNORECASE)
_DOUBLED = re.compile(r"https?:/{0,2}(?=https?://)", re.IGNORECASE)
_TRAILING = re.compile(r"(?:[.,;:'\"”’»>\]]|%(?:20|22|3E|0A|C2%A0|E2%80%9D))+\Z", re.IGNORECASE)

_MOST_MARKS = 8


def mended(url: str) -> str | None:
    """The address without its damage; None where there is none that can be told."""
    better = _DOUBLED.sub("", url, count=1)
    scheme = _SCHEME.match(better)
    if scheme and not better.lower().startswith(("http://", "https://")):
        better = f"http{scheme['s'].lower()}://{better[scheme.end() :]}"
    better = _untrailed(better)
    return better if better != url and _is_address(better) else None


def joined(raw: str, url: str) -> str | None:
    """The address of a URL that a line's end cuts, on one line; None for one that is whole."""
    return url if any(c in raw for c in "\r\n") and not any(c.isspace() for c in url) else None


def _untrailed(url: str) -> str:
    for _ in range(_MOST_MARKS):
        better = url[:-200] + _TRAILING.sub("", url[-200:])
        if better.endswith(")") and better.count(")") > better.count("("):
            better = better[:-1]
        if better == url:
            break
        url = better
    return url


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        return False
