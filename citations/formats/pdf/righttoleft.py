"""Pages whose letters run from right to left, told as if seen in a mirror.

Rules kept here:
- In the mirror such a page reads from left to right: its margins, labels, columns and the rule over
  its notes stand where those of other pages do, and nothing behind this module has to know.
- PDFium's order is not relied on: each character stands where the page has it. Latin words and
  numbers among the letters are turned back (Unicode Standard Annex 9, in short: digits belong to
  the Latin word beside them, blanks and signs to words on both sides of them).
- A line of Latin letters alone, set from the left as on any page, is not mirrored.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Any, Final
from unicodedata import normalize

from .areas import FARTHEST, Areas
from .calls import Written, box_at, font_of, matrix_at, object_at, origin_at, size_at
from .characters import Italics
from .lines import WORD_GAP
from .page import Fragment
from .superior import RISE, SIZE, is_high
from .turning import Turning, is_upright

_FORMS: Final = "\ufb1d"
"""From here on a letter may have a code for each of its shapes."""
_LETTER: Final = re.compile(
    r"[\u05be\u05c0-\u05f4\u0608-\u065f\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
)
_IN_WORD: Final = re.compile(rf"(?=[^\W\d_]|[\u0591-\u05c7\u064b-\u065f\u0670]){_LETTER.pattern}")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u02af\u0370-\u052f\u1e00-\u1fff]")
_HYPHENS: Final = "\u0002\ufffe\u00ad"
_LAM, _ALEFS = "\u0644", frozenset("\u0622\u0623\u0625\u0627")
_LONGEST_BLANK: Final = 4
_AMONG: Final = 0.4
"""Of the letters of a page, the part that has to run from right to left."""
_LEVEL: Final = 0.6
"""Points by which the baselines of one line's words may differ."""
_AT_EDGE: Final = 1.0
"""Font sizes within which a line begins at the right margin."""
_IN_NUMBER: Final = frozenset(".,:/-–٫٬")

_IN_ADDRESS: Final = frozenset("-/_?=&#%~+.:")
_FEWEST_BLANKS: Final = 0.05
"""Blanks for a letter, from which on a page has all of its own: no gap stands for one."""
_SURELY: Final = 0.25
"""Font sizes of a gap that is a blank all the same."""


@dataclass(slots=True)
class _Glyph:
    """A character in the mirror."""

    letter: str
    index: int
    x0: float
    x1: float
    y: float
    size: float
    italic: bool


def is_right_to_left(letters: str) -> bool:
    """True for a page most of whose letters are Arabic, Hebrew or the like."""
    if letters.isascii() or _LETTER.search(letters) is None:
        return False
    count = len(_LETTER.findall(letters))
    return count > _AMONG * (count + len(_LATIN.findall(letters)))


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
    lines = [_ordered(line) for line in _lines(glyphs)]
    starts = [line[0].x0 for line in lines if _has_letter(line)]
    left = min(starts, default=0.0)
    made: list[Fragment] = []
    latin: list[tuple[float, float]] = []
    # A raised number comes before the line that it belongs to: those are looked at first.
    for line in sorted(lines, key=_is_number):
        size = max(glyph.size for glyph in line)
        spaced = list(_spaced(line, least, letters))
        if _is_number(line):
            as_latin = any(0 < line[0].y - y < height for y, height in latin)
        else:
            from_left = line[0].x0 > left + _AT_EDGE * size
            as_latin = from_left and not _has_letter(line) and _has_latin(line)
        if as_latin:
            latin.append((line[0].y, size))
            _reflect(spaced, turning.width)
        else:
            spaced = _turned_back(spaced)
        made.extend(_fragments(spaced, areas))
    return made


def _glyphs(text: Any, letters: str, turning: Turning) -> Iterator[_Glyph]:
    one, italics = Written(1), Italics()
    for index, letter in enumerate(letters):
        # What PDFium made up belongs to no object.
        if letter in _HYPHENS and _LETTER.match(letters, index - 1):
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
        if letter.isdecimal() and is_high(text, index):
            size, y = round(SIZE * size, 1), y + RISE * size
        shown = normalize("NFKC", letter) if letter >= _FORMS else letter
        # Of some fonts PDFium knows the ink alone; in the mirror the origin is the right edge.
        yield _Glyph(shown, index, x0, max(x1, x), y, size, italics.of(font_of(owner)))


def _lines(glyphs: Sequence[_Glyph]) -> Iterator[list[_Glyph]]:
    line: list[_Glyph] = []
    for glyph in glyphs:
        if line and line[0].y - glyph.y > _LEVEL:
            yield line
            line = []
        line.append(glyph)
    if line:
        yield line


def _ordered(line: Sequence[_Glyph]) -> list[_Glyph]:
    """A line as the mirror shows it: words where they begin, their letters as PDFium has them.

    Letters of one word may stand one above the other.
    """
    words = sorted(map(_told, _words(line)), key=lambda word: min(glyph.x0 for glyph in word))
    return [glyph for word in words for glyph in word]


