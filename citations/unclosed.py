"""Quotation marks of the running text that are opened and never closed.

Rules kept here:
- What pairs up inside its paragraph is settled. What is left over is looked at across paragraphs: a
  closing mark closes the last opening within `_NEAR` paragraphs before it, however many paragraphs
  in between begin with an opening mark (eight openings, one closing) or with none.
- Only double marks are looked at: ’ is an apostrophe far too often. A mark behind a digit (6",
  5' 2") may close and never opens; “ behind a word closes („so“, and “so“ by mistake; in Chinese
  and Korean, whose words stand close together, where the next mark is no ”); a straight mark closes
  a curly one, too; «…» is left alone.
- A straight mark opens where it can do nothing else: behind a space or a bracket, before a letter;
  but not before the name of a register ("x] of an editor).
- Where a mark may be either, no alarm is given. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .late import late_regex

_CURLY = late_regex(r"[“”„\"]")
_STRAIGHT = re.compile(r'(?P<opens>(?:(?<=[\s(\[—–])|(?<![\s\S]))"(?=[^\W\d_](?!\])|[\[‘\']))|"')
_NEAR = 12
"""Paragraphs over which a quotation is believed to run without its closing mark."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A mark that nothing closes."""

    paragraph: int
    offset: int
    """Of the mark, in its paragraph."""


def never_closed(paragraphs: Sequence[str]) -> Iterator[Opened]:
    """Yield the opening marks without a closing one, in order of the paragraphs."""
    yield from sorted(
        (*_settled(_curly(paragraphs)), *_settled(_straight(paragraphs))),
        key=lambda each: (each.paragraph, each.offset),
    )


@dataclass(frozen=True, slots=True)
class _Left:
    """What a paragraph leaves over."""

    paragraph: int
    opens: int | None
    """Offset of the outermost opening that is left; None where none is."""
    begins: int | None
    """Offset of an opening mark that the paragraph begins with: it may open a quotation again."""
    closes: bool
    """A closing mark is left over."""


def _settled(left: Iterator[_Left]) -> Iterator[Opened]:
    """Pair what paragraphs leave over."""
    waiting: Opened | None = None
    for each in left:
        if waiting is not None and each.paragraph - waiting.paragraph > _NEAR:
            yield waiting
            waiting = None
        if waiting is not None and each.begins is not None:
            if each.opens == each.begins:
                continue  # opened again, and still open
            waiting = None  # opened again, and closed here
        if each.closes:
            waiting = None
        if each.opens is None:
            continue
        if waiting is not None:
            yield waiting
        waiting = Opened(each.paragraph, each.opens)
    if waiting is not None:
        yield waiting


def _curly(paragraphs: Sequence[str]) -> Iterator[_Left]:
    for number, text in enumerate(paragraphs):
        if "“" not in text and "”" not in text and "„" not in text:
            continue
        opened: list[int] = []
        closes = False
        marks = [(mark[0], mark.start()) for mark in _CURLY.finditer(text)]
        for (sign, at), (following, _) in pairwise([*marks, ("", 0)]):
            if sign == '"':
                if opened and not text[at + 1 : at + 2].isalnum():
                    opened.pop()
            elif sign == "”" or (
                sign == "“" and _is_behind_word(text, at, bool(opened) and following != "”")
            ):
                if opened:
                    opened.pop()
                else:
                    closes = True
            else:
                opened.append(at)
        begins = _first(text, "“„")
        if opened or closes or begins is not None:
            yield _Left(number, opened[0] if opened else None, begins, closes)


def _is_behind_word(text: str, at: int, within: bool) -> bool:
    """True for “ where only a closing mark can stand; `within` a quotation that the next mark
    does not close.
    """
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before) and not before.isspace() and before not in "([—–-/‘'*_>" and (
        within or not after or after.isspace() or after in ".,;:!?)]"
    )  # fmt: skip


def _straight(paragraphs: Sequence[str]) -> Iterator[_Left]:
    for number, text in enumerate(paragraphs):
        if '"' not in text:
            continue
        opened: int | None = None
        closes = False
        paired = text.count('"') % 2 == 0
        for mark in _STRAIGHT.finditer(text):
            if mark["opens"] is None:
                closes = closes or (opened is None and not _is_inch(text, mark.start()))
                opened = None
            elif opened is None:
                opened = mark.start()
            elif not paired:
                break  # a second opening, and one mark too few: the first was never closed
        begins = _first(text, '"')
        if opened is not None or closes or begins is not None:
            yield _Left(number, opened, begins, closes)


def _first(text: str, marks: str) -> int | None:
    """Offset of a mark that the paragraph begins with."""
    at = len(text) - len(text.lstrip())
    return at if text[at : at + 1] and text[at] in marks else None


def _is_inch(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit()
