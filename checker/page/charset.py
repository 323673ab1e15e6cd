"""Bytes of a page to text.

Rules kept here:
- A byte order mark decides, then the header, then the page's own declaration, then whether it is
  UTF-8, and last windows-1252, as browsers do (WHATWG Encoding and HTML, "determining the
  character encoding").
- Labels come from the web: only codecs of the table below are ever used, since Python knows codecs
  that inflate (zip), that are quadratic (punycode) or that are no encodings at all (rot13).
- What cannot be decoded becomes U+FFFD; nothing here raises.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([a-zA-Z0-9_\-:]{2,40})""", re.ASCII)
_XML_DECLARED = re.compile(rb"""(?:charset|encoding)=["']?([a-z0-9_\-:]{2,40})""", re.ASCII)
_PRESCAN = 4096
"""Bytes in which a page may declare its encoding (the standard says 1,024)."""

_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
"""Browsers read these labels as their larger relatives."""

_KNOWN = frozenset(
    {"utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "cp932", "cp949", "cp874"}
    | {"euc_jp", "iso2022_jp", "koi8-r", "koi8-u", "cp866", "mac-roman", "mac-cyrillic", "cp1252"}
    | {f"cp125{number}" for number in range(9)}
    | {f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
)


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a body. `content_type` is the header's value."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    named = declared(content_type) or _own(body)
    if named and named != "utf-8":
        return body.decode(named, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        # One stray byte among good UTF-8 is no proof of another encoding.
        if named or not body[: error.start].isascii():
            return body.decode("utf-8", "replace")
    return body.decode("cp1252", "replace")


def declared(content_type: str) -> str | None:
    """The codec that a Content-Type header names; None where it names none that is known."""
    return codec(_parameter(content_type))


def codec(label: str) -> str | None:
    """The codec that browsers mean by a label, None for an unknown or unwanted one."""
    try:
        name = codecs.lookup(label).name if label else ""
    except (LookupError, ValueError):
        return None
    name = _SUPERSETS.get(name, name)
    return name if name in _KNOWN else None


def _parameter(content_type: str) -> str:
    """The charset parameter of a Content-Type header."""
    match = _DECLARED.search(content_type[:500].encode("latin-1", "replace"))
    return match.group(1).decode("ascii") if match else ""


def _own(body: bytes) -> str | None:
    """What the page itself declares in a meta element or an XML declaration."""
    head = body[:_PRESCAN].lower()
    pattern = _XML_DECLARED if head.startswith(b"<?xml") else _DECLARED
    match = pattern.search(head)
    name = codec(match.group(1).decode("ascii")) if match else None
    # A page that can be read as ASCII this far is not UTF-16, whatever it says.
    return "utf-8" if name and name.startswith("utf-16") else name
