"""Word documents that a reader takes and a writer stumbles over: refused in one line, or mended."""

from __future__ import annotations

import io
import zipfile

import pytest

from citations import read
from results import FIXERS, FixRefused, Marking, compatible, propose
from results.findings.examples import asked
from results.fixes.docx import parts as parts_module
from results.model import Dossier
from tests.citations.formats.docx.docx_builder import Docx, note, paragraph, reference, run, zipped

from .samples import DEAD, NEW, OLD, copies, gone, moved
from .test_docx import NOW

LINK = f'<w:hyperlink r:id="rId9">{run("the plan")}</w:hyperlink>'
TYPES = "[Content_Types].xml"


def fixed(data: bytes) -> bytes:
    document = read(data, "a.docx")
    told = asked(Dossier(document), (gone(), moved()), copies())
    found = compatible(propose(told))
    assert found
    return FIXERS["docx"](data, document, found, Marking(NOW))


def letter() -> Docx:
    return Docx(
        body=paragraph("See ", LINK, reference(1)),
        footnotes=note(1, f"At {DEAD}."),
        links={"rId9": OLD},
    )


def damaged(name: str) -> bytes:
    """The letter with a local header that is none for one of its parts."""
    data = bytearray(letter().data())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        at = archive.getinfo(name).header_offset
    data[at : at + 4] = b"PK\7\7"
    return bytes(data)


def test_a_part_that_only_a_fix_opens_and_cannot_read_is_told_in_one_line() -> None:
    with pytest.raises(FixRefused, match=r"^is damaged; save it again"):
        fixed(damaged(TYPES))


def test_a_part_that_is_no_xml_is_told_in_one_line() -> None:
    with pytest.raises(FixRefused, match=r"^is damaged; save it again"):
        fixed(zipped({**letter().parts(), TYPES: b"<Types>"}))


def test_a_part_that_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({**letter().parts(), TYPES: b"<Types>" + b" " * 50_000 + b"</Types>"})
    monkeypatch.setattr(parts_module, "LARGEST_PART", 40_000)
    with pytest.raises(FixRefused, match=r"^unpacks to too much"):
        fixed(data)


def test_a_new_relationship_takes_no_name_that_the_letter_uses() -> None:
    """A link whose target is lost ("rId2") must not lead where a fix leads."""
    lost = f'<w:hyperlink r:id="rId2">{run("lost")}</w:hyperlink>'
    document = letter()
    document.body += paragraph("Another is ", lost, ".")
    before = read(document.data(), "a.docx")
    after = read(fixed(document.data()), "a.docx")
    assert len(after.links) == len(before.links)
    assert not [link for link in after.links if link.shown == "lost"]


def test_a_link_over_a_picture_is_left_and_hinders_no_other_change() -> None:
    picture = '<w:hyperlink r:id="rId9"><w:r><w:drawing/></w:r></w:hyperlink>'
    document = letter()
    document.body += paragraph("A picture ", picture, ".")
    after = read(fixed(document.data()), "a.docx")
    assert [link.url == OLD for link in after.links] == [False, True]


def test_of_two_notes_with_one_id_the_one_that_is_read_is_changed() -> None:
    document = letter()
    document.footnotes = note(1, f"At {DEAD}.") + note(1, f"Or at {DEAD}.")
    (read_note,) = read(fixed(document.data()), "a.docx").notes
    assert read_note.text.startswith(f"At {DEAD} [http")


def runs_of(*each: str) -> str:
    return f'<w:hyperlink r:id="rId9">{"".join(each)}</w:hyperlink>'


def test_a_link_that_leads_elsewhere_shows_what_it_showed() -> None:
    """Each run in its look, no-break spaces and line breaks, and the picture beside the words."""
    words = run("The\u00a0plan, ") + run("as drawn", "<w:i/>") + "<w:r><w:br/><w:drawing/></w:r>"
    document = letter()
    document.body = paragraph("See ", runs_of(words), ".", reference(1))
    data = document.data()
    before, after = read(data, "a.docx"), read(fixed(data), "a.docx")
    assert [link.shown for link in before.links] == [link.shown for link in after.links]
    assert [link.url for link in after.links] == [NEW]
    assert before.text.split("\n")[:2] == after.text.split("\n")[:2]
    with zipfile.ZipFile(io.BytesIO(fixed(data))) as archive:
        inserted = archive.read("word/document.xml").partition(b"rIdFix")[2]
    assert b"<w:i/>" in inserted
    assert b"<w:drawing/>" in inserted
