"""The characters of a PDFium text page, and the text objects that they belong to.

Rules kept here:
- A character index counts PDFium's characters, made-up spaces and line ends included; a page's
  letters are a string with one code point for each of them.
- The owner of a character is asked for as seldom as may be: objects are contiguous, and most end
  with their line.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2_raw.bindings as pdfium

_void, _int = ctypes.c_void_p, ctypes.c_int


def direct(function: Any, result: Any, *takes: Any) -> Any:
    """A function of PDFium that is called with plain addresses.

    The bindings wrap each pointer in an object of its own, which costs four times the call.
    """
    return ctypes.CFUNCTYPE(result, *takes)(ctypes.cast(function, _void).value or 0)


object_at = direct(pdfium.FPDFText_GetTextObject, _void, _void, _int)
"""(text page, character index) → address of its text object, None for what PDFium made up."""
matrix_at = direct(pdfium.FPDFText_GetMatrix, _int, _void, _int, _void)
size_at = direct(pdfium.FPDFText_GetFontSize, ctypes.c_double, _void, _int)
origin_at = direct(pdfium.FPDFText_GetCharOrigin, _int, _void, _int, _void, _void)
box_at = direct(pdfium.FPDFText_GetLooseCharBox, _int, _void, _int, _void)
"""(text page, character index, addresses to write to) → whether PDFium wrote there."""


def letters_of(text: Any, count: int) -> str:
    """One code point for each character index of a text page."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text, 0, count, buffer) - 1
    if written == count:
        whole = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if len(whole) == count:
            return whole
    codes = (pdfium.FPDFText_GetUnicode(text, index) for index in range(count))
    return "".join(
        chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        for code in codes
    )


def end_of(handle: int, owner: int, start: int, letters: str) -> int:
    """The index after the last character of a text object.

    It mostly ends with the line or its word; otherwise it is found by doubling steps, then
    halving. Spaces that PDFium made up belong to no object; they are stepped over.
    """
    count = len(letters)
    line_end = letters.find("\r", start)
    if line_end < 0:
        line_end = count
    if _is_owner(handle, owner, start, line_end - 1):
        return line_end
    known, step = start, 1
    space = letters.find(" ", start + 1, line_end)
    if space > 0 and _is_owner(handle, owner, start, space - 1):
        known = space - 1
        after = space + 1
        while after < line_end and letters[after] == " ":
            after += 1
        if after < line_end and object_at(handle, after) not in (None, owner):
            line_end = after
    while known + step < line_end and _is_owner(handle, owner, known, known + step):
        known, step = known + step, step * 2
    low, high = known, min(known + step, line_end)
    while high - low > 1:
        middle = (low + high) // 2
        if _is_owner(handle, owner, low, middle):
            low = middle
        else:
            high = middle
    return low + 1


def _is_owner(handle: int, owner: int, known: int, probe: int) -> bool:
    """The character at `probe`, or the one before what PDFium made up there, is the owner's."""
    while probe > known:
        found = object_at(handle, probe)
        if found is not None:
            return bool(found == owner)
        probe -= 1
    return False
