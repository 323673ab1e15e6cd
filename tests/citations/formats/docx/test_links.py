"""Hyperlinks of a Word document: by relationship and by field."""

from __future__ import annotations

import pytest

from citations import read as read_document
from citations.formats.docx.names import A_TRANSITIONAL
from citations.model import LinkForm

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


def test_a_hyperlink_by_relationship_keeps_target_and_shown_text() -> None:
    link = f'<w:hyperlink r:id="rId9">{run("the report")}</w:hyperlink>'
    layout = read(
        Docx(
            body=paragraph("See ", link, "."),
            links={"rId9": "https://www.example.org/report?a=1&b=2"},
        )
    )
    (found,) = layout.body[0].links
    assert found.url == "https://www.example.org/report?a=1&b=2"
    assert found.shown == "the report"
    assert words(layout.body[0], found.at) == "the report"
    assert found.form is LinkForm.ANCHOR


def test_a_hyperlink_in_a_note_uses_the_relationships_of_the_notes() -> None:
    link = f'<w:hyperlink r:id="rId1" w:anchor="p4">{run("here")}</w:hyperlink>'
    layout = read(
        Docx(
            body=paragraph("A", reference(1)),
            footnotes=note(1, "See ", link, "."),
            links={"rId1": "https://body.example.org/"},
            note_links={"rId1": "https://notes.example.org/"},
        )
    )
    (found,) = layout.notes[0].passages[0].links
    assert found.url == "https://notes.example.org/#p4"


def test_a_link_inside_the_document_is_no_link() -> None:
    link = f'<w:hyperlink w:anchor="_Toc1">{run("Chapter 1")}</w:hyperlink>'
    layout = read(Docx(body=paragraph("See ", link, field(r'HYPERLINK \l "_Toc2"', " Chapter 2"))))
    assert texts(layout) == ["See Chapter 1 Chapter 2"]
    assert layout.body[0].links == ()


@pytest.mark.parametrize(
    ("code", "url"),
    [
        ('HYPERLINK "https://example.org/a b"', "https://example.org/a b"),
        ("hyperlink https://example.org/a", "https://example.org/a"),
        (r'HYPERLINK "https://example.org/" \l "top" \o "A \"tip\""', "https://example.org/#top"),
        (r'HYPERLINK \o "tip" "https://example.org/"', "https://example.org/"),
        ("HYPERLINK “https://example.org/”", "https://example.org/"),
        (r'HYPERLINK "https://example.org/" \n \t "_blank"', "https://example.org/"),
    ],
)
def test_a_hyperlink_by_field_code(code: str, url: str) -> None:
    layout = read(Docx(body=paragraph("See ", field(f" {code} ", "here"), " and there.")))
    assert texts(layout) == ["See here and there."]
    assert [(link.url, link.shown) for link in layout.body[0].links] == [(url, "here")]


def test_a_hyperlink_by_simple_field() -> None:
    code = "HYPERLINK &quot;https://example.org/&quot;"
    simple = f'<w:fldSimple w:instr="{code}">{run("here")}</w:fldSimple>'
    layout = read(Docx(body=paragraph("See ", simple, ".")))
    assert [(link.url, link.shown) for link in layout.body[0].links] == [
        ("https://example.org/", "here")
    ]


def test_a_field_code_in_pieces_with_a_field_inside() -> None:
    inner = field(" DOCPROPERTY host ", "example.org")
    outer = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> HYPER</w:instrText></w:r>"
        '<w:r><w:instrText xml:space="preserve">LINK "https://</w:instrText></w:r>'
        f"{inner}"
        '<w:r><w:instrText>/x" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("here")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    layout = read(Docx(body=paragraph("See ", outer, ".")))
    assert texts(layout) == ["See here."]
    assert [link.url for link in layout.body[0].links] == ["https://example.org/x"]


def test_a_citation_managers_code_is_not_shown() -> None:
    code = ' ADDIN ZOTERO_ITEM CSL_CITATION {"citationID":"x","formattedCitation":"Roe"} '
    layout = read(
        Docx(body=paragraph("A", reference(1)), footnotes=note(1, field(code, "Roe, Rent (2019)")))
    )
    assert note_texts(layout) == [("1", "Roe, Rent (2019)")]


