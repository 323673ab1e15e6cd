"""HTML: letters as web pages, and as word processors and web editors export them.

Rules kept here:
- BeautifulSoup holds the tree; our tokens tell where everything stands in the file. It is imported
  when the first page is read, not before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...late import late_regex
from ..decoding import head, is_text
from ..format import Format, has_suffix

if TYPE_CHECKING:
    from citations.model import Span
    from citations.passage import Layout, NoteBody, Passage

_DOCUMENT = late_regex(
    r"\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_BLOCK_TAG = late_regex(
    r"<(?:p|div|h[1-6]|ul|ol|table|section|article|br)\b[^<>]{0,300}>", re.IGNORECASE
)


def layout(data: bytes) -> Layout:
    """Read an HTML file. Raises the ReadError family."""
    return layout_at(data, None)


def layout_at(data: bytes, address: str | None) -> Layout:
    """Read an HTML page that came from `address`. Raises the ReadError family."""
    from .page import read_layout

    return read_layout(data, address)


def fragment(text: str, within: Span) -> tuple[tuple[Passage, ...], tuple[NoteBody, ...]]:
    """Read HTML that stands inside another format; offsets are those of the whole text."""
    from .page import read_fragment

    return read_fragment(text, within)


def detect(data: bytes, path: str) -> int:
    """A document that begins like HTML is HTML whatever its name; fragments need a name or tags."""
    if not is_text(data):
        return 0
    start = head(data)
    if _DOCUMENT.match(start):
        return 95
    if has_suffix(path, HTML.suffixes):
        return 80
    if start.lstrip().startswith("<") and len(_BLOCK_TAG.findall(start)) >= 2:
        return 58 if has_suffix(path, (".md", ".markdown")) else 70
    return 0


HTML = Format("html", (".html", ".htm", ".xhtml", ".xht"), detect, layout, lined=True, at=layout_at)
