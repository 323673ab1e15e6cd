"""Word documents: tracked changes that read as fixed, and as before once they are rejected."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import etree

from checker.model import ArchiveAnswer, Check
from citations import read
from citations.model import Document
from results import FIXERS, FixChoice, FixRefused, Marking, compatible, propose
from results.findings.examples import asked
from results.model import Dossier
from tests.citations.formats.docx.docx_builder import (
    Docx,
    W,
    field,
    note,
    paragraph,
    reference,
    run,
    zipped,
)

from .samples import COPY, DEAD, NEW, OLD, copies, gone, moved

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
CHECKS = (gone(), moved())
LINKED = "<w:rStyle w:val='Hyperlink'/>"


def fixed(
    data: bytes, checks: Sequence[Check] = CHECKS, answers: Sequence[ArchiveAnswer] = (copies(),)
) -> bytes:
    document = read(data, "a.docx")
    told = asked(Dossier(document), checks, *answers)
    found = compatible(propose(told))
    assert found
    return FIXERS["docx"](data, document, found, Marking(NOW))


def xml(data: bytes, part: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(part))


def rejected(data: bytes) -> bytes:
    """What Word makes of it when every change is rejected."""
    changed = {}
    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in archive.namelist():
        content = archive.read(name)
        if name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
            content = content.replace(b"w:delText", b"w:t").replace(b"delInstr", b"instr")
            root = etree.fromstring(content)
            for inserted in list(root.iter(f"{{{W}}}ins")):
                inserted.getparent().remove(inserted)  # type: ignore[union-attr]
            for deleted in list(root.iter(f"{{{W}}}del")):
                for child in reversed(list(deleted)):
                    deleted.addnext(child)
                deleted.getparent().remove(deleted)  # type: ignore[union-attr]
            content = etree.tostring(root)
        changed[name] = content
    return zipped(changed)


def addresses(document: Document) -> list[str]:
    return [link.url for _, link in document.all_links()]


LETTERS = {
    "bare in a note": Docx(
        paragraph("The city agreed.", reference(2), " More."),
        footnotes=note(2, f"See City, Report (2018), {DEAD}; Doe, {OLD}, at 3."),
    ),
    "over several runs": Docx(
        paragraph("The city agreed.", reference(2)),
        footnotes=note(
            2,
            run("See City (2018), http://ci", "<w:i/>"),
            run("ty.example/de"),
            run(f"ad; Doe, {OLD[:9]}", "<w:b/>"),
            run(f"{OLD[9:]}."),
        ),
    ),
    "bare in the body and an endnote": Docx(
        paragraph(f"See {OLD}, and", reference(2, "endnote"), f" {DEAD}."),
        endnotes=note(2, f"Again {OLD} and {DEAD}.", kind="endnote"),
    ),
    "angle brackets": Docx(paragraph(f"See City (2018), <{DEAD}>; <{OLD}>.")),
    "hyperlinks that show their address": Docx(
        paragraph(
            "See ",
            f'<w:hyperlink r:id="k1">{run(DEAD, LINKED)}</w:hyperlink>',
            ", and ",
            f'<w:hyperlink r:id="k2">{run(OLD)}</w:hyperlink>',
            ".",
        ),
        links={"k1": DEAD, "k2": OLD},
    ),
    "hyperlinks with words, in a note": Docx(
        paragraph("The city agreed.", reference(2)),
        footnotes=note(
            2,
            "See ",
            f'<w:hyperlink r:id="k1">{run("the ")}{run("report")}</w:hyperlink>',
            ", and ",
            f'<w:hyperlink r:id="k2">{run("Doe’s page")}</w:hyperlink>',
            ", at 3.",
        ),
        note_links={"k1": DEAD, "k2": OLD},
    ),
    "fields": Docx(
        paragraph(
            "See ",
            field(f' HYPERLINK "{DEAD}" ', DEAD),
            " and ",
            field(f'HYPERLINK "{OLD}"', run("Doe")),
            ".",
        )
    ),
    "in another editor's insertion": Docx(
        paragraph(
            "See ",
            f'<w:ins w:id="7" w:author="Roe" w:date="2026-01-01T00:00:00Z">'
            f"{run(f'City, {DEAD}; Doe, {OLD}, at 3')}</w:ins>",
            '<w:del w:id="8" w:author="Roe"><w:r><w:delText>http://city.example/old</w:delText></w:r>'
            "</w:del>",
            ".",
        )
    ),
    "a longer address begins the same": Docx(
        paragraph(f"See {DEAD}/er and {OLD}-er; {DEAD} and {OLD}.")
    ),
    "hyperlinks that lead nowhere and show more than the address": Docx(
        paragraph(
            "See ",
            f'<w:hyperlink r:id="gone">{run(DEAD)}{run(" of 2018")}</w:hyperlink>',
            ", and ",
            f'<w:hyperlink r:id="gone">{run(f"{OLD} by Doe")}</w:hyperlink>',
            ".",
        )
    ),
    "strict": Docx(
        paragraph("The city agreed.", reference(2)),
        footnotes=note(2, f"See City (2018), {DEAD}; Doe, {OLD}."),
        strict=True,
    ),
}


def test_each_hyperlink_with_words_gets_its_own_address() -> None:
    other, there = "http://city.example/other", "https://new.example/other"
    letter = Docx(
        paragraph(
            f'<w:hyperlink r:id="k1">{run("The plan")}</w:hyperlink> and ',
            f'<w:hyperlink r:id="k2">{run("the fares")}</w:hyperlink>.',
        ),
        links={"k1": OLD, "k2": other},
    )
    after = fixed(letter.data(), (moved(), moved(other, there)), ())
    assert addresses(read(after, "a.docx")) == [NEW, there]


@pytest.mark.parametrize("name", LETTERS)
def test_it_reads_as_fixed(name: str) -> None:
    data = LETTERS[name].data()
    before, after = read(data, "a.docx"), read(fixed(data), "a.docx")
    expected = []
    for _, link in before.all_links():
        expected.append(NEW if link.url == OLD else link.url)
        if link.url == DEAD:
            expected.append(COPY)
    assert addresses(after) == expected
    assert len(after.notes) == len(before.notes)
    wanted = before.text
    for _, link in reversed(before.all_links()):
        end = link.span.end + wanted[link.span.end :].startswith(">")
        if link.url == DEAD:
            shown = f" [<{COPY}>]" if wanted[end - 1] == ">" else f" [{COPY}]"
            wanted = wanted[:end] + shown + wanted[end:]
        elif link.url == OLD and link.shown in (None, OLD):
            wanted = wanted[: link.span.start] + NEW + wanted[link.span.end :]
    assert after.text == wanted


@pytest.mark.parametrize(
    "name", [name for name in LETTERS if "insertion" not in name and name != "strict"]
)
def test_rejected_it_reads_as_before(name: str) -> None:
    data = LETTERS[name].data()
    before, after = read(data, "a.docx"), read(rejected(fixed(data)), "a.docx")
    assert after.text == before.text
    assert addresses(after) == addresses(before)


@pytest.mark.parametrize("name", LETTERS)
def test_a_second_fix_finds_nothing(name: str) -> None:
    after = read(fixed(LETTERS[name].data()), "a.docx")
    told = asked(Dossier(after), CHECKS, copies())
    assert propose(told, FixChoice(unverified=True, living=True)) == ()


@pytest.mark.parametrize("name", LETTERS)
def test_every_change_is_signed_and_explained(name: str) -> None:
    letter = LETTERS[name]
    data = fixed(letter.data())
    w = xml(data, "word/document.xml").nsmap["w"]
    ids: list[str] = []
    for part in ("document", "footnotes", "endnotes"):
        if f"word/{part}.xml" not in zipfile.ZipFile(io.BytesIO(data)).namelist():
            continue
        for mark in xml(data, f"word/{part}.xml").iter(f"{{{w}}}ins", f"{{{w}}}del"):
            ids.append(mark.get(f"{{{w}}}id") or "")
            if mark.get(f"{{{w}}}author") != "Roe":
                assert mark.get(f"{{{w}}}author") == "pincite"
                assert mark.get(f"{{{w}}}date") == "2026-01-15T12:00:00Z"
    assert len(ids) == len(set(ids))
    comments = xml(data, "word/comments.xml")
    told = {item.get(f"{{{w}}}id"): "".join(map(str, item.itertext())) for item in comments}
    main = xml(data, "word/document.xml")
    for name_of_mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        marks = main.iter(f"{{{w}}}{name_of_mark}")
        assert {item.get(f"{{{w}}}id") for item in marks} == set(told)
    assert any("The page has moved" in words and "PC205" in words for words in told.values())
    assert any("does not exist (404)" in words and DEAD in words for words in told.values())


def test_the_comments_part_is_declared() -> None:
    data = fixed(LETTERS["bare in a note"].data())
    types = {item.get("PartName") for item in xml(data, "[Content_Types].xml")}
    assert "/word/comments.xml" in types
    kinds = [
        item.get("Type", "").rpartition("/")[2]
        for item in xml(data, "word/_rels/document.xml.rels")
    ]
    assert kinds == ["footnotes", "comments"]


def test_comments_that_are_there_stay() -> None:
    letter = LETTERS["bare in a note"]
    parts = letter.parts()
    comment = '<w:comment w:id="4" w:author="Roe"><w:p/></w:comment>'
    parts["word/comments.xml"] = f'<w:comments xmlns:w="{W}">{comment}</w:comments>'.encode()
    relation = (
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/comments" Target="comments.xml"/></Relationships>'
    )
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation)
    data = fixed(zipped(parts))
    found = xml(data, "word/comments.xml")
    assert [item.get(f"{{{W}}}author") for item in found] == ["Roe", "pincite", "pincite"]
    assert [item.get(f"{{{W}}}id") for item in found] == ["4", "5", "6"]
    assert zipfile.ZipFile(io.BytesIO(data)).read(rels) == parts[rels]


def test_the_other_parts_stay_to_the_byte() -> None:
    letter = replace(
        LETTERS["bare in a note"],
        title="A letter",
        extra={"word/media/a.png": bytes(range(256)) * 9},
    )
    data = letter.data()
    after = fixed(data)
    before, now = zipfile.ZipFile(io.BytesIO(data)), zipfile.ZipFile(io.BytesIO(after))
    assert now.testzip() is None
    assert now.namelist() == [*before.namelist(), "word/comments.xml"]
    for name in ("_rels/.rels", "docProps/core.xml", "word/media/a.png"):
        old, new = before.getinfo(name), now.getinfo(name)
        packed = data[old.header_offset :][: 30 + len(name) + old.compress_size]
        assert after[new.header_offset :][: len(packed)] == packed
        assert (old.date_time, old.CRC, old.external_attr) == (
            new.date_time,
            new.CRC,
            new.external_attr,
        )


def test_no_comment_stands_between_the_first_two_references() -> None:
    # LibreOffice 7.4 would open the letter with empty notes.
    for kind in ("footnote", "endnote"):
        notes = note(2, f"See {DEAD}.", kind=kind) + note(3, f"See {OLD}.", kind=kind)
        body = paragraph("One", reference(2, kind), f" and {OLD}") + paragraph(reference(3, kind))
        is_foot = kind == "footnote"
        letter = Docx(body, footnotes=notes) if is_foot else Docx(body, endnotes=notes)
        main = xml(fixed(letter.data()), "word/document.xml")
        names = (f"{{{W}}}commentReference", f"{{{W}}}{kind}Reference")
        order = [etree.QName(item).localname for item in main.iter(*names)]
        comment, mark = "commentReference", f"{kind}Reference"
        assert order == [comment, comment, mark, mark, comment]


def test_words_keep_their_look() -> None:
    letter = Docx(paragraph("See ", run(f"{OLD}, at 3", "<w:i/><w:sz w:val='18'/>"), "."))
    main = xml(fixed(letter.data()), "word/document.xml")
    (inserted,) = main.iter(f"{{{W}}}ins")
    properties = inserted[0][0]
    assert [etree.QName(item).localname for item in properties] == ["i", "sz"]


def test_another_editors_insertion_is_parted_and_keeps_its_words() -> None:
    main = xml(fixed(LETTERS["in another editor's insertion"].data()), "word/document.xml")
    marks = list(main.iter(f"{{{W}}}ins"))
    assert not [mark for mark in marks if mark.getparent() in marks], "none inside another"
    theirs = [mark for mark in marks if mark.get(f"{{{W}}}author") == "Roe"]
    words = "".join(item.text or "" for mark in theirs for item in mark.iter(f"{{{W}}}t"))
    assert words == f"City, {DEAD}; Doe, , at 3"


def test_an_address_that_cannot_be_told_apart_is_refused() -> None:
    data = Docx(paragraph(f"See {DEAD} now.")).data()
    document = read(data, "a.docx")
    told = asked(Dossier(document), CHECKS, copies())
    other = Docx(paragraph("See nothing now.")).data()
    with pytest.raises(FixRefused, match="does not show in its XML"):
        FIXERS["docx"](other, document, propose(told), Marking(NOW))


@pytest.mark.parametrize("broken", [b"front", b""])
def test_an_unusual_archive_is_refused(broken: bytes) -> None:
    data = LETTERS["bare in a note"].data()
    data = broken + data if broken else data + b"behind"
    document = read(LETTERS["bare in a note"].data(), "a.docx")
    told = asked(Dossier(document), CHECKS, copies())
    with pytest.raises(FixRefused, match="unusual"):
        FIXERS["docx"](data, document, propose(told), Marking(NOW))
