"""Notes at the foot of a page, cut off from the text above them.

Rules kept here:
- Notes stand at the foot of a column, in a smaller size than the text or under a rule. A block
  quotation in small print is no note: a zone begins at a rule or at a label.
- A raised label is believed as it stands; a plain one ("12", "12.", "*") only where it comes next
  or where the page refers to it, so "42 U.S.C." at a line's start is no label. Where labels are
  raised, a plain number is one only behind a finished note.
- Lines without a label at the top of a zone go on with the note of the column or page before.
- A list of notes at the end of a document goes on over the page in the text's own size: at its head
  stands the next label, which some page before asked for and this page does not.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from .labels import Label, Shape, is_raised, label_of, references, start_of
from .lines import Block, Line
from .page import Page, Rule

SMALL: Final = 0.94
"""Notes are set no larger than this part of the body's size."""
AHEAD: Final = 30
"""Lines of a zone in which a note's true beginning is looked for."""
LONGEST_REST: Final = 12
"""Lines of a note that a list goes on with on its next page."""
LONGEST_FOOT: Final = 4
"""Lines that may stand below the notes."""
FAR_BELOW: Final = 2.4
"""Font sizes from the last note to them."""
UPPER: Final = 0.45
"""Part of the page from the top in which the body's size is measured."""

TOP_LINES: Final = 3
LEAST_TEXT: Final = 0.08
"""Part of all characters that the text has at least, where notes fill the pages."""

_SHAPES_OF_LISTS: Final = frozenset({Shape.PARENS, Shape.SLASH})
"""Points of a list and quantities look so, too: the first label has to be asked for."""
_DUE: Final = re.compile(r"\[?(\d{1,4})[\].)]?\s")
ENDED: Final = re.compile(r"[.?!:;][”’\"')\]]{0,3}\s*\Z")


@dataclass(slots=True)
class FootNote:
    """A note as its lines stand on the pages."""

    label: str
    label_page: int
    shape: Shape
    lines: list[Line] = field(default_factory=list)
    """The first without its label."""


@dataclass(slots=True)
class Cut:
    """What is left of the pages, and the notes that were cut off them."""

    blocks: list[Block]
    notes: list[FootNote]


def body_size(pages: Sequence[tuple[Page, list[Line]]]) -> float:
    """The size of most characters in the upper part of the pages, where the notes are not.

    Where notes fill most of the pages it is that of the lines with which pages begin.
    """
    upper: Counter[float] = Counter()
    whole: Counter[float] = Counter()
    tops: Counter[float] = Counter()
    for page, lines in pages:
        for line in lines:
            size = _rounded(line.size)
            weight = line.count
            whole[size] += weight
            if line.y > (1 - UPPER) * page.height:
                upper[size] += weight
        first = [_rounded(line.size) for line in heapq.nlargest(TOP_LINES, lines, _height)]
        # One line may be a title.
        tops.update({size for size in first if first.count(size) > 1})
    counted = upper if sum(upper.values()) * 5 > sum(whole.values()) else whole
    usual = max(counted, key=lambda size: (counted[size], size), default=0.0)
    larger = [
        size
        for size, times in tops.items()
        if SMALL * size > usual and times > max(1, len(pages) / 2)
        and whole[size] > LEAST_TEXT * sum(whole.values())
    ]  # fmt: skip
    return max(larger, key=lambda size: whole[size], default=usual)


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _height(line: Line) -> float:
    return line.y


def cut_notes(pages: Sequence[tuple[Page, list[Block]]], size: float) -> Cut:
    """Take the notes off the feet of all pages."""
    cutter = _Cutter(size)
    for page, blocks in pages:
        cutter.take(page, blocks)
    return cutter.cut


