"""An address or a copy, written where a link stands, in the letter's own markup and style.

Rules kept here:
- HTML is escaped, Markdown targets are percent-encoded where a bracket or blank would end them, and
  nothing that a program could take for the end of an address is ever written into one.
- What cannot be written so that a reader of the file finds it again is not proposed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from checker.model import Snapshot
from citations import ReadError, urls_in, urls_in_prose
from citations.model import Document, Link, LinkForm, Note, Span

from . import anchors, templates
from .model import Edit
from .styles import Manner, Style, printed

_UNSAFE = re.compile(r"""[\s\x00-\x20\x7f"<>\\^`{|}]""")
_BESIDE = 200
"""Characters on either side of an address that tell where it ends."""
_WORD_BEFORE = re.compile(r"[^\s>]*\Z")
_TITLE: Mapping[str, str] = {'"': '"', "'": "'", "(": ")"}
_LONGEST_TITLE = 1_000


@dataclass(frozen=True, slots=True)
class Spot:
    """A link, where it stands."""

    document: Document
    manner: Manner
    note: Note | None
    link: Link

    @property
    def in_anchor(self) -> bool:
        """Whether it is the target of an HTML anchor."""
        return self.link.form is LinkForm.ANCHOR and self.document.encoding is not None

    @property
    def is_packaged(self) -> bool:
        """Whether spans count in text that was composed (Word, PDF)."""
        return self.document.encoding is None

    @property
    def is_wordless(self) -> bool:
        """Whether it lies over a picture, in a file where only words can be changed."""
        return self.is_packaged and not len(self.link.span)


def address_edits(spot: Spot, url: str) -> tuple[Edit, ...] | None:
    """The edits that write another address; None where it cannot be written."""
    text, link = spot.document.text, spot.link
    if spot.is_wordless:
        return None
    if spot.is_packaged:
        worded = link.shown is not None and link.shown != link.url
        return () if worded else (Edit(link.span, url),)
    if spot.in_anchor:
        anchor = anchors.anchor_at(text, link.span)
        if anchor is None:
            return None
        shown = anchors.shown_address(text, anchor, link.url)
        edits = [Edit(link.span, html.escape(url))]
        if shown is not None:
            edits.append(Edit(shown, html.escape(url)))
        return tuple(edits)
    written = _written(spot, url)
    return None if written is None else (Edit(link.span, written),)


def copy_edits(spot: Spot, copy: Snapshot, dead: bool) -> tuple[tuple[Edit, ...], bool] | None:
    """The edits that cite a copy, and whether the copy takes the URL's place.

    None where the letter tells a copy there already, or where it cannot be written.
    """
    if spot.is_wordless:
        return None
    text, link = spot.document.text, spot.link
    day = copy.captured_at.date()
    url = tidy(copy.url)
    if spot.in_anchor:
        anchor = anchors.anchor_at(text, link.span)
        if anchor is None or anchors.has_version(text, anchor):
            return None
        return (anchors.robust(text, anchor, url, day),), False
    if link.form is LinkForm.MARKDOWN:
        return _markdown(spot, url, dead)
    template = None if spot.is_packaged else templates.template_around(text, link.span)
    if template is not None:
        edits = templates.archived(text, template, link.span, url, (day, dead))
        return (tuple(edits), False) if edits else None
    style = spot.manner.style(spot.note, link.span)
    if style is Style.REPLACING:
        replaced = address_edits(spot, url) if dead else None
        return (replaced, True) if replaced is not None else None
    written = _written(spot, url)
    if written is None:
        return None
    at, wrapped = _after(spot)
    shown = _wrapped(spot, written) if wrapped else written
    if style is Style.CHICAGO:
        words = f", archived {printed(day)}, at {shown}"
    else:
        words = _bracketed(spot, shown, at)
    return (Edit(Span(at, at), words),), False


def tidy(url: str) -> str:
    """An address without a character that ends one: those are percent-encoded."""
    return _UNSAFE.sub(lambda match: quote(match[0], safe=""), url)


def _written(spot: Spot, url: str) -> str | None:
    link = spot.link
    if link.form is LinkForm.MARKDOWN:
        return url.replace("(", "%28").replace(")", "%29")
    written = html.escape(url) if spot.document.format == "html" else url
    if link.form in (LinkForm.BARE, LinkForm.SCHEMELESS) and not _stands_alone(spot, written, url):
        return None
    return written


def _stands_alone(spot: Spot, written: str, url: str) -> bool:
    """Whether who reads the letter finds just this address where the old one stood.

    One that is cut by a line's end ("https://c=", "ity.example.org") would grow together with what
    is left of the old one. What a reader takes for the mark of a note beside these few words it may
    not take for one in the letter, so that the address has to end there without its help, too.
    """
    text, at = spot.document.text, spot.link.span
    before = _WORD_BEFORE.search(text, max(0, at.start - _BESIDE), at.start)
    after = text[at.end : at.end + _BESIDE]
    words = f"{before[0] if before else ''}{written}{after}"
    if url not in urls_in_prose(html.unescape(words) if spot.document.format == "html" else words):
        return False
    try:
        return url in urls_in(words.encode("utf-8", "replace"), f"a.{spot.document.format}")
    except ReadError:
        return False  # beside it stand control characters


def _after(spot: Spot) -> tuple[int, bool]:
    """Where words may follow the URL, and whether it is wrapped in angle brackets."""
    text, end = spot.document.text, spot.link.span.end
    close = "&gt;" if spot.document.format == "html" else ">"
    if spot.link.form is LinkForm.ANGLE and text.startswith(close, end):
        return end + len(close), True
    return end, False


def _wrapped(spot: Spot, url: str) -> str:
    return f"&lt;{url}&gt;" if spot.document.format == "html" else f"<{url}>"


def _bracketed(spot: Spot, url: str, at: int) -> str:
    follows = spot.document.text[at : at + 1]
    if spot.document.format == "markdown" and follows in ("(", "[", ":"):
        return f" \\[{url}\\]"  # "[x](" would be a link, "[x]:" a definition
    return f" [{url}]"


def _markdown(spot: Spot, url: str, dead: bool) -> tuple[tuple[Edit, ...], bool] | None:
    """After `[label](URL "title")` the copy as a link of its own; a definition leads to it."""
    text, end = spot.document.text, spot.link.span.end
    target = url.replace("(", "%28").replace(")", "%29")
    close = _close_of_inline(text, end)
    if close is not None:
        return (Edit(Span(close, close), f" ([archived]({target}))"),), False
    return ((Edit(spot.link.span, target),), True) if dead else None


def _close_of_inline(text: str, at: int) -> int | None:
    """After the parenthesis that closes an inline link; None for a definition."""
    at += text.startswith(">", at)
    at = _past_blanks(text, at)
    closing = _TITLE.get(text[at : at + 1])
    if closing is not None:
        end = text.find(closing, at + 1, at + _LONGEST_TITLE)
        if end < 0:
            return None
        at = _past_blanks(text, end + 1)
    return at + 1 if text.startswith(")", at) else None


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at
