"""Fragments → lines, and lines → blocks in reading order.

Rules kept here:
- A raised or lowered number belongs to the line that it stands in. A line's size and baseline are
  those of most of its characters.
- Columns are found by the page, not by a line: a gutter is an x at which many lines begin and
  which few cross. A line that crosses it parts the columns above from those below.
- Work grows with the number of fragments times its logarithm; each row is compared with its
  neighbours only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from . import small_capitals
from .page import Fragment, Page

SAME_BASELINE: Final = 0.25
HIGHEST_RAISE: Final = 0.75
LOWEST_DROP: Final = 0.35
SMALLER: Final = 0.88
"""Parts of the font size; a superscript is set at 58% to 80% and raised by a third."""
WIDE_GAP: Final = 1.0
"""Font sizes; a gap from here on may be a gutter. Word gaps of justified text stay below it."""
WORD_GAP: Final = 0.17
"""Font sizes between two fragments that are two words."""
FEWEST_STARTS: Final = 6
MOST_CROSSING: Final = 0.25
MOST_GUTTERS: Final = 3
HANGING: Final = 4.0
"""Font sizes from a label to the words that are set in behind it."""
FULL_SIZE_LABEL: Final = re.compile(r"\d{1,3}|[*∗†‡§¶‖]{1,4}")
"""What is raised where it is set as large as the text."""
_BROKEN_OFF: Final = re.compile(r"\[\d{1,3}\]|\(\d{1,3}\)")
NEAR: Final = 64
"""Pieces of a row that a superscript is compared with."""


@dataclass(slots=True)
class Line:
    """Fragments on one baseline, from left to right."""

    page: int
    fragments: list[Fragment]
    x0: float
    x1: float
    y: float
    size: float

    @classmethod
    def of(cls, page: int, fragments: list[Fragment]) -> Line:
        """A line of these fragments; at least one."""
        only = fragments[0]
        if len(fragments) == 1:
            return cls(page, fragments, only.x0, only.x1, only.y, only.size)
        sizes: dict[float, int] = {}
        x0, x1, size = only.x0, only.x1, only.size
        for fragment in fragments:
            sizes[fragment.size] = sizes.get(fragment.size, 0) + len(fragment.text)
            x0 = fragment.x0 if fragment.x0 < x0 else x0
            x1 = fragment.x1 if fragment.x1 > x1 else x1
        if len(sizes) > 1:
            # Of a digit and one letter the larger is the line, the smaller the superscript.
            size = max(sizes, key=lambda s: (sizes[s], s))
            if sizes[size] < 4:
                size = max(sizes)
        longest, y = -1, 0.0
        for fragment in fragments:
            if fragment.size == size and len(fragment.text) > longest:
                longest, y = len(fragment.text), fragment.y
        return cls(page, fragments, x0, x1, y, size)

    @property
    def count(self) -> int:
        """How many characters stand on it."""
        if len(self.fragments) == 1:
            return len(self.fragments[0].text)
        return sum([len(fragment.text) for fragment in self.fragments])

    @property
    def text(self) -> str:
        """The words, roughly: for comparing lines, not for reading."""
        if len(self.fragments) == 1:
            return self.fragments[0].text
        return " ".join([fragment.text for fragment in self.fragments])


@dataclass(slots=True)
class Block:
    """Lines of one column, top to bottom, with nothing of another column among them."""

    page: int
    lines: list[Line]
    left: float
    right: float
    column: tuple[int, int] = (0, 1)
    """Which column of how many; (0, 1) for lines over the whole width."""
    at_foot: bool = False
    """No other block of its column stands below."""
    width: int = 0
    """The page's, in points: a page on its side has margins of its own."""


def segments(page: Page) -> list[Line]:
    """Stretches without a wide gap, in the order in which the page was drawn."""
    groups: list[list[Fragment]] = []
    seen: set[tuple[str, int, int]] = set()
    for fragment in page.fragments:
        if len(fragment.text) > 1:
            # Bold is sometimes made by drawing twice.
            key = (fragment.text, round(fragment.x0), round(fragment.y))
            if key in seen:
                continue
            seen.add(key)
        if groups and _goes_on(groups[-1], fragment):
            groups[-1].append(fragment)
        else:
            groups.append([fragment])
    return [Line.of(page.number, group) for group in groups]


