"""Flat OPC: a Word document as one XML file ("Word XML Document", .xml), and Word 2003's own XML.

Rules kept here:
- The parts are packed as they stand, and read as any package: no second reader.
- Pictures and other binary parts are left out.

Reference: [MS-DOCX], and "The Flat OPC Format" (Office Open XML SDK).
"""

from __future__ import annotations

import io
import zipfile
from typing import Final

from lxml import etree

from citations.model import DocumentTooLarge, NotADocument

from ..trees import root_of

_PACKAGE: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_LARGEST: Final = 96 << 20


def packed(data: bytes) -> bytes:
    """The package of a flat one. Raises NotADocument and DocumentTooLarge."""
    if len(data) > _LARGEST:
        raise DocumentTooLarge(f"flat Word document larger than {_LARGEST >> 20} MB")
    root = root_of(data, "flat Word document")
    if root.tag != f"{_PACKAGE}package":
        raise NotADocument("Word 2003 XML: save it as .docx first")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in _parts(root).items():
            archive.writestr(name, content)
    return out.getvalue()


def _parts(root: etree._Element) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for part in root.iter(f"{_PACKAGE}part"):
        name = (part.get(f"{_PACKAGE}name") or "").lstrip("/")
        for content in part.iterchildren(f"{_PACKAGE}xmlData"):
            if name and len(content):
                found[name] = etree.tostring(content[0], encoding="utf-8", with_tail=False)
    return found
