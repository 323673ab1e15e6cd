"""Pages whose letters run from right to left, told as if seen in a mirror.

Rules kept here:
- In the mirror such a page reads from left to right: its margins, labels, columns and the rule over
  its notes stand where those of other pages do, and nothing behind this module has to know.
- PDFium's order is not relied on: each character stands where the page has it. Latin words and
  numbers among the letters are turned back (see `bidirectional`).
- A line of Latin letters alone, set from the left as on any page, is not mirrored.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Any, Final
from unicodedata import normalize

from citations.numerals import roman_value

from .areas import FARTHEST, Areas
from .bidirectional import BRACKETS, LATIN, LETTER, Glyph, reading_order, reflect
from .calls import Written, box_at, font_of, matrix_at, object_at, origin_at, size_at
from .characters import Italics
from .lines import WORD_GAP
from .page import Fragment
from .roman import ROMAN
from .superior import RISE, SIZE, is_high
from .turning import Turning, is_upright

_FORMS: Final = "\ufb1d"
"""From here on a letter may have a code for each of its shapes."""
_IN_WORD: Final = re.compile(rf"(?=[^\W\d_]|[\u0591-\u05c7\u064b-\u065f\u0670]){LETTER.pattern}")
_DOTS: Final = frozenset("٠۰")
_HYPHENS: Final = "\u0002\ufffe\u00ad"
_LAM, _ALEFS = "\u0644", frozenset("\u0622\u0623\u0625\u0627")
_LONGEST_BLANK: Final = 4
_AMONG: Final = 0.4
"""Of the letters of a page, the part that has to run from right to left."""
_GUTTER: Final = 1.5
"""Font sizes of a gap that is between columns."""
_LEVEL: Final = 0.6
"""Points by which the baselines of one line's words may differ."""
_AT_EDGE: Final = 4.0
"""Font sizes within which a line begins at the right margin, behind a label or an indent."""
_LABEL: Final = 2.5
"""Font sizes that a note from left to right keeps for its label, before its words."""
_IN_MARK: Final = frozenset("ivxlcIVXLC*†‡§()[]")
_LONGEST_LABEL, _LONGEST_NUMBER = 8, 4
_AROUND_LABEL: Final = frozenset("()[].")
_FEWEST_BLANKS: Final = 0.05
"""Blanks for a letter, from which on a page has all of its own: no gap stands for one."""
_NO_ROOM: Final = 0.03
"""Font sizes up to which what parts two letters is no blank."""
_SURELY: Final = 0.25
"""Font sizes of a gap that is a blank all the same."""


def is_right_to_left(letters: str) -> bool:
    """True for a page most of whose letters are Arabic, Hebrew or the like."""
    if letters.isascii() or LETTER.search(letters) is None:
        return False
    count = len(LETTER.findall(letters))
    return count > _AMONG * (count + len(LATIN.findall(letters)))


def mirrored(text: Any, letters: str, turning: Turning, areas: Areas) -> list[Fragment]:
    """The fragments of a page from right to left, in the mirror.

    Args:
        text: reference to PDFium's text page.
        letters: one code point for each of its character indices.
        turning: how the page is held, and that it is seen in a mirror.
        areas: its links, held so.
    """
    glyphs = sorted(_glyphs(text, letters, turning), key=lambda glyph: -glyph.y)
    blanks = sum(glyph.letter.isspace() for glyph in glyphs)
    least = _SURELY if blanks > _FEWEST_BLANKS * len(glyphs) else WORD_GAP
    lines = [part for line in _lines(glyphs) for part in _columns(_ordered(line))]
    lettered = [line for line in lines if _has_letter(line)]
    starts = sorted({line[0].x0 for line in lettered})
    right = max((line[-1].x1 for line in lettered), default=0.0)
    labels = {_label_of(list(_spaced(line, least, letters)))[0] for line in lines}
    made: list[Fragment] = []
    latin: list[tuple[float, float]] = []
    # A raised number comes before the line that it belongs to: those are looked at first.
    for line in sorted(lines, key=_is_mark):
        size = max(glyph.size for glyph in line)
        spaced = list(_spaced(line, least, letters))
        if _is_mark(line):
            as_latin = any(0 < line[0].y - y < height for y, height in latin)
        else:
            before = bisect_right(starts, line[0].x0) - 1
            start = starts[before] if before >= 0 else 0.0
            from_left = line[0].x0 > start + _AT_EDGE * size and line[-1].x1 > right - _LABEL * size
            as_latin = from_left and not _has_letter(line) and _has_latin(line)
        if as_latin:
            latin.append((line[0].y, size))
            reflect(spaced, turning.width)
        else:
            spaced = _read(spaced, labels)
        made.extend(_fragments(spaced, areas))
    return made


