"""Bytes of a text file → its text."""

import codecs

import pytest

from citations import read
from citations.formats import decoding
from citations.formats.decoding import HEAD, decode, head, is_text
from citations.model import DocumentTooLarge, EmptyDocument, NotADocument


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("naïve – ¹".encode(), "naïve – ¹", "utf-8"),
        (codecs.BOM_UTF8 + "naïve".encode(), "naïve", "utf-8"),
        (codecs.BOM_UTF16_LE + "naïve ¹".encode("utf-16-le"), "naïve ¹", "utf-16-le"),
        (codecs.BOM_UTF16_BE + "naïve ¹".encode("utf-16-be"), "naïve ¹", "utf-16-be"),
        (codecs.BOM_UTF32_LE + "naïve ¹".encode("utf-32-le"), "naïve ¹", "utf-32-le"),
        (codecs.BOM_UTF32_BE + "naïve ¹".encode("utf-32-be"), "naïve ¹", "utf-32-be"),
        ("“naïve” – ½".encode("cp1252"), "“naïve” – ½", "windows-1252"),
        (
            '<meta charset="koi8-r"><p>паром'.encode("koi8-r"),
            '<meta charset="koi8-r"><p>паром',
            "koi8-r",
        ),
        (
            '<meta http-equiv=content-type content="text/html; charset=iso-8859-1">“é'.encode(
                "cp1252"
            ),
            '<meta http-equiv=content-type content="text/html; charset=iso-8859-1">“é',
            "windows-1252",
        ),
        (b'<meta charset="rot13">caf\xe9', '<meta charset="rot13">café', "windows-1252"),
        (
            b'<meta charset="unicode_escape">caf\xe9',
            '<meta charset="unicode_escape">café',
            "windows-1252",
        ),
        (b"a\r\nb\rc\n\fd\te", "a\r\nb\rc\n\fd\te", "utf-8"),
    ],
)
def test_encodings(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding)
    assert is_text(data)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text",
    [
        "Boats run full.¹\n\n¹ Vale, “Piers” (2018).\n",
        "Паром полон.¹\r\n\r\n¹ Вале, 2018.\r\n",
        "渡し船は 満員です。\n\n次の船も 満員です。\n",
        "A letter of some length, and then 𐐀 more. " * 300,
    ],
)
def test_wide_texts_without_a_mark(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert decode(data) == (text, encoding)
    assert is_text(data)
    assert text.startswith(head(data)[:20])
    assert read(data, "letter.txt").text == text


@pytest.mark.parametrize(
    "data",
    [
        "Boats run full.\n".encode("utf-16-le")[:-1],  # half a character is missing
        "Boats\0run full.\n".encode("utf-16-le"),
        "a b".encode("utf-16-le"),  # too short to be sure
        bytes(range(1, 200)) + bytes(57),
        b"\x01\x00\x20\x00\x03\x00\x04\x00\x05\x00\x06\x00\x07\x00\x08\x00",
        "渡し船は満員です次の船も満員です".encode("utf-16-le") + b"\0\0",
    ],
)
def test_what_is_not_certain_is_binary(data: bytes) -> None:
    assert not is_text(data)
    with pytest.raises(NotADocument):
        decode(data)


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\n \n"])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(EmptyDocument):
        decode(data)
    with pytest.raises(EmptyDocument):
        read(data, "empty.txt")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"text with \x00\x00\x00 in it",
        b"\x89PNG\r\n\x1a\n rest",
        b"\x7fELF rest",
        b"%PDF-1.7 is for another format",
        b"PK\x03\x04 so is this",
        b"\xff\xd8\xff\xe0 JFIF",
        b"bytes \x81\x8d\x8f that no code page has",
        codecs.BOM_UTF16_LE + b"\x00\xd8\x00\x00",
        codecs.BOM_UTF16_LE + b"a",
    ],
)
def test_no_texts(data: bytes) -> None:
    with pytest.raises(NotADocument) as raised:
        decode(data)
    assert "\n" not in str(raised.value)


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MAX_BYTES", 10)
    with pytest.raises(DocumentTooLarge):
        decode(b"eleven byte")


def test_the_head_is_read_roughly() -> None:
    assert head(codecs.BOM_UTF16_LE + "<html>".encode("utf-16-le")) == "<html>"
    assert head(b"\xff<p>") == "\ufffd<p>"
    assert not is_text(b"\x00\x01\x02")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_the_head_is_as_long_in_every_encoding(encoding: str) -> None:
    words = "So the boats — all nine — ran full.\n" * 400
    assert head(words.encode(encoding)) == words[:HEAD]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "utf-16-be"])
def test_a_letter_is_of_one_format_in_every_encoding(encoding: str) -> None:
    words = "Boats run full.[^1]\n\n[^1]: Vale, *Boats* (2019).\n"
    assert read(words.encode(encoding), "letter.txt").format == "markdown"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_places_are_those_of_the_file_whatever_its_line_ends(ending: str) -> None:
    lines = ["Dear Ana:", "", "Boats run full.¹ See https://a.example.org/x.", "", "¹ Vale.", ""]
    text = ending.join(lines)
    document = read(text.encode(), "letter.txt")
    assert document.text == text
    (link,) = document.links
    assert text[link.span.start : link.span.end] == link.raw == "https://a.example.org/x"
    assert (link.line, link.column) == (3, 22)
    (reference,) = document.references
    assert text[reference.span.start : reference.span.end] == "¹"
    assert reference.line == 3
    assert document.notes[0].line == 5
    assert document.notes[0].text == "Vale."


def test_a_mark_at_the_start_counts_for_no_column() -> None:
    document = read(codecs.BOM_UTF8 + b"https://a.example.org/x", "letter.txt")
    assert (document.links[0].line, document.links[0].column) == (1, 1)
