"""Page layouts of letters, papers and pleadings that are more than text over notes."""

from __future__ import annotations

import pytest

from citations import read as read_document
from citations.formats.pdf import PDF
from citations.model import Pairing
from citations.passage import Layout

from .pdf_builder import LEFT, ROMAN, TOP, Sheet

TOWNS = ("Alder", "Birch", "Cedar", "Dogwood", "Elm")


def read(sheet: Sheet) -> Layout:
    return PDF.layout(sheet.data())


def notes(layout: Layout) -> list[tuple[str, list[str]]]:
    return [(note.shown, [p.text for p in note.passages]) for note in layout.notes]


def marks(layout: Layout) -> list[str]:
    return [mark.label for passage in layout.body for mark in passage.marks]


def body(sheet: Sheet, town: str = "Alder", *, ends: str = "This is known.") -> float:
    """Two lines of text and a third; gives the y below them."""
    return sheet.lines(
        TOP,
        f"The council of {town} has kept a count of its rents, and wages have not kept up with",
        f"them anywhere in {town}; it was told so in each of the years that are counted there.",
        ends,
    )


# Notes


def test_a_note_of_two_paragraphs() -> None:
    sheet = Sheet()
    y = body(sheet)
    sheet.marked(LEFT, y, "It is known.", "1", " More is.", "2")
    sheet.rule(200)
    sheet.marked(LEFT, 190, "", "1", " Jane Roe, Rents (2019), is the best account of what the "
                 "council was told in", size=10)  # fmt: skip
    sheet.text(LEFT, 178, "those years. It is often cited.", 10)
    sheet.text(LEFT + 12, 166, "A second paragraph of the note begins here, and is as long as the "
               "first one was,", 10)  # fmt: skip
    sheet.text(LEFT, 154, "and ends here.", 10)
    sheet.marked(LEFT, 142, "", "2", " Id. at 12.", size=10)
    assert notes(read(sheet)) == [
        ("1", [
            "Jane Roe, Rents (2019), is the best account of what the council was told in those "
            "years. It is often cited.",
            "A second paragraph of the note begins here, and is as long as the first one was, and "
            "ends here.",
        ]),
        ("2", ["Id. at 12."]),
    ]  # fmt: skip


@pytest.mark.parametrize(("inset", "size"), [(30, 10), (0, 9), (30, 9)])
def test_a_quotation_in_a_note(inset: float, size: float) -> None:
    sheet = Sheet()
    y = body(sheet)
    sheet.marked(LEFT, y, "It is known.", "1", " More is.")
    sheet.rule(220)
    sheet.marked(LEFT, 210, "", "1", " Jane Roe says of it what has to be said, namely:", size=10)
    quoted = ("Rents rise where no one builds, and they rise faster where no",
              "one may; that is all there is to say of them.")  # fmt: skip
    y = sheet.lines(198, *quoted, x=LEFT + inset, size=size)
    sheet.text(LEFT, y, "See also the answer of the council, in the same volume at 12.", 10)
    assert notes(read(sheet)) == [
        ("1", [
            "Jane Roe says of it what has to be said, namely:",
            "Rents rise where no one builds, and they rise faster where no one may; that is all "
            "there is to say of them.",
            "See also the answer of the council, in the same volume at 12.",
        ])
    ]  # fmt: skip


def test_a_note_with_a_hanging_indent_is_one_paragraph() -> None:
    sheet = Sheet()
    y = body(sheet)
    sheet.marked(LEFT, y, "It is known.", "1", " More is.")
    sheet.rule(200)
    sheet.text(LEFT, 191, "1", 6)
    sheet.text(LEFT + 18, 188, "Jane Roe, Rents (2019). It is often cited, and by many.", 10)
    sheet.text(LEFT + 18, 176, "See also the answer of the council, in the same volume at 12.", 10)
    sheet.text(LEFT + 18, 164, "It was given in 2020.", 10)
    assert notes(read(sheet)) == [
        ("1", ["Jane Roe, Rents (2019). It is often cited, and by many. See also the answer of the "
               "council, in the same volume at 12. It was given in 2020."])
    ]  # fmt: skip


def test_a_note_over_three_pages() -> None:
    sheet = Sheet()
    y = body(sheet)
    sheet.marked(LEFT, y, "It is known.", "1", " More is.")
    sheet.rule(150)
    sheet.marked(LEFT, 138, "", "1", " Jane Roe, Rents and What They Do to the Cities, in a",
                 size=10)  # fmt: skip
    for town, words in (("Birch", "volume that was edited by many hands, and of which there"),
                        ("Cedar", "are three parts, https://example.org/rents/"),
                        ("Dogwood", "in-full.html (last visited Jan. 5, 2021).")):  # fmt: skip
        sheet.page()
        body(sheet, town)
        sheet.rule(150)
        sheet.text(LEFT, 140, words, 10)
    layout = read(sheet)
    (note,) = layout.notes
    (passage,) = note.passages
    assert passage.text == (
        "Jane Roe, Rents and What They Do to the Cities, in a volume that was edited by many "
        "hands, and of which there are three parts, https://example.org/rents/in-full.html (last "
        "visited Jan. 5, 2021)."
    )
    assert [passage.page_at(turn) for turn in passage.turns] == [2, 3, 4]
    (link,) = read_document(sheet.canvas.getpdfdata(), "letter.pdf").notes[0].links
    assert link.url == "https://example.org/rents/in-full.html"


