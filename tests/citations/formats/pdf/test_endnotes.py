"""Notes behind the text, and lines in notes that begin as a label does."""

from __future__ import annotations

import pytest

from citations import read as read_document
from citations.formats.pdf import PDF
from citations.formats.pdf.layout import compose
from citations.formats.pdf.page import Fragment, Page, Pages
from citations.formats.pdf.roman import ROMAN
from citations.model import NoteKind, Pairing
from citations.numerals import roman_value

from .pdf_builder import LEFT, TOP, Sheet

NUMERALS = ("i", "ii", "iii", "iv", "v", "vi")
SOURCES = (
    "Jane Roe, Rents (2019).",
    "Id. at 12.",
    "See Alder v. Birch, 12 U.S. 3 (1804).",
    "City of Alder",
    "Ann Poe, Wages (2020).",
    "Id.",
)


def text_with(sheet: Sheet, *labels: str) -> float:
    y = sheet.lines(TOP, "The council has kept a count of its rents, and wages have not kept up.")
    for label in labels:
        sheet.marked(LEFT, y, "It was told so in each of the years.", label, " More was asked for.")
        y -= 14
    return y


@pytest.mark.parametrize("raised", [True, False])
@pytest.mark.parametrize("apart", [True, False])
def test_roman_endnotes(raised: bool, apart: bool) -> None:
    sheet = Sheet()
    y = text_with(sheet, *NUMERALS)
    if apart:
        sheet.page()
        y = TOP
    y -= 40
    for label, source in zip(NUMERALS, SOURCES, strict=True):
        if raised:
            sheet.marked(LEFT, y, "", label, f" {source}")
        else:
            sheet.text(sheet.text(LEFT, y, f"{label} "), y, source)
        y -= 14
        if label == "iv":
            # No label: "versus" of the case that the line before names.
            sheet.text(LEFT, y, "v. Cedar, 13 U.S. 4 (1805).")
            y -= 14
    document = read_document(sheet.data(), "letter.pdf")
    assert [(note.label, note.text, note.pairing) for note in document.notes] == [
        (label, source + (" v. Cedar, 13 U.S. 4 (1805)." if label == "iv" else ""), Pairing.PAIRED)
        for label, source in zip(NUMERALS, SOURCES, strict=True)
    ]
    kind = NoteKind.ENDNOTE if apart else NoteKind.FOOTNOTE
    assert {note.kind for note in document.notes} == {kind}


def test_roman_numerals_that_no_note_answers_stay() -> None:
    sheet = Sheet()
    y = text_with(sheet, "i", "ii")
    sheet.lines(y - 40, "The rest of the letter says what it says.")
    layout = PDF.layout(sheet.data())
    assert layout.notes == ()
    assert "years.i More" in layout.text


@pytest.mark.parametrize(
    ("numeral", "counts"),
    [("i", 1), ("iv", 4), ("ix", 9), ("xiv", 14), ("xl", 40), ("lxxxviii", 88), ("xcix", 99),
     ("cxx", 120)],
)  # fmt: skip
def test_what_a_numeral_counts(numeral: str, counts: int) -> None:
    assert ROMAN.fullmatch(numeral)
    assert roman_value(numeral) == counts


@pytest.mark.parametrize("word", ["", "iiii", "vx", "ic", "civil", "mix"])
def test_words_that_are_no_numerals(word: str) -> None:
    assert ROMAN.fullmatch(word) is None


def test_numbers_at_lines_starts_inside_notes_with_plain_labels() -> None:
    sheet = Sheet()
    text_with(sheet, "1", "2", "3")
    sheet.rule(150)
    sheet.lines(140, "1 Lars Petersen, Wells and Weather, U. PRAIRIE L. REV. 1,",
                "2 (arguing that rainfall explains it), and at",
                "3.", "2 Ann Poe, Wages (2020).", "3 Id. at 4.", size=10)  # fmt: skip
    layout = PDF.layout(sheet.data())
    assert [(note.shown, note.passages[0].text) for note in layout.notes] == [
        ("1", "Lars Petersen, Wells and Weather, U. PRAIRIE L. REV. 1, 2 (arguing that rainfall "
              "explains it), and at 3."),
        ("2", "Ann Poe, Wages (2020)."),
        ("3", "Id. at 4."),
    ]  # fmt: skip


def test_a_note_without_an_end_is_followed_by_the_next() -> None:
    sheet = Sheet()
    text_with(sheet, "1", "2")
    sheet.rule(150)
    sheet.lines(140, "1 https://example.org/rents", "2 Ann Poe, Wages (2020).", size=10)
    layout = PDF.layout(sheet.data())
    assert [note.shown for note in layout.notes] == ["1", "2"]


