"""Automatic numbers of lists are part of what a reader sees."""

from __future__ import annotations

from citations import read as read_document
from citations.model import Pairing

from .docx_builder import Docx, paragraph, read, run, texts


def level(index: int, number_format: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


LISTS = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "(%2)")
    + level(2, "decimal", "%1.%2.%3")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "\uf0b7")
    + "</w:abstractNum>"
    + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    + '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    + '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


def item(text: str, number: int = 1, depth: int = 0) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(run(text), properties=properties)


def test_numbers_of_several_levels() -> None:
    body = "".join(
        [item("A"), item("B"), item("C", depth=1), item("D", depth=1), item("E", depth=2),
         item("F"), item("G", depth=1)]
    )  # fmt: skip
    assert texts(read(Docx(body=body, numbering=LISTS))) == [
        "1. A", "2. B", "(a) C", "(b) D", "2.b.1 E", "3. F", "(a) G",
    ]  # fmt: skip


def test_bullets_and_lists_that_start_elsewhere() -> None:
    body = item("A", 2) + item("B", 3) + item("C", 3) + item("D", 0) + item("E", 99)
    assert texts(read(Docx(body=body, numbering=LISTS))) == ["• A", "7. B", "8. C", "D", "E"]


def test_a_style_may_carry_the_list() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Numbered"><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Too">'
        '<w:basedOn w:val="Numbered"/></w:style>'
    )
    body = paragraph("A", properties='<w:pStyle w:val="Too"/>') + item("B")
    assert texts(read(Docx(body=body, styles=styles, numbering=LISTS))) == ["1. A", "2. B"]


def test_an_empty_item_counts_and_shows_nothing() -> None:
    assert texts(read(Docx(body=item("A") + item("") + item("B"), numbering=LISTS))) == [
        "1. A",
        "3. B",
    ]


def test_legal_numbering_is_decimal_throughout() -> None:
    legal = LISTS.replace(
        '<w:lvlText w:val="%1.%2.%3"/>', '<w:isLgl/><w:lvlText w:val="%1.%2.%3"/>'
    )
    body = item("A") + item("B", depth=1) + item("C", depth=2)
    assert texts(read(Docx(body=body, numbering=legal))) == ["1. A", "(a) B", "1.1.1 C"]


def test_notes_that_are_typed_as_a_numbered_list() -> None:
    high = "<w:vertAlign w:val='superscript'/>"
    body = (
        paragraph("Rents rose.", run("1", high), " Wages did not.", run("2", high))
        + paragraph("Notes")
        + item("Jane Roe, Rents (2019).")
        + item("Id. at 12.")
    )
    document = read_document(Docx(body=body, numbering=LISTS).data(), "letter.docx")
    assert [(each.label, each.text, each.pairing) for each in document.notes] == [
        ("1", "Jane Roe, Rents (2019).", Pairing.PAIRED),
        ("2", "Id. at 12.", Pairing.PAIRED),
    ]
