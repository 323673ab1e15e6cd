"""Passages of formats whose text is nowhere in the file (DOCX, PDF): it is composed here.

Rules kept here:
- The document's text is the rendered text itself: paragraphs joined by newlines, so source and
  rendered offsets differ only by where a passage begins.
- White space is folded as in `rendering`: blanks become one space, a hard break is a newline, and
  a paragraph neither begins nor ends with white space. No-break spaces stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from citations.model import LinkForm, Span
from citations.numerals import superscript
from citations.passage import Mark, MarkedLink, Passage, Run

from ..late import late_regex
from .rendering import is_folded

_BLANK = frozenset(("", " ", "\n"))
_BLANKS = late_regex(r"[ \t\r\n\f\v]{2,}|[\t\r\n\f\v]")


@dataclass(slots=True)
class Draft:
    """A paragraph in the making; offsets are into its own text."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    links: list[MarkedLink] = field(default_factory=list)
    italics: list[Span] = field(default_factory=list)
    page: int | None = None
    turns: list[int] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _places: list[tuple[str, Span, tuple[str, ...]]] = field(default_factory=list)
    _length: int = 0
    _last: str = ""

    @property
    def length(self) -> int:
        """Rendered characters so far."""
        return self._length

    def tail(self, length: int) -> str:
        """The last rendered characters, at least `length` of them where there are as many."""
        found = ""
        for piece in reversed(self._pieces):
            found = piece + found
            if len(found) >= length:
                break
        return found

    def say(self, words: str, emphasised: bool = False) -> Span:
        """Add words, white space folded; gives where they stand."""
        folded = words if is_folded(words) else _BLANKS.sub(_fold, words)
        if self._last in _BLANK:
            folded = folded.lstrip(" \n" if self._last != " " else " ")
        if folded.startswith("\n") and self._last == " ":
            self._take_back_space()
        start = self._length
        if folded:
            self._pieces.append(folded)
            self._length += len(folded)
            self._last = folded[-1]
        at = Span(start, self._length)
        if emphasised and folded:
            self._emphasise(at)
        return at

    def mark(self, label: str, shown: str) -> Span:
        """Add a note reference, rendered as its raised label."""
        at = self.say(superscript(shown))
        self.marks.append(Mark(label, shown, at))
        return at

    def link(self, url: str, at: Span, otherwise: tuple[str, ...] = ()) -> None:
        """Make a link of words that stand there already; white space at its ends is left out."""
        self._places.append((url, at, otherwise))

    def turn(self) -> None:
        """A next page begins here."""
        self.turns.append(self._length)

    def finish(self, form: LinkForm) -> Draft:
        """Fix the text, without white space at its end; nothing is added after this."""
        self.text = "".join(self._pieces).rstrip(" \n")
        width = len(self.text)
        self.italics = [Span(i.start, min(i.end, width)) for i in self.italics if i.start < width]
        for url, at, otherwise in self._places:
            words = self.text[at.start : at.end]
            start = min(width, at.start + len(words) - len(words.lstrip()))
            span = Span(start, min(width, max(start, at.start + len(words.rstrip()))))
            self.links.append(MarkedLink(url, span, span, form, words.strip() or None, otherwise))
        return self

    def _emphasise(self, at: Span) -> None:
        if self.italics and self.italics[-1].end == at.start:
            at = Span(self.italics.pop().start, at.end)
        self.italics.append(at)

    def _take_back_space(self) -> None:
        self._length -= 1
        self._pieces[-1] = self._pieces[-1][:-1]
        if not self._pieces[-1]:
            self._pieces.pop()
        if self.italics and self.italics[-1].end > self._length:
            last = self.italics.pop()
            if last.start < self._length:
                self.italics.append(Span(last.start, self._length))


class Composition:
    """The document's text, one paragraph after the other."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def add(self, draft: Draft) -> Passage:
        """Put a finished draft on a line of its own."""
        start = self._start_line()
        self._write(draft.text)
        return _passage(draft, start)

    def add_note(self, shown: str, drafts: list[Draft]) -> tuple[Span, tuple[Passage, ...]]:
        """Put a note's label and its paragraphs; gives the label's span and the passages."""
        start = self._start_line()
        label = superscript(shown)
        self._write(label)
        label_span = Span(start, self._length)
        passages: list[Passage] = []
        for draft in drafts:
            if not passages and label:
                self._write(" ")
            at = self._length if not passages else self._start_line()
            self._write(draft.text)
            passages.append(_passage(draft, at))
        return label_span, tuple(passages)

    def text(self) -> str:
        """All of it."""
        return "".join(self._parts)

    def _start_line(self) -> int:
        if self._length:
            self._write("\n")
        return self._length

    def _write(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)


def _passage(draft: Draft, start: int) -> Passage:
    width = len(draft.text)
    links = [
        link.moved(link.at, Span(start + link.at.start, start + link.at.end))
        for link in draft.links
    ]
    return Passage(
        draft.text,
        (Run(0, start, width, width),),
        tuple(draft.marks),
        tuple(links),
        tuple(draft.italics),
        draft.page,
        tuple(draft.turns),
    )


def _fold(blanks: re.Match[str]) -> str:
    return "\n" if "\n" in blanks[0] else " "
