"""The words of markup that no parser should see (see taming): by plain search, in linear time.

Rules kept here:
- Title, first heading, words and ids; nothing that needs a tree.
- Only the first part of the markup is looked at: nobody writes an honest page like this.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import islice

from ..model import Page
from .metadata import line

_MOST = 1_000_000
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,1000})", re.IGNORECASE)
_HEADING = re.compile(r"<h1[^<>]{0,1000}>([^<]{0,1000})", re.IGNORECASE)
_ID = re.compile(r"""\s(?:id|name)=["']?([^\s"'<>]{1,200})""", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>?")


def read_tangled(markup: str, longest: int) -> Page:
    """A Page of what plain search finds; `longest` bounds the characters of its text."""
    markup = markup[:_MOST]
    title, heading = _TITLE.search(markup), _HEADING.search(markup)
    words = unescape(_TAG.sub(" ", _without(markup, "script", "style"))).replace("\0", "").split()
    return Page(
        title=line(unescape(title.group(1))) or None if title else None,
        heading=line(unescape(heading.group(1))) or None if heading else None,
        anchors=frozenset(match.group(1) for match in islice(_ID.finditer(markup), 5000)),
        text=" ".join(words)[:longest],
        words=len(words),
    )


def _without(markup: str, *names: str) -> str:
    """The markup without some elements and what they hold."""
    for name in names:
        kept = []
        lowered = markup.lower()
        at = 0
        while (start := lowered.find(f"<{name}", at)) >= 0:
            kept.append(markup[at:start])
            end = lowered.find(f"</{name}", start)
            at = end if end >= 0 else len(markup)
        markup = "".join(kept) + markup[at:]
    return markup
