"""Pages on their side: turned by the file, or drawn so."""

from __future__ import annotations

import pytest

from citations.formats.pdf import PDF
from citations.formats.pdf.paged import paged
from citations.passage import Layout

from .pdf_builder import HEIGHT, LEFT, WIDTH, Sheet

BODY = (
    "Rents have risen in every city that keeps a count of them, and wages have not",
    "kept up with them anywhere; the council was told so in each of the last years",
)


def read(sheet: Sheet) -> Layout:
    return PDF.layout(sheet.data())


def turn(sheet: Sheet, quarters: int) -> None:
    """Draw what follows on a page that is held turned by so many quarters, clockwise."""
    canvas = sheet.canvas
    if quarters == 1:
        canvas.translate(WIDTH, 0)
    elif quarters == 2:
        canvas.translate(WIDTH, HEIGHT)
    elif quarters == 3:
        canvas.translate(0, HEIGHT)
    canvas.rotate(90 * quarters)


def letter(sheet: Sheet) -> None:
    """A paragraph with a note and a link."""
    y = sheet.lines(500, *BODY)
    before = sheet.marked(LEFT, y, "and this is known.", "1", " ")
    after = sheet.text(before, y, "More was asked for.")
    sheet.link("https://example.org/more", before, y, after)
    sheet.rule(150)
    sheet.marked(LEFT, 138, "", "1", " Jane Roe, Rents (2019).", size=10)


def check(layout: Layout) -> None:
    (passage,) = layout.body
    assert passage.text == " ".join(BODY) + " and this is known.¹ More was asked for."
    assert [(note.shown, note.passages[0].text) for note in layout.notes] == [
        ("1", "Jane Roe, Rents (2019).")
    ]
    (link,) = passage.links
    assert (link.url, link.shown) == ("https://example.org/more", "More was asked for.")


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_text_that_is_drawn_on_its_side(quarters: int) -> None:
    sheet = Sheet()
    sheet.canvas.setPageRotation(0)
    turn(sheet, quarters)
    letter(sheet)
    check(read(sheet))


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_page_that_the_file_turns_upright(quarters: int) -> None:
    sheet = Sheet()
    sheet.canvas.setPageRotation(90 * quarters)
    if quarters == 3:
        # reportlab makes the page of such a rotation as high as others are wide.
        sheet.canvas.translate(0, WIDTH - HEIGHT)
    turn(sheet, quarters)
    letter(sheet)
    check(read(sheet))


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_the_file_turns_on_its_side(quarters: int) -> None:
    sheet = Sheet()
    sheet.canvas.setPageRotation(90 * quarters)
    letter(sheet)
    check(read(sheet))


def test_a_sideways_table_in_an_upright_letter() -> None:
    sheet = Sheet()
    sheet.lines(700, *BODY, "and in this one.")
    sheet.page()
    sheet.canvas.saveState()
    turn(sheet, 1)
    for row in range(4):
        sheet.lines(500 - 40 * row, f"Town number {row} counts its rents and its wages each year.")
    sheet.canvas.restoreState()
    sheet.text(300, 40, "2")
    sheet.page()
    y = sheet.lines(
        700, "Here wages have not kept up with them anywhere, and the count was", "kept."
    )
    sheet.marked(LEFT, y - 20, "This is known.", "1", " More was asked for.")
    sheet.lines(100, "1. Jane Roe, Rents (2019).", size=10)
    layout = read(sheet)
    assert [passage.text for passage in layout.body] == [
        " ".join(BODY) + " and in this one.",
        *(f"Town number {row} counts its rents and its wages each year." for row in range(4)),
        "Here wages have not kept up with them anywhere, and the count was kept.",
        "This is known.¹ More was asked for.",
    ]
    assert [passage.page for passage in layout.body] == [1, 2, 2, 2, 2, 3, 3]
    assert [note.shown for note in layout.notes] == ["1"]


def test_a_long_stamp_at_the_margin_turns_no_page() -> None:
    sheet = Sheet()
    sheet.lines(700, "Dear Senator:")
    sheet.canvas.rotate(90)
    for line in range(2):
        sheet.text(100, -30 - 10 * line, "Downloaded from the archive of the council, and more", 8)
    assert [passage.text for passage in read(sheet).body] == ["Dear Senator:"]


