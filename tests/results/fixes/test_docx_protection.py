"""Word documents that their authors protected, signed, or are still at work on."""

from __future__ import annotations

import io
import zipfile

import pytest

from citations import read
from results import FixRefused
from tests.citations.formats.docx.docx_builder import Docx, note, paragraph, reference, zipped

from .samples import DEAD, NEW, OLD
from .test_docx import addresses, fixed, rejected

BODY = paragraph("The city agreed.", reference(2))
NOTES = note(2, f"See City, Report (2018), {DEAD}; Doe, {OLD}, at 3.")


def letter(settings: str) -> bytes:
    return Docx(BODY, footnotes=NOTES, settings=settings).data()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>', "protected"),
        ('<w:documentProtection w:edit="comments" w:enforcement="true"/>', "protected"),
        ('<w:documentProtection w:edit="forms" w:enforcement="on"/>', "protected"),
        ('<w:documentProtection w:enforcement="1"/>', "protected"),
        ('<w:writeProtection w:hashValue="c2FsdA=="/>', "password"),
        ('<w:writeProtection w:recommended="1" w:hash="c2FsdA=="/>', "password"),
    ],
)
def test_a_protected_letter_is_refused(settings: str, told: str) -> None:
    with pytest.raises(FixRefused, match=told):
        fixed(letter(settings))


@pytest.mark.parametrize(
    "settings",
    [
        '<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>',
        '<w:documentProtection w:edit="readOnly" w:enforcement="0"/>',
        '<w:documentProtection w:edit="readOnly"/>',
        '<w:documentProtection w:edit="none" w:enforcement="1"/>',
        '<w:writeProtection w:recommended="1"/>',
        "<w:trackRevisions/>",
    ],
)
def test_what_allows_tracked_changes_gets_them_and_stays_as_it_is(settings: str) -> None:
    data = fixed(letter(settings))
    assert NEW in addresses(read(data, "a.docx"))
    assert settings in zipfile.ZipFile(io.BytesIO(data)).read("word/settings.xml").decode()


def test_a_signed_letter_is_refused() -> None:
    archive = zipfile.ZipFile(io.BytesIO(letter("<w:trackRevisions/>")))
    parts = {name: archive.read(name) for name in archive.namelist()}
    signed = (
        b'<Relationship Id="s" Target="_xmlsignatures/origin.sigs" Type="http://schemas.'
        b'openxmlformats.org/package/2006/relationships/digital-signature/origin"/></Relationships>'
    )
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", signed)
    parts["_xmlsignatures/origin.sigs"] = b""
    with pytest.raises(FixRefused, match="is signed"):
        fixed(zipped(parts))


def test_a_letter_between_two_editors_keeps_the_work_of_both() -> None:
    """Insertions, deletions, moves and changed looks of another editor around and in the note."""
    author = 'w:author="Roe" w:date="2026-01-01T00:00:00Z"'
    body = (
        f'<w:p><w:pPr><w:rPr><w:ins w:id="3" {author}/></w:rPr></w:pPr>'
        f'<w:moveFromRangeStart w:id="4" w:name="m1" {author}/>'
        f'<w:moveFrom w:id="5" {author}><w:r><w:t>Moved away.</w:t></w:r></w:moveFrom>'
        '<w:moveFromRangeEnd w:id="4"/></w:p>'
        f'<w:p><w:ins w:id="6" {author}><w:r><w:t>It was said. </w:t></w:r></w:ins>'
        f'<w:r><w:rPr><w:b/><w:rPrChange w:id="7" {author}><w:rPr/></w:rPrChange></w:rPr>'
        "<w:t>The city agreed.</w:t></w:r>" + reference(2) + "</w:p>"
        f'<w:p><w:moveToRangeStart w:id="8" w:name="m1" {author}/>'
        f'<w:moveTo w:id="9" {author}><w:r><w:t>Moved away.</w:t></w:r></w:moveTo>'
        '<w:moveToRangeEnd w:id="8"/></w:p>'
    )
    before = Docx(body, footnotes=NOTES).data()
    data = fixed(before)
    main = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    for mark in ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "rPrChange"):
        assert mark in main
    assert main.count('w:author="Roe"') == body.count('w:author="Roe"')
    ids = [part.partition('"')[0] for part in main.split('w:ins w:id="')[1:]]
    assert len(set(ids)) == len(ids)
    assert NEW in addresses(read(data, "a.docx"))
    assert OLD in addresses(read(rejected(data), "a.docx"))