def test_notes_over_both_columns() -> None:
    sheet = Sheet()
    for x, number in ((LEFT, "1"), (320.0, "2")):
        for n in range(14):
            sheet.text(x, TOP - 14 * n, f"Line {n} of column {number} is long enough.")
        sheet.marked(x, TOP - 14 * 14, "This is known.", number, " More is not.")
    sheet.rule(150, LEFT, 72)
    sheet.marked(LEFT, 138, "", "1", " Source number one of two, which is a long one that reaches "
                 "over both of the columns.", size=9)  # fmt: skip
    sheet.marked(LEFT, 126, "", "2", " Source number two of two.", size=9)
    layout = read(sheet)
    assert notes(layout) == [
        ("1", ["Source number one of two, which is a long one that reaches over both of the "
               "columns."]),
        ("2", ["Source number two of two."]),
    ]  # fmt: skip
    assert marks(layout) == ["1", "2"]


@pytest.mark.parametrize("raised", [True, False])
def test_symbols_that_begin_anew_on_each_page(raised: bool) -> None:
    sheet = Sheet()
    for town in TOWNS[:3]:
        body(sheet, town)
        pieces = ("It is known.", "*", " More is,", "†", " and so on.", "‡", " Then.")
        if raised:
            sheet.marked(LEFT, 600, *pieces)
        else:
            sheet.text(LEFT, 600, "".join(pieces))
        sheet.rule(150)
        for row, sign in enumerate("*†‡"):
            sheet.text(LEFT, 140 - 12 * row, f"{sign} Source {sign} of {town}.", 10)
        sheet.page()
    document = read_document(sheet.data(), "letter.pdf")
    assert [(note.label, note.text, note.pairing) for note in document.notes] == [
        (sign, f"Source {sign} of {town}.", Pairing.PAIRED) for town in TOWNS[:3] for sign in "*†‡"
    ]
    assert [mark.label for mark in document.references] == list("*†‡" * 3)


def test_stars_that_are_no_references() -> None:
    sheet = Sheet()
    body(sheet, ends="Five or 5*3 are known.*")
    sheet.text(LEFT, 600, "* * *")
    sheet.rule(150)
    sheet.text(LEFT, 140, "* Jane Roe, Rents (2019).", 10)
    layout = read(sheet)
    assert marks(layout) == ["*"]
    assert "Five or 5*3 are known.*" in layout.text


def test_brackets_in_full_size() -> None:
    sheet = Sheet()
    body(sheet, ends="It is known.[1] More is known [2] and was asked for.")
    sheet.rule(150)
    sheet.lines(140, "[1] Jane Roe, Rents (2019).", "[2] Id. at 12.", size=10)
    document = read_document(sheet.data(), "letter.pdf")
    assert [(note.label, note.text, note.pairing) for note in document.notes] == [
        ("1", "Jane Roe, Rents (2019).", Pairing.PAIRED),
        ("2", "Id. at 12.", Pairing.PAIRED),
    ]


@pytest.mark.parametrize("size", [7, 10, 12])
def test_labels_that_are_raised_by_the_texts_rise(size: float) -> None:
    sheet = Sheet()
    y = body(sheet)
    for x, at, body_size, pieces in (
        (LEFT, y, 12, ("It is known.", "1", " More was asked for.", "2", " Then.")),
        (LEFT, 140, 10, ("", "1", " Jane Roe, Rents (2019).")),
        (LEFT, 127, 10, ("", "2", " Id. at 12.")),
    ):
        text = sheet.canvas.beginText(x, at)
        for index, piece in enumerate(pieces):
            label_size = size * body_size / 12
            text.setFont(ROMAN, label_size if index % 2 else body_size)
            text.setRise(0.35 * body_size if index % 2 else 0)
            text.textOut(piece)
        sheet.canvas.drawText(text)
    sheet.rule(155)
    layout = read(sheet)
    assert notes(layout) == [("1", ["Jane Roe, Rents (2019)."]), ("2", ["Id. at 12."])]
    assert marks(layout) == ["1", "2"]
    assert "It is known.¹ More was asked for.² Then." in layout.text


def test_small_numbers_that_are_not_raised() -> None:
    sheet = Sheet()
    y = body(sheet)
    x = sheet.text(LEFT, y, "It is known.")
    x = sheet.text(x, y, "1", 7)
    x = sheet.text(x, y, " CO")
    x = sheet.text(x, y, "2", 7)
    sheet.text(x, y, " was counted.")
    sheet.rule(150)
    for row, source in enumerate(("Jane Roe, Rents (2019).", "Id. at 12."), start=1):
        x = sheet.text(LEFT, 150 - 12 * row, str(row), 6)
        sheet.text(x, 150 - 12 * row, f" {source}", 10)
    layout = read(sheet)
    assert notes(layout) == [("1", ["Jane Roe, Rents (2019)."]), ("2", ["Id. at 12."])]
    assert marks(layout) == ["1"]
    assert "CO2 was counted." in layout.text


