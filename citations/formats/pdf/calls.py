"""The functions of PDFium that are called for every word, and the memory that they write to.

Rules kept here:
- Most are called without argument types: a whole number goes as a C int, and every address as a
  reference that was made once. The bindings wrap each pointer in an object of its own, and declared
  types convert each argument anew; either costs four times the call.
- What PDFium writes is read all at once from memory that is made once.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2_raw.bindings as pdfium

_address, _int, _double = ctypes.c_void_p, ctypes.c_int, ctypes.c_double
_NUMBERS: Final = struct.Struct("=6f4f2d")
_BOX: Final = 24
"""Where the box begins in it."""


def _direct(function: Any, result: Any, *takes: Any) -> Any:
    """A function of PDFium without the bindings around it, called with the interpreter locked."""
    return ctypes.PYFUNCTYPE(result, *takes)(address_of(function))


def address_of(handle: Any) -> int:
    """Where a handle of the bindings points to."""
    return ctypes.cast(handle, _address).value or 0


def reference(handle: Any) -> Any:
    """A handle of the bindings, to be handed over again and again."""
    return ctypes.byref(ctypes.c_char.from_address(address_of(handle)))


object_at = _direct(pdfium.FPDFText_GetTextObject, ctypes.c_ssize_t)
"""(text page, character index) → address of its text object, 0 for what PDFium made up."""
size_at = _direct(pdfium.FPDFText_GetFontSize, _double)
matrix_at = _direct(pdfium.FPDFText_GetMatrix, _int)
origin_at = _direct(pdfium.FPDFText_GetCharOrigin, _int)
box_at = _direct(pdfium.FPDFText_GetLooseCharBox, _int)
"""(text page, character index, references to write to) → whether PDFium wrote there."""
_ink_at = _direct(pdfium.FPDFText_GetCharBox, _int)
object_of = _direct(pdfium.FPDFPage_GetObject, ctypes.c_ssize_t)
"""(page, number) → address of the object."""
font_of = _direct(pdfium.FPDFTextObj_GetFont, ctypes.c_ssize_t, _address)
kind_of = _direct(pdfium.FPDFPageObj_GetType, _int, _address)
mode_of = _direct(pdfium.FPDFTextObj_GetTextRenderMode, _int, _address)
"""(address of an object) → address of its font; which kind of object it is; how text is drawn."""
flags_of = _direct(pdfium.FPDFFont_GetFlags, _int)
name_of = _direct(pdfium.FPDFFont_GetBaseFontName, ctypes.c_ssize_t)
"""(font, memory, its bytes) → bytes of the name with the zero behind it."""
next_link = _direct(pdfium.FPDFLink_Enumerate, _int)
"""(page, position, where to write the link) → whether there is one more."""
action_of = _direct(pdfium.FPDFLink_GetAction, ctypes.c_ssize_t)
path_of = _direct(pdfium.FPDFAction_GetURIPath, ctypes.c_ulong)
"""(document, action, memory, its bytes) → bytes of the URL with the zero behind it."""
quads_of = _direct(pdfium.FPDFLink_CountQuadPoints, _int)
quad_at = _direct(pdfium.FPDFLink_GetQuadPoints, _int)
frame_of = _direct(pdfium.FPDFLink_GetAnnotRect, _int)
"""(link, memory for left, top, right, bottom) → whether PDFium wrote there."""


Edges = tuple[float, float, float, float]
"""Left, bottom, right and top."""
_EDGES: Final = [_double() for _ in range(4)]
_EDGES_AT: Final = [ctypes.byref(edge) for edge in _EDGES]
_ROOM: Final = (ctypes.c_float * 4)()
_ROOM_AT: Final = ctypes.byref(_ROOM)


def ink_at(text: Any, index: int) -> Edges | None:
    """Where a character's ink stands, in the page's own coordinates."""
    if not _ink_at(text, index, *_EDGES_AT):
        return None
    left, right, bottom, top = [edge.value for edge in _EDGES]
    return left, bottom, right, top


def room_of(text: Any, index: int) -> Edges | None:
    """The room that a character takes on its line, whatever its ink."""
    if not box_at(text, index, _ROOM_AT):
        return None
    left, top, right, bottom = _ROOM
    return left, bottom, right, top


def origin_of(text: Any, index: int) -> tuple[float, float] | None:
    """Where a character stands on its baseline."""
    if not origin_at(text, index, *_EDGES_AT[:2]):
        return None
    return _EDGES[0].value, _EDGES[1].value


class Written:
    """What PDFium wrote in a row of calls: matrix, box and point of one text object a row.

    Asked for by `map`, such calls cost a third of what they cost one by one.
    """

    __slots__ = ("_kept", "_view", "boxes", "matrices", "xs", "ys")

    def __init__(self, rows: int) -> None:
        size = _NUMBERS.size
        kept = self._kept = ctypes.create_string_buffer(size * rows)
        self._view = memoryview(kept)
        starts = range(0, size * rows, size)
        self.matrices: Final = [ctypes.byref(kept, start) for start in starts]
        self.boxes: Final = [ctypes.byref(kept, start + _BOX) for start in starts]
        self.xs: Final = [ctypes.byref(kept, start + size - 16) for start in starts]
        self.ys: Final = [ctypes.byref(kept, start + size - 8) for start in starts]

    def rows(self, count: int) -> Iterator[tuple[Any, ...]]:
        """The matrix a to f; left, top, right, bottom; x, y: of each row."""
        return _NUMBERS.iter_unpack(self._view[: _NUMBERS.size * count])

    def row(self) -> tuple[Any, ...]:
        """The first of them."""
        return _NUMBERS.unpack_from(self._view)
