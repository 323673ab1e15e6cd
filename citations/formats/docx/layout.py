"""An Office Open XML document → Layout.

Rules kept here:
- The body first, then footnotes, then endnotes, each kind in the order of its references. Notes
  that nothing refers to come last: Word shows them to nobody, and an editor should know of them.
- A note is paired by its kind and w:id, whatever number is printed; two notes may both print "1".
- Headers, footers and comments are no part of the letter; what it takes in is (`chunks`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from citations.formats.composing import Composition, Draft
from citations.formats.targets import absolute
from citations.model import EmptyDocument, LinkForm, NotADocument, NoteKind, Span
from citations.notes.gathering import is_heading
from citations.numerals import raised
from citations.passage import Layout, NoteBody, Passage

from .chunks import Chunks, draft_of, note_of
from .lists import Lists
from .names import attribute, child, local
from .numbers import NoteKey, displayed_numbers, read_section
from .package import Package
from .pieces import NoteMark, OwnLabel, Paragraph, Piece, Target, Words
from .story import Story
from .styles import Styles

_NOTE_PARTS: Final = (
    (NoteKind.FOOTNOTE, "footnotes", "footnote"),
    (NoteKind.ENDNOTE, "endnotes", "endnote"),
)
_SEPARATORS: Final = ("separator", "continuationSeparator", "continuationNotice")
_GENERIC_TITLES: Final = ("untitled", "microsoft word -", "document1")
_DC_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_STOP: Final = re.compile(r"[.)\]](?=\s)")


def read_layout(data: bytes) -> Layout:
    """Bytes of a .docx → Layout. Raises the ReadError family."""
    package = Package(data)
    return _Reader(package, Chunks(package)).layout()


def read_within(data: bytes, around: Package) -> Layout:
    """The same of a .docx that is a part of another one: what it takes in is not read."""
    return _Reader(Package(data, around), None).layout()


class _Reader:
    def __init__(self, package: Package, chunks: Chunks | None) -> None:
        self._package, self._chunks = package, chunks
        main = package.main_part()
        root = None if main is None else package.xml(main)
        body = child(root, "body")
        if main is None or root is None or body is None:
            raise NotADocument("a zip archive without a Word document in it")
        self._main = main
        self._styles = Styles(self._related_xml("styles"))
        self._lists = Lists(self._related_xml("numbering"))
        self._body = Story(self._styles, package.relationships(main))
        self._body.walk(body)
        self._body.close()
        self._notes: dict[NoteKey, Story] = {}
        for kind, part, element in _NOTE_PARTS:
            self._read_notes(kind, part, element)
        self._bookmarks: dict[str, NoteMark] = dict(self._body.bookmarks)
        self._shown = self._number()

    def layout(self) -> Layout:
        composition = Composition()
        body: list[Passage] = []
        taken: list[tuple[str, NoteBody]] = []
        for paragraph in self._body.paragraphs:
            if paragraph.chunk is not None:
                body.extend(self._take_in(paragraph.chunk, composition, taken))
                continue
            draft = self._draft(self._listed(paragraph))
            if draft.text or draft.links:
                body.append(composition.add(draft))
        notes = [self._note(composition, key, shown) for key, shown in self._ordered()]
        notes += [note_of(note, part, composition) for part, note in taken]
        text = composition.text()
        if not text.strip():
            wrong = self._chunks.error if self._chunks is not None else None
            raise wrong or EmptyDocument("a Word document without text")
        return Layout(text, None, tuple(body), tuple(notes), self._title())

    def _take_in(
        self, part: str, composition: Composition, notes: list[tuple[str, NoteBody]]
    ) -> Iterator[Passage]:
        """Yield the passages of a part that stands here; its notes come later."""
        found = self._chunks.layout(part) if self._chunks is not None else None
        if found is not None:
            notes.extend([(part, note) for note in found.notes])
            for passage in found.body:
                yield composition.add(draft_of(passage, part))

    def _related_xml(self, kind: str) -> etree._Element | None:
        part = self._package.related(self._main, kind)
        return None if part is None else self._package.xml(part)

    def _read_notes(self, kind: NoteKind, part: str, element: str) -> None:
        name = self._package.related(self._main, part)
        root = None if name is None else self._package.xml(name)
        if name is None or root is None:
            return
        relationships = self._package.relationships(name)
        for item in root:
            if local(item) == element and attribute(item, "type") not in _SEPARATORS:
                story = Story(self._styles, relationships)
                story.walk(item)
                story.close()
                self._notes.setdefault((kind, attribute(item, "id") or ""), story)

    def _number(self) -> dict[NoteKey, str]:
        document = read_section(self._related_xml("settings")).notes
        stories = [self._body, *self._notes.values()]
        marks = [mark for story in stories for mark in _marks(story.paragraphs)]
        return displayed_numbers(marks, document, self._body.sections)

    def _ordered(self) -> Iterator[tuple[NoteKey, str]]:
        dropped = self._body.dropped
        for kind, _, _ in _NOTE_PARTS:
            for key, shown in self._shown.items():
                if key[0] is kind and key in self._notes:
                    yield key, shown
        for key in self._notes:
            if key not in self._shown and key not in dropped:
                yield key, ""

    def _note(self, composition: Composition, key: NoteKey, shown: str) -> NoteBody:
        drafts: list[Draft] = []
        for paragraph in self._notes[key].paragraphs:
            pieces = self._listed(paragraph)
            if not drafts:
                pieces = without_label(pieces, shown)
            draft = self._draft(pieces)
            if draft.text or draft.links:
                drafts.append(draft)
        label_span, passages = composition.add_note(shown, drafts)
        return NoteBody(_pairing_label(key), shown, key[0], label_span, passages)

    def _listed(self, paragraph: Paragraph) -> Sequence[Piece]:
        """The pieces with the number of an automatic list in front."""
        if paragraph.numbering is None:
            return paragraph.pieces
        label = self._lists.label(*paragraph.numbering)
        # Word counts an empty item too; there is nothing to number here.
        if not label or not paragraph.pieces:
            return paragraph.pieces
        return [Words(f"{label} "), *paragraph.pieces]

    def _draft(self, pieces: Sequence[Piece]) -> Draft:
        draft = Draft()
        link, start = None, 0
        for piece in pieces:
            here = None if isinstance(piece, OwnLabel) else piece.link
            if here is not link:
                _lead(draft, link, start)
                link, start = here, draft.length
            self._write(draft, piece)
        _lead(draft, link, start)
        return draft.finish(LinkForm.ANCHOR)

    def _write(self, draft: Draft, piece: Piece) -> None:
        if isinstance(piece, Words):
            draft.say(raised(piece.text) if piece.raised else piece.text, piece.emphasised)
        elif isinstance(piece, NoteMark):
            mark = self._bookmarks.get(piece.note) if piece.again else piece
            shown = None if mark is None else self._shown.get((mark.kind, mark.note))
            if mark is None or shown is None:
                draft.say(raised(piece.custom or ""))
            elif shown:
                draft.mark(_pairing_label((mark.kind, mark.note)), shown)

    def _title(self) -> str | None:
        return self._declared() or self._headed()

    def _declared(self) -> str | None:
        """The title among the document's properties."""
        part = self._package.related("", "core-properties")
        root = None if part is None else self._package.xml(part)
        for element in root if root is not None else ():
            if element.tag == _DC_TITLE:
                title = " ".join((element.text or "").split())
                generic = title.lower().startswith(_GENERIC_TITLES)
                return None if generic or not title else title
        return None

    def _headed(self) -> str | None:
        """What is styled as the title, else as the first heading."""
        headings: dict[str, str] = {}
        for paragraph in self._body.paragraphs:
            kind = self._styles.heads(paragraph.style)
            if kind is None or kind in headings:
                continue
            words = "".join(each.text for each in paragraph.pieces if isinstance(each, Words))
            title = " ".join(words.split())
            if title and not is_heading(title):
                headings[kind] = title
                if kind == "title":
                    break
        return headings.get("title") or headings.get("heading")