def _read(line: list[Glyph], labels: set[int]) -> list[Glyph]:
    """A line in reading order; a number at its head is a label where one beside it is, too.

    Without that it would be taken for the end of the Latin words behind it.
    """
    number, end = _label_of(line)
    if number - 1 in labels or number + 1 in labels:
        return reading_order(line[:end]) + reading_order(line[end:])
    return reading_order(line)


def _label_of(line: Sequence[Glyph]) -> tuple[int, int]:
    """The number at the head of a line and how many glyphs it takes; below zero for none."""
    end = next((at for at, glyph in enumerate(line) if glyph.letter.isspace()), len(line))
    letters = [glyph.letter for glyph in line[:end] if glyph.letter not in _AROUND_LABEL]
    shown = "".join(letters[: _LONGEST_LABEL + 1])[::-1]
    if shown.isdecimal() and len(shown) <= _LONGEST_NUMBER:
        return int(shown), end
    if ROMAN.fullmatch(shown):
        return roman_value(shown), end
    return -2, 0


def _glyphs(text: Any, letters: str, turning: Turning) -> Iterator[Glyph]:
    one, italics = Written(1), Italics()
    for index, letter in enumerate(letters):
        # What PDFium made up belongs to no object.
        if letter in _HYPHENS and LETTER.match(letters, index - 1):
            # No word of these scripts is broken: what joins two letters has such a code.
            continue
        owner = object_at(text, index)
        if not owner or not box_at(text, index, one.boxes[0]):
            continue
        matrix_at(text, index, one.matrices[0])
        origin_at(text, index, one.xs[0], one.ys[0])
        a, b, c, d, _, _, left, top, right, bottom, x, y = one.row()
        x0, _, x1, _ = turning.box(left, bottom, right, top)
        x, y = turning.point(x, y)
        a, b, c, d = turning.matrix(a, b, c, d)
        size = round(size_at(text, index) * math.hypot(c, d), 1)
        if not is_upright(a, b, d) or not 0.5 < size < 500 or max(abs(x0), abs(y)) > FARTHEST:
            continue
        if letter.isdecimal() and _is_raised(text, letters, index):
            size, y = round(SIZE * size, 1), y + RISE * size
        shown = normalize("NFKC", letter) if letter >= _FORMS else letter
        # Of some fonts PDFium knows the ink alone; in the mirror the origin is the right edge.
        yield Glyph(shown, index, x0, max(x1, x), y, size, italics.of(font_of(owner)))


def _is_raised(text: Any, letters: str, index: int) -> bool:
    """As `is_high`; a zero that is a dot in the middle of its room is asked by the digit beside."""
    if letters[index] not in _DOTS:
        return is_high(text, index)
    near = (index - 1, index + 1)
    return any(
        letters[at : at + 1].isdecimal() and letters[at] not in _DOTS and is_high(text, at)
        for at in near
        if at >= 0
    )


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and line[0].y - glyph.y > _LEVEL:
            yield line
            line = []
        line.append(glyph)
    if line:
        yield line


def _ordered(line: Sequence[Glyph]) -> list[Glyph]:
    """A line as the mirror shows it: words where they begin, their letters as PDFium has them.

    Letters of one word may stand one above the other.
    """
    words = sorted(map(_told, _words(line)), key=lambda word: min(glyph.x0 for glyph in word))
    return [glyph for word in words for glyph in word]


def _columns(line: list[Glyph]) -> Iterator[list[Glyph]]:
    """A line by its columns, each of which is read by itself."""
    start = 0
    for at in range(1, len(line)):
        if line[at].x0 - line[at - 1].x1 > _GUTTER * line[at].size:
            yield line[start:at]
            start = at
    yield line[start:]


