"""Documents that a Word document takes in (w:altChunk)."""

from __future__ import annotations

import pytest

from citations import read
from citations.model import Document, DocumentTooLarge, NotADocument
from tests.citations.gold.converted import has_pandoc

from .docx_builder import Docx, note, paragraph, reference, run, zipped

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
_HTML = (
    "<html><body><p>Boats <i>run</i> full.<sup><a href='#n1' id='r1'>1</a></sup> See "
    "<a href='https://a.example.org/x'>this</a>.</p><p id='n1'><a href='#r1'>1</a> Jane Roe, "
    "<i>Ice</i> 14 (1950).</p></body></html>"
)
_MHT = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: "
    f"text/html; charset=utf-8\r\n\r\n{_HTML}\r\n--x--\r\n"
)
_WORD = Docx(
    body=paragraph(run("Boats run full."), reference(1), run(" See https://a.example.org/x.")),
    footnotes=note(1, run("Jane Roe, "), run("Ice", "<w:i/>"), run(" 14 (1950).")),
)


def _taking_in(part: bytes, *, body: str = "", times: int = 1, footnotes: str = "") -> bytes:
    chunk = '<w:altChunk r:id="c1"/>'
    parts = Docx(body=body + chunk * times, footnotes=footnotes).parts()
    name = "word/_rels/document.xml.rels"
    line = f'<Relationship Id="c1" Type="{_KIND}" Target="afchunk.dat"/></Relationships>'
    parts[name] = parts[name].replace(b"</Relationships>", line.encode())
    return zipped(parts | {"word/afchunk.dat": part})


def _told(document: Document) -> list[tuple[str, str, str]]:
    return [
        (each.label, each.text, each.reference.sentence if each.reference else "")
        for each in document.notes
    ]


@pytest.mark.parametrize(
    "part", [_HTML.encode(), _MHT.encode(), _WORD.data()], ids=["html", "mht", "docx"]
)
def test_what_is_taken_in_is_read_where_it_stands(part: bytes) -> None:
    document = read(_taking_in(part, body=paragraph(run("Dear Ana:"))), "letter.docx")
    assert document.text.startswith("Dear Ana:\nBoats run full.¹ See ")
    assert _told(document) == [("1", "Jane Roe, Ice 14 (1950).", "Boats run full.¹")]
    assert [link.url for link in document.links] == ["https://a.example.org/x"]
    (citation,) = document.notes[0].citations
    assert citation.title == "Ice"
    assert citation.raw == document.text[citation.span.start : citation.span.end]


def test_plain_words_are_taken_in() -> None:
    text = "Boats run full.¹\n\n# No heading\n\n¹ Jane Roe, Ice 14 (1950).\n"
    document = read(_taking_in(text.encode()), "letter.docx")
    assert _told(document) == [("1", "Jane Roe, Ice 14 (1950).", "Boats run full.¹")]
    assert "# No heading" in document.text


@pytest.mark.skipif(not has_pandoc(), reason="pandoc reads RTF")
def test_rich_text_is_taken_in() -> None:
    part = (
        rb"{\rtf1\ansi Boats run full.{\super\chftn}{\footnote Jane Roe, {\i Ice} 14 (1950).}\par}"
    )
    document = read(_taking_in(part, body=paragraph(run("Dear Ana:"))), "letter.docx")
    assert [each.text for each in document.notes] == ["Jane Roe, Ice 14 (1950)."]
    assert document.notes[0].reference is not None


def test_notes_of_both_are_told_apart() -> None:
    own = paragraph(run("Rents rose."), reference(1))
    footnotes = note(1, run("A source."))
    document = read(_taking_in(_WORD.data(), body=own, footnotes=footnotes), "letter.docx")
    assert _told(document) == [
        ("1", "A source.", "Rents rose.¹"),
        ("1", "Jane Roe, Ice 14 (1950).", "Boats run full.¹"),
    ]
    assert {each.pairing for each in document.references} == {"paired"}


def test_a_part_is_taken_in_once() -> None:
    document = read(_taking_in(_HTML.encode(), times=500), "letter.docx")
    assert document.text.count("Boats run full.") == 1


def test_a_document_that_takes_itself_in_ends() -> None:
    inner = _taking_in(_HTML.encode(), body=paragraph(run("Inner.")))
    outer = _taking_in(inner, body=paragraph(run("Outer.")))
    assert read(outer, "letter.docx").text == "Outer.\nInner."


@pytest.mark.parametrize("part", [b"\x89PNG\r\n\x1a\n", b"PK\x03\x04 damaged", b""])
def test_a_part_that_cannot_be_read(part: bytes) -> None:
    words = paragraph(run("Dear Ana:"))
    assert read(_taking_in(part, body=words), "letter.docx").text == "Dear Ana:"
    with pytest.raises(NotADocument) as raised:
        read(_taking_in(part or b"\0\1\2"), "letter.docx")
    assert "\n" not in str(raised.value)


def test_what_is_within_counts_with_what_is_around(monkeypatch: pytest.MonkeyPatch) -> None:
    inner, outer = _WORD.data(), _taking_in(_WORD.data())
    alone = sum(len(part) for part in _WORD.parts().values())
    monkeypatch.setattr("citations.formats.zipped.LARGEST_SUM", alone)
    assert read(inner, "letter.docx").notes
    with pytest.raises(DocumentTooLarge):
        read(outer, "letter.docx")