def test_a_field_that_never_ends_swallows_no_text() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    layout = read(Docx(body=paragraph("One ", begin, " two.") + paragraph("Three.")))
    assert texts(layout) == ["One", "Three."]


def test_two_links_side_by_side_stay_two() -> None:
    first = f'<w:hyperlink r:id="a">{run("one")}</w:hyperlink>'
    second = f'<w:hyperlink r:id="a">{run("two")}</w:hyperlink>'
    layout = read(Docx(body=paragraph(first, second), links={"a": "https://example.org/"}))
    assert [link.shown for link in layout.body[0].links] == ["one", "two"]


def test_one_link_over_several_runs_is_one() -> None:
    link = f'<w:hyperlink r:id="a">{run("https://example")}{run(".org/", "<w:b/>")}</w:hyperlink>'
    layout = read(Docx(body=paragraph(link), links={"a": "https://example.org/"}))
    assert [link.shown for link in layout.body[0].links] == ["https://example.org/"]


def test_an_underlined_link_is_not_emphasised() -> None:
    shown = run("here", '<w:u w:val="single"/>')
    link = f'<w:hyperlink r:id="a">{shown}</w:hyperlink>'
    layout = read(Docx(body=paragraph(link), links={"a": "https://example.org/"}))
    assert layout.body[0].italics == ()


@pytest.mark.parametrize("url", ["mailto:?subject=x", "javascript:x()", "report.pdf", "#top"])
def test_a_target_that_is_no_web_page_is_no_link(url: str) -> None:
    link = f'<w:hyperlink r:id="a">{run("here")}</w:hyperlink>'
    layout = read(Docx(body=paragraph(link), links={"a": url}))
    assert layout.body[0].links == ()


def test_an_address_to_write_to_is_a_link() -> None:
    link = f'<w:hyperlink r:id="a">{run("jane@example.org")}</w:hyperlink>'
    layout = read(Docx(body=paragraph(link), links={"a": "mailto:jane@example.org"}))
    assert [(each.url, each.shown) for each in layout.body[0].links] == [
        ("mailto:jane@example.org", "jane@example.org")
    ]


def test_no_url_reaches_over_a_note_reference() -> None:
    body = paragraph(
        "The page was written before the program began.",
        reference(1, "endnote"),
        " See https://example.org/a",
        reference(2, "endnote"),
        ".",
    )
    notes = note(1, "One.", kind="endnote") + note(2, "Two.", kind="endnote")
    document = read_document(Docx(body=body, endnotes=notes).data(), "letter.docx")
    assert [each.label for each in document.notes] == ["i", "ii"]
    assert [link.url for link in document.links] == ["https://example.org/a"]


_PICTURES = {
    "in a link": '<w:hyperlink r:id="rId9"><w:r><w:drawing/></w:r></w:hyperlink>',
    "in a field": field('HYPERLINK "https://p.example.org/"', "<w:r><w:pict/></w:r>"),
    "by its frame": (
        f'<w:r><w:drawing><a:x xmlns:a="{A_TRANSITIONAL}"><a:hlinkClick r:id="rId9"/>'
        '<a:hlinkClick r:id="rId9"/></a:x></w:drawing></w:r>'
    ),
    "as a shape": '<w:r><w:pict><v:shape href="https://p.example.org/"/></w:pict></w:r>',
}


@pytest.mark.parametrize("picture", _PICTURES.values(), ids=list(_PICTURES))
def test_a_picture_that_leads_elsewhere_is_a_link_without_words(picture: str) -> None:
    document = Docx(
        body=paragraph("Before ", picture, "after.") + paragraph(picture),
        links={"rId9": "https://p.example.org/"},
    )
    found = read_document(document.data(), "a.docx").links
    assert [(link.url, link.shown) for link in found] == [("https://p.example.org/", None)] * 2
    assert [len(link.span) for link in found] == [0, 0]
    assert texts(read(document))[0] == "Before after."


def test_a_picture_that_leads_nowhere_or_is_hidden_is_no_link() -> None:
    hidden = (
        '<w:r><w:rPr><w:vanish/></w:rPr><w:pict><v:shape href="https://a.example"/></w:pict></w:r>'
    )
    inside = '<w:r><w:pict><v:shape href="#place"/></w:pict></w:r>'
    document = Docx(body=paragraph("Text.", hidden, inside, "<w:r><w:drawing/></w:r>"))
    assert read_document(document.data(), "a.docx").links == ()
