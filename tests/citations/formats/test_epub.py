"""Books: notes in their chapter, in a file of their own, named anew in each chapter; hostile zips.

The books are written here; how their notes are marked up is what the programs that they are named
after make of them.
"""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations import read
from citations.model import DocumentTooLarge, EmptyDocument, NotADocument, ReadError

_CONTAINER = (
    '<?xml version="1.0"?><container><rootfiles>'
    '<rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
_METADATA = (
    "<metadata><dc:title>Ice &amp; Harbour</dc:title><dc:date>2021-05-04</dc:date></metadata>"
)
FROZE, THAWED = "The harbour froze in January.", "It thawed in May."
GAZETTE, ICE = "Harbour Gazette, Jan. 4, 1911.", "Jane Roe, Ice 14 (1950)."


def book(pages: dict[str, str], **more: str) -> bytes:
    """A book of these pages: name → what stands in its body."""
    out = io.BytesIO()
    items = "".join(
        f'<item id="i{n}" href="text/{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", more.get("container", _CONTAINER))
        archive.writestr(
            "EPUB/book.opf",
            f"<package>{_METADATA}<manifest>{items}</manifest><spine>{spine}</spine></package>",
        )
        for name, body in pages.items():
            archive.writestr(
                f"EPUB/text/{name}",
                f"<?xml version='1.0'?><html><head/><body>{body}</body></html>",
            )
        if "encryption" in more:
            archive.writestr("META-INF/encryption.xml", more["encryption"])
    return out.getvalue()


def _chapter_with_list(number: int, words: str, note: str) -> str:
    return (
        f'<p>{words}<a class="footnote" id="return-footnote-{number}-1" '
        f'href="#footnote-{number}-1"><sup class="footnote">[1]</sup></a></p>'
        f'<div class="footnotes"><ol><li id="footnote-{number}-1">{note} '
        f'<a href="#return-footnote-{number}-1" class="return-footnote">↵</a></li></ol></div>'
    )


def _chapter_of_word(words: str, note: str) -> str:
    return (
        f'<p>{words}<a href="#_ftn1" id="_ftnref1"><sup>[1]</sup></a></p>'
        f'<p><a href="#_ftnref1" id="_ftn1"><sup>[1]</sup></a> {note}</p>'
    )


BOOKS = {
    "endnotes in a file of their own": {
        "one.xhtml": f'<p>{FROZE}<a href="notes.xhtml#n-1" id="r-1" epub:type="noteref">1</a></p>',
        "two.xhtml": f'<p>{THAWED}<a href="notes.xhtml#n-2" id="r-2" epub:type="noteref">2</a></p>',
        "notes.xhtml": '<section epub:type="endnotes"><h2>Endnotes</h2><ol>'
        f'<li id="n-1" epub:type="endnote"><p>{GAZETTE} <a href="one.xhtml#r-1">↩</a></p></li>'
        f'<li id="n-2" epub:type="endnote"><p>{ICE} <a href="two.xhtml#r-2">↩</a></p></li>'
        "</ol></section>",
    },
    "lists behind chapters": {
        "one.xhtml": _chapter_with_list(1, FROZE, GAZETTE),
        "two.xhtml": _chapter_with_list(2, THAWED, ICE),
    },
    "the same names in each chapter": {
        "one.xhtml": _chapter_of_word(FROZE, GAZETTE),
        "two.xhtml": _chapter_of_word(THAWED, ICE),
    },
    "spans and paragraphs": {
        "one.xhtml": f'<p>{FROZE}<span><a href="../text/notes%20x.xhtml#n1" id="r1">1</a></span> '
        f'{THAWED}<span><a href="notes%20x.xhtml#n2" id="r2">2</a></span></p>',
        "notes x.xhtml": f'<p class="note"><a id="n1" href="one.xhtml#r1">1</a>. {GAZETTE}</p>'
        f'<p class="note"><a id="n2" href="one.xhtml#r2">2</a>. {ICE}</p>',
    },
    "asides": {
        "one.xhtml": f'<p><a id="page_7"/>{FROZE}<a epub:type="noteref" href="#fn1">1</a> '
        f'{THAWED}<a epub:type="noteref" href="#fn2">2</a></p>'
        f'<aside epub:type="footnote" id="fn1"><p>{GAZETTE}</p></aside>'
        f'<aside epub:type="footnote" id="fn2"><p>{ICE}</p></aside>',
    },
}


@pytest.mark.parametrize("name", BOOKS)
def test_each_reference_finds_its_note(name: str) -> None:
    data = book({page.replace(" ", "%20"): body for page, body in BOOKS[name].items()})
    if "%20" in str(BOOKS[name]):
        data = book(BOOKS[name])
    document = read(data, "book.epub")
    assert document.format == "epub"
    assert [note.text for note in document.notes] == [GAZETTE, ICE]
    assert {note.pairing.value for note in document.notes} == {"paired"}
    sentences = [note.reference.sentence for note in document.notes if note.reference]
    assert [each.rstrip("¹²") for each in sentences] == [FROZE, THAWED]
    assert len(document.references) == 2
    assert (document.title, document.date and document.date.iso) == ("Ice & Harbour", "2021-05-04")


def test_the_spine_orders_the_pages() -> None:
    data = book({"b.xhtml": "<p>First of all.</p>", "a.xhtml": "<p>Then the rest.</p>"})
    text = read(data, "book.epub").text
    assert text.index("First of all.") < text.index("Then the rest.")


def test_links_out_of_the_book_stay() -> None:
    page = '<p>See <a href="https://example.org/ice">ice</a> and <a href="two.xhtml">two</a>.</p>'
    document = read(book({"one.xhtml": page, "two.xhtml": "<p>Two.</p>"}), "book.epub")
    assert [link.url for link in document.links] == ["https://example.org/ice"]


def test_what_cannot_be_read_is_one_clear_line() -> None:
    whole = book({"one.xhtml": "<p>Words.</p>"})
    cases = [
        (whole[:300], NotADocument, "zip archive cannot be read"),
        (book({"a.xhtml": "x"}, container="<container/>"), NotADocument, "which of its files"),
        (book({"a.xhtml": "<p> </p>"}), EmptyDocument, "white space"),
        (
            book(
                {"a.xhtml": "<p>Words.</p>"},
                encryption='<encryption><CipherReference URI="EPUB/text/a.xhtml"/></encryption>',
            ),
            NotADocument,
            "encrypted",
        ),
        (whole.replace(b"Words.", b"Wards."), NotADocument, "cannot be unpacked"),
    ]
    for data, kind, words in cases:
        with pytest.raises(kind, match=words) as caught:
            read(data, "book.epub", "epub")
        assert "\n" not in str(caught.value)


def test_fonts_in_disguise_are_no_protection() -> None:
    told = '<encryption><CipherReference URI="EPUB/fonts/a.otf"/></encryption>'
    data = book({"a.xhtml": f"<p>{FROZE}</p>"}, encryption=told)
    assert FROZE in read(data, "book.epub").text


def test_a_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book({"a.xhtml": ""}))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name) if "a.xhtml" not in name else b" " * 8_000_000)
    with pytest.raises(DocumentTooLarge, match="too much"):
        read(out.getvalue(), "book.epub")


_MARKUP = st.text(alphabet="<>/=\"'# apidhrefsxn1&;\n", max_size=120)


@settings(max_examples=100, deadline=None)
@given(st.lists(_MARKUP, min_size=1, max_size=3), st.binary(max_size=12), st.integers(0, 400))
def test_broken_books_end_in_a_line(pages: list[str], noise: bytes, at: int) -> None:
    data = book({f"p{n}.xhtml": body for n, body in enumerate(pages)})
    for each in (data, data[:at] + noise + data[at + len(noise) :]):
        with contextlib.suppress(ReadError):
            read(each, "book.epub", "epub")
