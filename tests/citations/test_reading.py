"""Bytes in, Document out."""

import hashlib

import pytest

from citations import FORMATS, read
from citations.detection import detect
from citations.model import LinkRole, NotADocument, ReadError

LETTER = (
    "HARBOR TOWNS ASK FOR BOATS\n\nMarch 4, 2024\n\nBoats run full.¹ See "
    "https://a.example.org/x.\n\n"
    "¹ Vale, *Quay*, <https://web.archive.org/web/2023/https://b.example.org/y>; "
    "www.c.example.org.\n"
)


def test_a_document_knows_what_it_is() -> None:
    data = LETTER.encode()
    document = read(data, "letters/boats.txt")
    assert document.path == "letters/boats.txt"
    assert document.format == "text"
    assert document.encoding == "utf-8"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.text == LETTER
    assert document.title == "HARBOR TOWNS ASK FOR BOATS"
    assert document.date is not None
    assert document.date.iso == "2024-03-04"


def test_links_of_body_and_notes_are_told_apart() -> None:
    document = read(LETTER.encode(), "boats.txt")
    (note,) = document.notes
    assert [link.url for link in document.links] == ["https://a.example.org/x"]
    archived, bare = note.links
    assert archived.role is LinkRole.ARCHIVE
    assert archived.archive_of == "https://b.example.org/y"
    assert bare.key == "https://www.c.example.org/"
    assert [(owner.label if owner else None, link.raw) for owner, link in document.all_links()] == [
        (None, "https://a.example.org/x"),
        ("1", "https://web.archive.org/web/2023/https://b.example.org/y"),
        ("1", "www.c.example.org"),
    ]


def test_lines_columns_and_ordinals() -> None:
    document = read(LETTER.encode(), "boats.txt")
    (note,) = document.notes
    assert (note.line, note.ordinal, note.page) == (7, 1, None)
    assert [(link.line, link.column) for link in note.links] == [(7, 18), (7, 77)]
    assert document.references[0].line == 5


def test_a_named_format_is_believed() -> None:
    assert read(b"<p>x</p>", "x.html", "text").format == "text"
    with pytest.raises(ValueError, match="unknown format"):
        read(b"x", "x.txt", "word-perfect")


def test_every_format_has_its_own_name_and_suffixes() -> None:
    suffixes = [suffix for each in FORMATS.values() for suffix in each.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)
    assert all(name == each.name for name, each in FORMATS.items())


@pytest.mark.parametrize(
    "data",
    [b"", b"  \n", b"\x00" * 100, bytes(range(256)), b"\x89PNG\r\n\x1a\n", b"GIF89a\xff\xff\xff"],
)
def test_one_line_says_what_is_wrong(data: bytes) -> None:
    with pytest.raises(ReadError) as raised:
        read(data, "x.bin")
    assert str(raised.value)
    assert "\n" not in str(raised.value)


def test_binaries_are_of_no_format() -> None:
    assert detect(b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, "x.txt") is None
    with pytest.raises(NotADocument, match="PNG"):
        read(b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, "x.txt")


def test_a_date_line_goes_before_a_declared_date() -> None:
    text = "---\ndate: 2020-01-01\n---\n\nMarch 4, 2024\n\nDear Ana:\n"
    document = read(text.encode(), "x.md")
    assert document.date is not None
    assert document.date.iso == "2024-03-04"


def test_citations_of_a_note_know_the_notes_before() -> None:
    text = (
        "One.¹ Two.²\n\n¹ Ana Vale, *The Quay*, ISLAND POST (Feb. 3, 2023), "
        "<https://a.example.org>.\n\n"
        "² *Id.*\n"
    )
    document = read(text.encode(), "x.txt")
    (short,) = document.notes[1].citations
    assert short.antecedent is not None
    assert (short.antecedent.note, short.antecedent.index) == ("1", 0)
