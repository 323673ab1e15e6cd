"""PDFium → Pages. Runs in the worker process only.

Rules kept here:
- The C interface is called directly, and seldom (see `calls`).
- A page most of whose words stand on their side, however it came to lie so, is turned until they
  are upright. Text of some lines that then runs elsewhere is read beside it; stamps at the margin
  and watermarks are left out.
- Every handle is closed, and PDFium's refusals become the ReadError family.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import replace
from itertools import filterfalse, repeat
from typing import Any, Final

import pypdfium2_raw.bindings as pdfium

from citations.model import DocumentTooLarge, NotADocument

from .annotations import WITHIN, Annotations
from .areas import FARTHEST, Area, Areas
from .calls import kind_of, object_of, reference
from .characters import Characters, letters_of
from .page import Fragment, Page, Pages, Rule
from .righttoleft import is_right_to_left, mirrored
from .scanned import evened, is_scanned, levelled
from .superior import superior_numbers
from .turning import Turning

MOST_PAGES: Final = 5_000
MOST_CHARACTERS: Final = 20_000_000
MOST_OBJECTS: Final = 20_000
"""Page objects that are looked through for rules, on one page."""
MOST_RULES: Final = 500
MOST_ENCLOSED: Final = 20
LONGEST_NAME: Final = 200
FEWEST_LINES: Final = 3
"""Lines on their side that make a page a sideways one; a stamp at the margin has one or two."""
FEWEST_CHARACTERS: Final = 100
"""Characters on their side, beside upright ones, that are read."""

_PASSWORD, _SECURITY = 4, 5
_PATH_OBJECT: Final = 2
_THINNEST, _SHORTEST = 2.0, 30.0


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
        self.annotations = Annotations(document)
        self._characters = 0
        self.scanned: set[int] = set()
        """Numbers of the pages whose words were read off a scan."""

    def read(self) -> Pages:
        count = pdfium.FPDF_GetPageCount(self._document)
        if count > MOST_PAGES:
            raise DocumentTooLarge(f"PDF of {count:,} pages; at most {MOST_PAGES:,} are read")
        pages = []
        for index in range(count):
            page = pdfium.FPDF_LoadPage(self._document, index)
            if page:
                areas = list(self.annotations.areas(reference(page)))
                if pdfium.FPDFPage_GetAnnotCount(page) > self.annotations.enumerated:
                    page = self._flat(page, index)
            if page:
                try:
                    pages.append(_PageReader(self, page, index + 1).read(areas))
                finally:
                    pdfium.FPDF_ClosePage(page)
        if self.scanned:
            evened([page for page in pages if page.number in self.scanned])
        said = Pages(pages, self.annotations.urls, self._said(b"Title"), self._said(b"Author"))
        said.made = self._said(b"CreationDate")
        said.labels = [self._label(page.number - 1) for page in pages]
        said.enclosed = self._enclosed()
        return said

    def _enclosed(self) -> list[str]:
        count = min(pdfium.FPDFDoc_GetAttachmentCount(self._document), MOST_ENCLOSED)
        files = [pdfium.FPDFDoc_GetAttachment(self._document, index) for index in range(count)]
        buffer = ctypes.create_string_buffer(2 * LONGEST_NAME)
        room = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        names = []
        for file in filter(None, files):
            length = pdfium.FPDFAttachment_GetName(file, room, len(buffer))
            shown = length if 2 < length <= len(buffer) else 2
            names.append(buffer.raw[: shown - 2].decode("utf-16-le", "replace"))
        return names

    def _flat(self, page: Any, index: int) -> Any:
        """The same page with what was written into its form, or typed upon it, as its own text."""
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        pdfium.FPDF_ClosePage(page)
        return pdfium.FPDF_LoadPage(self._document, index)

    def count(self, characters: int) -> None:
        self._characters += characters
        if self._characters > MOST_CHARACTERS:
            raise DocumentTooLarge(f"PDF with more than {MOST_CHARACTERS:,} characters")

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
        self._number = number
        self._turning = _turning(page)
        self._within: list[Area] = []
        """Links that have no URL."""
        self._words: set[int] = set()
        """Addresses of objects that are known to be text."""

    def read(self, areas: list[Area]) -> Page:
        """What stands on it; `areas` are its links."""
        self._within = [area for area in areas if area[4] == WITHIN]
        if self._within:
            areas = [area for area in areas if area[4] != WITHIN]
        text = pdfium.FPDFText_LoadPage(self._page)
        if not text:
            return self._made(self._turning, [])
        try:
            return self._read(text, areas)
        finally:
            pdfium.FPDFText_ClosePage(text)

    def _read(self, text: Any, areas: list[Area]) -> Page:
        count = pdfium.FPDFText_CountChars(text)
        if count <= 0:
            return self._made(self._turning, [])
        self._reader.count(count)
        letters, shown = letters_of(text, count), reference(text)
        if is_right_to_left(letters):
            held = replace(self._turning, mirrored=True)
            return self._made(held, mirrored(shown, letters, held, _placed(areas, held)))
        within = Areas(self._within) if self._within else None
        raised = superior_numbers(shown, letters, within)
        read = Characters(shown, letters, self._turning, _placed(areas, self._turning), raised)
        fragments = read.fragments()
        self._words = read.objects
        if is_scanned(self._words):
            fragments = levelled(fragments)
            self._reader.scanned.add(self._number)
        if not read.astray:
            return self._made(self._turning, fragments)
        upright = sum(len(fragment.text) for fragment in fragments)
        quarters, characters = max(read.astray.items(), key=lambda found: found[1])
        stands = len(read.astray_lines[quarters]) >= FEWEST_LINES
        if upright and not (stands and characters > min(upright, FEWEST_CHARACTERS)):
            return self._made(self._turning, fragments)
        turned = self._turning.by(quarters)
        others = Characters(shown, letters, turned, _placed(areas, turned))
        beside = others.fragments()
        if characters > upright and len(others.astray_lines[self._turning.quarters]) < FEWEST_LINES:
            return self._made(turned, beside)
        page = self._made(self._turning, fragments)
        page.aside.append(self._made(turned, beside))
        return page

    def _made(self, held: Turning, fragments: list[Fragment]) -> Page:
        rules = list(self._find_rules(held))
        within = _placed(self._within, held) if self._within else None
        return Page(self._number, held.width, held.height, fragments, rules, within)

    def _find_rules(self, held: Turning) -> Iterator[Rule]:
        found = 0
        edges = [ctypes.c_float() for _ in range(4)]
        page = reference(self._page)
        count = min(pdfium.FPDFPage_CountObjects(self._page), MOST_OBJECTS)
        things = map(object_of, repeat(page), range(count))
        for thing in filterfalse(self._words.__contains__, things):
            if kind_of(thing) != _PATH_OBJECT:
                continue
            if pdfium.FPDFPageObj_GetBounds(ctypes.cast(thing, pdfium.FPDF_PAGEOBJECT), *edges):
                x0, y0, x1, y1 = held.box(*(edge.value for edge in edges))
                if y1 - y0 <= _THINNEST and x1 - x0 >= _SHORTEST and found < MOST_RULES:
                    found += 1
                    yield Rule(x0, x1, (y0 + y1) / 2)


def _placed(areas: list[Area], held: Turning) -> Areas:
    """Areas of links, in the page's own coordinates until here, as the page is held."""
    if held.is_none:
        return Areas(areas)
    return Areas((*held.box(*area[:4]), area[4]) for area in areas)


def _turning(page: Any) -> Turning:
    """How the file says that a page is held."""
    quarters = pdfium.FPDFPage_GetRotation(page) % 4
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    shown = pdfium.FS_RECTF()
    left = bottom = 0.0
    if pdfium.FPDF_GetPageBoundingBox(page, shown):
        left, bottom = shown.left, shown.bottom
    if not (abs(left) < FARTHEST and abs(bottom) < FARTHEST):
        left = bottom = 0.0
    return Turning(quarters, left, bottom, width, height)
