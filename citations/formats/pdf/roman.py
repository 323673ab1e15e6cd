"""Endnotes with Roman numerals, as Word and LibreOffice set them: i, ii, iii behind the text.

Rules kept here:
- They are looked for only where raised numerals ask for them, the first among them; the pronoun "I"
  is large, and "i" begins few lines.
- They begin at a line with the first numeral behind its reference and count on from there; what
  follows belongs to them, to the document's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from citations.numerals import roman_value

from .footnotes import AHEAD, ENDED, FootNote
from .labels import Shape, is_raised, start_of, without
from .lines import Block, Line
from .page import Page

ROMAN: Final = re.compile(r"(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_LABEL: Final = re.compile(rf"(?P<label>{ROMAN.pattern})(?:[.)]\s*|\s+|\Z)")
_LONGEST: Final = 10

Blocks = list[tuple[Page, list[Block]]]


def cut_roman(pages: Blocks) -> tuple[Blocks, list[FootNote]]:
    """Take such endnotes off the end; the blocks that are left, and the notes."""
    asked = set(_asked(pages))
    start = _start(pages) if 1 in asked else None
    if start is None:
        return pages, []
    behind: list[Line] = []
    left: Blocks = []
    for at, (page, blocks) in enumerate(pages):
        kept = []
        for index, block in enumerate(blocks):
            first = start[2] if (at, index) == start[:2] else 0
            here = block.lines[first:] if (at, index) >= start[:2] else []
            behind.extend(here)
            if len(here) < len(block.lines):
                kept.append(replace(block, lines=block.lines[:first]) if here else block)
        left.append((page, kept))
    notes = _notes(behind)
    return (left, notes) if 2 * len(notes) >= len(asked) else (pages, [])


def _asked(pages: Blocks) -> Iterator[int]:
    for _, blocks in pages:
        for block in blocks:
            for line in block.lines:
                yield from _references(line)


def _references(line: Line) -> Iterator[int]:
    for fragment in line.fragments[1:]:
        words = fragment.text.strip()
        if len(words) <= _LONGEST and ROMAN.fullmatch(words) and is_raised(fragment, line):
            yield roman_value(words)


def _start(pages: Blocks) -> tuple[int, int, int] | None:
    """Page, block and line of the first note: behind the reference to it."""
    asked = False
    for at, (_, blocks) in enumerate(pages):
        for index, block in enumerate(blocks):
            for number, line in enumerate(block.lines):
                if asked and _label(line, 1):
                    return at, index, number
                asked = asked or 1 in _references(line)
    return None


def _notes(lines: Sequence[Line]) -> list[FootNote]:
    notes: list[FootNote] = []
    for index, line in enumerate(lines):
        label = _label(line, len(notes) + 1)
        if label is None or _stands_below(lines[index - 1 : index + AHEAD], len(notes) + 1):
            notes[-1].lines.append(line)
            continue
        rest = without(line, _length(line))
        notes.append(FootNote(label, line.page, Shape.DOT, [rest] if rest.fragments else []))
    return notes


def _stands_below(lines: Sequence[Line], due: int) -> bool:
    """The second line only begins as the note that is due does: "v." is no label before "v"."""
    if not lines or _is_ended(lines[0]):
        return False
    return any(_label(line, due) and _is_ended(above) for above, line in pairwise(lines[1:]))


def _is_ended(line: Line) -> bool:
    return ENDED.search(line.fragments[-1].text) is not None


def _label(line: Line, due: int) -> str | None:
    """The numeral at a line's start, where it is the one that is due."""
    found = _LABEL.match(_start_words(line))
    return found["label"] if found is not None and roman_value(found["label"]) == due else None


def _length(line: Line) -> int:
    found = _LABEL.match(_start_words(line))
    return found.end() if found is not None else 0


def _start_words(line: Line) -> str:
    first = line.fragments[0]
    return first.text.strip() if is_raised(first, line) else start_of(line)
