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

from tests.citations.formats.pdf.pdf_builder import LEFT, TOP, WIDTH, Sheet
from tests.citations.gold.manuscript import manuscripts
from tests.citations.gold.setting import SETTINGS, Setter

_WRITTEN = Path(__file__).parent.parent / "tests" / "citations" / "formats"
"""Two of its folders hold pages and texts as programs and people lay them out."""


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


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a zipped document; empty for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, RuntimeError):
        return {}
