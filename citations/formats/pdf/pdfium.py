"""PDFium → Pages. Runs in the worker process only.

Rules kept here:
- The C interface is called directly, and seldom: one call for a page's text, a few for each text
  object, whose extent is found by doubling steps. A call from Python costs as much as ten
  characters cost PDFium.
- Positions are turned upright with the page; text that runs in another direction (stamps at the
  margin, watermarks) is left out.
- Every handle is closed, and PDFium's refusals become the ReadError family.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pypdfium2_raw.bindings as pdfium

from citations.model import DocumentTooLarge, NotADocument

from .characters import (
    box_at,
    direct,
    end_of,
    letters_of,
    matrix_at,
    object_at,
    origin_at,
    size_at,
)
from .page import Fragment, Page, Pages, Rule

MOST_PAGES: Final = 5_000
MOST_CHARACTERS: Final = 20_000_000
MOST_OBJECTS: Final = 20_000
"""Page objects that are looked through for rules, on one page."""
MOST_LINKS: Final = 100_000
MOST_RULES: Final = 500
FARTHEST: Final = 1e5
"""Points from the corner; farther out nothing is shown, and NaN compares with nothing."""
QUAD_BAND: Final = 8.0
MOST_IN_BAND: Final = 200
"""Link areas are looked up by bands of this height in points, so many of them."""

_PASSWORD, _SECURITY = 4, 5
_PATH_OBJECT: Final = 2
_URI_ACTION: Final = 3
_ITALIC_FLAG: Final = 1 << 6
_ITALIC_NAMES: Final = ("italic", "oblique", "slanted", "cmti", "cmsl", "cmbxti", "sfti", "-ital")
_THINNEST, _SHORTEST = 2.0, 30.0

_void = ctypes.c_void_p
_font_of = direct(pdfium.FPDFTextObj_GetFont, _void, _void)
_object_of = direct(pdfium.FPDFPage_GetObject, _void, _void, ctypes.c_int)
_kind_of = direct(pdfium.FPDFPageObj_GetType, ctypes.c_int, _void)

Quad = tuple[float, float, float, float, int]
"""left, bottom, right, top of a link's area, and the index of its URL."""


def initialize() -> None:
    """Load PDFium; once in a process."""
    pdfium.FPDF_InitLibrary()


def read_pages(data: bytes) -> Pages:
    """All pages of a PDF. Raises NotADocument and DocumentTooLarge."""
    buffer = (ctypes.c_char * len(data)).from_buffer_copy(data)
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        raise _refusal(pdfium.FPDF_GetLastError())
    try:
        return _Reader(document).read()
    finally:
        pdfium.FPDF_CloseDocument(document)


def _refusal(error: int) -> NotADocument:
    if error == _PASSWORD:
        return NotADocument("encrypted PDF: save it without a password first")
    if error == _SECURITY:
        return NotADocument("encrypted PDF: its protection is not supported")
    return NotADocument("damaged PDF: PDFium cannot open it")


class _Reader:
    def __init__(self, document: Any) -> None:
        self._document = document
        self._links: list[str] = []
        self._characters = 0
        self._seen_links: dict[str, int] = {}

    def read(self) -> Pages:
        count = pdfium.FPDF_GetPageCount(self._document)
        if count > MOST_PAGES:
            raise DocumentTooLarge(f"PDF of {count:,} pages; at most {MOST_PAGES:,} are read")
        pages = []
        for index in range(count):
            page = pdfium.FPDF_LoadPage(self._document, index)
            if page:
                try:
                    pages.append(_PageReader(self, page, index + 1).read())
                finally:
                    pdfium.FPDF_ClosePage(page)
        said = Pages(pages, self._links, self._said(b"Title"), self._said(b"Author"))
        said.made = self._said(b"CreationDate")
        said.labels = [self._label(page.number - 1) for page in pages]
        return said

    def link(self, url: str) -> int:
        """The index of a URL, -1 when there are too many."""
        if url not in self._seen_links:
            if len(self._links) >= MOST_LINKS:
                return -1
            self._seen_links[url] = len(self._links)
            self._links.append(url)
        return self._seen_links[url]

    def count(self, characters: int) -> None:
        self._characters += characters
        if self._characters > MOST_CHARACTERS:
            raise DocumentTooLarge(f"PDF with more than {MOST_CHARACTERS:,} characters")

    def uri(self, action: Any) -> str:
        length = pdfium.FPDFAction_GetURIPath(self._document, action, None, 0)
        if not 1 < length < 65_536:
            return ""
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDFAction_GetURIPath(self._document, action, buffer, length)
        return buffer.value.decode("utf-8", "replace").strip()

    def _said(self, name: bytes) -> str | None:
        """An entry of the file's own description."""
        length = pdfium.FPDF_GetMetaText(self._document, name, None, 0)
        if not 2 < length < 4_096:
            return None
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDF_GetMetaText(self._document, name, buffer, length)
        return buffer.raw[: length - 2].decode("utf-16-le", "replace")

    def _label(self, index: int) -> str:
        """What the file calls a page (PDF 32000-1, 12.4.2)."""
        length = pdfium.FPDF_GetPageLabel(self._document, index, None, 0)
        if not 2 < length < 100:
            return ""
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDF_GetPageLabel(self._document, index, buffer, length)
        return buffer.raw[: length - 2].decode("utf-16-le", "replace")


