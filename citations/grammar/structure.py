"""What stands inside what: parentheses, brackets, quotation marks.

Rules kept here:
- One pass over the marks with a stack; an opening without its closing is dropped at the end of its
  paragraph, a closing without its opening is passed over.
- A quotation may run over paragraphs that open it again (eight openings, one closing), and over a
  paragraph that a page break cut off in mid-sentence.
- ’ is an apostrophe unless a ‘ is open and no letter follows.
- Nesting is bounded: openings deeper than `_DEEPEST` are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from citations.model import Span
from citations.signs import has_any
from citations.values import value

from ..late import late_regex
from .sheet import Sheet

_SIGNS = tuple("’“”()\"'[]‘„«»")
_MARKS = late_regex(f"[{re.escape(''.join(_SIGNS))}]")
_DEEPEST = 32
_NEAR = 400
"""Within so many characters another mark may close a quotation."""
_TERMINAL = frozenset('.?!…:”"’)]')

_DOUBLE = frozenset('“„"«')
_SINGLE = frozenset("‘'")
_BRACKETS = frozenset("([")


@value
class Group:
    """A pair of marks and all between them."""

    start: int
    """Of the opening mark."""
    end: int
    """After the closing mark."""
    mark: str
    """The opening mark."""
    depth: int
    """How many groups hold it."""
    reopenings: tuple[int, ...] = ()
    """Offsets of the marks that open the quotation again in later paragraphs."""

    @property
    def inner(self) -> Span:
        """What stands between the marks."""
        return Span(self.start + 1, self.end - 1)

    @property
    def quoted(self) -> bool:
        """True for quotation marks."""
        return self.mark not in _BRACKETS


@dataclass(slots=True)
class _Open:
    mark: str
    at: int
    reopenings: list[int]


def groups(sheet: Sheet) -> tuple[Group, ...]:
    """Every closed group, by its start; a group never crosses another."""
    scan = _Scan(sheet)
    for paragraph in sheet.paragraphs:
        scan.paragraph(paragraph)
    return _nested(scan.closed)


class _Scan:
    """The stack, and what was closed so far."""

    def __init__(self, sheet: Sheet) -> None:
        self._text = sheet.text
        self._links = [link for link in sheet.links if not link.worded]
        self._link = 0
        self._stack: list[_Open] = []
        self._last_close = -1
        self._cut = False
        self.closed: list[tuple[int, int, str, tuple[int, ...]]] = []

    def paragraph(self, at: Span) -> None:
        """Read the marks of one paragraph."""
        text, words = self._text, self._text[at.start : at.end]
        if not words or words.isspace() or not (self._stack or has_any(words, _SIGNS)):
            return
        self._last_close = max(text.rfind("”", at.start, at.end), text.rfind('"', at.start, at.end))
        skip = self._reopen(at)
        for found in _MARKS.finditer(text, skip, at.end):
            if not self._in_link(found.start()):
                self._mark(found.group(), found.start(), at)
        self._end(at)

    def _reopen(self, at: Span) -> int:
        """Take the mark that opens a quotation again; give where reading goes on."""
        start = at.start
        while start < at.end and self._text[start].isspace():
            start += 1
        if not self._stack:
            return start
        if self._text[start] == self._stack[-1].mark:
            self._stack[-1].reopenings.append(start)
            return start + 1
        if not self._cut:
            self._stack.clear()
        return start

    def _end(self, at: Span) -> None:
        """Drop what cannot run on into the next paragraph."""
        if not self._stack:
            return
        outer = next((held for held in self._stack if held.mark in _DOUBLE), None)
        self._stack.clear()
        if outer is not None:
            self._stack.append(outer)
            self._cut = self._text[at.start : at.end].rstrip()[-1:] not in _TERMINAL

    def _in_link(self, offset: int) -> bool:
        while self._link < len(self._links) and self._links[self._link].end <= offset:
            self._link += 1
        return self._link < len(self._links) and self._links[self._link].start <= offset

    def _mark(self, mark: str, offset: int, at: Span) -> None:
        if mark in "([":
            self._push(mark, offset)
        elif mark in ")]":
            self._close_bracket("(" if mark == ")" else "[", offset)
        elif mark in "’'" or mark == "‘":
            self._single(mark, offset, at)
        elif mark in "“„«":
            if mark == "“" and self._holds("„"):
                self._close_quote("„", offset)
            else:
                self._open_quote(mark, offset)
        elif mark == '"':
            self._straight(offset, at)
        else:
            self._close_quote("“" if mark == "”" else "«", offset)

    def _push(self, mark: str, offset: int) -> None:
        if len(self._stack) < _DEEPEST:
            self._stack.append(_Open(mark, offset, []))

    def _holds(self, mark: str) -> bool:
        return any(held.mark == mark for held in self._stack)

    def _pop(self, index: int, end: int) -> None:
        held = self._stack[index]
        self.closed.append((held.at, end, held.mark, tuple(held.reopenings)))
        del self._stack[index:]

    def _close_bracket(self, mark: str, offset: int) -> None:
        for index in range(len(self._stack) - 1, -1, -1):
            held = self._stack[index].mark
            if held == mark:
                self._pop(index, offset + 1)
                return
            if held in _DOUBLE and self._last_close > offset:
                return  # a list mark like "a)" inside a quotation that is closed later

    def _open_quote(self, mark: str, offset: int) -> None:
        for index in range(len(self._stack) - 1, -1, -1):
            if self._stack[index].mark == mark:
                del self._stack[index:]  # the former was never closed
                break
            if self._stack[index].mark in _SINGLE or self._stack[index].mark in _BRACKETS:
                break
        self._push(mark, offset)

    def _close_quote(self, mark: str, offset: int) -> None:
        for index in range(len(self._stack) - 1, -1, -1):
            if self._stack[index].mark == mark:
                self._pop(index, offset + 1)
                return

    def _straight(self, offset: int, at: Span) -> None:
        before = self._text[offset - 1] if offset > at.start else " "
        after = self._text[offset + 1] if offset + 1 < at.end else " "
        opens = (before.isspace() or before in "([“‘'—–-*/") and not after.isspace()
        if self._holds('"'):
            if opens and not before.isspace():
                opens = False
            if opens and (after.isalnum() or after in "[("):
                self._open_quote('"', offset)
            else:
                self._close_quote('"', offset)
        elif opens:
            self._push('"', offset)
        elif self._holds("“") and self._is_last(offset, at):
            self._close_quote("“", offset)  # one kind opens and the other closes

    def _is_last(self, offset: int, at: Span) -> bool:
        """True where no curly mark closes what is open before another one opens."""
        window = self._text[offset + 1 : min(at.end, offset + _NEAR)]
        close, other = window.find("”"), window.find("“")
        return close < 0 or 0 <= other < close

    def _single(self, mark: str, offset: int, at: Span) -> None:
        before = self._text[offset - 1] if offset > at.start else " "
        after = self._text[offset + 1] if offset + 1 < at.end else " "
        opener = "‘" if mark in "‘’" else "'"
        may_open = mark != "’" and (after.isalpha() or after in '[“"(')
        if may_open and not before.isalnum() and before not in ".,;!?’'”":
            if not self._holds(opener):
                self._push(opener, offset)
        elif mark == "‘" or after.isalnum() or not self._holds(opener):
            return
        elif before not in "sS" or not self._better_close(mark, offset, at):
            self._close_quote(opener, offset)  # else a plural's apostrophe: ‘the states’ rights …’

    def _better_close(self, mark: str, offset: int, at: Span) -> bool:
        """True when a later mark of this paragraph closes more surely than this one."""
        window = self._text[offset + 1 : min(at.end, offset + 200)]
        if not window[:1].isspace():
            return False
        end = window.find("‘" if mark == "’" else " '")
        close = window.find(mark, 0, end if end >= 0 else len(window))
        if close < 1:
            return False
        return not window[close + 1 : close + 2].isalnum() and not window[close - 1].isspace()


def _nested(closed: list[tuple[int, int, str, tuple[int, ...]]]) -> tuple[Group, ...]:
    """Give each group its depth; they never cross, because the stack closed them."""
    found: list[Group] = []
    open_ends: list[int] = []
    for start, end, mark, reopenings in sorted(closed):
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        found.append(Group(start, end, mark, len(open_ends), reopenings))
        open_ends.append(end)
    return tuple(found)
