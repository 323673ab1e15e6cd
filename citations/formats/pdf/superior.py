"""Numbers that are references although they stand on the line, as large as the text.

Rules kept here:
- Fonts may have raised digits of their own (OpenType `sups`): size, baseline and advance are the
  text's, and only the ink stands high. Typst and CSS (`font-variant-position`) take them.
- Where the font of a browser has none, Paged.js leaves plain digits: each is a link within the
  document that covers the number and nothing else.
- Only numbers close behind a word, or at a line's head, are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from .areas import Areas
from .calls import ink_at, origin_of, room_of, size_at

SIZE: Final = 0.6
RISE: Final = 0.35
"""Parts of the text's size: how such a number is told, as if it were set smaller and higher."""
SMALLER: Final = 0.9
HIGH: Final = 0.2
"""Part of the glyph's room by which its ink stands above the baseline."""
LEAST_RISE: Final = 0.5
"""Points, below which no more is asked."""
_NEAR: Final = 1.5
"""Points by which a link may be wider than its number."""
_NUMBER: Final = re.compile(r"\d+")
_LONGEST: Final = 3
_BEHIND: Final = re.compile(r"(?:[^\W\d_]|[^\W\d_][.,;:!?)\]”’\"']|[.,;:!?)\]][)\]”’\"']|\n)\Z")
"""What it stands close behind: a word, its punctuation, or a line's end."""
_IN_ADDRESS: Final = re.compile(r"[\w.]{0,40}/")


def superior_numbers(text: Any, letters: str, within: Areas | None) -> list[tuple[int, int]]:
    """Start and end of each such number on a text page.

    Args:
        text: reference to PDFium's text page.
        letters: one code point for each of its character indices.
        within: the links within the document, where the page has any.
    """
    return list(_found(text, letters, within))


def _found(text: Any, letters: str, within: Areas | None) -> Iterator[tuple[int, int]]:
    for match in _NUMBER.finditer(letters):
        start, end = match.span()
        if (
            end - start > 2 * _LONGEST
            or letters[start - 1] == " "
            or not _BEHIND.search(letters[max(0, start - 2) : start])
            or _IN_ADDRESS.match(letters, end)
            or _is_set_smaller(text, start, end)
        ):
            continue
        # A number at a line's head that is a link is one of a list, or of an index.
        behind = within if letters[start - 1] != "\n" else None
        if is_high(text, start):
            end = _end_of_high(text, start, end)
        elif not (behind and _is_linked(text, (start, end), behind)):
            continue
        if end - start <= _LONGEST:
            yield start, end


def _end_of_high(text: Any, start: int, end: int) -> int:
    """Where the label ends: the note may begin with a number itself, "³49 U.S.C."."""
    return next((at for at in range(start + 1, end) if not is_high(text, at)), end)


def _is_set_smaller(text: Any, start: int, end: int) -> bool:
    """A raised number as most programs set it."""
    beside = max(size_at(text, start - 1), size_at(text, end))
    return bool(size_at(text, start) < SMALLER * beside)


def is_high(text: Any, index: int) -> bool:
    """True for a character whose ink stands above the line as no letter's does."""
    ink, origin = ink_at(text, index), origin_of(text, index)
    if ink is None or origin is None or ink[1] - origin[1] < LEAST_RISE:
        return False
    room = room_of(text, index)
    return room is not None and ink[1] - origin[1] > HIGH * (room[3] - room[1]) > 0


def _is_linked(text: Any, at: tuple[int, int], within: Areas) -> bool:
    first, last = room_of(text, at[0]), room_of(text, at[1] - 1)
    if first is None or last is None:
        return False
    size = first[3] - first[1]
    return any(
        abs(area[0] - first[0]) < _NEAR and abs(area[2] - last[2]) < _NEAR
        for area in within.on_line(first[1] + 0.2 * size, size)
    )
