"""One letter as text, as a Word document and as a PDF says the same."""

from __future__ import annotations

import pytest

from citations import read
from citations.model import NoteKind
from tests.citations.gold.parity import told

from .docx.docx_builder import Docx, note, reference, run
from .docx.docx_builder import paragraph as docx_paragraph
from .pdf.pdf_builder import Foot, Typesetter, Words

COUNTING = "https://harbortowns.example.org/reports/2023/counting-heads-on-the-quay.pdf"
SURVEY = "https://islandpost.example.com/2023/02/03/what-islanders-want-from-their-ferry"


def w(text: str) -> Words:
    """Words that a PDF may break at each bar."""
    return Words(text.replace("|", "\u00ad"))


LETTER: list[list[Words | Foot]] = [
    [Words("March 4, 2024")],
    [Words("Dear Commissioner Okafor:")],
    [
        w(
            "Our nine towns de|pend on the ferry for school, work and care. Rid|er|ship "
            "grew by a third in two years,"
        ),
        Foot(
            (
                Words("HARBOR TOWNS ALLIANCE, "),
                Words("Counting Heads on the Quay", italic=True),
                Words(" 12 (2023), available at "),
                Words(COUNTING, url=COUNTING),
                w(" (finding that the boats “run full every morn|ing of the week”)."),
            )
        ),
        w(" and every sur|vey since then puts re|li|a|bil|i|ty first."),
        Foot(
            (
                Words("See, e.g.,", italic=True),
                Words(" Ines Vale, "),
                Words("What Islanders Want", italic=True),
                Words(", ISLAND POST (Feb. 3, 2023, 7:15 AM), "),
                Words(SURVEY, url=SURVEY),
                Words("; Rui Sato, "),
                Words("Again on Time", italic=True),
                Words(", 14 J. Coastal Stud. 201, 204 (2022)."),
            )
        ),
        w(
            " Dr. Amara Lindqvist told the coun|cil that “the boats run full, the time|ta|ble "
            "does not.”"
        ),
        Foot((w("Minutes of the coun|cil, at 3."),)),
        w(" No one has an|swered her."),
    ],
    [
        Words("A later study found the same in winter"),
        Foot((Words("Vale, "), Words("supra", italic=True), Words(" note 2."))),
        w(" despite heav|i|er weath|er."),
        Foot((Words("Id.", italic=True), Words(" See also 46 U.S.C. § 3306."))),
        Words(" The U.S. Coast Guard agrees, and asks for a plan that its own crews can keep to."),
    ],
    [Words("Sincerely,")],
    [Words("The mayors of nine towns")],
]
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def as_text() -> bytes:
    notes: list[str] = []

    def written(pieces: list[Words | Foot] | tuple[Words, ...]) -> str:
        made = ""
        for piece in pieces:
            if isinstance(piece, Foot):
                label = str(len(notes) + 1).translate(SUPERSCRIPTS)
                notes.append("")
                notes[-1] = f"{label} {written(piece.note)}"
                made += label
            elif piece.url:
                made += f"<{piece.url}>"
            else:
                made += f"*{piece.text}*" if piece.italic else piece.text
        return made.replace("\u00ad", "")

    body = [written(paragraph) for paragraph in LETTER]
    return "\n\n".join([*body[:4], *notes, *body[4:]]).encode()


def as_docx() -> bytes:
    notes: list[str] = []
    links: dict[str, str] = {}

    def runs(pieces: list[Words | Foot] | tuple[Words, ...]) -> list[str]:
        made = []
        for piece in pieces:
            if isinstance(piece, Foot):
                number = len(notes) + 1
                notes.append("")
                notes[-1] = note(number, *runs(piece.note))
                made.append(reference(number))
            elif piece.url:
                key = f"rId{len(links) + 1}"
                links[key] = piece.url
                made.append(f'<w:hyperlink r:id="{key}">{run(piece.text)}</w:hyperlink>')
            else:
                made.append(run(piece.text, "<w:i/>" if piece.italic else ""))
        return made

    body = "".join(docx_paragraph(*runs(paragraph)) for paragraph in LETTER)
    return Docx(body=body, footnotes="".join(notes), note_links=links).data()


def as_pdf() -> bytes:
    return Typesetter(LETTER, foot=120).data()


TEXT = read(as_text(), "letter.txt")


@pytest.mark.parametrize(
    ("data", "name"), [(as_docx(), "docx"), (as_pdf(), "pdf")], ids=["docx", "pdf"]
)
def test_the_notes_are_alike(data: bytes, name: str) -> None:
    document = read(data, f"letter.{name}")
    assert document.format == name
    assert len(TEXT.notes) == 5
    assert [each.kind for each in TEXT.notes] == [NoteKind.FOOTNOTE] * 5
    assert told(document) == told(TEXT)
    assert document.date == TEXT.date
    assert [each.sentence for each in document.references] == [
        each.sentence for each in TEXT.references
    ]
    assert [each.segments for each in document.quotations] == [
        each.segments for each in TEXT.quotations
    ]


def test_every_span_is_a_slice_of_the_documents_text() -> None:
    for data, name in ((as_docx(), "docx"), (as_pdf(), "pdf")):
        document = read(data, f"letter.{name}")
        for note_ in document.notes:
            assert document.text[note_.span.start : note_.span.end] == note_.text
            for citation in note_.citations:
                span = citation.span
                assert document.text[span.start : span.end] == citation.raw
        for reference_ in document.references:
            span = reference_.span
            assert document.text[span.start : span.end] == reference_.label.translate(SUPERSCRIPTS)


def test_the_pdf_knows_its_pages() -> None:
    document = read(as_pdf(), "letter.pdf")
    assert [each.page for each in document.notes] == [1] * 5
    assert {each.page for each in document.references} == {1}
    assert {link.page for each in document.notes for link in each.links} == {1}
