"""The words of a PDF page by page: for whoever asks what a source says, not what it cites.

Rules kept here:
- The running text goes on over pages as a reader reads it: no heads, feet or notes between.
- Notes come after it, since a quotation may be of a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citations.model import PagedText
from citations.passage import Layout, Passage

from .process import WORKERS


def pdf_text(data: bytes, seconds: float = 20.0) -> PagedText:
    """The text of a PDF's pages, read in the bounded process.

    Args:
        data: the file.
        seconds: wall clock that it may take.

    Raises:
        ReadError: it cannot be read, has no text, or takes more than it may.
    """
    return paged(WORKERS.read(data, seconds))


def paged(layout: Layout) -> PagedText:
    """A Layout's words by page; empty pages are empty strings."""
    pages: list[list[str]] = []
    for number, text in _pieces(layout.body):
        while len(pages) < number:
            pages.append([])
        pages[number - 1].append(text)
    notes = tuple(passage.text for note in layout.notes for passage in note.passages)
    words = tuple("\n".join(each) for each in pages)
    return PagedText(layout.title, words, notes, layout.author, layout.made, layout.labels)


def _pieces(passages: Iterable[Passage]) -> Iterator[tuple[int, str]]:
    """Each passage cut at its page turns, with the number of the page."""
    for passage in passages:
        page = passage.page or 1
        start = 0
        for turn in (*passage.turns, len(passage.text)):
            yield page, passage.text[start:turn]
            start = turn
            page += 1
