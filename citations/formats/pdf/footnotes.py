"""Notes at the foot of a page, cut off from the text above them.

Rules kept here:
- Notes stand at the foot of a column, in a smaller size than the text or under a rule. A block
  quotation in small print is no note: a zone begins at a rule or at a label.
- A raised label is believed as it stands; a plain one ("12", "12.", "*") only where it comes next
  or where the page refers to it, so "42 U.S.C." at a line's start is no label. Where labels are
  raised, a plain number is one only behind a finished note.
- Lines without a label at the top of a zone go on with the note of the column or page before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from .lines import FULL_SIZE_LABEL, SAME_BASELINE, Block, Line
from .page import Fragment, Page, Rule

SMALL: Final = 0.94
"""Notes are set no larger than this part of the body's size."""
RAISED: Final = 0.12
"""Part of the line's size by which a raised number's baseline is higher."""
RAISED_SIZE: Final = 0.88
AHEAD: Final = 30
"""Lines of a zone in which a note's true beginning is looked for."""
SET_SMALL: Final = 0.75
_BEFORE_SMALL: Final = frozenset('.,;:!?)”’"')
UPPER: Final = 0.45
"""Part of the page from the top in which the body's size is measured."""

TYPED_SYMBOL: Final = r"(?<=[^\s*∗†‡‖])[*∗†‡‖]{1,4}(?=[\s.,;:)\]”’]|\Z)"
"""A symbol at the end of a word: the reference to a note, in the text's own size."""
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPER_LABEL: Final = re.compile(r"[⁰¹²³⁴-⁹]{1,4}")
_RAISED_LABEL: Final = re.compile(r"\W?(?P<label>\d{1,4}|[*∗†‡§¶#‖]{1,4}|[a-zA-Z])\W?")
_PLAIN_LABEL: Final = re.compile(
    r"(?:\[(?P<bracket>\d{1,4})\]|(?P<number>\d{1,4})(?:[.)]|(?=\s))|(?P<symbol>[*∗†‡§¶‖]{1,4}))\s*"
)
_TYPED_SYMBOL: Final = re.compile(TYPED_SYMBOL)
_DUE: Final = re.compile(r"\[?(\d{1,4})[\].)]?\s")
_NUMBERS: Final = re.compile(r"\d{1,4}")
ENDED: Final = re.compile(r"[.?!:;][”’\"')\]]{0,3}\s*\Z")


@dataclass(slots=True)
class FootNote:
    """A note as its lines stand on the pages."""

    label: str
    label_page: int
    lines: list[Line] = field(default_factory=list)
    """The first without its label."""


@dataclass(slots=True)
class Cut:
    """What is left of the pages, and the notes that were cut off them."""

    blocks: list[Block]
    notes: list[FootNote]


def is_raised(fragment: Fragment, line: Line) -> bool:
    """True for a fragment that is smaller than its line and higher, or a label far higher."""
    rise = fragment.y - line.y
    if fragment.size <= RAISED_SIZE * line.size:
        return rise >= RAISED * line.size
    return (
        rise >= SAME_BASELINE * line.size and FULL_SIZE_LABEL.fullmatch(fragment.text) is not None
    )


def is_set_small(fragment: Fragment, before: Fragment, line: Line) -> bool:
    """A number behind punctuation that is far smaller and not raised: a reference all the same.

    Behind a letter or a digit it may be an index ("CO2").
    """
    return (
        fragment.size <= SET_SMALL * line.size
        and abs(fragment.y - line.y) < RAISED * line.size
        and fragment.text.isdecimal()
        and len(fragment.text) <= 3
        and before.text[-1:] in _BEFORE_SMALL
        and not fragment.space_before
        and fragment.x0 - before.x1 < 0.1 * line.size
    )


def body_size(pages: Sequence[tuple[Page, list[Line]]]) -> float:
    """The size of most characters in the upper part of the pages, where the notes are not."""
    upper: Counter[float] = Counter()
    whole: Counter[float] = Counter()
    for page, lines in pages:
        for line in lines:
            size = round(line.size * 2) / 2
            weight = sum(len(fragment.text) for fragment in line.fragments)
            whole[size] += weight
            if line.y > (1 - UPPER) * page.height:
                upper[size] += weight
    counted = upper if sum(upper.values()) * 5 > sum(whole.values()) else whole
    return max(counted, key=lambda size: (counted[size], size), default=0.0)


def cut_notes(pages: Sequence[tuple[Page, list[Block]]], size: float) -> Cut:
    """Take the notes off the feet of all pages."""
    cutter = _Cutter(size)
    for page, blocks in pages:
        cutter.take(page, blocks)
    return cutter.cut


