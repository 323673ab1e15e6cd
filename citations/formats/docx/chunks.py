"""Documents within a Word document (w:altChunk): programs that make Word files put HTML there.

Rules kept here:
- Word takes such a part in when it opens the file, so its words stand where it is put, and its
  notes behind the letter's own. What it is, its bytes tell (ECMA-376 part 1, 17.17.2.1).
- One that is a Word document is read as one, but not what is within it in turn.
- One that cannot be read is left out of a letter that has other words.
"""

from __future__ import annotations

from typing import Final

from citations.formats.composing import Composition, Draft
from citations.model import NotADocument, ReadError
from citations.passage import Layout, Mark, NoteBody, Passage

from .package import Package

MOST_CHUNKS: Final = 200
_READ: Final = frozenset({"html", "eml", "text", "markdown", "docx", "rtf"})


class Chunks:
    """The parts that a document takes in. Each is taken in once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._taken: set[str] = set()
        self.error: ReadError | None = None
        """What was wrong with the first one that cannot be read."""

    def layout(self, part: str) -> Layout | None:
        """What a part holds; None where it was taken in before, or cannot be read."""
        if part in self._taken or len(self._taken) >= MOST_CHUNKS:
            return None
        self._taken.add(part)
        try:
            data = self._package.unpacked(part)
            return None if data is None else _read(data, self._package)
        except ReadError as error:
            self.error = self.error or error
            return None


def _read(data: bytes, package: Package) -> Layout:
    from citations.detection import detect

    from .layout import read_within

    found = detect(data, "chunk")
    if found is None or found.name not in _READ:
        raise NotADocument("a part of a .docx that is no document of a known format")
    if found.name == "docx":
        return read_within(data, package)
    if found.name == "markdown":  # to Word it is plain text
        from ..text import TEXT

        return TEXT.layout(data)
    return found.layout(data)


def draft_of(passage: Passage, part: str) -> Draft:
    """A passage of the part as a paragraph of the letter's."""
    return Draft(
        text=passage.text,
        marks=[Mark(f"{part} {each.label}", each.shown, each.at) for each in passage.marks],
        links=[link.moved(link.at, link.at) for link in passage.links],
        italics=list(passage.italics),
    )


def note_of(note: NoteBody, part: str, composition: Composition) -> NoteBody:
    """A note of the part, written behind the letter's."""
    drafts = [draft_of(passage, part) for passage in note.passages]
    label_span, passages = composition.add_note(note.shown, drafts)
    return NoteBody(f"{part} {note.label}", note.shown, note.kind, label_span, passages)
