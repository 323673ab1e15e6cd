"""What a PDF says of itself: its words page by page, and what its first page gives.

Rules kept here:
- PDFium runs in a process of its own, bounded in time and memory (citations.pdf_text); a file that
  it cannot read is a page without words, of which nothing is said.
- A declared title counts only where the first pages print it: most are the name of a file.
- A declared author counts only where the first pages print the name: most are those of typists.
- A date counts only where the first page prints one date and no other. The day on which the file
  was made may bear a citation out and never contradicts one.
"""

from __future__ import annotations

import re

from citations import dates_in, pdf_text
from citations.model import PagedText, ReadError

from ..model import Page
from .metadata import line

LONGEST_PRINTED = 1_000_000
"""Characters of a PDF's text: some 300 pages."""
SECONDS = 20.0
_AND = re.compile(r"\s*;\s*|\s+and\s+|\s+&\s+")
_LONGEST = 1000
_MADE = re.compile(r"D:((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_FIRST = 3000
"""Characters of the first page that may date the whole."""


def read_pdf(body: bytes, longest: int = LONGEST_PRINTED) -> Page | None:
    """The Page that a PDF is, without words where it is a scan; None where it cannot be read.

    Blocks for the time that reading takes, SECONDS at most: call it from a thread.
    """
    try:
        return page_of(pdf_text(body, SECONDS), longest)
    except ReadError:
        return None  # no empty page: what it shows is not known


def page_of(text: PagedText, longest: int = LONGEST_PRINTED) -> Page:
    """The words of all pages, a form feed between two; the notes after the last."""
    pages = [" ".join(each.split()) for each in text.pages]
    notes = " ".join(" ".join(text.notes).split())
    whole = "\f".join((*pages, notes) if notes else pages)[:longest]
    start = " ".join(pages[:2])
    title = " ".join((text.title or "").split())
    return Page(
        title=title if title and _letters(title) in _letters(start) else None,
        published=_only_date(pages[0][:_FIRST] if pages else ""),
        text=whole.replace("\0", "").encode("utf-8", "ignore").decode(),
        words=sum(len(each.split()) for each in pages),
        pages=len(pages),
        authors=_authors(text.author, start),
        dated=_day(text.made),
        labels=text.labels[: len(pages)],
    )


def _authors(declared: str | None, start: str) -> tuple[str, ...]:
    """The names that the file declares, as far as its first pages print them."""
    names = [" ".join(name.split()) for name in _AND.split((declared or "")[:_LONGEST])]
    printed = _letters(start)
    found = (line(name) for name in names if len(_letters(name)) > 3 and _letters(name) in printed)
    return tuple(dict.fromkeys(found))


def _day(made: str | None) -> str | None:
    """The day on which the file says that it was made (PDF 32000-1, 7.9.4); it proves nothing."""
    found = _MADE.match(made or "")
    return "-".join(found.groups()) if found else None


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _only_date(text: str) -> str | None:
    dates = {found.value.iso for found in dates_in(text)}
    return dates.pop() if len(dates) == 1 else None
