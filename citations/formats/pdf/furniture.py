"""Running heads and page numbers: what stands on every page and is no part of the text.

Rules kept here:
- Only the outermost rows of a page can be furniture, and only down to the first that is none.
- A row is furniture when it comes again at the same height on other pages, page numbers apart: on
  one more where white space parts it from the text, on many where none does (two pages may well
  end in the same words). A letterhead on the first page stays.
- A number alone in its row is a page number where it counts with the pages, or where white space
  parts it from the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from citations.numerals import roman_value

from .lines import Line
from .page import Page

OUTERMOST: Final = 4
"""Rows looked at from each end of a page."""
SAME_HEIGHT: Final = 4.0
"""Points."""
APART: Final = 1.6
"""Font sizes from baseline to baseline."""
OFTEN: Final = 0.4
"""Part of the pages on which a row without white space around it must come."""
LONGEST_HEAD: Final = 300
"""Characters by which a row is known again."""
MARGIN: Final = 0.2
"""Part of the page's height at each end in which furniture stands."""

_NUMBER: Final = re.compile(
    r"[-–—|\[ ]{0,3}(?:page\s{0,2})?(?:(?P<arabic>\d{1,4})|(?P<roman>(?a:[ivxlc]{1,8})))"
    r"(?:\s{0,2}(?:of|/)\s{0,2}\d{1,4})?[-–—|\] ]{0,3}",
    re.IGNORECASE,
)
# A year that ends a note ends many; numbers alone are furniture as page numbers only.
_LETTERS: Final = re.compile(r"[^\W\d_]{3}|[^\W\d_].{0,9}[^\W\d_].{0,9}[^\W\d_]")
_DIGITS: Final = re.compile(r"\d{1,9}")

Key = tuple[bool, int, str]
Rows = list[list[Line]]
"""What stands on a page, from top to bottom, each row from left to right."""


def without_furniture(laid: Sequence[tuple[Page, Rows]]) -> list[tuple[Page, list[Line]]]:
    """The lines of pages, given by rows, without the rows that repeat."""
    seen: Counter[Key] = Counter()
    for page, page_rows in laid:
        keys: set[Key] = set()
        for top in (True, False):
            for row in row_ends(page_rows, top):
                keys.update(_keys(page, row, top))
        seen.update(keys)
    often = max(2, OFTEN * len(laid))
    kept = []
    for page, page_rows in laid:
        first = _count(page, page_rows, (seen, often), True)
        last = _count(page, page_rows[first:], (seen, often), False)
        body = page_rows[first : len(page_rows) - last]
        kept.append((page, [line for row in body for line in row]))
    return kept


def row_ends(page_rows: Rows, top: bool) -> Rows:
    """The outermost rows, from the edge inwards."""
    return page_rows[:OUTERMOST] if top else page_rows[: -OUTERMOST - 1 : -1]


def _count(page: Page, page_rows: Rows, known: tuple[Counter[Key], float], top: bool) -> int:
    """How many rows at one end are furniture."""
    ends = row_ends(page_rows, top)
    seen, often = known
    numbered = False
    for count, row in enumerate(ends):
        inner = ends[count + 1] if count + 1 < len(ends) else None
        apart = inner is None or _gap(row, inner) > APART * max(row[0].size, inner[0].size)
        times = max((seen[key] for key in _keys(page, row, top)), default=0)
        number = page_number(row)
        if not in_margin(page, row, top):
            return count
        repeats = times >= (2 if apart or number is not None else often)
        # A number close to its neighbour is the end of a paragraph, or a heading's.
        if not repeats and (number is None or not apart):
            return count
        if number is not None:
            if numbered:
                return count
            numbered = True
    return len(ends)


def _gap(row: list[Line], inner: list[Line]) -> float:
    return abs(inner[0].y - row[0].y)


def _keys(page: Page, row: list[Line], top: bool) -> list[Key]:
    """What a row is recognised by: its height, rounded both ways, and its words.

    The words as they are, and with the first or the last number told by its distance from the
    page's own: so "12 Journal of Rents" is known again on page 14, and "7 Id. at 31." is not.
    """
    number = page_number(row)
    if number is not None:
        readings = {f"page {number - page.number:+}"}
    else:
        words = " ".join(line.text for line in row)[:LONGEST_HEAD].strip()
        if not _LETTERS.search(words):
            return []
        readings = {words}
        numbers = list(_DIGITS.finditer(words))
        for match in (numbers[0], numbers[-1]) if numbers else ():
            distance = f"page {int(match[0]) - page.number:+}"
            readings.add(words[: match.start()] + distance + words[match.end() :])
    at = row[0].y / SAME_HEIGHT
    heights = (int(at), -int(at + 0.5) - 1)
    return [(top, height, reading) for height in heights for reading in readings]


def page_number(row: list[Line]) -> int | None:
    """The number of a row that holds nothing else, Roman ones counted."""
    match = _NUMBER.fullmatch(row[0].text.strip()) if len(row) == 1 else None
    if match is None:
        return None
    return int(match["arabic"]) if match["arabic"] else roman_value(match["roman"].lower())


def in_margin(page: Page, row: list[Line], top: bool) -> bool:
    """Whether a row stands where furniture does."""
    y = row[0].y
    return y > (1 - MARGIN) * page.height if top else y < MARGIN * page.height