def _goes_on(group: Sequence[Fragment], fragment: Fragment) -> bool:
    last = group[-1]
    large = last.size if last.size > fragment.size else fragment.size
    gap = fragment.x0 - last.x1
    if not -0.6 * large < gap < WIDE_GAP * large:
        return False
    return (last.y == fragment.y and last.size == fragment.size) or _same_line(last, fragment)


def _same_line(one: Fragment | Line, other: Fragment | Line) -> bool:
    large, small = (one, other) if one.size >= other.size else (other, one)
    rise = (small.y - large.y) / large.size
    if small.size > SMALLER * large.size:
        return abs(rise) < SAME_BASELINE or _is_full_size_label(one, other)
    return -LOWEST_DROP < rise < HIGHEST_RAISE


def _is_full_size_label(one: Fragment | Line, other: Fragment | Line) -> bool:
    """A label that is only raised, by the text's rise alone, beside what stands on the line."""
    high, low = (one, other) if one.y > other.y else (other, one)
    raised = high.y - low.y < HIGHEST_RAISE * low.size
    return raised and len(high.text) <= 4 and FULL_SIZE_LABEL.fullmatch(high.text) is not None


def _level(one: Line, other: Line) -> bool:
    return abs(one.y - other.y) < SAME_BASELINE * max(one.size, other.size)


def rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that stand on one baseline together, top row first, each from left to right."""
    ordered = sorted(lines, key=lambda line: (-line.y, line.x0))
    found: list[list[Line]] = []
    small: list[Line] = []
    for line in ordered:
        row = found[-1] if found else None
        if row is not None and _level(row[0], line):
            row.append(line)
        elif len(line.fragments) == 1 and len(line.text) <= 6:
            small.append(line)
        else:
            found.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in _place_small(found, small)]


def _place_small(found: list[list[Line]], small: list[Line]) -> list[list[Line]]:
    """Superscripts and short words that were drawn apart, to the rows that they belong to."""
    heights = [-row[0].y for row in found]
    alone: list[list[Line]] = []
    for line in small:
        at = bisect_left(heights, -line.y)
        near = [*found[max(0, at - 1) : at + 2], *alone[-1:]]
        row = next((row for row in near if _level(row[0], line)), None)
        if row is None:
            row = next((row for row in near if any(_touches(o, line) for o in row[-NEAR:])), None)
        if row is None:
            alone.append([line])
        else:
            row.append(line)
    return sorted([*found, *alone], key=lambda row: -row[0].y)


def _touches(line: Line, small: Line) -> bool:
    gap = max(small.x0 - line.x1, line.x0 - small.x1)
    hangs = small.x1 < line.x0 and FULL_SIZE_LABEL.fullmatch(small.fragments[0].text)
    most = HANGING if hangs else WIDE_GAP
    return gap < most * line.size and small.size <= line.size and _same_line(line, small)


def blocks(page: Page, lines: list[Line]) -> list[Block]:
    """The page's lines in reading order."""
    gutters = _gutters(page, lines)
    bands: list[tuple[bool, list[list[Line]]]] = []
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    placed = _Columns(lines, gutters)
    lowest = min((line.y for line in lines if placed.of(line)), default=0.0)
    for line in sorted(lines, key=lambda line: -line.y):
        column = placed.of(line)
        if column == 0 and line.y < lowest and bands and bands[-1][0] and not any(columns):
            # Nothing of another column follows: it goes on with the lines over the whole width.
            column = None
        if column is None:
            if bands and bands[-1][0] and not any(columns):
                bands[-1][1][0].append(line)
                continue
            _close_band(bands, columns)
            columns = [[] for _ in range(len(gutters) + 1)]
            bands.append((True, [[line]]))
        else:
            columns[column].append(line)
    _close_band(bands, columns)
    made = []
    for whole, parts in bands:
        for index, part in enumerate(parts):
            if part:
                made.append(_block(page, part, (0, 1) if whole else (index, len(parts))))
    _mark_feet(made)
    return made