class _Cutter:
    def __init__(self, size: float) -> None:
        self._size = size
        self._ever_asked: set[str] = set()
        """Labels that the body has referred to so far."""
        self._asked: set[str] = set()
        """Labels that the body refers to on this page and the one before."""
        self._last: int | None = None
        self._sheet = self._note_sheet = (0, 0)
        """Number and width of the page that is looked at, and of the one with the last label."""
        self._raised = False
        """Labels of this document are raised numbers."""
        self._shapes: Counter[Shape] = Counter()
        """How the numbers that stand on the line are set, so far."""
        self._anew = False
        """The first line under a rule is looked at: a 1 there counts anew."""
        self._reached_end = False
        """The notes of the page before stand down to its last line."""
        self.cut = Cut([], [])

    def take(self, page: Page, blocks: list[Block]) -> None:
        before, here = self._asked, set(references(blocks))
        self._asked = before | here
        if self._sheet[0] == page.number:
            # Another part of the same page, held otherwise.
            here |= before
        self._sheet = page.number, round(page.width)
        listed = self._reached_end and self._list_goes_on(blocks[0], self._ever_asked - here)
        self._ever_asked |= here
        if listed:
            self._asked = here = self._ever_asked
        for block in blocks:
            if listed:
                start = 0
            else:
                start = self._zone_start(page, block) if block.at_foot else len(block.lines)
            self._reached_end = start < len(block.lines)
            if start:
                self.cut.blocks.append(replace(block, lines=block.lines[:start]))
            end = _end_of_notes(block.lines, start)
            for index in range(start, end):
                self._take_line(block.lines, index)
            if end < len(block.lines):
                self._reached_end = False
                self.cut.blocks.append(replace(block, lines=block.lines[end:]))
        self._asked = here

    def _list_goes_on(self, block: Block, asked: Set[str]) -> bool:
        """The page begins with the next note, or with the end of the last one and the next."""
        if not self._is_held_alike() or self._last is None:
            return False
        for line in block.lines[: LONGEST_REST if self._is_unfinished() else 1]:
            label = label_of(line)
            if (
                label is not None
                and self._shapes[label.shape]
                and label.text == str(self._last + 1)
                # A mark that begins a line is not seen by `references`.
                and (label.text in asked or str(self._last + 2) in asked)
            ):
                return True
        return False

    def _take_line(self, lines: Sequence[Line], index: int) -> None:
        line = lines[index]
        label = self._label(line)
        self._anew = False
        if label is not None and not self._stands_below(label, lines[index:]):
            if label.text.isdigit():
                self._last = int(label.text)
                self._shapes[label.shape] += label.shape is not Shape.RAISED
            self._note_sheet = self._sheet
            rest = [label.rest] if label.rest.fragments else []
            self.cut.notes.append(FootNote(label.text, line.page, label.shape, rest))
        else:
            self.cut.notes[-1].lines.append(line)

    def _zone_start(self, page: Page, block: Block) -> int:
        """The index of the first line of the notes; the number of lines where there are none."""
        lines = block.lines
        small = len(lines)
        while small and lines[small - 1].size < SMALL * self._size:
            small -= 1
        self._anew = False
        ruled = self._under_rule(page, block, small)
        if ruled is not None:
            return ruled
        labelled = next(
            (index for index in range(small, len(lines)) if self._label(lines[index])), None
        )
        apart = small == 0 or (
            small < len(lines)
            and lines[small - 1].y - lines[small].y > 1.25 * lines[small - 1].size
        )
        if small < len(lines) and apart and self._is_held_alike() and self._is_unfinished():
            return small
        return len(lines) if labelled is None else labelled

    def _under_rule(self, page: Page, block: Block, small: int) -> int | None:
        """Where the notes begin under a rule, if one parts them from the text."""
        lines = block.lines
        in_small_print = small < len(lines)
        goes_on = None
        for rule in sorted(page.rules, key=lambda rule: rule.y):
            first = _first_under(block, rule)
            if first is None or (in_small_print and first < small):
                continue
            self._anew = True
            label = self._label(lines[first])
            self._anew = False
            # In the text's own size a numbered list may stand under a rule as well.
            if label and (in_small_print or label.text in self._asked):
                self._anew = True
                return first
            if goes_on is None and self.cut.notes and self._is_held_alike():
                separates = in_small_print or (_is_separator(rule, block) and self._is_unfinished())
                goes_on = first if separates else None
        return goes_on

    def _is_held_alike(self) -> bool:
        """A note does not go on with what stands on its side on a page between."""
        return self._sheet[1] == self._note_sheet[1]

    def _is_unfinished(self) -> bool:
        if not self.cut.notes:
            return False
        lines = self.cut.notes[-1].lines
        return not lines or ENDED.search(lines[-1].fragments[-1].text) is None

    def _stands_below(self, label: Label, lines: Sequence[Line]) -> bool:
        """A line of an unfinished note begins as the next one does: that one is yet to come."""
        if not self.cut.notes or not label.text.isdigit():
            return False
        if is_raised(lines[0].fragments[0], lines[0]):
            return False
        number, following = int(label.text), (self._last or 0) + 1
        if number == following and not self._is_unfinished():
            return False
        for above, line in pairwise(lines[:AHEAD]):
            due = _DUE.match(start_of(line))
            if due and ENDED.search(above.fragments[-1].text):
                # Or the number between them, where this one would skip it.
                return int(due[1]) in (number, following)
        return False

    def _label(self, line: Line) -> Label | None:
        """The label that a line begins with, where one may come here."""
        label = label_of(line)
        if label is None:
            return None
        if label.shape is not Shape.RAISED:
            return label if self._comes_next(label) else None
        if not self._is_due(label.text):
            return None
        self._raised = self._raised or label.typed or label.text.isdigit()
        return label

    def _is_due(self, label: str) -> bool:
        """A raised number that may be a label here: one that is asked for, or not far ahead."""
        if not label.isdigit() or label in self._asked or self._last is None:
            return True
        return 0 < int(label) - self._last <= 5

    def _comes_next(self, label: Label) -> bool:
        text, last = label.text, self._last or 0
        if label.shape is Shape.SYMBOL:
            return text in self._asked or self._anew
        follows = int(text) == last + 1
        if self._raised and self.cut.notes:
            return follows and not self._is_unfinished()
        if self._is_set_otherwise(label.shape):
            return False
        if label.shape in _SHAPES_OF_LISTS and not (self._shapes[label.shape] and follows):
            asked = text in self._asked or (f"({text})" in self._asked)
            return asked and (follows or int(text) == 1 or int(text) > last)
        if text in self._asked:
            return self._last is None or int(text) == 1 or int(text) > last
        return follows or (self._anew and text == "1")

    def _is_set_otherwise(self, shape: Shape) -> bool:
        """The labels so far are of another shape, all of them."""
        return not self._shapes[shape] and self._shapes.total() > 1


