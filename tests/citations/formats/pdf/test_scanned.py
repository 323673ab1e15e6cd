"""Scans whose words a program read, each with a size and height of its own."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from citations import read as read_document
from citations.formats.pdf.page import Fragment, Page
from citations.formats.pdf.scanned import evened, levelled
from citations.model import Document

from .pdf_builder import LEFT, ROMAN, TOP, Sheet

BODY = (
    "The council of Alder has kept a count of its rents, and its wages have not kept up with",
    "them anywhere in the town; it was told so in each of the years that are counted.1 It was",
    "also told that nothing of this is known in Birch, where no count was ever kept of rents,",
    "although the clerk of Birch has asked for one.2 Nobody knows why.",
)
NOTES = (
    "1 Jane Roe, Rents of Alder, a History of Eleven Years and a Half (2019), on which all of",
    "the counts of Alder rest that the council was told of in those years.",
    "2 Ann Vale, Rents of Birch (2018).",
)


def scan(seed: int, *, drawn: bool = False) -> Document:
    """A page whose words waver by half a point in size and height."""
    sheet, chance = Sheet(), random.Random(seed)

    def line(words: str, y: float, size: float) -> None:
        x = LEFT
        for word in words.split():
            said = sheet.canvas.beginText()
            said.setTextRenderMode(0 if drawn else 3)
            wavers = size + chance.choice([-0.5, 0, 0, 0.5])
            said.setFont(ROMAN, wavers)
            width = stringWidth(word, ROMAN, size)
            said.setHorizScale(100 * width / stringWidth(word, ROMAN, wavers))
            said.setTextOrigin(x, y + chance.uniform(-0.6, 0.6))
            said.textOut(word)
            sheet.canvas.drawText(said)
            x += width + 0.25 * size

    for index, words in enumerate(BODY):
        line(words, TOP - 14 * index, 11)
    for index, words in enumerate(NOTES):
        line(words, 150 - 10 * index, 8)
    return read_document(sheet.data(), "scan.pdf")


def test_a_scan_reads_as_its_page_does() -> None:
    for seed in range(8):
        document = scan(seed)
        assert [(note.label, note.text) for note in document.notes] == [
            ("1", f"{NOTES[0][2:]} {NOTES[1]}"),
            ("2", NOTES[2][2:]),
        ]
        assert [mark.sentence[-22:] for mark in document.references] == [
            "years that are counted.¹"[-22:],
            "Birch has asked for one.²"[-22:],
        ]


def test_what_is_drawn_is_read_as_it_stands() -> None:
    """A number at a word's end is none of its references there."""
    assert scan(1, drawn=True).references == ()


def word(text: str, x: float, y: float, size: float) -> Fragment:
    return Fragment(text, x, x + 0.45 * size * len(text), y, size, space_before=True)


def test_a_raised_number_stays_raised() -> None:
    line = [word("rents.", 72, 700, 11), word("3", 100, 703.5, 7), word("Then", 106, 700.4, 11.5)]
    rents, mark, then = levelled(line)
    assert (rents.size, rents.y) == (then.size, then.y)
    assert mark.size < 0.7 * rents.size
    assert mark.y > rents.y + 0.3 * rents.size


def test_text_and_notes_keep_their_sizes() -> None:
    lines = [
        word(f"word{at}", 72, 700 - 12 * at, size) for at, size in enumerate((11, 11.5, 8, 8.5))
    ]
    wide = [
        one for line in lines for one in (line, *(word(t, 150, line.y, line.size) for t in "ab"))
    ]
    sizes = [one.size for one in levelled(wide)]
    assert sizes[:6] == sizes[:1] * 6
    assert sizes[6:] == sizes[6:7] * 6
    assert sizes[0] > sizes[6]


def test_sizes_of_several_pages_are_one() -> None:
    pages = [
        Page(n, 612, 792, [word("of the rents", 72, 700, size)]) for n, size in ((1, 11), (2, 11.5))
    ]
    evened(pages)
    assert pages[0].fragments[0].size == pages[1].fragments[0].size


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=8), *[st.floats(0.6, 700) for _ in range(3)]), max_size=30)
)
def test_no_word_is_lost(words: list[tuple[str, float, float, float]]) -> None:
    fragments = [word(text, x, y, size) for text, x, y, size in words]
    made = levelled(fragments)
    assert "".join(one.text for one in made) == "".join(text for text, *_ in words)
