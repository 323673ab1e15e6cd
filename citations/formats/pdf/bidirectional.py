"""A line of a page from right to left, as the mirror shows it → in reading order.

Rules kept here (Unicode Standard Annex 9, read backwards):
- Latin words run from left to right, and with them the numbers, signs and brackets among them. A
  sign belongs to what it stands close behind: so it is told whether the eye came from the left.
- A number by itself runs from left to right, with the signs inside it and a percent sign on its
  right; among Arabic letters only a point, a comma, a colon or a stroke is inside a number.
- Which way a bracket opens is told by the blank beside it: PDFium and programs disagree about
  whether the code or the shape of a turned bracket stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from operator import attrgetter
from typing import Final

LETTER: Final = re.compile(
    r"[\u05be\u05c0-\u05f4\u0608-\u065f\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
)
LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u02af\u0370-\u052f\u1e00-\u1fff]")
_ARABIC: Final = re.compile(r"[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_ARABIC_DIGITS: Final = frozenset("٠١٢٣٤٥٦٧٨٩")
"""They run from left to right too, but belong to no Latin word."""
_IN_NUMBER: Final = frozenset(".,:/٫٬")
_IN_PLAIN_NUMBER: Final = _IN_NUMBER | {"-", "+"}
_ENDS_NUMBER: Final = frozenset("%‰°$€£₪")
_WITHIN_ADDRESS: Final = frozenset("-/_?=&#%~+")
_SCHEME: Final = re.compile(r"https?://|ftp://|www\.", re.IGNORECASE)
_LONGEST_SCHEME: Final = 8
_BETWEEN: Final = frozenset("&§–—-+=…“\"'‘")
"""Signs before which Latin text has a blank, too."""
_ENDING: Final = frozenset(".,;:!?")
_OPENING: Final = dict(zip("([{«", ")]}»", strict=True))
_CLOSING: Final = {closing: opening for opening, closing in _OPENING.items()}
BRACKETS: Final = frozenset(_OPENING) | frozenset(_CLOSING)
_BEHIND: Final = frozenset(".,:;!?،؛؟\"'”’…")
"""Signs that stand close behind a closing bracket."""


@dataclass(slots=True)
class Glyph:
    """A character in the mirror."""

    letter: str
    index: int
    """PDFium's."""
    x0: float
    x1: float
    y: float
    size: float
    italic: bool


def reading_order(line: Sequence[Glyph]) -> list[Glyph]:
    """A line in reading order: its Latin words and its numbers from left to right."""
    made: list[Glyph] = []
    run: list[Glyph] = []
    inside = _IN_PLAIN_NUMBER
    if any(_ARABIC.match(glyph.letter) for glyph in line):
        inside = _IN_NUMBER
    for glyph in line:
        if LETTER.match(glyph.letter):
            made.extend(_read_run(run, inside))
            made.append(glyph)
            run = []
        else:
            run.append(glyph)
    made.extend(_read_run(run, inside))
    _turn_brackets(made)
    return made


def reflect(glyphs: list[Glyph], edges: float) -> None:
    """Let glyphs run the other way between two edges, given their sum."""
    for glyph in glyphs:
        glyph.x0, glyph.x1 = edges - glyph.x1, edges - glyph.x0
    glyphs.sort(key=attrgetter("x0", "index"))


def _read_run(run: list[Glyph], inside: frozenset[str]) -> Iterator[Glyph]:
    """What stands between two letters that run from right to left, first on its right."""
    for part in _parts(run):
        latin = [at for at, glyph in enumerate(part) if LATIN.match(glyph.letter)]
        if not latin:
            yield from _read_numbers(part, inside)
            continue
        first, last = _rightmost(part, latin), _leftmost(part, latin[-1])
        turned = part[first : last + 1]
        reflect(turned, turned[0].x0 + turned[-1].x1)
        yield from _read_numbers(part[:first], inside)
        yield from turned
        yield from _read_numbers(part[last + 1 :], inside)


def _parts(run: list[Glyph]) -> Iterator[list[Glyph]]:
    """A run, cut where a sign close to the Latin words on its right ends them."""
    start = 0
    for at in range(1, len(run) - 1):
        if run[at].letter in _ENDING and _is_blank(run, at + 1) and not _is_blank(run, at - 1):
            yield run[start : at + 1]
            start = at + 1
    yield run[start:]