# What is not text


@pytest.mark.parametrize("turned", [45, 0])
def test_a_watermark_is_no_text(turned: float) -> None:
    sheet = Sheet()
    for town in TOWNS[:3]:
        sheet.canvas.saveState()
        sheet.canvas.translate(300, 660)
        sheet.canvas.rotate(turned)
        sheet.text(-150, 0, "DRAFT", 90)
        sheet.canvas.restoreState()
        if town != "Cedar":
            body(sheet, town)
        sheet.lines(500, f"{town} closes with a line of its own.")
        sheet.page()
    layout = read(sheet)
    assert "DRAFT" not in layout.text
    assert layout.text.count("closes with a line") == 3


def test_a_large_title_and_a_large_first_letter_stay() -> None:
    sheet = Sheet()
    sheet.text(LEFT, 740, "On Rents", 36)
    sheet.text(LEFT, 675, "O", 40)
    sheet.lines(695, "nce the council has kept a count of its rents, and wages have not kept up",
                "with them anywhere; it was told so in each of the years that are counted",
                x=LEFT + 30)  # fmt: skip
    sheet.lines(665, "there, and in others, too.")
    text = read(sheet).text
    assert text.startswith("On Rents")
    assert "O" in text.replace("On Rents", "")


@pytest.mark.parametrize("step", [1, 5])
def test_numbers_of_lines_are_no_text(step: int) -> None:
    sheet = Sheet()
    for town in TOWNS[:2]:
        for row in range(25):
            y = TOP - 24 * row
            if (row + 1) % step == 0:
                number = str(row + 1)
                sheet.text(55 - 5 * len(number), y, number, 10)
            words = (
                f"{town} wrote that line {TOWNS[row % 5]} of a pleading goes on and on at length"
            )
            sheet.text(LEFT, y, words)
        sheet.page()
    text = read(sheet).text
    assert not any(letter.isdigit() for letter in text)
    assert text.count("of a pleading goes on") == 50


def test_a_numbered_list_keeps_its_numbers() -> None:
    sheet = Sheet()
    for row in range(12):
        sheet.text(LEFT, TOP - 24 * row, str(row + 1))
        sheet.text(LEFT + 30, TOP - 24 * row, f"We ask for a count in {TOWNS[row % 5]}.")
    text = read(sheet).text
    assert all(str(number) in text for number in range(1, 13))


def test_pages_alike_are_still_read() -> None:
    sheet = Sheet()
    for _ in range(2):
        sheet.text(LEFT, 760, "Dear Senator: We write to you.")
        sheet.page()
    assert "Dear Senator" in read(sheet).text


# Links


def test_an_area_over_two_whole_lines_is_the_urls_alone() -> None:
    url = "https://www.example.org/a/bee/see.html"
    sheet = Sheet()
    sheet.text(LEFT + 200, TOP, "See the report https://www.example.org/a/")
    sheet.text(LEFT, TOP - 14, "bee/see.html, and more of it was said there before.")
    sheet.canvas.linkURL(url, (LEFT, TOP - 17, 540, TOP + 10), relative=1, thickness=0)
    (passage,) = read(sheet).body
    (link,) = passage.links
    assert (link.url, link.shown) == (url, url)
    assert passage.text[link.at.start : link.at.end] == url


def test_an_area_that_takes_a_bracket_in_is_the_urls_alone() -> None:
    sheet = Sheet()
    before = sheet.text(LEFT, TOP, "See Rents ")
    after = sheet.text(before, TOP, "[https://perma.cc/6RCB-MMNN")
    sheet.text(after, TOP, "].")
    sheet.link("https://perma.cc/6RCB-MMNN", before, TOP, after)
    (passage,) = read(sheet).body
    assert [link.shown for link in passage.links] == ["https://perma.cc/6RCB-MMNN"]


def test_an_opening_bracket_at_the_lines_end() -> None:
    sheet = Sheet()
    sheet.lines(TOP, "The council of Alder has kept a count of its rents, and has said so at once",
                "(see the report of 2019, and the one before it, and the many that are to come) (",
                "see also the report of 2020), and wages have not kept up with them.")  # fmt: skip
    assert "(see also the report of 2020)" in read(sheet).text


@pytest.mark.parametrize("label", ["5. ", "[5] ", "• "])
def test_a_label_before_italics_begins_a_paragraph_on_a_new_page(label: str) -> None:
    sheet = Sheet()
    line = "A point that is made in as many words as there is room for on a line of the pages."
    sheet.lines(TOP, line, line, line)
    sheet.page()
    x = sheet.text(LEFT, TOP, label)
    sheet.text(x, TOP, "But see", font="Times-Italic")
    assert [passage.text for passage in read(sheet).body][-1] == f"{label}But see"
