"""What letters say, as a compact table: one row per citation or link, nothing asked of anyone.

Rules kept here:
- URLs stand whole; citations are shortened to their first words.
- In a pipe the columns are aligned with spaces, and there is nothing drawn between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from citations.model import Citation, Document, Link

from ..model import DocumentReport
from ..wording import counted
from .format import ReportOptions
from .harmless.visible import clipped, visible
from .screen import Screen, cell_width, fitted
from .terminal import tell_finding

_CITED = 72
"""Most characters of a citation."""
_LEAST_CITED = 20
"""Columns for citations on the narrowest terminal."""
_GAP = "  "

Row = tuple[str, str, str, str, str]
"""Note, line, form, what is cited, URL."""


def write_table(documents: Iterable[DocumentReport], out: TextIO, options: ReportOptions) -> None:
    """Tell documents that nobody has asked about."""
    screen = Screen(out, options)
    for number, told in enumerate(documents):
        if number:
            screen.blank()
        document = told.dossier.document
        screen.say(0, (document.path, "bold underline"), f"  {_counts(document)}")
        _tell_rows(screen, list(_rows(document)))
        for finding in told.findings:
            tell_finding(screen, 2, finding, None)
        screen.flush()


def _counts(document: Document) -> str:
    links = len(document.all_links())
    cited = len(document.citations) + sum(len(note.citations) for note in document.notes)
    return ", ".join(
        (
            document.format,
            counted(len(document.notes), "note"),
            counted(cited, "citation"),
            counted(links, "link"),
        )
    )


def _tell_rows(screen: Screen, rows: list[Row]) -> None:
    """In a pipe the URLs are the last column; on a terminal each has its line, so none breaks."""
    if not rows:
        return
    titles = ("note", "line", "form", "cites", "" if screen.width else "url")
    widths = [
        max(cell_width(row[column]) for row in (titles, *rows)) for column in range(len(titles) - 1)
    ]
    start = sum(widths[:3]) + 3 * len(_GAP)
    if screen.width:
        widths[3] = max(min(widths[3], screen.width - start), _LEAST_CITED)
    screen.put((_cells(titles, widths), "bold"))
    for row in rows:
        urls = row[4].split()
        if screen.width:
            screen.put(_cells((*row[:4], ""), widths))
            for url in urls:
                screen.put(" " * start, (url, "cyan"))
        else:
            screen.put(_cells((*row[:4], " ".join(urls)), widths))


def _cells(row: Row, widths: list[int]) -> str:
    note, line, form, cites, urls = row
    cells = (
        fitted(note, widths[0], right=True),
        fitted(line, widths[1], right=True),
        fitted(form, widths[2]),
        fitted(cites, widths[3]),
        urls,
    )
    return _GAP.join(cells).rstrip()


def _rows(document: Document) -> Iterator[Row]:
    """Citations with their links, then the links that stand in no citation."""
    yield from _block("text", "", document.citations, document.links)
    for note in document.notes:
        line = str(note.line) if note.line is not None else ""
        yield from _block(visible(note.label), line, note.citations, note.links)


def _block(
    label: str, line: str, citations: Iterable[Citation], links: Iterable[Link]
) -> Iterator[Row]:
    left = list(links)
    for citation in citations:
        inside = [link for link in left if link.span in citation.span]
        left = [link for link in left if link not in inside]
        urls = " ".join(link.url for link in inside) or citation.url or ""
        yield label, line, citation.form, _short(_cited(citation)), visible(urls)
    for link in left:
        at = str(link.line) if link.line is not None else line
        yield label, at, "link", _short(link.shown or ""), visible(link.url)


def _short(text: str) -> str:
    return visible(clipped(text, _CITED))


def _cited(citation: Citation) -> str:
    """Author, title and date where the grammar read them; else the words themselves."""
    if citation.title is None:
        return citation.raw
    names = [name.literal or name.family or name.given or "" for name in citation.authors]
    who = ", ".join(names[:2]) + (" et al." if len(names) > 2 else "")
    when = f" ({citation.date.iso[:4]})" if citation.date else ""
    return f"{who}, {citation.title}{when}" if who else f"{citation.title}{when}"
