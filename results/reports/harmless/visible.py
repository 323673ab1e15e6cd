"""Hostile text made harmless to look at.

Titles, evidence and URLs come from the web, file names from anywhere. Rules kept here:
- A control character is shown, never sent: no ANSI escape reaches a terminal.
- Characters that turn the direction of text around (U+202A to U+202E, U+2066 to U+2069) are shown
  by their number; "moc.elgoog" stays what it is.
- One line stays one line.
- Only http and https are links; whatever else calls itself one is text. What no URL may hold is
  percent-encoded in a link, as a browser would (https://url.spec.whatwg.org/#url-code-points).
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SPACES = "\t\n\v\f\r\x85\u2028\u2029"
_TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))

_SHOWN: dict[int, str] = {
    **{point: f"\\x{point:02x}" for point in (*range(0x20), *range(0x7F, 0xA0))},
    **{point: f"⟨U+{point:04X}⟩" for point in _TURNS},
    **dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys(map(ord, _SPACES), " "),
}

_NO_URL_POINTS: dict[int, str] = {ord(c): f"%{ord(c):02X}" for c in '"<>[]^`{|}'}
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def visible(text: str) -> str:
    """The text with nothing in it that acts."""
    return text if text.isprintable() else text.translate(_SHOWN)


def clipped(text: str, limit: int) -> str:
    """At most `limit` characters, white space folded; the cut is marked."""
    # Folding a slice keeps this linear in the limit, however long the text.
    folded = " ".join(text[: 2 * limit].split())
    return folded if len(folded) <= limit and len(text) <= 2 * limit else folded[: limit - 1] + "…"


def web_href(url: str) -> str | None:
    """The URL if a page may link to it; None for any other scheme, and for anything odd in it."""
    if not url.isprintable() or any(c.isspace() for c in url) or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    if any(c in parts.netloc for c in '"<>^`{|}%'):
        return None
    origin, path = url[: url.index("//") + 2] + parts.netloc, url[url.index("//") + 2 :]
    path = path[len(parts.netloc) :].translate(_NO_URL_POINTS)
    before, mark, fragment = path.partition("#")
    return origin + _LONE_PERCENT.sub("%25", before + mark + fragment.replace("#", "%23"))
