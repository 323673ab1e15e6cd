"""Valid files of every format to mutate, and what has to hold of whatever is read from them.

Rules kept here:
- A reader ends in a Document or in a ReadError with one line; anything else is a find.
- A Document's offsets lie in its text, and what it says is said of that text.
- The addresses alone are those of the whole document, in its order.
- Time is bounded too: so many seconds of processor time for a file of a letter's size.
"""

from __future__ import annotations

import io
import time
import zipfile
from email.message import EmailMessage
from functools import cache

from letters import WRITERS, Author, Letter

from citations import read, urls_in
from citations.model import Document, ReadError
from tests.citations.formats.pdf.pdf_builder import LEFT, TOP, WIDTH, Sheet

MOST_SECONDS = 3.0
"""Processor time for one file of up to 200 KB; reading such a letter takes a twentieth of that."""

SCRAPS: tuple[bytes, ...] = tuple(
    scrap.encode()
    for scrap in (
        *(
            "¹",
            "²",
            "¹⁰",
            "†",
            "* ",
            "_",
            "**",
            "[1]",
            "[^1]",
            "[^1]: ",
            "^[",
            "]",
            "](",
            "1. ",
            "(1)",
        ),
        *("\n", "\n\n", "\r\n", "\f", "\t", "\u2028", "\x00", "\x0b", "\u00a0", "\u200b", "\ufeff"),
        *("> ", "# ", "---\n", "```\n", "|a|\n|-|\n", "- ", "<!--", "-->", "<![CDATA[", "\\", "`"),
        *("https://a.example.org/x", "<https://b.example/(y>", "http://", "www.", "://", "a-\nb"),
        *("<p>", "</p>", "<br>", "<sup>", "</sup>", "<table>", "<td>", "<li>", "<ol>", "<script>"),
        *('<a href="#fn1">', "</a>", '<li id="fn1">', '<base href="http://[">', "&amp;", "&#0;"),
        *("&#xD800;", "&#1114112;", "&", "<?xml version='1.0'?>", "<!DOCTYPE x [<!ENTITY a 'b'>]>"),
        *("<w:p>", "</w:p>", "<w:r>", "<w:tbl>", '<w:footnoteReference w:id="1"/>', 'w:id="-1"'),
        *('<w:fldChar w:fldCharType="begin"/>', "<w:del>", "<w:ins>", 'w:val="999999999999"'),
        *(
            "“",
            "”",
            "‘",
            "’",
            '"',
            "'",
            "(",
            ")",
            "[",
            "{",
            "§ 1373",
            "§§",
            "Id.",
            "Ibid.",
            "supra",
        ),
        *("supra note 1", "See ", "Compare ", "with ", "hereinafter", "available at", "et al."),
        *("March 4, 2024", "2024", "(2018)", "99999999999999999999", "8 U.S.C. § 1373", "e.g."),
        *(" Tj", " Td", " Tm", " BT", " ET", " Tf", " re f", "/Type /Page", "endobj", "stream\n"),
        *(" 0 1 -1 0 300 300 Tm ", " 0 1 -1 0 0 0 cm ", " 1 0 0 -1 0 0 cm ", " 7 Ts ", " 50 Tz "),
        *(
            " -20 Tw ",
            " 1e38 ",
            "/Rotate 90 ",
            "/CropBox [5 5 4 4] ",
            "/QuadPoints [1 2 3 4 5 6 7 8] ",
        ),
        *(
            "Content-Type: text/html\n",
            "Content-Transfer-Encoding: base64\n",
            "boundary=x",
            "--x--",
        ),
        *("é", "İ", "ß", "𝟙", "١", "²³", "a\u0301", "\u202e", "．", "。", "、", "ー"),
    )
)
"""What breaks readers, more often than single bytes do."""


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of valid files, a few KB each."""
    author = Author(5)
    made: list[tuple[str, bytes]] = []
    for notes in (2, 7):
        letter = author.letter(notes, 20)
        made += [(f"letter.{suffix}", write(letter)) for suffix, write in WRITERS.items()]
        made.append(("letter.pdf", _uncompressed(letter)))
        made.append(("letter.eml", _message(letter)))
    made += [("sideways.pdf", _sideways()), ("columns.pdf", _columns())]
    made.append(("page.md", author.page(3_000).encode()))
    return tuple(made)


def _uncompressed(letter: Letter) -> bytes:
    """A PDF whose page contents can be mutated."""
    from reportlab import rl_config

    before, rl_config.pageCompression = rl_config.pageCompression, 0
    try:
        return WRITERS["pdf"](letter)
    finally:
        rl_config.pageCompression = before


def _sideways() -> bytes:
    """A PDF page that lies on its side, with a watermark and numbers of lines."""
    sheet = Sheet()
    sheet.canvas.setPageCompression(0)
    sheet.canvas.translate(WIDTH, 0)
    sheet.canvas.rotate(90)
    sheet.text(100, 300, "DRAFT", 80)
    for row in range(20):
        sheet.text(40, 560 - 24 * row, str(row + 1), 9)
        sheet.lines(560 - 24 * row, "A line that is long enough* to be one of a pleading.", x=90)
    return sheet.data()


def _columns() -> bytes:
    """Two columns of a PDF with notes over both, a note of two paragraphs, and endnotes."""
    sheet = Sheet()
    sheet.canvas.setPageCompression(0)
    for x, number in ((LEFT, "1"), (320.0, "ii")):
        for row in range(14):
            sheet.text(x, TOP - 14 * row, f"Line {row} of this column is long enough.")
        sheet.marked(x, TOP - 196, "This is known.", number, " More is not.†")
    sheet.rule(150, LEFT, 72)
    sheet.marked(LEFT, 138, "", "1", " The first source, a long one that reaches over both of the "
                 "columns.", size=9)  # fmt: skip
    sheet.lines(126, "† Source two. It ends.", "and goes on.", size=9)
    sheet.text(LEFT + 12, 104, "A second paragraph.", 9)
    sheet.link("https://example.org/a-b", LEFT, 126, 300)
    sheet.page()
    sheet.lines(TOP, "i A note with a Roman numeral.", "ii And another v. one.")
    return sheet.data()


def _message(letter: Letter) -> bytes:
    message = EmailMessage()
    message["Subject"] = "A letter"
    message["Date"] = "Mon, 04 Mar 2024 09:00:00 +0000"
    message.set_content(WRITERS["txt"](letter).decode())
    message.add_alternative(WRITERS["html"](letter).decode(), subtype="html")
    message.set_boundary("=the same each time=")
    return message.as_bytes()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a zipped document; empty for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return {}


def try_to_read(data: bytes, path: str) -> bool:
    """Read and check; True for a document. Raises whatever is a find."""
    before = time.process_time()
    try:
        document = read(data, path)
    except ReadError as error:
        check_error(error)
        return False
    finally:
        taken = time.process_time() - before
        assert taken < MOST_SECONDS, f"{len(data)} bytes took {taken:.1f} s"
    check(document)
    if path.endswith((".md", ".txt", ".html")):
        addresses = tuple(dict.fromkeys(link.url for _, link in document.all_links()))
        assert urls_in(data, path) == addresses, "addresses alone are not those of the document"
    return True


def check_error(error: ReadError) -> None:
    """What holds of every refusal."""
    assert str(error), "an error without words"
    assert "\n" not in str(error), "an error of several lines"


def check(document: Document) -> None:
    """What holds of every document."""
    length = len(document.text)
    notes = [*document.notes]
    citations = [*document.citations, *(one for note in notes for one in note.citations)]
    quotations = [*document.quotations, *(one for note in notes for one in note.quotations)]
    spans = [note.span for note in notes] + [note.label_span for note in notes]
    spans += [reference.span for reference in document.references]
    spans += [reference.sentence_span for reference in document.references]
    spans += [one.span for one in (*citations, *quotations, *document.obfuscated)]
    spans += [link.span for _, link in document.all_links()]
    for span in spans:
        assert 0 <= span.start <= span.end <= length, (span, length)
    for reference in document.references:
        assert reference.clause in reference.sentence, reference
    for _, link in document.all_links():
        assert link.url.split(":")[0].lower() in {"http", "https", "ftp", "mailto"}, link
    for citation in citations:
        if document.format in {"text", "markdown"}:
            assert citation.raw == document.text[citation.span.start : citation.span.end], citation