def test_a_page_whose_corner_is_elsewhere() -> None:
    sheet = Sheet()
    for words in ("Rents have risen in every city.", "Wages have not kept up with them."):
        sheet.lines(600, words)
        sheet.text(300, 199, "Journal of Rents")
        sheet.page()
    data = sheet.data()
    moved = data.replace(b"/MediaBox [ 0 0 612 792 ]", b"/MediaBox [0 99 612 891 ]")
    assert moved != data
    # In the lowest fifth of the page, counted from its own corner.
    assert "Journal of Rents" in PDF.layout(data).text
    assert "Journal of Rents" not in PDF.layout(moved).text


# Among upright pages


def rows(sheet: Sheet, count: int, y: float = 500) -> None:
    for row in range(count):
        sheet.text(LEFT, y - 18 * row, f"Row {row} of the table of all rents, with")
        sheet.text(LEFT + 300, y - 18 * row, f"{row * 37}")


@pytest.mark.parametrize("way", ["drawn", "wide"])
def test_a_sentence_and_a_note_go_on_behind_a_table_on_its_side(way: str) -> None:
    sheet = Sheet()
    y = sheet.lines(700, *BODY)
    sheet.marked(LEFT, y, "and this is known.", "1", " More was asked for when the table")
    sheet.rule(150)
    sheet.marked(
        LEFT, 138, "", "1", " Jane Roe, Rents and What They Do to the Cities, in a", size=10
    )
    sheet.page()
    if way == "wide":
        sheet.canvas.setPageSize((HEIGHT, WIDTH))
    else:
        turn(sheet, 1)
    rows(sheet, 20)
    sheet.page()
    sheet.canvas.setPageSize((WIDTH, HEIGHT))
    sheet.text(LEFT, 700, "was made, and it ends here.")
    sheet.rule(150)
    sheet.text(LEFT, 138, "volume of two parts (2019), at 12.", 10)
    layout = read(sheet)
    first, *table = layout.body
    assert first.text == (
        " ".join(BODY) + " and this is known.¹ More was asked for when the table was made, and it "
        "ends here."
    )
    assert first.page_at(first.text.index("table")) == 1
    assert first.page_at(first.text.index("was made")) == 3
    assert [passage.page for passage in table] == [2] * len(table)
    (note,) = layout.notes
    (passage,) = note.passages
    assert passage.text == (
        "Jane Roe, Rents and What They Do to the Cities, in a volume of two parts (2019), at 12."
    )
    pages = paged(layout).pages
    assert [page.split()[0] for page in pages] == ["Rents", "Row", "was"]


def test_pages_on_their_side_behind_a_finished_letter_stay_behind_it() -> None:
    sheet = Sheet()
    sheet.lines(700, *BODY, "and this is known.")
    sheet.page()
    turn(sheet, 1)
    rows(sheet, 12)
    sheet.page()
    sheet.text(LEFT, 700, "Annex B. Nothing goes on here.")
    texts = [passage.text for passage in read(sheet).body]
    assert texts[0].endswith("and this is known.")
    assert texts[-1] == "Annex B. Nothing goes on here."


@pytest.mark.parametrize("count", [6, 16])
def test_text_around_a_table_on_its_side(count: int) -> None:
    sheet = Sheet()
    y = sheet.lines(700, *BODY)
    sheet.marked(LEFT, y, "and this is known.", "1", " More was asked for.")
    sheet.rule(150)
    sheet.marked(LEFT, 138, "", "1", " Jane Roe, Rents (2019).", size=10)
    sheet.canvas.saveState()
    turn(sheet, 1)
    rows(sheet, count, 480)
    sheet.canvas.restoreState()
    layout = read(sheet)
    assert layout.body[0].text == " ".join(BODY) + " and this is known.¹ More was asked for."
    assert f"Row {count - 1} of the table of all rents, with" in layout.text
    assert [note.passages[0].text for note in layout.notes] == ["Jane Roe, Rents (2019)."]
    assert {passage.page for passage in layout.body} == {1}
    assert len(paged(layout).pages) == 1
