"""Markdown through pulldown-cmark (pyromark), with what writers use beyond it.

Rules kept here:
- pulldown-cmark decides what is markup; its byte ranges become code-point offsets.
- Definitions of notes are Markdown's alone and tell it whatever the file is called; all its other
  signs are used in plain text too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...late import late_regex
from ..decoding import decode, head, is_text
from ..format import Format, has_suffix

if TYPE_CHECKING:
    from citations.model import DateValue
    from citations.passage import Layout

_HINTS = late_regex(
    r"(?m)^(?:#{1,6}\s|```|~~~|\s{0,3}[-*+]\s+\[|\|.*\|\s*$|---\s*$)"
    r"|\]\(https?://|\*\*\S|\[\^[^\]\s]{1,60}\]"
)
_SIGNS = ("\n#", "\n|", "```", "~~~", "---", "[", "**")
"""What `_HINTS` finds has one of these, but for the head of a file."""

_DEFINITION = late_regex(rb"(?m)^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)? {0,3}\[\^[^\]\s]{1,100}\]:")
"""A note's definition, also behind a byte order mark."""


def layout(data: bytes) -> Layout:
    """Read a Markdown file. Raises the ReadError family."""
    from citations.passage import Layout

    from .reader import Reader

    text, encoding = decode(data)
    reader = Reader(text)
    reader.read()
    return Layout(
        text,
        encoding,
        tuple(reader.body),
        tuple(reader.notes),
        reader.front.get("title") or reader.heading,
        date=_date(reader.front.get("date")),
    )


def urls(data: bytes) -> tuple[str, ...] | None:
    """The URLs of a Markdown file, where they can be told without reading it whole."""
    from .addresses import urls

    return urls(data)


def detect(data: bytes, path: str) -> int:
    """Definitions of notes are Markdown's alone; a name that says Markdown is believed."""
    if not is_text(data):
        return 0
    if has_suffix(path, MARKDOWN.suffixes):
        return 60
    # Without their zero bytes, Latin letters of UTF-16 and UTF-32 are ASCII.
    letters = data.replace(b"\0", b"") if b"\0" in data else data
    if b"[^" in letters and _DEFINITION.search(letters):
        return 55
    if has_suffix(path, (".txt", ".text")):
        return 5
    start = head(data)
    if not start.startswith(("#", "|")) and not any(sign in start for sign in _SIGNS):
        return 5  # the pattern itself is tried at every character
    return 12 if len(set(_HINTS.findall(start))) >= 2 else 5


MARKDOWN = Format(
    "markdown",
    (".md", ".markdown", ".mdown", ".mkd"),
    detect,
    layout,
    verbatim=True,
    lined=True,
    urls=urls,
)


def _date(raw: str | None) -> DateValue | None:
    from citations.dates import parse

    return parse(raw) if raw else None
