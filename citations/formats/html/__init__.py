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
    from collections.abc import Sequence

    from bs4 import Tag

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
    return layout_at(data, None)


def layout_at(data: bytes, address: str | None) -> Layout:
    """Read an HTML page that came from `address`. Raises the ReadError family."""
    from .notes import plan
    from .tree import parse as parse_html
    from .tree import tags_of
    from .walk import Walk

    text, encoding = decode(data)
    soup = parse_html(text)
    tags = tags_of(soup)
    base = _base(tags, address) or address
    walk = Walk(text, plan(tags), base)
    walk.run(soup)
    return Layout(
        text,
        encoding,
        tuple(walk.body),
        tuple(walk.notes),
        _title(tags),
        base,
        _date(tags),
    )


def fragment(text: str, within: Span) -> tuple[tuple[Passage, ...], tuple[NoteBody, ...]]:
    """Read HTML that stands inside another format; offsets are those of the whole text."""
    from .notes import plan
    from .tree import parse as parse_html
    from .tree import tags_of
    from .walk import Walk

    soup = parse_html(text, within)
    walk = Walk(text, plan(tags_of(soup)), None)
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


HTML = Format("html", (".html", ".htm", ".xhtml", ".xht"), detect, layout, lined=True, at=layout_at)


def _title(tags: Sequence[Tag]) -> str | None:
    from .tree import words_of

    for name in ("title", "h1", "h2"):
        for tag in tags:
            words = " ".join(words_of(tag).split()) if tag.name == name else ""
            if words:
                return words
    return None


def _base(tags: Sequence[Tag], address: str | None) -> str | None:
    from ..targets import absolute
    from .tree import attribute

    bases = (absolute(attribute(tag, "href"), address) for tag in tags if tag.name == "base")
    return next((url for url in bases if url is not None), None)


def _date(tags: Sequence[Tag]) -> DateValue | None:
    from .tree import attribute

    declared: dict[str, str] = {}
    for tag in tags:
        if tag.name == "meta":
            names = (attribute(tag, name) for name in ("property", "name", "itemprop"))
            name = next((each for each in names if each), "").lower()
            declared.setdefault(name, attribute(tag, "content").strip())
    for name in _DATES:
        value = declared.get(name, "")
        found = parse(value) or next((each.value for each in find(value[:60])), None)
        if found is not None:
            return found
    return None
