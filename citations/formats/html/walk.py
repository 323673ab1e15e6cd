"""Walks a page's tree once and writes its passages and notes.

Rules kept here:
- What a reader does not see is left out: scripts, styles, hidden elements, menus.
- A block begins and ends a passage; two line breaks in a row do so too.
- A note's printed label and its back-links are not its words.
- The tree may be deep: nothing here recurses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from bs4 import BeautifulSoup, Tag

from citations.model import LinkForm, NoteKind, Span
from citations.numerals import superscript
from citations.passage import NoteBody, Passage

from ...late import late_regex
from ..paragraphs import paragraphs
from ..rendering import PassageWriter
from ..targets import absolute, unwrapped
from .inline import InlineNote
from .marks import LABEL
from .notes import NoteStart, Plan
from .tree import BLOCKS, Break, Words, attribute, pieces_of, position, value_span, words_of

_ENTITY = late_regex(r"&(?:#\d{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_UNSEEN_NAMES = """
    script style title template noscript nav select button svg object iframe textarea noembed
    noframes audio video canvas datalist
"""
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_HIDDEN_STYLE = late_regex(r"display:none|visibility:hidden|mso-hide:all", re.IGNORECASE)
_HIDDEN_CLASS = late_regex(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|show-for-sr|wb-inv|mw-cite-backlink"
    r"|mw-editsection|margin-toggle|ltx_tag_note|co_starPage|star-pagination)(?:\s|$)"
)
_AFTER_LABEL = re.compile(r"(?:\s?\(\))?[\])]?[.):]?(?:\s+|\Z|(?=[^\w.,]))")
_AFTER_BACKLINK = re.compile(r"[\])]?[.):]?\s*")
_BRACKETS = frozenset("[]()")
_ITALIC = frozenset({"em", "i", "cite", "var", "dfn"})
_LEAD = late_regex(r"[\s\[(↑⇑^]*(?:(?:foot|end)?note\s+|fn\.?\s*)?", re.IGNORECASE)
"""What may stand before a printed label."""


@dataclass(slots=True)
class _OpenNote:
    start: NoteStart
    at: int
    passages: list[Passage] = field(default_factory=list)
    labelled: bool = False
    """The printed label is a back-link, so that it needs no space after it."""
    around: PassageWriter | None = None
    """For a note within a paragraph, the writer of the paragraph."""


class Walk:
    """One pass over a tree."""

    def __init__(self, text: str, found: Plan, base: str | None) -> None:
        self.body: list[Passage] = []
        self.notes: list[NoteBody] = []
        self._text = text
        self._plan = found
        self._base = base
        self._writer = PassageWriter()
        self._open: list[_OpenNote] = []
        self._lists: list[int | None] = []
        self._prefix: tuple[str, int] | None = None
        self._italics = 0
        self._raised = 0
        self._pre = 0
        self._broken = False
        """The last thing seen was a line break."""
        self._in_brackets = False
        """The last thing seen stood alone in brackets, of which the first is taken back."""

    def run(self, soup: BeautifulSoup) -> None:
        """Read the whole tree."""
        stack: list[tuple[Tag, Iterator[object]]] = []
        tag: Tag = soup
        children: Iterator[object] = iter(soup.contents)
        while True:
            for child in children:
                if isinstance(child, Words):
                    self._words(child)
                elif isinstance(child, Break):
                    self._line_break(child.start)
                elif isinstance(child, Tag) and self._enter(child):
                    stack.append((tag, children))
                    tag, children = child, iter(child.contents)
                    break
            else:
                self._leave(tag)
                if not stack:
                    break
                tag, children = stack.pop()
        self._flush()
        while self._open:
            self._close_note()

    # Tags

    def _enter(self, tag: Tag) -> bool:
        """Begin a tag; False where what is inside is not to be read."""
        key, name, plan = id(tag), tag.name, self._plan
        if key in plan.copies or (tag.attrs and _is_hidden(tag)):
            return False
        if name in _UNSEEN and key not in plan.references:
            return False
        start = plan.starts.get(key)
        if start is not None:
            self._begin_note(start, tag)
        reference = plan.references.get(key)
        if reference is not None:
            self._start_item()
            self._leave_brackets(tag)
            self._writer.mark(reference.label, reference.shown, _words_span(tag))
            return False
        if key in plan.backlinks and not self._is_label(tag):
            self._leave_brackets(tag)
            return False
        if name == "br":
            self._line_break(position(tag))
            return False
        if name in BLOCKS:
            self._broken = False
            self._flush()
            self._enter_block(tag)
        else:
            self._enter_inline(tag)
        return True

    def _leave_brackets(self, tag: Tag) -> None:
        """Leave out brackets that have nothing but this tag in them."""
        after = tag.next_sibling
        if isinstance(after, Words) and after.startswith("]"):
            self._in_brackets = self._writer.take_back("[")

    def _enter_block(self, tag: Tag) -> None:
        name = tag.name
        if name in {"ol", "ul", "menu"}:
            first = attribute(tag, "start")
            begin = int(first) if first.isdecimal() and len(first) < 6 else 1
            self._lists.append(begin if name == "ol" else None)
        elif name == "li" and self._lists and self._lists[-1] is not None:
            number = self._lists[-1]
            self._lists[-1] = number + 1
            if id(tag) not in self._plan.starts:
                self._prefix = (f"{number}. ", position(tag))
        elif name == "pre":
            self._pre += 1

    def _enter_inline(self, tag: Tag) -> None:
        name = tag.name
        inline = self._plan.inline.get(id(tag))
        if inline is not None:
            self._begin_inline_note(inline, tag)
            return
        if self._open and not self._open[-1].passages:
            self._is_label(tag)
        style = _style(tag) if tag.attrs else ""
        if name in _ITALIC or "font-style:italic" in style:
            self._italics += 1
            self._writer.italics(True)
        elif name == "sup" or "vertical-align:super" in style:
            self._raised += 1
        elif name == "q":
            self._writer.put("“", position(tag), 0)
        elif name == "code":
            self._writer.code(True)
        elif name == "a" and id(tag) not in self._plan.backlinks:
            url = absolute(attribute(tag, "href"), self._base)
            if url is not None:
                self._start_item()
                place = value_span(self._text, tag, "href")
                self._writer.open_link(unwrapped(url), place, LinkForm.ANCHOR)

    def _leave(self, tag: Tag) -> None:
        name, key = tag.name, id(tag)
        style = _style(tag) if tag.attrs else ""
        if name in BLOCKS:
            self._flush()
            self._prefix = None
            if name in {"ol", "ul", "menu"} and self._lists:
                self._lists.pop()
            elif name == "pre":
                self._pre -= 1
        elif name in _ITALIC or "font-style:italic" in style:
            self._italics -= 1
            if not self._italics:
                self._writer.italics(False)
        elif name == "sup" or "vertical-align:super" in style:
            self._raised -= 1
        elif name == "q":
            self._writer.put("”", position(tag), 0)
        elif name == "code":
            self._writer.code(False)
        elif name == "a":
            self._writer.close_link()
        while self._open and self._open[-1].start.scope == key:
            self._flush()
            self._close_note()

    def _line_break(self, at: int) -> None:
        if self._broken:
            self._flush()
        else:
            self._writer.line_break(at, 0)
        self._broken = True

    # Words

    def _words(self, words: Words) -> None:
        start, end = words.span.start, words.span.end
        shown = words.strip()
        if not shown:
            self._copy(start, end)
            return
        numbered = self._raised > 0 and shown.isdecimal()
        if numbered and self._broken:
            # A block of notes in one paragraph, one to a line.
            self._flush()
        self._broken = False
        self._start_item()
        in_brackets, self._in_brackets = self._in_brackets, False
        if in_brackets and self._text.startswith("]", start, end):
            self._copy(start + 1, end)
            return
        if self._raised and shown in _BRACKETS:
            return
        if numbered:
            self._writer.put(superscript(shown), start, end - start)
        elif self._pre:
            self._typed(start, end)
        else:
            self._copy(start, end)

    def _typed(self, start: int, end: int) -> None:
        """Words that were typed with their line ends: each paragraph is one."""
        for index, (part, _) in enumerate(paragraphs(self._text[start:end])):
            if index:
                self._flush()
            self._copy(start + part.start, start + part.end)

    def _copy(self, start: int, end: int) -> None:
        """Copy source text, entities decoded."""
        text, at = self._text, start
        if text.find("&", start, end) < 0:
            self._writer.copy(text, start, end)
            return
        for entity in _ENTITY.finditer(text, start, end):
            decoded = unescape(entity[0])
            if decoded == entity[0]:
                continue
            self._writer.copy(text, at, entity.start())
            self._writer.put(decoded, entity.start(), len(entity[0]))
            at = entity.end()
        self._writer.copy(text, at, end)

    def _start_item(self) -> None:
        if self._prefix is not None:
            words, at = self._prefix
            self._prefix = None
            self._writer.put(words, at, 0)

    def _flush(self) -> None:
        passage = self._writer.finish()
        self._broken = False
        if passage is not None:
            (self._open[-1].passages if self._open else self.body).append(passage)

    # Notes

    def _begin_note(self, start: NoteStart, tag: Tag) -> None:
        self._flush()
        if self._open and self._open[-1].start.scope == start.scope and start.scope != id(tag):
            self._close_note()
        self._prefix = None
        self._open.append(_OpenNote(start, position(tag)))

    def _begin_inline_note(self, note: InlineNote, tag: Tag) -> None:
        start = NoteStart(note.label, note.shown, NoteKind.INLINE, id(tag))
        if not note.called:
            self._writer.mark(note.label, note.shown, Span(position(tag), position(tag) + 1))
        self._open.append(_OpenNote(start, position(tag), around=self._writer))
        self._writer = PassageWriter()

    def _close_note(self) -> None:
        note = self._open.pop()
        if note.around is not None:
            self._writer = note.around
        label_span, passages = _without_label(note)
        self.notes.append(
            NoteBody(note.start.label, note.start.shown, note.start.kind, label_span, passages)
        )

    def _is_label(self, tag: Tag) -> bool:
        """True for an element that is the printed label at the head of its note."""
        written = self._writer.length
        if not self._open or self._open[-1].passages or written > 1 or len(tag.contents) > 3:
            return False
        if written and self._writer.last_word(1) not in {"[", "("}:
            return False
        note = self._open[-1]
        words = words_of(tag).strip(" \n\t[]().:↑⇑^")
        label = LABEL.fullmatch(words)
        labelled = note.start.shown in (words, label["label"] if label is not None else words)
        note.labelled = note.labelled or labelled
        return labelled


def _without_label(note: _OpenNote) -> tuple[Span, tuple[Passage, ...]]:
    """Cut the printed label off a note's first passage; its span, or an empty one where none is."""
    passages = note.passages
    if not passages:
        return Span(note.at, note.at), ()
    first = passages[0]
    end = _label_end(first.text, note.start.shown, labelled=note.labelled)
    if not end or (first.marks and first.marks[0].at.start < end):
        start = first.source(Span(0, min(1, len(first.text)))).start
        return Span(start, start), tuple(passages)
    printed = first.source(Span(0, len(first.text[:end].rstrip()) or 1))
    rest = first.cut(end, len(first.text))
    return printed, ((rest, *passages[1:]) if rest.text else tuple(passages[1:]))


