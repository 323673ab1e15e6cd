"""Flat OpenDocument texts (.fodt): one XML file → the package that pandoc reads.

Rules kept here:
- Elements are shared out among the parts as OpenDocument 1.3, part 3, section 3.1 shares them; what
  is missing stands there empty, and none is changed.
- lxml is imported when the first flat text is read, not before.
"""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from typing import Final

_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_PARTS: Final = {
    "content": ("scripts", "font-face-decls", "automatic-styles", "body"),
    "styles": ("font-face-decls", "styles", "automatic-styles", "master-styles"),
    "meta": ("meta",),
}


def packed(data: bytes) -> bytes:
    """The package of a flat text. Raises NotADocument."""
    from lxml import etree

    from ..trees import root_of

    root = root_of(data, "flat odt")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, kinds in _PARTS.items():
            part = deepcopy(root)
            part.tag = f"{{{_OFFICE}}}document-{name}"
            wanted = [f"{{{_OFFICE}}}{kind}" for kind in kinds]
            for each in [child for child in part if child.tag not in wanted]:
                part.remove(each)
            # pandoc reads no styles.xml in which one is missing.
            there = {child.tag for child in part}
            part.extend([etree.Element(tag) for tag in wanted if tag not in there])
            archive.writestr(f"{name}.xml", etree.tostring(part, encoding="utf-8"))
    return out.getvalue()
