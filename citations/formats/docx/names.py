"""Names of WordprocessingML, in the transitional and in the strict namespace (ISO/IEC 29500)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from lxml import etree

W_TRANSITIONAL: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R_TRANSITIONAL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M_TRANSITIONAL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
M_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/math"
A_TRANSITIONAL: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
A_STRICT: Final = "http://purl.oclc.org/ooxml/drawingml/main"
VML: Final = "urn:schemas-microsoft-com:vml"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

_W: Final = (f"{{{W_TRANSITIONAL}}}", f"{{{W_STRICT}}}")


# Tags and names come from this package and from one document's vocabulary; the bound is for others.
@lru_cache(maxsize=1024)
def w(name: str) -> tuple[str, str]:
    """Both qualified names of an element or attribute of WordprocessingML."""
    return _W[0] + name, _W[1] + name


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    for prefix in _W:
        if tag.startswith(prefix):
            return tag[len(prefix) :]
    return ""


def local(element: etree._Element) -> str:
    """The element's name without namespace, "" for an element that is not WordprocessingML."""
    return _local(str(element.tag))


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute of WordprocessingML. Some writers leave its prefix out; so does this."""
    transitional, strict = w(name)
    value = element.get(transitional)
    if value is None:
        value = element.get(strict)
    return element.get(name) if value is None else value


def relation(element: etree._Element) -> str | None:
    """The r:id of an element."""
    return element.get(f"{{{R_TRANSITIONAL}}}id") or element.get(f"{{{R_STRICT}}}id")


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name."""
    if element is None or not len(element):
        return None
    return next(element.iterchildren(*w(name)), None)


def is_on(element: etree._Element | None) -> bool | None:
    """A toggle (ST_OnOff): None where the element is missing, on where it has no value."""
    if element is None:
        return None
    return (attribute(element, "val") or "true").lower() not in ("0", "false", "off", "none")