def _label_end(text: str, shown: str, *, labelled: bool) -> int:
    """Where the label that is printed at the head of a note ends; 0 where there is none.

    There is no pattern with the label in it: to compile one for each note took longer than to read
    the note.
    """
    after = _AFTER_BACKLINK if labelled else _AFTER_LABEL
    lead = _LEAD.match(text)
    for start in (lead.end(), 0) if lead and lead.end() else (0,):
        for label in (shown, superscript(shown)):
            found = after.match(text, start + len(label))
            if label and found is not None and text.startswith(label, start):
                return found.end()
    return 0


def _is_hidden(tag: Tag) -> bool:
    if "hidden" in tag.attrs and attribute(tag, "hidden") != "until-found":
        return True
    style = attribute(tag, "style")
    if style and _HIDDEN_STYLE.search(style.replace(" ", "")):
        return True
    classes = attribute(tag, "class")
    return bool(classes) and _HIDDEN_CLASS.search(classes) is not None


def _style(tag: Tag) -> str:
    return attribute(tag, "style").replace(" ", "").lower()


def _words_span(tag: Tag) -> Span:
    """Source span of what an element shows; of its beginning where it shows nothing."""
    spans = [node.span for node in pieces_of(tag) if node.strip()]
    if not spans:
        return Span(position(tag), position(tag) + 1)
    return Span(spans[0].start, spans[-1].end)