def _words(line: Sequence[_Glyph]) -> Iterator[list[_Glyph]]:
    """Letters from right to left that follow each other; each other glyph by itself."""
    word: list[_Glyph] = []
    for glyph in sorted(line, key=attrgetter("index")):
        goes_on = word and glyph.index == word[-1].index + 1 and _IN_WORD.match(glyph.letter)
        if word and not (goes_on and _IN_WORD.match(word[-1].letter)):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _told(word: list[_Glyph]) -> list[_Glyph]:
    """A word from its first letter on.

    PDFium turns the letters of one glyph round, but not those that it parts itself: the alef of a
    lam-alef stands behind its lam.
    """
    if word[0].x0 > word[-1].x0:
        word.reverse()
    made: list[_Glyph] = []
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


def _spaced(line: Sequence[_Glyph], least: float, letters: str) -> Iterator[_Glyph]:
    """Glyphs with a blank where a gap of so many font sizes stands for one, or PDFium saw one."""
    last: _Glyph | None = None
    for glyph in line:
        if last is not None and (
            glyph.x0 - last.x1 > least * glyph.size
            or (
                glyph.index - last.index <= _LONGEST_BLANK
                and letters[last.index + 1 : glyph.index].isspace()
            )
        ):
            yield replace(last, letter=" ", x0=last.x1, x1=max(last.x1, glyph.x0))
        yield glyph
        last = glyph


def _has_letter(line: Iterable[_Glyph]) -> bool:
    return any(_LETTER.match(glyph.letter) for glyph in line)


def _is_number(line: Iterable[_Glyph]) -> bool:
    return all(glyph.letter.isdecimal() or glyph.letter.isspace() for glyph in line)


def _has_latin(line: Iterable[_Glyph]) -> bool:
    return any(_LATIN.match(glyph.letter) for glyph in line)


def _turned_back(line: Sequence[_Glyph]) -> list[_Glyph]:
    """A line in reading order: its Latin words and its numbers from left to right."""
    made: list[_Glyph] = []
    run: list[_Glyph] = []
    for glyph in line:
        if _LETTER.match(glyph.letter):
            made.extend(_read_run(run))
            made.append(glyph)
            run = []
        else:
            run.append(glyph)
    made.extend(_read_run(run))
    return made


def _read_run(run: list[_Glyph]) -> list[_Glyph]:
    """What stands between two letters that run from right to left."""
    latin = [at for at, glyph in enumerate(run) if _LATIN.match(glyph.letter)]
    if latin:
        first, last = latin[0], latin[-1]
        # What ends an address at a line's end, or is a number at its head, is set with it; so is
        # a number right of a Latin word, which may stand before or behind it: one cannot see that.
        while first and _is_joined(run[first - 1]):
            first -= 1
        for at in range(first - 1, -1, -1):
            if not (_is_joined(run[at]) or run[at].letter.isspace()):
                break
            first = at if run[at].letter.isdecimal() else first
        for at in range(last + 1, len(run)):
            if not _is_joined(run[at]):
                break
            # A sign there is the last of a line, which stands behind the word.
            last = at if run[at].letter.isdecimal() else last
        turned = run[first : last + 1]
        _reflect(turned, turned[0].x0 + turned[-1].x1)
        return [*_read_run(run[:first]), *turned, *_read_run(run[last + 1 :])]
    made: list[_Glyph] = []
    at = 0
    while at < len(run):
        end = at
        while end < len(run) and _is_in_number(run, end):
            end += 1
        number = run[at : max(end, at + 1)]
        if end > at + 1:
            _reflect(number, number[0].x0 + number[-1].x1)
        made.extend(number)
        at = max(end, at + 1)
    return made


def _is_joined(glyph: _Glyph) -> bool:
    return glyph.letter.isdecimal() or glyph.letter in _IN_ADDRESS


def _is_in_number(run: Sequence[_Glyph], at: int) -> bool:
    """A digit, or a sign between two of them."""
    if run[at].letter.isdecimal():
        return True
    return (
        run[at].letter in _IN_NUMBER
        and 0 < at < len(run) - 1
        and run[at - 1].letter.isdecimal()
        and run[at + 1].letter.isdecimal()
    )


def _reflect(glyphs: list[_Glyph], edges: float) -> None:
    """Let glyphs run the other way between two edges, given their sum."""
    for glyph in glyphs:
        glyph.x0, glyph.x1 = edges - glyph.x1, edges - glyph.x0
    glyphs.sort(key=attrgetter("x0", "index"))


def _fragments(line: Sequence[_Glyph], areas: Areas) -> Iterator[Fragment]:
    """Glyphs in reading order → words of one size and one link."""
    word: list[_Glyph] = []
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


def _word(glyphs: Sequence[_Glyph], look: tuple[float, bool, int], blank: bool) -> Fragment:
    size, italic, link = look
    x0, x1 = glyphs[0].x0, max(glyph.x1 for glyph in glyphs)
    letters = "".join([glyph.letter for glyph in glyphs])
    return Fragment(letters, x0, x1, glyphs[0].y, size, italic, blank, link)


def _link_of(glyph: _Glyph, areas: Areas) -> int:
    middle = (glyph.x0 + glyph.x1) / 2
    for area in areas.on_line(glyph.y, glyph.size):
        if area[0] <= middle <= area[2]:
            return area[4]
    return -1
