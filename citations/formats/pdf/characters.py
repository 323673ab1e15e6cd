"""The characters of a PDFium text page → fragments of one look.

Rules kept here:
- A character index counts PDFium's characters, made-up spaces and line ends included; a page's
  letters are a string with one code point for each of them.
- Objects are contiguous in it: what begins and ends with one object's characters is all its own.
  A program may draw a line as one object or each word as its own; both are read word by word, with
  a look at the line's end where objects of several words were seen.
- Words that follow each other on one line in one look are one fragment, whoever drew them.
"""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2_raw.bindings as pdfium

from .areas import FARTHEST, Area, Areas
from .calls import (
    Written,
    box_at,
    flags_of,
    font_of,
    matrix_at,
    name_of,
    object_at,
    origin_at,
    size_at,
)
from .lines import WIDE_GAP, WORD_GAP
from .page import Fragment
from .turning import Turning, is_upright, quarters_for

_WORD: Final = re.compile(r"\S+")
_SLANTED: Final = 0.15
"""Shear of letters that a program slants because their font has no italics."""
_BACK: Final = 0.6
"""Font sizes by which a word may begin left of the end of the one before."""
_EDGE: Final = 0.15
"""Font sizes by which a link's area may fall short of its words."""
_GENEROUS: Final = 0.5
"""Points beyond that on its left."""
_SMALLEST, _LARGEST = 0.5, 500.0
_ITALIC_FLAG: Final = 1 << 6
_ITALIC_NAMES: Final = ("italic", "oblique", "slanted", "cmti", "cmsl", "cmbxti", "sfti", "-ital")
_NAME: Final = ctypes.create_string_buffer(256)
"""For one font's name after the other."""

Look = tuple[float, ...]
"""Matrix, font, baseline, and height of the letters: equal where two words look alike."""


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


