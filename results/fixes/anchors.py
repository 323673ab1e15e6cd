"""HTML anchors: where their tag and their words stand in the source.

Rules kept here:
- The reader gave the span of the href's value; the tag around it is found by walking to the
  nearest `<` before and past quoted values to the `>` after. What does not look like that is left
  alone.
- Robust Links 1.0 (https://robustlinks.mementoweb.org/spec/): the href stays, the copy and its date
  stand in attributes.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date

from citations.model import Span

from .model import Edit

_MOST_TAG = 20_000
_ANCHOR = re.compile(r"<a(?=[\s/])", re.IGNORECASE)
_END = re.compile(r"</a\s{0,20}>", re.IGNORECASE)
_REST = re.compile(r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_VERSION = re.compile(r"\sdata-versionurl\s{0,9}=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """One start tag around an href."""

    href: Span
    tag: Span
    quote: str
    """What the href's value is wrapped in: a quotation mark or nothing."""


def anchor_at(text: str, href: Span) -> Anchor | None:
    """The `<a …>` whose href has its value there."""
    start = text.rfind("<", max(0, href.start - _MOST_TAG), href.start)
    if start < 0 or _ANCHOR.match(text, start) is None:
        return None
    quote = text[href.start - 1]
    if quote not in "\"'" or text[href.end : href.end + 1] != quote:
        quote = ""
    rest = _REST.match(text, href.end + len(quote), href.end + _MOST_TAG)
    return Anchor(href, Span(start, rest.end()), quote) if rest else None


def has_version(text: str, anchor: Anchor) -> bool:
    """Whether the tag tells a copy already."""
    return _VERSION.search(text, anchor.tag.start, anchor.tag.end) is not None


def robust(text: str, anchor: Anchor, copy: str, day: date) -> Edit:
    """The attributes of a Robust Link, written after the href."""
    # The original is written as it stands in the source, so that nothing is escaped twice.
    original = text[anchor.href.start : anchor.href.end]
    quote = anchor.quote or '"'
    attributes = (
        ("data-originalurl", original),
        ("data-versiondate", day.isoformat()),
        ("data-versionurl", html.escape(copy)),
    )
    words = "".join(f" {name}={quote}{value}{quote}" for name, value in attributes)
    at = anchor.href.end + len(anchor.quote)
    return Edit(Span(at, at), words)


def shown_address(text: str, anchor: Anchor, url: str) -> Span | None:
    """Where the anchor's words stand, if they are the address itself."""
    end = _END.search(text, anchor.tag.end, anchor.tag.end + _MOST_TAG)
    if end is None:
        return None
    words = text[anchor.tag.end : end.start()]
    if "<" in words or html.unescape(words).strip() != url:
        return None
    lead = len(words) - len(words.lstrip())
    return Span(anchor.tag.end + lead, anchor.tag.end + len(words.rstrip()))
