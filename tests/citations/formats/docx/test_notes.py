"""Notes and references of a Word document: order, kinds, marks, containers, changes."""

from __future__ import annotations

import pytest

from citations.model import NoteKind, Span

from .docx_builder import (
    Docx,
    field,
    note,
    note_texts,
    paragraph,
    read,
    reference,
    run,
    texts,
    words,
)


def test_a_letter_with_notes_in_reading_order() -> None:
    layout = read(
        Docx(
            body=paragraph("Rents rose.", reference(7), " Wages did not.", reference(2)),
            footnotes=note(2, "Second.") + note(7, "First."),
        )
    )
    assert texts(layout) == ["Rents rose.¹ Wages did not.²"]
    assert note_texts(layout) == [("1", "First."), ("2", "Second.")]
    assert [n.kind for n in layout.notes] == [NoteKind.FOOTNOTE, NoteKind.FOOTNOTE]
    marks = layout.body[0].marks
    assert [(m.shown, words(layout.body[0], m.at)) for m in marks] == [("1", "¹"), ("2", "²")]
    assert [m.label for m in marks] == [n.label for n in layout.notes]


def test_every_span_points_into_the_text() -> None:
    layout = read(
        Docx(
            body=paragraph("One.", reference(1)) + paragraph("Two.", reference(2)),
            footnotes=note(1, "A.") + note(2, run("B"), " and C."),
        )
    )
    assert layout.text == "One.¹\nTwo.²\n¹ A.\n² B and C."
    for passage in (*layout.body, *(p for n in layout.notes for p in n.passages)):
        whole = passage.source(Span(0, len(passage.text)))
        assert layout.text[whole.start : whole.end] == passage.text
    for n in layout.notes:
        assert layout.text[n.label_span.start : n.label_span.end] in ("¹", "²")


def test_footnotes_and_endnotes_are_told_apart() -> None:
    layout = read(
        Docx(
            body=paragraph("A", reference(1), " B", reference(1, "endnote"), " C", reference(2)),
            footnotes=note(1, "Foot one.") + note(2, "Foot two."),
            endnotes=note(1, "End one.", kind="endnote"),
        )
    )
    assert texts(layout) == ["A¹ Bi C²"]
    assert note_texts(layout) == [("1", "Foot one."), ("2", "Foot two."), ("i", "End one.")]
    assert layout.notes[2].kind is NoteKind.ENDNOTE
    assert len({n.label for n in layout.notes}) == 3


def test_a_custom_mark_is_the_typed_one_and_counts_nothing() -> None:
    layout = read(
        Docx(
            body=paragraph("Title", reference(1, custom="*")) + paragraph("Text.", reference(2)),
            footnotes=note(1, run("*"), " Thanks.", label=False) + note(2, "A source."),
        )
    )
    assert texts(layout) == ["Title*", "Text.¹"]
    assert note_texts(layout) == [("*", "Thanks."), ("1", "A source.")]


def test_a_custom_mark_in_the_run_after_its_reference() -> None:
    empty = '<w:r><w:footnoteReference w:customMarkFollows="true" w:id="1"/></w:r>'
    raised = run("†", "<w:vertAlign w:val='superscript'/>")
    layout = read(
        Docx(
            body=paragraph("Text", empty, raised, " goes on."),
            footnotes=note(1, "† A source.", label=False),
        )
    )
    assert texts(layout) == ["Text† goes on."]
    assert note_texts(layout) == [("†", "A source.")]


def test_a_word_after_a_reference_without_its_mark_stays_a_word() -> None:
    empty = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/></w:r>'
    layout = read(
        Docx(
            body=paragraph("Text", empty, " However, it went on."),
            footnotes=note(1, "Lost.", label=False),
        )
    )
    # Word prints no mark there, and the note at the foot of the page.
    assert texts(layout) == ["Text* However, it went on."]
    assert note_texts(layout) == [("*", "Lost.")]


