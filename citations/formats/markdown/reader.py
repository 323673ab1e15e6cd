"""Events of pulldown-cmark → passages and notes.

Rules kept here:
- Beyond pulldown-cmark are read: `^[inline notes]`, references `[^n]` without a definition (they
  are orphans, not text), YAML front matter, the HTML that is mixed in, URLs wrapped in angle
  brackets.
- A note's label is the name that the writer gave it; where that is a word, the text shows its
  number in order, as a reader would see it.
- Fenced code says nothing about sources and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from citations.model import LinkForm, NoteKind, Span
from citations.notes.gathering import is_heading
from citations.numerals import superscript
from citations.passage import NoteBody, Passage

from ..rendering import PassageWriter
from ..targets import absolute
from ..unseen import seen
from ..wrapping import url_goes_on
from .linked import has_linked_notes, linked_number
from .offsets import Offsets
from .opened import OpenNote, bracket_pairs
from .targets import Targets, href

_LETTER = re.compile(r"[^\W\d_]")
"""What a note has and the exponent of "x^[2]" has not."""
_UNDEFINED = re.compile(r"\[\^(?!.-.\])([\w:.-]{1,60})\]")
_ITEM = re.compile(r"\s*\d{1,9}[.)]\s*")
_LABEL_LINE = re.compile(
    r"[ \t>]*(?:[⁰¹²³⁴-⁹]{1,4}[.:)]?\s*[^\s⁰-⁹a-z]"
    r"|\\?\[\d{1,3}\\?\][.:]?\s+(?:[^a-z\s]|https?:)"
    r"|<sup>\[?\d{1,3}\]?</sup>\s*[A-Z“\"*_<\[(h]|[†‡]{1,3}\s?[A-Z“\"*_])"
)
_OPEN_ANGLE = re.compile(r"<(?:https?|ftp)://[^<>\s]*\Z", re.IGNORECASE)
_HTML_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)")
_SKIPPED = frozenset(("Image", "MetadataBlock"))
_BLOCKS = frozenset(("Paragraph", "Heading", "TableCell", "BlockQuote", "Table", "List")) | {
    *("DefinitionListTitle", "CodeBlock", "Item")
}


class Reader:
    """Turns events into passages and notes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.body: list[Passage] = []
        self.notes: list[NoteBody] = []
        self.front: dict[str, str] = {}
        self.heading: str | None = None
        self._place = Offsets(text, text.encode("utf-8"))
        self._targets = Targets(text, self._place)
        self._has_linked_notes = has_linked_notes(text)
        self._writer = PassageWriter()
        self._open: list[OpenNote] = []
        self._bare: OpenNote | None = None
        """One without words, which may stand in the next line."""
        self._numbers: dict[str, int] = {}
        self._given = set(re.findall(r"\[\^(\d{1,6})\]", text))
        self._count = 0
        self._skipping = 0
        self._done = 0
        """Source offset up to which everything has been dealt with."""
        self._links: list[tuple[str, str, str]] = []
        self._lists: list[int | None] = []
        self._prefix: tuple[str, Span] | None = None
        self._brackets: dict[int, int] = {}
        self._block = Span(0, 0)
        self._raised = False
        self._emphasis = 0
        self._in_heading = False
        self._metadata = False
        self._html = False
        self._last = 0
        """Where the last event inside a link ended."""

    def read(self) -> None:
        """Read the whole text."""
        import pyromark

        from .options import OPTIONS

        place, ascii_ = self._place, self.text.isascii()
        events: Iterator[tuple[Any, Any]] = pyromark.events_with_range(self.text, options=OPTIONS)
        for event, range_ in events:
            start, end = range_["start"], range_["end"]
            at = Span(start, end) if ascii_ else Span(place(start), place(end))
            if isinstance(event, str):
                self._plain_event(event, at)
                continue
            [(name, value)] = event.items()
            if name == "Text":
                self._words(value, at)
            elif name == "Start":
                self._start(*_tag(value), at)
            elif name == "End":
                self._end(value if isinstance(value, str) else next(iter(value)), at)
            else:
                self._inline(name, value, at)
            self._last = at.end
        self._flush()
        self._end_bare()

    # Blocks

    def _start(self, name: str, value: Any, at: Span) -> None:
        if name in _SKIPPED or (name == "CodeBlock" and isinstance(value, dict)):
            if name != "Image":
                self._flush()
            self._skipping += 1
            self._metadata = name == "MetadataBlock"
        elif name in _BLOCKS:
            self._flush()
            self._block, self._brackets = at, {}
            self._in_heading = name == "Heading"
            if name == "List":
                self._lists.append(value)
            elif name == "Item":
                self._item(at)
        elif name == "FootnoteDefinition":
            self._flush()
            close = self.text.find("]", at.start, at.end)
            label_span = Span(at.start, close + 1 if close >= 0 else at.start)
            self._open.append(OpenNote(value, value, NoteKind.FOOTNOTE, label_span))
        elif name == "Emphasis":
            self._begin_item()
            self._emphasis += 1
            self._writer.italics(True)
        elif name == "Link":
            self._start_link(value, at)
        elif name == "HtmlBlock":
            self._flush()
            self._html = True

    def _end(self, name: str, at: Span) -> None:
        if name in _SKIPPED or (name == "CodeBlock" and self._skipping):
            self._skipping = max(0, self._skipping - 1)
            self._metadata = False
        elif name in _BLOCKS:
            self._flush()
            self._prefix = None
            if name == "List" and self._lists:
                self._lists.pop()
        elif name == "FootnoteDefinition":
            self._flush()
            if self._open:
                self._close_note()
        elif name == "Emphasis":
            self._emphasis -= 1
            if not self._emphasis:
                self._writer.italics(False)
        elif name == "Link":
            self._end_link(at)
        elif name == "HtmlBlock":
            self._read_html(at)

    def _item(self, at: Span) -> None:
        if not self._lists or (number := self._lists[-1]) is None:
            return
        printed = _ITEM.match(self.text, at.start, at.end)
        width = len(printed[0]) if printed else 0
        self._prefix = (f"{number}. ", Span(at.start, at.start + width))
        self._lists[-1] = number + 1

    def _begin_item(self) -> None:
        if self._prefix is not None:
            prefix, span = self._prefix
            self._writer.put(prefix, span.start, len(span))
            self._prefix = None

    def _flush(self) -> None:
        passage = self._writer.finish()
        if passage is None:
            return
        heading, self._in_heading = self._in_heading, False
        if heading and self.heading is None and not is_heading(passage.text):
            self.heading = passage.text
        if self._bare and not heading and self._bare.stands_over(self.text, self._block.start):
            self._bare.passages.append(passage)
            self._end_bare()
        else:
            self._end_bare()
            (self._open[-1].passages if self._open else self.body).append(passage)

    def _close_note(self) -> None:
        note = self._open.pop()
        self._end_bare()
        self._bare = note
        if note.passages:
            self._end_bare()

    def _end_bare(self) -> None:
        if self._bare is not None:
            self.notes.append(self._bare.closed())
            self._bare = None

    # Words

    def _words(self, words: str, at: Span) -> None:
        if self._metadata:
            self._front_matter(words)
        if self._skipping or self._html or at.end <= self._done:
            return
        if at.start < self._done and len(words) == len(at):
            words, at = words[self._done - at.start :], Span(self._done, at.end)
        self._begin_item()
        if words == "[" and self._bracket(at):
            return
        if words == "]" and self._open and self._open[-1].end == at.start:
            self._end_inline()
        elif self._raised and words.strip().isdigit():
            self._writer.put(superscript(words.strip()), at.start, len(at))
        elif len(words) == len(at) and self.text.startswith(words, at.start):
            self._writer.copy(self.text, at.start, at.end)
        else:
            self._writer.put(words, at.start, len(at))

    def _bracket(self, at: Span) -> bool:
        """Read what `[` begins where pulldown-cmark saw only a bracket."""
        text = self.text
        if text.startswith("[^", at.start):
            undefined = _UNDEFINED.match(text, at.start)
            if undefined is not None:
                self._mark(undefined[1], undefined[1], Span(*undefined.span()))
                self._done = undefined.end()
                return True
        if at.start > 0 and text[at.start - 1] == "^" and text[max(0, at.start - 2)] != "\\":
            close = self._closing(at.start)
            if close is not None and _LETTER.search(text, at.start + 1, close) is not None:
                self._begin_inline(at, close)
                return True
        return False

    def _closing(self, opening: int) -> int | None:
        """The bracket that closes the one at `opening`, within the paragraph."""
        if not self._brackets:
            self._brackets = {**bracket_pairs(self.text, self._block), -1: -1}
        return self._brackets.get(opening)

    def _begin_inline(self, at: Span, close: int) -> None:
        label = f"^{at.start}"
        self._writer.take_back("^")
        self._mark(label, str(self._number(label)), Span(at.start - 1, close + 1))
        note = OpenNote(
            label,
            str(self._number(label)),
            NoteKind.INLINE,
            Span(at.start + 1, at.start + 1),
            writer=self._writer,
            end=close,
        )
        self._open.append(note)
        self._writer = PassageWriter()

    def _end_inline(self) -> None:
        self._flush()
        outer = self._open[-1].writer
        self._close_note()
        if outer is not None:
            self._writer = outer

    def _mark(self, label: str, shown: str, at: Span) -> None:
        self._begin_item()
        number = shown if shown.isdigit() else str(self._number(label))
        self._writer.mark(label, shown, at, superscript(number))

    def _number(self, label: str) -> int:
        """The next number that no writer gave to a note."""
        if label not in self._numbers:
            self._count += 1
            while str(self._count) in self._given:
                self._count += 1
            self._numbers[label] = self._count
        return self._numbers[label]

    def _plain_event(self, event: str, at: Span) -> None:
        if self._skipping or at.end <= self._done:
            return
        if event == "SoftBreak":
            self._soft_break(at)
        elif event == "HardBreak":
            if _LABEL_LINE.match(self.text, at.end):
                self._flush()
            else:
                self._writer.line_break(at.start, len(at))

    def _soft_break(self, at: Span) -> None:
        if _LABEL_LINE.match(self.text, at.end):
            self._flush()
            return
        tail, after = self._writer.last_word(2000), self.text[at.end : at.end + 500]
        opened = tail.rfind("<")
        if opened >= 0 and _OPEN_ANGLE.match(tail, opened):
            return
        if url_goes_on(tail, after):
            return
        if tail[-1:] == "-" and tail[-2:-1].isalpha() and after[:1].islower():
            return
        self._writer.put(" ", at.start, len(at))

    def _inline(self, name: str, value: str, at: Span) -> None:
        if self._skipping or at.end <= self._done:
            return
        if name == "FootnoteReference":
            self._mark(value, value, at)
        elif name == "Code":
            ticks = len(self.text[at.start : at.end]) - len(
                self.text[at.start : at.end].lstrip("`")
            )
            inside = Span(at.start + ticks, max(at.start + ticks, at.end - ticks))
            self._writer.code(True)
            self._words(self.text[inside.start : inside.end], inside)
            self._writer.code(False)
        elif name == "InlineHtml":
            self._inline_html(value, at)

    # Links

    def _start_link(self, value: dict[str, str], at: Span) -> None:
        self._links.append((value["link_type"], value["dest_url"], value["id"]))
        if self._has_linked_notes and self._linked_note(value["dest_url"], at):
            return
        angle = value["link_type"] == "Autolink"
        url = absolute(seen(value["dest_url"]) if angle else value["dest_url"])
        if url is None or self._skipping:
            return
        self._begin_item()
        source = Span(at.start + 1, at.end - 1) if angle else at
        self._writer.open_link(url, source, LinkForm.ANGLE if angle else LinkForm.MARKDOWN)
        self._last = at.start + 1

    def _linked_note(self, target: str, at: Span) -> bool:
        """Read a link between a mark and its note as the raised number that it is."""
        found = linked_number(self.text, target, at)
        if found is not None and not self._skipping:
            self._begin_item()
            self._writer.put(superscript(found[0]), at.start, found[1] - at.start)
            self._done = found[1]
        return found is not None

    def _end_link(self, at: Span) -> None:
        kind, target, name = self._links.pop() if self._links else ("", "", "")
        if kind in {"Autolink", "Email", ""} or self._skipping:
            self._writer.close_link()
        elif kind == "Inline":
            self._writer.close_link(self._targets.inline(target, at, self._last))
        else:
            self._writer.close_link(self._targets.defined(target, name, at))

    # HTML between the Markdown

    def _inline_html(self, tag: str, at: Span) -> None:
        match = _HTML_TAG.match(tag)
        if match is None:
            return
        name, closing = match["name"].lower(), bool(match["close"])
        if name == "br":
            self._writer.line_break(at.start, len(at))
        elif name == "sup":
            self._raised = not closing
        elif name in {"em", "i", "cite"}:
            self._emphasis = max(0, self._emphasis + (-1 if closing else 1))
            self._writer.italics(self._emphasis > 0)
        elif name == "a" and closing:
            self._writer.close_link()
        elif name == "a":
            found = href(tag)
            url = absolute(found[0]) if found is not None else None
            if found is not None and url is not None:
                source = Span(at.start + found[1].start, at.start + found[1].end)
                self._writer.open_link(url, source, LinkForm.ANCHOR)

    def _read_html(self, at: Span) -> None:
        from ..html import fragment

        self._html = False
        passages, notes = fragment(self.text, at)
        (self._open[-1].passages if self._open else self.body).extend(passages)
        self.notes.extend(notes)

    def _front_matter(self, words: str) -> None:
        for line in words.splitlines():
            key, colon, value = line.partition(":")
            if colon and key.strip().lower() in {"title", "date"}:
                self.front.setdefault(key.strip().lower(), value.strip().strip("\"'"))


def _tag(value: Any) -> tuple[str, Any]:
    """Name and content of a Start or End: "Paragraph", or {"Heading": …}."""
    if isinstance(value, str):
        return value, None
    ((name, content),) = value.items()
    return name, content
