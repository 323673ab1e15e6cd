"""Bytes of a page to text.

Rules kept here:
- A byte order mark decides, then the header, then the page's own declaration, then whether it is
  UTF-8, and last what is usual in the page's language or country, as browsers do (WHATWG Encoding
  and HTML, "determining the character encoding"; Firefox's fallback by top-level domain).
- A label that the bytes belie is not believed, though browsers show what it makes of them: a page
  is wanted as its author wrote it. UTF-8 cannot be anything else by chance, bytes that it does
  not explain are none, and of old codecs the letters tell (`belied`).
- Labels come from the web: only codecs of the table below are ever used, since Python knows codecs
  that inflate (zip), that are quadratic (punycode) or that are no encodings at all (rot13).
- What cannot be decoded becomes U+FFFD; nothing here raises.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from ..urls import host
from .belied import codec_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([a-zA-Z0-9_\-:]{2,40})""", re.ASCII)
_XML_DECLARED = re.compile(rb"""(?:charset|encoding)=["']?([a-z0-9_\-:]{2,40})""", re.ASCII)
_META = re.compile(rb"""<meta\b[^<>]{0,300}?charset\s{0,9}=\s{0,9}["']?([a-z0-9_\-:]{2,40})""")
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
    "koi8-r": "koi8-u",
}
"""Browsers read these labels as their larger relatives; KOI8-R has frames where KOI8-U has letters
that Ukrainian pages of that label mean."""
_LABELS = {
    **dict.fromkeys(("x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("koi", "koi8", "koi8-ru"), "koi8-u"),
    **dict.fromkeys(("x-mac-cyrillic", "x-mac-ukrainian"), "mac-cyrillic"),
    **dict.fromkeys(("csmacintosh", "x-mac-roman"), "mac-roman"),
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e", "logical", "visual"), "iso8859-8"),
    **{f"x-cp125{number}": f"cp125{number}" for number in range(9)},
    **{"x-euc-jp": "euc_jp", "x-x-big5": "big5hkscs", "windows-949": "cp949"},
    **{"dos-874": "cp874", "windows-874": "cp874", "sun_eu_greek": "iso8859-7"},
}
"""Labels of the standard that Python does not know."""

_KNOWN = frozenset(
    {"utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "cp932", "cp949", "cp874"}
    | {"euc_jp", "iso2022_jp", "koi8-u", "cp866", "mac-roman", "mac-cyrillic", "cp1252"}
    | {f"cp125{number}" for number in range(9)}
    | {f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
)

_LANGUAGE = re.compile(rb"""<html\b[^<>]{0,300}?\blang=["']?([a-z]{2})\b""")
_TRIED = 100_000
"""Bytes that a codec must explain."""
_CYRILLIC, _CENTRAL, _BALTIC, _ARABIC = ("cp1251",), ("cp1250",), ("cp1257",), ("cp1256",)
_OLD = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "sr", "kk"), _CYRILLIC),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "hr", "sl", "ro", "sq"), _CENTRAL),
    **dict.fromkeys(("lt", "lv", "et"), _BALTIC),
    **dict.fromkeys(("ar", "fa", "ur"), _ARABIC),
    "el": ("cp1253",),
    "tr": ("cp1254",),
    "he": ("cp1255",),
    "vi": ("cp1258",),
    "th": ("cp874",),
    "ja": ("euc_jp", "cp932"),
    "zh": ("gb18030", "big5hkscs"),
    "ko": ("cp949",),
}
"""Language to the codecs of its old pages; the first that explains the bytes is taken."""
_SPEAKS = {
    **{"ua": "uk", "by": "be", "rs": "sr", "kz": "kk", "cz": "cs", "si": "sl", "al": "sq"},
    **{"ee": "et", "gr": "el", "il": "he", "vn": "vi", "jp": "ja", "cn": "zh", "tw": "zh"},
    **{"hk": "zh", "kr": "ko", "su": "ru", "ir": "fa", "sa": "ar", "eg": "ar", "ae": "ar"},
    **{"ru": "ru", "bg": "bg", "mk": "mk", "pl": "pl", "sk": "sk", "hu": "hu", "hr": "hr"},
    **{"ro": "ro", "lt": "lt", "lv": "lv", "tr": "tr", "th": "th", "xn--p1ai": "ru"},
}
"""Top-level domain to the language of most pages below it."""


