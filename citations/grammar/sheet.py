"""The passages of one note (or of the running text) as one text to read.

Rules kept here:
- The grammar works on `Sheet.text`; every offset in it maps back to the source through the passage
  that it came from.
- A source span takes the marks that render nothing with it: `*See*` starts at its asterisk, and
  `[text](url)` ends after its parenthesis.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from citations.model import Span
from citations.passage import Passage
from citations.values import value

from .context import Context, PlacedLink

_ends = attrgetter("start", "end")
_place = attrgetter("passage", "at.start", "at.end")
BREAK = "\n"
"""Between two passages; one character, so that it never counts as words."""

_OPENING = frozenset("*_<[")
_CLOSING = frozenset("*_>")
_LOOKBACK = 3
_TARGET = 4000
"""A Markdown target longer than this is cut off: no URL of that length is a source."""


@value
class SheetLink:
    """A link in the sheet's own offsets."""

    start: int
    end: int
    placed: PlacedLink
    worded: bool
    """It stands over words, not over its own URL."""


class Sheet:
    """Rendered text of several passages, with their italics and links."""

    __slots__ = (
        "_context",
        "_passages",
        "_starts",
        "italics",
        "links",
        "note",
        "paragraphs",
        "text",
    )

    def __init__(self, passages: tuple[Passage, ...], context: Context) -> None:
        self._passages = passages
        self._context = context
        self._starts: list[int] = []
        offset = 0
        for passage in passages:
            self._starts.append(offset)
            offset += len(passage.text) + len(BREAK)
        self.text: str = BREAK.join([passage.text for passage in passages])
        self.note: str | None = context.note
        self.italics: tuple[Span, ...] = tuple(self._italics())
        self.links: tuple[SheetLink, ...] = tuple(self._links()) if context.links else ()
        self.paragraphs: tuple[Span, ...] = tuple(
            [
                Span(start, start + len(passage.text))
                for start, passage in zip(self._starts, passages, strict=True)
            ]
        )
        """Offsets of each passage."""

    def slice(self, at: Span) -> str:
        """The rendered words of `at`."""
        return self.text[at.start : at.end]

    def source(self, at: Span) -> Span:
        """Source span of a span of the sheet that holds at least one character."""
        first, start = self._locate(at.start)
        last, end = self._locate(at.end - 1)
        return Span(self._opened(first, start), self._closed(last, end + 1))

    def raw(self, at: Span, source: Span) -> str:
        """The source slice where raw is one, else the rendered words."""
        if self._context.source is None:
            return self.slice(at)
        return self._context.source[source.start : source.end]

    def _locate(self, offset: int) -> tuple[Passage, int]:
        index = bisect_right(self._starts, offset) - 1
        index = index if index > 0 else 0
        passage = self._passages[index]
        local, last = offset - self._starts[index], len(passage.text) - 1
        if local > last:
            local = last if last > 0 else 0
        return passage, local

    def _opened(self, passage: Passage, offset: int) -> int:
        """Where the marks before a place begin; the bracket of an inline note is none of them."""
        start = passage.source_start(offset)
        text = self._context.source
        if text is None:
            return start
        if offset > 0:
            floor = passage.source_end(offset)
        else:
            floor = max(0, start - _LOOKBACK)
        while start > floor and text[start - 1] in _OPENING and text[start - 2 : start] != "^[":
            start -= 1
        return start

    def _closed(self, passage: Passage, offset: int) -> int:
        end = passage.source_end(offset)
        text = self._context.source
        if text is None:
            return end
        if offset < len(passage.text):
            ceiling = max(end, passage.source_start(offset))
        else:
            ceiling = min(len(text), end + _TARGET)
        end = _past_emphasis(text, end, ceiling)
        if not text.startswith("]", end, ceiling):
            return end
        if text.startswith("](", end, ceiling):
            end = self._past_target(passage, offset, end, ceiling)
        elif text.startswith("][", end, ceiling):
            close = text.find("]", end + 2, ceiling)
            end = close + 1 if close >= 0 else end
        return _past_emphasis(text, end, ceiling)

    def _past_target(self, passage: Passage, offset: int, end: int, ceiling: int) -> int:
        """End of `](url "title")`; the URL itself may hold parentheses."""
        text = self._context.source or ""
        after = end + 2
        for link in passage.links:
            if link.at.end == offset and end < link.source.start < ceiling:
                after = link.source.end
                break
        close = text.find(")", after, ceiling)
        return close + 1 if close >= 0 else end

    def _italics(self) -> list[Span]:
        found: list[Span] = []
        for start, passage in zip(self._starts, self._passages, strict=True):
            if not passage.italics:
                continue
            limit = len(passage.text)
            for at in sorted(passage.italics, key=_ends):
                low, high = start + max(0, at.start), start + min(at.end, limit)
                if found and low <= found[-1].end:
                    # A word processor cuts one title into many runs.
                    found[-1] = Span(found[-1].start, max(found[-1].end, high))
                elif low < high:
                    found.append(Span(low, high))
        return found

    def _links(self) -> list[SheetLink]:
        found: list[SheetLink] = []
        after = 0
        for link in sorted(self._context.links, key=_place):
            if not 0 <= link.passage < len(self._passages):
                continue
            limit = len(self._passages[link.passage].text)
            start = self._starts[link.passage] + max(0, link.at.start)
            end = self._starts[link.passage] + min(link.at.end, limit)
            if after <= start < end:
                worded = len(self.text[start:end].split(None, 1)) > 1
                found.append(SheetLink(start, end, link, worded))
                after = end
        return found


def _past_emphasis(text: str, end: int, ceiling: int) -> int:
    while end < ceiling and text[end] in _CLOSING:
        end += 1
    return end