def _words(line: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Letters from right to left that follow each other; each other glyph by itself."""
    word: list[Glyph] = []
    for glyph in sorted(line, key=attrgetter("index")):
        goes_on = word and glyph.index == word[-1].index + 1 and _IN_WORD.match(glyph.letter)
        if word and not (goes_on and _IN_WORD.match(word[-1].letter)):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _told(word: list[Glyph]) -> list[Glyph]:
    """A word from its first letter on.

    PDFium turns the letters of one glyph round, but not those that it parts itself: the alef of a
    lam-alef stands behind its lam.
    """
    if word[0].x0 > word[-1].x0:
        word.reverse()
    made: list[Glyph] = []
    for _, glyphs in groupby(word, key=lambda glyph: (glyph.x0, glyph.x1)):
        made.extend(reversed(list(glyphs)))
    for at in range(1, len(made)):
        one, other = made[at - 1], made[at]
        if (
            one.letter in _ALEFS
            and other.letter == _LAM
            and (one.x0, one.x1) == (other.x0, other.x1)
        ):
            made[at - 1], made[at] = other, one
    return made


def _spaced(line: Sequence[Glyph], least: float, letters: str) -> Iterator[Glyph]:
    """Glyphs with a blank where a gap of so many font sizes stands for one, or PDFium saw one.

    A blank that takes no room is what XeTeX draws for a joiner, or PDFium's beside a bracket that
    it turned round: the eye sees none.
    """
    last: Glyph | None = None
    blank = wide = False
    for glyph in line:
        if glyph.letter.isspace():
            blank = True
            # A letter behind it may reach back over it.
            wide = wide or (last is not None and glyph.x1 - last.x1 > _NO_ROOM * glyph.size)
            continue
        if last is not None:
            gap = (glyph.x0 - last.x1) / glyph.size
            blank = blank or (
                BRACKETS.isdisjoint((glyph.letter, last.letter))
                and glyph.index - last.index <= _LONGEST_BLANK
                and letters[last.index + 1 : glyph.index].isspace()
            )
            if wide or gap > least or (blank and gap > _NO_ROOM):
                yield replace(last, letter=" ", x0=last.x1, x1=max(last.x1, glyph.x0))
        yield glyph
        last, blank, wide = glyph, False, False


def _has_letter(line: Iterable[Glyph]) -> bool:
    return any(LETTER.match(glyph.letter) for glyph in line)


def _is_mark(line: Iterable[Glyph]) -> bool:
    """Of what raised labels are made: digits, Roman numbers, stars, with brackets."""
    return all(
        glyph.letter.isdecimal() or glyph.letter.isspace() or glyph.letter in _IN_MARK
        for glyph in line
    )


def _has_latin(line: Iterable[Glyph]) -> bool:
    return any(LATIN.match(glyph.letter) for glyph in line)


def _fragments(line: Sequence[Glyph], areas: Areas) -> Iterator[Fragment]:
    """Glyphs in reading order → words of one size and one link."""
    word: list[Glyph] = []
    look: tuple[float, bool, int] | None = None
    blank = False
    for glyph in line:
        if glyph.letter.isspace():
            if word and look:
                yield _word(word, look, blank)
            word, blank = [], True
            continue
        here = glyph.size, glyph.italic, _link_of(glyph, areas)
        if word and look and (here != look or glyph.x0 < word[-1].x0 - glyph.size):
            yield _word(word, look, blank)
            word, blank = [], False
        look = here
        word.append(glyph)
    if word and look:
        yield _word(word, look, blank)


def _word(glyphs: Sequence[Glyph], look: tuple[float, bool, int], blank: bool) -> Fragment:
    size, italic, link = look
    x0, x1 = glyphs[0].x0, max(glyph.x1 for glyph in glyphs)
    letters = "".join([glyph.letter for glyph in glyphs])
    return Fragment(letters, x0, x1, glyphs[0].y, size, italic, blank, link)


def _link_of(glyph: Glyph, areas: Areas) -> int:
    middle = (glyph.x0 + glyph.x1) / 2
    for area in areas.on_line(glyph.y, glyph.size):
        if area[0] <= middle <= area[2]:
            return area[4]
    return -1