def decode(body: bytes, content_type: str = "", url: str = "") -> str:
    """The text of a body. `content_type` is the header's value, `url` where the page stands."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    named = _believed(body, declared(content_type)) or _own(body)
    if named and named != "utf-8" and (named.startswith("utf-16") or not _is_utf8(body)):
        return body.decode(codec_of(body, named), "replace")
    # A single byte is found ten times as fast as two.
    if b"\x1b" in body and b"\x1b$" in body and _is_escaped(body):
        return body.decode("iso2022_jp", "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        # One stray byte among good UTF-8 is no proof of another encoding.
        if _is_mostly_utf8(body):
            return body.decode("utf-8", "replace")
    own = _own(body) or _own_late(body)
    usual = own if own and own != "utf-8" else _usual(body, url)
    return body.decode(codec_of(body, usual), "replace")


def _is_escaped(body: bytes) -> bool:
    """Whether the bytes are ISO-2022-JP, which is ASCII as far as UTF-8 can tell."""
    if not body.isascii():
        return False
    try:
        body[:_TRIED].decode("iso2022_jp")
    except UnicodeDecodeError as error:
        return error.start + 4 >= min(len(body), _TRIED)
    return True


def _believed(body: bytes, named: str | None) -> str | None:
    """The header's codec, unless it is UTF-16 and no byte is zero; its order as the zeros stand."""
    if named is None or not named.startswith("utf-16"):
        return named
    if b"\0" not in body[:_PRESCAN]:
        return None
    return "utf-16-be" if body[:1] == b"\0" else named


def _is_utf8(body: bytes) -> bool:
    """Whether the bytes are UTF-8 beyond ASCII."""
    if body.isascii():
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_mostly_utf8(body: bytes) -> bool:
    """Whether more characters beyond ASCII are UTF-8 than are not."""
    kept = body.decode("utf-8", "ignore")
    beyond = len(kept) - len(kept.encode("ascii", "ignore"))
    return beyond >= body.decode("utf-8", "replace").count("\N{REPLACEMENT CHARACTER}")


def _usual(body: bytes, url: str) -> str:
    """The codec of old pages in a language, as the page or else its host's country names it."""
    match = _LANGUAGE.search(body[:_PRESCAN].lower())
    language = match.group(1).decode("ascii") if match else ""
    country = host(url).rpartition(".")[2]
    for name in (*_OLD.get(language, ()), *_OLD.get(_SPEAKS.get(country, ""), ())):
        try:
            body[:_TRIED].decode(name)
        except UnicodeDecodeError as error:
            if error.start + 4 < min(len(body), _TRIED):
                continue
        return name
    return "cp1252"


@lru_cache(maxsize=128)
def declared(content_type: str) -> str | None:
    """The codec that a Content-Type header names; None where it names none that is known."""
    return codec(_parameter(content_type))


def codec(label: str) -> str | None:
    """The codec that browsers mean by a label, None for an unknown or unwanted one."""
    try:
        name = _LABELS.get(label.lower()) or (codecs.lookup(label).name if label else "")
    except (LookupError, ValueError):
        return None
    name = _SUPERSETS.get(name, name)
    return name if name in _KNOWN else None


def _parameter(content_type: str) -> str:
    """The charset parameter of a Content-Type header."""
    match = _DECLARED.search(content_type[:500].encode("latin-1", "replace"))
    return match.group(1).decode("ascii") if match else ""


def _own_late(body: bytes) -> str | None:
    """What a meta element declares that comes too late to be looked for in every page."""
    match = _META.search(body[:_TRIED].lower())
    name = codec(match.group(1).decode("ascii")) if match else None
    return None if name and name.startswith("utf-16") else name


def _own(body: bytes) -> str | None:
    """What the page itself declares in a meta element or an XML declaration."""
    head = body[:_PRESCAN].lower()
    pattern = _XML_DECLARED if head.startswith(b"<?xml") else _DECLARED
    match = pattern.search(head)
    name = codec(match.group(1).decode("ascii")) if match else None
    # A page that can be read as ASCII this far is not UTF-16, whatever it says.
    return "utf-8" if name and name.startswith("utf-16") else name
