"""Lines, columns and the edges of spans in a text file.

Rules kept here:
- Lines and columns count from 1, columns in code points; CR LF is one line end.
- A span of words takes the marks of emphasis and links at its edges with it, so that an editor who
  replaces the span does not leave half a mark behind.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from .late import late_regex
from .model import Span

_LINE_END = late_regex(r"\r\n|\r|\n")
_OPENING = frozenset("*_<[~`")
_CLOSING = frozenset("*_>~`")
_TARGET = 4000
"""A Markdown target longer than this is not looked for."""


class Places:
    """Where offsets stand; without lines for packaged formats."""

    __slots__ = ("_edges", "_lines", "text")

    def __init__(self, text: str, *, lined: bool, marked: bool) -> None:
        """`lined`: the text has lines; `marked`: it is Markdown or like it, marks and all."""
        self.text = text
        self._edges = marked
        self._lines: list[int] | None = None
        if lined:
            self._lines = [0]
            if "\r" in text:
                self._lines.extend([match.end() for match in _LINE_END.finditer(text)])
            else:
                widths = accumulate([len(line) + 1 for line in text.split("\n")])
                self._lines.extend(widths)
                self._lines.pop()

    def line(self, offset: int) -> int | None:
        """The line that an offset stands on."""
        return None if self._lines is None else bisect_right(self._lines, offset)

    def column(self, offset: int) -> int | None:
        """The column that an offset stands in."""
        if self._lines is None:
            return None
        return offset - self._lines[bisect_right(self._lines, offset) - 1] + 1

    def widened(self, span: Span, floor: int = 0) -> Span:
        """Take the marks at the edges in; nothing before `floor`."""
        if not self._edges or not len(span):
            return span
        start, end, text = span.start, span.end, self.text
        while start > floor and text[start - 1] in _OPENING:
            start -= 1
        end = self._closed(end)
        if text.startswith("](", end):
            close = text.find(")", end, end + _TARGET)
            end = self._closed(close + 1) if close >= 0 else end
        return span if start == span.start and end == span.end else Span(start, end)

    def _closed(self, end: int) -> int:
        while end < len(self.text) and self.text[end] in _CLOSING:
            end += 1
        return end
