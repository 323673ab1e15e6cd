"""Files that mean harm, or that are merely broken: one clear line each."""

from __future__ import annotations

import io
import random
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.formats import zipped as opened
from citations.formats.docx import DOCX, package
from citations.model import DocumentTooLarge, NotADocument, ReadError

from .docx_builder import Docx, note, paragraph, reference, zipped

LETTER = Docx(
    body=paragraph("Rents rose.", reference(1)), footnotes=note(1, "A source."), title="Letter"
)
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def with_part(name: str, content: bytes) -> bytes:
    return zipped(LETTER.parts() | {name: content})


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "zip archive cannot be read"),
        (b"PK\x03\x04", "zip archive cannot be read"),
        (LETTER.data()[:-30], "zip archive cannot be read"),
        (zipped({"a.txt": b"hello"}), "without a Word document"),
        (zipped({"word/document.xml": b""}), "not well-formed"),
        (zipped({"word/document.xml": b"<a><b></a>"}), "not well-formed"),
        (zipped({"word/document.xml": b"<a/>"}), "without a Word document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + "WordDocument".encode("utf-16-le"), r"save it as \.docx"),
        (OLE, "old binary kind"),
    ],
)
def test_one_clear_line(data: bytes, line: str) -> None:
    with pytest.raises(NotADocument, match=line) as caught:
        DOCX.layout(data)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE w:document SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused(doctype: str, encoding: str) -> None:
    xml = LETTER.parts()["word/document.xml"].decode().replace('encoding="UTF-8"', "")
    head, body = xml.split("?>", 1)
    with pytest.raises(NotADocument, match="DOCTYPE"):
        DOCX.layout(with_part("word/document.xml", f"{head}?>{doctype}{body}".encode(encoding)))


@pytest.mark.parametrize("part", ["word/footnotes.xml", "word/_rels/document.xml.rels"])
def test_a_doctype_is_refused_in_every_part(part: str) -> None:
    content = LETTER.parts()[part]
    with pytest.raises(NotADocument, match="DOCTYPE"):
        DOCX.layout(with_part(part, content.replace(b"?>", b"?><!DOCTYPE x>", 1)))


def test_a_bomb_is_not_unpacked() -> None:
    filler = b" " * (opened.BOMB_SIZE + 1)
    xml = LETTER.parts()["word/document.xml"]
    with pytest.raises(DocumentTooLarge, match="unpacks to too much"):
        DOCX.layout(with_part("word/document.xml", xml + filler))


def test_a_bomb_beside_the_letter_is_never_opened() -> None:
    assert DOCX.layout(with_part("word/media/image1.png", bytes(30 << 20))).text


def test_parts_are_bounded_in_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "LARGEST_SUM", 1000)
    with pytest.raises(DocumentTooLarge):
        DOCX.layout(LETTER.data())


def test_too_many_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_ENTRIES", 5)
    with pytest.raises(DocumentTooLarge, match="entries"):
        DOCX.layout(LETTER.data())


def test_too_many_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_MARKUP", 20)
    with pytest.raises(DocumentTooLarge, match="too many elements"):
        DOCX.layout(LETTER.data())


@pytest.mark.parametrize("depth", [230, 300, 50_000])
@pytest.mark.parametrize("tag", ["w:sdt", "w:ins", "w:r", "w:txbxContent", "w:tbl", "x"])
def test_deep_nesting(depth: int, tag: str) -> None:
    body = f"<{tag}>" * depth + paragraph("deep") + f"</{tag}>" * depth
    with pytest.raises(DocumentTooLarge, match="deep"):
        DOCX.layout(Docx(body=body).data())


def test_fields_that_open_and_never_close_cost_little() -> None:
    begin = paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "text")
    layout = DOCX.layout(Docx(body=paragraph("Before") + begin * 20_000).data())
    assert layout.body[0].text == "Before"


def test_styles_that_are_based_on_each_other() -> None:
    style = '<w:style w:type="character" w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
    document = Docx(
        body=paragraph('<w:r><w:rPr><w:rStyle w:val="A"/></w:rPr><w:t>Text</w:t></w:r>'),
        styles=style.format("A", "B") + style.format("B", "A"),
    )
    assert DOCX.layout(document.data()).text == "Text"


