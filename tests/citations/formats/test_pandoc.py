"""odt, epub, tex, rst, rtf and org: the same letter gives the same notes, links and quotations.

EPUB is read without pandoc; here pandoc writes it.
"""

from __future__ import annotations

import io
import subprocess
import zipfile

import pytest

from citations import FORMATS, read
from citations.detection import detect
from citations.formats.pandoc import program as pandoc
from citations.model import DateValue, DocumentTooLarge, NotADocument, Pairing, ReadError

MARKDOWN = """---
title: River letter
date: 2021-07-22
---

The river rose “by a *whole* foot” in May.[^a] It fell[^b] later, as [a map](https://example.org/map)
shows.

- A list, too, has a note.[^c]

[^a]: Ann Brook, *The Rights of Rivers*, 12 Water L. Rev. 301, 305 (2018), <https://example.org/may>.
[^b]: See [June](https://example.org/june) (“dry”).

    A second paragraph.
[^c]: *Id.* at 306.
"""
RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0 Times;}}{\info{\title River letter}}
\pard July 22, 2021\par
\pard The river rose \ldblquote by a {\i whole} foot\rdblquote  in May.{\super
\chftn{\footnote\pard\plain {\super\chftn} Ann Brook,
{\i The Rights of Rivers}, 12 Water L. Rev. 301, 305 (2018),
{\field{\*\fldinst HYPERLINK "https://example.org/may"}{\fldrslt https://example.org/may}}.}} It
fell{\super\chftn{\*\footnote\pard\plain {\super\chftn} See
{\field{\*\fldinst HYPERLINK "https://example.org/june"}{\fldrslt June}} (\u8220\'93dry\'94).\par
A second paragraph.}} later, as {\field{\*\fldinst HYPERLINK "https://example.org/map"}{\fldrslt a
map}} shows.\par
\pard A list, too, has a note.{\super\chftn{\footnote\pard\plain {\super\chftn} {\i Id.} at
306.}}\par
}""".replace(b"\n", b" ")
NAMES = ("odt", "epub", "tex", "rst", "rtf", "org")

needs_pandoc = pytest.mark.skipif(
    pandoc.program() is None, reason="pandoc is missing: it comes with pincite[pandoc]"
)


def converted(name: str) -> bytes:
    """The letter as pandoc writes it; RTF by hand, because pandoc does not read its own."""
    if name == "rtf":
        return RTF
    program = pandoc.program()
    assert program is not None
    writer = {"tex": "latex", "org": "org-smart"}.get(name, name)
    return subprocess.run(
        [program, "-s", "-f", "markdown-smart", "-t", writer, "-o", "-"],
        input=MARKDOWN.encode(),
        capture_output=True,
        check=True,
    ).stdout


@needs_pandoc
@pytest.mark.parametrize("name", NAMES)
def test_the_same_notes_links_and_quotations(name: str) -> None:
    document = read(converted(name), f"letter.{name}")
    assert document.format == name
    assert [note.text for note in document.notes] == [
        "Ann Brook, The Rights of Rivers, 12 Water L. Rev. 301, 305 (2018), "
        "https://example.org/may.",
        "See June (“dry”).\nA second paragraph.",
        "Id. at 306.",
    ]
    assert [note.label for note in document.notes] == ["1", "2", "3"]
    assert {note.pairing for note in document.notes} == {Pairing.PAIRED}
    references = [note.reference for note in document.notes]
    assert [each.sentence for each in references if each] == [
        "The river rose “by a whole foot” in May.¹",
        "It fell² later, as a map shows.",
        "A list, too, has a note.³",
    ]
    assert [link.url for _, link in document.all_links()] == [
        "https://example.org/map",
        "https://example.org/may",
        "https://example.org/june",
    ]
    assert [quotation.raw for quotation in document.quotations] == ["“by a whole foot”"]
    first = document.notes[0].citations[0]
    assert (first.title, first.volume, first.pincite) == ("The Rights of Rivers", "12", "305")


@needs_pandoc
@pytest.mark.parametrize("name", ["epub", "tex", "org"])
def test_declared_title_and_date(name: str) -> None:
    document = read(converted(name), f"letter.{name}")
    assert document.title == "River letter"
    assert document.date == DateValue("2021-07-22", "2021-07-22")


@needs_pandoc
@pytest.mark.parametrize("name", ["odt", "epub", "tex", "rst", "rtf"])
def test_the_content_tells_the_format(name: str) -> None:
    found = detect(converted(name), "letter")
    assert found is not None
    assert found.name == name


def _repacked(data: bytes, mimetype: int) -> bytes:
    """A package whose mimetype comes last, stored or deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda each: each == "mimetype"):
            kind = mimetype if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(name, old.read(name), kind)
    return out.getvalue()


@needs_pandoc
@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("name", ["odt", "epub"])
def test_a_package_that_was_packed_again_is_known(name: str, kind: int) -> None:
    data = _repacked(converted(name), kind)
    assert len(read(data, "letter").notes) == 3
    assert detect(data[:-30], f"a.{name}") is not FORMATS[name]


def _flat(data: bytes) -> bytes:
    """The package as one XML file, as LibreOffice writes it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml").decode()
    head, _, rest = content.partition("<office:document-content ")
    kind = 'office:mimetype="application/vnd.oasis.opendocument.text"'
    rest = rest.replace("</office:document-content>", "</office:document>")
    return f"{head}<office:document {kind} {rest}".encode()


@needs_pandoc
def test_a_flat_text_reads_as_its_package_does() -> None:
    data = converted("odt")
    flat, packed = read(_flat(data), "letter.fodt"), read(data, "letter.odt")
    assert flat.format == packed.format == "odt"
    assert flat.text == packed.text
    assert flat.notes == packed.notes
    with pytest.raises(NotADocument, match="damaged flat odt"):
        read(_flat(data)[:-40], "letter.fodt")


def test_a_host_is_no_org_file() -> None:
    found = detect(b"Dear Ben,\n", "https://example.org/")
    assert found is not None
    assert found.name == "text"
    assert detect(b"Dear Ben,\n", "https://example.org/a.org") is FORMATS["org"]


@pytest.mark.parametrize("name", ["odt", "tex", "rst", "rtf", "org"])
def test_a_missing_extra_is_one_clear_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "program", lambda: None)
    with pytest.raises(ReadError, match=r"needs pincite\[pandoc\]") as caught:
        read(b"Some words.", f"a.{name}", name)
    assert "\n" not in str(caught.value)


@needs_pandoc
def test_damaged_and_slow_files_are_one_clear_line() -> None:
    with pytest.raises(NotADocument, match="damaged odt"):
        read(converted("odt")[:900], "a.odt", "odt")
    with pytest.raises(DocumentTooLarge, match="more than 0 seconds"):
        pandoc.tree(b"x " * 500_000, "rst", 0.01)


@needs_pandoc
def test_the_sandbox_reads_no_files() -> None:
    document = read(b"Before.\n\n.. include:: pyproject.toml\n\nAfter.\n", "a.rst")
    assert "hatchling" not in document.text


@needs_pandoc
def test_what_stands_for_a_letter_in_rtf_swallows_none() -> None:
    data = (
        rb"{\rtf1\ansi\uc1 \pard The \u321?\'f3d\u378? council\u8217?s plan was read in full.\par}"
    )
    assert read(data, "letter.rtf").text.startswith("The Łódź council’s plan was read in full.")
    own = rb"""{\rtf1\ansi \pard The council\u8217's plan is \u8220"a courtesy,\u8221" only.\par}"""
    assert read(own, "letter.rtf").text.startswith("The council’s plan is “a courtesy,” only.")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Dear Ann:\n\nBoats on the Bay\n================\n\nThey run full.\n", "Boats on the Bay"),
        ("They run full.\n\nNotes\n=====\n\nNone.\n", None),
        ("They run full.\n", None),
    ],
)
def test_the_first_heading_is_the_title_where_none_is_declared(
    text: str, title: str | None
) -> None:
    assert read(text.encode(), "letter.rst").title == title