def _rightmost(run: Sequence[Glyph], latin: Sequence[int]) -> int:
    """Where Latin words end that begin further left: behind a number or a bracket of theirs.

    A number right of a Latin word with a blank between may stand before it or behind it: one cannot
    see that, and it is set with the word unless that is an address.
    """
    found = latin[0]
    depth = sum(
        1 if _opens(run, at) else -1
        for at in range(latin[0], latin[-1] + 1)
        if run[at].letter in BRACKETS
    )
    address, parted = _is_address(run, found), False
    for at in range(found - 1, -1, -1):
        letter, behind_blank = run[at].letter, run[at + 1].letter.isspace()
        parted = parted or behind_blank
        if behind_blank and address:
            break
        if _is_plain_digit(letter):
            found, parted = at, False
        elif letter in BRACKETS:
            depth += 1 if _opens(run, at) else -1
            if depth < 0:
                break
            found = at if not (depth or _opens(run, at)) else found
        elif behind_blank:
            if letter not in _BETWEEN and not letter.isspace():
                break
        elif not (parted or letter.isspace()) and (address or _is_blank(run, at - 1)):
            found = at
    return found


def _leftmost(run: Sequence[Glyph], last: int) -> int:
    """Where Latin words begin that go on further right: at a number, a bracket, a stroke of theirs.

    A sign that no address begins with, or left of an address that begins there, is the last of the
    line and stands behind the word.
    """
    found = last
    if not _begins_address(run, last):
        while found + 1 < len(run) and run[found + 1].letter in _WITHIN_ADDRESS:
            found += 1
    for at in range(found + 1, len(run)):
        letter = run[at].letter
        before_blank = at + 1 == len(run) or run[at + 1].letter.isspace()
        if _is_plain_digit(letter) or (letter in BRACKETS and _opens(run, at)):
            found = at
        elif before_blank and not letter.isspace() and letter not in _BETWEEN:
            break
    return found


def _begins_address(run: Sequence[Glyph], at: int) -> bool:
    shown = "".join([glyph.letter for glyph in run[max(0, at - _LONGEST_SCHEME) : at + 1]])[::-1]
    return _SCHEME.match(shown) is not None


def _is_address(run: Sequence[Glyph], at: int) -> bool:
    """True where the word whose last letter this is has a stroke."""
    word = takewhile(lambda glyph: not glyph.letter.isspace(), islice(run, at, None))
    return any(glyph.letter == "/" for glyph in word)


def _opens(run: Sequence[Glyph], at: int) -> bool:
    """True for a bracket among Latin words with a blank on its left and none on its right."""
    return (
        (at + 1 == len(run) or run[at + 1].letter.isspace())
        and at > 0
        and not run[at - 1].letter.isspace()
    )


def _is_plain_digit(letter: str) -> bool:
    return letter.isdecimal() and letter not in _ARABIC_DIGITS


def _read_numbers(run: Sequence[Glyph], inside: frozenset[str]) -> list[Glyph]:
    made: list[Glyph] = []
    at = 0
    while at < len(run):
        end = at
        if run[at].letter in _ENDS_NUMBER and inside is _IN_PLAIN_NUMBER:
            end += 1
        while end < len(run) and _is_in_number(run, end, inside):
            end += 1
        number = list(run[at : max(end, at + 1)])
        if end > at + 1:
            reflect(number, number[0].x0 + number[-1].x1)
        made.extend(number)
        at = max(end, at + 1)
    return made


def _is_in_number(run: Sequence[Glyph], at: int, inside: frozenset[str]) -> bool:
    """A digit, or a sign between two of them."""
    if run[at].letter.isdecimal():
        return True
    return (
        run[at].letter in inside
        and 0 < at < len(run) - 1
        and run[at - 1].letter.isdecimal()
        and run[at + 1].letter.isdecimal()
    )


def _turn_brackets(line: Sequence[Glyph]) -> None:
    """Let each bracket of a line in reading order open or close as the blanks beside it say."""
    open_ones = dict.fromkeys(_OPENING, 0)
    for at, glyph in enumerate(line):
        if glyph.letter not in BRACKETS:
            continue
        opening = _CLOSING.get(glyph.letter, glyph.letter)
        before, behind = _is_blank(line, at - 1), _is_blank(line, at + 1)
        opens = glyph.letter == opening
        if before and behind:
            opens = not open_ones[opening]
        elif before or line[at - 1].letter in BRACKETS:
            opens = at + 1 == len(line) or line[at + 1].letter not in _BEHIND
        elif behind or line[at + 1].letter in _BEHIND:
            opens = False
        glyph.letter = opening if opens else _OPENING[opening]
        open_ones[opening] += 1 if opens else -1


def _is_blank(line: Sequence[Glyph], at: int) -> bool:
    return not 0 <= at < len(line) or line[at].letter.isspace()
