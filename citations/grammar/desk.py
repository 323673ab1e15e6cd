"""A sheet with its structure found: what every reader of the grammar looks things up in.

Rules kept here:
- `masked` is the sheet's text, of the same length, with everything filled in that holds no
  structure of its own: URLs, what stands in brackets, quoted words, italics. Patterns that cut a
  note into citations run on it, so that no period or semicolon inside those can mislead them.
- Italics that hold only a signal or a short form stay readable.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from copy import copy
from typing import TYPE_CHECKING

from citations.model import Span
from citations.signs import has_any, is_western

from ..late import late_regex
from . import signals
from .context import Context
from .sheet import Sheet, SheetLink
from .structure import Group, groups

if TYPE_CHECKING:
    from .draft import Draft

LINK = "\ue000"
BRACKETED = "\ue001"
QUOTED = "\ue002"
ITALIC = "\ue003"

_SHORT = 1000
"""In a note of fewer characters nothing is gained by seeking the strings in all of it first."""
_DIGIT = late_regex(r"\d")
_DIGITS = "0123456789"
_FUNCTION = late_regex(
    r"(?:id|ibid|ibidem|supra|infra|see|available at|in|et al|v|vs|cf|hereinafter|accord|and|with"
    r"|passim|quoting|citing|sic|aff'd|rev'd|sub nom|in re|ex parte)\.?",
    re.IGNORECASE,
)
_ID = re.compile(r"(?:see (?:also )?)?(?:id|ibid|supra|infra)\b\.?", re.IGNORECASE)


class Desk:
    """The sheet, its groups, and the masked text."""

    __slots__ = (
        "_asked",
        "_group_starts",
        "_link_starts",
        "_present",
        "_shared",
        "_title_starts",
        "_western",
        "context",
        "groups",
        "laws",
        "masked",
        "named",
        "sheet",
        "titles",
    )

    def __init__(self, sheet: Sheet, context: Context) -> None:
        self.sheet = sheet
        self.context = context
        self.groups: tuple[Group, ...] = groups(sheet)
        self._group_starts = [group.start for group in self.groups]
        self._link_starts = [link.start for link in sheet.links]
        self.titles: tuple[Span, ...] = tuple(_titles(sheet))
        self._title_starts = [title.start for title in self.titles]
        self.masked: str = self._mask(
            [group for group in self.groups if group.depth == 0 and not group.reopenings]
        )
        short = context.present is not None and len(sheet.text) < _SHORT
        self._shared = context.present.of if context.present is not None and short else None
        """Of sets of strings, those that any note has: in a short one each is simply sought."""
        self._present: dict[frozenset[str], tuple[str, ...]] = {}
        self._asked: dict[frozenset[str], int] = {}
        self._western = is_western(sheet.text)
        self.named: tuple[tuple[frozenset[str], ...], ...] | None = None
        """The kinds of documents whose words the sheet holds (see `named`)."""
        self.laws: tuple[Span, tuple[Draft, ...]] | None = None
        """The stretch that was last searched for laws, and those in it (see `statutes`)."""

    def has_digit(self, start: int, end: int) -> bool:
        """True when a digit stands in start:end."""
        words = self.sheet.text[start:end]
        return has_any(words, _DIGITS) or (not self._western and _DIGIT.search(words) is not None)

    def holds(self, hints: frozenset[str], start: int, end: int) -> bool:
        """True when one of the strings stands in start:end; a pattern is tried only then."""
        here: Collection[str] | None
        if self._shared is not None:
            here = self._shared[hints]
        else:
            here = self._present.get(hints)
            if here is None:
                here = self._likely(hints, end - start)
        return bool(here) and has_any(self.sheet.text[start:end], here)

    def _likely(self, hints: frozenset[str], asked: int) -> Collection[str]:
        """Those of the strings that may stand in a stretch of `asked` characters.

        The sheet is searched as a whole when a sixteenth of it was asked for: of a long text a date
        line alone may want them.
        """
        present = self.context.present
        likely: Collection[str] = hints
        text = self.sheet.text
        if present is not None:
            likely = here = present.of[hints]
            if not likely:
                self._present[hints] = here
                return here
        asked += self._asked.get(hints, 0)
        if asked * 16 < len(text):
            self._asked[hints] = asked
            return likely
        here = self._present[hints] = tuple([hint for hint in likely if hint in text])
        return here

    def marks(self, start: int, end: int) -> bool:
        """True when brackets, quoted words or italics begin in start:end."""
        index = bisect_left(self._group_starts, start)
        if index < len(self._group_starts) and self._group_starts[index] < end:
            return True
        return next(self.titles_in(start, end), None) is not None

    def groups_in(self, start: int, end: int) -> Iterator[Group]:
        """Yield the outermost groups that lie in start:end, in order."""
        after, groups = start, self.groups
        for index in range(bisect_left(self._group_starts, start), len(groups)):
            group = groups[index]
            if group.start >= end:
                return
            if group.start >= after and group.end <= end:
                yield group
                after = group.end

    def links_in(self, start: int, end: int) -> Iterator[SheetLink]:
        """Yield the links that lie in start:end, in order."""
        links = self.sheet.links
        for index in range(bisect_left(self._link_starts, start), len(links)):
            if links[index].end > end:
                return
            yield links[index]

    def is_linked(self, start: int, end: int) -> bool:
        """True where a link stands in start:end or reaches into it."""
        index = bisect_left(self._link_starts, end) - 1
        return index >= 0 and self.sheet.links[index].end > start

    def link_over(self, at: Span) -> SheetLink | None:
        """The link that stands over `at`, or inside it."""
        index = bisect_right(self._link_starts, at.start) - 1
        if index >= 0 and self.sheet.links[index].end >= at.end:
            return self.sheet.links[index]
        return next(self.links_in(at.start, at.end), None)

    def _has_parts(self, link: SheetLink) -> bool:
        """True for a link over a whole citation: its title or date stand inside it."""
        if not link.worded:
            return False
        title = next(self.titles_in(link.start + 1, link.end), None)
        return title is not None or any(
            group.mark == "(" for group in self.groups_in(link.start, link.end)
        )

    def titles_in(self, start: int, end: int) -> Iterator[Span]:
        """Yield the italics in start:end that may be titles, cut to it, in order."""
        titles = self.titles
        for index in range(bisect_left(self._title_starts, start), len(titles)):
            title = titles[index]
            if title.start >= end:
                return
            yield title if title.end <= end else Span(title.start, end)

    def inside(self, group: Group) -> Desk:
        """The desk on which what stands between the group's marks can be read."""
        desk = copy(self)
        desk.masked = self._mask(self.groups_in(group.start + 1, group.end - 1))
        return desk

    def _mask(self, hidden: Iterable[Group]) -> str:
        text = self.sheet.text
        covers = [
            (link.start, -link.end, LINK) for link in self.sheet.links if not self._has_parts(link)
        ]
        covers += [
            (group.start + 1, 1 - group.end, QUOTED if group.quoted else BRACKETED)
            for group in hidden
        ]
        covers += [(title.start, -title.end, ITALIC) for title in self.titles]
        if not covers:
            return text
        covers.sort()
        parts: list[str] = []
        after = 0
        for start, minus_end, fill in covers:
            end = -minus_end
            if end <= after:
                continue
            parts.append(text[after : max(start, after)])
            parts.append(fill * (end - max(start, after)))
            after = end
        parts.append(text[after:])
        return "".join(parts)


def _titles(sheet: Sheet) -> Iterator[Span]:
    """Yield the italics that are no signals, short forms or Latin; a signal before is cut off."""
    text = sheet.text
    for at in sheet.italics:
        words = sheet.slice(at).strip()
        folded = words.rstrip(",. ")
        if not folded or _FUNCTION.fullmatch(folded) or signals.is_signal(words):
            continue
        start = at.start
        signal = signals.match(text, start, at.end) or signals.compared(text, start, at.end)
        if signal is not None:
            start = signal.end
        short = _ID.match(text, start, at.end)
        if short is not None:
            continue
        if start < at.end:
            yield Span(start, at.end)
