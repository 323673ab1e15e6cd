"""Valid files of every format to mutate, and scraps that readers stumble over."""

from __future__ import annotations

import io
import zipfile
import zlib
from email.message import EmailMessage
from functools import cache

from letters import WRITERS, Author, Letter

from tests.citations.formats.pdf.pdf_builder import LEFT, TOP, WIDTH, Sheet
from tests.citations.gold.manuscript import manuscripts
from tests.citations.gold.setting import SETTINGS

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
    made += [
        (f"{setting}.{suffix}", write(letter))
        for letter, (setting, (_, suffix, write)) in zip(
            manuscripts(), SETTINGS.items(), strict=False
        )
        if suffix != "pdf"
    ]
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
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, RuntimeError):
        return {}