class _PageReader:
    def __init__(self, reader: _Reader, page: Any, number: int) -> None:
        self._reader = reader
        self._page = page
        self._turned = pdfium.FPDFPage_GetRotation(page) % 4
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        self._made = Page(number, width, height)
        self._fonts: dict[int | None, bool] = {}
        self._quads = _by_height(self._find_quads())
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._point_at = ctypes.addressof(self._x), ctypes.addressof(self._y)
        self._box_at, self._matrix_at = map(ctypes.addressof, (self._box, self._matrix))
        self._text = 0
        """The address of the text page."""

    def read(self) -> Page:
        text = pdfium.FPDFText_LoadPage(self._page)
        if text:
            try:
                self._read_text(text)
            finally:
                pdfium.FPDFText_ClosePage(text)
        self._made.rules = list(self._find_rules())
        return self._made

    # Text

    def _read_text(self, text: Any) -> None:
        count = pdfium.FPDFText_CountChars(text)
        if count <= 0:
            return
        self._reader.count(count)
        letters = letters_of(text, count)
        handle = self._text = ctypes.cast(text, _void).value or 0
        at, space = 0, False
        while at < count:
            owner = object_at(handle, at)
            if owner is None:
                space = space or letters[at].isspace()
                at += 1
                continue
            end = end_of(handle, owner, at, letters)
            self._add(letters, (at, end), owner, space)
            space = letters[end - 1].isspace()
            at = end

    def _add(self, letters: str, at: tuple[int, int], owner: int, space: bool) -> None:
        start, end = at
        while start < end and letters[start].isspace():
            start, space = start + 1, True
        while end > start and letters[end - 1].isspace():
            end -= 1
        if start == end:
            return
        matrix = self._matrix
        matrix_at(self._text, start, self._matrix_at)
        a, b, c, d = self._upright(matrix.a, matrix.b, matrix.c, matrix.d)
        if a <= 0 or abs(b) > 0.1 * abs(a) or d <= 0:
            return
        scale = math.hypot(c, d)
        size = round(size_at(self._text, start) * scale, 1)
        if not 0.5 < size < 500:
            return
        italic = self._is_italic(owner) or c > 0.15 * scale
        x0, y = self._origin(start)
        x1 = self._right(end - 1, x0)
        place = x0, x1, y
        near = self._near(place, size)
        for first, last, link in self._by_link(near, at=(start, end), size=size):
            if near:
                x0, y = self._origin(first)
                place = x0, self._right(last - 1, x0), y
            left, right, base = place
            if abs(left) < FARTHEST and abs(right) < FARTHEST and abs(base) < FARTHEST:
                words, apart = letters[first:last], space and first == start
                self._made.fragments.append(
                    Fragment(words, left, right, base, size, italic, apart, link)
                )

    def _near(self, place: tuple[float, float, float], size: float) -> list[Quad]:
        """The areas of links that a text object may lie in, from left to right."""
        if not self._quads:
            return []
        x0, x1, y = place
        middle = y + 0.25 * size
        if not abs(middle) < FARTHEST:
            return []
        return sorted(
            quad
            for quad in self._quads.get(int(middle / QUAD_BAND), ())
            if quad[1] <= middle <= quad[3] and quad[0] < x1 and x0 < quad[2]
        )

    def _by_link(
        self, near: list[Quad], at: tuple[int, int], size: float
    ) -> Iterator[tuple[int, int, int]]:
        """Parts of a text object by the link that they lie in."""
        start, end = at
        for left, _, right, _, link in near:
            # Characters run from left to right, so each edge is found by halving.
            first = self._first_beyond((start, end), left - 0.15 * size - 0.5)
            last = self._first_beyond((first, end), right - 0.15 * size)
            if first < last:
                if start < first:
                    yield start, first, -1
                yield first, last, link
                start = last
        if start < end:
            yield start, end, -1

    def _first_beyond(self, at: tuple[int, int], x: float) -> int:
        """The first character whose origin lies right of x; the end where there is none."""
        low, high = at
        while low < high:
            middle = (low + high) // 2
            if self._origin(middle)[0] < x:
                low = middle + 1
            else:
                high = middle
        return low

    def _origin(self, index: int) -> tuple[float, float]:
        origin_at(self._text, index, *self._point_at)
        x, y = self._x.value, self._y.value
        return self._turn(x, y) if self._turned else (x, y)

    def _right(self, index: int, least: float) -> float:
        box = self._box
        if not box_at(self._text, index, self._box_at):
            return least
        if not self._turned:
            right: float = box.right
            return right if right > least else least
        xs = (self._turn(box.left, box.bottom)[0], self._turn(box.right, box.top)[0])
        return max(least, *xs)

    def _is_italic(self, owner: int) -> bool:
        font = _font_of(owner)
        if font not in self._fonts:
            self._fonts[font] = font is not None and _italic_font(font)
        return self._fonts[font]

    def _turn(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as it lies → as it is shown."""
        if not self._turned:
            return x, y
        page = self._made
        if self._turned == 1:
            return y, page.height - x
        if self._turned == 2:
            return page.width - x, page.height - y
        return page.width - y, x

    def _upright(self, a: float, b: float, c: float, d: float) -> tuple[float, float, float, float]:
        if self._turned == 1:
            return b, -a, d, -c
        if self._turned == 2:
            return -a, -b, -c, -d
        if self._turned == 3:
            return -b, a, -d, c
        return a, b, c, d

    # Links and rules

    def _find_quads(self) -> Iterator[Quad]:
        position = ctypes.c_int(0)
        link = pdfium.FPDF_LINK()
        for _ in range(MOST_LINKS):
            if not pdfium.FPDFLink_Enumerate(self._page, position, link):
                return
            action = pdfium.FPDFLink_GetAction(link)
            if not action or pdfium.FPDFAction_GetType(action) != _URI_ACTION:
                continue
            url = self._reader.uri(action)
            index = self._reader.link(url) if url else -1
            if index >= 0:
                yield from self._areas(link, index)

    def _areas(self, link: Any, index: int) -> Iterator[Quad]:
        points = pdfium.FS_QUADPOINTSF()
        count = min(pdfium.FPDFLink_CountQuadPoints(link), 1_000)
        for number in range(count):
            if pdfium.FPDFLink_GetQuadPoints(link, number, points):
                yield self._area(
                    (points.x1, points.x2, points.x3, points.x4),
                    (points.y1, points.y2, points.y3, points.y4),
                    index,
                )
        if count <= 0:
            rect = pdfium.FS_RECTF()
            if pdfium.FPDFLink_GetAnnotRect(link, rect):
                yield self._area((rect.left, rect.right), (rect.bottom, rect.top), index)

    def _area(self, xs: tuple[float, ...], ys: tuple[float, ...], index: int) -> Quad:
        left, bottom = self._turn(min(xs), min(ys))
        right, top = self._turn(max(xs), max(ys))
        return min(left, right), min(bottom, top), max(left, right), max(bottom, top), index

    def _find_rules(self) -> Iterator[Rule]:
        found = 0
        edges = [ctypes.c_float() for _ in range(4)]
        page = ctypes.cast(self._page, _void).value or 0
        for index in range(min(pdfium.FPDFPage_CountObjects(self._page), MOST_OBJECTS)):
            thing = _object_of(page, index)
            if _kind_of(thing) != _PATH_OBJECT:
                continue
            if pdfium.FPDFPageObj_GetBounds(ctypes.cast(thing, pdfium.FPDF_PAGEOBJECT), *edges):
                left, bottom, right, top = (edge.value for edge in edges)
                x0, y0 = self._turn(left, bottom)
                x1, y1 = self._turn(right, top)
                if abs(y1 - y0) <= _THINNEST and abs(x1 - x0) >= _SHORTEST and found < MOST_RULES:
                    found += 1
                    yield Rule(min(x0, x1), max(x0, x1), (y0 + y1) / 2)


def _by_height(quads: Iterable[Quad]) -> dict[int, list[Quad]]:
    """Link areas by the bands that they reach over."""
    found: dict[int, list[Quad]] = {}
    for quad in quads:
        if not all(abs(edge) < FARTHEST for edge in quad[:4]):
            continue
        first = int(quad[1] / QUAD_BAND)
        for band in range(first, min(int(quad[3] / QUAD_BAND), first + 256) + 1):
            if len(there := found.setdefault(band, [])) < MOST_IN_BAND:
                there.append(quad)
    return found


def _italic_font(font: int) -> bool:
    handle = ctypes.cast(font, pdfium.FPDF_FONT)
    if pdfium.FPDFFont_GetFlags(handle) & _ITALIC_FLAG:
        return True
    buffer = ctypes.create_string_buffer(256)
    length = pdfium.FPDFFont_GetBaseFontName(handle, buffer, len(buffer))
    name = buffer.raw[: max(0, min(length, 256) - 1)].decode("latin-1").lower()
    return any(mark in name for mark in _ITALIC_NAMES)