@pytest.mark.parametrize(
    ("font", "char", "shown"),
    [("Symbol", "F0A7", "♣"), ("Symbol", "F020", "*"), ("Webdings", "F0C8", "*")],
)
def test_a_mark_that_is_a_sign_brings_its_note(font: str, char: str, shown: str) -> None:
    sign = f'<w:sym w:font="{font}" w:char="{char}"/>'
    marked = f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/>{sign}</w:r>'
    own = f"<w:r>{sign}</w:r>"
    layout = read(
        Docx(
            body=paragraph("Text", marked, " goes on."),
            footnotes=note(1, own, " A source.", label=False),
        )
    )
    assert texts(layout) == [f"Text{shown} goes on."]
    ((label, words),) = note_texts(layout)
    assert (label, words[-9:]) == (shown, "A source.")
    assert [mark.label for mark in layout.body[0].marks] == [layout.notes[0].label]


def test_a_mark_behind_blanks_is_found() -> None:
    marked = (
        '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/>'
        '<w:t xml:space="preserve"> </w:t><w:t>a</w:t></w:r>'
    )
    layout = read(Docx(body=paragraph("Text", marked), footnotes=note(1, "a A.", label=False)))
    assert texts(layout) == ["Text a"]
    assert note_texts(layout) == [("a", "A.")]


def test_a_reference_without_a_note_and_a_note_without_a_reference_are_both_kept() -> None:
    layout = read(
        Docx(
            body=paragraph("A", reference(9), " B", reference(1)),
            footnotes=note(1, "One.") + note(2, "Lost."),
        )
    )
    assert [m.shown for m in layout.body[0].marks] == ["1", "2"]
    assert note_texts(layout) == [("2", "One."), ("", "Lost.")]


def test_two_references_to_one_note_show_one_number() -> None:
    layout = read(
        Docx(
            body=paragraph("A", reference(1), " B", reference(2), " C", reference(1)),
            footnotes=note(1, "One.") + note(2, "Two."),
        )
    )
    assert texts(layout) == ["A¹ B² C¹"]


def test_a_noteref_field_is_one_more_reference() -> None:
    marked = (
        '<w:bookmarkStart w:id="0" w:name="_Ref1"/>' + reference(1) + '<w:bookmarkEnd w:id="0"/>'
    )
    again = field(r" NOTEREF _Ref1 \f \h ", run("1", "<w:vertAlign w:val='superscript'/>"))
    plain = field(r" NOTEREF _Ref1 \h ", "1")
    layout = read(
        Docx(
            body=paragraph("A", marked, " B", again, " see note ", plain),
            footnotes=note(1, "One."),
        )
    )
    assert texts(layout) == ["A¹ B¹ see note 1"]
    assert [m.label for m in layout.body[0].marks] == [layout.notes[0].label] * 2


def test_a_label_with_a_stop_is_left_out_of_the_note() -> None:
    own = "<w:footnote w:id='1'>" + paragraph("<w:r><w:footnoteRef/></w:r>", ". A source.")
    layout = read(Docx(body=paragraph("A", reference(1)), footnotes=own + "</w:footnote>"))
    assert note_texts(layout) == [("1", "A source.")]


def test_a_note_of_several_paragraphs_and_of_none() -> None:
    two = note(1, "One.").replace("</w:footnote>", paragraph("Two.") + "</w:footnote>")
    layout = read(Docx(body=paragraph("A", reference(1), reference(2)), footnotes=two + note(2)))
    assert note_texts(layout) == [("1", "One.\nTwo."), ("2", "")]
    assert layout.text == "A¹²\n¹ One.\nTwo.\n²"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>", "</w:tc></w:tr></w:tbl>"),
        ("<w:customXml w:element='x'>", "</w:customXml>"),
        (
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
            "<w:txbxContent>",
            "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
            "<w:txbxContent><w:p><w:r><w:t>Fallback</w:t></w:r></w:p></w:txbxContent></v:textbox>"
            "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        ),
        (
            "<w:p><w:r><w:pict><v:textbox><w:txbxContent>",
            "</w:txbxContent></v:textbox></w:pict></w:r></w:p>",
        ),
    ],
    ids=["content control", "table", "custom xml", "text box", "old text box"],
)
def test_references_inside_containers(before: str, after: str) -> None:
    layout = read(
        Docx(
            body=paragraph("A", reference(1))
            + before
            + paragraph("B", reference(2))
            + after
            + paragraph("C", reference(3)),
            footnotes=note(1, "1") + note(2, "2") + note(3, "3"),
        )
    )
    assert texts(layout) == ["A¹", "B²", "C³"]