def _close_band(bands: list[tuple[bool, list[list[Line]]]], columns: list[list[Line]]) -> None:
    if any(columns):
        bands.append((False, columns))


def _block(page: Page, part: list[Line], column: tuple[int, int]) -> Block:
    lines: list[Line] = []
    for row in rows(part):
        if len(row) == 1 and len(row[0].fragments) == 1:
            lines.append(_raised_above_nothing(row[0], lines[-1:]))
            continue
        fragments = sorted((f for line in row for f in line.fragments), key=lambda f: f.x0)
        lines.append(Line.of(page.number, list(small_capitals.told(fragments))))
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return Block(page.number, lines, left, right, column, width=round(page.width))


def _raised_above_nothing(line: Line, above: list[Line]) -> Line:
    """A mark in brackets that a browser broke off the word before: alone, as high as if beside."""
    mark = line.fragments[0]
    if mark.text[0] not in "[(" or not above or _BROKEN_OFF.fullmatch(mark.text) is None:
        return line
    last = above[0]
    near = 0 < last.y - line.y < 2 * last.size
    if mark.size > SMALLER * last.size or not near or line.x0 > last.x0 + last.size:
        return line
    return Line(line.page, line.fragments, line.x0, line.x1, mark.y - last.size / 3, last.size)


def _mark_feet(made: list[Block]) -> None:
    for index, block in enumerate(made):
        bottom = block.lines[-1].y
        block.at_foot = not any(
            other.lines[0].y < bottom and other.left < block.right and block.left < other.right
            for other in made[index + 1 :][:64]
        )


class _Columns:
    """Which column a line stands in."""

    def __init__(self, lines: Sequence[Line], gutters: Sequence[float]) -> None:
        self._gutters = gutters
        self._heights = [
            sorted(line.y for line in lines if line.x0 >= gutter - line.size) for gutter in gutters
        ]

    def of(self, line: Line) -> int | None:
        """The index of the column, None where the line stands over the whole width."""
        for index, gutter in enumerate(self._gutters):
            if line.x0 < gutter - line.size:
                crosses = line.x1 > gutter + 2 and not self._has_neighbour(index, line)
                return None if crosses else index
        return len(self._gutters)

    def _has_neighbour(self, index: int, line: Line) -> bool:
        """Another line stands right of it: it is too long for its column, not wide."""
        heights = self._heights[index]
        at = bisect_left(heights, line.y - 0.5 * line.size)
        return at < len(heights) and heights[at] <= line.y + 0.5 * line.size


def _gutters(page: Page, lines: list[Line]) -> list[float]:
    """The x at which the second and further columns begin, from left to right."""
    if len(lines) < 2 * FEWEST_STARTS:
        return []
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    starts: Counter[int] = Counter(round(line.x0) for line in lines)
    found: list[float] = []
    for x, _ in sorted(starts.items(), key=lambda item: (-item[1], item[0]))[:12]:
        count = starts[x - 1] + starts[x] + starts[x + 1]
        inside = left + 0.2 * (right - left) < x < right - 0.1 * (right - left)
        apart = all(abs(x - other) > 0.15 * page.width for other in found)
        if count >= FEWEST_STARTS and inside and apart and _is_gutter(lines, x, count):
            found.append(float(x))
            if len(found) == MOST_GUTTERS:
                break
    return sorted(found)


def _is_gutter(lines: list[Line], x: int, count: int) -> bool:
    begins = [line for line in lines if abs(line.x0 - x) <= 1.5]
    top, bottom = max(line.y for line in begins), min(line.y for line in begins)
    within = [line for line in lines if bottom - 1 <= line.y <= top + 1]
    crossing = sum(1 for line in within if line.x0 < x - line.size and line.x1 > x + 2)
    before = [line for line in within if line.x1 <= x - 2]
    if crossing > MOST_CROSSING * count or len(before) < FEWEST_STARTS:
        return False
    # A word that happens to begin at x follows another closely; a column does not.
    near = sum(1 for line in before if line.x1 > x - 0.45 * line.size)
    return near <= 0.2 * len(before)
