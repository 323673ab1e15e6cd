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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
_IN_ADDRESS: Final = frozenset("-/_?=&#%~+.:")
_BETWEEN: Final = frozenset("&§–—-+=…“\"'‘")
"""Signs before which Latin text has a blank, too."""
_ENDING: Final = frozenset(".,;:!?")
_OPENING: Final = dict(zip("([{«", ")]}»", strict=True))
_CLOSING: Final = {closing: opening for opening, closing in _OPENING.items()}
_BRACKETS: Final = frozenset(_OPENING) | frozenset(_CLOSING)
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


def _read_run(run: list[Glyph], inside: frozenset[str]) -> Iterable[Glyph]:
    """What stands between two letters that run from right to left, first on its right."""
    latin = [at for at, glyph in enumerate(run) if LATIN.match(glyph.letter)]
    if not latin:
        return _read_numbers(run, inside)
    for at in range(latin[0] + 1, latin[-1]):
        # A sign close to the words on its right ends them: more Latin words follow on its left.
        if run[at].letter in _ENDING and _is_blank(run, at + 1) and not _is_blank(run, at - 1):
            return [*_read_run(run[: at + 1], inside), *_read_run(run[at + 1 :], inside)]
    first, last = _rightmost(run, latin), _leftmost(run, latin)
    turned = run[first : last + 1]
    reflect(turned, turned[0].x0 + turned[-1].x1)
    return [
        *_read_numbers(run[:first], inside),
        *turned,
        *_read_numbers(run[last + 1 :], inside),
    ]


def _rightmost(run: Sequence[Glyph], latin: Sequence[int]) -> int:
    """Where Latin words end that begin further left: behind a number or a bracket of theirs.

    A number right of a Latin word with a blank between may stand before it or behind it: one cannot
    see that, and it is set with the word unless that is an address.
    """
    found = latin[0]
    depth = sum(
        _opens(run, at) - _closes(run, at)
        for at in range(latin[0], latin[-1] + 1)
        if run[at].letter in _BRACKETS
    )
    parted = False
    for at in range(latin[0] - 1, -1, -1):
        letter, behind_blank = run[at].letter, run[at + 1].letter.isspace()
        parted = parted or behind_blank
        if _is_plain_digit(letter):
            found, parted = at, False
        elif letter in _BRACKETS:
            depth += 1 if _opens(run, at) else -1
            if depth < 0:
                break
            found = at if not (depth or _opens(run, at)) else found
        elif letter.isspace():
            if _ends_address(run, at + 1):
                break
        elif behind_blank:
            if letter not in _BETWEEN:
                break
        elif not parted and (_is_blank(run, at - 1) or _ends_address(run, at + 1)):
            found = at
    return found


def _leftmost(run: Sequence[Glyph], latin: Sequence[int]) -> int:
    """Where Latin words begin that go on further right: at a number or a bracket of theirs."""
    found = latin[-1]
    for at in range(latin[-1] + 1, len(run)):
        letter = run[at].letter
        before_blank = at + 1 == len(run) or run[at + 1].letter.isspace()
        if _is_plain_digit(letter) or (letter in _BRACKETS and _opens(run, at)):
            found = at
        elif before_blank and not letter.isspace() and letter not in _BETWEEN:
            break  # A sign there is the last of a line, which stands behind the word.
    return found


def _opens(run: Sequence[Glyph], at: int) -> bool:
    """True for a bracket among Latin words with a blank on its left and none on its right."""
    return (
        (at + 1 == len(run) or run[at + 1].letter.isspace())
        and at > 0
        and not run[at - 1].letter.isspace()
    )


def _closes(run: Sequence[Glyph], at: int) -> bool:
    return not _opens(run, at)


def _ends_address(run: Sequence[Glyph], at: int) -> bool:
    """True where the word whose last letter this is has a stroke."""
    while at < len(run) and not run[at].letter.isspace():
        if run[at].letter == "/":
            return True
        at += 1
    return False


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
    for at, glyph in enumerate(line):
        if glyph.letter in _BRACKETS:
            before = _is_blank(line, at - 1) or line[at - 1].letter in _BRACKETS
            behind = _is_blank(line, at + 1) or line[at + 1].letter in _BEHIND
            if before and not behind:
                glyph.letter = _CLOSING.get(glyph.letter, glyph.letter)
            elif behind and not _is_blank(line, at - 1):
                glyph.letter = _OPENING.get(glyph.letter, glyph.letter)


def _is_blank(line: Sequence[Glyph], at: int) -> bool:
    return not 0 <= at < len(line) or line[at].letter.isspace()
