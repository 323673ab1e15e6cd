"""Writes a Passage piece by piece: what a reader sees, with the way back to the source.

Rules kept here:
- White space is folded as a browser folds it, no-break spaces excepted, so that one letter reads
  the same in every format. A hard line break is a newline.
- Characters that nobody sees are left out (`unseen`).
- A piece is either copied (one character of the source for each rendered one) or put (it stands
  for a stretch of the source: an entity, a marker, nothing at all).
- Neighbouring copied pieces become one run.
"""

from __future__ import annotations

from dataclasses import dataclass

from citations.model import LinkForm, Span
from citations.numerals import superscript
from citations.passage import Mark, MarkedLink, Passage, Run

from ..late import late_regex
from .unseen import UNSEEN, hides, seen

_FOLDED = late_regex(r"[ \t\r\n\f\v]{2,}|[\t\r\n\f\v]")


@dataclass(slots=True)
class _OpenLink:
    url: str
    start: int
    piece: int
    source: Span
    form: LinkForm


class PassageWriter:
    """Collects one passage at a time; `finish` gives it and starts the next."""

    __slots__ = (
        "_code",
        "_italics",
        "_length",
        "_links",
        "_marks",
        "_open_code",
        "_open_italics",
        "_open_link",
        "_pieces",
        "_reached",
        "_runs",
        "page",
    )

    def __init__(self, page: int | None = None) -> None:
        self.page = page
        self._open_code: int | None = None
        self._open_italics: int | None = None
        self._open_link: _OpenLink | None = None
        self._reached = 0
        """Where the source that has been rendered ends."""
        self._reset()

    def _reset(self) -> None:
        self._pieces: list[str] = []
        self._runs: list[tuple[int, int, int, int]] = []
        self._marks: list[Mark] = []
        self._links: list[MarkedLink] = []
        self._italics: list[Span] = []
        self._code: list[Span] = []
        self._length = 0

    @property
    def length(self) -> int:
        """Rendered characters so far."""
        return self._length

    def last_word(self, limit: int) -> str:
        """What was rendered since the last white space, as far as `limit` characters tell."""
        found = ""
        for piece in reversed(self._pieces):
            if piece[-1:].isspace():
                break
            words = piece[-limit:].rsplit(None, 1)
            found = (words[-1] if words else "") + found
            if len(words) != 1 or piece[:1].isspace() or len(found) > limit:
                break
        return found

    def copy(self, text: str, start: int, end: int, offset: int = 0) -> None:
        """Copy `text[start:end]`, white space folded; `offset` is added to make source offsets."""
        if not self._length or self._pieces[-1][-1] in " \n":
            while start < end and text[start] in " \t\r\n\f\v":
                start += 1
        words = text[start:end]
        if not words.isascii() and hides(text, start, end):
            self._copy_seen(text, Span(start, end), offset)
        elif is_folded(words):
            self._piece(words, start + offset, end - start)
        else:
            self._copy_folded(text, Span(start, end), offset)

    def _copy_seen(self, text: str, span: Span, offset: int) -> None:
        """Copy what stands between the characters that nobody sees."""
        at = span.start
        for unseen in UNSEEN.finditer(text, span.start, span.end):
            self.copy(text, at, unseen.start(), offset)
            at = unseen.end()
        self.copy(text, at, span.end, offset)

    def _copy_folded(self, text: str, span: Span, offset: int) -> None:
        at, end = span.start, span.end
        for space in _FOLDED.finditer(text, at, end):
            self._piece(text[at : space.start()], at + offset, space.start() - at)
            self._piece(" ", space.start() + offset, space.end() - space.start())
            at = space.end()
        self._piece(text[at:end], at + offset, end - at)

    def put(self, words: str, start: int, length: int) -> None:
        """Render `words` for `length` characters of the source from `start` on.

        Words that stand for nothing (`length` 0) keep their place after what is there already.
        """
        if not length:
            start = max(start, self._reached)
        words = seen(words)
        if words == " " and (not self._length or self._pieces[-1][-1] in " \n"):
            return
        self._piece(words, start, length)

    def line_break(self, start: int, length: int) -> None:
        """End the line."""
        if self._length and self._pieces[-1][-1] == " ":
            self._drop_last()
        if self._length and self._pieces[-1][-1] != "\n":
            self._piece("\n", start, length)

    def mark(self, label: str, shown: str, source: Span, words: str | None = None) -> None:
        """Place a note reference, rendered as `words` or as the raised label."""
        begin = self._length
        self._piece(superscript(shown) if words is None else words, source.start, len(source))
        self._marks.append(Mark(label, shown, Span(begin, self._length)))

    def italics(self, on: bool) -> None:
        """Begin or end emphasised text. It does not nest."""
        if on and self._open_italics is None:
            self._open_italics = self._length
        elif not on and self._open_italics is not None:
            if self._length > self._open_italics:
                self._italics.append(Span(self._open_italics, self._length))
            self._open_italics = None

    def code(self, on: bool) -> None:
        """Begin or end inline code. It does not nest."""
        if on and self._open_code is None:
            self._open_code = self._length
        elif not on and self._open_code is not None:
            if self._length > self._open_code:
                self._code.append(Span(self._open_code, self._length))
            self._open_code = None

    def open_link(self, url: str, source: Span, form: LinkForm) -> None:
        """Begin the text of a link; one that is open ends there."""
        self.close_link()
        self._open_link = _OpenLink(url, self._length, len(self._pieces), source, form)

    def take_back(self, char: str) -> bool:
        """Take the last character back, if it is this one; tells whether it was."""
        if not self._length or self._pieces[-1][-1] != char:
            return False
        self._drop_last()
        return True

    def close_link(self, source: Span | None = None) -> None:
        """End the text of a link. One without text (an image) keeps its place with no width.

        `source` is where the URL stands, for markup that tells only after the text.
        """
        link, self._open_link = self._open_link, None
        if link is None:
            return
        start, end = link.start, self._length
        words = "".join(self._pieces[link.piece :])
        shown = words.strip() or None
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip()) if shown else 0
        self._links.append(
            MarkedLink(
                link.url,
                Span(start, max(start, end)),
                source or link.source,
                link.form,
                None if link.form is LinkForm.ANGLE else shown,
            )
        )

    def finish(self) -> Passage | None:
        """Give the passage written so far, None where it is empty. What is open goes on."""
        if not self._pieces and not self._links and not self._marks and self._open_link is None:
            return None
        link, italics = self._open_link, self._open_italics is not None
        code = self._open_code is not None
        if link is not None:
            if self._length == link.start:
                self._open_link = None
            self.close_link()
        if italics:
            self.italics(False)
        if code:
            self.code(False)
        text = "".join(self._pieces)
        width = len(text.rstrip(" \t\r\n\f\v"))
        if width < len(text):
            self._clip(width)
        passage = None
        if width or self._links:
            passage = Passage(
                text[:width],
                tuple([Run(*run) for run in self._runs]) or (Run(0, self._place(), 0, 0),),
                tuple(self._marks),
                tuple(self._links),
                tuple(self._italics),
                self.page,
                code=tuple(self._code),
            )
        self._reset()
        if link is not None:
            self._open_link = _OpenLink(link.url, 0, 0, link.source, link.form)
        self._open_italics = 0 if italics else None
        self._open_code = 0 if code else None
        return passage

    def _place(self) -> int:
        return self._links[0].source.start

    def _clip(self, width: int) -> None:
        """Leave out the white space behind the last word."""
        self._runs = runs = [run for run in self._runs if run[0] < width]
        if runs:
            at, source, length, source_length = runs[-1]
            over = at + length - width
            if over > 0 and length == source_length:
                runs[-1] = (at, source, length - over, source_length - over)
        self._links = [_clip_link(link, width) for link in self._links]
        self._italics = [_clip_span(at, width) for at in self._italics if at.start < width]
        self._code = [_clip_span(at, width) for at in self._code if at.start < width]

    def _piece(self, words: str, start: int, source_length: int) -> None:
        if not words:
            return
        self._reached = start + source_length
        if self._runs and len(words) == source_length:
            at, source, length, before = self._runs[-1]
            if length == before and source + length == start:
                self._runs[-1] = (at, source, length + source_length, length + source_length)
                self._pieces.append(words)
                self._length += len(words)
                return
        self._runs.append((self._length, start, len(words), source_length))
        self._pieces.append(words)
        self._length += len(words)

    def _drop_last(self) -> None:
        """Take back the last character."""
        self._pieces[-1] = self._pieces[-1][:-1]
        if not self._pieces[-1]:
            self._pieces.pop()
        self._length -= 1
        at, source, length, source_length = self._runs.pop()
        if length > 1:
            shorter = source_length - 1 if length == source_length else source_length
            self._runs.append((at, source, length - 1, shorter))


def is_folded(words: str) -> bool:
    """True where white space is single spaces: one character is sought faster than a set."""
    return (
        "  " not in words
        and "\n" not in words
        and "\t" not in words
        and "\r" not in words
        and "\f" not in words
        and "\v" not in words
    )


def _clip_span(at: Span, width: int) -> Span:
    return at if at.end <= width else Span(at.start, width)


def _clip_link(link: MarkedLink, width: int) -> MarkedLink:
    if link.at.end <= width:
        return link
    return link.moved(Span(min(link.at.start, width), width), link.source)
