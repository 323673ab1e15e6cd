"""Word documents: .docx and its siblings (ECMA-376, ISO/IEC 29500), transitional and strict.

Rules kept here:
- Notes are read with the numbers that Word prints. A tracked change is read as if it were
  accepted, and what is hidden from the page is hidden from the reader here.
- lxml and the reader are imported when the first document is read, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.formats.decoding import HEAD, is_text
from citations.formats.format import Format, has_suffix

if TYPE_CHECKING:
    from citations.passage import Layout

_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
_OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_FLAT = (
    b"http://schemas.microsoft.com/office/2006/xmlPackage",
    b"http://schemas.microsoft.com/office/word/2003/wordml",
)
_WORD_PARTS = (b"word/document", b"word\\document", b"Word/document", b"word/footnotes.xml")


def is_flat(data: bytes) -> bool:
    """Whether bytes are a Word document of one XML file."""
    head = data[:HEAD]
    return b"<?xml" in head and any(name in head for name in _FLAT)


def _detect(data: bytes, path: str) -> int:
    named = has_suffix(path, _SUFFIXES)
    if data.startswith(_OLE_MAGIC):
        # Encrypted, or a .doc: read_layout says which, and what to do.
        return 90 if named or path.lower().endswith(".doc") else 60
    if not data.startswith(b"PK"):
        # What is no text either is told as a damaged letter.
        return 100 if is_flat(data) else int(named and data != b"" and not is_text(data))
    # The names of a zip's entries stand unpacked in it.
    if any(part in data for part in _WORD_PARTS):
        return 100
    return 70 if named else 0


def _layout(data: bytes) -> Layout:
    from .layout import read_layout

    return read_layout(data)


DOCX = Format("docx", _SUFFIXES, _detect, _layout)

__all__ = ["DOCX", "is_flat"]
