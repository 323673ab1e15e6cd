"""Lines → paragraphs, over columns and pages.

Rules kept here:
- A line ends its paragraph where the next line's first word would still have fitted on it. That
  holds for justified and for ragged text alike, and needs no guess about sentences.
- A wider gap, another size, an indent and a label at the line's start begin a paragraph too.
- Over the end of a column or page a paragraph goes on unless one of these speaks against it: few
  last lines are full, while a sentence may well end with a full line. Pages on their side between
  two others stand behind the paragraph that goes on over them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..wrapping import first_word
from .joining import HYPHENS
from .labels import is_raised
from .lines import Block, Line
from .numbering import Numbering, is_labelled

WIDER_GAP: Final = 0.35
"""Font sizes beyond the usual distance of lines."""
ROOM_FOR_MARK: Final = 0.3
"""What a superscript may add to it in a browser's print."""
INDENT: Final = 0.6
"""Font sizes."""
LONGEST_INSET: Final = 4
"""Pages on their side over which a sentence goes on."""
SINGLE_LEADING, MOST_LEADING, FEW = 1.3, 2.6, 6
JUSTIFIED: Final = 0.6
OTHER_SIZE: Final = 0.06

_ENDED: Final = re.compile(r"[.?!:][”’\"')\]⁰¹²³⁴-⁹]{0,6}\s*\Z")


Side = tuple[tuple[int, int, int], int]
"""Which column of how many on pages of which width, and whether the page is odd."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a column begin and end."""

    left: float
    right: float


class Typesetting:
    """What is usual in a document: distances of lines, margins, indents."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        gaps: dict[float, Counter[float]] = defaultdict(Counter)
        for above, below in _neighbours(blocks):
            if abs(above.size - below.size) < OTHER_SIZE * above.size:
                gaps[round(above.size)][round((above.y - below.y) * 2) / 2] += 1
        self._gaps = {size: _usual(size, counted) for size, counted in gaps.items()}
        self._rights = _rights(blocks)
        lines = [(line, self._rights[_side(block)]) for block in blocks for line in block.lines]
        full = sum(abs(line.x1 - right) < 1.5 for line, right in lines)
        self.justified = full > JUSTIFIED * len(lines)
        """Lines end at the margin, all but the last of a paragraph."""
        self.indent = self._first_indent(blocks)
        """How far a paragraph's first line is set in; 0 where it is not."""

    def _first_indent(self, blocks: Sequence[Block]) -> int:
        found: Counter[int] = Counter()
        for block in blocks:
            left = self.margins(block).left
            for first, second in zip(block.lines, block.lines[1:], strict=False):
                indent = round(first.x0 - left)
                if (
                    indent > INDENT * first.size
                    and abs(second.x0 - left) < 2
                    and not is_labelled(second)  # behind a list's hanging indent
                ):
                    found[indent] += 1
        indent, count = max(found.items(), key=lambda item: item[1], default=(0, 0))
        return indent if count > 1 else 0

    def leading(self, line: Line) -> float:
        """The usual distance to the next line of this size."""
        return self._gaps.get(round(line.size), 1.2 * line.size)

    def margins(self, block: Block) -> Margins:
        """The column's margins; the right one is that of all pages."""
        lefts = Counter(round(line.x0) for line in block.lines)
        # The leftmost edge that more than one line shares; a single line may hang out.
        shared = [x for x, count in lefts.items() if count > 1]
        right = self._rights[_side(block)]
        return Margins(min(shared, default=min(lefts)), right)


def _neighbours(blocks: Sequence[Block]) -> Iterator[tuple[Line, Line]]:
    for block in blocks:
        yield from zip(block.lines, block.lines[1:], strict=False)


def _side(block: Block) -> Side:
    return (*block.column, block.width), block.page % 2