@pytest.mark.parametrize("arrow", ["↩", " ↩", " ↩\ufe0e", " ↩ ↩", " ↑", "■■"])
def test_the_way_back_of_a_web_page_is_no_part_of_the_note(arrow: str) -> None:
    # Drawn in a font of its own, or with the words before it.
    for fragments in (
        [Fragment(f"Ann Poe, Wages (2020).{arrow}", 72, 200, 700, 12)],
        [Fragment("Ann Poe, Wages (2020).", 72, 200, 700, 12),
         Fragment(arrow.strip(), 204, 214, 700, 12, space_before=True)],
    ):  # fmt: skip
        layout = compose(Pages([Page(1, 612, 792, fragments)], []))
        assert layout.text == "Ann Poe, Wages (2020)."


@pytest.mark.parametrize("rest", [(), ("of the second edition.",)])
def test_a_list_of_notes_goes_on_over_the_page_in_the_text_s_own_size(
    rest: tuple[str, ...],
) -> None:
    sheet = Sheet()
    y = text_with(sheet, "1", "2", "3", "4")
    sheet.rule(y - 20, width=400)
    last = "2. Ann Poe, Wages (2020), at 4" + (" and 5" if rest else ".")
    sheet.lines(y - 40, "1. Lars Petersen, Wells and Weather (2018).", last)
    sheet.page()
    sheet.lines(TOP, *rest, "3. Id. at 7.", "4. Jane Roe, Rents (2019).")
    document = read_document(sheet.data(), "letter.pdf")
    assert [(note.label, note.text, note.page) for note in document.notes] == [
        ("1", "Lars Petersen, Wells and Weather (2018).", 1),
        ("2", " ".join([last[3:], *rest]), 1),
        ("3", "Id. at 7.", 2),
        ("4", "Jane Roe, Rents (2019).", 2),
    ]
    assert {note.pairing for note in document.notes} == {Pairing.PAIRED}


def test_a_list_of_notes_that_pages_long_before_asked_for_goes_on() -> None:
    sheet = Sheet()
    text_with(sheet, "1", "2", "3")
    sheet.page()
    sheet.lines(TOP, "Sincerely,")
    sheet.rule(TOP - 20, width=400)
    sheet.lines(TOP - 40, "1. Lars Petersen, Wells (2018).", "2. Ann Poe, Wages (2020).")
    sheet.page()
    sheet.lines(TOP, "3. Jane Roe, Rents (2019).")
    document = read_document(sheet.data(), "letter.pdf")
    assert [(note.label, note.page, note.pairing) for note in document.notes] == [
        ("1", 2, Pairing.PAIRED), ("2", 2, Pairing.PAIRED), ("3", 3, Pairing.PAIRED),
    ]  # fmt: skip


def test_a_page_that_begins_with_a_point_of_its_own_list_is_text() -> None:
    sheet = Sheet()
    y = text_with(sheet, "1", "2")
    sheet.rule(y - 20)
    sheet.lines(y - 40, "1. Lars Petersen, Wells and Weather (2018).", "2. Id. at 4.")
    sheet.page()
    sheet.lines(TOP, "3. The council should keep a count of its rents.")
    layout = PDF.layout(sheet.data())
    assert [note.shown for note in layout.notes] == ["1", "2"]
    assert layout.body[-1].text.startswith("3. The council")


def test_a_hanging_indent_of_a_list_is_no_indent_of_paragraphs() -> None:
    sheet = Sheet()
    y = text_with(sheet, "1", "2", "3")
    sheet.text(LEFT, y - 30, "Notes")
    y -= 60
    long = "a title that takes the room of the line up to the margin or not far before it,"
    for number in (1, 2, 3):
        sheet.lines(y, f"{number}. Lars Petersen, {long}")
        sheet.lines(y - 14, "https://example.org/wells.", x=LEFT + 18)
        y -= 40
    document = read_document(sheet.data(), "letter.pdf")
    assert [note.text for note in document.notes] == [
        f"Lars Petersen, {long} https://example.org/wells."
    ] * 3


def test_a_mark_that_begins_a_line_is_the_next_after_the_last_inside_one() -> None:
    sheet = Sheet()
    y = text_with(sheet, "1", "2")
    sheet.text(
        LEFT, y, "The council has kept a count of its rents, and it was told so in the year."
    )
    sheet.marked(LEFT, y - 14, "", "3", " More was asked for, and the council has not answered it.")
    sheet.lines(y - 60, "Notes")
    sources = ("Jane Roe, Rents (2019).", "Id. at 12.", "Ann Poe, Wages (2020).")
    for number, source in enumerate(sources, 1):
        sheet.text(LEFT, y - 60 - 20 * number, f"{number}. {source}")
    document = read_document(sheet.data(), "letter.pdf")
    assert [(note.label, note.text) for note in document.notes] == [
        (str(number), source) for number, source in enumerate(sources, 1)
    ]
    assert [each.label for each in document.references] == ["1", "2", "3"]