class Characters:
    """The characters of one page.

    Args:
        text: reference to PDFium's text page.
        letters: one code point for each of its character indices.
        turning: how the page is held.
        areas: its links, as the page is held.
    """

    def __init__(self, text: Any, letters: str, turning: Turning, areas: Areas) -> None:
        self._text, self._letters = text, letters
        self._turning, self._turned = turning, not turning.is_none
        self._areas = areas
        self._written = Written()
        self._fonts: dict[int, bool] = {}
        self._fragments: list[Fragment] = []
        self.astray: Counter[int] = Counter()
        """Characters left out because they run elsewhere, by the quarters that would right them."""
        self.astray_lines: dict[int, set[int]] = defaultdict(set)
        """The heights, in points, on which they stand."""
        self._multiword = False
        """Objects of several words were seen."""
        # The stretch that is being read:
        self._owner = 0
        self._look: Look | None = None
        self._start = self._end = 0
        self._x0 = self._x1 = self._y = self._size = 0.0
        self._measured = True
        """The right edge is known; False where more words of the same object were added."""
        self._italic = False
        self._on_line: list[Area] = []
        self._link: int | None = -1
        """The link that the whole stretch lies in, -1 for none, None where it has to be cut."""
        self._elsewhere: int | None = None

    def fragments(self) -> list[Fragment]:
        """What runs from left to right, in the order in which PDFium gives it."""
        letters, text = self._letters, self._text
        line_end = done = 0
        extends = False
        for match in _WORD.finditer(letters):
            start, end = match.span()
            if end <= done:
                continue
            if start >= line_end:
                self._close()
                line_end = letters.find("\r", start)
                line_end = line_end if line_end >= 0 else len(letters)
                extends = False
            start = max(start, done)
            if extends and object_at(text, end - 1) == self._owner:
                self._extend(end)
                done = end
                continue
            extends = False
            while start < end:
                owner = object_at(text, start)
                if not owner:
                    start += 1
                    continue
                if not self._multiword and object_at(text, end - 1) == owner:
                    stop = end
                else:
                    stop = self._end_of(owner, (start, end), line_end)
                if owner == self._owner:
                    self._extend(stop)
                    extends = self._multiword = True
                else:
                    self._take(start, stop, owner)
                start = stop
            done = start
        self._close()
        return self._fragments

    def _end_of(self, owner: int, at: tuple[int, int], line_end: int) -> int:
        """The index after the last character of an object's stretch, as far as it is known."""
        start, end = at
        text = self._text
        if self._multiword and end < line_end:
            last = line_end
            while self._letters[last - 1].isspace():
                last -= 1
            if object_at(text, last - 1) == owner:
                return last
        if end - start == 1 or object_at(text, end - 1) == owner:
            return end
        within = range(start + 1, end)
        return start + 1 + bisect_left(within, 1, key=lambda at: not self._is_owner(owner, at))

    def _is_owner(self, owner: int, at: int) -> bool:
        """The character, or the one before what PDFium made up there, is the owner's."""
        found = 0
        while not found:
            found = object_at(self._text, at)
            at -= 1
        return bool(found == owner)

    def _extend(self, end: int) -> None:
        """More words of the same object."""
        self._end = end
        self._measured = False

    def _take(self, start: int, end: int, owner: int) -> None:
        """The first words of another object: they go on, or begin a stretch of their own."""
        written, text = self._written, self._text
        if not self._measured:
            self._measure()
        matrix_at(text, start, written.matrix_at)
        origin_at(text, start, written.x_at, written.y_at)
        known = box_at(text, end - 1, written.box_at)
        written.thing.value = owner
        font = font_of(written.thing)
        a, b, c, d, _, _, left, top, right, bottom, x, y = written.numbers()
        if self._turned:
            a, b, c, d = self._turning.matrix(a, b, c, d)
            x, y = self._turning.point(x, y)
            left, bottom, right, top = self._turning.box(left, bottom, right, top)
        right = right if known and right > x else x
        look = (a, b, c, d, font, y, top, bottom)
        if look == self._look and known and self._goes_on((start, end), x):
            self._end, self._x1, self._owner = end, max(self._x1, right), owner
            return
        self._close()
        self._owner, self._start, self._end = owner, start, end
        if not is_upright(a, b, d):
            self._elsewhere = quarters_for(*written.numbers()[:4])
            if self._elsewhere is not None and abs(x) < FARTHEST and abs(y) < FARTHEST:
                aside = (self._elsewhere - self._turning.quarters) % 2
                self.astray_lines[self._elsewhere].add(round(x if aside else y))
            return
        scale = math.hypot(c, d)
        size = round(size_at(text, start) * scale, 1)
        if _SMALLEST < size < _LARGEST:
            self._look, self._x0, self._x1, self._y, self._size = look, x, right, y, size
            if font not in self._fonts:
                self._fonts[font] = font != 0 and _is_italic(font)
            self._italic = self._fonts[font] or c > _SLANTED * scale
            self._on_line = self._areas.on_line(y, size)
            self._link = self._link_of((start, end), x) if self._on_line else -1

    def _goes_on(self, at: tuple[int, int], x: float) -> bool:
        """True where words that look alike follow on the stretch as one reads."""
        blanks = at[0] - self._end
        gap, most = x - self._x1, WIDE_GAP if blanks else WORD_GAP
        if blanks > 1 or not -_BACK * self._size < gap < most * self._size:
            return False
        if not self._on_line:
            return True
        return self._link is not None and self._link_of(at, x) == self._link

    def _close(self) -> None:
        """Finish the stretch."""
        if self._look is not None:
            if not self._measured:
                self._measure()
            if self._link is None:
                for start, end, link in self._by_link():
                    x0, self._y = self._origin(start)
                    self._add(start, end, (x0, self._right(end - 1, x0)), link)
            else:
                self._add(self._start, self._end, (self._x0, self._x1), self._link)
        elif self._elsewhere is not None:
            self.astray[self._elsewhere] += self._end - self._start
        self._look = self._elsewhere = None
        self._owner = 0
        self._measured = True
        self._on_line = []

    def _add(self, start: int, end: int, edges: tuple[float, float], link: int) -> None:
        x0, x1 = edges
        if abs(x0) < FARTHEST and abs(x1) < FARTHEST and abs(self._y) < FARTHEST:
            apart = start == self._start and start > 0 and self._letters[start - 1].isspace()
            words, size, italic = self._letters[start:end], self._size, self._italic
            self._fragments.append(Fragment(words, x0, x1, self._y, size, italic, apart, link))

    # Where characters stand

    def _measure(self) -> None:
        self._measured = True
        if self._look is not None:
            self._x1 = max(self._x1, self._right(self._end - 1, self._x1))
            if self._on_line:
                self._link = self._link_of((self._start, self._end), self._x0)

    def _origin(self, index: int) -> tuple[float, float]:
        origin_at(self._text, index, self._written.x_at, self._written.y_at)
        *_, x, y = self._written.numbers()
        return self._turning.point(x, y) if self._turned else (x, y)

    def _right(self, index: int, least: float) -> float:
        if not box_at(self._text, index, self._written.box_at):
            return least
        left, top, right, bottom = self._written.numbers()[6:10]
        if self._turned:
            right = self._turning.box(left, bottom, right, top)[2]
        return right if right > least else least

    # Links

    def _link_of(self, at: tuple[int, int], x: float) -> int | None:
        """The link in which all characters of a stretch begin, None where only some do."""
        slack = _EDGE * self._size
        last = self._origin(at[1] - 1)[0]
        near = [
            area
            for area in self._on_line
            if x < area[2] - slack and last >= area[0] - slack - _GENEROUS
        ]
        if not near:
            return -1
        left, _, right, _, link = near[0]
        inside = x >= left - slack - _GENEROUS and last < right - slack
        return link if len(near) == 1 and inside else None

    def _by_link(self) -> Iterator[tuple[int, int, int]]:
        """Parts of a stretch by the link that they lie in."""
        start, end = self._start, self._end
        slack = _EDGE * self._size
        for left, _, right, _, link in self._on_line:
            # Characters run from left to right, so each edge is found by halving.
            first = self._first_beyond((start, end), left - slack - _GENEROUS)
            last = self._first_beyond((first, end), right - slack)
            if first < last:
                if start < first:
                    yield start, first, -1
                yield first, last, link
                start = last
        if start < end:
            yield start, end, -1

    def _first_beyond(self, at: tuple[int, int], x: float) -> int:
        """The first character whose origin lies right of x; the end where there is none."""
        return at[0] + bisect_left(range(*at), x, key=lambda index: self._origin(index)[0])


def _is_italic(font: int) -> bool:
    handle = ctypes.c_void_p(font)
    if flags_of(handle) & _ITALIC_FLAG:
        return True
    length = name_of(handle, _NAME, ctypes.c_size_t(len(_NAME)))
    name = _NAME.raw[: max(0, min(length, len(_NAME)) - 1)].decode("latin-1").lower()
    return any(mark in name for mark in _ITALIC_NAMES)
