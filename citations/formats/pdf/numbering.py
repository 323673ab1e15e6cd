"""What paragraphs begin with: bullets, raised labels, and numbers that count.

Rules kept here:
- A number begins a paragraph where it goes on from the last one set so; "251." at the head of a
  line is the page that a note ends with, not its label.
- In brackets it has to be the next one: text often breaks its lines before a reference ("[10]") and
  inside a section ("12(a)(2)").
- A raised number whose note stands at a page's foot is a reference that was broken off its word; so
  is the next after the last that stood inside a line.
- Where something else says that a paragraph begins (room at a line's end, a gap, a new page), any
  number may.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from .labels import is_raised, start_of
from .lines import Line

MOST_SKIPPED: Final = 5
"""Numbers by which a count may go on at once: what stands between was not seen."""
_HEAD: Final = re.compile(
    r"[⁰¹²³⁴-⁹]{1,4}\s?\S|[•‣▪●○◦]\s|\[(?P<brackets>\d{1,4})\]\s"
    r"|(?P<open>\(?)(?P<number>\d{1,3})(?P<close>[.)])\s"
)


class Numbering:
    """The numbers that paragraphs began with, so far."""

    def __init__(self, noted: Collection[str] = ()) -> None:
        self._noted = noted
        """Labels of the notes that were found at the feet of pages."""
        self._last: dict[str, int] = {}
        """By how they are set: "1.", "(1)" and "1)" count for themselves."""
        self._inside = 0
        """The last raised number that stood behind words."""
        self.just_begun = False
        """The paragraph under way has a label."""

    def begins(self, line: Line) -> bool:
        """True for a line whose label alone says that a paragraph begins."""
        found = _head(line)
        if isinstance(found, bool):
            return found and not self.is_broken_off(line)
        shape, number = found
        last = self._last.get(shape, 0)
        if shape == "[]":
            return 0 < last == number - 1
        if shape == "()":
            return number in (1, last + 1)
        return number <= last + MOST_SKIPPED

    def is_broken_off(self, line: Line) -> bool:
        """True for a line that begins with the reference to a note."""
        first = line.fragments[0]
        if not is_raised(first, line):
            return False
        label = first.text.strip()
        return label in self._noted or (self._inside > 0 and label == str(self._inside + 1))

    def go_on(self, line: Line) -> None:
        """A paragraph goes on with this line, or has begun with it."""
        start = 0 if self.is_broken_off(line) else 1
        for fragment in line.fragments[start:]:
            text = fragment.text.strip()
            if text.isdecimal() and is_raised(fragment, line):
                self._inside = int(text)

    def begin(self, line: Line) -> None:
        """A paragraph begins with this line."""
        found = _head(line)
        self.just_begun = found is not False
        if not isinstance(found, bool):
            shape, number = found
            self._last[shape] = number


def is_labelled(line: Line) -> bool:
    """True for a line that begins with any of these."""
    return _head(line) is not False


def _head(line: Line) -> tuple[str, int] | bool:
    """How a line's number is set, and the number; True for other labels, False for none."""
    first = line.fragments[0]
    if is_raised(first, line):
        return first.text.strip().isdigit()
    match = _HEAD.match(first.text if len(first.text) > 6 else start_of(line))
    if match is None:
        return False
    if match["brackets"]:
        return "[]", int(match["brackets"])
    return (match["open"] + match["close"], int(match["number"])) if match["number"] else True