def _end_of_notes(lines: Sequence[Line], start: int) -> int:
    """Where the foot of the page begins (an address, a stamp), far below the last note's line."""
    least = max(start + 1, len(lines) - LONGEST_FOOT)
    for index in range(len(lines) - 1, least - 1, -1):
        above, line = lines[index - 1], lines[index]
        if above.y - line.y > FAR_BELOW * max(above.size, line.size):
            ended = ENDED.search(above.fragments[-1].text) is not None
            return len(lines) if not ended or _has_label(lines, start, index) else index
    return len(lines)


def _has_label(lines: Sequence[Line], start: int, index: int) -> bool:
    """A note may begin from `index` on: at a raised number, or at the next of those above."""
    above = [label_of(line) for line in lines[start:index]]
    last = max((int(label.text) for label in above if label and label.text.isdigit()), default=0)
    labels = filter(None, map(label_of, lines[index:]))
    return any(
        label.shape is Shape.RAISED or label.text == str(last + 1) or not label.text.isdigit()
        for label in labels
    )


def _is_separator(rule: Rule, block: Block) -> bool:
    """A short rule at the column's left edge, as programs draw it above notes."""
    short = rule.x1 - rule.x0 < 0.6 * (block.right - block.left)
    return short and abs(rule.x0 - block.left) < 4


def _first_under(block: Block, rule: Rule) -> int | None:
    """The first line under a rule that lies in the block's column, and underlines nothing."""
    if rule.x1 < block.left or rule.x0 > block.right:
        return None
    index = bisect_right(block.lines, -rule.y, key=lambda line: -line.y)
    if index == len(block.lines):
        return None
    line = block.lines[index]
    if index and rule.y > block.lines[index - 1].y - 0.3 * block.lines[index - 1].size:
        return None
    return index if rule.y > line.y + 0.5 * line.size else None