def _rights(blocks: Sequence[Block]) -> dict[Side, float]:
    """The right margin of each column on odd and even pages."""
    ends: dict[Side, list[float]] = defaultdict(list)
    lefts: dict[Side, list[float]] = defaultdict(list)
    for block in blocks:
        ends[_side(block)].extend(line.x1 for line in block.lines)
        lefts[_side(block)].extend(line.x0 for line in block.lines)
    found = {}
    for side, values in ends.items():
        column, parity = side
        other = (column, 1 - parity)
        right = _share(values, 97)
        if other in ends:
            shift = _share(ends[other], 97) - right
            # Margins of a book are mirrored: both edges move together.
            mirrored = abs(shift) > 8 and abs(_share(lefts[other], 10) - _share(lefts[side], 10)
                                               - shift) < 4  # fmt: skip
            right = right if mirrored else max(right, right + shift)
        found[side] = right
    return found


def _share(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def _usual(size: float, counted: Counter[float]) -> float:
    """The most frequent distance; of equals the smaller. A few lines prove no double spacing."""
    usual = max(counted, key=lambda gap: (counted[gap], -gap))
    most = (MOST_LEADING if sum(counted.values()) >= FEW else SINGLE_LEADING) * size
    return min(usual, most)


def paragraphs(blocks: Sequence[Block], noted: Collection[str] = ()) -> Iterator[list[Line]]:
    """The lines of each paragraph; `noted` are the labels of the notes at the feet of pages."""
    usual = Typesetting(blocks)
    flow = _Flow(usual, noted)
    places: dict[int, list[int]] = defaultdict(list)
    for block in blocks:
        places[block.width].append(block.page)
    aside: list[Block] = []
    for block in blocks:
        if flow.is_open(block) and _returns(places[flow.width], block.page):
            # A table on its side: the sentence before it goes on behind it.
            aside.append(block)
            continue
        for paragraph in flow.take(block):
            yield paragraph
            yield from _alone(aside, usual)
            aside = []
    yield from flow.rest()
    yield from _alone(aside, usual)


def _alone(blocks: list[Block], usual: Typesetting) -> Iterator[list[Line]]:
    """The paragraphs of what stands between others."""
    flow = _Flow(usual)
    for block in blocks:
        yield from flow.take(block)
    yield from flow.rest()


def _returns(pages: Sequence[int], page: int) -> bool:
    """Pages of this width come again soon."""
    at = bisect_right(pages, page)
    return at < len(pages) and pages[at] - page <= LONGEST_INSET


class _Flow:
    """Blocks that follow each other, parted into paragraphs."""

    def __init__(self, usual: Typesetting, noted: Collection[str] = ()) -> None:
        self._usual = usual
        self._numbers = Numbering(noted)
        self._paragraph: list[Line] = []
        self._margins = Margins(0.0, 0.0)
        """Of the last line of the block before."""
        self.width = 0
        """Of the page that the block before stands on."""

    def is_open(self, block: Block) -> bool:
        """A sentence is under way, and this block stands on a page held otherwise."""
        return (
            bool(self._paragraph)
            and block.width != self.width
            and _ENDED.search(self._paragraph[-1].fragments[-1].text) is None
        )

    def take(self, block: Block) -> Iterator[list[Line]]:
        """The paragraphs that are finished by this block."""
        margins = self._usual.margins(block)
        rights = _rights_of_quotations(block, margins)
        for index, line in enumerate(block.lines):
            after = block.lines[index + 1] if index + 1 < len(block.lines) else None
            here = Margins(margins.left, rights.get(index - 1, margins.right))
            if not self._paragraph:
                begins = True
            elif index == 0:
                begins = block.width != self.width or self._begins_over_gap(line, margins)
            else:
                begins = self._begins(line, after, here)
            if begins:
                yield from self.rest()
                self._numbers.begin(line)
            self._paragraph.append(line)
            self._numbers.go_on(line)
        self.width = block.width
        self._margins = Margins(margins.left, rights.get(len(block.lines) - 1, margins.right))

    def rest(self) -> Iterator[list[Line]]:
        """The paragraph that is under way."""
        if self._paragraph:
            yield self._paragraph
        self._paragraph = []

    def _begins(self, line: Line, after: Line | None, margins: Margins) -> bool:
        """True where a line begins a paragraph, seen from the line above it."""
        paragraph, usual = self._paragraph, self._usual
        last = paragraph[-1]
        if _differs(last, line) or _is_apart(last, line, usual) or self._numbers.begins(line):
            return True
        if _ends(last, line, margins.right, usual):
            return True
        indent = INDENT * line.size
        set_in = usual.indent and abs(line.x0 - margins.left - usual.indent) < 1.5
        if set_in and (line.x0 > last.x0 + indent or len(paragraph) == 1):
            return True
        if line.x0 > last.x0 + indent:
            if len(paragraph) == 1 and self._numbers.just_begun:
                # The words of a list's point, behind its number.
                return False
            # An indent that the next line gives up again; kept, it is a quotation or a hanging
            # indent.
            return after is not None and after.x0 < line.x0 - indent
        if line.x0 < last.x0 - indent:
            return len(paragraph) > 1 and paragraph[-2].x0 > line.x0 + indent
        return False

    def _begins_over_gap(self, line: Line, margins: Margins) -> bool:
        """The same over the end of a column or page."""
        last = self._paragraph[-1]
        before = self._margins
        if _differs(last, line):
            return True
        if is_labelled(line) and not self._numbers.is_broken_off(line):
            return True
        if _ends(last, line, before.right, self._usual):
            return True
        return (
            line.x0 > margins.left + INDENT * line.size
            and last.x0 <= before.left + INDENT * last.size
        )


def _rights_of_quotations(block: Block, margins: Margins) -> dict[int, float]:
    """The right margin of lines that are set in on both sides, by index."""
    found: dict[int, float] = {}
    lines, start = block.lines, 0
    for index in range(1, len(lines) + 1):
        one = lines[start]
        if (
            index < len(lines)
            and abs(lines[index].x0 - one.x0) < 1.5
            and not _differs(one, lines[index])
        ):
            continue
        run = lines[start:index]
        right = max(line.x1 for line in run)
        full = sum(line.x1 > right - 1.5 for line in run)
        narrow = right < margins.right - one.size
        if len(run) > 2 and narrow and full >= JUSTIFIED * (len(run) - 1):
            found.update(dict.fromkeys(range(start, index), right))
        start = index
    return found


def _is_apart(last: Line, line: Line, usual: Typesetting) -> bool:
    gap = last.y - line.y
    least = usual.leading(line) + WIDER_GAP * line.size
    if gap <= least:
        return gap < 0
    return gap > least + ROOM_FOR_MARK * line.size or not any(
        is_raised(fragment, line) for fragment in line.fragments
    )


def _ends(last: Line, line: Line, right: float, usual: Typesetting) -> bool:
    """True where a line is the last of its paragraph."""
    if line.fragments[0].text[:1].islower():
        end = last.fragments[-1].text.rstrip()[-1:]
        if end in HYPHENS or (end.isalpha() and end.islower()) or end == ",":
            # A word or a sentence goes on, in a narrow place or before a long URL.
            return False
    if usual.justified and last.x1 < right - 0.5 * last.size:
        return _ENDED.search(last.fragments[-1].text) is not None or ends_early(last, line, right)
    return ends_early(last, line, right)


def ends_early(last: Line, line: Line, right: float) -> bool:
    """True where the first word of `line` would have fitted at the end of `last`."""
    first = line.fragments[0]
    word = first_word(first.text)
    width = (first.x1 - first.x0) * len(word) / max(1, len(first.text))
    if len(word) == len(first.text.rstrip()) and len(line.fragments) > 1:
        following = line.fragments[1]
        if not following.space_before and following.x0 - first.x1 < 0.15 * line.size:
            more = first_word(following.text)
            width += (following.x1 - following.x0) * len(more) / max(1, len(following.text))
    return last.x1 + width + 0.25 * last.size < right - 0.6 * last.size


def _differs(last: Line, line: Line) -> bool:
    return abs(last.size - line.size) > OTHER_SIZE * max(last.size, line.size)