class _Cutter:
    def __init__(self, size: float) -> None:
        self._size = size
        self._asked: set[str] = set()
        """Labels that the body refers to on this page and the one before."""
        self._last: int | None = None
        self._raised = False
        """Labels of this document are raised numbers."""
        self._anew = False
        """The first line under a rule is looked at: a 1 there counts anew."""
        self.cut = Cut([], [])

    def take(self, page: Page, blocks: list[Block]) -> None:
        before, here = self._asked, set(_references(blocks))
        self._asked = before | here
        for block in blocks:
            start = self._zone_start(page, block) if block.at_foot else len(block.lines)
            if start:
                self.cut.blocks.append(replace(block, lines=block.lines[:start]))
            for index in range(start, len(block.lines)):
                self._take_line(block.lines, index)
        self._asked = here

    def _take_line(self, lines: Sequence[Line], index: int) -> None:
        line = lines[index]
        found = self._label(line)
        self._anew = False
        if found is not None and not self._stands_below(found[0], lines[index:]):
            label, rest = found
            self._last = int(label) if label.isdigit() else self._last
            self.cut.notes.append(FootNote(label, line.page, [rest] if rest.fragments else []))
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
        if small < len(lines) and apart and self._is_unfinished():
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
            if label and (in_small_print or label[0] in self._asked):
                self._anew = True
                return first
            if goes_on is None and self.cut.notes:
                separates = in_small_print or (_is_separator(rule, block) and self._is_unfinished())
                goes_on = first if separates else None
        return goes_on

    def _is_unfinished(self) -> bool:
        if not self.cut.notes:
            return False
        lines = self.cut.notes[-1].lines
        return not lines or ENDED.search(lines[-1].fragments[-1].text) is None

    def _stands_below(self, label: str, lines: Sequence[Line]) -> bool:
        """A line of an unfinished note begins as the next one does: that one is yet to come."""
        if not label.isdigit() or is_raised(lines[0].fragments[0], lines[0]):
            return False
        if not self._is_unfinished():
            return False
        for above, line in pairwise(lines[:AHEAD]):
            due = _DUE.match(start_of(line))
            if due and ENDED.search(above.fragments[-1].text):
                # Or the number between them, where this one would skip it.
                return int(due[1]) in (int(label), (self._last or 0) + 1)
        return False

    def _label(self, line: Line) -> tuple[str, Line] | None:
        """A line's label and the line without it."""
        first = line.fragments[0]
        words = first.text.lstrip()
        typed = _SUPER_LABEL.match(words)
        if typed is not None:
            label = typed[0].translate(_SUPERSCRIPTS)
            if not self._is_due(label):
                return None
            self._raised = True
            return label, without(line, typed.end())
        if is_raised(first, line):
            raised = _RAISED_LABEL.fullmatch(words.strip())
            if raised is not None and self._is_due(raised["label"]):
                self._raised = self._raised or raised["label"].isdigit()
                return raised["label"], without(line, len(words))
            return None
        plain = _PLAIN_LABEL.match(words if len(words) > 6 else start_of(line))
        if plain is None:
            return None
        label = plain["bracket"] or plain["number"] or plain["symbol"]
        if plain["symbol"] is not None and label == "§":
            return None
        return (label, without(line, plain.end())) if self._comes_next(label) else None

    def _is_due(self, label: str) -> bool:
        """A raised number that may be a label here: one that is asked for, or not far ahead."""
        if not label.isdigit() or label in self._asked or self._last is None:
            return True
        return 0 < int(label) - self._last <= 5

    def _comes_next(self, label: str) -> bool:
        if not label.isdigit():
            return label in self._asked or self._anew
        if self._raised and self.cut.notes:
            return int(label) == (self._last or 0) + 1 and not self._is_unfinished()
        if label in self._asked:
            return self._last is None or int(label) == 1 or int(label) > self._last
        return int(label) == (self._last or 0) + 1 or (self._anew and label == "1")


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


def _references(blocks: Sequence[Block]) -> Iterator[str]:
    """Labels of what may be note references on a page."""
    for block in blocks:
        for line in block.lines:
            for index, fragment in enumerate(line.fragments):
                if index and (
                    is_raised(fragment, line)
                    or _SUPER_LABEL.match(fragment.text)
                    or is_set_small(fragment, line.fragments[index - 1], line)
                ):
                    words = fragment.text.translate(_SUPERSCRIPTS)
                    yield from _NUMBERS.findall(words)
                    yield words.strip()
            if not line.text.isascii() or "*" in line.text:
                yield from _TYPED_SYMBOL.findall(line.text)


def start_of(line: Line) -> str:
    """The first words of a line, whatever looks they have."""
    return " ".join(fragment.text for fragment in line.fragments[:3]).lstrip()


def without(line: Line, length: int) -> Line:
    """A line without its first characters, counted after leading white space."""
    fragments = list(line.fragments)
    while fragments and length > 0:
        text = fragments[0].text.lstrip()
        if len(text) > length:
            fragments[0] = replace(fragments[0], text=text[length:].lstrip())
            break
        length -= len(text) + 1
        fragments.pop(0)
    return replace(line, fragments=fragments)
