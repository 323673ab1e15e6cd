"""The lines of one note → its paragraphs.

Rules kept here:
- A note is one paragraph unless something speaks for two: an indent behind a finished sentence, a
  wider gap, or a quotation set in or set smaller. Its first line stands as its label does, and its
  lines are too few to tell what is usual, so room at a line's end alone proves nothing.
- Over the end of a column or page it goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from .lines import Line
from .paragraphs import INDENT, OTHER_SIZE, WIDER_GAP, ends_early

SET_IN: Final = 1.5
"""Font sizes by which a quotation is set in."""
_FINISHED: Final = re.compile(r"[.?!:…][”’\"')\]]{0,3}\s*\Z")


def note_paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """The same lines, parted."""
    if len(lines) < 3:
        return [list(lines)] if lines else []
    left = min(line.x0 for line in lines[1:])
    right = max(line.x1 for line in lines)
    usual = min(
        (a.y - b.y for a, b in pairwise(lines) if _are_neighbours(a, b)),
        default=0.0,
    )
    made = [[lines[0]]]
    for index in range(1, len(lines)):
        last, line = lines[index - 1], lines[index]
        after = lines[index + 1] if index + 1 < len(lines) else None
        begins = _are_neighbours(last, line) and (
            _is_otherwise_set(made[-1], line, left, after)
            or (_is_finished(last) and last.y - line.y > usual + WIDER_GAP * line.size)
            or (_is_finished(last) and _is_indented(line, left, after)
                and ends_early(last, line, right))
        )  # fmt: skip
        if begins:
            made.append([])
        made[-1].append(line)
    return made


def _are_neighbours(above: Line, below: Line) -> bool:
    return above.page == below.page and 0 < above.y - below.y < 3 * above.size


def _is_finished(line: Line) -> bool:
    return _FINISHED.search(line.fragments[-1].text) is not None


def _is_indented(line: Line, left: float, after: Line | None) -> bool:
    """A first line: the next one, if any, stands farther out."""
    indent = INDENT * line.size
    return line.x0 - left > indent and (after is None or after.x0 < line.x0 - indent)


def _is_otherwise_set(paragraph: list[Line], line: Line, left: float, after: Line | None) -> bool:
    """A quotation begins or ends here: two lines or more, set in or in another size."""
    last = paragraph[-1]
    if abs(last.size - line.size) > OTHER_SIZE * max(last.size, line.size):
        return True
    deep = left + SET_IN * line.size
    if after is not None and line.x0 > deep and abs(after.x0 - line.x0) < 1 and last.x0 < deep:
        return True
    quoted = len(paragraph) > 1 and last.x0 > deep and abs(paragraph[-2].x0 - last.x0) < 1
    return quoted and line.x0 < deep
