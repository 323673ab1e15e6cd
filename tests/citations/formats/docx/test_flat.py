"""Word documents that are one XML file, and files that are called .docx and are none."""

from __future__ import annotations

import pytest

from citations import read
from citations.detection import detect
from citations.formats.docx import DOCX
from citations.model import NotADocument
from results import FIXERS, FixRefused, Marking
from tests.results.fixes.test_docx import NOW

from .docx_builder import Docx, note, note_texts, paragraph, reference, texts

FLAT = "http://schemas.microsoft.com/office/2006/xmlPackage"
WORD_2003 = (
    b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument '
    b'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body/></w:wordDocument>'
)


def flat(document: Docx) -> bytes:
    """The package as Word saves it as a "Word XML Document"."""
    parts = "".join(
        f'<pkg:part pkg:name="/{name}" pkg:contentType="x"><pkg:xmlData>{_bare(content)}'
        "</pkg:xmlData></pkg:part>"
        for name, content in document.parts().items()
    )
    picture = (
        '<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part>'
    )
    return (
        '<?xml version="1.0" standalone="yes"?><?mso-application progid="Word.Document"?>'
        f'<pkg:package xmlns:pkg="{FLAT}">{parts}{picture}</pkg:package>'
    ).encode()


def _bare(content: bytes) -> str:
    """A part without its XML declaration."""
    text = content.decode()
    return text.partition("?>")[2] if text.startswith("<?xml") else text


LETTER = Docx(
    body=paragraph("Boats run full.", reference(1)),
    footnotes=note(1, "See https://boats.example.org/."),
)


def test_a_flat_document_reads_as_its_package_does() -> None:
    data = flat(LETTER)
    assert detect(data, "letter.xml") is DOCX
    layout, packed = DOCX.layout(data), DOCX.layout(LETTER.data())
    assert texts(layout) == texts(packed) == ["Boats run full.¹"]
    assert note_texts(layout) == note_texts(packed) == [("1", "See https://boats.example.org/.")]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (WORD_2003, "Word 2003 XML: save it as .docx first"),
        (flat(LETTER)[:-20], "damaged flat Word document"),
        (b"\x00\x01\x02 binary", "the zip archive cannot be read"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(data: bytes, told: str) -> None:
    with pytest.raises(NotADocument, match=told):
        read(data, "letter.docx")


def test_a_page_that_is_called_docx_is_read_as_a_page() -> None:
    data = b"<!DOCTYPE html><html><body><p>Boats.</p></body></html>"
    assert read(data, "letter.docx").format == "html"


def test_no_fix_is_written_into_one_xml_file() -> None:
    data = flat(LETTER)
    with pytest.raises(FixRefused, match=r"save it as \.docx"):
        FIXERS["docx"](data, read(data, "a.xml"), (), Marking(NOW))