def without_label(pieces: Sequence[Piece], shown: str) -> list[Piece]:
    """A note's first pieces without the label that it prints, and what sets the label off."""
    for index, piece in enumerate(pieces):
        if isinstance(piece, OwnLabel):
            return _without_stop(pieces[index + 1 :])
        if not isinstance(piece, Words) or piece.text.strip(" \t[("):
            break
    for index, piece in enumerate(pieces):
        if isinstance(piece, Words) and piece.text.strip():
            words = piece.text.lstrip()
            if shown and raised(words).startswith(raised(shown)):
                rest = replace(piece, text=words[len(shown) :])
                return _without_stop([rest, *pieces[index + 1 :]])
            break
    return list(pieces)


def _without_stop(pieces: Sequence[Piece]) -> list[Piece]:
    """Without the stop or bracket after a label: "1. ", "1) "."""
    if pieces and isinstance(pieces[0], Words) and _STOP.match(pieces[0].text):
        return [replace(pieces[0], text=pieces[0].text[1:]), *pieces[1:]]
    return list(pieces)


def _lead(draft: Draft, link: Target | None, start: int) -> None:
    """What was said since `start` leads there, if anywhere."""
    url = None if link is None else absolute(link.url)
    if url is not None:
        draft.link(url, Span(start, draft.length))


def _marks(paragraphs: Sequence[Paragraph]) -> Iterator[NoteMark]:
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            if isinstance(piece, NoteMark):
                yield piece


def _pairing_label(key: NoteKey) -> str:
    return f"{key[0].value}-{key[1]}"
