"""pandoc's tree → Layout.

Rules kept here:
- A list of inlines is a paragraph wherever it stands: in a list, a table, a caption, a note.
- Notes are elements of the tree, numbered in order as pandoc's writers number them; a note inside
  a note is read as words of it.
- A tree that is nested beyond what Python can walk is one clear line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citations.dates import stated
from citations.model import DocumentTooLarge, EmptyDocument, LinkForm, NoteKind, Span
from citations.notes.gathering import is_heading
from citations.numerals import superscript
from citations.passage import Layout, NoteBody

from ..composing import Composition, Draft
from ..targets import absolute
from .program import tree

_INLINES = frozenset(
    {"Str", "Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps"}
    | {"Quoted", "Cite", "Code", "Space", "SoftBreak", "LineBreak", "Math", "RawInline", "Link"}
    | {"Image", "Note", "Span"}
)
LEAST_HEADING = 2
"""The lowest level of a heading that may be a title."""
_SPACES = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}


def read_layout(data: bytes, name: str) -> Layout:
    """Read a document of one of pandoc's formats. Raises the ReadError family."""
    found = tree(data, name)
    walk = _Walk()
    try:
        body = [*walk.paragraphs(found["blocks"])]
        title, date = (_words(found["meta"].get(key)) for key in ("title", "date"))
    except RecursionError:
        raise DocumentTooLarge(f"{name} nested too deeply") from None
    if not body:
        raise EmptyDocument("nothing but white space")
    composition = Composition()
    passages = tuple(composition.add(draft) for draft in body)
    notes = tuple(
        NoteBody(label, label, NoteKind.FOOTNOTE, *composition.add_note(label, drafts))
        for label, drafts in walk.notes
    )
    title = title or _heading(found["blocks"])
    return Layout(composition.text(), None, passages, notes, title or None, stated(date))


def _heading(blocks: list[Any]) -> str:
    """The first heading that is none over notes: ODT, RST and RTF may declare no title."""
    for block in blocks:
        if block["t"] == "Header" and block["c"][0] <= LEAST_HEADING:
            words = " ".join(_words(block["c"][2]).split())
            if words and not is_heading(words):
                return words
    return ""


class _Walk:
    """One way through the tree, collecting notes."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, list[Draft]]] = []
        self._in_note = False

    def paragraphs(self, value: Any) -> Iterator[Draft]:
        """Yield the finished paragraphs of blocks, or of anything that holds blocks."""
        if isinstance(value, dict):
            if value.get("t") == "CodeBlock":
                yield from self._paragraph([{"t": "Str", "c": value["c"][1]}])
            elif value.get("t") != "RawBlock":
                yield from self.paragraphs(value.get("c"))
        elif isinstance(value, list):
            if any(isinstance(each, dict) and each.get("t") in _INLINES for each in value):
                yield from self._paragraph(value)
            else:
                for each in value:
                    yield from self.paragraphs(each)

    def _paragraph(self, inlines: list[Any]) -> Iterator[Draft]:
        draft = Draft()
        self._say(draft, inlines, False)
        if draft.finish(LinkForm.ANCHOR).text:
            yield draft

    def _say(self, draft: Draft, inlines: list[Any], emphasised: bool) -> None:
        for each in inlines:
            kind, content = each["t"], each.get("c")
            if kind in _SPACES:
                draft.say(_SPACES[kind], emphasised)
            elif kind == "Str":
                draft.say(content, emphasised)
            elif kind in ("Code", "Math"):
                draft.say(content[1], emphasised)
            elif kind == "Quoted":
                opening, closing = _QUOTES[content[0]["t"]]
                draft.say(opening, emphasised)
                self._say(draft, content[1], emphasised)
                draft.say(closing, emphasised)
            elif kind == "Note":
                self._note(draft, content)
            elif kind == "Link":
                start = draft.length
                self._say(draft, content[1], emphasised)
                if url := absolute(content[2][0]):
                    draft.link(url, Span(start, draft.length))
            elif kind == "Superscript":
                self._raise(draft, content, emphasised)
            elif kind in ("Cite", "Span"):
                self._say(draft, content[1], emphasised)
            elif kind not in ("RawInline", "Image"):
                self._say(draft, content, emphasised or kind == "Emph")

    def _raise(self, draft: Draft, inlines: list[Any], emphasised: bool) -> None:
        """A number that was raised by hand is rendered raised, as a marker is."""
        if len(inlines) == 1 and inlines[0]["t"] == "Str":
            draft.say(superscript(inlines[0]["c"]), emphasised)
        else:
            self._say(draft, inlines, emphasised)

    def _note(self, draft: Draft, blocks: list[Any]) -> None:
        if self._in_note:
            for inner in self.paragraphs(blocks):
                draft.say(f" ({inner.text})")
            return
        label = str(len(self.notes) + 1)
        draft.mark(label, label)
        self._in_note = True
        self.notes.append((label, [*self.paragraphs(blocks)]))
        self._in_note = False


def _words(meta: Any) -> str:
    """Of a metadata value: its paragraphs as one line."""
    if isinstance(meta, dict) and meta.get("t") == "MetaString":
        return " ".join(str(meta["c"]).split())
    return " ".join(" ".join(draft.text for draft in _Walk().paragraphs(meta)).split())
