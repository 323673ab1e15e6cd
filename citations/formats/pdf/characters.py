"""The characters of a PDFium text page → fragments of one look.

Rules kept here:
- A character index counts PDFium's characters, made-up spaces and line ends included; a page's
  letters are a string with one code point for each of them.
- Objects are contiguous in it: what begins and ends with one object's characters is all its own.
  A program may draw a line as one object or each word as its own; both are read word by word.
- Words that follow each other on one line in one look are one fragment, whoever drew them.
"""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import islice, repeat
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
from .superior import RISE, SIZE
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
_BEYOND: Final = 1.0
"""Points beyond the page's edge from which words are not seen, as what was cut off."""
_SMALLEST, _LARGEST = 0.5, 500.0
_ITALIC_FLAG: Final = 1 << 6
_ITALIC_NAMES: Final = ("italic", "oblique", "slanted", "cmti", "cmsl", "cmbxti", "sfti", "-ital")
_NAME: Final = ctypes.create_string_buffer(256)
"""For one font's name after the other."""

ROWS: Final = 1_024
_TABLE: Final = Written(ROWS)

Run = tuple[int, int, int]
"""Start and end of characters, and the address of the object that they belong to."""
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
        raised: where the numbers stand that are told as raised ones (see `superior`).
    """

    def __init__(
        self,
        text: Any,
        letters: str,
        turning: Turning,
        areas: Areas,
        raised: Sequence[tuple[int, int]] = (),
    ) -> None:
        self._text, self._letters = text, letters
        self._turning, self._turned = turning, not turning.is_none
        self._areas, self._raised = areas, raised
        self._one = Written(1)
        self._italics = Italics()
        self._fragments: list[Fragment] = []
        self._unseen: list[Fragment] = []
        """Beyond the page's edges."""
        self.astray: Counter[int] = Counter()
        """Characters left out because they run elsewhere, by the quarters that would right them."""
        self.astray_lines: dict[int, set[int]] = defaultdict(set)
        """The heights, in points, on which they stand."""
        self.objects: set[int] = set()
        """Addresses of the text objects that were read."""
        # The stretch that is being read:
        self._look: Look | None = None
        self._start = self._end = 0
        self._x0 = self._x1 = self._y = self._size = 0.0
        self._italic = False
        self._on_line: list[Area] = []
        self._link: int | None = -1
        """The link that the whole stretch lies in, -1 for none, None where it has to be cut."""

    def fragments(self) -> list[Fragment]:
        """What runs from left to right on the page, in the order in which PDFium gives it."""
        words = map(re.Match.span, _WORD.finditer(self._letters))
        while some := list(islice(words, ROWS)):
            runs = self._runs(some)
            for at in range(0, len(runs), ROWS):
                self._place(runs[at : at + ROWS])
        self._close()
        # A page none of whose words lie on it has a wrong box.
        return self._fragments or self._unseen

    def _runs(self, words: list[tuple[int, int]]) -> list[Run]:
        """Words by the objects that they belong to; words of one object on one line are one."""
        text = repeat(self._text)
        firsts = map(object_at, text, [start for start, _ in words])
        lasts = map(object_at, text, [end - 1 for _, end in words])
        runs: list[Run] = []
        letters = self._letters
        begun = done = held = 0
        for (start, end), owner, last in zip(words, firsts, lasts, strict=True):
            whole = owner and owner == last
            for piece in ((start, end, owner),) if whole else self._pieces(start, end):
                if piece[2] == held and "\r" not in letters[done : piece[0]]:
                    done = piece[1]
                    continue
                if held:
                    runs.append((begun, done, held))
                begun, done, held = piece
        if held:
            runs.append((begun, done, held))
        return runs

    def _pieces(self, start: int, end: int) -> Iterator[Run]:
        """A word by its objects; what PDFium made up inside belongs to none."""
        text = self._text
        while start < end:
            owner = object_at(text, start)
            if not owner:
                start += 1
                continue
            stop = self._end_of(owner, start + 1, end)
            yield start, stop, owner
            start = stop

    def _end_of(self, owner: int, start: int, end: int) -> int:
        within = range(start, end)
        return start + bisect_left(within, 1, key=lambda at: not self._is_owner(owner, at))

    def _is_owner(self, owner: int, at: int) -> bool:
        """The character, or the one before what PDFium made up there, is the owner's."""
        found = 0
        while not found:
            found = object_at(self._text, at)
            at -= 1
        return bool(found == owner)

    def _place(self, runs: list[Run]) -> None:
        """Ask where runs stand and how they look, all at once; then put them together."""
        table, text = _TABLE, repeat(self._text)
        starts = [start for start, _, _ in runs]
        ends = [end for _, end, _ in runs]
        deque(map(matrix_at, text, starts, table.matrices), maxlen=0)
        deque(map(origin_at, text, starts, table.xs, table.ys), maxlen=0)
        boxed = list(map(box_at, text, [end - 1 for end in ends], table.boxes))
        owners = [owner for _, _, owner in runs]
        self.objects.update(owners)
        fonts = map(font_of, owners)
        rows = table.rows(len(runs))
        if self._turned:
            rows = map(self._held, rows)
        # The end of the stretch so far; where the next word may begin, beside it or after a blank.
        done, edge = self._end, self._x1
        current, size, linked = self._look, self._size, bool(self._on_line)
        for start, end, known, font, row in zip(starts, ends, boxed, fonts, rows, strict=True):
            a, b, c, d, _, _, _, top, right, bottom, x, y = row
            look = (a, b, c, d, font, y, top, bottom)
            if look == current and known:
                gap = (x - edge) / size
                most = WIDE_GAP if start - done == 1 else WORD_GAP if start == done else -_BACK
                if -_BACK < gap < most and (not linked or self._stays(end, (x, right))):
                    done = end
                    edge = right if right > edge else edge
                    continue
            self._end, self._x1 = done, edge
            self._close()
            self._start = start
            done = self._end = end
            edge = self._x1 = right if known and right > x else x
            if is_upright(a, b, d):
                self._x0, self._y = x, y
                self._begin(look, font)
            else:
                self._set_aside((a, b, c, d), (x, y))
            current, size, linked = self._look, self._size, bool(self._on_line)
        self._end, self._x1 = done, edge

    def _held(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """A row of numbers on the page as it is held."""
        a, b, c, d, e, f, left, top, right, bottom, x, y = row
        left, bottom, right, top = self._turning.box(left, bottom, right, top)
        x, y = self._turning.point(x, y)
        return *self._turning.matrix(a, b, c, d), e, f, left, top, right, bottom, x, y

    def _begin(self, look: Look, font: int) -> None:
        """A stretch of text in this look."""
        _, _, c, d = look[:4]
        scale = math.hypot(c, d)
        size = round(size_at(self._text, self._start) * scale, 1)
        if _SMALLEST < size < _LARGEST:
            self._look, self._size = look, size
            self._italic = self._italics.of(font) or c > _SLANTED * scale
            self._on_line = self._areas.on_line(self._y, size)
            edges = self._x0, self._x1
            self._link = self._link_of(self._end, edges) if self._on_line else -1

    def _set_aside(self, matrix: tuple[Any, ...], at: tuple[float, float]) -> None:
        """Text that runs elsewhere."""
        further = quarters_for(*matrix)
        x, y = at
        if further is not None and abs(x) < FARTHEST and abs(y) < FARTHEST:
            quarters = (self._turning.quarters + further) % 4
            self.astray[quarters] += self._end - self._start
            self.astray_lines[quarters].add(round(x if further % 2 else y))

    def _stays(self, end: int, edges: tuple[float, float]) -> bool:
        """True where the next word lies in the link of the stretch, or in none as it does."""
        return self._link is not None and self._link_of(end, edges) == self._link

    def _close(self) -> None:
        """Finish the stretch."""
        if self._look is not None:
            if self._link is None:
                for start, end, link in self._by_link():
                    x0, self._y = self._origin(start)
                    self._say(start, end, (x0, self._right(end - 1, x0)), link)
            else:
                self._say(self._start, self._end, (self._x0, self._x1), self._link)
        self._look = None
        self._on_line = []

    def _say(self, start: int, end: int, edges: tuple[float, float], link: int) -> None:
        """One fragment, or several where numbers in it are raised."""
        first = bisect_left(self._raised, (start, start)) if self._raised else 0
        for low, high in self._raised[first:]:
            if low >= end:
                break
            if start < low:
                self._part(start, low, link)
            size, y = self._size, self._y
            self._size, self._y = round(SIZE * size, 1), y + RISE * size
            self._part(low, high, link)
            self._size, self._y = size, y
            start = high
            edges = self._origin(min(start, end - 1))[0], edges[1]
        if start < end:
            self._add(start, end, edges, link)

    def _part(self, start: int, end: int, link: int) -> None:
        x0 = self._origin(start)[0]
        self._add(start, end, (x0, self._right(end - 1, x0)), link)

    def _add(self, start: int, end: int, edges: tuple[float, float], link: int) -> None:
        x0, x1 = edges
        if abs(x0) < FARTHEST and abs(x1) < FARTHEST and abs(self._y) < FARTHEST:
            whole = start == self._start or self._raised
            apart = bool(whole) and start > 0 and self._letters[start - 1].isspace()
            words, size, italic = self._letters[start:end], self._size, self._italic
            held = self._turning
            shown = x1 > -_BEYOND and x0 < held.width + _BEYOND
            shown = shown and -_BEYOND < self._y < held.height + _BEYOND
            into = self._fragments if shown else self._unseen
            into.append(Fragment(words, x0, x1, self._y, size, italic, apart, link))

    # Where characters stand

    def _origin(self, index: int) -> tuple[float, float]:
        one = self._one
        origin_at(self._text, index, one.xs[0], one.ys[0])
        x, y = one.row()[-2:]
        return self._turning.point(x, y) if self._turned else (x, y)

    def _right(self, index: int, least: float) -> float:
        if not box_at(self._text, index, self._one.boxes[0]):
            return least
        left, top, right, bottom = self._one.row()[6:10]
        if self._turned:
            right = self._turning.box(left, bottom, right, top)[2]
        return right if right > least else least

    # Links

    def _link_of(self, end: int, edges: tuple[float, float]) -> int | None:
        """The link in which all characters of a stretch begin, None where only some do."""
        slack = _EDGE * self._size
        x, right = edges
        near = [
            area
            for area in self._on_line
            if x < area[2] - slack and right >= area[0] - slack - _GENEROUS
        ]
        if not near:
            return -1
        last = self._origin(end - 1)[0]
        near = [area for area in near if last >= area[0] - slack - _GENEROUS]
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


class Italics:
    """Which fonts of a page are italics."""

    def __init__(self) -> None:
        self._known: dict[int, bool] = {0: False}

    def of(self, font: int) -> bool:
        """True for a font that says so, or whose name does."""
        if font not in self._known:
            self._known[font] = _is_italic(font)
        return self._known[font]


def _is_italic(font: int) -> bool:
    handle = ctypes.c_void_p(font)
    if flags_of(handle) & _ITALIC_FLAG:
        return True
    length = name_of(handle, _NAME, ctypes.c_size_t(len(_NAME)))
    name = _NAME.raw[: max(0, min(length, len(_NAME)) - 1)].decode("latin-1").lower()
    return any(mark in name for mark in _ITALIC_NAMES)
