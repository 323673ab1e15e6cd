"""HTML: letters as web pages, and as word processors and web editors export them.

Rules kept here:
- BeautifulSoup holds the tree; our tokens tell where everything stands in the file.
- A title or date that the page declares is believed; a canonical address makes no base.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citations.dates import find, parse
from citations.model import DateValue, Span
from citations.passage import Layout, NoteBody, Passage

from ..decoding import decode, head, is_text
from ..format import Format, has_suffix

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_DOCUMENT = re.compile(
    r"\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_BLOCK_TAG = re.compile(
    r"<(?:p|div|h[1-6]|ul|ol|table|section|article|br)\b[^<>]{0,300}>", re.IGNORECASE
)
_DATES = (
    "article:published_time",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "date",
    "datepublished",
)


def layout(data: bytes) -> Layout:
    """Read an HTML file. Raises the ReadError family."""
    from .notes import plan
    from .tree import parse as parse_html
    from .walk import Walk

    text, encoding = decode(data)
    soup = parse_html(text)
    base = _base(soup)
    walk = Walk(text, plan(soup), base)
    walk.run(soup)
    return Layout(
        text,
        encoding,
        tuple(walk.body),
        tuple(walk.notes),
        _title(soup),
        base,
        _date(soup),
    )


def fragment(text: str, within: Span) -> tuple[tuple[Passage, ...], tuple[NoteBody, ...]]:
    """Read HTML that stands inside another format; offsets are those of the whole text."""
    from .notes import plan
    from .tree import parse as parse_html
    from .walk import Walk

    soup = parse_html(text, within)
    walk = Walk(text, plan(soup), None)
    walk.run(soup)
    return tuple(walk.body), tuple(walk.notes)


def detect(data: bytes, path: str) -> int:
    """A document that begins like HTML is HTML whatever its name; fragments need a name or tags."""
    if not is_text(data):
        return 0
    start = head(data)
    if _DOCUMENT.match(start):
        return 95
    tags = len(_BLOCK_TAG.findall(start))
    if has_suffix(path, HTML.suffixes):
        return 80
    if start.lstrip().startswith("<") and tags >= 2:
        return 58 if has_suffix(path, (".md", ".markdown")) else 70
    return 0


HTML = Format("html", (".html", ".htm", ".xhtml", ".xht"), detect, layout, lined=True)


def _title(soup: BeautifulSoup) -> str | None:
    from .tree import words_of

    for name in ("title", "h1", "h2"):
        for tag in soup.find_all(name, limit=3):
            words = " ".join(words_of(tag).split())
            if words:
                return words
    return None


def _base(soup: BeautifulSoup) -> str | None:
    from ..targets import absolute
    from .tree import attribute

    for tag in soup.find_all("base", limit=5):
        url = absolute(attribute(tag, "href"))
        if url is not None:
            return url
    return None


def _date(soup: BeautifulSoup) -> DateValue | None:
    from .tree import attribute

    declared = {
        (
            attribute(tag, "property") or attribute(tag, "name") or attribute(tag, "itemprop")
        ).lower(): (attribute(tag, "content"))
        for tag in soup.find_all("meta", limit=200)
    }
    for name in _DATES:
        value = declared.get(name, "").strip()
        if value:
            found = parse(value) or next((each.value for each in find(value[:60])), None)
            if found is not None:
                return found
    return None
