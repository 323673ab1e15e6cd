"""Bytes of a text file → its text.

Rules kept here:
- The text is the decoded file and nothing else: line ends, tabs and odd spaces stay, so that
  offsets are an editor's. Only a byte order mark is taken off.
- Bytes that no encoding explains are no document; nothing is replaced or dropped to make them one.
- UTF-16 and UTF-32 without a mark are read where one byte order alone gives a text of letters and
  spaces; anything less certain is binary data.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache

from citations.errors import DocumentTooLarge, EmptyDocument, NotADocument

MAX_BYTES = 100_000_000

_MARKS = (
    # UTF-32 first: its mark begins with UTF-16's.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = rb"""<[^<>]{0,200}?\b(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})"""
_CHARSET = (
    r"iso8859-\d+|cp(?:125\d|866|874)|koi8-[rtu]|gb2312|gbk|gb18030|big5(?:hkscs)?|euc_(?:jp|kr)"
    r"|shift_jis|mac-(?:roman|cyrillic)|tis-620|utf-8"
)
"""Python's names of the encodings that a page may declare; its other codecs are no charsets."""
HEAD = 4096
"""Bytes that tell what a file is."""
_CONTROL = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\x1b")))
_KNOWN_BINARIES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_ALL_MARKS = tuple(mark for mark, _ in _MARKS)
_ALL_BINARIES = tuple(magic for magic, _ in _KNOWN_BINARIES)
_NOT_PLAIN = _ALL_MARKS + _ALL_BINARIES


def decode(data: bytes) -> tuple[str, str]:
    """Give the text of a file and the encoding that it was read in.

    UTF-8, -16 and -32 by their marks, else UTF-8, else the charset that the head declares (HTML,
    XML), else one that the letters tell beyond doubt, else windows-1252 as browsers read it. Raises
    EmptyDocument, DocumentTooLarge and NotADocument.
    """
    if len(data) > MAX_BYTES:
        raise DocumentTooLarge(f"larger than {MAX_BYTES // 1_000_000} MB")
    for magic, what in _KNOWN_BINARIES:
        if data.startswith(magic):
            raise NotADocument(f"{what}, not a text that this format reads")
    text, encoding = _decoded(data)
    if not text or text.isspace():
        raise EmptyDocument("the file is empty" if not data else "nothing but white space")
    return text, encoding


def plain(data: bytes) -> str | None:
    """The text of most files, UTF-8 without control characters; None where `decode` has to tell."""
    if data.startswith(_NOT_PLAIN) or len(data) > MAX_BYTES or _has_controls(data):
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return text if text and not text.isspace() else None


def head(data: bytes) -> str:
    """Give the first characters of a file, decoded roughly, to look at. Never raises.

    As many of them in every encoding: what a letter is does not hang on its encoding.
    """
    for mark, encoding in _MARKS if data.startswith(_ALL_MARKS) else ():
        if data.startswith(mark):
            return _first(data, len(mark), encoding)
    return _first(data, 0, _unmarked(data) or "utf-8")


def _first(data: bytes, start: int, encoding: str) -> str:
    # Two bytes a character are more than Latin letters take in UTF-8.
    width = 4 if encoding.startswith("utf-32") else 2
    return data[start : start + width * HEAD].decode(encoding, "replace")[:HEAD]


def is_text(data: bytes) -> bool:
    """True for bytes that `decode` may take: a byte order mark, or no sign of a binary."""
    if data.startswith(_ALL_MARKS):
        return True
    if data.startswith(_ALL_BINARIES):
        return False
    return not _is_binary_head(data[:HEAD]) or _unmarked(data) is not None


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS if data.startswith(_ALL_MARKS) else ():
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise NotADocument(f"marked as {encoding} but not valid: {error.reason}") from None
            if _is_binary(text[: HEAD * 16].encode("utf-8", "replace")):
                raise NotADocument(f"marked as {encoding} but full of control characters")
            return text, encoding
    unmarked = _unmarked(data)
    if unmarked is not None:
        try:
            return data.decode(unmarked), unmarked
        except UnicodeDecodeError:
            pass
    if _is_binary(data):
        raise NotADocument("binary data, not a text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    declared = re.search(_DECLARED, data[:HEAD], re.IGNORECASE)
    told = _charset(declared[1].decode("ascii", "replace")) if declared else None
    if told is None:
        from .undeclared import charset_of  # most letters need none of its tables

        told = charset_of(data)
    for name in (told, "cp1252"):
        if name is not None:
            try:
                return data.decode(name), "windows-1252" if name == "cp1252" else name
            except UnicodeDecodeError:
                continue
    raise NotADocument("neither UTF-8 nor a single-byte text")


def _unmarked(data: bytes) -> str | None:
    """UTF-16 or UTF-32 of a file without a mark, where only one of them makes it a text.

    Their spaces and line ends hold zero bytes, which no other text has.
    """
    start = data[:HEAD]
    if b"\0" not in start or data.startswith(_ALL_BINARIES):
        return None
    for width, names in _WIDE:
        if len(data) % width == 0:
            found = [name for name in names if _is_prose(start, name)]
            if len(found) == 1:
                return found[0]
    return None


_WIDE = ((4, ("utf-32-le", "utf-32-be")), (2, ("utf-16-le", "utf-16-be")))
_FEWEST = 8
"""Characters that prove nothing."""


def _is_prose(data: bytes, encoding: str) -> bool:
    """True where letters, spaces and punctuation alone come out."""
    text = codecs.getincrementaldecoder(encoding)("replace").decode(data)
    if len(text) < _FEWEST or "\ufffd" in text:
        return False
    if not any(character in " \n" for character in text):
        return False
    kinds = {unicodedata.category(character) for character in set(text) - set("\t\n\r\f\v")}
    return not kinds & {"Cc", "Cn", "Co", "Cs"} and bool(kinds & {"Ll", "Lo", "Lu"})


def _charset(declared: str) -> str | None:
    """Python's name of a declared charset; None where there is no such charset."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    if name in {"iso8859-1", "ascii"}:
        # On the web both mean windows-1252 (WHATWG Encoding, section 4.2).
        return "cp1252"
    return name if re.fullmatch(_CHARSET, name) else None


@lru_cache(maxsize=4)
def _is_binary_head(head: bytes) -> bool:
    """Each format of the table asks it of the same file."""
    return _is_binary(head)


def _is_binary(data: bytes) -> bool:
    """True where more than one byte in a hundred is a control character."""
    return _has_controls(data) and (len(data) - len(data.translate(None, _CONTROL))) * 100 > len(
        data
    )


def _has_controls(data: bytes) -> bool:
    """Sought one after the other: that takes half the time of looking at each byte once."""
    return any(map(data.__contains__, _CONTROL))
