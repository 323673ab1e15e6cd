"""What is laid over the text of a page or beside it: watermarks, and the numbers of lines.

Rules kept here:
- A watermark is set far larger than the text and lies across lines of it; where it was found once,
  the same words in the same size are one on every page. The first letter of a chapter, however
  large, has its lines beside it.
- Numbers of lines stand apart at one edge, evenly, down most of the page, and count by ones, fives
  or tens. A list of ten short points is none. Far smaller than the text, a few are enough, where
  each line has its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from .lines import Line
from .page import Page

FAR_LARGER: Final = 2.5
"""Times the size of most characters."""
COVERED: Final = 2
"""Lines of text that a watermark lies across."""
FEWEST_NUMBERS: Final = {1: 15, 5: 4, 10: 3}
"""By the step in which they count."""
FEWEST_SMALL: Final = 5
FAR_SMALLER: Final = 0.75
MOST_UNNUMBERED: Final = 2
"""Heads and titles that are not counted."""
REACH: Final = 0.45
"""Part of the page's height over which they reach at least."""
UNEVEN: Final = 1.6
"""The widest distance between two of them, in terms of the narrowest."""

Laid = list[tuple[Page, list[Line]]]


def without_overlays(pages: Laid) -> Laid:
    """Pages with the words alone."""
    pages = [(page, _without_numbers(page, lines)) for page, lines in pages]
    size = _usual_size(pages)
    marks = {
        (line.text, line.size)
        for _, lines in pages
        for line in lines
        if line.size >= FAR_LARGER * size and _lies_across(line, lines, size)
    }
    if not marks:
        return pages
    return [
        (page, [line for line in lines if (line.text, line.size) not in marks])
        for page, lines in pages
    ]


def _usual_size(pages: Laid) -> float:
    sizes: Counter[float] = Counter()
    for _, lines in pages:
        for line in lines:
            sizes[line.size] += line.count
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _lies_across(mark: Line, lines: Sequence[Line], size: float) -> bool:
    top = mark.y + 0.7 * mark.size
    covered = (
        line
        for line in lines
        if mark.y - 0.5 * size < line.y < top
        and line.size < 0.6 * mark.size
        and min(line.x1, mark.x1) - max(line.x0, mark.x0) > size
    )
    return sum(1 for _ in covered) >= COVERED


def _without_numbers(page: Page, lines: list[Line]) -> list[Line]:
    kept = _parted(page, lines, lines)
    if kept is lines and any(map(_is_led_by_number, lines)):
        apart = [part for line in lines for part in _split(page, line)]
        kept = _parted(page, apart, lines)
    return kept


def _is_led_by_number(line: Line) -> bool:
    """A small number on the line's own baseline, a little apart from what follows."""
    number = line.fragments[0]
    return (
        len(line.fragments) > 1
        and len(number.text) <= 4
        and number.size <= FAR_SMALLER * line.size
        and number.text.isdecimal()
        and abs(number.y - line.y) < 0.5
        and line.fragments[1].x0 - number.x1 > 0.5 * line.size
    )


def _split(page: Page, line: Line) -> list[Line]:
    if not _is_led_by_number(line):
        return [line]
    return [Line.of(page.number, part) for part in (line.fragments[:1], line.fragments[1:])]


def _parted(page: Page, lines: list[Line], otherwise: list[Line]) -> list[Line]:
    """The lines without their numbers; `otherwise` where there are none."""
    numbers = [
        line
        for line in lines
        if len(line.fragments) == 1 and len(line.fragments[0].text) <= 4
        and line.fragments[0].text.isdecimal()
    ]  # fmt: skip
    if len(numbers) < min(FEWEST_NUMBERS.values()):
        return otherwise
    beside = {id(line) for line in numbers}
    words = [line for line in lines if id(line) not in beside]
    if not words:
        return otherwise
    taken: set[int] = set()
    for right in (False, True):
        edges: dict[int, list[Line]] = defaultdict(list)
        for line in numbers:
            # Numbers of two digits begin or end where those of one do.
            edges[round(line.x0 if right else line.x1)].append(line)
        for edge, column in edges.items():
            near = column + edges.get(edge + 1, [])
            counts = _is_count(near, page) and _is_beside(near, words, page)
            if counts or _is_every_lines(near, words):
                taken.update(map(id, near))
    return [line for line in lines if id(line) not in taken] if taken else otherwise


def _is_count(column: Sequence[Line], page: Page) -> bool:
    """Evenly spaced numbers that count the lines of a page."""
    ordered = sorted(column, key=lambda line: -line.y)
    values = [int(line.fragments[0].text) for line in ordered]
    if len(values) < min(FEWEST_NUMBERS.values()):
        return False
    step = values[1] - values[0]
    if len(values) < FEWEST_NUMBERS.get(step, len(values) + 1):
        return False
    steps = Counter(after - before for before, after in pairwise(values))
    gaps = [above.y - below.y for above, below in pairwise(ordered)]
    even = min(gaps) > 0 and max(gaps) <= UNEVEN * min(gaps)
    return steps[step] == len(gaps) and even and sum(gaps) >= REACH * page.height


def _is_every_lines(column: Sequence[Line], words: Sequence[Line]) -> bool:
    """Small numbers that count by ones, one on the baseline of each line from the first on."""
    ordered = sorted(column, key=lambda line: -line.y)
    if len(ordered) < FEWEST_SMALL:
        return False
    values = [int(line.fragments[0].text) for line in ordered]
    lines = sorted(
        {round(line.y) for line in words if line.y >= ordered[-1].y - 1 and len(line.text) > 1},
        reverse=True,
    )
    size = max(line.size for line in words)
    return (
        max(line.x1 for line in ordered) < min(line.x0 for line in words)
        and all(after == before + 1 for before, after in pairwise(values))
        and all(line.size <= FAR_SMALLER * size for line in ordered)
        and sum(round(line.y) in lines for line in ordered) == len(ordered)
        and len(lines) <= len(ordered) + MOST_UNNUMBERED
    )


def _is_beside(column: Sequence[Line], words: Sequence[Line], page: Page) -> bool:
    """All of the text stands on one side of the numbers."""
    left, right = min(line.x0 for line in column), max(line.x1 for line in column)
    low, high = min(line.y for line in column), max(line.y for line in column)
    among = [line for line in words if low <= line.y <= high] or words
    return right < min(line.x0 for line in among) or left > max(line.x1 for line in among)
