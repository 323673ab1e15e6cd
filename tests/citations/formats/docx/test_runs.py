"""What a run of a Word document shows: italics, special characters, and the parts around."""

from __future__ import annotations

import pytest

from citations.formats.docx import DOCX
from citations.model import EmptyDocument, Span

from .docx_builder import (
    Docx,
    note,
    note_texts,
    paragraph,
    read,
    reference,
    run,
    texts,
    zipped,
)

CASE_NAME = (
    '<w:style w:type="character" w:styleId="Case"><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="CaseToo"><w:basedOn w:val="Case"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Quote"><w:rPr><w:i/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "paragraph_style", "italic"),
    [
        ("<w:i/>", "", True),
        ('<w:i w:val="0"/>', "", False),
        ('<w:i w:val="true"/>', "", True),
        ('<w:u w:val="single"/>', "", True),
        ('<w:u w:val="none"/>', "", False),
        ("<w:b/>", "", False),
        ('<w:rStyle w:val="Case"/>', "", True),
        ('<w:rStyle w:val="CaseToo"/>', "", True),
        ('<w:rStyle w:val="Case"/><w:i w:val="false"/>', "", False),
        ("", '<w:pStyle w:val="Quote"/>', True),
        # Italics within italics stand upright.
        ('<w:rStyle w:val="Case"/>', '<w:pStyle w:val="Quote"/>', False),
        ('<w:rStyle w:val="Missing"/>', "", False),
    ],
)
def test_italics(properties: str, paragraph_style: str, italic: bool) -> None:
    layout = read(
        Docx(
            body=paragraph(run("Roe v. Wade", properties), properties=paragraph_style),
            styles=CASE_NAME,
        )
    )
    assert layout.body[0].italics == ((Span(0, 11),) if italic else ())


def test_italics_over_several_runs_are_one_span() -> None:
    layout = read(
        Docx(body=paragraph("See ", run("Roe v. ", "<w:i/>"), run("Wade", "<w:i/>"), "."))
    )
    assert layout.body[0].italics == (Span(4, 15),)


def test_characters_that_are_elements() -> None:
    layout = read(
        Docx(
            body=paragraph(
                "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/>"
                "<w:t>d</w:t><w:br/><w:t>e</w:t><w:sym w:font='Symbol' w:char='F0B0'/>"
                "<w:sym w:font='Times New Roman' w:char='00A7'/><w:t>f\u00adg\u200bh</w:t></w:r>"
            )
        )
    )
    assert texts(layout) == ["a b-cd\ne°§fgh"]


def test_a_page_break_parts_words_and_is_no_line() -> None:
    layout = read(Docx(body=paragraph('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>')))
    assert texts(layout) == ["a b"]


def test_unpreserved_blanks_are_trimmed_as_word_trims_them() -> None:
    layout = read(Docx(body=paragraph("<w:r><w:t> a </w:t></w:r><w:r><w:t>b</w:t></w:r>")))
    assert texts(layout) == ["ab"]


def test_small_capitals_keep_their_letters() -> None:
    layout = read(Docx(body=paragraph(run("Harvard Law Review", "<w:smallCaps/>"))))
    assert texts(layout) == ["Harvard Law Review"]


def test_raised_digits_are_superscripts_and_raised_letters_are_not() -> None:
    high = "<w:vertAlign w:val='superscript'/>"
    layout = read(
        Docx(
            body=paragraph("Rents rose.", run("1", high), " The 21", run("st", high), " century.")
            + paragraph(run("1", high), " A source.")
        )
    )
    assert texts(layout) == ["Rents rose.¹ The 21st century.", "¹ A source."]


def test_of_ruby_the_base_is_read() -> None:
    ruby = (
        "<w:r><w:ruby><w:rt><w:r><w:t>reading</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    assert texts(read(Docx(body=paragraph(ruby)))) == ["base"]


def test_formulas_are_read() -> None:
    formula = (
        "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup>"
        "</m:sSup></m:oMath>"
    )
    assert texts(read(Docx(body=paragraph("About ", formula, " people.")))) == ["About 10⁶ people."]


def test_the_title_comes_from_the_properties() -> None:
    assert read(Docx(body=paragraph("A"), title="A letter  on rent")).title == "A letter on rent"
    assert read(Docx(body=paragraph("A"), title="Untitled")).title is None
    assert read(Docx(body=paragraph("A"))).title is None


_STYLES = (
    "<w:style w:type='paragraph' w:styleId='Titel'><w:name w:val='Title'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Rubrik'><w:name w:val='heading 1'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Own'><w:basedOn w:val='Rubrik'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Sub'><w:name w:val='Subtitle'/></w:style>"
)


@pytest.mark.parametrize(
    ("styled", "title"),
    [
        ((("Titel", "On rent"),), "On rent"),
        ((("Rubrik", "Rents"), ("Titel", "On\t rent"), ("Titel", "Again")), "On rent"),
        ((("Own", "Rents"), ("Rubrik", "Wages")), "Rents"),
        ((("Rubrik", "Notes"), ("Rubrik", "Wages")), "Wages"),
        ((("Sub", "For the council"), ("None", "A")), None),
        ((("Titel", " "), ("None", "A")), None),
    ],
)
def test_without_properties_the_title_is_what_is_styled_so(
    styled: tuple[tuple[str, str], ...], title: str | None
) -> None:
    body = "".join(
        paragraph(words, properties=f"<w:pStyle w:val='{style}'/>") for style, words in styled
    )
    assert read(Docx(body=body, styles=_STYLES)).title == title
    assert read(Docx(body=body, styles=_STYLES, title="A letter")).title == "A letter"


def test_the_main_part_may_have_another_name() -> None:
    parts = Docx(body=paragraph("Here")).parts()
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"document.xml", b"document2.xml")
    assert texts(DOCX.layout(zipped(parts))) == ["Here"]


def test_part_names_are_found_whatever_their_case_and_leading_slash() -> None:
    parts = Docx(body=paragraph("A", reference(1)), footnotes=note(1, "One.")).parts()
    parts["word/Footnotes.xml"] = parts.pop("word/footnotes.xml")
    rels = parts["word/_rels/document.xml.rels"]
    parts["word/_rels/document.xml.rels"] = rels.replace(b'"footnotes.xml', b'"/word/footnotes.xml')
    assert note_texts(DOCX.layout(zipped(parts))) == [("1", "One.")]


def test_a_document_without_text_says_so() -> None:
    with pytest.raises(EmptyDocument, match="without text"):
        read(Docx(body=paragraph() + paragraph("  ")))


def test_runs_beside_paragraphs_keep_their_words() -> None:
    stray = run("stray")
    assert texts(read(Docx(body=paragraph("A") + stray + paragraph("B")))) == ["A", "stray", "B"]
    assert texts(read(Docx(body=paragraph("A") + stray))) == ["A", "stray"]


def test_a_deleted_mark_joins_no_two_cells_of_a_table() -> None:
    gone = "<w:rPr><w:del w:id='1'/></w:rPr>"
    cells = "".join(f"<w:tc>{paragraph(word, properties=gone)}</w:tc>" for word in ("a", "b"))
    table = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    body = paragraph("Before", properties=gone) + table + paragraph("after")
    assert texts(read(Docx(body=body))) == ["Before", "a", "b", "after"]
