"""References that stand on the line in the text's own size, and marks that begin a line."""

from __future__ import annotations

import pytest

from citations import read as read_document
from citations.formats.pdf.layout import compose
from citations.formats.pdf.page import Fragment, Page, Pages
from citations.model import Document

from .pdf_builder import LEFT, TOP, Sheet

WORDS = "Times-Roman"


def page(content: str, *, raised: bool) -> bytes:
    """A page whose font R draws its only digit, a 1, high above the line or upon it."""
    low = 400 if raised else 0
    glyph = f"500 0 100 {low} 400 {low + 340} d1 100 {low} 300 340 re f"
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        "/Resources<</Font<</F 5 0 R/R 6 0 R>>>>>>endobj\n"
        f"4 0 obj<</Length {len(content)}>>stream\n{content}\nendstream endobj\n"
        f"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/{WORDS}>>endobj\n"
        "6 0 obj<</Type/Font/Subtype/Type3/FontBBox[0 -200 1000 1000]/FontMatrix[.001 0 0 .001 0 0]"
        "/FirstChar 49/LastChar 49/Widths[500]/Encoding<</Differences[49/one]>>"
        f"/CharProcs<</one 7 0 R>>/Resources<<>>>>endobj\n"
        f"7 0 obj<</Length {len(glyph)}>>stream\n{glyph}\nendstream endobj\n"
        "trailer<</Root 1 0 R>>\n%%EOF"
    ).encode("latin-1")


def read(data: bytes) -> Document:
    return read_document(data, "letter.pdf")


@pytest.mark.parametrize("raised", [True, False])
def test_digits_whose_ink_alone_is_raised(raised: bool) -> None:
    content = (
        "BT /F 12 Tf 72 700 Td (The count of Alder was kept.) Tj /R 12 Tf (1) Tj /F 12 Tf "
        "( It held.) Tj ET 72 150 144 .5 re f "
        "BT /R 10 Tf 72 130 Td (1) Tj /F 10 Tf ( Jane Roe, Rents \\(2019\\).) Tj ET"
    )
    document = read(page(content, raised=raised))
    sentences = [mark.sentence for mark in document.references]
    assert sentences == (["The count of Alder was kept.¹"] if raised else [])
    if raised:
        assert [(note.label, note.text) for note in document.notes] == [
            ("1", "Jane Roe, Rents (2019).")
        ]


def test_a_note_with_a_raised_label_may_begin_with_a_number() -> None:
    content = (
        "BT /F 12 Tf 72 700 Td (The count of Alder was kept.) Tj /R 12 Tf (1) Tj /F 12 Tf "
        "( It held.) Tj ET 72 150 144 .5 re f "
        "BT /R 10 Tf 72 130 Td (1) Tj /F 10 Tf (49 U.S.C. 5307.) Tj ET"
    )
    document = read(page(content, raised=True))
    assert [(note.label, note.text) for note in document.notes] == [("1", "49 U.S.C. 5307.")]


@pytest.mark.parametrize("wide", [0, 40])
def test_a_number_that_a_link_covers_alone(wide: int) -> None:
    sheet = Sheet()
    x = sheet.text(LEFT, TOP, "The count of Alder was kept.")
    after = sheet.text(x, TOP, "1")
    sheet.text(after, TOP, " It held.")
    sheet.within(x - wide, TOP, after)
    sheet.rule(150)
    sheet.lines(140, "1. Jane Roe, Rents (2019).", size=10)
    document = read(sheet.data())
    sentences = [mark.sentence for mark in document.references]
    assert sentences == ([] if wide else ["The count of Alder was kept.¹"])


def test_a_version_that_a_link_covers_is_no_reference() -> None:
    sheet = Sheet()
    x = sheet.text(LEFT, TOP, "It is told in v1.")
    sheet.within(x, TOP, sheet.text(x, TOP, "1"))
    sheet.rule(150)
    sheet.lines(140, "1. Jane Roe, Rents (2019).", size=10)
    assert read(sheet.data()).references == ()


def test_a_mark_that_begins_a_line_begins_no_paragraph() -> None:
    sheet = Sheet()
    sheet.lines(
        TOP, "The council of Alder has kept a count of its rents, and wages have not kept up"
    )
    sheet.marked(LEFT, TOP - 14, "", "1", " everywhere, as the clerk has told the council of it.")
    sheet.rule(150)
    sheet.lines(140, "1. Jane Roe, Rents (2019).", size=10)
    (reference,) = read(sheet.data()).references
    assert reference.sentence.startswith("The council of Alder")
    assert reference.sentence.endswith(
        "kept up¹ everywhere, as the clerk has told the council of it."
    )


def test_a_letter_that_unicode_has_twice() -> None:
    words = Fragment("Alder\u037e Birch", LEFT, 180, TOP, 12)
    assert compose(Pages([Page(1, 612, 792, [words])], [])).text == "Alder; Birch"


@pytest.mark.parametrize(("shown", "labels"), [("1213", ["12", "13"]), ("∗†", ["∗", "†"])])
def test_two_marks_without_a_sign_between_them(shown: str, labels: list[str]) -> None:
    sheet = Sheet()
    sheet.marked(LEFT, TOP, "The count of Alder was kept.", shown, " It held.")
    sheet.rule(150)
    for index, label in enumerate(labels):
        sheet.marked(LEFT, 138 - 12 * index, "", label, f" Jane Roe, Rents {index}.", size=10)
    document = read(sheet.data())
    assert [(mark.label, mark.sentence[:28]) for mark in document.references] == [
        (label, "The count of Alder was kept.") for label in labels
    ]


def test_page_numbers_of_an_index_are_no_labels() -> None:
    sheet = Sheet()
    sheet.lines(TOP, "Index", "council, 12, 14,")
    x = sheet.text(LEFT, TOP - 28, "107")
    sheet.within(LEFT, TOP - 28, x)
    sheet.text(x, TOP - 28, ", 116, 119")
    document = read(sheet.data())
    assert document.notes == ()
    assert "107, 116" in document.text
