"""Valid files of every format to mutate."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from email.message import EmailMessage
from functools import cache
from itertools import chain, repeat
from pathlib import Path

from letters import WRITERS, Author, Letter

from tests.citations.formats.docx.docx_builder import Docx, note, paragraph, reference, run
from tests.citations.formats.docx.test_flat import flat
from tests.citations.formats.pdf.pdf_builder import LEFT, TOP, WIDTH, Sheet
from tests.citations.formats.pdf.test_righttoleft import line, page
from tests.citations.formats.test_epub import book
from tests.citations.gold.manuscript import manuscripts
from tests.citations.gold.setting import SETTINGS, Setter

_WRITTEN = Path(__file__).parent.parent / "tests" / "citations" / "formats"
"""Two of its folders hold pages and texts as programs and people lay them out."""


_MARKDOWN = {
    "linked": "Boats run full.[1](#_ftn1) They sank.[](#_ftn2)2 “So.”[【3】](#_ftn3)\n\n"
    "[1](#_ftnref1) Jane Roe, *Ice* 14 (1950), https://a.example.org/x_(y).\n\n"
    "[](#_ftnref2)2 *Id.* at 15.\n\n[【3】](#_ftnref3) 8 U.S.C. § 1373.\n",
    "inline": "Boats run full.^[Jane Roe, [Ice](https://a.example.org/a_b) 14 (1950) [sic].] x^[2]"
    " They sank.^[See ^[within] <https://b.example.org/>.] And <sup>1</sup> went [^later].\n\n"
    "[^later]:\n    Words below.\n\n    More of them.\n",
    "calm": "# Ferries\n\nSee [the report](https://a.example.org/r?q=1) and https://b.example.org/x.\n\n"
    "![chart](https://c.example.org/i.png)\n\n| a | b |\n|---|---|\n| [c][one] | d |\n\n"
    "- [ ] `code` <https://d.example.org/>\n- www.e.example.org and f.example.org/g\n\n"
    "> quoted https://h.example.org/i\n> j\n\n```\nhttps://k.example.org/\n```\n\n"
    '[one]: https://l.example.org/m "n"\n',
}
"""What the ways of Markdown's reader are for: links as notes, inline notes, addresses alone."""


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
        made.append(("handed-on.eml", _handed_on(letter)))
    made += [("book.epub", _book()), ("flat.xml", _flat()), ("hebrew.pdf", _right_to_left())]
    made += [(f"{name}.md", text.encode()) for name, text in _MARKDOWN.items()]
    made += [("sideways.pdf", _sideways()), ("columns.pdf", _columns())]
    made.append(("page.md", author.page(3_000).encode()))
    made += [
        (f"{setting}.{suffix}", write(letter))
        for letter, (setting, (_, suffix, write)) in zip(manuscripts(), _settings(), strict=False)
        if suffix != "pdf"
    ]
    for folder in ("shapes", "texts"):
        made += [(each.name, each.read_bytes()) for each in sorted((_WRITTEN / folder).iterdir())]
    return tuple(made)


def _settings() -> Iterator[tuple[str, tuple[str, str, Setter]]]:
    """The settings over and over, for as many letters as there are."""
    return chain.from_iterable(repeat(tuple(SETTINGS.items())))


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


def _handed_on(letter: Letter) -> bytes:
    """A message without words of its own that holds another one, in a bag of parts."""
    outer = EmailMessage()
    outer["Subject"], outer["Message-ID"] = "Fwd: A letter", "<1@b.example>"
    outer.make_mixed()
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "a@b.example", "A letter"
    inner["Date"] = "Mon, 04 Mar 2024 09:00:00 +0000"
    inner.set_content(WRITERS["txt"](letter).decode(), cte="quoted-printable")
    outer.attach(inner)
    outer.set_boundary("=the same each time=")
    return outer.as_bytes()


def _book() -> bytes:
    """Two chapters whose notes bear the same names, and notes in a file of their own."""
    chapter = (
        "<h2>Chapter</h2><p>Boats run full.<a id='r1' epub:type='noteref' href='#n1'>1</a> They "
        "sank.<a id='r2' href='notes.xhtml#n{0}'><sup>2</sup></a></p><aside id='n1' "
        "epub:type='footnote'>Jane Roe, <i>Ice</i> 14 (1950), <a href='https://a.example.org/x'>"
        "https://a.example.org/x</a>. <a href='#r1'>↩</a></aside><a id='p12'/>"
    )
    notes = "".join(
        f"<p id='n{at}'><a href='c{at - 1}.xhtml#r2'>2</a> <i>Id.</i> at {at}.</p>" for at in (2, 3)
    )
    return book(
        {"c1.xhtml": chapter.format(2), "c2.xhtml": chapter.format(3), "notes.xhtml": notes}
    )


def _flat() -> bytes:
    """A Word document as one XML file."""
    words = run("Jane Roe, Ice 14 (1950), https://a.example.org/x.")
    return flat(
        Docx(body=paragraph(run("Boats run full."), reference("1")), footnotes=note("1", words))
    )


def _right_to_left() -> bytes:
    """A page of Hebrew letters with a work in Latin ones, numbers, brackets and a note."""
    lines = [
        (700.0, ("abcd", "(efgh)", "ijkl,", "25%", "mnop")),
        (686.0, ("qrst", "Roe,", "Ice", "12", "(1950)", "abcd", "HTTPS://A.EXAMPLE/B-")),
        (672.0, ("#12", "abc", "[def]", "ghi.", "1/2", "jkl")),
    ]
    words = [word for y, said in lines for word in line(y, 12, *said)]
    notes = line(130, 9, "1", "Jane", "Roe,", "Title", "14", "(1950).") + line(118, 9, "2", "abc")
    return page([*words, *notes])


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a zipped document; empty for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, RuntimeError):
        return {}
