"""The cited works as RIS, which EndNote, Zotero and Mendeley read.

Rules kept here:
- One tag is one line, "TY  - JOUR", ended by CR LF; a line break in a value would begin a tag, so
  all white space is folded.
- Types and tags are those of the RIS specification (2011) that Zotero imports; a type that RIS
  lacks is GEN, and is told in `M3`.
- RIS cannot escape a comma in the name of an organisation; it is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TextIO

from citations.model import CitationType, DateValue, Name

from ...model import DocumentReport
from ..format import ReportOptions
from ..harmless.encoding import as_text
from .cited import Work, date_parts, line, works

_TYPES: Mapping[CitationType, tuple[str, str | None]] = MappingProxyType(
    {
        CitationType.ARTICLE_JOURNAL: ("JOUR", None),
        CitationType.ARTICLE_NEWSPAPER: ("NEWS", None),
        CitationType.BOOK: ("BOOK", None),
        CitationType.CHAPTER: ("CHAP", None),
        CitationType.REPORT: ("RPRT", None),
        CitationType.PRESS_RELEASE: ("GEN", "Press release"),
        CitationType.WEBPAGE: ("ELEC", None),
        CitationType.SPEECH: ("GEN", "Speech"),
        CitationType.PRESIDENTIAL_DOCUMENT: ("GEN", "Presidential document"),
        CitationType.STATUTE: ("STAT", None),
        CitationType.REGULATION: ("STAT", "Regulation"),
        CitationType.CONSTITUTION: ("STAT", "Constitution"),
        CitationType.EXECUTIVE_ORDER: ("STAT", "Executive order"),
        CitationType.BILL: ("BILL", None),
        CitationType.CASE: ("CASE", None),
        CitationType.DOCUMENT: ("GEN", None),
    }
)
"""Type → RIS's type, and what it is where that says too little."""


def write_ris(documents: Iterable[DocumentReport], out: TextIO, options: ReportOptions) -> None:
    """One record per work."""
    del options
    for work in works(documents):
        for tag, value in _record(work):
            out.write(as_text(f"{tag}  - {line(value)}\r\n", out))
        out.write("ER  - \r\n\r\n")


def _record(work: Work) -> Iterator[tuple[str, str]]:
    citation = work.citation
    kind, what = _TYPES[citation.type]
    arxiv = work.identifier("arxiv")
    values: tuple[tuple[str, str | None], ...] = (
        ("TY", kind),
        ("ID", work.key),
        *(("AU", _name(name)) for name in citation.authors),
        ("TI", work.title),
        ("T2", citation.container),
        ("M3", what),
        ("VL", citation.volume),
        ("SP", citation.first_page),
        ("PB", citation.publisher or citation.court),
        *_dates(citation.date),
        ("Y2", _day(citation.accessed)),
        ("DO", work.identifier("doi")),
        ("SN", work.isbn),
        ("AN", work.identifier("pmid")),
        ("C2", work.identifier("pmcid")),
        ("M1", f"arXiv:{arxiv}" if arxiv else None),
        ("UR", work.url),
    )
    yield from ((tag, value) for tag, value in values if value)


def _dates(date: DateValue | None) -> Iterator[tuple[str, str | None]]:
    parts = date_parts(date)
    if parts:
        yield "PY", f"{parts[0]:04}"
        yield "DA", _day(date)


def _day(date: DateValue | None) -> str | None:
    """YYYY/MM/DD/, the slashes always there (RIS specification, dates); None without a year."""
    parts = date_parts(date)
    if not parts:
        return None
    year, month, day = (*(f"{part:02}" for part in parts), "", "")[:3]
    return f"{year}/{month}/{day}/"


def _name(name: Name) -> str:
    """ "Family, Given, Suffix"."""
    if name.family is None:
        return name.literal or name.given or ""
    if name.suffix:
        return f"{name.family}, {name.given or ''}, {name.suffix}"
    return f"{name.family}, {name.given}" if name.given else name.family
