"""EPUB 2 and 3: a book of web pages in a zip.

Rules kept here:
- Its pages are read as one, in the order in which they are to be read: notes often stand in a file
  of their own behind the chapters.
- Nothing of it is looked for before a file needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..format import Format
from ..packages import is_package

if TYPE_CHECKING:
    from citations.passage import Layout


def detect(data: bytes, path: str) -> int:
    """Sure of a package that says so; the name tells nothing."""
    del path
    return is_package(b"application/epub+zip", data)


def layout(data: bytes) -> Layout:
    """Read a book. Raises the ReadError family."""
    from .book import read_layout

    return read_layout(data)


EPUB = Format("epub", (".epub",), detect, layout)

__all__ = ["EPUB"]
