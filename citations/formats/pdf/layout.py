"""Pages → Layout.

Rules kept here:
- Body first, then the notes in the order of the pages; every passage knows its page.
- Notes that print one label twice (numbering that begins anew on each page) are told apart by their
  page; a reference takes the note of its own page, or of the nearest.
- A raised number is a mark only where a note answers it, and an exponent ("10⁶", "m²") is none.
  All others stay superscripts in the text, for the common reader of printed notes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from citations.formats.composing import Composition
from citations.model import NotADocument, NoteKind
from citations.passage import Layout, NoteBody

from .footnotes import Cut, FootNote, body_size, cut_notes
from .furniture import Rows, without_furniture
from .joining import Vocabulary
from .labels import Shape, leading
from .lines import blocks, rows, segments
from .note_paragraphs import note_paragraphs
from .numbers import page_labels
from .overlays import without_overlays
from .page import Page, Pages
from .paragraphs import paragraphs
from .roman import cut_roman
from .writing import Writer

_EXPONENT: Final = re.compile(
    r"(?:(?<![\d.,])(?:10|2|1)|(?:^|[\d\s])(?:[kcm]?m|ft|in|yd|mi|s)|(?<![\w.’'-])[knrxyz]|−)\Z"
)
"""What a power is taken of: ten and two, units, variables, or a sign before it."""
_CODELESS: Final = re.compile(r"[\x00\x01\x03-\x1f\ufffd\ue000-\uf8ff]")
_COVER: Final = re.compile(
    r"\bPDF[ -](?:portfolio|package|collection)\b|open this (?:portfolio|package)", re.IGNORECASE
)
"""What stands on the one page of a portfolio, in front of the files that it carries."""
MOST_NAMED: Final = 5
_GENERIC_TITLES: Final = ("untitled", "microsoft word -", "document1", "slide 1")


def compose(pages: Pages) -> Layout:
    """What a reader of the pages sees. Raises NotADocument where no text stands on them."""
    sheets = [sheet for page in pages.pages for sheet in (page, *page.aside)]
    words = without_overlays([(page, segments(page)) for page in sheets])
    printed = [(page, rows(lines)) for page, lines in words]
    laid = without_furniture(printed)
    if not any(lines for _, lines in laid):
        # Two pages alike, and nothing else: no furniture without a room.
        laid = words
    parted = [(page, blocks(page, lines)) for page, lines in laid if lines]
    parted, roman = cut_roman(parted)
    cut = cut_notes(parted, body_size(laid))
    cut.notes.extend(roman)
    marks = _Marks(cut.notes, leading(cut.blocks, {page.number: page for page in sheets}))
    vocabulary = Vocabulary(_texts(cut), pages.links)
    writer = Writer(pages.links, vocabulary, marks.resolve)
    composition = Composition()
    body = []
    for lines in paragraphs(cut.blocks, {note.label for note in cut.notes}):
        draft = writer.draft(lines)
        if draft.text:
            body.append(composition.add(draft))
    notes = []
    kind = marks.kind(cut.notes)
    for note, key in zip(cut.notes, marks.keys, strict=True):
        drafts = [writer.draft(lines) for lines in note_paragraphs(note.lines)]
        span, passages = composition.add_note(note.label, [d for d in drafts if d.text])
        notes.append(NoteBody(key, note.label, kind, span, passages))
    text = composition.text()
    if _is_drawn(pages):
        raise NotADocument("PDF whose fonts do not say which letters they draw: run OCR over it")
    if pages.enclosed and len(pages.pages) == 1 and _COVER.search(text):
        raise NotADocument(_portfolio(pages.enclosed))
    if not text.strip():
        raise NotADocument("PDF without a text layer: a scan has to go through OCR first")
    return Layout(
        text,
        None,
        tuple(body),
        tuple(notes),
        _title(pages.title),
        author=" ".join((pages.author or "").split()) or None,
        made=pages.made,
        labels=page_labels(_first_sheets(printed), pages.labels),
    )


def _portfolio(names: Sequence[str]) -> str:
    shown = [" ".join("".join(filter(str.isprintable, name)).split()) for name in names]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    told = ", ".join(shown[:MOST_NAMED])
    return f"PDF portfolio: save the files in it and read those: {told}{more}"


def _is_drawn(pages: Pages) -> bool:
    """True where most of what is shown has no letter behind it (PDF 32000-1, 9.10.2).

    Such characters come without a code, as a code below all letters, or in the private use area.
    """
    glyphs = "".join([fragment.text for page in pages.pages for fragment in page.fragments])
    return 2 * len(_CODELESS.findall(glyphs)) > len(glyphs)


def _first_sheets(printed: list[tuple[Page, Rows]]) -> list[tuple[Page, Rows]]:
    """Each page once, as most of its words stand."""
    return [
        one
        for index, one in enumerate(printed)
        if not index or printed[index - 1][0].number != one[0].number
    ]


def _texts(cut: Cut) -> Iterator[str]:
    for block in cut.blocks:
        yield from [line.text for line in block.lines]
    for note in cut.notes:
        yield from [line.text for line in note.lines]


def _title(title: str | None) -> str | None:
    words = " ".join((title or "").split())
    if not words or words.lower().startswith(_GENERIC_TITLES):
        return None
    # Word and LibreOffice give the file's name where the author gave none.
    return None if re.search(r"\.\w{3,4}\Z", words) and " " not in words else words


class _Marks:
    """Which note a raised label stands for."""

    def __init__(self, notes: Sequence[FootNote], linked: set[str]) -> None:
        self._linked = linked
        """Labels of the raised numbers that are links within the document."""
        counts: dict[str, int] = defaultdict(int)
        for note in notes:
            counts[note.label] += 1
        self.keys: list[str] = []
        self._in_parens = {note.label for note in notes if note.shape is Shape.PARENS}
        self._asked: dict[str, int] = {}
        """The page of each note's first reference."""
        self._notes: dict[str, list[tuple[int, str]]] = defaultdict(list)
        seen: set[str] = set()
        for note in notes:
            key = note.label if counts[note.label] == 1 else f"{note.label} page {note.label_page}"
            # Twice on one page: a duplicate, told as one.
            if key not in seen:
                self._notes[note.label].append((note.label_page, key))
            seen.add(key)
            self.keys.append(key)

    def resolve(self, label: str, page: int, before: str, leads: bool = False) -> str | None:
        """The pairing label of the note, None where no note answers; "(1)" asks for one set so.

        Where the reference to a label is a link, what is raised and none is an exponent.
        """
        if label[0] == "(":
            label = label[1:-1]
            if label not in self._in_parens:
                return None
        candidates = self._notes.get(label)
        if not candidates or not before.strip():
            return None
        if not leads and (label in self._linked or _EXPONENT.search(before)):
            return None
        # A note may begin on the page after its reference, never on one before.
        key = min(candidates, key=lambda at: (abs(at[0] - page) + 2 * (at[0] < page), at[0]))[1]
        self._asked.setdefault(key, page)
        return key

    def kind(self, notes: Sequence[FootNote]) -> NoteKind:
        """Endnotes, where most notes stand on later pages than their references."""
        pages = [
            (note.label_page, self._asked[key])
            for note, key in zip(notes, self.keys, strict=True)
            if key in self._asked
        ]
        later = sum(stands > asked for stands, asked in pages)
        return NoteKind.ENDNOTE if later * 2 > len(pages) else NoteKind.FOOTNOTE
