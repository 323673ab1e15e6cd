"""What stands around a page's text: feet, stamps, numbers of lines, forms, what was cut off."""

from __future__ import annotations

import pytest

from citations import read as read_document
from citations.formats.pdf import PDF
from citations.passage import Layout

from .pdf_builder import HEIGHT, LEFT, TOP, WIDTH, Sheet

BODY = (
    "The council of Alder has kept a count of its rents, and wages have not kept up with",
    "them anywhere in Alder; it was told so in each of the years that are counted there.",
)
NOTES = [("1", "Jane Roe, Rents (2019)."), ("2", "Id. at 12.")]
WHOLE = f"{BODY[0]} {BODY[1]} It is known.¹ More was asked for.² Then it ended."


def letter(sheet: Sheet, foot: float = 138) -> None:
    y = sheet.lines(TOP, *BODY)
    sheet.marked(LEFT, y, "It is known.", "1", " More was asked for.", "2", " Then it ended.")
    sheet.rule(foot + 12)
    sheet.marked(LEFT, foot, "", "1", " Jane Roe, Rents (2019).", size=10)
    sheet.marked(LEFT, foot - 12, "", "2", " Id. at 12.", size=10)


def read(sheet: Sheet) -> Layout:
    return PDF.layout(sheet.data())


def notes(layout: Layout) -> list[tuple[str, str]]:
    return [(note.shown, " ".join(p.text for p in note.passages)) for note in layout.notes]


def texts(layout: Layout) -> list[str]:
    return [passage.text for passage in layout.body]


@pytest.mark.parametrize("foot", [
    ("ALDER-000001",),
    ("Confidential – Attorney Work Product",),
    ("12 Harbor Street, Alder", "council@alder.example.gov"),
])  # fmt: skip
def test_the_foot_of_a_letter_of_one_page_is_no_note(foot: tuple[str, ...]) -> None:
    sheet = Sheet()
    letter(sheet, 160)
    sheet.lines(70, *foot, size=8)
    layout = read(sheet)
    assert notes(layout) == NOTES
    assert texts(layout)[0] == WHOLE
    assert " ".join(foot) in layout.text.replace("\n", " ")


def test_a_note_that_goes_on_far_below_stays_whole() -> None:
    sheet = Sheet()
    letter(sheet, 160)
    sheet.marked(LEFT, 110, "", "3", " Roe, Towns (2018).", size=10)
    sheet.text(LEFT, 80, "A second paragraph of the note.", 10)
    sheet.marked(LEFT, 68, "", "4", " Poe.", size=10)
    sheet.marked(LEFT, 500, "Much is known,", "3", " and more,", "4", " of all.")
    found = notes(read(sheet))
    assert [label for label, _ in found] == ["1", "2", "3", "4"]
    assert found[2] == ("3", "Roe, Towns (2018). A second paragraph of the note.")


@pytest.mark.parametrize("apart", [30.0, 10.0])
def test_small_numbers_of_few_lines_are_no_text(apart: float) -> None:
    sheet = Sheet()
    letter(sheet)
    for row in range(3):
        sheet.text(LEFT - apart - 3, TOP - 13.8 * row, str(row + 1), 6)
    for row, words in enumerate(("Sincerely,", "Jane Roe", "Mayor", "Town of Alder")):
        sheet.text(LEFT - apart - 3, 600 - 14 * row, str(row + 4), 6)
        sheet.text(LEFT, 600 - 14 * row, words)
    layout = read(sheet)
    assert notes(layout) == NOTES
    assert texts(layout) == [WHOLE, "Sincerely,", "Jane Roe", "Mayor", "Town of Alder"]


def test_a_short_list_keeps_its_numbers() -> None:
    sheet = Sheet()
    sheet.lines(TOP, *BODY)
    for row, words in enumerate(("Alder", "Birch", "Cedar", "Dogwood", "Elm"), 1):
        sheet.text(LEFT, 600 - 14 * row, str(row), 8)
        sheet.text(LEFT + 20, 600 - 14 * row, words)
    assert "5 Elm" in read(sheet).text


def test_what_was_cut_off_is_not_read() -> None:
    sheet = Sheet()
    sheet.canvas.setCropBox((40, 40, WIDTH - 40, HEIGHT - 40))
    letter(sheet)
    sheet.text(60, HEIGHT - 20, "alder_final_3.indd 12/12/2020 https://printer.example.com")
    sheet.text(60, 20, "alder_final_3.indd 1")
    layout = read(sheet)
    assert layout.text.startswith(WHOLE)
    assert "indd" not in layout.text
    assert notes(layout) == NOTES


def test_a_page_whose_box_leaves_all_words_out_is_read() -> None:
    sheet = Sheet()
    sheet.canvas.setCropBox((0, 560, 50, 600))
    letter(sheet)
    assert WHOLE in read(sheet).text


def test_what_was_written_into_a_form() -> None:
    sheet = Sheet()
    letter(sheet)
    for row, value in enumerate(("Jane Roe of Alder", "See https://example.org/complaint.")):
        sheet.canvas.acroForm.textfield(
            name=f"field{row}", value=value, x=LEFT, y=500 - 40 * row, width=300, height=20
        )
    sheet.link("https://example.org/council", LEFT, TOP, 300)
    layout = read(sheet)
    assert "Jane Roe of Alder" in layout.text
    assert "See https://example.org/complaint." in layout.text
    assert notes(layout) == NOTES
    assert [link.url for link in layout.body[0].links] == ["https://example.org/council"]


def test_a_number_in_italics_with_brackets_close_behind() -> None:
    sheet = Sheet()
    y = sheet.lines(TOP, *BODY)
    x = sheet.text(LEFT, y, "Allergy Today ")
    x = sheet.text(x, y, "57", font="Times-Italic")
    sheet.text(x + 0.3, y - 0.01, "(4), 310; see also ")
    x = sheet.marked(LEFT, y - 28, "as is known", "1")
    sheet.text(x, y - 28, ". More is not.")
    assert "Allergy Today 57(4), 310" in read(sheet).text


def test_notes_that_fill_most_of_the_pages_without_a_rule() -> None:
    sheet = Sheet()
    for page, town in enumerate(("Alder", "Birch", "Cedar")):
        for index in range(4):
            sheet.text(
                LEFT, TOP - 14 * index, f"The council of {town} has kept {index} counts of it"
            )
        sheet.marked(LEFT, TOP - 56, f"in {town}, and was told so.", str(page + 1), " It held.")
        sheet.marked(LEFT, TOP - 90, "", str(page + 1), f" Jane Roe, Rents of {town}.", size=8)
        for index in range(24):
            sheet.text(
                LEFT, TOP - 100 - 10 * index, f"So was {town} told, in year {index}, of rent.", 8
            )
        sheet.page()
    document = read_document(sheet.data(), "review.pdf")
    assert [note.label for note in document.notes] == ["1", "2", "3"]
    assert [note.text.count("told") for note in document.notes] == [24, 24, 24]
    assert all(note.reference is not None for note in document.notes)