def test_a_text_box_follows_the_paragraph_that_it_is_anchored_in() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('In the box')}</w:txbxContent></w:pict></w:r>"
    layout = read(Docx(body=paragraph("Before ", box, "and after")))
    assert texts(layout) == ["Before and after", "In the box"]


def test_notes_inside_a_content_control() -> None:
    inner = note(1, "A source.").replace("<w:p>", "<w:sdt><w:sdtContent><w:p>")
    inner = inner.replace("</w:p>", "</w:p></w:sdtContent></w:sdt>")
    layout = read(Docx(body=paragraph("A", reference(1)), footnotes=inner))
    assert note_texts(layout) == [("1", "A source.")]


def test_insertions_count_and_deletions_do_not() -> None:
    def tracked(kind: str, *inner: str) -> str:
        return f"<w:{kind} w:id='1' w:author='x'>{''.join(inner)}</w:{kind}>"

    deleted = "<w:r><w:delText>old </w:delText></w:r>"
    layout = read(
        Docx(
            body=paragraph(
                "The ",
                tracked("del", deleted, reference(1)),
                tracked("ins", run("new "), reference(2)),
                tracked("moveFrom", run("moved away ")),
                tracked("moveTo", run(" moved here")),
                reference(3),
            ),
            footnotes=note(1, "Deleted.") + note(2, "Inserted.") + note(3, "Kept."),
        )
    )
    assert texts(layout) == ["The new ¹ moved here²"]
    assert note_texts(layout) == [("1", "Inserted."), ("2", "Kept.")]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    layout = read(
        Docx(
            body=paragraph("One ", properties="<w:rPr><w:del w:id='1'/></w:rPr>")
            + paragraph("goes on.")
            + paragraph("Two.")
        )
    )
    assert texts(layout) == ["One goes on.", "Two."]


def test_a_deleted_table_row_is_left_out() -> None:
    row = "<w:tr>{}<w:tc>{}</w:tc></w:tr>"
    layout = read(
        Docx(
            body=f"<w:tbl>{row.format('<w:trPr><w:del/></w:trPr>', paragraph('Gone'))}"
            f"{row.format('', paragraph('Here'))}</w:tbl>"
        )
    )
    assert texts(layout) == ["Here"]


def test_hidden_text_is_left_out_with_its_notes() -> None:
    hidden = reference(1).replace("<w:rPr>", "<w:rPr><w:vanish/>")
    layout = read(
        Docx(
            body=paragraph("A", hidden, run(" secret", "<w:vanish/>"), " B", reference(2)),
            footnotes=note(1, "Hidden.") + note(2, "Shown."),
        )
    )
    assert texts(layout) == ["A B¹"]
    assert note_texts(layout) == [("1", "Shown.")]


def test_the_strict_form_reads_alike() -> None:
    link = f'<w:hyperlink r:id="rId9">{run("report")}</w:hyperlink>'
    document = Docx(
        body=paragraph("A", reference(1), " ", run("Roe", "<w:i/>"), link),
        footnotes=note(1, "One."),
        links={"rId9": "https://example.org/"},
        title="Letter",
    )
    loose = read(document)
    document.strict = True
    assert read(document) == loose


def test_ten_thousand_notes() -> None:
    many = range(1, 10_001)
    layout = read(
        Docx(
            body="".join(paragraph(f"Point {i}.", reference(i)) for i in many),
            footnotes="".join(note(i, f"Source {i}.") for i in many),
        )
    )
    assert len(layout.notes) == 10_000
    assert layout.notes[-1].shown == "10000"


def test_a_note_that_refers_to_itself_is_read_once() -> None:
    layout = read(
        Docx(body=paragraph("A", reference(1)), footnotes=note(1, "See here", reference(1), "."))
    )
    assert note_texts(layout) == [("1", "See here¹.")]