def test_an_encrypted_entry() -> None:
    data = bytearray(LETTER.data())
    start = data.index(b"PK\x01\x02")
    while start >= 0:
        flags = struct.unpack_from("<H", data, start + 8)[0]
        struct.pack_into("<H", data, start + 8, flags | 1)
        start = data.find(b"PK\x01\x02", start + 4)
    with pytest.raises(NotADocument, match="password"):
        DOCX.layout(bytes(data))


def test_a_method_that_office_never_uses() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in LETTER.parts().items():
            archive.writestr(name, content)
    with pytest.raises(NotADocument, match="never use"):
        DOCX.layout(out.getvalue())


@pytest.mark.parametrize(
    ("data", "path", "sure"),
    [
        (LETTER.data(), "letter.docx", 100),
        (LETTER.data(), "letter.pdf", 100),
        (LETTER.data(), "letter", 100),
        (zipped({"content.xml": b"<x/>"}), "letter.odt", 0),
        (zipped({"content.xml": b"<x/>"}), "letter.docx", 70),
        (b"Dear Senator:", "letter.docx", 0),
        (OLE, "letter.doc", 90),
        (b"", "letter.docx", 0),
    ],
)
def test_detect(data: bytes, path: str, sure: int) -> None:
    assert DOCX.detect(data, path) == sure


def read_or_refuse(data: bytes) -> None:
    """The one thing that may come out beside a Layout is a ReadError of one line."""
    try:
        outcome = DOCX.layout(data).text
    except ReadError as error:
        outcome = str(error)
    assert outcome.strip()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 2**32))
def test_any_bytes_in_a_part(content: bytes, seed: int) -> None:
    choice = random.Random(seed)
    parts = LETTER.parts()
    name = choice.choice(sorted(parts))
    at = choice.randrange(len(parts[name]))
    read_or_refuse(zipped(parts | {name: parts[name][:at] + content}))
    read_or_refuse(zipped(parts | {name: content}))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_a_zip_with_changed_bytes(seed: int, changes: int) -> None:
    choice = random.Random(seed)
    data = bytearray(LETTER.data())
    for _ in range(changes):
        data[choice.randrange(len(data))] = choice.randrange(256)
    read_or_refuse(bytes(data))
    read_or_refuse(bytes(data[: choice.randrange(len(data))]))


_NAMES = st.sampled_from(
    [
        "p", "r", "t", "tbl", "tr", "tc", "sdt", "ins", "del", "hyperlink", "fldSimple", "br",
        "footnoteReference", "endnoteReference", "footnoteRef", "txbxContent", "rPr", "pPr",
        "vanish", "sym", "tab", "bookmarkStart", "bookmarkEnd", "instrText", "fldChar", "sectPr",
    ]
)  # fmt: skip
_ATTRIBUTES = st.sampled_from(
    [
        "", ' w:id="1"', ' w:val="0"', ' w:id="x" w:name="y"', ' w:fldCharType="begin"',
        ' w:fldCharType="separate"', ' w:fldCharType="end"', ' w:customMarkFollows="1" w:id="1"',
        ' r:id="rId1"', ' w:instr="HYPERLINK &quot;https://example.org"', ' w:char="F0A7"',
    ]
)  # fmt: skip
_TREES = st.recursive(
    st.tuples(_NAMES, _ATTRIBUTES, st.sampled_from(["", "x", " 1 "])).map(
        lambda made: f"<w:{made[0]}{made[1]}>{made[2]}</w:{made[0]}>"
    ),
    lambda inner: st.tuples(_NAMES, _ATTRIBUTES, st.lists(inner, max_size=5)).map(
        lambda made: f"<w:{made[0]}{made[1]}>{''.join(made[2])}</w:{made[0]}>"
    ),
    max_leaves=25,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(_TREES, max_size=6), st.lists(_TREES, max_size=4))
def test_elements_in_any_order(body: list[str], notes: list[str]) -> None:
    document = Docx(
        body=paragraph("Text.", reference(1)) + "".join(body),
        footnotes=note(1, "A source.", *notes),
        links={"rId1": "https://example.org/"},
    )
    read_or_refuse(document.data())
